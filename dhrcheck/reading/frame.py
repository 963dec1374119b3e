"""The frame that a scanned page is read in: turned upright and laid straight, and the way back."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dhrcheck.outcome import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """How a displayed page of ``width`` by ``height`` points is made to read.

    It is turned clockwise by ``turned`` degrees (0, 90, 180, 270); then its lines, which fall to
    the right by ``tilt`` degrees, are made level by turning it back about its middle.
    """

    width: float
    height: float
    turned: int = 0
    tilt: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it reads, in points."""
        return (self.height, self.width) if self.turned % 180 else (self.width, self.height)

    def read_point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the displayed page stands on the page as it reads."""
        x, y = _quarter(x, y, self.width, self.height, self.turned)
        return _rotated(x, y, *self.size, -self.tilt)

    def read_box(self, box: Box) -> Box:
        """The box around ``box`` (of the displayed page) on the page as it reads."""
        corners = [self.read_point(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(*(round(v, 1) for v in (min(xs), min(ys), max(xs), max(ys))))

    def shown_box(self, box: Box) -> Box:
        """The box around ``box`` (of the page as it reads) on the displayed page."""
        wide, tall = self.size
        corners = []
        for x in (box.x0, box.x1):
            for y in (box.y0, box.y1):
                level = _rotated(x, y, wide, tall, self.tilt)
                corners.append(_quarter(*level, wide, tall, -self.turned % 360))
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(
            round(max(min(xs), 0.0), 1),
            round(max(min(ys), 0.0), 1),
            round(min(max(xs), self.width), 1),
            round(min(max(ys), self.height), 1),
        )


def _quarter(x: float, y: float, width: float, height: float, turned: int) -> tuple[float, float]:
    if turned == 90:
        return height - y, x
    if turned == 180:
        return width - x, height - y
    if turned == 270:
        return y, width - x
    return x, y


def _rotated(
    x: float, y: float, width: float, height: float, degrees: float
) -> tuple[float, float]:
    if not degrees:
        return x, y
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    dx, dy = x - width / 2, y - height / 2
    return width / 2 + cos * dx - sin * dy, height / 2 + sin * dx + cos * dy
