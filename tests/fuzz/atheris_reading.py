"""Reading, guided by which lines of code a file reaches. Run by hand, for as long as one likes:

    pip install atheris
    python -m tests.fuzz.atheris_reading -max_total_time=600 [FOLDER OF FILES TO BEGIN WITH]

A file that breaks something is kept by atheris as ``crash-...``; mend it and add it to
``tests/fuzz/regressions``. A crash of pdfium itself costs the file its reading process and no more.
"""

from __future__ import annotations

import resource
import sys

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["dhrcheck", "pypdf"]):
    from dhrcheck.reading.limits import Limits
    from dhrcheck.reading.model import PageReading
    from dhrcheck.reading.pdf import NOT_UNDERSTOOD, read_bytes
    from dhrcheck.reading.share import Share
    from dhrcheck.reading.wire import (
        decode,
        encode,
        page_in,
        page_out,
        properties_in,
        properties_out,
    )


def one(data: bytes) -> None:
    """One file, whole or a share of it, and what is told of it to the parent."""
    share = Share() if len(data) % 3 else Share(len(data) % 2, 2)
    pages: list[PageReading] = []
    try:
        ending = read_bytes(
            b"%PDF-" + data, lambda page, _: pages.append(page), Limits(pages=40), share
        )
    except MemoryError:
        return
    for page in pages:
        assert page.note != NOT_UNDERSTOOD
        page_in(decode(encode({"page": page_out(page)}))["page"])
    properties_in(decode(encode(properties_out(ending.properties))))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
