"""Holds the rules' answers against the truth: right or wrong, raised or not, and on which page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

RAISED = {"fail", "review"}
"""A fault was pointed out, or put before a person."""


@dataclass(frozen=True)
class Answer:
    """How one rule answered on one review: right, false alarm (it blames what is right, or doubts
    it) or missed (a fault that was not seen).

    ``faulty`` is True where the truth holds a fault for this rule, False where it holds none, None
    where it leaves that open; ``raised`` is what the rule said. ``on_page`` is None where no page is
    known, or nothing was raised.
    """

    kind: str
    words: str
    faulty: bool | None
    raised: bool
    on_page: bool | None = None


def judged_results(
    expected: dict[str, list[str]],
    results: Iterable[Any],
    evidence: dict[str, list[list[int]]] | None = None,
) -> dict[str, Answer]:
    """Rule to its answer, for every loaded rule that is expected."""
    found: dict[str, Answer] = {}
    for result in results:
        rule, status = result.rule.id, result.outcome.status.value
        right = expected.get(rule)
        if right is None:
            continue
        words = f"{status} for {' or '.join(right)}: {result.outcome.message}"
        kind = "right"
        if status not in right:
            kind = "false alarm" if _severer(status, right) else "missed"
        on_page = _on_page(result.outcome, (evidence or {}).get(rule))
        if on_page is False:
            pages = sorted({(e.file, e.page) for e in result.outcome.evidence if e.page})
            words += f" [evidence on {pages} for {evidence[rule]}]"
        found[rule] = Answer(kind, words, _faulty(right), status in RAISED, on_page)
    return found


def _faulty(right: list[str]) -> bool | None:
    told = set(right)
    if told <= RAISED:
        return True
    return None if told & RAISED or "unread" in told else False


def _on_page(outcome: Any, places: list[list[int]] | None) -> bool | None:
    """True where a place of the evidence is one of those that the truth names."""
    if not places or outcome.status.value not in RAISED:
        return None
    shown = {(e.file, e.page) for e in (*outcome.evidence, *outcome.on_screen)}
    return any(tuple(place) in shown for place in places)


ALARM = {"not-applicable": 0, "pass": 0, "review": 1, "unread": 1, "fail": 2, "error": 3}


def _severer(status: str, right: list[str]) -> bool:
    return ALARM[status] > max(ALARM[r] for r in right)
