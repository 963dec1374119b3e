"""Which column of an action plan a header names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from dhrcheck.document.model import PlanColumn
from dhrcheck.document.text import fold
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.patterns import compiled

LONGEST_HEADER = 16
"""Words; longer cells are content, whatever they hold."""

_COLUMNS = {column.value: column for column in PlanColumn}
NUMBERED_RECOMMENDATION = compiled(
    r"^\s*(?:(?:multi[- ]?agency|single[- ]?agency|overview|dhr|national|local)\s+)?"
    r"rec(?:ommendation|omendation|s)?\.?\s*(?:no\.?\s*)?\d",
    regex.IGNORECASE,
)
_ASIDE = compiled(r"\([^()]{0,200}\)")
_DIGITS = compiled(r"\b\d+(?:st|nd|rd|th)?\b")
_PARTS = compiled(r"\s*(?:/|&|\+|;|,|\band\b|\n)\s*", regex.IGNORECASE)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec as at of on quarter q1 q2 q3 q4".split()
)


@dataclass(frozen=True)
class _Headers:
    """The vocabulary's headers, folded: whole, without spaces, by their words in any order."""

    exact: dict[str, PlanColumn]
    squeezed: dict[str, PlanColumn]
    weak: frozenset[str]
    other: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """What a header cell names: one column, or two ("Lead and timescale").

    ``whole`` is True where all of the header is known words; ``weak`` where it is so general that it
    stands above many other tables too.
    """

    columns: tuple[PlanColumn, ...]
    whole: bool
    weak: bool

    @property
    def column(self) -> PlanColumn:
        """The first column named."""
        return self.columns[0]


_COMPILED: dict[int, tuple[Vocabulary, _Headers]] = {}


def _headers(vocabulary: Vocabulary) -> _Headers:
    """The folded headers of ``vocabulary``, kept for the last few vocabularies used."""
    kept = _COMPILED.get(id(vocabulary))
    if kept is not None and kept[0] is vocabulary:
        return kept[1]
    exact: dict[str, PlanColumn] = {}
    for name, variants in vocabulary.plan_columns.items():
        column = _COLUMNS.get(name)
        if column is not None:
            for variant in variants:
                exact.setdefault(fold(variant), column)
    made = _Headers(
        exact=exact,
        squeezed={key.replace(" ", ""): column for key, column in exact.items()},
        weak=frozenset(fold(v) for v in vocabulary.plan_columns.get("weak", ())),
        other=frozenset(fold(v) for v in vocabulary.plan_columns.get("other-table", ())),
        words=frozenset(word for key in exact for word in key.split() if len(word) > 4),
    )
    if len(_COMPILED) > 8:
        _COMPILED.clear()
    _COMPILED[id(vocabulary)] = (vocabulary, made)
    _match.cache_clear()
    return made


def match_header(text: str, vocabulary: Vocabulary, *, mend: bool = True) -> HeaderMatch | None:
    """What the header cell ``text`` names, or None where the vocabulary does not know it.

    ``mend`` forgives misspelt words; without it the look is quicker.
    """
    if not text or len(text) > 240:
        return None
    return _match(text, _Key(_headers(vocabulary)), mend)


