"""The forms in which an entry of the list may stand in a text.

A name: in full, with or without its middle names, turned round, by initial and surname, glued together
(as in file names), by surname alone, by first name alone. A date: in every form. Addresses and numbers:
whatever stands between their letters and figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import regex

from dhrcheck.document.dates import find_dates
from dhrcheck.patterns import compiled
from dhrcheck.protected.folding import folded, spelt_out, tokens_of
from dhrcheck.protected.listing import ProtectedNames
from dhrcheck.protected.ordinary import ORDINARY, PARTICLES, PLACES, TITLES

_GLUED_FROM = 7
_SUFFIXES = frozenset("jr jnr junior snr sr senior".split())
_STREETS = {
    "road": "rd", "street": "st", "avenue": "ave", "lane": "ln", "drive": "dr", "close": "cl",
    "crescent": "cres", "terrace": "terr", "court": "ct", "gardens": "gdns",
}  # fmt: skip
_POSTCODE = compiled(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b")
_NO_ADDRESS = compiled(r"(?:flat|unit|apartment|apt|room|no|number)?\W*\d{1,4}[a-z]?")


@dataclass(frozen=True, slots=True)
class Form:
    """Words in a row, folded. ``certain`` is False where they may well be somebody else's.

    ``entry`` is the number of the list's entry, from 0. ``ordinary``: a single word that is an
    ordinary one too. ``first_name``: a first name alone.
    """

    words: tuple[str, ...] = field(repr=False)
    entry: int
    certain: bool = True
    ordinary: bool = False
    first_name: bool = False
    surname: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """An address or a number, as a pattern over folded text."""

    pattern: regex.Pattern[str] = field(repr=False)
    entry: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms of a list; those of words by their first word."""

    by_word: dict[str, tuple[Form, ...]] = field(repr=False)
    patterns: tuple[Pattern, ...] = field(repr=False)
    days: dict[date, int] = field(repr=False)
    """Dates of birth by the number of their entry."""
    glued: dict[str, int] = field(repr=False)
    """First name and surname as one word, to be found inside another (in file names)."""

    @property
    def singles(self) -> dict[str, Form]:
        """The surnames and single words that are no ordinary words: what may stand misspelt."""
        return {
            form.words[0]: form
            for forms in self.by_word.values()
            for form in forms
            if len(form.words) == 1 and form.surname and not form.ordinary
        }


def forms_of(names: ProtectedNames) -> Forms:
    """The forms of every entry of the list; of equal ones the surest counts."""
    best: dict[tuple[str, ...], Form] = {}
    patterns: list[Pattern] = []
    days: dict[date, int] = {}
    for number, entry in enumerate(names.entries):
        for variant in entry.variants:
            day = _day(variant)
            if day is not None:
                days.setdefault(day, number)
            elif _is_address_or_number(variant):
                patterns += _patterns(variant, number)
            else:
                for form in _name_forms(variant, number):
                    known = best.get(form.words)
                    if known is None or (form.certain and not known.certain):
                        best[form.words] = form
    by_word: dict[str, list[Form]] = {}
    for form in best.values():
        by_word.setdefault(form.words[0], []).append(form)
    longest_first = {
        word: tuple(sorted(found, key=lambda f: -len(f.words))) for word, found in by_word.items()
    }
    return Forms(longest_first, tuple(patterns), days, _glued(names))


def _glued(names: ProtectedNames) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, entry in enumerate(names.entries):
        for variant in entry.variants:
            words = tokens_of(variant).words
            if len(words) > 1 and not _is_address_or_number(variant):
                for glued in (words[0] + words[-1], words[-1] + words[0]):
                    if len(glued) >= _GLUED_FROM:
                        found.setdefault(glued, number)
    return found


def _day(variant: str) -> date | None:
    found = find_dates(variant)
    if len(found) == 1 and found[0].full and found[0].end - found[0].start >= len(variant) - 16:
        return found[0].when.earliest()
    return None


def _is_address_or_number(variant: str) -> bool:
    words = tokens_of(variant).words
    return (
        any(c.isdigit() for c in variant)
        or "@" in variant
        or ("," in variant and any(w in PLACES for w in words))
    )


