"""Prints how long a full check takes beside its rivals, all measured in this one run.

    python -m benchmarks.speed [PAGES...]

PAGES are the sizes of the reports to check (100 where none is given; 25, 400 and 2000 are of use too).
Each report is made here by repeating the body of a sample report. Times are wall seconds, medians of
interleaved rounds; memory is the highest sum over all processes, and is measured on Linux only.
Without text recognition and without a list of names.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import NamedTuple

SAMPLE = Path(__file__).resolve().parent.parent / "sample_reports" / "complete-review.pdf"
COMMAND = (sys.executable, "-m", "dhrcheck")


class Line(NamedTuple):
    """One thing to measure; ``rounds`` is how often (slow rivals run less often)."""

    name: str
    run: Callable[[], object]
    rounds: int


def report_of(pages: int, folder: Path) -> Path:
    """A report of exactly ``pages`` pages: the sample's front, its body repeated, its end."""
    from pypdf import PdfReader, PdfWriter

    source = PdfReader(SAMPLE)
    front, back = 10, len(source.pages) - 6
    body = [source.pages[number] for number in range(front, back)]
    # A clone keeps the structure tree and the outline, which cost time to read.
    writer = PdfWriter(clone_from=SAMPLE)
    for extra in range(pages - len(source.pages)):
        writer.insert_page(body[extra % len(body)], back + extra)
    while len(writer.pages) > pages:
        writer.remove_page(front)
    path = folder / f"report-{pages}.pdf"
    writer.write(path)
    return path


def pdfium_text(path: Path) -> int:
    """Bare text of every page, and nothing else."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    letters = 0
    for page in document:
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return letters


def pypdf_text(path: Path) -> int:
    """The same with pypdf."""
    from pypdf import PdfReader

    return sum(len(page.extract_text()) for page in PdfReader(path).pages)


def full_check(path: Path) -> object:
    """A full check in this process (its reader is a child process, as always)."""
    from dhrcheck import check

    return check([path]).verdict


def run(*words: str) -> int:
    """A command of its own, from a cold start."""
    return subprocess.run(words, capture_output=True, check=False).returncode


def medians(lines: Sequence[Line]) -> dict[str, float]:
    """Seconds by name; the rounds are interleaved, so that a slow moment meets all alike."""
    taken: dict[str, list[float]] = {line.name: [] for line in lines}
    for turn in range(max(line.rounds for line in lines)):
        for line in lines:
            if turn < line.rounds:
                started = perf_counter()
                line.run()
                taken[line.name].append(perf_counter() - started)
    return {name: median(times) for name, times in taken.items()}


def peak_memory(*words: str) -> tuple[float, float] | None:
    """Highest sums, in megabytes, of proportional and of resident memory over all processes.

    None where the system does not tell (it is read from /proc).
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    highest = [0, 0]
    while process.poll() is None:
        for i, total in enumerate(_memory_of(process.pid)):
            highest[i] = max(highest[i], total)
        sleep(0.005)
    return highest[0] * 1024 / 1e6, highest[1] * 1024 / 1e6


def _memory_of(root: int) -> tuple[int, int]:
    """Kilobytes, proportional and resident, of a process and all its descendants."""
    proportional = resident = 0
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        sizes = {ln.split(":")[0]: int(ln.split()[1]) for ln in lines if ln.endswith(" kB")}
        proportional += sizes.get("Pss", 0)
        resident += sizes.get("Rss", 0)
    return proportional, resident


def measure(pages: int, rounds: int, folder: Path) -> None:
    """Prints the table for a report of ``pages`` pages."""
    path = report_of(pages, folder)
    check = (*COMMAND, "check", "--format", "json", str(path))
    slow = 1 if pages > 400 else 2
    lines = [
        Line("bare pdfium text", lambda: pdfium_text(path), rounds),
        Line("pypdf text", lambda: pypdf_text(path), slow),
        Line("full check, in process", lambda: full_check(path), rounds),
        Line("full check, whole process", lambda: run(*check), rounds),
    ]
    pdfium_text(path), full_check(path)  # Imports and file cache are not what is measured.
    times = medians(lines)
    bare = times["bare pdfium text"]
    print(f"\n{pages} pages, {path.stat().st_size / 1e6:.1f} MB; medians of {rounds} rounds"
          f" (pypdf {slow})")  # fmt: skip
    for name, seconds in times.items():
        per_page = 1000 * seconds / pages
        print(
            f"  {name:28}{seconds:8.3f} s  {seconds / bare:6.1f} x pdfium {per_page:7.2f} ms/page"
        )
    whole = times["full check, whole process"]
    print(f"  pypdf text takes {times['pypdf text'] / whole:.1f} x as long as the whole process")
    memory = peak_memory(*check)
    if memory is None:
        print("  peak memory: not measured on this system")
    else:
        print(f"  peak memory, all processes: {memory[0]:.0f} MB proportional, "
              f"{memory[1]:.0f} MB resident")  # fmt: skip


def measure_starts(rounds: int) -> None:
    """Prints how long the command takes to say little."""
    lines = [
        Line("bare interpreter", lambda: run(sys.executable, "-c", "pass"), rounds),
        Line("dhrcheck --version", lambda: run(*COMMAND, "--version"), rounds),
        Line("dhrcheck --help", lambda: run(*COMMAND, "--help"), rounds),
    ]
    times = medians(lines)
    bare = times["bare interpreter"]
    print(f"\nStarts; medians of {rounds} rounds")
    for name, seconds in times.items():
        print(f"  {name:28}{1000 * seconds:8.0f} ms {seconds / bare:6.1f} x interpreter")


def main() -> None:
    """Measures what is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("pages", nargs="*", type=int, default=[100], help="sizes of the reports")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each measurement")
    asked = parser.parse_args()
    names = ("dhrcheck", "pypdf", "pypdfium2")
    print(f"{platform.platform()}, Python {platform.python_version()}, {_processors()} processors")
    print(", ".join(f"{name} {version(name)}" for name in names))
    measure_starts(asked.rounds)
    with tempfile.TemporaryDirectory() as folder:
        for pages in asked.pages:
            measure(pages, asked.rounds, Path(folder))


def _processors() -> int:
    import os

    return os.cpu_count() or 1


if __name__ == "__main__":
    main()
