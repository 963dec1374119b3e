"""The SARIF form is valid by the official schema, whatever stands in the report, and says what a
collector of findings needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dhrcheck.outcome import Evidence, NearMiss, PageRange, Severity, Status
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.output.quotes import HIDDEN
from dhrcheck.reading.model import FileOutcome
from tests.hostile_report import HOSTILE, a_hostile_report, every_status
from tests.report_builder import a_file, a_report, a_result, a_rule

OFFICIAL = Path(__file__).parent / "official" / "sarif-2.1.0.json"
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(OFFICIAL.read_text("utf-8")), format_checker=jsonschema.FormatChecker()
)


def run_of(report: Any, **look: Any) -> Any:
    """The one run of the report as SARIF, which the official schema accepts."""
    text = REPORT_FORMATS["sarif"].content(report, Look(**look)).decode("utf-8")
    log = json.loads(text)
    VALIDATOR.validate(log)
    assert len(log["runs"]) == 1
    return log["runs"][0]


def result_of(run: Any, rule_id: str) -> Any:
    return next(r for r in run["results"] if r["ruleId"] == rule_id)


@pytest.mark.parametrize("quotes", [True, False])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_of_a_report_make_it_invalid(words: str, quotes: bool) -> None:
    text = REPORT_FORMATS["sarif"].content(a_hostile_report(words), Look(quotes=quotes))
    log = json.loads(text)
    VALIDATOR.validate(log)
    assert not any(ord(c) < 0x20 and c != "\n" for c in text.decode("utf-8"))
    assert not any(c in text.decode("utf-8") for c in "\x7f\x9b\u202e\u2066")
    messages = [r["message"]["text"] for r in log["runs"][0]["results"]]
    assert all(messages)
    assert not any("](" in message for message in messages)


def test_severity_and_status_give_the_level() -> None:
    run = run_of(every_status())
    levels = {r["ruleId"]: r["level"] for r in run["results"]}
    assert levels == {
        "letter-fail-required": "error",
        "letter-fail-advised": "warning",
        "letter-review-required": "note",
        "letter-review-advised": "note",
        "letter-unread-required": "warning",
        "letter-unread-advised": "warning",
        "file-size": "error",
    }


def test_every_rule_is_described_and_results_point_to_theirs() -> None:
    report = every_status()
    run = run_of(report)
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == [r.rule.id for r in report.results]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
    first = rules[0]
    assert first["shortDescription"]["text"] == "The letter is annexed"
    assert "Attach it." in first["help"]["text"]
    assert "Source: Home Office QA Panel letter" in first["help"]["text"]
    assert first["properties"]["severity"] == "required"
    assert "helpUri" not in first
    assert rules[-2]["defaultConfiguration"]["level"] == "warning"


def test_pages_are_logical_locations_and_stand_in_the_message() -> None:
    run = run_of(every_status())
    found = result_of(run, "letter-fail-required")
    assert found["message"]["text"] == (
        "It is fail. See page 2 of “reports/review.pdf”. To do: Attach it."
    )
    place = found["locations"][0]
    assert place["logicalLocations"] == [
        {"name": "page 2", "fullyQualifiedName": "review.pdf/page 2", "kind": "page"}
    ]
    assert place["properties"] == {"page": 2, "boxes": [[1.0, 2.0, 3.0, 4.0]]}
    assert place["message"]["text"] == "“the fail words”"
    assert found["properties"]["pages"] == [{"file": 0, "page": 2}]


def test_places_on_one_page_are_one_location() -> None:
    found = (Evidence(0, 3, "b"), Evidence(0, 2, "a"), Evidence(0, 3, "c"))
    run = run_of(a_report(a_result(Status.FAIL, evidence=found)))
    places = run["results"][0]["locations"]
    assert [p["properties"]["page"] for p in places] == [3, 2]
    assert places[0]["message"]["text"] == "“b”; “c”"


def test_what_is_missing_says_where_it_was_looked_for_and_the_nearest() -> None:
    missing = a_result(
        Status.FAIL,
        searched=(PageRange(1, 1, 3),),
        nearest=NearMiss(0, 2, "nearly the words", 81.04),
    )
    files = (a_file("report.pdf"), a_file("letter.pdf"))
    result = run_of(a_report(missing, files=files))["results"][0]
    assert "Looked at pages 1 to 3 of “letter.pdf”." in result["message"]["text"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1
    near = result["relatedLocations"][0]
    assert near["message"]["text"] == "Nearest: 81.0 of 100 alike. “nearly the words”"
    assert near["logicalLocations"][0]["name"] == "page 2"


def test_files_are_base_names_with_size_and_digest() -> None:
    artifacts = run_of(a_report(a_result(Status.PASS), files=(a_file("a b/ü #1.pdf"),)))[
        "artifacts"
    ]
    assert artifacts[0]["location"] == {"uri": "%C3%BC%20%231.pdf"}
    assert artifacts[0]["hashes"] == {"sha-256": "0" * 64}
    assert artifacts[0]["length"] == 1_000


def test_a_persons_decision_is_a_suppression() -> None:
    waived = result_of(run_of(every_status()), "file-size")
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Waived by the chair."}
    ]
    assert waived["properties"]["status"] == "fail"
    assert waived["properties"]["counts_as"] == "pass"


def test_a_rule_that_broke_is_no_successful_run() -> None:
    run = run_of(every_status(), exit_code=4)
    invocation = run["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 4
    broken = [n for n in invocation["toolExecutionNotifications"] if n["level"] == "error"]
    assert {n["associatedRule"]["id"] for n in broken} == {
        "letter-error-required",
        "letter-error-advised",
    }
    fine = run_of(a_report(a_result(Status.FAIL)), exit_code=1)["invocations"][0]
    assert fine["executionSuccessful"] is True
    assert fine["exitCode"] == 1


def test_what_was_not_read_is_notified() -> None:
    shut = a_file("shut.pdf", pages="", outcome=FileOutcome.PASSWORD, reason="It is locked.")
    run = run_of(a_report(a_result(Status.UNREAD), files=(shut,)))
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [n["level"] for n in notes] == ["warning"]
    assert "shut.pdf" in notes[0]["message"]["text"]


def test_a_finding_is_the_same_one_in_the_next_version_of_the_file() -> None:
    def prints(quote: str, page: int, name: str = "r.pdf") -> Any:
        found = a_result(Status.FAIL, quote, evidence=(Evidence(0, page, quote),))
        run = run_of(a_report(found, files=(a_file(name),)))
        return run["results"][0]["partialFingerprints"]

    assert prints("old words", 1) == prints("new words", 3)
    assert prints("words", 1) != prints("words", 1, "other.pdf")
    all_of_them = [
        r["partialFingerprints"]["dhrcheck/v1"] for r in run_of(every_status())["results"]
    ]
    assert len(set(all_of_them)) == len(all_of_them)


def test_without_quotes_it_says_what_stands_for_them() -> None:
    run = run_of(every_status(), quotes=False)
    assert run["redactionTokens"] == [HIDDEN]
    assert "words”" not in json.dumps(run, ensure_ascii=False)
    assert "redactionTokens" not in run_of(every_status())


def test_an_advised_rule_up_for_review_that_a_person_found_wrong_is_a_warning() -> None:
    rule = a_rule("plan-scope", Severity.ADVISED)
    run = run_of(a_report(a_result(Status.REVIEW, rule=rule)))
    assert run["results"][0]["level"] == "note"
