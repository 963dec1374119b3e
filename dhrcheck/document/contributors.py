"""The agencies that gave to the review, and the abbreviations that it explains."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from dhrcheck.document.model import Fact, Submission, TableRef
from dhrcheck.document.text import fold
from dhrcheck.document.vocabulary import AgencyWords
from dhrcheck.document.voices import Voice
from dhrcheck.patterns import compiled

_MARK = compiled(r"^(?:[•·*o-]\s+|\(?\w{1,3}[.)]\s+|\d+(?:\.\d+)+\s+)")
_CUT = compiled(
    r"\s*(?:\s-\s|:|;|\(|,?\s+\b(?:provided|submitted|supplied|gave|contributed|completed|who|which|had)\b).*$"
)
_GIFT = compiled(
    r"\b(?:IMRs?|individual management review|chronolog\w+|summary report|short report|report|information"
    r"|nil return|no contact)\b.*$",
    regex.IGNORECASE,
)
_SENTENCE = compiled(
    r"\b(?:was|were|is|are|has|have|had|the panel|asked|agreed)\b", regex.IGNORECASE
)
_HEAD = compiled(
    r"\b(?:agenc(?:y|ies)|organi[sz]ations?|services?|contributors?)\b", regex.IGNORECASE
)
_LONGEST = 80
_BRACKETED = compiled(r"\((?P<short>\p{Lu}[\p{Lu}\d&/-]{1,8})s?\)")
_WORDS = compiled(r"[\p{L}\d']+")
_SMALL = frozenset("and of the for to in on at by with a an".split())
_ENTRY = compiled(
    r"^(?P<short>\p{Lu}[\p{L}\d&/-]{1,9})\s*(?:-|:|=|\s{2,}|\s)\s*(?P<full>\p{Lu}[^\n]{3,110})$",
    regex.M,
)


def find_agencies(voice: Voice) -> Iterator[Fact]:
    """The agencies under "contributors to the review": items and table rows that name a known kind."""
    agencies = voice.submission.vocabulary.agencies
    if not agencies:
        return
    known = _folded(agencies)
    seen: set[str] = set()
    for zone in voice.sections("contributors"):
        start = zone.start
        for text in voice.text[zone.start : zone.end].split("\n"):
            line = voice.passage.line_at(start)
            name = _agency_name(text)
            if line.cell is not None and (line.cell.column > 1 or _HEAD.fullmatch(text.strip())):
                name = None
            if name and name.casefold() not in seen and _is_known(name, known):
                seen.add(name.casefold())
                at = start + max(text.find(name), 0)
                yield voice.fact(name, at, at + len(name))
            start += len(text) + 1


@lru_cache(maxsize=4)
def _folded(agencies: tuple[AgencyWords, ...]) -> tuple[str, ...]:
    return tuple(f" {fold(word)} " for agency in agencies for word in agency.words)


def _is_known(name: str, known: tuple[str, ...]) -> bool:
    folded = f" {fold(name)} "
    return any(word in folded for word in known)


def _agency_name(text: str) -> str | None:
    """The agency that an item or a cell names; None for sentences."""
    bare = _MARK.sub("", text.strip())
    name = _CUT.sub("", bare)
    if name == bare:
        name = _GIFT.sub("", bare)
    name = name.strip(" .,-")
    if not name or len(name) > _LONGEST or not name[0].isupper() or _SENTENCE.search(name):
        return None
    return name


def find_abbreviations(
    submission: Submission, voices: tuple[Voice, ...]
) -> tuple[tuple[str, str], ...]:
    """Abbreviations with what they stand for: from glossaries, and "Full Name (FN)" in the text."""
    found: dict[str, str] = {}
    for short, full in _glossary(submission):
        found.setdefault(short, full)
    for voice in voices:
        for match in _BRACKETED.finditer(voice.text):
            if match["short"] in found:
                continue
            full_name = _expansion(
                voice.text[max(0, match.start() - 110) : match.start()], match["short"]
            )
            if full_name is not None:
                found[match["short"]] = full_name
    return tuple(sorted(found.items()))


def _expansion(before: str, short: str) -> str | None:
    """The words just before a bracket whose initials are ``short``, or None."""
    letters = [c for c in short.casefold() if c.isalnum()]
    words = list(_WORDS.finditer(before))
    i = len(letters) - 1
    first = None
    for word in reversed(words):
        initial = word.group()[0].casefold()
        if i >= 0 and initial == letters[i]:
            i -= 1
            first = word
            if i < 0:
                break
        elif word.group().casefold() not in _SMALL:
            return None
    if i >= 0 or first is None:
        return None
    return " ".join(before[first.start() :].split())


def _glossary(submission: Submission) -> Iterator[tuple[str, str]]:
    ranges = [(s.body, s.end) for s in submission.sections if "glossary" in s.slots]
    for start, end in ranges:
        tables = {ln.cell.table for ln in submission.flow[start:end] if ln.cell is not None}
        for number in sorted(tables):
            yield from _glossary_rows(submission.tables[number])
        for ln in submission.flow[start:end]:
            match = _ENTRY.match(ln.text) if ln.cell is None and not ln.furniture else None
            if match is not None and sum(c.isupper() for c in match["short"]) >= 2:
                yield match["short"], match["full"].strip()


def _glossary_rows(table: TableRef) -> Iterator[tuple[str, str]]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = " ".join(cell.text.split())
    for number in sorted(rows):
        short, full = rows[number].get(0, ""), rows[number].get(1, "")
        if (
            2 <= len(short) <= 12
            and sum(c.isupper() for c in short) >= 2
            and len(full) > len(short)
        ):
            yield short, full
