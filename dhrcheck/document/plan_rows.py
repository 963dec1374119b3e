"""The rows of one plan table: merged cells, blank cells that inherit, rows broken over pages."""

from __future__ import annotations

from dhrcheck.document.model import (
    Place,
    PlanColumn,
    TableCell,
)
from dhrcheck.document.plan_bands import read_band
from dhrcheck.document.plan_columns import is_known_header, sure_headers
from dhrcheck.document.plan_draft import Draft, DraftCell, goes_on
from dhrcheck.document.plan_layout import (
    Grid,
    find_header,
    place_of,
)
from dhrcheck.document.plan_numbers import bare_number
from dhrcheck.document.plan_state import CARRIED_DOWN, PlanState, same_columns


def read_rows(state: PlanState, grid: Grid, start: int, repeated: bool) -> None:
    over_page = repeated and state.last is not None and state.is_next_page(grid.table)
    carried: dict[TableCell, DraftCell] = {}
    for row in range(start, len(grid.rows)):
        own = [c for c in grid.own(row) if c.text.strip()]
        if not own and not any(c.text.strip() for c in grid.rows[row]):
            continue
        if _is_header_again(state, grid, row):
            continue
        if read_band(state, grid, row, own):
            over_page = False
            continue
        if over_page and state.drafts:
            over_page = False
            _carry(state, grid, row, carried)
            if _join(state, grid, row):
                continue
        _add_row(state, grid, row, carried)


def _is_header_again(state: PlanState, grid: Grid, row: int) -> bool:
    """True for a header further down the same table; it may bring other columns."""
    texts = [c.text for c in grid.own(row) if c.text.strip()]
    assert state.layout is not None
    if len(texts) < 2 or sure_headers(texts, state.vocabulary) < 2:
        return False
    if state.layout.same_header(texts):
        return True
    found = find_header(grid, row, state.vocabulary)
    if found is None or not all(is_known_header(t, state.vocabulary) for t in texts):
        return False
    state.set_layout(found[0])
    return True


def _texts(state: PlanState, grid: Grid, row: int) -> dict[int, tuple[TableCell, ...]]:
    """The cells of a row by the column that they fall under."""
    assert state.layout is not None
    by_column: dict[int, tuple[TableCell, ...]] = {}
    for cell in grid.rows[row]:
        under = state.layout.under(cell.box, grid.table.box)
        if len(under) > 1 and not bare_number(cell.text):
            under = tuple(
                i for i in under if PlanColumn.NUMBER not in state.layout.columns[i].columns
            )
        for i in under:
            by_column[i] = (*by_column.get(i, ()), cell)
    return by_column


def _carry(state: PlanState, grid: Grid, row: int, carried: dict[TableCell, DraftCell]) -> None:
    """Merged cells that go on over the page: blank at its top, they still serve their rows."""
    before = state.drafts[-1]
    for i, cells in _texts(state, grid, row).items():
        above = before.cells.get(i)
        if above is None or not above.open or any(c.text.strip() for c in cells):
            continue
        for cell in cells:
            carried[cell] = above


def _join(state: PlanState, grid: Grid, row: int) -> bool:
    draft = state.drafts[-1]
    own = {
        i: " ".join(c.text for c in cells if c.row == row).strip()
        for i, cells in _texts(state, grid, row).items()
    }
    own = {i: text for i, text in own.items() if text}
    same = [d for d in state.drafts if d.layout.has(PlanColumn.NUMBER)] or state.drafts
    numbered = len(same) > 1 and all(d.own_number() for d in same)
    # Where the header was repeated the places across are the new page's, the columns the same.
    if state.layout is None or not same_columns(draft, state.layout):
        return False
    if not own or not goes_on(draft, own, numbered):
        return False
    for i, cells in _texts(state, grid, row).items():
        for cell in cells:
            text = cell.text.strip()
            if text and i in draft.cells:
                draft.cells[i].grow(text, place_of(grid.table, cell))
            elif text:
                draft.cells[i] = DraftCell(text, place_of(grid.table, cell))
    return True


