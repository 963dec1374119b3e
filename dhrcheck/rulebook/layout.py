"""Lays the text of an example out on pages, as a word processor would: lines, headings, tables.

What an author may write, each at the beginning of a line:

- ``# ``, ``## ``, ``### ``: a heading of the first, second or third level;
- ``> ``: a block quotation;
- ``| a | b |``: a row of a ruled table (the first row is its header);
- ``[footnote] 1 text``: a note at the foot of the page;
- ``[page]``: a new page; ``[ocr page]``: a new page that was read by text recognition;
- ``[unread page]``: a page that is a picture nobody could read; ``[blank page]``: an empty page.

A blank line ends a paragraph; other line breaks stay where they are, and a hyphen before one is a
line's end. Sizes are in points, on A4.
"""

from __future__ import annotations

from dataclasses import replace

from dhrcheck.outcome import Box, ReadAs
from dhrcheck.patterns import compiled
from dhrcheck.reading.model import Cell, Line, PageReading, Picture, Table
from dhrcheck.rulebook.misprints import Manner

A4 = (595.0, 842.0)
_LEFT = 72.0
_TOP, _BOTTOM = 120.0, 720.0
_BODY, _SMALL, _NOTE = 11.0, 9.0, 8.5
_HEADINGS = {"#": 14.0, "##": 12.5, "###": 11.5}
_COMMANDS = {
    "[page]": ReadAs.TEXT,
    "[ocr page]": ReadAs.OCR,
    "[unread page]": ReadAs.IMAGE_ONLY,
    "[blank page]": ReadAs.EMPTY,
}
_COMMAND = compiled(r"\[[a-z ]{0,20}page[a-z ]{0,10}\]")


