"""How each page was read: as text, or as something whose words nobody has."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.reading_samples import altered, drawn, page, words


def _picture(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "grey").save(picture, "PNG")
    canvas.drawImage(ImageReader(picture), x, y, width, height)


def test_a_picture_over_the_whole_page_without_text_was_not_read(tmp_path: Path) -> None:
    read = page(drawn(tmp_path / "a.pdf", lambda c: _picture(c, 0, 0, *A4)))

    assert read.read.value == "image-only"
    assert (read.pictures[0].width, read.pictures[0].height) == (60, 80)


def test_a_scan_cut_into_strips_was_not_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for i in range(8):
            _picture(canvas, 0, i * A4[1] / 8, A4[0], A4[1] / 8)

    assert page(drawn(tmp_path / "a.pdf", draw)).read.value == "image-only"


def test_a_scan_with_a_text_layer_behind_it_is_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine("Words that text recognition left behind the picture")
        canvas.drawText(text)
        _picture(canvas, 0, 0, *A4)

    assert page(drawn(tmp_path / "a.pdf", draw)).read.value == "text"


def test_a_cover_with_a_photograph_and_a_title_is_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        _picture(canvas, 0, 0, *A4)
        canvas.drawString(72, 700, "Domestic Homicide Review Overview Report")

    assert page(drawn(tmp_path / "a.pdf", draw)).read.value == "text"


def test_a_divider_with_three_words_is_text(tmp_path: Path) -> None:
    assert page(drawn(tmp_path / "a.pdf", words("Appendix A"))).read.value == "text"


def test_a_blank_page_is_empty(tmp_path: Path) -> None:
    assert page(drawn(tmp_path / "a.pdf", lambda c: c.rect(0, 0, 1, 1))).read.value == "empty"


def test_letters_drawn_as_shapes_were_not_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(20):
            for column in range(40):
                x, y = 72 + 10 * column, 100 + 30 * row
                path = canvas.beginPath()
                path.moveTo(x, y)
                path.curveTo(x + 2, y + 9, x + 5, y + 9, x + 7, y)
                path.lineTo(x + 5, y)
                path.curveTo(x + 4, y + 4, x + 3, y + 4, x + 2, y)
                path.close()
                canvas.drawPath(path, fill=1, stroke=0)

    assert page(drawn(tmp_path / "a.pdf", draw)).read.value == "image-only"


def test_characters_that_no_font_knows_leave_a_page_unread(tmp_path: Path) -> None:
    def strip_meaning(writer: PdfWriter) -> None:
        # A font whose characters stand in a private area, as broken exports have them.
        font = writer.pages[0]["/Resources"]["/Font"]["/F1"].get_object()
        to_unicode = DecodedStreamObject()
        to_unicode.set_data(
            b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
            b"endcodespacerange 1 beginbfrange <21> <7e> <e021> endbfrange endcmap end"
        )
        font[NameObject("/ToUnicode")] = writer._add_object(to_unicode)

    read = page(
        altered(drawn(tmp_path / "a.pdf", words("Words that nobody can read")), strip_meaning)
    )

    assert read.unmapped > 0.9
    assert read.read.value == "image-only"


def test_links_and_comments_are_listed_with_their_targets(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.linkURL("https://www.example.org/dhr", (72, 600, 200, 620))
        canvas.textAnnotation("Check this date", (300, 700, 320, 720))

    found = {a.kind: a for a in page(drawn(tmp_path / "a.pdf", draw)).annotations}

    assert found["Link"].target == "https://www.example.org/dhr"
    assert found["Text"].text == "Check this date"
    assert found["Link"].box is not None
    assert found["Link"].box.x0 == 72
