"""What text recognition leaves uncertain in an action plan that is a picture of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dhrcheck.document.model import ActionPlan
from dhrcheck.outcome import ReadAs
from dhrcheck.reading.model import FileReading


def with_doubts_of_scans(
    plan: ActionPlan | None, files: Sequence[FileReading]
) -> ActionPlan | None:
    """The plan; uncertain where cells or headers of its scanned pages could not be made out.

    A cell that was passed over looks empty, and two headers read as one look like an unknown third:
    nothing may fail on that.
    """
    if plan is None:
        return None
    places = [*(row.place for row in plan.rows), *(header.place for header in plan.headers)]
    stands = {(p.file, p.page) for p in places}
    pages = {(f, n) for f, n in stands if files[f].pages[n - 1].read is ReadAs.OCR}
    unsure = {(f, n) for f, n in pages if files[f].pages[n - 1].is_doubtful}
    unsure |= {
        (h.place.file, h.place.page)
        for h in plan.headers
        if h.column is None and (h.place.file, h.place.page) in pages
    }
    if not unsure:
        return plan
    numbers = sorted({n for _, n in unsure})
    on = f"page {numbers[0]}" if len(numbers) == 1 else f"pages {numbers[0]} to {numbers[-1]}"
    doubt = f"The action plan is scanned, and text recognition could not make out all of {on}."
    said = " ".join(filter(None, (plan.doubt, doubt)))
    return replace(plan, certain=False, doubt=said)
