"""Colour is for terminals that want it: NO_COLOR and TERM=dumb are obeyed by every command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from tests.report_builder import sample

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is a thing of POSIX")

COLOUR = regex.compile(rb"\x1b\[[0-9;]*m")


def at_a_terminal(*words: str, **environment: str) -> bytes:
    """What the command writes to a terminal, errors and progress too; Enter stops what asks."""
    import pty

    ours, theirs = pty.openpty()
    inherited = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    process = subprocess.Popen(
        [sys.executable, "-m", "dhrcheck", *words],
        stdin=theirs, stdout=theirs, stderr=theirs,
        env={**inherited, "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, b"q\n")
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    process.wait(60)
    return seen


def commands(folder: Path) -> list[list[str]]:
    report = str(sample("scanned-letter.pdf"))
    return [
        ["check", "--ocr", "never", report],
        ["inspect", "--ocr", "never", report],
        ["decide", "--ocr", "never", "--decisions", str(folder / "d.yaml"), report],
        ["rules", "list"],
        ["config"],
        ["check", "--help"],
        ["nonsense"],
    ]


def test_a_terminal_gets_colour() -> None:
    assert COLOUR.search(
        at_a_terminal("check", "--ocr", "never", str(sample("scanned-letter.pdf")))
    )


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("unwanted", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_nothing_is_coloured_where_that_is_not_wanted(
    tmp_path: Path, number: int, unwanted: dict[str, str]
) -> None:
    seen = at_a_terminal(*commands(tmp_path)[number], **unwanted)
    assert seen
    assert not COLOUR.search(seen)


def test_an_empty_no_color_asks_for_nothing() -> None:
    report = str(sample("scanned-letter.pdf"))
    assert COLOUR.search(at_a_terminal("check", "--ocr", "never", report, NO_COLOR=""))
