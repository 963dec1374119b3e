"""Ruled tables on a scanned page: the rules are found in the bitmap, the words dealt to the cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from dhrcheck.outcome import Box
from dhrcheck.reading.grid import Grid, grids_of
from dhrcheck.reading.model import Cell, Line, Table
from dhrcheck.reading.ocr_bars import Bar, has_ink, rulings_on, with_dark_areas_light
from dhrcheck.reading.ocr_bitmap import Bitmap
from dhrcheck.reading.ocr_lines import cell_lines
from dhrcheck.reading.ocr_words import Word, mean_confidence

_FILLED = 0.15
_ON_RULE = 2.5
_INSET, _MOST_LOOKED_AT = 2.0, 12
_SURE_ENOUGH = 50.0
_BEYOND_DOUBT = 90.0
_APART = 1.0

ReadBlock = Callable[[Bitmap], list[Word]]
"""Reads a part of a page as one block of text."""


def tables_on(
    bitmap: Bitmap, bars: Sequence[Bar], words: Sequence[Word], read_block: ReadBlock
) -> tuple[list[Word], list[Table], bool]:
    """The words outside of all ruled tables of a page with these level bars, and the tables.

    The last is True where cells seem to hold something that was not read, or not told apart. A cell
    with ink in it and no words is looked at once more, by itself: a single word in a narrow column
    is easily passed over.
    """
    grids = grids_of(rulings_on(bitmap, bars)) if words else []
    tables: list[Table] = []
    left, unread = list(words), False
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
            light = with_dark_areas_light(bitmap, bars)
            unread |= _look_again(light, grid, dealt, read_block)
            table = _table(grid, dealt)
            unread |= any(_is_stacked(cell) for cell in table.cells if cell.row == 0)
            tables.append(table)
            left = rest
    tables.sort(key=lambda table: (table.box.y0, table.box.x0))
    return left, tables, unread


def _look_again(
    bitmap: Bitmap, grid: Grid, dealt: dict[int, list[Word]], read_block: ReadBlock
) -> bool:
    """Reads again the cells that hold ink and no sure word; True where some stay unread."""
    room, unread = _MOST_LOOKED_AT, False
    for index, cell in enumerate(grid.cells):
        x0, y0, x1, y1 = grid.box_of(cell)
        inner = Box(x0 + _INSET, y0 + _INSET, x1 - _INSET, y1 - _INSET)
        known = dealt.get(index, [])
        part = bitmap.cut(inner) if _is_doubtful(known) else None
        if part is None or not has_ink(part):
            continue
        words: list[Word] = []
        if room:
            room -= 1
            words = [word for word in read_block(part) if word.confidence >= _SURE_ENOUGH]
        if words and (mean_confidence(words) or 0) >= (mean_confidence(known) or 0):
            dealt[index] = words
        elif not known:
            unread = True
    return unread


def _is_doubtful(words: Sequence[Word]) -> bool:
    """True where a cell holds no word, or a doubtful letter or figure by itself."""
    letters = sum(word.letters for word in words)
    return letters <= 2 and all(word.confidence < _BEYOND_DOUBT for word in words)


def _is_rule(word: Word, grid: Grid) -> bool:
    """True for a stroke without letters that stands on an upright rule of the table."""
    if word.letters:
        return False
    return any(word.box.x0 - _ON_RULE <= x <= word.box.x1 + _ON_RULE for x in grid.xs)


def _is_stacked(cell: Cell) -> bool:
    """True where lines stand so far apart that a rule may be between them: a head on two levels
    whose inner rules do not show on its dark ground."""
    return any(
        below.box.y0 - above.box.y1 > _APART * (above.box.y1 - above.box.y0)
        for above, below in pairwise(cell.lines)
    )


def _table(grid: Grid, dealt: dict[int, list[Word]]) -> Table:
    cells = []
    for index, cell in enumerate(grid.cells):
        lines: list[Line] = cell_lines(dealt.get(index, []))
        box = Box(*(round(value, 1) for value in grid.box_of(cell)))
        cells.append(Cell(*cell, box, tuple(lines)))
    box = Box(*(round(value, 1) for value in grid.box))
    return Table(box, len(grid.ys) - 1, len(grid.xs) - 1, tuple(cells), 0)
