"""Where any of some phrases stand in a text, found once and asked many times."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from dhrcheck.rulebook.phrases import compile_phrases


class Marks:
    """The places of ``phrases`` in ``text``; they are looked for when first asked about."""

    __slots__ = ("_ends", "_phrases", "_starts", "_text")

    def __init__(self, phrases: tuple[str, ...], text: str) -> None:
        self._phrases, self._text = phrases, text
        self._starts: list[int] | None = None
        self._ends: list[int] = []

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Marks:
        """Marks at places that are known already."""
        marks = cls((), "")
        marks._keep(sorted(spans))
        return marks

    def _keep(self, spans: list[tuple[int, int]]) -> list[int]:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        return self._starts

    def _found(self) -> list[int]:
        if self._starts is not None:
            return self._starts
        hits = compile_phrases(self._phrases).finditer(self._text) if self._phrases else ()
        return self._keep([(m.start, m.end) for m in hits])

    def within(self, start: int, end: int) -> bool:
        """True where one lies wholly in ``text[start:end]``."""
        starts = self._found()
        i = bisect_left(starts, start)
        while i < len(starts) and starts[i] < end:
            if self._ends[i] <= end:
                return True
            i += 1
        return False

    def overlap(self, start: int, end: int) -> bool:
        """True where one shares a character with ``text[start:end]``."""
        starts = self._found()
        i = bisect_left(starts, end)
        return any(self._ends[k] > start for k in range(max(0, i - 3), i))
