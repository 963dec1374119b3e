"""The JSON report is the contract's, byte for byte the same, and harmless to print."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from dhrcheck.outcome import Box, Evidence, NearMiss, PageRange, ReadAs, Severity, Status
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.reading.model import FileOutcome
from dhrcheck.rulebook.model import Source
from tests.report_builder import a_file, a_report, a_result, a_rule

SCHEMA = json.loads(files("dhrcheck.output").joinpath("report.schema.json").read_text("utf-8"))


def as_json(report: Any) -> str:
    return REPORT_FORMATS["json"].render(report, Look())


def data_of(report: Any) -> Any:
    data = json.loads(as_json(report))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    return data


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("status", list(Status))
def test_a_result_of_every_status_follows_the_schema(status: Status) -> None:
    data = data_of(a_report(a_result(status)))
    assert data["results"][0]["status"] == status.value
    assert data["counts"] == {s.value: int(s is status) for s in Status}


def test_the_keys_are_the_contracts() -> None:
    evidence = Evidence(0, 2, "words", Box(1, 2, 3, 4), ReadAs.TEXT, 100.0)
    near = NearMiss(0, 2, "nearly", 81.04)
    data = data_of(
        a_report(
            a_result(
                Status.FAIL, evidence=(evidence,), searched=(PageRange(0, 1, 3),), nearest=near
            )
        )
    )
    contract = {"schema_version", "tool", "stage", "as_of", "verdict", "ruleset", "files", "parts"}
    assert contract | {"counts", "results"} <= data.keys()
    result = data["results"][0]
    assert result["searched"] == [{"file": 0, "first_page": 1, "last_page": 3}]
    assert result["nearest"] == {"file": 0, "page": 2, "quote": "nearly", "score": 81.0}
    assert result["evidence"] == [
        {
            "file": 0,
            "page": 2,
            "quote": "words",
            "box": [1.0, 2.0, 3.0, 4.0],
            "read": "text",
            "score": 100.0,
        }
    ]
    assert data["parts"] == [
        {"part": "overview-report", "file": 0, "first_page": 1, "last_page": 3}
    ]
    assert data["as_of"] == "2026-03-31"


def test_absent_values_are_null() -> None:
    result = data_of(a_report(a_result(Status.PASS, evidence=(Evidence(0, None),))))["results"][0]
    assert result["fix"] is None
    assert result["nearest"] is None
    assert result["decision"] is None
    assert result["evidence"] == [
        {"file": 0, "page": None, "quote": None, "box": None, "read": None, "score": None}
    ]


def test_pages_are_counted_by_how_they_were_read() -> None:
    data = data_of(a_report(a_result(Status.PASS), files=(a_file(pages="ttoieb"),)))
    assert data["files"][0]["pages"] == 6
    assert data["files"][0]["read"] == {
        "text": 2,
        "ocr": 1,
        "image-only": 1,
        "empty": 1,
        "broken": 1,
    }


def test_a_file_that_did_not_open_has_no_pages() -> None:
    shut = a_file(pages="", outcome=FileOutcome.PASSWORD, reason="It asks for a password.")
    data = data_of(a_report(a_result(Status.FAIL), files=(shut,)))
    assert data["files"][0]["pages"] == 0
    assert sum(data["files"][0]["read"].values()) == 0
    assert data["files"][0]["reason"] == "It asks for a password."


def test_the_name_of_a_file_is_its_last_component() -> None:
    twins = (a_file("old/report.pdf"), a_file("new/report.pdf"))
    data = data_of(a_report(a_result(Status.PASS), files=twins))
    assert [f["name"] for f in data["files"]] == ["report.pdf", "report.pdf"]


def test_quotes_are_cut_at_200_characters() -> None:
    evidence = Evidence(0, 1, "long " * 100)
    result = data_of(a_report(a_result(Status.FAIL, evidence=(evidence,))))["results"][0]
    assert len(result["evidence"][0]["quote"]) <= 200


def test_boxes_are_rounded_and_a_broken_one_is_null() -> None:
    boxes = (Box(1.23456, -0.0001, 3, 4), Box(float("nan"), 0, 1, 1), Box(0, 0, float("inf"), 1))
    found = tuple(Evidence(0, 1, "q", box) for box in boxes)
    result = data_of(a_report(a_result(Status.FAIL, evidence=found)))["results"][0]
    assert [e["box"] for e in result["evidence"]] == [[1.23, 0.0, 3.0, 4.0], None, None]
    assert "-0.0" not in as_json(a_report(a_result(Status.FAIL, evidence=found)))


def test_a_partial_check_says_so() -> None:
    assert data_of(a_report(a_result(Status.PASS), partial=True))["partial"] is True
    assert data_of(a_report(a_result(Status.PASS)))["partial"] is False


def test_unconfirmed_sources_are_called_commonly_asked_for() -> None:
    rule = a_rule(
        source=(
            Source("Guidance nobody read", seen=False),
            Source("A letter", seen=True),
            Source("Practice seen in published reviews", seen=True),
        )
    )
    assert data_of(a_report(a_result(Status.FAIL, rule=rule)))["results"][0]["source"] == [
        "Commonly asked for, unconfirmed: Guidance nobody read",
        "A letter",
        "Practice seen in published reviews (practice, not a requirement)",
    ]


def test_an_advised_failure_does_not_fail_the_verdict() -> None:
    advised = a_result(Status.FAIL, rule=a_rule("plan-scope", Severity.ADVISED))
    assert data_of(a_report(advised, a_result(Status.PASS)))["verdict"] == "pass"


HOSTILE = "a\x1b[31mred\x9b2J\u202egnp.fdp\u2066\x00\x7f\ud800 “é” 漢字"


def test_hostile_words_survive_as_escapes_and_act_on_no_terminal() -> None:
    report = a_report(
        a_result(Status.FAIL, HOSTILE, evidence=(Evidence(0, 1, HOSTILE),)),
        files=(a_file(HOSTILE),),
    )
    text = as_json(report)
    assert not any(ord(c) < 0x20 and c != "\n" for c in text)
    assert not any(c in text for c in "\x7f\x9b\u202e\u2066")
    assert "“é” 漢字" in text
    assert json.loads(text)["results"][0]["message"].startswith("a\x1b[31mred\x9b2J\u202egnp")
    text.encode("utf-8")


def test_the_text_ends_in_one_newline() -> None:
    text = as_json(a_report(a_result(Status.PASS)))
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
