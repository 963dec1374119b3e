"""What the kinds on the plan's rows share: the rows with their status, and how to show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from dhrcheck.document.model import ActionPlan, DateMention, PlanColumn, PlanRow, Submission
from dhrcheck.document.passage import clip
from dhrcheck.document.plan_status import (
    UPDATE_COLUMNS,
    RowStatus,
    StatusWords,
    own_date,
    row_status,
)
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Question
from dhrcheck.outcome import Evidence, Outcome, Status

_NAMED = 12
"""Rows named in a message; all of them have evidence."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row and what it says; ``position`` counts rows from 1, for plans without numbers."""

    row: PlanRow
    status: RowStatus
    position: int

    @property
    def name(self) -> str:
        """ "row 4 (page 62)"; the number as printed, else the row's position in the plan."""
        number = self.row.number or f"{self.position} from the top"
        return f"row {number} (page {self.row.place.page})"


@dataclass(frozen=True, slots=True)
class PlanReading:
    """The plan's rows; ``day`` is the day that the plan speaks of, ``day_from`` where it comes from."""

    plan: ActionPlan
    rows: tuple[ReadRow, ...]
    day: date | None
    day_from: str

    @property
    def day_said(self) -> str:
        """In plain words, for a message."""
        if self.day is None:
            return "No date of the plan, the letter or the cover could be read."
        return f"Judged as at {self.day.day} {self.day:%B %Y} ({self.day_from})."


def read_rows(question: Question, words: StatusWords) -> PlanReading | Outcome:
    """The rows with their status, or the answer where the plan cannot be told apart into rows."""
    submission = question.submission
    plan = submission.plan
    passage = question.passage()
    if plan is None or not plan.rows:
        if passage.unread:
            return unread("No row of the plan could be read.", passage.unread, submission)
        doubt = plan.doubt if plan is not None and plan.doubt else ""
        return Outcome(
            Status.REVIEW,
            f"The plan could not be told apart into rows. {doubt} Please check it by eye.".replace(
                "  ", " "
            ),
            searched=passage.searched,
        )
    others: list[DateMention | None] = [letter.letter_date for letter in submission.letters]
    others += submission.facts.cover_dates
    day, source = own_date(plan, others)
    rows = tuple(ReadRow(row, row_status(row, day, words), i) for i, row in enumerate(plan.rows, 1))
    return PlanReading(plan, rows, day, source)


def at_the_end(read: ReadRow, reading: PlanReading, words: StatusWords) -> RowStatus:
    """What the row says in the columns of its end: completion, outcome, status.

    What was done on the way (milestones, progress, evidence) is left out, in a plan that has columns
    for the end beside it.
    """
    on_the_way = [PlanColumn.MILESTONES, PlanColumn.EVIDENCE]
    if has_column(reading, PlanColumn.COMPLETION, PlanColumn.COMPLETION_AND_OUTCOME):
        on_the_way += [PlanColumn.PROGRESS, PlanColumn.OUTCOME]
    elif has_column(reading, PlanColumn.OUTCOME):
        on_the_way.append(PlanColumn.PROGRESS)
    elif not has_column(reading, PlanColumn.PROGRESS, PlanColumn.STATUS):
        return read.status
    kept = tuple(c for c in read.row.cells if c.column not in on_the_way)
    return row_status(replace(read.row, cells=kept), reading.day, words)


def answer(
    question: Question, reading: PlanReading, status: Status, message: str, rows: Iterable[ReadRow]
) -> Outcome:
    """The outcome; doubtful rows fail nothing, and unread pages never pass.

    What is said of rows that are whole holds whatever stands on pages that nobody read.
    """
    passage = question.passage()
    plan, rows = reading.plan, tuple(rows)
    evidence = tuple(e for row in rows for e in shown(row))
    if passage.unread and not any(_is_whole(row, reading, question.submission) for row in rows):
        lost = passage.unread
        return replace(
            unread(message, lost, question.submission, passage.searched), evidence=evidence
        )
    if status is Status.FAIL and not plan.certain:
        status = Status.REVIEW
        message += f" {plan.doubt or 'The rows could not be told apart with certainty.'}"
    elif status is Status.PASS and passage.unread:
        return unread(message, passage.unread, question.submission, passage.searched)
    elif status is Status.PASS and not plan.certain:
        status = Status.REVIEW
        message += f" But {plan.doubt or 'the rows could not be told apart with certainty.'}"
    return Outcome(status, message, evidence, passage.searched)


def _is_whole(read: ReadRow, reading: PlanReading, submission: Submission) -> bool:
    """False where a row, or the head of its table, may stand partly on a page that was not read."""
    pages = submission.files[read.row.place.file].pages
    unread = {p.number for p in pages if p.read.is_unread}
    file, page = read.row.place.file, read.row.place.page
    beside = [r for r in reading.rows if (r.row.place.file, r.row.place.page) == (file, page)]
    if read is beside[0] and page - 1 in unread:
        return False
    if read is beside[-1] and page + 1 in unread:
        return False
    first = reading.rows[0].row.place
    heads = {(h.place.file, h.place.page) for h in reading.plan.headers}
    return first.page - 1 not in unread or (first.file, first.page) in heads


def shown(read: ReadRow) -> tuple[Evidence, ...]:
    """The row's target date and what it says of progress; its first words where it has neither."""
    cells = [read.status.target_cell] if read.status.target_cell else []
    cells += [c for c in read.row.cells if c.column in UPDATE_COLUMNS and c.text.strip()][:2]
    cells = [c for c in cells if c.text.strip()] or [c for c in read.row.cells if c.text.strip()][
        :2
    ]
    return tuple(
        Evidence(c.place.file, c.place.page, clip(c.text), c.place.box, c.place.read) for c in cells
    )


def named(rows: list[ReadRow], say: Callable[[ReadRow], str]) -> str:
    """The rows with what is to be said of each, at most a dozen."""
    listed = "; ".join(f"{row.name}: {say(row)}" for row in rows[:_NAMED])
    return listed + (f"; and {len(rows) - _NAMED} more" if len(rows) > _NAMED else "")


def target_words(read: ReadRow) -> str:
    """The target date as printed."""
    cell = read.status.target_cell
    return clip(cell.text, 40) if cell and cell.text.strip() else "no target date"


def said_words(read: ReadRow) -> str:
    """What the row says of progress, as printed."""
    text = clip(read.status.update, 60)
    return f"“{text}”" if text else "nothing is said"


def has_column(reading: PlanReading, *columns: PlanColumn) -> bool:
    """True where the plan has one of the columns, by its headers or in its rows."""
    return reading.plan.has(*columns) or any(r.row.cell(*columns) for r in reading.rows)


def headers_shown(reading: PlanReading) -> tuple[Evidence, ...]:
    """The headers as printed, for an answer about a column that is not there."""
    shown = (
        Evidence(h.place.file, h.place.page, clip(h.text), h.place.box, h.place.read)
        for h in reading.plan.headers
        if h.text.strip()
    )
    return tuple(dict.fromkeys(shown))


def headers_said(reading: PlanReading) -> str:
    """ "Its columns are “Recommendation”, “Action”."; empty where there are none."""
    names = dict.fromkeys(" ".join(h.text.split()) for h in reading.plan.headers if h.text.strip())
    return f"Its columns are {', '.join(f'“{name}”' for name in names)}." if names else ""
