"""``file-size``: each file, and all together, stay below a number of bytes."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.kinds.answers import not_applicable
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.reading.model import FileReading

_LARGE_PICTURE = 1_000_000
"""Pixels from which a picture is worth naming as a cause."""


@dataclass(frozen=True, slots=True)
class FileSize:
    """``less_than``: bytes below which a file passes. ``review_below``: bytes below which a person
    should look, because a mail system that counts in other units may still take it; from there on
    it fails."""

    less_than: int = 20_000_000
    review_below: int = 20_971_520


def run(parameters: FileSize, question: Question) -> Outcome:
    """Judges each file by its exact bytes; the whole bundle only where every file passes."""
    files = question.submission.files
    if not files:
        return not_applicable("There is no file to look at.")
    too_big = [i for i, f in enumerate(files) if f.bytes >= parameters.review_below]
    if too_big:
        return _named(Status.FAIL, files, too_big, f"at or above {parameters.review_below:,} bytes")
    near = [i for i, f in enumerate(files) if f.bytes >= parameters.less_than]
    if near:
        return _named(
            Status.REVIEW,
            files,
            near,
            f"at or above {parameters.less_than:,} bytes, but below {parameters.review_below:,}: "
            "whether it still counts as small enough depends on how it is measured",
        )
    total = sum(f.bytes for f in files)
    if total >= parameters.less_than:
        return Outcome(
            Status.REVIEW,
            f"Each file is small enough, but together they have {total:,} bytes"
            f" ({parameters.less_than:,} or more). The letter speaks of one PDF that holds the"
            " report, the summary and the plan.",
            tuple(Evidence(i, None) for i in range(len(files))),
        )
    said = ", ".join(f"“{f.name}” has {f.bytes:,} bytes" for f in files)
    return Outcome(
        Status.PASS,
        f"{said}, below {parameters.less_than:,}.",
        tuple(Evidence(i, None) for i in range(len(files))),
    )


def _named(status: Status, files: tuple[FileReading, ...], which: list[int], limit: str) -> Outcome:
    said = "; ".join(f"“{files[i].name}” has {files[i].bytes:,} bytes" for i in which)
    heavy = [(i, page) for i in which for page in _heaviest(files[i])]
    causes = ""
    if heavy:
        pages = ", ".join(
            f"page {page}" + (f" of “{files[i].name}”" if len(files) > 1 else "")
            for i, page in heavy
        )
        causes = f" The largest pictures are on {pages}."
    evidence = [Evidence(i, None) for i in which] + [Evidence(i, page) for i, page in heavy]
    return Outcome(status, f"{said}: {limit}.{causes}", tuple(evidence))


def _heaviest(file: FileReading) -> list[int]:
    """Up to three pages whose pictures have the most pixels, in page order."""
    sizes = [
        (max((p.width * p.height for p in page.pictures), default=0), page.number)
        for page in file.pages
    ]
    largest = sorted((s for s in sizes if s[0] >= _LARGE_PICTURE), key=lambda s: (-s[0], s[1]))
    return sorted(number for _, number in largest[:3])


KIND = Kind("file-size", FileSize, run, needs_part=False, files_only=True)
