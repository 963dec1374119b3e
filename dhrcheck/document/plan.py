"""The action plan as rows under known columns."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from dhrcheck.document.model import (
    ActionPlan,
    FlowLine,
    Page,
    Part,
    Place,
    PlanHeader,
    PlanRow,
    Role,
    TableRef,
)
from dhrcheck.document.passage import clip, page_ranges
from dhrcheck.document.plan_bands import is_title
from dhrcheck.document.plan_date import plan_date
from dhrcheck.document.plan_draft import DraftCell
from dhrcheck.document.plan_guess import known_by_content
from dhrcheck.document.plan_layout import heads_recommendation
from dhrcheck.document.plan_mend import mend
from dhrcheck.document.plan_score import looks_like_plan_header, plan_table_score
from dhrcheck.document.plan_state import PlanState
from dhrcheck.document.plan_tables import note_unknown, read_overhang, read_table
from dhrcheck.document.plan_unruled import read_unruled
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.outcome import PageRange

__all__ = ["looks_like_plan_header", "plan_table_score", "read_plan"]

_LONGEST_TITLE = 14


def read_plan(
    flow: tuple[FlowLine, ...],
    tables: tuple[TableRef, ...],
    pages: tuple[Page, ...],
    parts: tuple[Part, ...],
    vocabulary: Vocabulary,
) -> ActionPlan | None:
    """The action plan of a submission, or None where no part is one.

    Its rows come from ruled tables; where there are none, from alignment or labels, if that is
    certain. What could not be told apart is said in ``doubt``.
    """
    runs = [p for p in parts if p.role is Role.ACTION_PLAN]
    if not runs:
        return None
    rows: list[PlanRow] = []
    headers: list[PlanHeader] = []
    doubts: list[str] = []
    titles: list[str] = []
    used: frozenset[int] = frozenset()
    state = PlanState(flow, vocabulary)
    for run in runs:
        before, known = len(state.drafts), len(state.headers)
        _read_tables(state, run, flow, tables)
        if len(state.drafts) == before:
            state.headers[known:] = []
            plain = read_unruled(_plain_lines(state, flow, run), vocabulary)
            rows += plain.rows
            headers += plain.headers
            used |= plain.used
            if plain.doubt:
                doubts.append(plain.doubt)
    had_none = not state.drafts
    if not rows:
        note_unknown(state)
        if state.drafts and had_none:
            doubts = []
    known_headers, known_rows = known_by_content(
        [*state.headers, *headers], [*(draft.finish() for draft in state.drafts), *rows]
    )
    doubts += state.doubts
    titles += state.titles
    unread = _unread_pages(runs, pages)
    if not known_rows and not doubts and not unread:
        doubts = ["No table or list of actions could be read in the action plan."]
    return ActionPlan(
        headers=tuple(known_headers),
        rows=tuple(known_rows),
        certain=not doubts,
        doubt=" ".join(dict.fromkeys(doubts)) or None,
        as_at=plan_date(runs, flow, [*state.headers, *headers], titles, used),
        unread_pages=unread,
    )


def _read_tables(
    state: PlanState, run: Part, flow: Sequence[FlowLine], tables: Sequence[TableRef]
) -> None:
    position = run.start
    outside = _outside(flow, run)
    for table in sorted(tables, key=lambda t: t.first_line):
        if table.file != run.file or not run.start <= table.first_line < run.end:
            continue
        if table.first_line == table.end_line:
            continue
        mended = mend(table, outside)
        used = {i for c in mended.cells for i in range(c.first_line, c.end_line)}
        between = [ln for ln in outside if position <= ln.index < table.first_line]
        between = [ln for ln in between if ln.index not in used]
        between = _overhang(state, between)
        heading, group = _above(between, flow[run.start : run.end])
        read_table(state, mended, heading, group)
        position = table.end_line
    _overhang(state, [ln for ln in outside if position <= ln.index])
    state.settle()


def _overhang(state: PlanState, lines: list[FlowLine]) -> list[FlowLine]:
    """Lets the lines at the head of the page after a table end its last row; the others are left."""
    last = state.last
    if last is None:
        return lines
    ahead = [ln for ln in lines if ln.file == last.file and ln.page == last.page + 1]
    head: list[FlowLine] = []
    for line in ahead:
        if state.layout is None or state.layout.holding(line.box) is None:
            break
        head.append(line)
    if not head or any(ln.page == last.page for ln in lines):
        return lines
    read_overhang(state, head)
    kept = {ln.index for ln in head}
    return [ln for ln in lines if ln.index not in kept]


def _above(
    lines: Sequence[FlowLine], part: Sequence[FlowLine]
) -> tuple[DraftCell | None, str | None]:
    """The recommendation and the title right above a table, if its last lines are such."""
    group = _title(lines, part)
    for i in range(len(lines) - 1, max(-1, len(lines) - 14), -1):
        if not heads_recommendation(lines[i].text):
            continue
        text = " ".join(ln.text for ln in lines[i:])
        if len(text.split()) > 130:
            return None, group
        place = Place(
            lines[i].file, lines[i].page, clip(text), lines[i].box, lines[i].read, lines[i].index
        )
        return DraftCell(text, place), _title(lines[:i], part)
    return None, group


def _title(lines: Sequence[FlowLine], part: Sequence[FlowLine]) -> str | None:
    """A short bold or large line among the last few that names what the table is about."""
    usual = median([ln.size for ln in part] or [10.0])
    for line in reversed(lines[-4:]):
        words = line.text.split()
        stands_out = line.bold or line.size > usual + 0.8 or line.text.isupper()
        if not stands_out or len(words) > _LONGEST_TITLE or line.text.endswith((".", ",", ";")):
            continue
        if is_title(line.text):
            return line.text
    return None


def _outside(flow: Sequence[FlowLine], run: Part) -> list[FlowLine]:
    return [
        ln
        for ln in flow[run.start : run.end]
        if not ln.furniture and not ln.contents and ln.cell is None
    ]


def _plain_lines(state: PlanState, flow: Sequence[FlowLine], run: Part) -> list[FlowLine]:
    """The lines outside of tables, and those of tables that rules divide into columns only."""
    open_rows = {t.index for t in state.skipped if t.rows <= 2 and t.columns >= 3}
    return [
        ln
        for ln in flow[run.start : run.end]
        if not ln.furniture and not ln.contents and (ln.cell is None or ln.cell.table in open_rows)
    ]


def _unread_pages(runs: Sequence[Part], pages: Sequence[Page]) -> tuple[PageRange, ...]:
    return page_ranges(
        (page.file, page.number)
        for page in pages
        for run in runs
        if page.read.is_unread
        and page.file == run.file
        and run.first_page <= page.number <= run.last_page
    )
