"""The rules on the action plan: columns, live note, updates, timelines, outcomes."""

from __future__ import annotations

from datetime import date

import pytest

from dhrcheck.document.model import Submission
from dhrcheck.outcome import Stage
from tests.build import LETTER, OTHER, PLAN, REPORT, PlanForm, expect, letter, review

COLUMNS = ("Recommendation", "Action to take", "Lead agency", "Target date")
FULL = (*COLUMNS, "Progress", "Outcome")


def plan(
    *rows: tuple[str, ...],
    columns: tuple[str, ...] = FULL,
    note: str = "Updated June 2024",
    footer: str = "",
    parts: dict | None = None,
) -> Submission:
    """A plan of these rows; a row is (target, progress, outcome) unless it has all its cells."""
    full = tuple(
        r if len(r) == len(columns) else (f"{n}. Title", "Train all staff", "Housing", *r)
        for n, r in enumerate(rows, 1)
    )
    return review(
        parts=parts or {}, plan=PlanForm(columns=columns, rows=full, note=note), footer=footer
    )


CHANGE = "Referrals rose from 4 to 19 a quarter"
DONE = ("March 2024", "Completed 12 March 2024", CHANGE)


# Columns


@pytest.mark.parametrize(
    "columns",
    [
        ("No.", "Recommendation", "Action", "Owner", "By when", "Outcome"),
        ("Ref", "Learning point", "Actions required", "Responsible person", "Timescale", "RAG"),
        ("Recommendation", "What will be done", "Who", "When", "Progress to date"),
    ],
)
def test_columns_under_other_names_are_known(columns: tuple[str, ...]) -> None:
    row = ("1. Train staff", *("Train all staff and test it",) * (len(columns) - 1))
    expect(plan(row, columns=columns), "plan-columns").passes()


def test_completion_and_outcome_may_share_a_column_or_have_two() -> None:
    for last in (("Date of completion and outcome",), ("Date completed", "Outcome")):
        columns = (*COLUMNS, *last)
        row = ("1. Train", "Train staff", "Housing", "March 2024", *("12 March 2024",) * len(last))
        expect(plan(row, columns=columns), "plan-columns").passes()


def test_one_missing_column_is_for_a_person_and_two_fail() -> None:
    row = ("1. Train", "Train staff", "Housing", "March 2024")
    expect(plan(row, columns=COLUMNS), "plan-columns").is_for_a_person(says="completion or outcome")
    expect(plan(row[:3], columns=COLUMNS[:3]), "plan-columns").fails(says="target date")


def test_a_theme_as_a_row_is_no_missing_column() -> None:
    rows = (("Theme 1: Training",), ("1. Train", "Train staff", "Housing", *DONE))
    sub = review(plan=PlanForm(columns=FULL, rows=rows, note="Updated June 2024"))
    expect(sub, "plan-columns").passes()
    expect(sub, "plan-timelines-followed").passes()


def test_a_plan_that_is_a_picture_is_unread() -> None:
    picture = review(parts={PLAN: "# Action Plan\n[unread page]\n"})
    for rule in (
        "plan-columns",
        "plan-live-document",
        "plan-updates",
        "plan-timelines-followed",
        "plan-outcomes",
        "plan-ambition",
    ):
        expect(picture, rule).is_unread(says="page")


# Live document


@pytest.mark.parametrize(
    "note",
    [
        "This action plan is a live document and is subject to change as outcomes are delivered.",
        "This is a living document.",
        "LIVE DOCUMENT: UPDATED JUNE 2024",
        "The plan will be reviewed and updated each quarter.",
        "This plan remains live and will change as actions are closed.",
        "The action plan is a working document.",
        "The information is correct as at June 2024 and will be updated.",
        "Please note that the action plan is a live\ndocument.",
        "This plan is a live-document.",
    ],
)
def test_notes_that_the_plan_is_live_are_known(note: str) -> None:
    expect(plan(DONE, note=note), "plan-live-document").passes(page=1)


def test_the_note_may_stand_in_the_footer() -> None:
    sub = plan(DONE, note="", footer="Action plan: live document, subject to change")
    expect(sub, "plan-live-document").passes()


def test_the_note_may_stand_on_the_page_before_the_table() -> None:
    sub = review(
        parts={OTHER: "Appendix B\nThe action plan that follows is a live document.\n"},
        plan=PlanForm(columns=FULL, rows=(("1. T", "Train", "Housing", *DONE),)),
    )
    expect(sub, "plan-live-document").passes(page=1)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Actions are listed in the order of the recommendations.",
        "Support for people who live with abuse.",
        "Staff who answer live chat and hold live cases were asked.",
        "A live-in carer was consulted.",
    ],
)
def test_live_in_another_sense_is_no_note(note: str) -> None:
    expect(plan(DONE, note=note), "plan-live-document").fails()


