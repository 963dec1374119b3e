"""The recommendations that the rows of a plan answer, each once, for pairing with the report's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from dhrcheck.document.model import ActionPlan, PlanColumn, PlanRow, Recommendation, Role
from dhrcheck.document.recommendation_pairs import bare_number, likeness
from dhrcheck.patterns import compiled

_SEVERAL = compiled(
    r"\b(?:recommendations?|recs?\.?|R)\s*(?P<list>\d{1,2}(?:\s*(?:,|and|&|to|-)\s*(?:R\s?)?\d{1,2})+)\b"
    r"|^\W*(?P<list>\d{1,2}(?:\s*(?:,|and|&)\s*\d{1,2})+)\W",
    regex.IGNORECASE,
)
_LABELLED = compiled(r"^\W*recommendation\s*(?:no\.?\s*)?\d", regex.IGNORECASE)
_SPAN = compiled(r"(\d{1,2})\s*(?:to|-)\s*(?:R\s?)?(\d{1,2})", regex.IGNORECASE)
_STATED = (PlanColumn.RECOMMENDATION, PlanColumn.LEARNING)


def plan_recommendations(plan: ActionPlan) -> tuple[Recommendation, ...]:
    """One entry for each recommendation of the plan, with the words of its column.

    Where the plan has no such column, the words of the learning or the action stand in. Steps of one
    recommendation are one entry, whether the words are repeated, merged or numbered "2.1, 2.2".
    """
    entries: list[Recommendation] = []
    for row in plan.rows:
        text = _words(row)
        number = row.number
        if not text and number is None:
            continue
        if any(_is_same(known, number, text) for known in entries):
            continue
        entries.append(Recommendation(number, text, row.place, Role.ACTION_PLAN, row.group))
    return _by_chapter(entries)


def numbers_named(plan: ActionPlan) -> frozenset[str]:
    """The recommendations that rows name together ("Recommendations 3 and 4", "5 to 7")."""
    named: set[str] = set()
    for row in plan.rows:
        for cell in row.cells:
            if cell.column not in (PlanColumn.NUMBER, PlanColumn.RECOMMENDATION):
                continue
            for match in _SEVERAL.finditer(f"{cell.text} "):
                numbers = match["list"]
                named.update(regex.findall(r"\d{1,2}", numbers))
                for first, last in _SPAN.findall(numbers):
                    named.update(str(n) for n in range(int(first), int(last) + 1))
    return frozenset(named)


def _words(row: PlanRow) -> str:
    for cell in row.cells:
        # A column without a known header whose cells say "Recommendation 1: ...".
        if cell.column is None and _LABELLED.match(cell.text):
            return " ".join(cell.text.split())
    for column in _STATED:
        if text := " ".join(row.text(column).split()):
            return text
    return " ".join(row.text(PlanColumn.ACTION).split())


def _is_same(known: Recommendation, number: str | None, text: str) -> bool:
    if text and known.text == text:
        return True
    if number is None or known.number != number:
        return False
    return not text or likeness(known.text, text) >= 72.0


def _by_chapter(entries: Sequence[Recommendation]) -> tuple[Recommendation, ...]:
    """ "1.1, 1.2, 2.1" are steps of 1 and 2, where several chapters have steps."""
    bare = [bare_number(e.number) for e in entries]
    chapters = [b.partition(".")[0] if b else None for b in bare]
    dotted = [c for b, c in zip(bare, chapters, strict=True) if b and "." in b]
    if len(set(dotted)) < 2 or len(dotted) < len(entries):
        return tuple(entries)
    merged: dict[str | None, Recommendation] = {}
    for chapter, entry in zip(chapters, entries, strict=True):
        known = merged.get(chapter)
        if known is None:
            merged[chapter] = replace(entry, number=chapter)
        elif entry.text not in known.text:
            merged[chapter] = replace(known, text=f"{known.text} {entry.text}")
    return tuple(merged.values())
