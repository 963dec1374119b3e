"""What a row of the plan says of its target, its progress and its outcome.

Nothing here decides a rule: it reads the row's cells into dates, states and kinds of outcome. The
word lists are those of ``StatusWords``; a rule may give its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

import regex

from dhrcheck.document.dates import FoundDate, Vague, find_dates, is_vague
from dhrcheck.document.model import (
    ActionPlan,
    DateMention,
    PartialDate,
    PlanCell,
    PlanColumn,
    PlanRow,
)
from dhrcheck.document.plan_outcomes import (
    OutcomeKind,
    bare,
    matches,
    outcome_kind,
    outcome_of,
    pattern,
)
from dhrcheck.document.plan_verbs import first_verb
from dhrcheck.document.plan_words import StatusWords

__all__ = [
    "OutcomeKind",
    "RowStatus",
    "State",
    "StatusWords",
    "TimelineAnswer",
    "bare",
    "first_verb",
    "outcome_kind",
    "own_date",
    "read_target",
    "row_status",
]

UPDATE_COLUMNS = (
    PlanColumn.PROGRESS,
    PlanColumn.MILESTONES,
    PlanColumn.COMPLETION_AND_OUTCOME,
    PlanColumn.COMPLETION,
    PlanColumn.OUTCOME,
    PlanColumn.EVIDENCE,
    PlanColumn.STATUS,
)
"""Where a row says how far it has come."""


class State(str, Enum):
    """How far a row says that it has come."""

    COMPLETE = "complete"
    DELAYED = "delayed"
    ONGOING = "ongoing"
    NOT_STARTED = "not-started"


class TimelineAnswer(str, Enum):
    """What a row says to the question whether its target date was met."""

    ANSWERED = "answered"
    """Completed with a date, or delayed with a reason and a new date."""
    UNDATED = "undated"
    """Completed, but no date."""
    PARTLY = "partly"
    """Words about progress, but neither completion with a date nor delay with a new date."""
    BARE = "bare"
    """Only "ongoing" or the like."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class RowStatus:
    """What a row says. ``due`` is None where the target or the plan's own date is not known.

    ``target_cell`` is the cell of the target date (None without such a column). ``updates`` are the
    dates in the columns that tell of progress, ``completed_on`` those that go with completion,
    ``new_date`` one later than the target. ``update`` is the text of those columns.
    """

    target: PartialDate | None
    target_vague: Vague | None
    target_cell: PlanCell | None
    us_order: bool
    due: bool | None
    states: frozenset[State]
    completed_on: tuple[PartialDate, ...]
    new_date: PartialDate | None
    gives_reason: bool
    updates: tuple[PartialDate, ...]
    update: str
    timeline: TimelineAnswer
    outcome: OutcomeKind
    outcome_cell: PlanCell | None

    @property
    def complete(self) -> bool:
        """True where the row says that it is done."""
        return State.COMPLETE in self.states

    @property
    def due_or_done(self) -> bool:
        """True where the row is due, or says that it is complete."""
        return bool(self.due) or self.complete

    @property
    def has_update(self) -> bool:
        """True where the row tells of progress in more than a bare "ongoing"."""
        return self.timeline not in (TimelineAnswer.BARE, TimelineAnswer.EMPTY)


def own_date(
    plan: ActionPlan, others: Iterable[DateMention | None] = ()
) -> tuple[date | None, str]:
    """The day that the plan speaks of, and in plain words where it comes from.

    ``others`` are the dates of letter and cover: the latest of them serves where the plan has none.
    """
    if plan.as_at is not None and (day := plan.as_at.when.latest()) is not None:
        return day, "the plan's own date"
    days = [d for m in others if m is not None and (d := m.when.latest()) is not None]
    if days:
        return max(days), "the latest date of letter and cover, as the plan gives none"
    return None, "the plan gives no date"


@lru_cache(maxsize=1024)
def row_status(row: PlanRow, plan_day: date | None, words: StatusWords | None = None) -> RowStatus:
    """Reads one row; ``plan_day`` is the day that the plan speaks of (see ``own_date``).

    Kept, since half a dozen rules ask for the same rows and their dates cost most of the time.
    """
    words = words or StatusWords()
    cell = row.cell(PlanColumn.TARGET_DATE)
    target, us_order = read_target(cell.text if cell else "")
    last = target.latest() if target else None
    due = None if last is None or plan_day is None else last < plan_day
    cells = [c for c in row.cells if c.column in UPDATE_COLUMNS and c.text.strip()]
    # A column that serves as target date and status both is no update for its date alone.
    cells = [c for c in cells if cell is None or c.text != cell.text or c.place != cell.place]
    found = [(c, find_dates(c.text)) for c in cells]
    states = frozenset(s for c in cells for s in _states(c, words))
    text = " ".join(c.text for c in cells)
    completed = _completed_on(found, words) if State.COMPLETE in states else ()
    completed = completed or _completion_column(found)
    if completed:
        states |= {State.COMPLETE}
    new_date = _later_than(last, found)
    reason = matches(words.reasons, text) is not None
    outcome, outcome_cell = outcome_of(row, words)
    return RowStatus(
        target=target,
        target_vague=is_vague(cell.text) if cell and target is None else None,
        target_cell=cell,
        us_order=us_order,
        due=due,
        states=states,
        completed_on=completed,
        new_date=new_date,
        gives_reason=reason,
        updates=tuple(d.when for _, dates in found for d in dates if not d.of_law),
        update=text,
        timeline=_timeline(text, states, completed, new_date, reason, found, words),
        outcome=outcome,
        outcome_cell=outcome_cell,
    )


