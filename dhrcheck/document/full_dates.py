"""Days given in full (day, month and year) in a long text, found fast.

``find_dates`` knows every form of a date; here only whole days count, so that their month's name, or
three numbers in a row, leads to them. A day and month without a year is given too, and marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import regex

from dhrcheck.document.date_forms import LABEL
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import WordIndex, word_index

_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ENDINGS = ("st", "nd", "rd", "th")
_TH = r"(?:\s?(?:st|nd|rd|th)(?!\p{L}))?"
_BEFORE = compiled(
    rf"(?<![\d.,:/£-])(?<!\d )(?P<d>0?[1-9]|[12]\d|3[01]){_TH}"
    r"(?:\s+(?:day\s+)?of|\s+of\s+the\s+month\s+of)?[\s,./-]{0,3}$",
    regex.IGNORECASE,
)
_YEAR_AFTER = compiled(
    r"\p{L}*\.?[\s,./'’-]{0,3}(?P<y>(?:19|20)\d\d|(?<=['’/-])\d\d|\d\d(?=\s*(?:$|[\n.,;)])))(?!\d|:)"
)
_DAY_AFTER = compiled(
    r"\p{L}*\s+(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s*,?\s+(?P<y>(?:19|20)\d\d)(?!\d)"
)
_DIGIT = compiled(r"(?<![\d/.])\d{1,2}(?!\d)")
_NUMERIC = compiled(
    r"(?<![\d./:£-])(?:(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))(?![\d/:]|[.-]\d)"
)


class FullDate(NamedTuple):
    """A day at ``text[start:end]``; ``day`` has the year 1 where the text gives none."""

    start: int
    end: int
    day: date

    @property
    def has_year(self) -> bool:
        return self.day.year > 1

    @property
    def month(self) -> str:
        """ "YYYY-MM"."""
        return f"{self.day.year:04}-{self.day.month:02}"


@lru_cache(maxsize=16)
def full_dates(text: str) -> tuple[FullDate, ...]:
    """The whole days in ``text``, by place."""
    found = [*_by_name(text, word_index(text)), *_by_numbers(text)]
    found.sort(key=lambda f: (f.start, -f.end))
    kept: list[FullDate] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _by_name(text: str, index: WordIndex) -> Iterator[FullDate]:
    for name, month in _NAMES.items():
        for number in index.numbers_of(name):
            start = index.starts[number]
            if name in ("may", "mar", "march") and not text[start].isupper():
                continue
            yield from _at(text, start, month)
    yield from _glued(text, index)


def _glued(text: str, index: WordIndex) -> Iterator[FullDate]:
    """ "14thMarch", "14March", "March2021": the space between was lost."""
    for number, word in _with_figures(index):
        for cut, letter in enumerate(word):
            if letter.isalpha():
                bare = word[cut + 2 :] if word[cut : cut + 2] in _ENDINGS else word[cut:]
                name = bare.rstrip("0123456789")
                if name in _NAMES:
                    yield from _at(text, index.starts[number] + len(word) - len(bare), _NAMES[name])
                break
    for name, month in _NAMES.items():
        if len(name) > 3:
            for number in index.beginning(name):
                if index.words[number][len(name) :].isdigit():
                    yield from _at(text, index.starts[number], month)


def _with_figures(index: WordIndex) -> Iterator[tuple[int, str]]:
    for figure in "123":
        for number in index.beginning(figure):
            word = index.words[number]
            if len(word) > 4 and not word.isdigit():
                yield number, word


def _at(text: str, start: int, month: int) -> Iterator[FullDate]:
    """The day round a month's name at ``start``."""
    left = max(0, start - 20)
    if not _DIGIT.search(text, left, start + 26):
        return
    before = _BEFORE.search(text[left:start])
    if before is not None:
        opens = left + before.start("d")
        if LABEL.search(text, max(0, opens - 16), opens) and not text[opens:start].strip(
            " 0123456789"
        ):
            return
        after = _YEAR_AFTER.match(text, start)
        end = after.end() if after is not None else start + len(_letters(text, start))
        yield from _made(opens, end, before["d"], month, after["y"] if after is not None else None)
        return
    after = _DAY_AFTER.match(text, start)
    if after is not None:
        yield from _made(start, after.end(), after["d"], month, after["y"])


def _letters(text: str, start: int) -> str:
    found = regex.match(r"\p{L}+", text[start : start + 12])
    return found.group() if found is not None else ""


def _by_numbers(text: str) -> Iterator[FullDate]:
    for match in _NUMERIC.finditer(text):
        if match["iso"]:
            year, month, day = match["iso"].split("-")
            yield from _made(match.start(), match.end(), day, int(month), year)
            continue
        first, second = int(match["d"]), int(match["m"])
        if match["sep"] == "." and len(match["y"]) == 2:
            # "5.12.19" numbers paragraphs where a line opens with it.
            opens = match.start() == 0 or text[match.start() - 1] == "\n"
            if opens or LABEL.search(text, max(0, match.start() - 24), match.start()):
                continue
        if second > 12 >= first:
            first, second = second, first
        yield from _made(match.start(), match.end(), str(first), second, match["y"])


def _made(start: int, end: int, day: str, month: int, year: str | None) -> Iterator[FullDate]:
    given = 1
    if year is not None:
        given = int(year)
        if given < 100:
            given += 2000 if given < 40 else 1900
    try:
        yield FullDate(start, end, date(given if year is not None else 1, month, int(day)))
    except ValueError:
        return