class _Key:
    """Lets a set of headers, which cannot be hashed by value, be part of a cache's key."""

    __slots__ = ("headers",)

    def __init__(self, headers: _Headers) -> None:
        self.headers = headers

    def __hash__(self) -> int:
        return id(self.headers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.headers is self.headers


@lru_cache(maxsize=2048)
def _match(text: str, key: _Key, mend: bool) -> HeaderMatch | None:
    headers = key.headers
    if NUMBERED_RECOMMENDATION.match(text):
        # "Recommendation 3.1 - ..." stands above its own little table, or in a cell of a row.
        return HeaderMatch((PlanColumn.RECOMMENDATION,), whole=False, weak=True)
    for form in _forms(text):
        if form in headers.exact:
            return HeaderMatch((headers.exact[form],), True, form in headers.weak)
        squeezed = form.replace(" ", "")
        if squeezed in headers.squeezed:
            return HeaderMatch((headers.squeezed[squeezed],), True, form in headers.weak)
    words = _plain(text).split()
    if not words or len(words) > LONGEST_HEADER:
        return None
    several = _several(text, headers)
    if several is not None:
        return several
    held = _containing(words, headers)
    if held is not None:
        return held
    if not mend:
        return None
    mended = [_mend(word, headers) for word in words]
    if mended != words:
        joined = " ".join(mended)
        if joined in headers.exact:
            return HeaderMatch((headers.exact[joined],), True, joined in headers.weak)
        return _containing(mended, headers)
    return None


def _forms(text: str) -> list[str]:
    """The header folded as it is, without its asides, and without numbers and months."""
    text = text.replace("#", " no ").replace("-\n", "").replace("- ", " ")
    whole = fold(text)
    bare = fold(_ASIDE.sub(" ", text))
    plain = _plain(text)
    return list(dict.fromkeys(form for form in (whole, bare, plain) if form))


def _plain(text: str) -> str:
    text = text.replace("#", " no ").replace("-\n", "")
    words = fold(_DIGITS.sub(" ", _ASIDE.sub(" ", text))).split()
    kept = [w for w in words if w not in _MONTHS or w in ("of", "on", "at", "as")]
    while kept and kept[-1] in _MONTHS:
        kept.pop()
    while kept and kept[0] in ("the", "as", "at", "of"):
        kept.pop(0)
    return " ".join(kept)


def _several(text: str, headers: _Headers) -> HeaderMatch | None:
    """Two columns in one: every piece of "Lead / timescale" is a header of its own."""
    pieces = [fold(p) for p in _PARTS.split(text) if p.strip()]
    if not 2 <= len(pieces) <= 3 or any(p not in headers.exact for p in pieces):
        return None
    columns = tuple(dict.fromkeys(headers.exact[p] for p in pieces))
    if len(columns) > 1:
        columns = tuple(c for c in columns if c is not PlanColumn.NUMBER)
    if PlanColumn.OUTCOME in columns and (
        PlanColumn.COMPLETION in columns or any(p in ("date", "dates") for p in pieces)
    ):
        # "Outcome and date", "Closed / impact": the template's last column in other words.
        columns = (PlanColumn.COMPLETION_AND_OUTCOME,)
    return HeaderMatch(columns, True, all(p in headers.weak for p in pieces))


def _containing(words: list[str], headers: _Headers) -> HeaderMatch | None:
    """The longest known header inside a longer one, if it makes up enough of it."""
    best: tuple[int, int, PlanColumn, str] | None = None
    for length in range(min(len(words), 9), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            column = headers.exact.get(run)
            if column is None or (length == 1 and (run in headers.weak or len(run) < 4)):
                continue
            if best is None:
                best = (length, start, column, run)
        if best is not None:
            break
    if best is None:
        return None
    length, start, column, run = best
    # One known word carries a header of up to four, and only at its head or its end.
    if length == 1 and (len(words) > 4 or 0 < start < len(words) - 1):
        return None
    if length * 3 < len(words):
        return None
    return HeaderMatch((column,), False, run in headers.weak)


def _mend(word: str, headers: _Headers) -> str:
    """``word``, or the header word that it misspells by a letter or two."""
    if len(word) < 5 or word in headers.words:
        return word
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 9 else 2
    near = [
        (distance, known)
        for known in headers.words
        if abs(len(known) - len(word)) <= allowed
        and known[0] == word[0]
        and (distance := OSA.distance(word, known, score_cutoff=allowed)) <= allowed
    ]
    # A plural is a form, not a slip; the nearest word wins, by spelling where two are as near.
    return min(near)[1] if near else word


def is_known_header(text: str, vocabulary: Vocabulary) -> bool:
    """True where the whole text is a header of the vocabulary."""
    found = match_header(text, vocabulary)
    return found is not None and (found.whole or NUMBERED_RECOMMENDATION.match(text) is not None)


def sure_headers(cells: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many cells are headers word for word: a quick look before ``header_points``."""
    exact = _headers(vocabulary).exact
    return sum(len(c) < 80 and fold(c) in exact for c in cells)


def is_other_table(texts: Sequence[str], vocabulary: Vocabulary) -> bool:
    """True where a header is that of a chronology, a list of names, versions or the like."""
    headers = _headers(vocabulary)
    folded = [_plain(t) for t in texts if t.strip()]
    # A chronology opens with the date, a plan never does.
    return bool(folded) and (
        folded[0] in ("date", "dates") or any(f in headers.other for f in folded)
    )
