"""A plan's header is known in every dress, and no other table is taken for a plan."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from dhrcheck.document.model import PlanColumn, TableCell, TableRef
from dhrcheck.document.plan_columns import match_header
from dhrcheck.document.plan_guess import guess_header
from dhrcheck.document.plan_layout import Grid, find_header
from dhrcheck.document.plan_score import looks_like_plan_header
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.outcome import Box

WORDS = Path(__file__).parent.parent / "rules" / "vocabulary" / "plan.yaml"


@cache
def vocabulary() -> Vocabulary:
    read = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return Vocabulary(plan_columns={key: tuple(value) for key, value in read.items()})


PLANS = [
    (
        "Recommendation|Scope of recommendation i.e. local or regional|Action to take|Lead Agency"
        "|Key milestones achieved in enacting recommendation|Target Date"
        "|Date of completion and outcome"
    ),
    "Recommendation|Action to take|Lead|Key milestones achieved",
    "No.|Recommendation|Owner|By when|Progress|RAG",
    "Ref|Learning point|Action|Responsible person|Timescale|Evidence|Impact|BRAG",
    "What|Who|When",
    "Recommen-\ndation|Action|Lead|Target\nDate",
    "Reccomendation|Acton to take|Lead Agencey|Target Dtae",
    "Rec|Action required|Lead officer|Due date|Status",
    "Action|Lead|Target date",
    "Recommendation 3.1 – Agencies should share what they know|Lead|Target Date|Outcome",
    "Recommendation|Action|Agency|Date|Progress (as at March 2024)",
    "Argymhelliad / Recommendation|Action|Lead Agency|Target Date",
]


@pytest.mark.parametrize("header", PLANS)
def test_a_plan_header_is_known(header: str) -> None:
    assert looks_like_plan_header(header.split("|"), vocabulary()), f"missed: {header}"


OTHERS = [
    "Name|Role|Organisation",
    "Name|Job title|Agency",
    "Agency|Nature of involvement|IMR",
    "Agency|Contribution|Chronology|IMR author",
    "Pseudonym|Relationship to victim|Age|Ethnicity",
    "Term|Meaning",
    "Abbreviation|Definition",
    "Date|Event|Source|Action taken",
    "Date|Agency|Event|Action|Outcome",
    "Date|Agency|Action|Comment",
    "Date|Time|Source|Event|Response|Outcome",
    "Version|Date|Author|Changes",
    "Agency|Recommendation",
    "No.|Recommendation",
    "Learning point|Recommendation",
    "Theme|Finding|Recommendation",
    "Question|Response",
    "Organisation|Lead|Contact",
    "Recommendation 1|Review the policy|Police|March 2024|Completed",
    "1|Train staff|Police|March 2024|Complete",
    "Risk|Likelihood|Impact|Mitigation|Action|Owner",
    "Meeting|Date|Purpose",
    "Key line of enquiry|Agency|Response",
]


@pytest.mark.parametrize("header", OTHERS)
def test_another_table_is_no_plan(header: str) -> None:
    assert not looks_like_plan_header(header.split("|"), vocabulary()), f"false alarm: {header}"


NAMES = [
    ("Recommen-\ndation", PlanColumn.RECOMMENDATION),
    ("Recommen dation", PlanColumn.RECOMMENDATION),
    ("#", PlanColumn.NUMBER),
    ("No.", PlanColumn.NUMBER),
    ("Lead Agency / Officer", PlanColumn.LEAD),
    ("Key milestones acheived in enacting recommendation", PlanColumn.MILESTONES),
    ("Key Milestones Achieved in Enacting Recommendations", PlanColumn.MILESTONES),
    ("Target Date (month and year)", PlanColumn.TARGET_DATE),
    ("Date of Completion & Outcome", PlanColumn.COMPLETION_AND_OUTCOME),
    ("Date of completion and Outcome (please give both)", PlanColumn.COMPLETION_AND_OUTCOME),
    ("Update as at March 2024", PlanColumn.PROGRESS),
    ("Progress update - June 2023", PlanColumn.PROGRESS),
    ("RAG rating", PlanColumn.STATUS),
    ("Action Owner", PlanColumn.LEAD),
    ("Outcome / Impact", PlanColumn.OUTCOME),
    ("Scope of recommendation (local or regional)", PlanColumn.SCOPE),
    ("How will we know it has worked?", PlanColumn.OUTCOME),
    ("Outcome and date", PlanColumn.COMPLETION_AND_OUTCOME),
    ("Closed / impact", PlanColumn.COMPLETION_AND_OUTCOME),
    ("Completed & outcome", PlanColumn.COMPLETION_AND_OUTCOME),
    ("BY WHEN?", PlanColumn.TARGET_DATE),
]


@pytest.mark.parametrize(("header", "column"), NAMES)
def test_a_header_names_its_column(header: str, column: PlanColumn) -> None:
    found = match_header(header, vocabulary())
    assert found is not None, f"missed: {header}"
    assert found.column is column


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("To be finished by", PlanColumn.TARGET_DATE),
        ("Finished on", PlanColumn.COMPLETION),
        ("Closed, and with what effect", PlanColumn.COMPLETION_AND_OUTCOME),
        ("Which organisation", PlanColumn.LEAD),
        ("Differences seen in practice, with benefits", PlanColumn.OUTCOME),
        ("Zeta", None),
    ],
)
def test_an_unknown_header_is_told_by_its_plainest_word(
    header: str, column: PlanColumn | None
) -> None:
    assert guess_header(header) is column


def test_one_header_may_name_two_columns() -> None:
    found = match_header("Lead / timescale", vocabulary())
    assert found is not None
    assert found.columns == (PlanColumn.LEAD, PlanColumn.TARGET_DATE)


@pytest.mark.parametrize(
    "content",
    [
        "The partnership will review how its members share what they know of risk.",
        "Safer Town Partnership",
        "Training was delivered to forty members of staff",
        "",
    ],
)
def test_content_is_no_header(content: str) -> None:
    assert match_header(content, vocabulary()) is None


@pytest.mark.parametrize(
    ("upper", "lower", "column"),
    [
        ("Where we are", "Finished, and to what effect", PlanColumn.COMPLETION_AND_OUTCOME),
        ("Where we are", "Who sees to it", PlanColumn.LEAD),
        ("Target", "Date", PlanColumn.TARGET_DATE),
        ("Completion", "Date", PlanColumn.COMPLETION),
        ("Progress", "Words of the agency", PlanColumn.PROGRESS),
    ],
)
def test_a_header_on_the_second_level_is_known_by_its_own_words_first(
    upper: str, lower: str, column: PlanColumn
) -> None:
    rows = [
        [("Recommendation", 2), (upper, 2)],
        [("No", 1), ("Recommendation", 1), (lower, 1), ("Milestones", 1)],
        [("1", 1), ("Train all staff.", 1), ("March 2024", 1), ("Begun", 1)],
    ]
    cells = []
    for r, row in enumerate(rows):
        at = 0
        for text, wide in row:
            box = Box(50.0 * at, 20.0 * r, 50.0 * (at + wide), 20.0 * r + 20)
            cells.append(TableCell(r, at, 1, wide, text, box, 0, 0))
            at += wide
    table = TableRef(0, 0, 1, Box(0, 0, 200, 60), 3, 4, tuple(cells), 0, 0)
    found = find_header(Grid.of(table), 0, vocabulary())
    assert found is not None
    assert found[0].columns[2].columns == (column,)
