"""Plans without ruling lines: rows by alignment, or by labels ("Lead agency: ..."), where certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import regex

from dhrcheck.document.model import FlowLine, PlanColumn, PlanHeader
from dhrcheck.document.plan_draft import Draft, DraftCell
from dhrcheck.document.plan_labels import PlainPlan, place_of_line, read_labelled
from dhrcheck.document.plan_layout import Layout, heads_recommendation
from dhrcheck.document.plan_numbers import bare_number, leading_number
from dhrcheck.document.plan_strips import NEAR, aligned_header, cut_at_columns, strips_of
from dhrcheck.document.vocabulary import Vocabulary


def read_unruled(lines: Sequence[FlowLine], vocabulary: Vocabulary) -> PlainPlan:
    """The rows of a part that has no ruled table, from its ``lines`` outside of tables."""
    strips = strips_of(lines)
    for i in range(len(strips)):
        found = aligned_header(strips, i, vocabulary)
        if found is not None:
            layout, depth = found
            used = frozenset(piece.index for strip in strips[i:] for piece in strip)
            heads = {_run(strip) for strip in strips[i : i + depth]}
            under = [strip for strip in strips[i + depth :] if _run(strip) not in heads]
            body, guesses = cut_at_columns(under, layout)
            return replace(_aligned(body, layout, guesses), used=used)
    labelled = read_labelled(lines, vocabulary)
    if labelled.rows:
        return labelled
    pages = sorted({ln.page for ln in lines})
    if not pages:
        return PlainPlan()
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
    return PlainPlan(
        doubt=f"The action plan on {where} has no table whose rows and columns could be told apart."
    )


@dataclass(slots=True)
class _Alignment:
    """Rows as they are told apart, with what speaks against their being right."""

    layout: Layout
    drafts: list[Draft]
    misfits: int = 0
    fitting: int = 0
    loose: int = 0
    group: str | None = None
    given: DraftCell | None = None


def _aligned(
    strips: Sequence[Sequence[FlowLine]],
    layout: Layout,
    guesses: int,
) -> PlainPlan:
    state = _Alignment(layout, [], misfits=guesses)
    numbered = sum(_number(layout, strip) is not None for strip in strips) >= 2
    pitch = _pitch(strips)
    previous: Sequence[FlowLine] | None = None
    for strip in strips:
        if len(strip) == 1 and _column(layout, strip[0]) is None:
            _band(state, strip[0])
            previous = None
            continue
        opens = _opens(layout, strip, previous, numbered, pitch)
        if opens or not state.drafts:
            state.drafts.append(
                Draft(layout, {}, place_of_line(strip[0], strip[0].text), state.group)
            )
            if state.given is not None:
                state.drafts[-1].given = DraftCell(
                    state.given.text, state.given.place, state.given.inherited
                )
                state.given.inherited = True
        _fill(state, strip)
        previous = strip
    return _answer(state, numbered)


def _run(strip: Sequence[FlowLine]) -> str:
    """The words of a strip without spaces, however they are cut."""
    return "".join("".join(p.text.split()) for p in strip)


def _number(layout: Layout, strip: Sequence[FlowLine]) -> str | None:
    """The number that opens a row in this strip."""
    first = strip[0]
    column = _column(layout, first)
    if column is None:
        return None
    names = layout.columns[column].columns
    if PlanColumn.NUMBER in names:
        return bare_number(first.text)
    if PlanColumn.RECOMMENDATION in names or column == 0:
        return leading_number(first.text)
    return None


def _pitch(strips: Sequence[Sequence[FlowLine]]) -> float:
    steps = [
        below[0].box.y0 - above[0].box.y0
        for above, below in pairwise(strips)
        if below[0].page == above[0].page and below[0].box.y0 > above[0].box.y0
    ]
    return median(steps) if steps else 12.0


def _opens(
    layout: Layout,
    strip: Sequence[FlowLine],
    previous: Sequence[FlowLine] | None,
    numbered: bool,
    pitch: float,
) -> bool:
    if numbered:
        return _number(layout, strip) is not None
    if previous is None:
        return True
    if _column(layout, strip[0]) != 0:
        return False
    if previous[0].page != strip[0].page:
        return not strip[0].text[:1].islower()
    return strip[0].box.y0 - previous[0].box.y0 > 1.35 * pitch


def _column(layout: Layout, piece: FlowLine) -> int | None:
    """The column that a piece stands in, or None where it runs over into the next."""
    inside = [i for i, c in enumerate(layout.columns) if c.x0 - NEAR <= piece.box.x0]
    if not inside:
        return None
    i = inside[-1]
    last = i + 1 == len(layout.columns)
    return i if last or piece.box.x1 <= layout.columns[i + 1].x0 + 4 else None


def _fill(state: _Alignment, strip: Sequence[FlowLine]) -> None:
    draft = state.drafts[-1]
    for piece in strip:
        column = _column(state.layout, piece)
        if column is None:
            state.misfits += 1
            starts = [i for i, c in enumerate(state.layout.columns) if c.x0 - NEAR <= piece.box.x0]
            column = starts[-1] if starts else 0
        else:
            state.fitting += 1
            state.loose += piece.box.x0 > state.layout.columns[column].x0 + 2 * NEAR
        cell = draft.cells.get(column)
        if cell is None:
            draft.cells[column] = DraftCell(piece.text, place_of_line(piece, piece.text))
        else:
            cell.text += ("" if _broken(cell.text, piece) else " ") + piece.text


def _broken(text: str, piece: FlowLine) -> bool:
    return text.endswith("-") and piece.text[:1].islower()


def _band(state: _Alignment, line: FlowLine) -> None:
    """A line across the columns: a recommendation, a theme, or a note."""
    if heads_recommendation(line.text):
        state.given = DraftCell(line.text, place_of_line(line, line.text))
    elif len(line.text.split()) <= 12 and not line.text.endswith("."):
        state.group, state.given = line.text, None


def _answer(state: _Alignment, numbered: bool) -> PlainPlan:
    for draft in state.drafts:
        for i in range(len(state.layout.columns)):
            draft.cells.setdefault(i, DraftCell("", draft.place))
    rows = tuple(draft.finish() for draft in state.drafts)
    headers = [h for c in state.layout.columns for h in c.headers]
    if state.given is not None and not state.layout.has(PlanColumn.RECOMMENDATION):
        headers.append(PlanHeader(PlanColumn.RECOMMENDATION, "Recommendation", state.given.place))
    first = state.layout.columns[0].place.page
    if not rows:
        return PlainPlan(
            doubt=f"The table on page {first} has a header, but no rows could be read."
        )
    # Words that stand away from the edge of every column may belong to the next one (centred text).
    fits = not state.misfits and state.loose * 10 <= state.fitting
    if numbered and fits and _in_order([row.number for row in rows]):
        return PlainPlan(tuple(headers), rows)
    return PlainPlan(
        tuple(headers),
        rows,
        f"The action plan on page {first} is set without ruling lines: its rows were told apart by "
        "where the words stand, and that is not certain.",
    )


def _in_order(numbers: Sequence[str | None]) -> bool:
    """True where every row has a number and they only rise."""
    keys = [
        tuple(int(n) for n in regex.findall(r"\d+", number)) if number else () for number in numbers
    ]
    return all(keys) and all(a < b for a, b in pairwise(keys))
