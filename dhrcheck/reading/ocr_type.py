"""The type of a recognised file: sizes that are one made one, and which lines are bold.

Text recognition measures each line by itself, and errs by a twentieth, now and then by a third. An
author sets a whole file in a few sizes. So all pages are looked at together: a size that the width of
the words belies is measured by that width, near sizes become one, and lines with much broader strokes
than the text's are bold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from dhrcheck.outcome import ReadAs
from dhrcheck.reading.model import Cell, Line, PageReading

_NARROW = frozenset("fijlrtI|!.,;:'()[]- ")
_BROAD = frozenset("mwMWQ@%&")
_FEW_LETTERS, _SEVERAL = 4, 12
_TOO_TALL, _TOO_LOW = 1.2, 0.84
"""Beyond these, a height over the one that the width tells is not believed."""
_BOLD_IS_WIDER = 1.08
_BOLD, _SMALL_BOLD = 1.22, 1.5
"""Strokes, over those of the text, that make a line bold; in small type ink runs."""
_SMALL = 0.85
_MODE, _ONE_SIZE, _BODY = 0.04, 0.075, 0.09
"""How far sizes that are one may lie apart, as shares."""

_Type = tuple[float, bool]
"""A size, and whether it is bold."""


def with_settled_type(pages: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """The pages of one file; on those that were recognised, sizes and bold type are settled."""
    lines = [line for page in pages if page.read is ReadAs.OCR for line in _lines_on(page)]
    if not lines:
        return tuple(pages)
    habits = _Habits.of(lines)
    weights: dict[_Type, int] = {}
    for line in lines:
        told = habits.type_of(line)
        weights[told] = weights.get(told, 0) + len(line.text)
    sizes = _settled_sizes(weights)
    return tuple(
        _settled(page, habits, sizes) if page.read is ReadAs.OCR else page for page in pages
    )


def _lines_on(page: PageReading) -> Iterable[Line]:
    yield from page.lines
    for table in page.tables:
        for cell in table.cells:
            yield from cell.lines


@dataclass(frozen=True, slots=True)
class _Habits:
    """What the recognised pages of a file have in common.

    ``breadth`` is how broad letters are set for their height, against the usual; ``body`` the size of
    most of the text, ``stroke`` the usual width of strokes over the size.
    """

    breadth: float
    body: float
    stroke: float

    @staticmethod
    def of(lines: Sequence[Line]) -> _Habits:
        long = [line for line in lines if _letters(line) >= _SEVERAL and not _is_spaced(line)]
        if not long:
            return _Habits(0.0, 0.0, 0.0)
        breadth = median(_breadth(line) / line.size for line in long)
        sized = _Habits(breadth, median(line.size for line in long), 0.0)
        strokes = [line.stroke / sized.size(line) for line in long if line.stroke]
        return replace(sized, stroke=median(strokes) if strokes else 0.0)

    def size(self, line: Line) -> float:
        """The size that its height tells, or its width where the two cannot both be right."""
        if not self.breadth or _is_spaced(line) or _letters(line) < _FEW_LETTERS:
            return line.size
        by_width = _breadth(line) / self.breadth
        if self.stroke and line.stroke > _BOLD * self.stroke * by_width:
            by_width /= _BOLD_IS_WIDER
        # The widths of a few letters tell little.
        slack = 1.0 if _letters(line) >= _SEVERAL else 1.1
        if _TOO_LOW / slack * by_width < line.size < _TOO_TALL * slack * by_width:
            return line.size
        return round(by_width, 1)

    def type_of(self, line: Line) -> _Type:
        """Its size, not yet settled, and whether it is bold."""
        size = self.size(line)
        if not self.stroke or not line.stroke or _letters(line) < _FEW_LETTERS:
            return size, False
        broad = _BOLD if size > _SMALL * self.body else _SMALL_BOLD
        return size, line.stroke / size > self.stroke * broad


def _settled_sizes(weights: dict[_Type, int]) -> dict[_Type, float]:
    """For each type the size to use: sizes that lie close together are one, bold or not."""
    plain = {size: n for (size, bold), n in weights.items() if not bold}
    heavy = {size: n for (size, bold), n in weights.items() if bold}
    body = _gathered(plain, _BODY, most=1)
    rest = {size: n for size, n in plain.items() if size not in body}
    sizes: dict[_Type, float] = {(size, False): one for size, one in body.items()}
    sizes |= {(size, False): one for size, one in _gathered(rest, _ONE_SIZE).items()}
    usual = next(iter(body.values()), 0.0)
    for size, one in _gathered(heavy, _ONE_SIZE).items():
        sizes[size, True] = usual if abs(one - usual) <= _MODE * usual else one
    return sizes


def _gathered(weights: dict[float, int], near: float, most: int = 0) -> dict[float, float]:
    """Each size with the one that it is gathered under, the heaviest first; ``most`` of these at most
    (0 for all). One size reaches ``near`` (a share) up and down."""
    left, found, made = dict(weights), dict[float, float](), 0
    while left and (not most or made < most):
        made += 1

        def around(size: float, reach: float, left: dict[float, int] = left) -> list[float]:
            return [other for other in left if abs(other - size) <= reach * size]

        middle = max(sorted(left), key=lambda size: sum(left[o] for o in around(size, _MODE)))
        own = around(middle, near)
        one = round(_middle(own, left) * 2) / 2
        for size in own:
            found[size] = one
            del left[size]
    return found


def _middle(sizes: Sequence[float], weights: dict[float, int]) -> float:
    """The median of ``sizes``, each as often as it weighs."""
    half = sum(weights[size] for size in sizes) / 2
    ordered = sorted(sizes)
    reached = (sum(weights[size] for size in ordered[: i + 1]) for i in range(len(ordered)))
    return next(size for size, weight in zip(ordered, reached) if weight >= half)


def _settled(page: PageReading, habits: _Habits, sizes: dict[_Type, float]) -> PageReading:
    def settled(line: Line) -> Line:
        told = habits.type_of(line)
        return replace(line, size=sizes[told], bold=told[1])

    def cell(own: Cell) -> Cell:
        return replace(own, lines=tuple(map(settled, own.lines)))

    tables = (replace(table, cells=tuple(map(cell, table.cells))) for table in page.tables)
    return replace(page, lines=tuple(map(settled, page.lines)), tables=tuple(tables))


def _is_spaced(line: Line) -> bool:
    """True where more than words lies between its ends: wide gaps, or the dots of a contents list."""
    return bool(line.gaps) or "..." in line.text


def _letters(line: Line) -> int:
    return sum(map(str.isalnum, line.text))


def _breadth(line: Line) -> float:
    """The size in points that letters of a common face have where they fill this line."""
    em = sum(
        0.3 if c in _NARROW else 0.86 if c in _BROAD else 0.67 if c.isupper() else 0.54
        for c in line.text
    )
    return (line.box.x1 - line.box.x0) / max(em, 0.3)
