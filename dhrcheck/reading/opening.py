"""Opening a PDF: with pdfium first, and with pypdf's second opinion where pdfium refuses.

Reasons are plain sentences of our own; a library's message may quote the file and is never shown.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dhrcheck.reading import pdfium
from dhrcheck.reading.model import FileOutcome

_TAIL = 2048
_LOCKED = "The file asks for a password before it opens."
_LOCKED_OTHERWISE = "The file is locked by a certificate or rights protection, and does not open."
_CUT_SHORT = "The file is cut short: its end is missing."
_NO_OBJECTS = "The file is damaged: its table of contents (the list of its objects) cannot be read."
_NO_PAGE_LIST = "The file is damaged: its list of pages cannot be read."
NO_PAGES = "The file is a PDF, but it has no pages."
REPAIRED = "The file is damaged and was repaired before it was read; some of it may be missing."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document could not be opened. ``pages`` counts those that pypdf alone still sees."""

    outcome: FileOutcome
    reason: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """An open document (pdfium's handle), or why there is none; ``notes`` are plain sentences."""

    handle: int = 0
    refusal: Refusal | None = None
    notes: tuple[str, ...] = field(default=())


@contextmanager
def open_document(data: bytes) -> Iterator[Opened]:
    """Open the PDF in ``data`` for the time of the block. ``data`` must outlive it."""
    pdfium.init_library()
    handle = _load(data)
    opened = Opened(handle)
    if not handle:
        error = pdfium.last_error()
        if error == pdfium.ERROR_PASSWORD:
            opened = Opened(refusal=Refusal(FileOutcome.PASSWORD, _LOCKED))
        else:
            repaired, refusal = _second_opinion(data, error)
            # The rewritten file must stay in memory for as long as pdfium reads it.
            data = repaired
            handle = _load(data) if data else 0
            opened = Opened(handle, None if handle else refusal, (REPAIRED,) if handle else ())
    try:
        yield opened
    finally:
        if handle:
            pdfium.close_document(handle)


def _load(data: bytes) -> int:
    pointer = ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p)
    return pdfium.load_memory(pointer, len(data), None) or 0


def _second_opinion(data: bytes, error: int) -> tuple[bytes, Refusal]:
    """The file written anew by pypdf (empty where it cannot), and why pdfium refused it."""
    ending = FileOutcome.PASSWORD if error == pdfium.ERROR_SECURITY else FileOutcome.DAMAGED
    reason = _LOCKED_OTHERWISE if ending is FileOutcome.PASSWORD else _reason(data)
    pages = 0
    # pypdf raises far more than its own errors on damaged files.
    try:
        from pypdf import PdfReader, PdfWriter

        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return b"", Refusal(FileOutcome.PASSWORD, _LOCKED)
        pages = len(reader.pages)
        if not pages:
            return b"", Refusal(FileOutcome.NO_PAGES, NO_PAGES)
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        rewritten = io.BytesIO()
        writer.write(rewritten)
    except MemoryError:
        raise
    except Exception:
        return b"", Refusal(ending, reason, pages)
    return rewritten.getvalue(), Refusal(ending, reason, pages)


def _reason(data: bytes) -> str:
    if b"%%EOF" not in data[-_TAIL:]:
        return _CUT_SHORT
    if b"/Pages" not in data and b"/ObjStm" not in data:
        return _NO_PAGE_LIST
    return _NO_OBJECTS
