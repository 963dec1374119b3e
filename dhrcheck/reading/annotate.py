"""The annotated copy of a report, made in the reading process: comments in place, and bookmarks.

The copy is the file written anew with what it holds (text, tags, outline, properties) and our comments
added. Nothing in it depends on the time or on chance: the same input gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
)

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.annotate_marks import Place, comment, rank_of, sticky
from dhrcheck.reading.annotate_outline import Bookmarks
from dhrcheck.reading.annotate_source import (
    NOT_COPIED,
    CannotBeCopied,
    Copied,
    copied,
    without_actions,
    without_signatures,
)
from dhrcheck.reading.opening import open_document
from dhrcheck.reading.turn import turn_of

__all__ = ["CannotBeCopied", "annotated"]

FINDINGS = "dhrcheck findings"
SUMMARY = "summary"
"""The kind of a note that is no finding: it gets no bookmark."""


def annotated(
    files: Sequence[bytes], notes: Sequence[Sequence[Any]], names: Sequence[str], mark: str
) -> bytes:
    """The PDFs in ``files``, one after another, with the notes of each on its pages.

    A note is page, boxes, title, text, kind (see ``page_work.Note``). Raises CannotBeCopied.
    """
    for anew in (False, True):
        sources = _sources(files, anew)
        # pypdf may come to grief long after it has opened a damaged file, and in many ways.
        try:
            return _written(sources, notes, names, mark)
        except (MemoryError, CannotBeCopied):
            raise
        except Exception:
            continue
    raise CannotBeCopied(NOT_COPIED)


def _sources(files: Sequence[bytes], anew: bool) -> list[Copied]:
    sources: list[Copied] = []
    for number, data in enumerate(files, 1):
        try:
            sources.append(copied(data, anew=anew))
        except CannotBeCopied as error:
            error.number = number
            raise
    return sources


def _written(
    sources: Sequence[Copied], notes: Sequence[Sequence[Any]], names: Sequence[str], mark: str
) -> bytes:
    writer, firsts = _joined(sources, names)
    bookmarks = Bookmarks(writer)
    for source, first, own in zip(sources, firsts, notes, strict=True):
        _note_all(writer, source, first, own, bookmarks)
    bookmarks.put_first(FINDINGS)
    without_signatures(writer)
    without_actions(writer)
    _sign(writer, mark)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _joined(sources: Sequence[Copied], names: Sequence[str]) -> tuple[PdfWriter, list[int]]:
    """The files in one writer, and the index of the first page of each."""
    if len(sources) == 1:
        return PdfWriter(clone_from=sources[0].reader), [0]
    writer, firsts = PdfWriter(), []
    for source, name in zip(sources, names, strict=True):
        firsts.append(len(writer.pages))
        writer.append(source.reader, outline_item=name, import_outline=True)
    return writer, firsts


def _note_all(
    writer: PdfWriter, source: Copied, first: int, notes: Sequence[Any], bookmarks: Bookmarks
) -> None:
    places: dict[int, Place] = {}
    added: dict[int, list[DictionaryObject]] = {}
    with open_document(source.data) as opened:
        for page, boxes, title, text, kind in notes:
            number = page if 1 <= page <= source.pages else 1
            if number not in places:
                places[number] = _place(opened.handle, number - 1)
            place, own = places[number], added.setdefault(number, [])
            target = writer.pages[first + number - 1].indirect_reference
            spots = [Box(*box) for box in boxes] if page == number else []
            if spots:
                own.append(comment(writer, target, place, spots, title, text, kind, len(own)))
            else:
                place.stickies += 1
                own.append(sticky(writer, target, place, title, text, kind, len(own)))
            if kind != SUMMARY:
                bookmarks.add(title, target, place.above(spots), rank_of(kind))
    for number, marks in added.items():
        _put_on(writer, first + number - 1, marks)


def _place(document: int, index: int) -> Place:
    page = pdfium.load_page(document, index)
    if not page:
        return Place()
    try:
        return Place(turn_of(page), pdfium.page_width(page), pdfium.page_height(page))
    finally:
        pdfium.close_page(page)


def _put_on(writer: PdfWriter, index: int, marks: Sequence[DictionaryObject]) -> None:
    page = writer.pages[index]
    there = page.get("/Annots")
    there = there.get_object() if isinstance(there, IndirectObject) else there
    kept = list(there) if isinstance(there, ArrayObject) else []
    added = [writer._add_object(mark) for mark in marks]
    page[NameObject("/Annots")] = ArrayObject([*kept, *added])


def _sign(writer: PdfWriter, mark: str) -> None:
    root = writer.root_object
    writer.pdf_header = max(str(writer.pdf_header)[:8], "%PDF-1.7")
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    writer.add_metadata({"/Producer": "dhrcheck", "/dhrcheck": mark or "annotated copy"})
