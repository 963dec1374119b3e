"""Text folded for finding names: case and accents go, and every character keeps its place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dhrcheck.patterns import compiled

_TOKEN = compiled(r"[^\W\d_]+|\d+")
_SINGLE = str.maketrans("øłđßæœþðıħ", "oldsaotdih")
_SPELT_OUT = {
    "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss",
    "þ": "th", "ð": "th", "ñ": "ny",
}  # fmt: skip


@lru_cache(maxsize=1024)
def _folded_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[:1]
    low = base.lower()[:1] or character
    return low.translate(_SINGLE)


def folded(text: str) -> str:
    """``text`` in lower case without accents; exactly as long as ``text``."""
    if text.isascii():
        return text.lower()
    return "".join(c.lower() if c.isascii() else _folded_character(c) for c in text)


def spelt_out(text: str) -> str:
    """``text`` in lower case with accents as letters of their own: "Müller" as "mueller"."""
    low = unicodedata.normalize("NFC", text).lower()
    return folded("".join(_SPELT_OUT.get(c, c) for c in low))


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """The runs of letters and of figures in a text, folded, with their places."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]

    def end(self, number: int) -> int:
        """Where a token ends."""
        return self.starts[number] + len(self.words[number])

    def gap(self, number: int) -> str:
        """What stands between a token and the next."""
        return self.text[self.end(number) : self.starts[number + 1]]

    def is_capital(self, number: int) -> bool:
        """True where a token begins with a capital letter."""
        return self.text[self.starts[number]].isupper()


def tokens_of(text: str) -> Tokens:
    """The tokens of ``text``."""
    found = list(_TOKEN.finditer(folded(text)))
    return Tokens(text, tuple(m.group() for m in found), tuple(m.start() for m in found))
