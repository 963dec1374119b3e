"""Text from files and rules made harmless to show.

A PDF may hold characters that move a terminal's cursor, hide words or turn their order round. They
are shown as visible escapes, never acted on.
"""

from __future__ import annotations

import functools

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BREAKS = "\u2028\u2029"
_INVISIBLE = "\u200b\u2060\ufeff\ufff9\ufffa\ufffb"

_FOLDED = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "•": "*", "\u00a0": " ",
    }
)  # fmt: skip


@functools.cache
def _escapes() -> dict[int, str]:
    """Every character that is not shown as it is, with what stands for it."""
    codes = [*range(0x20), *range(0x7F, 0xA0), *map(ord, _BIDI + _BREAKS + _INVISIBLE)]
    codes += [*range(0xE0000, 0xE0080)]
    return {c: _escape(c) for c in codes}


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible(text: str) -> str:
    """``text`` on one line, with control and direction characters as visible escapes.

    Line breaks and tabs become escapes too: they belong to names and quotes that hold none.
    """
    shown = text.translate(_escapes())
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


def visible_prose(text: str) -> str:
    """As ``visible``, but line breaks, tabs and repeated spaces count as one space."""
    return visible(" ".join(text.split()))


def safe_json(serialised: str) -> str:
    """JSON of the same meaning in which no character acts on a terminal and all of it is UTF-8.

    Such characters stand within JSON strings only, where their escape means the same.
    """
    escapes = {
        code: f"\\u{code:04x}"
        for code in (*range(0x7F, 0xA0), *map(ord, _BIDI + _BREAKS + "\ufeff"))
    }
    return serialised.translate(escapes).encode("utf-8", "replace").decode("utf-8")


def for_encoding(text: str, encoding: str) -> bytes:
    """``text`` as bytes of ``encoding``; what it lacks is written in plain characters or escaped."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_FOLDED).encode(encoding, "backslashreplace")
