"""``plan-timelines``: each row whose target date has passed says whether it was met."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from dhrcheck.document.plan_status import State, StatusWords, TimelineAnswer
from dhrcheck.kinds.plan_reading import (
    PlanReading,
    ReadRow,
    answer,
    at_the_end,
    named,
    read_rows,
    said_words,
    target_words,
)
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, Status
from dhrcheck.patterns import compiled

_SILENT = (TimelineAnswer.EMPTY, TimelineAnswer.BARE)


@dataclass(frozen=True, slots=True)
class PlanTimelines:
    """``words`` are those by which a row says how far it has come; the usual ones where not given."""

    words: StatusWords = field(default_factory=StatusWords)


_HOPED = compiled(
    r"^\W*(?:expected|intended|planned|anticipated|desired|hoped[\s-]for|aim|goal)"
    r"(?:\s+(?:outcomes?|results?|impact|effect|change|benefit))?\s*:",
    regex.IGNORECASE,
)
"""What is only hoped for where the end of a row is told: its target may have passed unmet."""


def run(parameters: PlanTimelines, question: Question) -> Outcome:
    """Fails rows with a past target and nothing, or a bare "ongoing", beside it."""
    reading = read_rows(question, parameters.words)
    if isinstance(reading, Outcome):
        return reading
    rows = [_answering(r, reading, parameters.words) for r in reading.rows]
    open_rows = [r for r in rows if r.status.timeline is not TimelineAnswer.ANSWERED]
    failing = [r for r in open_rows if r.status.due and r.status.timeline in _SILENT]
    if failing:
        return answer(question, reading, Status.FAIL, _failed(failing, reading), failing)
    vague = [r for r in open_rows if r.status.due and r.status.timeline not in _SILENT]
    unknown = [r for r in open_rows if r.status.due is None]
    if vague or unknown:
        message = " ".join(filter(None, (_vague(vague), _unknown(unknown), reading.day_said)))
        return answer(question, reading, Status.REVIEW, message, [*vague, *unknown])
    due = [r for r in rows if r.status.due]
    message = (
        f"Each of the {len(due)} rows whose target date has passed says whether it was met."
        if due
        else "No target date has passed without an answer."
    )
    return answer(question, reading, Status.PASS, f"{message} {reading.day_said}", due[:3])


def _answering(read: ReadRow, reading: PlanReading, words: StatusWords) -> ReadRow:
    """The row as it answers for its end: deeds on the way count only where they say "completed"."""
    if read.status.completed_on or not read.status.due:
        return read
    explained = read.status.gives_reason or State.DELAYED in read.status.states
    if read.status.new_date and explained and not _only_done(read):
        # "Ongoing" in one column, the reason and the new date in another.
        return read
    end = at_the_end(read, reading, words)
    only_hoped = end.timeline is TimelineAnswer.PARTLY and _HOPED.search(end.update) is not None
    if end.timeline in _SILENT or only_hoped:
        return replace(read, status=end)
    return read


def _only_done(read: ReadRow) -> bool:
    """True where nothing says that the row is late or goes on, so a later date is a deed's."""
    slow = (State.DELAYED, State.ONGOING, State.NOT_STARTED)
    return not any(state in slow for state in read.status.states)


def _failed(rows: list[ReadRow], reading: PlanReading) -> str:
    count = "One row has" if len(rows) == 1 else f"{len(rows)} rows have"
    listed = named(rows, lambda r: f"target {target_words(r)}, {said_words(r)}")
    return f"{count} a target date in the past and no answer to it. {listed}. {reading.day_said}"


def _vague(rows: list[ReadRow]) -> str:
    if not rows:
        return ""
    listed = named(rows, lambda r: f"target {target_words(r)}, {said_words(r)}")
    return (
        "Please check whether these rows say if the target date was met, and when (no date of"
        f" completion, or no new date, was recognised): {listed}."
    )


def _unknown(rows: list[ReadRow]) -> str:
    if not rows:
        return ""
    listed = named(rows, lambda r: f"“{target_words(r)}”, {said_words(r)}")
    return f"Whether these rows are due could not be told: {listed}."


KIND = Kind("plan-timelines", PlanTimelines, run)
