"""Reading one PDF in this process: bytes in, ``FileReading`` out, never an exception for bad input.

Use ``reader.Reader`` instead wherever the file may be hostile: it runs this in a child process.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dhrcheck.outcome import ReadAs
from dhrcheck.reading import pdfium
from dhrcheck.reading.lines import TextPage, line_of, spans_of, unmapped_share
from dhrcheck.reading.model import FileOutcome, FileReading, PageReading
from dhrcheck.reading.turn import turn_of

PageSeen = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask of us: its size in bytes and its number of pages."""

    bytes: int = 500_000_000
    pages: int = 5_000


def read_file(
    path: Path, *, limits: Limits | None = None, seen: PageSeen | None = None
) -> FileReading:
    """Read the file at ``path``; ``seen(page, pages)`` is called after each page.

    Raises OSError where the file cannot be opened at all.
    """
    return read_bytes(path.read_bytes(), path.name, limits=limits, seen=seen)


def read_bytes(
    data: bytes, name: str, *, limits: Limits | None = None, seen: PageSeen | None = None
) -> FileReading:
    """Read a PDF held in memory."""
    limits = limits or Limits()
    digest = hashlib.sha256(data).hexdigest()
    with _document(data) as document:
        if not document:
            return FileReading(name, len(data), digest, FileOutcome.DAMAGED)
        count = pdfium.page_count(document)
        pages = []
        for index in range(count):
            pages.append(read_page(document, index))
            if seen:
                seen(index + 1, count)
    return FileReading(name, len(data), digest, FileOutcome.READ, pages=tuple(pages))


@contextmanager
def _document(data: bytes) -> Iterator[int]:
    pdfium.init_library()
    buffer = ctypes.c_char_p(data)
    handle = pdfium.load_memory(ctypes.cast(buffer, ctypes.c_void_p), len(data), None) or 0
    try:
        yield handle
    finally:
        if handle:
            pdfium.close_document(handle)
        del buffer


def read_page(document: int, index: int) -> PageReading:
    """Page ``index`` (from 0) of an open document."""
    page = pdfium.load_page(document, index)
    if not page:
        return PageReading(index + 1, 0.0, 0.0, ReadAs.BROKEN, note="The page could not be loaded.")
    try:
        return _read_loaded(page, index + 1)
    finally:
        pdfium.close_page(page)


def _read_loaded(page: int, number: int) -> PageReading:
    characters = TextPage(page, turn_of(page))
    try:
        spans = spans_of(characters)
        lines = tuple(line_of(characters, span) for span in spans)
        letters = sum(map(str.isalpha, characters.text))
        unmapped = unmapped_share(characters, spans)
    finally:
        characters.close()
    return PageReading(
        number,
        round(pdfium.page_width(page), 1),
        round(pdfium.page_height(page), 1),
        ReadAs.TEXT if letters else ReadAs.EMPTY,
        lines=lines,
        letters=letters,
        unmapped=unmapped,
    )
