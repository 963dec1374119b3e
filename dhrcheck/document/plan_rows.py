"""From the tables of a plan to its rows: groups, merged cells, rows broken over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from dhrcheck.document.model import (
    FlowLine,
    Place,
    PlanCell,
    PlanColumn,
    PlanHeader,
    TableCell,
    TableRef,
)
from dhrcheck.document.plan_columns import (
    is_known_header,
    is_other_table,
    match_header,
    sure_headers,
)
from dhrcheck.document.plan_draft import Draft, DraftCell, bare_number, goes_on
from dhrcheck.document.plan_layout import (
    TITLE_ROWS,
    Grid,
    Layout,
    find_header,
    find_side_labels,
    heads_recommendation,
    place_of,
    side_goes_on,
    unknown_layout,
)
from dhrcheck.document.plan_mend import joined
from dhrcheck.document.text import fold
from dhrcheck.document.vocabulary import Vocabulary

_THEME = regex.compile(
    r"(?:theme|section|part|priority|objective|strand|workstream|key\s+line|learning\s+point|lesson|"
    r"single[- ]agency|multi[- ]?agency|national|local|regional|partnership|early\s+learning)\b"
    r"|.*\b(?:recommendations?|actions)$",
    regex.IGNORECASE,
)
_PLAN_TITLE = regex.compile(
    r"(?:(?:appendix|annex|section)\s+\w{1,5}|dhr|dardr|domestic (?:homicide|abuse related death) "
    r"review|final|overview report|report|recommendations?(?: and)?|the|multi agency|action plans?|and|"
    r"improvement plan|implementation plan|\d+|\s)*"
)
_LABELLED = regex.compile(r"(?P<label>[^:\n]{3,60}):\s+(?P<text>\S.*)", regex.DOTALL)
_CARRIED_DOWN = (
    PlanColumn.NUMBER,
    PlanColumn.RECOMMENDATION,
    PlanColumn.LEARNING,
    PlanColumn.SCOPE,
)


@dataclass(slots=True)
class PlanReader:
    """Reads a plan's tables one after the other and keeps what carries on between them."""

    flow: Sequence[FlowLine]
    vocabulary: Vocabulary
    drafts: list[Draft] = field(default_factory=list)
    headers: list[PlanHeader] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    layout: Layout | None = None
    group: str | None = None
    given: DraftCell | None = None
    last: TableRef | None = None
    skipped: list[TableRef] = field(default_factory=list)

    # -- tables ---------------------------------------------------------------------------------

    def read(self, table: TableRef, heading: DraftCell | None, group: str | None) -> None:
        """Reads one table; ``heading`` is a recommendation and ``group`` a title right above it."""
        grid = Grid.of(table)
        begun = self._begin(grid, heading, group)
        if begun is None or self.layout is None:
            self.skipped.append(table)
            return
        if self.layout.side:
            self._read_side(grid)
        else:
            self._read_rows(grid, *begun)
        self.last = table

    def _begin(
        self, grid: Grid, heading: DraftCell | None, group: str | None
    ) -> tuple[int, bool] | None:
        """Sets the layout of a table; its first row of content, and whether it carries on.

        None where the table has no header that is known and does not go on with the last one.
        """
        for row in range(min(TITLE_ROWS, len(grid.rows))):
            texts = [c.text for c in grid.own(row)]
            if self.layout and not self.layout.side and self.layout.same_header(texts):
                self._open(heading, group, new=False)
                found = find_header(grid, row, self.vocabulary)
                self.layout = self.layout.moved_to(grid, row)
                self._end_last_row(grid, row)
                return (found[1] if found else row + 1), True
            found = find_header(grid, row, self.vocabulary)
            if found is not None:
                self._open(heading, group, new=True)
                for above in range(row):
                    self._title_row(grid, above)
                self._set_layout(found[0])
                return found[1], False
        side = find_side_labels(grid, self.vocabulary)
        if side is not None:
            self._open(heading, group, new=True)
            self._set_layout(side)
            return 0, False
        if self.layout is not None and self.layout.side:
            if side_goes_on(self.layout, grid, self.vocabulary):
                self._open(heading, group, new=False)
                return 0, False
        elif self.layout is not None:
            over = self._is_next_page(grid.table)
            if self.layout.fits(grid.table, next_page=over):
                self._open(heading, group, new=False)
                return 0, heading is None
        return None

    def _end_last_row(self, grid: Grid, row: int) -> None:
        assert self.layout is not None
        for i, text in self.layout.beyond_header(grid, row).items():
            cell = self.drafts[-1].cells.get(i) if self.drafts else None
            if cell is not None:
                cell.grow(text, cell.place)

    def _open(self, heading: DraftCell | None, group: str | None, *, new: bool) -> None:
        if new:
            self.given = None
        if group is not None or new:
            self.group = group
        if heading is not None:
            self._give(heading)

    def _set_layout(self, layout: Layout) -> None:
        self.layout = layout
        for column in layout.columns:
            if heads_recommendation(column.text):
                self._give(DraftCell(column.text, column.place))
                continue
            for header in column.headers:
                known = {(h.column, fold(h.text)) for h in self.headers}
                if (header.column, fold(header.text)) not in known:
                    self.headers.append(header)

    def _title_row(self, grid: Grid, row: int) -> None:
        for cell in grid.own(row):
            text = cell.text.strip()
            if heads_recommendation(text):
                self._give(DraftCell(text, place_of(grid.table, cell)))
            elif text:
                self.titles.append(text)
                if is_title(text):
                    self.group = " ".join(text.split())

    def _give(self, recommendation: DraftCell) -> None:
        """A recommendation that stands outside the columns and serves the rows under it."""
        self.given = recommendation
        if not any(h.column is PlanColumn.RECOMMENDATION for h in self.headers):
            self.headers.append(
                PlanHeader(PlanColumn.RECOMMENDATION, "Recommendation", recommendation.place)
            )

    # -- rows -----------------------------------------------------------------------------------

    def _read_rows(self, grid: Grid, start: int, repeated: bool) -> None:
        over_page = repeated and self.last is not None and self._is_next_page(grid.table)
        carried: dict[TableCell, DraftCell] = {}
        for row in range(start, len(grid.rows)):
            own = [c for c in grid.own(row) if c.text.strip()]
            if not own and not any(c.text.strip() for c in grid.rows[row]):
                continue
            if self._is_header_again(grid, row):
                continue
            if self._read_band(grid, row, own):
                over_page = False
                continue
            if over_page and self.drafts:
                over_page = False
                self._carry(grid, row, carried)
                if self._join(grid, row):
                    continue
            self._add_row(grid, row, carried)

    def _is_next_page(self, table: TableRef) -> bool:
        last = self.last
        return last is not None and (last.file, last.page + 1) == (table.file, table.page)

    def _is_header_again(self, grid: Grid, row: int) -> bool:
        """True for a header further down the same table; it may bring other columns."""
        texts = [c.text for c in grid.own(row) if c.text.strip()]
        assert self.layout is not None
        if len(texts) < 2 or sure_headers(texts, self.vocabulary) < 2:
            return False
        if self.layout.same_header(texts):
            return True
        found = find_header(grid, row, self.vocabulary)
        if found is None or not all(is_known_header(t, self.vocabulary) for t in texts):
            return False
        self._set_layout(found[0])
        return True

    def _read_band(self, grid: Grid, row: int, own: Sequence[TableCell]) -> bool:
        """A row that is one cell across: a theme, a recommendation, or a labelled line of a row."""
        assert self.layout is not None
        if len(own) != 1 or any(c.row < row and c.text.strip() for c in grid.rows[row]):
            return False
        cell = own[0]
        text, place = " ".join(cell.text.split()), place_of(grid.table, cell)
        table = grid.table.box
        wide = cell.box.x1 - cell.box.x0 >= 0.8 * (table.x1 - table.x0)
        if not wide and not self._is_theme_cell(grid, row, cell):
            return False
        if heads_recommendation(text):
            self._give(DraftCell(cell.text, place))
        elif wide and self._is_labelled(cell, place):
            pass
        elif wide and not self.layout.has(PlanColumn.RECOMMENDATION) and len(text.split()) > 8:
            self._give(DraftCell(cell.text, place))
        elif is_title(text):
            self.group = text
            self.given = None
        else:
            self.titles.append(text)
        return True

    def _is_labelled(self, cell: TableCell, place: Place) -> bool:
        """ "Progress: ..." across the table belongs to the row above it."""
        found = _LABELLED.match(cell.text.strip())
        if found is None or not self.drafts:
            return False
        label = match_header(found["label"], self.vocabulary)
        if label is None or not label.whole or label.column in _CARRIED_DOWN:
            return False
        self.drafts[-1].extra.append(
            PlanCell(label.column, found["label"], found["text"].strip(), place)
        )
        if not any(h.column is label.column for h in self.headers):
            self.headers.append(PlanHeader(label.column, found["label"], place))
        return True

    def _is_theme_cell(self, grid: Grid, row: int, cell: TableCell) -> bool:
        """A theme that fills only the first cell of its row."""
        assert self.layout is not None
        under = self.layout.under(cell.box, grid.table.box)
        text = " ".join(cell.text.split())
        if 0 not in under or text.endswith((".", "?", ";")) or bare_number(text):
            return False
        if PlanColumn.NUMBER in self.layout.columns[0].columns:
            return len(text) > 4
        if len(text.split()) > 12:
            return False
        bold = all(ln.bold for ln in self.flow[cell.first_line : cell.end_line])
        return bold or (_THEME.match(text) is not None and not heads_recommendation(text))

    def _texts(self, grid: Grid, row: int) -> dict[int, tuple[TableCell, ...]]:
        """The cells of a row by the column that they fall under."""
        assert self.layout is not None
        by_column: dict[int, tuple[TableCell, ...]] = {}
        for cell in grid.rows[row]:
            under = self.layout.under(cell.box, grid.table.box)
            if len(under) > 1 and not bare_number(cell.text):
                under = tuple(
                    i for i in under if PlanColumn.NUMBER not in self.layout.columns[i].columns
                )
            for i in under:
                by_column[i] = (*by_column.get(i, ()), cell)
        return by_column

    def _carry(self, grid: Grid, row: int, carried: dict[TableCell, DraftCell]) -> None:
        """Merged cells that go on over the page: blank at its top, they still serve their rows."""
        before = self.drafts[-1]
        for i, cells in self._texts(grid, row).items():
            above = before.cells.get(i)
            if above is None or not above.open or any(c.text.strip() for c in cells):
                continue
            for cell in cells:
                carried[cell] = above

    def _join(self, grid: Grid, row: int) -> bool:
        draft = self.drafts[-1]
        own = {
            i: " ".join(c.text for c in cells if c.row == row).strip()
            for i, cells in self._texts(grid, row).items()
        }
        own = {i: text for i, text in own.items() if text}
        same = [d for d in self.drafts if d.layout.has(PlanColumn.NUMBER)] or self.drafts
        numbered = len(same) > 1 and all(d.own_number() for d in same)
        # Where the header was repeated the places across are the new page's, the columns the same.
        if self.layout is None or not _same_columns(draft, self.layout):
            return False
        if not own or not goes_on(draft, own, numbered):
            return False
        for i, cells in self._texts(grid, row).items():
            for cell in cells:
                text = cell.text.strip()
                if text and i in draft.cells:
                    draft.cells[i].grow(text, place_of(grid.table, cell))
                elif text:
                    draft.cells[i] = DraftCell(text, place_of(grid.table, cell))
        return True

    def _add_row(self, grid: Grid, row: int, carried: dict[TableCell, DraftCell]) -> None:
        assert self.layout is not None
        draft = Draft(self.layout, {}, self._place(grid, row), self.group)
        for i, cells in self._texts(grid, row).items():
            draft.cells[i] = _draft_cell(grid, row, i, cells, carried, draft.cells)
        own = [c for c in draft.cells.values() if c.text and not c.inherited]
        if not own:
            return
        self._inherit(draft)
        self._take_given(draft)
        self.drafts.append(draft)

    def _place(self, grid: Grid, row: int) -> Place:
        own = [c for c in grid.own(row) if c.text.strip()] or list(grid.rows[row])
        return place_of(grid.table, own[0])

    def _inherit(self, draft: Draft) -> None:
        """A step whose recommendation is left blank belongs to the recommendation above it."""
        above = self.drafts[-1] if self.drafts else None
        if above is None or above.group != draft.group or not _same_columns(above, draft.layout):
            return
        recommendation = draft.cell(PlanColumn.RECOMMENDATION)
        if recommendation is None or recommendation.text or self.given is not None:
            return
        number, number_above = draft.cell(PlanColumn.NUMBER), above.cell(PlanColumn.NUMBER)
        if number and number_above and number.text and not number.inherited:
            own, before = bare_number(number.text), bare_number(number_above.text)
            if own is None or before is None or own.split(".")[0] != before.split(".")[0]:
                return
        for column in _CARRIED_DOWN:
            cell, source = draft.cell(column), above.cell(column)
            if cell is not None and source is not None and not cell.text and source.text:
                cell.text, cell.place, cell.inherited = source.text, source.place, True

    def _take_given(self, draft: Draft) -> None:
        own = draft.cell(PlanColumn.RECOMMENDATION)
        if self.given is None or (own is not None and own.text):
            return
        draft.given = DraftCell(self.given.text, self.given.place, self.given.inherited)
        self.given.inherited = True

    # -- labels down the side -------------------------------------------------------------------

    def _read_side(self, grid: Grid) -> None:
        """One row of the plan from a table of labels and values; a repeated label begins the next."""
        assert self.layout is not None
        draft: Draft | None = None
        going_on = (
            self.drafts
            and self.drafts[-1].layout.side
            and self.last is not None
            and self._is_next_page(grid.table)
            and not any(
                _is_label(c, self.vocabulary, PlanColumn.RECOMMENDATION) for c in grid.own(0)
            )
        )
        if going_on:
            draft = self.drafts[-1]
        for row in range(len(grid.rows)):
            for label, value in _pairs(grid.own(row)):
                found = match_header(label.text, self.vocabulary)
                if found is None and not label.text.strip():
                    if draft is not None and draft.extra and value.text.strip():
                        last = draft.extra[-1]
                        draft.extra[-1] = PlanCell(
                            last.column, last.header, f"{last.text} {value.text}", last.place
                        )
                    continue
                column = found.column if found else None
                if draft is None or any(c.column is column for c in draft.extra if column):
                    draft = self._next_side(draft, column, label, grid.table)
                header = " ".join(label.text.split())
                if column is PlanColumn.RECOMMENDATION:
                    draft.number = draft.number or bare_number(header)
                draft.extra.append(
                    PlanCell(column, header, value.text.strip(), place_of(grid.table, value))
                )

    def _next_side(
        self, before: Draft | None, column: PlanColumn | None, label: TableCell, table: TableRef
    ) -> Draft:
        assert self.layout is not None
        empty = Layout((), self.layout.box, side=True)
        draft = Draft(empty, {}, place_of(table, label), self.group)
        if before is not None and column is not PlanColumn.RECOMMENDATION:
            # A second action under the same recommendation.
            draft.number = before.number
            draft.extra = [
                PlanCell(c.column, c.header, c.text, c.place, inherited=True)
                for c in before.extra
                if c.column in _CARRIED_DOWN
            ]
        else:
            self._take_given(draft)
        self.drafts.append(draft)
        return draft

    # -- afterwards -----------------------------------------------------------------------------

    def note_unknown(self) -> None:
        """Names the tables whose header nobody knows; reads them where there is nothing else."""
        for table in self.skipped:
            grid = Grid.of(table)
            texts = [c.text for c in grid.own(0)] if grid.rows else []
            if table.rows < 2 or is_other_table(texts, self.vocabulary):
                continue
            if table.columns < (4 if self.drafts else 3):
                continue
            if not self.drafts:
                self.layout = unknown_layout(grid)
                self.headers += [h for c in self.layout.columns for h in c.headers]
                self._read_rows(grid, 1, False)
            self.doubts.append(
                f"The table on page {table.page} has no header that is known as that of an action "
                "plan."
            )

    def read_overhang(self, lines: Sequence[FlowLine]) -> None:
        """Lines at the head of the page after a table that only end its last row."""
        if not self.drafts or self.layout is None or self.layout.side:
            return
        draft = self.drafts[-1]
        if not _same_columns(draft, self.layout):
            return
        by_column: dict[int, list[FlowLine]] = {}
        for line in lines:
            under = self.layout.holding(line.box)
            if under is None:
                return
            by_column.setdefault(under, []).append(line)
        own = {i: joined(found) for i, found in by_column.items()}
        if own and goes_on(draft, own, numbered=False):
            for i, found in by_column.items():
                first = found[0]
                place = Place(
                    first.file, first.page, own[i][:200], first.box, first.read, first.index
                )
                draft.cells.setdefault(i, DraftCell("", place)).grow(own[i], place)


def is_title(text: str) -> bool:
    """True for a theme or an agency that rows stand under; notes and the plan's own title are none."""
    words = text.split()
    note = text.endswith(".") and len(words) > 6
    return len(words) <= 30 and not note and _PLAN_TITLE.fullmatch(fold(text)) is None


def _same_columns(draft: Draft, layout: Layout) -> bool:
    return [c.columns for c in draft.layout.columns] == [c.columns for c in layout.columns]


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


def _pairs(cells: Sequence[TableCell]) -> list[tuple[TableCell, TableCell]]:
    ordered = sorted(cells, key=lambda c: c.column)
    return [(ordered[i], ordered[i + 1]) for i in range(0, len(ordered) - 1, 2)]


def _is_label(cell: TableCell, vocabulary: Vocabulary, column: PlanColumn) -> bool:
    found = match_header(cell.text, vocabulary)
    return found is not None and found.column is column
