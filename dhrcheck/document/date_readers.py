"""How each written form of a date becomes a ``PartialDate``: one reader for each form.

A reader gives nothing where its words are no date after all (a paragraph number, a verb).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from dhrcheck.document.date_forms import LABEL, LAW, LAW_AFTER, MONTHS, SEASONS
from dhrcheck.document.model import PartialDate

_FIGURES = str.maketrans("OolI", "0011")
_ORDINARY_WORD = ("may", "mar", "march", "dec", "sep", "sept", "jan", "nov", "oct", "jun", "jul")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at ``text[start:end]``. ``full`` is True where day, month and year are known.

    ``us_order``: it can only be read month first. ``of_law``: the year of an Act's title. Days given
    together ("12th and 13th May 2021") are several dates over the same words.
    """

    start: int
    end: int
    when: PartialDate
    full: bool
    us_order: bool = False
    of_law: bool = False


def _made(
    match: regex.Match[str],
    when: PartialDate | None,
    *,
    us_order: bool = False,
    of_law: bool = False,
) -> Iterator[FoundDate]:
    if when is not None and is_real(when):
        full = when.year is not None and when.day is not None
        yield FoundDate(match.start(), match.end(), when, full, us_order, of_law)


def is_real(when: PartialDate) -> bool:
    try:
        if when.day is not None and when.month is not None:
            # A leap year where none is given: 29 February may be meant.
            date(when.year or 2024, when.month, when.day)
        when.latest()
    except ValueError:
        return False
    return True


def _month(name: str) -> int:
    return MONTHS[name[:3].lower()]


def _figure(text: str) -> int:
    return int(text.translate(_FIGURES))


def _year(text: str | None) -> int | None:
    """A year of four or two figures; two mean 1940 to 2039."""
    if text is None:
        return None
    figures = _figure(text.lstrip("'’"))
    if figures < 100:
        return figures + (2000 if figures < 40 else 1900)
    return figures if 1900 <= figures <= 2099 else None


