"""What single pages show about the part they belong to: covers, dividers, letter pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from dhrcheck.document.headings import Heading
from dhrcheck.document.letter_marks import LetterMarks, letter_score
from dhrcheck.document.model import FlowLine, Page, Role, TableRef
from dhrcheck.document.slots import APPENDIX, Slots
from dhrcheck.document.text import named
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.outcome import ReadAs
from dhrcheck.patterns import compiled

_COVER_LINES, _COVER_LETTERS = 34, 1100
_NUMBERED = compiled(r"^(?:\p{Lu}|\d{1,2}\.)\d{1,3}(?:\.\d{1,3})*[.)]?\s+[\p{Lu}\"'(]")
_REPORT_WORDS = compiled(
    r"\b(?:overview|main|full|final) report\b|\breport (?:in)?to the (?:death|homicide|murder)"
    r"|\breview (?:in)?to the (?:death|homicide|murder)|\breport of the\b",
    regex.IGNORECASE,
)
_LETTER_WORDS = compiled(
    r"\bdear\b|sincerely|faithfully|quality assurance|marsham|home ?office\.|\bQA panel",
    regex.IGNORECASE,
)
_SUMMARY_WORDS = compiled(
    r"\bexec(?:utive)?\.? (?:summary|review)\b|\bsummary report\b", regex.IGNORECASE
)


@dataclass(frozen=True)
class PageView:
    """One page with its own lines (no running headers) and the headings on it."""

    page: Page
    lines: tuple[FlowLine, ...]
    headings: tuple[Heading, ...]
    tables: tuple[TableRef, ...]
    body: float
    vocabulary: Vocabulary
    slots: Slots

    @cached_property
    def marks(self) -> LetterMarks:
        """The marks of a Home Office letter on this page."""
        return letter_score([ln.text for ln in self.lines], self.vocabulary)

    @property
    def may_open_letter(self) -> bool:
        """A cheap look that spares most pages the closer one; never false for a letter's page."""
        return self.page.read is not ReadAs.TEXT or _LETTER_WORDS.search(self.text) is not None

    @cached_property
    def letters(self) -> int:
        """Characters of text on the page."""
        return sum(len(ln.text) for ln in self.lines)

    @cached_property
    def text(self) -> str:
        return " ".join(ln.text for ln in self.lines)

    @property
    def is_unread(self) -> bool:
        return self.page.read.is_unread

    @cached_property
    def is_sparse(self) -> bool:
        """True where the page holds a few words only: a divider, or a blank page."""
        return len(self.lines) <= 8 and self.letters <= 260

    @cached_property
    def large_lines(self) -> tuple[FlowLine, ...]:
        """Lines in type clearly larger than the body's, or bold on a page that is sparse."""
        return tuple(ln for ln in self.lines if ln.size >= self.body * 1.25)

    @cached_property
    def title(self) -> str:
        """The large lines as one text."""
        return " ".join(ln.text for ln in self.large_lines)

    @cached_property
    def is_cover(self) -> bool:
        """True where the page is laid out as a cover and names a review or a part of one."""
        own = [ln for ln in self.lines if ln.cell is None or len(self.lines) <= 12]
        if not own or any(ln.contents for ln in self.lines):
            return False
        if len(self.lines) > _COVER_LINES or self.letters > _COVER_LETTERS or self.marks.score >= 4:
            return False
        longest = _longest_paragraph(own)
        if longest > 5:
            return False
        # A heading over text is no cover: a cover's words are spread or large.
        shown = self.title if self.large_lines else self.text
        if self.page.number > 1 and sum(1 for ln in own if _NUMBERED.match(ln.text)) >= 2:
            # Numbered paragraphs under short headings, with the review's name in a glossary below.
            return False
        if not (
            self._names_review(self.text)
            or _REPORT_WORDS.search(shown)
            or _SUMMARY_WORDS.search(shown)
        ):
            return False
        first = self.lines[0]
        if APPENDIX.match(first.text) and APPENDIX.match(first.text)["mark"]:  # type: ignore[index]
            return False
        large = sum(len(ln.text) for ln in self.large_lines)
        if self.page.number == 1 or large >= min(60, self.letters * 0.2):
            return True
        # A few words under one large title ("Overview Report") before the text begins.
        titled = _REPORT_WORDS.search(self.title) or _SUMMARY_WORDS.search(self.title)
        spread = not any(ln.text.rstrip().endswith((".", ":", ";")) for ln in self.lines)
        return bool(titled) and self.is_sparse and len(self.lines) >= 3 and spread

    def _names_review(self, text: str) -> bool:
        return named(self.vocabulary.reviews).search(text) is not None

    @cached_property
    def cover_roles(self) -> frozenset[Role]:
        """Which of report and summary a cover names."""
        roles: set[Role] = set()
        if _REPORT_WORDS.search(self.text):
            roles.add(Role.OVERVIEW_REPORT)
        if _SUMMARY_WORDS.search(self.text):
            roles.add(Role.EXECUTIVE_SUMMARY)
        return frozenset(roles)

    @cached_property
    def divider_role(self) -> Role | None:
        """The part that a page of only a title announces ("Appendix C: Home Office letter")."""
        if not self.lines or not self.is_sparse:
            return None
        joined = " ".join(ln.text for ln in self.lines)
        candidates = [joined, *(ln.text for ln in self.lines)]
        for text in candidates:
            role = self.slots.of_title(text) or self.slots.marked_title(text)
            if role in (Role.FEEDBACK_LETTER, Role.ACTION_PLAN, Role.EXECUTIVE_SUMMARY):
                return role
        for text in candidates:
            match = APPENDIX.match(text)
            if match is not None and (match["mark"] or not match["title"]):
                return Role.APPENDIX
        return self.slots.of_title(joined)


def _longest_paragraph(lines: Sequence[FlowLine]) -> int:
    longest = run = 0
    for line in lines:
        run = 1 if line.paragraph or len(line.text) < 45 else run + 1
        longest = max(longest, run)
    return longest


def view_pages(
    lines: Sequence[FlowLine],
    pages: Sequence[Page],
    tables: Sequence[TableRef],
    headings: Sequence[Heading],
    vocabulary: Vocabulary,
    slots: Slots,
) -> tuple[PageView, ...]:
    """A view of every page, in order."""
    bodies = _body_sizes(lines)
    on_page: dict[tuple[int, int], list[Heading]] = {}
    for heading in headings:
        line = lines[heading.start]
        on_page.setdefault((line.file, line.page), []).append(heading)
    in_page: dict[tuple[int, int], list[TableRef]] = {}
    for table in tables:
        in_page.setdefault((table.file, table.page), []).append(table)
    return tuple(
        PageView(
            page,
            tuple(ln for ln in lines[page.first_line : page.end_line] if not ln.furniture),
            tuple(on_page.get((page.file, page.number), ())),
            tuple(in_page.get((page.file, page.number), ())),
            bodies.get(page.file, 11.0),
            vocabulary,
            slots,
        )
        for page in pages
    )


def _body_sizes(lines: Sequence[FlowLine]) -> dict[int, float]:
    sizes: dict[int, Counter[float]] = {}
    for line in lines:
        if line.cell is None and not line.furniture and not line.contents:
            sizes.setdefault(line.file, Counter())[round(line.size * 2) / 2] += len(line.text)
    return {file: counted.most_common(1)[0][0] for file, counted in sizes.items()}
