"""LibreOffice: a Word file by python-docx, converted by ``soffice``.

Pages of anchors come from named destinations, which the converter writes for Word bookmarks; page
numbers in the contents list are PAGEREF fields that the converter fills.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.reviews.content import Document, Look
from tests.reviews.producers import Pages
from tests.reviews.producers.word import WordWriter


def produce(document: Document, target: Path) -> Pages:
    """Writes the PDF to ``target`` and answers with the page of every anchor."""
    with tempfile.TemporaryDirectory(prefix="lo-") as scratch:
        word = Path(scratch) / "report.docx"
        WordWriter(document).save(word)
        pdf = convert(word, Path(scratch), document.look)
        shutil.copy(pdf, target)
    return destinations(target)


def convert(word: Path, folder: Path, look: Look) -> Path:
    """Runs ``soffice`` with a profile of its own and answers with the PDF's path."""
    options = {
        "UseTaggedPDF": look.tagged,
        "ExportBookmarks": look.outline,
        "ExportBookmarksToPDFDestination": True,
        "DisplayPDFDocumentTitle": True,
        "ReduceImageResolution": True,
    }
    typed = {k: {"type": "boolean", "value": str(v).lower()} for k, v in options.items()}
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(typed)}",
            "--outdir",
            str(folder),
            str(word),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / (word.stem + ".pdf")


def destinations(pdf: Path) -> Pages:
    """The page of every named destination of a PDF, from 1."""
    from pypdf import PdfReader

    reader = PdfReader(pdf)
    numbers = {p.indirect_reference.idnum: i for i, p in enumerate(reader.pages, 1)}
    pages: Pages = {}
    for name, place in reader.named_destinations.items():
        page = place.page
        number = getattr(page, "idnum", None)
        if number in numbers:
            pages[re.sub(r"^/?(?:(?:_|5F)Ref)?", "", name)] = numbers[number]
    return pages
