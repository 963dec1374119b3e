"""The parts of a submission: which pages are report, summary, plan, letter, appendix, cover, contents.

Letters, plans, contents lists and covers show themselves and are found first. What lies between is
told apart by titles: where an executive summary opens, where an appendix opens, where the report
begins. Every page of every readable file belongs to a part; what nothing explains is ``other``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dhrcheck.document.contents import FoundContents
from dhrcheck.document.headings import Heading
from dhrcheck.document.model import FlowLine, Page, Part, Role, TableRef
from dhrcheck.document.part_letters import find_letters
from dhrcheck.document.part_pages import PageView, view_pages
from dhrcheck.document.part_ranges import find_appendices, find_covers, find_plans
from dhrcheck.document.part_summary import summary_end
from dhrcheck.document.part_titles import Range
from dhrcheck.document.slots import Slots
from dhrcheck.document.text import fold, named
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.reading.model import FileReading

REPORT_SLOTS = frozenset(
    "introduction process methodology purpose timescales confidentiality pseudonyms terms-of-reference "
    "family panel contributors chair parallel-reviews equality dissemination facts chronology analysis "
    "conclusions lessons recommendations".split()
)
_SUMMARY_LONGEST_ALONE = 30
_SECTIONS_OF_REPORT = 4


@dataclass(frozen=True, slots=True)
class _Doc:
    """One file as the part finder sees it."""

    number: int
    name: str
    views: tuple[PageView, ...]
    headings: tuple[Heading, ...]
    lines: Sequence[FlowLine]
    slots: Slots

    @property
    def start(self) -> int:
        return self.views[0].page.first_line

    @property
    def end(self) -> int:
        return self.views[-1].page.end_line


def find_parts(
    files: Sequence[FileReading],
    lines: Sequence[FlowLine],
    pages: Sequence[Page],
    tables: Sequence[TableRef],
    headings: Sequence[Heading],
    contents: Sequence[FoundContents],
    vocabulary: Vocabulary,
    slots: Slots,
) -> tuple[Part, ...]:
    """The parts of all files in order of file and page."""
    views = view_pages(lines, pages, tables, headings, vocabulary, slots)
    parts: list[Part] = []
    several = sum(f.is_open for f in files) > 1
    for number, file in enumerate(files):
        own = tuple(v for v in views if v.page.file == number)
        if not own:
            continue
        doc = _Doc(
            number,
            file.name,
            own,
            tuple(h for h in headings if lines[h.start].file == number),
            lines,
            slots,
        )
        mine = [c for c in contents if lines[c.start].file == number]
        parts += _of_file(doc, mine, vocabulary, several)
    return tuple(parts)


def _of_file(
    doc: _Doc, contents: Sequence[FoundContents], vocabulary: Vocabulary, several: bool
) -> list[Part]:
    letters = find_letters(doc.views)
    in_letter = {p for r in letters for p in range(r.first, r.last + 1)}
    free = [v for v in doc.views if v.page.number not in in_letter]
    plans = find_plans(free, doc.headings, doc.lines, vocabulary, doc.slots) if free else []
    covers = [
        r
        for r in find_covers(free, contents)
        if not any(p.first <= r.first <= p.last for p in plans)
    ]
    lists = [
        Range(
            Role.CONTENTS,
            c.start,
            c.end,
            doc.lines[c.start].page,
            doc.lines[c.end - 1].page,
            doc.lines[c.start].text,
            "it is a list of titles and page numbers",
        )
        for c in contents
    ]
    outside = [h for h in doc.headings if not _inside(h.start, [*letters, *lists])]
    opened = find_appendices(doc.views, outside, doc.lines)
    plans = [_under_appendix(plan, opened, doc) for plan in plans]
    over = sorted([*letters, *plans, *covers, *lists], key=lambda r: (r.start, r.first))
    appendices = [
        a
        for a in opened
        if not any(r.start <= a.start < r.end for r in (*letters, *plans))
        and not any(r.first == a.first and r.role is not Role.COVER for r in letters)
    ]
    openings = _openings(doc, outside, covers, lists, appendices, plans, several)
    return _laid_out(doc, over, openings)


def _under_appendix(plan: Range, appendices: Sequence[Range], doc: _Doc) -> Range:
    """The plan from the appendix heading that stands right above its title ("Annex 1" alone)."""
    for a in appendices:
        if a.first != plan.first or a.start >= plan.start:
            continue
        between = [ln for ln in doc.lines[a.start : plan.start] if not ln.furniture]
        if len(between) <= 3 and sum(len(ln.text) for ln in between) < 200:
            return replace(plan, start=a.start, title=plan.title or a.title)
    return plan


def _inside(index: int, ranges: Sequence[Range]) -> bool:
    return any(r.start <= index < r.end for r in ranges)


@dataclass(frozen=True, slots=True)
class _Opening:
    """From this line (and page) on the text has this role, until the next opening."""

    line: int
    page: int
    role: Role
    title: str | None
    why: str


def _openings(
    doc: _Doc,
    headings: Sequence[Heading],
    covers: Sequence[Range],
    lists: Sequence[Range],
    appendices: Sequence[Range],
    plans: Sequence[Range],
    several: bool,
) -> list[_Opening]:
    """Where report, summary and appendices open in one file."""
    summaries = _summaries(doc, headings, covers, appendices, several)
    opened: list[_Opening] = [
        _Opening(a.start, a.first, Role.APPENDIX, a.title, a.why) for a in appendices
    ]
    base = _base_role(doc, headings, summaries, several)
    opened.append(_Opening(doc.start, doc.views[0].page.number, base[0], None, base[1]))
    for start, opener, title in summaries:
        body = opener.end if opener else start
        limit = min(
            [
                *(a.start for a in appendices if a.start > body),
                *(c.start for c in covers if c.start > body and c.start >= start + 5),
                *(c.start for c in lists if _is_boundary(c, body, doc)),
                *(s for s, _, _ in summaries if s > start),
                doc.end,
            ]
        )
        end = summary_end(opener, start, limit, headings, doc.lines, doc.slots)
        opened.append(
            _Opening(
                start,
                _page_at(doc, start),
                Role.EXECUTIVE_SUMMARY,
                title,
                "its title says so",
            )
        )
        if end < doc.end and not any(a.start == end for a in appendices):
            # What follows the summary is the report, or the page before it that carries its title.
            role = _role_after(doc, headings, end)
            opened.append(_Opening(end, _page_at(doc, end), role[0], None, role[1]))
    opened += _report_covers(doc, headings, covers, appendices, summaries)
    return sorted(opened, key=lambda o: (o.line, o.role is not base[0]))


def _report_covers(
    doc: _Doc,
    headings: Sequence[Heading],
    covers: Sequence[Range],
    appendices: Sequence[Range],
    summaries: Sequence[tuple[int, Heading | None, str]],
) -> list[_Opening]:
    """Covers behind an appendix that open a report: the appendix does not go on under them."""
    found: list[_Opening] = []
    for cover in covers:
        if not any(a.start < cover.start for a in appendices):
            continue
        following = (*(a.start for a in appendices), *(s for s, _, _ in summaries))
        end = min([at for at in following if at >= cover.end], default=doc.end)
        slots = _report_slots(doc, headings, cover.end, end)
        if len(slots) >= _SECTIONS_OF_REPORT:
            why = "a cover stands before it, and it has the sections of a report"
            found.append(
                _Opening(cover.end, _page_at(doc, cover.end), Role.OVERVIEW_REPORT, None, why)
            )
    return found


def _is_boundary(contents: Range, body: int, doc: _Doc) -> bool:
    """A contents list ends a summary only where the summary has had some text before it."""
    text = [ln for ln in doc.lines[body : contents.start] if not ln.furniture and not ln.contents]
    return contents.start > body and sum(len(ln.text) for ln in text) > 1500


def _summaries(
    doc: _Doc,
    headings: Sequence[Heading],
    covers: Sequence[Range],
    appendices: Sequence[Range],
    several: bool,
) -> list[tuple[int, Heading | None, str]]:
    """Where executive summaries open: line, own heading (None for a cover), title."""
    found: list[tuple[int, Heading | None, str]] = []
    on_cover = {p for c in covers for p in range(c.first, c.last + 1)}
    body = [h for h in headings if doc.lines[h.start].page not in on_cover]
    for h in body:
        named = doc.slots.of_title(h.title)
        marked = named or (doc.slots.marked_title(h.title) if len(h.title.split()) <= 9 else None)
        if marked is not Role.EXECUTIVE_SUMMARY:
            continue
        if doc.lines[h.start].cell is not None and h.found_by != "structure":
            continue
        if found and h.start - found[-1][0] < 12 and found[-1][1] is not None:
            continue
        found.append((_page_start(doc, h), h, h.title))
    titled = [
        (c.end, c)
        for c in covers
        if Role.EXECUTIVE_SUMMARY in _view(doc, c.first).cover_roles
        and _only_summary(doc, c, found, several)
    ]
    for end, cover in titled:
        # A heading that repeats the cover's title opens the same summary.
        near = [f for f in found if end <= f[0] and _page_at(doc, f[0]) - cover.first <= 3]
        if not near:
            found.append((end, None, cover.title or "Executive Summary"))
    if not found and several and _named_summary(doc):
        first = next((v for v in doc.views if v.lines and v.page.number not in on_cover), None)
        if first is not None and len(doc.views) <= _SUMMARY_LONGEST_ALONE:
            found.append((first.page.first_line, None, doc.name))
    return sorted(found, key=lambda f: f[0])


def _only_summary(
    doc: _Doc,
    cover: Range,
    found: Sequence[tuple[int, Heading | None, str]],
    several: bool,
) -> bool:
    """Whether a cover that names a summary is a summary's cover, not one for report and summary."""
    view = _view(doc, cover.first)
    if Role.OVERVIEW_REPORT not in view.cover_roles:
        return True
    text = fold(view.text)
    if any(
        words in text
        for words in (
            "report and executive summary",
            "report and summary",
            "summary and overview report",
            "report including",
        )
    ):
        return False
    # "Overview Report Executive Summary": the contents decide. A summary stands inside a report
    # under a heading of its own; a summary's own file is short.
    inside = [f for f in found if f[0] > cover.end and _page_at(doc, f[0]) - cover.first > 1]
    later = [v for v in doc.views if v.page.number > cover.first]
    short = len(later) <= _SUMMARY_LONGEST_ALONE
    return not inside and (short if several else len(later) <= 15)


