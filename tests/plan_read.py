"""Reads a plan's PDF and compares it with its case, cell by cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from dhrcheck.document.flow import build_flow
from dhrcheck.document.furniture import mark_furniture
from dhrcheck.document.model import ActionPlan, Part, PlanColumn, PlanRow, Role
from dhrcheck.document.plan import read_plan
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.reading.pdf import read_file
from tests.plan_cases import Case

WORDS = Path(__file__).parent.parent / "rules" / "vocabulary" / "plan.yaml"


@cache
def vocabulary() -> Vocabulary:
    """The plan words that the package ships."""
    read = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return Vocabulary(plan_columns={key: tuple(value) for key, value in read.items()})


def plan_of(path: Path) -> ActionPlan:
    """The plan in a file of which every page is the plan."""
    flow = build_flow((read_file(path),))
    lines = tuple(mark_furniture(flow.lines, flow.pages))
    part = Part(Role.ACTION_PLAN, 0, 1, len(flow.pages), 0, len(lines))
    plan = read_plan(lines, tuple(flow.tables), tuple(flow.pages), (part,), vocabulary())
    assert plan is not None
    return plan


def squeezed(text: str | None) -> str:
    """Text without spaces and hyphens: narrow cells break words where they like."""
    return "".join((text or "").replace("–", "-").replace("-", "").replace("•", "").split())


def compare(plan: ActionPlan, case: Case) -> tuple[int, int, list[str]]:
    """Cells right, cells in all (each with its row, number and group), and what is wrong."""
    right = total = 0
    wrong: list[str] = []
    for i, wanted in enumerate(case.rows):
        row = plan.rows[i] if i < len(plan.rows) else None
        for key, value in wanted.items():
            total += 1
            said = _said(row, key)
            if said == _wanted(value):
                right += 1
            else:
                wrong.append(f"row {i + 1} {key}: wanted {_wanted(value)!r}, got {said!r}")
    if len(plan.rows) != len(case.rows):
        wrong.insert(0, f"{len(plan.rows)} rows for {len(case.rows)}")
        total += abs(len(plan.rows) - len(case.rows))
    if case.as_at is not None:
        total += 1
        text = plan.as_at.text if plan.as_at else None
        if squeezed(case.as_at) in squeezed(text):
            right += 1
        else:
            wrong.append(f"as at: wanted {case.as_at}, got {text}")
    return right, total, wrong


def _wanted(value: object) -> tuple[str, bool] | str:
    if isinstance(value, tuple):
        return squeezed(value[0]), True
    return squeezed(str(value)) if value is not None else ""


def _said(row: PlanRow | None, key: str) -> tuple[str, bool] | str:
    if row is None:
        return "(no row)"
    if key == "n":
        return squeezed(row.number)
    if key == "g":
        return squeezed(row.group)
    cell = row.cell(PlanColumn(key))
    if cell is None:
        return "(no cell)"
    text = squeezed(cell.text)
    return (text, True) if cell.inherited else text
