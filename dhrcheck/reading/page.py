"""Reading one page of an open document."""

from __future__ import annotations

from dhrcheck.outcome import ReadAs
from dhrcheck.reading import pdfium
from dhrcheck.reading.lines import TextPage, line_of, spans_of, unmapped_share
from dhrcheck.reading.model import PageReading
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
    characters = TextPage(page, turn_of(page))
    try:
        spans = spans_of(characters)
        lines = tuple(line_of(characters, span) for span in spans)
        letters = sum(map(str.isalpha, characters.text))
        unmapped = unmapped_share(characters, spans)
    finally:
        characters.close()
    return PageReading(
        number,
        round(pdfium.page_width(page), 1),
        round(pdfium.page_height(page), 1),
        ReadAs.TEXT if letters else ReadAs.EMPTY,
        lines=lines,
        letters=letters,
        unmapped=unmapped,
    )