def _add_row(state: PlanState, grid: Grid, row: int, carried: dict[TableCell, DraftCell]) -> None:
    assert state.layout is not None
    if _fill_hollow(state, grid, row):
        return
    draft = Draft(state.layout, {}, _place(state, grid, row), state.group)
    for i, cells in _texts(state, grid, row).items():
        draft.cells[i] = _draft_cell(grid, row, i, cells, carried, draft.cells)
    own = [c for c in draft.cells.values() if c.text and not c.inherited]
    if not own:
        return
    _inherit(state, draft)
    state.take_given(draft)
    state.drafts.append(draft)


def _fill_hollow(state: PlanState, grid: Grid, row: int) -> bool:
    """Fills the row above where a rule parts only its blank cells from their words.

    There all cells with words reach into this row, and those without are blank.
    """
    if row == 0 or not state.drafts:
        return False
    above = [c for c in grid.rows[row - 1] if c.text.strip()]
    blank = [c for c in grid.own(row - 1) if not c.text.strip()]
    if not above or not blank or any(c.row + c.row_span <= row for c in above):
        return False
    if all(c.row < row - 1 for c in above):
        return False
    draft = state.drafts[-1]
    texts = _texts(state, grid, row)
    if draft.layout is not state.layout or any(
        c.row == row and c.text.strip() and draft.cells.get(i) and draft.cells[i].text
        for i, cells in texts.items()
        for c in cells
    ):
        return False
    for i, cells in texts.items():
        for cell in cells:
            if cell.row == row and cell.text.strip():
                draft.cells[i] = DraftCell(cell.text.strip(), place_of(grid.table, cell))
    return True


def _place(state: PlanState, grid: Grid, row: int) -> Place:
    own = [c for c in grid.own(row) if c.text.strip()] or list(grid.rows[row])
    return place_of(grid.table, own[0])


def _inherit(state: PlanState, draft: Draft) -> None:
    """A step whose recommendation is left blank belongs to the recommendation above it."""
    above = state.drafts[-1] if state.drafts else None
    if above is None or above.group != draft.group or not same_columns(above, draft.layout):
        return
    recommendation = draft.cell(PlanColumn.RECOMMENDATION)
    if recommendation is None or recommendation.text or state.given is not None:
        return
    number, number_above = draft.cell(PlanColumn.NUMBER), above.cell(PlanColumn.NUMBER)
    if number and number_above and number.text and not number.inherited:
        own, before = bare_number(number.text), bare_number(number_above.text)
        if own is None or before is None or own.split(".")[0] != before.split(".")[0]:
            return
    for column in CARRIED_DOWN:
        cell, source = draft.cell(column), above.cell(column)
        if cell is not None and source is not None and not cell.text and source.text:
            cell.text, cell.place, cell.inherited = source.text, source.place, True


def _draft_cell(
    grid: Grid,
    row: int,
    index: int,
    cells: tuple[TableCell, ...],
    carried: dict[TableCell, DraftCell],
    others: dict[int, DraftCell],
) -> DraftCell:
    text = "\n".join(c.text.strip() for c in cells if c.text.strip())
    first = next((c for c in cells if c.text.strip()), cells[0])
    above = carried.get(first)
    last_row = first.row + first.row_span >= len(grid.rows)
    is_open = first.row_span > 1 and last_row
    if not text and above is not None:
        return DraftCell(above.text, above.place, inherited=True, open=last_row)
    inherited = bool(text) and all(c.row < row for c in cells if c.text.strip())
    # A cell across two columns serves both, and is counted once.
    place = place_of(grid.table, first)
    if text and any(o.place == place for i, o in others.items() if i < index):
        inherited = True
    return DraftCell(text, place, inherited, is_open)
