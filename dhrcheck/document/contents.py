"""Contents lists: known as such, so that their lines are never taken for headings or for text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from dhrcheck.document.model import ContentsEntry, FlowLine, Page
from dhrcheck.document.text import fold
from dhrcheck.patterns import compiled

_TITLES = frozenset(
    "contents|table of contents|contents page|index|list of contents|contents list|cynnwys"
    "|in this report|in this document|inside this report|whats in this report|what is in this report"
    "|list of sections|sections of this report".split("|")
)
_ENTRY = compiled(
    r"(?P<number>(?:section|part|chapter|appendix|annex)?\s*\d{0,2}(?:\.\d{1,2}){0,3}[.):]?)?\s*"
    r"(?P<title>\p{L}.{1,150}?)"
    r"(?P<leader>(?:\s?[.…·_]){3,}\s*|\s+)(?:page\s+|p\.?\s*)?"
    r"(?P<page>\d{1,3}|[ivxl]{1,6})(?:\s*-\s*\d{1,3})?",
    regex.IGNORECASE,
)
_PAGE_ALONE = compiled(r"[.…·_\s]*(?:(?:p|pp|page)\.?\s*)?(\d{1,3})", regex.IGNORECASE)
_PARAGRAPHS = compiled(r"\d+(?:\.\d+)+\s*(?:(?:to|and|-|–|—)\s*\d+(?:\.\d+)*)?", regex.IGNORECASE)
_COLUMN_TITLES = frozenset(
    "section sections paragraph paragraphs para page pages title item heading no".split()
)
_LEADER = compiled(r"(?:[.…·_]\s?){4,}")
_NUMBER = compiled(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z])[.):]?\s+(?=\p{L})")
_APPENDIX = compiled(r"\s*(?:appendi(?:x|ces)|annex(?:es|e)?|attachment)\b", regex.IGNORECASE)
_PAGE_COLUMN = compiled(r"(?: section)? page(?: nos?| numbers?)?$")
_LONGEST_GAP = 3
"""Lines without a page number that may stand between two entries (a title on two lines, a group)."""


@dataclass(frozen=True, slots=True)
class FoundContents:
    """A contents list: its range of the flow (heading included) and its entries."""

    start: int
    end: int
    entries: tuple[ContentsEntry, ...]


def find_contents(lines: Sequence[FlowLine], pages: Sequence[Page]) -> tuple[FoundContents, ...]:
    """All contents lists of the flow, in order."""
    found: list[FoundContents] = []
    taken = 0
    for index, line in enumerate(lines):
        if index < taken or line.furniture:
            continue
        titled = len(line.text) < 40 and _PAGE_COLUMN.sub("", fold(line.text)) in _TITLES
        if titled or (_LEADER.search(line.text) and _ENTRY.fullmatch(line.text)):
            got = _read_list(lines, index, titled)
            if got is not None:
                found.append(got)
                taken = got.end
    return tuple(_joined(found, lines))


def _joined(found: list[FoundContents], lines: Sequence[FlowLine]) -> list[FoundContents]:
    """One list where a few odd lines (a group's title, a note) had cut it in two."""
    joined: list[FoundContents] = []
    for f in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and f.start - last.end <= 8
            and lines[f.start].file == lines[last.start].file
            and lines[f.start].page - lines[last.end - 1].page <= 1
        ):
            joined[-1] = FoundContents(last.start, f.end, (*last.entries, *f.entries))
        else:
            joined.append(f)
    return joined


def mark_contents(lines: Sequence[FlowLine], found: Sequence[FoundContents]) -> list[FlowLine]:
    """The same lines with ``contents`` set inside each list."""
    inside = {i for f in found for i in range(f.start, f.end)}
    return [replace(ln, contents=True) if ln.index in inside else ln for ln in lines]


def _read_list(lines: Sequence[FlowLine], start: int, titled: bool) -> FoundContents | None:
    entries: list[ContentsEntry] = []
    pending: list[int] = []
    end = start + titled
    index = start + titled
    while index < len(lines):
        line = lines[index]
        if line.file != lines[start].file or line.page > lines[max(start, end - 1)].page + 1:
            break
        if not line.furniture and not _is_column_title(line):
            entry = _entry(lines, pending, index)
            if entry is not None:
                entries.append(entry)
                pending, end = [], index + 1
            elif len(pending) >= _LONGEST_GAP or len(line.text) > 160:
                break
            else:
                pending.append(index)
        index += 1
    if len(entries) >= 3:
        rest = _without_page_numbers(lines, end)
        entries += (
            replace(_made(ln.text, "", ln.index, ln.index), printed_page=None) for ln in rest
        )
        return FoundContents(start, rest[-1].index + 1 if rest else end, tuple(entries))
    return _bare_list(lines, start) if titled else None


