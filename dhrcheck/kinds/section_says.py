"""``section-says``: a section of the report, by its slot, and what it must say.

The words are first looked for under the headings that ``in: section`` names, then in the whole part:
a review may use a heading that nobody knows, or say the thing within another section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import SectionSpan, section_spans
from dhrcheck.document.slots import split_number
from dhrcheck.document.text import fold
from dhrcheck.kinds.answers import not_found
from dhrcheck.kinds.nearest import in_several_words, nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.said import Said, Statement, find_said, inside_of, own_paragraphs
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence, NearMiss, Outcome, Stage, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 6
_RUN_IN = compiled(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?(?P<title>\p{Lu}[^.:\n]{3,60})[.:]\s+(?=\p{Lu})", regex.M
)
_SHORTEST_SENTENCE = 5
"""Words of a sentence that says something; "To follow." does not."""
_NEAR = 80.0
"""Words less like what was looked for (0 to 100) tell a reader nothing."""
Answer = Literal["pass", "review", "fail"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words in the section that a person should look at, with what to tell them, at some stages."""

    phrases: tuple[str, ...]
    tell: str
    stages: tuple[Stage, ...] = (Stage.SUBMISSION, Stage.PUBLICATION)
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionSays:
    """``what`` names the section in messages ("section on confidentiality").

    ``enough`` statements (all where 0) pass; from ``some`` on it is a ``review``. A section of at
    least ``least_words`` words that says fewer gets ``alone``; where nothing is to be said a section
    of that length is enough. ``outside`` is the answer where enough is said, but under no such
    heading, and ``some_outside`` (``some`` where 0) how many are a ``review`` then. ``elsewhere``
    names parts where enough being said is a ``review``. ``instead`` is a statement that makes the
    others unnecessary ("no family could be traced"). ``shared_headings`` may stand over something
    else: a section that says nothing of it under one of them is a ``review``. The first
    ``opening_words`` of the part count as section too. With ``own_paragraph``, where there is no such
    heading, each paragraph that plainly makes one of the statements counts as section.
    """

    what: str
    statements: tuple[Statement, ...] = ()
    enough: int = 0
    some: int = 1
    least_words: int = 8
    alone: Answer = "fail"
    shared_headings: tuple[str, ...] = ()
    outside: Answer = "pass"
    some_outside: int = 0
    elsewhere: tuple[Role, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    instead: Statement | None = None
    opening_words: int = 0
    own_paragraph: bool = False


def run(parameters: SectionSays, question: Question) -> Outcome:
    """Counts what is said under the heading and elsewhere in the part, and weighs it."""
    passage = question.passage()
    named = section_spans(question.submission, passage, question.where.section, question.where.part)
    full = tuple(s for s in named if _words(passage, s) >= parameters.least_words)
    spans = _spans(parameters, question.submission, passage, named)
    said = list(_all_said(parameters, question.submission, passage, spans))
    empty = not said and _is_left_empty(question.submission, named)
    if empty:
        # Something else under a like name ("Good practice") does not stand for it.
        full = ()
    status = _status(parameters, said, bool(full))
    if status is Status.PASS and not said and _only_shared(parameters, full):
        status = Status.REVIEW
    if status is Status.PASS:
        return _doubted(parameters, question, passage, spans) or Outcome(
            status, _message(parameters, said, full), _shown(said, full), passage.searched
        )
    if status is Status.REVIEW:
        message = _message(parameters, said, full)
        return Outcome(status, message, _shown(said, full), passage.searched)
    inline = _run_in(parameters, question, passage)
    if inline is not None:
        message = f"The {parameters.what} is there, as a paragraph with a title of its own."
        return Outcome(Status.PASS, message, (passage.evidence(*inline),), passage.searched)
    short = None if empty else _sentence_alone(parameters, passage, named)
    if short is not None:
        message = f"There is a heading for the {parameters.what}, with only a few words under it."
        return Outcome(Status.REVIEW, message, (passage.evidence(*short),), passage.searched)
    return _in_another_part(parameters, question, passage) or not_found(
        _why(parameters, named, full),
        passage,
        question.submission,
        nearest=_near(parameters, question, passage, named),
        evidence=_shown(said, full),
    )


def _spans(
    parameters: SectionSays,
    submission: Submission,
    passage: Passage,
    named: tuple[SectionSpan, ...],
) -> tuple[Span, ...]:
    """Where words count as standing in the section: headings with what is under them, the opening."""
    spans = [Span(s.start, s.end) for s in named]
    if parameters.opening_words:
        # Six characters a word: where the opening ends need not be exact.
        spans.append(Span(0, min(len(passage.text), 6 * parameters.opening_words)))
    if parameters.own_paragraph and not named:
        spans += own_paragraphs(parameters.statements, submission, passage)
    return tuple(spans)


def _all_said(
    parameters: SectionSays, submission: Submission, passage: Passage, spans: tuple[Span, ...]
) -> Iterator[Said]:
    """What is said of the statements; the one that stands for all of them last."""
    for wanted in parameters.statements:
        said = find_said(wanted, submission, passage, spans)
        if said is not None:
            yield said
    if parameters.instead is not None:
        said = find_said(parameters.instead, submission, passage, spans)
        if said is not None:
            yield said


def _run_in(parameters: SectionSays, question: Question, passage: Passage) -> Span | None:
    """A paragraph that begins with its own title ("Findings and lessons. Letters that ..."), where
    any text under such a heading would have been enough."""
    if parameters.alone != "pass":
        return None
    sections = question.submission.vocabulary.sections
    known = {
        fold(heading)
        for slot in question.where.section
        if slot in sections
        for heading in sections[slot].headings
    } - {fold(heading) for heading in parameters.shared_headings}
    for match in _RUN_IN.finditer(passage.text):
        if fold(match["title"]) not in known or not passage.line_at(match.start()).paragraph:
            continue
        end = passage.sentence_at(match.end()).end
        if len(passage.text[match.end() : end].split()) >= _SHORTEST_SENTENCE:
            return Span(match.start("title"), end)
    return None


def _sentence_alone(
    parameters: SectionSays, passage: Passage, named: tuple[SectionSpan, ...]
) -> Span | None:
    """One short sentence under the heading, where any text there would have been enough."""
    if parameters.alone != "pass":
        return None
    for section in named:
        text = passage.text[section.start : section.end].strip()
        if len(text.split()) >= _SHORTEST_SENTENCE and text.endswith((".", "!", "?")):
            return Span(section.start, section.end)
    return None


def _is_left_empty(submission: Submission, named: tuple[SectionSpan, ...]) -> bool:
    """Whether one of the headings has nothing under it but the heading of another matter."""
    for span in named:
        own = span.section
        if own.end > own.body:
            continue
        following = next((s for s in submission.sections if s.start >= own.body), None)
        if (
            following is not None
            and following.role is own.role
            and following.level <= own.level
            and following.slots
            and not set(following.slots) & set(own.slots)
        ):
            return True
    return False


def _words(passage: Passage, span: SectionSpan) -> int:
    return len(passage.text[span.start : span.end].split())


def _status(parameters: SectionSays, said: list[Said], there: bool) -> Status:
    if not parameters.statements:
        return Status.PASS if there else Status.FAIL
    enough = parameters.enough or len(parameters.statements)
    names = {s.says for s in said}
    if parameters.instead is not None and parameters.instead.says in names:
        return Status.PASS
    needed = all(w.says in names for w in parameters.statements if w.needed)
    if len(said) >= enough and needed:
        return Status.PASS if there else Status(parameters.outside)
    if len(said) >= (parameters.some if there else parameters.some_outside or parameters.some):
        return Status.REVIEW
    return Status(parameters.alone) if there else Status.FAIL


def _only_shared(parameters: SectionSays, full: tuple[SectionSpan, ...]) -> bool:
    shared = {fold(heading) for heading in parameters.shared_headings}
    return bool(shared) and all(fold(split_number(s.section.title)[1]) in shared for s in full)


def _message(parameters: SectionSays, said: list[Said], full: tuple[SectionSpan, ...]) -> str:
    names = {s.says for s in said}
    missing = [w.says for w in parameters.statements if w.says not in names]
    place = f"The {parameters.what} is there" if full else f"No {parameters.what} was found by name"
    if said:
        verb = "and" if full else "but the report"
        place += f", {verb} says {_listed([s.says for s in said])}"
    if parameters.instead is not None and parameters.instead.says in names:
        missing = []
    if missing and len(said) < (parameters.enough or len(parameters.statements)):
        place += f". Not found: {_listed(missing)}"
    return place + "."


def _why(
    parameters: SectionSays, named: tuple[SectionSpan, ...], full: tuple[SectionSpan, ...]
) -> str:
    wanted = [w.says for w in parameters.statements]
    # Where one statement is enough the others only say the same in other words.
    missing = _listed(wanted[:1] if parameters.enough == 1 else wanted)
    if full:
        return f"The {parameters.what} does not say {missing}."
    if named:
        return f"There is a heading for the {parameters.what}, with next to nothing under it."
    return f"No {parameters.what} was found" + (f", nor {missing}." if missing else ".")


def _listed(words: list[str]) -> str:
    """ "a, b and c"; with semicolons where one of them holds an "and" of its own."""
    return "; ".join(words) if any(" and " in w for w in words) else listed(words)


def _shown(said: list[Said], full: tuple[SectionSpan, ...]) -> tuple[Evidence, ...]:
    if said or not full:
        return tuple(dict.fromkeys(s.evidence for s in said))[:_SHOWN]
    section = full[0].section
    return (Evidence(section.file, section.page, section.title),)


def _doubted(
    parameters: SectionSays, question: Question, passage: Passage, spans: tuple[Span, ...]
) -> Outcome | None:
    for doubt in parameters.doubts:
        if question.stage not in doubt.stages:
            continue
        never = [(m.start, m.end) for m in compile_phrases(doubt.never).finditer(passage.text)]
        for match in compile_phrases(doubt.phrases).finditer(passage.text):
            if spans and not inside_of(spans, match.start):
                continue
            if any(match.start < b and a < match.end for a, b in never):
                continue
            shown = passage.evidence(match.start, match.end, around=80)
            return Outcome(Status.REVIEW, doubt.tell, (shown,), passage.searched)
    return None


def _in_another_part(
    parameters: SectionSays, question: Question, passage: Passage
) -> Outcome | None:
    """A review where enough is said, but in a part that the rule only glances at."""
    if not parameters.elsewhere or not parameters.statements:
        return None
    other = question.submission.passage(parameters.elsewhere, without=question.where.part)
    if not other.lines:
        return None
    named = section_spans(question.submission, other, question.where.section, parameters.elsewhere)
    spans = _spans(parameters, question.submission, other, named)
    said = list(_all_said(parameters, question.submission, other, spans))
    if _status(parameters, said, bool(named)) is not Status.PASS:
        return None
    message = f"What the {parameters.what} should say stands in another part, not here."
    return Outcome(Status.REVIEW, message, _shown(said, ()), passage.searched)


def _near(
    parameters: SectionSays, question: Question, passage: Passage, named: tuple[SectionSpan, ...]
) -> NearMiss | None:
    if named:
        section = named[0].section
        return NearMiss(section.file, section.page, section.title, 100.0)
    phrases = [p for w in parameters.statements for p in w.phrases]
    sections = question.submission.vocabulary.sections
    headings = [
        h for slot in question.where.section if slot in sections for h in sections[slot].headings
    ]
    wanted = in_several_words((*headings, *phrases))
    return nearest_miss(wanted, passage, at_least=_NEAR, shared=2)


KIND = Kind("section-says", SectionSays, run, wants=True)
