"""From what reading gives to the flow: every line in reading order, normalised, and the tables.

Tables stand in the flow cell by cell, row by row, so that a phrase in a narrow cell is one phrase.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex

from dhrcheck.document.model import CellRef, FlowLine, Page, TableCell, TableRef
from dhrcheck.document.paragraphs import Paragraphs, opens_in_cell
from dhrcheck.document.text import ends_in_break, keeps_hyphen, normalise
from dhrcheck.reading.model import FileReading, Line, PageReading, Table

_WORD = regex.compile(r"\p{L}{2,}(?:-\p{L}{2,})?")


@dataclass(slots=True)
class Flow:
    """The flow as it is built: lines, pages and tables, each knowing its range of lines."""

    lines: list[FlowLine] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    tables: list[TableRef] = field(default_factory=list)


def build_flow(files: tuple[FileReading, ...]) -> Flow:
    """All readable lines of all files in order. Running headers and contents are not yet marked."""
    known = _known_words(files)
    flow = Flow()
    for number, file in enumerate(files):
        for page in file.pages:
            _add_page(flow, number, page, known)
    return flow


def _known_words(files: tuple[FileReading, ...]) -> frozenset[str]:
    """The words of the files, but only where some line ends in a hyphen that must be decided."""
    broken = any(ends_in_break(line.text) for f in files for p in f.pages for line in page_lines(p))
    if not broken:
        return frozenset()
    known: set[str] = set()
    for f in files:
        for p in f.pages:
            # The half of a broken word, at the end of its line, is no word.
            texts = (
                line.text.rpartition(" ")[0] if ends_in_break(line.text) else line.text
                for line in page_lines(p)
            )
            known.update(_WORD.findall(" ".join(texts).casefold()))
    return frozenset(known)


def page_lines(page: PageReading) -> list[Line]:
    """All lines of a page, those in tables too."""
    return [*page.lines, *(ln for t in page.tables for c in t.cells for ln in c.lines)]


def _add_page(flow: Flow, file: int, page: PageReading, known: frozenset[str]) -> None:
    first = len(flow.lines)
    page = in_reading_order(page)
    tables = sorted(page.tables, key=lambda t: t.before)
    paragraphs = Paragraphs(page)
    previous: Line | None = None
    for position in range(len(page.lines) + 1):
        while tables and tables[0].before <= position:
            _add_table(flow, file, page, tables.pop(0), known)
            previous = None
        if position < len(page.lines):
            line = page.lines[position]
            following = page.lines[position + 1] if position + 1 < len(page.lines) else None
            indent = line.box.x0 - paragraphs.left
            made = _flow_line(
                flow,
                file,
                page,
                line,
                following,
                known,
                paragraphs.opens(previous, line),
                indented=indent > 24 and line.box.x1 < page.width - paragraphs.left - 12,
            )
            if made is not None:
                flow.lines.append(made)
                previous = line
    flow.pages.append(
        Page(file, page.number, page.width, page.height, page.read, first, len(flow.lines))
    )


def in_reading_order(page: PageReading) -> PageReading:
    """The page with its lines from top to bottom, unless they stand in columns.

    A heading, a text box or a footer may come late in the file although it stands high on the page.
    """
    lines = page.lines
    ups = [i for i in range(1, len(lines)) if lines[i].box.y0 < lines[i - 1].box.y0 - 3]
    if not ups or _in_columns(page):
        return page
    order = sorted(range(len(lines)), key=lambda i: (round(lines[i].box.y0 / 3), lines[i].box.x0))
    tables = tuple(
        replace(t, before=sum(lines[i].box.y0 < t.box.y0 for i in order)) for t in page.tables
    )
    return replace(page, lines=tuple(lines[i] for i in order), tables=tables)


def _in_columns(page: PageReading) -> bool:
    """Whether long lines stand side by side at many heights."""
    long = sorted(
        (ln.box for ln in page.lines if ln.box.x1 - ln.box.x0 > page.width * 0.18),
        key=lambda b: b.y0,
    )
    beside = 0
    for i, box in enumerate(long):
        for other in long[i + 1 : i + 6]:
            if other.y0 > box.y1 - 2:
                break
            beside += other.x0 > box.x1 or other.x1 < box.x0
    return beside >= 4


def _flow_line(
    flow: Flow,
    file: int,
    page: PageReading,
    line: Line,
    following: Line | None,
    known: frozenset[str],
    paragraph: bool,
    *,
    indented: bool = False,
    cell: CellRef | None = None,
) -> FlowLine | None:
    text = normalise(line.text)
    hyphen = False
    if ends_in_break(line.text):
        text = text.rstrip("-")
        if following is not None and not keeps_hyphen(text, normalise(following.text), known):
            hyphen = True
        else:
            text += "-"
    if not text:
        return None
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
        paragraph=paragraph,
        hyphen=hyphen,
        indented=indented,
        gaps=line.gaps,
        cell=cell,
    )


def _add_table(
    flow: Flow, file: int, page: PageReading, table: Table, known: frozenset[str]
) -> None:
    index, first = len(flow.tables), len(flow.lines)
    cells: list[TableCell] = []
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        start = len(flow.lines)
        ref = CellRef(index, cell.row, cell.column)
        previous: Line | None = None
        pieces: list[str] = []
        for i, line in enumerate(cell.lines):
            following = cell.lines[i + 1] if i + 1 < len(cell.lines) else None
            opens = previous is None or opens_in_cell(previous, line, cell.box.x1)
            made = _flow_line(flow, file, page, line, following, known, opens, cell=ref)
            if made is None:
                continue
            if pieces:
                glued = flow.lines[-1]
                pieces.append("\n" if opens else "" if glued.hyphen else " ")
            pieces.append(made.text)
            flow.lines.append(made)
            previous = line
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
