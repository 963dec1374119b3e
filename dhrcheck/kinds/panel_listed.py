"""``panel-listed``: the members of the review panel, each with a name, a job and an agency."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dhrcheck.document.model import Role
from dhrcheck.document.panel_list import Seat, panel_seats
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.said import Statement, find_said
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 3
_FARTHEST = 4_000
"""Characters after an opening sentence in which its list must stand."""


@dataclass(frozen=True, slots=True)
class PanelListed:
    """``openers`` are phrases of a sentence that announces the members where no heading does.

    ``at_least`` members with name, job and agency are wanted, and ``independence``, a statement.
    """

    openers: tuple[str, ...]
    independence: Statement
    at_least: int = 4


def run(parameters: PanelListed, question: Question) -> Outcome:
    """A list of agencies, or of names alone, is for a person."""
    passage = question.passage()
    seats = seats_of(question, parameters.openers)
    if len(seats) < 2:
        return not_found(
            "No list of the panel's members was found.",
            passage,
            question.submission,
            nearest=nearest_miss(parameters.openers, passage, at_least=75.0),
        )
    shown = tuple(s.entry.evidence for s in seats[:_SHOWN])
    full = [s for s in seats if s.is_full]
    spans = section_spans(question.submission, passage, ("panel",), question.where.part)
    said = find_said(
        parameters.independence,
        question.submission,
        passage,
        tuple(Span(s.start, s.end) for s in spans),
    )
    lacking = [] if len(full) >= parameters.at_least else _lacking(list(seats))
    if said is None:
        lacking.append("a line on their independence from the case")
    if lacking:
        message = f"A list of the panel with {len(seats)} entries was found. Not found: {listed(lacking)}."
        return Outcome(Status.REVIEW, message, shown, passage.searched)
    evidence: list[Evidence] = [*shown, said.evidence] if said else list(shown)
    return found(
        f"The panel is listed ({len(full)} members with name, job title and agency), and a line"
        " tells of their independence.",
        evidence,
        passage,
    )


def _lacking(seats: list[Seat]) -> list[str]:
    """What most entries do not give."""
    half = len(seats) / 2
    lacking = [
        words
        for words, missing in (
            ("names", sum(s.name is None for s in seats)),
            ("job titles", sum(s.job is None for s in seats)),
            ("agencies", sum(s.agency is None for s in seats)),
        )
        if missing >= half
    ]
    return lacking or ["four members with name, job title and agency"]


def seats_of(question: Question, openers: tuple[str, ...]) -> tuple[Seat, ...]:
    """The seats that the part lists, or an appendix to which it leaves them."""
    for part in (question.where.part, (Role.APPENDIX,)):
        asked = replace(question, where=replace(question.where, part=part))
        passage = asked.passage()
        seats = panel_seats(question.submission, passage, _opened(passage, openers), part)
        if len(seats) >= 2:
            return seats
    return ()


def _opened(passage: Passage, openers: tuple[str, ...]) -> Span | None:
    match = compile_phrases(openers).search(passage.text)
    if match is None:
        return None
    start = passage.text.rfind("\n", 0, match.start) + 1
    return Span(start, min(len(passage.text), start + _FARTHEST))


KIND = Kind("panel-listed", PanelListed, run, wants=True)
