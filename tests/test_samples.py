"""The sample reports are found to be what ``sample_reports/expected.yaml`` says of them.

The expected results were written by judgement, and the parts come from the program that set the
pages; a failure here says "false alarm" where a right review was blamed and "missed" where a fault
was not seen.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.reviews.expectations import of_sample, written
from tests.reviews.judging import judged_parts

FOLDER = Path(__file__).resolve().parents[1] / "sample_reports"
SAMPLES = sorted(written()["samples"])
ISSUE_RULES = (
    "file-is-pdf file-size file-opens file-text-readable report-present summary-present plan-present "
    "plan-annexed letter-annexed letter-at-end letter-complete letter-matches-review "
    "letter-points-answered report-chair-independence report-chair-experience "
    "summary-chair-independence summary-chair-experience summary-terms-of-reference "
    "summary-agrees-with-report plan-columns plan-live-document plan-updates plan-timelines-followed "
    "plan-outcomes plan-ambition wording-accident analysis-agency-balance analysis-interpreter "
    "file-appendices-complete sending-web-address sending-home-office sending-commissioner"
).split()
EXIT = {"pass": 0, "review": 0, "fail": 1, "unread": 3}


@lru_cache
def checked(name: str) -> tuple[dict[str, Any], int]:
    """The JSON report on a sample, as a user gets it, and the exit code."""
    files = [str(FOLDER / f) for f in written()["samples"][name]["files"]]
    done = subprocess.run(
        [sys.executable, "-m", "dhrcheck", "check", *files, "--format", "json", *without_ocr()],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout), done.returncode


@lru_cache
def without_ocr() -> tuple[str, ...]:
    """The option that leaves text recognition out, where the command has it."""
    told = subprocess.run(
        [sys.executable, "-m", "dhrcheck", "check", "--help"], capture_output=True, text=True
    )
    return ("--ocr", "never") if "--ocr" in told.stdout else ()


@lru_cache
def truth(name: str) -> dict[str, Any]:
    """Parts, sections, plan and letter of a sample, as they were set."""
    return yaml.safe_load((FOLDER / "truth.yaml").read_text(encoding="utf-8"))[name]


def by_rule(name: str) -> dict[str, dict[str, Any]]:
    return {r["rule"]: r for r in checked(name)[0]["results"]}


@pytest.mark.parametrize("rule", ISSUE_RULES)
@pytest.mark.parametrize("name", SAMPLES)
def test_rule_finds_what_the_sample_holds(name: str, rule: str) -> None:
    judge(name, rule)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_other_loaded_rule_finds_what_the_sample_holds(name: str) -> None:
    wrong = []
    for rule in set(by_rule(name)) & set(of_sample(name)) - set(ISSUE_RULES):
        try:
            judge(name, rule)
        except AssertionError as said:
            wrong.append(str(said).splitlines()[0])
    assert not wrong, "\n".join(sorted(wrong))


def judge(name: str, rule: str) -> None:
    """Holds one result against what was expected."""
    result, right = by_rule(name)[rule], of_sample(name)[rule]
    status = result["status"]
    kind = "false alarm" if status in ("fail", "review", "unread") else "missed"
    assert status in right, (
        f"{kind}: {rule} on {name} is {status}, should be {' or '.join(right)}: {result['message']}"
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_verdict_and_exit_code_are_right(name: str) -> None:
    report, code = checked(name)
    right = written()["samples"][name]["verdict"]
    assert report["verdict"] in ([right] if isinstance(right, str) else right)
    assert code == EXIT[report["verdict"]]


@pytest.mark.parametrize("name", SAMPLES)
def test_parts_are_found_page_for_page(name: str) -> None:
    wrong = judged_parts(truth(name)["parts"], checked(name)[0]["parts"]).wrong
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", SAMPLES)
def test_evidence_stands_where_the_words_are(name: str) -> None:
    for rule, where in written()["samples"][name]["evidence"].items():
        pages = {(e["file"], e["page"]) for e in by_rule(name)[rule]["evidence"]}
        wanted = pages_of(name, where)
        assert pages, f"{rule} on {name} shows no evidence"
        assert pages & wanted, f"{rule} on {name} points to {sorted(pages)}, not {sorted(wanted)}"


def pages_of(name: str, where: dict[str, str]) -> set[tuple[int, int]]:
    """The pages of a part, or of the section with a slot in it (to the next heading)."""
    parts = [p for p in truth(name)["parts"] if p["part"] == where["part"]]
    if "slot" not in where:
        return {(p["file"], n) for p in parts for n in range(p["first_page"], p["last_page"] + 1)}
    sections = [s for s in truth(name)["sections"] if s["part"] == where["part"]]
    for i, section in enumerate(sections):
        if section["slot"] == where["slot"]:
            later = [s for s in sections[i + 1 :] if s["level"] <= section["level"]]
            end = later[0]["page"] if later else max(p["last_page"] for p in parts)
            return {(section["file"], n) for n in range(section["page"], end + 1)}
    raise AssertionError(f"{name} has no section {where}")


def test_samples_stay_small_and_are_all_there() -> None:
    files = sorted(FOLDER.rglob("*.pdf"))
    assert sum(f.stat().st_size for f in files) < 6_000_000
    listed = {FOLDER / f for name in SAMPLES for f in written()["samples"][name]["files"]}
    assert set(files) == listed


def test_expected_results_name_every_rule_of_the_checklist_once() -> None:
    assert len(written()["right"]) == 119
    for name in SAMPLES:
        assert set(of_sample(name)) == set(written()["right"])
