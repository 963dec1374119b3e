"""What may be a person's name in what a file says of itself: an author, a title, a bookmark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dhrcheck.patterns import compiled

_WORD = compiled(r"\p{L}[\p{L}\p{M}'’-]*")
_SEPARATED = compiled(r"[_+.]|%20|(?<=\p{Ll})(?=\p{Lu})")
_AUTHORS = compiled(r"\s*[;&/|]\s*|\s+and\s+")
_LOGIN = compiled(r"\p{L}{3,}\d{2,}|\p{Lu}\p{Lu}\p{Ll}{3,}|\p{Ll}{4,}\d*")
_PART = compiled(r"\p{L}+")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What is no person's name: ``words`` (in lower case) of organisations, programs and documents;
    ``used`` tells whether the review itself uses a word (in lower case)."""

    words: frozenset[str]
    used: Callable[[str], bool]

    def known(self, word: str) -> bool:
        """True for a word that the review uses, each part of it where it is hyphenated."""
        parts = _PART.findall(word.lower())
        return all(self.used(part) for part in parts if len(part) > 1)

    def is_plain(self, word: str) -> bool:
        """True for a word of organisations, programs or documents."""
        low = word.lower().replace("’", "'")
        return low in self.words or low.removesuffix("'s") in self.words


def authors_not_in(text: str, ordinary: Ordinary) -> int:
    """How many authors in an author's field are people whom the review does not name itself."""
    return sum(
        _is_person(author, ordinary)
        for author in _AUTHORS.split(text)
        if _WORD.search(author) and "@" not in author
    ) + text.count("@")


def _is_person(author: str, ordinary: Ordinary) -> bool:
    words = _WORD.findall(_SEPARATED.sub(" ", author) if " " not in author.strip() else author)
    if not words or any(ordinary.is_plain(word) for word in words):
        return False
    long = [word for word in words if len(word) >= _SHORTEST]
    if long and all(ordinary.known(word) for word in long):
        return False
    if len(words) == 1 or " " not in author.strip():
        # One word: a name as it stands in a log-in ("jsmith2"), not a firm's.
        return bool(_LOGIN.fullmatch(author.strip())) or len(words) == 2
    return len(words) <= 4 and all(word[0].isupper() for word in words if len(word) >= _SHORTEST)


def names_not_in(text: str, ordinary: Ordinary, *, heading: bool = False) -> int:
    """How many pairs of words look like forename and surname that the review nowhere uses.

    A ``heading`` stands in the review too, so that there one strange last word is enough.
    """
    found = 0
    for run in _capital_runs(_SEPARATED.sub(" ", text)):
        if any(ordinary.is_plain(word) for word in run):
            continue
        strange = not ordinary.known(run[-1]) and (heading or not ordinary.known(run[0]))
        found += len(run) in (2, 3) and strange
    return found


def _capital_runs(text: str) -> Iterable[list[str]]:
    """Words that begin with a capital and stand side by side, with nothing but a space between."""
    run: list[str] = []
    end = -1
    for match in _WORD.finditer(text):
        word = match.group()
        capital = word[0].isupper() and any(c.islower() for c in word) and len(word) >= _SHORTEST
        beside = run and text[end : match.start()] == " "
        if capital and (beside or not run):
            run.append(word)
        else:
            if run:
                yield run
            run = [word] if capital else []
        end = match.end()
    if run:
        yield run
