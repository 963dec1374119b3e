"""``general-term``: which of two words a review uses as its general term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.model import Submission
from dhrcheck.document.own_voice import is_challenged, is_heading, is_in_section, is_reported
from dhrcheck.document.passage import Passage
from dhrcheck.document.speech import is_definition, is_in_title, is_reference
from dhrcheck.kinds.answers import none_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.wording_hits import hits_in_words, one_each_page
from dhrcheck.outcome import Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_YEAR = compiled(r"(?<![\d/-])(?:19|20)\d\d(?![\d-])")
_LEFT_OUT = ("definitions", "glossary", "references", "purpose", "support")


@dataclass(frozen=True, slots=True)
class GeneralTerm:
    """``term`` should give way to ``preferred``.

    Uses that are left: ``never`` (titles, roles), quotations, definitions, words of others, and
    sentences of years before ``since``. What remains is for a person; where it outnumbers ``preferred``
    in a review of ``expected_from`` or later it fails.
    """

    term: tuple[str, ...]
    preferred: tuple[str, ...]
    never: tuple[str, ...] = ()
    since: int = 2013
    expected_from: int = 2021


def run(parameters: GeneralTerm, question: Question) -> Outcome:
    """``pass`` where only allowed uses remain, else ``review`` or ``fail`` with the places."""
    passage, submission = question.passage(), question.submission
    hits = [
        hit
        for hit in _uses(parameters.term, parameters.never, passage)
        if _is_own(passage, *hit, submission) and not _is_older(passage, hit[0], parameters.since)
    ]
    wanted, unwanted = parameters.preferred[0], parameters.term[0]
    if not hits:
        return none_found(
            f"“{unwanted}” stands only where it may (titles, quotations, definitions), or not at all.",
            passage,
            submission,
        )
    kept = sum(
        1
        for start, end in _uses(parameters.preferred, (), passage)
        if not is_in_title(passage, start, end) and not is_heading(submission, passage, start)
    )
    year = _year_of(submission)
    outnumbers = len(hits) > kept
    fails = outnumbers and year is not None and year >= parameters.expected_from
    message = f"{hits_in_words(passage, hits)}. “{wanted.capitalize()}” is used {_times(kept)}."
    if not fails and outnumbers and year is not None:
        message += f" The review is of {year}, when the older term was still usual."
    if not fails:
        message += " Please check whether the older term is meant each time."
    status = Status.FAIL if fails else Status.REVIEW
    return Outcome(status, message, one_each_page(passage, hits), passage.searched)


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _uses(
    phrases: tuple[str, ...], never: tuple[str, ...], passage: Passage
) -> Iterator[tuple[int, int]]:
    text = passage.text
    apart = [(m.start, m.end) for m in compile_phrases(never).finditer(text)]
    for match in compile_phrases(phrases).finditer(text):
        start, end = match.start, match.end
        if any(start < b and a < end for a, b in apart):
            continue
        if match.phrase.isupper() and not _is_abbreviation(text, start, end):
            continue
        yield start, end


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """True for "DV" on its own; not in lower case, a code ("DV-104") or a bracket after a title."""
    return (
        text[start:end].isupper()
        and regex.match(r"[-/ ]?\d|[-/]\p{L}", text[end : end + 2]) is None
        and text[max(0, start - 1) : start] not in ("(", "-", "/")
    )


def _is_own(passage: Passage, start: int, end: int, submission: Submission) -> bool:
    """True where the review itself uses the words as a term."""
    return not (
        is_in_title(passage, start, end)
        or _is_name(passage.text, start, end)
        or passage.is_quoted(start, end)
        or is_definition(passage, start)
        or is_reference(passage, start)
        or is_heading(submission, passage, start)
        or is_in_section(submission, passage, start, _LEFT_OUT)
        or is_reported(passage, start, end)
        or is_challenged(passage, start, end)
    )


def _is_name(text: str, start: int, end: int) -> bool:
    """True where the term, in capitals, is part of a longer name in capitals."""
    words = text[start:end].split()
    if len(words) < 2 or not all(w[:1].isupper() for w in words):
        return False
    after = regex.match(r"\s+(?:and\s+|&\s+)?\p{Lu}\p{L}+", text[end:])
    return after is not None or regex.search(r"\p{Lu}\p{L}+\s+$", text[:start][-30:]) is not None


def _is_older(passage: Passage, start: int, since: int) -> bool:
    """True where the sentence tells of years before ``since`` only."""
    sentence = passage.sentence_at(start)
    years = [int(y) for y in _YEAR.findall(passage.text[sentence.start : sentence.end])]
    return bool(years) and max(years) < since


def _year_of(submission: Submission) -> int | None:
    """The latest year on the covers, or that of the death where the covers give none."""
    facts = submission.facts
    covers = [d.when.year for d in facts.cover_dates if d.when.year is not None]
    deaths = [int(f.value[:4]) for f in facts.months_of_death if f.value[:4].isdigit()]
    return max(covers or deaths, default=None)


KIND = Kind("general-term", GeneralTerm, run)
