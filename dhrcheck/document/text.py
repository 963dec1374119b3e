"""Normalising the text of a line, and joining lines to one searchable text.

What is undone: ligatures and compatibility forms (NFKC), curly quotes, the many dashes and hyphens,
odd spaces, zero-width and control characters, private-use bullets, letter-spacing. What stays: case,
punctuation, accents. Nothing is corrected.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import regex

from dhrcheck.document.model import FlowLine

SOFT_HYPHEN = "\u00ad"

_FOLD = {
    **dict.fromkeys(map(ord, "‘’‚‛′`´ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"), ""),
    **dict.fromkeys(range(0x202A, 0x202F), ""),
    **dict.fromkeys(range(0x2066, 0x206A), ""),
    # Word's bullets come from symbol fonts mapped to the private-use area, or as odd shapes.
    **dict.fromkeys(
        map(ord, "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf0a8\uf071▪▫■□●○◦‣⁃∙➢❖✓➤♦◆"), "•"
    ),
}
_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}--[\t\n\r]]+", flags=regex.VERSION1)
_SPACES = regex.compile(r"\s+")
_NEEDS_WORK = regex.compile(r"[^\x20-\x7e]|\x20\x20")
_LETTER_SPACED = regex.compile(r"(?:\b\p{L} ){4,}\p{L}\b")


def normalise(text: str) -> str:
    """``text`` of one line in the form that everything is compared in; may be empty."""
    if _NEEDS_WORK.search(text):
        text = unicodedata.normalize("NFKC", text.translate(_FOLD)).translate(_FOLD)
        text = text.replace(SOFT_HYPHEN, "")
        text = _SPACES.sub(" ", _CONTROL.sub(" ", text))
    text = text.strip()
    if _LETTER_SPACED.search(text):
        text = _LETTER_SPACED.sub(lambda m: m.group().replace(" ", ""), text)
    return text


def fold(text: str) -> str:
    """``text`` for comparing headings and names: normalised, lower case, no accents, words only."""
    text = normalise(text).casefold().replace("&", " and ")
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
        )
    return " ".join(_WORDS.findall(text.replace("'", "")))


_WORDS = regex.compile(r"[\p{L}\p{N}]+")


def ends_in_break(raw: str) -> bool:
    """True where a raw line ends in a hyphen that may be the line break's own."""
    tail = raw.rstrip()
    if tail.endswith(SOFT_HYPHEN):
        return True
    return len(tail) > 1 and tail[-1] in "-‐‑" and tail[-2].isalpha()


_PREFIXES = frozenset(
    "anti co cross ex extra inter intra multi mid non over post pre pro re self semi sub "
    "super trans ultra under well so two three four full part high low long short one".split()
)


def keeps_hyphen(before: str, after: str, known: Iterable[str] | frozenset[str]) -> bool:
    """Whether the hyphen between two halves of a broken word belongs to the word.

    ``known`` are the words (lower case) that stand unbroken elsewhere in the files.
    """
    left, right = _last_word(before), _first_word(after)
    if not left or not right:
        return True
    if f"{left}-{right}" in known:
        return True
    if f"{left}{right}" in known:
        return False
    if left in _PREFIXES:
        return True
    return left in known and right in known and len(left) > 2 and len(right) > 3


def _last_word(text: str) -> str:
    words = _WORDS.findall(text[-40:])
    return words[-1].casefold() if words else ""


def _first_word(text: str) -> str:
    words = _WORDS.findall(text[:40])
    return words[0].casefold() if words else ""


def join_lines(lines: Sequence[FlowLine]) -> tuple[str, tuple[int, ...]]:
    """The lines as one text, and the offset at which each begins.

    A paragraph (and a table cell) begins with a newline; other lines follow a space, or nothing where
    the line before ended in a hyphen.
    """
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    previous: FlowLine | None = None
    for line in lines:
        if previous is not None:
            glue = _glue(previous, line)
            pieces.append(glue)
            length += len(glue)
        starts.append(length)
        pieces.append(line.text)
        length += len(line.text)
        previous = line
    return "".join(pieces), tuple(starts)


def _glue(previous: FlowLine, line: FlowLine) -> str:
    if line.paragraph or previous.cell != line.cell or previous.file != line.file:
        return "\n"
    if previous.hyphen:
        return ""
    if previous.text.endswith("-") and previous.text[-2:-1].isalpha() and line.text[:1].isalpha():
        return ""
    return " "
