"""``dhrcheck brief`` keeps the command's promises: exit codes, files written whole, names masked."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from dhrcheck.cli.main import main
from dhrcheck.outcome import Status
from tests.report_builder import a_file, a_report, a_result, a_rule, sample

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands in for the check itself; ``asked["report"]`` is its answer."""
    seen: dict[str, Any] = {"report": a_report(a_result(Status.PASS))}

    def check(files: Any, stage: str, **options: Any) -> Any:
        seen.update(options, files=files, stage=stage)
        return seen["report"]

    monkeypatch.setattr("dhrcheck.api.check", check)
    return seen


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    return path


def test_a_brief_is_markdown_on_the_screen_where_nothing_else_is_asked(
    asked: dict[str, Any], pdf: Path, capfd: Captured
) -> None:
    assert main(["brief", str(pdf)]) == 0

    out, err = capfd.readouterr()
    assert out.startswith("<!-- dhrcheck ")
    assert "# Reviewer's brief" in out
    assert "assumed" in out
    assert err == ""


@pytest.mark.parametrize(
    ("status", "pages", "code"),
    [
        (Status.PASS, "t", 0),
        (Status.FAIL, "t", 0),
        (Status.UNREAD, "ti", 3),
        (Status.ERROR, "ti", 4),
    ],
)
def test_the_exit_code_says_whether_the_brief_could_be_made_of_all(
    asked: dict[str, Any], pdf: Path, status: Status, pages: str, code: int
) -> None:
    asked["report"] = a_report(a_result(status), files=(a_file(pages=pages),))

    assert main(["brief", str(pdf)]) == code


def test_options_reach_the_check(asked: dict[str, Any], pdf: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Jane Thackwray\n", encoding="utf-8")
    given = "--stage submission --as-of 2026-01-31 --ocr never --timeout 5 --memory 256"

    assert main(["brief", *given.split(), "--names", str(names), str(pdf)]) == 0

    assert str(asked["stage"]) == "submission"
    assert asked["as_of"].isoformat() == "2026-01-31"
    assert (asked["ocr"], asked["timeout"], asked["memory_mb"]) == ("never", 5.0, 256)
    assert asked["names"] is not None


@pytest.mark.parametrize(
    ("name", "options", "opening"),
    [
        ("brief.md", [], b"<!-- dhrcheck "),
        ("brief", [], b"<!-- dhrcheck "),
        ("brief.html", [], b"<!doctype html>"),
        ("Brief.DOCX", [], b"PK"),
        ("brief.docx", ["--format", "markdown"], b"<!-- dhrcheck "),
    ],
)
def test_the_ending_of_the_file_says_the_form_where_nobody_does(
    asked: dict[str, Any],
    pdf: Path,
    tmp_path: Path,
    name: str,
    options: list[str],
    opening: bytes,
) -> None:
    assert main(["brief", *options, "-o", str(tmp_path / name), str(pdf)]) == 0

    assert (tmp_path / name).read_bytes().startswith(opening)


def test_words_of_the_review_can_be_left_out(
    asked: dict[str, Any], pdf: Path, capfd: Captured
) -> None:
    asked["report"] = a_report(a_result(Status.FAIL, "Page 2: “so cruel an accident”."))

    assert main(["brief", str(pdf)]) == 0
    assert "so cruel" in capfd.readouterr().out
    assert main(["brief", "--quotes", "none", str(pdf)]) == 0
    assert "so cruel" not in capfd.readouterr().out


def test_a_word_file_needs_a_name(asked: dict[str, Any], pdf: Path, capfd: Captured) -> None:
    assert main(["brief", "--format", "docx", str(pdf)]) == 2

    out, err = capfd.readouterr()
    assert out == ""
    assert "-o brief.docx" in err


def test_a_word_file_without_the_library_says_what_to_install(
    asked: dict[str, Any],
    pdf: Path,
    tmp_path: Path,
    capfd: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without_docx(name: str, *rest: Any, **more: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_docx)
    target = tmp_path / "brief.docx"

    assert main(["brief", "-f", "docx", "-o", str(target), str(pdf)]) == 2
    assert "dhrcheck[docx]" in capfd.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("form", ["markdown", "html", "docx"])
def test_a_brief_replaces_its_own_file_and_no_other(
    asked: dict[str, Any], pdf: Path, tmp_path: Path, capfd: Captured, form: str
) -> None:
    target = tmp_path / f"brief.{form}"
    command = ["brief", "-f", form, "-o", str(target), str(pdf)]
    assert main(command) == 0
    assert main(command) == 0, "its own file is replaced"

    target.write_bytes(b"PK\x03\x04 somebody's own work")
    assert main(command) == 2
    assert "did not write" in capfd.readouterr().err
    assert target.read_bytes() == b"PK\x03\x04 somebody's own work"
    assert main([*command, "--force"]) == 0


def test_the_review_itself_is_never_replaced(asked: dict[str, Any], pdf: Path) -> None:
    assert main(["brief", "-o", str(pdf), "--force", str(pdf)]) == 2
    assert pdf.read_bytes() == b"%PDF-1.7\n"


def test_the_list_of_names_is_never_replaced(
    asked: dict[str, Any], pdf: Path, tmp_path: Path
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Jane Thackwray\n", encoding="utf-8")
    command = ["brief", "--names", str(names), "-o", str(names), "--force", str(pdf)]

    assert main(command) == 2
    assert names.read_text(encoding="utf-8") == "Jane Thackwray\n"


def test_peoples_decisions_are_counted_unless_told_not_to(asked: dict[str, Any], pdf: Path) -> None:
    assert main(["brief", str(pdf)]) == 0
    assert asked["decisions"] is True

    assert main(["brief", "--no-decisions", str(pdf)]) == 0
    assert asked["decisions"] is False


def test_a_brief_on_a_real_sample_as_a_word_file_holds_no_listed_name(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Ellen\nMargery Thornquist\n", encoding="utf-8")
    target = tmp_path / "brief.docx"
    words = ["brief", "-f", "docx", "-o", str(target), "--names", str(names), "--ocr", "never"]

    assert main([*words, str(sample("complete-review.pdf"))]) == 0

    document = Document(str(target))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    said = " ".join([*(p.text for p in document.paragraphs), *cells])
    assert "[protected name]" in said
    assert "Ellen" not in said
    assert "Thornquist" not in said
    assert "Ellen" not in document.core_properties.title


def test_no_rule_of_the_brief_needs_a_stage_that_was_not_named(
    asked: dict[str, Any], pdf: Path, capfd: Captured
) -> None:
    asked["report"] = a_report(a_result(Status.FAIL, rule=a_rule("letter-annexed")))

    assert main(["brief", "--stage", "publication", str(pdf)]) == 0
    assert "assumed" not in capfd.readouterr().out
