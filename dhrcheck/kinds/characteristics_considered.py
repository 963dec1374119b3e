"""``characteristics-considered``: what is said of each protected characteristic, and of whom."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.characteristics import Characteristic, Considered, considered_in
from dhrcheck.document.model import PersonRole, Submission
from dhrcheck.document.paragraph_spans import paragraph_spans
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import SectionSpan, section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 5
_NEAR = 80.0
"""How alike (0 to 100) words must be to be shown as a near miss."""


@dataclass(frozen=True, slots=True)
class CharacteristicsConsidered:
    """``at_least`` of the ``characteristics`` must be considered, and all of ``needed``.

    ``people`` are words that speak of the people concerned, besides their pseudonyms; ``both`` speak
    of both at once. ``general`` mark sentences that only quote the law. ``triggers`` are words of
    paragraphs that count where there is no such section; ``not_there`` are sections in which they do
    not. ``telling`` are words of a heading that could identify somebody: a note is added.
    """

    characteristics: tuple[Characteristic, ...]
    people: tuple[str, ...]
    both: tuple[str, ...]
    triggers: tuple[str, ...]
    general: tuple[str, ...] = ()
    not_there: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    at_least: int = 3


def run(parameters: CharacteristicsConsidered, question: Question) -> Outcome:
    """Reads the sections by their headings; where there are none, paragraphs that speak of equality."""
    submission, passage = question.submission, question.passage()
    sections = section_spans(submission, passage, question.where.section, question.where.part)
    heard = _heard(parameters, question, [Span(s.start, s.end) for s in sections])
    if not sections or not _enough(parameters, heard):
        elsewhere = _elsewhere(parameters, question, passage)
        beside = _heard(parameters, question, elsewhere)
        if not sections and not beside.by_name:
            return not_found(
                "No section on equality was found, nor paragraphs that consider protected"
                " characteristics.",
                passage,
                submission,
                nearest=nearest_miss(parameters.triggers, passage, at_least=_NEAR),
            )
        if not sections or _enough(parameters, beside):
            heard = beside
    return _answer(parameters, submission, passage, sections, heard)


def _enough(parameters: CharacteristicsConsidered, heard: Considered) -> bool:
    return len(heard.by_name) >= parameters.at_least and all(
        name in heard.by_name for name in parameters.needed
    )


def _answer(
    parameters: CharacteristicsConsidered,
    submission: Submission,
    passage: Passage,
    sections: tuple[SectionSpan, ...],
    heard: Considered,
) -> Outcome:
    names = list(heard.by_name)
    note = _note(parameters, sections)
    spans = list(dict.fromkeys(heard.by_name.values())) or [heard.listed or Span(0, 0)]
    shown = tuple(passage.evidence(*s) for s in spans[:_SHOWN] if s.end > s.start)
    missing = [name for name in parameters.needed if name not in heard.by_name]
    only_one = _only_one(parameters, submission, passage, sections, heard)
    if _enough(parameters, heard) and not only_one:
        return found(f"Considered for the people concerned: {listed(names)}.{note}", shown, passage)
    if not names:
        message = (
            "The protected characteristics are named, but nothing is said of what they meant for the"
            " people concerned."
        )
    elif missing and len(names) >= parameters.at_least:
        message = f"Considered are {listed(names)}; nothing was found on {listed(missing)}."
    elif not _enough(parameters, heard):
        message = f"Only {listed(names)} {'is' if len(names) == 1 else 'are'} considered" + (
            f"; nothing was found on {listed(missing)}." if missing else "."
        )
    else:
        message = f"The characteristics seem to be considered for one person only ({only_one})."
    return Outcome(Status.REVIEW, message + note, shown, passage.searched)


def _heard(
    parameters: CharacteristicsConsidered, question: Question, regions: list[Span]
) -> Considered:
    return considered_in(
        question.passage(),
        regions,
        parameters.characteristics,
        (*parameters.people, *parameters.both),
        parameters.general,
        question.submission,
    )


def _elsewhere(
    parameters: CharacteristicsConsidered, question: Question, passage: Passage
) -> list[Span]:
    """Paragraphs outside the sections that say they are about equality, each with the next two."""
    barred = section_spans(
        question.submission,
        passage,
        (*parameters.not_there, *question.where.section),
        question.where.part,
    )
    found: list[Span] = []
    for match in compile_phrases(parameters.triggers).finditer(passage.text):
        if any(s.heading <= match.start < s.end for s in barred):
            continue
        start = passage.text.rfind("\n", 0, match.start) + 1
        following = list(paragraph_spans(passage.text, start, start + 4000))[:3]
        end = following[-1].end if following else start
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def _only_one(
    parameters: CharacteristicsConsidered,
    submission: Submission,
    passage: Passage,
    sections: tuple[SectionSpan, ...],
    heard: Considered,
) -> str | None:
    """Who alone is spoken of, where the other is named nowhere here."""
    regions = [Span(s.start, s.end) for s in sections] or list(heard.by_name.values())
    text = "\n".join(passage.text[r.start : r.end] for r in regions)
    sides = [
        tuple(p.name for p in submission.facts.with_role(role))
        for role in (PersonRole.VICTIM, PersonRole.PERPETRATOR)
    ]
    if not all(sides) or compile_phrases(parameters.both).search(text):
        return None
    there = [compile_phrases(names).search(text) is not None for names in sides]
    if there[0] == there[1]:
        return None
    return "the person who died" if there[0] else "the person who caused the death"


def _note(parameters: CharacteristicsConsidered, sections: tuple[SectionSpan, ...]) -> str:
    telling = compile_phrases(parameters.telling)
    for section in sections:
        if telling.search(section.section.title):
            return (
                " The heading of the section seems to name a nationality or a faith: please check that"
                " it does not help a reader to recognise somebody."
            )
    return ""


KIND = Kind("characteristics-considered", CharacteristicsConsidered, run, wants=True)
