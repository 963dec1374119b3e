"""The answers that most kinds give: found, not found, nothing forbidden found.

They hold the two rules that every kind must keep: what was not read is never ``pass`` for a rule on
absence and never ``fail`` for a rule on presence, and every answer says where it looked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dhrcheck.document.model import Submission
from dhrcheck.document.passage import Passage, Unread
from dhrcheck.outcome import Evidence, NearMiss, Outcome, PageRange, Status


def found(message: str, evidence: Iterable[Evidence], passage: Passage | None = None) -> Outcome:
    """Wanted, and there."""
    return Outcome(
        Status.PASS, message, tuple(evidence), searched=passage.searched if passage else ()
    )


def not_found(
    message: str,
    passage: Passage,
    submission: Submission,
    *,
    nearest: NearMiss | None = None,
    evidence: Iterable[Evidence] = (),
    fix: str | None = None,
) -> Outcome:
    """Wanted, and not there: ``fail``, or ``unread`` where unread pages could hold it."""
    if passage.unread:
        return unread(message, passage.unread, submission, passage.searched)
    return Outcome(Status.FAIL, message, tuple(evidence), passage.searched, nearest, fix)


def none_found(message: str, passage: Passage, submission: Submission) -> Outcome:
    """Not wanted, and not there: ``pass``, or ``unread`` where unread pages could hold it."""
    if passage.unread:
        return unread(message, passage.unread, submission, passage.searched)
    return Outcome(Status.PASS, message, searched=passage.searched)


def unread(
    message: str, pages: Unread, submission: Submission, searched: tuple[PageRange, ...] = ()
) -> Outcome:
    """Nobody can say: the pages that could change the answer were not read."""
    return Outcome(
        Status.UNREAD,
        f"{message} But {pages.words(submission)} could not be read, so this is not certain.",
        searched=searched,
    )


def unless_unread(outcome: Outcome, lost: Unread, submission: Submission) -> Outcome:
    """The outcome of a rule that wants something; ``unread`` where what it lacks may be in ``lost``."""
    if outcome.status not in (Status.FAIL, Status.REVIEW) or not lost:
        return outcome
    return replace(
        unread(outcome.message, lost, submission, outcome.searched), evidence=outcome.evidence
    )


def for_a_person(
    message: str, evidence: Iterable[Evidence] = (), searched: tuple[PageRange, ...] = ()
) -> Outcome:
    """Only a person can decide; the evidence is laid out."""
    return Outcome(Status.REVIEW, message, tuple(evidence), searched)


def not_applicable(message: str, searched: tuple[PageRange, ...] = ()) -> Outcome:
    """The rule does not concern this submission."""
    return Outcome(Status.NOT_APPLICABLE, message, searched=searched)
