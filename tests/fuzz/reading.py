"""Spoilt PDFs through the reading process with every request that it knows.

    python -m tests.fuzz.reading [--seconds 600] [--seed 1]

runs for longer than the gate does; what is found is kept in ``tests/fuzz/found``.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dhrcheck.document.understand import understand
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.engine import run_rules
from dhrcheck.outcome import Box, Stage, Status
from dhrcheck.reading import worker
from dhrcheck.reading.model import FileOutcome, FileReading
from dhrcheck.reading.ocr import OcrMode, find_engine
from dhrcheck.reading.ocr_crew import OcrCrew
from dhrcheck.reading.page_work import Clip, Note, NotMade, Pages
from dhrcheck.reading.pdf import NOT_UNDERSTOOD
from dhrcheck.reading.reader import Reader
from dhrcheck.rulebook.loader import load_rules, load_vocabulary
from dhrcheck.rulebook.model import RuleSet
from tests import bombs
from tests.fuzz.mutate import opened_up, spoilt
from tests.reading_samples import drawn, tabled, tagged, words

SECONDS = 10.0
"""Time for one file; spoiling rarely makes one slow, and then that is its outcome."""
MEMORY_MB = 500
FOUND = Path(os.environ.get("DHRCHECK_FUZZ_FOUND", Path(__file__).parent / "found"))
REGRESSIONS = Path(__file__).parent / "regressions"
_SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"
_DEFECT = "defect: "


class Finding(AssertionError):
    """A file that does what no file may do to us."""


def samples(folder: Path) -> list[bytes]:
    """The files that are spoilt: real ones with unpacked streams, and small ones of many kinds."""
    reports = [
        _SAMPLES / "four-files" / "feedback-letter.pdf",
        _SAMPLES / "four-files" / "action-plan.pdf",
    ]
    small = [
        tagged(folder / "tagged.pdf", [("H1", "Terms of reference"), ("Figure", "Words")]),
        tabled(folder / "tabled.pdf", [["No", "Action"], ["1", "Train staff"], ["2", "Review"]]),
        drawn(folder / "drawn.pdf", words("Review"), words("Recommendations", "1. Train staff")),
    ]
    built = [
        bombs.outline_in_circles(),
        bombs.tags_in_circles(),
        bombs.fields_in_circles(),
        bombs.tables_in_circles(),
        bombs.description_of_outside(),
        bombs.map_of_ranges()[:20_000],
        bombs.page(
            entries="/Annots [<< /Subtype /Link /Rect [9 9 99 99] /A << /S /URI /URI (http://a) >> >>"
            " << /Subtype /Text /Rect [9 9 99 99] /Contents (Words) /Popup 4 0 R >>]",
            catalog="/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> /JavaScript << /Names"
            " [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >> /PageLabels << /Nums [0 <<"
            " /S /r /P (A-) /St 3 >>] >>",
            more={6: b"<< /Type /Filespec /F (a.txt) /EF << /F 4 0 R >> >>"},
        ),
    ]
    return [*(opened_up(path.read_bytes()) for path in (*reports, *small)), *built]


@contextmanager
def defects_shown() -> Iterator[None]:
    """The reading process tells a defect of ours from a file that it cannot read."""
    before = worker._BOOT
    worker._BOOT = before.replace("main()", "import tests.fuzz.telling; main()")
    try:
        yield
    finally:
        worker._BOOT = before


class Fuzzer:
    """One reading process and one for pictures, for as many files as come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outcomes: Counter[str] = Counter()
        self._readers = Reader(SECONDS, MEMORY_MB), Reader(SECONDS, MEMORY_MB, jobs=2)

    def close(self) -> None:
        """End the processes."""
        for reader in self._readers:
            reader.close()

    def run(self, data: bytes, *, number: int) -> None:
        """One file with a request chosen by ``number``. Raises Finding."""
        path = self.folder / "spoilt.pdf"
        path.write_bytes(data)
        began = time.monotonic()
        (reading,) = self._readers[number % 3 == 0].read([path])
        self.outcomes[reading.outcome.value] += 1
        if reading.outcome is FileOutcome.CRASHED:
            print(f"seed {number}: the library crashed", flush=True)
        self._judge(reading)
        if reading.is_open and number % 4 == 0:
            self._draw(path, reading)
        if reading.is_open and number % 4 == 1:
            self._annotate(path, reading)
        if reading.is_open and number % 6 == 0:
            self._check(reading)
        if reading.is_open and number % 50 == 7 and len(reading.pages) < 5 and find_engine():
            self._recognise(path, reading)
        if time.monotonic() - began > 6 * SECONDS:
            raise Finding("took far longer than its limits allow")

    def _judge(self, reading: FileReading) -> None:
        said = [reading.reason, *(page.note for page in reading.pages)]
        for each in said:
            if each and (each.startswith(_DEFECT) or each == NOT_UNDERSTOOD):
                raise Finding(each)
        if reading.outcome is not FileOutcome.READ and not reading.reason:
            raise Finding("no reason was given")
        if reading.is_open and not reading.pages:
            raise Finding("an open file has no pages")

    def _draw(self, path: Path, reading: FileReading) -> None:
        areas = [Box(0, 0, 300, 200), Box(-9, 50, 1e9, 60)]
        last = len(reading.pages)
        clips = [Clip(0, page, area, (area,)) for page in (1, last) for area in areas]
        with self._pages(path, reading) as pages:
            made = pages.pictures(clips)
            why = pages.why(0)
        if why and why.startswith(_DEFECT):
            raise Finding(why)
        if len(made) != len(clips):
            raise Finding("not one answer for each picture")

    def _annotate(self, path: Path, reading: FileReading) -> None:
        box = Box(70, 70, 200, 90)
        notes = [
            Note(1, (box,), "letter-annexed", "Words", "fail"),
            Note(len(reading.pages), (), "plan-columns", "Words", "review"),
            Note(0, (), "report-present", "Words", "advised"),
        ]
        with self._pages(path, reading) as pages:
            try:
                copy = pages.annotated(0, notes)
            except NotMade as error:
                # What the library cannot clone it says in many ways, and all of them end here.
                if str(error).startswith(_DEFECT) and "in the library" not in str(error):
                    raise Finding(str(error)) from None
                return
        if not copy.startswith(b"%PDF-"):
            raise Finding("the annotated copy is no PDF")

    def _recognise(self, path: Path, reading: FileReading) -> None:
        crew = OcrCrew(OcrMode.ALWAYS, SECONDS, MEMORY_MB, jobs=1)
        try:
            (read,) = crew.complete([path], [reading])
        finally:
            crew.close()
        self._judge(read)

    def _pages(self, path: Path, reading: FileReading) -> Pages:
        return Pages([path], [reading.sha256], timeout=SECONDS, memory_mb=MEMORY_MB)

    def _check(self, reading: FileReading) -> None:
        readings = (replace(reading, name="spoilt.pdf"),)
        report = run_rules(
            _rules(), understand(readings, _words()), Stage.PUBLICATION, date(2026, 11, 22)
        )
        broken = report.with_status(Status.ERROR)
        if broken:
            raise Finding(f"rule {broken[0].rule.id}: {broken[0].outcome.message}")


