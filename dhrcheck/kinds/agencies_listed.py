"""``agencies-listed``: the bodies that did something are named: under their heading, or in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import SectionSpan, section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, NearMiss, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import PhraseMatch, compile_phrases

_CAPITALS = compiled(r"(?:\p{Lu}[\p{L}'’-]*\s+(?:and\s+|of\s+|&\s+)?){1,4}$")
_GIFT = (
    r"(?:IMRs?|management\s+reviews?|reports?|chronolog\w+|information|statements|contributions)"
)
_HANDED_IN = compiled(
    rf"\b{_GIFT}\b[^.;]{{0,60}}?\b(?:(?:were|was)\s+(?:\w+\s+)?(?:received|provided|submitted|supplied"
    r"|written|given|sent|prepared|obtained)|came)\b"
    rf"|\b(?:gave|provided|supplied|submitted|wrote|sent)\b[^.;]{{0,40}}?\b{_GIFT}\b",
    regex.IGNORECASE,
)
"""A sentence that tells who gave something, even under a heading for panel and agencies."""
_SHOWN = 5
_SOME = 2
"""Bodies in sentences from which a person should look; one alone may be named for anything."""
_FARTHEST = 30
"""Lines after a sentence that ends in a colon in which its list may stand."""


@dataclass(frozen=True, slots=True)
class AgenciesListed:
    """``at_least`` bodies are wanted. ``gave`` are words of which one must stand in a sentence that
    names them outside the section; ``bodies`` are words for a body that the vocabulary of agencies
    does not have. In the sections ``not_there`` bodies are named for something else. ``mentions`` are
    words that come near; ``what`` completes the messages.
    """

    what: str
    at_least: int
    gave: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    not_there: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


def run(parameters: AgenciesListed, question: Question) -> Outcome:
    """Counts bodies under the heading, then in sentences (with their lists) anywhere else."""
    passage = question.passage()
    words = _words(parameters, question)
    roles = question.where.part
    named = section_spans(question.submission, passage, question.where.section, roles)
    best: tuple[list[PhraseMatch], SectionSpan | None] = ([], None)
    for section in named:
        bodies = _bodies(words, passage, [Span(section.start, section.end)])
        if len(bodies) > len(best[0]):
            best = bodies, section
        if len(bodies) >= parameters.at_least:
            return _listed(parameters, passage, bodies)
    barred = section_spans(question.submission, passage, parameters.not_there, roles)
    away = [Span(s.heading, s.end) for s in barred if s not in named]
    told = _bodies(words, passage, list(_places(parameters, passage, away)))
    if len(told) >= parameters.at_least:
        return _listed(parameters, passage, told)
    some = max((told if len(told) >= _SOME else [], best[0]), key=len)
    if some:
        count = "one body" if len(some) == 1 else f"{len(some)} bodies"
        message = f"Where the {parameters.what} should be listed, only {count} could be told."
        shown = tuple(passage.evidence(m.start, m.end, around=60) for m in some)
        return Outcome(Status.REVIEW, message, shown, passage.searched)
    return not_found(
        f"The {parameters.what} were not found.",
        passage,
        question.submission,
        nearest=_near(parameters, passage, named),
    )


def _listed(parameters: AgenciesListed, passage: Passage, bodies: list[PhraseMatch]) -> Outcome:
    shown: dict[Evidence, None] = {}
    for match in bodies:
        shown[passage.evidence(*_line(passage.text, match.start))] = None
    message = f"The {parameters.what} are named ({len(bodies)} bodies or more)."
    return found(message, tuple(shown)[:_SHOWN], passage)


def _line(text: str, at: int) -> Span:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return Span(start, end if end >= 0 else len(text))


def _words(parameters: AgenciesListed, question: Question) -> tuple[str, ...]:
    agencies = question.submission.vocabulary.agencies
    return (*(word for agency in agencies for word in agency.words), *parameters.bodies)


def _bodies(words: tuple[str, ...], passage: Passage, spans: list[Span]) -> list[PhraseMatch]:
    """The bodies in ``spans``, each once: by the words found with the capitalised words before them."""
    found: dict[str, PhraseMatch] = {}
    for span in spans:
        reached = -1
        for match in compile_phrases(words).finditer(passage.text, *span):
            body = passage.text[match.start : match.end]
            if match.phrase.isupper() and not body.isupper():
                continue
            # "University Hospitals NHS Trust" is one body however many words of it are known.
            between = passage.text[reached : match.start] if reached >= 0 else "."
            if not between.strip() and "\n" not in between:
                reached = match.end
                continue
            reached = match.end
            before = _CAPITALS.search(passage.text[max(span.start, match.start - 60) : match.start])
            name = (before.group() if before is not None else "") + body
            found.setdefault(" ".join(name.casefold().split()), match)
    return list(found.values())


def _places(parameters: AgenciesListed, passage: Passage, away: list[Span]) -> Iterator[Span]:
    """The sentences that say who gave something, each with the list that it opens."""
    text = passage.text
    seen: set[int] = set()
    for match in compile_phrases(parameters.gave).finditer(text):
        sentence = passage.sentence_at(match.start)
        barred = any(a.start <= match.start < a.end for a in away)
        if sentence.start in seen or (
            barred and not _HANDED_IN.search(text, sentence.start, sentence.end)
        ):
            continue
        seen.add(sentence.start)
        yield sentence
        if text[sentence.start : sentence.end].rstrip().endswith(":"):
            yield from _items(text, sentence.end)


def _items(text: str, start: int) -> Iterator[Span]:
    at = start + 1
    for _ in range(_FARTHEST):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if at >= len(text) or len(text[at:end].split()) > 25:
            return
        yield Span(at, end)
        at = end + 1


def _near(
    parameters: AgenciesListed, passage: Passage, named: tuple[SectionSpan, ...]
) -> NearMiss | None:
    if named:
        section = named[0].section
        return NearMiss(section.file, section.page, section.title, 70.0)
    return nearest_miss(parameters.mentions, passage) if parameters.mentions else None


KIND = Kind("agencies-listed", AgenciesListed, run, wants=True)
