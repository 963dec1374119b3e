"""The same input gives the same bytes: whatever the hash seed, locale, time zone, and number of workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dhrcheck.output import BRIEF_FORMATS, PICTURE_FORMATS, REPORT_FORMATS, RUN_FORMATS

SAMPLES = Path(__file__).resolve().parent.parent / "sample_reports"
COMPLETE = SAMPLES / "complete-review.pdf"
FAULTY = SAMPLES / "faults-2016.pdf"
SCANNED = SAMPLES / "scanned-letter.pdf"
FOUR = sorted((SAMPLES / "four-files").glob("*.pdf"))

WAYS: tuple[tuple[dict[str, str], int], ...] = (
    (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "LANGUAGE": "en"},
        1,
    ),
    (
        {"PYTHONHASHSEED": "4021", "LC_ALL": "de_DE.UTF-8", "TZ": "America/Adak"},
        2,
    ),
    (
        {"PYTHONHASHSEED": "77", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kolkata", "COLUMNS": "43"},
        2,
    ),
)
"""Environments, and how many processors the run may use. A locale that is not installed counts as C."""


def one_processor() -> None:
    """Leave this process, and what it starts, one processor: nothing is then shared between several."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def run(words: list[str], way: int, folder: Path) -> bytes:
    """The command in one of the ways, in a new folder; what it writes to standard output."""
    environment, processors = WAYS[way]
    alone = processors == 1 and hasattr(os, "sched_setaffinity")
    quiet: Callable[[], None] | None = one_processor if alone else None
    done = subprocess.run(
        [sys.executable, "-m", "dhrcheck", *words],
        env={**os.environ, **environment, "DHRCHECK_CACHE": "off", "PYTHONIOENCODING": "utf-8"},
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=300,
        preexec_fn=quiet,
    )
    assert done.returncode in (0, 1, 3), done.stderr
    return done.stdout


def same_in_every_way(tmp_path: Path, make: Callable[[int, Path], dict[str, bytes]]) -> None:
    made = []
    for way in range(len(WAYS)):
        folder = tmp_path / f"way-{way}"
        folder.mkdir()
        made.append(make(way, folder))
    first, *others = made
    assert first
    assert all(len(content) > 100 for content in first.values())
    for other in others:
        assert other.keys() == first.keys()
        assert [name for name in first if other[name] != first[name]] == []


@pytest.mark.parametrize(
    "files",
    [[COMPLETE], [FAULTY], FOUR, [SCANNED]],
    ids=["complete", "with faults", "four files", "scanned"],
)
def test_every_form_of_a_report_is_the_same_each_time(tmp_path: Path, files: list[Path]) -> None:
    # Recognising text twice for each form would take minutes; one page shows it as well as thirty.
    ocr = "never" if files == [SCANNED] else "auto"

    def make(way: int, folder: Path) -> dict[str, bytes]:
        words = ["check", "--as-of", "2026-03-31", "--ocr", ocr]
        for form in REPORT_FORMATS:
            words += ["-f", f"{form}={folder / form}"]
        run([*words, *map(str, files)], way, folder)
        return {form: (folder / form).read_bytes() for form in REPORT_FORMATS}

    same_in_every_way(tmp_path, make)


def test_every_form_of_the_picture_and_of_the_brief_is_the_same_each_time(tmp_path: Path) -> None:
    def make(way: int, folder: Path) -> dict[str, bytes]:
        made = {
            f"inspect {form}": run(["inspect", "-f", form, str(COMPLETE)], way, folder)
            for form in PICTURE_FORMATS
        }
        for form in BRIEF_FORMATS:
            out = folder / form
            words = ["brief", "--as-of", "2026-03-31", "-f", form, "-o", str(out), str(COMPLETE)]
            run(words, way, folder)
            made[f"brief {form}"] = out.read_bytes()
        return made

    same_in_every_way(tmp_path, make)


def test_a_run_over_many_reviews_is_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    reviews = tmp_path / "reviews"
    for number, files in enumerate(([FAULTY], FOUR, FOUR[:2], [FOUR[0]])):
        (reviews / f"review {number}").mkdir(parents=True)
        for file in files:
            (reviews / f"review {number}" / file.name).write_bytes(file.read_bytes())

    def make(way: int, folder: Path) -> dict[str, bytes]:
        made = {}
        for form in RUN_FORMATS:
            words = ["triage", "--as-of", "2026-03-31", "--results", "none", "-f", form]
            words += ["-o", str(folder / form), "-j", str((1, 2, 3)[way]), str(reviews)]
            run(words, way, folder)
            made[form] = (folder / form).read_bytes()
        return made

    same_in_every_way(tmp_path, make)


def test_rules_are_shown_the_same_each_time(tmp_path: Path) -> None:
    same_in_every_way(
        tmp_path,
        lambda way, folder: {
            word: run(["rules", word], way, folder) for word in ("list", "docs", "schema")
        },
    )


@pytest.mark.skipif(
    not os.environ.get("DHRCHECK_NEEDS_OCR"), reason="text recognition is not asked for here"
)
def test_recognised_text_is_the_same_each_time(tmp_path: Path) -> None:
    same_in_every_way(
        tmp_path,
        lambda way, folder: {
            "json": run(["inspect", "-f", "json", "--ocr", "auto", str(SCANNED)], way, folder)
        },
    )
