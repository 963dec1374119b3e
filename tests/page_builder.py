"""Files for tests of understanding, written as plain text.

A page is a string: ``# `` a title (20 points), ``## `` a heading (16), ``### `` a sub-heading (13), all
bold; ``| a | b |`` rows make a ruled table; ``[picture]`` makes the page an image; other lines are body
text of 11 points; an empty line parts paragraphs. ``^`` and ``_`` open a running header and footer.
"""

from __future__ import annotations

from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading.model import (
    Cell,
    FileOutcome,
    FileReading,
    Line,
    PageReading,
    Picture,
    Properties,
    Table,
)

WIDTH, HEIGHT, LEFT = 595.0, 842.0, 72.0
_SIZES = {"# ": 20.0, "## ": 16.0, "### ": 13.0}


def a_file(
    *pages: str, name: str = "report.pdf", properties: Properties | None = None
) -> FileReading:
    """A file that was read, of these pages."""
    return FileReading(
        name=name,
        bytes=1000 * len(pages),
        sha256="0" * 64,
        outcome=FileOutcome.READ,
        pages=tuple(_page(i, text) for i, text in enumerate(pages, start=1)),
        properties=properties or Properties(),
    )


def _page(number: int, text: str) -> PageReading:
    if text.strip() == "[picture]":
        picture = Picture(Box(0, 0, WIDTH, HEIGHT), 1654, 2339)
        return PageReading(number, WIDTH, HEIGHT, ReadAs.IMAGE_ONLY, pictures=(picture,))
    lines: list[Line] = []
    tables: list[Table] = []
    rows: list[list[str]] = []
    y = 80.0
    before: str | None = None

    def close_table() -> None:
        nonlocal y
        if rows:
            tables.append(_table(rows, y, len(lines)))
            y = tables[-1].box.y1 + 10
            rows.clear()

    for raw in text.strip("\n").split("\n"):
        if raw.startswith("|"):
            rows.append([cell.strip() for cell in raw.strip().strip("|").split("|")])
            continue
        close_table()
        if not raw.strip():
            y += 12
        elif raw.startswith("^"):
            lines.append(_line(raw[1:].strip(), 36.0, 9.0, False))
        elif raw.startswith("_"):
            lines.append(_line(raw[1:].strip(), 800.0, 9.0, False))
        else:
            mark = next((m for m in _SIZES if raw.startswith(m)), None)
            size = _SIZES[mark] if mark else 11.0
            y += 10 if mark and mark != before else 0
            lines.append(_line(raw[len(mark) :] if mark else raw, y, size, mark is not None))
            y += size * 1.25
            before = mark
    close_table()
    read = ReadAs.TEXT if lines or tables else ReadAs.EMPTY
    letters = sum(len(ln.text) for ln in lines)
    return PageReading(number, WIDTH, HEIGHT, read, tuple(lines), tuple(tables), letters=letters)


def _line(text: str, y: float, size: float, bold: bool, x: float = LEFT) -> Line:
    width = min(len(text) * size * 0.48, WIDTH - LEFT - x)
    return Line(text, Box(x, y, x + width, y + size), size, bold)


def _table(rows: list[list[str]], y: float, before: int) -> Table:
    columns = max(len(r) for r in rows)
    width = (WIDTH - 2 * LEFT) / columns
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x0, y0 = LEFT + c * width, y + r * 16
            own = (_line(text, y0 + 3, 10.0, r == 0, x0 + 2),) if text else ()
            cells.append(Cell(r, c, 1, 1, Box(x0, y0, x0 + width, y0 + 16), own))
    box = Box(LEFT, y, LEFT + columns * width, y + len(rows) * 16)
    return Table(box, len(rows), columns, tuple(cells), before)
