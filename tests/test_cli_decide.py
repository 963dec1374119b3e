"""``dhrcheck decide``: the conversation, the file it leaves, and the verdict that follows."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from dhrcheck.cli.main import main
from dhrcheck.decisions.form import read_decisions
from dhrcheck.decisions.model import Decision, Decisions, Review, Ruling
from dhrcheck.decisions.store import Store, on_one_line
from dhrcheck.document.understand import understand
from dhrcheck.engine import Report
from dhrcheck.outcome import Evidence, Severity, Status
from dhrcheck.rulebook.model import RulebookError
from tests import page_builder
from tests.build import words
from tests.report_builder import A_DAY, a_report, a_result, a_rule, sample
from tests.test_decisions import WORDS

Captured = pytest.CaptureFixture[str]
Answer = Callable[..., int]

FILE = "dhrcheck-decisions.yaml"
NAMES = a_rule("identity-protected-names", title="No real name is left")
SCOPE = a_rule("plan-scope", Severity.ADVISED, title="The plan has a scope")
FIXED = replace(a_rule("report-present", title="There is a report"), waivable=False)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    return path


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> dict[str, Report]:
    """Stands in for the check; ``report["is"]`` is what it finds."""
    submission = understand((page_builder.a_file(WORDS, WORDS),), words())
    evidence = (Evidence(0, 2, "the plan as a whole"),)
    results = (
        a_result(Status.REVIEW, "Is any name left?", rule=NAMES),
        a_result(Status.REVIEW, "Is the plan wide enough?", rule=SCOPE, evidence=evidence),
        a_result(Status.FAIL, "There is no letter."),
        a_result(Status.FAIL, "There is no report.", rule=FIXED),
    )
    made = {"is": replace(a_report(*results), submission=submission)}
    monkeypatch.setattr("dhrcheck.api.check", lambda *files, **options: made["is"])
    return made


@pytest.fixture
def decide(
    report: dict[str, Report], pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """Runs the command on the stand-in with these lines as answers."""

    def run(*lines: str, options: str = "") -> int:
        typed = "".join(line + "\n" for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        return main(["decide", *options.split(), str(pdf)])

    return run


def entries(pdf: Path) -> list[dict[str, Any]]:
    """The decisions as any reader of YAML sees them."""
    found: list[dict[str, Any]] = yaml.safe_load((pdf.parent / FILE).read_text("utf-8"))[
        "decisions"
    ]
    return found


# The conversation


def test_every_review_is_asked_and_written_down(decide: Answer, pdf: Path, capfd: Captured) -> None:
    assert decide("r", "Chair of the review", "", "f", "The plan names no agency.") == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert "1 of 2" in out
    assert "Is any name left?" in out
    assert "Page 2: “the plan as a whole”" in out
    assert out.count("Who decides?") == 1
    first, second = entries(pdf)
    assert first["rule"] == "identity-protected-names"
    assert (first["decision"], first["who"]) == ("confirmed", "Chair of the review")
    assert str(first["date"]) == A_DAY.isoformat()
    assert (second["decision"], second["reason"]) == ("must-be-fixed", "The plan names no agency.")


def test_no_words_of_the_report_reach_the_file(decide: Answer, pdf: Path) -> None:
    decide("r", "Chair", "", "r", "", "")
    text = (pdf.parent / FILE).read_text("utf-8")
    assert "the plan as a whole" not in text
    assert "report.pdf" not in text
    assert "Is any name left" not in text


def test_a_waiver_wants_a_reason_and_may_end(decide: Answer, pdf: Path, capfd: Captured) -> None:
    answers = ("", "...", "The borough has no plan of its own.", "then", "2020-01-01", "2027-03-31")
    decide("s", "w", *answers, options="--who Chair")
    out, _ = capfd.readouterr()
    assert "Please answer in words." in out
    assert out.count("Please give a day from 2026-03-31 on") == 2
    (one,) = entries(pdf)
    assert str(one["expires"]) == "2027-03-31"


def test_what_nobody_may_waive_is_not_offered_for_waiving(
    decide: Answer, report: dict[str, Report], capfd: Captured
) -> None:
    fixed = replace(NAMES, waivable=False)
    report["is"] = replace(report["is"], results=(a_result(Status.REVIEW, rule=fixed),))
    decide("w", "q")
    out, _ = capfd.readouterr()
    assert "(waive)" not in out
    assert "Please answer with one of these letters: r, f, s, q." in out


def test_failures_are_asked_with_all_only_and_never_those_that_nobody_may_waive(
    decide: Answer, pdf: Path, capfd: Captured
) -> None:
    decide("w", "Chair", "The letter is late.", "", "q", options="--all")
    out, _ = capfd.readouterr()
    assert "1 of 3" in out
    assert "There is no report." not in out
    (one,) = entries(pdf)
    assert (one["rule"], one["decision"]) == ("letter-annexed", "waived")


def test_back_asks_again_and_the_new_answer_takes_the_place(decide: Answer, pdf: Path) -> None:
    decide("r", "Chair", "", "b", "f", "A name on page 3.", "q")
    (one,) = entries(pdf)
    assert one["decision"] == "must-be-fixed"


def test_what_is_decided_is_not_asked_again_unless_wanted(
    decide: Answer, pdf: Path, capfd: Captured
) -> None:
    decide("r", "Chair", "", "q")
    capfd.readouterr()
    decide("q")
    assert "1 of 1" in capfd.readouterr().out
    decide("q", options="--again")
    assert "1 of 2" in capfd.readouterr().out


def test_the_end_of_the_answers_is_a_stop(decide: Answer, pdf: Path, capfd: Captured) -> None:
    assert decide("r", "Chair", "") == 0
    out, _ = capfd.readouterr()
    assert "1 answer written to" in out
    assert "1 question left for a person." in out
    assert len(entries(pdf)) == 1


def test_without_anybody_to_ask_it_says_so(decide: Answer, pdf: Path, capfd: Captured) -> None:
    assert decide() == 2
    assert "There is nobody to ask" in capfd.readouterr().err
    assert not (pdf.parent / FILE).exists()


def test_nothing_to_decide_is_said(
    decide: Answer, report: dict[str, Report], capfd: Captured
) -> None:
    report["is"] = a_report(a_result(Status.PASS))
    assert decide() == 0
    assert "Nothing is left here for a person to decide." in capfd.readouterr().out


def test_an_interrupt_keeps_what_was_decided(
    decide: Answer, pdf: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def interrupted(self: object, question: str) -> str:
        asked.append(question)
        if len(asked) > 3:
            raise KeyboardInterrupt
        return ["r", "Chair", ""][len(asked) - 1]

    monkeypatch.setattr("dhrcheck.cli.asking.Asker.line", interrupted)
    assert decide() == 130
    assert "Interrupted. 1 decision of this time: kept in" in capfd.readouterr().out
    assert len(entries(pdf)) == 1


def test_a_listed_name_is_never_written(decide: Answer, pdf: Path, capfd: Captured) -> None:
    names = pdf.parent / "names.txt"
    names.write_text("Wilhelmina Testcase\n", "utf-8")
    decide(
        "r", "Wilhelmina Testcase", "Chair", "Wilhelmina is not named.", "Read twice.", "q",
        options=f"--names {names}",
    )  # fmt: skip
    out, _ = capfd.readouterr()
    assert out.count("holds a name of your list") == 2
    text = (pdf.parent / FILE).read_text("utf-8")
    assert "Wilhelmina" not in text
    assert "Testcase" not in text
    assert entries(pdf)[0]["who"] == "Chair"


def test_a_listed_name_after_who_is_refused(decide: Answer, pdf: Path, capfd: Captured) -> None:
    names = pdf.parent / "names.txt"
    names.write_text("Wilhelmina Testcase\n", "utf-8")
    assert decide("r", options=f"--names {names} --who Wilhelmina") == 2
    assert "Wilhelmina" not in capfd.readouterr().err


def test_an_invalid_file_is_told_before_anything_is_asked(
    decide: Answer, pdf: Path, capfd: Captured
) -> None:
    (pdf.parent / FILE).write_text("version: 1\ndecisons: []\n", "utf-8")
    assert decide("r") == 2
    assert "Did you mean “decisions”?" in capfd.readouterr().err


def test_the_list_tells_what_became_of_each(decide: Answer, pdf: Path, capfd: Captured) -> None:
    decide("r", "Chair", "", "w", "For now.", "")
    path = pdf.parent / FILE
    text = path.read_text("utf-8")
    path.write_text(text.replace("evidence: ", "evidence: ", 1).replace(
        entries(pdf)[0]["evidence"], "0" * 32), "utf-8")  # fmt: skip
    capfd.readouterr()
    assert decide(options="--list") == 0
    out, _ = capfd.readouterr()
    assert "Counted: 1" in out
    assert "No longer matching: the finding is back: 1" in out


def test_pages_read_by_eye_settle_what_they_left_open(
    decide: Answer, report: dict[str, Report], pdf: Path, capfd: Captured
) -> None:
    submission = understand((page_builder.a_file(WORDS, "[picture]", WORDS),), words())
    submission = replace(submission, files=(replace(submission.files[0], sha256="a" * 64),))
    report["is"] = replace(
        a_report(
            a_result(Status.UNREAD, rule=NAMES),
            a_result(Status.UNREAD, rule=SCOPE),
        ),
        submission=submission,
    )
    decide("e", "Chair", "9", "2", "")
    out, _ = capfd.readouterr()
    assert "Page 2 of “report.pdf” could not be read here." in out
    assert "numbers from 1 to 2" in out
    (one,) = entries(pdf)
    assert (str(one["pages"]), one["file"]) == ("2", "a" * 64)
    assert one["rules"] == ["identity-protected-names"]
    decide("e", "Chair", "", "")
    (one,) = entries(pdf)
    assert "rules" not in one


# The file


def a_decision(rule: str = "plan-scope", **more: object) -> Decision:
    one = Decision(Ruling.CONFIRMED, "Right.", "Chair", A_DAY, "ours", rule=rule, evidence="0" * 32)
    return replace(one, **more)  # type: ignore[arg-type]


OURS = Review("ours", ("0123abcd",))
BY_HAND = """\
# Kept by the co-ordinator.
version: 1