def _named_summary(doc: _Doc) -> bool:
    name = fold(doc.name)
    return "summary" in name and "overview" not in name


def _page_start(doc: _Doc, h: Heading) -> int:
    """The heading's line, or its page's first where only a line or two stand above it."""
    view = _view(doc, doc.lines[h.start].page)
    above = [ln for ln in view.lines if ln.index < h.start]
    if len(above) <= 2 and not any(ln.contents for ln in above):
        return view.page.first_line
    return h.start


def _view(doc: _Doc, page: int) -> PageView:
    return doc.views[page - doc.views[0].page.number]


def _page_at(doc: _Doc, line: int) -> int:
    if line < doc.end:
        return doc.lines[line].page
    return doc.views[-1].page.number


def _report_slots(doc: _Doc, headings: Sequence[Heading], start: int, end: int) -> set[str]:
    return {
        slot
        for h in headings
        if start <= h.start < end
        for slot in doc.slots.of_heading(h.title)
        if slot in REPORT_SLOTS
    }


def _base_role(
    doc: _Doc,
    headings: Sequence[Heading],
    summaries: Sequence[tuple[int, Heading | None, str]],
    several: bool,
) -> tuple[Role, str]:
    """The role of what stands before any opening of the file."""
    first = summaries[0][0] if summaries else doc.end
    before = _report_slots(doc, headings, doc.start, first)
    if _speaks_of_review(doc) and len(before) >= 3:
        return Role.OVERVIEW_REPORT, "it has the sections of a report: " + ", ".join(
            sorted(before)[:4]
        )
    if summaries:
        behind = _report_slots(doc, headings, first, doc.end)
        if len(behind) >= 3 and _speaks_of_review(doc):
            # Front matter (preface, glossary) before a summary that a report follows.
            return Role.OVERVIEW_REPORT, "it stands before the summary in the report's file"
    return Role.OTHER, "nothing on these pages says what they are"


