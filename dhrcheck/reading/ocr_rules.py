"""Ruled tables on a scanned page: the rules are found in the bitmap, the words dealt to the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dhrcheck.outcome import Box
from dhrcheck.reading.grid import Grid, grids_of
from dhrcheck.reading.model import Cell, Line, Table
from dhrcheck.reading.ocr_bitmap import Bitmap
from dhrcheck.reading.ocr_lines import cell_lines
from dhrcheck.reading.ocr_words import Word
from dhrcheck.reading.rulings import THIN, Ruling, Rulings, joined

_DARK = bytes(1 if grey < 165 else 0 for grey in range(256))
_SHORTEST_LEVEL, _SHORTEST_UPRIGHT = 22.0, 13.0
_LONG_ENOUGH = 24.0
_MOST_BARS = 8_000
_FILLED = 0.15
_ON_RULE = 2.5


@dataclass(slots=True)
class _Bar:
    """Dark runs in neighbouring rows: ``first`` to ``last`` row, ``start`` to ``end`` across."""

    first: int
    last: int
    start: int
    end: int


def tables_on(bitmap: Bitmap, words: Sequence[Word]) -> tuple[list[Word], list[Table]]:
    """The words outside of all ruled tables of a page, and the tables with theirs."""
    grids = grids_of(_rulings_on(bitmap)) if words else []
    tables: list[Table] = []
    left = list(words)
    for grid in grids:
        dealt: dict[int, list[Word]] = {}
        rest: list[Word] = []
        for word in left:
            cell = grid.cell_at((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2)
            if cell < 0:
                rest.append(word)
            elif not _is_rule(word, grid):
                dealt.setdefault(cell, []).append(word)
        if len(dealt) >= max(2, _FILLED * len(grid.cells)):
            tables.append(_table(grid, dealt))
            left = rest
    tables.sort(key=lambda table: (table.box.y0, table.box.x0))
    return left, tables


def _is_rule(word: Word, grid: Grid) -> bool:
    """True for a stroke without letters that stands on an upright rule of the table."""
    if word.letters:
        return False
    return any(word.box.x0 - _ON_RULE <= x <= word.box.x1 + _ON_RULE for x in grid.xs)


def _table(grid: Grid, dealt: dict[int, list[Word]]) -> Table:
    cells = []
    for index, cell in enumerate(grid.cells):
        lines: list[Line] = cell_lines(dealt.get(index, []))
        box = Box(*(round(value, 1) for value in grid.box_of(cell)))
        cells.append(Cell(*cell, box, tuple(lines)))
    box = Box(*(round(value, 1) for value in grid.box))
    return Table(box, len(grid.ys) - 1, len(grid.xs) - 1, tuple(cells), 0)


def _rulings_on(bitmap: Bitmap) -> Rulings:
    width, height, scale = bitmap.width, bitmap.height, bitmap.scale
    dark = bitmap.pixels.translate(_DARK)
    rows = (dark[i : i + width] for i in range(0, width * height, width))
    columns = (dark[x::width] for x in range(width))
    thickest = max(3, round(THIN * scale))
    level = _rules(rows, round(_SHORTEST_LEVEL * scale), thickest)
    upright = _rules(columns, round(_SHORTEST_UPRIGHT * scale), thickest)
    x0, y0 = bitmap.left, bitmap.top
    return Rulings(
        _long(Ruling(at / scale + y0, a / scale + x0, b / scale + x0) for at, a, b in level),
        _long(Ruling(at / scale + x0, a / scale + y0, b / scale + y0) for at, a, b in upright),
    )


def _long(rulings: Iterable[Ruling]) -> list[Ruling]:
    return [r for r in joined(rulings) if r.end - r.start >= _LONG_ENOUGH]


def _rules(rows: Iterable[bytes], shortest: int, thickest: int) -> list[tuple[float, float, float]]:
    """Dark bars along the rows as (place, start, end) in pixels; a thick one counts by its edges."""
    run = re.compile(b"\x01{%d,}" % shortest)
    done: list[_Bar] = []
    open_bars: list[_Bar] = []
    for y, row in enumerate(rows):
        still: list[_Bar] = []
        for match in run.finditer(row):
            start, end = match.span()
            bar = next((b for b in open_bars if b.start < end and start < b.end), None)
            if bar is None:
                bar = _Bar(y, y, start, end)
            else:
                open_bars.remove(bar)
                bar.last, bar.start, bar.end = y, min(bar.start, start), max(bar.end, end)
            still.append(bar)
        done += open_bars
        open_bars = still
        if len(done) > _MOST_BARS:
            # A picture, not a page of text.
            return []
    found: list[tuple[float, float, float]] = []
    for bar in (*done, *open_bars):
        if bar.last - bar.first < thickest:
            found.append(((bar.first + bar.last + 1) / 2, bar.start, bar.end))
        else:
            found.append((bar.first, bar.start, bar.end))
            found.append((bar.last + 1, bar.start, bar.end))
    return found
