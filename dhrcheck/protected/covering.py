"""The places that no picture of a page shows where a list of names was given.

A picture shows more than words that were read: what nobody could look through for names is not shown
at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from dhrcheck.document.model import Submission
from dhrcheck.outcome import Box, Evidence, ReadAs
from dhrcheck.protected.finding import Search
from dhrcheck.protected.masking import Mask
from dhrcheck.protected.never_shown import never_shown, pages_of, part, pieces, place

_MUCH_UNMAPPED = 0.02
_SMALL_PICTURE = 8.0


def covered(search: Search, mask: Mask, shown: Submission) -> tuple[Evidence, ...]:
    """What is covered for a list: its names wherever they stand, and what may hold them unread.

    ``shown`` is the submission as ``mask`` leaves it.
    """
    submission = search.submission
    places = (
        *never_shown(submission),
        *_names(search, mask, shown),
        *_annotations(submission, mask),
        *_unread(submission, mask),
    )
    return tuple(dict.fromkeys(places))


def _names(search: Search, mask: Mask, shown: Submission) -> Iterator[Evidence]:
    submission = search.submission
    for line, masked in zip(submission.flow, shown.flow, strict=True):
        if line.text != masked.text:
            for start, end in mask.spans(line.text):
                yield part(submission, line, start, end)
    for hit in search.hits:
        if hit.passage is not None:
            yield from pieces(submission, hit.passage, hit.start, hit.end)


def _annotations(submission: Submission, mask: Mask) -> Iterator[Evidence]:
    """Links, comments and fields with a name; all fields where one is filled in with a name."""
    filled = [any(map(mask.changes, f.properties.form_values)) for f in submission.files]
    for page, file in pages_of(submission):
        for note in page.annotations:
            field = note.kind == "Widget" and filled[file]
            if note.box and (field or mask.changes(note.text) or mask.changes(note.target)):
                yield place(submission, file, page.number, note.box)


def _unread(submission: Submission, mask: Mask) -> Iterator[Evidence]:
    """Pages whose words were not read letter by letter, and pictures on the others."""
    for page, file in pages_of(submission):
        if page.read is not ReadAs.TEXT or page.unmapped > _MUCH_UNMAPPED:
            yield Evidence(file, page.number)
            continue
        lines = [line.box for line in page.lines]
        lines += [ln.box for table in page.tables for cell in table.cells for ln in cell.lines]
        for picture in page.pictures:
            box = picture.box
            wide = min(box.x1 - box.x0, box.y1 - box.y0) >= _SMALL_PICTURE
            if wide and not any(_lies_over(line, box) for line in lines):
                yield place(submission, file, page.number, box)


def _lies_over(line: Box, picture: Box) -> bool:
    return picture.holds((line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2)
