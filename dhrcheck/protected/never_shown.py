"""What no picture of a page shows, list of names or no list, as no quote shows it.

Dates of birth, and words marked to be redacted that were never redacted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dhrcheck.document.model import FlowLine, Submission
from dhrcheck.document.passage import Passage
from dhrcheck.outcome import Box, Evidence
from dhrcheck.protected.birth_dates import birth_dates_in
from dhrcheck.protected.line_places import part_box
from dhrcheck.reading.model import Cover, PageReading


def never_shown(submission: Submission) -> tuple[Evidence, ...]:
    """The places of a submission that no picture shows: page and box each."""
    return tuple(dict.fromkeys((*_birth_dates(submission), *_marked(submission))))


def _birth_dates(submission: Submission) -> Iterator[Evidence]:
    passage = submission.passage()
    for start, end in birth_dates_in(passage.text):
        yield from pieces(submission, passage, start, end)


def _marked(submission: Submission) -> Iterator[Evidence]:
    for page, file in pages_of(submission):
        for hidden in page.hidden:
            if hidden.cover is Cover.MARK:
                yield place(submission, file, page.number, hidden.box)


def pages_of(submission: Submission) -> Iterator[tuple[PageReading, int]]:
    """All pages, each with the index of its file."""
    for number, file in enumerate(submission.files):
        for page in file.pages:
            yield page, number


def pieces(submission: Submission, passage: Passage, start: int, end: int) -> Iterator[Evidence]:
    """The places of ``passage.text[start:end]``, line by line: it may go on over a page's end."""
    at = max(0, bisect_right(passage.starts, start) - 1)
    for line, begin in zip(passage.lines[at:], passage.starts[at:], strict=True):
        if begin >= end:
            break
        first, last = max(0, start - begin), min(len(line.text), end - begin)
        if first < last:
            yield part(submission, line, first, last)


def part(submission: Submission, line: FlowLine, start: int, end: int) -> Evidence:
    """The place of ``line.text[start:end]``."""
    return place(submission, line.file, line.page, part_box(line, start, end))


def place(submission: Submission, file: int, page: int, box: Box) -> Evidence:
    """A place by a box of the page as it reads."""
    own = submission.files[file].pages[page - 1]
    return Evidence(file, page, box=own.as_displayed(box))
