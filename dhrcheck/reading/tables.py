"""Ruled tables: the page's text dealt out to the cells of the grids that its rulings draw."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.grid import Grid
from dhrcheck.reading.lines import Span, line_of
from dhrcheck.reading.model import Cell, Line, Table
from dhrcheck.reading.open_cells import Piece, columns_without_rules
from dhrcheck.reading.rulings import Rulings

_NEARLY_WHITE = 245
_SAME_BASELINE = 0.4
_FILLED = 0.15


@dataclass(slots=True)
class _Filling:
    """A grid while it is filled: lines by cell, and how many lines of the page came before."""

    grid: Grid
    lines: dict[int, list[Piece]] = field(default_factory=dict)
    before: int | None = None


def deal_out(
    page: TextPage, spans: Sequence[Span], grids: Sequence[Grid], rulings: Rulings
) -> tuple[list[Line], tuple[Table, ...]]:
    """The lines outside of all tables, and the tables with their text.

    A grid with little text in its cells is no table (a chart, a form's boxes): its lines stay with
    the page.
    """
    kept = list(grids)
    while True:
        fillings = [_Filling(grid) for grid in kept]
        outside: list[Line] = []
        for span in spans:
            _deal(page, span, fillings, outside)
        poor = [f.grid for f in fillings if not _is_table(f)]
        if not poor:
            break
        kept = [grid for grid in kept if grid not in poor]
    filled = sorted(fillings, key=lambda f: (f.before or 0, f.grid.box.y0))
    return outside, tuple(_table(page, filling, rulings) for filling in filled)


def _is_table(filling: _Filling) -> bool:
    """True where text fills a table's first row or a fair share of its cells, as in no chart."""
    cells = filling.grid.cells
    filled = filling.lines.keys()
    first_row = [index for index, cell in enumerate(cells) if cell.row == 0]
    headed = 2 * sum(index in filled for index in first_row) >= len(first_row) > 1
    return len(filled) >= 2 and (headed or len(filled) >= _FILLED * len(cells))


def _deal(page: TextPage, span: Span, fillings: list[_Filling], outside: list[Line]) -> None:
    line = line_of(page, span)
    near = [f for f in fillings if _overlap(f.grid.box, line.box)]
    if not near:
        outside.append(line)
        return
    pieces = _pieces(page, span, near)
    if len(pieces) > 1 and span.parts:
        # What was put together belongs to different cells.
        for part in span.parts:
            _deal(page, part, fillings, outside)
        return
    for place, piece in pieces:
        whole = line if len(pieces) == 1 else line_of(page, piece)
        if place is None:
            outside.append(whole)
            continue
        filling, cell = place
        if filling.before is None:
            filling.before = len(outside)
        filling.lines.setdefault(cell, []).append(Piece(whole, piece))


def _overlap(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


_Place = tuple[_Filling, int] | None


def _pieces(page: TextPage, span: Span, near: list[_Filling]) -> list[tuple[_Place, Span]]:
    """The span cut where it passes from one cell to another; spaces at the cuts are dropped.

    Only the first and last character of each word are asked for their place; a word with ends in
    different cells (text set without a space between) is cut character by character.
    """
    text = page.text
    runs: list[tuple[_Place, int, int]] = []

    def add(place: _Place, start: int, end: int) -> None:
        if runs and runs[-1][0] == place:
            runs[-1] = (place, runs[-1][1], end)
        else:
            runs.append((place, start, end))

    position = span.start
    while position < span.end:
        if text[position].isspace():
            position += 1
            continue
        stop = position
        while stop < span.end and not text[stop].isspace():
            stop += 1
        first, last = _place(page, position, near), _place(page, stop - 1, near)
        if first == last:
            add(first, position, stop)
        else:
            for at in range(position, stop):
                add(_place(page, at, near), at, at + 1)
        position = stop
    if len(runs) == 1:
        return [(runs[0][0], span)]
    return [
        # Only a span's own end carries the mark of a line-end hyphen.
        (place, Span(start, end, span.text[start - span.start : end - span.start]))
        for place, start, end in runs
    ]


def _place(page: TextPage, position: int, near: list[_Filling]) -> _Place:
    x, y = page.middle(position)
    for filling in near:
        cell = filling.grid.cell_at(x, y)
        if cell >= 0:
            return filling, cell
    return None


def _table(page: TextPage, filling: _Filling, rulings: Rulings) -> Table:
    grid = filling.grid
    shades = _shades(grid, rulings)
    cells = []
    for index, whole in enumerate(grid.cells):
        pieces = filling.lines.get(index, [])
        for cell, lines in columns_without_rules(page, grid, whole, pieces):
            box = _rounded(grid.box_of(cell))
            middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
            shaded = any(shade.holds(*middle) for shade in shades)
            cells.append(Cell(*cell, box, _ordered(lines), shaded))
    return Table(
        _rounded(grid.box),
        len(grid.ys) - 1,
        len(grid.xs) - 1,
        tuple(cells),
        filling.before or 0,
    )


def _rounded(box: Box) -> Box:
    return Box(*(round(value, 1) for value in box))


def _ordered(lines: list[Line]) -> tuple[Line, ...]:
    """A cell's lines from top to bottom; text turned on its side stays as it was written."""
    if len(lines) < 2 or not all(line.upright for line in lines):
        return tuple(lines)
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.box.y1):
        height = max(line.size, 1.0)
        if rows and abs(rows[-1][0].box.y1 - line.box.y1) < _SAME_BASELINE * height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda each: each.box.x0))


def _shades(grid: Grid, rulings: Rulings) -> list[Box]:
    """The areas inside a grid that are filled with a colour other than white."""
    shades = []
    parts = [ctypes.c_uint() for _ in range(4)]
    for placed, area in rulings.areas:
        if not _overlap(area, grid.box):
            continue
        if not pdfium.fill_colour(placed.handle, *(ctypes.byref(part) for part in parts)):
            continue
        red, green, blue, alpha = (part.value for part in parts)
        if alpha and min(red, green, blue) < _NEARLY_WHITE:
            shades.append(area)
    return shades
