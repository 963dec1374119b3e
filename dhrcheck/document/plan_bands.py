"""Rows of a plan that are one cell across: themes, recommendations, labelled lines, notes."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from dhrcheck.document.model import (
    Place,
    PlanCell,
    PlanColumn,
    PlanHeader,
    TableCell,
)
from dhrcheck.document.plan_columns import match_header
from dhrcheck.document.plan_draft import DraftCell
from dhrcheck.document.plan_layout import (
    Grid,
    heads_recommendation,
    place_of,
)
from dhrcheck.document.plan_numbers import bare_number
from dhrcheck.document.plan_state import CARRIED_DOWN, PlanState
from dhrcheck.document.text import fold
from dhrcheck.patterns import compiled

_THEME = compiled(
    r"(?:theme|section|part|priority|objective|strand|workstream|key\s+line|learning\s+point|lesson|"
    r"single[- ]agency|multi[- ]?agency|national|local|regional|partnership|early\s+learning)\b"
    r"|.*\b(?:recommendations?|actions)$",
    regex.IGNORECASE,
)
_PLAN_TITLE = compiled(
    r"(?:(?:appendix|annex|section)\s+\w{1,5}|dhr|dardr|domestic (?:homicide|abuse related death) "
    r"review|final|overview report|report|recommendations?(?: and)?|the|multi agency|action plans?|and|"
    r"improvement plan|implementation plan|\d+|\s)*"
)
# In a narrow cell the word may be broken.
_RECOMMENDATION = compiled(r"rec(?:ommenda ?t ?i ?o ?n)?\.?\s*(?:no\.?\s*)?\d{1,2}\b.{8,}", regex.I)
_CONTINUED = compiled(r"[\s,(-]*\bcont(?:inued|['’]?d)\b[.)]*$", regex.IGNORECASE)
_LABELLED = compiled(r"(?P<label>[^:\n]{3,60}):\s+(?P<text>\S.*)", regex.DOTALL)


def read_band(state: PlanState, grid: Grid, row: int, own: Sequence[TableCell]) -> bool:
    """A row that is one cell across: a theme, a recommendation, or a labelled line of a row."""
    assert state.layout is not None
    if len(own) != 1 or any(c.row < row and c.text.strip() for c in grid.rows[row]):
        return False
    cell = own[0]
    text, place = " ".join(cell.text.split()), place_of(grid.table, cell)
    table = grid.table.box
    wide = cell.box.x1 - cell.box.x0 >= 0.8 * (table.x1 - table.x0)
    alone = _is_alone(state, grid, cell)
    if not wide and not alone and not _is_theme_cell(state, grid, row, cell):
        return False
    if heads_recommendation(text) or alone:
        state.give(DraftCell(cell.text, place))
    elif wide and _is_labelled(state, cell, place):
        pass
    elif wide and not state.layout.has(PlanColumn.RECOMMENDATION) and len(text.split()) > 8:
        state.give(DraftCell(cell.text, place))
    elif is_title(text):
        state.settle()
        state.group = _CONTINUED.sub("", text)
        state.given = None
    else:
        state.titles.append(text)
    return True


def _is_labelled(state: PlanState, cell: TableCell, place: Place) -> bool:
    """ "Progress: ..." across the table belongs to the row above it."""
    found = _LABELLED.match(cell.text.strip())
    if found is None or not state.drafts:
        return False
    label = match_header(found["label"], state.vocabulary)
    if label is None or not label.whole or label.column in CARRIED_DOWN:
        return False
    state.drafts[-1].extra.append(
        PlanCell(label.column, found["label"], found["text"].strip(), place)
    )
    if not any(h.column is label.column for h in state.headers):
        state.headers.append(PlanHeader(label.column, found["label"], place))
    return True


def _is_alone(state: PlanState, grid: Grid, cell: TableCell) -> bool:
    """ "Recommendation 1: ..." in the first cell of a row that is else blank, where no column is for
    recommendations: the rows of actions below belong to it."""
    assert state.layout is not None
    if state.layout.has(PlanColumn.RECOMMENDATION):
        return False
    under = state.layout.under(cell.box, grid.table.box)
    return 0 in under and _RECOMMENDATION.match(" ".join(cell.text.split())) is not None


def _is_theme_cell(state: PlanState, grid: Grid, row: int, cell: TableCell) -> bool:
    """A theme that fills only the first cell of its row."""
    assert state.layout is not None
    under = state.layout.under(cell.box, grid.table.box)
    text = " ".join(cell.text.split())
    if 0 not in under or text.endswith((".", "?", ";")) or bare_number(text):
        return False
    if PlanColumn.NUMBER in state.layout.columns[0].columns:
        return len(text) > 4
    if len(text.split()) > 12:
        return False
    bold = all(ln.bold for ln in state.flow[cell.first_line : cell.end_line])
    return bold or (_THEME.match(text) is not None and not heads_recommendation(text))


def is_title(text: str) -> bool:
    """True for a theme or an agency that rows stand under; notes and the plan's own title are none."""
    words = text.split()
    note = text.endswith(".") and len(words) > 6
    return len(words) <= 30 and not note and _PLAN_TITLE.fullmatch(fold(text)) is None
