"""The words that Tesseract found, in points of the page as it reads, without what is no word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dhrcheck.outcome import Box
from dhrcheck.reading.ocr_bitmap import Bitmap

SURE = 70.0
"""Confidence (0 to 100) from which a word counts as read."""

_WORD_LEVEL, _COLUMNS = "5", 12
_MOST_WORDS = 20_000
_LONGEST = 200
_NOISE_WORD, _NOISE_MARK = 20.0, 55.0
_NOISE_LINE = 45.0
_SEVERAL_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box (points), confidence (0 to 100) and the line it stands in."""

    text: str
    box: Box
    confidence: float
    line: tuple[int, int, int]
    stroke: float = 0.0
    """The mean width of its strokes, in points; 0 where it was not measured."""

    @property
    def letters(self) -> int:
        """Letters and figures in it."""
        return sum(map(str.isalnum, self.text))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a page's words look like words that were read the right way up.

    ``sure`` counts the letters of words read with confidence, ``letters`` those of all; ``tall``
    is the share of longer words whose boxes stand upright, as they do where text runs up or down.
    """

    letters: int
    sure: int
    tall: float

    @property
    def score(self) -> float:
        """Greater is better: confident letters in lines that run across."""
        return self.sure * (1 - self.tall)

    @property
    def is_good(self) -> bool:
        """True where nothing better is to be expected from turning the page."""
        return self.tall < 0.5 and self.sure >= 0.6 * self.letters


def words_in(table: str, bitmap: Bitmap) -> list[Word]:
    """All words in Tesseract's table of ``bitmap``, in its reading order."""
    words = []
    for row in table.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        try:
            block, paragraph, line = (int(cell) for cell in cells[2:5])
            x, y, width, height = (int(cell) for cell in cells[6:10])
            confidence = float(cells[10])
        except ValueError:
            continue
        if not math.isfinite(confidence) or confidence < 0:
            continue
        text = "".join(cells[11].split())[:_LONGEST]
        box = bitmap.box(x, y, width, height)
        words.append(Word(text, box, min(confidence, 100.0), (block, paragraph, line)))
        if len(words) >= _MOST_WORDS:
            break
    return words


def likeness(words: Iterable[Word]) -> Likeness:
    """How much ``words`` look like words that were read the right way up."""
    letters = sure = tall = long = 0
    for word in words:
        count = word.letters
        letters += count
        sure += count if word.confidence >= SURE else 0
        if count >= _SEVERAL_LETTERS:
            long += 1
            tall += word.box.y1 - word.box.y0 > word.box.x1 - word.box.x0
    return Likeness(letters, sure, tall / long if long else 0.0)


def mean_confidence(words: Iterable[Word]) -> float | None:
    """The mean confidence (0 to 100) of the letters of ``words``; None where there are none."""
    total = letters = 0.0
    for word in words:
        total += word.confidence * word.letters
        letters += word.letters
    return round(total / letters, 1) if letters else None


def without_noise(words: Sequence[Word]) -> list[Word]:
    """``words`` without specks, strokes and scribbles that were taken for letters.

    A doubtful word stays in a line of good ones: better a word that may be wrong than a hole.
    """
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    kept = []
    for line in lines.values():
        confidence = mean_confidence(line)
        if confidence is None or confidence < _NOISE_LINE:
            continue
        kept += [word for i, word in enumerate(line) if not _is_noise(word, first=i == 0)]
    return kept


def _is_noise(word: Word, *, first: bool) -> bool:
    if word.letters:
        return word.confidence < _NOISE_WORD and word.letters <= 2 and not first
    # Marks before a line may be bullets, which Tesseract does not know and doubts.
    return word.confidence < _NOISE_MARK and not first


def moved(word: Word, text: str) -> Word:
    """The same word with another text."""
    return replace(word, text=text)
