"""``plan-outcomes``: each action that is due or done tells what has changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from dhrcheck.document.passage import clip
from dhrcheck.document.plan_outcomes import OUTCOME_COLUMNS
from dhrcheck.document.plan_status import OutcomeKind, StatusWords
from dhrcheck.kinds.plan_reading import (
    PlanReading,
    ReadRow,
    answer,
    has_column,
    named,
    read_rows,
    target_words,
)
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, Stage, Status


@dataclass(frozen=True, slots=True)
class PlanOutcomes:
    """``words`` are those that name a change, a measure or a result; the usual ones if not given."""

    words: StatusWords = field(default_factory=StatusWords)


def run(parameters: PlanOutcomes, question: Question) -> Outcome:
    """Fails rows due or done with no outcome (at submission a ``review``); an output is a review."""
    reading = read_rows(question, parameters.words)
    if isinstance(reading, Outcome):
        return reading
    early = question.stage is Stage.SUBMISSION
    asked = list(reading.rows) if early else [r for r in reading.rows if r.status.due_or_done]
    telling = [r for r in asked if r.status.outcome is OutcomeKind.CHANGE]
    if not has_column(reading, *OUTCOME_COLUMNS) and (len(telling) < len(asked) or not asked):
        return _no_column(question, reading, early, telling)
    empty = [r for r in asked if r.status.outcome is OutcomeKind.EMPTY]
    if empty:
        status = Status.REVIEW if early else Status.FAIL
        return answer(question, reading, status, _said_empty(empty, early, reading), empty)
    thin = [r for r in asked if r.status.outcome in (OutcomeKind.BARE, OutcomeKind.OUTPUT)]
    thin += [r for r in asked if r not in thin and _elsewhere_only(r)]
    unknown = [
        r
        for r in reading.rows
        if not early
        and r.status.due is None
        and not r.status.due_or_done
        and r.status.outcome is not OutcomeKind.CHANGE
    ]
    if thin or unknown:
        listed = named([*thin, *unknown], _outcome_words)
        message = (
            "These rows say that something was done, or nothing certain, but no effect was"
            f" recognised: {listed}. Please check whether each tells what changed as a result."
        )
        return answer(question, reading, Status.REVIEW, message, [*thin, *unknown])
    if not asked:
        message = f"No row is due or done yet. {reading.day_said}"
        return answer(question, reading, Status.PASS, message, ())
    message = (
        f"{'The row' if len(asked) == 1 else f'All {len(asked)} rows'} due or done have words on a"
        " change, a measure or a result. Whether the outcome is good, a person must say."
    )
    return answer(question, reading, Status.PASS, message, asked[:3])


def _elsewhere_only(read: ReadRow) -> bool:
    """True where the outcome's own cell is empty and another column tells of an effect."""
    own = read.row.cell(*OUTCOME_COLUMNS)
    return own is not None and not own.text.strip()


def _no_column(
    question: Question, reading: PlanReading, early: bool, telling: list[ReadRow]
) -> Outcome:
    message = "The plan has no column for outcome, impact, or date of completion and outcome."
    if telling:
        message += (
            f" Some rows tell of a change in another column: {named(telling, _outcome_words)}."
        )
    status = Status.REVIEW if early or telling else Status.FAIL
    return answer(question, reading, status, message, telling or reading.rows[:2])


def _said_empty(rows: list[ReadRow], early: bool, reading: PlanReading) -> str:
    count = "One row" if len(rows) == 1 else f"{len(rows)} rows"
    listed = named(rows, lambda r: f"target {target_words(r)}")
    if early:
        return (
            f"{count} of the plan {_has(rows)} no outcome yet, not even an expected one: {listed}."
        )
    return f"{count} due or done {_has(rows)} no outcome: {listed}. {reading.day_said}"


def _has(rows: list[ReadRow]) -> str:
    return "has" if len(rows) == 1 else "have"


def _outcome_words(read: ReadRow) -> str:
    cell = read.status.outcome_cell
    return f"“{clip(cell.text, 60)}”" if cell and cell.text.strip() else "nothing is said"


KIND = Kind("plan-outcomes", PlanOutcomes, run)
