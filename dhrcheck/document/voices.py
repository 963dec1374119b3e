"""The report and the summary as two voices, each one text with its front pages and its sections.

A fact is looked for where a review states it (the front, a known section), never all over: what is
said further on is often of somebody else, of another time, or of research.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from dhrcheck.document.model import Fact, FlowLine, Part, Place, Role, Submission
from dhrcheck.document.passage import Passage, Span, passage_of
from dhrcheck.patterns import compiled

FRONT_PAGES = 6
"""Pages from a voice's first on which it introduces itself."""
_COVER_LETTERS = 900
_SHORT = 0.8
"""Share of a page's widest line below which a line was ended on purpose."""
_STOP = compiled(
    r"(?<![\s(](?:Mr|Mrs|Ms|Dr|St|No|p|s|v|vs|approx|c|\p{Lu}))[.!?][\"')\]]{0,2}(?=\s)|\n"
)
_OTHERS = compiled(
    r"\b(?:research|study|studies|et al|literature|another review|other reviews?|previous (?:DHR|review)s?"
    r"|earlier (?:DHR|review)s?|nationally|in England and Wales|on average|case law|Home Office analysis"
    r"|published by|statistics|ONS|Femicide Census|\d+ per cent|\d+%)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True)
class Voice:
    """What one part says: ``role`` is overview-report or executive-summary; its covers belong to it."""

    role: Role
    passage: Passage
    submission: Submission

    @property
    def text(self) -> str:
        return self.passage.text

    @cached_property
    def _indexes(self) -> list[int]:
        return [ln.index for ln in self.passage.lines]

    def offset(self, line: int) -> int:
        """Where the flow line with this index begins in the text (its end where it is not in it)."""
        i = bisect_left(self._indexes, line)
        return self.passage.starts[i] if i < len(self._indexes) else len(self.text)

    @cached_property
    def front(self) -> Span:
        """The first pages, covers included."""
        pages: list[tuple[int, int]] = []
        for i, ln in enumerate(self.passage.lines):
            if (ln.file, ln.page) not in pages:
                pages.append((ln.file, ln.page))
                if len(pages) > FRONT_PAGES:
                    return Span(0, self.passage.starts[i])
        return Span(0, len(self.text))

    @cached_property
    def cover(self) -> Span:
        """The voice's first page where it is laid out as a cover; empty where it begins with text."""
        lines = self.passage.lines
        first = (lines[0].file, lines[0].page)
        end = next(
            (self.passage.starts[i] for i, ln in enumerate(lines) if (ln.file, ln.page) != first),
            len(self.text),
        )
        covered = any(
            p.role is Role.COVER and p.file == first[0] and p.first_page <= first[1] <= p.last_page
            for p in self.submission.parts
        )
        headed = any((s.file, s.page) == first and s.slots for s in self.submission.sections)
        return Span(0, end if covered or (end <= _COVER_LETTERS and not headed) else 0)

    @cached_property
    def lined(self) -> str:
        """The text, same length, with a newline wherever a line was begun on purpose.

        On a cover that is every line; elsewhere the line after one that stops well short.
        """
        right = {(p.file, p.number): 0.75 * p.width for p in self.submission.pages}
        for ln in self.passage.lines:
            page = (ln.file, ln.page)
            right[page] = max(right.get(page, 0.0), ln.box.x1)
        pieces = list(self.text)
        for i in range(1, len(self.passage.lines)):
            start, before = self.passage.starts[i], self.passage.lines[i - 1]
            short = before.box.x1 < _SHORT * right[(before.file, before.page)]
            if pieces[start - 1] == " " and (short or start <= self.cover.end):
                pieces[start - 1] = "\n"
        return "".join(pieces)

    def sections(self, *slots: str) -> list[Span]:
        """The text of the sections that serve one of ``slots``, without their headings."""
        found = [
            Span(self.offset(s.body), self.offset(s.end))
            for s in self.submission.sections
            if s.role is self.role and any(slot in s.slots for slot in slots)
        ]
        return merged(found)

    def zones(self, *slots: str) -> list[Span]:
        """The front and the sections of ``slots``, each stretch once."""
        return merged([self.front, *self.sections(*slots)])

    def sentence(self, start: int, end: int | None = None) -> Span:
        """The sentence round ``text[start:end]``, found without splitting the whole text."""
        end = start if end is None else end
        left = max(0, start - 600)
        first = left
        for stop in _STOP.finditer(self.text, left, start):
            first = stop.end()
        last = _STOP.search(self.text, end)
        return Span(first, last.end() if last else len(self.text))

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end].replace("\n", " ").strip()

    def place(self, start: int, end: int) -> Place:
        return self.passage.place(start, end)

    def fact(self, value: str, start: int, end: int) -> Fact:
        return Fact(value, self.place(start, end), self.role)

    def search(self, pattern: regex.Pattern[str], zones: list[Span]) -> Iterator[regex.Match[str]]:
        """The matches of ``pattern`` inside ``zones``, in order."""
        for zone in zones:
            yield from pattern.finditer(self.text, zone.start, zone.end)

    def lines_in(self, span: Span) -> tuple[FlowLine, ...]:
        """The flow lines that begin within ``span``."""
        first = bisect_left(self.passage.starts, span.start)
        last = bisect_left(self.passage.starts, span.end)
        return self.passage.lines[first:last]


def merged(spans: list[Span]) -> list[Span]:
    """Sorted, without overlap, empty ones dropped."""
    found: list[Span] = []
    for span in sorted(s for s in spans if s.start < s.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def voices_of(submission: Submission) -> tuple[Voice, ...]:
    """The report's voice and the summary's, as far as they are there."""
    voices: list[Voice] = []
    for role in (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY):
        parts = [p for p in submission.parts if p.role is role or _cover_of(submission, p) is role]
        lines = tuple(
            ln
            for part in parts
            for ln in submission.flow[part.start : part.end]
            if not ln.furniture and not ln.contents
        )
        if lines:
            lines = tuple({ln.index: ln for ln in sorted(lines, key=lambda ln: ln.index)}.values())
            voices.append(Voice(role, passage_of(lines), submission))
    return tuple(voices)


def _cover_of(submission: Submission, part: Part) -> Role | None:
    """Which part a cover belongs to: the next of its file that is neither cover nor contents."""
    if part.role is not Role.COVER:
        return None
    following = [
        p
        for p in submission.parts
        if p.file == part.file
        and p.first_page >= part.first_page
        and p.role in (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY)
    ]
    if not following:
        return None
    return min(following, key=lambda p: (p.first_page, p.start)).role


def is_of_others(words: str) -> bool:
    """True where a sentence speaks of research, statistics or other reviews."""
    return _OTHERS.search(words) is not None
