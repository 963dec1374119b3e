"""What is drawn on a page besides its text: paths and pictures, also those inside form objects."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import NamedTuple

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.model import Picture
from dhrcheck.reading.turn import Turn

_MAX_OBJECTS = 200_000
_MAX_DEPTH = 8


class Affine(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the map takes a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Affine) -> Affine:
        """This map applied to what ``inner`` gives."""
        e, f = self.point(inner.e, inner.f)
        return Affine(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            e,
            f,
        )


IDENTITY = Affine(1, 0, 0, 1, 0, 0)


def affine_of(page_object: int) -> Affine:
    """The matrix of a page object; the identity where it has none."""
    matrix = pdfium.Matrix(1, 0, 0, 1, 0, 0)
    pdfium.object_matrix(page_object, ctypes.byref(matrix))
    return Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


class Placed(NamedTuple):
    """A page object and the map from the space it is drawn in to page space.

    ``order`` counts what is drawn on the page, words included: what has more is drawn over what has
    less.
    """

    handle: int
    outer: Affine
    order: int = 0


@dataclass(slots=True)
class Drawn:
    """The objects of one page by kind, in drawing order.

    ``texts`` holds bare handles, as there are many, and ``texts_at`` their places in that order;
    ``outer`` holds the maps of those inside form objects.
    """

    paths: list[Placed] = field(default_factory=list)
    images: list[Placed] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    texts_at: list[int] = field(default_factory=list)
    outer: dict[int, Affine] = field(default_factory=dict)
    count: int = 0


def drawn_on(page: int) -> Drawn:
    """The objects of a page, form objects opened up; at most 200,000 of them."""
    drawn = Drawn()
    count = min(pdfium.count_objects(page), _MAX_OBJECTS)
    handles = [pdfium.get_object(page, i) for i in range(count)]
    _gather(handles, IDENTITY, drawn, _MAX_OBJECTS - count, 0)
    return drawn


def _gather(handles: list[int], outer: Affine, drawn: Drawn, room: int, depth: int) -> int:
    order = drawn.count
    for handle, kind in zip(handles, map(pdfium.object_kind, handles), strict=True):
        order += 1
        if kind == pdfium.TEXT:
            drawn.texts.append(handle)
            drawn.texts_at.append(order)
            if outer is not IDENTITY:
                drawn.outer[handle] = outer
        elif kind == pdfium.PATH:
            drawn.paths.append(Placed(handle, outer, order))
        elif kind == pdfium.IMAGE:
            drawn.images.append(Placed(handle, outer, order))
        elif kind == pdfium.FORM and depth < _MAX_DEPTH:
            count = min(pdfium.form_count(handle), room)
            inner = [pdfium.form_object(handle, i) for i in range(count)]
            matrix = outer.after(affine_of(handle))
            drawn.count = order
            room = _gather(inner, matrix, drawn, room - count, depth + 1)
            order = drawn.count
    drawn.count = order
    return room


def bounds_on_page(placed: Placed, turn: Turn) -> Box | None:
    """The displayed box of an object, None where pdfium knows none."""
    bounds = pdfium.bounds_of(placed.handle)
    if bounds is None:
        return None
    if placed.outer is IDENTITY:
        return turn.box(*bounds)
    corners = [
        placed.outer.point(x, y)
        for x in (bounds.left, bounds.right)
        for y in (bounds.bottom, bounds.top)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return turn.box(min(xs), min(ys), max(xs), max(ys))


def pictures_of(drawn: Drawn, turn: Turn, width: float, height: float) -> tuple[Picture, ...]:
    """The images on a page of this displayed size, each with the part of its box that shows."""
    across, down = ctypes.c_uint(), ctypes.c_uint()
    pictures = []
    for placed in drawn.images:
        box = bounds_on_page(placed, turn)
        if box is None:
            continue
        shown = Box(max(box.x0, 0), max(box.y0, 0), min(box.x1, width), min(box.y1, height))
        if shown.x0 >= shown.x1 or shown.y0 >= shown.y1:
            continue
        across.value = down.value = 0
        pdfium.image_size(placed.handle, ctypes.byref(across), ctypes.byref(down))
        pictures.append(Picture(shown, across.value, down.value))
    return tuple(pictures)
