"""Prints how long many reviews take on one processor and on all, and what memory the parent takes.

    python -m benchmarks.triage [--reviews 1000] [--pages 60] [--cores 1 2] [--kinds 8]

The reviews are made here from a sample report, ``--kinds`` of them different in length by a few pages,
each with contents of its own. Each measurement is the real command in a process of its own, held to
so many processors (on Linux), with as many jobs; nothing is kept and nothing taken over. The speed-up
is against the first measurement, ideal is the number of processors. Where other work loads the
computer, the processor time of a review says more than the wall clock. Memory is the resident memory
of the command's own process, after a tenth, a half and all of the time.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

from benchmarks.speed import report_of

COMMAND = (sys.executable, "-m", "dhrcheck", "triage", "--ocr", "never", "--results", "none")


class Measured(NamedTuple):
    """Seconds of one run, and its parent's megabytes when a tenth, half and all of it was done."""

    seconds: float
    processor: float
    memory: tuple[float, ...]


def make_reviews(folder: Path, reviews: int, pages: int, kinds: int) -> None:
    """``reviews`` files of about ``pages`` pages, no two with the same contents."""
    with tempfile.TemporaryDirectory() as scratch:
        bases = [
            report_of(pages - kinds // 2 + number, Path(scratch)).read_bytes()
            for number in range(kinds)
        ]
    for number in range(reviews):
        # A comment behind the end is read by nobody, and makes other contents.
        content = bases[number % kinds] + f"\n% review {number}\n".encode()
        (folder / f"review-{number:05}.pdf").write_bytes(content)


def measure(folder: Path, cores: int) -> Measured:
    """One run over ``folder`` on so many processors."""
    held = sorted(os.sched_getaffinity(0))[:cores] if hasattr(os, "sched_getaffinity") else []

    def hold() -> None:
        if held:
            os.sched_setaffinity(0, held)

    words = [*COMMAND, "--jobs", str(cores), "--format", "csv", "-o", os.devnull, str(folder)]
    before = os.times()
    started = perf_counter()
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL, preexec_fn=hold if held else None)
    seen: list[float] = []
    while process.poll() is None:
        seen.append(resident(process.pid))
        sleep(0.1)
    seconds = perf_counter() - started
    after = os.times()
    busy = after.children_user + after.children_system
    busy -= before.children_user + before.children_system
    marks = [seen[min(len(seen) - 2, int(len(seen) * part))] for part in (0.1, 0.5, 0.999)]
    return Measured(seconds, busy, tuple(marks))


def resident(pid: int) -> float:
    """Resident megabytes of one process; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(ln.split()[1]) * 1024 / 1e6 for ln in lines if ln.startswith("VmRSS")), 0.0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures what is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--reviews", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--kinds", type=int, default=8)
    parser.add_argument("--cores", type=int, nargs="*", default=[1, os.cpu_count() or 1])
    asked = parser.parse_args(arguments)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors{load}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_reviews(folder, asked.reviews, asked.pages, asked.kinds)
        size = sum(f.stat().st_size for f in folder.iterdir()) / 1e6
        print(f"{asked.reviews:,} reviews of about {asked.pages} pages, {size:,.0f} MB")
        first: Measured | None = None
        for cores in asked.cores:
            found = measure(folder, cores)
            first = first or found
            speed_up = first.seconds / found.seconds * asked.cores[0]
            each = found.seconds / asked.reviews
            memory = ", ".join(f"{megabytes:.0f}" for megabytes in found.memory)
            print(
                f"  {cores} processor(s): {found.seconds:8.1f} s, {each:6.3f} s a review, speed-up "
                f"{speed_up:.2f} ({speed_up / cores:.2f} of ideal); processor time "
                f"{found.processor / asked.reviews:.3f} s a review; parent {memory} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
