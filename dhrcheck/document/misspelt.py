"""Names of one part that stand a letter or two apart in another."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from dhrcheck.document.model import PersonRole, Place, Role, Submission
from dhrcheck.document.passage import Passage
from dhrcheck.patterns import compiled

_SHORTEST = 5
"""Letters from which a difference of one or two is a slip rather than another name."""
_NAME = compiled(r"(?<![\p{L}'-])\p{Lu}[\p{Ll}'-]{3,}(?![\p{L}-])")


@dataclass(frozen=True, slots=True)
class Variant:
    """A name as it stands in one part, and nearly so in the other."""

    here: str
    there: str
    places: tuple[Place, Place]


def variants(submission: Submission, one: Role, other: Role) -> list[Variant]:
    """Names of people that ``other`` gives and ``one`` spells a letter or two apart.

    Only words that the other part never uses count: "Marie" and "Maria" may be two people, but not
    where the report knows only one of them and the summary only the other.
    """
    here, there = submission.passage((one,)), submission.passage((other,))
    roles = (PersonRole.VICTIM, PersonRole.PERPETRATOR, PersonRole.CHAIR, PersonRole.AUTHOR)
    known = {
        word
        for person in submission.facts.with_role(*roles)
        for word in _NAME.findall(person.name)
        if len(word) >= _SHORTEST and word in there.text and word not in here.text
    }
    if not known:
        return []
    mine, theirs = _words(here), _words(there)
    found: list[Variant] = []
    for name in sorted(known & theirs.keys() - mine.keys()):
        for word in sorted(mine.keys() - theirs.keys()):
            if is_slip(name, word):
                at, where = mine[word], theirs[name]
                found.append(
                    Variant(
                        word,
                        name,
                        (
                            here.place(at, at + len(word)),
                            there.place(where, where + len(name)),
                        ),
                    )
                )
    return found


def _words(passage: Passage) -> dict[str, int]:
    """Capitalised words that nowhere stand in lower case, and where each stands first."""
    found: dict[str, int] = {}
    for match in _NAME.finditer(passage.text):
        word = match.group().removesuffix("'s").rstrip("'-")
        found.setdefault(word, match.start())
    lower = set(regex.findall(r"\b\p{Ll}{4,}\b", passage.text))
    return {word: at for word, at in found.items() if word.lower() not in lower}


def is_slip(name: str, word: str) -> bool:
    """True where two words of like length and beginning stand a letter or two apart."""
    from rapidfuzz.distance import DamerauLevenshtein

    if name == word or name[0] != word[0] or abs(len(name) - len(word)) > 2:
        return False
    allowed = 1 if len(name) < 7 else 2
    return DamerauLevenshtein.distance(name, word, score_cutoff=allowed) <= allowed