def _role_after(doc: _Doc, headings: Sequence[Heading], start: int) -> tuple[Role, str]:
    slots = _report_slots(doc, headings, start, doc.end)
    if len(slots) >= 2:
        return Role.OVERVIEW_REPORT, "it has the sections of a report: " + ", ".join(
            sorted(slots)[:4]
        )
    return Role.OTHER, "nothing on these pages says what they are"


def _speaks_of_review(doc: _Doc) -> bool:
    """Whether the file's early pages or titles name a review of this kind."""
    early = " ".join(v.text for v in doc.views if v.page.number <= 12)
    return named(doc.views[0].vocabulary.reviews).search(early) is not None


def _laid_out(doc: _Doc, over: Sequence[Range], openings: Sequence[_Opening]) -> list[Part]:
    """Parts from the ranges that lie on top and the openings below them, page by page complete."""
    parts: list[Part] = []
    for i, o in enumerate(openings):
        end = openings[i + 1].line if i + 1 < len(openings) else doc.end
        start = o.line
        for r in over:
            if r.end <= start or r.start >= end:
                continue
            if r.start > start:
                _add(parts, doc, o, start, r.start)
            start = max(start, r.end)
        if start < end:
            _add(parts, doc, o, start, end)
    parts += [
        Part(r.role, doc.number, r.first, r.last, r.start, r.end, r.title, r.why) for r in over
    ]
    parts.sort(key=lambda p: (p.start, p.first_page, p.last_page))
    return _with_bare_pages(doc, _joined(parts))


