"""Words for comments and bookmarks: what a PDF viewer can show, and no more of it than is sensible."""

from __future__ import annotations

import unicodedata

MOST = 4_000
"""Characters of one comment at most."""

_KEPT = "\n"
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shown(text: str, most: int = MOST) -> str:
    """``text`` without characters that control anything, cut to ``most`` characters."""
    if not text.isprintable():
        text = "".join(
            c if c in _KEPT or unicodedata.category(c) not in _DROPPED else " " for c in text
        )
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
