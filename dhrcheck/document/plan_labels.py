"""Plans set as running text: labelled lines ("Lead agency: ...") under each recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dhrcheck.document.model import FlowLine, Place, PlanCell, PlanColumn, PlanHeader, PlanRow
from dhrcheck.document.passage import clip
from dhrcheck.document.plan_columns import match_header
from dhrcheck.document.plan_layout import heads_recommendation
from dhrcheck.document.plan_numbers import bare_number, leading_number
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.patterns import compiled

_LABELLED = compiled(r"(?P<label>[^:\n]{2,60}?)\s*[:–-]\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class PlainPlan:
    """What could be told without ruling lines; ``doubt`` says in a sentence what is not certain."""

    headers: tuple[PlanHeader, ...] = ()
    rows: tuple[PlanRow, ...] = ()
    doubt: str | None = None
    used: frozenset[int] = frozenset()
    """The flow lines that became rows."""


def read_labelled(lines: Sequence[FlowLine], vocabulary: Vocabulary) -> PlainPlan:
    """Rows given as "Recommendation 1: ...", "Action: ...", "Lead agency: ..." line by line."""
    rows: list[list[PlanCell]] = []
    numbers: list[str | None] = []
    going = False
    for line in lines:
        labelled = _label(line, vocabulary)
        if labelled is None:
            going = going and not (line.bold and line.paragraph)
            if rows and going and rows[-1]:
                last = rows[-1][-1]
                rows[-1][-1] = PlanCell(
                    last.column, last.header, f"{last.text} {line.text}", last.place
                )
            continue
        column, header, text = labelled
        going = True
        opens = not rows or any(c.column is column for c in rows[-1])
        if opens:
            rows.append([])
            numbers.append(None)
        if column is PlanColumn.RECOMMENDATION:
            numbers[-1] = bare_number(header) or leading_number(line.text)
        rows[-1].append(PlanCell(column, header, text, place_of_line(line, line.text)))
    kept = [(cells, n) for cells, n in zip(rows, numbers, strict=True) if len(cells) >= 3]
    columns = {c.column for cells, _ in kept for c in cells}
    if len(columns) < 3 or not columns & {PlanColumn.LEAD, PlanColumn.TARGET_DATE}:
        return PlainPlan()
    headers = {
        c.column: PlanHeader(c.column, c.header, c.place)
        for cells, _ in reversed(kept)
        for c in cells
    }
    ordered = [headers[c.column] for cells, _ in kept[:1] for c in cells]
    ordered += [h for column, h in headers.items() if h not in ordered]
    made = tuple(PlanRow(tuple(cells), cells[0].place, number) for cells, number in kept)
    used = frozenset(c.place.line for cells, _ in kept for c in cells if c.place.line is not None)
    return PlainPlan(tuple(ordered), made, used=used)


def _label(line: FlowLine, vocabulary: Vocabulary) -> tuple[PlanColumn, str, str] | None:
    found = _LABELLED.match(line.text)
    if found is None:
        return None
    label = match_header(found["label"], vocabulary)
    if label is None or not (label.whole or heads_recommendation(line.text)):
        return None
    return label.column, found["label"], found["text"]


def place_of_line(line: FlowLine, text: str) -> Place:
    """Where a line, or a piece of one, stands."""
    return Place(line.file, line.page, clip(text), line.box, line.read, line.index)
