"""Further faults of the action plan and of the summary, and passages for a person to judge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.reviews.content import Action, Items, Para, Part, PlanTable, Review
from tests.reviews.defect_tools import (
    ANY,
    PLAN,
    REPORT,
    SUMMARY,
    Defect,
    Put,
    cells,
    due,
    in_parts,
    parted,
    plan_rows,
    retell,
    reword,
    say_in,
    section,
    where,
    without,
    words_of,
)
from tests.reviews.prose import case


def _first(**new: str) -> Put:
    """Other words in the first row of the plan."""
    return plan_rows(lambda a: cells(a, **new) if a.number == "1" else a)


def _two(**new: str) -> Put:
    """Other words in the rows 2 and 3."""
    return plan_rows(lambda a: cells(a, **new) if a.number in ("2", "3") else a)


def _no_updates(action: Action) -> Action:
    """A row that is due and tells nothing since the plan was made."""
    if not due(action):
        return action
    return cells(
        action,
        milestones="",
        progress="",
        completion_and_outcome="",
        completion="",
        outcome="",
        evidence="",
        status="",
        learning=action.cells.get("learning", ""),
    )


def _without_column(kind: str) -> Put:
    def change(part: Part) -> Part:
        made = tuple(
            replace(b, columns=tuple(c for c in b.columns if c.kind != kind))
            if isinstance(b, PlanTable)
            else b
            for b in part.blocks
        )
        return replace(part, blocks=made)

    return lambda review: review.with_parts(change)


EXTRA = "Fit new locks to the doors of the village hall and paint its railings."


def _extra_row(review: Review) -> Review:
    """A last row of the plan that belongs to no recommendation."""

    def change(part: Part) -> Part:
        made = []
        for block in part.blocks:
            if isinstance(block, PlanTable) and block.actions:
                last = block.actions[-1]
                number = str(len(case(review.facts["case"])["recommendations"]) + 1)
                text = EXTRA if "number" in last.cells else f"{number}. {EXTRA}"
                row = cells(last, number=number, recommendation=text, action="Ask a locksmith.")
                row = replace(row, number=number)
                block = replace(block, actions=(*block.actions, row))
            made.append(block)
        return replace(part, blocks=tuple(made))

    return in_parts(PLAN, change)(review)


def _swapped(review: Review) -> Review:
    """The summary gives the report's first two recommendations in the other order."""

    def change(part: Part) -> Part:
        span = section(part, "recommendations")
        if span is None:
            return part
        blocks = list(part.blocks)
        at = [
            i
            for i in range(*span)
            if isinstance(b := blocks[i], Para) and b.look == "recommendation"
        ]
        if len(at) < 2:
            return part
        first, second = blocks[at[0]], blocks[at[1]]
        (one, told), (two, other) = parted(first.text), parted(second.text)
        blocks[at[0]] = replace(first, text=one + other)
        blocks[at[1]] = replace(second, text=two + told)
        return replace(part, blocks=tuple(blocks))

    return in_parts(SUMMARY, change)(review)


def _misspelt(review: Review) -> Review:
    """The author's surname with one letter more in the summary."""
    author = words_of(review)["author"]
    return reword(SUMMARY, author, author + "e")(review)


def _in_pandemic(review: Review) -> bool:
    began, ended = (int(p.split()[-1]) for p in case(review.facts["case"])["period"].split(" to "))
    return began < 2021 and ended > 2020


def _summary(name: str, slot: str, status: str, *made: Para | Items, **more: str) -> Defect:
    return Defect(name, retell(SUMMARY, slot, *made), {f"summary-{slot}": status, **more})


def _told(
    name: str, rule: str, text: str, condition: Callable[[Review], bool] | None = None
) -> Defect:
    put = say_in(REPORT, ("analysis",), text)
    return Defect(name, where(condition, put) if condition else put, {rule: "review"}, shows=text)


POINTER = "The terms of reference are set out in full in the overview report."
CHAIR_POINTER = "Details of the chair's independence and experience are in the overview report."
PANEL_AGENCIES = Items(("Police", "Adult Social Care", "Integrated Care Board", "Probation"))
LAPSED = "Yvonne Castlereagh"

