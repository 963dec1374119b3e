"""Who is who: names from tables, lists and sentences, chair, author and panel."""

from __future__ import annotations

import pytest
from flow_builder import Written, submission

from dhrcheck.document.facts import gather_facts
from dhrcheck.document.model import Facts, PersonRole, Role

SLOTS = {
    "Confidentiality": ("confidentiality",),
    "Pseudonyms": ("pseudonyms",),
    "Introduction": ("introduction",),
    "The panel": ("panel",),
    "Chair": ("chair",),
    "Process": ("process",),
    "Contributors": ("contributors",),
    "Facts": ("facts",),
    "Equality": ("equality",),
}


def facts(*pages: str, summary: str | None = None, cover: str | None = None) -> Facts:
    parts = [Written(Role.COVER, (cover,))] if cover else []
    parts.append(Written(Role.OVERVIEW_REPORT, pages))
    if summary:
        parts.append(Written(Role.EXECUTIVE_SUMMARY, (summary,)))
    return gather_facts(submission(*parts, slots=SLOTS))


def named(found: Facts, role: PersonRole) -> list[str]:
    return [person.name for person in found.with_role(role)]


def test_a_table_of_names_says_who_is_who() -> None:
    found = facts(
        "**Pseudonyms**\n| Pseudonym | Relationship | Age | Ethnicity |\n"
        "| Willow | Victim | 41 | White British |\n"
        "| Rowan | Husband of Willow and perpetrator | 44 | Irish |\n"
        "| Hazel | Daughter | 9 | White British |\n"
        "| Ash | Adult son of the victim | 22 | White British |\n"
        "| Linden | Mother of the victim | 70 | Irish |"
    )
    assert named(found, PersonRole.VICTIM) == ["Willow"]
    assert named(found, PersonRole.PERPETRATOR) == ["Rowan"]
    assert named(found, PersonRole.CHILD) == ["Hazel"]
    assert named(found, PersonRole.RELATIVE) == ["Ash", "Linden"]
    (victim,) = found.with_role(PersonRole.VICTIM)
    assert (victim.age, victim.ethnicity) == ("41", "White British")


@pytest.mark.parametrize(
    "header",
    [
        "| Initials | Person | Age | Ethnicity |",
        "| Label | Who this is | Age in May 2017 | Ethnicity |",
        "| Known in this report as | Relationship | Age at the time | Ethnicity |",
        "| Called in this report | Place in the family | Age | Ethnic origin |",
    ],
)
def test_the_header_of_a_table_of_names_may_use_other_words(header: str) -> None:
    found = facts(
        f"**Confidentiality**\n{header}\n| AB | Woman who was killed, the victim | 52 | White British |\n"
        "| CD | Husband of AB and perpetrator | 57 | Irish |\n| EF | Brother of AB | - | - |"
    )
    assert [p.name for p in found.people] == ["AB", "CD", "EF"]
    (victim,) = found.with_role(PersonRole.VICTIM)
    assert (victim.age, victim.ethnicity) == ("52", "White British")
    (brother,) = found.with_role(PersonRole.RELATIVE)
    assert (brother.age, brother.ethnicity) == (None, None)


def test_a_table_without_a_header_is_known_by_what_it_says() -> None:
    found = facts(
        "**Confidentiality**\n| Adult A | The deceased |\n| Adult B | The perpetrator |\n"
        "| Adult C | Sister of Adult A |"
    )
    assert named(found, PersonRole.VICTIM) == ["Adult A"]
    assert named(found, PersonRole.PERPETRATOR) == ["Adult B"]
    assert found.naming == "adult-letter"


