"""A report with people's decisions counted in: results stay as found, the verdict counts who decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dhrcheck.decisions.fingerprint import fingerprint, is_alike, likeness
from dhrcheck.decisions.model import (
    Decision,
    Decisions,
    DecisionsUsed,
    Placed,
    Ruling,
    State,
)
from dhrcheck.document.model import Submission
from dhrcheck.engine import Report, Result, verdict_of
from dhrcheck.outcome import Status


def with_decisions(
    report: Report, decisions: Decisions, masked: Callable[[str], str] = str
) -> Report:
    """``report`` with the decisions that hold for it; ``masked`` masks a text's protected names."""
    today, submission = report.as_of, report.submission
    own = own_reviews(submission, decisions)
    valid = [d for d in decisions.entries if d.review in own and not d.has_expired(today)]
    by_finding = {(d.rule, d.evidence): d for d in valid if d.rule is not None}
    by_eye = [d for d in valid if d.ruling is Ruling.READ_BY_EYE]
    used: set[int] = set()

    def decided(result: Result) -> Result:
        status = result.outcome.status
        if status is Status.UNREAD:
            # Each that covers some of the pages has its part in it.
            readers = covering(result, by_eye, submission)
            used.update(map(id, readers))
            return _with(result, readers, masked)
        if status not in (Status.FAIL, Status.REVIEW) or result.rule.id not in ruled:
            return result
        one = by_finding.get((result.rule.id, fingerprint(result, submission)))
        if one is None or status not in one.ruling.applies_to:
            return result
        used.add(id(one))
        return _with(result, [one], masked)

    ruled = {rule for rule, _ in by_finding}
    results = tuple(decided(result) for result in report.results)
    placed = tuple(
        Placed(_masked(d, masked), _state(d, report, own, id(d) in used)) for d in decisions.entries
    )
    settled = sum(r.decision is not None for r in results)
    return replace(
        report,
        results=results,
        verdict=verdict_of(results),
        decisions=DecisionsUsed(masked(decisions.name), placed, settled),
    )


def own_reviews(submission: Submission, decisions: Decisions) -> frozenset[str]:
    """The names under which a decisions file knows this review."""
    if not decisions.reviews:
        return frozenset()
    mine = likeness(submission)
    return frozenset(r.name for r in decisions.reviews if is_alike(mine, r.likeness))


def covering(result: Result, by_eye: list[Decision], submission: Submission) -> list[Decision]:
    """The decisions that together read all that nobody could read; none where something is left.

    All unread pages count, not only those that this rule asked about: which they are is a guess.
    """
    for_rule = [d for d in by_eye if d.rules is None or result.rule.id in d.rules]
    lost = submission.unread()
    places = [
        (pages.file, page)
        for pages in lost.pages
        for page in range(pages.first_page, pages.last_page + 1)
    ]
    found: dict[int, Decision] = {}
    for file, page in [*places, *((file, None) for file in lost.files)]:
        reader = _reader(submission.files[file].sha256, page, for_rule)
        if reader is None:
            return []
        found[id(reader)] = reader
    return list(found.values())


def _reader(digest: str, page: int | None, by_eye: list[Decision]) -> Decision | None:
    """Who read a page by eye, or (where ``page`` is None) the whole of a file."""
    for one in by_eye:
        of_it = one.file == digest and bool(digest)
        if of_it and (one.pages is None if page is None else one.covers(page)):
            return one
    return None


def _with(result: Result, decided: list[Decision], masked: Callable[[str], str]) -> Result:
    if not decided:
        return result
    one = _masked(decided[0], masked)
    said = " ".join(dict.fromkeys(masked(d.sentence) for d in decided))
    return replace(result, decided=one, decision=said if one.settles else None)


def _masked(one: Decision, masked: Callable[[str], str]) -> Decision:
    return replace(one, reason=masked(one.reason), who=masked(one.who))


def _state(one: Decision, report: Report, own: frozenset[str], used: bool) -> State:
    if one.review not in own:
        return State.OTHER_REVIEW
    if one.ruling is Ruling.READ_BY_EYE:
        return _state_by_eye(one, report, used)
    result = next((r for r in report.results if r.rule.id == one.rule), None)
    if result is None:
        return State.NOT_CHECKED
    if one.has_expired(report.as_of):
        return State.EXPIRED
    if used:
        return State.USED
    open_ = result.outcome.status in (Status.FAIL, Status.REVIEW, Status.UNREAD)
    return State.CHANGED if open_ else State.UNUSED


def _state_by_eye(one: Decision, report: Report, used: bool) -> State:
    if one.has_expired(report.as_of):
        return State.EXPIRED
    if used:
        return State.USED
    if all(file.sha256 != one.file for file in report.submission.files):
        return State.CHANGED
    left_open = report.with_status(Status.UNREAD)
    concerns = any(one.rules is None or r.rule.id in one.rules for r in left_open)
    return State.INCOMPLETE if concerns else State.UNUSED