PROGRESS = (
    Defect(
        "plan-no-updates",
        plan_rows(_no_updates),
        {
            "plan-updates": "fail",
            "plan-timelines-followed": "fail",
            "plan-outcomes": "fail",
            "plan-target-dates": "pass",
        },
    ),
    Defect(
        "plan-unmonitored",
        without(
            r"monitor|overse|every (quarter|three months|six months)|quarterly|governance|"
            r"reports? to (the|its)|reviewed (every|by)|held to account|action plan",
            *(PLAN, REPORT, SUMMARY),
        ),
        {"plan-monitoring": "fail|review", "plan-live-document": ANY, "plan-updates": ANY},
        alone=True,
    ),
    Defect(
        "plan-timid",
        _first(action="Remind staff to be aware of the policy."),
        {"plan-ambition": "review"},
        shows="Remind staff to be aware of the policy.",
    ),
    Defect("plan-scope-blank", _two(scope=""), {"plan-scope": "review"}),
    Defect(
        "plan-lead-column-missing",
        _without_column("lead"),
        {"plan-columns": "review", "plan-lead-agency": "fail"},
    ),
    Defect("plan-lead-all", _two(lead="All agencies"), {"plan-lead-agency": "review"}),
    Defect("plan-lead-tbc", _two(lead="TBC"), {"plan-lead-agency": "fail"}),
    Defect(
        "plan-date-asap",
        _two(target_date="ASAP"),
        {"plan-target-dates": "fail", "plan-timelines-followed": "pass|review"},
    ),
    Defect(
        "plan-date-floating",
        _two(target_date="Within six months"),
        {"plan-target-dates": "review", "plan-timelines-followed": "pass|review"},
    ),
    Defect(
        "plan-name-in-update",
        _two(milestones=f"{LAPSED} to report back.", progress=f"{LAPSED} to report back."),
        {"plan-no-personal-names": "review", "plan-updates": ANY, "plan-outcomes": "pass|review"},
        shows=LAPSED,
    ),
    Defect("plan-extra-row", _extra_row, {"plan-covers-recommendations": "review"}),
    _summary("summary-terms-pointer", "terms-of-reference", "fail", Para(POINTER)),
    Defect(
        "summary-chair-pointer",
        retell(SUMMARY, "chair", Para(CHAIR_POINTER)),
        {"summary-chair-independence": "fail", "summary-chair-experience": "fail"},
    ),
    _summary(
        "summary-panel-agencies",
        "panel",
        "review",
        Para("The panel had members from these agencies."),
        PANEL_AGENCIES,
    ),
    _summary("summary-empty-conclusions", "conclusions", "fail"),
    _summary("summary-empty-lessons", "lessons", "fail"),
    _summary("summary-empty-issues", "key-issues", "fail"),
    Defect("summary-swapped", _swapped, {"summary-recommendations": "review"}),
    Defect("summary-author-misspelt", _misspelt, {"summary-agrees-with-report": "review"}),
    Defect(
        "report-chair-no-career",
        retell(
            REPORT,
            "chair",
            Para(
                "The independent chair and the author have never been employed by any of the "
                "agencies concerned and have no connection with the people of this review."
            ),
        ),
        {"report-chair-experience": "fail", "report-chair-independence": "pass"},
    ),
    Defect(
        "police-alone",
        say_in(
            REPORT,
            ("analysis",),
            "The police knew the address well. The police graded the call. The police left.",
        ),
        {"analysis-agency-balance": "review"},
    ),
    Defect(
        "control-undefined",
        without(r"Serious Crime Act|pattern of acts|range of acts|subordinate|By coercive", REPORT),
        {"analysis-coercive-control-defined": "review|pass", "report-abuse-defined": ANY},
    ),
    _told(
        "interpreting-brother",
        "analysis-interpreter",
        "At two appointments a brother translated, as no interpreter had been booked.",
    ),
    _told(
        "bias-named",
        "analysis-unconscious-bias",
        "Unconscious bias may have led the crew to see a carer under strain and not a man at risk.",
    ),
    _told(
        "lockdown",
        "analysis-pandemic",
        "During lockdown the support group closed, and nobody rang to ask how they were.",
        _in_pandemic,
    ),
)
"""All of them."""
