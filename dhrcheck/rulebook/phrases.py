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
phrases are many, so a phrase is only tried where its rarest word stands (``WordIndex``).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from dhrcheck.rulebook.word_index import PhraseMatch, Step, WordIndex, word_index

__all__ = [
    "CompiledPhrases",
    "PhraseMatch",
    "WordIndex",
    "compile_phrases",
    "phrase_pattern",
    "phrase_source",
    "word_index",
]

MAX_PHRASE = 200
"""Longest phrase, in characters."""
GAP_WORDS = 6
"""How many words ``...`` may stand for."""
MAX_GAPS = 3
GLUED_FROM = 4
"""Letters from which two neighbouring words are also found with the space between them lost."""

_HYPHENS = "\\-\u00ad\u2010\u2011\u2012\u2013\u2014"
_SPACE = rf"[\s{_HYPHENS}]+"
_HYPHEN = rf"[\s{_HYPHENS}]*"
# Words of a gap: anything without spaces that does not end the sentence ("3.4", "Dr. F", "e.g.").
_CHUNK = (
    r"[^\s.!?]+(?:(?:(?<=\b(?:Mr|Mrs|Ms|Dr|St|Rev|Prof|No|e\.g|i\.e))\.|[.!?](?=\S))[^\s.!?]*)*"
)
_GAP = rf"[^\s\w.!?]*(?:[^\S\n]+{_CHUNK}){{0,{GAP_WORDS}}}?[^\S\n]+[^\s\w]*"
_SINGLE = "'‘’‛`´"
_DOUBLE = '"“”„‟'
_WORD = regex.compile(r"\w+")
_FLAGS = regex.IGNORECASE


@lru_cache(maxsize=4096)
def phrase_source(phrase: str) -> str:
    """The pattern of one phrase. Raises ValueError in plain words where it cannot be one."""
    pieces = _pieces(phrase)
    out: list[str] = []
    for before, piece in zip(["...", *pieces], pieces, strict=False):
        if "..." not in (before, piece):
            out.append(_HYPHEN if _may_be_glued(before, piece) else _SPACE)
        out.append(_GAP if piece == "..." else _word_source(piece))
    first, last = pieces[0], pieces[-1]
    left = r"(?<!\w)" if _is_word(first[0]) else ""
    right = r"(?!\w)" if _is_word(last[-1]) or last.endswith("*") else ""
    return left + "".join(out) + right


def _may_be_glued(first: str, second: str) -> bool:
    return all(w.isalpha() and len(w) >= GLUED_FROM for w in (first, second.removesuffix("*")))


def _pieces(phrase: str) -> list[str]:
    """The words of a phrase and its ``...``, after checking that it is one."""
    if len(phrase) > MAX_PHRASE:
        raise ValueError(
            f"a phrase may have at most {MAX_PHRASE} characters, this has {len(phrase)}"
        )
    plain = unicodedata.normalize("NFKC", phrase.replace("…", " ... "))
    pieces = plain.replace("...", " ... ").split()
    if not any(_is_word(c) for c in plain):
        raise ValueError(f"“{phrase}” holds no word to look for")
    if "..." in (pieces[0], pieces[-1]) or ("...", "...") in pairwise(pieces):
        raise ValueError(f"“{phrase}”: “...” must stand between two words")
    if pieces.count("...") > MAX_GAPS:
        raise ValueError(f"“{phrase}”: at most {MAX_GAPS} times “...” in one phrase")
    for piece in pieces:
        stem = piece[:-1] if piece.endswith("*") else piece
        if "*" in stem or (stem != piece and not _is_word(stem[-1:])):
            raise ValueError(f"“{phrase}”: “*” may only stand at the end of a word")
        if stem != piece and len(stem) < 2:
            raise ValueError(f"“{phrase}”: two letters at least must stand before “*”")
    return pieces


def _word_source(piece: str) -> str:
    if piece.lower() in ("and", "&"):
        return "(?:and|&)"
    out: list[str] = []
    for char in piece.removesuffix("*"):
        if char in "-\u2010\u2011\u2012\u2013\u2014":
            out.append(_HYPHEN)
        elif char in _SINGLE:
            out.append(f"[{_SINGLE}]")
        elif char in _DOUBLE:
            out.append(f"[{_DOUBLE}]")
        else:
            out.append(regex.escape(char, special_only=True))
    return "".join(out) + (r"\w*" if piece.endswith("*") else "")


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> regex.Pattern[str]:
    return regex.compile(phrase_source(phrase), _FLAGS)


@lru_cache(maxsize=4096)
def _steps(phrase: str) -> tuple[Step, ...]:
    """The words at the beginning of a phrase whose distance from it is fixed."""
    steps: list[Step] = []
    for piece in _pieces(phrase):
        if piece == "..." or piece.lower() in ("and", "&"):
            break
        stem = piece.removesuffix("*").lower()
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


