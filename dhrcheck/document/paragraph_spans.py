"""The paragraphs of a passage's text: what stands between two line ends there."""

from __future__ import annotations

from collections.abc import Iterator

from dhrcheck.document.passage import Span


def paragraph_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The paragraphs (and headings, cells, list items) that lie in ``text[start:end]``, in order."""
    end = len(text) if end is None else end
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield Span(start, stop)
        start = stop + 1


def paragraph_at(text: str, at: int) -> Span:
    """The paragraph that holds the character at ``at``."""
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)
