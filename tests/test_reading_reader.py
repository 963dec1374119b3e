"""Reading in child processes: hostile files, limits, names, and a clean end."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from dhrcheck.reading import worker
from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileOutcome
from dhrcheck.reading.pdf import read_file
from dhrcheck.reading.reader import Reader
from tests.reading_samples import drawn, tabled, words

needs_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="stands in for the child by a shell"
)


def _pretend(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Run ``script`` in place of the reading process (after it has taken its own arguments)."""
    monkeypatch.setattr(worker, "_BOOT", f"import sys, os, time, json\n{script}")


def test_the_child_reads_what_this_process_reads(tmp_path: Path) -> None:
    sample = tabled(tmp_path / "plan.pdf", [["No", "Action"], ["1", "Train staff"]])

    with Reader() as reader:
        (read,) = reader.read([sample])

    assert read == read_file(sample)


def test_readings_stand_in_the_order_of_the_files(tmp_path: Path) -> None:
    files = [drawn(tmp_path / f"{n}.pdf", *[words(f"File {n}")] * (4 - n)) for n in range(4 - 1)]

    with Reader(jobs=2) as reader:
        read = reader.read(files)

    assert [each.name for each in read] == ["0.pdf", "1.pdf", "2.pdf"]
    assert [len(each.pages) for each in read] == [4, 3, 2]


def test_progress_follows_each_page_in_the_callers_thread(tmp_path: Path) -> None:
    seen: list[tuple[int, int, int]] = []
    files = [
        drawn(tmp_path / "a.pdf", words("x"), words("y")),
        drawn(tmp_path / "b.pdf", words("z")),
    ]

    with Reader() as reader:
        reader.start(files, lambda *step: seen.append(step))
        assert seen == []
        reader.results()

    assert seen == [(0, 1, 2), (0, 2, 2), (1, 1, 1)]


@pytest.mark.parametrize(
    "name",
    [
        "two words.pdf",
        "it's.pdf",
        'a "quote".pdf',
        "-leading.pdf",
        "Adroddiad Trosolwg ŵ.pdf",
        "new\nline.pdf",
    ],
)
def test_any_name_is_read(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and set(name) & set('"\n'):
        pytest.skip("Windows has no such names")
    with Reader() as reader:
        (read,) = reader.read([drawn(tmp_path / name, words("Review"))])

    assert (read.name, read.outcome) == (name, FileOutcome.READ)


def test_a_bad_file_among_good_ones_hides_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing else")
    files = [
        drawn(tmp_path / "a.pdf", words("a")),
        tmp_path / "bad.pdf",
        drawn(tmp_path / "c.pdf", words("c")),
    ]

    with Reader() as reader:
        outcomes = [read.outcome for read in reader.read(files)]

    assert outcomes == [FileOutcome.READ, FileOutcome.DAMAGED, FileOutcome.READ]


def test_a_file_that_is_not_there_or_a_folder_is_no_crash(tmp_path: Path) -> None:
    with Reader() as reader:
        read = reader.read([tmp_path / "none.pdf", tmp_path])

    assert all(each.outcome.is_our_limit and each.reason for each in read)


@needs_posix
def test_a_child_that_hangs_is_stopped_and_the_next_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = drawn(tmp_path / "a.pdf", words("a"))
    with Reader(timeout=1.0) as reader:
        with monkeypatch.context() as patched:
            _pretend(patched, "time.sleep(60)")
            (hung,) = reader.read([sample])
        (read,) = reader.read([sample])

    assert hung.outcome is FileOutcome.TIMED_OUT
    assert "1 second" in (hung.reason or "")
    assert hung.sha256 == read.sha256
    assert hung.bytes == read.bytes
    assert read.outcome is FileOutcome.READ


@needs_posix
def test_a_stopped_child_takes_with_it_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "grandchild"
    _pretend(
        monkeypatch,
        "import subprocess\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        f"open({str(mark)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(60)",
    )
    with Reader(timeout=1.0) as reader:
        reader.read([drawn(tmp_path / "a.pdf", words("a"))])

    pid = int(mark.read_text())
    for _ in range(50):
        if not _runs(pid):
            break
        time.sleep(0.1)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Dead, but not yet fetched by whoever adopted it.
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")


@needs_posix
@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        ("os._exit(3)", FileOutcome.CRASHED),
        ("os.kill(os.getpid(), 11)", FileOutcome.CRASHED),
        ("os.abort()", FileOutcome.OUT_OF_MEMORY),
        ("print('not json', flush=True); time.sleep(60)", FileOutcome.CRASHED),
        ("print('[]', flush=True); time.sleep(60)", FileOutcome.CRASHED),
        (
            "print(json.dumps({'page': [1], 'of': 1}), flush=True); time.sleep(60)",
            FileOutcome.CRASHED,
        ),
        ("print(json.dumps({'end': 'read'}), flush=True); time.sleep(60)", FileOutcome.CRASHED),
        ("print(json.dumps({'end': 'splendid'}), flush=True); time.sleep(60)", FileOutcome.CRASHED),
        ("print('{\"end\": NaN}', flush=True); time.sleep(60)", FileOutcome.CRASHED),
        ("print('[' * 100000, flush=True); time.sleep(60)", FileOutcome.CRASHED),
    ],
)
def test_whatever_a_child_says_or_dies_of_becomes_an_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, outcome: FileOutcome
) -> None:
    _pretend(monkeypatch, script)
    with Reader(timeout=20) as reader:
        (read,) = reader.read([drawn(tmp_path / "a.pdf", words("a"))])

    assert read.outcome is outcome
    assert read.pages == ()
    assert read.bytes > 0


@needs_posix
def test_a_child_that_dies_after_the_last_page_leaves_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(
        monkeypatch,
        "page = [1, 595, 842, 'text', [['Words', 1, 2, 3, 4, 12, 0, []]], [], [], [], 5, 0, None, None, []]\n"
        "print(json.dumps({'page': page, 'of': 1}), flush=True)",
    )
    with Reader() as reader:
        (read,) = reader.read([drawn(tmp_path / "a.pdf", words("a"))])

    assert read.outcome is FileOutcome.READ
    assert read.pages[0].lines[0].text == "Words"
    assert not read.properties.complete


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux only")
def test_a_child_without_enough_memory_says_so(tmp_path: Path) -> None:
    sample = drawn(tmp_path / "a.pdf", words("a"))
    sample.write_bytes(sample.read_bytes() + bytes(200_000_000))

    with Reader(memory_mb=150) as reader:
        (read,) = reader.read([sample])

    assert read.outcome is FileOutcome.OUT_OF_MEMORY
    assert "memory" in (read.reason or "")
    assert read.bytes > 200_000_000


def test_a_file_above_the_limit_is_not_read_but_counted(tmp_path: Path) -> None:
    sample = drawn(tmp_path / "a.pdf", words("a"))

    with Reader(limits=Limits(bytes=100)) as reader:
        (read,) = reader.read([sample])

    assert read.outcome is FileOutcome.TOO_LARGE
    assert read.bytes == sample.stat().st_size


@needs_posix
def test_leaving_the_block_ends_a_reading_that_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "child"
    _pretend(monkeypatch, f"open({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)")
    files = [drawn(tmp_path / "a.pdf", words("a"))] * 3

    with Reader(timeout=60) as reader:
        reader.start(files)
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.05)

    assert not _runs(int(mark.read_text()))
