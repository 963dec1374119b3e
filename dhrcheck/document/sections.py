"""Sections: every heading with the text under it, and the slots it serves."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.headings import Heading
from dhrcheck.document.model import FlowLine, Part, Role, Section
from dhrcheck.document.slots import Slots

_NOT_SECTIONED = (Role.COVER, Role.CONTENTS, Role.FEEDBACK_LETTER)


def find_sections(
    lines: Sequence[FlowLine], parts: Sequence[Part], headings: Sequence[Heading], slots: Slots
) -> tuple[Section, ...]:
    """The sections of all parts that have any, in order. A section ends with its part."""
    found: list[Section] = []
    for part in parts:
        if part.role in _NOT_SECTIONED:
            continue
        own = [h for h in headings if part.start <= h.start < part.end]
        ranks = sorted({h.rank for h in own})
        for i, h in enumerate(own):
            end = next((o.start for o in own[i + 1 :] if o.rank <= h.rank), part.end)
            found.append(
                Section(
                    title=h.title,
                    number=h.number,
                    level=ranks.index(h.rank) + 1,
                    slots=slots.of_heading(h.title),
                    role=part.role,
                    file=part.file,
                    page=lines[h.start].page,
                    start=h.start,
                    body=h.end,
                    end=end,
                    found_by=h.found_by,
                )
            )
    return tuple(found)
