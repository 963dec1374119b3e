"""The JUnit form is XML that CI servers read, and agrees with the exit code on what stops the gate."""

from __future__ import annotations

from typing import Any

import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dhrcheck.cli.exits import CHECKED, FailOn, exit_code
from dhrcheck.outcome import Evidence, Severity, Status
from dhrcheck.output import REPORT_FORMATS, Look
from tests.hostile_report import HOSTILE, a_hostile_report, every_status
from tests.report_builder import a_report, a_result, a_rule


def content_of(report: Any, **look: Any) -> bytes:
    return REPORT_FORMATS["junit"].content(report, Look(**look))


def suites_of(report: Any, **look: Any) -> junitparser.JUnitXml:
    """The report as a CI server's reader takes it."""
    return junitparser.JUnitXml.fromstring(content_of(report, **look))


def case_of(report: Any, rule_id: str, **look: Any) -> junitparser.TestCase:
    cases = [case for suite in suites_of(report, **look) for case in suite]
    return next(c for c in cases if c.name.partition(":")[0] == rule_id)


def kind_of(case: junitparser.TestCase) -> str:
    return type(case.result[0]).__name__.lower() if case.result else "passed"


@pytest.mark.parametrize("quotes", [True, False])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_of_a_report_break_the_xml(words: str, quotes: bool) -> None:
    report = a_hostile_report(words)
    content = content_of(report, quotes=quotes)
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    assert {e.tag for e in root.iter()} <= {
        "testsuites", "testsuite", "properties", "property", "testcase",
        "failure", "error", "skipped", "system-out",
    }  # fmt: skip
    assert len(root.findall(".//testcase")) == len(report.results)
    text = content.decode("utf-8")
    assert not any(ord(c) < 0x20 and c != "\n" for c in text)
    assert not any(c in text for c in "\x7f\x9b\u202e\u2066")


def test_words_come_back_as_they_were_written() -> None:
    words = "a ]]> & <b> \"c\" 'd' “é” 漢字 👩‍👩‍👧"
    found = a_result(Status.FAIL, words, evidence=(Evidence(0, 1, words),))
    failure = case_of(a_report(found), "letter-annexed").result[0]
    assert failure.message == words
    assert f"- page 1 of “report.pdf”: “{words}”" in failure.text or words in failure.text


def test_a_suite_is_a_family_and_a_case_a_rule() -> None:
    report = every_status()
    suites = list(suites_of(report))
    assert [s.name for s in suites] == ["The Home Office letter", "The files themselves"]
    assert [len(list(s)) for s in suites] == [12, 1]
    case = next(iter(suites[0]))
    assert case.classname == "dhrcheck.letter"
    assert case.name == "letter-pass-required: The letter is annexed"


@pytest.mark.parametrize(
    ("rule_id", "kind"),
    [
        ("letter-pass-required", "passed"),
        ("letter-fail-required", "failure"),
        ("letter-fail-advised", "skipped"),
        ("letter-review-required", "passed"),
        ("letter-review-advised", "passed"),
        ("letter-unread-required", "error"),
        ("letter-unread-advised", "skipped"),
        ("letter-not-applicable-required", "skipped"),
        ("letter-error-required", "error"),
        ("letter-error-advised", "error"),
        ("file-size", "passed"),
    ],
)
def test_each_status_ends_as_a_server_understands_it(rule_id: str, kind: str) -> None:
    assert kind_of(case_of(every_status(), rule_id)) == kind


def test_what_the_gate_stops_on_is_a_failure() -> None:
    report = every_status()
    assert kind_of(case_of(report, "letter-review-required", fail_on="review")) == "failure"
    assert kind_of(case_of(report, "letter-fail-advised", fail_on="review")) == "skipped"
    assert kind_of(case_of(report, "letter-fail-advised", fail_on="advised")) == "failure"


RESULTS = st.builds(
    lambda status, severity, waived: a_result(
        status,
        rule=a_rule("letter-annexed", severity),
        decision="Waived." if waived and status not in (Status.ERROR, Status.PASS) else None,
    ),
    st.sampled_from(Status),
    st.sampled_from(Severity),
    st.booleans(),
)


@given(st.lists(RESULTS, min_size=1, max_size=6), st.sampled_from(FailOn))
def test_it_is_green_exactly_where_the_exit_code_is_0(results: Any, fail_on: FailOn) -> None:
    report = a_report(*results)
    suites = suites_of(report, fail_on=fail_on.value)
    stops = sum(s.failures + s.errors for s in suites)
    assert (stops == 0) == (exit_code(report, fail_on) == CHECKED)


def test_the_counts_are_those_of_the_cases() -> None:
    root = etree.fromstring(content_of(every_status()))
    for element in (root, *root.iter("testsuite")):
        assert int(element.get("tests")) == len(element.findall(".//testcase"))
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(element.get(name)) == len(element.findall(f".//{tag}"))


def test_a_review_is_laid_out_for_a_person() -> None:
    case = case_of(every_status(), "letter-review-required")
    assert "A person must decide. (required)" in case.system_out
    assert "- page 2 of “reports/review.pdf”: “the review words”" in case.system_out
    assert "To do: Attach it." in case.system_out
    assert "Source: Home Office QA Panel letter" in case.system_out


def test_a_waived_finding_passes_and_says_who_waived_it() -> None:
    case = case_of(every_status(), "file-size")
    assert case.system_out.startswith("Not met. (required)")
    assert "Decided: Waived by the chair." in case.system_out


def test_the_file_is_a_base_name() -> None:
    root = etree.fromstring(content_of(every_status()))
    assert {c.get("file") for c in root.iter("testcase")} - {None} == {"review.pdf"}
