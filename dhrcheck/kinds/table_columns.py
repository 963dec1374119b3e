"""``table-columns``: the action plan has the columns that a reader needs."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.model import PlanColumn
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status


@dataclass(frozen=True, slots=True)
class WantedColumn:
    """``name`` is what messages call it; any of ``columns`` serves."""

    name: str
    columns: tuple[PlanColumn, ...]


@dataclass(frozen=True, slots=True)
class TableColumns:
    """``wanted`` columns; ``may_lack`` of them may be missing for a ``review``, more is ``fail``."""

    wanted: tuple[WantedColumn, ...]
    may_lack: int = 1


def run(parameters: TableColumns, question: Question) -> Outcome:
    """Compares the plan's headers with the wanted ones; a plan that is no table is for a person."""
    submission = question.submission
    passage = question.passage()
    plan = submission.plan
    if plan is None or not plan.headers:
        if passage.unread:
            return unread("No table could be read in the action plan.", passage.unread, submission)
        return Outcome(
            Status.REVIEW,
            "The action plan is there, but no table with column headers could be told in it. Please"
            " check that it shows who does what by when, and what came of it.",
            searched=passage.searched,
        )
    shown = tuple(
        Evidence(h.place.file, h.place.page, h.text[:200], h.place.box, h.place.read)
        for h in plan.headers
    )
    missing = [w.name for w in parameters.wanted if not plan.has(*w.columns)]
    named = ", ".join(f"“{' '.join(h.text.split())}”" for h in plan.headers)
    if not missing:
        return Outcome(Status.PASS, f"The columns are {named}.", shown, passage.searched)
    if passage.unread and len(missing) > parameters.may_lack:
        return unread(
            f"Columns not found: {', '.join(missing)}.",
            passage.unread,
            submission,
            passage.searched,
        )
    doubtful = len(missing) <= parameters.may_lack or not plan.certain
    count = "One column was" if len(missing) == 1 else f"{len(missing)} columns were"
    message = f"{count} not found: {', '.join(missing)}. The columns are {named}."
    if not plan.certain and plan.doubt:
        message += f" {plan.doubt}"
    return Outcome(Status.REVIEW if doubtful else Status.FAIL, message, shown, passage.searched)


KIND = Kind("table-columns", TableColumns, run)
