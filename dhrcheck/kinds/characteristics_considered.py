"""``characteristics-considered``: what is said of each protected characteristic, and of whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

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

_AGE = regex.compile(
    r"\b(?:was|were|is|being|of|aged|and|male|female|man|woman)[\s,(]+(?:1[6-9]|[2-9]\d)\b"
    r"(?!\s*(?:%|per\b|years?\s+(?:before|later|ago)|times|days|weeks|months|hours|minutes|[\p{L}]+s\b))"
)
_LIST_FROM = 5
"""Characteristics in one sentence from which it is a list, unless it speaks of somebody."""
_LABEL = 7
"""Words of the longest paragraph that only names a characteristic."""
_SHOWN = 5
_NEAR = 80.0
"""How alike (0 to 100) words must be to be shown as a near miss."""


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One protected characteristic: its name in messages, and the words that speak of it."""

    name: str
    words: tuple[str, ...]
    never: tuple[str, ...] = ()
    """Longer phrases in which the words speak of something else."""
    ages: bool = False
    """True: "Raj was 45" and "a woman of 68" speak of it too."""


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


@dataclass(slots=True)
class _Heard:
    """What was found: the characteristics considered, each with its first words; and of whom."""

    considered: dict[str, Span] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    listed: Span | None = None


def run(parameters: CharacteristicsConsidered, question: Question) -> Outcome:
    """Reads the sections by their headings; where there are none, paragraphs that speak of equality."""
    submission, passage = question.submission, question.passage()
    sections = section_spans(submission, passage, question.where.section, question.where.part)
    heard = _heard(parameters, submission, passage, [Span(s.start, s.end) for s in sections])
    if not sections or not _enough(parameters, heard):
        elsewhere = _elsewhere(parameters, question, passage)
        beside = _heard(parameters, submission, passage, elsewhere)
        if not sections and not beside.considered:
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


def _enough(parameters: CharacteristicsConsidered, heard: _Heard) -> bool:
    return len(heard.considered) >= parameters.at_least and all(
        name in heard.considered for name in parameters.needed
    )


def _answer(
    parameters: CharacteristicsConsidered,
    submission: Submission,
    passage: Passage,
    sections: tuple[SectionSpan, ...],
    heard: _Heard,
) -> Outcome:
    names = list(heard.considered)
    note = _note(parameters, sections)
    spans = list(dict.fromkeys(heard.considered.values())) or [heard.listed or Span(0, 0)]
    shown = tuple(passage.evidence(*s) for s in spans[:_SHOWN] if s.end > s.start)
    missing = [name for name in parameters.needed if name not in heard.considered]
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
    parameters: CharacteristicsConsidered,
    submission: Submission,
    passage: Passage,
    regions: list[Span],
) -> _Heard:
    heard = _Heard()
    names = tuple(p.name for p in submission.facts.people if p.role in _SUBJECTS)
    for region in regions:
        people = _starts((*parameters.people, *parameters.both, *names), passage, region)
        general, own = (_starts(words, passage, region) for words in (parameters.general, names))
        spoken = _characteristics(parameters, passage, region)
        pending: list[str] = []
        for sentence in _sentences(passage, region):
            text = passage.text
            quotes_law = _any_in(general, sentence)
            spoken_of = _any_in(people, sentence) and (not quotes_law or _any_in(own, sentence))
            there = [name for name, starts in spoken.items() if _any_in(starts, sentence)]
            short = len(text[sentence.start : sentence.end].split()) <= _LABEL
            if there and short and _in_table(passage, submission, sentence.start):
                # The other cells of the row say what it meant, or that it is not known.
                for name in there:
                    heard.considered.setdefault(name, sentence)
                continue
            if there and short and not spoken_of:
                # A heading, a cell or an item: what follows it may speak of somebody.
                heard.listed = heard.listed or sentence
                pending = there
                continue
            if len(there) >= _LIST_FROM and not spoken_of:
                heard.listed = heard.listed or sentence
            elif not quotes_law or spoken_of:
                for name in (*there, *(pending if spoken_of or not there else ())):
                    heard.considered.setdefault(name, sentence)
            pending = []
    return heard


def _in_table(passage: Passage, submission: Submission, at: int) -> bool:
    cell = passage.line_at(at).cell
    return (
        cell is not None
        and cell.table < len(submission.tables)
        and submission.tables[cell.table].columns > 1
    )


_SUBJECTS = (PersonRole.VICTIM, PersonRole.PERPETRATOR, PersonRole.CHILD, PersonRole.RELATIVE)


def _sentences(passage: Passage, region: Span) -> Iterator[Span]:
    """The sentences of a region, those of one paragraph never joined with the next."""
    for paragraph in paragraph_spans(passage.text, region.start, region.end):
        at = paragraph.start
        while at < paragraph.end:
            sentence = passage.sentence_at(at)
            end = min(paragraph.end, max(sentence.end, at + 1))
            yield Span(at, end)
            at = end + 1


def _starts(words: tuple[str, ...], passage: Passage, where: Span) -> list[int]:
    return [m.start for m in compile_phrases(words).finditer(passage.text, *where)]


def _any_in(starts: list[int], where: Span) -> bool:
    """True where one of ``starts`` (rising) lies in ``where``."""
    at = bisect_left(starts, where.start)
    return at < len(starts) and starts[at] < where.end


def _characteristics(
    parameters: CharacteristicsConsidered, passage: Passage, where: Span
) -> dict[str, list[int]]:
    """Where each characteristic is spoken of, in the order of the rule."""
    spoken: dict[str, list[int]] = {}
    for one in parameters.characteristics:
        never = [
            (m.start, m.end) for m in compile_phrases(one.never).finditer(passage.text, *where)
        ]
        starts = [
            m.start
            for m in compile_phrases(one.words).finditer(passage.text, *where)
            if not any(m.start < b and a < m.end for a, b in never)
        ]
        if one.ages:
            starts += [m.start() for m in _AGE.finditer(passage.text, *where)]
        spoken[one.name] = sorted(starts)
    return spoken


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
    heard: _Heard,
) -> str | None:
    """Who alone is spoken of, where the other is named nowhere here."""
    regions = [Span(s.start, s.end) for s in sections] or list(heard.considered.values())
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


KIND = Kind("characteristics-considered", CharacteristicsConsidered, run)
