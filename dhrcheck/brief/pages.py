"""Pages in plain words, as every chapter of a brief gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dhrcheck.document.model import Submission
from dhrcheck.document.passage import clip, page_ranges
from dhrcheck.engine import Result
from dhrcheck.outcome import PageRange
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import listed

LONGEST = 240
"""Characters of one text in a brief; what is longer is cut at a word."""
LEFT_OUT = "Given there; left out here."
"""What stands in place of words of the review, where none may be shown."""
MOST_PLACES = 5
"""Runs of pages in one file that are named; the others are counted."""


def plain(text: str, limit: int = LONGEST) -> str:
    """``text`` on one line, cut at a word, with nothing in it that acts on a screen."""
    text = " ".join(text.split())
    if len(text) > limit:
        text = clip(text, limit)
        cut = text.rfind(" ", limit // 2)
        text = text if cut < 0 else text[:cut].rstrip(" ,;:") + "…"
    return visible_prose(text)


def said_pages(ranges: Iterable[PageRange], submission: Submission) -> str:
    """ "pages 5, 14 and 16 to 18", by file where there are several; empty for none."""
    by_file: dict[int, list[PageRange]] = {}
    for run in ranges:
        by_file.setdefault(run.file, []).append(run)
    several = len(submission.files) > 1
    said = []
    for file, runs in by_file.items():
        name = f" of “{visible(submission.files[file].name)}”" if several else ""
        said.append(_pages_of_one(runs) + name)
    return "; ".join(said)


def _pages_of_one(runs: Sequence[PageRange]) -> str:
    shown = [_run(run) for run in runs[:MOST_PLACES]]
    if len(runs) > MOST_PLACES:
        shown.append(f"{len(runs) - MOST_PLACES} more places")
    one = len(runs) == 1 and runs[0].first_page == runs[0].last_page
    return f"{'page' if one else 'pages'} {listed(shown)}"


def _run(pages: PageRange) -> str:
    if pages.first_page == pages.last_page:
        return str(pages.first_page)
    return f"{pages.first_page} to {pages.last_page}"


def on(pages: Iterable[tuple[int, int]], submission: Submission) -> str:
    """As ``said_pages``, for (file, page) pairs."""
    return said_pages(page_ranges(pages), submission)


def looked_on(searched: Iterable[PageRange], submission: Submission) -> str:
    """ "looked on pages 3 to 25", or that there was nothing to look at."""
    said = said_pages(searched, submission)
    return f"looked on {said}" if said else "there were no readable pages to look on"


def all_read(submission: Submission) -> tuple[PageRange, ...]:
    """The pages that were read."""
    return page_ranges(
        (number, page.number)
        for number, file in enumerate(submission.files)
        for page in file.pages
        if not page.read.is_unread
    )


def evidence_pages(result: Result) -> tuple[PageRange, ...]:
    """The pages on which the result's evidence stands."""
    return page_ranges((e.file, e.page) for e in result.outcome.evidence if e.page is not None)


def where_of(result: Result, submission: Submission) -> str:
    """Where a finding stands; where nothing was found, which pages were looked on."""
    if found := evidence_pages(result):
        return said_pages(found, submission)
    outcome = result.outcome
    if not outcome.searched:
        return ""
    said = looked_on(outcome.searched, submission)
    if outcome.nearest is not None:
        near = on([(outcome.nearest.file, outcome.nearest.page)], submission)
        said += f"; nearest words on {near}"
    return said
