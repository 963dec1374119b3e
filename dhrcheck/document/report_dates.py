"""When the report was dated, revised and published, as its outside, its text and its history say."""

from __future__ import annotations

from collections.abc import Iterator

from dhrcheck.document.dates import find_dates
from dhrcheck.document.model import DateMention, FlowLine, Place, Role, Submission
from dhrcheck.document.outside import find_histories
from dhrcheck.document.passage import Passage, clip
from dhrcheck.document.text import fold
from dhrcheck.rulebook.phrases import compile_phrases

_REVIEW = (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY, Role.COVER)
_OWN_WORDS = frozenset(
    "this the a report review overview executive summary dhr dardr susr domestic homicide abuse related"
    " death was is were has been first and final version date completed submitted revised agreed on in"
    " of st nd rd th finally then".split()
)
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_REACH = 60
"""Characters after "published" within which its date stands."""


def report_dates(submission: Submission, histories: tuple[str, ...]) -> tuple[DateMention, ...]:
    """Every date that report and summary bear: covers, running lines and document histories.

    ``histories`` are the titles of document histories. All have a year and a month.
    """
    found = list(submission.facts.cover_dates)
    for line in _running_lines(submission):
        found += _dates_of(line)
    for history in find_histories(submission, histories, (Role.FEEDBACK_LETTER,)):
        for index in history.lines:
            found += _dates_of(submission.flow[index])
    return tuple(found)


def publication_dates(submission: Submission, phrases: tuple[str, ...]) -> tuple[DateMention, ...]:
    """The dates right after one of ``phrases`` ("published in") on a cover, a running line or in the
    report's text."""
    compiled = compile_phrases(phrases)
    found: list[DateMention] = []
    # One by one: other rules have asked for the same passages before.
    for passage in (submission.passage((role,)) for role in _REVIEW):
        for match in compiled.finditer(passage.text):
            sentence = passage.sentence_at(match.start)
            if _is_of_report(passage.text[sentence.start : match.start]):
                found += _first_date(passage, match.end)
    for line in _running_lines(submission):
        published = compiled.search(line.text)
        if published and _is_of_report(line.text[: published.start]):
            found += _dates_of(line)
    return tuple(found)


def _is_of_report(before: str) -> bool:
    """True where nothing but the report, and its earlier dates, stands before "published in"."""
    words = fold(before).split()
    return all(w in _OWN_WORDS or w[0].isdigit() or w[:3] in _MONTHS for w in words)


def _first_date(passage: Passage, start: int) -> Iterator[DateMention]:
    """The date that follows at once, in the same sentence or line."""
    end = min(len(passage.text), start + _REACH)
    for date in find_dates(passage.text[start:end])[:1]:
        between = passage.text[start : start + date.start].strip(" :-,\n")
        if (
            date.when.year is not None
            and not date.of_law
            and between in ("", "on", "in", "the", "on the")
        ):
            place = passage.place(start + date.start, start + date.end)
            yield DateMention(date.when, place.quote, place)


def _running_lines(submission: Submission) -> Iterator[FlowLine]:
    """Each wording of a running line of the report or the summary once."""
    ranges = [(p.file, p.first_page, p.last_page) for p in submission.parts_of(*_REVIEW)]
    seen: set[tuple[int, str]] = set()
    for line in submission.flow:
        if not line.furniture or (line.file, line.text) in seen:
            continue
        if any(f == line.file and first <= line.page <= last for f, first, last in ranges):
            seen.add((line.file, line.text))
            yield line


def _dates_of(line: FlowLine) -> Iterator[DateMention]:
    if not any(c.isdigit() for c in line.text):
        return
    for date in find_dates(line.text):
        if date.when.year is not None and date.when.month is not None and not date.of_law:
            words = clip(line.text[date.start : date.end])
            place = Place(line.file, line.page, words, line.box, line.read, line.index)
            yield DateMention(date.when, words, place)
