"""A pattern (regular expression) that a rule file may hold, bounded in length and in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

import regex

from dhrcheck.patterns import compiled
from dhrcheck.rulebook.pattern_size import refuse_what_explodes

MAX_PATTERN = 500
"""Longest pattern, in characters."""
SECONDS = 0.5
"""How long one search may take."""
SECONDS_IN_ALL = 5.0
"""How long the searches with one pattern may take together, those apart that are quick."""

_SLOW = 0.05

_QUANTIFIER = r"(?:[*+]|\{\d*,\})"
# A group that is nothing but one repeated thing, itself repeated: "(a+)+", "(?:\w*)*", "([ab]+)+".
_BOMB = compiled(
    rf"\((?:\?:|\?P?<\w+>)?(?:\\.|\[(?:\\.|[^\]\\])+\]|[^\\()\[\]|*+?])"
    rf"{_QUANTIFIER}\??\){_QUANTIFIER}(?!\+)"
)


class PatternTooSlow(Exception):
    """A pattern took longer than ``SECONDS`` on a text, or than ``SECONDS_IN_ALL`` on many."""

    def __init__(self, source: str) -> None:
        super().__init__(f"the pattern {source!r} took too long")
        self.source = source


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of the ``regex`` package, without regard to case unless it says ``(?-i:...)``."""

    source: str
    _compiled: regex.Pattern[str] = field(init=False, repr=False, compare=False)
    _slow: list[float] = field(init=False, repr=False, compare=False, default_factory=lambda: [0.0])
    """Seconds that slow searches have taken so far."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_compiled", _compile(self.source))

    @classmethod
    def from_text(cls, text: str) -> Pattern:
        """The pattern of ``text``. Raises ValueError in plain words where it is none."""
        return cls(text)

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The first match in ``text[start:end]``, or None. Raises PatternTooSlow."""
        began = perf_counter()
        try:
            found = self._compiled.search(text, start, end, timeout=SECONDS)
        except TimeoutError:
            raise PatternTooSlow(self.source) from None
        took = perf_counter() - began
        if took > _SLOW:
            # A search a line, each just under its limit, would take hours.
            self._slow[0] += took
            if self._slow[0] > SECONDS_IN_ALL:
                raise PatternTooSlow(self.source)
        return found

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[regex.Match[str]]:
        """The matches in ``text[start:end]`` that are not empty, in order. Raises PatternTooSlow."""
        try:
            for match in self._compiled.finditer(text, start, end, timeout=SECONDS):
                if match.end() > match.start():
                    yield match
        except TimeoutError:
            raise PatternTooSlow(self.source) from None


def _compile(source: str) -> regex.Pattern[str]:
    if not source:
        raise ValueError("a pattern must not be empty")
    if len(source) > MAX_PATTERN:
        raise ValueError(f"a pattern has at most {MAX_PATTERN} characters, this has {len(source)}")
    refuse_what_explodes(source)
    bomb = _BOMB.search(source)
    if bomb:
        raise ValueError(
            f"“{bomb.group()}” repeats a repetition, which can take for ever; repeat only once"
        )
    try:
        compiled = regex.compile(source, regex.IGNORECASE | regex.VERSION0)
    except regex.error as wrong:
        raise ValueError(f"this is no pattern: {wrong}") from None
    except (RecursionError, OverflowError, MemoryError):
        raise ValueError("this pattern is too deep or too large") from None
    if _matches_nothing(compiled):
        raise ValueError("this pattern also matches nothing at all; every search would find it")
    return compiled


def _matches_nothing(pattern: regex.Pattern[str]) -> bool:
    try:
        return pattern.fullmatch("", timeout=SECONDS) is not None
    except TimeoutError:
        raise ValueError("this pattern takes too long even on an empty text") from None
