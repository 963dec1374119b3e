"""A page rendered in grey for recognition, as it is to be read: upright and straight."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.frame import Frame

DPI = 200
FINE_DPI = 300
MOST_PIXELS = 14_000_000
"""Pixels of one rendered page at most: an A3 page at 250 dpi, a drawing of a metre at 80."""

_MARGIN = 0.055
_SMALLEST = 12
_PAPER_VARIES = 24
_SAMPLE, _MOSTLY, _LITTLE = 100_000, 0.6, 0.001
_GRAIN, _APART = 6, 60
"""How much darker than its commonest grey paper may be, and how much darker ink is at least."""
_WHITE, _BLACK = 240, 50
_INK = bytes(1 if grey < 150 else 0 for grey in range(256))


class Greys(NamedTuple):
    """The greys (0 black to 255 white) of a page's paper and of its ink."""

    paper: int
    ink: int

    @property
    def are_faded(self) -> bool:
        """True where the paper is not white, or the ink not black."""
        return self.paper < _WHITE or self.ink > _BLACK


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A rendered page: one byte for each pixel (0 black), ``width`` bytes for each row.

    ``scale`` is pixels for each point; pixel (0, 0) stands at ``(left, top)`` points of the page
    as it reads.
    """

    pixels: bytes
    width: int
    height: int
    scale: float
    left: float = 0.0
    top: float = 0.0

    @property
    def dpi(self) -> int:
        """Pixels for each inch."""
        return round(self.scale * 72)

    def paper_share(self) -> float:
        """The share (0 to 1) of the page that has about its commonest grey, as paper has."""
        counts = [self.pixels.count(grey) for grey in range(256)]
        paper = max(range(256), key=counts.__getitem__)
        near = counts[max(0, paper - _PAPER_VARIES) : paper + _PAPER_VARIES + 1]
        return sum(near) / max(1, len(self.pixels))

    @property
    def greys(self) -> Greys | None:
        """The greys of its paper and ink; None where no grey is that of paper (a photograph), or the
        two are too near each other."""
        seen = self.pixels[:: max(1, len(self.pixels) // _SAMPLE)]
        counts = [seen.count(grey) for grey in range(256)]
        paper = max(range(256), key=counts.__getitem__)
        near = sum(counts[max(0, paper - _PAPER_VARIES) : paper + _PAPER_VARIES + 1])
        if near <= _MOSTLY * len(seen):
            return None
        ink = next(g for g in range(256) if sum(counts[: g + 1]) >= _LITTLE * len(seen))
        return Greys(paper - _GRAIN, ink) if paper - ink > _APART else None

    def as_printed(self, greys: Greys) -> Bitmap:
        """The page with its paper white and its ink black. Beside the white margin of a page that was
        laid straight, grey paper would count as ink; thin rules that are pale would not."""
        span = max(1, greys.paper - greys.ink)
        even = bytes(min(255, max(0, g - greys.ink) * 255 // span) for g in range(256))
        return replace(self, pixels=self.pixels.translate(even))

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """The box, in points of the page as it reads, of a rectangle of pixels."""
        return Box(
            round(x / self.scale + self.left, 1),
            round(y / self.scale + self.top, 1),
            round((x + width) / self.scale + self.left, 1),
            round((y + height) / self.scale + self.top, 1),
        )

    def cut(self, box: Box) -> Bitmap | None:
        """The part of the page in ``box`` (points); None where that is too little to read."""
        x0 = max(0, math.floor((box.x0 - self.left) * self.scale))
        y0 = max(0, math.floor((box.y0 - self.top) * self.scale))
        x1 = min(self.width, math.ceil((box.x1 - self.left) * self.scale))
        y1 = min(self.height, math.ceil((box.y1 - self.top) * self.scale))
        if x1 - x0 < _SMALLEST or y1 - y0 < _SMALLEST:
            return None
        rows = (self.pixels[y * self.width + x0 : y * self.width + x1] for y in range(y0, y1))
        return Bitmap(
            b"".join(rows),
            x1 - x0,
            y1 - y0,
            self.scale,
            self.left + x0 / self.scale,
            self.top + y0 / self.scale,
        )

    def stroke(self, box: Box) -> float:
        """The mean length, in points, of the runs of ink across ``box``: bold letters have longer
        ones than regular letters of the same height. 0 where there is no ink."""
        part = self.cut(box)
        if part is None:
            return 0.0
        # A column of paper between any two rows, so that no run goes on into the next row.
        width = part.width
        rows = part.pixels.translate(_INK)
        ink = b"\0".join(rows[i : i + width] for i in range(0, len(rows), width)) + b"\0"
        return round(ink.count(1) / max(1, ink.count(b"\1\0")) / self.scale, 3)


def render(page: int, frame: Frame, dpi: float) -> Bitmap | None:
    """An open page as ``frame`` says, at ``dpi`` or as much as there is room for; None if too odd.

    What is drawn comes with its annotations, as a viewer shows it. A tilted page gets a margin, so
    that turning it back cuts nothing off.
    """
    wide, tall = frame.size
    pad = _MARGIN * max(wide, tall) if frame.tilt else 0.0
    area = (wide + 2 * pad) * (tall + 2 * pad)
    if area <= 0:
        return None
    scale = min(dpi / 72, math.sqrt(MOST_PIXELS / area))
    across, down = round((wide + 2 * pad) * scale), round((tall + 2 * pad) * scale)
    if min(across, down) < 8 or max(across, down) > 30_000:
        return None
    bitmap = pdfium.create_bitmap(across, down, pdfium.GREY, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        _draw(bitmap, page, frame, scale, pad, (across, down))
        stride = pdfium.bitmap_stride(bitmap)
        raw = ctypes.string_at(pdfium.bitmap_bytes(bitmap), stride * down)
    finally:
        pdfium.destroy_bitmap(bitmap)
    if stride != across:
        raw = b"".join(raw[i : i + across] for i in range(0, stride * down, stride))
    return Bitmap(raw, across, down, scale, -pad, -pad)


def _draw(
    bitmap: int, page: int, frame: Frame, scale: float, pad: float, size: tuple[int, int]
) -> None:
    # pdfium takes the map from the displayed page (points, top-left) to the bitmap.
    x0, y0 = frame.read_point(0, 0)
    ax, ay = frame.read_point(1, 0)
    bx, by = frame.read_point(0, 1)
    matrix = pdfium.Matrix(
        *(scale * v for v in (ax - x0, ay - y0, bx - x0, by - y0, x0 + pad, y0 + pad))
    )
    clip = pdfium.Rect(0, 0, *size)
    flags = pdfium.WITH_ANNOTATIONS | pdfium.IN_GREY
    pdfium.render_page(bitmap, page, ctypes.byref(matrix), ctypes.byref(clip), flags)
