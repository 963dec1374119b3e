"""Where each word of a text stands, so that phrases are only tried where their words are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\w+")


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


class Run(NamedTuple):
    """A stretch of one text (``start`` to ``end``) that stands in another at ``at``."""

    start: int
    end: int
    at: int


class IndexedText(str):
    """A text that many rules look at: it keeps the index of its words, and dies with it."""

    _index: WordIndex | None = None

    @property
    def word_index(self) -> WordIndex:
        """Where its words stand."""
        if self._index is None:
            self._index = self._indexed()
        return self._index

    def _indexed(self) -> WordIndex:
        return WordIndex.of(self)


class CutText(IndexedText):
    """A text made of stretches of a longer one, whose index of words comes from that one's."""

    whole: str
    runs: tuple[Run, ...]
    found: dict[tuple[str, ...], list[PhraseMatch]]
    """What ``CompiledPhrases`` found in it."""

    @classmethod
    def of(cls, text: str, whole: str, runs: tuple[Run, ...]) -> CutText:
        """``text``, which is ``runs`` of ``whole`` with something between them that is no word."""
        cut = cls(text)
        cut.whole, cut.runs, cut.found = whole, runs, {}
        return cut

    def taken_from(self, hits: Sequence[PhraseMatch]) -> Iterator[PhraseMatch]:
        """Those of the whole text's ``hits`` (by place) that lie in one of its stretches, in order."""
        for run in self.runs:
            shift = run.at - run.start
            for at in range(bisect_left(hits, (run.start,)), len(hits)):
                hit = hits[at]
                if hit.start >= run.end:
                    break
                if hit.end <= run.end:
                    yield PhraseMatch(hit.start + shift, hit.end + shift, hit.phrase)

    def _indexed(self) -> WordIndex:
        return word_index(self.whole).cut(self.runs)


class WordIndex:
    """Where each word of a text stands. Words are runs of letters and digits, in lower case."""

    __slots__ = ("_ordered", "_sorted", "found", "numbers_by_word", "starts", "words")

    def __init__(self, words: list[str], starts: list[int]) -> None:
        self.words = words
        self.starts = starts
        self.found: dict[tuple[str, ...], list[PhraseMatch]] = {}
        self._sorted: list[str] | None = None
        self._ordered: dict[Step, list[int]] = {}
        self.numbers_by_word: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            self.numbers_by_word[word].append(number)

    @classmethod
    def of(cls, text: str) -> WordIndex:
        """The index of a text."""
        low = text.lower()
        if len(low) == len(text):
            return cls(_WORD.findall(low), [match.start() for match in _WORD.finditer(low)])
        # A letter that became two ("İ") would move all that follows.
        matches = list(_WORD.finditer(text))
        return cls([m.group().lower() for m in matches], [m.start() for m in matches])

    def cut(self, runs: Sequence[Run]) -> WordIndex:
        """The index of a text that is made of stretches of this one's, parted between words."""
        words: list[str] = []
        starts: list[int] = []
        for run in runs:
            first = bisect_left(self.starts, run.start)
            last = bisect_left(self.starts, run.end)
            words += self.words[first:last]
            shift = run.at - run.start
            starts += [start + shift for start in self.starts[first:last]]
        return WordIndex(words, starts)

    def numbers_of(self, word: str) -> Sequence[int]:
        """The numbers of this word (in lower case), in order."""
        return self.numbers_by_word.get(word, ())

    def has_beginning(self, stem: str) -> bool:
        """Whether any word begins so (in lower case)."""
        words = self._in_order()
        at = bisect_left(words, stem)
        return at < len(words) and words[at].startswith(stem)

    def _in_order(self) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self.numbers_by_word)
        return self._sorted

    def beginning(self, stem: str) -> list[int]:
        """The numbers of the words that begin so (in lower case), in no order."""
        words = self._in_order()
        found: list[int] = []
        at = bisect_left(words, stem)
        while at < len(words) and words[at].startswith(stem):
            found += self.numbers_by_word[words[at]]
            at += 1
        return found

    def in_order(self, step: Step) -> Sequence[int]:
        """The numbers of the words that ``step`` wants, from the first to the last."""
        numbers = self._ordered.get(step)
        if numbers is None:
            numbers = self._ordered[step] = sorted(self.numbers(step))
        return numbers

    def numbers(self, step: Step) -> Sequence[int]:
        """The numbers of the words that ``step`` wants, in no order."""
        if step.begins:
            # One stem may begin with the other ("co", "cooperat").
            return list({n for stem in step.words for n in self.beginning(stem)})
        if len(step.words) == 1:
            return self.numbers_by_word.get(step.words[0], ())
        return [n for word in step.words for n in self.numbers_by_word.get(word, ())]


@lru_cache(maxsize=4)
def _kept_index(text: str) -> WordIndex:
    return WordIndex.of(text)


def word_index(text: str) -> WordIndex:
    """The index of a text; those of the last long ones are kept, since a rule asks more than once."""
    if isinstance(text, IndexedText):
        return text.word_index
    return _kept_index(text) if len(text) > 2_000 else WordIndex.of(text)


def forget_texts() -> None:
    """Lets go of the texts that are kept: a report's words do not outlive its check."""
    _kept_index.cache_clear()
