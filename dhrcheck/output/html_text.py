"""Messages set out for reading: lists as lists, and each other check that is named as a link to it.

Not a word is added or left out, but for the signs that stood between the entries of a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import regex

from dhrcheck.output.visible import visible_prose

_ENTRY = regex.compile(r"(?:^|(?<=[.;:] ))(?:row [^\s:]{1,20}(?: \(page \d+\))?:|\d{1,3}\. “)")
_NUMBER = regex.compile(r"\d+\. ")
_SENTENCE = regex.compile(r"[.”] (?=\p{Lu}\p{Ll})")
_LONGEST_LEAD = 120
_SEVERAL = 3

_List = tuple[str, list[str], str, bool]
"""What introduces a list, its entries, what stands behind it, and whether it is numbered."""


class Piece(NamedTuple):
    """A stretch of text; ``anchor`` is the check on this page that it names, if any."""

    text: str
    anchor: str | None = None


Text = tuple[Piece, ...]


class Paragraph(NamedTuple):
    """A paragraph, and the list that it introduces."""

    text: Text
    entries: tuple[Text, ...] = ()
    numbered: bool = False


class Linker:
    """Makes links of the names of checks; ``ids`` are those that are on the page."""

    def __init__(self, ids: Iterable[str]) -> None:
        named = "|".join(map(regex.escape, sorted(set(ids), key=len, reverse=True))) or r"(?!)"
        self._ids = regex.compile(rf"(?<![\w-])(?:{named})(?![\w-])")

    def pieces(self, text: str, own: str = "") -> Text:
        """``text`` in pieces; ``own`` is the check that is speaking, and not linked."""
        text, made, end = visible_prose(text), [], 0
        for named in self._ids.finditer(text):
            if named.group() != own:
                made.append(Piece(text[end : named.start()]))
                made.append(Piece(named.group(), anchor(named.group())))
                end = named.end()
        made.append(Piece(text[end:]))
        return tuple(p for p in made if p.text)

    def paragraphs(self, text: str, own: str = "") -> tuple[Paragraph, ...]:
        """``text`` in paragraphs, rows and numbered points as lists."""
        lines = [line for line in map(visible_prose, text.splitlines()) if line]
        return tuple(p for line in lines for p in self._set_out(line, own))

    def _set_out(self, line: str, own: str) -> Iterable[Paragraph]:
        lead, entries, rest, numbered = _rows(line) or _series(line) or (line, [], "", False)
        yield Paragraph(
            self.pieces(lead, own), tuple(self.pieces(e, own) for e in entries), numbered
        )
        if rest:
            yield Paragraph(self.pieces(rest, own))


def _rows(line: str) -> _List | None:
    """The rows of a plan, or numbered points."""
    starts = [m.start() for m in _ENTRY.finditer(line)]
    if len(starts) < 2:
        return None
    numbered = _NUMBER.match(line, starts[0]) is not None
    after = None if numbered else _SENTENCE.search(line, starts[-1])
    end = len(line) if after is None else after.start() + 1
    entries = [line[a:b].rstrip("; ") for a, b in zip(starts, [*starts[1:], end])]
    if numbered and [_NUMBER.match(e) is not None for e in entries].count(False):
        return None
    if numbered:
        # The list counts by itself.
        entries = [entry.split(" ", 1)[1] for entry in entries]
    return line[: starts[0]], entries, line[end:].strip(), numbered


def _series(line: str) -> _List | None:
    """ "What there is: one; another; a third. And the rest." """
    lead, colon, tail = line.partition(": ")
    after = _SENTENCE.search(tail)
    end = len(tail) if after is None else after.start() + 1
    entries = tail[:end].split("; ")
    if not colon or len(lead) > _LONGEST_LEAD or len(entries) < _SEVERAL or "“" in lead:
        return None
    return f"{lead}:", entries, tail[end:].strip(), False


def anchor(rule_id: str) -> str:
    """Where a check stands on the page."""
    return f"rule-{rule_id}"


def opened(words: str) -> str:
    """``words`` as the beginning of a sentence."""
    return words[:1].upper() + words[1:]
