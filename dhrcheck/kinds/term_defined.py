"""``term-defined``: a term that a report should define and then apply to its own case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.speech import is_in_title, is_reference
from dhrcheck.kinds.answers import found, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.words_together import Way, first_said
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class TermDefined:
    """``terms`` are the words for the matter; ``what`` names it in messages.

    ``definitions`` alone, or ``definition_ways`` by words that stand together, define it or name the
    law. ``signs`` are words by which the matter is applied. Both count as applied only in sections
    that serve ``applied_in``; where the report has none of these, anywhere but in sections that serve
    ``not_applied_in``. Headings, titles of Acts and references are no mention.
    """

    what: str
    terms: tuple[str, ...]
    definitions: tuple[str, ...] = ()
    definition_ways: tuple[Way, ...] = ()
    signs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    applied_in: tuple[str, ...] = ()
    not_applied_in: tuple[str, ...] = ()


def run(parameters: TermDefined, question: Question) -> Outcome:
    """``pass`` where the term is defined and applied; else ``review`` with what there is."""
    passage = question.passage()
    mentions = list(_mentions(parameters.terms, parameters, question, passage))
    if not mentions:
        message = f"The report does not speak of {parameters.what} in its own text."
        if passage.unread:
            return unread(message, passage.unread, question.submission, passage.searched)
        return Outcome(Status.REVIEW, message, (), passage.searched)
    defined = first_said(
        parameters.definitions, parameters.definition_ways, parameters.never, passage
    )
    applied = _applied(parameters, question, passage, defined)
    shown = [passage.evidence(*s, around=80) for s in (defined, applied) if s is not None]
    if defined is not None and applied is not None:
        return found(f"The report defines {parameters.what} and applies it.", shown, passage)
    lacking = [
        said
        for said, span in (
            ("no definition or law was found", defined),
            ("it does not seem to be applied in the analysis", applied),
        )
        if span is None
    ]
    message = f"The report speaks of {parameters.what}, but {' and '.join(lacking)}."
    if passage.unread:
        return unread(message, passage.unread, question.submission, passage.searched)
    shown += _first(passage, mentions) if not shown else []
    return Outcome(Status.REVIEW, message, tuple(shown), passage.searched)


def _first(passage: Passage, mentions: list[Span]) -> list[Evidence]:
    return [passage.evidence(*span, around=80) for span in mentions[:_SHOWN]]


def _mentions(
    phrases: tuple[str, ...], parameters: TermDefined, question: Question, passage: Passage
) -> Iterator[Span]:
    """Where the text itself uses one of ``phrases``."""
    headings = _heading_lines(question)
    never = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(passage.text)]
    for match in compile_phrases(phrases).finditer(passage.text):
        barred = any(match.start < b and a < match.end for a, b in never)
        if barred or passage.line_at(match.start).index in headings:
            continue
        if is_in_title(passage, match.start, match.end) or is_reference(passage, match.start):
            continue
        yield Span(match.start, match.end)


def _heading_lines(question: Question) -> frozenset[int]:
    return frozenset(
        line
        for s in question.submission.sections
        for line in range(s.start, max(s.body, s.start + 1))
    )


def _applied(
    parameters: TermDefined, question: Question, passage: Passage, defined: Span | None
) -> Span | None:
    """Where the matter is applied; the words that define it do not count."""
    ranges = _ranges(question, parameters.applied_in)
    barred = _ranges(question, parameters.not_applied_in)
    words = (*parameters.terms, *parameters.signs)
    for span in _mentions(words, parameters, question, passage):
        line = passage.line_at(span.start).index
        where = _in(line, ranges) if ranges else not _in(line, barred)
        if where and not (defined and span.start < defined.end and defined.start < span.end):
            return span
    return None


def _ranges(question: Question, slots: tuple[str, ...]) -> list[tuple[int, int]]:
    """The flow ranges of the sections of ``slots`` in the parts looked at.

    Headings that no slot knows are taken for themes under the one before, whatever their level.
    """
    sections = question.submission.sections
    known = sorted(s.start for s in sections if s.slots)
    ranges = []
    for slot in slots:
        for section in question.submission.sections_in(slot, *question.where.part):
            following = [start for start in known if start > section.start]
            end = max(section.end, min(following, default=section.end))
            ranges.append((section.body, end))
    return ranges


def _in(line: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= line < end for start, end in ranges)


KIND = Kind("term-defined", TermDefined, run)
