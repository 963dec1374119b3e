"""The lines of a page: text, box, size and style, at little more than the price of bare text.

One call gives the whole page's text; only the first and last character of each line are asked for
their box, size and font.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import NamedTuple

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.model import Line
from dhrcheck.reading.turn import Turn

SOFT_HYPHEN = "\u00ad"

ASCENT, DESCENT = 0.75, 0.25
"""How far a line reaches above and below its baseline, in parts of its size."""

# pdfium marks a hyphen at a line's end so, and swallows the line break that follows it.
_LINE_END_HYPHEN = re.compile("[\u0002\ufffe]")
_PIECES = re.compile("[^\r\n\u0002\ufffe]*[\u0002\ufffe]?")
_BOLD_NAME = re.compile("bold|black|heavy|semibold|demi(?!c)", re.IGNORECASE)
_ITALIC_NAME = re.compile("ital|obli", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18
_HEAVY = 700
_MODE_FILL_AND_STROKE = 2
_UNMAPPABLE = re.compile("[\ufffd\ue000-\uf8ff]|[\U000f0000-\U0010ffff]")


class Mark(NamedTuple):
    """What one character shows: its box in page space, size, style and writing direction."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    italic: bool
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Span:
    """A line as a range of characters of the page: ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    text: str


class TextPage:
    """The characters of one page. Close it with ``close``; indices count characters of ``text``."""

    def __init__(self, page: int, turn: Turn) -> None:
        self.handle: int = pdfium.load_text(page) or 0
        self.turn = turn
        self.text = self._whole_text() if self.handle else ""
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._box = [ctypes.c_double() for _ in range(4)]
        self._box_refs = [ctypes.byref(value) for value in self._box]
        self._origin, self._origin_refs = self._box[:2], self._box_refs[:2]
        self._matrix = pdfium.Matrix()
        self._matrix_ref = ctypes.byref(self._matrix)

    def close(self) -> None:
        """Give the page's characters back to pdfium."""
        if self.handle:
            pdfium.close_text(self.handle)
            self.handle = 0

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

    def index(self, position: int) -> int:
        """pdfium's number of the character at ``position`` of the text."""
        if self._one_to_one:
            return position
        found: int = pdfium.char_of_text(self.handle, position)
        return found if found >= 0 else position

    def unmapped(self, position: int) -> bool:
        """True where no font says which character this is."""
        return bool(pdfium.char_unmapped(self.handle, self.index(position)) == 1)

    def content(self, position: int) -> int:
        """The number of the marked content that the character stands in, -1 where none."""
        text_object = pdfium.char_object(self.handle, self.index(position))
        found: int = pdfium.marked_content(text_object) if text_object else -1
        return found

    def middle(self, position: int) -> tuple[float, float]:
        """The displayed middle of the character's box; far off the page where it has none."""
        if not pdfium.char_box(self.handle, self.index(position), *self._box_refs):
            return -1e6, -1e6
        left, right, bottom, top = (value.value for value in self._box)
        return self.turn.point((left + right) / 2, (bottom + top) / 2)

    def edges(self, position: int) -> tuple[float, float]:
        """Where the character begins and ends across the displayed page; 0, 0 where nowhere."""
        if not pdfium.char_box(self.handle, self.index(position), *self._box_refs):
            return 0.0, 0.0
        left, right, bottom, top = (value.value for value in self._box)
        xs = self.turn.point(left, bottom)[0], self.turn.point(right, top)[0]
        return min(xs), max(xs)

    def mark(self, position: int) -> Mark | None:
        """What the character at ``position`` shows; None where pdfium has no place for it."""
        index, handle = self.index(position), self.handle
        if not pdfium.char_box(handle, index, *self._box_refs):
            return None
        left, right, bottom, top = (value.value for value in self._box)
        size, matrix = pdfium.char_size(handle, index), self._matrix
        bold, italic = self._style(index)
        if not pdfium.char_matrix(handle, index, self._matrix_ref):
            return Mark(left, bottom, right, top, size, bold, italic, 1.0, 0.0)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size *= (c * c + d * d) ** 0.5
        pdfium.char_origin(handle, index, *self._origin_refs)
        x, y = self._origin[0].value, self._origin[1].value
        # A glyph's own box jumps with its shape; a line's height is better told by its baseline.
        if abs(b) < 0.01 * abs(a):
            rise = size if d > 0 else -size
            bottom, top = sorted((y - DESCENT * rise, y + ASCENT * rise))
        elif abs(a) < 0.01 * abs(b):
            rise = size if c > 0 else -size
            left, right = sorted((x - DESCENT * rise, x + ASCENT * rise))
        italic = italic or abs(a * c + b * d) > 0.1 * (a * a + b * b)
        return Mark(left, bottom, right, top, size, bold, italic, a, b)

    def _style(self, index: int) -> tuple[bool, bool]:
        text_object = pdfium.char_object(self.handle, index)
        if not text_object:
            return False, False
        font = pdfium.text_font(text_object) or 0
        style = self._fonts.get(font)
        if style is None:
            name, flags = pdfium.name_of_font(font), pdfium.font_flags(font)
            heavy = pdfium.char_weight(self.handle, index) >= _HEAVY
            bold = bool(_BOLD_NAME.search(name)) or (flags > 0 and bool(flags & _FLAG_FORCE_BOLD))
            italic = bool(_ITALIC_NAME.search(name)) or (flags > 0 and bool(flags & _FLAG_ITALIC))
            style = self._fonts[font] = (bold or heavy, italic)
        # A producer without the bold cut of a font strokes the outline as well.
        if not style[0] and pdfium.text_mode(text_object) == _MODE_FILL_AND_STROKE:
            return True, style[1]
        return style


def spans_of(page: TextPage) -> list[Span]:
    """The lines of a page in pdfium's order; a line-end hyphen stands as U+00AD at the end."""
    spans: list[Span] = []
    text = page.text
    for piece in _PIECES.finditer(text):
        start, end = piece.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            words = _LINE_END_HYPHEN.sub(SOFT_HYPHEN, text[start:end])
            spans.append(Span(start, end, words))
    return spans


def line_of(page: TextPage, span: Span) -> Line:
    """The line that ``span`` names, with its box as displayed and the style of its two ends."""
    first = page.mark(span.start)
    last = page.mark(span.end - 1) if span.end - span.start > 1 else first
    first, last = first or last, last or first
    if first is None or last is None:
        return Line(span.text, Box(0, 0, 0, 0), 0)
    turn = page.turn
    box = turn.box(
        min(first.left, last.left),
        min(first.bottom, last.bottom),
        max(first.right, last.right),
        max(first.top, last.top),
    )
    dx, dy = turn.direction(first.dx, first.dy)
    return Line(
        text=span.text,
        box=box,
        size=round(max(first.size, last.size), 1),
        bold=first.bold and last.bold,
        italic=first.italic and last.italic,
        upright=dx > 0 and abs(dy) < 0.2 * dx,
    )


def unmapped_share(page: TextPage, spans: list[Span]) -> float:
    """The share (0 to 1) of characters that no font maps to text.

    Every character is asked only on a page where the first character of some line is in doubt.
    """
    text = page.text
    total = sum(len(span.text) - span.text.count(" ") for span in spans)
    if not total:
        return 0.0
    odd = len(_UNMAPPABLE.findall(text)) + 8 * text.count("(cid:")
    if any(page.unmapped(span.start) for span in spans):
        odd = max(odd, sum(page.unmapped(i) for span in spans for i in range(span.start, span.end)))
    return round(min(1.0, odd / total), 3)
