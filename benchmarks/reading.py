"""What reading a PDF costs beside bare pdfium text of the same file.

    python -m benchmarks.reading FILE [--rounds 7] [--without-pypdf]

Prints medians of processor seconds over interleaved rounds in this process: bare pdfium text (load
every page, take its text), our reading without a child process, our reading through the ``Reader``
(wall time, child started beforehand), and pypdf's text once; then the peak memory of a reading child.
"""

from __future__ import annotations

import argparse
import ctypes
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dhrcheck.reading import pdfium
from dhrcheck.reading.pdf import read_file
from dhrcheck.reading.reader import Reader

_PEAK = """
import resource, sys
from pathlib import Path
from dhrcheck.reading.pdf import read_file
read_file(Path(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def bare_text(path: Path) -> int:
    """Characters of all pages, by pdfium, nothing more."""
    data = path.read_bytes()
    pdfium.init_library()
    document = pdfium.load_memory(
        ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p), len(data), None
    )
    total = 0
    for index in range(pdfium.page_count(document)):
        page = pdfium.load_page(document, index)
        text = pdfium.load_text(page)
        count = pdfium.count_chars(text)
        buffer = ctypes.create_string_buffer(2 * count + 2)
        pdfium.get_text(text, 0, count, buffer)
        total += len(buffer.raw.decode("utf-16-le", "replace"))
        pdfium.close_text(text)
        pdfium.close_page(page)
    pdfium.close_document(document)
    return total


def pypdf_text(path: Path) -> int:
    """Characters of all pages, by pypdf."""
    from pypdf import PdfReader

    return sum(len(page.extract_text()) for page in PdfReader(path).pages)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description="What reading a PDF costs beside bare pdfium text."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--without-pypdf", action="store_true")
    options = parser.parse_args()
    path: Path = options.file
    with Reader() as reader:
        contenders: dict[str, tuple[Callable[[], object], Callable[[], float]]] = {
            "bare pdfium text": (lambda: bare_text(path), time.process_time),
            "our reading": (lambda: read_file(path), time.process_time),
            "through the Reader, wall": (lambda: reader.read([path]), time.perf_counter),
        }
        taken: dict[str, list[float]] = {name: [] for name in contenders}
        for work, _ in contenders.values():
            work()
        for _ in range(options.rounds):
            for name, (work, clock) in contenders.items():
                taken[name].append(_seconds(work, clock))
    bare = statistics.median(taken["bare pdfium text"])
    pages = len(read_file(path).pages)
    print(f"{path.name}: {pages} pages, medians of {options.rounds} rounds")
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"  {name:26} {median:7.3f} s  {median / bare:5.2f} x bare")
    if not options.without_pypdf:
        once = _seconds(lambda: pypdf_text(path), time.process_time)
        print(f"  {'pypdf text, once':26} {once:7.3f} s  {once / bare:5.2f} x bare")
    command = [sys.executable, "-c", _PEAK, str(path)]
    peak = int(subprocess.run(command, check=True, capture_output=True).stdout)
    print(f"  peak memory of a reading process: {peak / 1024:.0f} MB")
    return 0


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


if __name__ == "__main__":
    raise SystemExit(main())
