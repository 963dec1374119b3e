"""``story-told``: what happened is told in short, in a section of its own or in running text.

Unlike ``events-in-order`` it asks for no order of dates: a summary of half a page names a month here
and an age there.
"""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.dates import find_dates
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, NearMiss, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class StoryTold:
    """``at_least`` times it must give a date, or one of ``then`` (words of time that passes, ages).

    ``own_work`` are words of sentences on the review's own work, whose dates do not count, and
    ``not_there`` the sections in which they do not. A section under the right heading is enough with
    ``enough_words`` words, whether dated or not.
    """

    at_least: int
    then: tuple[str, ...]
    own_work: tuple[str, ...]
    not_there: tuple[str, ...]
    enough_words: int = 60


def run(parameters: StoryTold, question: Question) -> Outcome:
    """The section of that name first, then the sentences of the whole part."""
    passage = question.passage()
    roles = question.where.part
    named = section_spans(question.submission, passage, question.where.section, roles)
    for section in named:
        where = Span(section.start, section.end)
        events = _events(parameters, passage, where, ())
        long = len(passage.text[where.start : where.end].split()) >= parameters.enough_words
        if len(events) >= parameters.at_least or long:
            heading = section.section
            title = Evidence(heading.file, heading.page, heading.title)
            shown = (title, *_shown(passage, events))
            return found(_message(events, heading.title), shown, passage)
    barred = section_spans(question.submission, passage, parameters.not_there, roles)
    own = {id(s.section) for s in named}
    away = tuple(Span(s.heading, s.end) for s in barred if id(s.section) not in own)
    events = _events(parameters, passage, Span(0, len(passage.text)), away)
    shown = _shown(passage, events)
    if len(events) >= parameters.at_least:
        message = f"Events are told, {len(events)} times with words that say when."
        return found(message, shown, passage)
    if named and events:
        message = "There is a section for it, but it tells next to nothing of what happened."
        return Outcome(Status.REVIEW, message, shown, passage.searched)
    count = "only one event" if len(events) == 1 else f"only {len(events)} events"
    nothing = "nothing of what happened" if not events else count
    nearest = None
    if events:
        place = passage.place(*events[0])
        nearest = NearMiss(place.file, place.page, place.quote, 60.0)
    return not_found(f"The summary tells {nothing}.", passage, question.submission, nearest=nearest)


def _message(events: list[Span], title: str) -> str:
    if not events:
        return f"The story is told under “{title}”."
    count = "once" if len(events) == 1 else f"{len(events)} times"
    return f"The story is told under “{title}”, {count} with words that say when."


def _shown(passage: Passage, events: list[Span]) -> tuple[Evidence, ...]:
    return tuple(passage.evidence(*e) for e in dict.fromkeys(events))[:_SHOWN]


def _events(
    parameters: StoryTold, passage: Passage, where: Span, away: tuple[Span, ...]
) -> list[Span]:
    """The places in ``where`` that say when something happened, in order; each time counts."""
    text = passage.text
    starts = [
        where.start + d.start
        for d in find_dates(text[where.start : where.end])
        if not d.of_law and d.when.year is not None
    ]
    starts += [m.start for m in compile_phrases(parameters.then).finditer(text, *where)]
    own_work = compile_phrases(parameters.own_work)
    kept: list[Span] = []
    for start in sorted(starts):
        sentence = passage.sentence_at(start)
        if any(a.start <= start < a.end for a in away) or own_work.search(text, *sentence):
            continue
        # A date alone is a cover's or a heading's, unless it stands in a table.
        in_table = passage.line_at(start).cell is not None
        if in_table or len(text[sentence.start : sentence.end].split()) >= 4:
            kept.append(sentence)
    return kept


KIND = Kind("story-told", StoryTold, run, wants=True)
