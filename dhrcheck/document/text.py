"""Normalising the text of a line, and joining lines to one searchable text.

What is undone: ligatures and compatibility forms (NFKC), curly quotes, the many dashes and hyphens,
odd spaces, zero-width and control characters, private-use bullets, letter-spacing. What stays: case,
punctuation, accents. Nothing is corrected.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import regex

from dhrcheck.document.model import FlowLine
from dhrcheck.patterns import compiled

SOFT_HYPHEN = "\u00ad"

_FOLD = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad", ""),
    **dict.fromkeys(map(chr, range(0x202A, 0x202F)), ""),
    **dict.fromkeys(map(chr, range(0x2066, 0x206A)), ""),
    # Word's bullets come from symbol fonts mapped to the private-use area, or as odd shapes.
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf0a8\uf071", "•"),
    **dict.fromkeys("▪▫■□●○◦‣⁃∙➢❖✓➤♦◆", "•"),
    "\u00a0": " ",
}
_FOLDED = compiled("[" + "".join(map(regex.escape, _FOLD)) + "]")
_CONTROL = compiled(r"[\p{Cc}\p{Cs}\p{Co}--[\t\n\r]]+", flags=regex.VERSION1)
_SPACES = compiled(r"\s{2,}|[^\S ]")
_LETTER_SPACED = compiled(r"(?:\b\p{L} ){4,}\p{L}\b")


def normalise(text: str) -> str:
    """``text`` of one line in the form that everything is compared in; may be empty."""
    if not text.isascii():
        text = _FOLDED.sub(_folded, text)
        if not text.isascii():
            text = _FOLDED.sub(_folded, unicodedata.normalize("NFKC", text))
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    if "  " in text or "\t" in text or not text.isascii():
        text = _SPACES.sub(" ", text)
    text = text.strip()
    # "R E S T R I C T E D": nearly half of it is spaces.
    if text.count(" ") * 3 > len(text) and _LETTER_SPACED.search(text):
        text = _LETTER_SPACED.sub(lambda m: m.group().replace(" ", ""), text)
    return text


def _folded(match: regex.Match[str]) -> str:
    return _FOLD[match.group()]


_ONLY_WORDS = bytes(
    c + 32 if 65 <= c <= 90 else c if chr(c).isalnum() and c < 128 else 32 for c in range(256)
)


def fold(text: str) -> str:
    """``text`` for comparing headings and names: normalised, lower case, no accents, words only."""
    if not text.isascii():
        text = normalise(text)
    text = text.replace("&", " and ").replace("'", "")
    if text.isascii():
        return b" ".join(text.encode("ascii").translate(_ONLY_WORDS).split()).decode("ascii")
    text = unicodedata.normalize("NFD", text.casefold())
    return " ".join(_WORDS.findall("".join(c for c in text if not unicodedata.combining(c))))


_WORDS = compiled(r"[\p{L}\p{N}]+")


@lru_cache(maxsize=8)
def named(names: tuple[str, ...]) -> regex.Pattern[str]:
    """A pattern for any of these names in normalised text; hyphens and spaces are one."""
    words = (r"[\s-]+".join(map(regex.escape, name.replace("-", " ").split())) for name in names)
    return regex.compile(
        r"\b(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")\b", regex.I
    )


def ends_in_break(raw: str) -> bool:
    """True where a raw line ends in a hyphen that may be the line break's own."""
    tail = raw.rstrip()
    if tail.endswith(SOFT_HYPHEN):
        return True
    return len(tail) > 1 and tail[-1] in "-‐‑" and tail[-2].isalpha()


_PREFIXES = frozenset(
    "anti co cross ex extra inter intra multi mid non over post pre pro re self semi sub "
    "super trans ultra under well so two three four full half part high low long short one".split()
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
        text = line.text
        if previous is not None:
            # Most lines open a paragraph: that is told here, without a call.
            between = "\n" if line.paragraph else glue(previous, line)
            pieces.append(between)
            length += len(between)
        starts.append(length)
        pieces.append(text)
        length += len(text)
        previous = line
    return "".join(pieces), tuple(starts)


def glue(previous: FlowLine, line: FlowLine) -> str:
    """What stands between two lines of one text: a newline, a space or nothing."""
    if line.paragraph or previous.cell != line.cell or previous.file != line.file:
        return "\n"
    if previous.hyphen:
        return ""
    if previous.text.endswith("-") and previous.text[-2:-1].isalpha() and line.text[:1].isalpha():
        return ""
    return " "
