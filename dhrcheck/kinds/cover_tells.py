"""``cover-tells``: what a cover names: partnership, kind of review, person, month of death, author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.dates import find_dates
from dhrcheck.document.front_pages import cover_passage
from dhrcheck.document.model import PersonRole
from dhrcheck.document.names import is_subject_name
from dhrcheck.document.passage import Passage, Span
from dhrcheck.kinds.answers import found, not_found, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases, word_index

_SUBJECT = compiled(r"[\s:,'\"‘“(]*(?:the\s+)?(?P<name>\p{Lu}[\p{L}'-]*(?:\s+(?:\p{Lu}|\d)\b)?)")
_CODE = compiled(
    r"\b(?:Adult|Subject|Victim|Person|Mr|Mrs|Ms|Miss|MR|MRS|MS|ADULT|SUBJECT)\.?\s+(?:\p{Lu}{1,2}|\d)\b"
)
_TITLED = compiled(r"\b(?:Mr|Mrs|Ms|Miss|MR|MRS|MS|MISS)\.?\s+\p{Lu}[\p{L}'-]+")
_LEARNED = compiled(r"^(?:Professor|Prof|Dr)\.?\s+\p{Lu}[\p{L}'-]+\s+\p{Lu}", regex.M)
_LEADS = compiled(r"(?:\b(?:in|on|during|died|killed)|[(:,-])\s*(?:the\s+)?$", regex.I)
_BEFORE_DATE = compiled(r"\s+[-–—·|]\s+|,\s|\s*\(|:\s")
_REACH = 100
"""Characters between the words for the death and its date on a cover."""
_OFTEN = 4
"""Times that a lone word of the cover must stand in the report to be somebody's name there."""


@dataclass(frozen=True, slots=True)
class CoverTells:
    """``partnership``, ``author`` and ``review`` are words that name them (names of reviews from the
    vocabulary count too), ``subject`` words after which the person is named, ``died`` words by which
    a date is that of the death, ``completed`` words by which it is the report's own.

    All five pass, up to ``poor`` of them fail, what lies between is for a person.
    """

    partnership: tuple[str, ...]
    author: tuple[str, ...]
    subject: tuple[str, ...]
    died: tuple[str, ...]
    completed: tuple[str, ...]
    review: tuple[str, ...] = ()
    poor: int = 2


def run(parameters: CoverTells, question: Question) -> Outcome:
    """Counts what the cover and the title lines name."""
    submission = question.submission
    cover = cover_passage(submission)
    reviews = (*parameters.review, *submission.vocabulary.reviews)
    seen: dict[str, Span | None] = {
        "the partnership": _phrase(parameters.partnership, cover) or _fact_named(question, cover),
        "the kind of review": _phrase(reviews, cover),
        "the person by pseudonym": next(_person(parameters, question, cover), None),
        "the month and year of death": _month(parameters, question, cover),
        "the author or chair": _phrase(parameters.author, cover) or _lead(question, cover),
    }
    named = [what for what, span in seen.items() if span is not None]
    missing = [what for what, span in seen.items() if span is None]
    shown = tuple(
        dict.fromkeys(cover.evidence(*s, around=60) for s in seen.values() if s is not None)
    )
    if not missing:
        message = (
            "The cover names the partnership, the review, the person, the month and the author."
        )
        if not _dated(parameters, cover):
            message += " A date of completion was not seen; it is good to give one."
        return found(message, shown, cover)
    message = f"The cover does not seem to name {listed(missing)}."
    if cover.unread:
        return unread(message, cover.unread, submission, cover.searched)
    if len(named) <= parameters.poor:
        searched = cover if cover.lines else question.passage()
        return not_found(message, searched, submission, evidence=shown)
    return Outcome(Status.REVIEW, message, shown, cover.searched)


def _phrase(phrases: tuple[str, ...], cover: Passage) -> Span | None:
    match = compile_phrases(phrases).search(cover.text)
    return Span(match.start, match.end) if match else None


def _fact_named(question: Question, cover: Passage) -> Span | None:
    """A partnership that the review names elsewhere as its own."""
    return _phrase(_plain(f.value for f in question.submission.facts.partnerships), cover)


