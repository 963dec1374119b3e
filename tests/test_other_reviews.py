"""Two reviews in one submission are named and kept apart; one review's own covers are no two reviews."""

from __future__ import annotations

import pytest

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.understand import understand
from dhrcheck.rulebook.loader import load_vocabulary
from tests.build import expect
from tests.page_builder import a_file
from tests.test_parts import COVER, LETTER, PLAN, REPORT, SUMMARY, SUMMARY_COVER

SECOND = (
    COVER.replace("Rowan", "Marigold")
    .replace("March 2021", "June 2018")
    .replace("Exampleton", "Northmere")
)


def read(*pages: str) -> Submission:
    return understand((a_file(*pages),), load_vocabulary())


def pages_of(submission: Submission, role: Role) -> list[tuple[int, int]]:
    return [(p.first_page, p.last_page) for p in submission.parts if p.role is role]


def test_a_second_review_is_named_and_not_blended() -> None:
    found = read(COVER, *REPORT, PLAN, LETTER, SECOND, *REPORT, PLAN, LETTER)
    assert [(o.name, o.page) for o in found.others] == [("Marigold", 9)]
    assert pages_of(found, Role.OVERVIEW_REPORT) == [(2, 6)]
    assert pages_of(found, Role.ACTION_PLAN) == [(7, 7)]
    assert pages_of(found, Role.FEEDBACK_LETTER) == [(8, 8)]


def test_a_second_review_in_a_file_of_its_own_is_named_too() -> None:
    files = (a_file(COVER, *REPORT, name="one.pdf"), a_file(SECOND, *REPORT, name="two.pdf"))
    found = understand(files, load_vocabulary())
    assert [(o.file, o.page) for o in found.others] == [(1, 1)]


@pytest.mark.parametrize(
    "pages",
    [
        (COVER, *REPORT, SUMMARY_COVER, *SUMMARY),
        (SUMMARY_COVER.replace("Rowan", "Adult A"), *SUMMARY, COVER, *REPORT),
        (COVER, *REPORT, COVER.replace("June 2023", "May 2024"), *REPORT),
        (COVER, *REPORT, COVER.replace("Rowan", "Adult A"), *REPORT),
        (COVER, *REPORT, PLAN, LETTER, LETTER),
    ],
)
def test_covers_of_one_review_are_not_two_reviews(pages: tuple[str, ...]) -> None:
    assert not read(*pages).others


def test_the_user_is_told_in_one_sentence() -> None:
    found = read(COVER, *REPORT, SECOND, *REPORT)
    expect(found, "report-present").is_for_a_person(says="on “Marigold” from page 7")
