"""Reading one PDF in this process: bytes in, pages out, never an exception for bad input.

``reader.Reader`` runs this in a child process; use that wherever the file may be hostile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from dhrcheck.outcome import ReadAs
from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileOutcome, FileReading, PageReading, Properties
from dhrcheck.reading.opening import NO_PAGES, Opened, Refusal, open_document
from dhrcheck.reading.share import MOST_LOOKED_AT, WHOLE, Share
from dhrcheck.reading.sniff import is_pdf, kind_of
from dhrcheck.reading.sound import with_damage

PageSeen = Callable[[PageReading, int], None]
"""Called with each page as it is read, and the number of pages in all."""

_NOT_LOADED = "The page is damaged and could not be opened."
NOT_UNDERSTOOD = "The page is so unusual that it could not be read."


@dataclass(frozen=True, slots=True)
class Ending:
    """How reading a file ended; fields as in ``FileReading``."""

    outcome: FileOutcome
    kind: str = "PDF"
    reason: str | None = None
    properties: Properties = field(default_factory=Properties)
    count: int = 0
    """The pages of the file, whatever share of them was read."""


def read_file(path: Path, *, limits: Limits | None = None) -> FileReading:
    """Read the file at ``path``. Raises OSError where it cannot be read from disk."""
    data = path.read_bytes()
    pages: list[PageReading] = []
    ending = read_bytes(data, lambda page, _: pages.append(page), limits or Limits())
    return FileReading(
        path.name,
        len(data),
        hashlib.sha256(data).hexdigest(),
        ending.outcome,
        ending.kind,
        ending.reason,
        with_damage(pages, ending.properties.damaged),
        ending.properties,
    )


def read_bytes(data: bytes, seen: PageSeen, limits: Limits, share: Share = WHOLE) -> Ending:
    """Read a file's bytes: ``seen`` takes each page in turn, the ending says how it went.

    Of a ``share`` that is not the whole only its pages are read.
    """
    if not is_pdf(data):
        kind = kind_of(data)
        return Ending(FileOutcome.NOT_A_PDF, kind, f"The file is not a PDF; it is {kind}.")
    if len(data) > limits.bytes:
        return Ending(FileOutcome.TOO_LARGE, reason=too_many_bytes(limits))
    with open_document(data) as opened:
        if opened.refusal:
            return _refused(opened.refusal, seen, limits, share)
        return _read_open(data, opened, seen, limits, share)


def too_many_bytes(limits: Limits) -> str:
    """The sentence on a file that is larger than the limit."""
    return f"The file is larger than {limits.bytes // 1_000_000:,} MB, the most that is read."


def _too_many_pages(count: int, limits: Limits) -> Ending:
    reason = f"The file says that it has {count:,} pages; at most {limits.pages:,} are read."
    return Ending(FileOutcome.TOO_LARGE, reason=reason)


def _refused(refusal: Refusal, seen: PageSeen, limits: Limits, share: Share) -> Ending:
    if refusal.pages > limits.pages:
        return _too_many_pages(refusal.pages, limits)
    if not refusal.pages or refusal.outcome is FileOutcome.PASSWORD:
        return Ending(refusal.outcome, reason=refusal.reason)
    # One library still finds the pages, so the file is not beyond recovery; nobody can read it here.
    for index in share.pages(refusal.pages):
        seen(_broken(index + 1), refusal.pages)
    properties = Properties(notes=(refusal.reason,))
    return Ending(FileOutcome.READ, properties=properties, count=refusal.pages)


def _read_open(data: bytes, opened: Opened, seen: PageSeen, limits: Limits, share: Share) -> Ending:
    from dhrcheck.reading import pdfium
    from dhrcheck.reading.hidden import Watch
    from dhrcheck.reading.page import read_page
    from dhrcheck.reading.properties import properties_by_tags, properties_of
    from dhrcheck.reading.structure import Tags

    count = pdfium.page_count(opened.handle)
    if count <= 0:
        return Ending(FileOutcome.NO_PAGES, reason=NO_PAGES)
    if count > limits.pages:
        return _too_many_pages(count, limits)
    own = share.pages(count)
    # Whether pages of another share act is not known here: all of them may.
    tags, active, watch = Tags(), list(range(1, own.start + 1)), Watch()
    tagged = bool(pdfium.is_tagged(opened.handle))
    for index in own:
        with_tags = tagged and tags.looked_at < MOST_LOOKED_AT
        try:
            page = read_page(opened.handle, index, with_tags=with_tags, watch=watch)
        except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
            # What no page has yet been seen to do to us costs that page, not the file.
            seen(_broken(index + 1, NOT_UNDERSTOOD), count)
            continue
        seen(page.reading if page else _broken(index + 1), count)
        if page:
            tags.add(page.tags)
            if page.active:
                active.append(index + 1)
    if share.looks_inside(count):
        properties = properties_of(opened.handle, data, tags, active)
    else:
        properties = properties_by_tags(tags)
    properties = replace(properties, notes=opened.notes + properties.notes)
    return Ending(FileOutcome.READ, properties=properties, count=count)


def _broken(number: int, note: str = _NOT_LOADED) -> PageReading:
    return PageReading(number, 0.0, 0.0, ReadAs.BROKEN, note=note)
