"""What the ranges of parts have in common: the range itself, and titles that announce what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dhrcheck.document.headings import Heading
from dhrcheck.document.model import FlowLine, Role
from dhrcheck.document.part_pages import PageView


@dataclass(frozen=True, slots=True)
class Range:
    """A run of one file: lines ``start`` to ``end`` (exclusive) on pages ``first`` to ``last``.

    ``strong`` ranges lie over what surrounds them; others only open a part that goes on until the
    next one opens.
    """

    role: Role
    start: int
    end: int
    first: int
    last: int
    title: str | None
    why: str


def announces(view: PageView, role: Role) -> Heading | FlowLine | None:
    """A title of ``role`` that closes the page's text, so that what it announces must follow."""
    if view.divider_role is role:
        return view.lines[0]
    for heading in view.headings:
        named = view.slots.of_title(heading.title) or view.slots.marked_title(heading.title)
        after = [ln for ln in view.lines if ln.index >= heading.end]
        if named is role and sum(len(ln.text) for ln in after) < 240:
            return heading
    return None


def announced(
    views: Sequence[PageView], i: int, last: int, title: Heading | FlowLine, role: Role
) -> Range:
    start = title.start if isinstance(title, Heading) else views[i].page.first_line
    words = title.title if isinstance(title, Heading) else title.text
    return Range(
        role,
        start,
        views[last].page.end_line,
        views[i].page.number,
        views[last].page.number,
        words,
        "its title stands before pages that are pictures",
    )


def full_title(heading: Heading) -> str:
    return f"{heading.number} {heading.title}" if heading.number else heading.title
