"""``plan-targets``: each row of the plan has a date by which the action is to be done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dhrcheck.document.dates import Vague, find_dates, is_vague
from dhrcheck.document.model import PlanColumn
from dhrcheck.document.passage import clip
from dhrcheck.document.plan_status import StatusWords
from dhrcheck.document.text import fold
from dhrcheck.kinds.plan_reading import (
    PlanReading,
    ReadRow,
    answer,
    has_column,
    headers_said,
    headers_shown,
    named,
    read_rows,
)
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_NO_DATE = (
    Vague.NOTHING,
    Vague.TBC,
    Vague.ASAP,
    Vague.IMMEDIATE,
    Vague.ONGOING,
    Vague.COMPLETE,
)
_ELSEWHERE = (
    PlanColumn.ACTION,
    PlanColumn.LEAD,
    PlanColumn.MILESTONES,
    None,
)


@dataclass(frozen=True, slots=True)
class PlanTargets:
    """``no_date`` are further cells that give no date at all ("when funded"); a span without a day to
    count from ("within six months") and other words are for a person. ``dates`` are words that are as
    good as a date ("end of the school year")."""

    no_date: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    words: StatusWords = field(default_factory=StatusWords)


def run(parameters: PlanTargets, question: Question) -> Outcome:
    """Fails rows without a date, and lists them."""
    reading = read_rows(question, parameters.words)
    if isinstance(reading, Outcome):
        return reading
    if not has_column(reading, PlanColumn.TARGET_DATE):
        return _no_column(question, reading)
    rows = with_dates_from_above(reading)
    undated = [r for r in rows if r.status.target is None and not _is_good(parameters, r)]
    hollow = [r for r in undated if _is_hollow(r)]
    failing = [r for r in undated if r not in hollow and _gives_none(parameters, r)]
    doubtful = [r for r in undated if r not in failing and r not in hollow]
    said = []
    if failing:
        count = "One row has" if len(failing) == 1 else f"{len(failing)} rows have"
        said.append(f"{count} no target date: {named(failing, _words)}.")
    if doubtful:
        said.append(
            f"Please check whether these rows give a date to work to: {named(doubtful, _words)}."
        )
    if hollow:
        listed = named(hollow, lambda _: "nothing could be read beside the recommendation")
        said.append(f"Please check by eye: {listed}.")
    if said:
        status = Status.FAIL if failing else Status.REVIEW
        return answer(question, reading, status, " ".join(said), [*failing, *doubtful, *hollow])
    count = "The one row has" if len(rows) == 1 else f"Each of the {len(rows)} rows has"
    return answer(question, reading, Status.PASS, f"{count} a target date.", rows[:4])


def with_dates_from_above(reading: PlanReading) -> list[ReadRow]:
    """The rows; a further step of one recommendation takes over the date above it."""
    rows: list[ReadRow] = []
    for read in reading.rows:
        if rows and read.status.target is None and _goes_on(read, rows[-1]):
            cell = read.row.cell(PlanColumn.TARGET_DATE)
            if cell is None or not cell.text.strip():
                above = rows[-1].status
                status = replace(read.status, target=above.target, target_cell=above.target_cell)
                read = replace(read, status=status)
        rows.append(read)
    return rows


def _goes_on(read: ReadRow, above: ReadRow) -> bool:
    cell = read.row.cell(PlanColumn.RECOMMENDATION)
    before = above.row.cell(PlanColumn.RECOMMENDATION)
    if cell is None or before is None or not cell.text.strip():
        return False
    return cell.inherited or cell.text == before.text


def _text(read: ReadRow) -> str:
    cell = read.status.target_cell
    return " ".join(cell.text.split()) if cell is not None else ""


def _words(read: ReadRow) -> str:
    text = _text(read)
    return f"“{clip(text, 40)}”" if text else "nothing"


def _is_good(parameters: PlanTargets, read: ReadRow) -> bool:
    return compile_phrases(parameters.dates).search(_text(read)) is not None


def _gives_none(parameters: PlanTargets, read: ReadRow) -> bool:
    text = _text(read)
    if not text or fold(text) in {fold(w) for w in parameters.no_date}:
        return True
    return not fold(text) or is_vague(text) in _NO_DATE


def _is_hollow(read: ReadRow) -> bool:
    """A recommendation beside which nothing was read at all, not even what is to be done."""
    cells = [c for c in read.row.cells if c.text.strip() and c.column is not PlanColumn.NUMBER]
    return len(read.row.cells) > 3 and all(c.column is PlanColumn.RECOMMENDATION for c in cells)


def _no_column(question: Question, reading: PlanReading) -> Outcome:
    """Dates may stand within another column: that is for a person."""
    dated = [
        r
        for r in reading.rows
        if any(c.column in _ELSEWHERE and find_dates(c.text) for c in r.row.cells)
    ]
    message = f"The plan has no column for target dates. {headers_said(reading)}"
    if len(dated) * 2 >= len(reading.rows):
        message += " Dates stand in other columns; please check that each row has one to work to."
        return answer(question, reading, Status.REVIEW, message, dated[:4])
    outcome = answer(question, reading, Status.FAIL, message, ())
    return replace(outcome, evidence=headers_shown(reading))


KIND = Kind("plan-targets", PlanTargets, run)
