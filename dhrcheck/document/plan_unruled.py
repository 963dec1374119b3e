"""Plans without ruling lines: rows by alignment, or by labels ("Lead agency: ..."), where certain."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import regex

from dhrcheck.document.model import FlowLine, Place, PlanCell, PlanColumn, PlanHeader, PlanRow
from dhrcheck.document.passage import clip
from dhrcheck.document.plan_columns import header_points, match_header
from dhrcheck.document.plan_draft import Draft, DraftCell, bare_number, leading_number
from dhrcheck.document.plan_layout import Column, Layout, heads_recommendation
from dhrcheck.document.plan_mend import pieces
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.outcome import Box

_NEAR = 8.0
"""Points within which two left edges are one column's."""
_LABELLED = regex.compile(r"(?P<label>[^:\n]{2,60}?)\s*[:–-]\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class PlainPlan:
    """What could be told without ruling lines; ``doubt`` says in a sentence what is not certain."""

    headers: tuple[PlanHeader, ...] = ()
    rows: tuple[PlanRow, ...] = ()
    doubt: str | None = None
    used: frozenset[int] = frozenset()
    """The flow lines that became rows."""


def read_unruled(lines: Sequence[FlowLine], vocabulary: Vocabulary) -> PlainPlan:
    """The rows of a part that has no ruled table, from its ``lines`` outside of tables."""
    strips = _strips(lines)
    for i in range(len(strips)):
        found = _header(strips, i, vocabulary)
        if found is not None:
            layout, depth = found
            used = frozenset(piece.index for strip in strips[i:] for piece in strip)
            return replace(_aligned(strips[i + depth :], layout, strips[i : i + depth]), used=used)
    labelled = _by_labels(lines, vocabulary)
    if labelled.rows:
        return labelled
    pages = sorted({ln.page for ln in lines})
    if not pages:
        return PlainPlan()
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
    return PlainPlan(
        doubt=f"The action plan on {where} has no table whose rows and columns could be told apart."
    )


def _strips(lines: Sequence[FlowLine]) -> list[list[FlowLine]]:
    """The pieces of lines that stand side by side, from the top of the first page down."""
    cut = [piece for line in lines for piece in pieces(line)]
    cut.sort(key=lambda p: (p.file, p.page, (p.box.y0 + p.box.y1) / 2, p.box.x0))
    strips: list[list[FlowLine]] = []
    for piece in cut:
        last = strips[-1][0] if strips else None
        middle = (piece.box.y0 + piece.box.y1) / 2
        if (
            last is not None
            and last.page == piece.page
            and abs((last.box.y0 + last.box.y1) / 2 - middle) <= 0.45 * max(piece.size, 4)
        ):
            strips[-1].append(piece)
        else:
            strips.append([piece])
    for strip in strips:
        strip.sort(key=lambda p: p.box.x0)
    return strips


def _header(
    strips: Sequence[Sequence[FlowLine]], at: int, vocabulary: Vocabulary
) -> tuple[Layout, int] | None:
    """The layout of a header that begins in strip ``at`` and takes one to three strips."""
    best: tuple[int, int, list[list[FlowLine]]] | None = None
    for depth in (1, 2, 3):
        taken = strips[at : at + depth]
        if len(taken) < depth or not _close(taken):
            break
        stacks = _stacks(taken)
        texts = [" ".join(p.text for p in stack) for stack in stacks]
        points = header_points(texts, vocabulary) if len(texts) >= 3 else 0
        if points and (best is None or points > best[0]):
            best = (points, depth, stacks)
    if best is None:
        return None
    stacks = best[2]
    starts = [min(p.box.x0 for p in stack) for stack in stacks]
    right = max(p.box.x1 for strip in strips for p in strip)
    columns = []
    for i, stack in enumerate(stacks):
        text = " ".join(p.text for p in stack)
        found = match_header(text, vocabulary)
        end = starts[i + 1] if i + 1 < len(starts) else max(right, starts[i] + 20)
        columns.append(
            Column(
                text, found.columns if found else (None,), starts[i], end, _place(stack[0], text)
            )
        )
    top = stacks[0][0].box
    return Layout(tuple(columns), Box(starts[0], top.y0, columns[-1].x1, top.y1)), best[1]


def _close(strips: Sequence[Sequence[FlowLine]]) -> bool:
    """True where each strip follows the one above like the next line of one text."""
    return all(
        below[0].page == above[0].page
        and abs(below[0].size - above[0].size) < 1.0
        and below[0].box.y0 - above[0].box.y1 < above[0].size
        for above, below in itertools.pairwise(strips)
    )


def _stacks(strips: Sequence[Sequence[FlowLine]]) -> list[list[FlowLine]]:
    """Pieces that stand under one another, from left to right."""
    stacks: list[list[FlowLine]] = []
    for strip in strips:
        for piece in strip:
            for stack in stacks:
                middle = (piece.box.x0 + piece.box.x1) / 2
                over = (
                    min(p.box.x0 for p in stack) - 2 <= middle <= max(p.box.x1 for p in stack) + 2
                )
                if abs(stack[0].box.x0 - piece.box.x0) <= _NEAR or over:
                    stack.append(piece)
                    break
            else:
                stacks.append([piece])
    return sorted(stacks, key=lambda stack: min(p.box.x0 for p in stack))


def _place(line: FlowLine, text: str) -> Place:
    return Place(line.file, line.page, clip(text), line.box, line.read, line.index)


@dataclass(slots=True)
class _Alignment:
    """Rows as they are told apart, with what speaks against their being right."""

    layout: Layout
    drafts: list[Draft]
    misfits: int = 0
    fitting: int = 0
    group: str | None = None
    given: DraftCell | None = None


def _aligned(
    strips: Sequence[Sequence[FlowLine]],
    layout: Layout,
    header: Sequence[Sequence[FlowLine]],
) -> PlainPlan:
    state = _Alignment(layout, [])
    heads = {p.text for strip in header for p in strip}
    numbered = sum(_number(layout, strip) is not None for strip in strips) >= 2
    pitch = _pitch(strips)
    previous: Sequence[FlowLine] | None = None
    for strip in strips:
        if all(p.text in heads for p in strip):
            continue
        if len(strip) == 1 and _column(layout, strip[0]) is None:
            _band(state, strip[0])
            previous = None
            continue
        opens = _opens(layout, strip, previous, numbered, pitch)
        if opens or not state.drafts:
            state.drafts.append(Draft(layout, {}, _place(strip[0], strip[0].text), state.group))
            if state.given is not None:
                state.drafts[-1].given = DraftCell(
                    state.given.text, state.given.place, state.given.inherited
                )
                state.given.inherited = True
        _fill(state, strip)
        previous = strip
    return _answer(state, numbered)


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
        for above, below in itertools.pairwise(strips)
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
    inside = [i for i, c in enumerate(layout.columns) if c.x0 - _NEAR <= piece.box.x0]
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
            starts = [i for i, c in enumerate(state.layout.columns) if c.x0 - _NEAR <= piece.box.x0]
            column = starts[-1] if starts else 0
        else:
            state.fitting += 1
        cell = draft.cells.get(column)
        if cell is None:
            draft.cells[column] = DraftCell(piece.text, _place(piece, piece.text))
        else:
            cell.text += ("" if _broken(cell.text, piece) else " ") + piece.text


def _broken(text: str, piece: FlowLine) -> bool:
    return text.endswith("-") and piece.text[:1].islower()


def _band(state: _Alignment, line: FlowLine) -> None:
    """A line across the columns: a recommendation, a theme, or a note."""
    if heads_recommendation(line.text):
        state.given = DraftCell(line.text, _place(line, line.text))
    elif len(line.text.split()) <= 12 and not line.text.endswith("."):
        state.group, state.given = line.text, None


def _answer(state: _Alignment, numbered: bool) -> PlainPlan:
    rows = tuple(draft.finish() for draft in state.drafts)
    headers = [h for c in state.layout.columns for h in c.headers]
    if state.given is not None and not state.layout.has(PlanColumn.RECOMMENDATION):
        headers.append(PlanHeader(PlanColumn.RECOMMENDATION, "Recommendation", state.given.place))
    first = state.layout.columns[0].place.page
    if not rows:
        return PlainPlan(
            doubt=f"The table on page {first} has a header, but no rows could be read."
        )
    fits = state.misfits * 50 <= state.fitting
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
    return all(keys) and all(a < b for a, b in itertools.pairwise(keys))


# -- labels in running text -------------------------------------------------------------------------


def _by_labels(lines: Sequence[FlowLine], vocabulary: Vocabulary) -> PlainPlan:
    """Rows given as "Recommendation 1: ...", "Action: ...", "Lead agency: ..." line by line."""
    rows: list[list[PlanCell]] = []
    numbers: list[str | None] = []
    going = False
    for line in lines:
        labelled = _label(line, vocabulary)
        if labelled is None:
            going = going and not (line.bold and line.paragraph)
            if rows and going and rows[-1]:
                last = rows[-1][-1]
                rows[-1][-1] = PlanCell(
                    last.column, last.header, f"{last.text} {line.text}", last.place
                )
            continue
        column, header, text = labelled
        going = True
        opens = not rows or any(c.column is column for c in rows[-1])
        if opens:
            rows.append([])
            numbers.append(None)
        if column is PlanColumn.RECOMMENDATION:
            numbers[-1] = bare_number(header) or leading_number(line.text)
        rows[-1].append(PlanCell(column, header, text, _place(line, line.text)))
    kept = [(cells, n) for cells, n in zip(rows, numbers, strict=True) if len(cells) >= 3]
    columns = {c.column for cells, _ in kept for c in cells}
    if len(columns) < 3 or not columns & {PlanColumn.LEAD, PlanColumn.TARGET_DATE}:
        return PlainPlan()
    headers = {
        c.column: PlanHeader(c.column, c.header, c.place)
        for cells, _ in reversed(kept)
        for c in cells
    }
    ordered = [headers[c.column] for cells, _ in kept[:1] for c in cells]
    ordered += [h for column, h in headers.items() if h not in ordered]
    made = tuple(PlanRow(tuple(cells), cells[0].place, number) for cells, number in kept)
    used = frozenset(c.place.line for cells, _ in kept for c in cells if c.place.line is not None)
    return PlainPlan(tuple(ordered), made, used=used)


def _label(line: FlowLine, vocabulary: Vocabulary) -> tuple[PlanColumn, str, str] | None:
    found = _LABELLED.match(line.text)
    if found is None:
        return None
    label = match_header(found["label"], vocabulary)
    if label is None or not (label.whole or heads_recommendation(line.text)):
        return None
    return label.column, found["label"], found["text"]
