"""Nothing leaves the computer, and nothing of a report or a list of names is left lying about on it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dhrcheck.cli.group import COMMANDS, commands
from dhrcheck.output import BRIEF_FORMATS, PICTURE_FORMATS, REPORT_FORMATS, RUN_FORMATS
from tests import bombs, no_network
from tests.reading_samples import drawn, words

SAMPLES = Path(__file__).resolve().parent.parent / "sample_reports"
LETTER = SAMPLES / "four-files" / "feedback-letter.pdf"
PLAN = SAMPLES / "four-files" / "action-plan.pdf"
COMMAND = [sys.executable, "-m", "dhrcheck"]
NAME = "Quillhaven Brackenthorpe"
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")

Line = tuple[str, ...]


def lines() -> dict[str, list[Line]]:
    """For every command the ways in which it is run here; OUT, FOLDER and NAMES are put in later."""
    reading = ("--as-of", "2026-03-31")
    found: dict[str, list[Line]] = {
        "check": [
            ("check", *reading, "-f", form, "-o", "OUT", str(LETTER)) for form in REPORT_FORMATS
        ],
        "inspect": [("inspect", "--format", form, str(PLAN)) for form in PICTURE_FORMATS],
        "brief": [("brief", *reading, "-f", f, "-o", "OUT", str(LETTER)) for f in BRIEF_FORMATS],
        "triage": [
            ("triage", *reading, "-f", form, "-o", "OUT", "--results", "none", "-j", "2", "FOLDER")
            for form in RUN_FORMATS
        ],
        "decide": [("decide", "--list", *reading, str(LETTER))],
        "config": [("config",), ("config", "--format", "json")],
        "completion": [("completion", "bash")],
    }
    found["check"] += [
        ("check", "--names", "NAMES", *reading, str(LETTER), str(PLAN)),
        ("check", "--ocr", "always", "--timeout", "20", *reading, "ASKS"),
        ("check", "no-such-file.pdf"),
    ]
    rule_lines = {
        "list": ("rules", "list"),
        "show": ("rules", "show", "letter-annexed"),
        "test": ("rules", "test", "plan-columns"),
        "schema": ("rules", "schema"),
        "docs": ("rules", "docs"),
        "check": ("rules", "check", str(SAMPLES.parent / "rules" / "file")),
        "new": ("rules", "new", "our-rule", "--dir", "FOLDER"),
    }
    group = commands.get_command(click.Context(commands), "rules")
    assert isinstance(group, click.Group)
    assert set(group.commands) == set(rule_lines), "a command of “rules” has no line here"
    return {**found, "rules": list(rule_lines.values())}


def test_every_command_has_a_line_here() -> None:
    assert set(lines()) == set(COMMANDS), "give a new command a line, so that it is run here"


def test_the_rule_ends_what_asks_for_a_network() -> None:
    for code in (
        "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c',"
        " 'import socket; socket.socket()']))"
        if no_network.ENFORCED_BY_SYSTEM
        else "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    ):
        # 225 is Python's word for a child that was ended by signal 31.
        assert no_network.runs_code(code) in (-31, 77, 225)
    assert no_network.runs_code("print('no network')") == 0


@pytest.mark.skipif(not no_network.ENFORCED_BY_SYSTEM, reason="the system's own rule is Linux's")
def test_the_rule_reaches_native_code() -> None:
    assert no_network.runs_code("import ctypes; ctypes.CDLL(None).socket(2, 1, 0)") == -31
    assert no_network.runs_code("import ctypes; ctypes.CDLL(None).socket(1, 1, 0)") == 0


@pytest.mark.parametrize("line", [x for each in lines().values() for x in each], ids=" ".join)
def test_no_command_asks_for_a_network(tmp_path: Path, line: Line) -> None:
    folder, here = tmp_path / "reviews", tmp_path / "here"
    for each in (folder, here, tmp_path / "temporary", tmp_path / "home"):
        each.mkdir()
    (folder / "one.pdf").write_bytes(LETTER.read_bytes())
    (tmp_path / "names.txt").write_text(f"{NAME}\n", encoding="utf-8")
    (tmp_path / "asks.pdf").write_bytes(asking_for_the_network())
    places = {
        "OUT": tmp_path / "out",
        "FOLDER": folder,
        "NAMES": tmp_path / "names.txt",
        "ASKS": tmp_path / "asks.pdf",
    }
    typed = [str(places.get(word, word)) for word in line]

    done = no_network.run(typed, cwd=here, environment=kept_to(tmp_path))

    assert done.returncode in (0, 1, 2, 3)
    assert b"Traceback" not in done.stderr
    wanted_file = "-o" in line
    assert (done.returncode == 2) is ("no-such-file.pdf" in line or b"extra" in done.stderr)
    if wanted_file and done.returncode != 2:
        assert places["OUT"].stat().st_size > 0
    # A reader that was ended for asking would leave its file unread.
    assert b"unexpected end" not in done.stdout
    assert list((tmp_path / "temporary").rglob("*")) == []
    assert [p for p in here.rglob("*") if p.is_file()] == []


def kept_to(folder: Path) -> dict[str, str]:
    """An environment in which everything that is left behind lies below a folder."""
    temporary = str(folder / "temporary")
    home = str(folder / "home")
    return {
        "TMPDIR": temporary,
        "TMP": temporary,
        "TEMP": temporary,
        "HOME": home,
        "XDG_CACHE_HOME": home,
        "LOCALAPPDATA": home,
        "USERPROFILE": home,
    }


def asking_for_the_network() -> bytes:
    """A PDF that asks for the network in every way that one can."""
    uri = "<< /S /URI /URI (http://127.0.0.1:9/x) >>"
    launch = "<< /S /Launch /F (/bin/true) /Next << /S /SubmitForm /F (http://127.0.0.1:9/f) >> >>"
    script = "<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\);) >>"
    more = {
        6: bombs.stream(
            "/Type /Metadata /Subtype /XML",
            b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x xmlns="http://127.0.0.1:9/"/>',
        ),
        7: b"<< /Length 0 /F << /FS /URL /F (http://127.0.0.1:9/stream) >> >>\nstream\n\nendstream",
    }
    return bombs.page(
        catalog=f"/OpenAction {script} /Metadata 6 0 R /AA << /WC {launch} >> "
        "/URI << /Base (http://127.0.0.1:9/) >>",
        entries=f"/AA << /O {uri} >> /Annots [<< /Subtype /Link /Rect [0 0 99 99] /A {launch} >> "
        "<< /Subtype /Screen /Rect [0 0 99 99] /A << /S /Rendition >> >>]",
        resources="/XObject << /X 7 0 R >>",
        more=more,
    )


# --- on this computer ----------------------------------------------------------------------------


class Watch:
    """What appears in a folder while it is watched, with the rights that it has."""

    def __init__(self, *folders: Path) -> None:
        self.folders, self.seen = folders, dict[str, int]()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ends.wait(0.002):
            for folder in self.folders:
                for path in folder.rglob("*"):
                    try:
                        self.seen[path.name] = stat.S_IMODE(path.stat().st_mode)
                    except OSError:
                        continue


@pytest.mark.skipif(sys.platform == "win32", reason="rights of this kind are not Windows'")
@pytest.mark.parametrize("form", ["json", "html", "pdf"])
def test_files_on_the_way_are_for_their_owner_alone(tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    for each in (out, tmp_path / "temporary", tmp_path / "home"):
        each.mkdir()
    before = os.umask(0)
    try:
        with Watch(out, tmp_path / "temporary", tmp_path / "home") as watch:
            done = subprocess.run(
                [*COMMAND, "check", "-f", form, "-o", str(out / "result"), str(LETTER)],
                env={**os.environ, **kept_to(tmp_path)},
                capture_output=True,
                check=False,
            )
    finally:
        os.umask(before)
    assert done.returncode in (0, 1, 3), done.stderr
    assert sorted(p.name for p in out.iterdir()) == ["result"]
    assert stat.S_IMODE((out / "result").stat().st_mode) == 0o600
    assert {name: oct(mode) for name, mode in watch.seen.items() if mode & 0o077} == {}


def _children(pid: int) -> set[int]:
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        for task in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            try:
                below = {int(child) for child in task.read_text().split()}
            except OSError:
                continue
            waiting += below - found
            found |= below
    return found


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


@pytest.fixture
def under_way(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], set[int], Path]]:
    """A check in the middle of its reading, with a list of names: the command, its children, its folder."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "home").mkdir()
    names = tmp_path / "names.txt"
    names.write_text(f"{NAME}\nOrlaith Fenwickson | Orla\n", encoding="utf-8")
    # Words drawn so often that reading takes seconds.
    slow = tmp_path / "slow.pdf"
    slow.write_bytes(bombs.many_annotations())
    typed = [
        "check",
        "--format",
        "json",
        "--names",
        str(names),
        "-o",
        str(tmp_path / "result.json"),
    ]
    with subprocess.Popen(
        [*COMMAND, *typed, str(slow), str(LETTER)],
        env={**os.environ, **kept_to(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell that runs the tests in the background has interrupts ignored; children inherit it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
    ) as process:
        children: set[int] = set()
        for _ in range(600):
            children = _children(process.pid)
            if children and all(b"child import main" in _read(c, "cmdline") for c in children):
                break
            time.sleep(0.02)
        try:
            yield process, children, tmp_path
        finally:
            process.kill()


def _read(pid: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except OSError:
        return b""


@on_linux
def test_names_are_in_no_command_line_and_no_environment(
    under_way: tuple[subprocess.Popen[bytes], set[int], Path],
) -> None:
    process, children, _ = under_way
    assert children
    looked_at = b""
    for _ in range(40):
        if process.poll() is not None:
            break
        for pid in {process.pid, *children, *_children(process.pid)}:
            looked_at += _read(pid, "cmdline") + _read(pid, "environ")
        time.sleep(0.02)
    assert b"dhrcheck" in looked_at
    for word in (*NAME.split(), "Orlaith", "Fenwickson"):
        assert word.encode() not in looked_at


def _memory_of(pid: int) -> bytes:
    """All that a process has written to memory. Raises OSError where nobody may look."""
    held = b""
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            area, rights = line.split()[:2]
            start, end = (int(half, 16) for half in area.split("-"))
            if "w" in rights and end - start < 1 << 28:
                with contextlib.suppress(OSError, OverflowError):
                    memory.seek(start)
                    held += memory.read(end - start)
    return held


@on_linux
def test_a_reader_never_learns_a_name(
    under_way: tuple[subprocess.Popen[bytes], set[int], Path],
) -> None:
    _, children, _ = under_way
    assert children
    for child in children:
        try:
            held = _memory_of(child)
        except OSError:
            pytest.skip("the memory of a process may not be looked into here")
        assert len(held) > 1_000_000
        assert b"Brackenthorpe" not in held
        assert b"Fenwickson" not in held


@on_linux
@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_an_end_of_any_kind_ends_the_readers_and_leaves_nothing(
    under_way: tuple[subprocess.Popen[bytes], set[int], Path], number: str
) -> None:
    process, children, folder = under_way
    assert children
    process.send_signal(signal.Signals[number])
    process.wait(60)
    for _ in range(200):
        if not any(map(_runs, children)):
            break
        time.sleep(0.05)
    assert [c for c in children if _runs(c)] == []
    assert list((folder / "temporary").iterdir()) == []
    assert not (folder / "result.json").exists()
    left = [p for p in (folder / "home").rglob("*") if p.is_file()]
    assert not any(NAME.split()[1].encode() in p.read_bytes() for p in left)


def test_a_defect_says_nothing_of_the_names_or_the_report(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text(f"{NAME}\n", encoding="utf-8")
    secret = "The words of Brackenthorpe in the report"
    sample = drawn(tmp_path / "Brackenthorpe.pdf", words(secret))
    for place in (
        "dhrcheck.engine.run_rules",
        "dhrcheck.document.understand.understand",
        "dhrcheck.protected.finding.Search.__init__",
        "dhrcheck.output.json_report.render",
    ):
        module, _, name = place.rpartition(".")
        owner = module.rpartition(".")[2] if module.endswith("Search") else ""
        module = module.removesuffix(".Search")
        script = f"""
import importlib, sys
from dhrcheck.cli.main import main
owner = importlib.import_module({module!r})
owner = getattr(owner, {owner!r}) if {owner!r} else owner
def broken(*values, **named):
    raise RuntimeError(repr((values, named)) + {secret!r})
setattr(owner, {name!r}, broken)
sys.exit(main(["check", "--format", "json", "--names", {str(names)!r}, {str(sample)!r}]))
"""
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
        assert done.returncode == 4, (place, done.stderr)
        assert b"defect" in done.stderr
        for word in (b"Brackenthorpe", b"Quillhaven", b"The words", b"Traceback"):
            assert word not in done.stderr + done.stdout, place


def test_nothing_is_logged_and_no_process_or_pipe_is_left_open(tmp_path: Path) -> None:
    sample = drawn(tmp_path / "a.pdf", words("Brackenthorpe"))
    script = f"""
import json, logging, sys, warnings
warnings.simplefilter("always")
said = []
class Kept(logging.Handler):
    def emit(self, record):
        said.append(record.getMessage())
logging.getLogger().addHandler(Kept())
logging.getLogger().setLevel(1)
from dhrcheck.cli.main import main
main(["check", "--format", "json", {str(sample)!r}, {str(LETTER)!r}])
print(json.dumps(said), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert json.loads(done.stderr) == []
