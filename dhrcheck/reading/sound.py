"""Whether pages' contents are whole: pdfium shows what it can of a damaged page, and does not tell."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dhrcheck.outcome import ReadAs
from dhrcheck.reading.model import PageReading

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_UNPACKED = 1 << 26
_MOST_IN_ALL = 1 << 29
_FLUSHED = b"\0\0\xff\xff"
"""How packed data ends where its producer flushed it and never closed it: whole all the same."""
_NOTE = "The page is damaged: some of what it shows may be missing from what was read."


def damaged_pages(reader: PdfReader) -> Iterator[tuple[int, bool]]:
    """The pages (from 1) whose packed content breaks off, each with True.

    With False those whose content could not be looked at: it counts where nothing was found on them.
    """
    left = _MOST_IN_ALL
    for number, page in enumerate(reader.pages, 1):
        try:
            contents = _resolved(page.get("/Contents"))
            for each in contents if isinstance(contents, list) else [contents]:
                packed = _packed(_resolved(each))
                whole, size = _unpacks(packed) if packed else (True, 0)
                left -= size
                if not whole:
                    yield number, True
                    break
        except MemoryError:
            raise
        except Exception:
            # pypdf raises far more than its own errors on damaged files.
            yield number, False
        if left < 0:
            return


def _packed(stream: Any) -> bytes:
    """The bytes of a stream that is packed in the usual way, and in no other on top."""
    if not isinstance(stream, dict):
        return b""
    filters = _resolved(stream.get("/Filter"))
    if isinstance(filters, list):
        filters = _resolved(filters[0]) if len(filters) == 1 else None
    data = getattr(stream, "_data", b"")
    return data if filters == "/FlateDecode" and isinstance(data, bytes) else b""


def _unpacks(packed: bytes) -> tuple[bool, int]:
    """Whether the data has its end, and what it unpacks to (in bytes, as far as one looks)."""
    # Without its two first bytes the sum at the end is not looked at: that is often wrong or missing.
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        size = len(unpacking.decompress(packed[2:], _MOST_UNPACKED))
    except zlib.error:
        return False, 0
    cut = not unpacking.eof and not unpacking.unconsumed_tail
    return not cut or packed.rstrip(b"\r\n").endswith(_FLUSHED), size


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def with_damage(
    pages: Sequence[PageReading], damaged: Sequence[tuple[int, bool]]
) -> tuple[PageReading, ...]:
    """The pages, those that are damaged said to be; what was found on them stays."""
    known = dict(damaged)
    if not known:
        return tuple(pages)
    return tuple(
        replace(page, read=ReadAs.BROKEN, note=_NOTE)
        if known.get(page.number) or (page.number in known and page.read is ReadAs.EMPTY)
        else page
        for page in pages
    )
