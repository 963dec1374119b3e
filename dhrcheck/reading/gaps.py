"""Wide gaps inside lines: the sign of columns that no rules divide.

Only pages that show several stretched lines are looked at closely, since it takes the boxes of the
characters beside every space.
"""

from __future__ import annotations

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
    if sum(_seems_stretched(line) for line in lines) < _SEVERAL:
        return lines
    return [
        replace(line, gaps=_gaps(page, span, line)) if line.upright and " " in line.text else line
        for span, line in zip(spans, lines, strict=True)
    ]


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
