"""Puts back into a table what its rulings left out.

A merged cell that goes on over the page often has no line at its foot, so that it is no closed cell
and its words stand beside the table; and the last lines of a row may stand alone on the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dhrcheck.document.model import FlowLine, TableCell, TableRef
from dhrcheck.outcome import Box

_NARROW, _BROAD = frozenset("iljtfrI.,;:'!|()[] -"), frozenset("mwMWO@%")


def mend(table: TableRef, lines: Sequence[FlowLine]) -> TableRef:
    """``table`` with a cell for each gap of its grid that holds ``lines`` of the page."""
    inside = [
        piece
        for ln in lines
        if ln.page == table.page and _within(ln.box, table.box)
        for piece in pieces(ln)
    ]
    if not inside:
        return table
    rows, columns = _edges(table)
    taken = {
        (r, c)
        for cell in table.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    made: dict[tuple[int, int], list[FlowLine]] = {}
    for line in inside:
        at = (_slot(rows, _middle(line)), _slot(columns, line.box.x0 + 2))
        if None in at or at in taken:
            continue
        made.setdefault((at[0] or 0, at[1] or 0), []).append(line)
    cells = [_cell(table, at, found, rows, columns, taken) for at, found in _grouped(made, taken)]
    return replace(table, cells=(*table.cells, *cells)) if cells else table


def _middle(line: FlowLine) -> float:
    return (line.box.y0 + line.box.y1) / 2


def _within(box: Box, table: Box) -> bool:
    return table.holds((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)


def _edges(table: TableRef) -> tuple[list[float], list[float]]:
    """Top of each row and left of each column, with the foot and the right edge."""
    rows = [table.box.y1] * (table.rows + 1)
    columns = [table.box.x1] * (table.columns + 1)
    for cell in table.cells:
        rows[cell.row] = min(rows[cell.row], cell.box.y0)
        columns[cell.column] = min(columns[cell.column], cell.box.x0)
    return rows, columns


def _slot(edges: Sequence[float], at: float) -> int | None:
    return next((i for i in range(len(edges) - 1) if edges[i] - 2 <= at < edges[i + 1]), None)


def _grouped(
    made: dict[tuple[int, int], list[FlowLine]], taken: set[tuple[int, int]]
) -> list[tuple[tuple[int, int], list[FlowLine]]]:
    """Lines in one gap of a column are one cell, from its first row down."""
    groups: list[tuple[tuple[int, int], list[FlowLine]]] = []
    for at in sorted(made, key=lambda at: (at[1], at[0])):
        row, column = at
        if groups:
            (first, same), lines = groups[-1]
            if same == column and all((r, column) not in taken for r in range(first, row)):
                lines += made[at]
                continue
        top = row
        while top > 0 and (top - 1, column) not in taken and (top - 1, column) not in made:
            top -= 1
        groups.append(((top, column), list(made[at])))
    return groups


def _cell(
    table: TableRef,
    at: tuple[int, int],
    lines: list[FlowLine],
    rows: Sequence[float],
    columns: Sequence[float],
    taken: set[tuple[int, int]],
) -> TableCell:
    row, column = at
    end = row + 1
    while end < table.rows and (end, column) not in taken:
        end += 1
    lines.sort(key=lambda ln: (ln.box.y0, ln.box.x0))
    return TableCell(
        row,
        column,
        end - row,
        1,
        joined(lines),
        Box(columns[column], rows[row], columns[column + 1], rows[end]),
        lines[0].index,
        lines[-1].index + 1,
    )


def pieces(line: FlowLine) -> list[FlowLine]:
    """``line`` cut at its wide gaps, each piece with its own box."""
    if not line.gaps:
        return [line]
    cuts = [(_word_start(line.text, offset), x) for offset, x in line.gaps]
    cuts = [(o, x) for o, x in cuts if 0 < o < len(line.text)]
    starts = [(0, line.box.x0), *cuts]
    found = []
    for i, (offset, x) in enumerate(starts):
        end = starts[i + 1][0] if i + 1 < len(starts) else len(line.text)
        text = line.text[offset:end].strip()
        if not text:
            continue
        # Reading tells where a piece starts; where one ends is told by the usual widths of letters.
        right = line.box.x1
        if i + 1 < len(starts):
            right = min(starts[i + 1][1] - 2, x + usual_width(text, line.size))
        last = i + 1 == len(starts)
        found.append(
            replace(
                line,
                text=text,
                box=Box(x, line.box.y0, right, line.box.y1),
                gaps=(),
                hyphen=line.hyphen and last,
            )
        )
    return found


def usual_width(text: str, size: float) -> float:
    """The width in points that letters take in common type."""
    em = sum(
        0.3 if c in _NARROW else 0.86 if c in _BROAD else 0.67 if c.isupper() else 0.54
        for c in text
    )
    return max(1.0, em * size)


def _word_start(text: str, offset: int) -> int:
    """The beginning of a word at or near ``offset``: normalising may have moved it a little."""
    for step in (0, -1, 1, -2, 2, -3, 3, -4, 4):
        at = offset + step
        if 0 < at < len(text) and text[at - 1] == " " and text[at] != " ":
            return at
    return offset


def joined(lines: Sequence[FlowLine]) -> str:
    """The lines as one text; a word that was broken at a line's end is joined."""
    text = ""
    hyphen = False
    for line in lines:
        text += ("" if hyphen or not text else " ") + line.text
        hyphen = line.hyphen
    return text
