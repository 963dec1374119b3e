"""Scans made on the spot: pages of text, tables and photographs as pictures, skewed and turned."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw
from pypdf import PdfReader
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PROSE = (
    "Thank you for submitting the report of the review to the panel.",
    "The panel met in the spring and read the report with great care.",
    "Members felt that the voice of the family was heard throughout.",
    "They asked that the plan should show what each action has changed.",
    "The summary should say why the chair is independent of agencies.",
    "Copies of the final version should be sent to the address below.",
)


def picture_of(pdf: Path, page: int = 1, dpi: int = 200) -> Image.Image:
    """A page of ``pdf`` as a grey picture."""
    opened = pypdfium2.PdfDocument(pdf)
    picture = opened[page - 1].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    opened.close()
    return picture


def scanned(
    pdf: Path,
    *,
    dpi: int = 200,
    skew: float = 0.0,
    turned: int = 0,
    greys: bytes = bytes(range(256)),
) -> Path:
    """``pdf`` with every page replaced by a picture of it, in place.

    The paper lies askew by ``skew`` degrees (its lines fall to the right), and the page is displayed
    turned clockwise by ``turned`` degrees (0, 90, 180, 270). ``greys`` gives what each grey fades to.
    """
    pictures = [picture_of(pdf, n + 1, dpi) for n in range(len(PdfReader(pdf).pages))]
    askew = [p.rotate(-skew, fillcolor=250, resample=Image.Resampling.BICUBIC) for p in pictures]
    askew = [p.point(list(greys)) for p in askew]
    return of_pictures(pdf, [p.rotate(-turned, expand=True) for p in askew], dpi)


def of_pictures(target: Path, pictures: Sequence[Image.Image], dpi: int = 200) -> Path:
    """A PDF with a page for each picture, as large as the page."""
    canvas = Canvas(str(target))
    for picture in pictures:
        width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
        canvas.setPageSize((width, height))
        canvas.drawImage(reader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return target


def reader(picture: Image.Image) -> ImageReader:
    """A picture for a canvas, as JPEG as scanners write it."""
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=70)
    jpeg.seek(0)
    return ImageReader(jpeg)


def photograph(width: int = 1240, height: int = 1754) -> Image.Image:
    """Light and shade without any words."""
    picture = Image.linear_gradient("L").resize((width, height))
    pen = ImageDraw.Draw(picture)
    for i in range(40):
        x, y, r = (i * 397) % width, (i * 733) % height, 30 + (i * 61) % 200
        pen.ellipse((x - r, y - r, x + r, y + r), fill=40 + (i * 47) % 180)
    return picture


def scribble(width: int = 1240, height: int = 1754) -> Image.Image:
    """Lines of what looks like handwriting and cannot be read."""
    picture = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(picture)
    step = 7
    for row in range(25):
        x, last = 100, (100, 120 + row * 60)
        while x < width - 140:
            step = (step * 1103515245 + 12345) % 2147483648
            x += 3 + step % 6
            here = (x, 120 + row * 60 + (step >> 8) % 36 - 18)
            if (step >> 16) % 12:
                pen.line((*last, *here), fill=20, width=3)
            else:
                x += 20
                here = (x, here[1])
            last = here
    return picture
