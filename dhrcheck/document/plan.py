"""The action plan as rows under known columns."""

from __future__ import annotations

from dhrcheck.document.model import ActionPlan, FlowLine, Page, Part, TableRef
from dhrcheck.document.plan_columns import looks_like_plan_header, plan_table_score
from dhrcheck.document.vocabulary import Vocabulary

__all__ = ["looks_like_plan_header", "plan_table_score", "read_plan"]


def read_plan(
    flow: tuple[FlowLine, ...],
    tables: tuple[TableRef, ...],
    pages: tuple[Page, ...],
    parts: tuple[Part, ...],
    vocabulary: Vocabulary,
) -> ActionPlan | None:
    """The action plan of a submission, or None where no part is one."""
    return None
