"""Whatever a file asks for, it ends as an outcome within its limits, and nothing outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dhrcheck.cli.main import main
from dhrcheck.document.sentences import split_sentences
from dhrcheck.outcome import ReadAs
from dhrcheck.reading import limits, ocr_crew
from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileOutcome
from dhrcheck.reading.ocr import OcrMode
from dhrcheck.reading.pdf import read_file
from dhrcheck.reading.reader import Reader
from tests import bombs
from tests.reading_samples import drawn, words

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as Linux does it")
ENDINGS_OF_BOMBS = {
    FileOutcome.READ,
    FileOutcome.DAMAGED,
    FileOutcome.NO_PAGES,
    FileOutcome.OUT_OF_MEMORY,
    FileOutcome.TIMED_OUT,
    FileOutcome.TOO_LARGE,
}


@pytest.fixture(scope="module")
def after_bombs() -> Reader:
    """One reader for all bombs, since that is how a submission is read."""
    reader = Reader(timeout=10, memory_mb=400)
    yield reader  # type: ignore[misc]
    reader.close()


@on_linux
@pytest.mark.parametrize("bomb", bombs.BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_ends_within_the_limits_and_the_next_file_is_read(
    tmp_path: Path, after_bombs: Reader, bomb: Callable[[], bytes]
) -> None:
    path, next_one = tmp_path / "bomb.pdf", drawn(tmp_path / "next.pdf", words("Next"))
    path.write_bytes(bomb())

    ended, read = after_bombs.read([path, next_one])

    assert ended.outcome in ENDINGS_OF_BOMBS
    assert ended.outcome is FileOutcome.READ or ended.reason
    assert read.outcome is FileOutcome.READ
    assert read.pages[0].lines[0].text == "Next"


@pytest.mark.parametrize("megabytes", [1, 3])
def test_the_streams_of_the_bombs_are_sound(megabytes: int) -> None:
    assert zlib.decompress(bombs.zeros(megabytes, b" ")) == b" " * (megabytes << 20)


def test_a_description_gets_nothing_from_the_disk_or_the_network(tmp_path: Path) -> None:
    path = tmp_path / "asks.pdf"
    path.write_bytes(bombs.description_of_outside())

    properties = read_file(path).properties

    assert "root:" not in repr(properties)
    assert not properties.complete


def test_places_beyond_all_bounds_do_not_lose_the_page(tmp_path: Path) -> None:
    path = tmp_path / "far.pdf"
    far = b"BT /F1 12 Tf 1 0 0 1 1e30 -1e30 Tm (Far) Tj ET BT /F1 12 Tf 72 700 Td (Near) Tj ET"
    path.write_bytes(bombs.page(far, entries="/MediaBox [0 0 1e20 1e38]"))

    with Reader() as reader:
        (read,) = reader.read([path])

    assert read.outcome is FileOutcome.READ
    assert "Near" in " ".join(line.text for page in read.pages for line in page.lines)


def test_more_text_than_is_read_of_one_file_is_said(tmp_path: Path) -> None:
    path = drawn(tmp_path / "long.pdf", *[words(*["Words and words."] * 30)] * 10)

    with Reader(limits=Limits(expanded=5_000)) as reader:
        (read,) = reader.read([path])

    assert read.outcome is FileOutcome.TOO_LARGE
    assert "more text" in (read.reason or "")


def test_a_page_with_more_than_a_page_can_hold_is_not_read_and_the_others_are(
    tmp_path: Path,
) -> None:
    path = tmp_path / "full.pdf"
    line = b"(" + b"\xe9\xe9\xe9\xe9\xe9\xe9 " * 40 + b") Tj 0 -1 Td "
    content = b"BT /F1 1 Tf 72 700 Td " + line * 3_000 + b"ET"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: bombs.stream("/Filter /FlateDecode", zlib.compress(content)),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        6: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        7: bombs.stream("", b"BT /F1 12 Tf 72 700 Td (Next) Tj ET"),
    }
    path.write_bytes(bombs.pdf(objects))

    with Reader() as reader:
        (read,) = reader.read([path])

    assert [page.read for page in read.pages] == [ReadAs.BROKEN, ReadAs.TEXT]
    assert "not read" in (read.pages[0].note or "")


def test_a_line_that_no_page_can_hold_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "line.pdf"
    path.write_bytes(bombs.page(b"BT /F1 0.1 Tf 72 700 Td (" + b"12/03/2021 " * 1_000 + b") Tj ET"))

    with Reader() as reader:
        (read,) = reader.read([path])

    assert [page.read for page in read.pages] == [ReadAs.BROKEN]


@pytest.mark.parametrize("spoilt", ["start", "middle", "cut"])
def test_a_page_whose_content_breaks_off_is_not_taken_for_read(tmp_path: Path, spoilt: str) -> None:
    lines = b"".join(
        b"BT /F1 12 Tf 72 %d Td (Words number %d of this page) Tj ET\n" % (800 - 12 * n, n * 7919)
        for n in range(60)
    )
    packed = zlib.compress(lines, 9)
    if spoilt == "cut":
        packed = packed[: len(packed) // 2]
    else:
        at = 4 if spoilt == "start" else len(packed) // 2
        packed = packed[:at] + b"\xff" * 40 + packed[at + 40 :]
    path = tmp_path / "damaged.pdf"
    path.write_bytes(bombs.page(packed, content_entries="/Filter /FlateDecode"))

    with Reader(jobs=2) as reader:
        (read,) = reader.read([path])

    assert read.pages[0].read is ReadAs.BROKEN
    assert read == read_file(path)


@pytest.mark.parametrize("end", ["whole", "no sum", "flushed", "twice"])
def test_a_page_whose_content_is_whole_is_read(tmp_path: Path, end: str) -> None:
    content = b"BT /F1 12 Tf 72 700 Td (These are the words of this page) Tj ET"
    packed = zlib.compress(content)
    filters = "/FlateDecode"
    if end == "no sum":
        packed = packed[:-4]
    elif end == "flushed":
        packing = zlib.compressobj()
        packed = packing.compress(content) + packing.flush(zlib.Z_SYNC_FLUSH)
    elif end == "twice":
        packed, filters = zlib.compress(packed), "[/FlateDecode /FlateDecode]"
    path = tmp_path / "whole.pdf"
    path.write_bytes(bombs.page(packed, content_entries=f"/Filter {filters}"))

    page = read_file(path).pages[0]

    assert page.read is ReadAs.TEXT
    assert page.lines[0].text == "These are the words of this page"


@on_linux
def test_a_reader_killed_in_the_middle_costs_one_file(tmp_path: Path) -> None:
    files = [drawn(tmp_path / f"{n}.pdf", *[words(f"Page of {n}")] * 60) for n in range(4)]
    killed: list[int] = []

    with Reader() as reader:

        def kill(file: int, page: int, pages: int) -> None:
            if file == 1 and not killed:
                process = reader._workers[0].warm_up()
                killed.append(process.pid)
                os.kill(process.pid, signal.SIGKILL)

        reader.start(files)
        # The second file may be at its end before the signal comes: hold it where it is.
        readings = reader.results(kill)

    assert len(killed) == 1
    assert readings[0].outcome is readings[3].outcome is FileOutcome.READ
    lost = [r for r in readings if r.outcome is not FileOutcome.READ or not r.properties.complete]
    assert len(lost) <= 1
    assert all(r.outcome.is_our_limit and r.reason for r in lost if not r.pages)


@on_linux
def test_readers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    sample = drawn(tmp_path / "a.pdf", words("a"))
    # A reading that never ends and lets no other line of Python run, as pdfium may.
    hang = "import ctypes; ctypes.PyDLL(None).sleep(60)"
    script = f"""
