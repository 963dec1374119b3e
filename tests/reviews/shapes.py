"""What some authors do otherwise than the rest: lists in place of tables, chapters,
paragraph numbers that run through, plans by theme, by agency or by recommendation."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import yaml

from tests.reviews.content import Action, Block, Heading, Items, Para, Part, PlanTable, Review
from tests.reviews.prose import Case
from tests.reviews.sections import Telling

HERE = Path(__file__).parent
REPORT, SUMMARY, PLAN = "overview-report", "executive-summary", "action-plan"


@lru_cache(maxsize=1)
def _prose() -> dict[str, dict[str, str]]:
    return yaml.safe_load((HERE / "voices.yaml").read_text(encoding="utf-8"))


def said(author: str) -> dict[str, str]:
    """One author's own sentences, by slot of the shared prose."""
    return _prose()[author]


# Sections in other shapes ------------------------------------------------------------------------


def panel_list(t: Telling) -> list[Block]:
    """The panel as a bulleted list of "Name, post, body"."""
    return [*t.said("panel_intro"), _members(t), *t.own("panel_note")]


def summary_panel_list(t: Telling) -> list[Block]:
    """The same list in the summary, with its opening sentence."""
    return [*t.said("panel_intro"), _members(t)]


def _members(t: Telling) -> Items:
    return Items(tuple(f"{name}, {post}, {body}" for name, post, body in t.case["panel"]))


def panel_by_body(t: Telling) -> list[Block]:
    """The panel as lines "Body: Name (post)"."""
    lines = tuple(f"{body}: {name} ({post})" for name, post, body in t.case["panel"])
    return [*t.said("panel_intro"), Items(lines, "hyphen"), *t.own("panel_note")]


def names_in_prose(t: Telling) -> list[Block]:
    """Confidentiality with the names told in a list instead of a table."""
    return [*t.said("confidentiality"), *t.own("naming_note"), names_list(t)]


def names_list(t: Telling) -> Items:
    """Each name with who it stands for, age and ethnicity."""
    rows = []
    for name, who, age, ethnicity in t.case["naming"]:
        told = f"aged {age} at the time of the death" if age[:1].isdigit() else age.lower()
        rows.append(f"{name}: {who[:1].lower()}{who[1:]}, {told}, {ethnicity}")
    return Items(tuple(rows), "bullet")


def contributors_list(t: Telling) -> list[Block]:
    """Agencies with what they gave, as a list; then those that knew nothing."""
    given = tuple(f"{a['name']}: {a['gave']}" for a in t.case["agencies"])
    found = [*t.said("contributors_intro"), Items(given, "bullet")]
    nil = "; ".join(f"{name} ({gave.lower()})" for name, gave in t.case["nil"])
    return [
        *found,
        Para(f"The remaining replies were as follows: {nil}."),
        *t.said("imr_independence"),
    ]


def lessons_numbered(t: Telling) -> list[Block]:
    """Lessons as numbered learning points without sub-headings."""
    found = t.said("lessons_intro")
    for i, (title, text) in enumerate(t.case["lessons"], 1):
        found.append(Para(f"Learning point {i}: {title}. {text}", look="lesson"))
    return found + t.own("early")


def summary_lessons_prose(t: Telling) -> list[Block]:
    """Lessons of the summary as paragraphs."""
    return [Para(f"{title}: {text}") for title, text in t.case["lessons"]]


def chronology_by_year(t: Telling) -> list[Block]:
    """The chronology under a sub-heading for each year."""
    found, year = t.said("chronology_intro"), ""
    for when, what in t.case["chronology"]:
        this = when.split()[-1]
        if this != year:
            year = this
            found.append(Heading(year, level=2, listed=False))
        month = when.removesuffix(this).strip()
        found.append(Para(f"{month}. {what}" if month else what))
    return found


# Changes to the composed review ------------------------------------------------------------------


def in_role(review: Review, role: str, change) -> Review:
    """The review with ``change(part)`` for each part of a role that is no divider."""
    return review.with_parts(lambda p: change(p) if p.role == role and not p.divider else p)


def live_note_marked(review: Review) -> Review:
    """Marks the first paragraph of each plan as its live note, so that a defect can take it out."""

    def change(part: Part) -> Part:
        at = next((i for i, b in enumerate(part.blocks) if isinstance(b, Para)), None)
        if at is None:
            return part
        marked = replace(part.blocks[at], look="live")
        return replace(part, blocks=(*part.blocks[:at], marked, *part.blocks[at + 1 :]))

    return in_role(review, PLAN, change)


