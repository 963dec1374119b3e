"""Splitting text into sentences, well enough to say who acts in one and to look near a word."""

from __future__ import annotations

import regex

from dhrcheck.document.passage import Span
from dhrcheck.patterns import compiled

_END = compiled(r"""(?<=[.!?]["')\]]{0,3})\s+(?=["'(\[]*[\p{Lu}\d•])|\n+""")
_ABBREVIATION = compiled(
    r"(?:^|[\s(\"'])(?:mr|mrs|ms|miss|dr|prof|rev|sgt|insp|supt|pc|dc|ds|di|st|no|nos|para|paras|p|pp|s|ss|"
    r"sec|art|fig|vol|ed|eds|e\.g|i\.e|eg|ie|etc|al|cf|approx|dept|inc|ltd|rec|ref|jan|feb|mar|apr|"
    r"jun|jul|aug|sept|sep|oct|nov|dec|\p{Lu}|\p{Lu}\.\p{Lu}|\d{1,3}(?:\.\d{1,2})*)\.$",
    regex.IGNORECASE,
)


_LONGEST = 5_000
"""Characters of a sentence at most; only what is no sentence is longer, and looking round each word of
it would take for ever."""


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of ``text`` in order; a newline always ends one. Spans carry no outer spaces."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(
            text, max(start - 1, match.start() - 24, 0), match.start()
        ):
            continue
        _add(spans, text, start, match.start())
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        _add(spans, text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
