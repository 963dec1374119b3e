"""Two lists of recommendations are paired, and what differs is told apart."""

from __future__ import annotations

import pytest

from dhrcheck.document.model import Place, Recommendation, Role
from dhrcheck.document.recommendation_pairs import Pairing, changed_words, likeness, pair

POLICE = "Northmere Police should train all its officers to recognise coercive control."
HOUSING = "The council should set up a single point of contact for concerns about carers."
HEALTH = "The hospital trust should place an adviser in the emergency department every day."
HOME = "The Home Office should consider guidance on economic abuse for banks and call handlers."


def given(*texts: str, numbers: str = "") -> list[Recommendation]:
    named = numbers.split() or [str(i) for i in range(1, len(texts) + 1)]
    place = Place(0, 1, "")
    return [
        Recommendation(None if n == "-" else n, t, place, Role.OVERVIEW_REPORT)
        for n, t in zip(named, texts, strict=True)
    ]


def differing(pairing: Pairing) -> list[str]:
    """In one word each, what differs between two lists."""
    found = {
        "missing": pairing.missing,
        "extra": pairing.extra,
        "moved": pairing.moved,
        "reworded": pairing.reworded,
    }
    return [word for word, these in found.items() if these]


def test_the_same_lists_are_paired_in_order() -> None:
    pairing = pair(given(POLICE, HOUSING, HEALTH), given(POLICE, HOUSING, HEALTH))
    assert [p.one.number for p in pairing.pairs] == ["1", "2", "3"]
    assert differing(pairing) == []


def test_shortened_words_are_the_same_recommendation() -> None:
    short = given(
        "Officers to be trained on coercive control.",
        "One point of contact about carers.",
        "Adviser in the emergency department.",
    )
    pairing = pair(given(POLICE, HOUSING, HEALTH), short)
    assert differing(pairing) == []


def test_one_that_is_missing_is_named_though_the_numbers_move_up() -> None:
    pairing = pair(given(POLICE, HOUSING, HEALTH), given(POLICE, HEALTH))
    assert [r.number for r in pairing.missing] == ["2"]
    assert [(p.one.number, p.other.number) for p in pairing.pairs] == [("1", "1"), ("3", "2")]
    assert not pairing.moved


def test_one_more_is_extra() -> None:
    pairing = pair(given(POLICE, HOUSING), given(POLICE, HOUSING, HOME))
    assert [r.number for r in pairing.extra] == ["3"]
    assert not pairing.missing


def test_only_those_that_moved_are_called_moved() -> None:
    pairing = pair(given(POLICE, HOUSING, HEALTH, HOME), given(HOME, POLICE, HOUSING, HEALTH))
    assert [p.one.number for p in pairing.moved] == ["4"]


def test_wholly_other_words_under_one_number_are_reworded() -> None:
    other = "Landlords to remind tenants in arrears of their rights."
    pairing = pair(given(POLICE, HOUSING), given(POLICE, other))
    assert [p.one.number for p in pairing.reworded] == ["2"]
    assert differing(pairing) == ["reworded"]


@pytest.mark.parametrize(
    ("report", "summary"),
    [("8.1 8.2 8.3", "1 2 3"), ("R1 R2 R3", "1 2 3"), ("7.1 7.2 7.3", "5.1 5.2 5.3"), ("- - -", "1 2 3")],
)  # fmt: skip
def test_numbering_may_differ(report: str, summary: str) -> None:
    short = given("Train.", "Contact.", "Adviser.", numbers=summary)
    pairing = pair(given(POLICE, HOUSING, HEALTH, numbers=report), short)
    assert set(differing(pairing)) <= {"reworded"}


@pytest.mark.parametrize(
    ("one", "other", "changed"),
    [
        (POLICE, POLICE.replace("should", "must"), ("should", "must")),
        (f"{POLICE} Within 6 months.", f"{POLICE} Within 12 months.", ("6", "12")),
        (POLICE, POLICE, None),
        ("1. " + POLICE, POLICE, None),
        (POLICE, "Officers to be trained.", None),
    ],
)  # fmt: skip
def test_a_changed_duty_or_figure_is_shown(
    one: str, other: str, changed: tuple[str, str] | None
) -> None:
    assert changed_words(one, other) == changed


def test_likeness_of_strangers_is_low() -> None:
    assert likeness(POLICE, HEALTH) < 34
    assert likeness(HOME, HOUSING) < 34
    assert likeness("", POLICE) == 0
