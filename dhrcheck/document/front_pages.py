"""The covers and title lines of a review: what it calls itself before its text begins."""

from __future__ import annotations

from dhrcheck.document.model import FlowLine, Part, Role, Submission
from dhrcheck.document.passage import Passage, Unread, page_ranges, passage_of, roles_of
from dhrcheck.patterns import compiled

_TITLE_LINES = 14
"""Lines above the first section that may still be a title."""
_PROSE = 150
"""Letters from which a paragraph is prose rather than part of a title."""
_NUMBERED = compiled(r"(?:\d{1,2}|\d{1,2}(?:\.\d{1,2})+)[.)]?\s+\p{Lu}")


def cover_passage(submission: Submission) -> Passage:
    """The report's covers, and the title lines with which the report itself opens.

    Running lines on a cover belong to it: a title is often repeated on every page.
    """
    reports = submission.parts_of(Role.OVERVIEW_REPORT)
    home = {part.file for part in reports}
    covers = [p for p in submission.parts_of(Role.COVER) if p.file in home]
    covers = covers or list(submission.parts_of(Role.COVER))
    lines = [ln for part in covers for ln in _all_lines(part, submission)]
    before = [p for p in submission.parts_of(Role.EXECUTIVE_SUMMARY) if _opens(p, reports[:1])]
    for part in (*before, *reports[:1]):
        lines += title_lines(part, submission)
    return passage_of(_once(lines), _unread(submission, covers, reports[:1]))


def _opens(summary: Part, reports: tuple[Part, ...]) -> bool:
    """True for a summary that opens the report's own file."""
    return any(
        summary.file == r.file and summary.first_page == 1 and summary.start < r.start
        for r in reports
    )


def titles_passage(submission: Submission) -> Passage:
    """Every title of the review: covers, opening lines of report and summary, running lines."""
    opening = (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY)
    covers = submission.parts_of(Role.COVER)
    lines = [ln for part in covers for ln in _all_lines(part, submission)]
    for part in submission.parts_of(*opening):
        lines += title_lines(part, submission)
        lines += _running(part, submission)
    return passage_of(_once(lines), _unread(submission, list(covers), ()))


def title_lines(part: Part, submission: Submission) -> list[FlowLine]:
    """The lines of a part's first page before its first known section and before any prose."""
    known = {s.start for s in submission.sections if s.slots}
    found: list[FlowLine] = []
    paragraph = 0
    for line in submission.flow[part.start : part.end]:
        if line.furniture or line.contents:
            continue
        if line.page != part.first_page or line.index in known or _NUMBERED.match(line.text):
            break
        begun = 0 if line.paragraph else paragraph
        if begun + len(line.text) >= _PROSE:
            # The paragraph's first lines have been taken for a title.
            return found[: _before_paragraph(found)] if begun else found
        paragraph = begun + len(line.text)
        found.append(line)
    return found if len(found) <= _TITLE_LINES else []


def _before_paragraph(lines: list[FlowLine]) -> int:
    return max((i for i, line in enumerate(lines) if line.paragraph), default=0)


def _all_lines(part: Part, submission: Submission) -> list[FlowLine]:
    return [ln for ln in submission.flow[part.start : part.end] if not ln.contents]


def _running(part: Part, submission: Submission) -> list[FlowLine]:
    """The running lines of a part, each said once."""
    seen: dict[str, FlowLine] = {}
    for line in submission.flow[part.start : part.end]:
        if line.furniture and any(c.isalpha() for c in line.text):
            key = "".join(c for c in line.text if c.isalpha() or c == " ")
            seen.setdefault(" ".join(key.split()), line)
    return list(seen.values())


def _once(lines: list[FlowLine]) -> tuple[FlowLine, ...]:
    return tuple({ln.index: ln for ln in lines}.values())


def _unread(submission: Submission, covers: list[Part], reports: tuple[Part, ...]) -> Unread:
    """Unread pages among the covers, or a file's first page that could be one."""
    firsts = {(p.file, p.first_page) for p in reports}
    held = {(p.file, n) for p in covers for n in range(p.first_page, p.last_page + 1)}
    pages = [
        (page.file, page.number)
        for page in submission.pages
        if page.read.is_unread
        and (
            (page.file, page.number) in held | firsts
            or _may_be_cover(submission, page.file, page.number)
        )
    ]
    return Unread(page_ranges(pages))


def _may_be_cover(submission: Submission, file: int, number: int) -> bool:
    """True for a file's first page of no known part, or at the head of the report."""
    if number != 1:
        return False
    page = next(p for p in submission.pages if p.file == file and p.number == 1)
    loose = (Role.COVER, Role.OTHER, Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY)
    return all(role in loose for role in roles_of(submission, page))
