"""Small PDFs for the reading tests, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from dhrcheck.reading.model import FileReading, PageReading
from dhrcheck.reading.pdf import read_file

Draw = Callable[[Canvas], None]


def drawn(path: Path, *pages: Draw, size: tuple[float, float] = A4) -> Path:
    """A PDF with one page for each function that draws one."""
    canvas = Canvas(str(path), pagesize=size)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def words(*lines: str, font: str = "Helvetica", size: float = 12) -> Draw:
    """A page with these lines from (72, 72) of the top-left corner, 20 points apart."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for i, line in enumerate(lines):
            canvas.drawString(72, canvas._pagesize[1] - 72 - 20 * i, line)

    return draw


def tabled(
    path: Path, rows: Sequence[Sequence[str]], *style: tuple[object, ...], wide: bool = False
) -> Path:
    """A PDF with a paragraph, a ruled table in which text wraps, and a paragraph after it."""
    plain = getSampleStyleSheet()["Normal"]
    cells = [[Paragraph(text, plain) for text in row] for row in rows]
    size = landscape(A4) if wide else A4
    column = (size[0] - 150) / len(rows[0])
    table = Table(cells, colWidths=[column] * len(rows[0]))
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *style]))
    story: list[Flowable] = [
        Paragraph("Words before the table.", plain),
        table,
        Paragraph("Words after the table.", plain),
    ]
    SimpleDocTemplate(str(path), pagesize=size).build(story)
    return path


def altered(path: Path, alter: Callable[[PdfWriter], None]) -> Path:
    """The file at ``path`` changed in place by pypdf."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(path.read_bytes())))
    alter(writer)
    with path.open("wb") as out:
        writer.write(out)
    return path


def tagged(path: Path, headings: Sequence[tuple[str, str]], words_of_body: str = "Body.") -> Path:
    """A one-page tagged PDF with a heading element for each (type, text), under a role map."""
    content, kids = ["BT /F1 14 Tf"], ArrayObject()
    pieces = [*headings, ("P", words_of_body)]
    for number, (_, text) in enumerate(pieces):
        y = 780 - 30 * number
        content.append(f"/P <</MCID {number}>> BDC 1 0 0 1 72 {y} Tm ({text}) Tj EMC")
    content.append("ET")
    writer = PdfWriter()
    page = writer.add_blank_page(*A4)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data("\n".join(content).encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/StructParents")] = NumberObject(0)
    root = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    )
    for number, (kind, _) in enumerate(pieces):
        element = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject(f"/{kind}"),
                NameObject("/P"): root,
                NameObject("/Pg"): page.indirect_reference,
                NameObject("/K"): NumberObject(number),
            }
        )
        kids.append(writer._add_object(element))
    tree = root.get_object()
    tree[NameObject("/K")] = kids
    tree[NameObject("/RoleMap")] = DictionaryObject({NameObject("/Chapter"): NameObject("/H1")})
    numbers = ArrayObject([NumberObject(0), ArrayObject(kids)])
    tree[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Nums"): numbers})
    writer.root_object[NameObject("/StructTreeRoot")] = root
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    writer.root_object[NameObject("/MarkInfo")] = marked
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    with path.open("wb") as out:
        writer.write(out)
    return path


def reading(path: Path) -> FileReading:
    """The file as read in this process."""
    return read_file(path)


def page(path: Path, number: int = 1) -> PageReading:
    """One page of the file as read in this process."""
    return read_file(path).pages[number - 1]


def texts(of: PageReading) -> list[str]:
    """The texts of the page's own lines."""
    return [line.text for line in of.lines]


def grid(of: PageReading, table: int = 0) -> dict[tuple[int, int], str]:
    """What stands in each cell of a table, its lines joined by spaces."""
    return {
        (cell.row, cell.column): " ".join(line.text for line in cell.lines)
        for cell in of.tables[table].cells
    }
