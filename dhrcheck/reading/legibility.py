"""Whether a page's words were read, or it only looks as if it had words."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading import pdfium
from dhrcheck.reading.model import Line, Picture, Table
from dhrcheck.reading.objects import Drawn, bounds_on_page
from dhrcheck.reading.turn import Turn

FEW_LETTERS = 25
MUCH_OF_PAGE = 0.5
MUCH_UNMAPPED = 0.2

_EDGE = 0.1
_RASTER = 40
_OUTLINE_POINTS = 700
_OUTLINE_HEIGHT = 40.0
_OUTLINE_ROWS = 6


def how_read(
    letters: int,
    lines: Sequence[Line],
    tables: Sequence[Table],
    unmapped: float,
    pictures: Sequence[Picture],
    drawn: Drawn,
    turn: Turn,
    width: float,
    height: float,
) -> ReadAs:
    """How a page of this displayed size was read.

    A page with fewer than 25 letters and pictures over half of it, or text drawn as outlines, or a
    fifth of its characters unmappable, is a picture of text. A header and footer printed over a scan
    are not its text.
    """
    if unmapped > MUCH_UNMAPPED:
        return ReadAs.IMAGE_ONLY
    if letters >= FEW_LETTERS and (not pictures or _amid(lines, tables, height) >= FEW_LETTERS):
        return ReadAs.TEXT
    if covered([picture.box for picture in pictures], width, height) > MUCH_OF_PAGE:
        return ReadAs.IMAGE_ONLY
    if letters >= FEW_LETTERS:
        return ReadAs.TEXT
    if drawn.paths and _looks_like_outlines(drawn, turn, width, height):
        return ReadAs.IMAGE_ONLY
    return ReadAs.TEXT if letters else ReadAs.EMPTY


def _amid(lines: Sequence[Line], tables: Sequence[Table], height: float) -> int:
    """The letters that stand neither in the header nor in the footer of a page."""
    head, foot = _EDGE * height, (1 - _EDGE) * height
    amid = [line for line in lines if head < (line.box.y0 + line.box.y1) / 2 < foot]
    amid += [line for table in tables for cell in table.cells for line in cell.lines]
    return sum(map(str.isalpha, "".join(line.text for line in amid)))


def covered(boxes: Sequence[Box], width: float, height: float) -> float:
    """The share (0 to 1) of a page that lies under at least one box, to about a fortieth."""
    if not boxes or width <= 0 or height <= 0:
        return 0.0
    hits = 0
    for i in range(_RASTER):
        x = (i + 0.5) * width / _RASTER
        column = [box for box in boxes if box.x0 <= x <= box.x1]
        for j in range(_RASTER) if column else ():
            y = (j + 0.5) * height / _RASTER
            hits += any(box.y0 <= y <= box.y1 for box in column)
    return hits / (_RASTER * _RASTER)


def _looks_like_outlines(drawn: Drawn, turn: Turn, width: float, height: float) -> bool:
    """True where many curved shapes stand in rows down the page, as letters drawn as shapes do."""
    points, rows = 0, set()
    for placed in drawn.paths:
        count = pdfium.path_count(placed.handle)
        if count < 6:
            continue
        points += count
        box = bounds_on_page(placed, turn)
        if box is None:
            continue
        if box.y1 - box.y0 <= _OUTLINE_HEIGHT:
            rows.add(round((box.y0 + box.y1) / 2 / 10))
        elif box.x1 - box.x0 > width / 3 and box.y1 - box.y0 > height / 4 and count > 2000:
            # A whole page of letters in one path.
            return True
    return points >= _OUTLINE_POINTS and len(rows) >= _OUTLINE_ROWS
