"""Pictures of parts of pages, in the reading process: words marked, protected names painted over.

A picture is grey, but for its marks: it stays small, and what is marked stands out the more.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.opening import open_document
from dhrcheck.reading.png import TALLEST, WIDEST, png

DPI = 120
"""Dots for each inch, where the picture does not become too large."""
_WIDEST_PART = 900.0
"""Points of a page that are shown side by side at most; of a wider part what is marked is shown."""
_GREYS = 16
_OUTLINE, _PAINT = 2 * _GREYS, 2 * _GREYS + 1
_HIGHLIGHT, _EDGE, _BLACK = (255, 224, 92), (176, 84, 0), (24, 24, 24)
_LINE = 2
_GENEROUS = 0.2
"""How far paint reaches beyond a name, as a share of its height, and (``_LEAST``) in points."""
_LEAST = 2.0

_LEVELS = bytes(value * _GREYS // 256 for value in range(256))
_MARKED = bytes(value + _GREYS * (value < _GREYS) for value in range(256))
_SHADES = [round(level * 255 / (_GREYS - 1)) for level in range(_GREYS)]
PALETTE = (
    *((grey, grey, grey) for grey in _SHADES),
    *(
        (_HIGHLIGHT[0] * g // 255, _HIGHLIGHT[1] * g // 255, _HIGHLIGHT[2] * g // 255)
        for g in _SHADES
    ),
    _EDGE,
    _BLACK,
)

Drawn = Callable[[int, "bytes | None"], None]
"""Called with a picture's number and its PNG, or None where it could not be drawn."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a page, in points, and its size in pixels."""

    box: Box
    scale: float
    width: int
    height: int

    def pixels(self, box: Box, more: float = 0.0) -> tuple[int, int, int, int]:
        """The pixels (left, top, right, bottom) of a box and ``more`` points around it."""
        left, top, right, bottom = box.x0 - more, box.y0 - more, box.x1 + more, box.y1 + more
        return (
            max(0, min(self.width, math.floor((left - self.box.x0) * self.scale))),
            max(0, min(self.height, math.floor((top - self.box.y0) * self.scale))),
            max(0, min(self.width, math.ceil((right - self.box.x0) * self.scale))),
            max(0, min(self.height, math.ceil((bottom - self.box.y0) * self.scale))),
        )


def draw(data: bytes, clips: Sequence[Any], paint: Sequence[Any], drawn: Drawn) -> str | None:
    """Draw each of ``clips`` (page, area, marks) of the PDF in ``data``.

    ``paint`` holds for pages the boxes to paint over. Gives why nothing could be drawn, or None.
    """
    painted = {page: [Box(*box) for box in boxes] for page, boxes in paint}
    with open_document(data) as opened:
        if opened.refusal:
            return opened.refusal.reason
        number = 0
        while number < len(clips):
            index = clips[number][0] - 1
            with _page(opened.handle, index) as page:
                while number < len(clips) and clips[number][0] - 1 == index:
                    _, area, marks = clips[number]
                    boxes = [Box(*mark) for mark in marks]
                    over = painted.get(index + 1, [])
                    drawn(number, _tried(page, Box(*area), boxes, over))
                    number += 1
    return None


@contextmanager
def _page(document: int, index: int) -> Iterator[int]:
    page = pdfium.load_page(document, index) or 0
    try:
        yield page
    finally:
        if page:
            pdfium.close_page(page)


def _tried(page: int, area: Box, marks: Sequence[Box], paint: Sequence[Box]) -> bytes | None:
    try:
        return _picture(page, area, marks, paint) if page else None
    except MemoryError:
        return None


def _picture(page: int, area: Box, marks: Sequence[Box], paint: Sequence[Box]) -> bytes | None:
    part = _part_of(pdfium.page_width(page), pdfium.page_height(page), area, marks)
    if part is None:
        return None
    pixels = bytearray(_rendered(page, part).translate(_LEVELS))
    for mark in marks:
        _mark(pixels, part, mark)
    for name in paint:
        more = max(_LEAST, _GENEROUS * min(name.y1 - name.y0, name.x1 - name.x0))
        _fill(pixels, part.width, part.pixels(name, more), _PAINT)
    return png(bytes(pixels), part.width, part.height, PALETTE)


def _part_of(width: float, height: float, area: Box, marks: Sequence[Box]) -> _Part | None:
    """The part of the page to be shown, within the page and at a scale within the limits."""
    left, right = max(0.0, area.x0), min(width, area.x1)
    top, bottom = max(0.0, area.y0), min(height, area.y1)
    if right - left > _WIDEST_PART and marks:
        middle = (min(m.x0 for m in marks) + max(m.x1 for m in marks)) / 2
        left = max(left, min(middle - _WIDEST_PART / 2, right - _WIDEST_PART))
        right = left + _WIDEST_PART
    wide, tall = right - left, bottom - top
    # Not "<= 0": a page's size may be no number at all.
    if not (1 <= wide < math.inf and 1 <= tall < math.inf):
        return None
    scale = min(DPI / 72, WIDEST / wide, TALLEST / tall)
    across, down = max(1, math.floor(wide * scale)), max(1, math.floor(tall * scale))
    return _Part(Box(left, top, right, bottom), scale, across, down)


def _rendered(page: int, part: _Part) -> bytes:
    """The part in grey, one byte for each pixel, with annotations, as a viewer shows it."""
    bitmap = pdfium.create_bitmap(part.width, part.height, pdfium.GREY, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, part.width, part.height, 0xFFFFFFFF)
        left, top = -part.box.x0 * part.scale, -part.box.y0 * part.scale
        matrix = pdfium.Matrix(part.scale, 0, 0, part.scale, left, top)
        whole = pdfium.Rect(0, 0, part.width, part.height)
        flags = pdfium.WITH_ANNOTATIONS | pdfium.IN_GREY
        pdfium.render_page(bitmap, page, ctypes.byref(matrix), ctypes.byref(whole), flags)
        stride = pdfium.bitmap_stride(bitmap)
        raw = ctypes.string_at(pdfium.bitmap_bytes(bitmap), stride * part.height)
    finally:
        pdfium.destroy_bitmap(bitmap)
    if stride == part.width:
        return raw
    return b"".join(raw[at : at + part.width] for at in range(0, len(raw), stride))


def _mark(pixels: bytearray, part: _Part, mark: Box) -> None:
    """A translucent highlight with an outline a little outside of the words."""
    left, top, right, bottom = part.pixels(mark, 1.0)
    for y in range(top, bottom) if right > left else ():
        row = slice(y * part.width + left, y * part.width + right)
        pixels[row] = pixels[row].translate(_MARKED)
    sides = (
        (left, top, right, top + _LINE),
        (left, bottom - _LINE, right, bottom),
        (left, top, left + _LINE, bottom),
        (right - _LINE, top, right, bottom),
    )
    for x0, y0, x1, y1 in sides:
        side = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
        _fill(pixels, part.width, side, _OUTLINE)


def _fill(pixels: bytearray, width: int, box: tuple[int, int, int, int], colour: int) -> None:
    left, top, right, bottom = box
    if right > left:
        for y in range(top, bottom):
            pixels[y * width + left : y * width + right] = bytes((colour,)) * (right - left)
