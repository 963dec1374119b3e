"""PDF files that nobody here wrote: each ends in a whole report, and no other report is a review.

They are found through the environment variable DHRCHECK_CORPUS and are never part of the project. A
fixed sample runs here; ``python -m benchmarks.check_folder FOLDER`` runs all of a folder.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from dhrcheck.cli.main import main

CORPUS = Path(os.environ["DHRCHECK_CORPUS"]) if os.environ.get("DHRCHECK_CORPUS") else None
UNREADABLE = {"image-only", "broken"}

pytestmark = pytest.mark.skipif(
    CORPUS is None, reason="DHRCHECK_CORPUS names no folder of PDF files"
)


def sample(folder: str, every: int) -> list[Path]:
    """Every n-th file of a folder of the corpus, the same ones on each run."""
    if CORPUS is None:
        return []
    files = sorted((CORPUS / folder).rglob("*.pdf"))
    assert files, f"{CORPUS / folder} holds no PDF files"
    return files[::every]


def checked(path: Path, captured: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    """The command's exit code and result; standard error must stay empty."""
    code = main(["check", "--format", "json", "--timeout", "20", "--ocr", "never", "--", str(path)])
    out, err = captured.readouterr()
    assert "Traceback" not in err
    assert err == ""
    return code, json.loads(out)


@pytest.mark.parametrize("path", sample("hostile", 7), ids=lambda p: p.name[-40:])
def test_hostile_file_ends_in_a_report(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, result = checked(path, capsys)
    assert code in (1, 3)
    assert result["verdict"] in ("fail", "unread")
    assert result["counts"]["error"] == 0


@pytest.mark.parametrize("path", sample("reports", 3), ids=lambda p: p.name[-40:])
def test_a_report_of_another_kind_is_not_taken_for_a_review(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, result = checked(path, capsys)
    present = next(r for r in result["results"] if r["rule"] == "report-present")
    read = result["files"][0]["read"]
    if sum(read[way] for way in UNREADABLE) * 2 >= result["files"][0]["pages"]:
        assert (code, present["status"]) == (3, "unread")
        return
    assert (code, present["status"]) == (1, "fail")
    assert "does not look like" in present["message"]
    judged = [r for r in result["results"] if not r["rule"].startswith(("file-", "report-present"))]
    assert {r["status"] for r in judged} == {"not-applicable"}
