"""What a row says of its target, its progress and its outcome."""

from __future__ import annotations

from datetime import date

import pytest

from dhrcheck.document.dates import Vague
from dhrcheck.document.model import (
    ActionPlan,
    DateMention,
    PartialDate,
    Place,
    PlanCell,
    PlanColumn,
    PlanRow,
)
from dhrcheck.document.plan_status import (
    OutcomeKind,
    RowStatus,
    State,
    TimelineAnswer,
    first_verb,
    outcome_kind,
    own_date,
    row_status,
)

PLAN_DAY = date(2024, 10, 31)


def row(**cells: str) -> PlanRow:
    """A row with these cells, by the column's name with underscores."""
    place = Place(0, 1, "")
    made = tuple(
        PlanCell(PlanColumn(name.replace("_", "-")), name, text, Place(0, 1, text, line=i))
        for i, (name, text) in enumerate(cells.items())
    )
    return PlanRow(made, place)


def read(**cells: str) -> RowStatus:
    return row_status(row(**cells), PLAN_DAY)


def test_a_target_is_due_once_its_last_day_is_past() -> None:
    assert read(target_date="March 2024").due is True
    assert read(target_date="31/10/2024").due is False
    assert read(target_date="October 2024").due is False
    assert read(target_date="end of 2025").due is False
    assert read(target_date="March 2024 (revised to March 2025)").due is False
    assert read(target_date="TBC").due is None
    assert row_status(row(target_date="March 2024"), None).due is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ongoing", Vague.ONGOING),
        ("ASAP", Vague.ASAP),
        ("tbc", Vague.TBC),
        ("Immediate", Vague.IMMEDIATE),
        ("Within six months", Vague.WITHIN),
        ("Complete", Vague.COMPLETE),
        ("Ongoing, to be reviewed March 2025", None),
    ],
)
def test_vague_targets_are_named(text: str, kind: Vague | None) -> None:
    assert read(target_date=text).target_vague is kind


ANSWERS = [
    ("Completed March 2024.", TimelineAnswer.ANSWERED),
    ("12/03/2024", TimelineAnswer.ANSWERED),
    ("Achieved in May 2024. Audit shows 46 of 50 forms complete.", TimelineAnswer.ANSWERED),
    (
        "Delayed because of vacancies; new date March 2025.",
        TimelineAnswer.ANSWERED,
    ),
    (
        "Ongoing: the tender has to be repeated owing to funding. Now expected June 2025.",
        TimelineAnswer.ANSWERED,
    ),
    ("Completed", TimelineAnswer.UNDATED),
    ("Complete - all staff have been trained", TimelineAnswer.UNDATED),
    ("Ongoing", TimelineAnswer.BARE),
    ("On-going.", TimelineAnswer.BARE),
    ("In progress", TimelineAnswer.BARE),
    ("Work is ongoing", TimelineAnswer.BARE),
    ("", TimelineAnswer.EMPTY),
    ("N/A", TimelineAnswer.EMPTY),
    ("-", TimelineAnswer.EMPTY),
    ("Staff are being told at team meetings.", TimelineAnswer.PARTLY),
    ("To be completed by March 2025", TimelineAnswer.PARTLY),
]


@pytest.mark.parametrize(("text", "answer"), ANSWERS)
def test_whether_a_target_was_met(text: str, answer: TimelineAnswer) -> None:
    found = read(target_date="March 2024", completion_and_outcome=text)
    assert found.timeline is answer, found


def test_the_state_and_the_date_may_stand_in_two_columns() -> None:
    found = read(target_date="March 2024", status="Complete", completion="April 2024")
    assert found.timeline is TimelineAnswer.ANSWERED
    assert found.complete
    assert PartialDate(2024, 4) in found.completed_on


def test_a_milestone_done_with_a_date_answers() -> None:
    found = read(
        target_date="March 2024", milestones="New form in use from February 2024.", completion=""
    )
    assert found.timeline is TimelineAnswer.ANSWERED


def test_planned_milestones_are_no_answer() -> None:
    found = read(target_date="March 2024", milestones="Draft January 2024; launch March 2024")
    assert found.timeline is TimelineAnswer.PARTLY
    assert not found.complete


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Complete", State.COMPLETE),
        ("Not yet complete", State.DELAYED),
        ("Not started", State.NOT_STARTED),
        ("In progress", State.ONGOING),
        ("Delayed", State.DELAYED),
    ],
)
def test_states(text: str, state: State) -> None:
    assert state in read(status=text).states
    assert (State.COMPLETE in read(status=text).states) is (state is State.COMPLETE)


@pytest.mark.parametrize(
    "text", ["To be completed", "Partially complete", "Will be implemented in June", "Incomplete"]
)
def test_completion_denied_or_to_come_is_none(text: str) -> None:
    assert not read(progress=text).complete


KINDS = [
    ("", OutcomeKind.EMPTY),
    ("N/A", OutcomeKind.EMPTY),
    ("–", OutcomeKind.EMPTY),
    ("TBC", OutcomeKind.EMPTY),
    ("Completed", OutcomeKind.BARE),
    ("Completed March 2024", OutcomeKind.BARE),
    ("Ongoing.", OutcomeKind.BARE),
    ("This action is complete.", OutcomeKind.BARE),
    ("Training delivered", OutcomeKind.OUTPUT),
    ("Policy updated and sent to all staff in May 2024", OutcomeKind.OUTPUT),
    ("Email sent", OutcomeKind.OUTPUT),
    ("Audit found the question asked in 46 of 50 assessments", OutcomeKind.CHANGE),
    ("Referrals rose from 11 to 24 a month", OutcomeKind.CHANGE),
    ("9 in 10 patients are now contacted within a day", OutcomeKind.CHANGE),
    ("Completed May 2024. Staff report more confidence in asking.", OutcomeKind.CHANGE),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_an_outcome_is_a_change_an_output_or_nothing(text: str, kind: OutcomeKind) -> None:
    assert outcome_kind(text) is kind


def test_an_outcome_in_the_milestones_counts() -> None:
    found = read(outcome="Completed", milestones="Audit in May 2024: 46 of 50 forms were complete")
    assert found.outcome is OutcomeKind.CHANGE
    assert found.outcome_cell is not None
    assert found.outcome_cell.column is PlanColumn.MILESTONES


def test_the_plan_without_a_date_takes_the_latest_of_letter_and_cover() -> None:
    letter = DateMention(PartialDate(2023, 11, 23), "23 November 2023")
    cover = DateMention(PartialDate(2023, 6), "June 2023")
    undated = ActionPlan((), ())
    assert own_date(undated, [letter, cover, None])[0] == date(2023, 11, 23)
    dated = ActionPlan((), (), as_at=DateMention(PartialDate(2024, 5), "May 2024"))
    assert own_date(dated, [letter])[0] == date(2024, 5, 31)
    assert own_date(undated)[0] is None


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Review the policy", "review"),
        ("1.2 Consider whether", "consider"),
        ("a) Remind all staff", "remind"),
        ("To introduce a form", "introduce"),
        ("Westhale Police should change the handling of calls", "change"),
        ("The partnership will ensure that", "ensure"),
        ("All agencies to raise awareness", "raise"),
        ("Recommendation 2: Westhale Police to commission an audit", "commission"),
        ("CSP to write to the Home Office", "write"),
        ("Domestic abuse training to be reviewed", "domestic"),
        ("", ""),
    ],
)
def test_the_first_verb_of_an_action(text: str, verb: str) -> None:
    assert first_verb(row(action=text)) == verb
