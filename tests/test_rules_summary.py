"""The rules on the summary: its terms of reference, and whether it agrees with the report."""

from __future__ import annotations

import pytest

from dhrcheck.document.model import Submission
from tests.build import LETTER, REPORT, SUMMARY, expect, letter, review

TERMS = "summary-terms-of-reference"
AGREES = "summary-agrees-with-report"


def summary(text: str) -> Submission:
    return review(parts={SUMMARY: text})


@pytest.mark.parametrize(
    "text",
    [
        "# Terms of Reference\n• Did agencies share what they knew?\n• Was risk assessed?\n",
        "# 3. Key Lines of Enquiry\n(a) How did services respond to her calls?\n"
        "(b) What stopped her family from asking for help?\n",
        "# Scope of the review\nThe panel was to examine contact with health services, to consider"
        " whether housing understood the risk, and to identify good practice.\n",
        "# The Review Process\nThe terms of reference were to establish how agencies worked together"
        " and whether coercive control was recognised.\n",
        "# The Review Process\nThe following key lines of enquiry were agreed:\n"
        "• Access to mental health services\n• The response to earlier reports of abuse\n",
        "# Terms of Reference\nThe full terms of reference are at Appendix A. In short, the panel"
        " asked how agencies responded to disclosures, whether they shared information, and what"
        " barriers she met.\n",
        "# Terms of reference\n1. Was the police response in line with policy?\n"
        "2. Did the trust ask about safety at home?\n3. Were the children heard?\n",
        "# Terms of Reference\nThe review set out to:\n• examine how risk was assessed\n"
        "• understand her contact with her GP\n",
    ],
)
def test_terms_of_reference_in_many_forms_are_found(text: str) -> None:
    expect(summary(text), TERMS).passes(page=1)


def test_a_list_broken_over_a_page_is_one_list() -> None:
    text = (
        "# Terms of Reference\nThe review was asked to consider:\n• How agencies worked together\n"
        "[page]\n• Whether the risk was understood\n"
    )
    expect(summary(text), TERMS).passes()


def test_a_list_whose_bullets_were_lost_is_still_a_list() -> None:
    text = (
        "# Terms of Reference\nThe review will address:\n\nContact with the police\n\n"
        "Support for the children\n\nThe role of her employer\n"
    )
    expect(summary(text), TERMS).passes()


@pytest.mark.parametrize(
    "text",
    [
        "# The Review Process\nThe terms of reference were agreed at the first meeting.\n",
        "# The Review Process\nThe family commented on the terms of reference in May.\n",
        "# The Review Process\nThe panel met five times and heard from her sister.\n",
        "# Terms of Reference\nThese are set out in the overview report; see Appendix A.\n",
        "# Contributors\nEach author answered against the terms of reference.\n",
    ],
)
def test_a_mention_or_a_pointer_is_not_the_terms(text: str) -> None:
    expect(summary(text), TERMS).fails()


def test_only_the_general_purposes_are_for_a_person() -> None:
    text = (
        "# Terms of Reference\n• Establish what lessons are to be learned from the death.\n"
        "• Identify clearly what those lessons are.\n• Apply these lessons to service responses.\n"
        "• Contribute to a better understanding of the nature of domestic abuse.\n"
    )
    expect(summary(text), TERMS).is_for_a_person(says="general purposes")


def test_general_purposes_with_terms_of_its_own_pass() -> None:
    text = (
        "# Terms of Reference\n• Establish what lessons are to be learned from the death.\n"
        "• Examine how the hospital responded in May 2020.\n• Was her immigration status used?\n"
    )
    expect(summary(text), TERMS).passes()


def test_terms_in_the_report_do_not_serve_the_summary() -> None:
    both = review(
        parts={
            SUMMARY: "# The Review Process\nThe panel met five times.\n",
            REPORT: "# Terms of Reference\n• Was risk assessed?\n• Were the children heard?\n",
            LETTER: letter(points=("The terms of reference are missing from the summary.",)),
        }
    )
    expect(both, TERMS).fails()


def test_a_fail_shows_the_nearest_words() -> None:
    text = "# The Review Process\nThe terms of reference are attached as Appendix B.\n"
    answer = expect(summary(text), TERMS).fails(says="pointer")
    assert answer.outcome.nearest is not None
    assert "Appendix B" in answer.outcome.nearest.quote


def test_unread_pages_of_the_summary_leave_it_open() -> None:
    expect(summary("# Summary\nThe panel met.\n[unread page]\n"), TERMS).is_unread(says="page 2")


def two(summary_says: str, report_says: str) -> Submission:
    return review(parts={SUMMARY: summary_says, REPORT: report_says})


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Rowan died in March 2021.", "Rowan died in May 2021.", "month of death"),
        (
            "# Recommendations\nThe review makes eight recommendations.",
            "# Recommendations\nThere are ten recommendations.",
            "recommendations",
        ),
        (
            "He was convicted of murder and sentenced to life imprisonment with a minimum term of"
            " 15 years.",
            "He was convicted of murder and sentenced to life imprisonment with a minimum term of"
            " 18 years.",
            "sentence",
        ),
    ],
)
def test_a_plain_clash_fails_and_shows_both_places(one: str, other: str, shown: str) -> None:
    answer = expect(two(one, other), AGREES).fails(page=1, says=shown)
    assert {e.page for e in answer.outcome.evidence} == {1, 2}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "He was convicted of murder and sentenced to 18 years.",
            "He was convicted of murder and sentenced to life imprisonment with a minimum of 18"
            " years.",
        ),
        ("Rowan died in March 2021.", "Rowan died in March 2021 at home. A study of 2019 found 91"
         " deaths in May 2019."),
        ("Rowan was killed in 2021.", "Rowan was killed in March 2021."),
        ("The panel spoke to the family.", "Rowan died in March 2021."),
        ("# Chair\nThe chair was Ms Example.", "# Chair\nThe chair was Ann Example."),
    ],
)  # fmt: skip
def test_what_is_said_once_or_in_other_words_is_no_clash(one: str, other: str) -> None:
    expect(two(one, other), AGREES).passes()


def test_a_chair_spelt_two_ways_is_for_a_person() -> None:
    both = two(
        "# Chair and Author\nThe independent chair was Ann Thornquest.",
        "# Chair and Author\nThe independent chair was Ann Thornquist.",
    )
    expect(both, AGREES).is_for_a_person(says="Thornquest")


def test_a_year_between_two_ages_is_for_a_person() -> None:
    both = two("Rowan, aged 34, was killed in March 2021.", "Rowan, aged 35, was killed in 2021.")
    if len({f.value for f in both.facts.ages_at_death}) == 2:
        expect(both, AGREES).is_for_a_person(says="age")


def test_it_does_not_apply_without_both_parts() -> None:
    expect(review(parts={SUMMARY: "Rowan died."}), AGREES).does_not_apply(says="report-present")
    expect(review(parts={REPORT: "Rowan died."}), AGREES).does_not_apply(says="summary-present")


def test_unread_pages_leave_agreement_open() -> None:
    both = two("Rowan died in March 2021.\n[unread page]\n", "Rowan died in March 2021.")
    expect(both, AGREES).is_unread(says="page 2")
