"""A row of the plan while it is read: it may go on over the page."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from dhrcheck.document.dates import find_dates
from dhrcheck.document.model import Place, PlanCell, PlanColumn, PlanRow
from dhrcheck.document.plan_layout import Layout
from dhrcheck.document.plan_numbers import CONTINUED, bare_number, leading_number
from dhrcheck.patterns import compiled

_MARKER = compiled(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s", regex.IGNORECASE)
_UNFINISHED = compiled(
    r"(?:,|-|&|/|\b(?:and|or|of|the|for|to|in|on|at|by|with|from|a|an|that|which|their|will|is|are|"
    r"be|as))$",
    regex.IGNORECASE,
)
_DATED = (PlanColumn.TARGET_DATE, PlanColumn.COMPLETION, PlanColumn.STATUS)


@dataclass(slots=True)
class DraftCell:
    """A cell that may still grow. ``open`` is True where a merged cell reaches the table's foot."""

    text: str
    place: Place
    inherited: bool = False
    open: bool = False

    def grow(self, text: str, place: Place) -> None:
        """Joins what stands on the next page."""
        if not self.text:
            self.text, self.place = text, place
        elif self.text.endswith("-") and text[:1].islower():
            self.text += text
        else:
            self.text += " " + text


@dataclass(slots=True)
class Draft:
    """A row by the columns of its layout; ``given`` is a recommendation that stands outside of it."""

    layout: Layout
    cells: dict[int, DraftCell]
    place: Place
    group: str | None = None
    given: DraftCell | None = None
    extra: list[PlanCell] = field(default_factory=list)
    number: str | None = None

    def index(self, column: PlanColumn) -> int | None:
        """The layout's column for ``column``."""
        for i, printed in enumerate(self.layout.columns):
            if column in printed.columns:
                return i
        return None

    def cell(self, column: PlanColumn) -> DraftCell | None:
        """The row's cell under ``column``."""
        i = self.index(column)
        return None if i is None else self.cells.get(i)

    def own_number(self) -> str | None:
        """The number printed for this row itself, not inherited."""
        cell = self.cell(PlanColumn.NUMBER)
        if cell is not None and cell.text and not cell.inherited:
            return bare_number(cell.text)
        cell = self.cell(PlanColumn.RECOMMENDATION)
        if cell is not None and cell.text and not cell.inherited:
            return leading_number(cell.text)
        return None

    def finish(self) -> PlanRow:
        """The row as the plan gives it."""
        cells: list[PlanCell] = []
        if self.given is not None:
            cells.append(
                PlanCell(
                    PlanColumn.RECOMMENDATION,
                    "Recommendation",
                    self.given.text,
                    self.given.place,
                    self.given.inherited,
                )
            )
        for i, printed in enumerate(self.layout.columns):
            cell = self.cells.get(i)
            for column in printed.columns if cell is not None else ():
                if column is PlanColumn.RECOMMENDATION and self.given is not None:
                    continue
                assert cell is not None
                cells.append(PlanCell(column, printed.text, cell.text, cell.place, cell.inherited))
        cells += self.extra
        return PlanRow(tuple(cells), self.place, self._number(), self.group)

    def _number(self) -> str | None:
        if self.number is not None:
            return self.number
        cell = self.cell(PlanColumn.NUMBER)
        if cell is not None and cell.text and (number := bare_number(cell.text)):
            return number
        if self.given is not None and (number := leading_number(self.given.text)):
            return number
        for column in (PlanColumn.RECOMMENDATION, PlanColumn.ACTION):
            cell = self.cell(column)
            if cell is not None and cell.text:
                number = leading_number(cell.text)
                if number is not None or column is PlanColumn.RECOMMENDATION:
                    return number
        return None


def goes_on(draft: Draft, own: dict[int, str], numbered: bool) -> bool:
    """Whether a page's first row is the rest of the last page's last row.

    ``own`` are the texts of its cells by column; ``numbered`` is True where every row so far has a
    number of its own. The short cells of a broken row stand on its first page; what goes on are the
    long ones, often in the middle of a sentence.
    """
    columns = draft.layout.columns
    if any(CONTINUED.match(t) for t in own.values()):
        return True
    score = 0
    number, recommendation = draft.index(PlanColumn.NUMBER), draft.index(PlanColumn.RECOMMENDATION)
    if number is not None and own.get(number):
        return False
    if recommendation is not None and own.get(recommendation):
        if leading_number(own[recommendation]) is not None:
            return False
        if not own[recommendation][:1].islower() and _finished(_text(draft, recommendation)):
            score -= 3
    if numbered:
        score += 3
    for i, text in own.items():
        score += _evidence(_text(draft, i), text, columns[i].columns)
    short = [draft.index(c) for c in (PlanColumn.LEAD, PlanColumn.TARGET_DATE)]
    if all(
        i is None or (not own.get(i) and _text(draft, i) and not _is_open(draft, i)) for i in short
    ) and any(i is not None for i in short):
        score += 2
    return score > 0


def _evidence(before: str, text: str, columns: tuple[PlanColumn | None, ...]) -> int:
    if any(c in _DATED for c in columns) and find_dates(before) and find_dates(text):
        return -3
    if not before:
        return -1
    if text[:1].islower() and not _MARKER.match(text):
        return 3
    if _UNFINISHED.search(before):
        return 3
    if PlanColumn.LEAD in columns:
        return -2
    if len(before.split()) >= 4 and not _finished(before):
        return 2
    if _MARKER.match(text) and not _MARKER.search(before):
        return -1
    return 0


def _finished(text: str) -> bool:
    return text.rstrip()[-1:] in ".;:!?)\"'"


def _text(draft: Draft, i: int) -> str:
    cell = draft.cells.get(i)
    return cell.text if cell is not None else ""


def _is_open(draft: Draft, i: int) -> bool:
    cell = draft.cells.get(i)
    return cell is not None and (cell.open or cell.inherited)
