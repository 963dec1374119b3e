"""``follow-up``: who follows up a plan, and how often.

Three sorts of words must meet: a body, what it does with the plan, and a rhythm. The first two stand
in one sentence; the rhythm may stand in the next one of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import Passage, Span
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_USUAL = ("monitored by the partnership", "reviewed every quarter")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """``bodies`` follow up, ``does`` are the words for it, ``often`` the rhythms.

    ``never`` are longer phrases in which none of this counts; a sentence with one of ``not_with``
    speaks of something else. ``about`` are words of which one must stand in a sentence outside the
    part that the rule looks at, in one of the parts ``elsewhere``.
    """

    bodies: tuple[str, ...]
    does: tuple[str, ...]
    often: tuple[str, ...]
    about: tuple[str, ...]
    never: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    elsewhere: tuple[Role, ...] = ()


class _Told(NamedTuple):
    """A sentence on the follow-up and which of the two it gives."""

    passage: Passage
    start: int
    end: int
    body: bool
    often: bool


def run(parameters: FollowUp, question: Question) -> Outcome:
    """Both pass, one of the two is for a person, neither fails."""
    passage = question.passage()
    told = list(_all(parameters, question, passage))
    whole = next((t for t in told if t.body and t.often), None)
    if whole is not None:
        message = "It says who follows up the plan, and how often."
        return found(message, (_shown(whole),), whole.passage)
    # A body that is named says more than a rhythm without one.
    half = next((t for t in sorted(told, key=lambda t: not t.body)), None)
    if half is not None:
        missing = "how often" if half.body else "which body does it"
        message = f"Words on following up the plan were found, but not {missing}."
        return Outcome(Status.REVIEW, message, (_shown(half),), passage.searched)
    return not_found(
        "Nothing was found on who follows up the plan and how often.",
        passage,
        question.submission,
        nearest=nearest_miss(_USUAL, passage, at_least=80.0),
    )


def _shown(told: _Told) -> Evidence:
    return told.passage.evidence(told.start, told.end)


def _all(parameters: FollowUp, question: Question, passage: Passage) -> Iterator[_Told]:
    yield from _in(parameters, question.submission, passage, inside=True)
    for role in parameters.elsewhere:
        other = question.submission.passage((role,))
        if other.lines:
            yield from _in(parameters, question.submission, other, inside=False)


def _in(
    parameters: FollowUp, submission: Submission, passage: Passage, inside: bool
) -> Iterator[_Told]:
    """The sentences that tell of it. Elsewhere those are looked at that speak of the plan: they are
    few, and pieces of a long text are searched faster by themselves."""
    text = passage.text
    leads = parameters.does if inside else parameters.about
    seen: set[int] = set()
    for match in compile_phrases(leads).finditer(text):
        sentence = _whole(passage, match.start)
        if sentence.start in seen or _in_a_row(submission, passage, sentence):
            continue
        seen.add(sentence.start)
        near = _near(passage, sentence)
        told = _weighed(
            parameters, text[sentence.start : sentence.end], text[near.start : near.end]
        )
        if told is not None:
            yield _Told(passage, sentence.start, sentence.end, *told)


def _weighed(parameters: FollowUp, words: str, near: str) -> tuple[bool, bool] | None:
    """Whether a sentence names a body and a rhythm; None where it tells of no following up."""
    never = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(words)]
    if not _has(parameters.does, words, never):
        return None
    if compile_phrases(parameters.not_with).search(words):
        return None
    body = _has(parameters.bodies, words, never)
    often = compile_phrases(parameters.often).search(near if body else words) is not None
    return (body, often) if body or often else None


def _has(phrases: tuple[str, ...], words: str, never: list[tuple[int, int]]) -> bool:
    return any(
        not any(m.start < b and a < m.end for a, b in never)
        for m in compile_phrases(phrases).finditer(words)
    )


def _whole(passage: Passage, offset: int) -> Span:
    """The sentence at ``offset``, also where a line break was taken for the end of its paragraph."""
    text = passage.text
    start, end = passage.sentence_at(offset)
    while start > 1 and text[start].islower() and text[start - 1] == "\n":
        start = passage.sentence_at(start - 2).start
    while end + 1 < len(text) and text[end - 1] not in ".!?:;" and text[end + 1].islower():
        end = passage.sentence_at(end + 1).end
    return Span(start, end)


def _near(passage: Passage, sentence: Span) -> Span:
    """The sentence with its neighbours in the paragraph."""
    text = passage.text
    start, end = sentence
    if start > 1 and text[start - 1] != "\n":
        start = passage.sentence_at(start - 2).start
    if end + 1 < len(text) and text[end] != "\n":
        end = passage.sentence_at(end + 1).end
    return Span(start, end)


def _in_a_row(submission: Submission, passage: Passage, sentence: Span) -> bool:
    """True for words in a cell beside others: a row tells of its own action, not of the plan."""
    line = passage.line_at(sentence.start)
    if line.cell is None or line.cell.table >= len(submission.tables):
        return False
    cells = submission.tables[line.cell.table].cells
    return len([c for c in cells if c.row == line.cell.row and c.text.strip()]) > 1


KIND = Kind("follow-up", FollowUp, run, wants=True)