def _read_iso(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    yield from _made(match, PartialDate(int(match["y"]), int(match["m"]), int(match["d"])))


def _read_numeric(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    first, second, year = int(match["d"]), int(match["m"]), _year(match["y"])
    if year is None or (match["sep"].strip() != "/" and _is_numbering(text, match)):
        return
    if first <= 12 < second <= 31:
        yield from _made(match, PartialDate(year, first, second), us_order=True)
    elif second <= 12:
        yield from _made(match, PartialDate(year, second, first))


def _is_numbering(text: str, match: regex.Match[str]) -> bool:
    """True for "5.12.19" where it numbers a paragraph, a version or a document."""
    if LABEL.search(text, max(0, match.start() - 24), match.start()):
        return True
    if len(match["y"]) == 4:
        return False
    opens = match.start() == 0 or text[match.start() - 1] == "\n"
    return opens and len(match["d"]) == 1 and text[match.end() : match.end() + 2].strip().isalpha()


def _is_word(match: regex.Match[str]) -> bool:
    """True where the "month" is a verb or a fragment: "section 9 may", "3 mar"."""
    name = match["month"].rstrip(".")
    return name.islower() and name in _ORDINARY_WORD and not match.groupdict().get("th")


def _read_days(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    year = _year(match["y"])
    if (year is None and _is_word(match)) or (
        not match["th"] and LABEL.search(text, max(0, match.start() - 24), match.start())
    ):
        return
    days = [_figure(d) for d in match.captures("d")]
    if len(days) == 2 and days[0] > days[1] and year is None and not match["th"]:
        return
    for day in days:
        yield from _made(match, PartialDate(year, _month(match["month"]), day))


def _read_day(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    year = _year(match["y"])
    if year is None and _is_word(match):
        return
    if not match["th"] and LABEL.search(text, max(0, match.start() - 24), match.start()):
        return
    if not match["d"][0].isdigit() and year is None and not match["th"]:
        return
    yield from _made(match, PartialDate(year, _month(match["month"]), _figure(match["d"])))


def _read_month_day(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    year = _year(match["y"]) if "y" in match.groupdict() else None
    if not (year is None and _is_word(match)):
        yield from _made(match, PartialDate(year, _month(match["month"]), _figure(match["d"])))


def _read_months(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    first, last, year = _month(match["month"]), _month(match["last"]), _year(match["y"])
    if year is None:
        return
    if first > last:
        yield from _made(match, PartialDate(year - 1, first, last_month=last, last_year=year))
    else:
        yield from _made(match, PartialDate(year, first, last_month=last))


def _read_month(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    short = match["y"] is not None and len(match["y"].lstrip("'’")) == 2
    if short and (_is_word(match) or match["month"].islower()):
        return
    year = _year(match["y"])
    of_law = LAW.search(text, max(0, match.start() - 24), match.start()) is not None
    if year is not None:
        yield from _made(match, PartialDate(year, _month(match["month"])), of_law=of_law)


def _read_end_month(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    if not _is_word(match):
        yield from _made(match, PartialDate(None, _month(match["month"])))


def _financial(words: str) -> tuple[int, int] | None:
    """First and last year of "2024/25", "24/25", "2021-2023" or "2023"; None where it is none."""
    pieces = [p for p in regex.split(r"\s*[/–-]\s*", words.translate(_FIGURES)) if p]
    first = _year(pieces[0])
    if first is None:
        return None
    if len(pieces) == 1:
        return first, first
    last = first // 100 * 100 + int(pieces[1]) if len(pieces[1]) == 2 else int(pieces[1])
    if last < first:
        last += 100
    return (first, last) if first < last <= first + 40 else None


def _read_quarter(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    years = _financial(match["fy"])
    if years is None:
        return
    captures = match.capturesdict()
    first = int(match["q"])
    last = int(captures["lastq"][0]) if captures.get("lastq") else first
    if years[1] - years[0] > 1 or last < first:
        return
    # Councils count from April: the fourth quarter lies in the year after.
    start_year, start = _quarter(years[0], first)
    end_year, end = _quarter(years[0], last)
    yield from _made(
        match,
        PartialDate(
            start_year,
            start,
            last_month=end + 2,
            last_year=end_year if end_year != start_year else None,
        ),
    )


def _quarter(year: int, quarter: int) -> tuple[int, int]:
    """Year and first month of a financial quarter."""
    return (year + 1, 1) if quarter == 4 else (year, 1 + 3 * quarter)


def _read_season(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    years = _financial(match["fy"])
    if years is None:
        return
    first, last = SEASONS[match["season"].lower()]
    year = years[0]
    following = year + 1 if last < first else None
    yield from _made(match, PartialDate(year, first, last_month=last, last_year=following))


def _read_month_year(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    yield from _made(match, PartialDate(int(match["y"]), int(match["m"])))


def _read_years(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    years = _financial(match["fy"])
    if years is None:
        return
    short = len(regex.split(r"[/–-]", match["fy"])[1].strip()) == 2
    if years[1] == years[0] + 1 and (short or "/" in match["fy"]):
        yield from _made(match, PartialDate(years[0], 4, last_month=3, last_year=years[1]))
    else:
        yield from _made(match, PartialDate(years[0], last_year=years[1]))


_TURNS = {"mid": (5, 8), "middle": (5, 8), "early": (1, 4), "start": (1, 3), "beginning": (1, 3)}


def _read_year(text: str, match: regex.Match[str]) -> Iterator[FoundDate]:
    year = int(match["y"])
    before = text[max(0, match.start() - 24) : match.start()]
    if regex.search(r"\d[\s-]$", before) and not match["turn"] and not before.endswith("\n"):
        return
    of_law = LAW.search(before) is not None or LAW_AFTER.match(text, match.end()) is not None
    turn = match["turn"]
    if not turn:
        yield from _made(match, PartialDate(year), of_law=of_law)
        return
    words = turn.lower().split()
    span = next(
        (_TURNS[w] for w in words if w in _TURNS),
        (9, 12) if words[0] in ("late", "later") else (12, 12),
    )
    yield from _made(match, PartialDate(year, span[0], last_month=span[1]))


READERS = {
    "iso": _read_iso,
    "numeric": _read_numeric,
    "days": _read_days,
    "day": _read_day,
    "monthday": _read_month_day,
    "monthth": _read_month_day,
    "months": _read_months,
    "month": _read_month,
    "quarter": _read_quarter,
    "yearquarter": _read_quarter,
    "season": _read_season,
    "monthyear": _read_month_year,
    "years": _read_years,
    "endmonth": _read_end_month,
    "year": _read_year,
}
