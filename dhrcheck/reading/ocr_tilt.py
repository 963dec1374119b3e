"""How a scanned page lies: by how much its lines fall or rise, and whether they run up and down.

Lines of text make the rows of a page now dark, now light. Summed along the right slope, the rows
differ most; that slope is the tilt, found to about a twentieth of a degree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from dhrcheck.reading.ocr_bitmap import Bitmap

_LARGEST = 5.0
_STRIP = 16
_WORTH_IT = 0.25
_GAIN = 1.3
_SIDEWAYS = 0.8
_BEYOND_DOUBT = 2.5
_LOOKED_AT_DPI = 67
_DARK = bytes(1 if grey < 150 else 0 for grey in range(256))

Strips = list[list[int]]


@dataclass(frozen=True, slots=True)
class Lie:
    """How a page lies.

    ``tilt`` is degrees by which the lines fall to the right (0 where straight enough), where they
    run across; ``tilt_sideways`` the same once the page is turned by 90 degrees. ``sideways`` is
    True where the lines seem to run up and down; ``certain`` where either way is beyond doubt.
    """

    tilt: float
    tilt_sideways: float
    sideways: bool
    certain: bool


def lie_of(bitmap: Bitmap) -> Lie:
    """How the page in ``bitmap`` lies; a page without lines lies straight."""
    step = max(1, bitmap.dpi // _LOOKED_AT_DPI)
    width = bitmap.width
    rows = [
        bitmap.pixels[y * width : (y + 1) * width : step].translate(_DARK)
        for y in range(0, bitmap.height, step)
    ]
    across = len(rows[0])
    flat = b"".join(rows)
    columns = [flat[x::across] for x in range(across)]
    tilt, level = _best(_strips(rows))
    other, upright = _best(_strips(columns))
    # Columns are rows of the page mirrored, which changes the sense of its tilt.
    return Lie(
        tilt,
        0.0 - other,
        level < _SIDEWAYS * upright,
        max(level, upright) > _BEYOND_DOUBT * min(level, upright),
    )


def _strips(rows: list[bytes]) -> Strips:
    """For each strip of columns the dark pixels in each row."""
    width = len(rows[0])
    return [
        [sum(row[x : x + _STRIP]) for row in rows] for x in range(0, width - _STRIP + 1, _STRIP)
    ]


def _best(strips: Strips) -> tuple[float, float]:
    """The tilt at which the rows differ most, and by how much they do."""
    known: dict[float, float] = {}

    def contrast(degrees: float) -> float:
        degrees = round(degrees, 2)
        if degrees not in known:
            known[degrees] = _contrast(strips, math.tan(math.radians(degrees)))
        return known[degrees]

    if len(strips) < 4:
        return 0.0, 0.0
    halves = round(_LARGEST * 2)
    best = max((half * 0.5 for half in range(-halves, halves + 1)), key=contrast)
    for step in (0.25, 0.1, 0.05):
        for _ in range(2):
            best = max((best, best - step, best + step), key=contrast)
    if abs(best) < _WORTH_IT or contrast(best) <= _GAIN * contrast(0.0):
        best = 0.0
    return round(best, 2), contrast(best)


def _contrast(strips: Strips, slope: float) -> float:
    """How much neighbouring rows differ when each strip is shifted along the slope."""
    count, height = len(strips), len(strips[0])
    edge = int(abs(slope) * count * _STRIP / 2) + 2
    if height <= 2 * edge + 2:
        return 0.0
    shifted = []
    for i, strip in enumerate(strips):
        shift = round((i - (count - 1) / 2) * _STRIP * slope)
        shifted.append(strip[edge + shift : height - edge + shift])
    profile = list(map(sum, zip(*shifted)))
    return sum((a - b) ** 2 for a, b in pairwise(profile)) / len(profile)
