"""Everything that is wrong with a rule file, collected, so that an author sees all of it at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dhrcheck.rulebook.model import RulebookError

MOST_SHOWN = 40
"""More problems than this are only counted."""


class Problem(NamedTuple):
    """One thing that is wrong: ``line`` and ``column`` count from 1 (0: the file as a whole)."""

    file: str
    line: int
    column: int
    key: str
    message: str

    def __str__(self) -> str:
        place = printable(self.file)
        if self.line:
            place += f":{self.line}:{self.column}"
        key = f" {printable(self.key)}:" if self.key else ""
        return f"{place}:{key} {printable(self.message)}"


@dataclass
class Problems:
    """The problems found so far, of one file or of many."""

    found: list[Problem] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    """Problems that another collection has put into words already."""

    def quote(self, lines: str) -> None:
        """Takes over what another collection found."""
        self.quoted += lines.splitlines()

    def add(self, file: str, line: int, column: int, key: str, message: str) -> None:
        """Notes one problem; after a thousand nobody reads any more."""
        if len(self.found) < 1_000:
            self.found.append(Problem(file, line, column, key, message))

    def __bool__(self) -> bool:
        return bool(self.found or self.quoted)

    def raise_if_any(self) -> None:
        """Raises RulebookError with all problems, one a line, in the order of files and lines."""
        if not self:
            return
        ordered = sorted(dict.fromkeys(self.found), key=lambda p: p[:4])
        lines = [str(problem) for problem in ordered[:MOST_SHOWN]] + self.quoted
        if len(ordered) > MOST_SHOWN:
            lines.append(f"... and {len(ordered) - MOST_SHOWN} more problems")
        raise RulebookError("\n".join(lines))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Did you mean “x”?" for the known word most like ``word``; empty where none is alike."""
    from rapidfuzz import fuzz, process

    def plain(text: str) -> str:
        return text.casefold().replace("_", "-")

    found = process.extractOne(
        word[:100], sorted(set(known)), scorer=fuzz.ratio, processor=plain, score_cutoff=60
    )
    return f" Did you mean “{found[0]}”?" if found else ""


def one_of(words: Iterable[str], limit: int = 12) -> str:
    """ "a, b or c" for a message, cut where there are many."""
    listed = list(words)
    if len(listed) > limit:
        return ", ".join(listed[:limit]) + f" or {len(listed) - limit} others"
    return " or ".join(filter(None, [", ".join(listed[:-1]), listed[-1] if listed else ""]))


def shown(value: str, limit: int = 60) -> str:
    """A value found in a file, quoted and cut for a message."""
    cut = value if len(value) <= limit else value[: limit - 1] + "…"
    return f"“{cut}”"


def is_control(char: str) -> bool:
    """True for what must not reach a terminal: control characters and changes of direction."""
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return True
    return category == "Cf" and char not in "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def printable(text: str) -> str:
    """``text`` with control characters written as escapes (untrusted text goes to terminals)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode("ascii") if is_control(char) else char for char in text
    )
