"""Where sections lie within a passage, so that one text serves to look under a heading and beside it."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from dhrcheck.document.model import Role, Section, Submission
from dhrcheck.document.passage import Passage


class SectionSpan(NamedTuple):
    """``text[start:end]`` of a passage is the section's body; its heading begins at ``heading``."""

    section: Section
    heading: int
    start: int
    end: int


def section_spans(
    submission: Submission, passage: Passage, slots: tuple[str, ...], roles: tuple[Role, ...] = ()
) -> tuple[SectionSpan, ...]:
    """The sections of ``slots`` (in parts with ``roles``, all where empty), as they lie in
    ``passage``, which must hold its lines in the flow's order. Nested ones are both given."""
    wanted = [
        s
        for s in submission.sections
        if any(slot in s.slots for slot in slots) and (not roles or s.role in roles)
    ]
    if not wanted:
        return ()
    indices = [line.index for line in passage.lines]

    def offset(flow_index: int) -> int:
        at = bisect_left(indices, flow_index)
        return passage.starts[at] if at < len(indices) else len(passage.text)

    return tuple(SectionSpan(s, offset(s.start), offset(s.body), offset(s.end)) for s in wanted)
