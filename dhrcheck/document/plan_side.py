"""Plan tables with their labels down the left side: one row of the plan from each."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.model import (
    PlanCell,
    PlanColumn,
    TableCell,
    TableRef,
)
from dhrcheck.document.plan_columns import match_header
from dhrcheck.document.plan_draft import Draft
from dhrcheck.document.plan_layout import (
    Grid,
    Layout,
    place_of,
)
from dhrcheck.document.plan_numbers import bare_number
from dhrcheck.document.plan_state import CARRIED_DOWN, PlanState
from dhrcheck.document.vocabulary import Vocabulary


def read_side(state: PlanState, grid: Grid) -> None:
    """One row of the plan from a table of labels and values; a repeated label begins the next."""
    assert state.layout is not None
    draft: Draft | None = None
    going_on = (
        state.drafts
        and state.drafts[-1].layout.side
        and state.last is not None
        and state.is_next_page(grid.table)
        and not any(_is_label(c, state.vocabulary, PlanColumn.RECOMMENDATION) for c in grid.own(0))
    )
    if going_on:
        draft = state.drafts[-1]
    for row in range(len(grid.rows)):
        for label, value in _pairs(grid.own(row)):
            found = match_header(label.text, state.vocabulary)
            if found is None and not label.text.strip():
                if draft is not None and draft.extra and value.text.strip():
                    last = draft.extra[-1]
                    draft.extra[-1] = PlanCell(
                        last.column, last.header, f"{last.text} {value.text}", last.place
                    )
                continue
            column = found.column if found else None
            if draft is None or any(c.column is column for c in draft.extra if column):
                draft = _next_side(state, draft, column, label, grid.table)
            header = " ".join(label.text.split())
            if column is PlanColumn.RECOMMENDATION:
                draft.number = draft.number or bare_number(header)
            draft.extra.append(
                PlanCell(column, header, value.text.strip(), place_of(grid.table, value))
            )


def _next_side(
    state: PlanState,
    before: Draft | None,
    column: PlanColumn | None,
    label: TableCell,
    table: TableRef,
) -> Draft:
    assert state.layout is not None
    empty = Layout((), state.layout.box, side=True)
    draft = Draft(empty, {}, place_of(table, label), state.group)
    if before is not None and column is not PlanColumn.RECOMMENDATION:
        # A second action under the same recommendation.
        draft.number = before.number
        draft.extra = [
            PlanCell(c.column, c.header, c.text, c.place, inherited=True)
            for c in before.extra
            if c.column in CARRIED_DOWN
        ]
    else:
        state.take_given(draft)
    state.drafts.append(draft)
    return draft


def _pairs(cells: Sequence[TableCell]) -> list[tuple[TableCell, TableCell]]:
    ordered = sorted(cells, key=lambda c: c.column)
    return [(ordered[i], ordered[i + 1]) for i in range(0, len(ordered) - 1, 2)]


def _is_label(cell: TableCell, vocabulary: Vocabulary, column: PlanColumn) -> bool:
    found = match_header(cell.text, vocabulary)
    return found is not None and found.column is column
