"""The ways of checking. A rule file names one and gives its parameters; the logic is here.

One small module a kind, one line in ``KINDS``: dull, and found by a search.
"""

from __future__ import annotations

from dhrcheck.kinds import (
    appendices_cited,
    file_is_pdf,
    file_opens,
    file_size,
    letter_annexed,
    letter_at_end,
    letter_complete,
    letter_matches,
    letter_points,
    pages_readable,
    part_present,
    person_decides,
    plan_annexed,
)
from dhrcheck.kinds.question import Kind, Question

_ALL: tuple[Kind, ...] = (
    appendices_cited.KIND,
    file_is_pdf.KIND,
    file_opens.KIND,
    file_size.KIND,
    letter_annexed.KIND,
    letter_at_end.KIND,
    letter_complete.KIND,
    letter_matches.KIND,
    letter_points.KIND,
    pages_readable.KIND,
    part_present.KIND,
    person_decides.KIND,
    plan_annexed.KIND,
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}

__all__ = ["KINDS", "Kind", "Question"]
