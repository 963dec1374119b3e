"""The HTML view over many reviews: one valid page, what needs attention first, harmless names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dhrcheck.outcome import Severity, Status, Verdict
from dhrcheck.output import RUN_FORMATS, Look
from dhrcheck.output.html_page import harmless
from dhrcheck.output.ours import is_ours
from dhrcheck.triage.model import Change, Changes, TriageRun, totals_of
from dhrcheck.triage.result import (
    LETTER_OF,
    Checked,
    FileFacts,
    Finding,
    Pages,
    Quote,
    RuleLine,
    no_result,
)
from dhrcheck.triage.store import IN_MEMORY, Store
from tests.test_output_html import HOSTILE, body, elements, tree, words

HTML = RUN_FORMATS["html"]
RULES = (
    RuleLine("letter-annexed", "The letter is annexed", "required", "Attach it.", ("A letter",)),
    RuleLine("plan-scope", "The plan names its scope", "advised", "Name it.", ("A letter",)),
    RuleLine("report-cover", "The cover tells", "required", "Tell.", ("A letter",)),
)


def a_review(
    verdict: Verdict = Verdict.FAIL,
    *findings: Finding,
    name: str = "report.pdf",
    pages: int = 30,
    unread: int = 0,
    size: int = 1_000_000,
    **more: Any,
) -> Checked:
    """A checked review; the rules that no finding names are met."""
    letters = ["p"] * len(RULES)
    for finding in findings:
        letters[finding.rule] = LETTER_OF[Status(finding.status)]
    facts = FileFacts(name, "0" * 64, size, pages, unread, "read")
    return Checked(verdict.value, "".join(letters), (facts,), findings, letter="yes", **more)


def failed(rule: int = 0, **more: Any) -> Finding:
    return Finding(rule, "fail", (Pages(0, 3, 5), Pages(0, 9, 9)), **more)


def some_reviews() -> dict[str, Checked]:
    return {
        "alder.pdf": a_review(Verdict.FAIL, failed(0), failed(1), pages=40),
        "birch 10.pdf": a_review(Verdict.PASS, size=5_000_000),
        "birch 9.pdf": a_review(Verdict.REVIEW, Finding(2, "review", (Pages(0, 1, 1),))),
        "cedar.pdf": a_review(Verdict.FAIL, failed(0), failed(2), unread=3),
        "dogwood.pdf": no_result("The file went away before it was read."),
    }


def a_run(reviews: dict[str, Checked] | None = None, **more: Any) -> TriageRun:
    """A run over ``reviews``, kept in memory."""
    reviews = some_reviews() if reviews is None else reviews
    store = Store(IN_MEMORY)
    number = store.begin("scope", {}, RULES)
    for name, checked in reviews.items():
        store.add(number, name, None, checked, again=False)
    store.finish(number)
    facts: dict[str, Any] = {
        "number": number,
        "stage": "publication",
        "as_of": "2026-03-31",
        "stage_assumed": True,
        "profile": "default",
        "ruleset": "f" * 64,
        "rules": RULES,
        "grouping": "Every PDF file was taken as a review of its own.",
        "found": len(reviews),
        "totals": totals_of(store.reviews(number), RULES),
        "store": store,
    }
    return TriageRun(**{**facts, **more})


def shown(run: TriageRun) -> str:
    text = HTML.render(run, Look())
    assert isinstance(text, str)
    return text


def rows(html: str) -> Iterator[tuple[str, str]]:
    """Name and words of each row with what stands behind it, in the order of the page."""
    for part in elements(html, "tbody"):
        head = next(e for e in part.iter() if e.get("role") == "rowheader")
        yield words(head), words(part)


def row(html: str, name: str) -> str:
    return dict(rows(html))[name]


def test_it_is_valid_html_that_dhrcheck_knows_as_its_own() -> None:
    html = shown(a_run())
    assert tree(html).get("lang") == "en-GB"
    assert is_ours(html[:64].encode())
    assert html == shown(a_run())


def test_it_says_first_how_many_reviews_have_which_verdict() -> None:
    text = body(shown(a_run()))
    head = text.split("The reviews")[0]
    assert "5 reviews checked" in head
    assert "2 must be put right" in head
    assert "1 PASS: passed" in head
    assert "assumed, because no stage was named" in head


def test_those_that_need_attention_stand_first() -> None:
    order = [name for name, _ in rows(shown(a_run()))]
    assert order == ["cedar.pdf", "alder.pdf", "dogwood.pdf", "birch 9.pdf", "birch 10.pdf"]


def test_a_row_tells_verdict_numbers_and_the_worst_findings() -> None:
    text = row(shown(a_run()), "alder.pdf")
    assert text.startswith("alder.pdf FAIL 1 0 0 40 1.0 MB")
    assert "Failed: The letter is annexed, pages 3 to 5 and 9" in text


def test_behind_a_row_stands_the_review_s_own_report() -> None:
    html = shown(a_run())
    behind = row(html, "alder.pdf").split("What was found in alder.pdf")[1]
    assert "Must be put right The letter is annexed, pages 3 to 5 and 9" in behind
    assert "Better put right The plan names its scope" in behind
    assert "1 check met" in behind
    assert "report.pdf: 40 pages SHA-256 " + "0" * 64 in behind


def test_findings_lead_to_what_to_do_about_them() -> None:
    html = shown(a_run())
    ids = [e.get("id") for e in tree(html).iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = {e.get("href") for e in elements(html, "a")}
    assert "#rule-letter-annexed" in links
    assert links <= {f"#{i}" for i in ids}
    assert "Attach it." in body(html)


def test_a_review_that_was_not_checked_says_why_and_is_no_pass() -> None:
    text = row(shown(a_run()), "dogwood.pdf")
    assert "UNREAD" in text
    assert "The file went away before it was read." in text
    assert "What was found" not in text


def test_a_broken_check_is_marked_as_a_defect() -> None:
    broken = a_review(Verdict.UNREAD, Finding(0, "error"), defect=True)
    text = row(shown(a_run({"elm.pdf": broken})), "elm.pdf")
    assert text.startswith("elm.pdf ERROR")
    assert "Broke: a defect in dhrcheck The letter is annexed" in text


def test_words_of_a_review_are_shown_only_where_they_were_kept() -> None:
    quoted = failed(0, message="It is missing.", quotes=(Quote(0, 3, "to be attached"),))
    html = shown(a_run({"fir.pdf": a_review(Verdict.FAIL, quoted)}, quotes=True))
    assert "holds words of the reviews" in body(html)
    assert "no words of the reviews" in body(shown(a_run()))
    assert "It is missing." in row(html, "fir.pdf")
    assert "“to be attached”" in row(html, "fir.pdf")


def test_a_decision_is_told_and_counts() -> None:
    entry = Finding(0, "fail", decision="Waived by A. Chair, 2026-03-31: Sent later.")
    text = row(shown(a_run({"gorse.pdf": a_review(Verdict.PASS, entry)})), "gorse.pdf")
    assert "Decided by a person The letter is annexed Waived by A. Chair" in text


def test_the_bars_show_which_checks_fail_most() -> None:
    html = shown(a_run())
    (bars,) = [e for e in elements(html, "ol") if "bars" in e.get("class", "")]
    said = words(bars)
    assert said.index("The letter is annexed") < said.index("The cover tells")
    assert "Failed in 2 of 5 reviews; required." in said
    assert "Failed in 1 and needs a person in 1 of 5 reviews; required." in said
    (first, *_) = [e for e in bars.iter() if e.get("class") == "fail"]
    assert first.get("width") == "400"


def test_what_changed_since_another_run_is_told() -> None:
    change = Change("alder.pdf", "fail", "pass", fixed=("letter-annexed",))
    changes = Changes(1, (change,), added=("new.pdf",), gone=("old.pdf",), unchanged=3)
    text = body(shown(a_run(changes=changes)))
    assert "Changed since run 1" in text
    assert "alder.pdf: FAIL, now PASS Fixed letter-annexed" in text
    assert "New here: new.pdf No longer here: old.pdf Unchanged: 3 reviews." in text


def test_a_run_over_nothing_says_so() -> None:
    text = body(shown(a_run({})))
    assert "0 reviews checked" in text
    assert "No review was checked." in text


def test_a_run_that_was_broken_off_says_so() -> None:
    assert "not all reviews are here" in body(shown(a_run(interrupted=True)))


@pytest.mark.parametrize("text", HOSTILE)
def test_names_and_words_from_outside_are_shown_and_never_act(text: str) -> None:
    # The results file takes no half of a pair of surrogates, and no review comes with one.
    text = text.encode("utf-8", "replace").decode()
    quoted = failed(0, message=text, quotes=(Quote(0, 1, text),), decision=text)
    facts = FileFacts(text, "0" * 64, 1, 1, 0, "damaged", text)
    checked = Checked("fail", "fpp", (facts,), (quoted,), trouble=text)
    changes = Changes(1, (Change(text, "fail", "pass"),), (text,), (text,))
    run = a_run({text: checked}, notes=(text,), duplicates=((text, text),), changes=changes)
    html = shown(run)
    html.encode("utf-8")
    assert len(elements(html, "script")) == 1
    assert len(elements(html, "style")) == 1
    assert elements(html, "img") == []
    forbidden = "\x00\x07\x1b\x9b\u202e\u2066\u200b\ufffe\uffff\ufdd0"
    assert not any(c in html for c in forbidden)
    assert harmless(text)[:8].strip() in body(html)


def test_severities_are_as_the_rules_have_them() -> None:
    assert {rule.severity for rule in RULES} == {s.value for s in Severity}
