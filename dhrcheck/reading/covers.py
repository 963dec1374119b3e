"""What on a page may hide its words: things drawn over them, and a colour like that behind them.

This only finds what is worth a closer look, cheaply, on every page; ``hidden.py`` then looks. Boxes
are those of the displayed page.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.model import Cover, Link
from dhrcheck.reading.objects import IDENTITY, Affine, Drawn, bounds_on_page
from dhrcheck.reading.rulings import Rulings
from dhrcheck.reading.turn import Turn

LIKE = 24
"""Two colours closer than this (0 to 255, in each of red, green and blue) are one to the eye."""

LARGE = 0.4
"""The share of a page from which a picture is a scan or a background, and no cover of words."""

_LIGHT = 255 - LIKE
_OPAQUE = 200
_NARROWEST, _LOWEST = 6.0, 4.0
_THICK = 8.0
_REACH = 3.0
_MOST_SHAPES = 2_000
_MOST_COMPARED = 200_000
_OVER_ALL = 1 << 40
_NOTES = frozenset(
    "FreeText Line Square Circle Polygon PolyLine Highlight Stamp Ink Redact".split()
)

_Rgb = tuple[int, int, int]
_Edges = tuple[float, float, float, float]


class Area(NamedTuple):
    """Something drawn, its place in the order of drawing, and its colour where it has one."""

    box: Box
    order: int
    kind: Cover
    colour: _Rgb | None


@dataclass(slots=True)
class Suspects:
    """Words (text objects, with their displayed boxes) that may not be seen, and why."""

    covers: list[Area] = field(default_factory=list)
    covered: dict[int, Box] = field(default_factory=dict)
    coloured: dict[int, Box] = field(default_factory=dict)


def suspects_of(
    drawn: Drawn, rulings: Rulings, notes: Sequence[Link], turn: Turn, size: tuple[float, float]
) -> Suspects | None:
    """What may hide words on a page of this displayed size; None where nothing does."""
    if not drawn.texts:
        return None
    areas = _areas(drawn, rulings, turn, drawn.texts_at[0])
    covers = [area for area in areas if area.order > drawn.texts_at[0]]
    covers += _pictures(drawn, turn, size) + _noted(notes)
    odd = _odd_colours(drawn, areas)
    if not covers and not odd:
        return None
    found = Suspects(covers)
    if covers:
        _take_covered(found, drawn, turn)
    if odd:
        _take_coloured(found, drawn, turn, areas, odd)
    return found if found.covered or found.coloured else None


def _large_enough(box: Box) -> bool:
    return box.x1 - box.x0 >= _NARROWEST and box.y1 - box.y0 >= _LOWEST


def _areas(drawn: Drawn, rulings: Rulings, turn: Turn, first: int) -> list[Area]:
    """The opaque areas and shapes of a page that could hide a word or stand behind one."""
    colours: dict[int, _Rgb | None] = {}
    found = []
    for placed, box in rulings.areas:
        if not _large_enough(box):
            continue
        if placed.handle not in colours:
            colours[placed.handle] = _fill_of(placed.handle)
        colour = colours[placed.handle]
        if colour is not None:
            found.append(Area(box, placed.order, Cover.BOX, colour))
    for placed in rulings.shapes[:_MOST_SHAPES]:
        shape = bounds_on_page(placed, turn) if placed.order > first else None
        if shape and _large_enough(shape) and _is_opaque_shape(placed.handle):
            # Its bounds say only roughly where it is, so that it counts as no background.
            found.append(Area(shape, placed.order, Cover.BOX, None))
    return found


_parts = (ctypes.c_uint * 4)()
_part_refs = tuple(ctypes.byref(_parts, 4 * i) for i in range(4))
_fill, _stroke, _width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()


def _fill_of(handle: int) -> _Rgb | None:
    """The colour that a path is filled with; None where it is see-through or a pattern."""
    if not pdfium.fill_colour(handle, *_part_refs) or _parts[3] < _OPAQUE:
        return None
    return _parts[0], _parts[1], _parts[2]


def _is_opaque_shape(handle: int) -> bool:
    pdfium.path_draw_mode(handle, ctypes.byref(_fill), ctypes.byref(_stroke))
    if _fill.value and _fill_of(handle):
        return True
    return bool(
        _stroke.value
        and pdfium.stroke_width(handle, ctypes.byref(_width))
        and _width.value > _THICK
    )


def _pictures(drawn: Drawn, turn: Turn, size: tuple[float, float]) -> list[Area]:
    """The pictures drawn after some words, but for scans and backgrounds."""
    first, most = drawn.texts_at[0], LARGE * size[0] * size[1]
    found = []
    for placed in drawn.images:
        box = bounds_on_page(placed, turn) if placed.order > first else None
        if box and _large_enough(box) and (box.x1 - box.x0) * (box.y1 - box.y0) < most:
            found.append(Area(box, placed.order, Cover.PICTURE, None))
    return found


def _noted(notes: Iterable[Link]) -> list[Area]:
    """The annotations that may be drawn over words; they lie above all else."""
    return [
        Area(note.box, _OVER_ALL, Cover.NOTE if note.kind != "Redact" else Cover.MARK, None)
        for note in notes
        if note.box and note.kind in _NOTES and _large_enough(note.box)
    ]


def _odd_colours(drawn: Drawn, areas: Sequence[Area]) -> dict[int, tuple[int, _Rgb]]:
    """The texts that are nearly white, or have the colour of some area: their order and colour."""
    texts = drawn.texts
    count = len(texts)
    parts = (ctypes.c_uint * (4 * count))()
    at = ctypes.addressof(parts)
    places = (range(at + 4 * i, at + 4 * i + 16 * count, 16) for i in range(4))
    # Thousands of calls for every report: the loop runs outside of Python.
    deque(map(pdfium.fill_colour, texts, *places), maxlen=0)
    raw = bytes(parts)
    colours = [raw[i : i + 12] for i in range(0, 16 * count, 16)]
    filled = {area.colour for area in areas if area.colour}
    odd = {}
    for colour in set(colours):
        rgb = colour[0], colour[4], colour[8]
        if min(rgb) >= _LIGHT or any(alike(rgb, other) for other in filled):
            odd[colour] = rgb
    if not odd:
        return {}
    return {
        text: (order, odd[colour])
        for text, order, colour in zip(texts, drawn.texts_at, colours)
        if colour in odd
    }


def alike(one: _Rgb, other: _Rgb) -> bool:
    """True where two colours can hardly be told apart."""
    return all(abs(a - b) < LIKE for a, b in zip(one, other))


def boxes_of(texts: Sequence[int], drawn: Drawn, turn: Turn) -> list[Box]:
    """The displayed boxes of some texts of a page."""
    count = len(texts)
    edges = (ctypes.c_float * (4 * count))()
    at = ctypes.addressof(edges)
    places = (range(at + 4 * i, at + 4 * i + 16 * count, 16) for i in range(4))
    deque(map(pdfium.object_bounds, texts, *places), maxlen=0)
    bounds = list(edges)
    every: Iterable[_Edges] = zip(bounds[::4], bounds[1::4], bounds[2::4], bounds[3::4])
    if drawn.outer:
        maps = (drawn.outer.get(text, IDENTITY) for text in texts)
        every = (_mapped(outer, *each) for outer, each in zip(maps, every))
    return [turn.box(*each) for each in every]


def _mapped(outer: Affine, left: float, bottom: float, right: float, top: float) -> _Edges:
    if outer is IDENTITY:
        return left, bottom, right, top
    corners = [outer.point(x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _take_covered(found: Suspects, drawn: Drawn, turn: Turn) -> None:
    """Notes the texts that have something drawn over them later."""
    last = bisect_left(drawn.texts_at, max(cover.order for cover in found.covers))
    boxes = boxes_of(drawn.texts[:last], drawn, turn)
    by_middle = sorted(((box.y0 + box.y1) / 2, i) for i, box in enumerate(boxes))
    middles = [middle for middle, _ in by_middle]
    room = _MOST_COMPARED
    used = []
    for cover in found.covers:
        box, hits = cover.box, False
        start, end = bisect_left(middles, box.y0), bisect_left(middles, box.y1)
        room -= end - start
        for _, i in by_middle[start:end] if room > 0 else ():
            text = boxes[i]
            across = min(text.x1, box.x1) - max(text.x0, box.x0)
            # Neighbouring cells of a table touch the words beside them, and hide none.
            if drawn.texts_at[i] < cover.order and across > min(_REACH, 0.5 * (text.x1 - text.x0)):
                found.covered[drawn.texts[i]] = text
                hits = True
        if hits:
            used.append(cover)
    found.covers = used


def _take_coloured(
    found: Suspects,
    drawn: Drawn,
    turn: Turn,
    areas: Sequence[Area],
    odd: dict[int, tuple[int, _Rgb]],
) -> None:
    """Notes the texts whose colour is that of the last area drawn behind them, or of the paper."""
    plain = sorted((a for a in areas if a.colour), key=lambda area: -area.order)
    room = _MOST_COMPARED
    texts = [text for text in odd if text not in found.covered]
    for text, box in zip(texts, boxes_of(texts, drawn, turn)):
        order, colour = odd[text]
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        room -= len(plain)
        if room < 0:
            break
        behind = next((a for a in plain if a.order < order and a.box.holds(x, y)), None)
        if alike(colour, behind.colour if behind and behind.colour else (255, 255, 255)):
            found.coloured[text] = box


def text_modes(texts: Iterable[int]) -> list[int]:
    """How each text is painted (3: not at all)."""
    return list(map(pdfium.text_mode, texts))


def words_of(text: int, text_page: int) -> str:
    """The characters of a text object."""
    return pdfium.text_from(pdfium.text_words, text, text_page)
