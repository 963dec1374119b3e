"""The straight level and upright rules on a page, as displayed: what tables are drawn with.

Word draws cell borders as thin filled rectangles, many in one path; Chromium as thin filled
rectangles or mitred polygons; ReportLab and LibreOffice as strokes. All end as the same rulings.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.objects import IDENTITY, Affine, Drawn, Placed, affine_of
from dhrcheck.reading.turn import Turn

THIN = 3.0
"""A filled shape no thicker than this, in points, is a rule rather than an area."""

_STRAIGHT = 0.6
_SAME_PLACE = 1.6
_JOIN = 3.5
_SHORTEST = 5.0
_MAX_SEGMENTS = 60_000
_MAX_RULINGS = 20_000
_THICKEST_STROKE = 8.0


class Ruling(NamedTuple):
    """A rule at ``at`` (its y where level, its x where upright) from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rulings:
    """The rules of a page, and the areas filled behind them (page objects with their boxes).

    ``shapes`` are other things that are drawn: filled ones with curves or many corners, thick
    strokes.
    """

    level: list[Ruling] = field(default_factory=list)
    upright: list[Ruling] = field(default_factory=list)
    areas: list[tuple[Placed, Box]] = field(default_factory=list)
    shapes: list[Placed] = field(default_factory=list)


_Point = tuple[float, float]


def rulings_of(drawn: Drawn, turn: Turn) -> Rulings:
    """The rules drawn on a page, pieces of one rule joined."""
    found, room = Rulings(), _MAX_SEGMENTS
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    mode = (ctypes.byref(fill), ctypes.byref(stroke))
    display = Affine(turn.xx, turn.yx, turn.xy, turn.yy, turn.x0, turn.y0)
    for placed in drawn.paths:
        handle = placed.handle
        count = pdfium.path_count(handle)
        room -= count
        if room < 0 or len(found.level) + len(found.upright) > _MAX_RULINGS:
            # A map or a chart: no table is drawn with so many lines.
            break
        pdfium.path_draw_mode(handle, *mode)
        if not (fill.value or stroke.value):
            continue
        if placed.outer is IDENTITY and (count <= 6 if not stroke.value else count == 2):
            # One rectangle or one line, as most are: its bounds tell all.
            _take_simple(found, placed, turn, bool(stroke.value))
            continue
        matrix = affine_of(handle)
        if placed.outer is not IDENTITY:
            matrix = placed.outer.after(matrix)
        plain = True
        for points, closed, straight in _subpaths(handle, count, display.after(matrix)):
            if not straight or len(points) > 7:
                plain = False
            elif fill.value:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                _take_filled(found, Box(min(xs), min(ys), max(xs), max(ys)), placed)
            if stroke.value and straight:
                plain &= _take_stroked(found, points, closed, handle)
        if not plain:
            found.shapes.append(placed)
    found.level = joined(found.level)
    found.upright = joined(found.upright)
    return found


_x, _y = ctypes.c_float(), ctypes.c_float()
_at = (ctypes.byref(_x), ctypes.byref(_y))


def _subpaths(handle: int, count: int, matrix: Affine) -> Iterator[tuple[list[_Point], bool, bool]]:
    """The sub-paths of a path: their displayed points, whether they close and are straight.

    Of those with curves the points before the first curve are given.
    """
    a, b, c, d, e, f = matrix
    segment_at, kind_of, point_of = pdfium.path_segment, pdfium.segment_kind, pdfium.segment_point
    points: list[_Point] = []
    straight, closed = True, False
    for index in range(count):
        segment = segment_at(handle, index)
        kind = kind_of(segment)
        if kind == pdfium.MOVE_TO:
            if len(points) > 1 or not straight:
                yield points, closed, straight
            points, straight, closed = [], True, False
        elif kind == pdfium.CURVE_TO:
            straight = False
        if straight:
            point_of(segment, *_at)
            x, y = _x.value, _y.value
            points.append((a * x + c * y + e, b * x + d * y + f))
            closed = closed or bool(pdfium.segment_closes(segment))
    if len(points) > 1 or not straight:
        yield points, closed, straight


def _take_simple(found: Rulings, placed: Placed, turn: Turn, stroked: bool) -> None:
    bounds = pdfium.bounds_of(placed.handle)
    if bounds is None:
        return
    box = turn.box(*bounds)
    if not stroked:
        _take_filled(found, box, placed)
        return
    # A stroke's bounds reach beyond it by about its thickness; a slanting line is no rule.
    wide, tall = box.x1 - box.x0, box.y1 - box.y0
    if tall <= _THICKEST_STROKE and wide > 2 * tall:
        found.level.append(Ruling((box.y0 + box.y1) / 2, box.x0, box.x1))
    elif wide <= _THICKEST_STROKE and tall > 2 * wide:
        found.upright.append(Ruling((box.x0 + box.x1) / 2, box.y0, box.y1))
    else:
        found.shapes.append(placed)


def _take_filled(found: Rulings, box: Box, placed: Placed) -> None:
    x0, y0, x1, y1 = box
    wide, tall = x1 - x0, y1 - y0
    if tall <= THIN and wide >= tall:
        found.level.append(Ruling((y0 + y1) / 2, x0, x1))
    if wide <= THIN and tall >= wide:
        found.upright.append(Ruling((x0 + x1) / 2, y0, y1))
    if wide > THIN and tall > THIN:
        found.areas.append((placed, box))


def _take_stroked(found: Rulings, points: list[_Point], closed: bool, handle: int) -> bool:
    """Takes the rules of a stroked path; False where its stroke is too thick for any."""
    if len(points) > 200:
        return True
    width = ctypes.c_float()
    if pdfium.stroke_width(handle, ctypes.byref(width)) and width.value > _THICKEST_STROKE:
        return False
    ends = points[1:] + points[:1] if closed else points[1:]
    for (x0, y0), (x1, y1) in zip(points, ends):
        if abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) > _STRAIGHT:
            found.level.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _STRAIGHT and abs(y1 - y0) > _STRAIGHT:
            found.upright.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return True


def joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces at one place that touch or nearly touch (dashes, cell after cell), as one ruling."""
    result: list[Ruling] = []
    for group in _at_one_place(sorted(rulings)):
        longest = max(group, key=lambda ruling: ruling.end - ruling.start)
        at, start, end = longest.at, None, 0.0
        for piece in sorted(group, key=lambda ruling: ruling.start):
            if start is None:
                start, end = piece.start, piece.end
            elif piece.start <= end + _JOIN:
                end = max(end, piece.end)
            else:
                result.append(Ruling(at, start, end))
                start, end = piece.start, piece.end
        if start is not None:
            result.append(Ruling(at, start, end))
    return [ruling for ruling in result if ruling.end - ruling.start >= _SHORTEST]


def _at_one_place(ordered: list[Ruling]) -> Iterator[list[Ruling]]:
    group: list[Ruling] = []
    for ruling in ordered:
        if group and ruling.at - group[0].at > _SAME_PLACE:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group
