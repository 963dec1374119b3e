"""What a phrase may be, and exactly what it matches."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

import regex

MAX_PHRASE = 200
"""Longest phrase, in characters."""
GAP_WORDS = 6
"""How many words ``...`` may stand for."""
MAX_GAPS = 3
GLUED_FROM = 4
"""Letters from which two neighbouring words are also found with the space between them lost."""

_HYPHENS = "\\-\u00ad\u2010\u2011\u2012\u2013\u2014"
_SPACE = rf"[\s{_HYPHENS}]+"
_HYPHEN = rf"[\s{_HYPHENS}]*"
# Words of a gap: anything without spaces that does not end the sentence ("3.4", "Dr. F", "e.g.").
_CHUNK = (
    r"[^\s.!?]+(?:(?:(?<=\b(?:Mr|Mrs|Ms|Dr|St|Rev|Prof|No|e\.g|i\.e))\.|[.!?](?=\S))[^\s.!?]*)*"
)
GAP = rf"[^\s\w.!?]*(?:[^\S\n]+{_CHUNK}){{0,{GAP_WORDS}}}?[^\S\n]+[^\s\w]*"
_SINGLE = "'‘’‛`´"
_DOUBLE = '"“”„‟'


def phrase_source(phrase: str) -> str:
    """The pattern of one phrase. Raises ValueError in plain words where it cannot be one."""
    pieces = pieces_of(phrase)
    out: list[str] = []
    for before, piece in zip(["...", *pieces], pieces, strict=False):
        if "..." not in (before, piece):
            out.append(_HYPHEN if may_be_glued(before, piece) else _SPACE)
        out.append(GAP if piece == "..." else _word_source(piece))
    first, last = pieces[0], pieces[-1]
    left = r"(?<!\w)" if is_word(first[0]) else ""
    right = r"(?!\w)" if is_word(last[-1]) or last.endswith("*") else ""
    return left + "".join(out) + right


def may_be_glued(first: str, second: str) -> bool:
    """Whether two neighbouring words are also found with the space between them lost."""
    return all(w.isalpha() and len(w) >= GLUED_FROM for w in (first, second.removesuffix("*")))


@lru_cache(maxsize=65_536)
def pieces_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase and its ``...``, after checking that it is one."""
    if len(phrase) > MAX_PHRASE:
        raise ValueError(
            f"a phrase may have at most {MAX_PHRASE} characters, this has {len(phrase)}"
        )
    plain = unicodedata.normalize("NFKC", phrase.replace("…", " ... "))
    pieces = plain.replace("...", " ... ").split()
    if not any(is_word(c) for c in plain):
        raise ValueError(f"“{phrase}” holds no word to look for")
    if "..." in (pieces[0], pieces[-1]) or ("...", "...") in pairwise(pieces):
        raise ValueError(f"“{phrase}”: “...” must stand between two words")
    if pieces.count("...") > MAX_GAPS:
        raise ValueError(f"“{phrase}”: at most {MAX_GAPS} times “...” in one phrase")
    for piece in pieces:
        stem = piece[:-1] if piece.endswith("*") else piece
        if "*" in stem or (stem != piece and not is_word(stem[-1:])):
            raise ValueError(f"“{phrase}”: “*” may only stand at the end of a word")
        if stem != piece and len(stem) < 2:
            raise ValueError(f"“{phrase}”: two letters at least must stand before “*”")
    return tuple(pieces)


def _word_source(piece: str) -> str:
    if piece.lower() in ("and", "&"):
        return "(?:and|&)"
    out: list[str] = []
    for char in piece.removesuffix("*"):
        if char in "-\u2010\u2011\u2012\u2013\u2014":
            out.append(_HYPHEN)
        elif char in _SINGLE:
            out.append(f"[{_SINGLE}]")
        elif char in _DOUBLE:
            out.append(f"[{_DOUBLE}]")
        else:
            out.append(regex.escape(char, special_only=True))
    return "".join(out) + (r"\w*" if piece.endswith("*") else "")


def is_word(char: str) -> bool:
    """True for what words are made of."""
    return char.isalnum() or char == "_"
