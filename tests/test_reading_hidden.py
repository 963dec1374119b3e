"""Words that are in the file and not seen: under boxes and pictures, in the paper's colour."""

from __future__ import annotations

from collections.abc import Callable
from functools import partialmethod
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Highlight, Rectangle
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dhrcheck.reading.hidden import Watch
from dhrcheck.reading.model import Cover, Hidden
from dhrcheck.reading.reader import Reader
from tests.reading_samples import Draw, altered, drawn, page, reading, tabled, words

NAME = "Rowan Exampleby of 12 Sample Street"
Paint = Callable[[Canvas], None]


def sentence(canvas: Canvas, y: float = 700) -> None:
    canvas.setFillColor(colors.black)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, y, f"The panel heard from {NAME} in May.")


def box(
    colour: colors.Color = colors.black, *, x: float = 187, width: float = 214, height: float = 14
) -> Paint:
    def paint(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        canvas.rect(x, 697, width, height, stroke=0, fill=1)

    return paint


def on_page(tmp_path: Path, *paints: Paint) -> tuple[Hidden, ...]:
    def draw(canvas: Canvas) -> None:
        for paint in paints:
            paint(canvas)

    return page(drawn(tmp_path / "a.pdf", draw)).hidden


def picture(colour: tuple[int, int, int], size: tuple[int, int] = (40, 4)) -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("RGB", size, colour))


# --- hidden


def test_words_under_a_black_box_are_hidden(tmp_path: Path) -> None:
    (found,) = on_page(tmp_path, sentence, box())

    assert found.cover is Cover.BOX
    assert found.dark
    assert found.whole
    assert found.fits
    assert found.sure
    assert found.letters == len(NAME.replace(" ", ""))
    assert (round(found.box.x0, -1), round(found.box.y1, -1)) == (190, 140)


def test_a_pale_box_hides_too_and_is_said_to_be_pale(tmp_path: Path) -> None:
    (found,) = on_page(tmp_path, sentence, box(colors.white))

    assert found.cover is Cover.BOX
    assert not found.dark


def test_pieces_of_words_are_told_from_whole_words(tmp_path: Path) -> None:
    (found,) = on_page(tmp_path, sentence, box(x=196, width=34))

    assert not found.whole


def test_a_rounded_box_and_a_thick_line_hide(tmp_path: Path) -> None:
    def rounded(canvas: Canvas) -> None:
        canvas.setFillColor(colors.black)
        canvas.roundRect(184, 695, 205, 16, 4, stroke=0, fill=1)

    def marker(canvas: Canvas) -> None:
        canvas.setLineWidth(16)
        canvas.line(184, 703, 389, 703)

    for paint in (rounded, marker):
        (found,) = on_page(tmp_path, sentence, paint)
        assert found.cover is Cover.BOX
        assert found.dark


def test_a_box_inside_a_form_object_hides(tmp_path: Path) -> None:
    def form(canvas: Canvas) -> None:
        canvas.beginForm("bar")
        box()(canvas)
        canvas.endForm()
        canvas.doForm("bar")

    assert [found.cover for found in on_page(tmp_path, sentence, form)] == [Cover.BOX]


def test_words_inside_a_form_object_can_be_hidden(tmp_path: Path) -> None:
    def form(canvas: Canvas) -> None:
        canvas.beginForm("words")
        sentence(canvas)
        canvas.endForm()
        canvas.doForm("words")

    assert [found.cover for found in on_page(tmp_path, form, box())] == [Cover.BOX]


def test_words_under_a_picture_of_about_their_size_are_hidden(tmp_path: Path) -> None:
    def paste(canvas: Canvas) -> None:
        canvas.drawImage(picture((0, 0, 0)), 184, 696, 205, 15)

    (found,) = on_page(tmp_path, sentence, paste)

    assert found.cover is Cover.PICTURE
    assert found.dark
    assert found.fits


def test_white_type_on_white_paper_is_hidden(tmp_path: Path) -> None:
    def white(canvas: Canvas) -> None:
        canvas.setFillColor(colors.white)
        canvas.drawString(72, 680, NAME)

    (found,) = on_page(tmp_path, sentence, white)

    assert found.cover is Cover.COLOUR
    assert not found.dark


