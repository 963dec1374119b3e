"""Ranges of one file that show their role by themselves: plans, appendices, covers, contents."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.contents import FoundContents
from dhrcheck.document.headings import Heading
from dhrcheck.document.model import FlowLine, Role, TableRef
from dhrcheck.document.part_pages import PageView
from dhrcheck.document.part_titles import Range, announced, announces, full_title
from dhrcheck.document.plan import looks_like_plan_header, plan_table_score
from dhrcheck.document.slots import APPENDIX, Slots
from dhrcheck.document.text import named
from dhrcheck.document.vocabulary import Vocabulary

PLAN_SCORE = 0.5
_MARGIN = 0.1
"""The share of a page's height that its header has."""


def find_plans(
    views: Sequence[PageView],
    headings: Sequence[Heading],
    lines: Sequence[FlowLine],
    vocabulary: Vocabulary,
    slots: Slots,
) -> list[Range]:
    """The action plans of one file: tables with plan columns, with the title and notes round them."""
    found: list[Range] = []
    tables = [t for v in views for t in v.tables]
    page_of = {v.page.number: v for v in views}
    i = 0
    while i < len(tables):
        if plan_table_score(tables[i], vocabulary) < PLAN_SCORE:
            i += 1
            continue
        j = i
        while j + 1 < len(tables) and _goes_on(
            tables[j], tables[j + 1], lines, headings, slots, vocabulary
        ):
            j += 1
        found.append(_plan_range(tables[i], tables[j], page_of, headings, lines, slots))
        i = j + 1
    found += _untabled_plans(views, headings, lines, vocabulary, slots, found)
    return _merged(sorted(found, key=lambda r: r.start))


def _goes_on(
    table: TableRef,
    following: TableRef,
    lines: Sequence[FlowLine],
    headings: Sequence[Heading],
    slots: Slots,
    vocabulary: Vocabulary,
) -> bool:
    """Whether the next table of the file belongs to the same plan."""
    if following.page > table.page + 1:
        return False
    between = [ln for ln in lines[table.end_line : following.first_line] if not ln.furniture]
    opens = any(
        table.end_line <= h.start < following.first_line
        and (APPENDIX.match(full_title(h)) is not None or _ends_plan(h, slots))
        for h in headings
    )
    if opens or sum(len(ln.text) for ln in between) > 1500:
        return False
    if plan_table_score(following, vocabulary) >= PLAN_SCORE:
        return True
    same = abs(following.columns - table.columns) <= 1 and (
        abs(following.box.x0 - table.box.x0) < 12 and abs(following.box.x1 - table.box.x1) < 12
    )
    return same and table.columns >= 3


def _ends_plan(heading: Heading, slots: Slots) -> bool:
    role = slots.of_title(heading.title) or slots.marked_title(heading.title)
    if role is not None and role is not Role.ACTION_PLAN:
        return True
    return bool(
        {"glossary", "terms-of-reference", "references", "chronology", "introduction"}
        & set(slots.of_heading(heading.title))
    )


def _plan_range(
    first: TableRef,
    last: TableRef,
    page_of: dict[int, PageView],
    headings: Sequence[Heading],
    lines: Sequence[FlowLine],
    slots: Slots,
) -> Range:
    start, title = first.first_line, None
    for heading in reversed([h for h in headings if h.start < first.first_line]):
        at = lines[heading.start]
        if at.page < first.page - 2:
            break
        role = slots.of_title(heading.title) or slots.marked_title(heading.title)
        between = [ln for ln in lines[heading.end : first.first_line] if not ln.furniture]
        if sum(len(ln.text) for ln in between) > 3500:
            break
        if role is Role.ACTION_PLAN:
            start, title = heading.start, heading.title
            break
    view = page_of[first.page]
    if title is None:
        # No title: the few words above the table on its page belong to it.
        above = [ln for ln in view.lines if ln.index < first.first_line]
        if sum(len(ln.text) for ln in above) < 400:
            start = view.page.first_line
    start_page = lines[start].page if start < len(lines) else first.page
    before = page_of.get(start_page - 1)
    if (
        before is not None
        and before.divider_role is Role.ACTION_PLAN
        and _is_top(page_of[start_page], start)
    ):
        start, start_page = before.page.first_line, before.page.number
        title = title or before.lines[0].text
    return Range(
        Role.ACTION_PLAN,
        start,
        _plan_close(last, page_of[last.page], headings, lines, slots),
        start_page,
        last.page,
        title,
        "it is a table with the columns of an action plan",
    )


def _is_top(view: PageView, start: int) -> bool:
    return not any(ln.index < start for ln in view.lines)


def _under_header_alone(view: PageView, start: int) -> bool:
    """Whether only a line or two in the page's margin stand above: a header that no page repeats."""
    above = [ln for ln in view.lines if ln.index < start]
    margin = view.page.height * _MARGIN
    return len(above) <= 2 and all(ln.box.y1 < margin and ln.cell is None for ln in above)


def _plan_close(
    table: TableRef,
    view: PageView,
    headings: Sequence[Heading],
    lines: Sequence[FlowLine],
    slots: Slots,
) -> int:
    """The end of the last table, with the notes under it on the page (not what a heading opens)."""
    for heading in headings:
        if table.end_line <= heading.start < view.page.end_line and (
            APPENDIX.match(full_title(heading))
            or slots.of_heading(heading.title)
            or slots.of_title(heading.title)
        ):
            return heading.start
    return view.page.end_line


