"""Columns that a table leaves without rules in some of its rows.

Some table styles draw the columns of the heading row only. Below, one wide cell holds what stands in
several columns; it is cut where every line of it leaves a wide gap at the column's edge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.grid import Grid, GridCell
from dhrcheck.reading.lines import Span, line_of
from dhrcheck.reading.model import Line

_WIDE = 1.0
"""A gap at a column's edge counts from this many times the line's size."""


class Piece(NamedTuple):
    """A line of a cell, and the characters it is made of."""

    line: Line
    span: Span


class _Word(NamedTuple):
    left: float
    right: float
    start: int
    end: int


def columns_without_rules(
    page: TextPage, grid: Grid, cell: GridCell, pieces: Sequence[Piece]
) -> list[tuple[GridCell, list[Line]]]:
    """The cell with its lines; or, where its text stands in columns, one cell for each column."""
    whole = [(cell, [piece.line for piece in pieces])]
    if cell.column_span == 1 or not pieces or not all(piece.line.upright for piece in pieces):
        return whole
    inner = grid.xs[cell.column + 1 : cell.column + cell.column_span]
    columns: dict[int, list[Line]] = {}
    for piece in pieces:
        words = _words(page, piece.span)
        if not _keeps_to(inner, words, piece.line.size):
            return whole
        for column, span in _by_column(inner, words, page):
            columns.setdefault(column, []).append(line_of(page, span))
    if len(columns) < 2:
        return whole
    return [
        (GridCell(cell.row, cell.column + column, cell.row_span, 1), columns.get(column, []))
        for column in range(cell.column_span)
    ]


def _words(page: TextPage, span: Span) -> list[_Word]:
    words, position, text = [], span.start, page.text
    while position < span.end:
        stop = position
        while stop < span.end and not text[stop].isspace():
            stop += 1
        if stop > position:
            left, right = page.edges(position)[0], page.edges(stop - 1)[1]
            words.append(_Word(left, right, position, stop))
        position = stop + 1
    return words


def _keeps_to(inner: Sequence[float], words: Sequence[_Word], size: float) -> bool:
    """True where no word lies over an inner edge, and words on its two sides are far apart."""
    columns = [(bisect_right(inner, word.left), bisect_right(inner, word.right)) for word in words]
    if any(first != last for first, last in columns):
        return False
    return all(
        here == there or (there > here and b.left - a.right >= _WIDE * size)
        for (here, _), (there, _), a, b in zip(columns, columns[1:], words, words[1:])
    )


def _by_column(
    inner: Sequence[float], words: Sequence[_Word], page: TextPage
) -> list[tuple[int, Span]]:
    runs: list[tuple[int, int, int]] = []
    for word in words:
        column = bisect_right(inner, word.left)
        if runs and runs[-1][0] == column:
            runs[-1] = (column, runs[-1][1], word.end)
        else:
            runs.append((column, word.start, word.end))
    return [(column, Span(start, end, page.text[start:end])) for column, start, end in runs]
