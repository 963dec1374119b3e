"""Lines that run up or down the page's own axis, put together again.

So runs text on its side, and also the upright text of many landscape pages, which are portrait pages
turned for display. pdfium tells lines apart by the height of their letters on the page, so that
there nearly every pair of letters set with care (kerned) looks to it like a new line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.lines import SOFT_HYPHEN, Span

_OVERLAP = 0.3
_ASIDE = 0.3
_NEXT_WORD = 0.15
_FAR = 1.0
"""Parts of the size: how far pieces may overlap, how far they may lie beside each other, where a
space begins, where another line does."""
_ENOUGH, _NEARLY_ALL = 60, 0.8
"""Characters that lie one way, and their part of all, from which a page lies on its side."""


def with_sideways_joined(page: TextPage, spans: Sequence[Span]) -> list[Span]:
    """The spans, with neighbours that lie on one line up or down a page made one."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        link = _link(page, before, span) if before else None
        if before is None or link is None:
            joined.append(span)
        else:
            parts = (*(before.parts or (before,)), span)
            joined[-1] = Span(before.start, span.end, before.text + link + span.text, parts)
    return joined


def lying(page: TextPage, spans: Sequence[Span]) -> int:
    """By how many degrees the displayed page is to be turned clockwise so that its text stands upright.

    0 where it does so already, and where less than nearly all of the text lies one way: a plan on its
    side has a page number that does not.
    """
    letters: Counter[int] = Counter()
    for span in spans:
        style = page.style(span.start)
        letters[_away(*page.turn.direction(style.dx, style.dy))] += len(span.text)
    if not letters:
        return 0
    turned, most = letters.most_common(1)[0]
    return turned if most >= _ENOUGH and most >= _NEARLY_ALL * letters.total() else 0


def _away(across: float, down: float) -> int:
    """Degrees clockwise that writing of this direction lacks to run from left to right."""
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 180
    return 270 if down > 0 else 90


def is_shattered(spans: Sequence[Span]) -> bool:
    """True where pdfium took an upright page for one written downwards, each letter a line.

    It does so on pages with little text in far columns: a contents table, a short plan.
    """
    scraps = sum(len(span.text) <= 3 and span.text.isalpha() for span in spans)
    return scraps >= 12 and scraps * 2 > len(spans)


def _link(page: TextPage, before: Span, after: Span) -> str | None:
    """What stands between two pieces of one line; None where they are two lines."""
    style = page.style(before.end - 1)
    if page.style(after.start) != style or before.text.endswith(SOFT_HYPHEN):
        return None
    end, start = page.room(before.end - 1), page.room(after.start)
    if end is None or start is None:
        return None
    if style.sideways:
        # Writing goes up the page's own axis where dy is positive, else down.
        gap = start.bottom - end.top if style.dy > 0 else end.bottom - start.top
        aside = abs(end.left - start.left)
    elif style.level:
        gap = start.left - end.right if style.dx > 0 else end.left - start.right
        aside = abs(end.bottom - start.bottom)
    else:
        return None
    if aside > _ASIDE * style.size or not -_OVERLAP * style.size < gap < _FAR * style.size:
        return None
    spaced = any(c.isspace() and c not in "\r\n" for c in page.text[before.end : after.start])
    return " " if spaced or gap > _NEXT_WORD * style.size else ""
