"""The plan's own date is found in the words that plans use for it."""

from __future__ import annotations

import pytest

from dhrcheck.document.plan_date import plan_date


def dated(note: str) -> str | None:
    found = plan_date((), (), (), [note])
    return found.when.latest().isoformat() if found and found.when.latest() else None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "note",
    [
        "It will change as outcomes are delivered and was last brought up to date in November 2023.",
        "The plan is up to date as at 30 November 2023.",
        "A living document, it stood as follows in November 2023",
        "Updated November 2023",
    ],
)
def test_a_note_dates_the_plan(note: str) -> None:
    assert dated(note) == "2023-11-30"


@pytest.mark.parametrize(
    "note",
    [
        "The plan will be updated in November 2023.",
        "It is to be brought up to date in November 2023.",
    ],
)
def test_an_update_to_come_dates_nothing(note: str) -> None:
    assert dated(note) is None
