"""Whether the report's body goes on after an annex: what "annexed" and "at the end" turn on.

Back matter (references, a glossary, a page of contacts) may follow an annex without harm, whichever
part it was taken for, so a run of pages counts as body only by its headings or its length.
"""

from __future__ import annotations

from dataclasses import replace

from dhrcheck.document.model import Part, Role, Section, Submission
from dhrcheck.document.text import fold
from dhrcheck.kinds.whereabouts import body_lines

BODY_SLOTS = frozenset(
    "introduction process methodology facts analysis key-issues conclusions lessons "
    "recommendations".split()
)
"""Sections that stand in a report's body and hardly ever in an annex without a title."""
_BACK_MATTER = (
    "reference",
    "bibliograph",
    "glossar",
    "acronym",
    "abbreviation",
    "further reading",
    "contact",
    "support service",
    "endnote",
    "footnote",
)
_SOME = 60
"""Words from which pages of a summary are more than a stray line."""
_LONG = 400
"""Words from which a run of pages without any known heading counts as body."""


def body_after(part: Part, submission: Submission, *roles: Role) -> tuple[Part, ...]:
    """What follows ``part`` in its file and is body of a part with one of ``roles``.

    Each is given with the range that follows only. Pages without words never count.
    """
    following = [
        trimmed
        for other in submission.parts_of(*roles)
        if other is not part
        and other.file == part.file
        and (trimmed := _from(other, part, submission)) is not None
    ]
    return tuple(p for p in following if _is_body(p, submission))


def _from(other: Part, part: Part, submission: Submission) -> Part | None:
    """The run of ``other`` that comes after ``part``, or None."""
    if other.last_page < part.last_page or other.end <= part.end:
        return None
    rest = replace(other, start=max(other.start, part.end))
    lines = body_lines(rest, submission)
    if not lines:
        return None
    return replace(rest, first_page=lines[0].page, last_page=lines[-1].page, title=None)


def _is_body(part: Part, submission: Submission) -> bool:
    inside = [s for s in submission.sections if part.start <= s.start < part.end]
    words = sum(len(line.text.split()) for line in body_lines(part, submission))
    if part.role is Role.EXECUTIVE_SUMMARY:
        return bool(inside) or words >= _SOME
    if any(BODY_SLOTS.intersection(s.slots) for s in inside):
        return True
    if any(_is_back_matter(s) for s in inside):
        return False
    return words >= _LONG


def _is_back_matter(section: Section) -> bool:
    title = fold(section.title)
    return any(word in title for word in _BACK_MATTER)
