"""Where phrases stand in a text: by the index of its words, and by patterns only where that is not enough.

A list of phrases is kept by a key: a word that each of its phrases needs. Of a long list only those
phrases are looked at whose key the text holds at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

import regex

from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrase_form import GAP, is_word, may_be_glued, phrase_source, pieces_of
from dhrcheck.rulebook.word_index import PhraseMatch, Step, WordIndex

_WORD = compiled(r"\w+")
_PARTING = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014")
_NO_HYPHEN = dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013\u2014"))
_FAR = 60
"""Words within which the word after a gap must stand; a gap's words may hold several of the index."""
_KEPT = 65_536
"""Phrases whose ways of search are kept; all the rules together have some six thousand."""


class Way(NamedTuple):
    """One way in which a phrase may stand: ``steps`` in a row, and ``tails`` after its gaps.

    ``stretches`` are all its words, parted at its gaps, where they are words of letters and figures
    alone: where they stand in a row, with spaces and hyphens between, it is the phrase, and no
    pattern need be asked (making one costs a thousand times as much as looking).
    """

    phrase: str
    steps: tuple[Step, ...]
    tails: tuple[Step, ...]
    stretches: tuple[tuple[Step, ...], ...] = ()

    @property
    def key(self) -> Step | None:
        """The step to know it by: its longest word that is whole, else its longest beginning."""
        return max(self.steps, key=lambda s: (not s.begins, min(map(len, s.words))), default=None)


@lru_cache(maxsize=_KEPT)
def ways_of(phrase: str) -> tuple[Way, ...]:
    """All ways in which a phrase may stand. Raises ValueError where it is none."""
    pieces = pieces_of(phrase)
    steps = _steps(pieces)
    ways = [Way(phrase, steps, _tails(pieces), _stretches(pieces))]
    for n, (first, second) in enumerate(pairwise(pieces[: len(steps) + 1])):
        if may_be_glued(first, second):
            joined = first.lower() + second.removesuffix("*").lower()
            last = Step((joined,), second.endswith("*"))
            ways.append(Way(phrase, (*steps[:n], last), ()))
    return tuple(ways)


def _stretches(pieces: Sequence[str]) -> tuple[tuple[Step, ...], ...]:
    """The words between the gaps; nothing where one is more than letters and figures."""
    found: list[list[Step]] = [[]]
    for piece in pieces:
        stem = piece.removesuffix("*").lower()
        if piece == "...":
            found.append([])
        elif not stem.isalnum() or stem == "and":
            return ()
        else:
            found[-1].append(Step((stem,), piece.endswith("*")))
    return tuple(map(tuple, found))


def _steps(pieces: Sequence[str]) -> tuple[Step, ...]:
    """The words at the beginning of a phrase whose distance from it is fixed."""
    steps: list[Step] = []
    for piece in pieces:
        if piece == "..." or piece.lower() in ("and", "&"):
            break
        stem = piece.removesuffix("*").lower()
        if not stem.isalnum():
            words = _WORD.findall(stem)
            if "".join(words) != stem:
                # A hyphen may stand for nothing: after such a word nothing is at a fixed distance.
                joined = stem.translate(_NO_HYPHEN)
                first = _WORD.findall(joined)[:1]
                begins = piece.endswith("*") and (len(words) == 1 or first != words[:1])
                if words:
                    steps.append(Step(tuple(dict.fromkeys((words[0], *first))), begins))
                break
        steps.append(Step((stem,), piece.endswith("*")))
    return tuple(steps)


def _tails(pieces: Sequence[str]) -> tuple[Step, ...]:
    """The first word after each gap of a phrase, where it is one that the index knows as it is."""
    tails: list[Step] = []
    for before, piece in pairwise(pieces):
        stem = piece.removesuffix("*").lower()
        if before == "..." and stem.isalnum() and stem != "and":
            tails.append(Step((stem,), True))
    return tuple(tails)


@lru_cache(maxsize=_KEPT)
def _pattern(phrase: str) -> regex.Pattern[str]:
    return compiled(phrase_source(phrase), regex.IGNORECASE, phrase)


class Keyed:
    """A list of phrases by their keys; the ways of a phrase are worked out where its key is found."""

    __slots__ = ("_begins", "_exact", "_keyless")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact: dict[str, list[str]] = {}
        self._begins: dict[str, list[str]] = {}
        self._keyless: list[str] = []
        for phrase in phrases:
            keys = _keys(phrase)
            if not keys:
                # It begins with "and", a sign or a gap: nothing to go by.
                self._keyless.append(phrase)
            for word, begins in keys:
                kept = self._begins if begins else self._exact
                kept.setdefault(word, []).append(phrase)

    def find(self, text: str, index: WordIndex) -> list[PhraseMatch]:
        """Every place of every phrase, by place, of equals the longer first."""
        known = index.numbers_by_word
        there = [phrases for word, phrases in self._exact.items() if word in known]
        there += [phrases for stem, phrases in self._begins.items() if index.has_beginning(stem)]
        # As start, end below zero, phrase: so they sort as they are wanted, without a key.
        found: set[tuple[int, int, str]] = set()
        for phrase in dict.fromkeys(chain.from_iterable(there)):
            for way in ways_of(phrase):
                found.update((start, -end, phrase) for start, end in _places(way, text, index))
        for phrase in self._keyless:
            found.update(
                (match.start(), -match.end(), phrase) for match in _pattern(phrase).finditer(text)
            )
        return [PhraseMatch(start, -end, phrase) for start, end, phrase in sorted(found)]


