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
    pdf: Path,
    wanted: list[int] | None,
    *,
    dpi: int = DPI,
    skew: tuple[float, ...] = SKEW,
    turned: int = 0,
    dirty: bool = False,
) -> None:
    """Turns the pages ``wanted`` (from 1; all where None) of ``pdf`` into pictures, in place.

    They are displayed turned clockwise by ``turned`` degrees. ``dirty``: as a worn copier leaves
    them, on grey paper, pale and with specks.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter(clone_from=pdf)
    numbers = wanted or list(range(1, len(writer.pages) + 1))
    pictures = _pictures(pdf, numbers, dpi, skew, turned, dirty)
    for number, picture in zip(numbers, pictures, strict=True):
        page = PdfReader(io.BytesIO(picture)).pages[0]
        old = writer.pages[number - 1]
        for key in ("/Contents", "/Resources"):
            old[NameObject(key)] = page.raw_get(key).clone(writer)
        for key in ("/Annots", "/StructParents", "/Tabs", "/Rotate", "/CropBox"):
            old.pop(key, None)
        old[NameObject("/MediaBox")] = page.mediabox
    writer.compress_identical_objects(remove_unreferenced=True)
    writer.write(pdf)


def _pictures(
    pdf: Path, numbers: list[int], dpi: int, skew: tuple[float, ...], turned: int, dirty: bool
) -> list[bytes]:
    """One-page PDFs, each with the picture of one page."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    found = []
    for i, number in enumerate(numbers):
        page = opened[number - 1]
        image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        image = image.rotate(skew[i % len(skew)], fillcolor=250, resample=2)
        if dirty:
            image = _worn(image, number)
        image = image.rotate(-turned, expand=True)
        width, height = page.get_width(), page.get_height()
        found.append(_picture_page(image, *((height, width) if turned % 180 else (width, height))))
    opened.close()
    return found


def _worn(image, seed: int):
    """Grey paper, ink that is no longer black, grain and specks; the same for the same ``seed``."""
    import random

    from PIL import Image

    dice = random.Random(seed)
    image = image.point([70 + grey * 150 // 255 for grey in range(256)])
    # A tile of grain, laid over the page again and again: noise for each pixel would take minutes.
    tile = Image.frombytes("L", (256, 256), bytes(dice.randrange(108, 148) for _ in range(65536)))
    grain = Image.new("L", image.size)
    for x in range(0, image.width, 256):
        for y in range(0, image.height, 256):
            grain.paste(tile, (x, y))
    image = Image.blend(image, grain, 0.15)
    for _ in range(400):
        x, y, size = dice.randrange(image.width), dice.randrange(image.height), dice.randrange(1, 4)
        image.paste(60, (x, y, x + size, y + size))
    return image


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
