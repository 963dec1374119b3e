"""Reports and summaries on worn scans: what was not found there may only have been misread.

Text recognition is sure of 95 letters in a hundred on a clean scan. Where it is less sure over a whole
part, it errs in so many words that nothing is held against the report on its word alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dhrcheck.document.model import Role, Submission
from dhrcheck.outcome import Outcome, ReadAs, Status
from dhrcheck.rulebook.model import Rule

SURE = 94.7
"""Mean confidence (0 to 100) of a part's recognised pages below which it is a worn scan."""
_PARTS = frozenset((Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY))
_SEVERAL = 2
"""Recognised pages that a part must have; a single one may be a signed page."""


def as_legible(rule: Rule, submission: Submission, outcome: Outcome) -> Outcome:
    """``outcome``, or a review in place of a fail that worn pages of report or summary may explain."""
    parts = rule.where.part
    if outcome.status is not Status.FAIL or not parts or not _PARTS.issuperset(parts):
        return outcome
    sure = list(_confidences(submission, parts))
    if len(sure) < _SEVERAL or sum(sure) / len(sure) >= SURE:
        return outcome
    return replace(
        outcome,
        status=Status.REVIEW,
        message=f"{outcome.message} But the pages are a worn scan, on which many words may have been"
        " misread: please look at them yourself.",
    )


def _confidences(submission: Submission, parts: tuple[Role, ...]) -> Iterator[float]:
    """How sure recognition was of each recognised page of these parts."""
    for part in submission.parts_of(*parts):
        for page in submission.files[part.file].pages[part.first_page - 1 : part.last_page]:
            if page.read is ReadAs.OCR and page.confidence is not None:
                yield page.confidence
