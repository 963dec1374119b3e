"""How well scanned reviews are read: ``python -m benchmarks.scans`` writes the table of docs/scans.md.

Fictional reviews of the developing styles are made with text, scanned as each setting says, and read
by each way of text recognition. What is read is held against the same review with text. Times are
right on a calm machine only; ``--reviews 1`` and ``--settings`` make a short run.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.accuracy import AS_OF, Wanted, cached, generator_mark
from dhrcheck.document.model import Role, Submission
from dhrcheck.document.understand import understand
from dhrcheck.engine import Report, run_rules
from dhrcheck.outcome import ReadAs, Stage, Status
from dhrcheck.reading import ocr, ocr_crew
from dhrcheck.reading.model import FileReading, PageReading
from dhrcheck.reading.ocr import Engine, OcrMode
from dhrcheck.reading.reader import Reader
from dhrcheck.rulebook.loader import load_rules, load_vocabulary
from tests.reviews.judging import Judged, judged_letters, judged_parts, judged_plan
from tests.reviews.producers.scan import scan_pages

REVIEWS = (
    ("thorn", "exampleton", "libreoffice"),
    ("reed", "wexcombe", "chromium"),
    ("alder", "saltmarsh", "libreoffice"),
    ("cairn", "northmere", "reportlab"),
    ("mossop", "harrowby", "chromium"),
    ("quarto", "northmere", "libreoffice"),
)
"""Style, case and producer."""
LETTER, PLAN = (Role.FEEDBACK_LETTER,), (Role.ACTION_PLAN,)
BOTH, ALL = (*LETTER, *PLAN), tuple(Role)
START, END = "<!-- measured: begin -->", "<!-- measured: end -->"
DOC = Path(__file__).resolve().parents[1] / "docs" / "scans.md"


@dataclass(frozen=True)
class Setting:
    """How a review is scanned, and which of its parts."""

    name: str
    roles: tuple[Role, ...] = BOTH
    dpi: int = 200
    skew: tuple[float, ...] = (0.0,)
    turned: int = 0
    dirty: bool = False


SETTINGS = (
    Setting("letter only, 200 dpi", LETTER, skew=(0.6, -0.4)),
    Setting("plan only, 200 dpi", PLAN, skew=(0.6, -0.4)),
    Setting("150 dpi", dpi=150),
    Setting("300 dpi", dpi=300),
    Setting("askew by 3 degrees", skew=(3.0, -3.0)),
    Setting("turned by 90", turned=90),
    Setting("turned by 180, askew", turned=180, skew=(1.5,)),
    Setting("turned by 270", turned=270),
    Setting("grey and grainy", dirty=True, skew=(0.8,)),
    Setting("whole review, 200 dpi", ALL, skew=(0.6, -0.4, 0.9, -0.7, 0.3)),
    Setting("whole review, 150 dpi", ALL, dpi=150, skew=(0.3, -0.5)),
    Setting("whole review, 300 dpi", ALL, dpi=300, skew=(0.3, -0.5)),
    Setting("whole review, askew by 3 degrees", ALL, skew=(3.0, -3.0, 2.0)),
    Setting("whole review, turned by 90", ALL, skew=(0.4,), turned=90),
    Setting("whole review, grey and grainy", ALL, skew=(0.8,), dirty=True),
)


@dataclass
class Tally:
    """The counts of one setting and engine."""

    pages: int = 0
    with_words: int = 0
    words: int = 0
    wrong_words: int = 0
    parts: Judged = field(default_factory=Judged)
    cells: Judged = field(default_factory=Judged)
    fields: Judged = field(default_factory=Judged)
    answers: Counter[str] = field(default_factory=Counter)
    changed: list[str] = field(default_factory=list)
    processor: float = 0.0
    wall: float = 0.0


@dataclass(frozen=True)
class Original:
    """A review as it was made, with text: what its scan is held against."""

    files: tuple[Path, ...]
    truth: dict[str, Any]
    readings: tuple[FileReading, ...]
    report: Report


def checked(files: tuple[FileReading, ...]) -> Report:
    """The files, understood and put to all rules."""
    submission = understand(files, load_vocabulary())
    return run_rules(load_rules(), submission, Stage.PUBLICATION, AS_OF)


def read(files: tuple[Path, ...], mode: OcrMode) -> tuple[FileReading, ...]:
    """The files, with two processes at most."""
    with Reader(ocr=mode, jobs=2) as reader:
        return reader.read(list(files))


def original(one: Wanted, cache: Path) -> Original:
    """A review made, read and checked with text."""
    files, truth = cached(one, cache)
    readings = read(tuple(files), OcrMode.NEVER)
    return Original(tuple(files), truth, readings, checked(readings))


def scan(text: Original, setting: Setting, folder: Path) -> tuple[tuple[Path, ...], set[Any]]:
    """Copies of the files with the wanted parts as pictures, and their (file, page)s."""
    scanned: set[tuple[int, int]] = set()
    for part in text.report.submission.parts:
        if part.role in setting.roles:
            scanned |= {(part.file, n) for n in range(part.first_page, part.last_page + 1)}
    copies = []
    for number, path in enumerate(text.files):
        copies.append(Path(shutil.copy(path, folder / path.name)))
        pages = sorted(n for file, n in scanned if file == number)
        if pages:
            scan_pages(
                copies[-1],
                pages,
                dpi=setting.dpi,
                skew=setting.skew,
                turned=setting.turned,
                dirty=setting.dirty,
            )
    return tuple(copies), scanned


def measure(text: Original, setting: Setting, tally: Tally) -> None:
    """Scans, reads and judges one review."""
    with tempfile.TemporaryDirectory() as folder:
        files, scanned = scan(text, setting, Path(folder))
        used, start = _children(), time.perf_counter()
        readings = read(files, OcrMode.AUTO)
        tally.wall += time.perf_counter() - start
        tally.processor += _children() - used
    report = checked(readings)
    for file, number in scanned:
        _count_words(text.readings[file].pages[number - 1], readings[file].pages[number - 1], tally)
    _judge(text.truth, report.submission, tally)
    _compare(text, report, tally)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def words_of(page: PageReading) -> list[str]:
    """The words of a page, cells included; marks by themselves and case are left out."""
    lines = [line.text for line in page.lines]
    lines += [ln.text for t in page.tables for cell in t.cells for ln in cell.lines]
    text = " ".join(lines).replace("\u00ad ", "").replace("\u2019", "'").replace("\u2018", "'")
    bare = (word.strip(".,;:()[]\u201c\u201d\"'\u2022-\u2013") for word in text.casefold().split())
    return [word for word in bare if any(map(str.isalnum, word))]


def _count_words(true: PageReading, found: PageReading, tally: Tally) -> None:
    wanted, said = Counter(words_of(true)), Counter(words_of(found))
    tally.pages += 1
    tally.with_words += found.read is ReadAs.OCR and bool(said)
    tally.words += wanted.total()
    # In any order: the columns of a list are read in an order of their own.
    tally.wrong_words += max((wanted - said).total(), (said - wanted).total())


def _judge(truth: dict[str, Any], found: Submission, tally: Tally) -> None:
    parts = [
        {"part": p.role.value, "file": p.file, "first_page": p.first_page, "last_page": p.last_page}
        for p in found.parts
    ]
    tally.parts += judged_parts(truth["parts"], parts)
    tally.cells += judged_plan(truth["plan"], found.plan)
    tally.fields += judged_letters(truth["letters"], found.letters)


def _compare(text: Original, report: Report, tally: Tally) -> None:
    """Rules that answer otherwise than with text; what only a scan can be told is left out."""
    was = {r.rule.id: r.outcome.status for r in text.report.results}
    for result in report.results:
        rule, status = result.rule.id, result.outcome.status
        if rule in ("file-text-readable", "file-accessible", "file-metadata-clean"):
            continue
        tally.answers["all"] += 1
        if status is was[rule]:
            tally.answers["same"] += 1
            continue
        kind = "false fail" if status is Status.FAIL else f"now {status.value}"
        tally.answers[kind] += 1
        name = text.truth["made"]["style"]
        said = f"{name}: {rule} was {was[rule].value}, {kind}: {result.outcome.message[:300]}"
        tally.changed.append(said)


def engines() -> dict[str, Engine]:
    """The ways of recognition that are installed here."""
    found, program = ocr.find_engine(), ocr._program()
    ways: dict[str, Engine] = {}
    if found is not None and importlib.util.find_spec("tesserocr") is not None:
        ways["tesserocr"] = Engine(found.data)
    if found is not None and program is not None:
        ways["tesseract program"] = Engine(found.data, program)
    return ways


def row(name: str, tally: Tally) -> str:
    """One line of the table."""
    share = 100 * tally.wrong_words / max(1, tally.words)
    other = tally.answers["all"] - tally.answers["same"]
    cells = [
        name,
        f"{tally.with_words} of {tally.pages}",
        f"{share:.1f} %",
        *(f"{j.right} of {j.total}" for j in (tally.parts, tally.cells, tally.fields)),
        f"{other} of {tally.answers['all']}",
        str(tally.answers["false fail"]),
        f"{tally.processor / max(1, tally.pages):.2f}",
        f"{tally.wall / max(1, tally.pages):.2f}",
    ]
    return f"| {' | '.join(cells)} |"


HEAD = (
    "| scanned | pages with words | words wrong | parts page-exact | plan cells | letter fields"
    " | rules that answer otherwise | of these a false `fail` | processor s a page | s a page |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def machine(ways: dict[str, Engine]) -> str:
    """What was measured on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [s for s in cpuinfo.read_text().splitlines() if s.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{p} {importlib.metadata.version(p)}" for p in ("pypdfium2",)]
    if "tesserocr" in ways:
        import tesserocr  # type: ignore

        inside = tesserocr.tesseract_version().split("\n")[0]
        versions.append(f"tesserocr {tesserocr.__version__} ({inside})")
    for way in ways.values():
        if way.program:
            said = subprocess.run([way.program, "--version"], capture_output=True, text=True)
            versions.append(f"program {said.stdout.split(chr(10))[0]}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"Machine: {model}, {cores} processors, {sys.platform}; {', '.join(versions)}."
        f" Memory of the largest reading process: {peak:.0f} MB."
    )


def main(words: list[str] | None = None) -> None:
    """Measure, print, and write the table."""
    parser = argparse.ArgumentParser(description="Measures how well scanned reviews are read.")
    parser.add_argument("--reviews", type=int, default=len(REVIEWS), help="how many reviews")
    parser.add_argument("--settings", default="", help="only settings whose names hold this")
    parser.add_argument("--engine", default="", help="only the engine of this name")
    parser.add_argument("--wrong", action="store_true", help="list all that is wrong")
    parser.add_argument("--write", action="store_true", help="put the table into docs/scans.md")
    parser.add_argument("--cache", type=Path, help="folder for the reviews that were made")
    asked = parser.parse_args(words)
    cache = asked.cache or Path(tempfile.gettempdir()) / "dhrcheck-accuracy" / generator_mark()
    texts = [original(Wanted(*one, ()), cache) for one in REVIEWS[: asked.reviews]]
    ways = {name: way for name, way in engines().items() if asked.engine in name}
    said = []
    for name, way in ways.items():
        ocr_crew.find_engine = lambda way=way: way
        said += [f"By {name}, {len(texts)} reviews:", "", HEAD]
        print("\n".join(said[-3:]))
        for setting in SETTINGS:
            if asked.settings not in setting.name:
                continue
            tally = Tally()
            for text in texts:
                measure(text, setting, tally)
            said.append(row(setting.name, tally))
            print(said[-1], flush=True)
            if asked.wrong:
                wrong = [*tally.parts.wrong, *tally.cells.wrong, *tally.fields.wrong]
                print("\n".join(f"    {line}" for line in (*wrong, *tally.changed)), flush=True)
        said.append("")
    said.append(machine(ways))
    print(said[-1])
    if asked.write:
        page = DOC.read_text(encoding="utf-8")
        before, _, rest = page.partition(START)
        after = rest.partition(END)[2]
        table = "\n".join(said)
        DOC.write_text(f"{before}{START}\n\n{table}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
