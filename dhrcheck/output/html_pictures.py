"""Pictures of the places where findings stand: which region of which page, with which words marked.

Whoever draws them paints over what no picture may show. Where nothing can be drawn, the words stand
alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dhrcheck.document.model import Submission
from dhrcheck.outcome import Box, Evidence
from dhrcheck.reading.model import PageReading

if TYPE_CHECKING:
    from dhrcheck.reading.page_work import Clip, Pages

MOST_PICTURES = 120
"""A report with more findings than this shows the words alone for the later ones."""
MOST_TOGETHER = 10
"""Places in one picture."""
TALLEST = 240.0
"""Points: marks further apart than this are shown in pictures of their own."""
WIDE = 540.0
"""Points of a wide page that are shown: more would be too small to read."""
_ROUND = 30.0
_EDGE = 12.0
_LARGEST_MOVE = 130.0
_LINE = 1.5


@dataclass(frozen=True, slots=True)
class Together:
    """Evidence that stands close together on one page; ``clip`` is None where it has no picture."""

    evidence: tuple[Evidence, ...]
    clip: Clip | None


def gathered(evidence: Sequence[Evidence], submission: Submission) -> tuple[Together, ...]:
    """The evidence in the order of the pages, what fits into one picture taken together.

    A whole file is no place to show where there is only one.
    """
    several = len(submission.files) > 1
    told = [e for e in evidence if several or e.page is not None or e.quote]
    groups: list[list[Evidence]] = []
    for found in sorted(told, key=lambda e: (e.file, e.page or 0)):
        if groups and _fit([*groups[-1], found]):
            groups[-1].append(found)
        else:
            groups.append([found])
    return tuple(Together(tuple(g), _clip(g, submission)) for g in groups)


def pictures(groups: Iterable[Together], pages: Pages | None) -> Mapping[Clip, bytes]:
    """PNG pictures of the groups that can be drawn, each region once."""
    wanted = dict.fromkeys(g.clip for g in groups if g.clip is not None)
    clips = list(wanted)[:MOST_PICTURES]
    if pages is None or not clips:
        return {}
    return {clip: png for clip, png in zip(clips, pages.pictures(clips)) if png}


def _fit(group: Sequence[Evidence]) -> bool:
    places = {(e.file, e.page) for e in group}
    marks = [e.box for e in group if e.box is not None]
    if len(places) > 1 or group[0].page is None or len(group) > MOST_TOGETHER:
        return False
    if len(marks) < len(group):
        return not marks
    whole = _union(marks)
    return whole.y1 - whole.y0 <= TALLEST


def _clip(group: Sequence[Evidence], submission: Submission) -> Clip | None:
    found = group[0]
    pages = submission.files[found.file].pages
    if found.page is None or not 0 < found.page <= len(pages):
        return None
    page = pages[found.page - 1]
    width, height = (page.height, page.width) if page.turned % 180 else (page.width, page.height)
    marks = [m for e in group if e.box and (m := _within(e.box, width, height))]
    if not marks:
        return None

    from dhrcheck.reading.page_work import Clip

    area = _area(_union(marks), page, width, height)
    return Clip(found.file, found.page, area, tuple(dict.fromkeys(marks)))


def _within(box: Box, width: float, height: float) -> Box | None:
    """The part of ``box`` that lies on the page; None where there is none."""
    if not all(map(math.isfinite, box)):
        return None
    x0, x1 = max(0.0, min(box.x0, box.x1)), min(width, max(box.x0, box.x1))
    y0, y1 = max(0.0, min(box.y0, box.y1)), min(height, max(box.y0, box.y1))
    return Box(x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def _area(marks: Box, page: PageReading, width: float, height: float) -> Box:
    """The marks with what stands around them, no line or cell cut where that can be helped."""
    cells = [page.as_displayed(c.box) for t in page.tables for c in t.cells]
    inner = [line for t in page.tables for c in t.cells for line in c.lines]
    lines = [page.as_displayed(line.box) for line in (*page.lines, *inner)]
    x0, x1 = _across(marks, [*lines, *cells], cells, width)
    beside = [b for b in lines if b.x0 < x1 and x0 < b.x1]
    y0 = max(0.0, _clear_of(marks.y0 - _ROUND, [(b.y0, b.y1) for b in beside], -1))
    y1 = min(marks.y1 + _ROUND, y0 + TALLEST + 3 * _ROUND)
    y1 = _clear_of(y1, [(b.y0, b.y1) for b in beside], 1)
    return Box(x0, y0, x1, min(height, y1))


def _across(
    marks: Box, shown: Sequence[Box], cells: Sequence[Box], width: float
) -> tuple[float, float]:
    """From where to where across the page: all of its text, or of a wide page what is around."""
    sound = [b for b in shown if all(map(math.isfinite, b))]
    left = max(0.0, min([marks.x0, *(b.x0 for b in sound)] if sound else [0.0]) - _EDGE)
    right = min(width, max([marks.x1, *(b.x1 for b in sound)] if sound else [width]) + _EDGE)
    wanted = max(WIDE, marks.x1 - marks.x0 + 2 * _ROUND)
    if right - left < wanted * 1.15:
        return left, right
    x0 = min(max(left, (marks.x0 + marks.x1 - wanted) / 2), right - wanted)
    x1 = x0 + wanted
    level = [(b.x0, b.x1) for b in cells if b.y0 < marks.y1 and marks.y0 < b.y1]
    # A wide cell that would be cut is left out, where nothing is marked in it.
    before = [b for a, b in level if a < x0 < b <= marks.x0 and b - a >= _LARGEST_MOVE]
    after = [a for a, b in level if marks.x1 <= a < x1 < b and b - a >= _LARGEST_MOVE]
    x0 = min(before) - _LINE if before else _clear_of(x0, level, -1)
    x1 = max(after) + _LINE if after else _clear_of(x1, level, 1)
    return max(0.0, x0), min(width, x1)


def _clear_of(edge: float, spans: Sequence[tuple[float, float]], way: int) -> float:
    """``edge``, moved outwards (``way`` is -1 or 1) past the smallest span that it would cut."""
    cut = [(b - a, a, b) for a, b in spans if a < edge < b and b - a < _LARGEST_MOVE]
    if not cut:
        return edge
    _, start, end = min(cut)
    return start - _LINE if way < 0 else end + _LINE


def _union(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole
