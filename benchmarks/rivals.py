"""What other programs and libraries take the text of a PDF with, for a comparison of time.

Each gives the number of characters that it found, so that none can be fast by doing nothing.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def pdfium_text(path: Path) -> int:
    """Bare text of every page by pdfium, and nothing else."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    letters = 0
    for page in document:
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return letters


def pypdf_text(path: Path) -> int:
    """The same by pypdf."""
    from pypdf import PdfReader

    return sum(len(page.extract_text()) for page in PdfReader(path).pages)


def pdfplumber_text(path: Path) -> int:
    """The same by pdfplumber."""
    import pdfplumber

    letters = 0
    with pdfplumber.open(path) as document:
        for page in document.pages:
            letters += len(page.extract_text())
            page.close()
    return letters


def has_pdftotext() -> bool:
    """True where Poppler's program is installed."""
    return shutil.which("pdftotext") is not None


def pdftotext(path: Path) -> int:
    """The same by Poppler's program, in a process of its own."""
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return len(done.stdout)
