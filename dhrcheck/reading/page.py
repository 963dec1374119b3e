"""Reading one page of an open document."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.reading import pdfium
from dhrcheck.reading.annotations import annotations_of
from dhrcheck.reading.bullets import with_bullets
from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.covers import suspects_of
from dhrcheck.reading.gaps import with_gaps
from dhrcheck.reading.grid import Grid, grids_of
from dhrcheck.reading.hidden import Watch, hidden_on
from dhrcheck.reading.legibility import how_read
from dhrcheck.reading.lines import Span, line_of, spans_of, unmapped_share
from dhrcheck.reading.model import Line, PageReading, Table
from dhrcheck.reading.objects import drawn_on, pictures_of
from dhrcheck.reading.rulings import Rulings, rulings_of
from dhrcheck.reading.sideways import is_shattered, with_sideways_joined
from dhrcheck.reading.structure import Tags, tags_of
from dhrcheck.reading.tables import deal_out
from dhrcheck.reading.turn import turn_of


@dataclass(frozen=True, slots=True)
class Seen:
    """A page's reading, its structure tags, and whether an annotation on it acts (runs, submits)."""

    reading: PageReading
    tags: Tags
    active: bool


def read_page(document: int, index: int, *, with_tags: bool, watch: Watch) -> Seen | None:
    """Page ``index`` (from 0) of an open document; None where it does not load.

    ``watch`` is one for all pages of a file.
    """
    page = pdfium.load_page(document, index)
    if not page:
        return None
    try:
        return _read_loaded(document, page, index, with_tags, watch)
    finally:
        pdfium.close_page(page)


def _read_loaded(document: int, page: int, index: int, with_tags: bool, watch: Watch) -> Seen:
    width, height = pdfium.page_width(page), pdfium.page_height(page)
    turn, drawn = turn_of(page), drawn_on(page)
    rulings = rulings_of(drawn, turn)
    grids = grids_of(rulings)
    pictures = pictures_of(drawn, turn, width, height)
    annotations, active = annotations_of(document, page, turn)
    characters = TextPage(page, turn)
    try:
        spans = spans_of(characters)
        lines, tables = _dealt(characters, spans, grids, rulings)
        if characters.has_sideways or is_shattered(spans):
            spans = with_sideways_joined(characters, spans)
            lines, tables = _dealt(characters, spans, grids, rulings)
        letters = sum(map(str.isalpha, characters.text))
        unmapped = unmapped_share(characters, spans)
        tags = tags_of(page, index + 1, characters, spans) if with_tags else Tags()
        suspects = suspects_of(drawn, rulings, annotations, turn, (width, height))
        hidden = hidden_on(page, drawn, characters, turn, suspects, watch) if suspects else ()
    finally:
        characters.close()
    reading = PageReading(
        index + 1,
        round(width, 1),
        round(height, 1),
        how_read(letters, lines, tables, unmapped, pictures, drawn, turn, width, height),
        tuple(with_bullets(lines, drawn, turn)),
        tables,
        pictures,
        annotations,
        letters,
        unmapped,
        pdfium.text_from(pdfium.page_label, document, index) or None,
        hidden=hidden,
    )
    return Seen(reading, tags, active)


def _dealt(
    characters: TextPage, spans: list[Span], grids: list[Grid], rulings: Rulings
) -> tuple[list[Line], tuple[Table, ...]]:
    if grids:
        return deal_out(characters, spans, grids, rulings)
    return with_gaps(characters, spans, [line_of(characters, span) for span in spans]), ()
