"""Action plans for tests: one description, set by ReportLab, by LibreOffice from Word, by Chromium.

A plan is a list of blocks: a string is a paragraph (``# `` a title, ``**bold**`` a bold line), a
``Grid`` a ruled table. Cells are strings, ``Cell`` where they span. All words are invented.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LANDSCAPE = (842.0, 595.0)
MARGIN = 40.0


@dataclass(frozen=True)
class Cell:
    """A cell over several columns or rows."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Grid:
    """A table: its rows, the share of the width of each column, and how many rows are its header.

    ``repeat`` prints the header on each page. ``ruled`` draws the lines.
    """

    rows: Sequence[Sequence[str | Cell]]
    widths: Sequence[float]
    header: int = 1
    repeat: bool = True
    ruled: bool = True
    font: float = 9.0
    css: str = ""
    """More style, where only Chromium sets the plan."""


Block = str | Grid


@dataclass(frozen=True)
class Placed:
    """A cell where it begins."""

    row: int
    column: int
    cell: Cell


def place(grid: Grid) -> list[Placed]:
    """Every cell with its row and column, as HTML would place them."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for r, row in enumerate(grid.rows):
        column = 0
        for item in row:
            cell = item if isinstance(item, Cell) else Cell(item)
            while (r, column) in taken:
                column += 1
            placed.append(Placed(r, column, cell))
            taken |= {(r + i, column + j) for i in range(cell.down) for j in range(cell.across)}
            column += cell.across
    return placed


# -- Chromium ---------------------------------------------------------------------------------------


def as_html(blocks: Sequence[Block]) -> str:
    """The plan as a web page for A4 landscape."""
    body = []
    for block in blocks:
        if isinstance(block, str):
            text = html.escape(block.strip("#* "))
            tag = "h1" if block.startswith("# ") else "h3" if block.startswith("**") else "p"
            body.append(f"<{tag}>{text}</{tag}>")
            continue
        total = sum(block.widths)
        columns = "".join(f'<col style="width:{100 * w / total:.2f}%">' for w in block.widths)
        rows = [""] * len(block.rows)
        for p in place(block):
            tag = "th" if p.row < block.header else "td"
            text = html.escape(p.cell.text).replace("\n", "<br>")
            rows[p.row] += (
                f'<{tag} colspan="{p.cell.across}" rowspan="{p.cell.down}">{text}</{tag}>'
            )
        top = "".join(f"<tr>{r}</tr>" for r in rows[: block.header])
        rest = "".join(f"<tr>{r}</tr>" for r in rows[block.header :])
        group = "thead" if block.repeat else "tbody"
        rule = "1px solid #333" if block.ruled else "none"
        body.append(
            f'<table style="font-size:{block.font}pt;--rule:{rule}"><colgroup>{columns}</colgroup>'
            f"<{group}>{top}</{group}><tbody>{rest}</tbody></table>"
        )
    css = "".join(block.css for block in blocks if isinstance(block, Grid))
    return (
        "<!doctype html><meta charset=utf-8><style>@page{size:A4 landscape;margin:14mm}"
        "body{font-family:'Liberation Sans',sans-serif;font-size:10pt}"
        "table{border-collapse:collapse;width:100%;table-layout:fixed;margin:6pt 0}"
        "td,th{border:var(--rule);padding:3pt 4pt;vertical-align:top;text-align:left;"
        "overflow-wrap:break-word}th{background:#dde6f0}h1{font-size:16pt}h3{font-size:11pt}"
        f"{css}</style>" + "".join(body)
    )


def by_chromium(plans: dict[str, Sequence[Block]], folder: Path) -> dict[str, Path]:
    """Prints each plan; needs the ``chromium`` program."""
    made = {}
    for name, blocks in plans.items():
        page = folder / f"{name}.html"
        page.write_text(as_html(blocks), encoding="utf-8")
        made[name] = folder / f"{name}-chromium.pdf"
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={folder}/chromium",
                "--no-pdf-header-footer",
                f"--print-to-pdf={made[name]}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return made


# -- ReportLab --------------------------------------------------------------------------------------


def by_reportlab(plans: dict[str, Sequence[Block]], folder: Path) -> dict[str, Path]:
    """Sets each plan with ReportLab."""
    made = {}
    for name, blocks in plans.items():
        made[name] = folder / f"{name}-reportlab.pdf"
        _set(blocks, made[name])
    return made


def _set(blocks: Sequence[Block], target: Path) -> None:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    body = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12)
    title = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=16, leading=20)
    bold = ParagraphStyle("bold", fontName="Helvetica-Bold", fontSize=11, leading=14)
    story: list[object] = []
    for block in blocks:
        if isinstance(block, str):
            style = title if block.startswith("# ") else bold if block.startswith("**") else body
            story += [Paragraph(html.escape(block.strip("#* ")), style), Spacer(1, 4)]
            continue
        total = sum(block.widths)
        width = LANDSCAPE[0] - 2 * MARGIN
        cell = ParagraphStyle(
            "c", fontName="Helvetica", fontSize=block.font, leading=block.font + 2
        )
        head = ParagraphStyle("h", parent=cell, fontName="Helvetica-Bold")
        data: list[list[object]] = [[""] * len(block.widths) for _ in block.rows]
        style_commands: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if block.ruled:
            style_commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        for p in place(block):
            text = html.escape(p.cell.text).replace("\n", "<br/>")
            data[p.row][p.column] = Paragraph(text, head if p.row < block.header else cell)
            if p.cell.across > 1 or p.cell.down > 1:
                end = (p.column + p.cell.across - 1, p.row + p.cell.down - 1)
                style_commands.append(("SPAN", (p.column, p.row), end))
        story.append(
            Table(
                data,
                colWidths=[width * w / total for w in block.widths],
                repeatRows=block.header if block.repeat else 0,
                style=style_commands,
                splitInRow=1,
            )
        )
        story.append(Spacer(1, 8))
    SimpleDocTemplate(
        str(target),
        pagesize=LANDSCAPE,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
    ).build(story)


# -- Word by LibreOffice ----------------------------------------------------------------------------


def by_word(plans: dict[str, Sequence[Block]], folder: Path) -> dict[str, Path]:
    """Writes Word files and converts them at once; needs the ``soffice`` program."""
    words = []
    for name, blocks in plans.items():
        words.append(folder / f"{name}-word.docx")
        _write(blocks, words[-1])
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/office",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, words),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: folder / f"{name}-word.pdf" for name in plans}


def _write(blocks: Sequence[Block], target: Path) -> None:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(LANDSCAPE[0]), Pt(LANDSCAPE[1])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Pt(MARGIN))
    for block in blocks:
        if isinstance(block, str):
            run = document.add_paragraph().add_run(block.strip("#* "))
            run.bold = block.startswith(("#", "**"))
            run.font.size = Pt(16 if block.startswith("# ") else 10)
            continue
        total, width = sum(block.widths), LANDSCAPE[0] - 2 * MARGIN
        table = document.add_table(len(block.rows), len(block.widths))
        table.style = "Table Grid" if block.ruled else None
        table.autofit = False
        for r in range(len(block.rows)):
            for c, w in enumerate(block.widths):
                table.cell(r, c).width = Pt(width * w / total)
        for p in place(block):
            cell = table.cell(p.row, p.column)
            if p.cell.across > 1 or p.cell.down > 1:
                cell = cell.merge(table.cell(p.row + p.cell.down - 1, p.column + p.cell.across - 1))
            for i, line in enumerate(p.cell.text.split("\n")):
                paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
                run = paragraph.add_run(line)
                run.font.size = Pt(block.font)
                run.bold = p.row < block.header
        for r in range(block.header if block.repeat else 0):
            properties = table.rows[r]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))
        document.add_paragraph()
    document.save(str(target))


PRODUCERS = {
    "reportlab": (by_reportlab, None),
    "word": (by_word, "soffice"),
    "chromium": (by_chromium, "chromium"),
}


def make(producer: str, plans: dict[str, Sequence[Block]], folder: Path) -> dict[str, Path]:
    """The PDFs of ``plans`` by ``producer``; empty where its program is not installed."""
    run, program = PRODUCERS[producer]
    if program is not None and shutil.which(program) is None:
        return {}
    return run(plans, folder)


def in_scratch(producer: str, plans: dict[str, Sequence[Block]]) -> tuple[Path, dict[str, Path]]:
    """As ``make``, in a new folder that the caller removes."""
    folder = Path(tempfile.mkdtemp(prefix="plans-"))
    return folder, make(producer, plans, folder)
