"""Dot leaders ("Introduction ........ 4") on a scanned page, found and wiped before recognition.

Tesseract takes a row of dots for small letters, guesses at words all along it, and doubts the words
before it too, so that a contents list is lost. Dots that follow one another at one distance, with
nothing above or below, are no letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dhrcheck.reading.ocr_bitmap import Bitmap
from dhrcheck.reading.ocr_words import Word

_DARK = bytes(1 if grey < 165 else 0 for grey in range(256))
_DOTS = re.compile(b"(?:\x01{1,6}\x00{1,22}){8,}")
_ONE = re.compile(b"\x01+")
_FEWEST = 8
_UNEVEN = 1.7
"""Pixels by which the distance of two dots may differ from that of their neighbours."""
_CLEAR, _HALF, _DOT_REACHES = (2.2, 2.7, 3.2), 1.9, 0.9
"""Points from a row of pixels through dots: to strips without ink, to what is wiped with it, and
how far up and down at once ink of a dot cannot go."""
_MAY_BE_INKED = 0.04
_CERTAIN = 95.0
_LEADER = "...."
_MOST = 4_000

_Dot = tuple[int, int]
"""Start and end of a dot, in pixels."""


@dataclass(slots=True)
class Leader:
    """Rows ``first`` to ``last`` of pixels, from ``start`` to ``end`` across."""

    first: int
    last: int
    start: int
    end: int


def leaders_on(bitmap: Bitmap) -> list[Leader]:
    """The dot leaders of a level page, from top to bottom."""
    width, scale = bitmap.width, bitmap.scale
    dark = bitmap.pixels.translate(_DARK)
    rows = [dark[i : i + width] for i in range(0, width * bitmap.height, width)]
    clear, half = max(4, round(_CLEAR[-1] * scale)), max(2, round(_HALF * scale))
    found: list[Leader] = []
    for y, row in enumerate(rows):
        for even in _even_dots(row):
            dots = _without_letters(rows, y, even, clear)
            if len(dots) < _FEWEST:
                continue
            start, end = dots[0][0], dots[-1][1]
            if not _stands_alone(rows, y, start, end, scale):
                continue
            beside = next((x for x in reversed(found[-40:]) if _goes_on(x, y, start, end)), None)
            if beside is None:
                found.append(Leader(y, y, start, end))
            else:
                beside.last, beside.start = y, min(beside.start, start)
                beside.end = max(beside.end, end)
        if len(found) > _MOST:
            return []
    found = _one_each(found)
    for leader in found:
        leader.first, leader.last = max(0, leader.first - half), leader.last + half
        leader.last = min(leader.last, bitmap.height - 1)
    return found


def _one_each(leaders: Sequence[Leader]) -> list[Leader]:
    """Leaders that touch made one: on a page not quite level each row of pixels shows a piece."""
    joined: list[Leader] = []
    for leader in leaders:
        near = next(
            (
                x
                for x in reversed(joined[-40:])
                if x.first - 3 <= leader.last
                and leader.first <= x.last + 3
                and x.start <= leader.end + 30
                and leader.start <= x.end + 30
            ),
            None,
        )
        if near is None:
            joined.append(leader)
            continue
        near.first, near.last = min(near.first, leader.first), max(near.last, leader.last)
        near.start, near.end = min(near.start, leader.start), max(near.end, leader.end)
    return joined


def _even_dots(row: bytes) -> Iterator[list[_Dot]]:
    """Runs of dots that follow one another at one distance."""
    for match in _DOTS.finditer(row):
        at = match.start()
        dots = [(at + d.start(), at + d.end()) for d in _ONE.finditer(match[0])]
        begin = 0
        for i in range(2, len(dots) + 1):
            if i < len(dots) and _is_even(dots[i - 2], dots[i - 1], dots[i]):
                continue
            if i - begin >= _FEWEST:
                yield dots[begin:i]
            begin = i - 1


def _without_letters(
    rows: Sequence[bytes], y: int, dots: Sequence[_Dot], clear: int
) -> Sequence[_Dot]:
    """``dots`` less those at the ends that have ink above them: the feet of letters and figures."""
    above = [rows[n] for n in range(max(0, y - 2 * clear), max(0, y - clear + 1), 2)]
    free = [not any(1 in row[max(0, a - 1) : b + 1] for row in above) for a, b in dots]
    if True not in free:
        return ()
    return dots[free.index(True) : len(free) - free[::-1].index(True)]


def _is_even(*dots: _Dot) -> bool:
    one, two, three = ((start + end) / 2 for start, end in dots)
    return abs((three - two) - (two - one)) <= _UNEVEN


def _stands_alone(rows: Sequence[bytes], y: int, start: int, end: int, scale: float) -> bool:
    """True where these are dots and not the strokes of small letters: they are not tall, and strips
    above and below them are clear."""
    most = max(2, _MAY_BE_INKED * (end - start))

    def inked(points: float) -> bool:
        at = y + round(points * scale)
        return 0 <= at < len(rows) and rows[at].count(1, start, end) > most

    if any(inked(-away) or inked(away) for away in _CLEAR):
        return False
    return not (inked(-_DOT_REACHES) and inked(_DOT_REACHES))


def _goes_on(leader: Leader, y: int, start: int, end: int) -> bool:
    return y - leader.last <= 2 and start < leader.end and leader.start < end


def without_leaders(bitmap: Bitmap, leaders: Sequence[Leader]) -> Bitmap:
    """The page with its leaders in the grey of the paper round them."""
    if not leaders:
        return bitmap
    width, pixels = bitmap.width, bytearray(bitmap.pixels)
    for leader in leaders:
        row = max(0, leader.first - 1) * width
        beside = sorted(bitmap.pixels[row + leader.start : row + leader.end])
        paper = beside[len(beside) * 3 // 4]
        blank = bytes([paper]) * (leader.end - leader.start)
        for y in range(leader.first, leader.last + 1):
            pixels[y * width + leader.start : y * width + leader.end] = blank
    return replace(bitmap, pixels=bytes(pixels))


def with_leaders(words: Sequence[Word], leaders: Sequence[Leader], bitmap: Bitmap) -> list[Word]:
    """The words with four dots for each leader, in one line with what it leads from and to."""
    result = list(words)
    for leader in leaders:
        box = bitmap.box(
            leader.start, leader.first, leader.end - leader.start, leader.last + 1 - leader.first
        )
        middle = (box.y0 + box.y1) / 2
        level = [w for w in result if w.box.y0 - 1 <= middle <= w.box.y1 + 3 and w.text != _LEADER]
        left = [w for w in level if w.box.x1 <= box.x1 and w.box.x0 < box.x0]
        if not left:
            continue
        nearest = max(left, key=lambda w: w.box.x1)
        line = nearest.line
        right = [w for w in level if w.box.x0 >= box.x1 - 2]
        if right:
            follows = min(right, key=lambda w: w.box.x0)
            if follows.line != line:
                moved = [w for w in result if w.line == follows.line and w.box.x0 >= box.x1 - 2]
                level_ones = {id(w) for w in moved if w in level}
                result = [replace(w, line=line) if id(w) in level_ones else w for w in result]
        result.append(Word(_LEADER, box, _CERTAIN, line))
    return _in_order(result) if len(result) > len(words) else result


def _in_order(words: Sequence[Word]) -> list[Word]:
    """The words line by line, in the order in which the lines began, each from left to right."""
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    led = {word.line for word in words if word.text == _LEADER}
    ordered: list[Word] = []
    for line, own in lines.items():
        ordered += _with_one_leader(sorted(own, key=_left)) if line in led else own
    return ordered


def _left(word: Word) -> float:
    return word.box.x0


def _with_one_leader(words: Sequence[Word]) -> list[Word]:
    """The words of a line; pieces of one leader, found apart, as one."""
    result: list[Word] = []
    for word in words:
        if result and word.text == _LEADER == result[-1].text:
            result[-1] = replace(word, box=word.box.union(result[-1].box))
        else:
            result.append(word)
    return result
