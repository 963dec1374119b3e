"""Pages in plain words, as every chapter of a brief gives them."""

from __future__ import annotations

from collections.abc import Iterable

from dhrcheck.document.model import Submission
from dhrcheck.document.passage import clip, page_ranges
from dhrcheck.engine import Result
from dhrcheck.outcome import PageRange
from dhrcheck.output.visible import visible_prose
from dhrcheck.output.wording import places

LONGEST = 240
"""Characters of one text in a brief; what is longer is cut at a word."""
MOST_PLACES = 4


def plain(text: str, limit: int = LONGEST) -> str:
    """``text`` on one line, cut at a word, with nothing in it that acts on a screen."""
    text = " ".join(text.split())
    if len(text) > limit:
        text = clip(text, limit)
        cut = text.rfind(" ", limit // 2)
        text = text if cut < 0 else text[:cut].rstrip(" ,;:") + "…"
    return visible_prose(text)


def on(pages: Iterable[tuple[int, int]], submission: Submission) -> str:
    """ "page 4 and pages 6 to 8" for (file, page) pairs; empty for none."""
    return places(page_ranges(pages), submission, most=MOST_PLACES)


def looked_on(searched: Iterable[PageRange], submission: Submission) -> str:
    """ "looked on pages 3 to 25", or that there was nothing to look at."""
    said = places(searched, submission, most=MOST_PLACES)
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
        return places(found, submission, most=MOST_PLACES)
    outcome = result.outcome
    if not outcome.searched:
        return ""
    said = looked_on(outcome.searched, submission)
    if outcome.nearest is not None:
        near = places(
            [PageRange(outcome.nearest.file, outcome.nearest.page, outcome.nearest.page)],
            submission,
        )
        said += f"; nearest words on {near}"
    return said
