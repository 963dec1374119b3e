"""``dhrcheck triage``: one view over many reviews, the exit code of the worst one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from dhrcheck.cli.exits import FailOn
from dhrcheck.cli.main import main
from dhrcheck.cli.triage_exit import triage_exit_code
from dhrcheck.outcome import Verdict
from dhrcheck.triage.model import Totals, TriageRun
from dhrcheck.triage.store import Store
from tests.triage_desk import HereAndNow, folder_of, small_pdf

Captured = pytest.CaptureFixture[str]
SCHEMA = json.loads(files("dhrcheck.output").joinpath("triage.schema.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def here_and_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done in this process, one review after the other."""
    from dhrcheck.triage.under_way import UnderWay

    monkeypatch.setattr(UnderWay, "_crew", lambda run, jobs: (HereAndNow(), 1))


@pytest.fixture
def triage(tmp_path: Path) -> Callable[..., int]:
    """The command on ``tmp_path``/in, its results kept beside that folder."""

    def command(*words: str) -> int:
        kept = str(tmp_path / "r.sqlite")
        return main(["triage", "--ocr", "never", "--results", kept, *words, str(tmp_path / "in")])

    return command


def a_run(**totals: int) -> TriageRun:
    verdicts = {v: totals.pop(v.value, 0) for v in Verdict}
    counts = Totals(reviews=sum(verdicts.values()), verdicts=verdicts, **totals)
    store = Store(":memory:")
    return TriageRun(1, "publication", "2026-01-01", False, "default", "", (), "", 1, counts, store)


@pytest.mark.parametrize(
    ("totals", "fail_on", "code"),
    [
        ({"pass": 3}, "fail", 0),
        ({"pass": 3, "review": 1}, "fail", 0),
        ({"pass": 3, "review": 1}, "review", 1),
        ({"pass": 3, "advised": 1}, "review", 0),
        ({"pass": 3, "advised": 1}, "advised", 1),
        ({"pass": 3, "fail": 1, "unread": 1}, "fail", 1),
        ({"pass": 3, "unread": 1}, "fail", 3),
        ({"fail": 3, "unread": 1, "defects": 1}, "fail", 4),
    ],
)
def test_the_exit_code_is_that_of_the_worst_review(
    totals: dict[str, int], fail_on: str, code: int
) -> None:
    assert triage_exit_code(a_run(**totals), FailOn(fail_on)) == code


def test_an_empty_folder_is_wrong_usage(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "in").mkdir()
    assert triage() == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dhrcheck: There is no PDF file in “")
    assert err.count("\n") == 1


def test_the_screen_shows_one_row_a_review_worst_first(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured
) -> None:
    folder_of(tmp_path / "in", "b.pdf")
    (tmp_path / "in" / "a.pdf").write_bytes(b"not a PDF\x1b[31m")
    assert triage() == 1
    out = capsys.readouterr().out
    assert "2 reviews: 2 must be put right." in out
    assert "Each of the 2 PDF files was taken as a review of its own" in out
    assert "a.pdf: The file is not a PDF" in out
    assert "Failed: The report is there" in out or "[report-present]" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_json_is_as_the_schema_says_and_the_same_each_time(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured
) -> None:
    folder_of(tmp_path / "in", "b.pdf", "c.pdf")
    (tmp_path / "in" / "a.pdf").write_bytes(b"not a PDF")
    assert triage("--format", "json") == 1
    first = capsys.readouterr().out
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(first))
    assert triage("--format", "json") == 1
    assert capsys.readouterr().out == first
    assert triage("--format", "json", "--fresh", "--jobs", "1") == 1
    assert capsys.readouterr().out == first
    triage("--format", "json", "--keep-quotes", "--since", "last")
    data = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data["changes"]["unchanged"] == 3


