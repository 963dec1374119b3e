"""How text is set on a page, and the misprints that a rule must see through.

Word processors and PDF readers double spaces, lose them, break lines and words, and swap characters.
A rule that finds a fault as written must not pass because of that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import regex

from dhrcheck.patterns import compiled

_LONG_WORD = compiled(r"[A-Za-z]{7,}")
_PAIR = compiled(r"(?=\b(\w{4,}) (\w{4,})\b)")
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
MOST_LOST_SPACES = 4
_OWN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Manner:
    """How text is set: what misprints there are. The plain manner has none."""

    name: str = "as written"
    width: int = 90
    """Characters of a full line."""
    hyphenate: bool = False
    respell: Callable[[str], str] | None = None

    def spelt(self, text: str) -> str:
        """The text as this manner spells it."""
        return self.respell(text) if self.respell else text

    def wrapped(self, text: str, width: int) -> list[str]:
        """The text as lines of at most ``width`` characters; line breaks in it stay."""
        lines: list[str] = []
        for given in text.split("\n"):
            lines += self._wrapped_line(given.strip(" "), max(8, width))
        last = len(lines) - 1
        return [_broken(line) if n < last else line for n, line in enumerate(lines)]

    def _wrapped_line(self, text: str, width: int) -> list[str]:
        lines: list[str] = []
        current = ""
        for word in text.split(" "):
            joined = f"{current} {word}" if current else word
            if len(joined) <= width or not current:
                current = joined
                continue
            room = width - len(current) - 2
            if self.hyphenate and _LONG_WORD.fullmatch(word) and 3 <= room <= len(word) - 3:
                lines.append(f"{current} {word[:room]}\u00ad")
                current = word[room:]
            else:
                lines.append(current)
                current = word
        return [*lines, current]


def _broken(line: str) -> str:
    """A line whose end was a hyphen in the example: reading gives such hyphens as U+00AD."""
    return f"{line[:-1]}\u00ad" if line[-1:] == "-" and line[-2:-1].isalpha() else line


def misprints(found: Iterable[str]) -> Iterator[Manner]:
    """The manners to try; ``found`` are the words by which the fault was found as written."""
    yield Manner("spaces doubled", respell=lambda text: text.replace(" ", "  "))
    yield Manner("non-breaking spaces", respell=lambda text: text.replace(" ", "\u00a0"))
    yield Manner("short lines", width=42)
    yield Manner("words broken at line ends", width=48, hyphenate=True)
    yield Manner("ligatures", respell=_with_ligatures)
    yield Manner("curly quotation marks", respell=_with_curly_quotes)
    for first, second in _pairs(found):
        yield Manner(f"the space lost in “{first} {second}”", respell=_gluing(first, second))


def _with_ligatures(text: str) -> str:
    for letters, ligature in _LIGATURES.items():
        text = text.replace(letters, ligature)
    return text


def _with_curly_quotes(text: str) -> str:
    text = regex.sub(r"(?<![\w])'(?=\S)", "‘", text).replace("'", "’")
    return regex.sub(r'(?<!\w)"(?=\S)', "“", text).replace('"', "”")


def _pairs(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Neighbouring long words of the texts, each pair once, not too many."""
    found: dict[tuple[str, str], None] = {}
    for text in texts:
        if len(text.split()) > _OWN_WORDS:
            # A whole sentence is shown: where in it the fault's own words end is not known.
            continue
        for match in _PAIR.finditer(text):
            found.setdefault((match.group(1), match.group(2)))
    return list(found)[:MOST_LOST_SPACES]


def _gluing(first: str, second: str) -> Callable[[str], str]:
    pattern = regex.compile(rf"\b{regex.escape(first)}\s+{regex.escape(second)}\b", regex.I)
    return lambda text: pattern.sub(first + second, text)
