"""Draft points for a feedback letter: one courteous sentence for each finding, for a person to rewrite.

The sentences are data (``letter_points.yaml``). They ask; they judge nothing and speak for nobody.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib.resources import files

from dhrcheck.brief.model import Chapter, Item
from dhrcheck.brief.pages import plain, where_of
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Severity, Status
from dhrcheck.output.wording import counting_as, decided, failed
from dhrcheck.rulebook.model import Rule

DRAFT = (
    "DRAFT, for a person to check against the pages, rewrite or leave out. Not the view of the Home "
    "Office or of its Quality Assurance Panel."
)
MOST = 12
"""Advised points of one kind in the draft; the rest are counted."""
_NOTE = 120


@functools.cache
def sentences() -> dict[str, str]:
    """The sentence for each rule of the checklist, by its id."""
    import yaml

    text = (files("dhrcheck.brief") / "letter_points.yaml").read_text(encoding="utf-8")
    points: dict[str, str] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return points


def sentence_for(rule: Rule) -> str:
    """The rule's sentence; for a rule of a house its title and advice, as they are."""
    own = sentences().get(rule.id)
    if own is not None:
        return own
    return f"{plain(rule.title).rstrip('.')}: {plain(rule.fix)}"


def draft_chapters(report: Report, *, everything: bool = False) -> tuple[Chapter, ...]:
    """The draft: what was not met, what was advised and not met, what a person has yet to read.

    ``everything`` lists also the advised points that are only counted otherwise.
    """
    most = len(report.results) if everything else MOST
    required = failed(report, Severity.REQUIRED)
    advised = failed(report, Severity.ADVISED)
    undecided = _undecided(report)
    if report.submission.not_a_review is not None:
        # A letter about files that are no review asks for the review, not for better files.
        advised, undecided = (), []
    review = [r for r in undecided if not is_closing(r)]
    lead = DRAFT
    if not (required or advised or undecided):
        lead += " No rule gave a point."
    return (
        Chapter(
            "Draft points for a feedback letter",
            lead + " What the review does well is for its readers to say, and comes first.",
            draft=True,
        ),
        *_chapter("Not met, and required", required, report, len(required), notes=True),
        *_chapter("Not met, and advised", advised, report, most),
        *_chapter("To be read first, and raised only if the reader agrees", review, report, most),
        *_chapter(
            "Usual requests at the end of a letter (the files cannot show whether they were met)",
            [r for r in undecided if is_closing(r)],
            report,
            most,
        ),
        *_settled(report),
    )


def _undecided(report: Report) -> list[Result]:
    """What is up for review and nobody has decided, the required first."""
    found = counting_as(report, Status.REVIEW)
    return sorted(found, key=lambda r: r.rule.severity is not Severity.REQUIRED)


def is_closing(result: Result) -> bool:
    """True for what letters ask for at their end, after publication."""
    return result.rule.id.startswith("sending-")


def _chapter(
    title: str, results: Sequence[Result], report: Report, most: int, *, notes: bool = False
) -> tuple[Chapter, ...]:
    if not results:
        return ()
    shown = results[:most]
    items = [_point(result, report, notes=notes) for result in shown]
    if len(shown) < len(results):
        more = len(results) - len(shown)
        items.append(Item(f"And {more} more, which -v lists."))
    return (Chapter(title, items=tuple(items), numbered=True, level=3, draft=True),)


def _point(result: Result, report: Report, *, notes: bool) -> Item:
    return Item(
        sentence_for(result.rule),
        where_of(result, report.submission),
        f"Found: {plain(result.outcome.message, _NOTE)}" if notes else "",
        plain(result.rule.id, 80),
    )


def _settled(report: Report) -> tuple[Chapter, ...]:
    """What a person has settled already is no point any more, but is told."""
    settled = [r for r in decided(report) if r.outcome.status is not Status.PASS]
    if not settled:
        return ()
    items = tuple(
        Item(
            plain(r.rule.title),
            where_of(r, report.submission),
            plain(r.decision or ""),
            plain(r.rule.id, 80),
        )
        for r in settled
    )
    return (Chapter("Settled by a person already", items=items, level=3),)
