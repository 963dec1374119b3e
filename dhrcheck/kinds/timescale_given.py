"""``timescale-given``: when a piece of work began and ended, and why it took longer than its aim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dhrcheck.document.dates import FoundDate, find_dates
from dhrcheck.document.marks import Marks
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import heading_spans, section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.said import inside_of
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_WORDED = (
    "timescale of the review",
    "review began in",
    "review was completed in",
    "within six months",
)
_DAYS = 31
"""Days of a month; with a month to spare, since most reports give only the month."""


@dataclass(frozen=True, slots=True)
class TimescaleGiven:
    """``began`` and ``ended`` are words of sentences that give a date for it, under the headings
    that ``in: section`` names, or elsewhere in sentences with one of ``about``. ``never`` are longer
    phrases that tell of something else. ``late`` are words for taking longer, ``because`` for giving
    a reason: both in one sentence are a reason, and so is each of ``reasons`` alone (outside those
    sections with one of ``late``). ``months`` is the aim that needs no reason.
    """

    began: tuple[str, ...]
    ended: tuple[str, ...]
    about: tuple[str, ...]
    late: tuple[str, ...]
    because: tuple[str, ...]
    reasons: tuple[str, ...]
    months: int = 6
    never: tuple[str, ...] = ()


class _Dated(NamedTuple):
    """A date that a sentence gives, and the words that give it."""

    when: FoundDate
    evidence: Evidence


def run(parameters: TimescaleGiven, question: Question) -> Outcome:
    """Weighs start, end and reason; lateness itself is never held against a report."""
    passage = question.passage()
    named = section_spans(question.submission, passage, question.where.section, question.where.part)
    spans = tuple(Span(s.start, s.end) for s in named)
    skipped = heading_spans(question.submission, passage)
    began = list(_dated(parameters, parameters.began, passage, spans, skipped))
    ended = list(_dated(parameters, parameters.ended, passage, spans, skipped))
    reason = next(_reasons(parameters, passage, spans), None)
    shown = tuple(
        dict.fromkeys(
            [*(d.evidence for d in (*began[:2], *ended[:2])), *([reason] if reason else [])]
        )
    )
    length = _months(began, ended)
    if began and ended and (reason or (length is not None and length <= parameters.months)):
        why = ", and why it took as long as it did" if reason else ""
        return found(f"The report says when the review began and ended{why}.", shown, passage)
    if began and ended and length is not None:
        message = (
            f"The review took about {length} months, and no reason was found for taking longer than"
            f" {_in_words(parameters.months)}."
        )
        return not_found(message, passage, question.submission, evidence=shown)
    if (began and ended) or reason or (spans and (began or ended)):
        return Outcome(Status.REVIEW, _missing(began, ended, reason), shown, passage.searched)
    message = (
        "It was not found when the review began and ended, and why it took the time that it did."
    )
    return not_found(
        message,
        passage,
        question.submission,
        evidence=shown,
        nearest=nearest_miss(_WORDED, passage, at_least=80.0),
    )


def _missing(began: list[_Dated], ended: list[_Dated], reason: Evidence | None) -> str:
    lacking = [
        words
        for words, there in (
            ("when the review began", began),
            ("when it ended", ended),
            ("a reason where it took longer than six months", reason),
        )
        if not there
    ]
    return f"Something is said of the time that the review took. Not found: {'; '.join(lacking)}."


def _dated(
    parameters: TimescaleGiven,
    phrases: tuple[str, ...],
    passage: Passage,
    spans: tuple[Span, ...],
    skipped: tuple[Span, ...],
) -> Iterator[_Dated]:
    never = Marks(parameters.never, passage.text)
    about, headings = Marks(parameters.about, passage.text), Marks.of(skipped)
    for match in compile_phrases(phrases).finditer(passage.text):
        if never.overlap(match.start, match.end) or headings.overlap(match.start, match.end):
            continue
        sentence = _row(passage, match.start) or passage.sentence_at(match.start)
        if not inside_of(spans, match.start) and not about.within(*sentence):
            continue
        when = _nearest_date(passage.text, sentence, match.start, match.end)
        if when is not None:
            yield _Dated(when, passage.evidence(match.start, match.end, around=80))


def _row(passage: Passage, at: int) -> Span | None:
    """The row of a table that ``at`` stands in: its date may be in the cell beside the words."""
    first = last = bisect_right(passage.starts, at) - 1
    cell = passage.lines[first].cell
    if cell is None:
        return None

    def same(index: int) -> bool:
        other = passage.lines[index].cell if 0 <= index < len(passage.lines) else None
        return other is not None and (other.table, other.row) == (cell.table, cell.row)

    while same(first - 1):
        first -= 1
    while same(last + 1):
        last += 1
    end = passage.starts[last + 1] if last + 1 < len(passage.lines) else len(passage.text)
    return Span(passage.starts[first], end)


def _nearest_date(text: str, sentence: Span, start: int, end: int) -> FoundDate | None:
    """The first date after a word in its sentence, else the last before it."""
    dates = [
        d
        for d in find_dates(text[sentence.start : sentence.end])
        if not d.of_law and (d.when.month is not None or d.when.year is not None)
    ]
    after = [d for d in dates if d.start >= end - sentence.start]
    before = [d for d in dates if d.end <= start - sentence.start]
    return after[0] if after else before[-1] if before else None


def _reasons(
    parameters: TimescaleGiven, passage: Passage, spans: tuple[Span, ...]
) -> Iterator[Evidence]:
    never, because = Marks(parameters.never, passage.text), Marks(parameters.because, passage.text)
    # Elsewhere, "the inquest was opened and adjourned" says nothing of how long the review took.
    delays = [
        match
        for match in compile_phrases(parameters.late).finditer(passage.text)
        if inside_of(spans, match.start) or not never.overlap(match.start, match.end)
    ]
    late = Marks.of(tuple(Span(m.start, m.end) for m in delays))
    about = Marks(parameters.about, passage.text)

    def is_on_review(sentence: Span) -> bool:
        """Elsewhere it, or the sentence before it, must speak of the review: much else is delayed."""
        before = passage.sentence_at(max(0, sentence.start - 2))
        return about.within(*sentence) or about.within(*before)

    for match in compile_phrases(parameters.reasons).finditer(passage.text):
        sentence = passage.sentence_at(match.start)
        inside = inside_of(spans, match.start)
        if inside or (late.within(*sentence) and is_on_review(sentence)):
            yield passage.evidence(match.start, match.end, around=80)
    for match in delays:
        sentence = passage.sentence_at(match.start)
        inside = inside_of(spans, match.start)
        if because.within(*sentence) and (inside or is_on_review(sentence)):
            yield passage.evidence(match.start, match.end, around=80)


def _months(began: list[_Dated], ended: list[_Dated]) -> int | None:
    """Whole months from the first start to the last end, at least; None where a year is missing."""
    starts = [d for s in began if (d := s.when.when.latest()) is not None]
    ends = [d for e in ended if (d := e.when.when.earliest()) is not None]
    if not starts or not ends:
        return None
    days: int = (max(ends) - min(starts)) // (date(2001, 1, 2) - date(2001, 1, 1))
    return max(0, days // _DAYS)


def _in_words(months: int) -> str:
    return {3: "three months", 6: "six months", 12: "a year"}.get(months, f"{months} months")


KIND = Kind("timescale-given", TimescaleGiven, run, wants=True)
