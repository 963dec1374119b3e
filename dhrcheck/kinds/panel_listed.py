"""``panel-listed``: the members of the review panel, each with a name, a job and an agency."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dhrcheck.document.agency_mentions import agency_spans
from dhrcheck.document.model import Role
from dhrcheck.document.panel_list import Seat, panel_seats
from dhrcheck.document.paragraph_spans import paragraph_at, paragraph_spans
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.said import Said, Statement, find_said
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 3
_LONGEST_ITEM = 220
_SOME_AGENCIES = 3
_TELLS = compiled(r"\b(?:was|were|had|has|have|did|came|told|saw|said|went|spoke|asked)\b")
_JUST_BELOW = 700
"""Characters after the last member in which a sentence may speak of the list."""
_OF_THEM = frozenset("none nobody no all each every they neither these".split())
_NUMBER = compiled(r"^[\s\d.()]+")
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
    told = agencies_told(question, parameters.openers) if len(seats) < 2 else None
    if told is not None:
        message = "The agencies on the panel are told, but not their members by name and job title."
        return Outcome(Status.REVIEW, message, (passage.evidence(*told),), passage.searched)
    if len(seats) < 2:
        return not_found(
            "No list of the panel's members was found.",
            passage,
            question.submission,
            nearest=nearest_miss(parameters.openers, passage, at_least=80.0),
        )
    shown = tuple(s.entry.evidence for s in seats[:_SHOWN])
    full = [s for s in seats if s.is_full]
    spans = section_spans(question.submission, passage, ("panel",), question.where.part)
    named = tuple(Span(s.start, s.end) for s in spans)
    said = find_said(parameters.independence, question.submission, passage, named)
    said = said or _said_below(parameters.independence, question, passage, seats)
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


def _said_below(
    independence: Statement, question: Question, passage: Passage, seats: tuple[Seat, ...]
) -> Said | None:
    """ "None of them had any part in it", just below the list: it speaks of those in the list."""
    names = [s.name for s in seats if s.name]
    at = passage.text.find(names[-1]) if names else -1
    if at < 0:
        return None
    end = min(len(passage.text), at + _JUST_BELOW)
    while at < end:
        span = passage.sentence_at(at)
        at = max(span.end, at) + 1
        opening = _NUMBER.sub("", passage.text[span.start : span.end], count=1)
        if opening.split(" ", 1)[0].lower() in _OF_THEM:
            bare = replace(independence, with_=())
            return find_said(bare, question.submission, passage, (span,))
    return None


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
    """The paragraph that announces the members, with the rows and items that follow it."""
    match = compile_phrases(openers).search(passage.text)
    if match is None:
        return None
    own = paragraph_at(passage.text, match.start)
    end = own.end
    for item in paragraph_spans(passage.text, own.end, own.start + _FARTHEST):
        words = passage.text[item.start : item.end]
        if len(words) > _LONGEST_ITEM or (words.endswith(".") and _TELLS.search(words)):
            break
        end = item.end
    return Span(own.start, end)


def agencies_told(question: Question, openers: tuple[str, ...]) -> Span | None:
    """A sentence that says which agencies sat on the panel, where there is no list of people."""
    passage = question.passage()
    match = compile_phrases(openers).search(passage.text)
    if match is None:
        return None
    sentence = passage.sentence_at(match.start)
    words = passage.text[sentence.start : sentence.end]
    agencies = list(agency_spans(words, question.submission.vocabulary.agencies))
    return sentence if len(agencies) >= _SOME_AGENCIES else None


KIND = Kind("panel-listed", PanelListed, run, wants=True)