def _untabled_plans(
    views: Sequence[PageView],
    headings: Sequence[Heading],
    lines: Sequence[FlowLine],
    vocabulary: Vocabulary,
    slots: Slots,
    found: Sequence[Range],
) -> list[Range]:
    """Plans titled as such whose table has no rulings, or is a picture."""
    extra: list[Range] = []
    for i, view in enumerate(views):
        if any(r.first - 1 <= view.page.number <= r.last for r in found):
            continue
        title = announces(view, Role.ACTION_PLAN)
        if title is not None and i + 1 < len(views) and views[i + 1].is_unread:
            last = i + 1
            while last + 1 < len(views) and views[last + 1].is_unread:
                last += 1
            extra.append(announced(views, i, last, title, Role.ACTION_PLAN))
            continue
        for heading in view.headings:
            if (
                slots.of_title(heading.title) or slots.marked_title(heading.title)
            ) is not Role.ACTION_PLAN:
                continue
            near = [ln for ln in lines[heading.end : heading.end + 40] if not ln.furniture]
            header = next(
                (n for n, ln in enumerate(near) if _is_header_line(near, n, vocabulary)), None
            )
            if header is None:
                continue
            end = _next_opening(heading, headings, slots, views[-1].page.end_line)
            last_page = lines[end - 1].page
            extra.append(
                Range(
                    Role.ACTION_PLAN,
                    heading.start,
                    end,
                    view.page.number,
                    last_page,
                    heading.title,
                    "its title stands over the columns of an action plan",
                )
            )
            break
    return extra


def _is_header_line(near: Sequence[FlowLine], n: int, vocabulary: Vocabulary) -> bool:
    """Whether the lines at one height, here, are the column titles of a plan."""
    line = near[n]
    # A long title takes two lines, and one line may hold several titles with gaps between.
    row = [
        title
        for ln in near
        if ln.page == line.page and abs(ln.box.y0 - line.box.y0) < 14
        for title in _parted(ln)
    ]
    return len(row) >= 3 and looks_like_plan_header(row, vocabulary)


def _parted(line: FlowLine) -> list[str]:
    """The pieces of a line between its wide gaps."""
    pieces, at = [], 0
    for offset, _ in line.gaps:
        pieces.append(line.text[at:offset].strip())
        at = offset
    return [*pieces, line.text[at:].strip()]


def _next_opening(heading: Heading, headings: Sequence[Heading], slots: Slots, end: int) -> int:
    for other in headings:
        if other.start > heading.start and (
            APPENDIX.match(full_title(other)) or _ends_plan(other, slots)
        ):
            return other.start
    return end


def _merged(ranges: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for r in ranges:
        if merged and r.start < merged[-1].end:
            before = merged[-1]
            merged[-1] = Range(
                before.role,
                before.start,
                max(before.end, r.end),
                before.first,
                max(before.last, r.last),
                before.title or r.title,
                before.why,
            )
        else:
            merged.append(r)
    return merged


def find_covers(views: Sequence[PageView], contents: Sequence[FoundContents]) -> list[Range]:
    """Cover pages of one file, in order; a file's first page needs less to be one."""
    inside = {i for c in contents for i in range(c.start, c.end)}
    found: list[Range] = []
    for view in views:
        if view.is_cover and not any(ln.index in inside for ln in view.lines):
            found.append(
                Range(
                    Role.COVER,
                    view.page.first_line,
                    view.page.end_line,
                    view.page.number,
                    view.page.number,
                    view.title or None,
                    "it is laid out as a cover",
                )
            )
    return [*_cover_over_contents(views, inside), *found]


def _cover_over_contents(views: Sequence[PageView], contents: set[int]) -> list[Range]:
    """The title lines of a file's first page that holds its contents list as well."""
    if not views or views[0].page.number != 1:
        return []
    lines = views[0].lines
    before = next((n for n, ln in enumerate(lines) if ln.index in contents), 0)
    own = lines[:before]
    if not 2 <= len(own) <= 16 or sum(len(ln.text) for ln in own) > 500:
        return []
    if not named(views[0].vocabulary.reviews).search(" ".join(ln.text for ln in own)):
        return []
    title = " ".join(ln.text for ln in own if ln.size >= views[0].body * 1.25)
    first = views[0].page
    end = lines[before].index
    why = "the review's title stands over its contents list"
    return [
        Range(Role.COVER, first.first_line, end, first.number, first.number, title or None, why)
    ]


def find_appendices(
    views: Sequence[PageView], headings: Sequence[Heading], lines: Sequence[FlowLine]
) -> list[Range]:
    """Where appendices open (their end is decided by what follows)."""
    found: list[Range] = []
    top = {v.page.number: v for v in views}
    for heading in headings:
        match = APPENDIX.match(full_title(heading))
        if match is None:
            continue
        line = lines[heading.start]
        plural = match["word"].casefold() in ("appendices", "annexes")
        if match["mark"] is None and not plural and match["title"]:
            continue
        view = top[line.page]
        # A heading in the middle of the body's text that only speaks of an appendix is none.
        if match["title"][:1].islower():
            continue
        start = heading.start
        if _is_top(view, start) or _under_header_alone(view, start):
            start = view.page.first_line
        found.append(
            Range(
                Role.APPENDIX,
                start,
                start,
                line.page,
                line.page,
                full_title(heading),
                "its heading says so",
            )
        )
    return found
