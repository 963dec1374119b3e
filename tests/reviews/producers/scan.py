"""Scans: pages rendered, turned a little, kept as grey JPEG pictures without any text."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from tests.reviews.content import Document
from tests.reviews.producers import Pages

DPI = 200
SKEW = (0.6, -0.4, 0.9, -0.7, 0.3)
"""Degrees by which pages are turned, one after the other."""


def scanned(produce: Callable[[Document, Path], Pages]) -> Callable[[Document, Path], Pages]:
    """A producer whose pages are all scanned after the other has set them."""

    def scan(document: Document, target: Path) -> Pages:
        pages = produce(document, target)
        scan_pages(target, None)
        return pages

    return scan


def scan_pages(
    pdf: Path, wanted: list[int] | None, *, dpi: int = DPI, skew: tuple[float, ...] = SKEW
) -> None:
    """Turns the pages ``wanted`` (from 1; all where None) of ``pdf`` into pictures, in place."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter(clone_from=pdf)
    numbers = wanted or list(range(1, len(writer.pages) + 1))
    pictures = _pictures(pdf, numbers, dpi, skew)
    for number, picture in zip(numbers, pictures, strict=True):
        page = PdfReader(io.BytesIO(picture)).pages[0]
        old = writer.pages[number - 1]
        for key in ("/Contents", "/Resources"):
            old[NameObject(key)] = page.raw_get(key).clone(writer)
        for key in ("/Annots", "/StructParents", "/Tabs"):
            old.pop(key, None)
    writer.compress_identical_objects(remove_unreferenced=True)
    writer.write(pdf)


def _pictures(pdf: Path, numbers: list[int], dpi: int, skew: tuple[float, ...]) -> list[bytes]:
    """One-page PDFs, each with the picture of one page."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    found = []
    for i, number in enumerate(numbers):
        page = opened[number - 1]
        image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        image = image.rotate(skew[i % len(skew)], fillcolor=250, resample=2)
        found.append(_picture_page(image, page.get_width(), page.get_height()))
    opened.close()
    return found


def _picture_page(image, width: float, height: float) -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    jpeg, out = io.BytesIO(), io.BytesIO()
    image.save(jpeg, "JPEG", quality=55)
    jpeg.seek(0)
    canvas = Canvas(out, pagesize=(width, height), pageCompression=1)
    canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
