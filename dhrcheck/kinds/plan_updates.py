"""``plan-updates``: the rows that are due or done tell how far they have come, and as at when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dhrcheck.document.plan_status import UPDATE_COLUMNS, StatusWords
from dhrcheck.kinds.plan_reading import (
    PlanReading,
    ReadRow,
    answer,
    has_column,
    named,
    read_rows,
    said_words,
    target_words,
)
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, Status


@dataclass(frozen=True, slots=True)
class PlanUpdates:
    """``may_be_blank`` and ``fail_above`` are shares (0 to 1) of the rows due or done without an
    update: up to the first is ``pass``, above the second ``fail``."""

    may_be_blank: float = 0.1
    fail_above: float = 0.25
    words: StatusWords = field(default_factory=StatusWords)


def run(parameters: PlanUpdates, question: Question) -> Outcome:
    """Counts rows without an update, then looks for the date of the newest one."""
    reading = read_rows(question, parameters.words)
    if isinstance(reading, Outcome):
        return reading
    if not has_column(reading, *UPDATE_COLUMNS):
        message = "The plan has no column for progress, milestones, updates or completion."
        return answer(question, reading, Status.FAIL, message, reading.rows[:3])
    asked = [r for r in reading.rows if r.status.due_or_done]
    unknown = [r for r in reading.rows if r.status.due is None and not r.status.due_or_done]
    blank = [r for r in asked if not r.status.has_update]
    if asked and _none_at_all(reading):
        message = f"No row of the plan has an update. {reading.day_said}"
        return answer(question, reading, Status.FAIL, message, blank)
    if blank and len(blank) / len(asked) > parameters.may_be_blank:
        status = Status.FAIL if len(blank) / len(asked) > parameters.fail_above else Status.REVIEW
        listed = named(blank, lambda r: f"target {target_words(r)}, {said_words(r)}")
        message = (
            f"{len(blank)} of {len(asked)} rows that are due or done have no update: {listed}."
            f" {reading.day_said}"
        )
        return answer(question, reading, status, message, blank)
    silent = [r for r in unknown if not r.status.has_update]
    if silent:
        listed = named(silent, lambda r: f"target {target_words(r)}, {said_words(r)}")
        message = f"Whether these rows need an update could not be told: {listed}."
        return answer(question, reading, Status.REVIEW, f"{message} {reading.day_said}", silent)
    return _dated(question, reading, asked)


def _none_at_all(reading: PlanReading) -> bool:
    return not any(r.status.has_update for r in reading.rows)


def _dated(question: Question, reading: PlanReading, asked: list[ReadRow]) -> Outcome:
    """All rows that need one have an update: is it dated, and as new as the letter?"""
    if not asked and _none_at_all(reading):
        message = f"No row is due yet, so none needs an update. {reading.day_said}"
        return answer(question, reading, Status.PASS, message, ())
    newest = _newest(question, reading)
    letters = [
        day
        for letter in question.submission.letters
        if letter.letter_date and (day := letter.letter_date.when.latest())
    ]
    if newest is None:
        message = "The rows have updates, but no date says as at when."
        return answer(question, reading, Status.REVIEW, message, asked[:3])
    if letters and newest < max(letters):
        message = (
            f"The newest date of the updates is {newest:%B %Y}, before the letter of"
            f" {max(letters):%B %Y}. Please check whether there has been progress since."
        )
        return answer(question, reading, Status.REVIEW, message, asked[:3])
    count = len(asked)
    message = (
        f"{'The row' if count == 1 else f'The {count} rows'} due or done tell of progress,"
        f" the newest date being {newest:%B %Y}."
        if count
        else f"The rows tell of progress, the newest date being {newest:%B %Y}."
    )
    return answer(question, reading, Status.PASS, message, asked[:3] or reading.rows[:1])


def _newest(question: Question, reading: PlanReading) -> date | None:
    """The newest date of an update that is not in the future."""
    dates = [d.latest() for r in reading.rows for d in r.status.updates if d.month is not None]
    if reading.plan.as_at is not None:
        dates.append(reading.plan.as_at.when.latest())
    starts = [d.earliest() for r in reading.rows for d in r.status.updates if d.month is not None]
    past = [d for d in dates if d is not None and d <= question.as_of]
    # The month we are in has not ended, and counts all the same.
    past += [d for d in starts if d is not None and d <= question.as_of]
    return max(past, default=None)


KIND = Kind("plan-updates", PlanUpdates, run)
