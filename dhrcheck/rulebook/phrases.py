"""Plain phrases, as a rule's author writes them, found in a normalised text.

A phrase is written as it is printed. What it matches:

- letters of either case, straight and curly quotation marks alike, ``and`` also as ``&``;
- a space: any spaces, line breaks or hyphens ("tragic accident" finds "tragic-accident"), and
  between two words of four letters and more also a space that reading has lost ("tragicaccident");
- a hyphen: a hyphen, a space or nothing ("co-operate" finds "cooperate" and "co operate");
- whole words only ("row" does not find "borrow");
- ``*`` at the end of a word: any ending ("interpret*" finds "interpreters");
- ``...`` between words: up to six words of the same sentence ("never ... employed").

The pattern of a phrase says exactly what it matches (``phrase_source``). A report is long and the
phrases are many, so a phrase is only tried where its words stand (``phrase_search``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dhrcheck.rulebook.phrase_form import (
    GAP_WORDS,
    GLUED_FROM,
    MAX_GAPS,
    MAX_PHRASE,
    phrase_source,
    pieces_of,
)
from dhrcheck.rulebook.phrase_search import Keyed
from dhrcheck.rulebook.word_index import CutText, PhraseMatch, WordIndex, word_index

__all__ = [
    "GAP_WORDS",
    "GLUED_FROM",
    "MAX_GAPS",
    "MAX_PHRASE",
    "CompiledPhrases",
    "PhraseMatch",
    "WordIndex",
    "compile_phrases",
    "phrase_pattern",
    "phrase_source",
    "word_index",
]


@dataclass(frozen=True)
class CompiledPhrases:
    """Phrases ready to be looked for."""

    phrases: tuple[str, ...]

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[PhraseMatch]:
        """All matches that lie in ``text[start:end]``, by place; of overlapping ones the earliest.

        Where two begin at the same place the longer one counts.
        """
        end = len(text) if end is None else end
        hits = self._in_text(text)
        reached = start
        for at in range(bisect_left(hits, (start,)), len(hits)):
            hit = hits[at]
            if hit.start >= end:
                break
            if hit.end <= end and hit.start >= reached:
                reached = hit.end
                yield hit

    def search(self, text: str, start: int = 0, end: int | None = None) -> PhraseMatch | None:
        """The first match, or None."""
        return next(self.finditer(text, start, end), None)

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def _in_text(self, text: str) -> list[PhraseMatch]:
        """Every place of every phrase; found once a text, and for a cut text in the whole."""
        if isinstance(text, CutText):
            hits = text.found.get(self.phrases)
            if hits is None:
                hits = text.found[self.phrases] = list(text.taken_from(self._in_text(text.whole)))
            return hits
        index = word_index(text)
        hits = index.found.get(self.phrases)
        if hits is None:
            hits = self._keyed.find(text, index)
            index.found[self.phrases] = hits
        return hits

    @cached_property
    def _keyed(self) -> Keyed:
        return Keyed(self.phrases)


@lru_cache(maxsize=8192)
def compile_phrases(phrases: tuple[str, ...]) -> CompiledPhrases:
    """Checks and prepares phrases. Raises ValueError in plain words for one that cannot be used."""
    compiled = CompiledPhrases(tuple(dict.fromkeys(phrases)))
    for phrase in compiled.phrases:
        pieces_of(phrase)
    return compiled


def phrase_pattern(phrases: Iterable[str]) -> str:
    """One pattern (for use with IGNORECASE) that matches any of ``phrases``, longer first."""
    ordered = sorted(dict.fromkeys(phrases), key=lambda p: (-len(p), p))
    return "(?:" + "|".join(phrase_source(p) for p in ordered) + ")"
