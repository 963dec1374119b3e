"""Where each word of a text stands, so that phrases are only tried where their words are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

_WORD = regex.compile(r"\w+")


class PhraseMatch(NamedTuple):
    """``text[start:end]`` is ``phrase`` (as the rule writes it)."""

    start: int
    end: int
    phrase: str


class Step(NamedTuple):
    """One word that must stand at a fixed number of words from a phrase's beginning."""

    words: tuple[str, ...]
    """Any of these, in lower case; as beginnings of a word where ``begins``."""
    begins: bool


class WordIndex:
    """Where each word of a text stands. Words are runs of letters and digits, in lower case."""

    __slots__ = ("_numbers", "_sorted", "found", "starts", "words")

    def __init__(self, text: str) -> None:
        self.starts: list[int] = []
        self.words: list[str] = []
        for match in _WORD.finditer(text):
            self.starts.append(match.start())
            self.words.append(match.group().lower())
        self.found: dict[tuple[str, ...], list[PhraseMatch]] = {}
        self._sorted: list[str] | None = None
        self._numbers: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            self._numbers.setdefault(word, []).append(number)

    def numbers_of(self, word: str) -> Sequence[int]:
        """The numbers of this word (in lower case), in order."""
        return self._numbers.get(word, ())

    def beginning(self, stem: str) -> list[int]:
        """The numbers of the words that begin so (in lower case), in no order."""
        if self._sorted is None:
            self._sorted = sorted(self._numbers)
        found: list[int] = []
        at = bisect_left(self._sorted, stem)
        while at < len(self._sorted) and self._sorted[at].startswith(stem):
            found += self._numbers[self._sorted[at]]
            at += 1
        return found

    def numbers(self, step: Step) -> Sequence[int]:
        """The numbers of the words that ``step`` wants, in no order."""
        if step.begins:
            # One stem may begin with the other ("co", "cooperat").
            return list({n for stem in step.words for n in self.beginning(stem)})
        if len(step.words) == 1:
            return self._numbers.get(step.words[0], ())
        return [n for word in step.words for n in self._numbers.get(word, ())]


@lru_cache(maxsize=32)
def _kept_index(text: str) -> WordIndex:
    return WordIndex(text)


def word_index(text: str) -> WordIndex:
    """The index of a text; that of a long text is kept, since many rules ask for it."""
    return _kept_index(text) if len(text) > 2_000 else WordIndex(text)
