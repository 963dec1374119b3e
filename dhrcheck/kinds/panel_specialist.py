"""``panel-specialist``: somebody from a specialist service sits on the panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dhrcheck.document.panel_list import Seat
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import section_spans
from dhrcheck.kinds.answers import found, unread
from dhrcheck.kinds.panel_listed import agencies_told, seats_of
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.said import inside_of
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Expertise:
    """Another expertise (``name``) that is told where an entry of the list has one of ``phrases``."""

    name: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelSpecialist:
    """``specialists`` are words of an entry that show a specialist service; ``statutory`` words of
    one that is no such service whatever else it says. ``says`` are phrases of a sentence under the
    panel's heading that names a member as the specialist. ``openers`` are as in ``panel-listed``.
    """

    what: str
    specialists: tuple[str, ...]
    statutory: tuple[str, ...]
    says: tuple[str, ...]
    openers: tuple[str, ...]
    also: tuple[Expertise, ...] = ()


def run(parameters: PanelSpecialist, question: Question) -> Outcome:
    """A member's own entry, or a sentence that names the member, is a pass; all else for a person."""
    passage = question.passage()
    seats = seats_of(question, parameters.openers)
    shown = next(_specialists(parameters, seats), None) or next(
        _said(parameters, question, passage, seats), None
    )
    other = [
        e.name
        for e in parameters.also
        if any(compile_phrases(e.phrases).search(seat.entry.text) for seat in seats)
    ]
    more = f" Other expertise that was recognised: {listed(other)}." if other else ""
    if shown is not None:
        return found(f"A {parameters.what} is among the panel's members.{more}", (shown,), passage)
    if passage.unread:
        message = f"No {parameters.what} was recognised among the panel's members."
        return unread(message, passage.unread, question.submission, passage.searched)
    told = agencies_told(question, parameters.openers) if len(seats) < 2 else None
    if told is not None:
        match = compile_phrases(parameters.specialists).search(passage.text, *told)
        if match is not None:
            shown = passage.evidence(match.start, match.end, around=80)
            return found(f"A {parameters.what} is among the panel's members.", (shown,), passage)
    if len(seats) < 2:
        message = f"No list of the panel's members was found, so no {parameters.what} either."
        return Outcome(Status.REVIEW, message, searched=passage.searched)
    message = (
        f"No {parameters.what} was recognised among the panel's members. Local services have many"
        f" names: please check the list.{more}"
    )
    evidence = tuple(s.entry.evidence for s in seats[:_SHOWN])
    return Outcome(Status.REVIEW, message, evidence, passage.searched)


def _specialists(parameters: PanelSpecialist, seats: tuple[Seat, ...]) -> Iterator[Evidence]:
    for seat in seats:
        text = seat.entry.text
        if compile_phrases(parameters.specialists).search(text) and not _is_statutory(
            parameters, seat
        ):
            yield seat.entry.evidence


def _is_statutory(parameters: PanelSpecialist, seat: Seat) -> bool:
    return compile_phrases(parameters.statutory).search(seat.entry.text) is not None


def _said(
    parameters: PanelSpecialist, question: Question, passage: Passage, seats: tuple[Seat, ...]
) -> Iterator[Evidence]:
    spans = section_spans(question.submission, passage, ("panel",), question.where.part)
    within = tuple(Span(s.start, s.end) for s in spans)
    for match in compile_phrases(parameters.says).finditer(passage.text):
        if not inside_of(within, match.start):
            continue
        sentence = passage.sentence_at(match.start)
        words = passage.text[sentence.start : sentence.end]
        named = [s for s in seats if s.name and s.name.split()[-1] in words]
        if any(not _is_statutory(parameters, s) for s in named):
            yield passage.evidence(*sentence)


KIND = Kind("panel-specialist", PanelSpecialist, run, wants=True)
