"""The rules that lay out for a person: weight of agencies, interpreters, ambition."""

from __future__ import annotations

import pytest

from dhrcheck.document.model import Submission
from dhrcheck.outcome import Stage
from tests.build import REPORT, PlanForm, expect, review


def report(text: str) -> Submission:
    return review(parts={REPORT: text})


BALANCED = (
    "# Contributors\n• Northmere Police\n• Northmere Hospital NHS Trust\n• Northmere Housing\n"
    "# Analysis\nThe police attended twice. The police graded the risk. Police officers left. The"
    " hospital saw her once.\n# Conclusions\nWhat was learned.\n"
)


def test_the_analysis_is_counted_by_agency_and_the_largest_pointed_out() -> None:
    answer = expect(report(BALANCED), "analysis-agency-balance").is_for_a_person(
        says="Police has over 50 in 100"
    )
    assert "Police 3" in answer.outcome.message or "Police 2" in answer.outcome.message


def test_only_the_analysis_is_counted_where_there_is_one() -> None:
    text = "# Chronology\nHousing, housing, housing.\n# Analysis\nThe police attended.\n"
    said = expect(report(text), "analysis-agency-balance").is_for_a_person().outcome.message
    assert "Housing" not in said.split("Please")[0]


def test_names_that_hold_an_agencys_word_are_not_that_agency() -> None:
    text = "# Analysis\nThe Police and Crime Commissioner wrote. The school knew of her worries.\n"
    said = expect(report(text), "analysis-agency-balance").is_for_a_person().outcome.message
    assert "Police " not in said.split("Please")[0]


def test_a_contributor_that_the_analysis_leaves_out_is_named() -> None:
    sub = report(BALANCED)
    if any("Housing" in f.value for f in sub.facts.agencies):
        expect(sub, "analysis-agency-balance").is_for_a_person(says="Contributed, but not named")


@pytest.mark.parametrize(
    "sentence",
    [
        "Her husband interpreted for her at the surgery.",
        "No interpreter was offered at the hospital.",
        "She spoke very little English.",
        "Language Line was used once.",
        "The first language of the family was Polish.",
        "She used British Sign Language.",
        "Her daughter translated for her during the visit.",
        "The language barrier was not recognised.",
    ],
)
def test_language_needs_are_laid_out(sentence: str) -> None:
    expect(report(sentence), "analysis-interpreter").is_for_a_person(page=1, quote=sentence[:30])


@pytest.mark.parametrize(
    "sentence",
    [
        "The officer interpreted the risk as medium.",
        "Interpreting the findings, the panel was careful.",
        "Her body language was noted.",
        "Policy was translated into practice.",
        "English was her first language.",
        "The panel heard from the family.",
    ],
)
def test_without_language_needs_the_rule_does_not_apply(sentence: str) -> None:
    expect(report(sentence), "analysis-interpreter").does_not_apply()


def test_a_policy_alone_is_said_to_be_one() -> None:
    text = "The trust has a policy on interpreting services."
    expect(report(text), "analysis-interpreter").is_for_a_person(says="Only a policy")


def test_pages_that_could_not_be_read_may_speak_of_interpreters() -> None:
    text = "The panel met.\n[unread page]\n"
    expect(report(text), "analysis-interpreter").is_unread(says="page 2")


def plan(*actions: str) -> Submission:
    rows = tuple((f"{n}. Title", a, "Housing", "March 2027") for n, a in enumerate(actions, 1))
    columns = ("Recommendation", "Action to take", "Lead agency", "Target date")
    return review(plan=PlanForm(columns=columns, rows=rows))


@pytest.mark.parametrize(
    ("action", "says"),
    [
        ("Remind staff of the pathway", "“remind” (weak)"),
        ("To raise awareness among staff", "“raise awareness” (weak)"),
        ("Commission a yearly audit", "“commission” (strong)"),
        ("Northmere Council will introduce a new form", "“introduce” (strong)"),
        ("All agencies should consider their training", "“consider” (weak)"),
    ],
)
def test_each_action_is_laid_out_with_its_verb(action: str, says: str) -> None:
    for stage in (Stage.SUBMISSION, Stage.PUBLICATION):
        expect(plan(action), "plan-ambition", stage=stage).is_for_a_person(says=says)


def test_review_as_a_thing_is_no_weak_verb() -> None:
    said = expect(plan("Review of the policy by the trust"), "plan-ambition").is_for_a_person()
    assert "(weak)" not in said.outcome.message
    said = expect(plan("Review the policy"), "plan-ambition").is_for_a_person()
    assert "(weak)" in said.outcome.message
