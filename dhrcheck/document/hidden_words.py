"""Quotes never show words that were covered on the page: whoever covered them meant them to be gone."""

from __future__ import annotations

from dataclasses import replace

from dhrcheck.document.model import FlowLine, Submission
from dhrcheck.outcome import Evidence, Outcome
from dhrcheck.patterns import compiled
from dhrcheck.reading.model import Cover, Hidden

_MASK = "•••"
_WORD = compiled(r"[\p{L}\d]+")
_SLACK = 2


def without_hidden_words(outcome: Outcome, submission: Submission) -> Outcome:
    """The outcome, the words that are covered on the page masked in its quotes."""
    if not any(page.hidden for file in submission.files for page in file.pages):
        return outcome
    covered: dict[tuple[int, int], frozenset[str]] = {}

    def shown(file: int, page: int | None, quote: str | None) -> str | None:
        if page is None or not quote:
            return quote
        words: frozenset[str] = frozenset()
        # A quote may begin on the page before and end on the one after.
        for place in ((file, page - 1), (file, page), (file, page + 1)):
            if place not in covered:
                covered[place] = _covered_on(submission, *place)
            words |= covered[place]
        return _masked(quote, words) if words else quote

    def all_shown(found: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(replace(each, quote=shown(each.file, each.page, each.quote)) for each in found)

    nearest = outcome.nearest
    if nearest:
        quote = shown(nearest.file, nearest.page, nearest.quote) or ""
        nearest = replace(nearest, quote=quote)
    return replace(
        outcome,
        evidence=all_shown(outcome.evidence),
        on_screen=all_shown(outcome.on_screen),
        nearest=nearest,
    )


def _covered_on(submission: Submission, file: int, page: int) -> frozenset[str]:
    """The words (in lower case) that are covered on one page."""
    pages = submission.files[file].pages
    if not 0 < page <= len(pages):
        return frozenset()
    meant = [hidden for hidden in pages[page - 1].hidden if _is_meant(hidden)]
    lines = [line for line in submission.flow if (line.file, line.page) == (file, page)]
    return frozenset(
        word.lower() for hidden in meant for line in lines for word in _under(line, hidden)
    )


def _is_meant(hidden: Hidden) -> bool:
    """True for words that were covered on purpose, rather than by the design of a page."""
    return hidden.dark or hidden.cover in (Cover.COLOUR, Cover.MARK)


def _under(line: FlowLine, hidden: Hidden) -> list[str]:
    """The words of a line that lie under a cover, by their share of its width and a little more."""
    own, box = line.box, hidden.box
    if not own.y0 < (box.y0 + box.y1) / 2 < own.y1 or own.x1 <= own.x0:
        return []
    scale = len(line.text) / (own.x1 - own.x0)
    start, end = (box.x0 - own.x0) * scale - _SLACK, (box.x1 - own.x0) * scale + _SLACK
    return [m.group() for m in _WORD.finditer(line.text) if m.end() > start and m.start() < end]


def _masked(quote: str, covered: frozenset[str]) -> str:
    """The quote with its covered words masked: two side by side, and any name or number."""
    words = list(_WORD.finditer(quote))
    known = [word.group().lower() in covered for word in words]
    pieces, at = [], 0
    for i, word in enumerate(words):
        beside = (i > 0 and known[i - 1]) or (i + 1 < len(words) and known[i + 1])
        telling = word.group()[0].isupper() or word.group()[0].isdigit()
        if known[i] and (beside or telling):
            pieces += [quote[at : word.start()], _MASK]
            at = word.end()
    return "".join([*pieces, quote[at:]])
