"""A report made into each form that was asked for, and a word on where all of it went."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dhrcheck.cli.outputs import Destination
from dhrcheck.files import WrongUsage

if TYPE_CHECKING:
    from dhrcheck.cli.writing import OutputFile
    from dhrcheck.engine import Report
    from dhrcheck.output import Look
    from dhrcheck.protected.listing import ProtectedNames
    from dhrcheck.reading.page_work import Pages


class Results(NamedTuple):
    """Every result whole, before the first is written, and why others could not be made."""

    made: list[tuple[OutputFile | None, bytes]]
    refused: list[str]


def results(
    report: Report,
    places: Sequence[Destination],
    look: Look,
    quotes: str | None,
    pages: Pages | None,
) -> Results:
    """``report`` in each form. One that cannot be made of these files does not take the others along.

    ``look`` is how the screen is; ``quotes`` is "full", "none" or, where nobody said, None.
    """
    found = Results([], [])
    for form, file in places:
        shown = not form.for_upload if quotes is None else quotes == "full"
        own = replace(look, quotes=shown, pages=pages if form.wants_pages else None)
        if file is not None:
            own = replace(own, width=80, colour=False, encoding="utf-8")
        try:
            found.made.append((file, form.content(report, own)))
        except WrongUsage as why:
            left = "" if file is None else f" “{file.path.name}” was not written."
            found.refused.append(f"{why}{left}")
    return found


@contextlib.contextmanager
def page_work(
    report: Report,
    paths: Sequence[Path],
    places: Sequence[Destination],
    *,
    timeout: float,
    memory_mb: int,
) -> Iterator[Pages | None]:
    """What draws pages and annotates copies, where one of the forms wants it."""
    if not any(d.form.wants_pages for d in places):
        yield None
        return

    from dhrcheck.reading.page_work import Pages

    with Pages(
        paths,
        [f.sha256 for f in report.submission.files],
        report.covered,
        timeout=timeout,
        memory_mb=memory_mb,
    ) as pages:
        yield pages


def say_where(report: Report, places: Sequence[Destination], names: ProtectedNames | None) -> None:
    """One line for a person at a terminal who would see nothing otherwise."""
    if sys.stderr is None or not sys.stderr.isatty():
        return

    from dhrcheck.cli.asked import warn
    from dhrcheck.output.wording import listed, verdict_words
    from dhrcheck.protected.errors import masker

    verdict, why = verdict_words(report)
    written = listed([f"“{place.file.path.name}”" for place in places if place.file])
    warn(masker(names)(f"{verdict}. {why} Written to {written}."))
