"""The drawn sides of a grid's squares, and the regions that they close off."""

from __future__ import annotations

from bisect import bisect_right

from dhrcheck.reading.rulings import Ruling


class Walls:
    """Which sides of grid squares are drawn."""

    def __init__(
        self,
        level: list[Ruling],
        upright: list[Ruling],
        xs: tuple[float, ...],
        ys: tuple[float, ...],
    ) -> None:
        self.left = _drawn_sides(upright, xs, ys)
        """``left[edge][row]``: the upright rule at column edge ``edge`` runs beside ``row``."""
        self.top = _drawn_sides(level, ys, xs)
        """``top[edge][column]``: the level rule at row edge ``edge`` runs along ``column``."""

    def close_at_page_break(self, rows: int, columns: int) -> None:
        """Close the head and foot of cells that the page cuts.

        A merged cell that goes on over the page is drawn open there, with its sides standing to the
        edge that its neighbours share.
        """
        for edge, row in ((0, 0), (rows, rows - 1)):
            sides = self.top[edge]
            for c in range(columns) if any(sides) else ():
                if self.left[c][row] and self.left[c + 1][row]:
                    sides[c] = True


def _drawn_sides(
    rulings: list[Ruling], edges: tuple[float, ...], steps: tuple[float, ...]
) -> list[list[bool]]:
    sides = [[False] * (len(steps) - 1) for _ in edges]
    for ruling in rulings:
        edge = max(0, bisect_right(edges, ruling.at + 1e-6) - 1)
        side = sides[edge]
        for i in range(len(steps) - 1):
            # A rule that runs past the middle of a square's side, and most of it, closes the side.
            low, high = steps[i], steps[i + 1]
            if min(high, ruling.end) - max(low, ruling.start) >= 0.6 * (high - low):
                side[i] = True
    return sides


_OUTSIDE, _FRESH = -1, -2


def regions(walls: Walls, rows: int, columns: int) -> list[list[int]]:
    """Number the regions of squares that no wall divides; what is open to the outside is -1."""
    owner = [[_FRESH] * columns for _ in range(rows)]
    edge_squares = [
        *((r, 0) for r in range(rows) if not walls.left[0][r]),
        *((r, columns - 1) for r in range(rows) if not walls.left[columns][r]),
        *((0, c) for c in range(columns) if not walls.top[0][c]),
        *((rows - 1, c) for c in range(columns) if not walls.top[rows][c]),
    ]
    _spread(walls, owner, edge_squares, _OUTSIDE)
    number = 0
    for r in range(rows):
        for c in range(columns):
            if owner[r][c] == _FRESH:
                _spread(walls, owner, [(r, c)], number)
                number += 1
    return owner


def _spread(
    walls: Walls, owner: list[list[int]], start: list[tuple[int, int]], number: int
) -> None:
    rows, columns = len(owner), len(owner[0])
    queue = list(start)
    while queue:
        r, c = queue.pop()
        if owner[r][c] != _FRESH:
            continue
        owner[r][c] = number
        if c > 0 and not walls.left[c][r]:
            queue.append((r, c - 1))
        if c + 1 < columns and not walls.left[c + 1][r]:
            queue.append((r, c + 1))
        if r > 0 and not walls.top[r][c]:
            queue.append((r - 1, c))
        if r + 1 < rows and not walls.top[r + 1][c]:
            queue.append((r + 1, c))