def _is_column_title(line: FlowLine) -> bool:
    return line.cell is not None and line.cell.row == 0 and fold(line.text) in _COLUMN_TITLES


def _entry(lines: Sequence[FlowLine], pending: list[int], index: int) -> ContentsEntry | None:
    """The entry that ends in line ``index``; ``pending`` lines may hold the front of its title."""
    text = lines[index].text
    alone = _PAGE_ALONE.fullmatch(text) or _PARAGRAPHS.fullmatch(text)
    match = None if alone else _ENTRY.fullmatch(text)
    first = index
    if match is None:
        page = _PAGE_ALONE.fullmatch(text)
        # A page number in a column (or cell) of its own.
        if page is None or not pending:
            return None
        # "1.1 to 1.4" in a column between is where the paragraphs run, not a title.
        titles = [i for i in pending if not _PARAGRAPHS.fullmatch(lines[i].text)]
        if not titles:
            return None
        first = titles[-1]
        title = lines[first].text
        if not any(c.isalpha() for c in title):
            return None
        return _made(title, page.group(1), first, index)
    printed = match["page"]
    if not printed.isdigit() and len(match["leader"].strip()) < 3:
        return None
    if len(match["leader"].strip()) < 3 and _reads_as_prose(match["title"]):
        return None
    title = (match["number"] or "") + " " + match["title"]
    # The front of a title that ran over the line: no number of its own on the second line.
    if pending and not (match["number"] or "").strip() and lines[pending[-1]].text[-1:].isalpha():
        before = lines[pending[-1]]
        if before.page == lines[index].page and _continues(before, lines[index]):
            first = pending[-1]
            title = before.text + " " + title
    return _made(title, printed, first, index)


def _continues(before: FlowLine, line: FlowLine) -> bool:
    near = 0 <= line.box.y0 - before.box.y1 < 0.6 * max(line.size, 6)
    return near and (len(before.text) > 45 or line.text[:1].islower())


def _made(title: str, page: str, first: int, last: int) -> ContentsEntry:
    title = " ".join(_LEADER.sub(" ", title).split()).strip(" .")
    number = _NUMBER.match(title)
    return ContentsEntry(
        title[number.end() :] if number else title,
        number.group().strip(" .):") if number else None,
        page,
        first,
        last + 1,
    )


def _reads_as_prose(title: str) -> bool:
    """A sentence that happens to end in a number ("The panel met on 4")."""
    words = title.split()
    return len(words) > 14 or (title[-1:] in ".,;" and len(words) > 6)


def _without_page_numbers(lines: Sequence[FlowLine], end: int) -> list[FlowLine]:
    """The appendices that close a contents list without a page number ("Appendix 1 Glossary").

    They and what follows must be the short lines that end the page; a heading with text under it is
    the appendix itself.
    """
    last = lines[end - 1]
    rest = [
        ln
        for ln in lines[end : end + 40]
        if (ln.file, ln.page) == (last.file, last.page) and not ln.furniture
    ]
    if not rest or not _APPENDIX.match(rest[0].text):
        return []
    wide = max(ln.size for ln in rest) > last.size * 1.15
    listed = all(len(ln.text) < 90 and not ln.text.rstrip().endswith(".") for ln in rest)
    return rest if listed and not wide else []


def _bare_list(lines: Sequence[FlowLine], start: int) -> FoundContents | None:
    """A list of titles without page numbers: the rest of the page, where all of it is short."""
    page = lines[start].page
    rest = [
        ln
        for ln in lines[start + 1 : start + 90]
        if ln.page == page and ln.file == lines[start].file and not ln.furniture
    ]
    short = [ln for ln in rest if len(ln.text) < 90 and not ln.text.rstrip().endswith(".")]
    if len(rest) < 4 or len(short) < len(rest):
        return None
    entries = tuple(_made(ln.text, "", ln.index, ln.index) for ln in rest)
    return FoundContents(
        start, rest[-1].index + 1, tuple(replace(e, printed_page=None) for e in entries)
    )
