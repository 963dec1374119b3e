"""One normalised text over chosen lines of the flow, with a way back to page and box.

Lines of a paragraph are joined by a space, paragraphs by a newline. A word broken by a hyphen at a
line's end is joined where the joined word is likelier (see ``document/text.py``); its hyphen is kept
where both halves are words of their own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dhrcheck.document.letter_widths import x_at
from dhrcheck.document.model import FlowLine, Place, Role, Submission
from dhrcheck.document.unread_pages import (
    Unread,
    could_hold,
    page_ranges,
    page_words,
    roles_of,
    unopened,
    unread_in,
)
from dhrcheck.outcome import MAX_QUOTE, Box, Evidence, PageRange

__all__ = [
    "Passage",
    "Quotation",
    "Span",
    "Unread",
    "build_passage",
    "clip",
    "could_hold",
    "page_ranges",
    "page_words",
    "passage_of",
    "roles_of",
    "unopened",
    "unread_in",
]

_ALL_READ = Unread()


class Span(NamedTuple):
    """A half-open range of characters in a passage's text."""

    start: int
    end: int


class Quotation(NamedTuple):
    """A quoted range; ``kind`` is "marks" (quotation marks) or "block" (indented)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Passage:
    """Searchable text; ``starts[i]`` is the offset at which ``lines[i]`` begins in ``text``."""

    text: str
    lines: tuple[FlowLine, ...]
    starts: tuple[int, ...]
    searched: tuple[PageRange, ...]
    unread: Unread

    def line_at(self, offset: int) -> FlowLine:
        """The flow line that holds the character at ``offset``."""
        return self.lines[max(0, bisect_right(self.starts, offset) - 1)]

    def place(self, start: int, end: int) -> Place:
        """Where ``text[start:end]`` begins, with the box of its part on that page."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first, bisect_right(self.starts, max(start, end - 1)) - 1)
        head = self.lines[first]
        box: Box | None = None
        for i in range(first, last + 1):
            line = self.lines[i]
            if line.file != head.file or line.page != head.page:
                break
            begin = max(0, start - self.starts[i])
            finish = min(len(line.text), end - self.starts[i])
            piece = _slice_box(line, begin, max(begin, finish))
            box = piece if box is None else box.union(piece)
        return Place(
            file=head.file,
            page=head.page,
            quote=clip(self.text[start:end]),
            box=box,
            read=head.read,
            line=head.index,
        )

    def evidence(self, start: int, end: int, *, score: float = 100.0, around: int = 0) -> Evidence:
        """Evidence for ``text[start:end]``; ``around`` widens the quote by whole words each side."""
        place = self.place(start, end)
        quote = self.quote(start, end, around) if around else place.quote
        return Evidence(place.file, place.page, quote, place.box, place.read, score)

    def quote(self, start: int, end: int, around: int = 60) -> str:
        """The words with up to ``around`` characters of their sentence each side, at most 200 in all."""
        room = max(0, MAX_QUOTE - (end - start))
        around = min(around, room // 2)
        left, right = max(0, start - around), min(len(self.text), end + around)
        while left > 0 and left < start and not self.text[left - 1].isspace():
            left += 1
        while right < len(self.text) and right > end and not self.text[right].isspace():
            right -= 1
        return clip(self.text[left:right])

    @cached_property
    def indices(self) -> tuple[int, ...]:
        """The place in the flow of each line, for looking up by bisection."""
        return tuple(line.index for line in self.lines)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences (and headings, cells, list items) of the text, in order."""
        from dhrcheck.document.sentences import split_sentences

        return split_sentences(self.text)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds ``offset``; before the first of its paragraph the one before."""
        begin = self.text.rfind("\n", 0, offset) + 1
        spans = self._paragraph(begin)
        found = [s for s in spans if s.start <= offset]
        while not found and begin > 0:
            begin = self.text.rfind("\n", 0, begin - 1) + 1
            found = list(self._paragraph(begin))
        return found[-1] if found else next(iter(self.sentences), Span(0, len(self.text)))

    def _paragraph(self, begin: int) -> tuple[Span, ...]:
        """The sentences of the paragraph that begins at ``begin``, found once.

        Most rules look at a few sentences of a long report; splitting all of it takes far longer.
        """
        if begin not in self._paragraphs:
            from dhrcheck.document.sentences import split_sentences

            end = self.text.find("\n", begin)
            paragraph = self.text[begin : len(self.text) if end < 0 else end]
            self._paragraphs[begin] = tuple(
                Span(begin + s.start, begin + s.end) for s in split_sentences(paragraph)
            )
        return self._paragraphs[begin]

    @cached_property
    def _paragraphs(self) -> dict[int, tuple[Span, ...]]:
        return {}

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands in quotation marks or in an indented block."""
        from dhrcheck.document.quotation import find_quotations

        return find_quotations(self)

    def is_quoted(self, start: int, end: int) -> bool:
        """True where all of ``text[start:end]`` lies inside one quotation."""
        return any(q.start <= start and end <= q.end for q in self.quotations)

    def is_footnote(self, offset: int) -> bool:
        """True where the line at ``offset`` is a footnote or an entry of a list of references."""
        return self.line_at(offset).footnote


def clip(text: str, limit: int = MAX_QUOTE) -> str:
    """``text`` with its spaces collapsed and cut to ``limit`` characters, the last being an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _slice_box(line: FlowLine, begin: int, finish: int) -> Box:
    """The box of part of a line, by how wide its letters are (exact enough to point at)."""
    length = len(line.text)
    x0 = x_at(line, min(begin, length))
    x1 = x_at(line, min(max(finish, begin + 1), length))
    return Box(round(x0, 2), line.box.y0, round(max(x0, x1), 2), line.box.y1)


def build_passage(
    submission: Submission,
    roles: tuple[Role, ...],
    without: tuple[Role, ...],
    slots: tuple[str, ...],
) -> Passage:
    """See ``Submission.passage``."""
    wanted = _ranges(submission, roles, without, slots)
    unread = unread_in(submission, roles, without)
    if roles or without or slots:
        return _cut(submission.passage(), wanted, unread)
    lines: list[FlowLine] = []
    for start, end in wanted:
        lines.extend(
            line for line in submission.flow[start:end] if not line.furniture and not line.contents
        )
    return passage_of(tuple(lines), unread)


def _cut(whole: Passage, wanted: Sequence[tuple[int, int]], unread: Unread) -> Passage:
    """The lines of ``whole`` that lie in ranges of the flow: its text is cut, not made again."""
    from dhrcheck.document.text import glue
    from dhrcheck.rulebook.word_index import CutText, Run

    lines: list[FlowLine] = []
    starts: list[int] = []
    pieces: list[str] = []
    runs: list[Run] = []
    length = 0
    for start, end in wanted:
        first, last = bisect_left(whole.indices, start), bisect_left(whole.indices, end)
        if first == last:
            continue
        if lines:
            between = glue(lines[-1], whole.lines[first])
            if not between:
                # A word goes on over the cut.
                return passage_of(
                    tuple(ln for a, b in wanted for ln in _between(whole, a, b)), unread
                )
            pieces.append(between)
            length += len(between)
        begin = whole.starts[first]
        finish = whole.starts[last - 1] + len(whole.lines[last - 1].text)
        runs.append(Run(begin, finish, length))
        pieces.append(whole.text[begin:finish])
        starts += [at - begin + length for at in whole.starts[first:last]]
        lines += whole.lines[first:last]
        length += finish - begin
    text = CutText.of("".join(pieces), whole.text, tuple(runs))
    searched = page_ranges((ln.file, ln.page) for ln in lines)
    return Passage(text, tuple(lines), tuple(starts), searched, unread)


def _between(whole: Passage, start: int, end: int) -> tuple[FlowLine, ...]:
    return whole.lines[bisect_left(whole.indices, start) : bisect_left(whole.indices, end)]


def passage_of(lines: tuple[FlowLine, ...], unread: Unread = _ALL_READ) -> Passage:
    """A passage over exactly these lines, in this order."""
    from dhrcheck.document.text import join_lines
    from dhrcheck.rulebook.word_index import IndexedText

    text, starts = join_lines(lines)
    return Passage(
        IndexedText(text), lines, starts, page_ranges((ln.file, ln.page) for ln in lines), unread
    )


def _ranges(
    submission: Submission,
    roles: tuple[Role, ...],
    without: tuple[Role, ...],
    slots: tuple[str, ...],
) -> list[tuple[int, int]]:
    """Flow ranges to search, sorted, without overlap."""
    chosen = [
        (p.start, p.end)
        for p in submission.parts
        if (not roles or p.role in roles) and p.role not in without
    ]
    if slots:
        chosen = [
            (max(s.start, a), min(s.end, b))
            for s in submission.sections
            if any(slot in s.slots for slot in slots)
            for a, b in chosen
            if s.start < b and a < s.end
        ]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(c for c in chosen if c[0] < c[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
