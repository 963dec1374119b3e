"""Tables of a Word file: plain ones and action plans, with repeated and two-level headers."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

from tests.reviews.content import Look, PlanTable
from tests.reviews.content import Table as Ruled
from tests.reviews.producers.layout import merged_runs, plan_grid


class WordTables:
    """Writes tables into a Word file in the look of its document."""

    def __init__(self, file: Docx, look: Look) -> None:
        self.docx, self.look = file, look

    def plain(self, block: Ruled, width: float) -> None:
        """A table of the report, ``width`` centimetres wide."""
        table = self._grid([list(block.header)], len(block.widths))
        for row in block.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                self._fill(cell, words, self.look.size - 1)
        self._widths(table, block.widths, width)

    def plan(self, block: PlanTable, width: float) -> None:
        """An action plan, ``width`` centimetres wide."""
        widths = tuple(c.width for c in block.columns)
        head, body = plan_grid(block)
        table = self._grid(head, len(widths), repeat=block.repeat)
        if not block.ruled:
            table.style = self.docx.styles["Normal Table"]
        if len(head) == 2:
            self._span_header(table, head)
        for row in body:
            cells = table.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[-1])
                self._fill(cells[0], row[0], 9, bold=True)
                continue
            for cell, words in zip(cells, row, strict=True):
                self._fill(cell, words, 9)
        for first, column, rows in merged_runs(block):
            at = len(head) + first
            for k in range(at + 1, at + rows):
                table.cell(k, column).text = ""
            _emptied(table.cell(at, column).merge(table.cell(at + rows - 1, column)))
            self._fill(table.cell(at, column), body[first][column], 9)
        self._widths(table, widths, width)

    def _span_header(self, table: Table, head: list[list[str]]) -> None:
        above = head[0]
        i = 0
        while i < len(above):
            j = i
            while above[i] and j + 1 < len(above) and above[j + 1] == above[i]:
                j += 1
            words = above[i]
            for k in range(i, j + 1):
                table.cell(0, k).text = ""
            if j > i:
                _emptied(table.cell(0, i).merge(table.cell(0, j)))
                self._fill(table.cell(0, i), words, 9, bold=True, head=True)
            else:
                lower = head[1][i]
                table.cell(1, i).text = ""
                _emptied(table.cell(0, i).merge(table.cell(1, i)))
                self._fill(table.cell(0, i), lower, 9, bold=True, head=True)
            i = j + 1

    def _grid(self, head: list[list[str]], columns: int, *, repeat: bool = True) -> Table:
        table = self.docx.add_table(rows=0, cols=columns)
        table.style = self.docx.styles["Table Grid"]
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for line in head:
            row = table.add_row()
            for cell, words in zip(row.cells, line, strict=True):
                self._fill(cell, words, 9, bold=True, head=True)
            if repeat:
                mark = OxmlElement("w:tblHeader")
                mark.set(qn("w:val"), "true")
                row._tr.get_or_add_trPr().append(mark)
        return table

    def _widths(self, table: Table, widths: tuple[int, ...], width: float) -> None:
        total = sum(widths)
        for row in table.rows:
            cells = row._tr.tc_lst
            if len(cells) == len(widths):
                for cell, share in zip(row.cells, widths, strict=True):
                    cell.width = Cm(width * share / total)
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Cm(width * share / total)

    def _fill(
        self, cell: _Cell, words: str, size: float, *, bold: bool = False, head: bool = False
    ) -> None:
        lines = words.split("\n")
        for i, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            for run in list(paragraph.runs):
                run._r.getparent().remove(run._r)
            run = paragraph.add_run(line)
            run.font.size, run.bold = Pt(size), bold
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.line_spacing = 1.0
            if head:
                dark = int(self.look.table_head[:2], 16) < 128
                run.font.color.rgb = RGBColor.from_string("FFFFFF" if dark else "000000")
        if head:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), self.look.table_head)
            cell._tc.get_or_add_tcPr().append(shade)


def _emptied(cell: _Cell) -> None:
    """Merging keeps an empty paragraph of each cell; one is enough."""
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
