"""A run over many reviews as one HTML page: a table, what fails most, each review's findings behind
its row.

The rows are made one after the other as the page is written: a run may hold thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dhrcheck.outcome import Stage, Verdict
from dhrcheck.output import Look
from dhrcheck.output.html_head import VERDICT_TONES, Entry, Tile
from dhrcheck.output.html_page import page
from dhrcheck.output.html_triage_rows import VERDICT_NAMES, Row, row
from dhrcheck.output.html_triage_rules import RuleBar, bars
from dhrcheck.output.triage_words import (
    WHAT_EACH_SAYS,
    change_words,
    copies_words,
    ended_words,
    result_words,
    size_words,
)
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import (
    NO_PROMISE,
    STAGE_WORDS,
    count,
    settings_words,
    stage_chosen,
)
from dhrcheck.triage.model import Change, Changes, TriageRun
from dhrcheck.version import __version__

MOST_IN_FULL = 3_000
"""Behind the rows of a run of more reviews than this stand only the required checks."""

MOST_BARS = 15
"""Bars that are shown at once; the others are folded."""

KEEP_SAFE = (
    "This page holds words of the reviews. Please keep it, and pass it on, as carefully as the reviews "
    "themselves."
)
NO_WORDS = "This page holds names of files and where to look in them, and no words of the reviews."
_LEGEND = (
    "Failed and Person count required checks: those that failed, and those that a person must decide. "
    "Unread counts pages that could not be read. “dhrcheck check --format html” gives the whole report "
    "on one review, with pictures."
)
_FIRST_LOOK = (Verdict.FAIL, Verdict.UNREAD, Verdict.REVIEW, Verdict.PASS)


class Column(NamedTuple):
    """A column of the table; ``key`` is what its script knows it by."""

    key: str
    words: str


class Choice(NamedTuple):
    """One choice of a filter."""

    value: str
    words: str


class Head(NamedTuple):
    """The first lines of the page; ``any`` is False where no review was checked."""

    headline: str
    lead: str
    tone: str
    stage: str
    narrowed: str
    notes: tuple[str, ...]
    number: str
    any: bool


class Line(NamedTuple):
    """One kind of change: its label and the rules."""

    label: str
    words: str


class ChangeShown(NamedTuple):
    """What became of one review."""

    name: str
    verdict: str
    lines: tuple[Line, ...]


class ChangesShown(NamedTuple):
    """What changed since another run; ``others`` are sentences on reviews that only one of them has."""

    title: str
    intro: tuple[str, ...]
    reviews: tuple[ChangeShown, ...]
    others: tuple[str, ...]


COLUMNS = (
    Column("name", "Review"),
    Column("verdict", "Verdict"),
    Column("failed", "Failed"),
    Column("person", "Person"),
    Column("unread", "Unread"),
    Column("pages", "Pages"),
    Column("size", "Size"),
)


def render(run: TriageRun, look: Look) -> str:
    """The run as one HTML page with a newline at its end."""
    head = _head(run, look)
    return page(
        "triage.html.j2",
        sheets=("page.css", "report.css", "triage.css"),
        script="triage.js",
        running=f"dhrcheck: {head.headline}, {run.as_of}",
        generator=f"dhrcheck {__version__}",
        head=head,
        tiles=_tiles(run),
        about=_about(run),
        columns=COLUMNS,
        verdicts=[
            Choice(v.value, VERDICT_NAMES[v]) for v in _FIRST_LOOK if run.totals.verdicts.get(v)
        ],
        legend=_LEGEND,
        rules=_bars(run),
        most_bars=MOST_BARS,
        reviews=_rows(run),
        changes=None if run.changes is None else _changes(run.changes),
        closing=(NO_PROMISE, KEEP_SAFE if run.quotes else NO_WORDS),
    )


def _rows(run: TriageRun) -> Iterator[Row]:
    in_full = run.totals.reviews <= MOST_IN_FULL
    linked = {line.rule.id for line in run.totals.rules}
    return (
        row(kept, run.rules, linked, in_full=in_full, stage=run.stage) for kept in run.reviews()
    )


def _bars(run: TriageRun) -> tuple[RuleBar, ...]:
    return bars(run.totals.rules, run.rules, run.totals.reviews)


def _head(run: TriageRun, look: Look) -> Head:
    totals = run.totals
    first = next((v for v in _FIRST_LOOK if totals.verdicts.get(v)), None)
    assumed = "; assumed, because no stage was named" if run.stage_assumed else stage_chosen(look)
    notes = [visible_prose(note) for note in (*run.notes, *copies_words(run))]
    if set_ := settings_words(look):
        notes.insert(0, f"Settings: {set_}.")
    if run.interrupted or run.lost:
        ended = ended_words(run)
        why = f"{ended[:1].upper()}{ended[1:]}. " if ended else ""
        notes.insert(0, f"{why}The run did not come to its end: not all reviews are here.")
    return Head(
        headline=f"{count(totals.reviews, 'review')} checked",
        lead=_lead(run),
        tone="other" if first is None else VERDICT_TONES[first],
        stage=f"Checked for {STAGE_WORDS[Stage(run.stage)]}{assumed}.",
        narrowed="This is a partial check: some rules were left out." if run.partial else "",
        notes=tuple(notes),
        number=f"{totals.reviews:,}",
        any=totals.reviews > 0,
    )


def _lead(run: TriageRun) -> str:
    said = result_words(run)
    start = f"{count(run.totals.reviews, 'review')}: "
    if not said.startswith(start):
        return said
    said = said[len(start) :]
    return said[:1].upper() + said[1:]


def _tiles(run: TriageRun) -> tuple[Tile, ...]:
    return tuple(
        Tile(
            None,
            VERDICT_TONES[verdict],
            f"{run.totals.verdicts.get(verdict, 0):,}",
            f"{verdict.value.upper()}: {WHAT_EACH_SAYS[verdict]}",
        )
        for verdict in _FIRST_LOOK
    )


def _about(run: TriageRun) -> tuple[Entry, ...]:
    totals = run.totals
    number = f"{count(totals.reviews, 'review')} of {run.found:,}"
    narrowed = "; some were left out" if run.partial else ""
    rules = f"{count(len(run.rules), 'rule')} ({visible(run.profile)}{narrowed})"
    names = "A list of protected names was looked for; its names are masked everywhere here."
    if not run.names_given:
        names = "No list of protected names was given, so real names could not be looked for."
    again = f"; {totals.again:,} taken over, as nothing had changed" if totals.again else ""
    return (
        Entry("Checked", f"{number}, {count(totals.pages, 'page')}, {size_words(totals.bytes)}"),
        Entry("Taken as", visible_prose(run.grouping)),
        Entry("Stage", STAGE_WORDS[Stage(run.stage)]),
        Entry("Date", f"{run.as_of} counts as today"),
        Entry("Rules", f"dhrcheck {__version__}, {rules}", run.ruleset),
        Entry("Names", names),
        Entry("Run", f"number {run.number}{again}"),
    )


def _changes(changes: Changes) -> ChangesShown:
    intro = []
    if changes.other_rules:
        intro.append("The rules have changed too, so that not every change is one of the reviews.")
    others = [f"New here: {visible(name)}" for name in changes.added]
    others += [f"No longer here: {visible(name)}" for name in changes.gone]
    others.append(f"Unchanged: {count(changes.unchanged, 'review')}.")
    return ChangesShown(
        f"Changed since run {changes.since}",
        tuple(intro),
        tuple(map(_change, changes.reviews)),
        tuple(others),
    )


def _change(change: Change) -> ChangeShown:
    same = change.before == change.now
    verdict = change.now.upper() if same else f"{change.before.upper()}, now {change.now.upper()}"
    lines = tuple(Line(label, rules) for label, rules in change_words(change))
    return ChangeShown(visible(change.name), verdict, lines)
