"""The command's promises: exit codes, wrong usage in one sentence, results written whole or not."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dhrcheck.cli.exits import FailOn, exit_code
from dhrcheck.cli.main import main
from dhrcheck.engine import Report
from dhrcheck.outcome import Severity, Stage, Status
from dhrcheck.rulebook.model import RulebookError
from tests.report_builder import a_report, a_result, a_rule

Captured = pytest.CaptureFixture[str]
Run = Callable[..., int]

ADVISED = a_rule("plan-scope", Severity.ADVISED)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands in for the check itself; ``asked["report"]`` is its answer (or the error it raises)."""
    seen: dict[str, Any] = {"report": a_report(a_result(Status.PASS))}

    def check(files: Any, stage: str, **options: Any) -> Report:
        seen.update(options, files=files, stage=stage)
        answer = seen["report"]
        if isinstance(answer, BaseException):
            raise answer
        assert isinstance(answer, Report)
        return answer

    monkeypatch.setattr("dhrcheck.api.check", check)
    return seen


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    return path


def one_sentence(captured: Captured, code: int, expected: int) -> str:
    """What was said on standard error, where nothing else was said."""
    out, err = captured.readouterr()
    assert code == expected
    assert out == ""
    assert "Traceback" not in err
    assert err.startswith("dhrcheck: ")
    return err


@pytest.mark.parametrize(
    ("found", "fail_on", "code"),
    [
        ([(Status.PASS, None)], FailOn.FAIL, 0),
        ([(Status.REVIEW, None)], FailOn.FAIL, 0),
        ([(Status.REVIEW, None)], FailOn.REVIEW, 1),
        ([(Status.REVIEW, None)], FailOn.ADVISED, 1),
        ([(Status.REVIEW, ADVISED)], FailOn.REVIEW, 0),
        ([(Status.FAIL, None)], FailOn.FAIL, 1),
        ([(Status.FAIL, ADVISED)], FailOn.FAIL, 0),
        ([(Status.FAIL, ADVISED)], FailOn.REVIEW, 0),
        ([(Status.FAIL, ADVISED)], FailOn.ADVISED, 1),
        ([(Status.UNREAD, None)], FailOn.FAIL, 3),
        ([(Status.UNREAD, ADVISED)], FailOn.ADVISED, 0),
        ([(Status.UNREAD, None), (Status.FAIL, None)], FailOn.FAIL, 1),
        ([(Status.UNREAD, None), (Status.REVIEW, None)], FailOn.REVIEW, 3),
        ([(Status.UNREAD, None), (Status.FAIL, ADVISED)], FailOn.FAIL, 3),
        ([(Status.UNREAD, None), (Status.FAIL, ADVISED)], FailOn.ADVISED, 1),
        ([(Status.ERROR, None), (Status.FAIL, None)], FailOn.FAIL, 4),
        ([(Status.ERROR, ADVISED), (Status.PASS, None)], FailOn.FAIL, 4),
        ([(Status.NOT_APPLICABLE, None)], FailOn.ADVISED, 0),
    ],
)
def test_exit_codes_follow_the_contract(found: Any, fail_on: FailOn, code: int) -> None:
    report = a_report(*(a_result(status, rule=rule) for status, rule in found))
    assert exit_code(report, fail_on) == code


def test_a_waived_advised_failure_stops_nothing() -> None:
    waived = a_result(Status.FAIL, rule=ADVISED, decision="waived by the chair")
    assert exit_code(a_report(waived), FailOn.ADVISED) == 0


def test_the_command_gives_the_exit_code_and_the_result(
    asked: dict[str, Any], pdf: Path, capfd: Captured
) -> None:
    asked["report"] = a_report(a_result(Status.FAIL, "Not there."))
    assert main(["check", str(pdf)]) == 1
    out, err = capfd.readouterr()
    assert "FAIL" in out
    assert "assumed" in out
    assert err == ""


def test_options_reach_the_check(asked: dict[str, Any], pdf: Path, tmp_path: Path) -> None:
    words = "check --stage submission --only a,b --only c --skip d --as-of 2026-01-31 --timeout 5"
    code = main([*words.split(), "--memory", "256", "--rules", str(tmp_path), str(pdf)])
    assert code == 0
    assert asked["files"] == (pdf,)
    assert Stage(asked["stage"]) is Stage.SUBMISSION
    assert list(asked["only"]) == ["a", "b", "c"]
    assert list(asked["skip"]) == ["d"]
    assert asked["as_of"] == date(2026, 1, 31)
    assert (asked["timeout"], asked["memory_mb"]) == (5.0, 256)
    assert list(asked["rules"]) == [str(tmp_path)]


