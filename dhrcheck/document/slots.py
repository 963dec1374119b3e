"""Which slot a heading serves and which part a title names, by the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from dhrcheck.document.model import Role
from dhrcheck.document.text import fold
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.patterns import compiled

_NUMBER = compiled(
    r"^(?:(?:section|part|chapter|stage)\s+)?(?P<number>\d{1,2}(?:\.\d{1,3}){0,3}|[A-H]|[IVX]{1,5})"
    r"(?:[.):]|(?<=\d)(?=\s))\s*[-:.]?\s*(?=\S)",
    regex.IGNORECASE,
)
LETTERED = compiled(r"^[A-Z]\s(?=\p{Lu})")
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
APPENDIX = compiled(
    r"^\W*(?P<word>appendix|annex|annexe|attachment|appendices|annexes)\b\s*"
    r"(?P<mark>\d{1,2}(?:\.\d)?[a-z]?|[a-z]\d?|[ivx]{1,5}|" + "|".join(_NUMBER_WORDS) + r")?(?!\w)"
    r"\s*[-:.)(]*\s*(?P<title>.*)$",
    regex.IGNORECASE,
)
_JOINED = compiled(r"\s*[,;/&]\s*(?:and\s+)?|\s+and\s+", regex.IGNORECASE)
_FILLER = frozenset("the a an of for and".split())


def split_number(title: str) -> tuple[str | None, str]:
    """The number that opens a heading ("3.1"), or None, and the rest of it."""
    match = _NUMBER.match(title)
    if match is None or match.end() >= len(title):
        return None, title
    return match["number"], title[match.end() :].strip()


@dataclass(frozen=True)
class Slots:
    """The vocabulary's headings and titles, folded once for many look-ups."""

    headings: dict[str, tuple[str, ...]]
    containing: tuple[tuple[str, str], ...]
    never: frozenset[tuple[str, str]]
    titles: dict[str, Role]
    marks: tuple[tuple[str, Role], ...]
    not_titles: frozenset[tuple[str, Role]]

    def of_heading(self, title: str) -> tuple[str, ...]:
        """All slots that a heading serves, exact ones first; empty where it is not known."""
        bare = _bare(title)
        exact = tuple(s for s in self.headings.get(bare, ()) if (s, bare) not in self.never)
        if exact:
            return exact
        head = title.split(":")[0]
        if head != title and len(head.split()) > 0 and _bare(head) in self.headings:
            return self.headings[_bare(head)]
        lettered = LETTERED.sub("", title)
        if lettered != title and _bare(lettered) in self.headings:
            # "K The Panel": a letter as a number, told from a word by what is left.
            return self.headings[_bare(lettered)]
        if len(bare.split()) > 14:
            return ()
        padded = f" {fold(split_number(title)[1])} "
        barred = {slot for slot, words in self.never if f" {words} " in f" {bare} "}
        told = (*self._of_pieces(title), *(s for words, s in self.containing if words in padded))
        return tuple(dict.fromkeys(slot for slot in told if slot not in barred))

    def _of_pieces(self, title: str) -> tuple[str, ...]:
        """The slots of "Legal basis, purpose and definitions": two pieces at least must be known."""
        pieces = [_bare(p) for p in _JOINED.split(split_number(title)[1])]
        known = [self.headings[p] for p in pieces if p in self.headings]
        return tuple(slot for slots in known for slot in slots) if len(known) > 1 else ()

    def is_exact(self, title: str) -> bool:
        """True where the whole heading is in the vocabulary."""
        return _bare(title) in self.headings

    def of_title(self, title: str) -> Role | None:
        """The part that a whole title names, or None."""
        bare = _bare(title)
        return self.titles.get(bare)

    def marked_title(self, title: str) -> Role | None:
        """The part whose marks stand in a title; the longest mark decides."""
        bare = _bare(title)
        padded = f" {bare} "
        hits = [
            (len(words), role)
            for words, role in self.marks
            if words in padded and (bare, role) not in self.not_titles
        ]
        return max(hits, key=lambda h: h[0])[1] if hits else None


def build_slots(vocabulary: Vocabulary) -> Slots:
    """Folds the vocabulary."""
    headings: dict[str, list[str]] = {}
    containing: list[tuple[str, str]] = []
    never: set[tuple[str, str]] = set()
    for slot, words in vocabulary.sections.items():
        for heading in words.headings:
            known = headings.setdefault(_bare(heading), [])
            if slot not in known:
                known.append(slot)
        containing += [(f" {fold(w)}", slot) for w in words.containing]
        never |= {(slot, _bare(w)) for w in words.never}
    titles: dict[str, Role] = {}
    marks: list[tuple[str, Role]] = []
    not_titles: set[tuple[str, Role]] = set()
    for name, part in vocabulary.parts.items():
        role = Role(name)
        for title in part.titles:
            titles.setdefault(_bare(title), role)
        marks += [(f" {fold(m)} ", role) for m in part.marks]
        not_titles |= {(_bare(t), role) for t in part.never}
    return Slots(
        {k: tuple(v) for k, v in headings.items()},
        tuple(containing),
        frozenset(never),
        titles,
        tuple(marks),
        frozenset(not_titles),
    )


@lru_cache(maxsize=4096)
def _bare(title: str) -> str:
    """A heading without number, appendix mark, "the" and punctuation."""
    _, title = split_number(title)
    match = APPENDIX.match(title)
    if match is not None and match["title"] and match["mark"]:
        title = match["title"]
    words = fold(title).split()
    while words and words[0] in _FILLER:
        words = words[1:]
    return " ".join(word for word in words if word != "the")
