"""``events-in-order``: a section that tells what happened in the order of dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from dhrcheck.document.date_order import Told, told_in_order
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import SectionSpan, offset_of, section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, NearMiss, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 3
_ENOUGH_TEXT = 24_000
"""Characters of a section that are looked at: about ten pages show whether it keeps the order."""
_SOME_DATES = 2
"""Sentences with a date from which a section under another heading tells events."""
_MOST_THEN = 2
"""How many words of time passing ("three weeks later") count as dates at most."""


@dataclass(frozen=True, slots=True)
class EventsInOrder:
    """``at_least`` dates must rise, and one of ``agencies`` be named. ``then`` are words of time that
    passes, of which two may stand for dates. ``own_work`` are words of sentences on the review's own
    meetings, whose dates do not count.

    ``woven`` are the sections in which it is a ``review``; ``not_there`` those in which dates belong
    to the review itself. ``least_words``: a shorter section is only a mention. ``mentions`` are words
    that speak of such an account.
    """

    at_least: int
    agencies: tuple[str, ...]
    then: tuple[str, ...] = ()
    own_work: tuple[str, ...] = ()
    woven: tuple[str, ...] = ()
    not_there: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    least_words: int = 60


class _Account(NamedTuple):
    section: SectionSpan
    told: Told
    steps: int
    agencies: bool

    def is_enough(self, at_least: int) -> bool:
        return self.steps >= at_least and self.told.ordered and self.agencies


def run(parameters: EventsInOrder, question: Question) -> Outcome:
    """Looks in each part in turn, the best answer counts: the text of several parts is long."""
    answers: list[Outcome] = []
    for role in question.where.part:
        asked = replace(question, where=replace(question.where, part=(role,)))
        answer = _in_part(parameters, asked)
        if answer.status is Status.PASS:
            return answer
        answers.append(answer)
    searched = tuple(r for answer in answers for r in answer.searched)
    for status in (Status.REVIEW, Status.UNREAD, Status.FAIL):
        for answer in answers:
            if answer.status is status:
                return replace(answer, searched=searched)
    return answers[0]


def _in_part(parameters: EventsInOrder, question: Question) -> Outcome:
    """Sections of that name first, then others that tell events, then those that weigh them."""
    passage = question.passage()
    named, barred, woven = _sections(parameters, question, passage)
    accounts = []
    for section in named:
        accounts.append(_account(parameters, passage, section))
        if accounts[-1].is_enough(parameters.at_least):
            return _told(accounts[-1], passage, "The chronology is there")
    others = []
    for section in _others(question, passage, named, (*barred, *woven)):
        others.append(_account(parameters, passage, section))
        if others[-1].is_enough(parameters.at_least):
            return _told(others[-1], passage, "Events are told in date order")
    long = [a for a in accounts if _words(passage, a.section) >= parameters.least_words]
    if long:
        message = "There is a section for it, but it does not plainly set events in date order."
        if not any(a.agencies for a in long):
            message = "There is a section for it, but it names no agency and what it knew."
        return _doubt(message, passage, max(long, key=lambda a: a.steps))
    for section in woven:
        account = _account(parameters, passage, section)
        if account.is_enough(parameters.at_least):
            message = (
                "Events are told in date order within the analysis, not in a section of their own."
            )
            return _doubt(message, passage, account)
    long = [
        a
        for a in others
        if a.agencies
        and len(a.told.spans) >= _SOME_DATES
        and _words(passage, a.section) >= parameters.least_words
    ]
    if long:
        message = "Events are told under another heading, and not plainly in date order."
        return _doubt(message, passage, max(long, key=lambda a: len(a.told.spans)))
    return not_found(
        "No account of events in date order was found.",
        passage,
        question.submission,
        nearest=_near(parameters, passage, named),
    )


def _sections(
    parameters: EventsInOrder, question: Question, passage: Passage
) -> tuple[list[SectionSpan], tuple[SectionSpan, ...], tuple[SectionSpan, ...]]:
    """Those of the name asked for, those with the review's own dates, and those that weigh events."""
    slots, roles = question.where.section, question.where.part
    of_slots = section_spans(question.submission, passage, slots, roles)
    barred = section_spans(question.submission, passage, parameters.not_there, roles)
    barred = tuple(b for b in barred if not any(_inside(s, b) for s in of_slots))
    woven = section_spans(question.submission, passage, parameters.woven, roles)
    named = [s for s in of_slots if not any(_inside(s, b) for b in barred)]
    return named, barred, woven


def _others(
    question: Question,
    passage: Passage,
    named: list[SectionSpan],
    known: tuple[SectionSpan, ...],
) -> Iterator[SectionSpan]:
    """Sections of any other name, outside the ``known`` ones and around none of them."""
    taken = {id(s.section) for s in (*named, *known)}
    for span in _all_spans(question, passage):
        if id(span.section) in taken:
            continue
        if not any(_inside(span, s) or _inside(s, span) for s in known):
            yield span


def _all_spans(question: Question, passage: Passage) -> list[SectionSpan]:
    return [
        SectionSpan(s, *(offset_of(passage, at) for at in (s.start, s.body, s.end)))
        for s in question.submission.sections
        if s.role in question.where.part
    ]


def _inside(inner: SectionSpan, outer: SectionSpan) -> bool:
    return outer.start <= inner.heading and inner.end <= outer.end and inner != outer


def _account(parameters: EventsInOrder, passage: Passage, section: SectionSpan) -> _Account:
    where = Span(section.start, min(section.end, section.start + _ENOUGH_TEXT))
    told = told_in_order(passage, where, compile_phrases(parameters.own_work))
    then = sum(1 for _ in compile_phrases(parameters.then).finditer(passage.text, *where))
    agencies = compile_phrases(parameters.agencies).search(passage.text, *where) is not None
    steps = told.rising + (min(then, _MOST_THEN) if told.rising else 0)
    return _Account(section, told, steps, agencies)


def _words(passage: Passage, section: SectionSpan) -> int:
    return len(passage.text[section.start : section.end].split())


def _shown(account: _Account, passage: Passage) -> tuple[Evidence, ...]:
    section = account.section.section
    heading = Evidence(section.file, section.page, section.title)
    return (heading, *(passage.evidence(*s) for s in account.told.spans[:_SHOWN]))


def _told(account: _Account, passage: Passage, opening: str) -> Outcome:
    message = f"{opening}, with {account.steps} dates that follow one another."
    return found(message, _shown(account, passage), passage)


def _doubt(message: str, passage: Passage, account: _Account) -> Outcome:
    return Outcome(Status.REVIEW, message, _shown(account, passage), passage.searched)


def _near(parameters: EventsInOrder, passage: Passage, named: list[SectionSpan]) -> NearMiss | None:
    match = compile_phrases(parameters.mentions).search(passage.text)
    if match is not None:
        place = passage.place(*passage.sentence_at(match.start))
        return NearMiss(place.file, place.page, place.quote, 60.0)
    if named:
        section = named[0].section
        return NearMiss(section.file, section.page, section.title, 60.0)
    return None


KIND = Kind("events-in-order", EventsInOrder, run, wants=True)
