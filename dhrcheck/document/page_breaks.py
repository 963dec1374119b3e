"""Paragraphs that go on over a page's end: joined, so that a phrase broken there is one phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dhrcheck.document.headings import Heading
from dhrcheck.document.model import FlowLine, Page
from dhrcheck.document.text import keeps_hyphen

_CLOSED = tuple(".:;?!")


def join_pages(
    lines: list[FlowLine], pages: Sequence[Page], headings: Sequence[Heading]
) -> list[FlowLine]:
    """The same lines; the first of a page opens no paragraph where the last one's sentence goes on."""
    titled = {i for h in headings for i in range(h.start, h.end)}
    joined = list(lines)
    last: FlowLine | None = None
    for page in pages:
        own = [
            ln
            for ln in lines[page.first_line : page.end_line]
            if not ln.furniture and not ln.footnote
        ]
        if not own:
            last = None
            continue
        first = own[0]
        if last is not None and _goes_on(last, first) and not {first.index, last.index} & titled:
            joined[first.index] = replace(first, paragraph=False)
            if last.text.endswith("-") and not keeps_hyphen(
                last.text[:-1], first.text, frozenset()
            ):
                joined[last.index] = replace(last, text=last.text[:-1], hyphen=True)
        last = own[-1]
    return joined


def _goes_on(last: FlowLine, first: FlowLine) -> bool:
    if last.file != first.file or last.page != first.page - 1 or last.contents or first.contents:
        return False
    if last.cell is not None or first.cell is not None:
        return False
    if abs(last.size - first.size) > 0.6 or last.bold != first.bold:
        return False
    if last.text.endswith(_CLOSED) or last.text.endswith(('."', ".'", ".)")):
        return False
    # An upper-case or numbered start is a new paragraph unless the line before was full.
    return first.text[:1].islower() or (len(last.text) > 55 and first.text[:1].isalpha())
