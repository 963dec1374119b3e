"""Faults of the rules on sections, on the file's dress and on the plan's cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.reviews.content import Action, Part, PlanTable, Review
from tests.reviews.defect_tools import (
    PLAN,
    REPORT,
    SUMMARY,
    Defect,
    cells,
    drop,
    in_parts,
    plan_rows,
    reword,
    say_in,
)


def _dressed(**changes: str) -> Callable[[Review], Review]:
    """A defect in the running header or footer of every part."""

    def put(review: Review) -> Review:
        documents = []
        for document in review.documents:
            parts = tuple(replace(p, **changes) if p.furniture else p for p in document.parts)
            documents.append(replace(document, parts=parts))
        return replace(review, documents=tuple(documents))

    return put


def _without_last_row(part: Part) -> Part:
    tables = [i for i, b in enumerate(part.blocks) if isinstance(b, PlanTable)]
    if not tables:
        return part
    last = tables[-1]
    kept = replace(part.blocks[last], actions=part.blocks[last].actions[:-1])
    made = (*part.blocks[:last], *([kept] if kept.actions else []), *part.blocks[last + 1 :])
    return replace(part, blocks=made)


def _without_scope(part: Part) -> Part:
    made = tuple(
        replace(b, columns=tuple(c for c in b.columns if c.kind != "scope"))
        if isinstance(b, PlanTable)
        else b
        for b in part.blocks
    )
    return replace(part, blocks=made)


def _no_lead(action: Action) -> Action:
    return cells(action, lead="" if action.number in ("2", "4") else action.cells.get("lead", ""))


def _no_date(action: Action) -> Action:
    target = action.cells.get("target-date", "")
    return cells(action, target_date="Ongoing" if action.number in ("1", "3") else target)


def _named(action: Action) -> Action:
    lead = action.cells.get("lead", "")
    return cells(action, lead="Jonathan Threlkeld" if action.number == "2" else lead)


_REPORT_SECTIONS = (
    "timescales methodology family-involvement perpetrator-involvement contributors panel "
    "parallel-reviews equality dissemination chronology conclusions lessons"
).split()
_SUMMARY_SECTIONS = "process contributors panel chronology key-issues conclusions lessons".split()


def _dropped(slot: str) -> dict[str, str]:
    results = {f"report-{slot}": "fail"}
    if slot == "contributors":
        # The sentence on the authors' independence stands in the same section.
        results["report-imr-independence"] = "fail|review|not-applicable"
        # The list may stand in the methodology as well.
        results["report-contributors"] = "fail|review|pass"
    if slot == "family-involvement":
        results["report-family-involvement"] = "fail|review"
    if slot in ("timescales", "parallel-reviews", "perpetrator-involvement"):
        # The facts may tell of the trial and the inquest, and of a letter to the perpetrator.
        results[f"report-{slot}"] = "fail|review|pass"
    if slot in ("chronology", "lessons", "process", "methodology"):
        # Another section may serve as well ("Overview", "Key findings", a process paragraph).
        results[f"report-{slot}"] = "fail|review|pass"
    return results


SECTIONS = (
    *(Defect(f"report-no-{slot}", drop(REPORT, slot), _dropped(slot)) for slot in _REPORT_SECTIONS),
    *(
        Defect(f"summary-without-{slot}", drop(SUMMARY, slot), {f"summary-{slot}": "fail|review"})
        for slot in _SUMMARY_SECTIONS
    ),
    Defect(
        "report-no-condolences", drop(REPORT, "condolences"), {"report-condolences": "fail|review"}
    ),
    Defect(
        "act-misnamed",
        reword(REPORT, "Crime and Victims Act", "Crime and Adults Act"),
        {"report-act-named": "fail", "report-legal-basis": "fail|review|pass"},
    ),
    Defect(
        "protective-marking",
        _dressed(footer="OFFICIAL - SENSITIVE"),
        {"file-no-protective-marking": "fail"},
    ),
    Defect("draft-mark", _dressed(header="DRAFT v0.4"), {"file-no-draft-marks": "fail"}),
    Defect(
        "placeholder",
        say_in(REPORT, ("methodology",), "The panel met for the last time on [insert date]."),
        {"file-no-placeholders": "fail"},
    ),
    Defect(
        "broken-reference",
        say_in(REPORT, ("methodology",), "See Error! Reference source not found. for the dates."),
        {"file-no-broken-references": "fail"},
    ),
    Defect("plan-no-lead", plan_rows(_no_lead), {"plan-lead-agency": "fail"}),
    Defect("plan-no-date", plan_rows(_no_date), {"plan-target-dates": "fail"}),
    Defect("plan-named-person", plan_rows(_named), {"plan-no-personal-names": "review"}),
    Defect(
        "plan-row-missing",
        in_parts(PLAN, _without_last_row),
        {"plan-covers-recommendations": "fail"},
    ),
    Defect("plan-no-scope", in_parts(PLAN, _without_scope), {"plan-scope": "fail"}),
)
"""All of them."""
