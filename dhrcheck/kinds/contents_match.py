"""``contents-match``: the contents list agrees with the headings and their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dhrcheck.document.contents_headings import (
    ContentsList,
    Wanted,
    contents_lists,
    is_elsewhere,
    look_up,
    names_letter,
    opens_a_line,
)
from dhrcheck.document.model import ContentsEntry, FlowLine, Page, Role, Submission
from dhrcheck.document.page_counting import Counting, counting_of
from dhrcheck.document.passage import Unread, clip, page_ranges
from dhrcheck.document.text import fold
from dhrcheck.kinds.answers import for_a_person, not_applicable, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import pages_of, readable_pages
from dhrcheck.outcome import Evidence, Outcome, PageRange, ReadAs, Stage, Status

_FRONT = 8
"""Pages at the front of a file among which a contents list stands."""


@dataclass(frozen=True, slots=True)
class ContentsMatch:
    """``wanted_over``: pages of a report from which a contents list is looked for. ``sure_from`` is the
    share (0 to 1) of the list's lines that must be found before another can be said to be missing.
    ``alike`` is how alike (0 to 100) a heading must be to be the same with small differences.
    ``off_by`` is how many pages wrong one line must be to fail; where fewer, a person looks."""

    wanted_over: int = 10
    sure_from: float = 0.7
    alike: int = 80
    off_by: int = 2


class _Finding(NamedTuple):
    said: str
    fails: bool
    evidence: tuple[Evidence, ...]


def run(parameters: ContentsMatch, question: Question) -> Outcome:
    """Every line of every contents list, with what does not agree."""
    submission = question.submission
    lists = contents_lists(submission)
    if not lists:
        return _none(parameters, submission)
    findings: list[_Finding] = []
    lost: list[PageRange] = []
    entries = 0
    for contents in lists:
        wanted = look_up(submission, contents)
        if question.stage is Stage.SUBMISSION:
            # The letter is not written yet; its place may be kept.
            wanted = tuple(w for w in wanted if w.pages or not names_letter(w.entry))
        entries += len(wanted)
        found, unseen = _judge(parameters, submission, contents, wanted)
        findings += found
        lost += unseen
    searched = readable_pages(submission)
    failing = [f for f in findings if f.fails]
    shown = failing or findings
    said = " ".join(f.said for f in shown[:5])
    if len(shown) > 5:
        said += f" {len(shown) - 5} more lines do not agree."
    evidence = tuple(e for f in shown for e in f.evidence)
    if failing:
        return Outcome(Status.FAIL, said, evidence, searched)
    if findings:
        return for_a_person(f"{said} Please check the contents list.", evidence, searched)
    agreed = f"All {entries} lines of the contents list have their heading."
    if lost:
        pages = Unread(page_ranges((r.file, r.first_page) for r in lost))
        said = "Some headings of the contents list were not found."
        if any(p.read.is_unread and _holds(pages, p) for p in submission.pages):
            return unread(said, pages, submission)
        return for_a_person(
            f"{said} But {pages.words(submission)} had to be read by text recognition, which errs: please"
            " compare the list with the pages.",
            searched=searched,
        )
    return Outcome(Status.PASS, agreed, tuple(_line(c.first) for c in lists), searched)


def _holds(pages: Unread, page: Page) -> bool:
    return any(
        r.file == page.file and r.first_page <= page.number <= r.last_page for r in pages.pages
    )


def _none(parameters: ContentsMatch, submission: Submission) -> Outcome:
    reports = submission.parts_of(Role.OVERVIEW_REPORT)
    count = sum(p.last_page - p.first_page + 1 for p in reports)
    searched = pages_of(reports)
    if count <= parameters.wanted_over:
        return not_applicable("There is no contents list, and the report is short.", searched)
    lost = submission.unread()
    files = {p.file for p in reports}
    front = [r for r in lost.pages if r.file in files and r.first_page <= _FRONT]
    if front:
        return unread("No contents list was found.", lost, submission, searched)
    return for_a_person(
        f"The report has {count} pages and no contents list was found. Please look whether it should"
        " have one.",
        searched=searched,
    )


def _judge(
    parameters: ContentsMatch,
    submission: Submission,
    contents: ContentsList,
    wanted: Sequence[Wanted],
) -> tuple[list[_Finding], list[PageRange]]:
    """What does not agree, and the unread pages on which a heading may stand."""
    findings = _numbers_twice(submission, contents.entries)
    counting = counting_of(submission, contents.file, wanted, parameters.sure_from)
    seen = sum(1 for w in wanted if w.lines)
    sure = len(wanted) >= 4 and seen >= parameters.sure_from * len(wanted)
    sure = sure and contents.first.read is ReadAs.TEXT
    unseen: list[PageRange] = []
    for one in wanted:
        finding: _Finding | None = None
        if one.lines or one.parts:
            finding = _page_of(parameters, submission, one, counting)
            # What stands on another page may be a namesake of the heading that nobody could read.
            pages = [] if finding is None else _could_be(submission, one, counting, near=0)
            unseen += pages
            finding = None if pages else finding
        elif not is_elsewhere(one.entry, submission, contents.file):
            pages = _could_be(submission, one, counting, near=2)
            unseen += pages
            excused = pages or _is_excused(submission, one, counting, wanted)
            finding = None if excused else _missing(parameters, submission, one, counting)
        if finding is not None:
            findings.append(finding if sure else finding._replace(fails=False))
    return findings, unseen


def _could_be(
    submission: Submission, one: Wanted, counting: Counting, *, near: int
) -> list[PageRange]:
    """Unread pages, and pages read by text recognition, on which the heading may stand: the page
    that the list gives, and ``near`` pages each side of it."""
    return [
        PageRange(p.file, p.number, p.number)
        for p in submission.pages
        if p.file == counting.file
        and (p.read.is_unread or p.read is ReadAs.OCR)
        and (one.page is None or abs(p.number - one.page - counting.offset) <= near)
    ]


def _is_excused(
    submission: Submission, one: Wanted, counting: Counting, wanted: Sequence[Wanted]
) -> bool:
    """A group's title without a page, part of a longer heading, and one that its text runs on from."""
    paged = sum(w.page is not None for w in wanted)
    if one.page is None and paged * 2 > len(wanted):
        return True
    title = fold(one.entry.title)
    for section in submission.sections:
        heading = fold(section.title)
        within = heading.startswith(f"{title} ") or heading.endswith(f" {title}")
        if section.file == counting.file and within and " " in title:
            return True
    if one.page is None:
        return False
    page = one.page + counting.offset
    return opens_a_line(submission, counting.file, one.entry, range(page, page + 1))