def test_csv_has_a_row_a_review_and_no_formula(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured
) -> None:
    folder_of(tmp_path / "in", "=HYPERLINK(1).pdf", "+b.pdf")
    assert triage("--format", "csv") == 1
    out = capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))
    assert sorted(row["review"] for row in rows) == ["'+b.pdf", "'=HYPERLINK(1).pdf"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_partial_check_is_said_wherever_a_verdict_is(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured
) -> None:
    folder_of(tmp_path / "in", "a.pdf", "b.pdf")
    triage("--only", "report-present")
    out = capsys.readouterr().out
    assert out.count("(Partial check.)") == 2
    assert "Reviews (partial check), those first" in out
    triage("--only", "report-present", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert {row["partial"] for row in rows} == {"partial check"}
    triage("--only", "report-present", "--format", "json")
    assert json.loads(capsys.readouterr().out)["partial"] is True


@pytest.mark.parametrize("form", ["terminal", "json", "csv", "html"])
def test_a_result_of_ours_is_replaced_and_nothing_else(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured, form: str
) -> None:
    folder_of(tmp_path / "in", "a.pdf")
    out = tmp_path / "result"
    assert triage("--format", form, "-o", str(out)) == 1
    assert triage("--format", form, "-o", str(out)) == 1
    assert out.read_bytes()
    out.write_text("my own words")
    assert triage("--format", form, "-o", str(out)) == 2
    assert out.read_text() == "my own words"
    report = tmp_path / "in" / "a.pdf"
    before = report.read_bytes()
    assert triage("--format", form, "--force", "-o", str(report)) == 2
    assert report.read_bytes() == before


def test_listed_names_are_in_no_form(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured
) -> None:
    small_pdf(tmp_path / "in" / "Zebediah Quillfeather.pdf", "Zebediah Quillfeather was at home.")
    names = tmp_path / "names.txt"
    names.write_text("Zebediah Quillfeather\n", encoding="utf-8")
    for form in ("terminal", "json", "csv", "html"):
        triage("--format", form, "--keep-quotes", "-v", "--names", str(names))
        out, err = capsys.readouterr()
        assert "quillfeather" not in (out + err).casefold()
        assert out


def test_what_was_left_out_is_said_on_standard_error_too(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured
) -> None:
    folder_of(tmp_path / "in", "a.pdf")
    (tmp_path / "in" / "b.docx").write_bytes(b"PK")
    triage("--format", "json")
    assert "1 file that is not called .pdf was left out." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--scheduler", "nowhere"), "is no address of a scheduler"),
        (("--scheduler", "http://127.0.0.1:1"), "is no address of a scheduler"),
        (("--scheduler", "tcp://192.0.2.1:8786"), "would not be encrypted"),
        (("--scheduler", "192.0.2.1:8786"), "would not be encrypted"),
        (("--scheduler", "tls://192.0.2.1:8786"), "--tls-ca is missing"),
        (("--scheduler", "127.0.0.1:8786", "--tls-ca", "ca.pem"), "begins with tls://"),
        (("--send-files",), "go with --scheduler only"),
        (("--resume", "--fresh"), "either --resume or --fresh"),
        (("--since", "soon"), "has no earlier run soon"),
    ],
)
def test_a_wrong_option_is_one_sentence(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured, words: tuple[str, ...], said: str
) -> None:
    folder_of(tmp_path / "in", "a.pdf")
    assert triage(*words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_a_list_of_names_never_goes_to_another_computer(
    triage: Callable[..., int], tmp_path: Path, capsys: Captured
) -> None:
    folder_of(tmp_path / "in", "a.pdf")
    names = tmp_path / "names.txt"
    names.write_text("Zebediah Quillfeather\n", encoding="utf-8")
    assert triage("--names", str(names), "--scheduler", "127.0.0.1:1") == 2
    assert "stays on this computer" in capsys.readouterr().err


def test_an_interrupt_shows_what_is_done(
    triage: Callable[..., int],
    tmp_path: Path,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from dhrcheck.cli.triage_progress import TriageProgress

    folder_of(tmp_path / "in", "a.pdf", "b.pdf", "c.pdf")
    really = TriageProgress.finished

    def finished(progress: TriageProgress, name: str, *more: object) -> None:
        really(progress, name, *more)  # type: ignore[arg-type]
        if name == "b.pdf":
            raise KeyboardInterrupt

    monkeypatch.setattr(TriageProgress, "finished", finished)
    assert triage() == 130
    out = capsys.readouterr().out
    assert "1 of 3 were not checked" in out
    assert "--resume goes on with the rest" in out
    monkeypatch.undo()
