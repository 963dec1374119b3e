"""The columns of one plan table: which rows are its header, and which column each cell falls under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from dhrcheck.document.model import Place, PlanColumn, PlanHeader, TableCell, TableRef
from dhrcheck.document.passage import clip
from dhrcheck.document.plan_columns import is_known_header, match_header
from dhrcheck.document.plan_guess import guess_header
from dhrcheck.document.plan_score import header_points, side_points
from dhrcheck.document.text import fold
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.outcome import Box
from dhrcheck.patterns import compiled

TITLE_ROWS = 4
"""A header is looked for in the first rows; titles and notes may stand above it."""

_NUMBERED = compiled(r"rec(?:ommendation|s)?\.?\s*(?:no\.?\s*)?\d", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column: its header, what it is for (two things at times), and its place across."""

    text: str
    columns: tuple[PlanColumn | None, ...]
    x0: float
    x1: float
    place: Place

    @property
    def headers(self) -> tuple[PlanHeader, ...]:
        """The column as the plan lists it."""
        return tuple(PlanHeader(column, self.text, self.place) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a plan table and the box that they fill. ``side``: labels stand down the left."""

    columns: tuple[Column, ...]
    box: Box
    side: bool = False

    def has(self, column: PlanColumn) -> bool:
        """True where one of the printed columns is for ``column``."""
        return any(column in c.columns for c in self.columns)

    def same_header(self, texts: Sequence[str]) -> bool:
        """True where a row only repeats this header (see ``beyond_header`` for what may follow)."""
        own = {fold(c.text) for c in self.columns if c.text.strip()}
        row = [fold(t) for t in texts if t.strip()]
        said = sum(
            t in own
            or any(
                o.endswith(" " + t) or o.startswith(t + " ") or t.startswith(o + " ") for o in own
            )
            for t in row
        )
        exact = sum(t in own for t in row)
        return exact >= 2 and said * 10 >= len(row) * 8

    def moved_to(self, grid: Grid, row: int) -> Layout:
        """The same columns at the places across of a header that repeats this one."""
        own = grid.own(row)
        if len(own) != len(self.columns):
            return self
        ordered = sorted(own, key=lambda c: c.box.x0)
        columns = tuple(
            replace(column, x0=cell.box.x0, x1=cell.box.x1)
            for column, cell in zip(self.columns, ordered, strict=True)
        )
        return replace(self, columns=columns, box=grid.table.box)

    def beyond_header(self, grid: Grid, row: int) -> dict[int, str]:
        """Words that stand under a repeated header in its own cell, by column: where the rule below
        it is missing they end the last page's row."""
        more: dict[int, str] = {}
        for cell in grid.own(row):
            text = " ".join(cell.text.split())
            for i in self.under(cell.box, grid.table.box):
                header = self.columns[i].text
                if header and text.startswith(header + " "):
                    more[i] = text[len(header) :].strip()
        return more

    def under(self, cell: Box, table: Box) -> tuple[int, ...]:
        """The indices of the columns that a cell of ``table`` falls under, left to right."""
        x0, x1 = self._across(cell.x0, table), self._across(cell.x1, table)
        width = max(1.0, x1 - x0)
        common = [min(x1, c.x1) - max(x0, c.x0) for c in self.columns]
        shared = tuple(
            i
            for i, column in enumerate(self.columns)
            if common[i] >= 0.5 * min(width, max(1.0, column.x1 - column.x0))
        )
        if shared or not common or max(common) <= 0:
            return shared
        return (common.index(max(common)),)

    def _across(self, x: float, table: Box) -> float:
        """``x`` moved from ``table``'s place across to this layout's: odd and even margins differ."""
        width = max(1.0, table.x1 - table.x0)
        own = self.box.x1 - self.box.x0
        # A table that stops short keeps its scale; one of nearly the same width is stretched to fit.
        scale = own / width if abs(own - width) < 0.12 * own else 1.0
        return (x - table.x0) * scale + self.box.x0

    def holding(self, line: Box) -> int | None:
        """The column that a line outside the table stands in, or None where it crosses columns."""
        for i, column in enumerate(self.columns):
            narrow = column.x1 - column.x0 < 0.7 * (self.box.x1 - self.box.x0)
            if narrow and column.x0 - 3 <= line.x0 and line.x1 <= column.x1 + 3:
                return i
        return None

    def fits(self, table: TableRef, *, next_page: bool) -> bool:
        """True where a table without a header can go on under these columns.

        On the same page it must have all of them; over the page most of them.
        """
        own, width = self.box.x1 - self.box.x0, table.box.x1 - table.box.x0
        if abs(own - width) > 0.12 * max(own, width):
            return False
        edges = [c.x0 for c in self.columns[1:]]
        inner = {
            round(self._across(c.box.x0, table.box), 1)
            for c in table.cells
            if c.box.x0 > table.box.x0 + 4
        }
        tolerance = max(6.0, 0.02 * own)
        known = sum(any(abs(x - e) <= tolerance for e in edges) for x in inner)
        reached = sum(any(abs(x - e) <= tolerance for x in inner) for e in edges)
        if not next_page:
            return reached == len(edges) and known * 10 >= len(inner) * 7
        return known * 10 >= len(inner) * 7 and (reached * 2 >= len(edges) or table.rows == 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells by row and column, those that span too."""

    table: TableRef
    rows: tuple[tuple[TableCell, ...], ...]
    """For each row the cells that stand in it, from the left; a cell that spans is in each."""

    @staticmethod
    def of(table: TableRef) -> Grid:
        """The grid of ``table``."""
        rows: list[list[TableCell]] = [[] for _ in range(table.rows)]
        for cell in sorted(table.cells, key=lambda c: (c.column, c.row)):
            for row in range(cell.row, min(table.rows, cell.row + cell.row_span)):
                rows[row].append(cell)
        return Grid(table, tuple(tuple(row) for row in rows))

    def own(self, row: int) -> tuple[TableCell, ...]:
        """The cells that begin in ``row``."""
        return tuple(c for c in self.rows[row] if c.row == row)


def place_of(table: TableRef, cell: TableCell) -> Place:
    """Where a cell stands, with its words."""
    return Place(
        table.file,
        table.page,
        clip(cell.text),
        cell.box,
        line=cell.first_line if cell.end_line > cell.first_line else None,
    )


def find_header(grid: Grid, row: int, vocabulary: Vocabulary) -> tuple[Layout, int] | None:
    """The layout whose header begins in ``row``, and the first row under it; None where none does."""
    if row >= len(grid.rows):
        return None
    own = grid.own(row)
    if sum(bool(c.text.strip()) for c in own) < 2:
        return None
    two = _two_levels(grid, row, vocabulary)
    single = header_points([c.text for c in own], vocabulary)
    if two is not None and two[0] >= single:
        return two[1], row + 2
    if single == 0:
        return None
    columns = [_column(grid.table, c, c.text, vocabulary) for c in own]
    depth = max(1, min((c.row_span for c in own), default=1))
    return _layout(grid.table, columns), row + depth


def _two_levels(grid: Grid, row: int, vocabulary: Vocabulary) -> tuple[int, Layout] | None:
    """A header whose upper cells span those of the next row, with its points."""
    upper = grid.own(row)
    if row + 1 >= len(grid.rows) or all(c.column_span == 1 for c in upper):
        return None
    lower = grid.own(row + 1)
    columns: list[Column] = []
    texts: list[str] = []
    for cell in upper:
        subs = [
            s
            for s in lower
            if s.text.strip() and cell.column <= s.column < cell.column + cell.column_span
        ]
        # A cell above one cell keeps its own name; the row below must not be content.
        if cell.column_span == 1 or len(subs) < 2:
            if any(s.text.strip() and not is_known_header(s.text, vocabulary) for s in subs):
                return None
            columns.append(_column(grid.table, cell, cell.text, vocabulary))
            texts.append(cell.text)
            continue
        for sub in subs:
            name = sub.text if _names_itself(cell, sub, vocabulary) else f"{cell.text} {sub.text}"
            columns.append(_column(grid.table, sub, name, vocabulary))
            texts.append(name)
    if len(columns) <= len(upper):
        return None
    points = header_points(texts, vocabulary)
    return (points, _layout(grid.table, columns)) if points else None


def _names_itself(upper: TableCell, sub: TableCell, vocabulary: Vocabulary) -> bool:
    """Whether a header on the second level says by itself what its column is for: by known words, or
    where the words above it would only drown its own ("Where we are", "Finished, to what effect")."""
    alone = match_header(sub.text, vocabulary)
    above = match_header(upper.text, vocabulary)
    both = match_header(f"{upper.text} {sub.text}", vocabulary)
    if alone is not None:
        return not (alone.weak and both is not None and both.whole)
    if above is None or both is None or both.whole or both.columns != above.columns:
        return False
    own = guess_header(sub.text)
    return own is not None and own not in both.columns


def _column(table: TableRef, cell: TableCell, text: str, vocabulary: Vocabulary) -> Column:
    found = match_header(text, vocabulary)
    columns: tuple[PlanColumn | None, ...] = found.columns if found else (None,)
    printed = " ".join(text.split())
    return Column(printed, columns, cell.box.x0, cell.box.x1, place_of(table, cell))


def _layout(table: TableRef, columns: list[Column]) -> Layout:
    """The layout; "Recommendation 2: ..." as a header above actions leaves its column to them."""
    columns.sort(key=lambda c: c.x0)
    columns = guessed(columns)
    if not any(PlanColumn.ACTION in c.columns for c in columns):
        columns = [
            replace(c, columns=(PlanColumn.ACTION,)) if heads_recommendation(c.text) else c
            for c in columns
        ]
    return Layout(tuple(columns), table.box)


def guessed(columns: Sequence[Column]) -> list[Column]:
    """The columns with those that the vocabulary does not know told by their plainest words."""
    taken = {known for c in columns for known in c.columns}
    found = []
    for column in columns:
        likely = guess_header(column.text) if column.columns == (None,) else None
        if likely is not None and likely not in taken:
            taken.add(likely)
            column = replace(column, columns=(likely,))
        found.append(column)
    return found


def heads_recommendation(text: str) -> bool:
    """True for a numbered recommendation that stands as a header, a row or a line of its own."""
    return _NUMBERED.match(text.strip()) is not None and len(text) > 12


def find_side_labels(grid: Grid, vocabulary: Vocabulary) -> Layout | None:
    """The layout of a table with its labels down the left side, or None."""
    if not side_points(grid.table, vocabulary):
        return None
    columns = [
        _column(grid.table, cell, cell.text, vocabulary)
        for row in range(len(grid.rows))
        for cell in grid.own(row)
        if is_known_header(cell.text, vocabulary)
    ]
    return Layout(tuple(columns), grid.table.box, side=True)


def side_goes_on(layout: Layout, grid: Grid, vocabulary: Vocabulary) -> bool:
    """True where a table of labels goes on over the page, or the next one begins at a page's foot."""
    width, own = grid.table.box.x1 - grid.table.box.x0, layout.box.x1 - layout.box.x0
    labels = [c.text for c in grid.table.cells if c.column == 0]
    known = [t for t in labels if not t.strip() or is_known_header(t, vocabulary)]
    return abs(width - own) < 0.05 * own and grid.table.columns >= 2 and len(known) == len(labels)


def unknown_layout(grid: Grid) -> Layout:
    """The first row taken for a header although none of its words are known."""
    cells = grid.own(0) if grid.rows else ()
    columns = [
        Column(" ".join(c.text.split()), (None,), c.box.x0, c.box.x1, place_of(grid.table, c))
        for c in cells
    ]
    return Layout(tuple(columns), grid.table.box)
