"""One page's lines made ready for the flow: in reading order, normalised, paragraphs told.

All this looks at one page alone, so it is done while the next pages are still being read.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import NamedTuple

from dhrcheck.document.paragraphs import Paragraphs, opens_in_cell
from dhrcheck.document.text import ends_in_break, normalise
from dhrcheck.patterns import compiled
from dhrcheck.reading.model import Cell, Line, PageReading, Table

_LARGE = 20.0
"""Points from which words written aslant are a watermark."""
_WORD = compiled(r"\p{L}{2,}(?:-\p{L}{2,})?")


class ReadyLine(NamedTuple):
    """A line with its normalised ``text``; ``breaks`` where it ends in a hyphen to be decided."""

    line: Line
    text: str
    breaks: bool
    paragraph: bool
    indented: bool = False
    watermark: bool = False


@dataclass(frozen=True, slots=True)
class ReadyTable:
    """A table with its cells row by row; ``before`` counts the page's ready lines that precede it."""

    table: Table
    before: int
    cells: tuple[tuple[Cell, tuple[ReadyLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """``lines`` are those outside tables; ``reading`` is the page that they were made from."""

    reading: PageReading
    lines: tuple[ReadyLine, ...]
    tables: tuple[ReadyTable, ...]

    breaks: bool
    """True where a line ends in a hyphen that may be the line break's own."""
    words: frozenset[str]
    """The words of the page in lower case, less the halves of broken ones."""


class PagesAtHand:
    """Pages made ready as they come, by file (from 0) and page number (from 1)."""

    def __init__(self) -> None:
        self._ready: dict[tuple[int, int], ReadyPage] = {}

    def add(self, file: int, reading: PageReading) -> None:
        """Make a page ready that will be asked for later."""
        self._ready[file, reading.number] = ready_page(reading)

    def page(self, file: int, reading: PageReading) -> ReadyPage:
        """The page; made anew where it came otherwise before (without text recognition, say)."""
        page = self._ready.get((file, reading.number))
        return page if page is not None and page.reading is reading else ready_page(reading)


def ready_page(reading: PageReading) -> ReadyPage:
    """The page, ready for the flow. Lines without any text are left out."""
    across = [line for line in reading.lines if _is_across(line)]
    page = in_reading_order(_without(reading, across) if across else reading)
    paragraphs = Paragraphs(page)
    tables = sorted(page.tables, key=lambda t: t.before)
    befores = {t.before for t in tables}
    lines: list[ReadyLine] = []
    passed: list[int] = []
    previous: Line | None = None
    for position, line in enumerate(page.lines):
        passed.append(len(lines))
        if position in befores:
            previous = None
        text = normalise(line.text)
        if not text:
            continue
        indent = line.box.x0 - paragraphs.left
        lines.append(
            ReadyLine(
                line,
                text,
                ends_in_break(line.text),
                paragraphs.opens(previous, line),
                indent > 24 and line.box.x1 < page.width - paragraphs.left - 12,
            )
        )
        previous = line
    passed.append(len(lines))
    ready = tuple(ReadyTable(t, passed[min(t.before, len(page.lines))], _cells(t)) for t in tables)
    marks = [(line, normalise(line.text)) for line in across]
    lines += [ReadyLine(line, text, False, True, watermark=True) for line, text in marks if text]
    whole = [*lines, *(ln for t in ready for _, inside in t.cells for ln in inside)]
    texts = (ln.text.rpartition(" ")[0] if ln.breaks else ln.text for ln in whole)
    words = frozenset(_WORD.findall(" ".join(texts).casefold()))
    return ReadyPage(reading, tuple(lines), ready, any(ln.breaks for ln in whole), words)


def _is_across(line: Line) -> bool:
    """True for a watermark: large words written aslant over the page."""
    if line.upright or line.size < _LARGE:
        return False
    box = line.box
    return min(box.x1 - box.x0, box.y1 - box.y0) > 2 * line.size


def _without(page: PageReading, across: list[Line]) -> PageReading:
    """The page without its watermarks, which would stand between any two lines of a sentence."""
    places = [i for i, line in enumerate(page.lines) if line in across]
    kept = tuple(line for line in page.lines if line not in across)
    tables = tuple(replace(t, before=t.before - bisect_left(places, t.before)) for t in page.tables)
    return replace(page, lines=kept, tables=tables)


def _cells(table: Table) -> tuple[tuple[Cell, tuple[ReadyLine, ...]], ...]:
    ordered = sorted(table.cells, key=lambda c: (c.row, c.column))
    return tuple((cell, _in_cell(cell)) for cell in ordered)


def _in_cell(cell: Cell) -> tuple[ReadyLine, ...]:
    lines: list[ReadyLine] = []
    previous: Line | None = None
    for line in cell.lines:
        text = normalise(line.text)
        if text:
            opens = previous is None or opens_in_cell(previous, line, cell.box.x1)
            lines.append(ReadyLine(line, text, ends_in_break(line.text), opens))
            previous = line
    return tuple(lines)


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