def _keys(phrase: str) -> list[tuple[str, bool]]:
    """Words of which a text holds one wherever it holds the phrase; True for a word's beginning.

    The longest plain word of the phrase, also with its neighbours where the space may be lost.
    """
    pieces = pieces_of(phrase)
    plain = [
        n
        for n, piece in enumerate(pieces)
        if (stem := piece.removesuffix("*")).isalnum() and stem.lower() != "and"
    ]
    if not plain:
        keys = [way.key for way in ways_of(phrase)]
        if None in keys:
            return []
        return [(word, key.begins) for key in keys if key for word in key.words]
    at = max(plain, key=lambda n: (not pieces[n].endswith("*"), len(pieces[n])))
    keys_of_it = [_key(pieces[at])]
    if at and may_be_glued(pieces[at - 1], pieces[at]):
        keys_of_it.append(_key(pieces[at - 1] + pieces[at]))
    if at + 1 < len(pieces) and may_be_glued(pieces[at], pieces[at + 1]):
        keys_of_it.append(_key(pieces[at] + pieces[at + 1]))
    return keys_of_it


def _key(piece: str) -> tuple[str, bool]:
    return piece.removesuffix("*").lower(), piece.endswith("*")


def _places(way: Way, text: str, index: WordIndex) -> Iterator[tuple[int, int]]:
    if len(way.stretches) == 1 and len(way.stretches[0]) == 1:
        # One plain word: wherever the index has it.
        for number in index.numbers(way.steps[0]):
            start = index.starts[number]
            yield start, start + len(index.words[number])
        return
    for number in _leads(way.steps, way.tails, index):
        start = index.starts[number]
        if way.stretches:
            end = _end(way.stretches, number, text, index)
            if end is not None:
                yield start, end
            continue
        for at in _beginnings(way.phrase, text, start):
            match = _pattern(way.phrase).match(text, at)
            if match is not None:
                yield match.span()
                break


def _end(
    stretches: tuple[tuple[Step, ...], ...], number: int, text: str, index: WordIndex
) -> int | None:
    """Where a phrase ends whose first words stand at ``number``; None where its gaps are too wide.

    The nearest place of each stretch is tried first, as a pattern would.
    """
    first, rest = stretches[0], stretches[1:]
    end = _end_of_words(text, index, number, len(first))
    if end is None or not rest:
        return end
    nearby = index.in_order(rest[0][0])
    for at in range(bisect_left(nearby, number + len(first)), len(nearby)):
        following = nearby[at]
        if following >= number + _FAR:
            break
        if not _are_at(rest[0], following, index):
            continue
        between = text[end : index.starts[following]]
        if _gap().fullmatch(between) is None:
            continue
        finish = _end(rest, following, text, index)
        if finish is not None:
            return finish
    return None


def _are_at(steps: tuple[Step, ...], number: int, index: WordIndex) -> bool:
    if number + len(steps) > len(index.words):
        return False
    return all(_is_at(step, index.words[number + n]) for n, step in enumerate(steps))


@lru_cache(maxsize=1)
def _gap() -> regex.Pattern[str]:
    return compiled(GAP, regex.IGNORECASE)


def _leads(steps: tuple[Step, ...], tails: tuple[Step, ...], index: WordIndex) -> list[int]:
    """The numbers of the words at which a phrase could begin: all its known words stand there."""
    numbers: Sequence[int] = ()
    back = 0
    for place, step in enumerate(steps):
        found = index.numbers(step)
        if not found:
            return []
        if not place or len(found) < len(numbers):
            numbers, back = found, place
    last = len(index.words) - len(steps)
    leads = [number - back for number in numbers if 0 <= number - back <= last]
    for n, step in enumerate(steps):
        if n != back:
            leads = [lead for lead in leads if _is_at(step, index.words[lead + n])]
    for step in tails:
        leads = _followed(leads, len(steps), index.in_order(step))
    return leads


def _is_at(step: Step, word: str) -> bool:
    return word.startswith(step.words) if step.begins else word in step.words


def _followed(leads: list[int], count: int, tails: Sequence[int]) -> list[int]:
    """Those of ``leads`` after which a word of ``tails`` stands near enough for a pattern to ask."""
    if not tails:
        return []
    kept = []
    for number in leads:
        following = bisect_left(tails, number + count)
        if following < len(tails) and tails[following] < number + count + _FAR:
            kept.append(number)
    return kept


def _end_of_words(text: str, index: WordIndex, number: int, count: int) -> int | None:
    """Where ``count`` words in a row end, or None where more than spaces and hyphens parts them."""
    end = index.starts[number] + len(index.words[number])
    for n in range(number + 1, number + count):
        between = text[end : index.starts[n]]
        if between != " " and any(not c.isspace() and c not in _PARTING for c in between):
            return None
        end = index.starts[n] + len(index.words[n])
    return end


def _beginnings(phrase: str, text: str, word: int) -> Iterable[int]:
    """Where a phrase can begin whose first word is at ``word``: there, or at a sign before."""
    if is_word(phrase.lstrip()[0]):
        return (word,)
    at = word
    while at > 0 and word - at < 12 and not is_word(text[at - 1]):
        at -= 1
    return range(at, word + 1)
