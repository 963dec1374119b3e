"""Where paragraphs open: by the gap above, by an item's mark, and by lines that broke before they were full.

A typesetter breaks a line where the next word does not fit. Where it would have fitted, the author
broke the line: a new paragraph, or the next item of a list whose bullets are drawn and not written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from dhrcheck.outcome import ReadAs
from dhrcheck.patterns import compiled
from dhrcheck.reading.model import Line, PageReading

_ITEM = compiled(
    r"(?:[•·o\uf0b7\uf0a7▪-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,3}){1,3}\.?)\s"
)
_LONG = 40
"""Characters from which a line shows how far lines may reach."""


class Paragraphs:
    """The habits of one page: its left edge, its line gap, and how far its lines reach."""

    def __init__(self, page: PageReading) -> None:
        self.left = _left_edge(page.lines)
        self._gap = _line_gap(page)
        self._width = page.width
        self._measured = page.read is ReadAs.OCR
        self._reach = _reaches(page.lines, page.width)

    def opens(self, previous: Line | None, line: Line) -> bool:
        """Whether ``line`` opens a paragraph after ``previous``, the line before it on the page."""
        if previous is None:
            # The first line of a page goes on where it starts in the middle of a sentence.
            return not line.text[:1].islower()
        height = max(previous.size, line.size, 4.0)
        gap = line.box.y0 - previous.box.y1
        if self._measured and gap < 1.5 * height and _runs_on(previous, line):
            return False
        widest = max(0.75 * height, self._gap + 0.35 * height)
        if gap > widest or line.box.y0 < previous.box.y0 - height:
            return True
        short = previous.box.x1 < self._width * 0.72
        if gap > 0.75 * height and short:
            return True
        if abs(line.size - previous.size) > 0.8 or (line.bold != previous.bold and short):
            return True
        if _ITEM.match(line.text):
            return True
        return self._broken_by_hand(previous, line)

    def _broken_by_hand(self, previous: Line, line: Line) -> bool:
        beside = line.box.y0 < previous.box.y1 - 0.5 * previous.size
        if beside or previous.text.rstrip()[-1:] in "-\u00ad":
            return False
        reach = self._reach.get(_edge(line)) or self._reach.get(_edge(previous))
        if reach is None:
            return False
        return _would_fit(previous, line, reach)


def _runs_on(previous: Line, line: Line) -> bool:
    """Whether a sentence goes on: on a scan the gaps between lines are measured, and err."""
    ended = previous.text.rstrip()[-1:] in ".:;?!"
    return line.text[:1].islower() and not ended and _ITEM.match(line.text) is None


def opens_in_cell(previous: Line, line: Line, right: float) -> bool:
    """Whether ``line`` opens a paragraph in a table cell whose text may reach to ``right``."""
    height = max(previous.size, line.size, 4.0)
    if line.box.y0 - previous.box.y1 > 0.75 * height or _ITEM.match(line.text) is not None:
        return True
    # Cells are narrow: only a closed sentence and much room left tell a break made by hand.
    closed = previous.text.rstrip()[-1:] in ".:;?!"
    return closed and not line.text[:1].islower() and _would_fit(previous, line, right - height)


def _would_fit(previous: Line, line: Line, reach: float) -> bool:
    """Whether the first word of ``line`` would have fitted behind ``previous``."""
    first = line.text.split(maxsplit=1)
    if not first:
        return False
    width = (line.box.x1 - line.box.x0) / max(1, len(line.text))
    # Half a word's room more than it takes: character widths are only estimated.
    return previous.box.x1 + (len(first[0]) + 1) * width + 0.8 * line.size < reach


def _edge(line: Line) -> int:
    return round(line.box.x0 / 6)


def _left_edge(lines: Sequence[Line]) -> float:
    """The commonest left edge of a page's lines, in points."""
    edges = Counter(round(ln.box.x0 / 4) for ln in lines if len(ln.text) > 30) or Counter(
        round(ln.box.x0 / 4) for ln in lines
    )
    if not edges:
        return 0.0
    most = max(edges.values())
    return min(edge for edge, n in edges.items() if n * 3 >= most) * 4.0


def _reaches(lines: Sequence[Line], width: float) -> dict[int, float]:
    """For each left edge, how far lines from it may reach: the page's reach, or a narrower block's own."""
    long = [ln for ln in lines if len(ln.text) > _LONG]
    if len(long) < 3:
        return {}
    page = sorted(ln.box.x1 for ln in long)[-max(1, len(long) // 10)]
    blocks: dict[int, list[float]] = defaultdict(list)
    for ln in lines:
        blocks[_edge(ln)].append(ln.box.x1)
    reaches: dict[int, float] = {}
    for edge, ends in blocks.items():
        own = max(ends)
        full = sum(end > own - 0.06 * width for end in ends)
        # A quotation set in from both sides fills its own measure; a list of short items does not.
        narrow = len(ends) >= 3 and full * 2 >= len(ends) and own < page - 12
        reaches[edge] = own if narrow else page
    return reaches


def _line_gap(page: PageReading) -> float:
    """The commonest gap between a full line and the next, in points: double spacing has a wide one."""
    gaps = Counter(
        round(line.box.y0 - previous.box.y1)
        for previous, line in pairwise(page.lines)
        if previous.box.x1 >= page.width * 0.72
        and 0 <= line.box.y0 - previous.box.y1 < 2.2 * line.size
    )
    if not gaps:
        return 0.0
    gap, times = gaps.most_common(1)[0]
    return float(gap) if times >= 3 else 0.0
