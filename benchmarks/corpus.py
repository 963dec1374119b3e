"""Read every PDF of a folder in child processes and print how each one ended.

    python -m benchmarks.corpus FOLDER [--timeout 20] [--jobs 1] [--odd]

``--odd`` prints only files that did not end as "read". Exits with 1 if anything broke this process.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from dhrcheck.reading.model import FileOutcome, FileReading
from dhrcheck.reading.reader import Reader


def main() -> int:
    """Read the folder and print one line per file, then the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--timeout", type=float, default=20.0)
    parser.add_argument("--memory", type=int, default=1024)
    parser.add_argument("--odd", action="store_true")
    options = parser.parse_args()
    endings: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    with Reader(timeout=options.timeout, memory_mb=options.memory) as reader:
        for path in sorted(options.folder.rglob("*.pdf")):
            start = time.perf_counter()
            (reading,) = reader.read([path])
            took = time.perf_counter() - start
            endings[reading.outcome.value] += 1
            ways.update(page.read.value for page in reading.pages)
            if not options.odd or reading.outcome is not FileOutcome.READ or took > 5:
                print(_row(reading, took), flush=True)
    print(dict(endings), dict(ways))
    return 0


def _row(reading: FileReading, took: float) -> str:
    ways = Counter(page.read.value for page in reading.pages)
    tables = sum(len(page.tables) for page in reading.pages)
    partly = "" if reading.properties.complete else " properties incomplete"
    return (
        f"{took:6.2f} s  {reading.outcome.value:13} {len(reading.pages):5} pages {tables:4} tables  "
        f"{dict(ways)}{partly}  {reading.reason or ''}  {ascii(reading.name)[:70]}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
