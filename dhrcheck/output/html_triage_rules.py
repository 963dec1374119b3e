"""What fails most across a run, as bars: how many reviews each rule failed in, or left open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dhrcheck.output.visible import visible_prose
from dhrcheck.output.wording import count, listed
from dhrcheck.triage.model import RuleTotal
from dhrcheck.triage.result import RuleLine

_WHOLE = 1_000
"""A bar is as wide as this for all reviews."""


class BarPart(NamedTuple):
    """A stretch of a bar, in thousandths of the reviews."""

    kind: str
    start: int
    width: int


class RuleBar(NamedTuple):
    """One rule with its bar; ``number`` is its place in the run's rules."""

    anchor: str
    number: int
    id: str
    title: str
    tone: str
    failed: int
    words: str
    parts: tuple[BarPart, ...]
    fix: str
    source: str


def rule_anchor(rule: RuleLine) -> str:
    """Where a rule stands on the page."""
    return f"rule-{rule.id}"


def bars(
    totals: Sequence[RuleTotal], rules: Sequence[RuleLine], reviews: int
) -> tuple[RuleBar, ...]:
    """A bar for each rule that failed or was left open anywhere, in the order of ``totals``."""
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    return tuple(_bar(total, numbers[total.rule.id], reviews) for total in totals)


def _bar(total: RuleTotal, number: int, reviews: int) -> RuleBar:
    rule = total.rule
    told = (
        (total.failed, "failed in {}"),
        (total.unread, "could not be made in {}"),
        (total.review, "needs a person in {}"),
    )
    said = listed([words.format(f"{n:,}") for n, words in told if n])
    weight = "required" if rule.required else "advised"
    return RuleBar(
        anchor=rule_anchor(rule),
        number=number,
        id=rule.id,
        title=visible_prose(rule.title),
        tone="fix" if rule.required else "advised",
        failed=total.failed,
        words=f"{said[:1].upper()}{said[1:]} of {count(reviews, 'review')}; {weight}.",
        parts=_parts(
            (("fail", total.failed), ("unread", total.unread), ("review", total.review)), reviews
        ),
        fix=visible_prose(rule.fix),
        source="; ".join(map(visible_prose, rule.source)),
    )


def _parts(kinds: Sequence[tuple[str, int]], reviews: int) -> tuple[BarPart, ...]:
    parts, before = [], 0
    for kind, number in kinds:
        start = round(_WHOLE * before / max(1, reviews))
        before += number
        end = round(_WHOLE * before / max(1, reviews))
        if number:
            # What is there at all is to be seen.
            parts.append(BarPart(kind, start, max(3, end - start)))
    return tuple(parts)
