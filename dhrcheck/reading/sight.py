"""A part of a page as it is seen, with some of its words and without them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.covers import LIKE

_SCALE = 2.0
_MOST_PIXELS = 4_000_000
_MARGIN = 2.0
_EDGES = 0.08
_EVEN = 48
_DARK = 110


@dataclass(frozen=True, slots=True)
class Sight:
    """Two drawings of one part of a page, four bytes for each pixel, ``stride`` bytes a row."""

    shown: bytes
    without: bytes
    stride: int
    size: tuple[int, int]
    left: float
    top: float
    scale: float

    def is_unchanged(self, box: Box) -> bool:
        """True where the page looks the same there without the words, but for a few edges."""
        changed = total = 0
        for start, end in self._rows(box):
            total += (end - start) // 4
            shown, without = self.shown[start:end], self.without[start:end]
            if shown != without:
                changed += sum(
                    _differ(shown[i : i + 3], without[i : i + 3]) for i in range(0, len(shown), 4)
                )
        return total > 0 and changed <= _EDGES * total

    def is_dark(self, box: Box) -> bool:
        """True where what is seen there is dark."""
        greys = self._greys(box)
        return bool(greys) and sum(greys) < _DARK * len(greys)

    def is_dark_and_even(self, box: Box) -> bool:
        """True where a dark area is seen there and nothing else."""
        greys = sorted(self._greys(box))
        if not greys:
            return False
        middle = greys[len(greys) // 2]
        even = sum(abs(grey - middle) <= _EVEN for grey in greys)
        return middle < _DARK and even >= (1 - _EDGES) * len(greys)

    def _greys(self, box: Box) -> list[int]:
        greys = []
        for start, end in self._rows(box):
            row = self.shown[start:end]
            greys += [
                (blue * 28 + green * 151 + red * 77) >> 8
                for blue, green, red in zip(row[::4], row[1::4], row[2::4])
            ]
        return greys

    def _rows(self, box: Box) -> Iterable[tuple[int, int]]:
        """Where the rows of a box begin and end in the bytes."""
        wide, tall = self.size
        x0 = max(0, math.floor((box.x0 - self.left) * self.scale))
        x1 = min(wide, math.ceil((box.x1 - self.left) * self.scale))
        y0 = max(0, math.floor((box.y0 - self.top) * self.scale))
        y1 = min(tall, math.ceil((box.y1 - self.top) * self.scale))
        for y in range(y0, y1) if x1 > x0 else ():
            yield y * self.stride + 4 * x0, y * self.stride + 4 * x1


def _differ(one: bytes, other: bytes) -> bool:
    return any(abs(a - b) >= LIKE for a, b in zip(one, other))


def sight_of(page: int, boxes: Sequence[Box], texts: Iterable[int]) -> Sight | None:
    """The part of an open page that holds ``boxes``, seen with the text objects and without them.

    None where that part is empty. Raises MemoryError where there is no room for the drawing.
    """
    left = max(0.0, min(box.x0 for box in boxes) - _MARGIN)
    top = max(0.0, min(box.y0 for box in boxes) - _MARGIN)
    right = min(pdfium.page_width(page), max(box.x1 for box in boxes) + _MARGIN)
    bottom = min(pdfium.page_height(page), max(box.y1 for box in boxes) + _MARGIN)
    wide, tall = right - left, bottom - top
    if wide <= 0 or tall <= 0:
        return None
    scale = min(_SCALE, math.sqrt(_MOST_PIXELS / (wide * tall)))
    size = max(1, math.ceil(wide * scale)), max(1, math.ceil(tall * scale))
    texts = list(texts)
    shown, stride = _drawn(page, size, left, top, scale)
    try:
        for text in texts:
            pdfium.show_object(text, 0)
        without, _ = _drawn(page, size, left, top, scale)
    finally:
        for text in texts:
            pdfium.show_object(text, 1)
    return Sight(shown, without, stride, size, left, top, scale)


def _drawn(
    page: int, size: tuple[int, int], left: float, top: float, scale: float
) -> tuple[bytes, int]:
    bitmap = pdfium.create_bitmap(*size, pdfium.COLOURS, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.fill_bitmap(bitmap, 0, 0, *size, 0xFFFFFFFF)
        matrix = pdfium.Matrix(scale, 0, 0, scale, -left * scale, -top * scale)
        clip = pdfium.Rect(0, 0, *size)
        pdfium.render_page(
            bitmap, page, ctypes.byref(matrix), ctypes.byref(clip), pdfium.WITH_ANNOTATIONS
        )
        stride = pdfium.bitmap_stride(bitmap)
        return ctypes.string_at(pdfium.bitmap_bytes(bitmap), stride * size[1]), stride
    finally:
        pdfium.destroy_bitmap(bitmap)
