"""How far a text tells events in the order of their dates."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

import regex

from dhrcheck.document.dates import find_dates
from dhrcheck.document.model import PartialDate
from dhrcheck.document.passage import Passage, Span
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import CompiledPhrases

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH_ALONE = compiled(
    r"(?:\b(?:In|By|During|Early|Late|Until|Since|From|in|by|during|early|late|until|since|from)\s+"
    r"(?:early\s+|late\s+|mid-?\s?)?|^)"
    rf"(?P<month>{'|'.join(_MONTHS)})\b(?!\s+\d{{2,4}}\b)(?!\s+(?:19|20)\d\d)",
    regex.MULTILINE,
)
"""A month without day or year ("In January police were called"), under the heading of its year."""
_YEAR_FIRST = compiled(
    r"^(?:\d{1,2}(?:\.\d{1,3})+\.?\s+)(?P<year>(?:19|20)\d\d)(?=\s*[:.,-]|\s+\p{Lu}|\s*$)",
    regex.MULTILINE,
)
"""A year that opens a numbered paragraph ("2.1 2008: ..."): elsewhere figures in a row are no dates."""
_MOSTLY = 0.6
"""Share of dates not earlier than the one before, from which a text keeps their order: by chance it
is half of them."""


class Told(NamedTuple):
    """``rising``: the longest row of dates each later than the one before, ``spans`` the sentences
    that give any date. ``ordered``: most dates are not earlier than the one before."""

    rising: int
    ordered: bool
    spans: tuple[Span, ...]


def told_in_order(passage: Passage, where: Span, leave_out: CompiledPhrases) -> Told:
    """The dates of ``where``, without those in sentences with words of ``leave_out``.

    A month without a year belongs to the year last given; a year alone to its month last given.
    """
    text = passage.text[where.start : where.end]
    found = [(date.start, date.when) for date in find_dates(text) if not date.of_law]
    taken = {start for start, _ in found}
    found += [
        (m.start("month"), PartialDate(None, _MONTHS.index(m["month"]) + 1))
        for m in _MONTH_ALONE.finditer(text)
        if m.start("month") not in taken
    ]
    found += [
        (m.start("year"), PartialDate(int(m["year"])))
        for m in _YEAR_FIRST.finditer(text)
        if m.start("year") not in taken
    ]
    keys: list[tuple[int, int, int]] = []
    spans: dict[Span, None] = {}
    year, month = 0, 0
    for start, when in sorted(found, key=lambda pair: pair[0]):
        sentence = passage.sentence_at(where.start + start)
        if leave_out.search(passage.text, *sentence):
            continue
        if when.year is None and not year:
            continue
        if when.year is not None and when.year != year:
            year, month = when.year, 0
        month = when.month if when.month is not None else month
        keys.append((year, month, when.day or 0))
        spans[sentence] = None
    return Told(_longest_rise(keys), _keeps_order(keys), tuple(spans))


def _longest_rise(keys: list[tuple[int, int, int]]) -> int:
    ends: list[tuple[int, int, int]] = []
    for key in keys:
        at = bisect_left(ends, key)
        ends[at : at + 1] = [key]
    return len(ends)


def _keeps_order(keys: list[tuple[int, int, int]]) -> bool:
    steps = [a[:2] <= b[:2] for a, b in pairwise(keys)]
    return not steps or sum(steps) / len(steps) >= _MOSTLY
