"""Which event a day given in full belongs to: the one that the sentence ties it to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from dhrcheck.document.full_dates import FullDate, full_dates
from dhrcheck.document.model import Submission
from dhrcheck.document.passage import Passage, Span
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_SAME_DAY = compiled(
    r"[\s,(–-]*(?:(?:which|this)\s+(?:was|is)\s+|being\s+|i\.e\.\s+)?(?:also\s+)?"
    r"(?:(?:the\s+)?(?:date|day|night|evening|morning|time|point)\s+(?:of|on\s+which|that|when|she|he|they|\p{Lu})"
    r"|when\b)|\s*\(",
    regex.IGNORECASE,
)
_RANGE = compiled(
    r"\b(?:between|from|since|and|to|until|till|up\s+to)\s+(?:the\s+)?$|-\s*$", regex.I
)
_BY_TIME = ("after", "following", "before", "prior", "since")
_OWN_DATE = compiled(
    r"(?:\s+of\s+(?:Mr\s+|Mrs\s+|Ms\s+)?\p{L}[\p{L}'-]*(?:\s+\p{Lu}\w*)?)?\s+(?:\(|on\s)(?:the\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:the\s+)?\d"
)
_WORD = compiled(r"[\w'-]+")
_OPENING_WORDS = 7
_NEXT = 260
"""Characters of the paragraph after a line that holds only a date."""


class Event(NamedTuple):
    """A word of an event; ``kind`` is "wanted", "in-month" or "other"."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class EventWords:
    """Phrases of the events asked for, of those that count in a known month only, and of others.

    ``never`` are longer phrases in which the words mean nothing of the kind.
    """

    wanted: tuple[str, ...]
    in_month: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def within(self, text: str, start: int, end: int) -> list[Event]:
        """The events in ``text[start:end]``, by place."""
        never = [(m.start, m.end) for m in compile_phrases(self.never).finditer(text, start, end)]
        return sorted(
            Event(m.start, m.end, kind)
            for kind, phrases in (
                ("wanted", self.wanted),
                ("in-month", self.in_month),
                ("other", self.others),
            )
            for m in compile_phrases(phrases).finditer(text, start, end)
            if kind == "other"
            or not any(
                m.start < b and a < m.end and not _is_dated_itself(text, a, b) for a, b in never
            )
        )


def _is_dated_itself(text: str, start: int, end: int) -> bool:
    """ "following the death of Ellen on 4 May 2021": the date is the death's, whatever followed."""
    by_time = text[start:end].lower().startswith(_BY_TIME)
    return by_time and _OWN_DATE.match(text, end) is not None


class Dated(NamedTuple):
    """A day and the event it belongs to; ``stretch`` is the text that ties them."""

    when: FullDate
    event: Event
    stretch: Span


def dated_events(
    passage: Passage, words: EventWords, submission: Submission, within: int
) -> Iterator[Dated]:
    """The days in ``passage`` that belong to a wanted event at most ``within`` words away."""
    text = passage.text
    for when in full_dates(text):
        stretch, opens = _stretch(passage, when, submission)
        event = _governing(text, when, words.within(text, *stretch), stretch, opens)
        if event is None or event.kind == "other":
            continue
        gap = (
            text[event.end : when.start]
            if event.end <= when.start
            else text[when.end : event.start]
        )
        if len(_WORD.findall(gap)) <= within:
            yield Dated(when, event, stretch)


def _stretch(passage: Passage, when: FullDate, submission: Submission) -> tuple[Span, bool]:
    """The text in which the event of a date is told, and whether the date stands by itself.

    In a table that is its row; after a line that holds only a date it is the next paragraph.
    """
    text = passage.text
    line = passage.line_at(when.start)
    sentence = passage.sentence_at(when.start)
    alone = len(_WORD.findall(text[sentence.start : when.start])) <= 3 and (
        len(_WORD.findall(text[when.end : sentence.end])) <= 3
    )
    if line.cell is not None:
        return (_row(passage, when.start, sentence) if alone else sentence), alone
    if alone and sentence.end < len(text):
        end = min(len(text), sentence.end + _NEXT)
        following = text.find("\n", sentence.end + 1, end)
        return Span(sentence.start, following if following > 0 else end), True
    return sentence, False


def _row(passage: Passage, offset: int, sentence: Span) -> Span:
    """The cells of the row that holds ``offset``, as far as they stand next to each other."""
    cell = passage.line_at(offset).cell
    lines, starts = passage.lines, passage.starts
    at = next(i for i, start in enumerate(starts) if i + 1 == len(starts) or starts[i + 1] > offset)
    first = last = at

    def same(number: int) -> bool:
        other = lines[number].cell
        return (
            other is not None
            and cell is not None
            and (other.table, other.row) == (cell.table, cell.row)
        )

    while first > 0 and same(first - 1):
        first -= 1
    while last + 1 < len(lines) and same(last + 1):
        last += 1
    end = starts[last] + len(lines[last].text)
    return Span(min(sentence.start, starts[first]), max(sentence.end, end))


def _governing(
    text: str, when: FullDate, events: list[Event], stretch: Span, opens: bool
) -> Event | None:
    before = [e for e in events if e.end <= when.start]
    after = [e for e in events if e.start >= when.end]
    if after and _SAME_DAY.match(text, when.end) and after[0].start - when.end < 60:
        return after[0]
    lead = text[stretch.start : when.start]
    if opens or (not before and len(_WORD.findall(lead)) <= _OPENING_WORDS):
        if _RANGE.search(lead):
            return None
        if opens and before:
            after = sorted(before + after)
        return after[0] if after else None
    if before:
        return before[-1]
    return None
