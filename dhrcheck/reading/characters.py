"""The characters of a page: its text as a whole, and the place and style of single characters."""

from __future__ import annotations

import ctypes
import re
from typing import NamedTuple

from dhrcheck.reading import pdfium
from dhrcheck.reading.turn import Turn

ASCENT, DESCENT = 0.75, 0.25
"""How far a line reaches above and below its baseline, in parts of its size."""

_BOLD_NAME = re.compile("bold|black|heavy|semibold|demi(?!c)", re.IGNORECASE)
_ITALIC_NAME = re.compile("ital|obli", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18
_HEAVY = 700
_MODE_FILL_AND_STROKE = 2
_NEARLY = 0.01


class Style(NamedTuple):
    """What all characters of one text object share.

    ``dx``, ``dy`` is the direction of writing in page space; ``level`` and ``sideways`` tell whether
    that is along the page's own x or y axis. ``rise`` is the size, negative where up is towards
    smaller coordinates.
    """

    size: float
    bold: bool
    italic: bool
    dx: float
    dy: float
    level: bool
    sideways: bool
    rise: float


class Extent(NamedTuple):
    """Where characters stand, in page space."""

    left: float
    bottom: float
    right: float
    top: float


class TextPage:
    """The characters of one page. Close it with ``close``; positions count characters of ``text``."""

    def __init__(self, page: int, turn: Turn) -> None:
        self.handle: int = pdfium.load_text(page) or 0
        self.turn = turn
        self._one_to_one = True
        self.text = self._whole_text() if self.handle else ""
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._styles: dict[int, Style] = {}
        # pdfium gives left, right, bottom, top.
        self._box = (ctypes.c_double * 4)()
        self._box_refs = tuple(ctypes.byref(self._box, 8 * i) for i in range(4))
        self._matrix = pdfium.Matrix()
        self._matrix_ref = ctypes.byref(self._matrix)

    def close(self) -> None:
        """Give the page's characters back to pdfium."""
        if self.handle:
            pdfium.close_text(self.handle)
            self.handle = 0

    @property
    def has_sideways(self) -> bool:
        """True where the writing of a line runs up or down the page, as it is drawn or displayed."""
        return any(
            style.sideways or self.turn.direction(style.dx, style.dy)[0] <= 0
            for style in self._styles.values()
        )

    def _whole_text(self) -> str:
        count = pdfium.count_chars(self.handle)
        if count <= 0:
            return ""
        # Room for characters outside the basic plane, which take two units each.
        buffer = ctypes.create_string_buffer(4 * count + 2)
        written = pdfium.get_text(self.handle, 0, count, buffer)
        raw = buffer.raw[: max(0, 2 * (written - 1))]
        text = raw.decode("utf-16-le", "replace")
        self._one_to_one = len(text) == count
        return text

    def _index(self, position: int) -> int:
        """pdfium's number of the character at ``position`` of the text."""
        if self._one_to_one:
            return position
        found: int = pdfium.char_of_text(self.handle, position)
        return found if found >= 0 else position

    def unmapped(self, position: int) -> bool:
        """True where no font says which character this is."""
        return bool(pdfium.char_unmapped(self.handle, self._index(position)) == 1)

    def content(self, position: int) -> int:
        """The number of the marked content that the character stands in, -1 where none."""
        text_object = pdfium.char_object(self.handle, self._index(position))
        found: int = pdfium.marked_content(text_object) if text_object else -1
        return found

    def middle(self, position: int) -> tuple[float, float]:
        """The displayed middle of the character's box; far off the page where it has none."""
        if not pdfium.char_box(self.handle, self._index(position), *self._box_refs):
            return -1e6, -1e6
        left, right, bottom, top = self._box
        return self.turn.point((left + right) / 2, (bottom + top) / 2)

    def edges(self, position: int) -> tuple[float, float]:
        """Where the character begins and ends across the displayed page; 0, 0 where nowhere."""
        if not pdfium.char_box(self.handle, self._index(position), *self._box_refs):
            return 0.0, 0.0
        left, right, bottom, top = self._box
        xs = self.turn.point(left, bottom)[0], self.turn.point(right, top)[0]
        return min(xs), max(xs)

    def glyph(self, index: int) -> Extent | None:
        """The bounds of the glyph of pdfium's character number ``index``; None where it has none."""
        if not pdfium.char_box(self.handle, index, *self._box_refs):
            return None
        left, right, bottom, top = self._box
        return Extent(min(left, right), min(bottom, top), max(left, right), max(bottom, top))

    def room(self, position: int) -> Extent | None:
        """The room that a character takes in its line, with the space at its sides."""
        rect = pdfium.Rect()
        if not pdfium.loose_box(self.handle, self._index(position), ctypes.byref(rect)):
            return None
        return Extent(rect.left, rect.bottom, rect.right, rect.top)

    def style(self, position: int) -> Style:
        """The style of a character, which it shares with all of its text object."""
        index = self._index(position)
        text_object = pdfium.char_object(self.handle, index) or 0
        style = self._styles.get(text_object)
        if style is None or not text_object:
            style = self._styles[text_object] = self._new_style(index, text_object)
        return style

    def stretch(self, first: int, last: int, style: Style, closing: Style) -> Extent | None:
        """Where the characters from ``first`` to ``last`` of one line stand; None where nowhere.

        A glyph's own box jumps with its shape: a line's height is told by its baseline, and its
        beginning by the point where the first character is set.
        """
        box, handle = self._box, self.handle
        if style.level and closing.level and style.dx > 0 and style.rise > 0:
            # Nearly all lines: one call at either end is enough.
            if not pdfium.char_origin(handle, self._index(first), *self._box_refs[:2]):
                return None
            left, baseline, rise = box[0], box[1], max(style.rise, closing.rise)
            if not pdfium.char_box(handle, self._index(last), *self._box_refs):
                return None
            bottom, top = baseline - DESCENT * rise, baseline + ASCENT * rise
            return Extent(left, bottom, max(left, box[1]), top)
        ends = [self._extent(first, style), self._extent(last, closing)]
        known = [end for end in ends if end]
        if not known:
            return None
        return Extent(
            min(end.left for end in known),
            min(end.bottom for end in known),
            max(end.right for end in known),
            max(end.top for end in known),
        )

    def _extent(self, position: int, style: Style) -> Extent | None:
        index, box = self._index(position), self._box
        if not pdfium.char_box(self.handle, index, *self._box_refs):
            return None
        left, right, bottom, top = box
        if style.level or style.sideways:
            pdfium.char_origin(self.handle, index, *self._box_refs[:2])
            x, y, rise = box[0], box[1], style.rise
            if style.level:
                left = min(left, x)
                bottom, top = y - DESCENT * rise, y + ASCENT * rise
            else:
                left, right = x - DESCENT * rise, x + ASCENT * rise
        return Extent(min(left, right), min(bottom, top), max(left, right), max(bottom, top))

    def _new_style(self, index: int, text_object: int) -> Style:
        size, matrix = pdfium.char_size(self.handle, index), self._matrix
        bold, italic = self._weight(index, text_object) if text_object else (False, False)
        if not pdfium.char_matrix(self.handle, index, self._matrix_ref):
            return Style(size, bold, italic, 1.0, 0.0, True, False, size)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size *= (c * c + d * d) ** 0.5
        level, sideways = abs(b) < _NEARLY * abs(a), abs(a) < _NEARLY * abs(b)
        slanted = abs(a * c + b * d) > 0.1 * (a * a + b * b)
        rise = size if (d if level else c) > 0 else -size
        return Style(size, bold, italic or slanted, a, b, level, sideways, rise)

    def _weight(self, index: int, text_object: int) -> tuple[bool, bool]:
        font = pdfium.text_font(text_object) or 0
        weight = self._fonts.get(font)
        if weight is None:
            name, flags = pdfium.name_of_font(font), pdfium.font_flags(font)
            heavy = pdfium.char_weight(self.handle, index) >= _HEAVY
            bold = bool(_BOLD_NAME.search(name)) or (flags > 0 and bool(flags & _FLAG_FORCE_BOLD))
            italic = bool(_ITALIC_NAME.search(name)) or (flags > 0 and bool(flags & _FLAG_ITALIC))
            weight = self._fonts[font] = (bold or heavy, italic)
        # A producer without the bold cut of a font strokes the outline as well.
        if not weight[0] and pdfium.text_mode(text_object) == _MODE_FILL_AND_STROKE:
            return True, weight[1]
        return weight
