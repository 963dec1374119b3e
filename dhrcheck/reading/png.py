"""A picture as a PNG file, written with zlib alone.

Reading needs no imaging library, and a picture of one byte for each pixel with its own palette is
some twenty lines: not worth a dependency of several megabytes on every council's computer.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

WIDEST, TALLEST = PNG_SIZE = 1_000, 900
"""Pixels of a picture at most, across and down."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(pixels: bytes, width: int, height: int, palette: Sequence[tuple[int, int, int]]) -> bytes:
    """The PNG of ``width`` by ``height`` pixels, each the number of a colour in ``palette``."""
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    colours = bytes(value for colour in palette for value in colour)
    pieces = (
        (b"IHDR", head),
        (b"PLTE", colours),
        (b"IDAT", zlib.compress(rows, 6)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_piece(kind, content) for kind, content in pieces)


def _piece(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def is_png(data: bytes, most_pixels: int) -> bool:
    """True for a whole PNG of this kind with at most ``most_pixels`` pixels.

    What draws pictures reads hostile files: its parent looks at what it hands over.
    """
    if not data.startswith(SIGNATURE):
        return False
    at = len(SIGNATURE)
    kinds: list[bytes] = []
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != _number(data, end - 4):
            return False
        if not kinds and (kind != b"IHDR" or length != 13):
            return False
        kinds.append(kind)
        at = end
    if at != len(data) or kinds != [b"IHDR", b"PLTE", b"IDAT", b"IEND"]:
        return False
    return 0 < _number(data, 16) * _number(data, 20) <= most_pixels


def _number(data: bytes, at: int) -> int:
    number: int = struct.unpack_from(">I", data, at)[0]
    return number
