"""Tools to put a fault into a composed review, and what a defect is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.reviews.content import Action, Block, Heading, Para, Part, PlanTable, Review

SUMMARY, REPORT, PLAN, LETTER = (
    "executive-summary",
    "overview-report",
    "action-plan",
    "feedback-letter",
)


@dataclass(frozen=True)
class Defect:
    """``results`` gives the status (or "a|b" of several right ones) of each rule it touches."""

    name: str
    put: Callable[[Review], Review]
    results: dict[str, str]


def in_parts(role: str, change: Callable[[Part], Part | None]) -> Callable[[Review], Review]:
    """A defect that changes every part of a role."""
    return lambda review: review.with_parts(lambda p: change(p) if p.role == role else p)


def section(part: Part, *slots: str) -> tuple[int, int] | None:
    """The blocks (from, to) under the first heading with one of these slots, heading included."""
    for i, block in enumerate(part.blocks):
        if isinstance(block, Heading) and block.slot in slots:
            for j in range(i + 1, len(part.blocks)):
                other = part.blocks[j]
                if isinstance(other, Heading) and other.level <= block.level:
                    return i, j
            return i, len(part.blocks)
    return None


def say_in(role: str, slots: tuple[str, ...], text: str) -> Callable[[Review], Review]:
    """A defect that adds one paragraph at the end of a section (of the part, where it has none).

    {victim} and the other facts that a review keeps are filled in.
    """

    def put(review: Review) -> Review:
        told = text.format_map(review.facts)

        def change(part: Part) -> Part:
            if part.divider:
                return part
            span = section(part, *slots)
            at = span[1] if span else len(part.blocks)
            return replace(part, blocks=(*part.blocks[:at], Para(told), *part.blocks[at:]))

        return in_parts(role, change)(review)

    return put


def drop(role: str, slot: str) -> Callable[[Review], Review]:
    """A defect that leaves a section out, heading and all."""

    def change(part: Part) -> Part:
        span = section(part, slot)
        if span is None:
            return part
        return replace(part, blocks=(*part.blocks[: span[0]], *part.blocks[span[1] :]))

    return in_parts(role, change)


def retell(role: str, slot: str, *made: Block) -> Callable[[Review], Review]:
    """A defect that gives a section other blocks under the same heading."""

    def change(part: Part) -> Part:
        span = section(part, slot)
        if span is None:
            return part
        head = part.blocks[span[0]]
        return replace(part, blocks=(*part.blocks[: span[0]], head, *made, *part.blocks[span[1] :]))

    return in_parts(role, change)


def reword(role: str, old: str, new: str) -> Callable[[Review], Review]:
    """A defect that replaces words in the paragraphs of a part."""

    def change(part: Part) -> Part:
        made = tuple(
            replace(b, text=b.text.replace(old, new)) if isinstance(b, Para) else b
            for b in part.blocks
        )
        return replace(part, blocks=made)

    return in_parts(role, change)


def plan_rows(change: Callable[[Action], Action]) -> Callable[[Review], Review]:
    """A defect on each row of every plan."""

    def change_part(part: Part) -> Part:
        made = tuple(
            replace(b, actions=tuple(change(a) for a in b.actions))
            if isinstance(b, PlanTable)
            else b
            for b in part.blocks
        )
        return replace(part, blocks=made)

    return lambda review: review.with_parts(change_part)


def cells(action: Action, **new: str) -> Action:
    """The row with other words under the columns that it has."""
    known = {k.replace("_", "-"): v for k, v in new.items()}
    return replace(action, cells={k: known.get(k, v) for k, v in action.cells.items()})


def due(action: Action) -> bool:
    """True where the row is not one that is still to come."""
    told = " ".join(action.cells.get(k, "") for k in ("completion-and-outcome", "completion"))
    return "Not yet due" not in told


def absent(*rules: str, because: str) -> dict[str, str]:
    """The results where a whole part is missing: one rule fails, the part's others do not apply."""
    return {because: "fail", **dict.fromkeys(rules, "not-applicable")}
