"""The answer of rules on private details that found none: pages read badly leave it open."""

from __future__ import annotations

from collections.abc import Iterable

from dhrcheck.document.doubtful import unread_or_doubtful
from dhrcheck.document.passage import Passage, page_words
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Question
from dhrcheck.outcome import Evidence, Outcome, PageRange, Status


def nothing_private(message: str, passage: Passage, question: Question) -> Outcome:
    """``pass``, or ``unread`` where pages were not read, or read with low confidence."""
    where = question.where
    doubt = unread_or_doubtful(question.submission, where.part, where.not_in)
    if doubt:
        return unread(message, doubt, question.submission, passage.searched)
    return Outcome(Status.PASS, message, searched=passage.searched)


def on_pages(evidence: Iterable[Evidence]) -> str:
    """ "page 4" or "pages 4, 9 and 12"."""
    places = sorted({(e.file, e.page) for e in evidence if e.page is not None})
    numbers = [page_words(PageRange(f, n, n)).removeprefix("page ") for f, n in places]
    if len(numbers) > 12:
        numbers = [*numbers[:12], "others"]
    if len(numbers) < 2:
        return f"page {''.join(numbers)}"
    return f"pages {', '.join(numbers[:-1])} and {numbers[-1]}"
