"""Whether a file was written by dhrcheck: only such a file is replaced without being asked to.

Text is known by how it begins. A PDF begins like any other, so our copies carry a comment before
their last line but one; a program that changes such a copy writes a new end, and it is the user's own.
So it is with Word files, which carry a comment at their very end.
"""

from __future__ import annotations

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
DOCX_MARK = b"dhrcheck brief"
_LAST_LINES = b"startxref"
_OUR_END = regex.compile(_MARK + rb"startxref\s+[0-9]{1,20}\s+%%EOF\s*\Z")


def is_ours(beginning: bytes, end: bytes = b"") -> bool:
    """True where a file that begins and ends so was written by one of our forms, or is empty."""
    if not beginning:
        return True
    if beginning.startswith(PDF_OPENING.encode()):
        return _OUR_END.search(end) is not None
    if beginning.startswith(DOCX_OPENING.encode()):
        return end.endswith(DOCX_MARK)
    text = beginning.replace(b"\r\n", b"\n").decode("utf-8", "replace")
    return any(regex.match(opening, text) for opening in _openings())


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
