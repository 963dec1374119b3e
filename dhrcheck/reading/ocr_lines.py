"""From recognised words to lines of text with size, gaps and the slips of recognition put right.

Sizes and strokes are as measured here; ``ocr_type.py`` settles them for a whole file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from dhrcheck.reading.gaps import WIDE
from dhrcheck.reading.lines import SOFT_HYPHEN
from dhrcheck.reading.model import Line
from dhrcheck.reading.ocr_words import Word, moved

BULLET = "•"

_TALL = frozenset("bdfhklt()[]{}/|!?'\"‘’“”£$&%@")
_DEEP = frozenset("gjpqyQ,;()[]{}/|@$")
_CAP, _MIDDLE, _DESCENT = 0.72, 0.53, 0.21

_BULLET_MARKS = re.compile(r"[¢«»*®©°•·¥§+~=#¤†]{1,3}|[eo]")
_MONTHS = (
    "january february march april june july august september october november december".split()
)
_MONTH_CUT = {m[:n]: m for m in _MONTHS for n in (len(m) - 2, len(m) - 1) if n > 3}
_CUT_YEAR = re.compile(r"(?P<letters>[a-z]{0,2})(?P<year>(?:19|20)\d\d\W?)")
_NUMBER_COMMA = re.compile(r"\d{1,2},")
_HANGING = re.compile(r"\d{1,2}(?:[.,:;]\d{1,3}){0,3}[.,:;]?")
_SLIP = re.compile(r"[,:;](?=\d)")
_TABS = 9.0
"""Heights of a number that it may stand away from the words it counts."""
_LONE_STROKE = re.compile(r"[|!\[\]]")
_BLUR = 0.36
"""Points by which a letter's box is taller than the letter: a pixel of a rendered page."""

