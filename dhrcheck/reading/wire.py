"""How a reading travels from the reading process to its parent: plain JSON, checked on arrival.

A hostile file may take the reading process over, so nothing that arrives is trusted: no pickles, and
every value is checked for its type and size before it becomes part of a ``FileReading``. Boxes and
lines travel as short arrays, since a long report has ten thousand of them.
"""

from __future__ import annotations

import json
import math
from typing import Any

from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading.model import (
    Bookmark,
    Cell,
    Cover,
    FileOutcome,
    Hidden,
    Line,
    Link,
    PageReading,
    Picture,
    Properties,
    Table,
    TaggedHeading,
)
from dhrcheck.reading.wire_values import (
    WireError,
    a_list,
    a_number,
    a_row,
    a_text,
    a_whole,
    maybe_text,
    maybe_whole,
)

MAX_MESSAGE = 64 * 1024 * 1024
"""Longest message, in bytes, that the parent takes from a reading process."""

MAX_CONVERSATION = 1 << 30
"""Most bytes that the parent takes from a reading process on one file."""

MAX_PAGE = 1_000_000
"""Longest message on a page, in bytes: some fifty times the fullest page of an action plan."""

MAX_LINE = 5_000
"""Most characters of one line: some ten times the longest that a page can hold."""

_OUT_OF_RANGE = {"NaN": 0.0, "Infinity": math.inf, "-Infinity": -math.inf}
"""A file may give any number for a place; what is none, or beyond all bounds, stands at the edge."""

PIECE = 1 << 19
"""Bytes of a file that travel in one message."""

__all__ = [
    "MAX_CONVERSATION",
    "MAX_MESSAGE",
    "MAX_PAGE",
    "PIECE",
    "WireError",
    "decode",
    "encode",
    "outcome_in",
    "page_in",
    "page_out",
]
__all__ += ["properties_in", "properties_out", "text_in", "whole_in"]

_BOLD, _ITALIC, _SIDEWAYS = 1, 2, 4
_PROPERTY_TEXTS = (
    "title",
    "author",
    "subject",
    "keywords",
    "creator",
    "producer",
    "created",
    "modified",
    "language",
)
_PROPERTY_FLAGS = ("tagged", "encrypted", "shows_title", "portfolio", "complete")
_PROPERTY_LISTS = ("attachments", "actions", "form_fields", "form_values", "notes")


