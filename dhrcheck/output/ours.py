"""Whether a file was written by dhrcheck: only such a file is replaced without being asked to.

Text is known by how it begins. A PDF begins like any other, so our copies carry a comment before
their last line but one; a program that changes such a copy writes a new end, and it is the user's own.
A Word file begins like any zip file; each part of ours bears one and the same odd time, which a program
that saves it anew replaces.
"""

from __future__ import annotations

import struct

import regex

from dhrcheck.output import (
    BRIEF_FORMATS,
    DOCX_OPENING,
    PDF_OPENING,
    PICTURE_FORMATS,
    REPORT_FORMATS,
    RUN_FORMATS,
)

ENDS = 1024
"""Bytes of a file's beginning and of its end that tell whose it is."""

_VERSION = "[0-9][0-9A-Za-z.+_-]{0,40}"
_MARK = b"%dhrcheck annotated copy\n"
DOCX_TIME = (2001, 2, 3, 4, 5, 6)
"""The time that every part of a Word file of ours bears."""
_ZIP_ENTRY = b"PK\x01\x02"
_LAST_LINES = b"startxref"
_OUR_END = regex.compile(_MARK + rb"startxref\s+[0-9]{1,20}\s+%%EOF\s*\Z")


def is_ours(beginning: bytes, end: bytes = b"") -> bool:
    """True where a file that begins and ends so was written by one of our forms, or is empty."""
    if not beginning:
        return True
    if beginning.startswith(PDF_OPENING.encode()):
        return _OUR_END.search(end) is not None
    if beginning.startswith(DOCX_OPENING.encode()):
        return _bears_our_time(end)
    text = beginning.replace(b"\r\n", b"\n").decode("utf-8", "replace")
    return any(regex.match(opening, text) for opening in _openings())


def _bears_our_time(end: bytes) -> bool:
    """True where all entries in the end of a zip file's directory have our time."""
    year, month, day, hour, minute, second = DOCX_TIME
    stamp = struct.pack(
        "<HH", hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    )
    entries = end.split(_ZIP_ENTRY)[1:]
    return bool(entries) and all(entry[8:12] == stamp for entry in entries)


def _openings() -> set[str]:
    formats = (
        *REPORT_FORMATS.values(),
        *PICTURE_FORMATS.values(),
        *BRIEF_FORMATS.values(),
        *RUN_FORMATS.values(),
    )
    return {
        regex.escape(f.opening, literal_spaces=True).replace(r"\{version\}", _VERSION)
        for f in formats
        if not f.binary
    }


def marked(content: bytes) -> bytes:
    """A PDF file with our comment in it, which no viewer shows and which moves nothing that counts;
    other content as it is."""
    at = content.rfind(_LAST_LINES)
    if at < 0 or not content.startswith(PDF_OPENING.encode()):
        return content
    return content[:at] + _MARK + content[at:]