def test_a_black_highlight_under_black_type_hides(tmp_path: Path) -> None:
    (found,) = on_page(tmp_path, box(x=70, width=330), sentence)

    assert found.cover is Cover.COLOUR
    assert found.dark


def test_a_black_annotation_over_words_hides(tmp_path: Path) -> None:
    def note(writer: PdfWriter) -> None:
        shape = Rectangle(rect=(184, 695, 389, 712), interior_color="000000")
        stream = b"0 0 0 rg 0 0 205 17 re f"
        from pypdf.generic import StreamObject

        look = StreamObject()
        look.set_data(stream)
        look[NameObject("/Type")] = NameObject("/XObject")
        look[NameObject("/Subtype")] = NameObject("/Form")
        look[NameObject("/BBox")] = ArrayObject([FloatObject(v) for v in (0, 0, 205, 17)])
        shape[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
        writer.add_annotation(0, shape)

    (found,) = page(altered(drawn(tmp_path / "a.pdf", sentence), note)).hidden

    assert found.cover is Cover.NOTE
    assert found.dark


def test_a_place_marked_for_redaction_and_never_redacted_is_told(tmp_path: Path) -> None:
    def mark(writer: PdfWriter) -> None:
        note = Rectangle(rect=(184, 695, 389, 712))
        note[NameObject("/Subtype")] = NameObject("/Redact")
        writer.add_annotation(0, note)

    (found,) = page(altered(drawn(tmp_path / "a.pdf", sentence), mark)).hidden

    assert found.cover is Cover.MARK
    assert found.letters >= 20


def test_a_black_bar_on_a_scan_with_a_layer_of_recognised_words(tmp_path: Path) -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture((250, 250, 248), (60, 80)), 0, 0, *canvas._pagesize)
        layer = canvas.beginText(72, 700)
        layer.setTextRenderMode(3)
        layer.setFont("Helvetica", 12)
        layer.textLine(f"The panel heard from {NAME} in May.")
        canvas.drawText(layer)

    assert on_page(tmp_path, scan) == ()
    (found,) = on_page(tmp_path, scan, box())
    assert found.cover is Cover.BOX
    assert found.dark


