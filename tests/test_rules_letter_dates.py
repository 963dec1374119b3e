"""The order of meeting, letter and publication, and whether the report was dated again."""

from __future__ import annotations

import pytest

from dhrcheck.document.model import Submission
from tests.build import COVER, LETTER, REPORT, expect, letter, review

ORDER = "letter-dates-in-order"
AGAIN = "letter-before-revision"
TEXT = "# Introduction\n\nThe panel met four times."


def _review(cover: str, sent: str = "12 January 2024", text: str = TEXT) -> Submission:
    front = f"# Domestic Homicide Review\n\nOverview report into the death of Rowan\n\n{cover}"
    return review({COVER: front, REPORT: text, LETTER: letter(sent=sent)})


@pytest.mark.parametrize(
    "sent",
    ["6 December 2023", "6th December 2023", "12/01/2024", "12.1.24", "12th January, 2024"],
)
def test_a_letter_on_or_after_the_meeting_is_in_order(sent: str) -> None:
    expect(_review("March 2024", sent), ORDER).passes(page=3)


@pytest.mark.parametrize("sent", ["5 December 2023", "12 January 2023", "03/11/2023"])
def test_a_letter_before_the_meeting_is_not(sent: str) -> None:
    expect(_review("March 2024", sent), ORDER).fails(page=3)


@pytest.mark.parametrize(
    "cover",
    [
        "Published June 2023",
        "Date of publication: 4 May 2023",
        "Publication date - May 2023",
        "Completed March 2023, published June 2023",
        "This report was published in June 2023",
    ],
)
def test_published_before_the_letter_is_a_reversal(cover: str) -> None:
    expect(_review(cover), ORDER).fails(says="before the letter")


@pytest.mark.parametrize(
    "cover",
    [
        "May 2023",
        "Report completed: May 2023",
        "Submitted to the Home Office in June 2023",
        "Published March 2024",
        "To be published in December 2023",
        "Guidance published in December 2016",
        "Published January 2024",
    ],
)
def test_other_dates_on_the_cover_are_no_reversal(cover: str) -> None:
    expect(_review(cover), ORDER).passes()


@pytest.mark.parametrize(
    "cover",
    [
        "March 2024",
        "January 2024",
        "Completed May 2023. Revised February 2024",
        "Final report: 14/02/2024",
        "Published April 2024",
    ],
)
def test_a_cover_dated_after_the_letter_passes(cover: str) -> None:
    expect(_review(cover), AGAIN).passes(says="The report is dated")


@pytest.mark.parametrize("cover", ["May 2023", "December 2023", "Completed 30 November 2023"])
def test_an_older_cover_is_for_a_person(cover: str) -> None:
    expect(_review(cover), AGAIN).is_for_a_person(page=1, says="12 January 2024")


def test_a_letter_without_points_asks_for_no_new_date() -> None:
    parts = {
        COVER: "# Domestic Homicide Review\n\nMay 2023",
        REPORT: TEXT,
        LETTER: letter(points=()),
    }
    expect(review(parts), AGAIN).does_not_apply()


def test_the_last_of_two_letters_counts() -> None:
    front = "# Domestic Homicide Review\n\nRevised December 2023"
    both = letter(sent="3 March 2023") + "\n[page]\n" + letter(sent="12 January 2024")
    two = review({COVER: front, REPORT: TEXT, LETTER: both})
    expect(two, AGAIN).is_for_a_person(says="12 January 2024")