def _missing(
    parameters: ContentsMatch, submission: Submission, one: Wanted, counting: Counting
) -> _Finding:
    title, evidence = clip(one.entry.title, 80), (_entry_line(submission, one.entry),)
    alike = _nearest(parameters, submission, counting.file, one.entry)
    if alike is not None:
        words = f"“{clip(alike.text, 80)}” on page {counting.shown(alike.page)}"
        said = f"“{title}” in the contents list is {words}."
        return _Finding(said, False, (*evidence, _line(alike)))
    if one.page is not None and counting.is_past_end(one.page):
        said = f"“{title}” is promised on page {one.page}, and the file ends before it."
    else:
        where = f" (page {one.page})" if one.page is not None else ""
        said = f"“{title}”{where} is in the contents list, and no such heading was found."
    return _Finding(said, True, evidence)


def _nearest(
    parameters: ContentsMatch, submission: Submission, file: int, entry: ContentsEntry
) -> FlowLine | None:
    """The heading most like the entry, if it is alike enough, or has its number and some words."""
    from rapidfuzz.fuzz import ratio

    title = fold(entry.title)
    words = set(title.split())
    best: tuple[float, FlowLine] | None = None
    for section in submission.sections:
        if section.file != file:
            continue
        heading = fold(section.title)
        score, shared = ratio(title, heading), words & set(heading.split())
        if shared and shared in (words, set(heading.split())):
            # One is the other with words left out.
            score = max(score, 100.0 if entry.number == section.number else 85.0)
        if best is None or score > best[0]:
            best = (score, submission.flow[section.start])
    return best[1] if best is not None and best[0] >= parameters.alike else None


def _page_of(
    parameters: ContentsMatch, submission: Submission, one: Wanted, counting: Counting
) -> _Finding | None:
    """What is wrong with the page number of an entry whose heading was found."""
    page = one.page
    if page is None or any(counting.fits(p, page) for p in one.pages):
        return None
    nearest = min(one.pages, key=lambda p: abs(p - page - counting.offset))
    away = abs(nearest - page - counting.offset)
    title = clip(one.entry.title, 80)
    said = f"“{title}” is on page {counting.shown(nearest)}, not {page}."
    evidence = [_entry_line(submission, one.entry)]
    evidence += [_line(ln) for ln in one.lines if ln.page == nearest][:1]
    # Where the lines agree on no way of counting, and pages bear no number, none is surely wrong.
    told = counting.agreed or bool(counting.numbers.get(nearest))
    past = not told and counting.is_past_end(page)
    if past:
        said = f"“{title}” is promised on page {page}, and the file ends before it."
    fails = past or (told and away >= parameters.off_by and bool(one.lines))
    return _Finding(said, fails, tuple(evidence))


def _numbers_twice(submission: Submission, entries: Sequence[ContentsEntry]) -> list[_Finding]:
    """Two neighbours of one level with the same number; numbering may begin again in an annex."""
    found = []
    for before, entry in pairwise(e for e in entries if e.number):
        same = before.number == entry.number and (entry.number or "")[0].isdigit()
        if same and fold(before.title) != fold(entry.title):
            said = (
                f"The number {entry.number} is used twice: “{clip(before.title, 60)}” and"
                f" “{clip(entry.title, 60)}”."
            )
            lines = (_entry_line(submission, before), _entry_line(submission, entry))
            found.append(_Finding(said, True, lines))
    return found


def _entry_line(submission: Submission, entry: ContentsEntry) -> Evidence:
    return _line(submission.flow[entry.line])


def _line(line: FlowLine) -> Evidence:
    return Evidence(line.file, line.page, clip(line.text), line.box, line.read, 100.0)


KIND = Kind("contents-match", ContentsMatch, run, needs_part=False, files_only=True)
