"""The comments of an annotated copy as PDF annotations, each with its own appearance.

Viewers differ in how they draw an annotation that does not say how it looks; these say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from dhrcheck.outcome import Box
from dhrcheck.reading.annotate_text import shown
from dhrcheck.reading.turn import Turn

COLOURS = {
    "fail": (1.0, 0.62, 0.55),
    "advised": (1.0, 0.84, 0.36),
    "review": (0.58, 0.80, 1.0),
    "look": (0.74, 0.88, 1.0),
    "unread": (0.82, 0.72, 0.98),
}
"""Light enough for black words to be read through them."""
OTHER = (0.85, 0.85, 0.85)

_PRINTED = 4
_ICON = 16.0
_STEP = 20.0
_EDGE = 6.0
_AUTHOR = "dhrcheck"


def rank_of(kind: str) -> int:
    """How early a finding of this kind is listed: the gravest first."""
    return list(COLOURS).index(kind) if kind in COLOURS else len(COLOURS)


@dataclass
class Place:
    """A page that gets comments: how it is displayed, its size, and the notes at its edge so far."""

    turn: Turn = field(default_factory=lambda: Turn(1, 0, 0, 0, -1, 0))
    width: float = 612.0
    height: float = 792.0
    stickies: int = 0

    def in_page(self, x: float, y: float) -> tuple[float, float]:
        """The point of page space that is displayed at ``(x, y)``."""
        # The map's inverse is its transpose: it only turns and mirrors.
        dx, dy = x - self.turn.x0, y - self.turn.y0
        return self.turn.xx * dx + self.turn.yx * dy, self.turn.xy * dx + self.turn.yy * dy

    def corners(self, box: Box) -> list[tuple[float, float]]:
        """The corners of a displayed box in page space: both of its top, then both of its bottom."""
        return [self.in_page(x, y) for y in (box.y0, box.y1) for x in (box.x0, box.x1)]

    def on_page(self, box: Box) -> Box:
        """The part of a displayed box that lies on the page."""
        x0, y0 = min(max(box.x0, 0.0), self.width), min(max(box.y0, 0.0), self.height)
        return Box(x0, y0, max(x0, min(box.x1, self.width)), max(y0, min(box.y1, self.height)))

    def above(self, boxes: Sequence[Box]) -> tuple[float, float] | None:
        """The point of page space that a bookmark leads to; None for the page as a whole."""
        if not boxes or self.turn.yy != -1:
            return None
        return self.in_page(0.0, max(0.0, boxes[0].y0 - 60.0))


def comment(
    writer: PdfWriter,
    page: Any,
    place: Place,
    boxes: Sequence[Box],
    title: str,
    text: str,
    kind: str,
    number: int,
) -> DictionaryObject:
    """A highlight over ``boxes`` (displayed) that carries the comment."""
    quads = [place.corners(place.on_page(box)) for box in boxes]
    rect = _around([point for quad in quads for point in quad])
    mark = _annotation("/Highlight", page, rect, title, text, kind, number)
    mark[NameObject("/QuadPoints")] = _numbers(v for quad in quads for point in quad for v in point)
    # The corners in the order in which an outline is drawn.
    paths = "".join(
        "{:.2f} {:.2f} m {:.2f} {:.2f} l {:.2f} {:.2f} l {:.2f} {:.2f} l h f\n".format(
            *a, *b, *d, *c
        )
        for a, b, c, d in quads
    )
    colour = "{:.2f} {:.2f} {:.2f} rg\n".format(*COLOURS.get(kind, OTHER))
    _dress(writer, mark, rect, "/G gs\n" + colour + paths, multiply=True)
    return mark


def sticky(
    writer: PdfWriter, page: Any, place: Place, title: str, text: str, kind: str, number: int
) -> DictionaryObject:
    """A note at the page's left edge, below those that are there."""
    rows = max(1, int((place.height - 2 * _EDGE) // _STEP))
    column, row = divmod(place.stickies - 1, rows)
    x, y = _EDGE + column * _STEP, _EDGE + row * _STEP
    box = place.on_page(Box(x, y, x + _ICON, y + _ICON))
    rect = _around(place.corners(box))
    mark = _annotation("/Text", page, rect, title, text, kind, number)
    mark[NameObject("/Name")] = NameObject("/Comment")
    x0, y0, x1, y1 = rect
    wide, tall = x1 - x0, y1 - y0
    content = "{:.2f} {:.2f} {:.2f} rg 0.3 G 0.8 w\n".format(*COLOURS.get(kind, OTHER))
    content += f"{x0 + 0.5:.2f} {y0 + 0.5:.2f} {wide - 1:.2f} {tall - 1:.2f} re B\n0.2 G 1 w\n"
    for part in (0.3, 0.5, 0.7):
        level = y0 + tall * part
        content += f"{x0 + wide * 0.2:.2f} {level:.2f} m {x1 - wide * 0.2:.2f} {level:.2f} l S\n"
    _dress(writer, mark, rect, content, multiply=False)
    return mark


def _annotation(
    kind: str, page: Any, rect: Sequence[float], title: str, text: str, colour: str, number: int
) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): _numbers(rect),
            NameObject("/P"): page,
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/C"): _numbers(COLOURS.get(colour, OTHER)),
            NameObject("/T"): TextStringObject(_AUTHOR),
            NameObject("/Subj"): TextStringObject(shown(title, 300)),
            NameObject("/Contents"): TextStringObject(shown(text)),
            NameObject("/NM"): TextStringObject(f"dhrcheck-{number + 1}"),
        }
    )


def _dress(
    writer: PdfWriter,
    mark: DictionaryObject,
    rect: Sequence[float],
    content: str,
    *,
    multiply: bool,
) -> None:
    look = DecodedStreamObject()
    look.set_data(content.encode("ascii"))
    state = DictionaryObject(
        {NameObject("/BM"): NameObject("/Multiply" if multiply else "/Normal")}
    )
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers(rect),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/ExtGState"): DictionaryObject({NameObject("/G"): state})}
            ),
        }
    )
    mark[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})


def _around(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _numbers(values: Any) -> ArrayObject:
    return ArrayObject([FloatObject(round(value, 2)) for value in values])
