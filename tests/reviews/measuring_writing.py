"""How the measuring authors shape their sections, number their headings and lay out their plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

from tests.reviews.compose import dated
from tests.reviews.content import (
    Action,
    Block,
    Heading,
    Items,
    Para,
    Part,
    PlanTable,
    Review,
    Table,
)
from tests.reviews.prose import Case
from tests.reviews.sections import Telling
from tests.reviews.shapes import in_role

HERE = Path(__file__).parent
REPORT, SUMMARY, PLAN = "overview-report", "executive-summary", "action-plan"
ROMAN = (
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV"
).split()


@lru_cache(maxsize=1)
def _prose() -> dict[str, dict[str, str]]:
    return yaml.safe_load((HERE / "measuring_prose.yaml").read_text(encoding="utf-8"))


def said(author: str) -> dict[str, str]:
    """One measuring author's own sentences, by slot of the shared prose."""
    return _prose()[author]


# Sections in other shapes ------------------------------------------------------------------------


def panel_bodies_first(t: Telling) -> list[Block]:
    """The panel as a table that begins with the body."""
    rows = tuple((body, name, post) for name, post, body in t.case["panel"])
    table = Table(("Organisation", "Representative", "Post held"), rows, (6, 5, 6))
    return [*t.said("panel_intro"), table, *t.own("panel_note")]


def panel_in_sentences(t: Telling) -> list[Block]:
    """The panel as prose: who sat for which body, and as what."""
    told = [
        f"{name} was the {post[0].lower()}{post[1:]}."
        if body == "Independent"
        else f"{name}, {post}, represented {body}."
        for name, post, body in t.case["panel"]
    ]
    return [*t.said("panel_intro"), *[Para(sentence) for sentence in told], *t.own("panel_note")]


def panel_with_dashes(t: Telling) -> list[Block]:
    """The panel as a numbered list with dashes."""
    lines = tuple(f"{name} \u2013 {post} \u2013 {body}" for name, post, body in t.case["panel"])
    return [*t.said("panel_intro"), Items(lines, "number"), *t.own("panel_note")]


def names_with_dashes(t: Telling) -> list[Block]:
    """Confidentiality, with each name, a dash and who it stands for."""
    rows = []
    for name, who, age, ethnicity in t.case["naming"]:
        told = f"age {age}" if age[:1].isdigit() else "an adult"
        rows.append(f"{name} \u2013 {who[:1].lower()}{who[1:]} ({told}, {ethnicity})")
    return [*t.said("confidentiality"), *t.own("naming_note"), Items(tuple(rows), "hyphen")]


def names_by_role(t: Telling) -> list[Block]:
    """Confidentiality, with a table that begins with who somebody was."""
    rows = tuple((who, name, ethnicity, age) for name, who, age, ethnicity in t.case["naming"])
    table = Table(("Person", "Referred to as", "Ethnic origin", "Age"), rows, (7, 3, 4, 2))
    return [*t.said("confidentiality"), *t.own("naming_note"), table]


def contributors_by_kind(t: Telling) -> list[Block]:
    """What was given, and under it by whom."""
    kinds: dict[str, list[str]] = {}
    for agency in t.case["agencies"]:
        kinds.setdefault(agency["gave"], []).append(agency["name"])
    for name, gave in t.case["nil"]:
        kinds.setdefault(gave, []).append(name)
    items = tuple((kind, tuple(names)) for kind, names in kinds.items())
    return [*t.said("contributors_intro"), Items(items, "bullet"), *t.said("imr_independence")]


def chronology_lines(t: Telling) -> list[Block]:
    """The chronology as a list, each entry after its month and a dash."""
    lines = tuple(f"{when} \u2013 {what}" for when, what in t.case["chronology"])
    return [*t.said("chronology_intro"), Items(lines, "bullet")]


def lessons_in_table(t: Telling) -> list[Block]:
    """Lessons as a table of two columns."""
    rows = tuple((title, text) for title, text in t.case["lessons"])
    return [
        *t.said("lessons_intro"),
        Table(("Lesson", "Explanation"), rows, (3, 7)),
        *t.own("early"),
    ]


def recommendations_in_table(t: Telling) -> list[Block]:
    """Recommendations as a table: number, words, level."""
    rows = tuple((r["number"], r["text"], r["scope"]) for r in t.case["recommendations"])
    return [
        *t.said("recommendations_intro"),
        Table(("No.", "Recommendation", "Level"), rows, (1, 8, 2)),
    ]


def contributors_in_table(t: Telling) -> list[Block]:
    """Every body and what came of asking it, in one table of the summary."""
    rows = tuple((a["name"], a["gave"]) for a in t.case["agencies"])
    table = Table(("Body", "What it gave"), rows, (6, 4))
    return [*t.said("summary_contributors_intro"), table]


# Numbers -----------------------------------------------------------------------------------------


def headings_numbered(
    review: Review, role: str, number: Callable[[int], str], *, level: int = 1, after: int = 0
) -> Review:
    """Numbers the section headings of a part: ``number(1)`` before the first, and so on."""

    def change(part: Part) -> Part:
        made: list[Block] = []
        n = after
        for block in part.blocks:
            if isinstance(block, Heading) and block.level == level and block.slot:
                n += 1
                block = replace(block, number=number(n))
            made.append(block)
        return replace(part, blocks=tuple(made))

    return in_role(review, role, change)


def paragraphs_numbered(review: Review, role: str, number: Callable[[int], str]) -> Review:
    """Numbers the paragraphs of a part from its first to its last."""

    def change(part: Part) -> Part:
        made: list[Block] = []
        n = 0
        for block in part.blocks:
            if isinstance(block, Para) and block.look == "body":
                n += 1
                block = replace(block, number=number(n))
            made.append(block)
        return replace(part, blocks=tuple(made))

    return in_role(review, role, change)


# Plans -------------------------------------------------------------------------------------------


def plans(review: Review, change: Callable[[PlanTable], PlanTable]) -> Review:
    """The review with each plan table changed."""

    def change_part(part: Part) -> Part:
        made = (change(b) if isinstance(b, PlanTable) else b for b in part.blocks)
        return replace(part, blocks=tuple(made))

    return in_role(review, PLAN, change_part)


def by_theme(review: Review, case: Case) -> Review:
    """A row with the theme above each run of recommendations."""
    themes = {r["number"]: r.get("theme", "") for r in case["recommendations"]}
    return plans(
        review,
        lambda plan: replace(
            plan, actions=tuple(replace(a, group=themes[a.number]) for a in plan.actions)
        ),
    )


def by_step(review: Review, case: Case, dates: str) -> Review:
    """A row for each step; what belongs to the whole recommendation is one cell over its rows."""
    told = {r["number"]: r for r in case["recommendations"]}

    def change(plan: PlanTable) -> PlanTable:
        actions: list[Action] = []
        for action in plan.actions:
            actions += _steps(action, told[action.number].get("steps") or [], dates)
        return replace(plan, actions=tuple(actions))

    return plans(review, change)


SHARED = ("recommendation", "scope", "lead")
"""What all steps of a recommendation have in common."""


def _steps(action: Action, steps: list[dict], dates: str) -> list[Action]:
    found = []
    for i, step in enumerate(steps):
        own = {
            "action": step["action"],
            "progress": step["milestones"],
            "target-date": dated(step["target"], dates),
            "completion-and-outcome": step["outcome"],
        }
        cells = {k: own.get(k, v) for k, v in action.cells.items()}
        found.append(replace(action, cells=cells, merged=SHARED if i else ()))
    return found or [action]
