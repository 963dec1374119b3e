"""From a page's own coordinates to the page as displayed."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium


@dataclass(frozen=True, slots=True)
class Turn:
    """The affine map from page space (bottom-left origin) to the displayed page (top-left origin).

    ``x = xx * px + xy * py + x0`` and ``y = yx * px + yy * py + y0``; each coefficient is -1, 0 or 1.
    """

    xx: float
    xy: float
    x0: float
    yx: float
    yy: float
    y0: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The displayed box of a rectangle in page space (``left <= right``, ``bottom <= top``)."""
        if self.xx == 1 and self.yy == -1:
            # An unturned page, as nearly all are.
            x0, y0 = self.x0, self.y0
            return Box(
                round(left + x0, 1), round(y0 - top, 1), round(right + x0, 1), round(y0 - bottom, 1)
            )
        x_a, y_a = self.point(left, bottom)
        x_b, y_b = self.point(right, top)
        if x_a > x_b:
            x_a, x_b = x_b, x_a
        if y_a > y_b:
            y_a, y_b = y_b, y_a
        return Box(round(x_a, 1), round(y_a, 1), round(x_b, 1), round(y_b, 1))

    def point(self, px: float, py: float) -> tuple[float, float]:
        """The displayed place of a point in page space."""
        return (
            self.xx * px + self.xy * py + self.x0,
            self.yx * px + self.yy * py + self.y0,
        )

    def further(self, turned: int, width: float, height: float) -> Turn:
        """This map, with the displayed page of that size turned clockwise by ``turned`` degrees."""
        if turned == 90:
            return Turn(-self.yx, -self.yy, height - self.y0, self.xx, self.xy, self.x0)
        if turned == 180:
            return Turn(-self.xx, -self.xy, width - self.x0, -self.yx, -self.yy, height - self.y0)
        if turned == 270:
            return Turn(self.yx, self.yy, self.y0, -self.xx, -self.xy, width - self.x0)
        return self

    def direction(self, dx: float, dy: float) -> tuple[float, float]:
        """A direction in page space as displayed (y grows downwards)."""
        return self.xx * dx + self.xy * dy, self.yx * dx + self.yy * dy


def turn_of(page: int) -> Turn:
    """How ``page`` is displayed: its crop box moved to the origin, then turned clockwise."""
    bounds = pdfium.Rect()
    pdfium.page_bounds(page, ctypes.byref(bounds))
    left, right = bounds.left, bounds.right
    bottom, top = min(bounds.bottom, bounds.top), max(bounds.bottom, bounds.top)
    quarter = pdfium.page_rotation(page) % 4
    if quarter == 1:
        return Turn(0, 1, -bottom, 1, 0, -left)
    if quarter == 2:
        return Turn(-1, 0, right, 0, 1, -bottom)
    if quarter == 3:
        return Turn(0, -1, top, -1, 0, right)
    return Turn(1, 0, -left, 0, -1, top)