def _lead(question: Question, cover: Passage) -> Span | None:
    """The bare name of somebody who is chair or author elsewhere in the review."""
    people = question.submission.facts.with_role(PersonRole.CHAIR, PersonRole.AUTHOR)
    named = _phrase(_plain(p.name for p in people), cover)
    learned = None if named else _LEARNED.search(cover.text)
    return Span(*learned.span()) if learned else named


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    """Names that can be looked for as they stand: "*" and "..." mean something else in a phrase."""
    return tuple(n for n in names if 4 < len(n) <= 120 and "*" not in n and "..." not in n)


def _person(parameters: CoverTells, question: Question, cover: Passage) -> Iterator[Span]:
    """Where the person who died is named: by name, by code, after a cue, or alone on a line."""
    victims = question.submission.facts.with_role(PersonRole.VICTIM)
    for name in (p.name for p in victims if len(p.name) > 1):
        at = regex.search(rf"(?<!\p{{L}}){regex.escape(name)}(?!\p{{L}})", cover.text, regex.I)
        if at is not None:
            yield Span(*at.span())
    for code in _CODE.finditer(cover.text):
        yield Span(*code.span())
    for cue in compile_phrases(parameters.subject).finditer(cover.text):
        after = _SUBJECT.match(cover.text, cue.end)
        if after is not None and _is_name(after["name"]):
            yield Span(cue.start, after.end())
    yield from _alone(question, cover)
    for titled in _TITLED.finditer(cover.text):
        # "Chair: Mrs Ann Example" is not who died; nor is a name of two words.
        line = cover.line_at(titled.start())
        lead = compile_phrases(parameters.author).search(line.text)
        if lead is None and not regex.match(r"\s\p{Lu}\p{Ll}", cover.text, pos=titled.end()):
            yield Span(*titled.span())


def _is_name(word: str) -> bool:
    return is_subject_name(word) or is_subject_name(word.title())


def _alone(question: Question, cover: Passage) -> Iterator[Span]:
    """A single word, or initials, on a line of its own that the report uses again and again."""
    counted = None
    for line, start in zip(cover.lines, cover.starts, strict=True):
        word = _BEFORE_DATE.split(line.text)[0].strip(" \"'‘’“”()")
        if not word.isalpha() or not word[:1].isupper() or not _is_name(word):
            continue
        counted = counted or word_index(question.passage().text)
        if len(counted.numbers_of(word.lower())) >= _OFTEN:
            yield Span(start, start + len(line.text))


def _month(parameters: CoverTells, question: Question, cover: Passage) -> Span | None:
    """The month of death: known from the report, said to be so, or the earlier of two dates."""
    known = {f.value for f in question.submission.facts.months_of_death if len(f.value) > 4}
    dates = [d for d in find_dates(cover.text) if d.when.year and d.when.month and not d.of_law]
    died = [m.end for m in compile_phrases(parameters.died).finditer(cover.text)]
    done = [m.end for m in compile_phrases(parameters.completed).finditer(cover.text)]
    bare = []
    for date in dates:
        said = max((end for end in died if end <= date.start), default=-1)
        other = max((end for end in done if end <= date.start), default=-1)
        between = cover.text[said : date.start] if said >= 0 else ""
        told = said > other and len(between) <= _REACH
        if f"{date.when.year:04}-{date.when.month:02}" in known:
            return Span(date.start, date.end)
        if told and (not known or _LEADS.search(between)):
            return Span(date.start, date.end)
        if other < said or other < 0:
            bare.append(date)
    if bare and not known and len(dates) > 1:
        first = min(bare, key=lambda d: (d.when.year or 0, d.when.month or 0))
        return Span(first.start, first.end)
    return None


def _dated(parameters: CoverTells, cover: Passage) -> bool:
    dates = [d for d in find_dates(cover.text) if d.when.year]
    return len(dates) > 1 or compile_phrases(parameters.completed).search(cover.text) is not None


KIND = Kind("cover-tells", CoverTells, run, wants=True)
