"""``words-together``: a statement told by words that stand close together, in whatever order.

For what reviews say in their own words: the law a review is held under, whom condolences are for,
which edition of the guidance was followed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dhrcheck.document.model import Role
from dhrcheck.document.passage import Passage, Span
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.phrases import PhraseMatch, compile_phrases, word_index

_ROUND = 80
_NEAR = 85.0
"""How alike (0 to 100) words must be to be shown as the nearest miss: phrases here are short."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of ``first`` and one of ``second``, in the same sentence or ``within`` so many words.

    With ``not_with`` in the same sentence they do not count.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    within: int = 0
    not_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsTogether:
    """``phrases`` say it alone, each of ``ways`` says it by words that stand together: pass.

    ``partly`` and ``partly_ways`` say some of it: review, with ``partly_says`` as the message.
    ``never`` are longer phrases in which none of this counts. ``elsewhere`` names parts where the
    full statement is a review. ``otherwise`` is the answer where nothing is found. ``statement``
    completes the messages.
    """

    statement: str
    phrases: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    partly: tuple[str, ...] = ()
    partly_ways: tuple[Way, ...] = ()
    partly_says: str = ""
    never: tuple[str, ...] = ()
    elsewhere: tuple[Role, ...] = ()
    otherwise: Literal["fail", "review"] = "fail"

    def __post_init__(self) -> None:
        if not self.phrases and not self.ways:
            raise ValueError("phrases or ways are wanted: nothing could be found")


def run(parameters: WordsTogether, question: Question) -> Outcome:
    """The full statement passes; a part of it, or all of it in another part, is for a person."""
    passage = question.passage()
    if question.where.section:
        passage = question.section_passage() or passage
    full = first_said(parameters.phrases, parameters.ways, parameters.never, passage)
    if full is not None:
        shown = passage.evidence(*full, around=_ROUND)
        return found(f"The {parameters.statement} was found.", (shown,), passage)
    partial = first_said(parameters.partly, parameters.partly_ways, parameters.never, passage)
    if partial is not None:
        message = parameters.partly_says or f"The {parameters.statement} is only said in part."
        shown = passage.evidence(*partial, around=_ROUND)
        return Outcome(Status.REVIEW, message, (shown,), passage.searched)
    return _in_another_part(parameters, question, passage) or _nowhere(
        parameters, question, passage
    )


def _in_another_part(
    parameters: WordsTogether, question: Question, passage: Passage
) -> Outcome | None:
    if not parameters.elsewhere:
        return None
    other = question.submission.passage(parameters.elsewhere, without=question.where.part)
    said = first_said(parameters.phrases, parameters.ways, parameters.never, other)
    if said is None:
        return None
    message = f"The {parameters.statement} stands in another part, not here."
    shown = other.evidence(*said, around=_ROUND)
    return Outcome(Status.REVIEW, message, (shown,), passage.searched)


def _nowhere(parameters: WordsTogether, question: Question, passage: Passage) -> Outcome:
    words = parameters.partly or parameters.phrases
    long = [p for p in words if len(p) >= 8 and not _is_loose(p)]
    message = f"The {parameters.statement} was not found."
    answer = not_found(
        message, passage, question.submission, nearest=nearest_miss(long, passage, at_least=_NEAR)
    )
    if parameters.otherwise == "review" and answer.status is Status.FAIL:
        return Outcome(Status.REVIEW, message, (), passage.searched, answer.nearest)
    return answer


def _is_loose(phrase: str) -> bool:
    return "..." in phrase or "*" in phrase


def first_said(
    phrases: tuple[str, ...], ways: tuple[Way, ...], never: tuple[str, ...], passage: Passage
) -> Span | None:
    """Where ``passage`` first says one of ``phrases`` or by one of ``ways``; None where nowhere."""
    if not passage.text:
        return None
    barred = [(m.start, m.end) for m in compile_phrases(never).finditer(passage.text)]
    phrase = next((Span(m.start, m.end) for m in _matches(phrases, passage, barred)), None)
    met = next((s for way in ways for s in _met(way, passage, barred)), None)
    return min((s for s in (phrase, met) if s is not None), default=None)


def _matches(
    phrases: tuple[str, ...], passage: Passage, barred: list[tuple[int, int]]
) -> Iterator[PhraseMatch]:
    for match in compile_phrases(phrases).finditer(passage.text):
        if not any(match.start < b and a < match.end for a, b in barred):
            yield match


def _met(way: Way, passage: Passage, barred: list[tuple[int, int]]) -> Iterator[Span]:
    """Where words of both sides stand together, in order of the first side."""
    firsts = list(_matches(way.first, passage, barred))
    if not firsts:
        return
    seconds = list(_matches(way.second, passage, barred))
    if not seconds:
        return
    starts = [m.start for m in seconds]
    counted = word_index(passage.text).starts if way.within else []
    for first in firsts:
        zone = _zone(way, passage, first, counted)
        for second in seconds[bisect_left(starts, zone.start) :]:
            if second.start >= zone.end:
                break
            apart = second.end <= first.start or first.end <= second.start
            if apart and second.end <= zone.end and not _with_others(way, passage, first):
                yield Span(min(first.start, second.start), max(first.end, second.end))
                break


def _zone(way: Way, passage: Passage, first: PhraseMatch, counted: list[int]) -> Span:
    """Where the second side may stand."""
    if not way.within:
        return passage.sentence_at(first.start)
    before = bisect_left(counted, first.start) - way.within
    after = bisect_left(counted, first.end) + way.within
    end = counted[after] if after < len(counted) else len(passage.text)
    return Span(counted[before] if before > 0 else 0, end)


def _with_others(way: Way, passage: Passage, first: PhraseMatch) -> bool:
    sentence = passage.sentence_at(first.start)
    return compile_phrases(way.not_with).search(passage.text, *sentence) is not None


KIND = Kind("words-together", WordsTogether, run, wants=True)
