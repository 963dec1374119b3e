"""Where appendices open: headings, dividing pages, running headers, bookmarks, files of their own.

A contents line, a list of appendices and a sentence that begins with "Appendix B" open nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from dhrcheck.document.appendix_names import AppendixName, Naming, find_namings
from dhrcheck.document.model import FlowLine, Role, Submission
from dhrcheck.patterns import compiled

_LEAD = compiled(r"^[\"'(\[]?(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?$")
_SENTENCE = compiled(
    r"^(?:sets?|contains?|shows?|provides?|gives?|lists?|is|are|was|were|will|of|to|for|in|includes?|"
    r"details?|outlines?|describes?|has|have|refers?|summarises?|below|above|and|which|that|also)\b"
)
_LEADER = compiled(r"(?:\.\s?){3,}\s*\d{0,3}$|\s\d{1,3}$")
_LONGEST = 16
_STOPS = compiled(r"[.;]\s+\S|[.;,]$")
_SHORT = 8
_BACK = frozenset({Role.APPENDIX, Role.ACTION_PLAN, Role.FEEDBACK_LETTER, Role.OTHER})


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an appendix begins. ``line`` is its flow line (None for a bookmark or a file's name),
    ``page`` None where the whole file is the appendix."""

    name: AppendixName
    printed: str
    file: int
    page: int | None
    line: int | None = None


def find_openings(submission: Submission) -> tuple[Opening, ...]:
    """Every place where an appendix opens, in order of file and page."""
    found = [
        *_of_lines(submission),
        *_of_titles(submission),
        *_of_files(submission),
    ]
    return tuple(sorted(found, key=lambda o: (o.file, o.page or 0, o.line or 0, o.name)))


def _of_lines(submission: Submission) -> Iterator[Opening]:
    flow = submission.flow
    heads = {s.start for s in submission.sections}
    body = _body_size(flow)
    first_of_page = _first_lines(submission)
    candidates: list[tuple[FlowLine, Naming]] = []
    for line in flow:
        if line.contents:
            continue
        naming = _at_start(line.text)
        if naming is not None:
            candidates.append((line, naming))
    listed = _in_lists(candidates, submission, body)
    for line, naming in candidates:
        if line.index in listed:
            continue
        shown = line.index in heads or line.bold or line.size > body * 1.1
        top = first_of_page.get((line.file, line.page)) == line.index or line.furniture
        if _is_heading(line, naming, shown, top, submission):
            for name, printed in naming.names:
                yield Opening(name, printed, line.file, line.page, line.index)
    yield from _of_split(submission, first_of_page)


def _is_heading(
    line: FlowLine, naming: Naming, shown: bool, top: bool, submission: Submission
) -> bool:
    rest = line.text[naming.end :].lstrip(" :.-)\"'")
    if _SENTENCE.match(rest) or len(rest.split()) > _LONGEST:
        return False
    if _LEADER.search(rest) and line.page <= 8 and not shown:
        return False
    if line.cell is not None and not _is_banner(line, submission):
        return False
    if shown:
        return True
    if rest[:1].islower() or _STOPS.search(rest):
        return False
    return line.paragraph or (top and len(rest.split()) <= _SHORT)


def _is_banner(line: FlowLine, submission: Submission) -> bool:
    """True where the line stands in a cell as wide as its table: a title over the columns."""
    if line.cell is None:
        return False
    table = submission.tables[line.cell.table]
    return any(
        cell.first_line <= line.index < cell.end_line and cell.column_span >= table.columns
        for cell in table.cells
    )


def _of_split(
    submission: Submission, first_of_page: dict[tuple[int, int], int]
) -> Iterator[Opening]:
    """A heading over two lines: "Appendix" alone, and its mark on the next."""
    flow = submission.flow
    for index in range(len(flow) - 1):
        line, following = flow[index], flow[index + 1]
        word = line.text.strip(" :").casefold()
        if word not in ("appendix", "annex", "annexe") or line.contents:
            continue
        naming = _at_start(f"{line.text.strip(' :')} {following.text}")
        if naming is not None and following.page == line.page:
            for name, printed in naming.names:
                yield Opening(name, printed, line.file, line.page, line.index)


def _of_titles(submission: Submission) -> Iterator[Opening]:
    """Titles of parts and sections that hold the name further on: "Glossary (Appendix B)"."""
    titled = [(s.title, s.file, s.page, s.start) for s in submission.sections if s.role in _BACK]
    titled += [
        (p.title, p.file, p.first_page, p.start)
        for p in submission.parts
        if p.title and p.role in _BACK
    ]
    for title, file, page, line in titled:
        for naming in find_namings(title):
            before = title[: naming.start].casefold().split()
            if before and before[-1].strip("(") in ("see", "at", "in", "to", "of"):
                continue
            for name, printed in naming.names:
                yield Opening(name, printed, file, page, line)


def _of_files(submission: Submission) -> Iterator[Opening]:
    for number, file in enumerate(submission.files):
        stem = file.name.rsplit(".", 1)[0].replace("_", " ")
        for naming in find_namings(regex.sub(r"(?i)\b(app(?:endix)?|annex)[ .-]+", _spelt, stem)):
            for name, printed in naming.names:
                yield Opening(name, printed, number, None)
        for bookmark in file.properties.bookmarks:
            opened = _at_start(" ".join(bookmark.title.split()))
            if opened is not None and bookmark.page is not None:
                for name, printed in opened.names:
                    yield Opening(name, printed, number, bookmark.page)


def _spelt(match: regex.Match[str]) -> str:
    return "Annex " if match[1].casefold() == "annex" else "Appendix "


def _at_start(text: str) -> Naming | None:
    """The naming that opens a line (a section number may stand before it), or None."""
    head = text[:30].casefold()
    if "append" not in head and "annex" not in head and "attachment" not in head:
        return None
    naming = next(find_namings(text), None)
    if naming is None or not _LEAD.match(text[: naming.start]):
        return None
    return naming


def _in_lists(
    candidates: list[tuple[FlowLine, Naming]], submission: Submission, body: float
) -> set[int]:
    """Lines that stand in a list of appendices: another such line is next to them on the page.

    Titles in large type are no list, however close they stand.
    """
    listed: set[int] = set()
    for (line, naming), (following, next_naming) in pairwise(candidates):
        if (line.file, line.page) != (following.file, following.page):
            continue
        if line.size > body * 1.1 and following.size > body * 1.1:
            continue
        between = [
            ln for ln in submission.flow[line.index + 1 : following.index] if not ln.furniture
        ]
        wrapped = len(between) == 1 and not between[0].paragraph
        other = naming.names[0][0].whole != next_naming.names[0][0].whole
        if other and (not between or wrapped):
            listed |= {line.index, following.index}
    return listed


def _first_lines(submission: Submission) -> dict[tuple[int, int], int]:
    first: dict[tuple[int, int], int] = {}
    for line in submission.flow:
        if not line.furniture:
            first.setdefault((line.file, line.page), line.index)
    return first


def _body_size(flow: tuple[FlowLine, ...]) -> float:
    sizes: Counter[float] = Counter()
    for line in flow:
        if line.cell is None and not line.furniture and not line.contents:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0