class Layout:
    """Pages of one file, filled from top to bottom."""

    def __init__(self, manner: Manner, header: str = "", footer: str = "") -> None:
        self.manner = manner
        self.header, self.footer = header, footer
        self.pages: list[PageReading] = []
        self._size = A4
        self._read = ReadAs.TEXT
        self._lines: list[Line] = []
        self._notes: list[Line] = []
        self._tables: list[Table] = []
        self._y = _TOP

    def part(self, text: str, *, landscape: bool = False) -> None:
        """Begins a new page and sets a text on it. Raises ValueError for an unknown command."""
        self.end_page()
        self._begin(landscape=landscape)
        self.text(text)

    def text(self, text: str) -> None:
        """Goes on where the last text ended."""
        rows: list[tuple[str, ...]] = []
        paragraph: list[str] = []

        def flush() -> None:
            if rows:
                self.table(tuple(rows[0]), tuple(rows[1:]))
                rows.clear()
            if paragraph:
                self._paragraph("\n".join(paragraph))
                paragraph.clear()

        for line in text.split("\n"):
            mark, _, rest = line.partition(" ")
            bare = line.strip()
            if bare.startswith("|") and bare.endswith("|") and len(bare) > 2:
                if paragraph:
                    flush()
                rows.append(tuple(cell.strip() for cell in bare[1:-1].split("|")))
                continue
            special = mark in _HEADINGS or mark == "[footnote]" or _COMMAND.fullmatch(bare)
            if rows or not bare or special:
                flush()
            if mark in _HEADINGS:
                self._heading(rest, _HEADINGS[mark])
            elif mark == "[footnote]":
                self._footnote(rest)
            elif special:
                self._command(bare)
            elif bare:
                paragraph.append(line)
        flush()

    def table(self, headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        """A ruled table; a row of one cell spans all columns. It goes over pages row by row."""
        columns = max(len(headers), 1)
        left, right = _LEFT, self._size[0] - _LEFT
        waiting: list[tuple[tuple[str, ...], bool]] = [(headers, True)]
        waiting += [(row, False) for row in rows]
        cells: list[Cell] = []
        top, number = self._y, 0
        for row, shaded in waiting:
            made, bottom = self._row(row, columns, number, top, (left, right), shaded)
            if bottom > self._limit and (cells or self._lines):
                self._close_table(cells, number, columns)
                self.next_page()
                cells, number = [], 0
                made, bottom = self._row(row, columns, 0, self._y, (left, right), shaded)
            cells += made
            top, number = bottom, number + 1
        self._close_table(cells, number, columns)
        self._y = top + 12

    def next_page(self) -> None:
        """Ends the page and begins one of the same kind."""
        landscape = self._size[0] > self._size[1]
        self.end_page()
        self._begin(landscape=landscape)

    def end_page(self) -> None:
        """Puts the page that is being filled with the others, if there is anything on it."""
        if not (self._lines or self._tables or self._notes):
            return
        lines = [*self._lines, *self._notes]
        width, height = self._size
        if self.header:
            lines.insert(0, self._line(self._running(self.header), _LEFT, 36.0, _SMALL))
        if self.footer:
            lines.append(self._line(self._running(self.footer), _LEFT, height - 42.0, _SMALL))
        before = 1 if self.header else 0
        tables = tuple(replace(t, before=t.before + before) for t in self._tables)
        words = [ln.text for ln in lines] + [
            ln.text for t in tables for c in t.cells for ln in c.lines
        ]
        self.pages.append(
            PageReading(
                number=len(self.pages) + 1,
                width=width,
                height=height,
                read=self._read,
                lines=tuple(lines),
                tables=tables,
                letters=sum(char.isalpha() for text in words for char in text),
            )
        )
        self._lines, self._notes, self._tables = [], [], []

    def _running(self, text: str) -> str:
        """A running line, with the page's number where it says ``{page}``."""
        return text.replace("{page}", str(len(self.pages) + 1))

    def wordless_page(self, read: ReadAs) -> None:
        """A page without words: a picture, an empty or a broken page."""
        self.end_page()
        width, height = A4
        pictures = (Picture(Box(0, 0, width, height), 1654, 2339),)
        self.pages.append(
            PageReading(
                number=len(self.pages) + 1,
                width=width,
                height=height,
                read=read,
                pictures=pictures if read is ReadAs.IMAGE_ONLY else (),
                note="This page could not be read." if read is ReadAs.BROKEN else None,
            )
        )
        self._begin()

    @property
    def _limit(self) -> float:
        return self._size[1] - (A4[1] - _BOTTOM)

    def _begin(self, *, landscape: bool = False, read: ReadAs = ReadAs.TEXT) -> None:
        self._size = (A4[1], A4[0]) if landscape else A4
        self._read = read
        self._y = _TOP

    def _command(self, word: str) -> None:
        read = _COMMANDS.get(word)
        if read is None:
            raise ValueError(f"“{word}” is no command; known are {', '.join(_COMMANDS)}")
        if read in (ReadAs.TEXT, ReadAs.OCR):
            landscape = self._size[0] > self._size[1]
            self.end_page()
            self._begin(landscape=landscape, read=read)
        else:
            self.wordless_page(read)

    def _line(self, text: str, x: float, y: float, size: float, *, bold: bool = False) -> Line:
        # About 90 characters of 11 points fill the 451 points between the margins.
        width = len(text) * size * 0.455
        return Line(text, Box(x, y, x + width, y + size * 1.1), size, bold)

    def _set(self, lines: list[str], x: float, size: float, *, bold: bool = False) -> None:
        for text in lines:
            if self._y + size > self._limit:
                self.next_page()
            self._lines.append(self._line(text, x, self._y, size, bold=bold))
            self._y += size * 1.3

    def _heading(self, text: str, size: float) -> None:
        self._y += 10
        lines = self.manner.wrapped(self.manner.spelt(text.strip()), self._width(size))
        self._set(lines, _LEFT, size, bold=True)
        self._y += 8

    def _width(self, size: float) -> int:
        room = (self._size[0] - 2 * _LEFT) / (size * 0.455)
        return int(room * self.manner.width / 90)

    def _paragraph(self, text: str) -> None:
        quoted = all(line.startswith(">") for line in text.split("\n"))
        if quoted:
            text = "\n".join(line[1:].strip() for line in text.split("\n"))
        indent = 36.0 if quoted else 0.0
        width = self._width(_BODY) - (16 if quoted else 0)
        self._set(self.manner.wrapped(self.manner.spelt(text), width), _LEFT + indent, _BODY)
        self._y += 9

    def _footnote(self, text: str) -> None:
        y = self._notes[-1].box.y1 + 1 if self._notes else self._size[1] * 0.78
        for line in self.manner.wrapped(self.manner.spelt(text.strip()), self._width(_NOTE)):
            self._notes.append(self._line(line, _LEFT, y, _NOTE))
            y += _NOTE * 1.2

    def _row(
        self,
        row: tuple[str, ...],
        columns: int,
        number: int,
        top: float,
        sides: tuple[float, float],
        shaded: bool,
    ) -> tuple[list[Cell], float]:
        span = columns if len(row) == 1 and columns > 1 else 1
        step = (sides[1] - sides[0]) / columns
        width = step * span
        set_lines = [
            self.manner.wrapped(self.manner.spelt(text), int((width - 8) / (_SMALL * 0.455)))
            for text in row
        ]
        bottom = top + 6 + max(len(lines) for lines in set_lines) * _SMALL * 1.25
        cells: list[Cell] = []
        for column, lines in enumerate(set_lines):
            x0 = sides[0] + column * step
            made = tuple(
                self._line(text, x0 + 4, top + 3 + n * _SMALL * 1.25, _SMALL, bold=shaded)
                for n, text in enumerate(lines)
                if text
            )
            box = Box(x0, top, x0 + width, bottom)
            cells.append(Cell(number, column, 1, span, box, made, shaded))
        return cells, bottom

    def _close_table(self, cells: list[Cell], rows: int, columns: int) -> None:
        if not cells:
            return
        box = cells[0].box
        for cell in cells:
            box = box.union(cell.box)
        self._tables.append(Table(box, rows, columns, tuple(cells), before=len(self._lines)))
