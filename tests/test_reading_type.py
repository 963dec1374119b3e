"""The type of recognised pages: sizes of one file settled, bold lines told, hanging numbers joined."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading.model import Line, PageReading
from dhrcheck.reading.ocr_bitmap import Bitmap
from dhrcheck.reading.ocr_lines import lines_of
from dhrcheck.reading.ocr_type import with_settled_type
from dhrcheck.reading.ocr_words import Word

_PLAIN, _BROAD = 0.13, 0.18
"""Strokes over the size of type, in regular and in bold letters."""
_TEXT = "The panel met on four days and read what each agency had written"


def line(text: str, measured: float, true: float, y: float, *, bold: bool = False) -> Line:
    """A line set in ``true`` points and measured as ``measured``."""
    width = stringWidth(text, "Helvetica-Bold" if bold else "Helvetica", true)
    stroke = round(true * (_BROAD if bold else _PLAIN), 3)
    return Line(text, Box(70, y, 70 + width, y + true), measured, stroke=stroke)


def page(number: int, *headings: Line, body: float = 11.5) -> PageReading:
    """A recognised page: the headings above twelve lines of text."""
    text = [line(f"{_TEXT} {i}", body + 0.1 * (i % 3 - 1), 11.5, 200 + 14 * i) for i in range(12)]
    return PageReading(number, 595, 842, ReadAs.OCR, (*headings, *text))


def first_lines(pages: tuple[PageReading, ...]) -> list[tuple[float, bool]]:
    return [(p.lines[0].size, p.lines[0].bold) for p in pages]


def test_headings_of_one_rank_measured_apart_on_their_pages_get_one_size() -> None:
    measured = enumerate((12.4, 12.7, 13.1), 1)
    pages = [page(n, line("Key issues of it", size, 13, 90, bold=True)) for n, size in measured]
    settled = with_settled_type(pages)
    assert len(set(first_lines(settled))) == 1
    assert first_lines(settled)[0][0] > settled[0].lines[3].size


def test_two_ranks_of_headings_stay_two() -> None:
    pages = [
        page(1, line("Executive Summary", 15.6, 16, 90, bold=True)),
        page(2, line("Review process", 12.7, 13, 90, bold=True)),
        page(3, line("Overview Report", 16.3, 16, 90, bold=True)),
    ]
    high, low, other = first_lines(with_settled_type(pages))
    assert high == other
    assert low[0] < high[0]


def test_a_line_measured_a_quarter_too_tall_is_measured_by_its_width() -> None:
    pages = [
        page(1, line("Terms of reference for it", 13.0, 13, 90, bold=True)),
        page(2, line("Key issues that arose here", 16.2, 13, 90, bold=True)),
    ]
    sizes = first_lines(with_settled_type(pages))
    assert sizes[0] == sizes[1]


def test_broad_strokes_are_bold_also_in_the_size_of_the_text() -> None:
    settled = with_settled_type([page(1, line("Lessons to be learned", 11.4, 11.5, 90, bold=True))])
    assert settled[0].lines[0].bold
    assert not any(ln.bold for ln in settled[0].lines[1:])
    assert {ln.size for ln in settled[0].lines} == {11.5}


def test_pages_with_text_of_their_own_keep_their_type() -> None:
    told = replace(page(2, line("A heading", 12.6, 13, 90)), read=ReadAs.TEXT)
    assert with_settled_type([page(1), told])[1] is told


def test_nothing_but_short_lines_is_no_stumbling_block() -> None:
    lines = tuple(replace(line("7", 9.0, 9, 50 + n), stroke=0.0) for n in range(3))
    assert with_settled_type([PageReading(1, 595, 842, ReadAs.OCR, lines)])[0].lines == lines


def word(text: str, x: float, y: float, number: int) -> Word:
    return Word(text, Box(x, y, x + 6 * len(text), y + 9), 95.0, (number, 1, 1))


@pytest.mark.parametrize(
    ("read", "meant"), [("2.1", "2.1"), ("2.1,", "2.1"), ("9:1.", "9.1."), ("4", "4")]
)
def test_a_number_read_in_a_column_of_its_own_stands_before_its_line(read: str, meant: str) -> None:
    words = [word(read, 70, 100, 1), word("5", 70, 130, 2)]
    words += [
        word("Police", 110, 100, 3),
        word("officers", 150, 100, 3),
        word("Panel", 110, 130, 4),
    ]
    assert [ln.text for ln in lines_of(words)] == [f"{meant} Police officers", "5 Panel"]


def test_a_page_number_is_joined_to_nothing() -> None:
    words = [word("12", 290, 800, 1), word("Police", 110, 100, 2)]
    assert [ln.text for ln in lines_of(words)] == ["12", "Police"]


def test_the_ink_of_bold_letters_runs_longer() -> None:
    thin = b"\xff\x00\xff\xff" * 10
    thick = b"\xff\x00\x00\x00\xff\xff\xff\xff" * 5
    narrow, broad = (Bitmap(rows * 40, 40, 40, 1.0) for rows in (thin, thick))
    whole = Box(0, 0, 40, 40)
    assert narrow.stroke(whole) == 1.0
    assert broad.stroke(whole) == 3.0
