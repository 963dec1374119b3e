"""The tables of a plan one after the other: which is a plan's, under which header, and what is left."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.model import (
    FlowLine,
    Place,
    TableRef,
)
from dhrcheck.document.plan_bands import is_title
from dhrcheck.document.plan_columns import is_other_table
from dhrcheck.document.plan_draft import DraftCell, goes_on
from dhrcheck.document.plan_layout import (
    TITLE_ROWS,
    Grid,
    find_header,
    find_side_labels,
    heads_recommendation,
    place_of,
    side_goes_on,
    unknown_layout,
)
from dhrcheck.document.plan_mend import joined
from dhrcheck.document.plan_rows import read_rows
from dhrcheck.document.plan_side import read_side
from dhrcheck.document.plan_state import PlanState, same_columns, same_header


def read_table(
    state: PlanState, table: TableRef, heading: DraftCell | None, group: str | None
) -> None:
    """Reads one table; ``heading`` is a recommendation and ``group`` a title right above it."""
    grid = Grid.of(table)
    begun = _begin(state, grid, heading, group)
    if begun is None or state.layout is None:
        state.skipped.append(table)
        return
    if state.layout.side:
        read_side(state, grid)
    else:
        read_rows(state, grid, *begun)
    state.last = table


def _begin(
    state: PlanState, grid: Grid, heading: DraftCell | None, group: str | None
) -> tuple[int, bool] | None:
    """Sets the layout of a table; its first row of content, and whether it carries on.

    None where the table has no header that is known and does not go on with the last one.
    """
    for row in range(min(TITLE_ROWS, len(grid.rows))):
        texts = [c.text for c in grid.own(row)]
        if state.layout and not state.layout.side and state.layout.same_header(texts):
            _open(state, heading, group, new=False)
            found = find_header(grid, row, state.vocabulary)
            state.layout = state.layout.moved_to(grid, row)
            _end_last_row(state, grid, row)
            return (found[1] if found else row + 1), True
        found = find_header(grid, row, state.vocabulary)
        if found is not None and state.layout is not None and same_header(found[0], state.layout):
            _open(state, heading, group, new=False)
            state.layout = found[0]
            return found[1], True
        if found is not None:
            _open(state, heading, group, new=True)
            for above in range(row):
                _title_row(state, grid, above)
            state.set_layout(found[0])
            return found[1], False
    side = find_side_labels(grid, state.vocabulary)
    if side is not None:
        _open(state, heading, group, new=True)
        state.set_layout(side)
        return 0, False
    if state.layout is not None and state.layout.side:
        if side_goes_on(state.layout, grid, state.vocabulary):
            _open(state, heading, group, new=False)
            return 0, False
    elif state.layout is not None:
        over = state.is_next_page(grid.table)
        if state.layout.fits(grid.table, next_page=over):
            _open(state, heading, group, new=False)
            return 0, heading is None
    return None


def _end_last_row(state: PlanState, grid: Grid, row: int) -> None:
    assert state.layout is not None
    for i, text in state.layout.beyond_header(grid, row).items():
        cell = state.drafts[-1].cells.get(i) if state.drafts else None
        if cell is not None:
            cell.grow(text, cell.place)


def _open(state: PlanState, heading: DraftCell | None, group: str | None, *, new: bool) -> None:
    if new:
        state.settle()
        state.given = None
    if group is not None or new:
        state.group = group
    if heading is not None:
        state.give(heading)


def _title_row(state: PlanState, grid: Grid, row: int) -> None:
    for cell in grid.own(row):
        text = cell.text.strip()
        if heads_recommendation(text):
            state.give(DraftCell(text, place_of(grid.table, cell)))
        elif text:
            state.titles.append(text)
            if is_title(text):
                state.group = " ".join(text.split())


def note_unknown(state: PlanState) -> None:
    """Names the tables whose header nobody knows; reads them where there is nothing else."""
    for table in state.skipped:
        grid = Grid.of(table)
        texts = [c.text for c in grid.own(0)] if grid.rows else []
        if table.rows < 2 or is_other_table(texts, state.vocabulary):
            continue
        if table.columns < (4 if state.drafts else 3):
            continue
        if not state.drafts:
            state.layout = unknown_layout(grid)
            state.headers += [h for c in state.layout.columns for h in c.headers]
            read_rows(state, grid, 1, False)
        state.doubts.append(
            f"The table on page {table.page} has no header that is known as that of an action plan."
        )


def read_overhang(state: PlanState, lines: Sequence[FlowLine]) -> None:
    """Lines at the head of the page after a table that only end its last row."""
    if not state.drafts or state.layout is None or state.layout.side:
        return
    draft = state.drafts[-1]
    if not same_columns(draft, state.layout):
        return
    by_column: dict[int, list[FlowLine]] = {}
    for line in lines:
        under = state.layout.holding(line.box)
        if under is None:
            return
        by_column.setdefault(under, []).append(line)
    own = {i: joined(found) for i, found in by_column.items()}
    if own and goes_on(draft, own, numbered=False):
        for i, found in by_column.items():
            first = found[0]
            place = Place(first.file, first.page, own[i][:200], first.box, first.read, first.index)
            draft.cells.setdefault(i, DraftCell("", place)).grow(own[i], place)
