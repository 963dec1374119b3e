"""A PDF made ready for being copied: read by pypdf, without its encryption."""

from __future__ import annotations

import ctypes
import io
from typing import Any, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from dhrcheck.reading import pdfium
from dhrcheck.reading.opening import open_document

NOT_COPIED = "The file is too damaged to be written anew, so there is no annotated copy of it."
_LOCKED = "The file asks for a password, so there is no annotated copy of it."


_ACTS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData")
_DEEPEST = 8


class CannotBeCopied(Exception):
    """A file cannot be written anew; the message says why, in one plain sentence.

    ``number`` is which of the files it is, counted from 1; 0 where that is not known.
    """

    number = 0


class Copied(NamedTuple):
    """A PDF as pypdf reads it, its bytes, and the number of its pages."""

    reader: PdfReader
    data: bytes
    pages: int


def copied(data: bytes, *, anew: bool = False) -> Copied:
    """The PDF in ``data``; as pdfium writes it where it is locked or damaged, or with ``anew``.

    A file that opens without a password is copied without its restrictions: the copy is for the
    person who could read it. Raises CannotBeCopied.
    """
    with open_document(data) as opened:
        if opened.refusal:
            raise CannotBeCopied(opened.refusal.reason or _LOCKED)
        pages = pdfium.page_count(opened.handle)
        reader = None if anew else _reader(data, pages)
        if reader is not None:
            return Copied(reader, data, pages)
        data = _saved(opened.handle)
    reader = _reader(data, pages)
    if reader is None:
        raise CannotBeCopied(NOT_COPIED)
    return Copied(reader, data, pages)


def _reader(data: bytes, pages: int) -> PdfReader | None:
    """pypdf's reader where it opens the file as pdfium does and finds the same pages."""
    # pypdf raises far more than its own errors on damaged files.
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted or len(reader.pages) != pages:
            return None
    except MemoryError:
        raise
    except Exception:
        return None
    return reader


def _saved(document: int) -> bytes:
    """The document as pdfium writes it, without its encryption."""
    pieces: list[bytes] = []

    def write(_: Any, content: int, size: int) -> int:
        pieces.append(ctypes.string_at(content, size))
        return 1

    target = pdfium.FileWrite(1, pdfium.WRITE_BLOCK(write))
    pdfium.save_copy(document, ctypes.byref(target), pdfium.WITHOUT_SECURITY)
    return b"".join(pieces)


def without_signatures(writer: PdfWriter) -> None:
    """Take digital signatures out of a copy: they vouch for the original, and here would be broken.

    How a signature looks on its page stays.
    """
    root = writer.root_object
    root.pop("/Perms", None)
    form = _resolved(root.get("/AcroForm"))
    if not isinstance(form, DictionaryObject) or "/SigFlags" not in form:
        return
    del form["/SigFlags"]
    for entry in writer._objects:
        if isinstance(entry, DictionaryObject) and entry.get("/FT") == "/Sig":
            entry.pop("/V", None)
            entry.pop("/Lock", None)


def without_actions(writer: PdfWriter) -> None:
    """Make harmless what runs, starts or sends something: a copy needs none of it."""
    for entry in writer._objects:
        _disarm(entry, _DEEPEST)


def _disarm(value: Any, depth: int) -> None:
    # Other objects that this one refers to have their own turn.
    if isinstance(value, DictionaryObject):
        if value.get("/S") in _ACTS and not isinstance(value, StreamObject):
            value.clear()
            value[NameObject("/S")] = NameObject("/NOP")
        nested: Any = list(value.values())
    elif isinstance(value, ArrayObject):
        nested = list(value)
    else:
        return
    for each in nested if depth else ():
        _disarm(each, depth - 1)


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
