"""A long file is read by two processes, and nobody can tell from the reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dhrcheck.reading.model import FileOutcome, FileReading, Properties
from dhrcheck.reading.pdf import read_file
from dhrcheck.reading.reader import Reader
from dhrcheck.reading.share import MOST_LOOKED_AT, SHORT, WHOLE, Share, joined, shares_of
from tests.reading_samples import drawn, words

SAMPLES = Path(__file__).resolve().parent.parent / "sample_reports"


@pytest.mark.parametrize("name", ["complete-review.pdf", "scanned-letter.pdf"])
def test_two_processes_read_what_one_reads(name: str) -> None:
    sample = SAMPLES / name

    with Reader(jobs=2) as reader:
        (read,) = reader.read([sample])

    assert len(read.pages) >= SHORT
    assert read == read_file(sample)


def test_progress_counts_the_pages_of_both(tmp_path: Path) -> None:
    sample = drawn(tmp_path / "a.pdf", *[words(f"Page {n}") for n in range(SHORT + 1)])
    seen: list[tuple[int, int, int]] = []

    with Reader(jobs=2) as reader:
        reader.start([sample])
        reader.results(lambda *step: seen.append(step))

    assert seen == [(0, n, SHORT + 1) for n in range(1, SHORT + 2)]


@pytest.mark.parametrize("count", [1, 2, SHORT - 1, SHORT, SHORT + 1, 100, 2_001])
def test_shares_hold_each_page_once_and_one_looks_inside(count: int) -> None:
    shares = shares_of(1_000)

    assert [i for share in shares for i in share.pages(count)] == list(range(count))
    assert [share.looks_inside(count) for share in shares].count(True) == 1
    assert list(WHOLE.pages(count)) == list(range(count))


def test_a_large_file_is_not_held_twice() -> None:
    assert shares_of(200_000_000) == (WHOLE,)


def a_reading(**changes: object) -> FileReading:
    return replace(FileReading("a.pdf", 9, "abc", FileOutcome.READ), **changes)  # type: ignore[arg-type]


def test_one_share_that_fails_fails_the_file() -> None:
    late = a_reading(outcome=FileOutcome.TIMED_OUT, reason="Too slow.")

    assert joined([a_reading(), late]) == late
    assert joined([late, a_reading()]) == late


def test_a_file_that_changes_between_the_shares_is_not_trusted() -> None:
    both = joined([a_reading(), a_reading(sha256="def")])

    assert both.outcome is FileOutcome.CRASHED
    assert both.reason is not None
    assert "changed" in both.reason


def test_tags_that_were_not_read_to_their_end_count_for_nothing() -> None:
    half = Properties(tagged=True, figures=3, tags_looked_at=MOST_LOOKED_AT // 2)

    both = joined([a_reading(properties=half), a_reading(properties=half)])

    assert both.properties.figures == 0
    assert joined([a_reading(properties=half)]).properties.figures == 3


def test_a_share_names_its_pages_as_the_file_does() -> None:
    assert Share(1, 2).pages(100).start == 58
