"""Bullets that are drawn and not written: small filled shapes to the left of a line.

Browsers and layout programs draw a list's bullets as paths or tiny pictures. Without them the items of
a list would read as one paragraph, so each is put back in front of its line as a written bullet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from dhrcheck.outcome import Box
from dhrcheck.reading.model import Line
from dhrcheck.reading.objects import Drawn, bounds_on_page
from dhrcheck.reading.turn import Turn

_BULLET = "• "
_SMALLEST, _LARGEST = 1.5, 8.0
_FARTHEST = 30.0
_MOST_SHAPES = 4_000
"""Points for sizes and distance; a page with more shapes than this is a drawing."""


def with_bullets(lines: Sequence[Line], drawn: Drawn, turn: Turn) -> list[Line]:
    """The lines, with a bullet and a space before each that has one drawn to its left."""
    shapes = [*drawn.paths, *drawn.images]
    if not lines or not shapes or len(shapes) > _MOST_SHAPES:
        return list(lines)
    dots = sorted(
        (box for box in (bounds_on_page(shape, turn) for shape in shapes) if box and _is_dot(box)),
        key=lambda box: (box.y0 + box.y1) / 2,
    )
    if not dots:
        return list(lines)
    heights = [(box.y0 + box.y1) / 2 for box in dots]
    return [_marked(line) if _has_dot(line, dots, heights) else line for line in lines]


def _marked(line: Line) -> Line:
    """The line with its bullet in front; its gaps stand two characters further on."""
    gaps = tuple((offset + len(_BULLET), x) for offset, x in line.gaps)
    return replace(line, text=_BULLET + line.text, gaps=gaps)


def _is_dot(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        return False
    return 0.6 <= width / height <= 1.7


def _has_dot(line: Line, dots: Sequence[Box], heights: Sequence[float]) -> bool:
    at = bisect_left(heights, line.box.y0)
    while at < len(dots) and heights[at] <= line.box.y1:
        if 0.5 <= line.box.x0 - dots[at].x1 <= _FARTHEST:
            return True
        at += 1
    return False