def in_chapters(
    review: Review,
    chapters: dict[str, str],
    *,
    after: int = 0,
    called: str = "{n}",
    paragraphs: bool = True,
) -> Review:
    """Puts the report's sections into chapters, numbered 1, 1.1 and 1.1.1.

    ``chapters`` gives the title of the chapter that a slot opens; ``after`` chapters have gone
    before; ``called`` is the pattern of a chapter's words where they hold its number.
    """

    def change(part: Part) -> Part:
        made: list[Block] = []
        chapter, section, paragraph = after, 0, 0
        for block in part.blocks:
            if isinstance(block, Heading) and block.level == 1 and block.slot:
                if block.slot in chapters:
                    chapter, section = chapter + 1, 0
                    title = chapters[block.slot]
                    if called == "{n}":
                        made.append(Heading(title, number=str(chapter)))
                    else:
                        made.append(Heading(called.format(n=chapter, title=title)))
                section, paragraph = section + 1, 0
                made.append(replace(block, level=2, number=f"{chapter}.{section}"))
            elif isinstance(block, Heading) and chapter > after:
                made.append(replace(block, level=3, listed=False))
            elif isinstance(block, Para) and block.look == "body" and section and paragraphs:
                paragraph += 1
                made.append(replace(block, number=f"{chapter}.{section}.{paragraph}"))
            else:
                made.append(block)
        return replace(part, blocks=tuple(made))

    return in_role(review, REPORT, change)


def running_numbers(review: Review, *roles: str) -> Review:
    """Numbers the paragraphs of each part of these roles from 1 to the end, whatever the headings."""

    def change(part: Part) -> Part:
        made, n = [], 0
        for block in part.blocks:
            if isinstance(block, Para) and block.look == "body":
                n += 1
                block = replace(block, number=f"{n}.")
            made.append(block)
        return replace(part, blocks=tuple(made))

    for role in roles:
        review = in_role(review, role, change)
    return review


def _plan_changed(review: Review, change) -> Review:
    """The review with ``change(plan)`` (a list of blocks) for each plan table."""

    def change_part(part: Part) -> Part:
        made: list[Block] = []
        for block in part.blocks:
            made += change(block) if isinstance(block, PlanTable) else [block]
        return replace(part, blocks=tuple(made))

    return in_role(review, PLAN, change_part)


def plan_by_theme(review: Review, case: Case) -> Review:
    """A row with the theme above each run of recommendations."""
    themes = {r["number"]: r.get("theme", "") for r in case["recommendations"]}

    def change(plan: PlanTable) -> list[Block]:
        named = tuple(replace(a, group=themes.get(a.number, "")) for a in plan.actions)
        return [replace(plan, actions=named)]

    return _plan_changed(review, change)


def plan_by_agency(review: Review, case: Case) -> Review:
    """A table for each lead agency, under its name."""

    def change(plan: PlanTable) -> list[Block]:
        found: list[Block] = []
        for lead in dict.fromkeys(a.cells["lead"] for a in plan.actions):
            own = tuple(a for a in plan.actions if a.cells["lead"] == lead)
            found += [Heading(lead, level=2, listed=False), replace(plan, actions=own)]
        return found

    return _plan_changed(review, change)


def plan_by_recommendation(review: Review, case: Case) -> Review:
    """Each recommendation as a row of its own over the whole width, its actions below it."""
    told = {r["number"]: r for r in case["recommendations"]}

    def change(plan: PlanTable) -> list[Block]:
        actions: list[Action] = []
        for action in plan.actions:
            rec = told[action.number]
            group = f"Recommendation {action.number}: {rec['text']}"
            actions += _steps(action, rec, group)
        return [replace(plan, actions=tuple(actions))]

    return _plan_changed(review, change)


def _steps(action: Action, rec: dict, group: str) -> list[Action]:
    steps = rec.get("steps")
    if not steps:
        return [replace(action, group=group)]
    found = []
    for letter, step in zip("abcdef", steps, strict=False):
        number = f"{action.number}{letter}"
        cells = {**action.cells, **{k: v for k, v in step.items() if k in action.cells}}
        if "number" in cells:
            cells["number"] = number
        found.append(Action(number, cells, group))
    return found


def second_partnership_named(review: Review, case: Case) -> Review:
    """Puts the other partnership of a joint review under the first on each cover."""
    other = case.get("second_partnership")
    if not other:
        return review

    def change(part: Part) -> Part:
        made: list[Block] = []
        for block in part.blocks:
            made.append(block)
            if isinstance(block, Para) and block.text == case["partnership"]:
                made.append(replace(block, text=other))
        return replace(part, blocks=tuple(made))

    return in_role(review, "cover", change)
