"""Whether an area or a pseudonym that a letter names is the review's own.

Areas are compared by their telling words: "Safer Exampleton Partnership", "Exampleton Borough
Council" and "Exampleton" are one. Slips of text recognition are allowed for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from unicodedata import combining, normalize

import regex

from dhrcheck.document.model import Fact, PersonRole, Place, Role, Submission
from dhrcheck.document.passage import Passage
from dhrcheck.outcome import Evidence
from dhrcheck.patterns import compiled

GENERIC = frozenset(
    "a an and area authority board borough city citywide combined communities community council "
    "councils county csp district domestic for greater group home homicide in international "
    "joint local london metropolitan moved multi new office of on our part partnership "
    "partnerships public region review royal safe safer safety safeguarding service services "
    "stronger strategic the together town unitary violence dhr dardr abuse death related with".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central mid".split()
)
_LOOK_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b"})
_ACCENTED = compiled(r"[^\x00-\x7f]+")
_POSSESSIVE = re.compile(r"'s\b")
# The standard library finds plain words in a long text in half the time.
_WORD = re.compile(r"[^\W_]+")
_FUZZY = 90
_FUZZY_LETTERS = 6
_OFTEN = 3
"""Mentions in the text from which an area is the review's, though no cover names it."""
_LABEL = compiled(
    r"^(?:(?:adult|subject|victim|perpetrator|child|person|mr|mrs|ms|miss|male|female|dr)\s)?"
    r"[a-z]{1,2}\d?$|^[a-z]{1,4}\d+$"
)


class Match(Enum):
    """How a name of the letter stands to the review; UNSAID: the letter names none."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCERTAIN = "uncertain"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class ReviewNames:
    """What the review, without its letters, calls itself and its people."""

    submission: Submission

    @cached_property
    def passage(self) -> Passage:
        """Everything but the letters."""
        return self.submission.passage((), without=(Role.FEEDBACK_LETTER,))

    @cached_property
    def text(self) -> str:
        """The words of the review, folded, with a space at both ends."""
        return f" {folded(self.passage.text)} "

    @cached_property
    def counted(self) -> Counter[str]:
        return Counter(self.text.split())

    @cached_property
    def _look_alikes(self) -> tuple[str, ...]:
        return tuple({look_alike(w) for w in self.counted if len(w) >= _FUZZY_LETTERS - 1})

    @cached_property
    def own_areas(self) -> tuple[Fact, ...]:
        """The partnerships that the review names as its own."""
        return self.submission.facts.partnerships

    @cached_property
    def own_area_words(self) -> frozenset[str]:
        return frozenset(word for fact in self.own_areas for word in area_words(fact.value))

    @cached_property
    def front(self) -> str:
        """The words of covers and of the first three pages of each file."""
        lines = [
            ln.text
            for ln in self.submission.flow
            if ln.page <= 3 and not self._letter(ln.page, ln.file)
        ]
        return f" {folded(' '.join(lines))} "

    def _letter(self, page: int, file: int) -> bool:
        return any(
            p.file == file and p.first_page <= page <= p.last_page
            for p in self.submission.parts_of(Role.FEEDBACK_LETTER)
        )

    def times(self, word: str) -> int:
        """How often a word stands in the review; near spellings count once."""
        count = self.counted[word]
        if count or len(word) < _FUZZY_LETTERS:
            return count
        from rapidfuzz import fuzz, process

        near = process.extractOne(
            look_alike(word), self._look_alikes, scorer=fuzz.ratio, score_cutoff=_FUZZY
        )
        return 1 if near else 0

    def area(self, partnership: str) -> Match:
        """Whether ``partnership`` is the review's own area."""
        words = area_words(partnership)
        telling = [w for w in words if w not in _DIRECTIONS]
        phrase = folded(partnership)
        if not telling:
            if not phrase:
                return Match.UNSAID
            return Match.AGREES if f" {phrase} " in self.text else Match.UNCERTAIN
        times = [self.times(word) for word in telling]
        if not any(times):
            return Match.DIFFERS
        if self.is_other_end(partnership):
            return Match.UNCERTAIN
        home = self.own_area_words or frozenset(self.front.split())
        at_home = any(w in home or f" {w} " in self.front for w in telling)
        near = any(not self.counted[w] and n for w, n in zip(telling, times, strict=True))
        if at_home or near or max(times) >= _OFTEN:
            return Match.AGREES
        return Match.UNCERTAIN

    def is_other_end(self, partnership: str) -> bool:
        """True where the letter says North of what the review only calls South."""
        words = area_words(partnership)
        for direction, place in pairwise(words):
            if direction in _DIRECTIONS and place not in _DIRECTIONS:
                if f" {direction} {place} " in self.text or f" {place} {direction} " in self.text:
                    return False
                before = {d for d in _DIRECTIONS if f" {d} {place} " in self.text}
                return bool(before)
        return False

    def pseudonym(self, name: str) -> bool:
        """True where the review uses this name."""
        words = folded(name)
        if not words:
            return False
        if f" {words} " in self.text:
            return True
        single = [w for w in words.split() if len(w) >= _FUZZY_LETTERS]
        return bool(single) and all(self.times(w) for w in words.split() if len(w) > 2)

    def own_people(self) -> tuple[str, ...]:
        """The names of the people that the review is about."""
        return tuple(
            p.name
            for p in self.submission.facts.with_role(PersonRole.VICTIM, PersonRole.PERPETRATOR)
        )

    def evidence(self, word: str) -> Evidence | None:
        """The first place in the review where a word stands."""
        match = regex.search(rf"\b{regex.escape(word)}", self.passage.text, regex.IGNORECASE)
        if match is None:
            return None
        return self.passage.evidence(match.start(), match.end(), around=40)


def _bare(match: regex.Match[str]) -> str:
    return "".join(c for c in normalize("NFD", match.group()) if not combining(c))


def folded(text: str) -> str:
    """``text`` folded for comparing names; a possessive "'s" is left out."""
    # Flow text is normalised already; normalising all of it again would cost most of the time.
    text = text.casefold().replace("’", "'").replace("'s ", " ").replace("&", " and ")
    text = _POSSESSIVE.sub("", text).replace("'", "")
    if not text.isascii():
        text = _ACCENTED.sub(_bare, text)
    return " ".join(_WORD.findall(text))


def area_words(partnership: str) -> list[str]:
    """The words of a partnership's name that tell its area."""
    return [w for w in folded(partnership).split() if w not in GENERIC and len(w) > 2]


def is_label(name: str) -> bool:
    """True for "Adult A", "Mrs J", "AB": names that many reviews share."""
    return _LABEL.match(folded(name)) is not None


def look_alike(word: str) -> str:
    """``word`` with the letters that text recognition mixes up made one."""
    return word.replace("rn", "m").replace("vv", "w").translate(_LOOK_ALIKE)


def quoted(place: Place | None) -> tuple[Evidence, ...]:
    """A place as evidence."""
    if place is None:
        return ()
    return (Evidence(place.file, place.page, place.quote, place.box, place.read, 100.0),)
