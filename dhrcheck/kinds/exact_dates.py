"""``exact-dates``: days given in full for events that should be dated by month and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import regex

from dhrcheck.document.dated_events import Dated, EventWords, dated_events
from dhrcheck.document.full_dates import full_dates
from dhrcheck.document.model import PersonRole, Submission
from dhrcheck.document.passage import Passage
from dhrcheck.document.speech import is_reference
from dhrcheck.document.surroundings import another_time_or_person
from dhrcheck.document.voices import is_of_others
from dhrcheck.kinds.private_answers import nothing_private, on_pages
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases, word_index

_ORDINAL = compiled(r"\d{1,2}(?:st|nd|rd|th)")
_ON_THE = compiled(r"\b(?:on|of)\s+(?:the\s+)?(?:(?:night|morning|evening|day)\s+of\s+the\s+)?$")
_MONTH_AFTER = compiled(
    r"\s*(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|floor|birthday|anniversary|century|time|draft|edition|meeting)\b",
    regex.IGNORECASE,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_YEAR = compiled(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+(?:of\s+)?(?:19|20)\d\d\b"
)
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class ExactDates:
    """``events`` are words of the event, ``in-month`` those that count in the month of death only,
    ``other-events`` those to which a date belongs where they stand nearer; ``never`` are longer phrases
    in which the words mean nothing of the kind. ``within``: words between event and date.
    ``becomes``: what a find is. ``of-the-death``: only the death reviewed counts, and days told in
    other ways (a weekday, "the 4th") are for a person. ``calling`` completes the message.
    """

    events: tuple[str, ...]
    calling: str
    in_month: tuple[str, ...] = ()
    other_events: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    within: int = 15
    becomes: Literal["fail", "review"] = "review"
    of_the_death: bool = False


class _Find(NamedTuple):
    evidence: Evidence
    sure: bool


def run(parameters: ExactDates, question: Question) -> Outcome:
    """All days of the event with page and words."""
    passage = question.passage()
    words = EventWords(
        parameters.events, parameters.in_month, parameters.other_events, parameters.never
    )
    finds = list(_finds(parameters, words, passage, question.submission))
    sure = [f.evidence for f in finds if f.sure]
    if parameters.of_the_death and not sure:
        finds += [_Find(e, False) for e in _told_otherwise(words, passage, question.submission)]
    if not finds:
        return nothing_private(f"No {parameters.calling} is given to the day.", passage, question)
    shown = sure or [f.evidence for f in finds]
    status = Status.FAIL if sure and parameters.becomes == "fail" else Status.REVIEW
    if status is Status.FAIL:
        message = f"The {parameters.calling} is given to the day on {on_pages(shown)}."
    else:
        message = (
            f"A {parameters.calling} may be given to the day on {on_pages(shown)}. Please look whether"
            " month and year would do."
        )
    return Outcome(status, message, tuple(dict.fromkeys(shown)), passage.searched)


def _finds(
    parameters: ExactDates, words: EventWords, passage: Passage, submission: Submission
) -> Iterator[_Find]:
    for dated in dated_events(passage, words, submission, parameters.within):
        when = dated.when
        if is_reference(passage, when.start):
            continue
        text = passage.text[dated.stretch.start : dated.stretch.end]
        if is_of_others(text):
            continue
        start, end = min(when.start, dated.event.start), max(when.end, dated.event.end)
        if end - start > 180:
            start, end = when.start, when.end
        found = passage.evidence(start, end)
        if not parameters.of_the_death:
            if when.has_year:
                yield _Find(found, True)
            continue
        sure = _is_the_death(dated, passage, submission)
        if sure is not None:
            yield _Find(found, sure and when.has_year)


def _is_the_death(dated: Dated, passage: Passage, submission: Submission) -> bool | None:
    """Whether a day is that of the death reviewed; None where it is another's."""
    when = dated.when
    months = {f.value for f in submission.facts.months_of_death if len(f.value) == 7}
    if another_time_or_person(passage, dated.event.start, (), submission):
        return None
    if months:
        if when.has_year:
            return True if when.month in months else None
        return False if f"{when.day.month:02}" in {m[5:] for m in months} else None
    if dated.event.kind == "in-month":
        return None
    text = passage.text[dated.stretch.start : dated.stretch.end]
    victims = submission.facts.with_role(PersonRole.VICTIM)
    named = any(p.name in text for p in victims) or _THE_VICTIM.search(text) is not None
    return named or not victims


_THE_VICTIM = compiled(
    r"\b(?:the victim|the deceased|this (?:death|homicide|murder)|the (?:death|homicide|murder|killing)"
    r"|date of (?:death|the homicide|the murder))\b",
    regex.IGNORECASE,
)


def _told_otherwise(
    words: EventWords, passage: Passage, submission: Submission
) -> Iterator[Evidence]:
    """ "Died on the 4th", "on Tuesday in June 2021", a day that the report comes back to."""
    index = word_index(passage.text)
    text = passage.text
    death = compile_phrases(words.wanted)
    never = compile_phrases(words.never)
    for figure in "123456789":
        for number in index.beginning(figure):
            start = index.starts[number]
            word = index.words[number]
            if not _ORDINAL.fullmatch(word) or _MONTH_AFTER.match(text, start + len(word)):
                continue
            sentence = passage.sentence_at(start)
            lead = text[sentence.start : start]
            if not _ON_THE.search(lead[-40:]):
                continue
            found = death.search(text, sentence.start, start)
            near = found is not None and start - found.end < 30
            if not near or found is None or never.search(text, *sentence):
                continue
            if not another_time_or_person(passage, start, (), submission):
                yield passage.evidence(found.start, start + len(word))
    for day in _WEEKDAYS:
        for number in index.numbers_of(day):
            start = index.starts[number]
            sentence = passage.sentence_at(start)
            said = text[sentence.start : sentence.end]
            month = _MONTH_YEAR.search(said)
            if month and death.search(text, *sentence) and not never.search(text, *sentence):
                end = sentence.start + month.end()
                if abs(end - start) < 60 and not another_time_or_person(
                    passage, start, (), submission
                ):
                    yield passage.evidence(min(start, end), max(start + len(day), end))
    yield from _often(passage, submission)


def _often(passage: Passage, submission: Submission) -> Iterator[Evidence]:
    """The day in the month of death that the report names again and again."""
    months = {f.value for f in submission.facts.months_of_death if len(f.value) == 7}
    days = [d for d in full_dates(passage.text) if d.has_year and d.month in months]
    counted = Counter(d.day for d in days if not is_reference(passage, d.start))
    for day, times in counted.most_common(1):
        if times >= _OFTEN:
            first = next(d for d in days if d.day == day)
            yield passage.evidence(first.start, first.end, around=50)


KIND = Kind("exact-dates", ExactDates, run)
