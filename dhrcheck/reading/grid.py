"""From rulings to the grids of tables: connected rules, grid squares, cells with their spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dhrcheck.outcome import Box
from dhrcheck.reading.rulings import Ruling, Rulings
from dhrcheck.reading.walls import Walls, regions

_TOUCH = 3.0
_SAME_EDGE = 3.0
_MAX_SQUARES = 50_000
_FULL_ENOUGH = 0.6
_RAGGED = 0.3
_MAX_CROSSINGS = 400_000


class GridCell(NamedTuple):
    """A cell's first row and column (from 0) and how many it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's column edges, row edges, cells, and which cell each grid square belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owner: tuple[tuple[int, ...], ...]
    """``owner[row][column]`` indexes ``cells``; -1 for a square outside of the table."""

    @property
    def box(self) -> Box:
        """The box around all cells."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int:
        """The index of the cell that holds a point, -1 where none does."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return -1
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return self.owner[row][column]

    def box_of(self, cell: GridCell) -> Box:
        """The box of one cell."""
        return Box(
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )


def grids_of(rulings: Rulings) -> list[Grid]:
    """The tables of at least two cells that a page's rulings draw, smallest first.

    Smallest first, so that text in a table inside another table's cell goes to the inner one.
    """
    if not rulings.level or not rulings.upright:
        return []
    if len(rulings.level) * len(rulings.upright) > _MAX_CROSSINGS:
        return []
    grids = []
    for level, upright in _components(rulings.level, rulings.upright):
        grid = _grid(level, upright)
        if grid and len(grid.cells) > 1 and _fullness(grid) >= _FULL_ENOUGH:
            grids.append(grid)
    grids.sort(key=lambda g: (g.box.x1 - g.box.x0) * (g.box.y1 - g.box.y0))
    return grids


def _fullness(grid: Grid) -> float:
    """The share of a grid's box that its cells fill; the bars of a chart fill little of theirs."""

    def area(box: Box) -> float:
        return (box.x1 - box.x0) * (box.y1 - box.y0)

    return sum(area(grid.box_of(cell)) for cell in grid.cells) / area(grid.box)


