"""What a plan's column is for where the vocabulary does not know its header: by the header's plainest
words, and by what stands in the column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from dhrcheck.document.dates import find_dates
from dhrcheck.document.model import PlanCell, PlanColumn, PlanHeader, PlanRow
from dhrcheck.document.plan_numbers import bare_number, leading_number
from dhrcheck.document.plan_outcomes import OutcomeKind, outcome_kind
from dhrcheck.patterns import compiled

_HINTS = {
    PlanColumn.RECOMMENDATION: "recommend*",
    PlanColumn.COMPLETION: "complet* finish* clos* achiev* done ended concluded",
    PlanColumn.OUTCOME: "outcome* impact* result* effect* difference benefit* success* chang*",
    PlanColumn.TARGET_DATE: "date* deadline* when due timescale* timeline* target* until",
    PlanColumn.LEAD: "lead* owner* responsib* accountab* who whom agency agencies organisation*",
    PlanColumn.PROGRESS: "progress* update* position commentary comment*",
    PlanColumn.EVIDENCE: "evidence* assur* monitor* measur* audit*",
    PlanColumn.ACTION: "action* step* task* activit* implement*",
    PlanColumn.SCOPE: "scope local regional national",
    PlanColumn.LEARNING: "lesson* learn* finding* issue* theme*",
}
_PATTERNS = {
    column: compiled(
        rf"\b(?:{'|'.join(w.replace('*', r'[a-z]*') for w in words.split())})\b", regex.IGNORECASE
    )
    for column, words in _HINTS.items()
}
_LONGEST = 10
_NEVER_DATES = (PlanColumn.LEAD, PlanColumn.ACTION, PlanColumn.SCOPE, PlanColumn.EVIDENCE)
_TO_COME = compiled(
    r"\b(?:to be|will|should|must|expected|planned|intended|by)\b", regex.IGNORECASE
)
_ASKS = compiled(r"\b(?:should|must|needs? to|is recommended|recommends?)\b", regex.IGNORECASE)


def guess_header(text: str) -> PlanColumn | None:
    """The column that the first telling word of an unknown header names, or None.

    Only for headers in a row that is a plan's already: the words stand in many other tables.
    """
    if not text or len(text.split()) > _LONGEST:
        return None
    found = {c: m.start() for c, p in _PATTERNS.items() if (m := p.search(text))}
    if PlanColumn.COMPLETION in found and PlanColumn.OUTCOME in found:
        return PlanColumn.COMPLETION_AND_OUTCOME
    first = min(found, key=lambda c: found[c]) if found else None
    if first is PlanColumn.COMPLETION and _TO_COME.search(text):
        return PlanColumn.TARGET_DATE
    return first


def known_by_content(
    headers: Sequence[PlanHeader], rows: Sequence[PlanRow]
) -> tuple[list[PlanHeader], list[PlanRow]]:
    """Headers and rows with columns renamed by what stands in them.

    A column "Rec" that holds only numbers is the number; one without a known header that holds only
    dates, what somebody should do, or what has changed, is what the plan has no other column for.
    """
    texts: dict[tuple[PlanColumn | None, str], list[str]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            if cell.text.strip():
                texts[cell.column, cell.header].append(cell.text)
    have = {h.column for h in headers}
    renamed: dict[tuple[PlanColumn | None, str], PlanColumn] = {}
    for key, cells in texts.items():
        column = _by_content(key[0], cells, have)
        if column is not None:
            renamed[key] = column
            have.add(column)
    if not renamed:
        return list(headers), list(rows)
    return (
        [replace(h, column=renamed.get((h.column, h.text), h.column)) for h in headers],
        [_renamed(row, renamed) for row in rows],
    )


def _by_content(
    column: PlanColumn | None, cells: Sequence[str], have: set[PlanColumn | None]
) -> PlanColumn | None:
    if column is PlanColumn.RECOMMENDATION:
        numbers = all(bare_number(text) is not None for text in cells)
        return PlanColumn.NUMBER if numbers else None
    if len(cells) < 2:
        return None
    # "Action by" and the like mean a person in one plan and a day in the next.
    if (
        column in (None, *_NEVER_DATES)
        and PlanColumn.TARGET_DATE not in have
        and _most(cells, _is_date)
    ):
        return PlanColumn.TARGET_DATE
    if column is not None:
        return None
    if PlanColumn.RECOMMENDATION not in have and _most(cells, _asks):
        return PlanColumn.RECOMMENDATION
    outcome = {PlanColumn.OUTCOME, PlanColumn.COMPLETION_AND_OUTCOME}
    if not outcome & have and _most(cells, _tells_change):
        return PlanColumn.OUTCOME
    return None


def _most(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(test(text) for text in cells) * 10 >= len(cells) * 7


def _is_date(text: str) -> bool:
    return len(text.split()) <= 6 and bool(find_dates(text))


def _asks(text: str) -> bool:
    return len(text.split()) >= 5 and _ASKS.search(text) is not None


def _tells_change(text: str) -> bool:
    return len(text.split()) >= 4 and outcome_kind(text) is OutcomeKind.CHANGE


def _renamed(row: PlanRow, names: dict[tuple[PlanColumn | None, str], PlanColumn]) -> PlanRow:
    cells: list[PlanCell] = []
    number = row.number
    for cell in row.cells:
        column = names.get((cell.column, cell.header))
        if column is not None:
            cell = replace(cell, column=column)
            if column is PlanColumn.NUMBER:
                number = bare_number(cell.text) or number
            elif column is PlanColumn.RECOMMENDATION and number is None:
                number = leading_number(cell.text)
        cells.append(cell)
    return replace(row, cells=tuple(cells), number=number)