def test_words_in_the_cells_about_other_things_are_no_note() -> None:
    row = ("1. Policy", "The policy will be updated and is subject to change", "Trust", *DONE)
    expect(plan(row, note=""), "plan-live-document").fails()


@pytest.mark.parametrize(
    "note", ["Correct as at 14 June 2024", "The plan will be monitored by the CSP."]
)
def test_a_date_or_monitoring_alone_is_for_a_person(note: str) -> None:
    expect(plan(DONE, note=note), "plan-live-document").is_for_a_person()


def test_a_note_in_the_report_is_for_a_person_and_one_in_the_letter_nothing() -> None:
    told = plan(
        DONE, note="", parts={REPORT: "# Introduction\nThe action plan is a live document.\n"}
    )
    expect(told, "plan-live-document").is_for_a_person(page=1)
    asked = plan(
        DONE,
        note="",
        parts={LETTER: letter(points=("The action plan should say that it is a live document.",))},
    )
    expect(asked, "plan-live-document").fails()


def test_the_note_is_asked_for_at_publication_only() -> None:
    expect(plan(DONE, note=""), "plan-live-document", stage=Stage.SUBMISSION).does_not_apply()


# Timelines


@pytest.mark.parametrize(
    "row",
    [
        DONE,
        ("31/03/2024", "Completed 28/03/2024", ""),
        ("By end of March 2024", "Achieved in March 2024", ""),
        ("Q4 2023/24", "Delayed by the new case system; new date October 2024", ""),
        ("March 2024", "Ongoing: awaiting funding, now due December 2024", ""),
        ("March 2025", "", ""),
        ("December 2024", "Not started", ""),
    ],
)
def test_answered_and_future_targets_pass(row: tuple[str, ...]) -> None:
    columns = (*COLUMNS, "Progress", "RAG")
    expect(plan(row, columns=columns), "plan-timelines-followed").passes()


@pytest.mark.parametrize("said", ["", "Ongoing", "In progress", "-", "N/A", "Ongoing."])
@pytest.mark.parametrize("target", ["March 2024", "31.03.24", "Spring 2023", "2022/23"])
def test_a_past_target_without_an_answer_fails_with_its_words(target: str, said: str) -> None:
    columns = (*COLUMNS, "Progress", "RAG")
    expect(plan((target, said, ""), columns=columns), "plan-timelines-followed").fails(
        page=1, quote=target, says="row 1 (page 1)"
    )


@pytest.mark.parametrize(
    "row",
    [("March 2024", "Completed", ""), ("TBC", "Ongoing", ""), ("Ongoing", "Training held", "")],
)
def test_undated_completion_and_unclear_targets_are_for_a_person(row: tuple[str, ...]) -> None:
    columns = (*COLUMNS, "Progress", "RAG")
    expect(plan(row, columns=columns), "plan-timelines-followed").is_for_a_person()


def test_without_a_date_of_its_own_the_plan_is_judged_by_the_letter_and_says_so() -> None:
    sub = plan(
        ("March 2022", "Ongoing", ""), note="", parts={LETTER: letter(sent="12 January 2024")}
    )
    expect(sub, "plan-timelines-followed").fails(says="letter")
    expect(
        plan(("March 2022", "Ongoing", ""), note=""), "plan-timelines-followed"
    ).is_for_a_person()


def test_a_target_in_the_month_of_the_plans_own_date_is_not_past() -> None:
    sub = plan(("June 2024", "", ""), columns=(*COLUMNS, "Progress", "RAG"))
    expect(sub, "plan-timelines-followed").passes()


# Updates


def rows(blank: int, filled: int) -> list[tuple[str, ...]]:
    return [("March 2024", "", "")] * blank + [DONE] * filled


@pytest.mark.parametrize(("blank", "filled"), [(0, 3), (1, 9)])
def test_nine_in_ten_updated_rows_pass(blank: int, filled: int) -> None:
    sub = plan(*rows(blank, filled), columns=(*COLUMNS, "Progress", "RAG"))
    expect(sub, "plan-updates").passes()


def test_up_to_a_quarter_blank_is_for_a_person_and_more_fails() -> None:
    columns = (*COLUMNS, "Progress", "RAG")
    expect(plan(*rows(1, 4), columns=columns), "plan-updates").is_for_a_person(says="1 of 5")
    expect(plan(*rows(2, 4), columns=columns), "plan-updates").fails(says="2 of 6")


