"""Recommendations are found with their numbers, however they are numbered, and nothing else is one."""

from __future__ import annotations

import pytest
from flow_builder import Written, submission

from dhrcheck.document.facts import gather_facts
from dhrcheck.document.language import find_languages
from dhrcheck.document.model import Recommendation, Role

SLOTS = {
    "Recommendations": ("recommendations",),
    "Conclusions and recommendations": ("conclusions", "recommendations"),
    "Appendices": (),
}
ONE = "Northmere Police should train its officers in coercive control."
TWO = "The partnership should review its policy and should tell the board by the end of the year."


def recommendations(*pages: str, role: Role = Role.OVERVIEW_REPORT) -> tuple[Recommendation, ...]:
    return gather_facts(submission(Written(role, pages), slots=SLOTS)).recommendations


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"1. {ONE}\n2. {TWO}", ["1", "2"]),
        (f"1 {ONE}\n\n2 {TWO}", ["1", "2"]),
        (f"1) {ONE}\n2) {TWO}", ["1", "2"]),
        (f"R1 {ONE}\n\nR2 {TWO}", ["R1", "R2"]),
        (f"Recommendation 1: {ONE}\n\nRecommendation 2: {TWO}", ["1", "2"]),
        (f"Recommendation One\n\n{ONE}\n\nRecommendation Two\n\n{TWO}", ["1", "2"]),
        (f"Recommendation 1\n{ONE}\n\nRecommendation 2\n{TWO}", ["1", "2"]),
        (f"12.1 The panel makes the following recommendations.\n12.2 {ONE}\n12.3 {TWO}", ["12.2", "12.3"]),
        (f"The panel recommends:\n(a) {ONE}\n(b) {TWO}", ["a", "b"]),
        (f"The panel recommends that:\n• {ONE}\n• {TWO}", [None, None]),
        (f"Rec 1. {ONE}\n\nRec 2. {TWO}", ["Rec 1", "Rec 2"]),
        (f"E1. {ONE}\n\nE2. {TWO}", ["E1", "E2"]),
        (f"F5.1 {ONE}\n\nF5.2 {TWO}", ["F5.1", "F5.2"]),
    ],
)  # fmt: skip
def test_every_numbering_is_known(text: str, numbers: list[str | None]) -> None:
    found = recommendations(f"**Recommendations**\n\n{text}")
    assert [r.text for r in found] == [ONE, TWO]
    assert [r.number for r in found] == numbers


def test_a_recommendation_over_lines_and_pages_is_one() -> None:
    found = recommendations(
        "**Recommendations**\n\n1. Northmere Police should train\n"
        "its officers in coercive control, and should",
        "say how this has changed practice.\n2. The partnership should review its policy.",
    )
    assert [r.text for r in found] == [
        "Northmere Police should train its officers in coercive control, and should say how this has "
        "changed practice.",
        "The partnership should review its policy.",
    ]
    assert [r.place.page for r in found] == [1, 2]


def test_agencies_above_their_recommendations_are_groups() -> None:
    found = recommendations(
        f"**Recommendations**\n\n**Northmere Police**\n1. {ONE}\n**The partnership**\n2. {TWO}"
    )
    assert [r.group for r in found] == ["Northmere Police", "The partnership"]


def test_text_before_and_after_the_list_is_no_recommendation() -> None:
    found = recommendations(
        "**Recommendations**\n\nThe panel should be thanked for its work, which has led to the following "
        f"recommendations:\n1. {ONE}\n2. {TWO}\n\nThe action plan is at Appendix B and will be reviewed."
    )
    assert [r.text for r in found] == [ONE, TWO]


def test_recommendations_know_their_part() -> None:
    (one, two) = recommendations(
        f"**Recommendations**\n\n1. {ONE}\n2. {TWO}", role=Role.EXECUTIVE_SUMMARY
    )
    assert one.role is two.role is Role.EXECUTIVE_SUMMARY


def test_conclusions_and_recommendations_under_one_heading() -> None:
    found = recommendations(
        "**Conclusions and recommendations**\n\nWillow was failed by services. The panel is of one mind.\n\n"
        f"Recommendation 1: {ONE}\n\nRecommendation 2: {TWO}"
    )
    assert [r.number for r in found] == ["1", "2"]


def test_shortened_items_count_though_they_ask_nothing() -> None:
    found = recommendations(
        "**Recommendations**\n\nThe panel makes three recommendations.\n1. A named lead for each "
        "applicant.\n2. Records to be obtained within a week.\n3. A champion on each ward."
    )
    assert [r.number for r in found] == ["1", "2", "3"]


def test_a_recommendation_may_ask_that_records_can_be_found() -> None:
    three = "Northmere Police to store each report so that it can be found in a search."
    found = recommendations(f"**Recommendations**\n\n1. {ONE}\n\n2. {three}\n\n3. {TWO}")
    assert [r.text for r in found] == [ONE, three, TWO]


def test_items_on_one_line_are_told_apart() -> None:
    found = recommendations(
        "**Recommendations**\n\n1. Record strangulation (the hospital). 2. See children alone (the "
        "school). 3. Train call takers (the police)."
    )
    assert [(r.number, r.text) for r in found] == [
        ("1", "Record strangulation (the hospital)."),
        ("2", "See children alone (the school)."),
        ("3", "Train call takers (the police)."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "There are three: an annual learning event; an adviser in the emergency department; and a review "
        "of how calls are recorded.",
        "The panel recommends that the council train its staff, that the police record each call, and that "
        "the hospital ask every patient.",
        "Northmere Police should record each call. The council should train its staff. The hospital should "
        "ask every patient about safety.",
    ],
)  # fmt: skip
def test_recommendations_told_in_sentences_are_not_listed(text: str) -> None:
    found = recommendations(f"**Recommendations**\n\n{text}")
    assert len(found) == 3
    assert not any(r.listed for r in found)


@pytest.mark.parametrize(
    "text",
    [
        "The review makes eight recommendations, which are in the overview report.",
        "Three, to the police, to health and to the Partnership.",
        "Progress on the action plan will be reviewed every quarter.",
    ],
)
def test_a_sentence_that_only_counts_them_holds_none(text: str) -> None:
    assert recommendations(f"**Recommendations**\n\n{text}") == ()


def test_labels_outside_a_section_are_found_once() -> None:
    found = recommendations(
        f"**Lessons**\n\nOfficers did not know.\n\nRecommendation 1: {ONE}\n\nGrading was wrong.\n\n"
        f"Recommendation 2: {TWO}\n\n**Summary of learning**\n\nRecommendation 1: {ONE}"
    )
    assert [(r.number, r.text) for r in found] == [("1", ONE), ("2", TWO)]


WELSH = (
    "Mae'r adolygiad hwn yn edrych ar y ffordd yr oedd gwasanaethau wedi ymateb. Roedd y teulu yn byw yn yr "
    "ardal ers blynyddoedd, ac roedd yr heddlu wedi bod yn y cartref. Mae'r panel yn diolch i'r teulu am eu "
    "cymorth, ac yn gwneud argymhellion ar gyfer y bwrdd a'r cyngor."
)


def test_pages_in_welsh_are_named() -> None:
    made = submission(
        Written(
            Role.OVERVIEW_REPORT,
            (
                ONE * 8,
                WELSH,
                WELSH,
                "The panel met at Cwm yr Enghraifft and heard from the board. " * 6,
            ),
        )
    )
    ((pages, language),) = find_languages(made.flow, made.pages)
    assert (pages.first_page, pages.last_page, language) == (2, 3, "Welsh")