def _patterns(variant: str, number: int) -> Iterator[Pattern]:
    low = folded(variant)
    pieces = [piece.strip() for piece in low.split(",") if piece.strip()]
    yield Pattern(_loose(low), number)
    for postcode in _POSTCODE.findall(low):
        yield Pattern(_loose(postcode), number)
    if len(pieces) > 1 or any(word in PLACES for word in tokens_of(low).words):
        for piece in pieces:
            words = tokens_of(piece).words
            if len(words) < 2 or _NO_ADDRESS.fullmatch(piece):
                continue
            has_figure = any(w.isdigit() for w in words)
            yield Pattern(_loose(piece), number, certain=has_figure)
            street = [w for w in words if not w.isdigit() and len(w) > 1]
            if has_figure and len(street) > 1 and street[-1] in PLACES:
                yield Pattern(_loose(" ".join(street)), number, certain=False)


def _loose(text: str) -> regex.Pattern[str]:
    """Letters and figures in their order, with any signs and spaces between their runs."""
    pieces = []
    for word in tokens_of(text).words:
        if word.isdigit():
            pieces.append(r"[ -]?".join(word))
        else:
            short = _STREETS.get(word)
            pieces.append(f"(?:{word}|{short})" if short else regex.escape(word))
    return regex.compile(r"(?<![^\W_])" + r"[\W_]{0,3}".join(pieces) + r"(?![^\W_])")


def _name_forms(variant: str, number: int) -> Iterator[Form]:
    plain = folded(variant)
    without_apostrophe = plain.translate({ord(c): None for c in "'’`´"})
    for spelling in dict.fromkeys((plain, spelt_out(variant), without_apostrophe)):
        yield from _spelt_forms(spelling, number)


def _spelt_forms(name: str, number: int) -> Iterator[Form]:
    surname_first, comma, rest = name.partition(",")
    if comma and rest.strip():
        name = f"{rest} {surname_first}"
    words = [tokens_of(word).words for word in name.split()]
    words = [word for word in words if word]
    while len(words) > 1 and words[0][0] in TITLES:
        words = words[1:]
        if len(words) == 1:
            break
    while len(words) > 2 and words[-1][0] in _SUFFIXES:
        words = words[:-1]
    if len(words) == 1:
        yield from _single(words[0], number)
        return
    at = len(words) - 1
    while at > 1 and words[at - 1][0] in PARTICLES:
        at -= 1
    given, surname = words[:at], tuple(w for word in words[at:] for w in word)
    yield from _whole(given, surname, number)
    yield from _surname(surname, words[-1], number)
    first = given[0]
    yield Form(first, number, False, len(first) == 1 and first[0] in ORDINARY, first_name=True)


def _single(word: tuple[str, ...], number: int) -> Iterator[Form]:
    yield Form(word, number, True, len(word) == 1 and word[0] in ORDINARY, surname=True)
    if len(word) > 1 and len("".join(word)) > 4:
        yield Form(("".join(word),), number)


def _whole(given: list[tuple[str, ...]], surname: tuple[str, ...], number: int) -> Iterator[Form]:
    first = given[0]
    every = tuple(w for word in given for w in word)
    letters = [word[0][0] for word in given]
    yield Form((*every, *surname), number)
    yield Form((*first, *surname), number)
    yield Form((*surname, *first), number)
    yield Form((*surname, *every), number)
    yield Form((letters[0], *surname), number)
    for initial in letters[1:]:
        yield Form((*first, initial, *surname), number)
    if len(letters) > 1:
        yield Form((*letters, *surname), number)
        yield Form(("".join(letters), *surname), number)
    tail = "".join(surname)
    for glued in (
        "".join(first) + tail,
        tail + "".join(first),
        letters[0] + tail,
        tail + letters[0],
    ):
        if len(tail) > 3:
            yield Form((glued,), number)


def _surname(surname: tuple[str, ...], last: tuple[str, ...], number: int) -> Iterator[Form]:
    if len("".join(surname)) < 2:
        return
    single = len(surname) == 1
    yield Form(surname, number, True, single and surname[0] in ORDINARY, surname=True)
    if single:
        return
    if len("".join(surname)) > 4:
        yield Form(("".join(surname),), number, surname=True)
    # "Jones" of "Smith-Jones", "Berg" of "van der Berg": perhaps somebody else.
    halves = surname if len(last) > 1 else last
    for half in halves:
        if len(half) > 3 and half not in PARTICLES:
            yield Form((half,), number, False, half in ORDINARY, surname=True)