@lru_cache
def _rules() -> RuleSet:
    return load_rules()


@lru_cache
def _words() -> Vocabulary:
    return load_vocabulary()


def run_seeds(seeds: Sequence[int] | Iterator[int], folder: Path) -> tuple[Counter[str], list[str]]:
    """Run the files of these seeds; how they ended, and what was found."""
    clean = samples(folder)
    found: list[str] = []
    fuzzer = Fuzzer(folder)
    with defects_shown():
        for seed in seeds:
            data = spoilt(seed, clean)
            try:
                fuzzer.run(data, number=seed)
            except Exception as error:
                FOUND.mkdir(parents=True, exist_ok=True)
                kept = FOUND / f"seed-{seed}.pdf"
                kept.write_bytes(data)
                found.append(f"seed {seed}, kept as {kept}: {type(error).__name__}: {error}")
                print(found[-1], flush=True)
        fuzzer.close()
    return fuzzer.outcomes, found


def main() -> int:
    """Run for a time, with seeds from ``--seed`` on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1_000_000)
    asked = parser.parse_args()
    ends = time.monotonic() + asked.seconds

    def seeds() -> Iterator[int]:
        seed = asked.seed
        while time.monotonic() < ends:
            yield seed
            seed += 1
        print(f"seeds {asked.seed} to {seed - 1}")

    with TemporaryDirectory() as folder:
        outcomes, found = run_seeds(seeds(), Path(folder))
    print(dict(outcomes), f"{len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
