"""The rules on the bundle: which parts are there, where plan and letter stand, whose letter it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dhrcheck.document.model import NotAReview
from dhrcheck.outcome import ReadAs, Stage
from tests.build import (
    APPENDIX,
    COVER,
    LETTER,
    OTHER,
    PLAN,
    PLAN_TABLE,
    REPORT,
    SUMMARY,
    bundle,
    expect,
    letter,
    pdf,
    review,
    unopened,
)

BODY = (
    "# Introduction\nExampleton Community Safety Partnership held this review after the death of"
    " Rowan.\n# Analysis\nWhat agencies knew.\n# Conclusions\nWhat was learned.\n"
)
BRIEF = "# Executive summary\nThe panel met four times.\n"
LONG = (
    "The panel met four times and read the records of nine agencies. It heard from two friends"
    " and wrote to the family at the start and before the end, and it asked what each service"
    " knew, what it did, and what it might have done.\n\n"
)
WHOLE_SUMMARY = BRIEF + LONG + "[page]\n# Recommendations\n" + LONG


# --- report-present, summary-present, plan-present


def test_a_part_that_is_there_is_named_with_its_pages() -> None:
    whole = review({SUMMARY: WHOLE_SUMMARY, REPORT: BODY}, plan=PLAN_TABLE)
    expect(whole, "report-present").passes(page=3, says="page 3")
    expect(whole, "summary-present").passes(page=1, says="pages 1 to 2")


def test_a_missing_part_fails_and_unread_pages_leave_it_open() -> None:
    for rule_id in ("summary-present", "plan-present"):
        expect(review({REPORT: BODY}), rule_id).fails(says="1 page")
        expect(review({REPORT: BODY, OTHER: "[unread page]"}), rule_id).is_unread(says="page 2")
        locked = bundle(pdf("report.pdf", {REPORT: BODY}), unopened("rest.pdf"))
        expect(locked, rule_id).is_unread(says="“rest.pdf”")


def test_pictures_inside_the_report_are_not_taken_for_a_missing_part() -> None:
    photograph = review({REPORT: BODY + "[unread page]\n[page]\nMore."})
    expect(photograph, "summary-present").fails()


def test_files_of_another_kind_are_called_so_in_one_sentence() -> None:
    sentence = "This is a Serious Case Review, not a Domestic Homicide Review."
    other = replace(review({REPORT: BODY}), not_a_review=NotAReview(sentence))
    expect(other, "report-present").fails(says=sentence)
    expect(other, "summary-present").does_not_apply(says="report-present")
    expect(other, "file-size").passes()


def test_a_summary_under_one_page_is_for_a_person() -> None:
    expect(review({SUMMARY: BRIEF, REPORT: BODY}), "summary-present").is_for_a_person(
        page=1, says="under one page"
    )


def test_a_summary_whose_pages_are_pictures_is_unread() -> None:
    scanned = review({SUMMARY: "# Executive summary\n[unread page]", REPORT: BODY})
    expect(scanned, "summary-present").is_unread(says="should be the executive summary")


def test_a_plan_that_is_only_linked_to_is_for_a_person() -> None:
    linked = review({REPORT: BODY, PLAN: "# Action plan\nThe plan stands on the website."})
    expect(linked, "plan-present").is_for_a_person(page=2, says="no table")


def test_a_plan_that_is_a_picture_is_unread() -> None:
    picture = review({REPORT: BODY, PLAN: "# Action plan\n[unread page]"})
    expect(picture, "plan-present").is_unread(says="should be the action plan")


# --- plan-annexed


def test_a_plan_behind_the_report_is_annexed_wherever_the_letter_stands() -> None:
    before = review({REPORT: BODY, PLAN: "The plan.", LETTER: letter()})
    after = review({REPORT: BODY, LETTER: letter(), PLAN: "The plan."})
    at_the_end = review({REPORT: BODY, SUMMARY: WHOLE_SUMMARY, PLAN: "The plan."})
    for annexed in (before, after, at_the_end):
        expect(annexed, "plan-annexed").passes(says="annexed to the report")


def test_a_plan_in_a_file_of_its_own_is_not_annexed() -> None:
    apart = bundle(pdf("report.pdf", {REPORT: BODY}), pdf("plan.pdf", {PLAN: "The plan."}))
    expect(apart, "plan-annexed").fails(says="only in “plan.pdf”")
    expect(apart, "plan-annexed", stage=Stage.SUBMISSION).does_not_apply()
    both = bundle(
        pdf("report.pdf", {REPORT: BODY, PLAN: "The plan."}), pdf("plan.pdf", {PLAN: "The plan."})
    )
    expect(both, "plan-annexed").passes()


def test_a_plan_only_in_the_summary_is_not_annexed() -> None:
    in_summary = review({SUMMARY: BRIEF, PLAN: "The plan.", REPORT: BODY})
    expect(in_summary, "plan-annexed").fails(says="only in the executive summary")


def test_a_plan_inside_the_body_is_for_a_person() -> None:
    whole = review({REPORT: BODY, PLAN: "The plan.", OTHER: BODY})
    parts = tuple(replace(p, role=REPORT) if p.role is OTHER else p for p in whole.parts)
    sections = tuple(replace(s, role=REPORT) if s.role is OTHER else s for s in whole.sections)
    inside = replace(whole, parts=parts, sections=sections)
    expect(inside, "plan-annexed").is_for_a_person(page=2, says="goes on after it (page 3)")


def test_references_behind_the_plan_are_no_body() -> None:
    back = "# References\n" + "A book on reviews, 2019. " * 120
    whole = review({REPORT: BODY, PLAN: "The plan.", OTHER: back})
    parts = tuple(replace(p, role=REPORT) if p.role is OTHER else p for p in whole.parts)
    expect(replace(whole, parts=parts), "plan-annexed").passes()


def test_without_a_plan_or_a_report_the_presence_rule_speaks() -> None:
    expect(review({REPORT: BODY}), "plan-annexed").does_not_apply(says="plan-present")
    expect(review({PLAN: "The plan."}), "plan-annexed").does_not_apply(says="report-present")


# --- letter-annexed


def test_a_letter_behind_the_report_is_annexed() -> None:
    expect(review({REPORT: BODY, LETTER: letter()}), "letter-annexed").passes(page=2)


def test_a_missing_letter_fails_also_where_the_contents_promise_it() -> None:
    contents = (
        "# Contents\n\n1 Introduction ........ 2\n\n2 Analysis ........ 2\n\n"
        "Appendix A Home Office letter ........ 9\n\n[page]\n"
    )
    expect(review({REPORT: BODY}), "letter-annexed").fails(says="No Home Office letter")
    promised = review({REPORT: contents + BODY})
    expect(promised, "letter-annexed").fails(
        page=1, quote="Home Office letter", says="The contents list names it"
    )


def test_a_scan_that_may_be_the_letter_is_unread_and_never_missing() -> None:
    loose = review({REPORT: BODY, OTHER: "[unread page]\n[unread page]"})
    expect(loose, "letter-annexed").is_unread(says="pages 2 to 3")
    titled = review({REPORT: BODY, LETTER: "# Home Office letter\n[unread page]"})
    for rule_id in ("letter-annexed", "letter-at-end", "letter-complete", "letter-matches-review"):
        expect(titled, rule_id).is_unread(says="should be the letter")


def test_a_letter_in_a_file_of_its_own_is_not_annexed() -> None:
    apart = bundle(pdf("report.pdf", {REPORT: BODY}), pdf("letter.pdf", {LETTER: letter()}))
    expect(apart, "letter-annexed").fails(says="only in “letter.pdf”")
    expect(apart, "letter-annexed", stage=Stage.SUBMISSION).does_not_apply()


def test_a_heading_without_a_letter_is_not_the_letter() -> None:
    promised = "# Home Office letter\nThe letter will be attached once it is received."
    expect(review({REPORT: BODY, LETTER: promised}), "letter-annexed").fails(says="holds none")


def test_of_two_letters_the_later_one_must_be_there() -> None:
    older, later = letter(sent="12 January 2022"), letter(sent="3 May 2023")
    first = bundle(
        pdf("report.pdf", {REPORT: BODY, LETTER: older}), pdf("letter 2.pdf", {LETTER: later})
    )
    expect(first, "letter-annexed").fails(says="the later one, of 3 May 2023, is only in")
    second = bundle(
        pdf("report.pdf", {REPORT: BODY, LETTER: later}), pdf("letter 1.pdf", {LETTER: older})
    )
    expect(second, "letter-annexed").passes()


# --- letter-at-end


def test_only_annexes_may_follow_the_letter() -> None:
    last = review({REPORT: BODY, LETTER: letter()}, pages=[ReadAs.EMPTY])
    expect(last, "letter-at-end").passes(says="the last part")
    annexes = review({REPORT: BODY, LETTER: letter(), PLAN: "The plan.", APPENDIX: "# Glossary"})
    expect(annexes, "letter-at-end").passes(says="only annexes follow it (pages 3 to 4)")


def test_report_or_summary_behind_the_letter_fail() -> None:
    first = review({COVER: "Review", LETTER: letter(), REPORT: BODY})
    expect(first, "letter-at-end").fails(says="the report stands on page 3")
    middle = review({REPORT: BODY, LETTER: letter(), SUMMARY: WHOLE_SUMMARY})
    expect(middle, "letter-at-end").fails(says="the summary stands on pages 3 to 4")


def test_a_summary_in_another_file_does_not_follow_the_letter() -> None:
    two = bundle(
        pdf("report.pdf", {REPORT: BODY, LETTER: letter()}), pdf("summary.pdf", {SUMMARY: BRIEF})
    )
    expect(two, "letter-at-end").passes()


def test_an_older_letter_did_not_ask_for_a_place() -> None:
    old = review({LETTER: letter(sent="15 February 2016"), REPORT: BODY})
    expect(old, "letter-at-end").is_for_a_person(says="February 2016")


# --- letter-complete


def test_a_whole_letter_passes_with_or_without_points() -> None:
    expect(review({REPORT: BODY, LETTER: letter()}), "letter-complete").passes(says="one point")
    expect(review({REPORT: BODY, LETTER: letter(points=())}), "letter-complete").passes()


def test_a_letter_that_breaks_off_fails_and_shows_what_is_there() -> None:
    text = letter()
    begins, ends = text[: text.index("Areas for")], text[text.index("Areas for") :]
    expect(review({REPORT: BODY, LETTER: begins}), "letter-complete").fails(
        page=2, says="the sign-off"
    )
    expect(review({REPORT: BODY, LETTER: ends}), "letter-complete").fails(says="meeting")


def test_a_scanned_page_beside_the_letter_may_be_the_rest_of_it() -> None:
    text = letter()
    begins = text[: text.index("Areas for")]
    lost = review({REPORT: BODY, LETTER: begins, OTHER: "[unread page]"})
    expect(lost, "letter-complete").is_unread(says="page 3")
    between = begins + "[unread page]\n[page]\n" + text[text.index("Please send") :]
    expect(review({REPORT: BODY, LETTER: between}), "letter-complete").is_unread(says="page 3")


# --- letter-matches-review

OTHERS = "the Otherbury Community Safety Partnership (CSP)"


def matches(text: str, report: str = BODY):  # type: ignore[no-untyped-def]
    return expect(review({REPORT: report, LETTER: text}), "letter-matches-review")


def test_area_and_pseudonym_agree() -> None:
    matches(letter()).passes(says="the area and the pseudonym agree")


@pytest.mark.parametrize(
    "area",
    [
        "Exampleton",
        "Exampleton Borough Council",
        "the Safer EXAMPLETON Partnership",
        "Exampleton's",
    ],
)
def test_an_area_goes_by_its_telling_word(area: str) -> None:
    matches(letter(area, "")).passes(says="the area agrees")


@pytest.mark.parametrize(
    ("named", "told"), [("Zoë", "Zoe’s life"), ("Mrs J", "Mrs J’s son"), ("ADULT A", "Adult A")]
)
def test_a_pseudonym_is_known_with_accents_possessives_and_case(named: str, told: str) -> None:
    matches(letter(name=named), BODY + f"\nThis was {told}.").passes()


def test_a_slip_of_text_recognition_is_no_other_review() -> None:
    matches(letter("Exarnpleton", "")).passes()


def test_a_letter_on_another_review_fails() -> None:
    matches(letter(OTHERS, "Marigold")).fails(page=2, says="Otherbury")
    matches(letter(OTHERS, "")).fails(says="Otherbury")


def test_where_one_of_the_two_differs_a_person_decides() -> None:
    matches(letter(name="Marigold")).is_for_a_person(says="pseudonym")
    matches(letter(OTHERS, "Rowan")).is_for_a_person(says="area")


def test_a_letter_that_names_nothing_is_for_a_person() -> None:
    bare = (
        "Dear colleague,\n\nThank you for submitting the report. It was considered at the QA Panel"
        " meeting on 6 December 2023.\n\nYours sincerely,\nHome Office DHR Quality Assurance Panel"
    )
    matches(bare).is_for_a_person(says="too little")


def test_north_is_not_south() -> None:
    south = "# Introduction\nSouth Exampleton Community Safety Partnership held this review."
    matches(
        letter("the North Exampleton Community Safety Partnership", ""), south
    ).is_for_a_person()
    matches(letter("the South Exampleton Community Safety Partnership", ""), south).passes()


# --- letter-points-answered

POINTS = (
    "The report does not say whether Rowan was offered an interpreter on the ward.",
    "The recommendations do not follow through on timelines.",
)
WARD = (
    "# Analysis\nThe ward had no interpreter. Relatives interpreted on the ward.\n[page]\n" + BODY
)


def test_each_point_is_listed_with_rules_and_pages_for_a_person() -> None:
    whole = review({REPORT: WARD, LETTER: letter(points=POINTS)})
    answer = expect(whole, "letter-points-answered").is_for_a_person(
        page=3, quote="offered an interpreter", says="analysis-interpreter"
    )
    said = answer.outcome.message
    assert "2 points" in said
    assert "the files speak of it on page 1" in said
    assert "plan-timelines-followed" in said


def test_a_letter_of_praise_has_nothing_to_answer() -> None:
    praise = review({REPORT: BODY, LETTER: letter(points=())})
    expect(praise, "letter-points-answered").does_not_apply()
    expect(review({REPORT: BODY}), "letter-points-answered").does_not_apply(says="letter-annexed")


# --- sending


def test_what_no_file_can_show_is_asked_of_a_person() -> None:
    whole = review({REPORT: BODY, LETTER: letter()})
    for rule_id in ("sending-web-address", "sending-home-office", "sending-commissioner"):
        expect(whole, rule_id, as_of=date(2026, 1, 1)).is_for_a_person()
        expect(whole, rule_id, stage=Stage.SUBMISSION).does_not_apply()
    expect(whole, "sending-home-office").is_for_a_person(says="“review.pdf” (1,000,000 bytes)")


def test_the_older_address_is_shown_as_printed_and_the_newer_one_asked_for() -> None:
    old = letter().replace("homeoffice.gov.uk", "homeoffice.gsi.gov.uk")
    expect(review({REPORT: BODY, LETTER: old}), "sending-web-address").is_for_a_person(
        quote="DHREnquiries@homeoffice.gsi.gov.uk",
        says="today it is DHREnquiries@homeoffice.gov.uk",
    )
    now = expect(review({REPORT: BODY, LETTER: letter()}), "sending-web-address")
    assert "older" not in now.is_for_a_person().outcome.message
