"""``numbered``: pages and paragraphs of a part bear numbers, so that others can point to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dhrcheck.document.contents_headings import printed_numbers
from dhrcheck.document.model import FlowLine, Role, Submission
from dhrcheck.document.passage import clip
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import sentence
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled

_NUMBER = compiled(
    r"(?:(?i:para(?:graph)?)\.?\s|¶\s?)?[(\[]?(?:\d{1,3}(?:[.:]\d{1,3}){1,3}[.:)\]]?|\d{1,3}[.:)\]]|"
    r"[a-z]{1,2}[.)\]]|[ivx]{1,5}[.)\]]|[A-Z]{1,3}\.?\d{1,3}(?:\.\d{1,3})*[.:)\]]?)\s",
)
_ALONE = compiled(r"[(\[]?(?:[A-Z]{0,2}\d{1,3}(?:\.\d{1,3}){0,3}|[a-z])[.:)\]]?")
_LONG = 60
"""Characters from which a line that opens a paragraph is one of the body."""
_SAME_HEIGHT = 6.0


@dataclass(frozen=True, slots=True)
class Numbered:
    """``pages`` and ``paragraphs`` are the shares (0 to 1) that must bear a number; below
    ``few_paragraphs`` nobody can tell."""

    pages: float = 0.9
    paragraphs: float = 0.5
    few_paragraphs: int = 4


def run(parameters: Numbered, question: Question) -> Outcome:
    """Passes with both, fails with neither, and is for a person where one was not found."""
    submission, role = question.submission, question.where.part[0]
    passage = question.passage()
    numbered, count = _pages(submission, role)
    if not count:
        return unread("No page could be read.", passage.unread, submission, passage.searched)
    bodies = list(_bodies(submission, role))
    with_number = [line for line, has in bodies if has]
    pages = numbered >= parameters.pages * count
    paragraphs = len(with_number) >= parameters.paragraphs * max(1, len(bodies))
    said = (
        f"{sentence(_share(numbered, count, 'page'))} with a page number, and"
        f" {_share(len(with_number), len(bodies), 'paragraph')} with a number at the beginning."
    )
    if len(bodies) < parameters.few_paragraphs:
        paragraphs = bool(with_number)
    if pages and paragraphs:
        shown = tuple(map(_evidence, with_number[:3]))
        return Outcome(Status.PASS, said, shown, passage.searched)
    without = [line for line, has in bodies if not has][:3]
    evidence = () if paragraphs else tuple(map(_evidence, without))
    if pages or paragraphs or len(bodies) < parameters.few_paragraphs:
        lost = "page numbers" if paragraphs else "paragraph numbers"
        return Outcome(
            Status.REVIEW,
            f"{said} Numbers can be lost when text is taken out of a PDF: please look whether the"
            f" {lost} are there.",
            evidence,
            passage.searched,
        )
    if passage.unread:
        return unread(said, passage.unread, submission, passage.searched)
    return Outcome(Status.FAIL, said, evidence, passage.searched)


def _share(some: int, count: int, what: str) -> str:
    """ "all 12 pages", "3 of 28 paragraphs", "none of 4 pages"."""
    if some == count and count > 1:
        return f"all {count} {what}s"
    return f"{some or 'none'} of {count} {what}{'' if count == 1 else 's'}"


def _pages(submission: Submission, role: Role) -> tuple[int, int]:
    """How many pages of the part bear a number that rises with the page, and how many were read."""
    numbered = count = 0
    for file in sorted({p.file for p in submission.parts_of(role)}):
        numbers = printed_numbers(submission, file)
        pages = [
            page.number
            for page in submission.pages
            if page.file == file
            and not page.read.is_unread
            and page.end_line > page.first_line
            and any(
                p.file == file and p.first_page <= page.number <= p.last_page
                for p in submission.parts_of(role)
            )
        ]
        steps = Counter(page - n for page in pages for n in numbers.get(page, ()))
        # Counting may begin again; a number that stays the same on each page is no page number.
        rising = {step for step, times in steps.items() if times >= min(3, len(pages))}
        numbered += sum(any(p - n in rising for n in numbers.get(p, ())) for p in pages)
        count += len(pages)
    return numbered, count


def _bodies(submission: Submission, role: Role) -> Iterator[tuple[FlowLine, bool]]:
    """The lines that open a paragraph of the body, and whether each bears a number."""
    headings = {i for s in submission.sections for i in range(s.start, s.body)}
    flow = submission.flow
    for part in submission.parts_of(role):
        for line in flow[part.start : part.end]:
            if line.furniture or line.contents or line.footnote or line.cell is not None:
                continue
            if not line.paragraph or line.indented or line.index in headings:
                continue
            before = flow[line.index - 1] if line.index else None
            after = flow[line.index + 1] if line.index + 1 < len(flow) else None
            goes_on = after is not None and not after.paragraph and after.page == line.page
            if line.text[:1] in "•-" or not (len(line.text) > _LONG or goes_on):
                continue
            yield line, _NUMBER.match(line.text) is not None or _is_beside(before, line)


def _is_beside(before: FlowLine | None, line: FlowLine) -> bool:
    """True where a number stands alone in the margin beside the line."""
    if before is None or before.page != line.page or before.file != line.file:
        return False
    level = abs(before.box.y0 - line.box.y0) < _SAME_HEIGHT
    return level and _ALONE.fullmatch(before.text) is not None


def _evidence(line: FlowLine) -> Evidence:
    return Evidence(line.file, line.page, clip(line.text, 80), line.box, line.read, 100.0)


KIND = Kind("numbered", Numbered, run)
