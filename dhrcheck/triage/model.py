"""A run as the outputs show it: its facts, its reviews, and what changed since another run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dhrcheck.outcome import Status, Verdict
from dhrcheck.triage.result import RuleLine
from dhrcheck.triage.store import Kept, Store


class RuleTotal(NamedTuple):
    """How many reviews a rule failed in, and in how many it was left to a person or unread."""

    rule: RuleLine
    failed: int
    review: int
    unread: int


class Change(NamedTuple):
    """What became of one review between two runs; the rules are ids, in the catalogue's order."""

    name: str
    before: str
    """The earlier verdict."""
    now: str
    fixed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    still_open: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    """Open before, and since decided on by a person, or no longer asked of this review."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since run ``since``; ``other_rules`` is True where the two had different rules."""

    since: int
    reviews: tuple[Change, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unchanged: int = 0
    other_rules: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over all reviews of a run."""

    reviews: int = 0
    verdicts: dict[Verdict, int] = field(default_factory=dict)
    defects: int = 0
    not_checked: int = 0
    """Reviews that ended without a check, such as where a file went away."""
    advised: int = 0
    """Reviews in which an advised rule failed."""
    again: int = 0
    """Reviews that were not checked again, since nothing had changed."""
    pages: int = 0
    unread: int = 0
    bytes: int = 0
    rules: tuple[RuleTotal, ...] = ()
    """Every rule that failed, or was left open, in any review; the one that failed most first."""


@dataclass(frozen=True, slots=True)
class TriageRun:
    """A run over many reviews.

    ``found`` counts the reviews there were to check; ``reviews()`` gives those that were, from the
    store, those that need attention first. ``notes`` are sentences on what was left out or went
    wrong, ``duplicates`` pairs of a review's name and the name of the one it is a copy of.
    ``unreadable`` counts folders that could not be looked into. ``quotes`` is True where words of the
    reviews are in it. ``lost`` is True where the workers were gone before the end.
    """

    number: int
    stage: str
    as_of: str
    stage_assumed: bool
    profile: str
    ruleset: str
    rules: tuple[RuleLine, ...]
    grouping: str
    found: int
    totals: Totals
    store: Store = field(repr=False, compare=False)
    notes: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    unreadable: int = 0
    partial: bool = False
    names_given: bool = False
    quotes: bool = False
    interrupted: bool = False
    lost: bool = False
    kept: bool = True
    """False where the results are kept nowhere, so that nothing can go on later."""
    changes: Changes | None = None

    def reviews(self) -> Iterator[Kept]:
        """The reviews with their results, one after the other, those first that need attention."""
        return self.store.reviews(self.number)

    def close(self) -> None:
        """Lets go of the results file; ``reviews`` gives nothing afterwards."""
        self.store.close()

    def __enter__(self) -> TriageRun:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def totals_of(reviews: Iterator[Kept], rules: tuple[RuleLine, ...]) -> Totals:
    """Counts over ``reviews``, one pass."""
    verdicts = dict.fromkeys(Verdict, 0)
    by_rule = [[0, 0, 0] for _ in rules]
    column = {Status.FAIL: 0, Status.REVIEW: 1, Status.UNREAD: 2}
    number = defects = not_checked = advised = again = pages = unread = size = 0
    for kept in reviews:
        checked = kept.checked
        number += 1
        verdicts[Verdict(checked.verdict)] += 1
        defects += checked.defect
        not_checked += checked.trouble is not None
        advised += bool(checked.open(rules, Status.FAIL, required=False))
        again += kept.again
        pages, unread, size = pages + checked.pages, unread + checked.unread, size + checked.bytes
        for finding in checked.findings:
            if finding.counts_as in column:
                by_rule[finding.rule][column[finding.counts_as]] += 1
    lines = [RuleTotal(rule, *counts) for rule, counts in zip(rules, by_rule, strict=True)]
    return Totals(
        number,
        verdicts,
        defects,
        not_checked,
        advised,
        again,
        pages,
        unread,
        size,
        tuple(
            sorted(
                (line for line in lines if any(line[1:])),
                key=lambda line: (-line.failed, not line.rule.required, -line.unread, -line.review),
            )
        ),
    )
