"""Recognising the text of pages, in a reading process: render, lay straight, read, find the lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dhrcheck.outcome import ReadAs
from dhrcheck.reading import pdfium
from dhrcheck.reading.frame import Frame
from dhrcheck.reading.model import Line, PageReading, Table
from dhrcheck.reading.ocr import Engine
from dhrcheck.reading.ocr_bars import Bar, level_bars, with_dark_areas_light
from dhrcheck.reading.ocr_bitmap import DPI, FINE_DPI, Bitmap, Greys, render
from dhrcheck.reading.ocr_engine import EngineError, Recogniser, start_engine
from dhrcheck.reading.ocr_leaders import leaders_on, with_leaders, without_leaders
from dhrcheck.reading.ocr_lines import lines_of
from dhrcheck.reading.ocr_tables import tables_on
from dhrcheck.reading.ocr_tilt import lie_of
from dhrcheck.reading.ocr_words import (
    Likeness,
    Word,
    likeness,
    mean_confidence,
    without_noise,
    words_in,
)
from dhrcheck.reading.opening import open_document

PageSeen = Callable[[PageReading], None]

NO_ENGINE = "Text recognition could not be started."
FAILED = "Text recognition failed on this page."
ILLEGIBLE = "Text recognition saw words on this page and could not make them out."
CELLS = "Some cells of the table could not be made out, or not told apart, by text recognition."
ODD_SIZE = "The page is too large or too narrow for text recognition."

_FEW_LETTERS = 30
_SEVERAL_LEADERS = 5
_DOUBTFUL = 80.0
_HOPELESS = 0.25
_STRAY, _STRAY_LETTERS = 65.0, 15
_ILLEGIBLE, _MANY_LETTERS = 60.0, 40
"""Below this confidence a page of so many letters is not read; one of fewer is a picture."""
_PAPER = 0.6


@dataclass(frozen=True, slots=True)
class _Reading:
    """One try at a page."""

    frame: Frame
    bitmap: Bitmap
    bars: list[Bar]
    words: list[Word]
    likeness: Likeness


def recognise(data: bytes, pages: Sequence[int], engine: Engine, seen: PageSeen) -> None:
    """Read ``pages`` (from 1) of the PDF in ``data`` by text recognition, one after the other.

    ``seen`` gets each as a reading that holds what was recognised only: its lines and tables where
    ``read`` is OCR, else a note why there are none.
    """
    try:
        recogniser = start_engine(engine)
    except EngineError:
        for number in pages:
            seen(_unread(number, 0.0, 0.0, NO_ENGINE))
        return
    with open_document(data) as opened:
        for number in pages:
            page = pdfium.load_page(opened.handle, number - 1) if opened.handle else 0
            if not page:
                seen(_unread(number, 0.0, 0.0, FAILED))
                continue
            try:
                seen(_page(page, number, recogniser))
            finally:
                pdfium.close_page(page)


def _page(page: int, number: int, recogniser: Recogniser) -> PageReading:
    width, height = round(pdfium.page_width(page), 1), round(pdfium.page_height(page), 1)
    try:
        best = _best_reading(page, Frame(width, height), recogniser)
    except EngineError:
        return _unread(number, width, height, FAILED)
    if best is None:
        return _unread(number, width, height, ODD_SIZE)
    words = without_noise(best.words)
    confidence = mean_confidence(words)
    if sum(word.letters for word in words) < _STRAY_LETTERS and (confidence or 0) < _STRAY:
        words = []
    seen_badly = mean_confidence(best.words) or 100.0
    if best.likeness.letters >= _MANY_LETTERS and seen_badly < _ILLEGIBLE:
        if best.bitmap.paper_share() > _PAPER:
            return _unread(number, width, height, ILLEGIBLE)
        # Light and shade all over, as leaves or a carpet give: a photograph.
        words = []

    def read_block(part: Bitmap) -> list[Word]:
        return words_in(recogniser.words(part, one_block=True), part)

    outside, tables, unread = tables_on(best.bitmap, best.bars, words, read_block)
    light = with_dark_areas_light(best.bitmap, best.bars)
    lines = lines_of([replace(word, stroke=light.stroke(word.box)) for word in outside])
    # A page without words, such as a photograph, has no way up.
    way = best.frame if lines or tables else Frame(width, height)
    reading = _reading(number, way, lines, tables, confidence)
    return replace(reading, note=CELLS) if unread else reading


def _best_reading(page: int, frame: Frame, recogniser: Recogniser) -> _Reading | None:
    """The page read the way that gives the most sure words; None where it cannot be rendered."""
    first = render(page, frame, DPI)
    if first is None:
        return None
    greys = first.greys
    if greys is not None and not greys.are_faded:
        greys = None
    first = first.as_printed(greys) if greys else first
    lie = lie_of(first)
    across, along = [0, 180], [90, 270]
    waiting = along + across if lie.sideways else across + along
    if lie.certain:
        waiting = waiting[:2]
    best: _Reading | None = None
    while waiting:
        turned = waiting.pop(0)
        tilt = lie.tilt_sideways if turned % 180 else lie.tilt
        way = replace(frame, turned=turned, tilt=tilt)
        bitmap = first if way == frame else _rendered(page, way, DPI, greys)
        tried = _try(bitmap, way, recogniser) if bitmap else None
        if tried is None:
            return best
        if best is None or tried.likeness.score > best.likeness.score:
            best = tried
        if tried.likeness.is_good or tried.likeness.letters < _FEW_LETTERS:
            break
        if tried.likeness.tall > 0.5:
            # Its lines run up or down, whatever they seemed to do: turn it by a quarter.
            waiting = across if turned % 180 else along
            along = across = []
    assert best is not None
    return _finer(page, best, recogniser, greys)


def _rendered(page: int, frame: Frame, dpi: int, greys: Greys | None) -> Bitmap | None:
    """The page as a picture; its paper white and its ink black where ``greys`` tells them."""
    bitmap = render(page, frame, dpi)
    return bitmap.as_printed(greys) if bitmap is not None and greys is not None else bitmap


def _finer(page: int, best: _Reading, recogniser: Recogniser, greys: Greys | None) -> _Reading:
    """The page read from a finer picture, where that makes more of it."""
    confidence = mean_confidence(best.words)
    said = best.likeness
    if confidence is None or confidence >= _DOUBTFUL or said.letters < _FEW_LETTERS:
        return best
    if said.sure < _HOPELESS * said.letters:
        return best
    bitmap = _rendered(page, best.frame, FINE_DPI, greys)
    finer = _try(bitmap, best.frame, recogniser) if bitmap else None
    return finer if finer and finer.likeness.score > best.likeness.score else best


def _try(bitmap: Bitmap, frame: Frame, recogniser: Recogniser) -> _Reading:
    bars = level_bars(bitmap)
    light = with_dark_areas_light(bitmap, bars)
    leaders = leaders_on(light)
    # Without its dots a contents list looks like two columns; it is to be read line by line.
    listed = len(leaders) >= _SEVERAL_LEADERS
    table = recogniser.words(without_leaders(light, leaders), one_block=listed)
    words = words_in(table, bitmap)
    words = with_leaders(words, leaders, bitmap)
    return _Reading(frame, bitmap, bars, words, likeness(words))


def _reading(
    number: int,
    frame: Frame,
    lines: list[Line],
    tables: list[Table],
    confidence: float | None,
) -> PageReading:
    in_cells = [line for table in tables for cell in table.cells for line in cell.lines]
    placed = tuple(_placed(table, lines) for table in tables)
    letters = sum(c.isalpha() for line in (*lines, *in_cells) for c in line.text)
    width, height = frame.size
    return PageReading(
        number,
        width,
        height,
        ReadAs.OCR,
        tuple(lines),
        placed,
        letters=letters,
        confidence=confidence if letters else None,
        turned=frame.turned,
        tilt=frame.tilt,
    )


def _placed(table: Table, lines: Sequence[Line]) -> Table:
    """The table before the first line that stands below its head."""
    before = next((i for i, line in enumerate(lines) if line.box.y0 >= table.box.y0), len(lines))
    return replace(table, before=before)


def _unread(number: int, width: float, height: float, note: str) -> PageReading:
    return PageReading(number, width, height, ReadAs.IMAGE_ONLY, note=note)
