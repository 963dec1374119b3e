"""The nearest miss: the words of a passage closest to what was looked for and not found.

Only asked where a rule fails or doubts, so it may cost some milliseconds. A window of whole words
is compared only where it shares enough words with the phrase: comparing every window of a long
report would take twenty times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dhrcheck.document.passage import Passage, clip
from dhrcheck.outcome import NearMiss
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import WordIndex, word_index

SHOWN_FROM = 60.0
"""Windows less alike than this (0 to 100) are no help to a reader."""
_MAX_WINDOWS = 400
_TELLING = 2
_STEM = 5
"""Letters by which two words are taken for forms of one."""
_WORD = compiled(r"\w+")
# Words that say nothing about what a phrase is about.
_COMMON = frozenset(
    """
    a all also an and any are as at be been being by each for from had has have he her his in into is
    it its may no not of on or she that the their them there these they this those to was were which
    who will with would
    """.split()
)


class Window(NamedTuple):
    """``text[start:end]``, how alike it is (0 to 100), and which phrase it comes near to."""

    start: int
    end: int
    score: float
    phrase: str


def in_several_words(phrases: Iterable[str]) -> list[str]:
    """Those that hold at least two telling words: a single word is like many words of a report."""
    return [
        p
        for p in phrases
        if "..." not in p
        and len([w for w in _WORD.findall(p.lower()) if w not in _COMMON]) >= _TELLING
    ]


def nearest_miss(
    phrases: Sequence[str], passage: Passage, *, at_least: float = SHOWN_FROM, shared: int = 1
) -> NearMiss | None:
    """The words of ``passage`` most like any of ``phrases``; None where none are alike enough or
    share as many telling words as ``shared``."""
    best = nearest_window(phrases, passage.text, at_least=at_least, shared=shared)
    if best is None:
        return None
    place = passage.place(best.start, best.end)
    quote = passage.quote(best.start, best.end, around=40)
    return NearMiss(place.file, place.page, clip(quote), round(best.score, 1))


def nearest_window(
    phrases: Sequence[str], text: str, *, at_least: float = SHOWN_FROM, shared: int = 1
) -> Window | None:
    """The whole words of ``text`` most like any of ``phrases``; of equals the earliest."""
    index = word_index(text)
    best: Window | None = None
    for phrase in dict.fromkeys(phrases):
        wanted = _WORD.findall(phrase.lower())
        if not wanted:
            continue
        floor = max(at_least, best.score if best else 0.0)
        found = _best_window(wanted, index, floor, shared)
        if found is None:
            continue
        first, last, score = found
        if best is None or score > best.score:
            end = index.starts[last] + len(index.words[last])
            best = Window(index.starts[first], end, score, phrase)
    return best


def _telling(words: Sequence[str]) -> list[str]:
    return [w for w in words if w not in _COMMON] or list(words)


def _best_window(
    wanted: list[str], index: WordIndex, floor: float, least: int
) -> tuple[int, int, float] | None:
    from rapidfuzz import fuzz

    sought = " ".join(wanted)
    best: tuple[int, int, float] | None = None
    words = index.words
    for first in _candidates(wanted, index, least):
        # One word more or less than the phrase: a word put in or left out is the usual near miss.
        for length in range(max(1, len(wanted) - 1), len(wanted) + 2):
            last = min(first + length, len(words)) - 1
            window = " ".join(words[first : last + 1])
            score = fuzz.ratio(sought, window, score_cutoff=floor)
            if score >= floor and score > (best[2] if best else 0.0):
                best = (first, last, score)
    return best


def _candidates(wanted: list[str], index: WordIndex, least: int) -> list[int]:
    """Where windows begin that share the most words (by stem) with the phrase, best first."""
    stems = {_stem(w) for w in _telling(wanted)}
    shared: Counter[int] = Counter()
    for stem in stems:
        alike = index.beginning(stem) if len(stem) == _STEM else index.numbers_of(stem)
        begins = {first for i in alike for first in range(max(0, i - len(wanted)), i + 1)}
        shared.update(begins)
    enough = max(least, max(shared.values(), default=0) - 1)
    likely = [first for first, count in shared.items() if count >= enough]
    return sorted(likely, key=lambda first: (-shared[first], first))[:_MAX_WINDOWS]


def _stem(word: str) -> str:
    return word[:_STEM]