_SEVERAL = 3
_SAME_LINE = 0.5


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines that ``words`` stand in, in their order."""
    groups: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        groups.setdefault(word.line, []).append(word)
    lines = [
        line for group in _with_numbers(groups.values()) if (line := line_of(group)) is not None
    ]
    return _without_odd_gaps(lines)


def _with_numbers(groups: Iterable[list[Word]]) -> list[list[Word]]:
    """The lines' words, each number that was read as a line of its own before the words it counts.

    Where numbers hang in the margin, Tesseract reads them as a column, one below the other.
    """
    lines = list(groups)
    alone = [g for g in lines if len(g) == 1 and _HANGING.fullmatch(g[0].text)]
    taken: list[list[Word]] = []
    for number in alone:
        beside = [g for g in lines if g not in alone and _stands_before(number[0], g)]
        if beside:
            counted = min(beside, key=lambda g: g[0].box.x0)
            text = _SLIP.sub(".", number[0].text.rstrip(",:;"))
            counted.insert(0, moved(number[0], text))
            taken.append(number)
    return [g for g in lines if not any(g is t for t in taken)]


def _stands_before(number: Word, line: Sequence[Word]) -> bool:
    """True where ``number`` stands left of the line, at its height, within a tab or two of it."""
    first = min(line, key=lambda w: w.box.x0)
    height = max(1.0, number.box.y1 - number.box.y0)
    level = min(number.box.y1, first.box.y1) - max(number.box.y0, first.box.y0) > 0.5 * height
    return level and 0 < first.box.x0 - number.box.x1 < _TABS * height


def cell_lines(words: Sequence[Word]) -> list[Line]:
    """The lines in one cell of a table, from top to bottom: words side by side are one line."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=_middle):
        height = word.box.y1 - word.box.y0
        if rows and _middle(word) - _middle(rows[-1][-1]) < _SAME_LINE * max(height, 6.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    ordered = (line_of(sorted(row, key=lambda w: w.box.x0)) for row in rows)
    return [line for line in ordered if line is not None]


def _middle(word: Word) -> float:
    return (word.box.y0 + word.box.y1) / 2


def line_of(words: Sequence[Word]) -> Line | None:
    """One line of these words, from left to right; None where they are no words."""
    words = _put_right(words)
    if not any(word.letters for word in words):
        return None
    size = _size_of(words)
    text, gaps = words[0].text, []
    for before, word in pairwise(words):
        text += " "
        if word.box.x0 - before.box.x1 > WIDE * size and before.text != BULLET:
            gaps.append((len(text), word.box.x0))
        text += word.text
    if len(text) > 2 and text.endswith("-") and text[-2].isalpha():
        text = text[:-1] + SOFT_HYPHEN
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return Line(text, box, size, gaps=tuple(gaps), stroke=_stroke_of(words))


def _put_right(words: Sequence[Word]) -> list[Word]:
    """A mark before the line becomes a bullet, a lone stroke among words the word "I"."""
    result = list(words)
    first = result[0]
    if len(result) > 1 and _BULLET_MARKS.fullmatch(first.text) and _stands_off(first, result[1]):
        result[0] = moved(first, BULLET)
    elif not first.letters and not _LONE_STROKE.fullmatch(first.text):
        # A mark that is no bullet: a speck, a rule, the corner of a picture.
        result = result[1:] if first.confidence < 55 and len(result) > 1 else result
    if len(result) > 1 and _NUMBER_COMMA.fullmatch(first.text) and result[1].text[0].isupper():
        result[0] = moved(first, first.text[:-1] + ".")
    for i, word in enumerate(result):
        if word.text == "|" and i + 1 < len(result) and result[i + 1].text[:1].islower():
            result[i] = moved(word, "I")
    result = _with_whole_months(result)
    return [word for word in result if not _LONE_STROKE.fullmatch(word.text)] or result[:1]


def _with_whole_months(words: Sequence[Word]) -> list[Word]:
    """ "Novembe r2024" and "Novembe 2024" as the month and its year: close type is cut at the wrong
    letter, and a date that is not read as one changes answers."""
    result = list(words)
    first = _CUT_YEAR.fullmatch(words[0].text)
    if first is not None and first["letters"]:
        # The end of a month that a narrow column broke over two lines.
        result[0] = moved(words[0], f"{first['letters']} {first['year']}")
    for i, (word, after) in enumerate(pairwise(words)):
        month = _MONTH_CUT.get(word.text.casefold())
        year = _CUT_YEAR.fullmatch(after.text)
        if month is None or year is None:
            continue
        if (word.text + year["letters"]).casefold() in (month, word.text.casefold()):
            result[i] = moved(word, word.text + month[len(word.text) :])
            result[i + 1] = moved(after, year["year"])
    return result


def _stands_off(mark: Word, following: Word) -> bool:
    """True where the space after a mark is a tab's rather than a word's; a letter needs it wider."""
    gap = following.box.x0 - mark.box.x1
    height = following.box.y1 - following.box.y0
    return gap > (0.6 if mark.letters else 0.2) * height


def _size_of(words: Iterable[Word]) -> float:
    """The size of type, in points, that letters of these heights are set in."""
    sizes = []
    for word in words:
        letters = word.letters
        if not letters or word.text == BULLET:
            continue
        tall = any(c.isupper() or c.isdigit() or c in _TALL for c in word.text)
        deep = any(c in _DEEP for c in word.text)
        share = (_CAP if tall else _MIDDLE) + (_DESCENT if deep else 0.0)
        sizes += [max(word.box.y1 - word.box.y0 - _BLUR, 1.0) / share] * min(letters, 12)
    return round(median(sizes), 1) if sizes else 10.0


def _stroke_of(words: Iterable[Word]) -> float:
    """The mean width of the strokes, in points; 0 where it was not measured."""
    weighed = [(word.letters, word.stroke) for word in words if word.stroke and word.letters]
    letters = sum(n for n, _ in weighed)
    return round(sum(n * stroke for n, stroke in weighed) / letters, 3) if letters else 0.0


def _without_odd_gaps(lines: list[Line]) -> list[Line]:
    """Gaps count where several lines of a page have them: a single one is a stretched line."""
    if sum(bool(line.gaps) for line in lines) >= _SEVERAL:
        return lines
    return [replace(line, gaps=()) if line.gaps else line for line in lines]