def _components(
    level: Sequence[Ruling], upright: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Rulings that cross or touch, directly or through others, with two of each direction."""
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for u, up in enumerate(upright, len(level)):
        for v, flat in enumerate(level):
            # ``level`` is sorted by y: nothing below this ruling's end can touch it.
            if flat.at > up.end + _TOUCH:
                break
            if flat.at >= up.start - _TOUCH and (flat.start - _TOUCH <= up.at <= flat.end + _TOUCH):
                parent[root(u)] = root(v)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, ruling in enumerate([*level, *upright]):
        groups.setdefault(root(i), ([], []))[i >= len(level)].append(ruling)
    return [group for group in groups.values() if len(group[0]) >= 1 and len(group[1]) >= 1]


def _grid(level: list[Ruling], upright: list[Ruling]) -> Grid | None:
    level, upright = _with_sides(level, upright)
    xs, ys = _edges(upright), _edges(level)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MAX_SQUARES:
        return None
    walls = Walls(level, upright, xs, ys)
    walls.close_at_page_break(rows, columns)
    owner = regions(walls, rows, columns)
    return _shape(xs, ys, owner)


def _with_sides(level: list[Ruling], upright: list[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The rulings with the outer sides that the table leaves open, where the rules end in line."""
    left, right = _reach(level, upright)
    top, bottom = _reach(upright, level)
    # Rules with one upright axis at their end are a chart's; a table has a rule between columns.
    between = any(left + _SAME_EDGE < r.at < right - _SAME_EDGE for r in upright)
    sides = _open_sides(level, upright, (left, right), (top, bottom)) if between else []
    upright = upright + sides
    return level + _open_sides(upright, level, (top, bottom), (left, right)), upright


def _reach(along: list[Ruling], across: list[Ruling]) -> tuple[float, float]:
    """How far a table reaches in the direction in which ``along`` runs."""
    return (
        min(min(r.start for r in along), min(r.at for r in across)),
        max(max(r.end for r in along), max(r.at for r in across)),
    )


def _open_sides(
    across: list[Ruling],
    along: list[Ruling],
    ends: tuple[float, float],
    reach: tuple[float, float],
) -> list[Ruling]:
    """Sides missing from ``along`` at the ``ends`` that most rules ``across`` them have in common."""
    sides, places = [], len({round(r.at / _SAME_EDGE) for r in across})
    for end in ends:
        # A rule that rows without columns cut to pieces counts once.
        ending = len(
            {
                round(r.at / _SAME_EDGE)
                for r in across
                if min(abs(r.start - end), abs(r.end - end)) <= _SAME_EDGE
            }
        )
        drawn = sum(r.end - r.start for r in along if abs(r.at - end) <= _SAME_EDGE)
        if ending >= 2 and 2 * ending >= places and drawn < 0.5 * (reach[1] - reach[0]):
            sides.append(Ruling(end, *reach))
    return sides


def _edges(rulings: list[Ruling]) -> tuple[float, ...]:
    """The distinct places of rulings, close ones taken for one."""
    edges: list[float] = []
    for at in sorted(r.at for r in rulings):
        if not edges or at - edges[-1] > _SAME_EDGE:
            edges.append(at)
    return tuple(edges)


def _shape(xs: tuple[float, ...], ys: tuple[float, ...], owner: list[list[int]]) -> Grid | None:
    """The grid with rectangular cells; a region that is no rectangle falls into its rows' runs.

    None where much of it is no rectangle: a chart's bars before its scale, no table.
    """
    squares: dict[int, list[tuple[int, int]]] = {}
    for r, row in enumerate(owner):
        for c, number in enumerate(row):
            if number >= 0:
                squares.setdefault(number, []).append((r, c))
    cells: list[GridCell] = []
    whole = ragged = 0.0
    for members in squares.values():
        found = _rectangles(members)
        cells.extend(found)
        area = sum((xs[c + 1] - xs[c]) * (ys[r + 1] - ys[r]) for r, c in members)
        whole += area
        ragged += area if len(found) > 1 else 0
    if not cells or ragged > _RAGGED * whole:
        return None
    cells.sort()
    final = [[-1] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for index, cell in enumerate(cells):
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                final[r][c] = index
    return _trimmed(xs, ys, cells, final)


def _rectangles(members: list[tuple[int, int]]) -> list[GridCell]:
    rows, columns = [r for r, _ in members], [c for _, c in members]
    top, left = min(rows), min(columns)
    tall, wide = max(rows) - top + 1, max(columns) - left + 1
    if len(members) == tall * wide:
        return [GridCell(top, left, tall, wide)]
    runs: list[GridCell] = []
    for r, c in sorted(members):
        last = runs[-1] if runs else None
        if last and last.row == r and last.column + last.column_span == c:
            runs[-1] = last._replace(column_span=last.column_span + 1)
        else:
            runs.append(GridCell(r, c, 1, 1))
    return runs


def _trimmed(
    xs: tuple[float, ...], ys: tuple[float, ...], cells: list[GridCell], owner: list[list[int]]
) -> Grid:
    """The grid without rows and columns at its rim that hold no cell (a rule that sticks out)."""
    top = min(cell.row for cell in cells)
    left = min(cell.column for cell in cells)
    bottom = max(cell.row + cell.row_span for cell in cells)
    right = max(cell.column + cell.column_span for cell in cells)
    return Grid(
        xs[left : right + 1],
        ys[top : bottom + 1],
        tuple(GridCell(c.row - top, c.column - left, c.row_span, c.column_span) for c in cells),
        tuple(tuple(row[left:right]) for row in owner[top:bottom]),
    )
