"""Words that are in the file and not seen on the page: proved by drawing the page without them.

Where something may hide words (``covers.py``), the place is drawn twice, once as it is and once
without the words. Where both are alike, nobody sees the words, whatever hides them: a box, a picture,
an annotation, or the colour of the paper. Where they differ, they are seen: table shading, white
headings on a colour, highlights and lines through words are all told apart that way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import NamedTuple

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.covers import Area, Suspects, boxes_of, text_modes, words_of
from dhrcheck.reading.model import Cover, Hidden
from dhrcheck.reading.objects import Drawn
from dhrcheck.reading.sight import Sight, sight_of
from dhrcheck.reading.turn import Turn

FEW = 3
"""Fewer letters and digits under a cover than this are no finding."""

MOST_DRAWN = 200
"""Pages of a file that are drawn for a look at most."""

_MOST_OBJECTS = 20_000
_MOST_CHARACTERS = 100_000
_MOST_COMPARED = 3_000_000
_MOST_FOUND = 500
_OFTEN, _NEVER = 5, -1_000_000
_UNPAINTED, _OUTLINED = (3, 7), (1, 5)
_FITS = 0.2
_TWIN = 2.0
_ONE_LINE, _GAP = 6.0, 8
_LONG_NUMBER = 6


@dataclass(slots=True)
class Watch:
    """What is kept from page to page of one file: pages that may still be drawn, words seen.

    ``clear`` counts the pages on which a cover of one kind and place hid nothing (a logo, a
    watermark); one that hid something stays far below zero.
    """

    pages: int = MOST_DRAWN
    seen: set[tuple[str, int, int]] = field(default_factory=set)
    clear: dict[tuple[Cover, Box], int] = field(default_factory=dict)

    def is_clear(self, cover: Area) -> bool:
        """True where such a cover hid nothing on several pages before."""
        return self.clear.get((cover.kind, cover.box), 0) >= _OFTEN

    def note(self, cover: Area, hides: bool) -> None:
        """Keeps in mind whether a cover hid something on a page."""
        place = cover.kind, cover.box
        self.clear[place] = _NEVER if hides else self.clear.get(place, 0) + 1


class Char(NamedTuple):
    """A character that may be hidden: its number on the page (``at``), its text object, what covers it."""

    at: int
    letter: str
    text: int
    box: Box
    cover: Area | None


def hidden_on(
    page: int,
    drawn: Drawn,
    characters: TextPage,
    turn: Turn,
    suspects: Suspects,
    watch: Watch,
) -> tuple[Hidden, ...]:
    """The hidden words of an open page."""
    suspects.covers = [cover for cover in suspects.covers if not watch.is_clear(cover)]
    unpainted = _sort_out(suspects, characters, watch)
    if not suspects.covered and not suspects.coloured:
        return ()
    chars = _characters(drawn, characters, turn, suspects)
    if sum(char.letter.isalnum() for char in chars) < FEW:
        return ()
    marked = [char for char in chars if char.cover and char.cover.kind is Cover.MARK]
    found = list(islice(_runs(marked, characters, None, sure=True), _MOST_FOUND))
    rest = [char for char in chars if not char.cover or char.cover.kind is not Cover.MARK]
    if not rest:
        return tuple(found)
    sight = None
    if watch.pages > 0 and drawn.count <= _MOST_OBJECTS:
        watch.pages -= 1
        sight = sight_of(page, [char.box for char in rest], {char.text for char in rest})
    if sight is None:
        # Too much to be drawn, or no drawing came of it: nobody saw these words, so none is passed.
        found += islice(_runs(rest, characters, None, sure=False), _MOST_FOUND)
        return tuple(found)
    gone = [char for char in rest if _is_gone(char, sight, unpainted)]
    _remember(rest, gone, suspects, characters, watch)
    if gone:
        gone = _without_twins(gone, drawn, turn)
    found += islice(_runs(gone, characters, sight, sure=True), _MOST_FOUND)
    return tuple(found)


def _sort_out(suspects: Suspects, characters: TextPage, watch: Watch) -> frozenset[int]:
    """Drops what is known to be seen, or not meant to be; gives the texts that are never painted.

    Unpainted text is the layer that text recognition lays behind a scan.
    """
    texts = [*suspects.covered, *suspects.coloured]
    modes = dict(zip(texts, text_modes(texts)))
    letters = 0
    for text, box in list(suspects.coloured.items()):
        words = words_of(text, characters.handle)
        known = _key(words, box) in watch.seen
        if known or modes[text] in _UNPAINTED or modes[text] in _OUTLINED:
            del suspects.coloured[text]
        else:
            letters += sum(map(str.isalnum, words))
    if letters < FEW:
        suspects.coloured.clear()
    return frozenset(text for text, mode in modes.items() if mode in _UNPAINTED)


def _key(words: str, box: Box) -> tuple[str, int, int]:
    """What running headers share from page to page: their words but for numbers, and their place."""
    return "".join(filter(str.isalpha, words)), round(box.x0), round(box.y0)


def _characters(drawn: Drawn, characters: TextPage, turn: Turn, suspects: Suspects) -> list[Char]:
    """The characters of the suspected texts that lie under a cover, or have an odd colour."""
    handle = characters.handle
    count = min(pdfium.count_chars(handle), _MOST_CHARACTERS)
    texts = list(map(pdfium.char_object, repeat(handle), range(count)))
    order = dict(zip(drawn.texts, drawn.texts_at))
    found: list[Char] = []
    room = _MOST_COMPARED
    for index, text in enumerate(texts):
        if text not in suspects.covered and text not in suspects.coloured:
            continue
        box = _box(characters, index, turn)
        if box is None:
            continue
        room -= len(suspects.covers)
        if room < 0:
            break
        cover = None
        if text in suspects.covered:
            x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
            over = (
                area
                for area in suspects.covers
                if area.order > order.get(text, 0) and area.box.holds(x, y)
            )
            cover = max(over, key=lambda area: area.order, default=None)
            if cover is None:
                continue
        found.append(Char(index, _letter(handle, index), text, box, cover))
    return found


def _letter(handle: int, index: int) -> str:
    code = pdfium.char_code(handle, index)
    return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _box(characters: TextPage, index: int, turn: Turn) -> Box | None:
    found = characters.glyph(index)
    return turn.box(*found) if found else None


def _is_gone(char: Char, sight: Sight, unpainted: frozenset[int]) -> bool:
    """True where nothing of a character is seen."""
    if not char.letter.isalnum():
        return False
    if char.text in unpainted:
        # Never painted, so that only a dark box over the picture of the words tells.
        hides = char.cover is not None and char.cover.kind in (Cover.BOX, Cover.NOTE)
        return hides and sight.is_dark_and_even(char.box)
    return sight.is_unchanged(char.box)


def _remember(
    chars: list[Char], gone: list[Char], suspects: Suspects, characters: TextPage, watch: Watch
) -> None:
    """Keeps in mind which words of an odd colour are seen well, and which covers hide nothing."""
    covers = {char.cover for char in chars if char.cover}
    hiding = {char.cover for char in gone}
    for cover in covers:
        watch.note(cover, cover in hiding)
    lost = {char.text for char in gone}
    for text in {char.text for char in chars} - lost:
        if text in suspects.coloured:
            watch.seen.add(_key(words_of(text, characters.handle), suspects.coloured[text]))


def _without_twins(gone: list[Char], drawn: Drawn, turn: Turn) -> list[Char]:
    """The hidden characters, but for those of texts that are seen in another copy at their place.

    Maps have a white shadow under each name; some producers draw a line again over its shading.
    """
    lost = {char.text for char in gone}
    seen: dict[tuple[int, int], list[Box]] = defaultdict(list)
    own: dict[int, Box] = {}
    for text, box in zip(drawn.texts, boxes_of(drawn.texts, drawn, turn)):
        if text in lost:
            own[text] = box
        else:
            seen[_near(box)].append(box)
    twins = {text for text, box in own.items() if _has_twin(box, seen)}
    return [char for char in gone if char.text not in twins]


def _near(box: Box) -> tuple[int, int]:
    return round(box.x0 / 8), round(box.y0 / 8)


def _has_twin(box: Box, seen: dict[tuple[int, int], list[Box]]) -> bool:
    across, down = _near(box)
    return any(
        all(abs(a - b) < _TWIN for a, b in zip(box, other))
        for x in (across - 1, across, across + 1)
        for y in (down - 1, down, down + 1)
        for other in seen.get((x, y), ())
    )


def _runs(
    chars: list[Char], characters: TextPage, sight: Sight | None, *, sure: bool
) -> Iterator[Hidden]:
    """The hidden characters put together: those of one cover, on one line, without a gap."""
    runs: list[list[Char]] = []
    for char in chars:
        if not char.letter.isalnum():
            continue
        if runs and _goes_on(runs[-1][-1], char, characters):
            runs[-1].append(char)
        else:
            runs.append([char])
    filled: dict[Area | None, float] = defaultdict(float)
    for run in runs:
        filled[run[0].cover] += _area(_box_of(run))
    for run in runs:
        if _counts(run, characters):
            yield _told(run, characters, sight, filled, sure)


def _goes_on(last: Char, char: Char, characters: TextPage) -> bool:
    if last.cover != char.cover or abs(last.box.y1 - char.box.y1) > _ONE_LINE:
        return False
    between = range(last.at + 1, char.at)
    return len(between) < _GAP and not any(_letter(characters.handle, i).isalnum() for i in between)


def _counts(run: list[Char], characters: TextPage) -> bool:
    """True for three letters or digits; numbers in white on a chart's pale bars do not count."""
    letters = "".join(char.letter for char in run)
    if len(letters) < FEW:
        return False
    if run[0].cover is None and letters.isdigit():
        return len(letters) >= _LONG_NUMBER and _has_whole_word(run, characters)
    return True