import pathlib, sys, time
from dhrcheck.reading import worker
from dhrcheck.reading.reader import Reader
worker._BOOT = worker._BOOT.replace(
    "main()", "import dhrcheck.reading.child as c; c._serve = lambda *a: exec({hang!r}); main()")
reader = Reader()
reader.start([pathlib.Path({str(sample)!r})])
while reader._workers[0]._process is None:
    time.sleep(0.02)
print(reader._workers[0]._process.pid, flush=True)
reader.results()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        _wait_until(lambda: b"sleep" in Path(f"/proc/{child}/wchan").read_bytes() or _sleeps(child))
        assert _runs(child)
        parent.kill()
    _wait_until(lambda: not _runs(child))
    assert not _runs(child)


def _sleeps(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "S"


def _runs(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    # Dead, but not yet fetched by whoever adopted it, is dead.
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] not in "ZX"


def _wait_until(true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.05)


@on_linux
def test_a_reader_can_write_no_file_leaves_no_core_and_has_its_memory_limited(
    tmp_path: Path,
) -> None:
    with Reader(memory_mb=300) as reader:
        process = reader._workers[0].warm_up()
        reader.read([drawn(tmp_path / "a.pdf", words("a"))])
        told = Path(f"/proc/{process.pid}/limits").read_text()

    rows = {line[:26].strip(): line[26:].split()[:2] for line in told.splitlines()}
    assert rows["Max core file size"] == ["0", "0"]
    assert rows["Max file size"] == ["0", "0"]
    assert rows["Max processes"] == ["0", "0"]
    assert rows["Max address space"] == [str(300 << 20)] * 2
    assert rows["Max cpu time"][0].isdigit()


def test_what_a_system_cannot_limit_is_said() -> None:
    assert limits.unheld("linux") == limits.unheld("win32") == ""
    assert "looked at" in limits.unheld("darwin")
    assert "cannot be limited" in limits.unheld("sunos5")


@pytest.mark.skipif(sys.platform == "win32", reason="a job object does this on Windows")
def test_where_memory_cannot_be_limited_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(limits, "_LOOK_EVERY", 0.01)

    limits.watch_over(1, lambda: ended.append(True)).join(5)

    assert ended == [True]


def test_the_parent_parses_nothing_of_a_pdf() -> None:
    sample = Path(__file__).resolve().parent.parent / "sample_reports" / "complete-review.pdf"
    script = f"""
import sys
from dhrcheck.cli.main import main
for words in (["check", "--format", "json"], ["inspect", "--format", "json"]):
    main([*words, {str(sample)!r}])
libraries = ("pypdf", "pypdfium2", "pypdfium2_raw", "pdfplumber", "PIL", "tesserocr", "xml")
loaded = [n for n in sys.modules if n.partition(".")[0] in libraries]
loaded += [n for n in sys.modules if n in ("dhrcheck.reading.pdfium", "dhrcheck.reading.inside")]
maps = open("/proc/self/maps").read() if sys.platform.startswith("linux") else ""
print(sorted(loaded), "pdfium" in maps, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 0
    assert done.stderr.decode().strip() == "[] False"


@pytest.mark.parametrize(("spent", "left"), [((), 60 + 6), ((50.0,), 10 + 6), ((99.0,), 6)])
def test_text_recognition_has_what_reading_left_and_two_seconds_a_page(
    monkeypatch: pytest.MonkeyPatch, spent: tuple[float, ...], left: float
) -> None:
    monkeypatch.setattr(ocr_crew.time, "monotonic", lambda: 1_000.0)
    crew = ocr_crew.OcrCrew(OcrMode.AUTO, timeout=60, memory_mb=1024)
    crew.complete([], [], None, spent)

    assert crew._deadline(0, pages=3) == 1_000 + left


def test_a_system_without_the_limit_says_so_to_who_asks_for_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limits, "unheld", lambda: "It cannot be limited here.")

    main(["check", "--memory", "500", "no-such-file.pdf"])
    asked = capsys.readouterr().err
    main(["check", "no-such-file.pdf"])
    by_default = capsys.readouterr().err

    assert "cannot be limited here" in asked
    assert "cannot be limited here" not in by_default


def test_a_sentence_without_an_end_is_cut() -> None:
    text = "12/03/2021 and 13/04/2022 " * 2_000 + "a" * 30_000
    spans = split_sentences(text)
    assert max(end - start for start, end in spans) <= 5_000
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")
