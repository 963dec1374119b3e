"""From a whole report to the little that is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dhrcheck.document.model import Role
from dhrcheck.document.passage import clip, page_ranges
from dhrcheck.era import BEFORE_ITS_TIME
from dhrcheck.outcome import PageRange, Status
from dhrcheck.triage.result import LETTER_OF, Checked, FileFacts, Finding, Pages, Quote, RuleLine

if TYPE_CHECKING:
    from dhrcheck.engine import Report, Result
    from dhrcheck.reading.model import FileReading
    from dhrcheck.rulebook.model import RuleSet

MOST_PLACES = 8
MOST_QUOTES = 5
_TOLD = (Status.FAIL, Status.REVIEW, Status.UNREAD, Status.ERROR)


def rule_lines(ruleset: RuleSet) -> tuple[RuleLine, ...]:
    """The rules as the view tells of them, in the order of the results."""
    from dhrcheck.output.wording import source_words

    return tuple(
        RuleLine(
            rule.id,
            rule.title,
            rule.severity.value,
            rule.fix,
            tuple(source_words(source) for source in rule.source),
        )
        for rule in ruleset.rules
    )


def summed(report: Report, same: tuple[date | None, date | None], *, quotes: bool) -> Checked:
    """``report`` in short. ``same`` are the first and last day on which it would say the same."""
    submission = report.submission
    letters = [
        latest
        for letter in submission.letters
        if letter.letter_date and (latest := letter.letter_date.when.latest())
    ]
    told = [
        _finding(number, result, quotes)
        for number, result in enumerate(report.results)
        if result.outcome.status in _TOLD
    ]
    return Checked(
        verdict=report.verdict.value,
        statuses="".join(LETTER_OF[r.outcome.status] for r in report.results),
        files=tuple(map(_file, submission.files)),
        findings=tuple(told),
        parts=tuple(dict.fromkeys(p.role.value for p in submission.parts)),
        letter=_letter(report),
        letter_date=max(letters).isoformat() if letters else None,
        defect=bool(report.with_status(Status.ERROR)),
        same_from=same[0].isoformat() if same[0] else None,
        same_until=same[1].isoformat() if same[1] else None,
    )


def _letter(report: Report) -> str:
    if report.submission.has(Role.FEEDBACK_LETTER):
        return "yes"
    return "unknown" if report.submission.could_hold(Role.FEEDBACK_LETTER) else "no"


def _file(reading: FileReading) -> FileFacts:
    return FileFacts(
        reading.name,
        reading.sha256,
        reading.bytes,
        len(reading.pages),
        sum(page.read.is_unread for page in reading.pages),
        reading.outcome.value,
        reading.reason,
    )


def _finding(number: int, result: Result, quotes: bool) -> Finding:
    outcome = result.outcome
    found = page_ranges((e.file, e.page) for e in outcome.evidence if e.page is not None)
    places: tuple[PageRange, ...] = found
    if outcome.status is Status.UNREAD and not found:
        places = outcome.searched
    finding = Finding(
        number,
        outcome.status.value,
        tuple(Pages(p.file, p.first_page, p.last_page) for p in places[:MOST_PLACES]),
        decision=result.decision,
        must_fix=result.must_be_fixed,
        older=outcome.status is Status.REVIEW and BEFORE_ITS_TIME in outcome.message,
    )
    if not quotes:
        return finding
    shown = [e for e in outcome.evidence if e.quote][:MOST_QUOTES]
    words = tuple(Quote(e.file, e.page, clip(e.quote or "")) for e in shown)
    return replace(finding, message=outcome.message, quotes=words)
