"""Faults of the action plan."""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Action, Para, Part, PlanTable, Review
from tests.reviews.defect_tools import PLAN, Defect, absent, cells, due, in_parts, plan_rows

PLAN_RULES = (
    "plan-annexed plan-columns plan-covers-recommendations plan-lead-agency plan-target-dates "
    "plan-timelines-followed plan-outcomes plan-scope plan-live-document plan-updates "
    "plan-monitoring plan-ambition plan-no-personal-names"
).split()


def _outcomes_blank(action: Action) -> Action:
    return cells(action, completion_and_outcome="", outcome="")


def _undated(action: Action) -> Action:
    return (
        cells(action, completion_and_outcome="Ongoing", completion="Ongoing")
        if due(action)
        else action
    )


def _outputs(action: Action) -> Action:
    if not due(action):
        return action
    when = action.cells.get("completion-and-outcome") or action.cells.get("completion") or ""
    head = when.split(".")[0]
    return cells(
        action,
        completion_and_outcome=f"{head}. Training delivered.",
        outcome="Policy updated.",
        milestones=STEP,
        progress=STEP,
    )


STEP = "Lead officer named; first meeting held."
"""A milestone that tells neither a date nor an effect."""


def _silent(action: Action) -> Action:
    """Nothing says whether the date was met or what came of it."""
    return cells(_faults_2023(action), milestones=STEP, progress=STEP, status="Amber", evidence="")


def _faults_2023(action: Action) -> Action:
    words = "Ongoing" if int("".join(c for c in action.number if c.isdigit()) or 0) % 2 == 0 else ""
    return cells(action, completion_and_outcome=words, completion=words, outcome="")


def _not_live(review: Review) -> Review:
    def change(part: Part) -> Part:
        kept = tuple(
            replace(b, text="This plan was last updated on " + _date_in(b.text) + ".")
            if isinstance(b, Para)
            and (b.look == "live" or "live document" in b.text or "living document" in b.text)
            else b
            for b in part.blocks
        )
        return replace(part, blocks=kept)

    return in_parts(PLAN, change)(review)


def _date_in(text: str) -> str:
    words = text.replace(".", "").split()
    for i, word in enumerate(words):
        if word.isdigit() and len(word) == 4 and i >= 2:
            return " ".join(words[i - 2 : i + 1])
    return ""


def _fewer_columns(review: Review) -> Review:
    gone = ("lead", "target-date")

    def change(part: Part) -> Part:
        made = tuple(
            replace(b, columns=tuple(c for c in b.columns if c.kind not in gone))
            if isinstance(b, PlanTable)
            else b
            for b in part.blocks
        )
        return replace(part, blocks=made)

    return review.with_parts(change)


PLANS = (
    Defect(
        "plan-2023",
        plan_rows(_faults_2023),
        {"plan-timelines-followed": "fail", "plan-outcomes": "fail"},
    ),
    Defect(
        "plan-silent",
        plan_rows(_silent),
        {"plan-timelines-followed": "fail", "plan-outcomes": "fail"},
    ),
    Defect(
        "plan-undated",
        plan_rows(_undated),
        {"plan-timelines-followed": "fail", "plan-outcomes": "review|fail|pass"},
    ),
    Defect("plan-outputs-only", plan_rows(_outputs), {"plan-outcomes": "review"}),
    Defect(
        "plan-not-live",
        _not_live,
        # The note that is left out says who follows the plan up as well.
        {"plan-live-document": "fail", "plan-monitoring": "pass|fail|review"},
    ),
    Defect(
        "plan-columns-missing",
        _fewer_columns,
        {
            "plan-columns": "fail",
            "plan-lead-agency": "fail",
            "plan-target-dates": "fail|review",
            "plan-timelines-followed": "review|pass|fail|not-applicable",
            "plan-updates": "review|pass|fail|not-applicable",
            "plan-outcomes": "review|pass|fail|not-applicable",
        },
    ),
    Defect(
        "plan-missing",
        lambda review: review.with_parts(lambda p: None if p.role == PLAN else p),
        {
            **absent(*PLAN_RULES, because="plan-present"),
            # The report may cite the plan's appendix, which is then not there.
            "file-appendices-complete": "fail|pass",
        },
    ),
)
"""All of them."""