reviews:   # one so far
- name: ours
  likeness: 0123abcd

decisions:
# The first.
- rule: letter-annexed
  decision: waived   # agreed on the phone
  reason: >
    The letter is
    still to come.
  who: Chair
  date: 2026-03-01
  review: ours
  evidence: 0123456789abcdef0123456789abcdef
# The second.
- rule: plan-scope
  decision: confirmed
  reason: Right.
  who: Chair
  date: 2026-03-02
  review: ours
  evidence: 0123456789abcdef0123456789abcde0
# The end.
"""


def added(one: Decision) -> Callable[[Decisions], Decisions]:
    return lambda now: replace(now, reviews=(OURS,), entries=(*now.entries, one))


def without(rule: str) -> Callable[[Decisions], Decisions]:
    return lambda now: replace(now, entries=tuple(e for e in now.entries if e.rule != rule))


def test_an_entry_is_added_and_all_else_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(BY_HAND, "utf-8")
    Store(path).change(added(a_decision("report-panel")))
    text = path.read_text("utf-8")
    before, after = BY_HAND.splitlines(), text.splitlines()
    new = [line for line in after if line not in before]
    assert [line for line in after if line in before or line in new] == after
    assert [line for line in before if line not in after] == []
    assert "- rule: report-panel" in new
    assert [e.rule for e in read_decisions(path).entries] == [
        "letter-annexed",
        "plan-scope",
        "report-panel",
    ]


@pytest.mark.parametrize("rule", ["letter-annexed", "plan-scope"])
def test_an_entry_goes_and_comments_of_others_stay(tmp_path: Path, rule: str) -> None:
    path = tmp_path / FILE
    path.write_text(BY_HAND, "utf-8")
    Store(path).change(without(rule))
    text = path.read_text("utf-8")
    assert rule not in text
    assert "# Kept by the co-ordinator." in text
    assert "# The end." in text
    assert len(read_decisions(path).entries) == 1


def test_the_last_entry_may_go(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(BY_HAND, "utf-8")
    Store(path).change(lambda now: replace(now, entries=()))
    assert read_decisions(path).entries == ()
    assert "# Kept by the co-ordinator." in path.read_text("utf-8")


@pytest.mark.parametrize(
    "style",
    [
        "version: 1\nreviews: [{name: ours, likeness: 0123abcd}]\ndecisions: []\n",
        "version: 1\nreviews:\n- {name: ours, likeness: 0123abcd}\n",
        "# Mine.\nversion: 1\nreviews: [{name: ours, likeness: 0123abcd}]\ndecisions: [{rule: "
        "plan-live-document, decision: confirmed, reason: Right, who: Chair, date: 2026-03-01, "
        f"review: ours, evidence: {'a' * 32}}}]\n",
        '"version": 1\n"decisions": []\n',
        "version: 1\ndecisions:\n  -\n    rule: a-b\n    decision: confirmed\n    reason: Right\n"
        f"    who: Me\n    date: 2026-03-01\n    review: ours\n    evidence: {'b' * 32}\n"
        "reviews:\n  - name: ours\n    likeness: 0123abcd\n",
    ],
)
def test_files_in_other_styles_are_written_too(tmp_path: Path, style: str) -> None:
    path = tmp_path / FILE
    path.write_text(style, "utf-8")
    before = Store(path).read().entries
    Store(path).change(added(a_decision("report-panel")))
    after = read_decisions(path).entries
    assert [e.rule for e in after] == [*(e.rule for e in before), "report-panel"]
    assert path.read_text("utf-8").startswith("# Mine.") == style.startswith("# Mine.")


def test_line_ends_and_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(BY_HAND.replace("\n", "\r\n").encode())
    path.chmod(0o664)
    Store(path).change(added(a_decision("report-panel")))
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o664


@pytest.mark.parametrize(
    "reason",
    ["yes", "No", "null", "- a", "# a", "a: b", "a #b", "[a]", "'a", '"a"', "\\a\\", "&a", "*a",
     "!a", "%a", "@a", "`a`", "? a", "{a}", "a, b", "12 a", "héé 漢字 😀", "x" * 600],
)  # fmt: skip
def test_any_reason_comes_back_as_it_was_given(tmp_path: Path, reason: str) -> None:
    path = tmp_path / FILE
    Store(path).change(added(a_decision(reason=reason)))
    assert read_decisions(path).entries[0].reason == reason
    assert yaml.safe_load(path.read_text("utf-8"))["decisions"][0]["reason"] == reason


def test_a_file_that_cannot_be_written_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / FILE
    path.write_text(BY_HAND, "utf-8")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Exception, match="cannot be written: No space left"):
        Store(path).change(added(a_decision("report-panel")))
    assert path.read_text("utf-8") == BY_HAND
    assert os.listdir(tmp_path) == [FILE]


def test_a_file_spoilt_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(BY_HAND + "nonsense: 1\n", "utf-8")
    with pytest.raises(RulebookError, match="nonsense"):
        Store(path).change(added(a_decision("report-panel")))
    assert path.read_text("utf-8").endswith("nonsense: 1\n")


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_whatever_is_typed_can_be_written_and_read_back(reason: str, who: str) -> None:
    said = [on_one_line(f"a {text}") for text in (reason, who)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        path.write_text(BY_HAND, "utf-8")
        Store(path).change(added(a_decision("report-panel", reason=said[0], who=said[1])))
        last = read_decisions(path).entries[-1]
    assert [last.reason, last.who] == said


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(RulebookError, match="not an ordinary file"):
        Store(tmp_path / FILE).read()


def test_a_place_that_cannot_be_written_is_told_before_anything_is_asked(
    decide: Answer, pdf: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**options: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dhrcheck.decisions.store.tempfile.mkstemp", refused)
    assert decide("r") == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "cannot be written: Permission denied. Name another place with --decisions." in err


def test_a_review_that_changed_much_is_known_by_what_it_is_now(
    decide: Answer, report: dict[str, Report], pdf: Path
) -> None:
    decide("r", "Chair", "", "q")
    path = pdf.parent / FILE
    path.write_text("# Kept.\n" + path.read_text("utf-8"), "utf-8")
    first = read_decisions(path).reviews
    half = " ".join(f"Another sentence about matter {n} was put in." for n in range(10))
    pages = page_builder.a_file(f"{WORDS}\n\n{half}", WORDS)
    report["is"] = replace(report["is"], submission=understand((pages,), words()))
    decide("r", "Chair", "", "q", options="--again")
    (one,) = read_decisions(path).reviews
    assert one.name == first[0].name
    assert one.likeness != first[0].likeness
    assert path.read_text("utf-8").startswith("# Kept.\n")


def test_the_first_lines_say_what_is_decided_on(decide: Answer, capfd: Captured) -> None:
    decide("q")
    first = " ".join(capfd.readouterr().out.partition("1 of 2")[0].split())
    assert "Stage publication (after the Panel's letter); assumed" in first
    assert "report.pdf: 2 pages" in first


# From end to end, on real files


def dhrcheck(*args: str, answers: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dhrcheck", *args],
        input=answers,
        stdin=None if answers is not None else subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def checked(path: Path) -> tuple[dict[str, Any], int]:
    done = dhrcheck("check", "--format", "json", "--ocr", "never", str(path))
    return json.loads(done.stdout), done.returncode


def a_page(text: str) -> Any:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 760, text)
    canvas.save()
    return PdfReader(made).pages[0]


def test_with_all_reviews_decided_a_right_report_passes_until_its_words_change(
    tmp_path: Path,
) -> None:
    path = tmp_path / "report.pdf"
    shutil.copy(sample("complete-review.pdf"), path)
    before, _ = checked(path)
    assert before["verdict"] == "review"

    left = before["counts"]["review"]
    answers = "r\nChair\n\n" + "r\n\n" * (left - 1)
    done = dhrcheck("decide", "--ocr", "never", str(path), answers=answers)
    assert done.returncode == 0, done.stderr
    assert "Verdict   PASS" in done.stdout

    after, code = checked(path)
    assert (after["verdict"], code) == ("pass", 0)
    assert after["counts"] == before["counts"]
    assert after["decisions"]["settled"] == left
    assert dhrcheck("check", "--fail-on", "review", str(path)).returncode == 0
    without = dhrcheck("check", "--no-decisions", "--format", "json", str(path))
    assert json.loads(without.stdout)["verdict"] == "review"

    moved = PdfWriter()
    moved.append(path)
    moved.insert_blank_page(595, 842, 5)
    moved.write(tmp_path / "report.pdf")
    shifted, _ = checked(path)
    assert shifted["verdict"] == "pass"
    states = {e["rule"]: e["state"] for e in shifted["decisions"]["entries"]}
    assert states["identity-protected-names"] == "used"
    # What was sent is this very file: saved anew, it has to be sent anew.
    assert states["sending-home-office"] == "changed"

    changed = PdfWriter()
    changed.append(path)
    changed.insert_page(a_page("Somebody wrote one more thing about the victim's sister."), 20)
    changed.write(tmp_path / "report.pdf")
    returned, _ = checked(path)
    assert returned["verdict"] == "review"
    states = {e["rule"]: e["state"] for e in returned["decisions"]["entries"]}
    assert states["identity-protected-names"] == "changed"


def test_another_report_in_the_folder_takes_no_decision(tmp_path: Path) -> None:
    for name in ("complete-review.pdf", "faults-2016.pdf"):
        shutil.copy(sample(name), tmp_path / name)
    answers = "r\nChair\n\nq\n"
    dhrcheck("decide", "--ocr", "never", str(tmp_path / "complete-review.pdf"), answers=answers)
    other, _ = checked(tmp_path / "faults-2016.pdf")
    assert other["decisions"]["settled"] == 0
    assert other["decisions"]["states"]["other-review"] == 1


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is a thing of POSIX")
def test_ctrl_c_at_a_terminal_keeps_what_was_decided(tmp_path: Path) -> None:
    import pty

    path = tmp_path / "report.pdf"
    shutil.copy(sample("complete-review.pdf"), path)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "dhrcheck", "decide", "--ocr", "never", "--who", "Chair", str(path)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.close(theirs)
    os.write(ours, b"r\n\n")
    until = time.monotonic() + 60
    while not (tmp_path / FILE).exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 130
    assert b"Interrupted. 1 decision" in out
    assert len(read_decisions(tmp_path / FILE).entries) == 1