def read_target(text: str) -> tuple[PartialDate | None, bool]:
    """The target date in a cell, the latest where it gives several, and whether it is in US order.

    A date without a year is none that anything can be held to, but it is a date.
    """
    dates = [d for d in find_dates(text) if not d.of_law]
    if not dates:
        return None, False
    dated = [(latest, d) for d in dates if (latest := d.when.latest()) is not None]
    if not dated:
        return dates[-1].when, dates[-1].us_order
    best = max(dated, key=lambda pair: pair[0])[1]
    return best.when, best.us_order


def _states(cell: PlanCell, words: StatusWords) -> set[State]:
    text = cell.text
    found: set[State] = set()
    if _says(words.not_started, text, words, negated=False):
        found.add(State.NOT_STARTED)
    if _says(words.delayed, text, words, negated=False):
        found.add(State.DELAYED)
    if _says(words.ongoing, text, words):
        found.add(State.ONGOING)
    sure = words.complete
    if cell.column in (PlanColumn.STATUS, PlanColumn.COMPLETION, PlanColumn.COMPLETION_AND_OUTCOME):
        sure = words.complete + words.complete_in_status
    if _says(sure, text, words):
        found.add(State.COMPLETE)
    return found


def _says(phrases: tuple[str, ...], text: str, words: StatusWords, *, negated: bool = True) -> bool:
    """True where one of ``phrases`` stands in ``text`` and is not denied or still to come."""
    for found in pattern(phrases).finditer(text):
        before = text[max(0, found.start() - 32) : found.start()]
        if not negated or pattern(words.denials).search(before) is None:
            return True
        # "to be completed ... Completed May 2024": the next one may not be denied.
        last = list(pattern(words.denials).finditer(before))[-1]
        if regex.search(r"[.;:\n]", before[last.end() :]):
            return True
    return False


def _completed_on(
    found: list[tuple[PlanCell, tuple[FoundDate, ...]]], words: StatusWords
) -> tuple[PartialDate, ...]:
    """The dates in cells that say that the row is complete."""
    dates = [
        d.when
        for cell, dates in found
        if State.COMPLETE in _states(cell, words)
        for d in dates
        if not d.of_law
    ]
    if dates:
        return tuple(dates)
    # "Complete" in one column and the date in the next.
    return tuple(
        d.when
        for cell, dates in found
        if cell.column is not PlanColumn.OUTCOME and matches(words.done, cell.text)
        for d in dates
        if not d.of_law
    )


def _completion_column(
    found: list[tuple[PlanCell, tuple[FoundDate, ...]]],
) -> tuple[PartialDate, ...]:
    """A bare date under "Date of completion" says that the row was completed then."""
    return tuple(
        d.when
        for cell, dates in found
        if cell.column in (PlanColumn.COMPLETION, PlanColumn.COMPLETION_AND_OUTCOME)
        for d in dates
        if not d.of_law and regex.fullmatch(r"[\s.;:,-]*", cell.text[: d.start])
    )


def _later_than(
    target: date | None, found: list[tuple[PlanCell, tuple[FoundDate, ...]]]
) -> PartialDate | None:
    later = [
        (latest, d.when)
        for _, dates in found
        for d in dates
        if not d.of_law and (latest := d.when.latest()) is not None
    ]
    if target is not None:
        later = [pair for pair in later if pair[0] > target]
    return max(later, key=lambda pair: pair[0])[1] if later else None


def _timeline(
    text: str,
    states: frozenset[State],
    completed: tuple[PartialDate, ...],
    new_date: PartialDate | None,
    reason: bool,
    found: list[tuple[PlanCell, tuple[FoundDate, ...]]],
    words: StatusWords,
) -> TimelineAnswer:
    if not text.strip() or is_vague(text) is Vague.NOTHING:
        return TimelineAnswer.EMPTY
    if completed:
        return TimelineAnswer.ANSWERED
    slow = State.DELAYED in states or State.ONGOING in states or State.NOT_STARTED in states
    if new_date is not None and (reason or State.DELAYED in states) and slow:
        return TimelineAnswer.ANSWERED
    if State.COMPLETE in states:
        return TimelineAnswer.UNDATED
    # "New form in use from February 2024" tells when it was done without the word.
    if any(dates and matches(words.done, cell.text) for cell, dates in found):
        return TimelineAnswer.ANSWERED
    if bare(text, words):
        return TimelineAnswer.BARE
    return TimelineAnswer.PARTLY
