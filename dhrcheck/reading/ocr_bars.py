"""The rules drawn on a scanned page, found in its bitmap as long dark bars, level or upright.

A dark bar that is thick is an area, such as the dark head of a table: level, its edges count as
rules; upright, it counts for nothing, since white letters cut it to pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dhrcheck.reading.ocr_bitmap import Bitmap
from dhrcheck.reading.rulings import THIN, Ruling, Rulings, joined

_DARK = bytes(1 if grey < 165 else 0 for grey in range(256))
_NEGATIVE = bytes(255 - grey for grey in range(256))
_SHORTEST_LEVEL, _SHORTEST_UPRIGHT = 22.0, 13.0
_LONG_ENOUGH = 24.0
_GOES_ON, _STILL_LIGHT = 0.55, 0.5
_MOST_BARS = 8_000
_SLACK = 4
_BESIDE = 3
_LITTLE_INK, _MUCH_INK = 0.003, 0.5

_Edge = tuple[float, float, float]
"""Place, start and end, in pixels."""


@dataclass(slots=True)
class Bar:
    """Dark rows ``first`` to ``last``, from ``start`` to ``end`` across."""

    first: int
    last: int
    start: int
    end: int

    def goes_on_in(self, row: bytes) -> bool:
        """True where most of the bar's width is dark in ``row`` too: letters may be cut out of it."""
        dark = row.count(1, self.start, self.end)
        return dark >= _GOES_ON * (self.end - self.start)

    def meets(self, other: Bar) -> bool:
        """True where the two have a pixel in common."""
        return (
            self.first <= other.last
            and other.first <= self.last
            and self.start < other.end
            and other.start < self.end
        )

    def holds(self, start: int, end: int) -> bool:
        """True where a run of dark pixels is a piece of this bar."""
        return self.start - _SLACK <= start and end <= self.end + _SLACK


def level_bars(bitmap: Bitmap) -> list[Bar]:
    """The dark bars that run across the page, thin or thick."""
    width = bitmap.width
    dark = bitmap.pixels.translate(_DARK)
    rows = [dark[i : i + width] for i in range(0, width * bitmap.height, width)]
    return _bars(rows, round(_SHORTEST_LEVEL * bitmap.scale))


def with_dark_areas_light(bitmap: Bitmap, bars: Sequence[Bar]) -> Bitmap:
    """The page with its thick bars as in a negative, so that white letters in them are black."""
    thickest, width = _thickest(bitmap), bitmap.width
    areas: list[Bar] = []
    for bar in sorted(bars, key=lambda b: b.start - b.end):
        if thickest <= bar.last - bar.first and not any(bar.meets(area) for area in areas):
            areas.append(bar)
    if not areas:
        return bitmap
    pixels = bytearray(bitmap.pixels)
    for bar in areas:
        for y in range(bar.first, bar.last + 1):
            piece = slice(y * width + bar.start, y * width + bar.end)
            pixels[piece] = pixels[piece].translate(_NEGATIVE)
    return replace(bitmap, pixels=bytes(pixels))


def rulings_on(bitmap: Bitmap, bars: Sequence[Bar]) -> Rulings:
    """The level and upright rules on the page with these level bars, in points as it reads."""
    width, scale = bitmap.width, bitmap.scale
    dark = bitmap.pixels.translate(_DARK)
    columns = [dark[x::width] for x in range(width)]
    thickest = _thickest(bitmap)
    level: list[_Edge] = []
    for bar in bars:
        if bar.last - bar.first < thickest:
            level.append(((bar.first + bar.last + 1) / 2, bar.start, bar.end))
        else:
            level += [(bar.first, bar.start, bar.end), (bar.last + 1, bar.start, bar.end)]
    upright: list[_Edge] = [
        ((bar.first + bar.last + 1) / 2, bar.start, bar.end)
        for bar in _bars(columns, round(_SHORTEST_UPRIGHT * scale))
        if bar.last - bar.first < thickest and _stands_free(bar, columns)
    ]
    x0, y0 = bitmap.left, bitmap.top
    return Rulings(
        _long(Ruling(at / scale + y0, a / scale + x0, b / scale + x0) for at, a, b in level),
        _long(Ruling(at / scale + x0, a / scale + y0, b / scale + y0) for at, a, b in upright),
    )


def has_ink(bitmap: Bitmap) -> bool:
    """True where some, but not most, of the bitmap is dark, as where words stand."""
    dark = bitmap.pixels.translate(_DARK).count(1)
    return _LITTLE_INK * len(bitmap.pixels) < dark < _MUCH_INK * len(bitmap.pixels)


def _thickest(bitmap: Bitmap) -> int:
    return max(3, round(THIN * bitmap.scale))


def _long(rulings: Iterable[Ruling]) -> list[Ruling]:
    return [r for r in joined(rulings) if r.end - r.start >= _LONG_ENOUGH]


def _bars(rows: Sequence[bytes], shortest: int) -> list[Bar]:
    """The dark bars along ``rows``; none on a page that is full of them, as a photograph is."""
    run = re.compile(b"\x01{%d,}" % shortest)
    done: list[Bar] = []
    live: list[Bar] = []
    for y, row in enumerate(rows):
        if live:
            done += [bar for bar in live if not bar.goes_on_in(row)]
            live = [bar for bar in live if bar.goes_on_in(row)]
            for bar in live:
                bar.last = y
        for match in run.finditer(row):
            start, end = match.span()
            if any(bar.holds(start, end) for bar in live):
                continue
            # Never quite level, a bar begins with a piece of itself.
            begun = [b for b in live if y - b.first <= _SLACK and b.start < end and start < b.end]
            live = [bar for bar in live if bar not in begun]
            start = min([start, *(bar.start for bar in begun)])
            end = max([end, *(bar.end for bar in begun)])
            live.append(Bar(min([y, *(bar.first for bar in begun)]), y, start, end))
        if len(done) > _MOST_BARS:
            return []
    return done + live


def _stands_free(bar: Bar, columns: Sequence[bytes]) -> bool:
    """True where the page is mostly light on both sides, as it is not between white letters."""
    for beside in (bar.first - _BESIDE, bar.last + _BESIDE):
        if 0 <= beside < len(columns):
            dark = columns[beside].count(1, bar.start, bar.end)
            if dark > _STILL_LIGHT * (bar.end - bar.start):
                return False
    return True
