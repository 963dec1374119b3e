"""Last steps on finished files: boxes, comments, scripts, properties, and where words stand."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Place = tuple[int, int]
Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the bottom left."""


def squeezed(text: str) -> str:
    """Words without spaces, hyphens and marks of broken lines."""
    return re.sub(r"[\s\x02\ufffe\xad\u2010-\u2014-]+", "", text).casefold()


def places_of(words: str, files: list[Path]) -> list[Place]:
    """All pages on which the words (or their first or last 30 letters) stand."""
    import pypdfium2

    whole = squeezed(words)
    found: list[Place] = []
    for i, file in enumerate(files):
        if not file.read_bytes()[:1024].count(b"%PDF-"):
            continue
        opened = pypdfium2.PdfDocument(file)
        texts = [squeezed(page.get_textpage().get_text_range()) for page in opened]
        opened.close()
        pages = [n for n, text in enumerate(texts, 1) if whole in text]
        if not pages:
            ends = {whole[:30], whole[-30:]}
            pages = [n for n, text in enumerate(texts, 1) if any(e in text for e in ends)]
        found += [(i, n) for n in pages]
    return found


def part_pages(truth: dict[str, Any], role: str, *, scanned: bool = False) -> list[Place]:
    """The pages of a part (without its divider), file by file."""
    return [
        (p["file"], n)
        for p in truth["parts"]
        if p["part"] == role and not p["divider"] and p["scanned"] is scanned
        for n in range(p["first_page"], p["last_page"] + 1)
    ]


def report_file(truth: dict[str, Any]) -> int:
    """The file that holds the overview report."""
    return next(p["file"] for p in truth["parts"] if p["part"] == "overview-report")


def middle_of_report(truth: dict[str, Any]) -> Place:
    """A page in the middle of the report, which is full of text."""
    pages = part_pages(truth, "overview-report")
    return pages[len(pages) // 2]


def rewritten(file: Path, change: Callable[[Any], None]) -> None:
    """Opens a file for writing, changes it and saves it in place."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=file)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    file.write_bytes(out.getvalue())


def drawn_over(file: Path, page: int, draw: Callable[[Any, float, float], None]) -> None:
    """Draws on a page (a ReportLab canvas, its width and height), over what is there."""
    from pypdf import PdfReader
    from reportlab.pdfgen.canvas import Canvas

    def change(writer: Any) -> None:
        under = writer.pages[page - 1]
        width, height = float(under.mediabox.width), float(under.mediabox.height)
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(width, height))
        draw(canvas, width, height)
        canvas.showPage()
        canvas.save()
        under.merge_page(PdfReader(io.BytesIO(out.getvalue())).pages[0])

    rewritten(file, change)


def words_on(file: Path, page: int, letters: int = 14) -> Rect:
    """The box of a few whole words in the middle of a page."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(file)
    textpage = opened[page - 1].get_textpage()
    text = textpage.get_text_range()
    runs = [m for m in re.finditer(r"\b\w+(?: \w+){1,3}\b", text) if m.end() - m.start() >= letters]
    at = runs[len(runs) // 2]
    first, count = textpage.search(at.group()).get_next()
    boxes = [textpage.get_charbox(i) for i in range(first, first + count)]
    line = [b for b in boxes if abs(b[1] - boxes[0][1]) < 6]
    opened.close()
    return (
        min(b[0] for b in line),
        min(b[1] for b in line),
        max(b[2] for b in line),
        max(b[3] for b in line),
    )
