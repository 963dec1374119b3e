"""Prints how long a full check takes beside its rivals, all measured in this one run.

    python -m benchmarks.speed [PAGES...] [--rounds N] [--ocr] [--write docs/speed.md]

PAGES are the sizes of the reports (100 where none is given; 25, 400 and 2000 are of use too). Each
report is made here by repeating the body of a sample report. Times are wall seconds, medians of
interleaved rounds; memory is the highest sum over all processes, and is measured on Linux only. Without
text recognition (but for the line that says so) and without a list of names. Commands run as on a
user's machine after the first start: with Python's own compiled modules and with our compiled patterns.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmarks import rivals
from benchmarks.memory import peak_memory
from benchmarks.stages import stage_lines

SAMPLES = Path(__file__).resolve().parent.parent / "sample_reports"
SAMPLE = SAMPLES / "complete-review.pdf"
COMMAND = (sys.executable, "-m", "dhrcheck")
SLOW_FROM = 400
"""From so many pages on, slow rivals run once only, and pdfplumber not at all."""


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


def text_layer(path: Path) -> int:
    """Our reading alone, in its child processes, which are started anew."""
    from dhrcheck.reading.reader import Reader

    with Reader(jobs=2) as reader:
        (reading,) = reader.read([path])
    return sum(len(line.text) for page in reading.pages for line in page.lines)


def full_check(path: Path) -> object:
    """A full check in this process (its readers are child processes, as always)."""
    from dhrcheck import check

    return check([path], ocr="never").verdict


def run(*words: str) -> int:
    """A command of its own, from a cold start."""
    return subprocess.run(words, capture_output=True, check=False, env=_as_usual()).returncode


def _as_usual() -> dict[str, str]:
    """The environment of a user's machine, where Python may keep what it has compiled."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


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


def measured(pages: int, rounds: int, folder: Path) -> Iterator[str]:
    """The table for a report of ``pages`` pages, line by line."""
    path = report_of(pages, folder)
    check = (*COMMAND, "check", "--format", "json", "--ocr", "never", str(path))
    slow = 1 if pages >= SLOW_FROM else 2
    lines = [
        Line("bare pdfium text", lambda: rivals.pdfium_text(path), rounds),
        Line("pypdf text", lambda: rivals.pypdf_text(path), slow),
        Line("our text layer", lambda: text_layer(path), rounds),
        Line("full check, in process", lambda: full_check(path), rounds),
        Line("full check, whole process", lambda: run(*check), rounds),
    ]
    if rivals.has_pdftotext():
        lines.insert(1, Line("pdftotext", lambda: rivals.pdftotext(path), rounds))
    if pages < SLOW_FROM:
        lines.insert(3, Line("pdfplumber text", lambda: rivals.pdfplumber_text(path), 1))
    # Imports, compiled patterns and the file cache are not what is measured.
    rivals.pdfium_text(path), full_check(path), run(*check)
    times = medians(lines)
    bare, pypdf = times["bare pdfium text"], times["pypdf text"]
    yield f"{pages} pages, {path.stat().st_size / 1e6:.1f} MB; medians of {rounds} rounds (slow: {slow})"
    for name, seconds in times.items():
        yield (
            f"  {name:28}{seconds:8.3f} s {seconds / bare:7.1f} x pdfium "
            f"{pypdf / seconds:6.1f} x faster than pypdf {1000 * seconds / pages:7.2f} ms/page"
        )
    memory = peak_memory(*check)
    if memory is None:
        yield "  peak memory: not measured on this system"
    else:
        yield (
            f"  peak memory, all processes: {memory.proportional:.0f} MB proportional, "
            f"{memory.resident:.0f} MB resident"
        )
    if pages <= SLOW_FROM:
        yield from stage_lines(path)


def starts(rounds: int) -> Iterator[str]:
    """How long the command takes to say little, line by line."""
    lines = [
        Line("bare interpreter", lambda: run(sys.executable, "-c", "pass"), rounds),
        Line("dhrcheck --version", lambda: run(*COMMAND, "--version"), rounds),
        Line("dhrcheck --help", lambda: run(*COMMAND, "--help"), rounds),
    ]
    run(*COMMAND, "--help")
    times = medians(lines)
    bare = times["bare interpreter"]
    yield f"Starts; medians of {rounds} rounds"
    for name, seconds in times.items():
        yield f"  {name:28}{1000 * seconds:8.0f} ms {seconds / bare:6.1f} x interpreter"


def recognised(folder: Path) -> Iterator[str]:
    """How long text recognition takes a page: the sample's first pages as pictures, read anew."""
    import pypdfium2
    from PIL import Image

    from dhrcheck.reading.ocr import OcrMode
    from dhrcheck.reading.reader import Reader

    dpi, pages = 200, 8
    document = pypdfium2.PdfDocument(SAMPLE)
    pictures: list[Image.Image] = [
        document[number].render(scale=dpi / 72, grayscale=True).to_pil() for number in range(pages)
    ]
    path = folder / "scan.pdf"
    pictures[0].save(path, save_all=True, append_images=pictures[1:], resolution=dpi)
    started = perf_counter()
    with Reader(jobs=1, ocr=OcrMode.AUTO) as reader:
        (reading,) = reader.read([path])
    taken = perf_counter() - started
    read = sum(page.read.value == "ocr" for page in reading.pages)
    yield f"Text recognition, {dpi} dpi: {taken / pages:.2f} s a page ({read} of {pages} pages read)"


def lines_of(asked: argparse.Namespace) -> Iterator[str]:
    """All that is measured, line by line as it comes."""
    names = ("dhrcheck", "pypdf", "pypdfium2", "pdfplumber")
    yield f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors"
    yield ", ".join(f"{name} {version(name)}" for name in names)
    yield ""
    yield from starts(asked.rounds)
    with tempfile.TemporaryDirectory() as folder:
        for pages in asked.pages:
            yield ""
            yield from measured(pages, asked.rounds, Path(folder))
        if asked.ocr:
            yield ""
            yield from recognised(Path(folder))


def main() -> None:
    """Measures what is asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("pages", nargs="*", type=int, default=[100], help="sizes of the reports")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each measurement")
    parser.add_argument("--ocr", action="store_true", help="also text recognition")
    parser.add_argument("--write", type=Path, help="the file of Markdown to write the result to")
    asked = parser.parse_args()
    lines = []
    for line in lines_of(asked):
        print(line, flush=True)
        lines.append(line)
    if asked.write:
        asked.write.write_text(_as_markdown(lines), encoding="utf-8")


def _as_markdown(lines: Sequence[str]) -> str:
    command = " ".join(["python -m benchmarks.speed", *sys.argv[1:]])
    return (
        "# How fast it is\n\nWritten by a script, not by hand:\n\n"
        f"```sh\n{command}\n```\n\n{__doc__.split('PAGES are', 1)[1].join(('The sizes are', ''))}\n"
        "```text\n" + "\n".join(lines) + "\n```\n"
    )


if __name__ == "__main__":
    main()
