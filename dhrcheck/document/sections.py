"""Sections: every heading with the text under it, and the slots it serves."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.headings import Heading
from dhrcheck.document.model import FlowLine, Part, Role, Section
from dhrcheck.document.named_headings import slots_by_name
from dhrcheck.document.slots import Slots
from dhrcheck.patterns import compiled

_NUMBERED = compiled(r"^(?P<number>\d{1,2}(?:\.\d{1,3}){0,3})[.)]?\s")
_BELOW = 15
"""Lines below a heading that tell which section it is."""
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
            end = _end_of_paragraph(h, end, lines)
            served = slots.of_heading(h.title)
            if not served:
                below = lines[h.end : min(end, h.end + _BELOW)]
                served = slots_by_name(h.title, " ".join(ln.text for ln in below))
            found.append(
                Section(
                    title=h.title,
                    number=h.number,
                    level=ranks.index(h.rank) + 1,
                    slots=served,
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


def _end_of_paragraph(h: Heading, end: int, lines: Sequence[FlowLine]) -> int:
    """Where "1.3 Members of the panel:" (or "3. The panel:") ends that is no heading over what
    follows but one of the numbered paragraphs of a section: before "1.4 ..."; ``end`` for others."""
    if h.found_by != "numbering" or not h.number or not h.title.endswith(":"):
        return end
    above, dot, last = h.number.rpartition(".")
    if not last.isdigit():
        return end
    following = f"{above}{dot}{int(last) + 1}"
    for line in lines[h.end : end]:
        match = _NUMBERED.match(line.text) if line.paragraph and line.cell is None else None
        if match is not None and match["number"] == "1" and not above:
            # A list that counts from 1: its numbers are its own.
            return end
        if match is not None and match["number"] == following:
            return line.index
    return end
