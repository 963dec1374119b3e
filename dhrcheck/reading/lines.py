"""The lines of a page: text, box, size and style, at little more than the price of bare text.

One call gives the whole page's text; only the first and last character of each line are asked for
their box, size and font.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dhrcheck.outcome import Box
from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.model import Line

SOFT_HYPHEN = "\u00ad"

# pdfium marks a hyphen at a line's end so, and swallows the line break that follows it.
_LINE_END_HYPHENS = ("\u0002", "\ufffe")
_PIECES = re.compile("[^\r\n\u0002\ufffe]+[\u0002\ufffe]?|[\u0002\ufffe]")
_UNMAPPABLE = re.compile("[\ufffd\ue000-\uf8ff]|[\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A line as a range of characters of the page: ``start`` to ``end`` (exclusive).

    ``parts`` are the pieces of a line that was put together; empty where it is of one piece.
    """

    start: int
    end: int
    text: str
    parts: tuple[Span, ...] = ()


def spans_of(page: TextPage) -> list[Span]:
    """The lines of a page in pdfium's order; a line-end hyphen stands as U+00AD at the end."""
    spans: list[Span] = []
    for piece in _PIECES.finditer(page.text):
        raw = piece.group()
        words = raw.strip()
        if words:
            start = piece.start() + len(raw) - len(raw.lstrip())
            end = start + len(words)
            if words.endswith(_LINE_END_HYPHENS):
                words = words[:-1] + SOFT_HYPHEN
            spans.append(Span(start, end, words))
    return spans


def line_of(page: TextPage, span: Span) -> Line:
    """The line that ``span`` names, with its box as displayed and the style of its two ends."""
    last, turn = span.end - 1, page.turn
    style, closing = page.style(span.start), page.style(last)
    extent = page.stretch(span.start, last, style, closing)
    dx, dy = turn.direction(style.dx, style.dy)
    return Line(
        span.text,
        turn.box(*extent) if extent else Box(0, 0, 0, 0),
        round(max(style.size, closing.size), 1),
        style.bold and closing.bold,
        style.italic and closing.italic,
        dx > 0 and abs(dy) < 0.2 * dx,
    )


def unmapped_share(page: TextPage, spans: list[Span]) -> float:
    """The share (0 to 1) of characters that no font maps to text.

    Every character is asked only on a page where the first character of some line is in doubt.
    """
    text = page.text
    total = sum(len(span.text) - span.text.count(" ") for span in spans)
    if not total:
        return 0.0
    odd = len(_UNMAPPABLE.findall(text)) + 8 * text.count("(cid:")
    if any(page.unmapped(span.start) for span in spans):
        odd = max(odd, sum(page.unmapped(i) for span in spans for i in range(span.start, span.end)))
    return round(min(1.0, odd / total), 3)
