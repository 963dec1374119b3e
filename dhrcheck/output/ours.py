"""Whether a file was written by dhrcheck: only such a file is replaced without being asked to.

Text is known by how it begins. A PDF begins like any other, so our copies carry a comment before
their last line but one; a program that changes such a copy writes a new end, and it is the user's own.
"""

from __future__ import annotations

import regex

from dhrcheck.output import PDF_OPENING, PICTURE_FORMATS, REPORT_FORMATS

ENDS = 1024
"""Bytes of a file's beginning and of its end that tell whose it is."""

_VERSION = "[0-9][0-9A-Za-z.+_-]{0,40}"
_MARK = b"%dhrcheck annotated copy\n"
_LAST_LINES = b"startxref"
_OUR_END = regex.compile(_MARK + rb"startxref\s+[0-9]{1,20}\s+%%EOF\s*\Z")


def is_ours(beginning: bytes, end: bytes = b"") -> bool:
    """True where a file that begins and ends so was written by one of our forms, or is empty."""
    if not beginning:
        return True
    if beginning.startswith(PDF_OPENING.encode()):
        return _OUR_END.search(end) is not None
    text = beginning.replace(b"\r\n", b"\n").decode("utf-8", "replace")
    return any(regex.match(opening, text) for opening in _openings())


def _openings() -> set[str]:
    formats = (*REPORT_FORMATS.values(), *PICTURE_FORMATS.values())
    return {
        regex.escape(f.opening, literal_spaces=True).replace(r"\{version\}", _VERSION)
        for f in formats
        if f.opening != PDF_OPENING
    }


def marked_pdf(content: bytes) -> bytes:
    """A PDF file with our comment in it, which no viewer shows and which moves nothing that counts."""
    at = content.rfind(_LAST_LINES)
    if at < 0:
        return content
    return content[:at] + _MARK + content[at:]
