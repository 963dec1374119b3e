"""Ruled tables: cells, spans, several on a page, turned pages; and what is no table."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from dhrcheck.reading.reader import Reader
from tests.reading_samples import altered, drawn, grid, page, tabled, texts, words

ROWS = [
    ["No", "Recommendation", "Lead"],
    ["1", "Train all staff who meet victims of domestic abuse in risk assessment", "Police"],
    ["2", "Share information", "Council"],
]
PLAN = {
    (0, 0): "No",
    (0, 1): "Recommendation",
    (0, 2): "Lead",
    (1, 0): "1",
    (1, 1): "Train all staff who meet victims of domestic abuse in risk assessment",
    (1, 2): "Police",
    (2, 0): "2",
    (2, 1): "Share information",
    (2, 2): "Council",
}


def test_the_text_of_a_ruled_table_stands_in_its_cells_and_nowhere_else(tmp_path: Path) -> None:
    read = page(tabled(tmp_path / "a.pdf", ROWS))

    assert grid(read) == PLAN
    assert texts(read) == ["Words before the table.", "Words after the table."]
    assert read.tables[0].before == 1


def test_wrapped_text_keeps_its_lines_in_a_cell(tmp_path: Path) -> None:
    (table,) = page(tabled(tmp_path / "a.pdf", ROWS)).tables

    (cell,) = [c for c in table.cells if (c.row, c.column) == (1, 1)]
    assert len(cell.lines) > 1
    assert [line.box.y0 for line in cell.lines] == sorted(line.box.y0 for line in cell.lines)


def test_merged_cells_have_spans(tmp_path: Path) -> None:
    rows = [["Theme 2: Health", "", ""], ["a", "b", "c"], ["", "d", "e"]]
    read = page(
        tabled(tmp_path / "a.pdf", rows, ("SPAN", (0, 0), (2, 0)), ("SPAN", (0, 1), (0, 2)))
    )

    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in read.tables[0].cells}
    assert spans == {
        (0, 0): (1, 3),
        (1, 0): (2, 1),
        (1, 1): (1, 1),
        (1, 2): (1, 1),
        (2, 1): (1, 1),
        (2, 2): (1, 1),
    }
    assert grid(read)[1, 0] == "a"


def test_a_shaded_header_row_is_known(tmp_path: Path) -> None:
    shade = ("BACKGROUND", (0, 0), (-1, 0), colors.lightblue)
    (table,) = page(tabled(tmp_path / "a.pdf", ROWS, shade)).tables

    assert {cell.row for cell in table.cells if cell.shaded} == {0}


def test_a_table_whose_outer_sides_are_open_keeps_its_outer_columns(tmp_path: Path) -> None:
    inner_only = (
        ("GRID", (0, 0), (-1, -1), 0, colors.white),
        ("INNERGRID", (0, 0), (-1, -1), 1, colors.black),
    )
    sample = tabled(tmp_path / "a.pdf", ROWS, *inner_only)

    assert grid(page(sample)) == PLAN


@pytest.mark.parametrize("quarter_turns", [1, 3])
def test_a_table_on_a_turned_page_reads_as_it_is_displayed(
    tmp_path: Path, quarter_turns: int
) -> None:
    def draw(canvas: Canvas) -> None:
        width, height = A4
        if quarter_turns == 1:
            canvas.translate(width, 0)
            canvas.rotate(90)
        else:
            canvas.translate(0, height)
            canvas.rotate(270)
        canvas.grid([50, 250, 450], [300, 340, 380])
        for x, y, text in [(60, 350, "a"), (260, 350, "b"), (60, 310, "c"), (260, 310, "d")]:
            canvas.drawString(x, y, text)

    def turn(writer: PdfWriter) -> None:
        writer.pages[0].rotate(90 * quarter_turns)

    read = page(altered(drawn(tmp_path / "a.pdf", draw), turn))

    assert read.width > read.height
    assert grid(read) == {(0, 0): "a", (0, 1): "b", (1, 0): "c", (1, 1): "d"}


def test_a_header_turned_on_its_side_stays_in_its_cell(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([50, 90, 300], [400, 440, 560])
        canvas.drawString(60, 415, "1")
        canvas.drawString(100, 415, "Train all staff")
        canvas.drawString(100, 500, "Recommendation")
        canvas.rotate(90)
        canvas.drawString(445, -75, "Number of row")

    read = page(drawn(tmp_path / "a.pdf", draw))

    assert grid(read)[0, 0] == "Number of row"
    assert not read.tables[0].cells[0].lines[0].upright
    assert grid(read)[1, 1] == "Train all staff"


def test_a_turned_header_whose_letters_are_set_one_by_one_reads_as_words(tmp_path: Path) -> None:
    # As kerned type is set: each letter by itself, a hair off the place that its width gives it.
    def draw(canvas: Canvas) -> None:
        canvas.grid([50, 90, 300], [400, 440, 560])
        canvas.drawString(60, 415, "1")
        canvas.drawString(100, 415, "Train all staff")
        canvas.drawString(100, 500, "Recommendation")
        canvas.rotate(90)
        x = 445.0
        for letter in "Lead agency":
            canvas.drawString(x, -75, letter)
            x += canvas.stringWidth(letter) - 0.3

    assert grid(page(drawn(tmp_path / "a.pdf", draw)))[0, 0] == "Lead agency"


@pytest.mark.parametrize("quarter_turns", [1, 2, 3])
def test_a_page_drawn_on_its_side_and_turned_back_reads_the_same(
    tmp_path: Path, quarter_turns: int
) -> None:
    def turn_and_back(writer: PdfWriter) -> None:
        writer.pages[0].rotate(90 * quarter_turns)
        writer.pages[0].transfer_rotation_to_content()
        writer.pages[0].rotate(360 - 90 * quarter_turns)

    straight = page(tabled(tmp_path / "a.pdf", ROWS, wide=True))
    turned = page(altered(tabled(tmp_path / "b.pdf", ROWS, wide=True), turn_and_back))

    assert grid(turned) == grid(straight) == PLAN
    assert texts(turned) == texts(straight)
    for one, other in zip(straight.lines, turned.lines, strict=True):
        assert other.box == pytest.approx(one.box, abs=1.5)


def test_columns_that_only_the_header_draws_are_carried_down(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 400, 300, 100)
        canvas.line(50, 470, 350, 470)
        for x in (150, 250):
            canvas.line(x, 470, x, 500)
        for y, row in [(480, "Action Lead Date"), (440, "Train Police May")]:
            for i, word in enumerate(row.split()):
                canvas.drawString(60 + 100 * i, y, word)

    cells = grid(page(drawn(tmp_path / "a.pdf", draw)))

    assert [cells[1, column] for column in range(3)] == ["Train", "Police", "May"]


def test_a_merged_cell_that_goes_on_over_the_page_is_closed_at_its_foot(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for x in (50, 150, 250, 350):
            canvas.line(x, 400, x, 500)
        canvas.line(50, 500, 350, 500)
        # The first column's cell is merged downwards: its foot stands on the next page.
        for y in (450, 400):
            canvas.line(150, y, 350, y)
        for x, y, text in [(60, 470, "Theme"), (160, 470, "a"), (260, 470, "b"), (160, 420, "c")]:
            canvas.drawString(x, y, text)

    cells = grid(page(drawn(tmp_path / "a.pdf", draw)))

    assert cells == {(0, 0): "Theme", (0, 1): "a", (0, 2): "b", (1, 1): "c", (1, 2): ""}


def test_a_row_that_the_page_cuts_below_a_theme_is_a_row_of_the_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for y in (500, 470, 440):
            canvas.line(50, y, 350, y)
        for x in (50, 350):
            canvas.line(x, 400, x, 500)
        for x in (150, 250):
            # The theme across all columns cuts the inner rules; the last row has no foot.
            canvas.line(x, 470, x, 500)
            canvas.line(x, 400, x, 440)
        for x, text in ((60, "1"), (160, "Train"), (260, "Police")):
            canvas.drawString(x, 480, text)
        canvas.drawString(60, 450, "Theme 2")
        for x, text in ((60, "2"), (160, "Share"), (260, "Council")):
            canvas.drawString(x, 420, text)

    cells = grid(page(drawn(tmp_path / "a.pdf", draw)))

    assert [cells[2, column] for column in range(3)] == ["2", "Share", "Council"]


def test_a_theme_across_all_columns_is_not_cut(tmp_path: Path) -> None:
    rows = [["Theme 2: Information sharing between all of the agencies", "", ""], ["a", "b", "c"]]

    read = page(tabled(tmp_path / "a.pdf", rows, ("SPAN", (0, 0), (2, 0))))

    assert read.tables[0].cells[0].column_span == 3
    assert grid(read)[0, 0] == rows[0][0]


def test_rules_drawn_as_thin_filled_rectangles_in_one_path_make_a_table(tmp_path: Path) -> None:
    # As Word does: every border of every cell a rectangle of its own, all filled at once.
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for column in range(2):
            for row in range(2):
                x, y = 50 + 200 * column, 400 + 40 * row
                for rect in (
                    (x, y, 200, 0.5),
                    (x, y + 40, 200, 0.5),
                    (x, y, 0.5, 40),
                    (x + 200, y, 0.5, 40),
                ):
                    path.rect(*rect)
                canvas.drawString(x + 5, y + 15, f"cell {row} {column}")
        canvas.drawPath(path, fill=1, stroke=0)

    cells = grid(page(drawn(tmp_path / "a.pdf", draw)))

    assert cells == {(0, 0): "cell 1 0", (0, 1): "cell 1 1", (1, 0): "cell 0 0", (1, 1): "cell 0 1"}


def test_a_table_inside_a_form_object_is_found_where_it_is_shown(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("plan")
        canvas.grid([0, 100, 200], [0, 40, 80])
        canvas.drawString(5, 50, "a")
        canvas.drawString(105, 50, "b")
        canvas.endForm()
        canvas.translate(100, 500)
        canvas.doForm("plan")

    read = page(drawn(tmp_path / "a.pdf", draw))

    assert grid(read)[0, 1] == "b"
    assert read.tables[0].box.x0 == pytest.approx(100, abs=1)


def test_two_tables_on_a_page_stay_two(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for y in (600, 400):
            canvas.grid([50, 150, 250], [y, y + 30, y + 60])
            canvas.drawString(55, y + 40, f"left {y}")
            canvas.drawString(155, y + 40, f"right {y}")
        canvas.drawString(50, 500, "Between them")

    read = page(drawn(tmp_path / "a.pdf", draw))

    assert [grid(read, i)[0, 0] for i in (0, 1)] == ["left 600", "left 400"]
    assert texts(read) == ["Between them"]


def test_a_frame_around_a_paragraph_or_a_page_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(20, 20, 550, 800)
        canvas.rect(60, 600, 400, 100)
        words("A boxed paragraph", "of two lines")(canvas)

    read = page(drawn(tmp_path / "a.pdf", draw))

    assert read.tables == ()
    assert texts(read) == ["A boxed paragraph", "of two lines"]


def test_the_bars_and_grid_of_a_chart_are_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for i in range(6):
            canvas.line(100, 400 + 30 * i, 400, 400 + 30 * i)
            canvas.drawString(70, 396 + 30 * i, str(10 * i))
        canvas.line(100, 400, 100, 550)
        for i, tall in enumerate((40, 90, 120)):
            canvas.rect(130 + 90 * i, 400, 30, tall, fill=1)
            canvas.drawString(130 + 90 * i, 405 + tall, str(tall))

    assert page(drawn(tmp_path / "a.pdf", draw)).tables == ()


def test_underlined_words_are_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        words("One underlined heading", "Another one")(canvas)
        canvas.line(72, 765, 200, 765)
        canvas.line(72, 745, 200, 745)

    assert page(drawn(tmp_path / "a.pdf", draw)).tables == ()


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_as_by_one_who_turns_it(
    tmp_path: Path, degrees: int
) -> None:
    upright = page(tabled(tmp_path / "a.pdf", ROWS, wide=True))

    def lie(writer: PdfWriter) -> None:
        writer.pages[0].rotate(degrees)

    path = altered(tabled(tmp_path / "b.pdf", ROWS, wide=True), lie)
    lying = page(path)

    assert lying.turned == 360 - degrees
    assert (lying.width, lying.height) == (upright.width, upright.height)
    assert grid(lying) == PLAN
    assert texts(lying) == texts(upright)
    box, wanted = lying.lines[0].box, upright.lines[0].box
    assert tuple(box) == pytest.approx(tuple(wanted), abs=1)
    # The picture of the place is taken from the page as it is displayed.
    shown = lying.as_displayed(box)
    long = shown.x1 - shown.x0 > shown.y1 - shown.y0
    assert long is (degrees == 180)
    with Reader(timeout=30, memory_mb=512) as reader:
        (through_the_child,) = reader.read([path])
    assert through_the_child.pages[0] == lying


def test_a_page_with_one_word_on_its_side_is_not_turned(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        words(*[f"Line {n} of a page that stands upright." for n in range(6)])(canvas)
        canvas.rotate(90)
        canvas.drawString(300, -40, "A remark that runs up the margin of the page")

    assert page(drawn(tmp_path / "a.pdf", draw)).turned == 0
