"""The pages of Home Office letters in one file."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.model import Role
from dhrcheck.document.part_pages import PageView
from dhrcheck.document.part_titles import Range, announced, announces, full_title
from dhrcheck.document.plan import plan_table_score
from dhrcheck.document.slots import APPENDIX

PLAN_SCORE = 0.5
_LONGEST_LETTER = 7
_LARGER = 1.2
"""How much larger than the text a section's heading is; a letter's topics are not."""


def find_letters(views: Sequence[PageView]) -> list[Range]:
    """The Home Office letters of one file, each from its first to its last page."""
    found: list[Range] = []
    i = 0
    while i < len(views):
        if views[i].may_open_letter and views[i].marks.stands_alone:
            last = _letter_end(views, i)
            first = i
            if i > 0 and views[i - 1].divider_role in (Role.FEEDBACK_LETTER,):
                first = i - 1
            found.append(_letter_range(views, first, i, last))
            i = last + 1
            continue
        title = announces(views[i], Role.FEEDBACK_LETTER)
        if title is not None:
            last = i
            while last + 1 < len(views) and views[last + 1].is_unread:
                last += 1
            if last > i:
                found.append(announced(views, i, last, title, Role.FEEDBACK_LETTER))
                i = last + 1
                continue
        i += 1
    return found


def _letter_end(views: Sequence[PageView], i: int) -> int:
    """The index of the letter's last page: the one it is signed on, if that can be reached."""
    if views[i].marks.sign_off:
        return _with_signatory(views, i)
    last = i
    for j in range(i + 1, min(len(views), i + _LONGEST_LETTER)):
        view = views[j]
        if view.marks.is_first or _opens_other_part(view):
            break
        if _is_letters_own(view) and (view.marks.sign_off or view.marks.is_last):
            return _with_signatory(views, j)
        if _opens_report(view):
            break
        goes_on = view.lines and (_is_letters_own(view) or _goes_on_in_list(view))
        if goes_on or (last == j - 1 and view.marks.panel > 0):
            last = j
    # Scanned pages right behind an unfinished letter are most likely the rest of it.
    while last + 1 < len(views) and views[last + 1].is_unread and last + 1 - i < _LONGEST_LETTER:
        last += 1
    return last


def _is_letters_own(view: PageView) -> bool:
    """Whether a page holds words that only a letter has; the Panel is named in a report as well."""
    marks = view.marks
    return marks.hinge or marks.list_title or marks.closings > 0 or marks.mailbox or marks.sign_off


def _opens_report(view: PageView) -> bool:
    """Whether a cover, a contents list, or headings of a report or summary stand on the page.

    The topics of a letter's points may be named like sections: they are bold in the size of the text,
    and points stand under them.
    """
    if view.is_cover or any(ln.contents for ln in view.lines):
        return True
    known = [
        h
        for h in view.headings
        if view.slots.of_heading(h.title) or view.slots.of_title(h.title) is not None
    ]
    larger = any(h.size > view.body * _LARGER or h.number for h in known)
    if larger or len(known) == 0:
        return larger and not _is_letters_own(view)
    pointed = any(ln.text.startswith(("•", "- ", "o ")) for ln in view.lines)
    return not pointed and not _is_letters_own(view)


def _with_signatory(views: Sequence[PageView], signed: int) -> int:
    """The page after the closing, where only the signatory's name has run over to it."""
    if signed + 1 < len(views):
        view = views[signed + 1]
        ran_over = view.is_sparse and view.marks.signatory and not view.marks.is_first
        if ran_over and not _opens_other_part(view):
            return signed + 1
    return signed


def _goes_on_in_list(view: PageView) -> bool:
    """True where a short page without a title of its own goes on with a sentence or with points."""
    if view.letters > 2500 or view.tables:
        return False
    if any(view.slots.of_heading(h.title) or view.slots.of_title(h.title) for h in view.headings):
        return False
    first, *others = view.lines[:4]
    pointed = any(ln.text.startswith(("•", "- ")) for ln in (first, *others))
    return pointed or first.text[:1].islower()


def _opens_other_part(view: PageView) -> bool:
    return any(
        APPENDIX.match(full_title(h)) is not None
        and view.slots.marked_title(h.title) is not Role.FEEDBACK_LETTER
        for h in view.headings
    ) or any(plan_table_score(t, view.vocabulary) >= PLAN_SCORE for t in view.tables)


def _letter_range(views: Sequence[PageView], first: int, opens: int, last: int) -> Range:
    start = views[first].page.first_line
    title = _title_on(views[first], Role.FEEDBACK_LETTER) or _title_on(
        views[opens], Role.FEEDBACK_LETTER
    )
    if first == opens:
        start = _letter_start(views[opens])
    return Range(
        Role.FEEDBACK_LETTER,
        start,
        _letter_close(views[last]),
        views[first].page.number,
        views[last].page.number,
        title,
        "it holds the Home Office Panel's stock phrases",
    )


def _letter_start(view: PageView) -> int:
    """Where the letter begins on its first page: at the page, unless other text stands before it."""
    lines = view.lines
    dear = next((i for i, ln in enumerate(lines) if ln.text.casefold().startswith("dear")), None)
    if dear is None:
        return view.page.first_line
    for heading in view.headings:
        role = view.slots.of_title(heading.title) or view.slots.marked_title(heading.title)
        if role is Role.FEEDBACK_LETTER and heading.start <= lines[dear].index:
            before = [ln for ln in lines if ln.index < heading.start]
            return (
                heading.start if sum(len(ln.text) for ln in before) > 240 else view.page.first_line
            )
    prose = [ln for ln in lines[:dear] if len(ln.text) > 70]
    if len(prose) >= 4:
        last = prose[-1].index
        return next((ln.index for ln in lines if ln.index > last), view.page.first_line)
    return view.page.first_line


def _letter_close(view: PageView) -> int:
    """Where the letter ends on its last page: before a heading that stands behind the sign-off."""
    signed = next(
        (
            ln.index
            for ln in view.lines
            if ln.text.casefold().startswith(("yours sincerely", "yours faithfully"))
        ),
        None,
    )
    if signed is not None:
        for heading in view.headings:
            if heading.start > signed and (
                APPENDIX.match(full_title(heading)) or view.slots.of_title(heading.title)
            ):
                return heading.start
    return view.page.end_line


def _title_on(view: PageView, role: Role) -> str | None:
    for heading in view.headings:
        if (view.slots.of_title(heading.title) or view.slots.marked_title(heading.title)) is role:
            return heading.title
    return view.lines[0].text if view.divider_role is role and view.lines else None
