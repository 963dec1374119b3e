"""Plans without ruling lines: rows by alignment, or by labels ("Lead agency: ..."), where certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dhrcheck.document.model import FlowLine, PlanHeader, PlanRow
from dhrcheck.document.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PlainPlan:
    """What could be told without ruling lines; ``doubt`` says in a sentence what is not certain."""

    headers: tuple[PlanHeader, ...] = ()
    rows: tuple[PlanRow, ...] = ()
    doubt: str | None = None


def read_unruled(
    lines: Sequence[FlowLine], flow: Sequence[FlowLine], vocabulary: Vocabulary
) -> PlainPlan:
    """The rows of a part that has no ruled table."""
    return PlainPlan()