@pytest.mark.parametrize(
    ("text", "victim", "perpetrator", "naming"),
    [
        ("• Mrs J - the victim\n• Mr J - her husband, the perpetrator", "Mrs J", "Mr J", "title-and-letter"),
        ("Victim: Subject A\nPerpetrator: Subject B", "Subject A", "Subject B", "subject-letter"),
        ("Willow (the victim)\nRowan (the perpetrator)", "Willow", "Rowan", "first-names"),
        ("AB: victim\nCD: perpetrator and former partner of AB", "AB", "CD", "initials"),
        (
            "The victim will be referred to as Willow in this report and the perpetrator will be known as "
            "Rowan.",
            "Willow",
            "Rowan",
            "first-names",
        ),
        (
            "The pseudonym 'Willow' is used for the victim, and Rowan for the perpetrator.",
            "Willow",
            "Rowan",
            "first-names",
        ),
    ],
)  # fmt: skip
def test_lists_and_sentences_of_names(
    text: str, victim: str, perpetrator: str, naming: str
) -> None:
    found = facts(f"**Confidentiality**\n\n{text}")
    assert victim in named(found, PersonRole.VICTIM) or "is used for" in text
    assert named(found, PersonRole.PERPETRATOR) == [perpetrator]
    assert found.naming == naming


@pytest.mark.parametrize(
    "text",
    [
        "Names have been changed. Willow is the victim. Rowan is the perpetrator.",
        "In this report Willow is the person who was killed and Rowan is the person convicted of it.",
        "The victim was Willow. The perpetrator was Rowan, her husband.",
        "Throughout, the victim is Willow and her killer is Rowan.",
    ],
)
def test_a_sentence_may_say_who_is_who(text: str) -> None:
    found = facts(f"**Introduction**\n\n{text}")
    assert named(found, PersonRole.VICTIM) == ["Willow"]
    assert named(found, PersonRole.PERPETRATOR) == ["Rowan"]


def test_the_victim_of_something_else_is_not_the_victim_of_the_review() -> None:
    found = facts("**Introduction**\n\nHazel is the victim of a burglary that was reported in May.")
    assert named(found, PersonRole.VICTIM) == []


def test_names_are_known_from_two_sentences_where_there_is_no_list() -> None:
    found = facts(
        "**Introduction**\n\nThis review is into the death of Willow in May 2021. "
        "Willow was killed by her husband, Rowan. "
        "Rowan was convicted of murder. The panel thanks the family of Willow."
    )
    assert named(found, PersonRole.VICTIM) == ["Willow"]
    assert named(found, PersonRole.PERPETRATOR) == ["Rowan"]


def test_a_perpetrator_may_be_a_woman_and_the_victim_a_man() -> None:
    found = facts(
        "**Pseudonyms**\n| Name | Relationship |\n| Rowan | The person who was killed |\n"
        "| Willow | Wife of Rowan, convicted of manslaughter |"
    )
    assert named(found, PersonRole.VICTIM) == ["Rowan"]
    assert named(found, PersonRole.PERPETRATOR) == ["Willow"]


def test_a_person_has_a_place_in_each_part_that_names_them() -> None:
    found = facts(
        "**Pseudonyms**\n| Pseudonym | Relationship |\n| Willow | Victim |\n| Rowan | Perpetrator |",
        summary="**Introduction**\n\nWillow was killed in May 2021.",
    )
    (victim,) = found.with_role(PersonRole.VICTIM)
    assert {place.page for place in victim.places} == {1, 2}


def test_a_table_of_agencies_or_dates_names_nobody() -> None:
    found = facts(
        "**Contributors**\n| Name | Agency |\n| Police | IMR |\n| Housing | Chronology |\n"
        "| Date | Event |\n| May | The victim rang |\n| June | The perpetrator left |"
    )
    assert found.people == ()


