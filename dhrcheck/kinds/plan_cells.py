"""``plan-cells``: each row of the plan says something in one column: who leads, at what level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Literal

import regex

from dhrcheck.document.model import PlanColumn, PlanRow
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
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_GIVEN = (PlanColumn.RECOMMENDATION, PlanColumn.ACTION, PlanColumn.NUMBER)
_ASIDE = compiled(r"[(\[]([^)\]]{2,40})[)\]]|^([^:]{2,30}):")


class _Cell(Enum):
    SAID = "said"
    OTHER = "other"
    DOUBTFUL = "doubtful"
    BLANK = "blank"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PlanCells:
    """``what`` names the thing in messages, ``columns`` are those that may hold it.

    ``holds`` are words of which each cell must have one (where none are given any words will do);
    ``never`` longer phrases in which they do not count. ``as_blank`` are cells that say nothing
    ("TBC"), ``doubtful`` cells that are for a person ("All"). ``blank`` is the answer to rows that say
    nothing, ``without_column`` that where there is no such column. ``for_all`` are phrases of the
    plan's text that say it for all rows, ``bands`` those of a heading over a group of rows that say it
    for the group.
    """

    what: str
    columns: tuple[PlanColumn, ...]
    holds: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    as_blank: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    blank: Literal["fail", "review"] = "fail"
    without_column: Literal["fail", "review"] = "fail"
    for_all: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    words: StatusWords = field(default_factory=StatusWords)


def run(parameters: PlanCells, question: Question) -> Outcome:
    """Reads the column row by row; a merged cell or a band serves the rows under it."""
    reading = read_rows(question, parameters.words)
    if isinstance(reading, Outcome):
        return reading
    said = _said_for_all(parameters, question)
    if said is not None:
        return said
    rows = list(_judged(parameters, reading))
    if not has_column(reading, *parameters.columns) and not _any_said(rows):
        message = f"The plan has no column for the {parameters.what}. {headers_said(reading)}"
        outcome = answer(question, reading, Status(parameters.without_column), message, ())
        return replace(outcome, evidence=headers_shown(reading))
    return _weigh(parameters, question, reading, rows)


def _any_said(rows: list[tuple[ReadRow, _Cell, str]]) -> bool:
    return any(cell is _Cell.SAID for _, cell, _ in rows)


def _weigh(
    parameters: PlanCells,
    question: Question,
    reading: PlanReading,
    rows: list[tuple[ReadRow, _Cell, str]],
) -> Outcome:
    text = {read.position: words for read, _, words in rows}
    blank = [read for read, cell, _ in rows if cell is _Cell.BLANK]
    others = [read for read, cell, _ in rows if cell in (_Cell.DOUBTFUL, _Cell.OTHER)]
    unreadable = [read for read, cell, _ in rows if cell is _Cell.UNREADABLE]

    def say(read: ReadRow) -> str:
        return f"“{clip(text[read.position], 40)}”" if text[read.position] else "nothing"

    said = []
    if blank:
        count = "One row does" if len(blank) == 1 else f"{len(blank)} rows do"
        said.append(f"{count} not give the {parameters.what}: {named(blank, say)}.")
    if others:
        said.append(f"Please check the {parameters.what} here: {named(others, say)}.")
    if unreadable:
        listed = named(unreadable, lambda _: "nothing could be read beside the recommendation")
        said.append(f"Please check by eye: {listed}.")
    shown = [*blank, *others, *unreadable]
    message = " ".join(said)
    if blank:
        status = Status(parameters.blank)
        return _with_cells(answer(question, reading, status, message, shown), shown, parameters)
    if shown:
        return _with_cells(
            answer(question, reading, Status.REVIEW, message, shown), shown, parameters
        )
    message = f"Each of the {len(rows)} rows gives the {parameters.what}."
    if len(rows) == 1:
        message = f"The one row gives the {parameters.what}."
    outcome = answer(question, reading, Status.PASS, message, ())
    return _with_cells(outcome, [read for read, _, _ in rows[:4]], parameters)


def _with_cells(outcome: Outcome, rows: Iterable[ReadRow], parameters: PlanCells) -> Outcome:
    """Shows of each row the cell that the rule looks at, or its first words."""
    if outcome.status is Status.UNREAD:
        return outcome
    evidence = []
    for read in rows:
        cell = read.row.cell(*parameters.columns)
        if cell is None or not cell.text.strip():
            cell = next((c for c in read.row.cells if c.text.strip()), None)
        if cell is not None:
            place = cell.place
            quote = clip(cell.text)
            evidence.append(Evidence(place.file, place.page, quote, place.box, place.read))
    return Outcome(
        outcome.status, outcome.message, tuple(dict.fromkeys(evidence)), outcome.searched
    )


def _judged(parameters: PlanCells, reading: PlanReading) -> Iterable[tuple[ReadRow, _Cell, str]]:
    """Each row with what its cell says; a step takes over what the row above gave."""
    above: tuple[str, PlanRow] | None = None
    for read in reading.rows:
        row = read.row
        text = " ".join(row.text(*parameters.columns).split())
        if not text and above is not None and _goes_on(row, above[1]):
            text = above[0]
        cell = _cell(parameters, text)
        if cell is _Cell.BLANK and not text and _says_otherwise(parameters, row):
            cell = _Cell.SAID
        elif cell is _Cell.BLANK and _is_hollow(row):
            cell = _Cell.UNREADABLE
        if text:
            above = (text, row)
        yield read, cell, text


def _cell(parameters: PlanCells, text: str) -> _Cell:
    bare = fold(text)
    if (
        not bare
        or bare in {fold(w) for w in parameters.as_blank}
        or not regex.search(r"\p{L}", text)
    ):
        return _Cell.BLANK
    if bare in {fold(w) for w in parameters.doubtful}:
        return _Cell.DOUBTFUL
    if not parameters.holds or _holds(parameters, text):
        return _Cell.SAID
    return _Cell.OTHER


def _holds(parameters: PlanCells, text: str) -> bool:
    never = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(text)]
    for match in compile_phrases(parameters.holds).finditer(text):
        if not any(match.start < b and a < match.end for a, b in never):
            return True
    # A word that a narrow column broke ("Region al").
    joined = fold(text).replace(" ", "")
    return any(joined == fold(w).replace(" ", "") for w in parameters.holds)


def _goes_on(row: PlanRow, above: PlanRow) -> bool:
    """True for a further step of the recommendation above."""
    cell, before = row.cell(PlanColumn.RECOMMENDATION), above.cell(PlanColumn.RECOMMENDATION)
    if cell is not None and before is not None and cell.text.strip():
        return cell.inherited or cell.text == before.text
    return row.number is not None and row.number == above.number


def _says_otherwise(parameters: PlanCells, row: PlanRow) -> bool:
    """Whether the band over the row says it, or an aside to the recommendation ("National: ...")."""
    if row.group and compile_phrases(parameters.bands).search(row.group):
        return True
    if not parameters.holds:
        return False
    text = " ".join(row.text(PlanColumn.NUMBER, PlanColumn.RECOMMENDATION).split())
    text = regex.sub(r"^\W*(?:recommendation\s*)?[\d.]+[.):]?\s*", "", text, flags=regex.I)
    known = {fold(w) for w in parameters.holds}
    return any(fold(m[1] or m[2]) in known for m in _ASIDE.finditer(text))


def _is_hollow(row: PlanRow) -> bool:
    """A recommendation beside which nothing was read at all, not even what is to be done."""
    own = [c for c in row.cells if c.text.strip() and c.column is not PlanColumn.NUMBER]
    return len(row.cells) > 3 and all(c.column in _GIVEN[:1] for c in own)


def _said_for_all(parameters: PlanCells, question: Question) -> Outcome | None:
    passage = question.passage()
    match = compile_phrases(parameters.for_all).search(passage.text)
    if match is None:
        return None
    shown = passage.evidence(match.start, match.end, around=80)
    message = f"The plan gives the {parameters.what} for all rows at once."
    return Outcome(Status.PASS, message, (shown,), passage.searched)


KIND = Kind("plan-cells", PlanCells, run)
