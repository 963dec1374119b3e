"""What a file is, told from its bytes alone: whatever its name says."""

from __future__ import annotations

HEADER_WITHIN = 1024
"""A PDF's header stands within so many bytes of its beginning."""

_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x00\x0cjP  ",
)
_OFFICE_FOLDERS = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
)
_OLE_STREAMS = (
    ("WordDocument", "a Word document"),
    ("Workbook", "an Excel workbook"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("EncryptedPackage", "an Office document that is locked with a password"),
)
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body")


def is_pdf(data: bytes) -> bool:
    """True where the first 1,024 bytes hold a PDF header; stray bytes before it do no harm."""
    return b"%PDF-" in data[:HEADER_WITHIN]


def kind_of(data: bytes) -> str:
    """What bytes that are no PDF are, in plain words with an article ("a Word document")."""
    if not data.strip(b"\x00\t\r\n "):
        return "an empty file"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(b"PK\x05\x06"):
        return "an empty zip file"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_ole(data)
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "an image"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return "an image"
    if data.startswith(b"{\\rtf"):
        return "a rich text file"
    if data.startswith(b"%!PS"):
        return "a PostScript file"
    return _kind_of_text(data[:4096])


def _kind_of_zip(data: bytes) -> str:
    start = data[:4096]
    # The names inside stand in the list at the end, and most of them also near the beginning.
    names = start + data[-65536:]
    if b"mimetypeapplication/vnd.oasis.opendocument" in start:
        return "an OpenDocument file"
    for folder, kind in _OFFICE_FOLDERS:
        if folder in names:
            return kind
    return "a zip file"


def _kind_of_ole(data: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "an older Office document"


def _kind_of_text(start: bytes) -> str:
    lowered = start.lower()
    if any(sign in lowered for sign in _HTML_SIGNS):
        return "a web page"
    if lowered.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return "an XML file"
    if b"content-type:" in lowered and (b"mime-version:" in lowered or b"subject:" in lowered):
        return "an e-mail message"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "a plain text file"
    if b"\x00" not in start and sum(byte < 9 or 13 < byte < 32 for byte in start) == 0:
        return "a plain text file"
    return "a file of an unknown kind"
