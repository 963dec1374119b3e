"""Points that stand in no list: counted off in one sentence, or as titles without a verb.

"The panel looked at contact with health services, at risk assessment and at stalking" holds three;
so do three lines or table cells that only name a theme.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from dhrcheck.document.passage import Span
from dhrcheck.patterns import compiled

_LEAD = compiled(
    r"\b(?:look\w*\s+(?:in\s+particular\s+|closely\s+)?(?:at|into)|consider\w*|examin\w*|explor\w*"
    r"|focus+(?:ed|es|ing)?\s+on|cover(?:ed|s)?|includ(?:ed|es?|ing)|address(?:ed|es)?|analys(?:ed|es?)"
    r"|attention\s+(?:\w+\s+){0,4}?to)\b(?:\s+the\s+following)?\s*:?\s*"
    r"|\b(?:areas?|themes?|questions?|issues?|matters|points|topics|following|were|are)\s*:\s+",
    regex.IGNORECASE,
)
_SENTENCE = compiled(r"[^.?!\n]+(?:[.?!](?!\s|$)[^.?!\n]*)*[.?!]?")
_SEPARATOR = compiled(r";\s*(?:and\s+)?|,\s*(?:and\s+)?|\s+and\s+", regex.IGNORECASE)
_WORDS = compiled(r"[\p{L}']+")
_FINITE = compiled(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|shall|may|might|must|met"
    r"|agreed|did|does|do|found|set|made|took|held|wrote|saw|see|please"
    r"|(?:panel|reviews?|it|they|we|chair|author|partnership)\s+\w+(?:ed|s))\b",
    regex.IGNORECASE,
)
_LONGEST_TITLE = 25


def counted_off(text: str, start: int, end: int) -> Iterator[Span]:
    """The things that one sentence of ``text[start:end]`` says are looked at, where three or more
    (two between semicolons)."""
    for sentence in _SENTENCE.finditer(text, start, end):
        lead = _LEAD.search(text, sentence.start(), sentence.end())
        if lead is None:
            continue
        pieces = list(_pieces(text, lead.end(), sentence.end()))
        enough = 2 if ";" in text[lead.end() : sentence.end()] else 3
        if len(pieces) >= enough:
            yield from pieces


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    stops = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text, start, end)]
    begun = start
    for stop, following in [*stops, (end, end)]:
        if len(_WORDS.findall(text, begun, stop)) >= 2:
            yield Span(begun, stop)
        begun = following


def is_theme(paragraph: str) -> bool:
    """True for a line that names something to look at and is no sentence ("Training of staff")."""
    count = len(_WORDS.findall(paragraph))
    whole = 2 <= count <= _LONGEST_TITLE and not paragraph.rstrip().endswith((":", ","))
    return whole and _FINITE.search(paragraph) is None
