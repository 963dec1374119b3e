"""Reading one page of an open document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from dhrcheck.reading import pdfium
from dhrcheck.reading.annotations import annotations_of
from dhrcheck.reading.bullets import with_bullets
from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.covers import suspects_of
from dhrcheck.reading.frame import Frame
from dhrcheck.reading.gaps import with_gaps
from dhrcheck.reading.grid import Grid, grids_of
from dhrcheck.reading.hidden import Watch, hidden_on
from dhrcheck.reading.legibility import how_read
from dhrcheck.reading.lines import Span, line_of, spans_of, unmapped_share
from dhrcheck.reading.model import Line, PageReading, Table
from dhrcheck.reading.objects import Drawn, drawn_on, pictures_of
from dhrcheck.reading.rulings import Rulings, rulings_of
from dhrcheck.reading.sideways import is_shattered, lying, with_sideways_joined
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
    size = pdfium.page_width(page), pdfium.page_height(page)
    turn, drawn = turn_of(page), drawn_on(page)
    annotations, active = annotations_of(document, page, turn)
    characters = TextPage(page, turn)
    turned = 0
    try:
        laid = _laid(characters, drawn)
        unmapped = unmapped_share(characters, laid.spans)
        tags = tags_of(page, index + 1, characters, laid.spans) if with_tags else Tags()
        suspects = suspects_of(drawn, laid.rulings, annotations, turn, size)
        hidden = hidden_on(page, drawn, characters, turn, suspects, watch) if suspects else ()
        if characters.has_sideways and (turned := lying(characters, laid.spans)):
            # What is written on its side is read as a person does who turns the page.
            frame = Frame(*size, turned)
            characters.turn = turn = turn.further(turned, *size)
            size = frame.size
            laid = _laid(characters, drawn)
            annotations, _ = annotations_of(document, page, turn)
            hidden = tuple(replace(each, box=frame.read_box(each.box)) for each in hidden)
        letters = sum(map(str.isalpha, characters.text))
    finally:
        characters.close()
    pictures = pictures_of(drawn, turn, *size)
    reading = PageReading(
        index + 1,
        round(size[0], 1),
        round(size[1], 1),
        how_read(letters, laid.lines, laid.tables, unmapped, pictures, drawn, turn, *size),
        tuple(with_bullets(laid.lines, drawn, turn)),
        laid.tables,
        pictures,
        annotations,
        letters,
        unmapped,
        pdfium.text_from(pdfium.page_label, document, index) or None,
        turned=turned,
        hidden=hidden,
    )
    return Seen(reading, tags, active)


class _Laid(NamedTuple):
    """What stands where on a page, for one way of holding it."""

    spans: list[Span]
    rulings: Rulings
    lines: list[Line]
    tables: tuple[Table, ...]


def _laid(characters: TextPage, drawn: Drawn) -> _Laid:
    rulings = rulings_of(drawn, characters.turn)
    grids = grids_of(rulings)
    spans = spans_of(characters)
    lines, tables = _dealt(characters, spans, grids, rulings)
    if characters.has_sideways or is_shattered(spans):
        spans = with_sideways_joined(characters, spans)
        lines, tables = _dealt(characters, spans, grids, rulings)
    return _Laid(spans, rulings, lines, tables)


def _dealt(
    characters: TextPage, spans: list[Span], grids: list[Grid], rulings: Rulings
) -> tuple[list[Line], tuple[Table, ...]]:
    if grids:
        return deal_out(characters, spans, grids, rulings)
    return with_gaps(characters, spans, [line_of(characters, span) for span in spans]), ()
