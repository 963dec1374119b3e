"""From what reading gives to the flow: every line in reading order, normalised, and the tables.

Tables stand in the flow cell by cell, row by row, so that a phrase in a narrow cell is one phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dhrcheck.document.model import CellRef, FlowLine, Page, TableCell, TableRef
from dhrcheck.document.page_lines import PagesAtHand, ReadyLine, ReadyPage, ReadyTable
from dhrcheck.document.text import keeps_hyphen
from dhrcheck.reading.model import FileReading, PageReading


@dataclass(slots=True)
class Flow:
    """The flow as it is built: lines, pages and tables, each knowing its range of lines."""

    lines: list[FlowLine] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    tables: list[TableRef] = field(default_factory=list)


def build_flow(files: tuple[FileReading, ...], at_hand: PagesAtHand | None = None) -> Flow:
    """All readable lines of all files in order. Running headers and contents are not yet marked.

    ``at_hand`` are pages that were made ready while the files were being read.
    """
    flow, at_hand = Flow(), at_hand or PagesAtHand()
    pages = [(n, at_hand.page(n, page)) for n, file in enumerate(files) for page in file.pages]
    known = _known_words([page for _, page in pages])
    for number, page in pages:
        _add_page(flow, number, page, known)
    return flow


def _known_words(pages: Sequence[ReadyPage]) -> frozenset[str]:
    """The words of the files, but only where some line ends in a hyphen that must be decided."""
    if not any(page.breaks for page in pages):
        return frozenset()
    return frozenset().union(*(page.words for page in pages))


def _add_page(flow: Flow, file: int, page: ReadyPage, known: frozenset[str]) -> None:
    first = len(flow.lines)
    tables = list(page.tables)
    for position in range(len(page.lines) + 1):
        while tables and tables[0].before <= position:
            _add_table(flow, file, page.reading, tables.pop(0), known)
        if position < len(page.lines):
            line = page.lines[position]
            following = page.lines[position + 1] if position + 1 < len(page.lines) else None
            flow.lines.append(_flow_line(flow, file, page.reading, line, following, known))
    reading = page.reading
    flow.pages.append(
        Page(
            file, reading.number, reading.width, reading.height, reading.read, first,
            len(flow.lines),
        )
    )  # fmt: skip


def _flow_line(
    flow: Flow,
    file: int,
    page: PageReading,
    ready: ReadyLine,
    following: ReadyLine | None,
    known: frozenset[str],
    cell: CellRef | None = None,
) -> FlowLine:
    line, text = ready.line, ready.text
    hyphen = False
    if ready.breaks:
        text = text.rstrip("-")
        if following is not None and not keeps_hyphen(text, following.text, known):
            hyphen = True
        else:
            text += "-"
    return FlowLine(
        index=len(flow.lines),
        file=file,
        page=page.number,
        text=text,
        box=line.box,
        size=line.size,
        bold=line.bold,
        italic=line.italic,
        read=page.read,
        paragraph=ready.paragraph,
        hyphen=hyphen,
        furniture=ready.watermark,
        indented=ready.indented,
        gaps=line.gaps,
        cell=cell,
    )


def _add_table(
    flow: Flow, file: int, page: PageReading, ready: ReadyTable, known: frozenset[str]
) -> None:
    index, first = len(flow.tables), len(flow.lines)
    cells: list[TableCell] = []
    for cell, lines in ready.cells:
        start = len(flow.lines)
        ref = CellRef(index, cell.row, cell.column)
        pieces: list[str] = []
        for i, line in enumerate(lines):
            following = lines[i + 1] if i + 1 < len(lines) else None
            made = _flow_line(flow, file, page, line, following, known, ref)
            if pieces:
                pieces.append("\n" if made.paragraph else "" if flow.lines[-1].hyphen else " ")
            pieces.append(made.text)
            flow.lines.append(made)
        cells.append(
            TableCell(
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                "".join(pieces),
                cell.box,
                start,
                len(flow.lines),
            )
        )
    table = ready.table
    flow.tables.append(
        TableRef(
            index,
            file,
            page.number,
            table.box,
            table.rows,
            table.columns,
            tuple(cells),
            first,
            len(flow.lines),
        )
    )
