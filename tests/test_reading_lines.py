"""Lines of a page: their words, places and styles, as the page is displayed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.reading_samples import altered, drawn, page, reading, texts, words

WIDTH, HEIGHT = A4


def test_lines_come_in_order_with_their_size_and_style(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, HEIGHT - 72, "1 Introduction")
        canvas.setFont("Helvetica-Oblique", 11)
        canvas.drawString(72, HEIGHT - 100, "An italic line")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, HEIGHT - 120, "A plain line")

    lines = page(drawn(tmp_path / "a.pdf", draw)).lines

    assert [(x.text, x.size, x.bold, x.italic) for x in lines] == [
        ("1 Introduction", 18, True, False),
        ("An italic line", 11, False, True),
        ("A plain line", 11, False, False),
    ]


def test_the_size_of_a_line_is_the_one_that_is_displayed(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(2, 2)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(36, 300, "Twice six is twelve")

    (line,) = page(drawn(tmp_path / "a.pdf", draw)).lines

    assert line.size == 12


def test_type_made_bold_by_stroking_its_outline_is_bold(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 700, "Thickened", mode=2)

    (line,) = page(drawn(tmp_path / "a.pdf", draw)).lines

    assert line.bold


def test_boxes_are_measured_from_the_top_left_corner(tmp_path: Path) -> None:
    (line,) = page(drawn(tmp_path / "a.pdf", words("Words"))).lines

    assert line.box.x0 == pytest.approx(72, abs=2)
    assert line.box.y0 < 72 < line.box.y1
    assert line.box.y1 - line.box.y0 == pytest.approx(12, abs=1)


@pytest.mark.parametrize("quarter_turns", [1, 2, 3])
def test_boxes_follow_the_page_when_it_is_turned(tmp_path: Path, quarter_turns: int) -> None:
    def upright_once_turned(canvas: Canvas) -> None:
        if quarter_turns == 1:
            canvas.translate(WIDTH, 0)
            canvas.rotate(90)
        elif quarter_turns == 2:
            canvas.translate(WIDTH, HEIGHT)
            canvas.rotate(180)
        else:
            canvas.translate(0, HEIGHT)
            canvas.rotate(270)
        tall = HEIGHT if quarter_turns == 2 else WIDTH
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, tall - 72, "Words that stand upright")
        canvas.drawString(72, tall - 92, "and a second line")

    def turn(writer: PdfWriter) -> None:
        writer.pages[0].rotate(90 * quarter_turns)

    read = page(altered(drawn(tmp_path / "a.pdf", upright_once_turned), turn))

    assert texts(read) == ["Words that stand upright", "and a second line"]
    assert all(line.upright for line in read.lines)
    assert read.lines[0].box.x0 == pytest.approx(72, abs=2)
    assert read.lines[0].box.y0 < 72 < read.lines[0].box.y1
    assert (read.width < read.height) == (quarter_turns == 2)


def test_text_on_its_side_is_known_as_such(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "An upright line")
        canvas.rotate(90)
        canvas.drawString(72, -300, "A line on its side")

    upright = {line.text: line.upright for line in page(drawn(tmp_path / "a.pdf", draw)).lines}

    assert upright == {"An upright line": True, "A line on its side": False}


def test_boxes_start_at_the_corner_of_the_crop_box(tmp_path: Path) -> None:
    def crop(writer: PdfWriter) -> None:
        writer.pages[0].cropbox = RectangleObject((50, 100, WIDTH - 50, HEIGHT - 40))

    read = page(altered(drawn(tmp_path / "a.pdf", words("Words")), crop))

    assert (read.width, read.height) == (
        pytest.approx(WIDTH - 100, abs=1),
        pytest.approx(HEIGHT - 140, abs=1),
    )
    assert read.lines[0].box.x0 == pytest.approx(22, abs=2)
    assert read.lines[0].box.y0 < 32 < read.lines[0].box.y1


def test_a_hyphen_at_a_lines_end_is_soft_and_the_line_ends_there(tmp_path: Path) -> None:
    sample = drawn(
        tmp_path / "a.pdf", words("The panel heard of a multi-", "agency meeting in May.")
    )

    assert texts(page(sample)) == ["The panel heard of a multi\u00ad", "agency meeting in May."]


def test_a_hyphen_inside_a_line_stays(tmp_path: Path) -> None:
    assert texts(page(drawn(tmp_path / "a.pdf", words("A multi-agency meeting.")))) == [
        "A multi-agency meeting."
    ]


def test_wide_gaps_are_shown_where_a_page_has_columns_without_rules(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for i, (left, right) in enumerate(
            [("Action", "Lead"), ("Train", "Police"), ("Tell", "NHS")]
        ):
            canvas.drawString(72, 700 - 20 * i, left)
            canvas.drawString(300, 700 - 20 * i, right)

    lines = page(drawn(tmp_path / "a.pdf", draw)).lines

    assert [line.text for line in lines] == ["Action Lead", "Train Police", "Tell NHS"]
    for line in lines:
        ((offset, x),) = line.gaps
        assert line.text[offset:] in ("Lead", "Police", "NHS")
        assert x == pytest.approx(300, abs=2)


def test_prose_has_no_gaps(tmp_path: Path) -> None:
    prose = ["The review was commissioned in May by the partnership and its members."] * 4

    assert all(not line.gaps for line in page(drawn(tmp_path / "a.pdf", words(*prose))).lines)


def test_letters_are_counted_and_text_says_that_it_was_read(tmp_path: Path) -> None:
    read = page(drawn(tmp_path / "a.pdf", words("Four words, 2 commas, no more.")))

    assert read.letters == len("Fourwordscommasnomore")
    assert read.read.value == "text"


def test_pages_are_numbered_from_one_and_keep_their_labels(tmp_path: Path) -> None:
    def label(writer: PdfWriter) -> None:
        writer.set_page_label(0, 1, style="/r")
        writer.set_page_label(2, 2, style="/D")

    read = reading(altered(drawn(tmp_path / "a.pdf", words("a"), words("b"), words("c")), label))

    assert [(each.number, each.label) for each in read.pages] == [(1, "i"), (2, "ii"), (3, "1")]
