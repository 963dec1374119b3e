"""Recommendations listed in a table of their section: one to a row, the number in any column or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from dhrcheck.document.model import FlowLine, Recommendation, Role, Submission, TableCell
from dhrcheck.document.passage import passage_of
from dhrcheck.document.recommendation_blocks import LABEL, asks
from dhrcheck.patterns import compiled

_SAYS = compiled(r"\brecommend|\bask|\baction|\bchange", regex.IGNORECASE)
_WHOM = compiled(r"\bwho|\bagenc|\borgani[sz]|\bbody|\bfor\b|\blead|\bowner", regex.IGNORECASE)
_NUMBER = compiled(r"^\(?(?:R|Rec\.?)?\s?(?P<n>\d{1,2}(?:\.\d{1,2})?)[.)]?$", regex.IGNORECASE)
_FEWEST_WORDS = 3

_Row = dict[int, TableCell]


def in_rows(
    submission: Submission, lines: Sequence[FlowLine], role: Role
) -> Iterator[Recommendation]:
    """The recommendations of the tables in ``lines``, in their order.

    Only tables with a header that tells which column holds them; where a row begins with its number,
    or is labelled ("Recommendation 1"), its paragraphs tell as much, and nothing is given.
    """
    tables = dict.fromkeys(ln.cell.table for ln in lines if ln.cell is not None)
    own: dict[tuple[int, int], list[FlowLine]] = {}
    for line in lines:
        if line.cell is not None:
            own.setdefault((line.cell.table, line.cell.row), []).append(line)
    column: tuple[int, int | None, int] | None = None
    for number in tables:
        table = submission.tables[number]
        rows: dict[int, _Row] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        found = _columns(rows.get(0, {}))
        if found is not None:
            column = (*found, table.columns)
        elif column is None or column[2] != table.columns:
            return
        for place in sorted(rows):
            if found is not None and place == 0:
                continue
            if _begins_with_number(rows[place]):
                return
            text = _said(rows[place], column[0], column[1])
            held = own.get((number, place), [])
            if len(text.split()) < _FEWEST_WORDS or not held:
                continue
            passage = passage_of(tuple(held))
            where = passage.place(0, len(passage.text))
            yield Recommendation(_number(rows[place]), text, where, role)


def _columns(header: _Row) -> tuple[int, int | None] | None:
    """The columns for what is asked and for whom, by their titles; None where it is no header."""
    titles = {c: _words(cell) for c, cell in header.items()}
    if len(titles) < 2 or any(len(t.split()) > 6 or LABEL.match(t) for t in titles.values()):
        return None
    says = [c for c, t in titles.items() if _SAYS.search(t) and not _WHOM.search(t)]
    if len(says) != 1 or (asks(titles[says[0]]) and titles[says[0]].endswith(".")):
        return None
    whom = next((c for c, t in titles.items() if _WHOM.search(t)), None)
    return says[0], whom


def _begins_with_number(row: _Row) -> bool:
    first = _words(row[min(row)]) if row else ""
    return bool(_NUMBER.match(first) or LABEL.match(first))


def _said(row: _Row, says: int, whom: int | None) -> str:
    """What is asked, after whom it is asked of where another column tells."""
    words = _words(row[says]) if says in row else ""
    asked = _words(row[whom]) if whom is not None and whom in row else ""
    return f"{asked}: {words}" if asked and words else words


def _number(row: _Row) -> str | None:
    for cell in row.values():
        match = _NUMBER.match(_words(cell))
        if match is not None:
            return match["n"]
    return None


def _words(cell: TableCell) -> str:
    return " ".join(cell.text.split())
