"""The outline (bookmarks) of a document, with the pages and addresses its entries lead to."""

from __future__ import annotations

from dhrcheck.reading import pdfium
from dhrcheck.reading.annotations import address_of
from dhrcheck.reading.model import Bookmark

_MAX_DEPTH = 20
_MAX_ENTRIES = 10_000


def outline_of(document: int) -> tuple[Bookmark, ...]:
    """All entries in order; an outline that runs in a circle is cut at 10,000 of them."""
    found: list[Bookmark] = []
    seen: set[int] = set()
    waiting = [(pdfium.first_bookmark(document, None), 1)]
    while waiting and len(found) < _MAX_ENTRIES:
        entry, level = waiting.pop()
        if not entry or entry in seen:
            continue
        seen.add(entry)
        title = pdfium.text_from(pdfium.bookmark_title, entry)
        found.append(Bookmark(level, _page_of(document, entry), title, _target_of(document, entry)))
        waiting.append((pdfium.next_bookmark(document, entry), level))
        if level < _MAX_DEPTH:
            waiting.append((pdfium.first_bookmark(document, entry), level + 1))
    return tuple(found)


def _target_of(document: int, entry: int) -> str:
    action = pdfium.bookmark_action(entry)
    return address_of(document, action) if action else ""


def _page_of(document: int, entry: int) -> int | None:
    target = pdfium.bookmark_target(document, entry)
    if not target:
        action = pdfium.bookmark_action(entry)
        target = pdfium.action_target(document, action) if action else 0
    index = pdfium.page_of_target(document, target) if target else -1
    return index + 1 if index >= 0 else None
