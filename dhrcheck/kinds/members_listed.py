"""``members-listed``: the people of a panel are named with what they are and where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.names import FULL_NAME, is_full_name
from dhrcheck.document.panel_list import panel_seats
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, NearMiss, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_NAME = compiled(rf"(?<![\p{{L}}'’-]){FULL_NAME}")
_SHOWN = 5
_FARTHEST = 60
"""Lines after a sentence on the panel in which its members may stand."""


@dataclass(frozen=True, slots=True)
class MembersListed:
    """``at_least`` people are wanted, with bodies or posts (``bodies`` beside the vocabulary's).

    ``openers`` are words of a sentence that names members where there is no heading for them;
    ``pointers`` those of one that points elsewhere. ``what`` completes the messages.
    """

    what: str
    at_least: int
    openers: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()


def run(parameters: MembersListed, question: Question) -> Outcome:
    """People with bodies pass; bodies alone, people alone and pointers are for a person."""
    passage = question.passage()
    sections = section_spans(
        question.submission, passage, question.where.section, question.where.part
    )
    spans = [Span(s.start, s.end) for s in sections] + list(_told(parameters, passage))
    names = _names(passage, spans)
    bodies = _bodies(parameters, question, passage, spans)
    if len(names) >= parameters.at_least and bodies:
        message = f"The {parameters.what} are named ({len(names)} people)."
        shown = tuple(dict.fromkeys(_line(passage, s) for s in names.values()))[:_SHOWN]
        return found(message, shown, passage)
    seats = [
        s
        for s in panel_seats(question.submission, passage, None, question.where.part)
        if s.name and s.agency
    ]
    if len(seats) >= parameters.at_least:
        message = f"The {parameters.what} are named ({len(seats)} people)."
        shown = tuple(dict.fromkeys(s.entry.evidence for s in seats))[:_SHOWN]
        return found(message, shown, passage)
    doubt = _doubt(parameters, names, bodies, bool(sections))
    if doubt:
        spots = list(names.values()) or bodies
        shown = tuple(dict.fromkeys(_line(passage, s) for s in spots))[:_SHOWN]
        return Outcome(Status.REVIEW, doubt, shown, passage.searched)
    pointer = compile_phrases(parameters.pointers).search(passage.text)
    if pointer is not None:
        shown = (passage.evidence(*passage.sentence_at(pointer.start)),)
        message = f"For the {parameters.what} there is only a pointer to another place."
        return Outcome(Status.REVIEW, message, shown, passage.searched)
    nearest = nearest_miss(parameters.openers, passage)
    if sections:
        section = sections[0].section
        nearest = NearMiss(section.file, section.page, section.title, 70.0)
    return not_found(
        f"The {parameters.what} were not found.", passage, question.submission, nearest=nearest
    )


def _doubt(
    parameters: MembersListed, names: dict[str, Span], bodies: list[Span], section: bool
) -> str:
    if len(names) >= parameters.at_least:
        return f"The {parameters.what} are named, but without their posts and agencies."
    if len(bodies) >= parameters.at_least:
        return f"Of the {parameters.what} only the agencies could be told, not who they were."
    if names and section:
        return f"Of the {parameters.what} only {len(names)} could be told."
    return ""


def _told(parameters: MembersListed, passage: Passage) -> Iterator[Span]:
    """A sentence that names members, with the short lines (items, rows) that follow it."""
    text = passage.text
    for match in compile_phrases(parameters.openers).finditer(text):
        sentence = passage.sentence_at(match.start)
        yield sentence
        at = text.find("\n", sentence.end - 1) + 1
        if at == 0 or text[sentence.end : at].strip():
            continue
        for _ in range(_FARTHEST):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            if at >= len(text) or len(text[at:end].split()) > 30:
                break
            yield Span(at, end)
            at = end + 1


def _names(passage: Passage, spans: list[Span]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for span in spans:
        at = span.start
        while at < span.end and (match := _NAME.search(passage.text, at, span.end)) is not None:
            line = passage.text.find("\n", match.start(), match.end())
            end = line if line >= 0 else match.end()
            name = _name_in(passage.text[match.start() : end])
            if name:
                found.setdefault(name, Span(match.start(), match.start() + len(name)))
            at = match.start() + max(len(name), 1)
            if not name:
                # The next word may begin a name: "Chair Ann Example".
                gap = regex.compile(r"\s").search(passage.text, match.start(), span.end)
                at = gap.end() if gap is not None else span.end
    return found


def _name_in(words: str) -> str:
    """The longest beginning of ``words`` that is a name: posts may follow without a comma."""
    parts = words.split(" ")
    for count in range(len(parts), 1, -1):
        name = " ".join(parts[:count])
        if is_full_name(name):
            return name
    return ""


def _bodies(
    parameters: MembersListed, question: Question, passage: Passage, spans: list[Span]
) -> list[Span]:
    agencies = question.submission.vocabulary.agencies
    words = (*(word for agency in agencies for word in agency.words), *parameters.bodies)
    found: dict[str, Span] = {}
    for span in spans:
        for match in compile_phrases(words).finditer(passage.text, *span):
            body = passage.text[match.start : match.end]
            if not match.phrase.isupper() or body.isupper():
                found.setdefault(body.casefold(), Span(match.start, match.end))
    return list(found.values())


def _line(passage: Passage, span: Span) -> Evidence:
    start = passage.text.rfind("\n", 0, span.start) + 1
    end = passage.text.find("\n", span.end)
    end = len(passage.text) if end < 0 else end
    if end - start > 160:
        return passage.evidence(span.start, span.end, around=60)
    return passage.evidence(start, end)


KIND = Kind("members-listed", MembersListed, run, wants=True)
