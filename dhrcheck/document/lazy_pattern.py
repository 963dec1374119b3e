"""A pattern that is compiled where it is first asked: most reviews never need most of them."""

from __future__ import annotations

import regex

from dhrcheck.patterns import compiled


class LazyPattern:
    """As ``regex.compile(source, flags)``, compiled at first use."""

    __slots__ = ("_compiled", "_flags", "_source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self._compiled: regex.Pattern[str] | None = None

    @property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern itself."""
        if self._compiled is None:
            self._compiled = compiled(self._source, self._flags)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """As the pattern's own ``search``."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """As the pattern's own ``match``."""
        return self.compiled.match(text, start, len(text) if end is None else end)

    def sub(self, by: str, text: str) -> str:
        """As the pattern's own ``sub``."""
        return self.compiled.sub(by, text)
