"""``recommendations-numbered``: recommendations stand together in the report, each with its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import regex

from dhrcheck.document.model import Role
from dhrcheck.document.paragraph_spans import paragraph_spans
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import SectionSpan, section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import NearMiss, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_COUNT = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
_NUMBER = compiled(
    r"^\W{0,3}(?:(?:panel\s+|review\s+|national\s+|local\s+|multi-?agency\s+|overview\s+|DHR\s+)?"
    rf"recommendation\s*(?:no\.?|number)?\s*(?:\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|[a-z]|{_COUNT})\b"
    r"|(?:rec|r|no|mar|sar)\.?\s?\d{1,3}(?:\.\d{1,2})?[a-z]?\b"
    r"|\(?\d{1,3}(?:\.\d{1,3}){0,3}\s?[.):]?(?=\s|$)|\(?(?:[a-z]|[ivx]{1,5})[.)](?=\s|$))"
    r"[\s:.)-]*",
    regex.IGNORECASE,
)
_LABEL = compiled(
    rf"^\W{{0,3}}recommendation\s*(?:no\.?|number)?\s*(?:\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|{_COUNT})\b",
    regex.IGNORECASE,
)
_WORDS = compiled(r"[\p{L}']+")
_LEAST = 3
"""Words of the shortest recommendation."""
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class RecommendationsNumbered:
    """``introduces`` are words of paragraphs that only lead to the list or speak of it.

    ``others`` are words of headings over recommendations of somebody else. ``none_made`` say that
    there are none; ``pointers`` that they stand elsewhere; ``apart`` that some of them (single
    agency ones) do.
    """

    introduces: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    none_made: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def run(parameters: RecommendationsNumbered, question: Question) -> Outcome:
    """Reads the sections by their headings, then labels ("Recommendation 3") wherever they stand."""
    passage = question.passage()
    spans = section_spans(question.submission, passage, question.where.section, question.where.part)
    others = compile_phrases(parameters.others)
    sections = tuple(s for s in spans if not others.search(s.section.title))
    numbered, plain = _in_sections(parameters, question, passage, sections)
    numbered = numbered or _gathered(question, passage, sections)
    if numbered:
        apart = _first(parameters.apart, passage, sections)
        if apart is not None:
            return _doubt("Some recommendations seem to stand only in an appendix.", passage, apart)
        shown = [passage.evidence(*span) for span in numbered[:_SHOWN]]
        return found(f"{_count(len(numbered))} numbered in the report.", shown, passage)
    labelled = _labelled(passage)
    if labelled:
        if _together(passage, labelled):
            shown = [passage.evidence(*span) for span in labelled[:_SHOWN]]
            return found(f"{_count(len(labelled))} numbered in the report.", shown, passage)
        return _doubt(
            "Recommendations are numbered, but do not stand together in a section of their own.",
            passage,
            *labelled,
        )
    none = _first(parameters.none_made, passage, sections)
    if none is not None and not plain:
        return _doubt("The report says that it makes no recommendations.", passage, none)
    if plain:
        return _doubt("There are recommendations, but no numbers were found.", passage, *plain)
    return _nothing(parameters, question, passage, sections)


def _count(number: int) -> str:
    return "One recommendation is" if number == 1 else f"{number} recommendations are"


def _in_sections(
    parameters: RecommendationsNumbered,
    question: Question,
    passage: Passage,
    sections: tuple[SectionSpan, ...],
) -> tuple[list[Span], list[Span]]:
    """The numbered recommendations under these headings, and the paragraphs that have no number."""
    spoken_of = compile_phrases(
        (*parameters.introduces, *parameters.none_made, *parameters.pointers, *parameters.apart)
    )
    opens = {section.start for section in question.submission.sections}
    headings = {
        at for line, at in zip(passage.lines, passage.starts, strict=True) if line.index in opens
    }
    numbered: dict[Span, None] = {}
    plain: dict[Span, None] = {}
    for section in sections:
        number_before = False
        for span in paragraph_spans(passage.text, section.start, section.end):
            text = passage.text[span.start : span.end]
            if span.start in headings and not _LABEL.match(text):
                continue
            mark = _NUMBER.match(text)
            bare = text[mark.end() :] if mark else text
            alone = mark is not None and len(_WORDS.findall(bare)) < _LEAST
            if alone and mark is not None:
                number_before = True
                continue
            leads = bare.rstrip().endswith(":") or spoken_of.search(bare) is not None
            if len(_WORDS.findall(bare)) >= _LEAST and not leads:
                (numbered if mark or number_before else plain)[span] = None
            number_before = False
    return list(numbered), [s for s in plain if s not in numbered]


def _gathered(
    question: Question, passage: Passage, sections: tuple[SectionSpan, ...]
) -> list[Span]:
    """The numbered ones that the review's facts hold: lists that lost their paragraphs are told
    apart there line by line."""
    offsets = {line.index: at for line, at in zip(passage.lines, passage.starts, strict=True)}
    found = []
    for one in question.submission.facts.recommendations:
        at = offsets.get(one.place.line) if one.place.line is not None else None
        numbered = one.number is not None and any(c.isdigit() for c in one.number)
        if at is not None and numbered and any(s.start <= at < s.end for s in sections):
            found.append(Span(at, min(len(passage.text), at + len(one.text))))
    return found


def _labelled(passage: Passage) -> list[Span]:
    """Paragraphs anywhere that begin with "Recommendation 3"."""
    return [
        span
        for span in paragraph_spans(passage.text)
        if _LABEL.match(passage.text[span.start : span.start + 60])
    ]


def _together(passage: Passage, labelled: list[Span]) -> bool:
    """True where nothing much stands between one label and the next."""
    gaps = [b.start - a.end for a, b in pairwise(labelled)]
    return bool(gaps) and max(gaps) < 1000


def _first(
    phrases: tuple[str, ...], passage: Passage, sections: tuple[SectionSpan, ...]
) -> Span | None:
    for section in sections:
        match = compile_phrases(phrases).search(passage.text, section.start, section.end)
        if match is not None:
            return passage.sentence_at(match.start)
    return None


def _doubt(message: str, passage: Passage, *spans: Span) -> Outcome:
    shown = tuple(passage.evidence(*span) for span in spans[:_SHOWN])
    return Outcome(Status.REVIEW, message, shown, passage.searched)


def _nothing(
    parameters: RecommendationsNumbered,
    question: Question,
    passage: Passage,
    sections: tuple[SectionSpan, ...],
) -> Outcome:
    submission = question.submission
    elsewhere = {r.role for r in submission.facts.recommendations}
    message = "No recommendations were found in the main report"
    other = "the action plan" if Role.ACTION_PLAN in elsewhere else None
    other = "the executive summary" if Role.EXECUTIVE_SUMMARY in elsewhere else other
    message += f"; there are some in {other}." if other else "."
    return not_found(message, passage, submission, nearest=_near(parameters, passage, sections))


def _near(
    parameters: RecommendationsNumbered, passage: Passage, sections: Iterable[SectionSpan]
) -> NearMiss | None:
    match = compile_phrases(parameters.pointers).search(passage.text)
    if match is not None:
        place = passage.place(*passage.sentence_at(match.start))
        return NearMiss(place.file, place.page, place.quote, 70.0)
    for section in sections:
        one = section.section
        return NearMiss(one.file, one.page, one.title, 60.0)
    match = compile_phrases(("recommendation*",)).search(passage.text)
    if match is None:
        return None
    place = passage.place(*passage.sentence_at(match.start))
    return NearMiss(place.file, place.page, place.quote, 60.0)


KIND = Kind("recommendations-numbered", RecommendationsNumbered, run, wants=True)
