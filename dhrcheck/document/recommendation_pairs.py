"""Pairing two lists of recommendations: which is which, and what is missing, extra, moved, reworded.

Lists are paired by likeness of words and by number. A summary or a plan shortens ("Dip-sample cases"
for "Wexmoor Constabulary should dip-sample cases graded standard"), so likeness asks how much of the
shorter one is in the longer one, by the beginnings of its telling words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from dhrcheck.document.model import Recommendation
from dhrcheck.patterns import compiled

_WORD = compiled(r"\p{L}[\p{L}']*|\d+")
_MODAL = compiled(r"\b(should|must|shall|may|could|consider)\b", regex.IGNORECASE)
_FIGURES = compiled(r"\d+")
_OWN_NUMBER = compiled(
    r"^\W*(?:R(?:ec(?:ommendation)?)?\.?\s?)?\d+(?:\.\d+)*[.):]?\s+", regex.IGNORECASE
)
_SMALL = frozenset(
    """a an and any are as at be been by can do does each for from has have how if in into is it its made
    make makes may more must need needs no not of on once or other our out over own per shall should so
    sure such than that the their them there these they this those through to up us use used was way we
    were what when where whether which who whom whose will with within would ensure ensures ensuring
    recommend recommended recommendation recommends review panel all also""".split()
)
_STEM = 5
_SURE = 72.0
_LIKELY = 45.0
_BY_NUMBER = 18.0
"""Least likeness of two with the same number: below it they have next to no telling word in common."""
_SAME_NUMBER_BONUS = 15.0
REWORDED_BELOW = 34.0
"""Pairs less alike than this are shown to a person."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A recommendation of one part with its like in another; ``score`` from 0 to 100."""

    one: Recommendation
    other: Recommendation
    score: float
    moved: bool = False
    changed: tuple[str, str] | None = None
    """The words by which two that are otherwise the same differ ("must", "should")."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What came of pairing: ``missing`` stand only in the first list, ``extra`` only in the second."""

    pairs: tuple[Pair, ...]
    missing: tuple[Recommendation, ...]
    extra: tuple[Recommendation, ...]

    @property
    def moved(self) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if p.moved)

    @property
    def reworded(self) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if p.score < REWORDED_BELOW or p.changed)


def pair(ones: Sequence[Recommendation], others: Sequence[Recommendation]) -> Pairing:
    """Pairs each of ``ones`` with at most one of ``others``: the likest first, then by number."""
    same = _same_number(ones, others)
    scores = {
        (i, j): likeness(a.text, b.text) for i, a in enumerate(ones) for j, b in enumerate(others)
    }
    left, right = set(range(len(ones))), set(range(len(others)))
    taken: list[tuple[int, int]] = []

    def take(least: float, only_same: bool) -> None:
        # A like number tips the balance between two that are nearly as like.
        ranked = sorted(
            scores, key=lambda ij: (-scores[ij] - _SAME_NUMBER_BONUS * (ij in same), ij)
        )
        for i, j in ranked:
            if i in left and j in right and scores[i, j] >= least:
                if only_same and (i, j) not in same:
                    continue
                taken.append((i, j))
                left.discard(i)
                right.discard(j)

    take(_SURE, False)
    take(_LIKELY, False)
    take(_BY_NUMBER, True)
    _pair_the_rest(left, right, same, taken)
    kept = _longest_rising(sorted(taken))
    pairs = tuple(
        Pair(
            ones[i],
            others[j],
            round(scores[i, j], 1),
            (i, j) not in kept,
            changed_words(ones[i].text, others[j].text),
        )
        for i, j in sorted(taken)
    )
    return Pairing(
        pairs, tuple(ones[i] for i in sorted(left)), tuple(others[j] for j in sorted(right))
    )


def _pair_the_rest(
    left: set[int], right: set[int], same: set[tuple[int, int]], taken: list[tuple[int, int]]
) -> None:
    """Those with one number that nothing else claims are one, told in wholly other words."""
    for i in sorted(left):
        match = next((j for j in sorted(right) if (i, j) in same), None)
        if match is not None:
            taken.append((i, match))
            left.discard(i)
            right.discard(match)


def _same_number(
    ones: Sequence[Recommendation], others: Sequence[Recommendation]
) -> set[tuple[int, int]]:
    """Places with the same number; by position where lists of one length have none that help."""
    mine, theirs = _numbers(ones), _numbers(others)
    usable = all(
        None not in numbers and len(set(numbers)) == len(numbers) for numbers in (mine, theirs)
    )
    same = (
        {(i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if a == b}
        if usable
        else set()
    )
    if not same and len(ones) == len(others):
        same = {(i, i) for i in range(len(ones))}
    return same


def _numbers(recommendations: Sequence[Recommendation]) -> list[str | None]:
    """The bare numbers; "8.1, 8.2" under one chapter count as 1 and 2."""
    bare = [bare_number(r.number) for r in recommendations]
    chapters = {b.rpartition(".")[0] for b in bare if b is not None}
    if len(chapters) == 1 and "" not in chapters and len(bare) > 1:
        return [b.rpartition(".")[2] if b is not None else None for b in bare]
    return bare


def bare_number(number: str | None) -> str | None:
    """ "R1", "Rec 1", "1." as "1"; "8.1" stays; letters in lower case."""
    if number is None:
        return None
    figures = regex.search(r"\d+(?:\.\d+)*[a-z]?", number.casefold())
    return figures.group() if figures else number.strip(" .)(").casefold() or None


def likeness(one: str, other: str) -> float:
    """How much of the shorter text's telling words stand in the longer one, 0 to 100."""
    a, b = stems(one), stems(other)
    if not a or not b:
        return 0.0
    short, long = sorted((a, b), key=len)
    shared = len(short & long)
    if not shared:
        return 0.0
    from rapidfuzz import fuzz

    share = 100.0 * shared / len(short)
    # One shared word of a two-word title is little; the whole sentences tell then.
    if len(short) < 3:
        share = min(share, 60.0 + 10.0 * shared)
    whole = fuzz.token_sort_ratio(" ".join(sorted(a)), " ".join(sorted(b)))
    return round(max(share * 0.9, float(whole)), 2)


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that tell something."""
    text = _OWN_NUMBER.sub("", text)
    words = (w.casefold().removesuffix("'s").rstrip("'") for w in _WORD.findall(text))
    return frozenset(w[:_STEM] for w in words if w not in _SMALL and (len(w) > 1 or w.isdigit()))


def changed_words(one: str, other: str) -> tuple[str, str] | None:
    """The duty words or figures by which two texts differ that are otherwise the same, or None."""
    from rapidfuzz import fuzz

    one, other = _OWN_NUMBER.sub("", one), _OWN_NUMBER.sub("", other)
    if one == other or fuzz.ratio(one.casefold(), other.casefold()) < 88:
        return None
    for pattern in (_MODAL, _FIGURES):
        mine = Counter(w.casefold() for w in pattern.findall(one))
        theirs = Counter(w.casefold() for w in pattern.findall(other))
        if mine != theirs:
            lost, new = mine - theirs, theirs - mine
            if lost and new:
                return " ".join(lost), " ".join(new)
    return None


def _longest_rising(taken: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most pairs that stand in the same order in both lists; the others were moved."""
    tails: list[int] = []
    chains: list[list[tuple[int, int]]] = []
    for i, j in taken:
        at = bisect_left(tails, j)
        chain = [*(chains[at - 1] if at else []), (i, j)]
        if at == len(tails):
            tails.append(j)
            chains.append(chain)
        else:
            tails[at] = j
            chains[at] = chain
    return set(chains[-1]) if chains else set()
