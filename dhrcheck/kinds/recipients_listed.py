"""``recipients-listed``: who receives the report, under a heading or after a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from dhrcheck.document.model import PersonRole, Submission
from dhrcheck.document.paragraph_spans import paragraph_at, paragraph_spans
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_ITEM_WORDS = 30
"""Words of the longest item of a list."""
_LONGEST_LIST = 20
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who receives reports: the name in messages, and the words that name them.

    ``needed``: without them the answer is ``review``; but not where the review was finished before
    ``since``: then only a note is added. ``relatives``: the pseudonyms of the family name them too.
    """

    name: str
    words: tuple[str, ...]
    needed: bool = False
    since: date | None = None
    relatives: bool = False


@dataclass(frozen=True, slots=True)
class RecipientsListed:
    """``at_least`` recipients make a list. ``openers`` are words of a sentence that opens one where
    no heading does; ``about`` must then stand in its sentence too, and ``never`` must not.
    """

    recipients: tuple[Recipient, ...]
    openers: tuple[str, ...]
    about: tuple[str, ...]
    never: tuple[str, ...] = ()
    at_least: int = 3


def run(parameters: RecipientsListed, question: Question) -> Outcome:
    """Reads the sections by their headings; where they hold no list, the sentences that open one."""
    submission, passage = question.submission, question.passage()
    sections = section_spans(submission, passage, question.where.section, question.where.part)
    best: dict[Recipient, Span] = {}
    for region in (*(Span(s.start, s.end) for s in sections), *_opened(parameters, passage)):
        named = _named(parameters, submission, passage, region)
        if len(named) > len(best):
            best = named
    if len(best) < min(2, parameters.at_least):
        message = "No list of those who receive the report was found."
        if sections and best:
            message = (
                f"Only {listed([r.name for r in best])} could be told as receiving the report."
            )
        near = nearest_miss(parameters.openers, passage, at_least=80.0)
        return not_found(message, passage, submission, nearest=near)
    return _answer(parameters, submission, passage, best)


def _answer(
    parameters: RecipientsListed,
    submission: Submission,
    passage: Passage,
    best: dict[Recipient, Span],
) -> Outcome:
    shown = tuple(passage.evidence(*span, around=60) for span in list(best.values())[:_SHOWN])
    finished = _finished(submission)
    absent = [r for r in parameters.recipients if r.needed and r not in best]
    excused = [r for r in absent if r.since and finished and finished < r.since]
    missing = [r.name for r in absent if r not in excused]
    message = f"The report goes to {listed([r.name for r in best])}."
    if excused:
        names = listed([r.name for r in excused])
        message += f" {names[:1].upper()}{names[1:]} is not on the list; the review is older than that duty."
    if missing:
        message += f" Not found on the list: {listed(missing)}."
    if missing or len(best) < parameters.at_least:
        return Outcome(Status.REVIEW, message, shown, passage.searched)
    return found(message, shown, passage)


def _named(
    parameters: RecipientsListed, submission: Submission, passage: Passage, region: Span
) -> dict[Recipient, Span]:
    named: dict[Recipient, Span] = {}
    for recipient in parameters.recipients:
        match = compile_phrases(recipient.words).search(passage.text, *region)
        if match is not None:
            named[recipient] = Span(match.start, match.end)
        elif recipient.relatives and (span := _relative(submission, passage, region)) is not None:
            named[recipient] = span
    return named


def _relative(submission: Submission, passage: Passage, region: Span) -> Span | None:
    """Where a relative is named by the pseudonym ("EF", "Adult C", "Marian")."""
    names = [p.name for p in submission.facts.with_role(PersonRole.RELATIVE)]
    if not names:
        return None
    form = "|".join(regex.escape(n) for n in sorted(names, key=len, reverse=True))
    # Words of the report: never among the patterns that are kept.
    match = regex.compile(rf"(?<![\p{{L}}\d])(?:{form})(?![\p{{L}}\d])").search(
        passage.text, *region
    )
    return Span(*match.span()) if match is not None else None


def _opened(parameters: RecipientsListed, passage: Passage) -> Iterator[Span]:
    """Sentences that say who will receive the report, each with the list after it."""
    text = passage.text
    for match in compile_phrases(parameters.openers).finditer(text):
        sentence = passage.sentence_at(match.start)
        if not compile_phrases(parameters.about).search(text, *sentence):
            continue
        if compile_phrases(parameters.never).search(text, *sentence):
            continue
        own = paragraph_at(text, match.start)
        end = sentence.end
        if own.end - sentence.end < 3:
            for number, item in enumerate(paragraph_spans(text, own.end, own.end + 4000)):
                if (
                    number >= _LONGEST_LIST
                    or len(text[item.start : item.end].split()) > _ITEM_WORDS
                ):
                    break
                end = item.end
        else:
            end = own.end
        yield Span(sentence.start, end)


def _finished(submission: Submission) -> date | None:
    """The latest day that a cover or a letter gives; None where none does."""
    mentions = [
        *submission.facts.cover_dates,
        *(letter.letter_date for letter in submission.letters if letter.letter_date),
    ]
    days = [day for m in mentions if (day := m.when.latest()) is not None]
    return max(days) if days else None


KIND = Kind("recipients-listed", RecipientsListed, run, wants=True)
