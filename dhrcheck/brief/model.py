"""What a reviewer's brief is made of: short chapters of plain text, the same for every form.

Texts are plain, on one line, with control characters already made visible; a form only escapes them
for itself and sets them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from dhrcheck.outcome import Verdict


class Standing(str, Enum):
    """How sure an entry is."""

    FOUND = "found"
    OPEN = "for a person"
    NOT_FOUND = "not found"
    UNREAD = "not read"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of facts: a label, what was found, and where (pages in plain words).

    ``wordless`` stands in place of a text that holds words of the review, where none may be shown.
    """

    label: str
    text: str
    where: str = ""
    standing: Standing = Standing.FOUND
    wordless: str = ""

    @property
    def mark(self) -> str:
        """The word that stands before the text where it is not simply found; else empty."""
        said_already = self.text.lower().startswith(self.standing.value)
        return "" if self.standing is Standing.FOUND or said_already else self.standing.value


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list: ``note`` says why it stands there, ``rule`` which rule gave it."""

    text: str
    where: str = ""
    note: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands under it. ``level`` 3 belongs to the chapter of level 2 above.

    ``draft`` marks what is a draft for a person to rewrite. ``lead`` is a sentence before the rest.
    """

    title: str
    lead: str = ""
    entries: tuple[Entry, ...] = ()
    items: tuple[Item, ...] = ()
    numbered: bool = False
    level: int = 2
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief: ``about`` are the lines under its title, ``warning`` what it is not, ``foot`` the
    proof of what was checked."""

    title: str
    verdict: Verdict
    verdict_words: str
    about: tuple[Entry, ...]
    warning: str
    chapters: tuple[Chapter, ...]
    foot: tuple[str, ...]
