"""Dates in running text and in cells, in every form that British reports write them.

Day comes before month. Only a date that cannot be read so ("10/16/2015") is read month first, and says
so. Numbers of sections, paragraphs, versions, telephones and times are no dates; a year in the title
of an Act is given and marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from dhrcheck.document.date_forms import FORM_NAMES, MONTHS, PATTERN
from dhrcheck.document.date_readers import READERS, FoundDate, is_real
from dhrcheck.document.date_vague import Vague, is_vague
from dhrcheck.document.model import PartialDate
from dhrcheck.patterns import compiled

__all__ = ["FoundDate", "Vague", "find_dates", "is_vague"]

_BORROWS = compiled(r"\s*(?:-|–|to|and|until|till|or|&|/)\s*(?:on\s+|the\s+)*", regex.IGNORECASE)
_SEED = compiled(
    r"\d+(?:\s?[/.-]\s?\d+)*|[lI]{1,2}(?:st|th|\s)|\b(?:end|close)\b", regex.IGNORECASE
)
_QUARTER = compiled(r"\bq[tu\d .]|\bfy", regex.IGNORECASE)
_REACH = 48
"""Characters each side of a figure in which a date that holds it can lie."""


def find_dates(text: str, *, default_year: int | None = None) -> tuple[FoundDate, ...]:
    """The dates in ``text`` in order. ``default_year`` is taken where a date gives none."""
    found = [f for start, end in _windows(text) for f in _scan(text, start, end)]
    found = _borrow_years(text, found)
    if default_year is not None:
        found = [
            _dated(f, replace(f.when, year=default_year)) if f.when.year is None else f
            for f in found
        ]
    return tuple(found)


def _windows(text: str) -> list[tuple[int, int]]:
    """Where dates can be: around long or joined figures, and around others beside a month's name.

    The long pattern then skips most of a report.
    """
    windows: list[tuple[int, int]] = []
    for seed in _SEED.finditer(text):
        if len(seed.group()) < 4 or seed.group().isalpha():
            around = text[max(0, seed.start() - 24) : seed.end() + 28].lower()
            if not any(month in around for month in MONTHS) and not _QUARTER.search(around):
                continue
        start, end = max(0, seed.start() - _REACH), min(len(text), seed.end() + _REACH)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _scan(text: str, position: int, last: int) -> Iterator[FoundDate]:
    while (match := PATTERN.search(text, position, last)) is not None:
        form = next(name for name in FORM_NAMES if match.group(f"as_{name}") is not None)
        dates = list(READERS[form](text, match))
        yield from dates
        # What is no date after all may still hold one further on: "Section 9 May 2004".
        position = match.end() if dates else match.start() + _first_word(match.group())


def _first_word(words: str) -> int:
    gap = regex.search(r"(?<=\w)[^\w]+|(?<=\d)(?=\p{L})", words)
    return gap.end() if gap and gap.end() > 0 else len(words)


def _dated(found: FoundDate, when: PartialDate) -> FoundDate:
    if not is_real(when):
        return found
    return replace(found, when=when, full=when.day is not None and when.year is not None)


def _borrow_years(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """A date without a year takes that of the date it is joined to: "12 May to 3 June 2021"."""
    for i in range(len(found) - 2, -1, -1):
        this, following = found[i], found[i + 1]
        between = text[this.end : following.start]
        year = following.when.year
        if this.when.year is not None or year is None or len(between) > 16:
            continue
        if _BORROWS.fullmatch(between) is None or following.when.month is None:
            continue
        earlier = (this.when.month or 0) > following.when.month
        found[i] = _dated(this, replace(this.when, year=year - earlier))
    return found
