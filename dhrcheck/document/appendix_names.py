"""The names of appendices as they are written: "Appendix A", "Annexes 1 to 3", "Attachment Two".

Numbers, number words and Roman numerals are one scheme ("2", "Two", "II"), letters another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

import regex

from dhrcheck.patterns import compiled

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_MOST = 40
"""The highest number that an appendix may have; what is higher is something else."""
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()

# A single letter must be a capital ("appendix a" is hardly ever meant; "annex a copy" is).
_MARK = (
    r"(?:[A-Z]\d{0,2}|\d{1,2}(?:\.\d{1,2})?[A-Za-z]?|[IVX]{2,5}|[ivx]{2,4}|"
    + "|".join(f"{word}|{word.title()}|{word.upper()}" for word in reversed(_NUMBERS))
    + r")(?!\w|'[a-z])"
)
_QUOTED_MARK = rf"[\"'(]?{_MARK}[\"')]?"
_WORD = (
    r"(?P<word>Appendix|appendix|APPENDIX|Appendices|appendices|APPENDICES|Annexes|annexes|ANNEXES|"
    r"Annexe|annexe|ANNEXE|Annex|annex|ANNEX|Attachments|attachments|ATTACHMENTS|"
    r"Attachment|attachment|ATTACHMENT)"
)
# A space may have been lost on either side ("SeeAppendix B").
_NAMED = compiled(
    rf"(?:(?<![\w-])|(?<=\p{{Ll}})(?=\p{{Lu}})){_WORD}\s*[-:]?\s*(?P<marks>{_QUOTED_MARK}"
    rf"(?:\s*(?:,\s*(?:and\s+)?|and\s+|&\s*|or\s+|to\s+|through\s+|-\s*|/\s*)"
    rf"(?:(?:[Aa]ppendix|[Aa]nnexe?)\s+)?{_QUOTED_MARK})*)"
)
_STEMS = [
    written for stem in ("append", "annex", "attachment")
    for written in (stem, stem.title(), stem.upper())
]  # fmt: skip
_PIECE = compiled(rf"(?P<mark>{_MARK})|(?P<range>\bto\b|\bthrough\b|-)")
_PLURAL = frozenset({"appendices", "annexes", "attachments"})


@dataclass(frozen=True, slots=True, order=True)
class AppendixName:
    """``scheme`` is "letter" or "number"; ``ordinal`` counts from 1; ``tail`` is "2" of "A2", "b"
    of "2b"."""

    scheme: str
    ordinal: int
    tail: str = ""

    @property
    def whole(self) -> AppendixName:
        """The appendix that this one is a piece of ("A" for "A2"), or itself."""
        return AppendixName(self.scheme, self.ordinal)


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where appendices are named: ``names`` in order, with the word as printed."""

    start: int
    end: int
    word: str
    names: tuple[tuple[AppendixName, str], ...]
    """Each name with its mark as printed; those between the ends of a range are made up."""


def find_namings(text: str) -> Iterator[Naming]:
    """Every place in ``text`` that names appendices, in order."""
    for match in _named(text):
        word, marks, end = match["word"], match["marks"], match.end()
        if word.casefold() not in _PLURAL:
            # "Appendix A to D" is a range, but in "Appendix A, I ..." and "Appendix 2 to 5 people"
            # only the first is sure; what follows counts only where the word stands again or "and".
            marks, end = _sure(match)
        names = tuple(_names(marks))
        if not names or _is_article(word, marks, text, end):
            continue
        yield Naming(match.start(), end, word, names)


def _named(text: str) -> Iterator[regex.Match[str]]:
    """The matches of the pattern, which is only asked where one of its words can stand."""
    end = 0
    for at in sorted(_beginnings(text)):
        if at >= end and (match := _NAMED.match(text, at)):
            end = match.end()
            yield match


def _beginnings(text: str) -> Iterator[int]:
    for stem in _STEMS:
        at = text.find(stem)
        while at >= 0:
            yield at
            at = text.find(stem, at + 1)


def _sure(match: regex.Match[str]) -> tuple[str, int]:
    """The marks after a singular word that surely belong to it."""
    marks = match["marks"]
    pieces = [p for p in _PIECE.finditer(marks) if p["mark"]]
    last = pieces[0]
    for piece in pieces[1:]:
        one, other = name_of(last["mark"]), name_of(piece["mark"])
        if one is None or other is None or one.scheme != other.scheme:
            break
        between = marks[last.end() : piece.start()]
        repeated = between.strip().casefold().endswith(("appendix", "annex", "annexe"))
        if other.scheme == "letter":
            sure = piece["mark"] != "I" or one.ordinal == 8
        elif "-" in between:
            sure = " " not in between and one.ordinal < other.ordinal
        else:
            sure = "to" not in between.split() and other.ordinal == one.ordinal + 1
        if not (sure or repeated):
            break
        last = piece
    end = last.end()
    return marks[:end], match.start("marks") + end


def _names(marks: str) -> Iterator[tuple[AppendixName, str]]:
    previous: AppendixName | None = None
    ranged = False
    for piece in _PIECE.finditer(marks):
        if piece["range"]:
            ranged = previous is not None
            continue
        name = name_of(piece["mark"])
        if name is None:
            continue
        if ranged and previous is not None and name.scheme == previous.scheme:
            for ordinal in range(previous.ordinal + 1, min(name.ordinal, previous.ordinal + 26)):
                between = AppendixName(name.scheme, ordinal)
                yield between, printed(between)
        ranged = False
        yield name, piece["mark"]
        previous = name


def name_of(mark: str) -> AppendixName | None:
    """The name that a printed mark means, or None."""
    low = mark.casefold()
    if low in _NUMBERS:
        return AppendixName("number", _NUMBERS.index(low) + 1)
    if len(low) > 1 and low in _ROMAN:
        return AppendixName("number", _ROMAN.index(low) + 1)
    if low[0].isdigit():
        digits = "".join(takewhile(str.isdigit, low))
        return (
            AppendixName("number", int(digits), low[len(digits) :])
            if 0 < int(digits) <= _MOST
            else None
        )
    if len(low) == 1 or low[1:].isdigit():
        return AppendixName("letter", ord(low[0]) - ord("a") + 1, low[1:])
    return None


def printed(name: AppendixName) -> str:
    """A name in its plain form: "B", "3"."""
    head = chr(ord("A") + name.ordinal - 1) if name.scheme == "letter" else str(name.ordinal)
    return head + name.tail


def _is_article(word: str, marks: str, text: str, end: int) -> bool:
    """True for "the annex I read" and "attachment 68 times": words that name no appendix."""
    if word.startswith("attach") and marks.strip()[:1].isdigit():
        # "Quality of attachment 68" is a cell of a table, hardly a document.
        return True
    if marks.strip() not in ("I", "A") or not word.islower():
        return False
    return text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
