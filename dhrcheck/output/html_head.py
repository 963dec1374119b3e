"""The first lines of the HTML report: the verdict in plain words, what was checked, and the counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dhrcheck.engine import Report
from dhrcheck.outcome import Severity, Stage, Status, Verdict
from dhrcheck.output import Look
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import (
    STAGE_WORDS,
    count,
    counting_as,
    decisions_words,
    file_line,
    listed,
    names_words,
    settings_words,
    stage_chosen,
    verdict_words,
)
from dhrcheck.version import __version__

if TYPE_CHECKING:
    from dhrcheck.reading.page_work import Pages

MOST_NAMES = 6
"""Files named in the heading; all are told with what was checked."""

KEEP_SAFE = (
    "This page holds words and pictures of the review, and it may show words that are real names. "
    "Please keep it, and pass it on, as carefully as the review itself."
)

VERDICT_TONES = {
    Verdict.PASS: "right",
    Verdict.FAIL: "fix",
    Verdict.REVIEW: "decide",
    Verdict.UNREAD: "unread",
}
_HEADLINES = {
    Verdict.PASS: "Every required check is met",
    Verdict.UNREAD: "Not everything could be read",
}
_NOT_READY = {
    Stage.SUBMISSION: "Not ready to go to the Panel yet",
    Stage.PUBLICATION: "Not ready to be published yet",
}
_TILES = (
    (("fix",), "fix", "to be put right"),
    (("decide",), "decide", "for a person to decide"),
    (("unread", "broken"), "unread", "could not be checked"),
    (("better", "look"), "advised", "advised"),
    (("decided",), "right", "decided by a person"),
    (("right",), "right", "right"),
    (("other",), "other", "do not concern these files"),
)
_MAY_BE_NONE = "decided"
"""Shown only where there is one."""


@dataclass(frozen=True, slots=True)
class Head:
    """The verdict and what it rests on. ``care`` says how the page is to be kept."""

    names: str
    tone: str
    headline: str
    lead: str
    verdict: str
    stage: str
    narrowed: str
    notes: tuple[str, ...]
    care: str


class Entry(NamedTuple):
    """One line of what was checked, with a digest where it has one."""

    label: str
    words: str
    hash: str | None = None


class Tile(NamedTuple):
    """A number that leads to its part of the page; ``anchor`` is None where there is nothing."""

    anchor: str | None
    tone: str
    number: str
    words: str


def head(report: Report, pages: Pages | None, look: Look) -> Head:
    """The first lines of the page. ``pages`` are asked whose pictures could not be drawn."""
    verdict, why = verdict_words(report)
    assumed = "; assumed, because no stage was named" if look.stage_assumed else stage_chosen(look)
    notes = []
    if set_ := settings_words(look):
        notes.append(f"Settings: {set_}.")
    if (names := names_words(report)) and not report.names_given:
        notes.append(_sentence(names))
    for number, file in enumerate(report.submission.files):
        if pages is not None and (undrawn := pages.why(number)):
            notes.append(f"No pictures of “{visible(file.name)}”: {visible_prose(undrawn)}")
    return Head(
        names=_names([visible(f.name) for f in report.submission.files]),
        tone=VERDICT_TONES[report.verdict],
        headline=_headline(report),
        lead=_lead(report, why),
        verdict=verdict,
        stage=f"Checked for {STAGE_WORDS[report.stage]}{assumed}.",
        narrowed="This is a partial check: some rules were left out." if report.partial else "",
        notes=tuple(notes),
        care=KEEP_SAFE if look.quotes else "",
    )


def about(report: Report) -> tuple[Entry, ...]:
    """What was checked, when, and by which rules, as proof."""
    files = report.submission.files
    entries = [
        Entry("File" if i == 0 else "And", file_line(file), file.sha256 or None)
        for i, file in enumerate(files)
    ]
    narrowed = "; some were left out" if report.partial else ""
    rules = count(len(report.ruleset.rules), "rule")
    entries += [
        Entry("Stage", STAGE_WORDS[report.stage]),
        Entry("Date", f"{report.as_of.isoformat()} counts as today"),
        Entry(
            "Rules",
            f"dhrcheck {__version__}, {rules} ({visible(report.ruleset.profile)}{narrowed})",
            report.ruleset.sha256,
        ),
    ]
    if names := names_words(report):
        entries.append(Entry("Names", _sentence(names)))
    if made := decisions_words(report):
        entries.append(Entry("Decided", _sentence(made)))
    return tuple(entries)


def tiles(numbers: Mapping[str, int]) -> tuple[Tile, ...]:
    """One tile for each kind of finding; ``numbers`` are the checks in each section of the page."""
    made = []
    for anchors, tone, words in _TILES:
        number = sum(numbers.get(a, 0) for a in anchors)
        if number or _MAY_BE_NONE not in anchors:
            first = next((a for a in anchors if numbers.get(a)), None)
            made.append(Tile(first, tone, f"{number:,}", words))
    return tuple(made)


def _names(files: list[str]) -> str:
    left = len(files) - MOST_NAMES
    if left <= 1:
        return listed(files)
    return listed([*files[:MOST_NAMES], count(left, "more file")])


def _headline(report: Report) -> str:
    if report.verdict is Verdict.REVIEW:
        left = len(counting_as(report, Status.REVIEW, Severity.REQUIRED))
        return f"A person must decide {count(left, 'point')}"
    if report.verdict is not Verdict.FAIL:
        return _HEADLINES[report.verdict]
    if report.submission.not_a_review is not None:
        return "This is not a review of this kind"
    return _NOT_READY[report.stage]


def _lead(report: Report, why: str) -> str:
    other = report.submission.not_a_review
    if report.verdict is Verdict.FAIL and other is not None:
        return visible_prose(other.sentence)
    return why


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
