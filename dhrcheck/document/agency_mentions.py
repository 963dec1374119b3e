"""Counting how often a text names each kind of agency."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dhrcheck.document.model import Fact, Role, Submission
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.speech import is_reference
from dhrcheck.document.vocabulary import AgencyWords
from dhrcheck.rulebook.phrases import compile_phrases


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where one kind of agency is named, and how many words its sentences have."""

    name: str
    spans: tuple[Span, ...]
    words: int


def mentions(passage: Passage, agencies: tuple[AgencyWords, ...]) -> list[Mentions]:
    """The kinds of agency that ``passage`` names, most often named first.

    A longer name wins over a shorter one inside it ("Police and Crime Commissioner" is not the
    police). Footnotes and references do not count: research names agencies too.
    """
    spans: dict[str, list[Span]] = {}
    for span, kind in _named(passage.text, agencies):
        if not is_reference(passage, span.start):
            spans.setdefault(kind, []).append(span)
    counted = [
        Mentions(name, tuple(found), _words(passage, found)) for name, found in spans.items()
    ]
    return sorted(counted, key=lambda m: (-len(m.spans), m.name))


def _named(text: str, agencies: tuple[AgencyWords, ...]) -> Iterator[tuple[Span, str]]:
    """The names in order with their kind; of overlapping ones the earliest and longest counts."""
    hits = [(m.start, -m.end, -1) for m in compile_phrases(_NOT_AGENCIES).finditer(text)]
    for number, agency in enumerate(agencies):
        for match in compile_phrases(agency.words).finditer(text):
            # An abbreviation in capitals is another word in lower case ("it", "aid").
            if match.phrase.isupper() and not text[match.start : match.end].isupper():
                continue
            hits.append((match.start, -match.end, number))
    reached = 0
    for start, minus_end, number in sorted(hits):
        if start >= reached:
            reached = -minus_end
            if number >= 0:
                yield Span(start, reached), agencies[number].name


def agency_spans(
    text: str, agencies: tuple[AgencyWords, ...], start: int = 0, end: int | None = None
) -> list[Span]:
    """Where ``text[start:end]`` names an agency of a known kind, in order."""
    end = len(text) if end is None else end
    return [span for span, _ in _named(text, agencies) if start <= span.start and span.end <= end]


def _words(passage: Passage, spans: list[Span]) -> int:
    sentences = {passage.sentence_at(s.start) for s in spans}
    return sum(len(passage.text[a:b].split()) for a, b in sentences)


_NOT_AGENCIES = (
    "Police and Crime Commissioner", "Police and Crime Plan", "Police and Criminal Evidence",
    "police station", "College of Policing", "social housing", "adult education", "sex education",
    "health and safety", "education level", "prison sentence", "police bail",
)  # fmt: skip


def agencies_named(submission: Submission) -> list[tuple[str, Fact]]:
    """The contributing agencies that the report lists, by kind ("Police") where the kind is known."""
    facts = [f for f in submission.facts.agencies if f.role is Role.OVERVIEW_REPORT]
    # All in one text, a line each: looking through one long text is faster than through many.
    text, starts = "", []
    for fact in facts:
        starts.append(len(text))
        text += fact.value.replace("\n", " ") + ".\n"
    kinds: dict[int, str] = {}
    for span, kind in _named(text, submission.vocabulary.agencies):
        kinds.setdefault(bisect_right(starts, span.start) - 1, kind)
    return [(kinds.get(number, fact.value), fact) for number, fact in enumerate(facts)]
