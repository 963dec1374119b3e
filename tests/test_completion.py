"""The Tab key: real shells are asked what they would offer; and every command's help is of use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dhrcheck.cli.completion import SHELLS, VARIABLE
from dhrcheck.cli.group import COMMANDS, commands
from dhrcheck.cli.main import main

Captured = pytest.CaptureFixture[str]
POSIX = pytest.mark.skipif(os.name != "posix", reason="these shells are those of POSIX")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with files to complete, and the command in a folder of its own."""
    (tmp_path / "report one.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "house.yaml").write_text("extends: default\n", "utf-8")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "dhrcheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dhrcheck "$@"\n', "utf-8")
    command.chmod(0o755)
    return tmp_path


def needed(shell: str) -> None:
    """Skips where a shell is missing, but not in the gate."""
    if not shutil.which(shell):
        assert not os.environ.get("DHRCHECK_NEEDS_SHELLS"), f"{shell} is not installed"
        pytest.skip(f"{shell} is not installed")


def script(shell: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "dhrcheck", "completion", shell],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip


def told(program: list[str], place: Path) -> str:
    """What a shell says, run in ``place``; nothing may be said on standard error."""
    done = subprocess.run(
        program,
        capture_output=True,
        text=True,
        cwd=place,
        timeout=120,
        check=False,
        env={
            **os.environ,
            "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
            "HOME": str(place),
        },
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def offered_by_bash(words: list[str], place: Path) -> list[str]:
    quoted = " ".join(f"'{word}'" for word in words)
    program = (
        f"{script('bash')}\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}\n"
        "_dhrcheck_completion dhrcheck\nprintf '%s\\n' \"${COMPREPLY[@]}\""
    )
    return told(["bash", "--norc", "-c", program], place).split("\n")[:-1]


def offered_by_fish(line: str, place: Path) -> list[str]:
    folder = place / ".config" / "fish" / "completions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dhrcheck.fish").write_text(script("fish"), "utf-8")
    said = told(["fish", "-c", f"complete -C '{line}'"], place)
    return [word.split("\t")[0] for word in said.splitlines()]


def offered_by_zsh(line: str, place: Path, wanted: str) -> str:
    """The screen of a real zsh after Tab was pressed twice, at the latest once it shows ``wanted``."""
    import pty
    import select
    import time

    start = "autoload -Uz compinit && compinit -u -D\nunsetopt beep\nPS1='$ '\nLISTMAX=1000\n"
    (place / ".zshrc").write_text(start + script("zsh"), "utf-8")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["zsh", "-i"],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=place, start_new_session=True,
        env={
            **os.environ,
            "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
            "HOME": str(place), "ZDOTDIR": str(place), "TERM": "dumb",
        },
    )  # fmt: skip
    os.close(theirs)
    seen = b""

    def read_for(seconds: float, until: bytes) -> None:
        nonlocal seen
        end = time.monotonic() + seconds
        while time.monotonic() < end and until not in seen:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    seen += os.read(ours, 4096)
                except OSError:
                    return

    try:
        read_for(60, b"$ ")
        seen = b""
        os.write(ours, line.encode() + b"\t\t")
        read_for(60, wanted.encode())
    finally:
        process.kill()
        process.wait(30)
        os.close(ours)
    return seen.decode("utf-8", "replace")


# Real shells


@POSIX
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["dhrcheck", "che"], ["check"]),
        (["dhrcheck", ""], list(COMMANDS)),
        (["dhrcheck", "check", "--stage", ""], ["submission", "publication"]),
        (["dhrcheck", "check", "--no-d"], ["--no-decisions"]),
        (["dhrcheck", "check", "--only", "plan-ambi"], ["plan-ambition"]),
        (["dhrcheck", "check", "--only", "a,plan-ambi"], ["a,plan-ambition"]),
        (["dhrcheck", "rules", "show", "letter-at"], ["letter-at-end"]),
        (["dhrcheck", "rules", "tes"], ["test"]),
        (["dhrcheck", "completion", "f"], ["fish"]),
    ],
)
def test_bash_completes(place: Path, words: list[str], wanted: list[str]) -> None:
    offered = [word for word in offered_by_bash(words, place) if word]
    assert offered == wanted


@POSIX
def test_bash_leaves_files_to_the_shell(place: Path) -> None:
    said = told(
        ["bash", "--norc", "-c", f"{script('bash')}\ncomplete -p dhrcheck"],
        place,
    )
    assert "-F _dhrcheck_completion" in said
    answer = subprocess.run(
        [sys.executable, "-m", "dhrcheck"],
        env={**os.environ, VARIABLE: "bash_complete", "COMP_WORDS": "dhrcheck\ncheck\nrep",
             "COMP_CWORD": "2"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (answer.stdout, answer.stderr, answer.returncode) == ("file,rep\n", "", 0)


@POSIX
def test_fish_completes(place: Path) -> None:
    needed("fish")
    assert offered_by_fish("dhrcheck che", place) == ["check"]
    assert offered_by_fish("dhrcheck check --stage pub", place) == ["publication"]
    assert offered_by_fish("dhrcheck rules show letter-at", place) == ["letter-at-end"]
    assert "report one.pdf" in " ".join(offered_by_fish("dhrcheck check rep", place)).replace(
        "\\", ""
    )


@POSIX
def test_zsh_completes(place: Path) -> None:
    needed("zsh")
    assert "dhrcheck check" in offered_by_zsh("dhrcheck che", place, "dhrcheck check")
    assert "publication" in offered_by_zsh("dhrcheck check --stage ", place, "publication")
    assert "letter-at-end" in offered_by_zsh(
        "dhrcheck rules show letter-at", place, "letter-at-end"
    )


# Without a shell


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_printed_for_each_shell(
    shell: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["completion", shell]) == 0
    out, err = capfdbinary.readouterr()
    assert f"{VARIABLE}={shell}_complete".encode() in out
    assert err == b""


def test_another_shell_is_told_apart(capfd: Captured) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "bash" in capfd.readouterr().err


@pytest.mark.parametrize("asked", ["bash_source", "tcsh_complete", "x", ""])
def test_what_no_shell_asks_is_no_answer(
    asked: str, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.setenv(VARIABLE, asked)
    assert main(["check", "x.pdf"]) == 2
    assert capfd.readouterr().out == ""


def test_words_that_make_no_sense_offer_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    for words, number in (("", "0"), ("dhrcheck 'open", "1"), ("dhrcheck check", "x")):
        monkeypatch.setenv(VARIABLE, "zsh_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", number)
        assert main([]) == 0
        assert "Traceback" not in capfd.readouterr().err


# Help


def every_command() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(commands)
    for name in COMMANDS:
        command = commands.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for sub, one in command.commands.items():
                yield f"{name} {sub}", one


@pytest.mark.parametrize("name", [name for name, _ in every_command()])
def test_every_help_has_examples_and_exit_codes(name: str, capfd: Captured) -> None:
    assert main([*name.split(), "--help"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert f"dhrcheck {name}" in out[out.index("Usage") + 10 :]
    assert "Exit codes" in out
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("name", [name for name, _ in every_command()])
def test_every_file_and_folder_in_an_option_is_completed(name: str) -> None:
    command = dict(every_command())[name]
    for parameter in command.params:
        wanted = parameter.metavar or ""
        if any(word in wanted for word in ("FILE", "DIR", "OUT")):
            found = parameter.shell_complete(click.Context(command), "x")
            assert [f.type for f in found] in (["file"], ["dir"]), parameter.name
