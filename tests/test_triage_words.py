"""What is said of a review among many: its letter, its time, its findings, what came of all."""

from __future__ import annotations

from dhrcheck.outcome import Verdict
from dhrcheck.output.triage_words import (
    ended_words,
    finding_words,
    letter_words,
    result_words,
    trouble_words,
)
from dhrcheck.triage.model import Totals, TriageRun
from dhrcheck.triage.result import Checked, FileFacts, Finding, Pages, RuleLine, no_result, worst
from dhrcheck.triage.store import Store

RULES = (
    RuleLine("plan-columns", "The plan has every column", "required", "Add them."),
    RuleLine("plan-scope", "The plan says its scope", "advised", "Say it."),
    RuleLine("identity-protected-names", "No real name is left", "required", "Look."),
)
ONE = (FileFacts("a.pdf", "00", 10, 9, 0, "read"),)
TWO = (*ONE, FileFacts("b.pdf", "01", 10, 9, 0, "read"))


def checked(*findings: Finding, letter: str = "yes", day: str | None = None) -> Checked:
    parts = ("overview-report",)
    return Checked("fail", "ppp", ONE, findings, parts, letter=letter, letter_date=day)


def test_a_review_without_its_letter_is_shown_as_such() -> None:
    assert letter_words(checked(letter="no"), "publication") == "No Home Office letter found."
    assert letter_words(checked(letter="no"), "submission") == ""
    assert "may be on pages that could not be read" in letter_words(
        checked(letter="unknown"), "publication"
    )
    assert letter_words(checked(), "publication") == ""
    assert letter_words(Checked("fail", "ppp", ONE, letter="no"), "publication") == ""


def test_an_old_review_says_what_was_not_asked_of_it_then() -> None:
    old = checked(Finding(0, "review", older=True), day="2014-03-07")
    assert letter_words(old, "publication") == (
        "Its letter is from March 2014: 1 check that nobody asked for then is left to a person, "
        "not failed."
    )


def test_nothing_is_said_of_the_letter_of_a_review_that_was_not_read() -> None:
    assert letter_words(no_result("It was gone."), "publication") == ""
    assert trouble_words(no_result("It was gone.")) == "It was gone."


def test_a_finding_says_how_it_counts_and_where_to_look() -> None:
    where = Finding(0, "fail", (Pages(0, 3, 3), Pages(0, 5, 7)))
    assert finding_words(RULES[0], where, ONE) == (
        "Failed: The plan has every column [plan-columns], pages 3 and 5 to 7"
    )
    apart = Finding(1, "review", (Pages(1, 2, 2),))
    assert finding_words(RULES[1], apart, TWO) == (
        "For a person: The plan says its scope [advised, plan-scope], page 2 of “b.pdf”"
    )
    many = Finding(0, "unread", tuple(Pages(0, n, n) for n in (1, 3, 5, 7, 9)))
    assert finding_words(RULES[0], many, ONE).endswith("pages 1, 3 and 5 and 2 more places")


def test_the_worst_findings_are_the_required_ones_that_failed() -> None:
    found = checked(
        Finding(0, "review"), Finding(1, "fail"), Finding(2, "review"), Finding(0, "fail")
    )
    assert [(r.id, f.status) for r, f in worst(found, RULES)] == [
        ("plan-columns", "fail"),
        ("plan-columns", "review"),
        ("plan-scope", "fail"),
    ]


def test_what_a_person_settled_is_no_finding_and_what_must_be_mended_is_one() -> None:
    found = checked(Finding(0, "fail", decision="waived"), Finding(2, "review", must_fix=True))
    assert [rule.id for rule, _ in worst(found, RULES)] == ["identity-protected-names"]


def a_run(totals: Totals, **more: object) -> TriageRun:
    store = Store(":memory:")
    run = TriageRun(1, "publication", "2026-01-01", False, "default", "", (), "", 9, totals, store)
    for key, value in more.items():
        object.__setattr__(run, key, value)
    return run


def test_what_came_of_all_is_one_sentence() -> None:
    totals = Totals(9, {Verdict.FAIL: 5, Verdict.REVIEW: 1, Verdict.PASS: 3})
    assert result_words(a_run(totals)) == (
        "9 reviews: 5 must be put right, 1 needs a person and 3 passed."
    )
    some = Totals(7, {Verdict.PASS: 7})
    assert result_words(a_run(some)) == "7 reviews: 7 passed. 2 of 9 were not checked."
    assert result_words(a_run(Totals())) == "No review was checked; there were 9."


def test_only_what_is_kept_can_go_on() -> None:
    assert ended_words(a_run(Totals())) == ""
    assert ended_words(a_run(Totals(), interrupted=True)).endswith("--resume goes on with the rest")
    nowhere = a_run(Totals(), interrupted=True, kept=False)
    assert ended_words(nowhere) == "interrupted before the end"
