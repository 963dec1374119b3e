"""Where sections lie within a passage, so that one text serves to look under a heading and beside it."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from dhrcheck.document.model import Role, Section, Submission
from dhrcheck.document.passage import Passage, Span

_LONGEST_HEADING = 12
"""Words; a longer "heading" may be a sentence in bold type."""


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

    def offset(flow_index: int) -> int:
        return offset_of(passage, flow_index)

    return tuple(SectionSpan(s, offset(s.start), offset(s.body), offset(s.end)) for s in wanted)


def heading_spans(submission: Submission, passage: Passage) -> tuple[Span, ...]:
    """The short headings of a passage, whose words name a matter and say nothing of it."""
    return submission.once(
        ("heading-spans", passage.text), lambda: _heading_spans(submission, passage)
    )


def _heading_spans(submission: Submission, passage: Passage) -> tuple[Span, ...]:
    return tuple(
        Span(offset_of(passage, s.start), offset_of(passage, s.body))
        for s in submission.sections
        if len(s.title.split()) <= _LONGEST_HEADING
    )


def offset_of(passage: Passage, flow_index: int) -> int:
    """Where the first line of a passage begins that stands at ``flow_index`` of the flow or after."""
    at = bisect_left(passage.indices, flow_index)
    return passage.starts[at] if at < len(passage.lines) else len(passage.text)