def test_no_update_anywhere_fails() -> None:
    expect(plan(*rows(3, 0)), "plan-updates").fails(says="No row")
    row = ("1. Train", "Train staff", "Housing", "March 2024")
    expect(plan(row, columns=COLUMNS), "plan-updates").fails(says="no column")


def test_ongoing_alone_is_no_update_and_rows_not_due_need_none() -> None:
    columns = (*COLUMNS, "Progress", "RAG")
    expect(plan(("March 2024", "Ongoing", ""), columns=columns), "plan-updates").fails()
    later = plan(("March 2025", "", ""), ("May 2025", "Not started", ""), columns=columns)
    expect(later, "plan-updates").passes()


def test_updates_without_a_date_or_older_than_the_letter_are_for_a_person() -> None:
    told = ("March 2022", "Completed, and all staff now ask about abuse", "")
    columns = (*COLUMNS, "Progress", "RAG")
    expect(plan(told, note="", columns=columns), "plan-updates").is_for_a_person()
    dated = ("March 2022", "Completed 3 March 2022", "")
    sub = plan(dated, note="", columns=columns, parts={LETTER: letter(sent="12 January 2024")})
    expect(sub, "plan-updates").is_for_a_person(says="before the letter")


# Outcomes


@pytest.mark.parametrize(
    "outcome",
    [
        CHANGE,
        "An audit found that risk is now recorded in 38 of 40 files",
        "Survivors' feedback shows that they are seen sooner",
        "Repeat calls have reduced by 12%",
        "Completed 12 March 2024. Staff now ask about abuse at every visit",
        "Waiting times fell from ten weeks to four",
    ],
)
def test_words_on_a_change_or_a_measure_pass(outcome: str) -> None:
    expect(plan(("March 2024", "Completed 12 March 2024", outcome)), "plan-outcomes").passes()


@pytest.mark.parametrize("outcome", ["", "N/A", "-", "n/a", "None"])
def test_an_empty_outcome_of_a_done_row_fails(outcome: str) -> None:
    expect(plan(("March 2024", "Completed 12 March 2024", outcome)), "plan-outcomes").fails(
        says="row 1"
    )


@pytest.mark.parametrize(
    "outcome",
    ["Completed", "Ongoing", "Done", "Training delivered", "Policy updated", "E-mail sent to all"],
)
def test_a_state_or_an_output_alone_is_for_a_person(outcome: str) -> None:
    row = ("March 2024", "Completed 12 March 2024", outcome)
    expect(plan(row), "plan-outcomes").is_for_a_person()


def test_a_row_that_is_not_due_needs_no_outcome() -> None:
    expect(plan(DONE, ("March 2025", "", "")), "plan-outcomes").passes()


def test_at_submission_nothing_is_worse_than_for_a_person() -> None:
    for row in (("March 2024", "Completed", ""), ("March 2027", "", "")):
        expect(plan(row), "plan-outcomes", stage=Stage.SUBMISSION).is_for_a_person()
    told = ("March 2027", "", "Staff are confident to ask about abuse")
    expect(plan(told), "plan-outcomes", stage=Stage.SUBMISSION).passes()


def test_an_outcome_among_the_milestones_is_not_missed() -> None:
    columns = (*COLUMNS, "Key milestones achieved", "Date of completion and outcome")
    row = ("March 2024", "A survey shows that staff now ask", "Completed March 2024")
    expect(plan(row, columns=columns), "plan-outcomes").passes()


def test_a_plan_without_an_outcome_column_fails_at_publication() -> None:
    row = ("March 2024", "3 March 2024")
    sub = plan(row, columns=(*COLUMNS, "Date completed"))
    expect(sub, "plan-outcomes").fails(says="no column")
    expect(sub, "plan-outcomes", stage=Stage.SUBMISSION).is_for_a_person(says="no column")


def test_a_plan_that_is_no_table_is_for_a_person() -> None:
    prose = review(parts={PLAN: "# Action Plan\nThe council will train its staff by March 2022.\n"})
    for rule in ("plan-updates", "plan-timelines-followed", "plan-outcomes", "plan-columns"):
        expect(prose, rule, as_of=date(2024, 7, 1)).is_for_a_person()


def test_without_a_plan_its_rules_do_not_apply() -> None:
    alone = review(parts={REPORT: "# Introduction\nThe panel met.\n"})
    for rule in ("plan-updates", "plan-timelines-followed", "plan-outcomes", "plan-live-document"):
        expect(alone, rule).does_not_apply(says="plan-present")
