"""Wide gaps inside lines: the sign of columns that no rules divide.

Only pages that show several stretched lines, or lines that begin at several places across, are looked
at closely, since it takes the boxes of the characters beside every space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.lines import Span
from dhrcheck.reading.model import Line

WIDE = 1.0
"""A gap is wide from this many times the line's size; justified words stay closer together."""

_STRETCHED = 0.62
_SPARE = 1.5
_SEVERAL = 3


def with_gaps(page: TextPage, spans: Sequence[Span], lines: list[Line]) -> list[Line]:
    """The lines (one for each span) with their wide gaps, on a page that seems to have columns."""
    if sum(_seems_stretched(line) for line in lines) < _SEVERAL and not _has_columns(lines):
        return lines
    return [
        replace(line, gaps=_gaps(page, span, line)) if line.upright and " " in line.text else line
        for span, line in zip(spans, lines, strict=True)
    ]


def _has_columns(lines: Sequence[Line]) -> bool:
    """True where, right of the margins of text and lists, lines begin at two places or more."""
    upright = [line.box for line in lines if line.upright]
    if len(upright) < 2 * _SEVERAL:
        return False
    left, right = min(b.x0 for b in upright), max(b.x1 for b in upright)
    far = left + 0.3 * (right - left)
    starts = Counter(round(b.x0 / 4) for b in upright if b.x0 > far)
    return sum(count >= _SEVERAL for count in starts.values()) >= 2


def _seems_stretched(line: Line) -> bool:
    """True where a line is wider than its characters are, on average, in any common type."""
    return (
        line.upright
        and " " in line.text
        and line.box.x1 - line.box.x0 > line.size * (_STRETCHED * len(line.text) + _SPARE)
    )


def _gaps(page: TextPage, span: Span, line: Line) -> tuple[tuple[int, float], ...]:
    text = line.text
    found = []
    at = text.find(" ")
    while at > 0:
        after = at
        while after < len(text) and text[after].isspace():
            after += 1
        if after < len(text):
            end = page.edges(span.start + at - 1)[1]
            start = page.edges(span.start + after)[0]
            if start - end > WIDE * line.size:
                found.append((after, round(start, 1)))
        at = text.find(" ", after)
    return tuple(found)