@lru_cache(maxsize=4096)
def _glued(phrase: str) -> tuple[tuple[Step, ...], ...]:
    """The words up to each place where a space may be lost, the last two as one word."""
    pieces = _pieces(phrase)
    found: list[tuple[Step, ...]] = []
    steps = _steps(phrase)
    for n, (first, second) in enumerate(pairwise(pieces)):
        if n >= len(steps):
            break
        if _may_be_glued(first, second):
            joined = first.lower() + second.removesuffix("*").lower()
            found.append((*steps[:n], Step((joined,), second.endswith("*"))))
    return tuple(found)


_PARTING = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2014")
_FAR = 60
"""Words within which the word after a gap must stand; a gap's words may hold several of the index."""
_NO_HYPHEN = dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013\u2014"))


@dataclass(frozen=True, slots=True)
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

    def _in_text(self, text: str) -> list[PhraseMatch]:
        """Every place of every phrase, by place, of equals the longer first; found once a text."""
        index = word_index(text)
        hits = index.found.get(self.phrases)
        if hits is None:
            hits = [
                PhraseMatch(begin, finish, phrase)
                for phrase in self.phrases
                for begin, finish in _places(phrase, text, index)
            ]
            hits.sort(key=lambda m: (m.start, -m.end))
            index.found[self.phrases] = hits
        return hits

    def search(self, text: str, start: int = 0, end: int | None = None) -> PhraseMatch | None:
        """The first match, or None."""
        return next(self.finditer(text, start, end), None)

    def __bool__(self) -> bool:
        return bool(self.phrases)


@lru_cache(maxsize=2048)
def compile_phrases(phrases: tuple[str, ...]) -> CompiledPhrases:
    """Checks and prepares phrases. Raises ValueError in plain words for one that cannot be used."""
    for phrase in phrases:
        _pieces(phrase)
    return CompiledPhrases(tuple(dict.fromkeys(phrases)))


def phrase_pattern(phrases: Iterable[str]) -> str:
    """One pattern (for use with IGNORECASE) that matches any of ``phrases``, longer first."""
    ordered = sorted(dict.fromkeys(phrases), key=lambda p: (-len(p), p))
    return "(?:" + "|".join(phrase_source(p) for p in ordered) + ")"


def _places(phrase: str, text: str, index: WordIndex) -> Iterator[tuple[int, int]]:
    """Where one phrase stands: its rarest word leads to its beginning, its pattern decides."""
    steps = _steps(phrase)
    if not steps:
        # The phrase begins with "and", a sign or a gap: nothing to go by, so it is searched for.
        for match in _pattern(phrase).finditer(text):
            yield match.span()
        return
    plain = _is_plain(phrase)
    begins: list[int] = []
    for number in _leads(steps, _tails(phrase), index):
        if not plain:
            begins.append(index.starts[number])
        elif (end := _end_of_words(text, index, number, len(steps))) is not None:
            yield index.starts[number], end
    for glued in _glued(phrase):
        begins += [index.starts[number] for number in _leads(glued, (), index)]
    for begin in sorted(set(begins)):
        for at in _beginnings(phrase, text, begin):
            found = _pattern(phrase).match(text, at)
            if found is not None:
                yield found.span()
                break


@lru_cache(maxsize=4096)
def _is_plain(phrase: str) -> bool:
    """True for words of letters and figures alone: where they stand in a row nothing is left to ask.

    Making a pattern costs a thousand times as much as looking.
    """
    pieces = _pieces(phrase)
    return all(p.removesuffix("*").isalnum() and p.lower() != "and" for p in pieces)


@lru_cache(maxsize=4096)
def _tails(phrase: str) -> tuple[Step, ...]:
    """The first word after each gap of a phrase, where it is one that the index knows as it is."""
    pieces = _pieces(phrase)
    tails: list[Step] = []
    for before, piece in pairwise(pieces):
        stem = piece.removesuffix("*").lower()
        if before == "..." and stem.isalnum() and stem != "and":
            tails.append(Step((stem,), True))
    return tuple(tails)


def _leads(steps: tuple[Step, ...], tails: tuple[Step, ...], index: WordIndex) -> list[int]:
    """The numbers of the words at which a phrase could begin: all its known words stand there."""
    numbered = [(index.numbers(step), back) for back, step in enumerate(steps)]
    numbers, back = min(numbered, key=lambda pair: len(pair[0]))
    if any(not found for found, _ in numbered):
        return []
    last = len(index.words) - len(steps)
    leads = [
        number - back
        for number in numbers
        if 0 <= number - back <= last
        and all(_is_at(step, index.words[number - back + n]) for n, step in enumerate(steps))
    ]
    for step in tails:
        leads = _followed(leads, len(steps), sorted(index.numbers(step)))
    return leads


def _is_at(step: Step, word: str) -> bool:
    return word.startswith(step.words) if step.begins else word in step.words


def _followed(leads: list[int], count: int, tails: list[int]) -> list[int]:
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
    if _is_word(phrase.lstrip()[0]):
        return (word,)
    at = word
    while at > 0 and word - at < 12 and not _is_word(text[at - 1]):
        at -= 1
    return range(at, word + 1)
