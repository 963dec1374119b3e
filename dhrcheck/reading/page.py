"""Reading one page of an open document."""

from __future__ import annotations

from dhrcheck.outcome import ReadAs
from dhrcheck.reading import pdfium
from dhrcheck.reading.grid import grids_of
from dhrcheck.reading.legibility import how_read
from dhrcheck.reading.lines import TextPage, line_of, spans_of, unmapped_share
from dhrcheck.reading.model import Line, PageReading, Table
from dhrcheck.reading.objects import drawn_on, pictures_of
from dhrcheck.reading.rulings import rulings_of
from dhrcheck.reading.tables import deal_out
from dhrcheck.reading.turn import turn_of


def read_page(document: int, index: int) -> PageReading | None:
    """Page ``index`` (from 0) of an open document; None where it does not load."""
    page = pdfium.load_page(document, index)
    if not page:
        return None
    try:
        return _read_loaded(page, index + 1)
    finally:
        pdfium.close_page(page)


def _read_loaded(page: int, number: int) -> PageReading:
    width, height = pdfium.page_width(page), pdfium.page_height(page)
    turn, drawn = turn_of(page), drawn_on(page)
    rulings = rulings_of(drawn, turn)
    grids = grids_of(rulings)
    pictures = pictures_of(drawn, turn, width, height)
    characters = TextPage(page, turn)
    try:
        spans = spans_of(characters)
        lines: list[Line]
        tables: tuple[Table, ...] = ()
        if grids:
            lines, tables = deal_out(characters, spans, grids, rulings)
        else:
            lines = [line_of(characters, span) for span in spans]
        letters = sum(map(str.isalpha, characters.text))
        unmapped = unmapped_share(characters, spans)
    finally:
        characters.close()
    return PageReading(
        number,
        round(width, 1),
        round(height, 1),
        how_read(letters, unmapped, pictures, drawn, turn, width, height),
        tuple(lines),
        tables,
        pictures,
        letters=letters,
        unmapped=unmapped,
    )