def encode(message: dict[str, Any]) -> bytes:
    """One message as a line of ASCII JSON."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def decode(raw: bytes) -> dict[str, Any]:
    """The message in one line; WireError where it is none."""
    try:
        message = json.loads(raw, parse_constant=_OUT_OF_RANGE.__getitem__)
    except (ValueError, RecursionError) as error:
        raise WireError("not JSON") from error
    if not isinstance(message, dict):
        raise WireError("not an object")
    return message


# --- out -----------------------------------------------------------------------------------------


def page_out(page: PageReading) -> list[Any]:
    """A page as arrays; how it was recognised or turned stands last."""
    recognised = page.read is ReadAs.OCR or page.turned
    return [
        page.number,
        page.width,
        page.height,
        page.read.value,
        [_line_out(line) for line in page.lines],
        [_table_out(table) for table in page.tables],
        [[*picture.box, picture.width, picture.height] for picture in page.pictures],
        [[a.kind, list(a.box) if a.box else None, a.text, a.target] for a in page.annotations],
        page.letters,
        page.unmapped,
        page.label,
        page.note,
        [_hidden_out(hidden) for hidden in page.hidden],
        *([[page.confidence, page.turned, page.tilt]] if recognised else []),
    ]


def _hidden_out(hidden: Hidden) -> list[Any]:
    flags = [hidden.dark, hidden.whole, hidden.fits, hidden.sure]
    return [list(hidden.box), hidden.cover.value, hidden.letters, *flags]


def _line_out(line: Line) -> list[Any]:
    style = _BOLD * line.bold | _ITALIC * line.italic | _SIDEWAYS * (not line.upright)
    told = [line.text, *line.box, line.size, style, [list(gap) for gap in line.gaps]]
    return [*told, line.stroke] if line.stroke else told


def _table_out(table: Table) -> list[Any]:
    cells = [
        [
            *(cell.row, cell.column, cell.row_span, cell.column_span),
            list(cell.box),
            [_line_out(line) for line in cell.lines],
            cell.shaded,
        ]
        for cell in table.cells
    ]
    return [list(table.box), table.rows, table.columns, cells, table.before]


def properties_out(found: Properties) -> dict[str, Any]:
    """The properties as an object."""
    message: dict[str, Any] = {name: getattr(found, name) for name in _PROPERTY_TEXTS}
    message.update({name: list(getattr(found, name)) for name in _PROPERTY_LISTS})
    message.update({name: getattr(found, name) for name in _PROPERTY_FLAGS})
    message["figures"], message["figures_untold"] = found.figures, found.figures_untold
    message["tags_looked_at"] = found.tags_looked_at
    message["bookmarks"] = [[b.level, b.page, b.title, b.target] for b in found.bookmarks]
    message["headings"] = [[h.level, h.page, h.text] for h in found.headings]
    message["alternatives"] = [[page, text] for page, text in found.alternatives]
    message["damaged"] = [[page, sure] for page, sure in found.damaged]
    message["entries"] = [[name, text] for name, text in found.entries]
    return message


# --- in ------------------------------------------------------------------------------------------


def page_in(value: Any) -> PageReading:
    """A page from arrays; WireError where they are not well formed."""
    recognised = isinstance(value, list) and len(value) == 14
    row = a_row(value, 14 if recognised else 13)
    (number, width, height, read, lines, tables, pictures, annotations, *rest) = row
    letters, unmapped, label, note, hidden, *_ = rest
    try:
        return PageReading(
            a_whole(number),
            a_number(width),
            a_number(height),
            ReadAs(a_text(read)),
            tuple(_line_in(line) for line in a_list(lines)),
            tuple(_table_in(table) for table in a_list(tables)),
            tuple(_picture_in(picture) for picture in a_list(pictures)),
            tuple(_link_in(link) for link in a_list(annotations)),
            a_whole(letters),
            a_number(unmapped),
            maybe_text(label),
            maybe_text(note),
            *(_recognised(rest[5]) if recognised else (None, 0, 0.0)),
            hidden=tuple(_hidden_in(each) for each in a_list(hidden)),
        )
    except ValueError as error:
        raise WireError("unknown way of reading or hiding") from error


def _hidden_in(value: Any) -> Hidden:
    box, cover, letters, *flags = a_row(value, 7)
    if not all(isinstance(flag, bool) for flag in flags):
        raise WireError("no truth value")
    return Hidden(_box(box), Cover(a_text(cover)), a_whole(letters), *flags)


def _recognised(value: Any) -> tuple[float | None, int, float]:
    confidence, turned, tilt = a_row(value, 3)
    if turned not in (0, 90, 180, 270) or not -45 < a_number(tilt) < 45:
        raise WireError("no way to lay a page straight")
    return None if confidence is None else a_number(confidence), int(turned), a_number(tilt)


def outcome_in(value: Any) -> FileOutcome:
    """How a file ended; WireError where that is no known ending."""
    try:
        return FileOutcome(a_text(value))
    except ValueError as error:
        raise WireError("unknown ending") from error


def properties_in(value: Any) -> Properties:
    """The properties from an object; WireError where it is not well formed."""
    if not isinstance(value, dict):
        raise WireError("properties are no object")
    texts: dict[str, Any] = {name: maybe_text(value.get(name)) for name in _PROPERTY_TEXTS}
    lists: dict[str, Any] = {
        name: tuple(a_text(item) for item in a_list(value.get(name))) for name in _PROPERTY_LISTS
    }
    flags: dict[str, Any] = {name: value.get(name) is True for name in _PROPERTY_FLAGS}
    bookmarks, headings = [], []
    for item in a_list(value.get("bookmarks")):
        level, page, title, target = a_row(item, 4)
        place = a_whole(level), maybe_whole(page)
        bookmarks.append(Bookmark(*place, a_text(title), a_text(target)))
    for item in a_list(value.get("headings")):
        level, page, text = a_row(item, 3)
        headings.append(TaggedHeading(a_whole(level), maybe_whole(page), a_text(text)))
    return Properties(
        **texts,
        **flags,
        figures=a_whole(value.get("figures")),
        figures_untold=a_whole(value.get("figures_untold")),
        tags_looked_at=a_whole(value.get("tags_looked_at")),
        bookmarks=tuple(bookmarks),
        headings=tuple(headings),
        alternatives=tuple(
            (a_whole(page), a_text(text))
            for page, text in (a_row(item, 2) for item in a_list(value.get("alternatives")))
        ),
        entries=tuple(
            (a_text(name), a_text(text))
            for name, text in (a_row(item, 2) for item in a_list(value.get("entries")))
        ),
        damaged=tuple(
            (a_whole(page), sure is True)
            for page, sure in (a_row(item, 2) for item in a_list(value.get("damaged")))
        ),
        **lists,
    )


def text_in(value: Any) -> str | None:
    """A text or None; WireError for anything else."""
    return maybe_text(value)


def whole_in(value: Any) -> int:
    """A whole number from 0; WireError for anything else."""
    return a_whole(value)


def _line_in(value: Any) -> Line:
    measured = isinstance(value, list) and len(value) == 9
    text, x0, y0, x1, y1, size, style, gaps, *stroke = a_row(value, 9 if measured else 8)
    style = a_whole(style)
    return Line(
        a_text(text),
        Box(a_number(x0), a_number(y0), a_number(x1), a_number(y1)),
        a_number(size),
        bool(style & _BOLD),
        bool(style & _ITALIC),
        not style & _SIDEWAYS,
        tuple((a_whole(at), a_number(x)) for at, x in (a_row(g, 2) for g in a_list(gaps))),
        a_number(stroke[0]) if stroke else 0.0,
    )


def _table_in(value: Any) -> Table:
    box, rows, columns, cells, before = a_row(value, 5)
    return Table(
        _box(box),
        a_whole(rows),
        a_whole(columns),
        tuple(_cell_in(cell) for cell in a_list(cells)),
        a_whole(before),
    )


def _cell_in(value: Any) -> Cell:
    row, column, row_span, column_span, box, lines, shaded = a_row(value, 7)
    return Cell(
        a_whole(row),
        a_whole(column),
        max(1, a_whole(row_span)),
        max(1, a_whole(column_span)),
        _box(box),
        tuple(_line_in(line) for line in a_list(lines)),
        shaded is True,
    )


def _picture_in(value: Any) -> Picture:
    *box, width, height = a_row(value, 6)
    return Picture(_box(box), a_whole(width), a_whole(height))


def _link_in(value: Any) -> Link:
    kind, box, text, target = a_row(value, 4)
    return Link(a_text(kind), None if box is None else _box(box), a_text(text), a_text(target))


def _box(value: Any) -> Box:
    x0, y0, x1, y1 = a_row(value, 4)
    return Box(a_number(x0), a_number(y0), a_number(x1), a_number(y1))
