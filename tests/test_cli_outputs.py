"""Several results in one run: each to its own place, all of them or none, and no quotes in those made
to be uploaded."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dhrcheck.cli import writing
from dhrcheck.cli.main import main
from dhrcheck.decisions.model import Decision, Ruling
from dhrcheck.engine import Report
from dhrcheck.files import WrongUsage
from dhrcheck.outcome import Evidence, Status
from dhrcheck.output import REPORT_FORMATS, Look, begin
from dhrcheck.output.ours import is_ours, marked
from dhrcheck.output.quotes import without_quotes
from tests.hostile_report import every_status
from tests.report_builder import a_file, a_report, a_result, sample

Captured = pytest.CaptureFixture[str]
TEXT = [f.name for f in REPORT_FORMATS.values() if not f.wants_pages]
UPLOADED = [f.name for f in REPORT_FORMATS.values() if f.for_upload]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands in for the check; ``asked["report"]`` is its answer, ``asked["files"]`` what it was given."""
    seen: dict[str, Any] = {"report": every_status()}

    def check(files: Any, stage: str, **options: Any) -> Report:
        seen.update(options, files=files)
        report = seen["report"]
        assert isinstance(report, Report)
        return report

    monkeypatch.setattr("dhrcheck.api.check", check)
    return seen


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is worked in, with one file to check."""
    monkeypatch.chdir(tmp_path)
    Path("review.pdf").write_bytes(b"%PDF-1.7\n")
    return tmp_path


def check(*words: str) -> int:
    return main(["check", *words, "review.pdf"])


def there(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name != "review.pdf")


# Where results go


def test_each_form_goes_to_its_own_file_and_one_to_the_screen(
    asked: dict[str, Any], folder: Path, capfd: Captured
) -> None:
    code = check("-f", "json=a.json", "-f", "terminal", "--format", "junit=b.xml")
    out, err = capfd.readouterr()
    assert code == 4
    assert out.startswith("dhrcheck ")
    assert err == ""
    assert json.loads(Path("a.json").read_text("utf-8"))["verdict"] == "fail"
    assert Path("b.xml").read_text("utf-8").startswith("<?xml")
    assert there(folder) == ["a.json", "b.xml"]


def test_o_is_the_place_of_the_one_form_without_one(asked: dict[str, Any], folder: Path) -> None:
    check("-f", "csv=a.csv", "-f", "json", "-o", "b.json")
    assert there(folder) == ["a.csv", "b.json"]
    check("-o", "c.txt")
    assert Path("c.txt").read_text("utf-8").startswith("dhrcheck ")


@pytest.mark.parametrize("place", ["-", "/dev/stdout"])
def test_a_dash_is_the_screen(
    asked: dict[str, Any], folder: Path, capfd: Captured, place: str
) -> None:
    check("-f", f"json={place}")
    assert json.loads(capfd.readouterr().out)
    check("-f", "json", "-o", place)
    assert json.loads(capfd.readouterr().out)
    assert there(folder) == []


def test_a_name_may_hold_signs_and_spaces(asked: dict[str, Any], folder: Path) -> None:
    check("-f", "json=a=b c=d.json")
    assert there(folder) == ["a=b c=d.json"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-f", "json", "-f", "csv"], "Only one form can go to the screen"),
        (["-f", "json", "-f", "csv=-"], "Only one form can go to the screen"),
        (["-f", "json", "-f", "csv", "-o", "x"], "-o names the place of one form only"),
        (["-f", "json=x", "-o", "y"], "nothing is left for -o y"),
        (["-f", "json=x", "-f", "csv=x"], "cannot both be written to"),
        (["-f", "json=x", "-f", "csv=./x"], "cannot both be written to"),
        (["-f", "json=x", "-f", "csv", "-o", "x"], "cannot both be written to"),
        (["-f", "json=link", "-f", "csv=old.json"], "cannot both be written to"),
        (["-f", "word=x.doc"], "none of the forms: terminal, json, html, pdf, sarif"),
        (["-f", "json="], "names no file"),
        (["-f", "=x"], "none of the forms"),
        (["-f", "json=."], "is a folder"),
        (["-f", "json=no/such/folder.json"], "cannot be written"),
        (["-f", "json=good.json", "-f", "csv=mine.txt"], "dhrcheck did not write"),
        (["-f", "json=good.json", "-f", "csv=review.pdf", "--force"], "same file as the input"),
        (["--quotes", "some"], "--quotes"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_read(
    asked: dict[str, Any], folder: Path, capfd: Captured, words: list[str], said: str
) -> None:
    Path("mine.txt").write_text("precious")
    Path("old.json").write_text("")
    os.link("old.json", "link")
    assert check(*words) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert said in " ".join(err.split())
    assert "files" not in asked
    assert there(folder) == ["link", "mine.txt", "old.json"]
    assert Path("mine.txt").read_text() == "precious"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("out.html", "html=out.html"),
        ("markdwn=x.md", "markdown=x.md"),
        ("result.sarif", "sarif=result.sarif"),
        ("jUnit.XML", "junit=jUnit.XML"),
    ],
)
def test_what_was_meant_is_guessed(
    asked: dict[str, Any], folder: Path, capfd: Captured, given: str, meant: str
) -> None:
    assert check("-f", given) == 2
    assert f"Did you mean {meant}?" in " ".join(capfd.readouterr().err.split())


def test_a_name_that_promises_another_form_is_said(
    asked: dict[str, Any], folder: Path, capfd: Captured
) -> None:
    check("-o", "result.html")
    assert Path("result.html").read_text("utf-8").startswith("dhrcheck ")
    assert "use -f html=result.html" in capfd.readouterr().err
    check("-f", "json=a.json", "-f", "sarif=b.json", "-f", "csv=c", "-o", "d.txt", "-f", "terminal")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("option", ["--names", "--profile"])
def test_a_file_that_is_read_is_never_an_output_even_by_force(
    asked: dict[str, Any], folder: Path, capfd: Captured, option: str
) -> None:
    Path("mine.txt").write_text("Tamsin Quillfeather\n", "utf-8")
    assert check(option, "mine.txt", "-f", "json=mine.txt", "--force") == 2
    assert "same file as the input" in capfd.readouterr().err
    assert Path("mine.txt").read_text("utf-8") == "Tamsin Quillfeather\n"


def test_a_pdf_is_not_poured_onto_the_screen(
    asked: dict[str, Any], folder: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert check("-f", "pdf") == 2
    assert "-f pdf=checked.pdf" in capfd.readouterr().err
    assert "files" not in asked


# Ours and others'


@pytest.mark.parametrize("form", TEXT)
def test_a_result_of_each_form_is_known_and_replaced(
    asked: dict[str, Any], folder: Path, form: str
) -> None:
    assert check("-f", f"{form}=out") == 4
    before = Path("out").read_bytes()
    assert is_ours(before[:1024], before[-1024:])
    assert before.decode("utf-8").startswith(begin(REPORT_FORMATS[form].opening)) or form == "json"
    asked["report"] = a_report(a_result(Status.PASS))
    assert check("-f", f"{form}=out") == 0
    assert Path("out").read_bytes() != before
    # Also when a program saved it with other line ends.
    assert is_ours(before.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")[:1024])


@pytest.mark.parametrize(
    "content",
    [
        b"dhrcheck notes of mine",
        b"# dhrcheck results for Monday",
        b'{"schema_version": "1"}',
        b'{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n',
        b"<!doctype html>\n<html>",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="another">',
        b"::notice title=mine::words",
        b"name,date\n",
        b"%PDF-1.7\n...startxref\n9\n%%EOF\n",
        b"\xff\xfe\x00",
        b"\n",
    ],
)
def test_what_others_wrote_is_not_ours(content: bytes) -> None:
    assert not is_ours(content, content)


def test_a_pdf_of_ours_is_known_until_another_program_saves_it() -> None:
    theirs = b"%PDF-1.7\n1 0 obj\nendobj\nxref\ntrailer\n<<>>\nstartxref\n17\n%%EOF\n"
    ours = marked(theirs)
    assert is_ours(ours[:1024], ours[-1024:])
    assert not is_ours(theirs, theirs)
    saved_on = ours + b"2 0 obj\nendobj\nxref\ntrailer\n<<>>\nstartxref\n99\n%%EOF\n"
    assert not is_ours(saved_on, saved_on)
    assert ours.replace(b"%dhrcheck annotated copy\n", b"") == theirs


# All of them or none


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_leaves_every_file_as_it_was(
    asked: dict[str, Any], folder: Path, capfd: Captured
) -> None:
    assert check("-f", "json=a.json") == 4
    before = Path("a.json").read_bytes()
    asked["report"] = a_report(a_result(Status.PASS))
    assert check("-f", "json=a.json", "-f", "csv=b.csv", "-f", "junit=/dev/full") == 2
    assert "No space left" in capfd.readouterr().err
    assert Path("a.json").read_bytes() == before
    assert there(folder) == ["a.json"]


def test_a_disk_that_fills_up_between_two_files_leaves_neither(
    asked: dict[str, Any], folder: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []

    def full(number: int) -> None:
        synced.append(number)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert check("-f", "json=a.json", "-f", "csv=b.csv", "-f", "junit=c.xml") == 2
    assert "“" in capfd.readouterr().err
    assert there(folder) == []


def test_a_file_that_another_program_holds_leaves_every_file_as_it_was(
    asked: dict[str, Any], folder: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check("-f", "json=a.json", "-f", "csv=b.csv") == 4
    before = Path("a.json").read_bytes()
    asked["report"] = a_report(a_result(Status.PASS))
    replace_file = os.replace
    tried = []

    def held(source: Any, target: Any) -> None:
        tried.append(target)
        # As Windows does with a file that is open in a spreadsheet, from the second look on.
        if Path(target).name == "b.csv" and len(tried) > 2:
            raise PermissionError(13, "Access is denied")
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", held)
    assert check("-f", "json=a.json", "-f", "csv=b.csv") == 2
    assert "b.csv” cannot be written: Access is denied" in capfd.readouterr().err
    assert Path("a.json").read_bytes() == before
    assert there(folder) == ["a.json", "b.csv"]


def test_a_form_that_breaks_leaves_the_others_unwritten(
    asked: dict[str, Any], folder: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> str:
        raise ValueError("secret words")

    monkeypatch.setattr("dhrcheck.output.csv_rows.render", broken)
    assert check("-f", "terminal", "-f", "json=a.json", "-f", "csv=b.csv") == 4
    out, err = capfd.readouterr()
    assert out == ""
    assert "secret" not in err
    assert there(folder) == []


def test_a_form_that_these_files_do_not_allow_does_not_take_the_others_along(
    asked: dict[str, Any], folder: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impossible(*_: Any) -> str:
        raise WrongUsage("That cannot be made of these files.")

    monkeypatch.setattr("dhrcheck.output.csv_rows.render", impossible)
    asked["report"] = a_report(a_result(Status.PASS))
    assert check("-f", "json=a.json", "-f", "csv=b.csv") == 2
    said = "dhrcheck: That cannot be made of these files. “b.csv” was not written.\n"
    assert capfd.readouterr() == ("", said)
    assert there(folder) == ["a.json"]


def test_standard_output_that_is_full_leaves_no_file(folder: Path) -> None:
    class Full:
        def flush(self) -> None: ...

        @property
        def buffer(self) -> Any:
            raise OSError(28, "No space left on device")

    place = writing.output_file("a.json", [], force=False)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdout", Full())
        patched.setattr(writing, "silence_stdout", lambda: None)
        with pytest.raises(WrongUsage, match="standard output"):
            writing.write_all([(place, b"{}"), (None, b"words")])
    assert there(folder) == []


def test_a_person_at_a_terminal_is_told_where_everything_went(
    asked: dict[str, Any], folder: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked["report"] = a_report(a_result(Status.PASS))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert check("-f", "json=a.json", "-f", "csv=b.csv") == 0
    said = "dhrcheck: PASS. Every required check that applies was met (1). "
    assert capfd.readouterr().err.endswith(f"{said}Written to “a.json” and “b.csv”.\n")


# Quotes


SECRET = "the very words of the report"


def with_secrets() -> Report:
    found = (Evidence(0, 1, SECRET), Evidence(0, 2, SECRET))
    message = f"There: “{SECRET}” and “a word “within” {SECRET}”, on page 1; “letter.pdf”."
    return a_report(
        a_result(Status.FAIL, message, evidence=found, fix=f"Please change “{SECRET}”."),
        files=(a_file("letter.pdf"),),
    )


@pytest.mark.parametrize("form", TEXT)
def test_quotes_are_left_out_of_what_is_made_for_uploading(form: str) -> None:
    chosen = REPORT_FORMATS[form]
    full = " ".join(chosen.content(with_secrets(), Look(quotes=True)).decode("utf-8").split())
    none = " ".join(chosen.content(with_secrets(), Look(quotes=False)).decode("utf-8").split())
    assert SECRET in full
    assert "very words" not in none
    assert "letter" in none
    assert "on page 1" in none


@pytest.mark.parametrize("form", TEXT)
def test_the_reason_of_a_decision_keeps_who_but_no_quote(form: str) -> None:
    said = f"Waived by the chair: “{SECRET}” is how the family puts it"
    report = a_report(a_result(Status.FAIL, decision=said))
    none = " ".join(REPORT_FORMATS[form].content(report, Look(quotes=False)).decode().split())
    assert "very words" not in none
    assert form == "github" or "Waived by the chair" in none


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("One “a” and “b”, on page 2.", "One “[…]” and “[…]”, on page 2."),
        ("It says “he said “no” twice” (page 3).", "It says “[…]” (page 3)."),
        ("Cut: “he said “no (page 3).", "Cut: “[…]”"),
        ("Cut: “no” he said” (page 3); “b”.", "Cut: “[…]” (page 3); “[…]”."),
        ("“letter.pdf” says “a”.", "“letter.pdf” says “[…]”."),
        ("Write “Attach it” here.", "Write “Attach it” here."),
        ("Nothing quoted, page 4.", "Nothing quoted, page 4."),
    ],
)
def test_what_is_quoted_in_a_message_goes_and_its_place_stays(message: str, kept: str) -> None:
    report = a_report(a_result(Status.FAIL, message), files=(a_file("letter.pdf"),))
    assert without_quotes(report).results[0].outcome.message == kept


@pytest.mark.parametrize("form", TEXT)
@pytest.mark.parametrize("quotes", [None, "full", "none"])
def test_quotes_are_shown_as_asked(
    asked: dict[str, Any], folder: Path, form: str, quotes: str | None
) -> None:
    asked["report"] = with_secrets()
    check("-f", f"{form}=out", *(["--quotes", quotes] if quotes else []))
    shown = SECRET in " ".join(Path("out").read_text("utf-8").split())
    assert shown is (quotes == "full" or (quotes is None and form not in UPLOADED))


# Proof


@pytest.mark.parametrize("form", [f for f in TEXT if f != "terminal"])
def test_every_form_carries_what_was_checked_and_by_which_rules(form: str) -> None:
    report = every_status()
    files = tuple(replace(f, sha256=str(n) * 64) for n, f in enumerate(report.submission.files, 1))
    report = replace(
        report,
        submission=replace(report.submission, files=files),
        ruleset=replace(report.ruleset, sha256="9" * 64),
        partial=True,
    )
    text = REPORT_FORMATS[form].content(report, Look(quotes=False)).decode("utf-8-sig")
    text = text.replace("\\", "")
    for proof in ("1" * 64, "2" * 64, "9" * 64, "0.1.0", "publication", "2026-03-31", "review.pdf"):
        assert proof in text
    assert "partial" in text
    assert "fail" in text.lower()


# Decisions


def test_what_a_person_found_wrong_is_told_as_wrong_in_every_form() -> None:
    wrong = Decision(
        Ruling.MUST_BE_FIXED, "The row is missing.", "The chair", date(2026, 3, 1), "a", line=1
    )
    report = a_report(replace(a_result(Status.REVIEW, "Please look."), decided=wrong))
    text = {
        form: REPORT_FORMATS[form].content(report, Look()).decode("utf-8-sig") for form in UPLOADED
    }
    assert all("The chair" in shown and "The row is missing" in shown for shown in text.values())
    assert json.loads(text["sarif"])["runs"][0]["results"][0]["level"] == "error"
    assert "suppressions" not in json.loads(text["sarif"])["runs"][0]["results"][0]
    assert '<failure message="Please look." type="required">' in text["junit"]
    assert "\n::error " in text["github"]
    assert "## Must be put right: 1" in text["markdown"]
    assert '"review","' in text["csv"]


# For real


def test_all_forms_of_a_real_check_in_one_run(folder: Path, capfd: Captured) -> None:
    words = [w for f in REPORT_FORMATS for w in ("-f", f"{f}=out.{f}")]
    for _ in range(2):
        assert main(["check", *words, str(sample("faults-2023.pdf"))]) == 1
    assert capfd.readouterr() == ("", "")
    assert there(folder) == sorted(f"out.{f}" for f in REPORT_FORMATS)
    for path in folder.glob("out.*"):
        content = path.read_bytes()
        assert is_ours(content[:1024], content[-1024:]), path.name


def test_a_file_that_is_no_pdf_still_gets_its_other_results(folder: Path, capfd: Captured) -> None:
    Path("review.pdf").write_bytes(b"PK\x03\x04 word/document.xml")
    assert check("-f", "html=a.html", "-f", "pdf=b.pdf", "-f", "junit=c.xml") == 2
    assert "“b.pdf” was not written" in capfd.readouterr().err
    assert there(folder) == ["a.html", "c.xml"]
