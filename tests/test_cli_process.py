"""The command as it is really run: the same bytes each time, streams kept apart, no traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from tests.report_builder import sample
from tests.test_output_json import SCHEMA

COMPLETE = str(sample("complete-review.pdf"))


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dhrcheck", *words],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=120,
    )


def test_the_same_input_gives_the_same_bytes() -> None:
    words = ("check", "--format", "json", "--as-of", "2026-03-31", COMPLETE)
    one = run(*words, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    two = run(*words, PYTHONHASHSEED="2", TZ="America/Adak", LC_ALL="C.UTF-8")
    assert one.stderr == two.stderr == b""
    assert one.stdout == two.stdout
    report = json.loads(one.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert len(report["results"]) == report["ruleset"]["rules"]
    assert sum(report["counts"].values()) == report["ruleset"]["rules"]


def test_the_picture_is_the_same_each_time_too() -> None:
    words = ("inspect", "--format", "json", COMPLETE)
    one, two = run(*words, PYTHONHASHSEED="1"), run(*words, PYTHONHASHSEED="2")
    assert one.returncode == 0
    assert one.stdout == two.stdout
    picture = json.loads(one.stdout)
    assert {"overview-report", "action-plan"} <= {p["part"] for p in picture["parts"]}


def test_a_screen_without_unicode_is_no_reason_to_stop() -> None:
    done = run("check", COMPLETE, PYTHONIOENCODING="ascii")
    assert done.returncode in (0, 1)
    assert done.stderr == b""
    text = done.stdout.decode("ascii")
    assert "Verdict" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_pipe_gets_no_colour() -> None:
    assert b"\x1b" not in run("check", COMPLETE, FORCE_COLOR="1").stdout
    assert b"\x1b" not in run("inspect", COMPLETE).stdout


@pytest.mark.parametrize("words", [["check", COMPLETE], ["check", "--help"], ["inspect", COMPLETE]])
def test_a_reader_that_leaves_early_causes_no_noise(words: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "dhrcheck", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) in (0, 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word.pdf", b"PK\x03\x04 word/document.xml"),
        ("empty.pdf", b""),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
        ("words.txt", b"Just words."),
        ("zero.pdf", b"\0" * 4096),
    ],
)
@pytest.mark.parametrize("form", ["json", "terminal"])
def test_what_is_no_sound_pdf_ends_in_a_report(
    tmp_path: Path, name: str, content: bytes, form: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = run("check", "--format", form, str(path))
    assert done.returncode in (1, 3)
    assert done.stderr == b""
    assert name.encode() in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="names of this kind are refused by Windows")
@pytest.mark.parametrize("name", [b"new\nline.pdf", b"not-\xff-utf8.pdf", b"\x1b[31mred.pdf"])
@pytest.mark.parametrize("form", ["json", "terminal"])
def test_no_name_of_a_file_upsets_the_output(tmp_path: Path, name: bytes, form: str) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)
    try:
        with open(path, "wb") as file:
            file.write(b"no PDF")
    except OSError:
        pytest.skip("this file system refuses such a name")
    words = [sys.executable, "-m", "dhrcheck", "check", "--format", form, os.fsdecode(path)]
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert done.returncode in (1, 3)
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout
    text = done.stdout.decode("utf-8")
    if form == "json":
        assert json.loads(text)["files"][0]["name"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are not sent on Windows")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_while_reading_is_130_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    # Enough to read that it cannot be done before the signal comes.
    copies = [tmp_path / f"{i}.pdf" for i in range(40)]
    for copy in copies:
        copy.write_bytes(Path(COMPLETE).read_bytes())
    words = ["check", "--format", "json", "-o", str(tmp_path / "result.json"), *map(str, copies)]
    with subprocess.Popen(
        [sys.executable, "-m", "dhrcheck", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background has interrupts ignored; children inherit it.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    ) as process:
        wait_for_a_reader_of(process.pid)
        process.send_signal(number)
        out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert said == b"dhrcheck: interrupted; nothing was written.\n"
    assert sorted(tmp_path.iterdir()) == sorted(copies)


def wait_for_a_reader_of(pid: int) -> None:
    """Returns when the command has begun to read (a moment later where the system cannot tell)."""
    children = Path(f"/proc/{pid}/task/{pid}")
    if not children.exists():
        time.sleep(1.5)
        return
    for _ in range(600):
        # The reader is started by a thread of its own.
        if any(t.joinpath("children").read_text() for t in children.parent.iterdir()):
            return
        time.sleep(0.05)
    raise AssertionError("no reader was started")
