"""A statement that a section should make, and where it is made; for the kinds that ask for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dhrcheck.document.marks import Marks
from dhrcheck.document.model import PersonRole, Role, Submission
from dhrcheck.document.names import NOT_SUBJECTS
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import heading_spans, section_spans
from dhrcheck.document.speech import is_reference
from dhrcheck.outcome import Evidence
from dhrcheck.rulebook.phrases import PhraseMatch, compile_phrases

_GOES_ON = (
    "they",
    "none",
    "all",
    "each",
    "these",
    "those",
    "no",
    "this",
    "both",
    "every",
    "neither",
)
"""Words that open a sentence which speaks on of what the one before it spoke of."""
_OTHER_MATTERS = (
    "facts",
    "chronology",
    "key-issues",
    "analysis",
    "conclusions",
    "lessons",
    "recommendations",
    "dissemination",
    "glossary",
    "references",
)
"""Slots of sections whose paragraphs tell of the case and not of the review."""
_OF_NO_PLACE = frozenset(
    """community safety partnership partnerships safer safe stronger communities together board council
    county city borough district metropolitan local regional public services service of and the csp
    neighbourhoods safeguarding forum executive london royal town""".split()
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing to be said; ``says`` completes "It says ...".

    ``phrases`` say it wherever they stand in the part, ``under_heading`` only in the section.
    ``with_`` are words of which one must stand in the same sentence (or in the one before, where it
    goes on with "They", "None" and the like), ``without`` words of which none may, ``about`` words of
    which one must stand in the same paragraph where the phrase is outside the section. ``never`` are
    longer phrases in which none of this counts. ``people``: a person of such a role named in the
    section says it; ``area``: the name of the partnership's area does. ``needed``: without it there
    is no pass.
    """

    says: str
    phrases: tuple[str, ...] = ()
    under_heading: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    people: tuple[PersonRole, ...] = ()
    area: bool = False
    needed: bool = False


class Said(NamedTuple):
    """What was said, and the words that say it."""

    says: str
    evidence: Evidence


def find_said(
    wanted: Statement, submission: Submission, passage: Passage, named: tuple[Span, ...]
) -> Said | None:
    """Where a statement is made: in the section (``named`` spans) rather than elsewhere, else first."""
    for start, end in _places(wanted, submission, passage, named):
        return Said(wanted.says, passage.evidence(start, end, around=80))
    return None


def own_paragraphs(
    statements: Iterable[Statement], submission: Submission, passage: Passage
) -> list[Span]:
    """The paragraphs that plainly make one of ``statements``, outside sections on other matters."""
    others = [
        Span(s.heading, s.end)
        for s in section_spans(submission, passage, _OTHER_MATTERS, (Role.OVERVIEW_REPORT,))
    ]
    kept: dict[Span, None] = {}
    for wanted in statements:
        for start, _ in _places(wanted, submission, passage, ()):
            end = passage.text.find("\n", start)
            paragraph = Span(
                passage.text.rfind("\n", 0, start) + 1, end if end >= 0 else len(passage.text)
            )
            if not inside_of(tuple(others), start):
                kept[paragraph] = None
    return list(kept)


def inside_of(spans: tuple[Span, ...], at: int) -> bool:
    """True where ``at`` lies in one of ``spans``."""
    return any(s.start <= at < s.end for s in spans)


def _places(
    wanted: Statement, submission: Submission, passage: Passage, named: tuple[Span, ...]
) -> Iterator[tuple[int, int]]:
    text = passage.text
    never, with_ = Marks(wanted.never, text), Marks(wanted.with_, text)
    without, about = Marks(wanted.without, text), Marks(wanted.about, text)
    headings = Marks.of(heading_spans(submission, passage))

    def counts(match: PhraseMatch, inside: bool) -> bool:
        if never.overlap(match.start, match.end) or headings.overlap(match.start, match.end):
            return False
        sentence = passage.sentence_at(match.start)
        if wanted.without and without.within(*sentence):
            return False
        if wanted.with_ and not _has(with_, passage, sentence):
            return False
        if not inside and wanted.about and not _is_about(about, text, match.start):
            return False
        return not is_reference(passage, match.start)

    # The section first: most reports say it there, and the rest need not be looked at.
    here = (*wanted.phrases, *wanted.under_heading, *_names(wanted, submission))
    for span in named:
        for match in compile_phrases(here).finditer(text, span.start, span.end):
            if counts(match, True):
                yield match.start, match.end
    for match in compile_phrases(wanted.phrases).finditer(text):
        if not inside_of(named, match.start) and counts(match, False):
            yield match.start, match.end


def _has(words: Marks, passage: Passage, sentence: Span) -> bool:
    if words.within(*sentence):
        return True
    opening = passage.text[sentence.start : sentence.end].split(None, 1)[:1]
    if not opening or opening[0].strip(",.").lower() not in _GOES_ON or sentence.start == 0:
        return False
    before = passage.sentence_at(sentence.start - 1)
    return words.within(*before)


def _is_about(about: Marks, text: str, at: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return about.within(start, end if end >= 0 else len(text))


def _names(wanted: Statement, submission: Submission) -> Iterator[str]:
    for person in submission.facts.people:
        if person.role in wanted.people and person.name.lower() not in NOT_SUBJECTS:
            yield person.name
    if wanted.area:
        for fact in submission.facts.partnerships:
            for word in fact.value.replace("'s", "").split():
                if word[:1].isupper() and word.lower().strip(",.") not in _OF_NO_PLACE:
                    yield word.strip(",.")
