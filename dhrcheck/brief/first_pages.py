"""Which pages to look at first: where what weighs most was found, or was looked for."""

from __future__ import annotations

from collections.abc import Iterable

from dhrcheck.brief.letter_draft import is_closing
from dhrcheck.brief.model import Item
from dhrcheck.brief.pages import evidence_pages, plain, where_of
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Severity, Status
from dhrcheck.output.wording import counting_as, listed

MOST = 8
_MOST_TITLES = 4
_WORDS = {
    Status.FAIL: "Not met",
    Status.UNREAD: "Could not be read",
    Status.REVIEW: "For a person",
}
_ORDER = (
    (Severity.REQUIRED, Status.FAIL),
    (Severity.REQUIRED, Status.UNREAD),
    (Severity.REQUIRED, Status.REVIEW),
    (Severity.ADVISED, Status.FAIL),
    (Severity.ADVISED, Status.REVIEW),
)


def first_pages(report: Report) -> tuple[Item, ...]:
    """At most eight places, the weightiest first; findings on the same pages stand together."""
    places: dict[tuple[str, Status | None], list[Result]] = {}
    for result in _by_weight(report):
        where = where_of(result, report.submission)
        # What was looked for on the same pages in vain need not have to do with one another.
        apart = None if evidence_pages(result) else result.counts_as
        if where:
            places.setdefault((where, apart), []).append(result)
    shown = list(places.items())[:MOST]
    items = [Item(_titles(results), where) for (where, _), results in shown]
    left = sum(len(results) for _, results in list(places.items())[MOST:])
    if left:
        items.append(Item(f"{left} more, further down or in “dhrcheck check”."))
    return tuple(items)


def _by_weight(report: Report) -> Iterable[Result]:
    for severity, status in _ORDER:
        for result in counting_as(report, status, severity):
            # What is advised and was found nowhere gives no page to turn to.
            paged = severity is Severity.REQUIRED or evidence_pages(result)
            if paged and not is_closing(result):
                yield result


def _titles(results: list[Result]) -> str:
    said = []
    for status, words in _WORDS.items():
        titles = [plain(r.rule.title, 100) for r in results if r.counts_as is status]
        if len(titles) > _MOST_TITLES:
            titles = [*titles[:_MOST_TITLES], f"{len(titles) - _MOST_TITLES} more"]
        if titles:
            said.append(f"{words}: {'; '.join(titles)}")
    return ". ".join(said) if said else listed([plain(r.rule.title) for r in results])