@pytest.mark.parametrize(
    ("cover", "chair", "author"),
    [
        (
            "Domestic Homicide Review\nIndependent Chair and Author: Ann Sample\nMay 2024",
            ["Ann Sample"],
            ["Ann Sample"],
        ),
        ("Overview Report\nReport Author - Dr Kit Example", [], ["Dr Kit Example"]),
        ("Overview Report\nChair: Ann Sample\nAuthor: Kit Example", ["Ann Sample"], ["Kit Example"]),
        ("Overview Report\nWritten by Kit Example\nPanel Chair Ann Sample", ["Ann Sample"], ["Kit Example"]),
        ("Overview Report\n\nAnn Sample, Independent Chair\n\nMay 2024", ["Ann Sample"], []),
        ("Overview Report\nIndependent Author\nKit Example\nMarch 2020", [], ["Kit Example"]),
        (
            "Overview Report\nExampleton Community Safety Partnership\nReport produced by: Kit Example",
            [],
            ["Kit Example"],
        ),
    ],
)  # fmt: skip
def test_chair_and_author_on_a_cover(cover: str, chair: list[str], author: list[str]) -> None:
    found = facts("**Introduction**\n\nThe panel met.", cover=cover)
    assert named(found, PersonRole.CHAIR) == chair
    assert named(found, PersonRole.AUTHOR) == author


@pytest.mark.parametrize(
    "text",
    [
        "Ann Sample was appointed as the independent chair and author of this review.",
        "The partnership appointed a chair. The independent chair and author is Ann Sample.",
        "Ann Sample was commissioned by the partnership in May 2021 to chair the review "
        "and to write the report.",
        "The review was chaired and written by Ann Sample.",
        "Ann Sample, an independent consultant, was appointed Independent Chair and author.",
    ],
)
def test_chair_and_author_in_a_sentence(text: str) -> None:
    found = facts(f"**Chair**\n\n{text}")
    assert named(found, PersonRole.CHAIR) == ["Ann Sample"]
    assert named(found, PersonRole.AUTHOR) == ["Ann Sample"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Sample is the chair of the Exampleton Community Safety Partnership.",
        "The author of the police IMR was Kit Example.",
        "Ann Sample chaired the MARAC.",
        "The Independent Chair wrote to the family.",
    ],
)
def test_other_chairs_and_authors_are_not_the_review_s(text: str) -> None:
    found = facts(f"**Chair**\n\n{text}")
    assert named(found, PersonRole.CHAIR) == []
    assert named(found, PersonRole.AUTHOR) == []


def test_the_panel_from_a_table() -> None:
    found = facts(
        "**The panel**\n| Name | Role | Organisation |\n"
        "| Ann Sample | Independent Chair | Independent |\n"
        "| Kit Example | Detective Inspector | Northmere Police |\n"
        "| Dr Lee Specimen | Named GP | Northmere ICB |"
    )
    assert named(found, PersonRole.CHAIR) == ["Ann Sample"]
    members = found.with_role(PersonRole.PANEL_MEMBER)
    assert [(m.name, m.detail, m.agency) for m in members] == [
        ("Kit Example", "Detective Inspector", "Northmere Police"),
        ("Dr Lee Specimen", "Named GP", "Northmere ICB"),
    ]


def test_the_panel_from_a_list() -> None:
    found = facts(
        "**The panel**\n\n• Ann Sample, Independent Chair and Author\n"
        "• Kit Example - Detective Inspector, Northmere Police\n"
        "• Lee Specimen: Head of Housing, Northmere Council\n"
        "• Named Nurse, Northmere Hospital: Jo Muster"
    )
    assert named(found, PersonRole.CHAIR) == ["Ann Sample"]
    assert named(found, PersonRole.PANEL_MEMBER) == ["Kit Example", "Lee Specimen", "Jo Muster"]


def test_after_a_suicide_the_one_who_abused_is_named_by_a_sentence() -> None:
    found = facts(
        "**Introduction**\nMs F died by suicide in her flat after abuse by her former partner, Mr G.\n"
        "Mr G was invited to take part."
    )

    assert named(found, PersonRole.PERPETRATOR) == ["Mr G"]


def test_an_earlier_abuser_is_not_taken_for_the_one_who_killed() -> None:
    found = facts(
        "**Introduction**\nEllen was killed by her husband, Martin. Martin was convicted of murder.\n"
        "She had suffered abuse by her former partner, Colin."
    )

    assert named(found, PersonRole.PERPETRATOR) == ["Martin"]
