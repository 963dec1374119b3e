"""Spoilt PDFs, the same ones on each run, through the reading process with every request it knows.

``python -m tests.fuzz.reading`` runs for longer. What is found is kept with its seed, and once it is
mended the file is added to ``tests/fuzz/regressions``, all of which is run here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dhrcheck.cli.main import main
from tests.fuzz.mutate import mended, opened_up, spoilt
from tests.fuzz.reading import REGRESSIONS, Fuzzer, defects_shown, run_seeds, samples
from tests.reading_samples import drawn, words

SEEDS = 360
"""About a minute, where two processors are free."""


@pytest.fixture(scope="module")
def fuzzer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzer]:
    with defects_shown():
        made = Fuzzer(tmp_path_factory.mktemp("fuzz"))
        yield made
        made.close()


@pytest.mark.parametrize("part", range(4))
def test_no_spoilt_file_does_more_than_end_as_an_outcome(tmp_path: Path, part: int) -> None:
    outcomes, found = run_seeds(range(part, SEEDS, 4), tmp_path)

    assert found == []
    # Spoiling that spoils nothing, or leaves nothing to read, would test nothing.
    assert outcomes["read"] > SEEDS / 16
    assert len(outcomes) > 2


@pytest.mark.parametrize(
    "path", sorted(REGRESSIONS.glob("*.pdf")) or [None], ids=lambda p: p.name if p else "none"
)
def test_what_was_found_once_stays_mended(fuzzer: Fuzzer, path: Path | None) -> None:
    if path is None:
        return
    for number in (0, 1, 4, 5, 12):
        fuzzer.run(path.read_bytes(), number=number)


def test_the_same_seed_spoils_in_the_same_way(tmp_path: Path) -> None:
    clean = samples(tmp_path)
    assert [spoilt(seed, clean) for seed in range(20)] == [
        spoilt(seed, clean) for seed in range(20)
    ]
    assert len({spoilt(seed, clean) for seed in range(60)}) > 55


def test_a_mended_file_is_read_as_before(tmp_path: Path) -> None:
    plain = opened_up(drawn(tmp_path / "a.pdf", words("Review")).read_bytes())
    moved = plain.replace(b"%PDF-", b"%PDF-", 1).replace(b"endobj\n", b"endobj\n\n\n", 1)
    assert mended(moved) != moved
    (tmp_path / "b.pdf").write_bytes(mended(moved))
    from dhrcheck.reading.pdf import read_file

    read = read_file(tmp_path / "b.pdf")
    assert read.pages[0].lines[0].text == "Review"
    assert read.properties.notes == ()


@pytest.mark.parametrize("seed", range(9_000, 9_012))
def test_a_spoilt_file_ends_in_a_report_of_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    path = tmp_path / "spoilt.pdf"
    path.write_bytes(spoilt(seed, samples(tmp_path)))

    code = main(["check", "--format", "json", "--ocr", "never", "--timeout", "20", str(path)])

    out, err = capsys.readouterr()
    assert code in (1, 3)
    assert err == ""
    assert json.loads(out)["counts"]["error"] == 0