def test_the_stage_is_publication_unless_given(asked: dict[str, Any], pdf: Path) -> None:
    main(["check", str(pdf)])
    assert asked["stage"] == "publication"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.pdf"], "There is no file “nowhere.pdf”."),
        (["."], "“.” is a folder."),
        ([], "Missing argument"),
        (["--stage", "both", "report.pdf"], "--stage"),
        (["--format", "xml", "report.pdf"], "--format"),
        (["--as-of", "31/01/2026", "report.pdf"], "YYYY-MM-DD"),
        (["--as-of", "2026-02-30", "report.pdf"], "YYYY-MM-DD"),
        (["--as-of", "20260131", "report.pdf"], "YYYY-MM-DD"),
        (["--timeout", "0", "report.pdf"], "seconds"),
        (["--timeout", "nan", "report.pdf"], "seconds"),
        (["--memory", "-5", "report.pdf"], "--memory"),
        (["--no-such-option", "report.pdf"], "--no-such-option"),
        (["-report.pdf"], "-r"),
        (["x\x1b[31m\n.pdf"], "x\\x1b[31m"),
        (["n" * 5_000], "cannot be opened"),
    ],
)
def test_wrong_usage_is_one_sentence_and_code_2(
    asked: dict[str, Any],
    pdf: Path,
    capfd: Captured,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(pdf.parent)
    code = main(["check", *words])
    err = one_sentence(capfd, code, 2)
    assert said in err
    assert "\x1b" not in err
    assert "files" not in asked


def test_a_pdf_without_a_command_is_told_how(capfd: Captured, pdf: Path) -> None:
    assert "dhrcheck check" in one_sentence(capfd, main([str(pdf)]), 2)


def test_a_misspelt_command_is_guessed(capfd: Captured) -> None:
    assert "Did you mean “check”?" in one_sentence(capfd, main(["chekc"]), 2)


def test_no_words_at_all_show_the_help_but_are_wrong_usage(capfd: Captured) -> None:
    assert main([]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "Commands:" in err


@pytest.mark.parametrize("command", [[], ["check"]])
def test_help_tells_the_exit_codes(capfd: Captured, command: list[str]) -> None:
    assert main([*command, "--help"]) == 0
    out, _ = capfd.readouterr()
    assert all(f"    {code}" in out for code in (0, 1, 2, 3, 4, 130))
    assert "dhrcheck check report.pdf" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_leading_dash_is_fine_after_two_dashes(
    asked: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-draft.pdf").write_bytes(b"%PDF-1.7")
    assert main(["check", "--", "-draft.pdf"]) == 0
    assert asked["files"] == (Path("-draft.pdf"),)


@pytest.mark.parametrize("name", ["a b.pdf", "it's “it”.pdf", "Zoë 漢字.pdf", "[bold].pdf"])
def test_odd_names_are_files_like_any_other(
    asked: dict[str, Any], tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7")
    assert main(["check", str(path)]) == 0
    assert asked["files"] == (path,)


def test_the_same_file_twice_is_read_once_and_said(
    asked: dict[str, Any], pdf: Path, tmp_path: Path, capfd: Captured
) -> None:
    again = tmp_path / "again.pdf"
    os.link(pdf, again)
    assert main(["check", str(pdf), str(pdf), str(again)]) == 0
    assert asked["files"] == (pdf,)
    _, err = capfd.readouterr()
    assert err.count("was given twice") == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path, capfd: Captured) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    code = main(["check", str(tmp_path / "pipe.pdf")])
    assert "not an ordinary file" in one_sentence(capfd, code, 2)


# Where the result goes


def test_json_goes_to_a_private_file_and_nothing_to_the_screen(
    asked: dict[str, Any], pdf: Path, tmp_path: Path, capfd: Captured
) -> None:
    out = tmp_path / "result.json"
    assert main(["check", "--format", "json", "-o", str(out), str(pdf)]) == 0
    assert json.loads(out.read_text("utf-8"))["verdict"] == "pass"
    assert capfd.readouterr() == ("", "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["report.pdf", "result.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_result_of_ours_is_replaced_without_asking(
    asked: dict[str, Any], pdf: Path, tmp_path: Path
) -> None:
    out = tmp_path / "result"
    for form in ("json", "terminal", "json"):
        assert main(["check", "--format", form, "-o", str(out), str(pdf)]) == 0
    assert json.loads(out.read_text("utf-8"))


def test_a_file_of_somebody_else_is_replaced_only_by_force(
    asked: dict[str, Any], pdf: Path, tmp_path: Path, capfd: Captured
) -> None:
    out = tmp_path / "thesis.txt"
    out.write_text("precious")
    code = main(["check", "-o", str(out), str(pdf)])
    assert "--force" in one_sentence(capfd, code, 2)
    assert out.read_text() == "precious"
    assert "files" not in asked
    assert main(["check", "--force", "-o", str(out), str(pdf)]) == 0
    assert out.read_text("utf-8").startswith("dhrcheck ")


@pytest.mark.parametrize("link", ["same", "hard", "symbolic"])
def test_an_input_is_never_the_output_even_by_force(
    asked: dict[str, Any], pdf: Path, tmp_path: Path, capfd: Captured, link: str
) -> None:
    out = pdf if link == "same" else tmp_path / "result.json"
    if link == "hard":
        os.link(pdf, out)
    elif link == "symbolic":
        out.symlink_to(pdf)
    code = main(["check", "--force", "-o", str(out), str(pdf)])
    assert "same file as the input" in one_sentence(capfd, code, 2)
    assert pdf.read_bytes() == b"%PDF-1.7\n"
    assert "files" not in asked


def test_an_output_that_cannot_be_written_is_refused_before_the_work(
    asked: dict[str, Any], pdf: Path, tmp_path: Path, capfd: Captured
) -> None:
    for out in (tmp_path, tmp_path / "no" / "such" / "folder.json", pdf / "under-a-file.json"):
        one_sentence(capfd, main(["check", "-o", str(out), str(pdf)]), 2)
    assert "files" not in asked


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="this system has no /dev/null")
def test_a_device_is_written_to_and_not_replaced(asked: dict[str, Any], pdf: Path) -> None:
    assert main(["check", "-o", "/dev/null", str(pdf)]) == 0
    assert not stat.S_ISREG(os.stat("/dev/null").st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_is_said(asked: dict[str, Any], pdf: Path, capfd: Captured) -> None:
    one_sentence(capfd, main(["check", "-o", "/dev/full", str(pdf)]), 2)


def test_a_symbolic_link_keeps_pointing_where_it_did(
    asked: dict[str, Any], pdf: Path, tmp_path: Path
) -> None:
    link, real = tmp_path / "latest.json", tmp_path / "real.json"
    link.symlink_to(real)
    assert main(["check", "-o", str(link), str(pdf)]) == 0
    assert link.is_symlink()
    assert real.stat().st_size


def test_an_interrupt_leaves_the_old_result_and_no_scrap(
    asked: dict[str, Any],
    pdf: Path,
    tmp_path: Path,
    capfd: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "result.txt"
    assert main(["check", "-o", str(out), str(pdf)]) == 0
    before = out.read_bytes()

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    code = main(["check", "-o", str(out), str(pdf)])
    assert "interrupted" in one_sentence(capfd, code, 130)
    assert out.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["report.pdf", "result.txt"]


# What goes wrong


def test_ctrl_c_while_checking_is_130(asked: dict[str, Any], pdf: Path, capfd: Captured) -> None:
    asked["report"] = KeyboardInterrupt()
    assert "interrupted" in one_sentence(capfd, main(["check", str(pdf)]), 130)


def test_a_defect_is_one_sentence_without_content(
    asked: dict[str, Any], pdf: Path, capfd: Captured
) -> None:
    asked["report"] = ValueError("the victim's secret")
    err = one_sentence(capfd, main(["check", str(pdf)]), 4)
    assert "ValueError" in err
    assert "secret" not in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("defect", [RecursionError(), MemoryError(), EOFError(), OSError(32, "x")])
def test_any_defect_is_code_4(
    asked: dict[str, Any], pdf: Path, capfd: Captured, defect: Exception
) -> None:
    asked["report"] = defect
    one_sentence(capfd, main(["check", str(pdf)]), 4)


def test_an_invalid_rule_file_is_code_2_with_every_problem_on_a_line(
    asked: dict[str, Any], pdf: Path, capfd: Captured
) -> None:
    asked["report"] = RulebookError("a.yaml:3: unknown key “tilte”\nb.yaml:1: \x1b[2J")
    err = one_sentence(capfd, main(["check", str(pdf)]), 2)
    assert err == "dhrcheck: a.yaml:3: unknown key “tilte”\nb.yaml:1: \\x1b[2J\n"