def _add(parts: list[Part], doc: _Doc, o: _Opening, start: int, end: int) -> None:
    own = [ln for ln in doc.lines[start:end] if not ln.furniture]
    if own:
        parts.append(
            Part(o.role, doc.number, own[0].page, own[-1].page, start, end, o.title, o.why)
        )


def _joined(parts: list[Part]) -> list[Part]:
    """Neighbouring runs of one opening joined; a letter's or plan's own runs stay apart."""
    joined: list[Part] = []
    for p in parts:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.role is p.role
            and last.end == p.start
            and p.role in (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY, Role.OTHER)
        ):
            joined[-1] = Part(
                p.role,
                p.file,
                last.first_page,
                p.last_page,
                last.start,
                p.end,
                last.title,
                last.why,
            )
        else:
            joined.append(p)
    return joined


def _with_bare_pages(doc: _Doc, parts: list[Part]) -> list[Part]:
    """Pages without a line of their own: inside a part they are its; else they are ``other``.

    A blank page belongs to what stands before it. A picture page between two pages of one part is
    that part's; one that nothing encloses is ``other``, since it could be anything.
    """
    held = {n for p in parts for n in range(p.first_page, p.last_page + 1)}
    loose: list[int] = []
    for view in doc.views:
        number = view.page.number
        if number in held:
            continue
        if not view.is_unread and parts:
            before = [i for i, p in enumerate(parts) if p.last_page == number - 1]
            if before:
                p = parts[before[-1]]
                parts[before[-1]] = Part(
                    p.role, p.file, p.first_page, number, p.start, p.end, p.title, p.why
                )
                held.add(number)
                continue
        loose.append(number)
    for number in loose:
        line = _view(doc, number).page.first_line
        last = parts[-1] if parts else None
        if (
            last is not None
            and last.role is Role.OTHER
            and last.last_page == number - 1
            and last.start == last.end
        ):
            parts[-1] = Part(
                Role.OTHER,
                doc.number,
                last.first_page,
                number,
                last.start,
                last.end,
                None,
                last.why,
            )
        else:
            parts.append(
                Part(
                    Role.OTHER,
                    doc.number,
                    number,
                    number,
                    line,
                    line,
                    None,
                    "the page is a picture"
                    if _view(doc, number).is_unread
                    else "the page is blank",
                )
            )
    return sorted(parts, key=lambda p: (p.first_page, p.start, p.last_page))
