"""Plans laid out in many ways by three producers are read cell by cell.

Where LibreOffice or Chromium is not installed their plans are skipped, visibly.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plan_cases import CASES
from tests.plan_maker import PRODUCERS, in_scratch
from tests.plan_read import compare, plan_of


@pytest.fixture(scope="module")
def printed() -> Iterator[dict[tuple[str, str], Path]]:
    """The PDF of each case by each producer that is installed."""
    files: dict[tuple[str, str], Path] = {}
    folders: list[Path] = []
    for producer in PRODUCERS:
        plans = {n: c().blocks for n, c in CASES.items() if producer in c().producers}
        folder, made = in_scratch(producer, plans)
        folders.append(folder)
        files |= {(producer, name): path for name, path in made.items()}
    yield files
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


PAIRS = [(p, n) for p in PRODUCERS for n, c in CASES.items() if p in c().producers]


@pytest.mark.parametrize(("producer", "name"), PAIRS)
def test_every_cell_is_read(printed: dict[tuple[str, str], Path], producer: str, name: str) -> None:
    case = CASES[name]()
    if (producer, name) not in printed:
        pytest.skip(f"{PRODUCERS[producer][1]} is not installed")
    plan = plan_of(printed[producer, name])
    _, _, wrong = compare(plan, case)
    assert not wrong, "\n".join(wrong)
    assert plan.certain or not case.certain, plan.doubt
    assert plan.certain is (plan.doubt is None)