def test_what_is_hidden_comes_through_the_reading_process(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        sentence(canvas)
        box()(canvas)

    sample = drawn(tmp_path / "a.pdf", draw)
    with Reader(timeout=30, memory_mb=512) as reader:
        (read,) = reader.read([sample])

    assert read.pages[0].hidden == page(sample).hidden != ()


def test_a_turned_page_has_its_boxes_as_displayed(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        sentence(canvas)
        box()(canvas)

    def turn(writer: PdfWriter) -> None:
        writer.pages[0].rotate(90)

    read = page(altered(drawn(tmp_path / "a.pdf", draw), turn))
    (found,) = read.hidden
    shown = read.as_displayed(found.box)

    assert shown.y1 - shown.y0 > shown.x1 - shown.x0
    assert round(shown.x0, -1) == 700


# --- not hidden


def test_table_shading_and_white_headings_on_a_colour_hide_nothing(tmp_path: Path) -> None:
    rows = [["Recommendation", "Lead"], ["Offer an interpreter", "Health trust"]] * 8
    style = [
        ("BACKGROUND", (0, 0), (-1, 0), colors.navy),
        ("TEXTCOLOR", (0, 0), (-1, 0), colors.white),
        ("BACKGROUND", (0, 1), (-1, -1), colors.lightgrey),
    ]

    assert page(tabled(tmp_path / "a.pdf", rows, *style)).hidden == ()


def test_white_type_on_a_coloured_panel_is_seen(tmp_path: Path) -> None:
    def white(canvas: Canvas) -> None:
        canvas.setFillColor(colors.white)
        canvas.drawString(186, 701, "Overview report")

    def photograph(canvas: Canvas) -> None:
        canvas.drawImage(picture((20, 60, 90)), 0, 500, canvas._pagesize[0], 300)

    def shade(canvas: Canvas) -> None:
        canvas.linearGradient(72, 600, 500, 760, (colors.navy, colors.purple))

    for ground in (box(colors.darkblue), photograph, shade):
        assert on_page(tmp_path, ground, white) == ()


def test_see_through_boxes_and_highlights_hide_nothing(tmp_path: Path) -> None:
    def see_through(canvas: Canvas) -> None:
        canvas.saveState()
        box(colors.Color(1, 1, 0, alpha=0.4))(canvas)
        canvas.restoreState()

    def note(writer: PdfWriter) -> None:
        corners = ArrayObject([FloatObject(v) for v in (184, 711, 389, 711, 184, 697, 389, 697)])
        writer.add_annotation(0, Highlight(rect=(184, 697, 389, 711), quad_points=corners))

    assert on_page(tmp_path, sentence, see_through) == ()
    assert page(altered(drawn(tmp_path / "b.pdf", sentence), note)).hidden == ()


def test_a_highlight_behind_words_and_lines_through_them_hide_nothing(tmp_path: Path) -> None:
    def lines(canvas: Canvas) -> None:
        canvas.line(184, 698, 389, 698)
        canvas.setLineWidth(1.5)
        canvas.line(184, 704, 389, 704)

    assert on_page(tmp_path, box(colors.yellow), sentence, lines) == ()


def test_a_frame_around_words_hides_nothing(tmp_path: Path) -> None:
    def frame(canvas: Canvas) -> None:
        canvas.setLineWidth(10)
        canvas.rect(60, 680, 400, 40, stroke=1, fill=0)

    assert on_page(tmp_path, sentence, frame) == ()


def test_a_box_beside_words_hides_nothing(tmp_path: Path) -> None:
    assert on_page(tmp_path, sentence, box(x=445)) == ()


def test_a_page_sized_picture_over_words_is_a_scan(tmp_path: Path) -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture((250, 250, 250), (60, 80)), 0, 0, *canvas._pagesize)

    assert on_page(tmp_path, sentence, scan) == ()


def test_white_spacers_short_words_and_chart_numbers_are_no_findings(tmp_path: Path) -> None:
    def white(canvas: Canvas) -> None:
        canvas.setFillColor(colors.white)
        for i, text in enumerate(["........", "   ", "-", "ab", "12%", "2019", "1 1 1 1 1 1 1"]):
            canvas.drawString(72, 600 - 20 * i, text)

    assert on_page(tmp_path, white) == ()


def test_a_shadow_behind_the_same_words_is_no_finding(tmp_path: Path) -> None:
    def shadowed(canvas: Canvas) -> None:
        for colour, shift in ((colors.white, 0.7), (colors.black, 0)):
            canvas.setFillColor(colour)
            canvas.drawString(72 + shift, 600, "Exampleton")

    assert on_page(tmp_path, shadowed) == ()


def test_a_running_head_on_a_picture_is_looked_at_once(tmp_path: Path) -> None:
    def headed(canvas: Canvas) -> None:
        canvas.drawImage(picture((10, 40, 90)), 0, 780, canvas._pagesize[0], 62)
        canvas.setFillColor(colors.white)
        canvas.drawString(72, 800, "Domestic Homicide Review")
        sentence(canvas)

    sample = drawn(tmp_path / "a.pdf", *[headed] * 80)

    assert all(page(sample, number).hidden == () for number in (1, 2, 80))


@pytest.mark.parametrize("draw", [words("One"), words()])
def test_an_ordinary_or_empty_page_hides_nothing(tmp_path: Path, draw: Draw) -> None:
    assert page(drawn(tmp_path / "a.pdf", draw)).hidden == ()


def test_words_that_were_not_looked_at_any_more_are_told_and_not_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def white(number: int) -> Paint:
        def paint(canvas: Canvas) -> None:
            canvas.setFillColor(colors.white)
            canvas.drawString(72, 680, f"{NAME}, number {number}")

        return paint

    monkeypatch.setattr(Watch, "__init__", partialmethod(Watch.__init__, pages=1))
    pages = reading(drawn(tmp_path / "a.pdf", white(1), white(2))).pages

    assert [[found.sure for found in each.hidden] for each in pages] == [[True], [False]]