def _told(
    run: list[Char],
    characters: TextPage,
    sight: Sight | None,
    filled: dict[Area | None, float],
    sure: bool,
) -> Hidden:
    cover, box = run[0].cover, _box_of(run)
    return Hidden(
        box,
        cover.kind if cover else Cover.COLOUR,
        len(run),
        sight is not None and sight.is_dark(box),
        _has_whole_word(run, characters),
        cover is None or filled[cover] >= _FITS * _area(cover.box),
        sure,
    )


def _box_of(run: list[Char]) -> Box:
    box = run[0].box
    for char in run[1:]:
        box = box.union(char.box)
    return box


def _area(box: Box) -> float:
    return max(0.0, box.x1 - box.x0) * max(0.0, box.y1 - box.y0)


def _has_whole_word(run: list[Char], characters: TextPage) -> bool:
    """True where a whole word of three letters or digits is hidden, and not only a piece of one."""
    hidden = {char.at for char in run}
    start = previous = -1
    for index in sorted(hidden):
        if index != previous + 1:
            start = index
        previous = index
        if index + 1 in hidden or index - start + 1 < FEW:
            continue
        before = start > 0 and _letter(characters.handle, start - 1).isalnum()
        if not before and not _letter(characters.handle, index + 1).isalnum():
            return True
    return False
