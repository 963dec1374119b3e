"""Tools to put a fault into a composed review, and what a defect is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.reviews.content import Action, Block, Heading, Items, Para, Part, PlanTable, Review
from tests.reviews.prose import case

SUMMARY, REPORT, PLAN, LETTER = (
    "executive-summary",
    "overview-report",
    "action-plan",
    "feedback-letter",
)


Put = Callable[[Review], Review]
Place = tuple[int, int]
"""File from 0, page from 1."""
Finish = Callable[[list[Path], dict[str, Any]], list[Place]]
"""A last step on the finished files, with their truth; answers with the places it touched."""
ANY = "any"
"""The result of a rule that a defect leaves open: it is not judged."""


def unchanged(review: Review) -> Review:
    """The review as it is, for defects of the finished file."""
    return review


@dataclass(frozen=True)
class Defect:
    """``results`` gives the status (or "a|b" of several right ones, or "any") of each rule it touches.

    The first rule is the one that the defect is about; its evidence must stand on the page that
    holds ``shows`` (words as printed, with {victim} and the like), or that ``finish`` answers with.
    """

    name: str
    put: Put
    results: dict[str, str]
    shows: str = ""
    finish: Finish | None = None
    names: tuple[str, ...] = ()
    """The list of protected names that the checker is given."""
    shuts: bool = False
    """True where pages or files become unreadable: what needs them may be unread."""
    alone: bool = False
    """True where other defects in the same review would no longer show."""

    @property
    def rule(self) -> str:
        """The rule that the defect is about."""
        return next(iter(self.results))


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


def words_of(review: Review) -> dict[str, str]:
    """What {words} in a defect's text stand for: those of its case."""
    return {**case(review.facts["case"]).words, **review.facts}


MARK = re.compile(
    r"\(?(?:Recommendation|Rec\.?)? ?[A-Z]{0,3}\d+(?:\.\d+)*[.:)]? ?[-\u2013:]? ?", re.IGNORECASE
)
"""The number before a recommendation."""


def parted(text: str) -> tuple[str, str]:
    """The mark before a recommendation, and its words."""
    found = MARK.match(text)
    at = found.end() if found else 0
    return text[:at], text[at:]


def is_suicide(review: Review) -> bool:
    """True where the person died by suicide."""
    return bool(case(review.facts["case"]).get("suicide"))


def where(condition: Callable[[Review], bool], put: Put) -> Put:
    """A defect of those reviews only that meet a condition."""
    return lambda review: put(review) if condition(review) else review


def both(*puts: Put) -> Put:
    """Several changes, one after the other."""

    def put(review: Review) -> Review:
        for one in puts:
            review = one(review)
        return review

    return put


def without(pattern: str, *roles: str) -> Put:
    """A defect that leaves out every sentence (and point of a list) that matches."""
    told = re.compile(pattern, re.IGNORECASE)

    def kept(text: str) -> str:
        sentences = re.split(r"(?<=[.?!:]) (?=[A-Z])", text)
        return " ".join(s for s in sentences if not told.search(s))

    def change(block: Block) -> Block | None:
        if isinstance(block, Para):
            text = kept(block.text)
            return replace(block, text=text) if text else None
        if isinstance(block, Items):
            items = tuple(i for i in block.items if not told.search(str(i)))
            return replace(block, items=items) if items else None
        return block

    def change_part(part: Part) -> Part:
        if part.role not in roles:
            return part
        made = tuple(c for b in part.blocks if (c := change(b)) is not None)
        return replace(part, blocks=made)

    return lambda review: review.with_parts(change_part)


def say_in(role: str, slots: tuple[str, ...], text: str) -> Callable[[Review], Review]:
    """A defect that adds one paragraph at the end of a section (of the part, where it has none).

    {victim} and the other facts that a review keeps are filled in.
    """

    def put(review: Review) -> Review:
        told = text.format_map(words_of(review))

        def change(part: Part) -> Part:
            if part.divider:
                return part
            span = section(part, *slots)
            at = span[1] if span else len(part.blocks)
            return replace(part, blocks=(*part.blocks[:at], Para(told), *part.blocks[at:]))

        return in_parts(role, change)(review)

    return put


def drop(role: str, *slots: str) -> Callable[[Review], Review]:
    """A defect that leaves a section out, heading and all."""

    def change(part: Part) -> Part:
        span = section(part, *slots)
        if span is None:
            return part
        return replace(part, blocks=(*part.blocks[: span[0]], *part.blocks[span[1] :]))

    return in_parts(role, change)


def retell(role: str, slot: str, *made: Block) -> Callable[[Review], Review]:
    """A defect that gives a section other blocks under the same heading ({words} are filled in)."""

    def put(review: Review) -> Review:
        words = words_of(review)
        told = tuple(
            replace(b, text=b.text.format_map(words)) if isinstance(b, Para) else b for b in made
        )

        def change(part: Part) -> Part:
            span = section(part, slot)
            if span is None:
                return part
            head = part.blocks[span[0]]
            blocks = (*part.blocks[: span[0]], head, *told, *part.blocks[span[1] :])
            return replace(part, blocks=blocks)

        return in_parts(role, change)(review)

    return put


def reword(role: str, old: str, new: str) -> Callable[[Review], Review]:
    """A defect that replaces words in the paragraphs of a part ({words} are filled in)."""

    def put(review: Review) -> Review:
        words = words_of(review)
        was, becomes = old.format_map(words), new.format_map(words)

        def change(part: Part) -> Part:
            made = tuple(
                replace(b, text=b.text.replace(was, becomes)) if isinstance(b, Para) else b
                for b in part.blocks
            )
            return replace(part, blocks=made)

        return in_parts(role, change)(review)

    return put


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


def cells(row: Action, /, **new: str) -> Action:
    """The row with other words under the columns that it has."""
    known = {k.replace("_", "-"): v for k, v in new.items()}
    return replace(row, cells={k: known.get(k, v) for k, v in row.cells.items()})


def due(action: Action) -> bool:
    """True where the row is not one that is still to come."""
    told = " ".join(action.cells.get(k, "") for k in ("completion-and-outcome", "completion"))
    return "Not yet due" not in told


def absent(*rules: str, because: str) -> dict[str, str]:
    """The results where a whole part is missing: one rule fails, the part's others do not apply."""
    return {because: "fail", **dict.fromkeys(rules, "not-applicable")}
