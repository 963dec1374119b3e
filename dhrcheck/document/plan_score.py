"""Whether a table looks like an action plan."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.model import PlanColumn, TableRef
from dhrcheck.document.plan_columns import (
    LONGEST_HEADER,
    NUMBERED_RECOMMENDATION,
    is_other_table,
    match_header,
)
from dhrcheck.document.vocabulary import Vocabulary

_CORE = (PlanColumn.RECOMMENDATION, PlanColumn.ACTION)
_SILENT = (PlanColumn.NUMBER, PlanColumn.LEARNING)


def looks_like_plan_header(cells: Sequence[str], vocabulary: Vocabulary) -> bool:
    """True where a row of header texts is that of an action plan.

    It needs a recommendation or an action and at least one more plan column (lead, date, milestones,
    outcome ...). Lists of names, contributors, pseudonyms and terms, and chronologies, are none.
    """
    return header_points(cells, vocabulary) > 0


def header_points(cells: Sequence[str], vocabulary: Vocabulary) -> int:
    """How much a row is a plan's header: 0 where it is not, else 2 for each sure column, 1 for others."""
    texts = [c for c in cells if c and c.strip()]
    if len(texts) < 2:
        return 0
    matches = [match_header(t, vocabulary, mend=False) for t in texts]
    if not any(matches):
        return 0
    if any(m is not None and not m.weak for m in matches):
        # Slips are looked for only beside a header that is surely one.
        matches = [m or match_header(t, vocabulary) for m, t in zip(matches, texts, strict=True)]
    points: dict[PlanColumn, int] = {}
    for found in matches:
        for column in found.columns if found else ():
            if column not in _SILENT:
                points[column] = max(points.get(column, 0), 1 if found and found.weak else 2)
    known = sum(found is not None for found in matches)
    core = [c for c in _CORE if c in points]
    if not core or known * 2 < len(texts) or len(points) < 2:
        return 0
    total = sum(points.values())
    if is_other_table(texts, vocabulary) and not (
        points.get(PlanColumn.RECOMMENDATION) == 2 and total >= 6
    ):
        return 0
    if total < 4 and len(points) < 3:
        return 0
    if sum(len(t.split()) > LONGEST_HEADER for t in texts) > 1:
        return 0
    return total


def plan_table_score(table: TableRef, vocabulary: Vocabulary) -> float:
    """How much a table looks like an action plan: 0 where it does not, else 0.5 to 1.

    Looked at are the first rows, where a title may come before the header, headers on two levels, and
    tables whose labels stand down the side.
    """
    best = 0
    for row in range(min(4, table.rows)):
        cells = [c for c in table.cells if c.row == row]
        best = max(best, header_points([c.text for c in cells], vocabulary))
        below = [c for c in table.cells if c.row == row + 1]
        if below and any(c.column_span > 1 for c in cells):
            # A spanning header is replaced by the headers under it.
            upper = [
                c.text
                for c in cells
                if c.row_span > 1
                or not any(_under(c.column, c.column_span, b.column) for b in below)
            ]
            both = [*upper, *(b.text for b in below)]
            best = max(best, header_points(both, vocabulary))
    best = max(best, side_points(table, vocabulary))
    return 0.0 if best == 0 else min(1.0, 0.5 + 0.05 * best)


def _under(column: int, span: int, below: int) -> bool:
    return column <= below < column + span


def side_points(table: TableRef, vocabulary: Vocabulary) -> int:
    """As ``header_points`` for a table with its labels down the left side; 0 where it has none."""
    if not 2 <= table.columns <= 4 or table.rows < 3:
        return 0
    labels = [c.text for c in table.cells if c.column == 0]
    quick = [match_header(label, vocabulary, mend=False) for label in labels]
    if not any(m is not None and not m.weak for m in quick):
        return 0
    matched = [match_header(label, vocabulary) for label in labels]
    sure = [
        m
        for m, label in zip(matched, labels, strict=True)
        if m is not None and ((m.whole and not m.weak) or NUMBERED_RECOMMENDATION.match(label))
    ]
    if (
        len({m.column for m in sure}) < 3
        or sum(m is not None for m in matched) * 3 < len(labels) * 2
    ):
        return 0
    return header_points(labels, vocabulary)
