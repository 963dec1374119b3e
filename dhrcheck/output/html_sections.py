"""The sections of the HTML report in their order: what to do first, what is right last and folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Severity, Status
from dhrcheck.output.html_findings import Brief, Finding, Teller
from dhrcheck.output.html_labels import OWN_FAMILY, OWN_FAMILY_WORDS, family, in_page_order
from dhrcheck.output.html_pictures import Together, gathered, pictures
from dhrcheck.output.proof import FAMILIES
from dhrcheck.output.visible import visible_prose
from dhrcheck.output.wording import (
    MAKE_READABLE,
    advice,
    count,
    counting_as,
    decided,
    lapsed_words,
    unread_notes,
)

if TYPE_CHECKING:
    from dhrcheck.reading.page_work import Pages

MOST_SHOWN = 4
"""Pictures of one finding; its other places are folded, and told in words."""
MOST_TOLD = 60
"""Groups of places of one finding that are told at all; of the others the pages are listed."""
MOST_UNREAD = 8
"""More advised checks than this that could not be made are folded."""

_ADVISED = ("Advised: no gate stops on it.",)
_DECIDE = ("“dhrcheck decide” takes down what you have decided, and why, for the next check.",)
_DECIDED = ("The finding stays as it was found; a person has decided on it.",)
_BROKEN = (
    "This is a defect in dhrcheck, not in the report. Please tell its makers the rule, the version "
    "and the word beside “Defect”.",
)


class Family(NamedTuple):
    """The folded checks of one family."""

    title: str
    briefs: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page. ``folded`` checks stand under ``fold_words``, closed at first;
    ``lines`` are what is no check."""

    anchor: str
    tone: str
    title: str
    intro: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    folded: tuple[Family, ...] = ()
    fold_words: str = ""
    lines: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """How many checks, or other lines, stand here."""
        folded = sum(len(f.briefs) for f in self.folded)
        return len(self.findings) + folded + len(self.lines)


def sections(report: Report, pages: Pages | None) -> tuple[Section, ...]:
    """The sections of the page that hold something; pictures where ``pages`` can draw them."""
    return tuple(section for section in _Sections(report, pages).all() if section.number)


class _Sections:
    """The sections of one report, whose pictures are all drawn at once."""

    def __init__(self, report: Report, pages: Pages | None) -> None:
        self._report = report
        required, advised = Severity.REQUIRED, Severity.ADVISED
        self._fix = in_page_order(counting_as(report, Status.FAIL, required))
        self._decide = in_page_order(counting_as(report, Status.REVIEW, required))
        unread = counting_as(report, Status.UNREAD, advised)
        self._unread_folded = unread if len(unread) > MOST_UNREAD else ()
        self._unread = [*counting_as(report, Status.UNREAD, required)]
        self._unread += () if self._unread_folded else unread
        self._broken = counting_as(report, Status.ERROR)
        self._better = in_page_order(counting_as(report, Status.FAIL, advised))
        self._look = in_page_order(counting_as(report, Status.REVIEW, advised))
        self._decided = decided(report)
        self._right = [r for r in counting_as(report, Status.PASS) if r.decision is None]
        self._together = {r.rule.id: _gathered(r, report) for r in self._in_full()}
        shown = (group for groups in self._together.values() for group in groups[:MOST_SHOWN])
        self._teller = Teller(report, pictures(shown, pages))

    def _in_full(self) -> Iterator[Result]:
        yield from self._fix
        yield from self._decide
        yield from self._unread
        yield from self._broken
        yield from self._better
        yield from self._look
        yield from self._decided

    def all(self) -> Iterator[Section]:
        """Every section, in the order of the page."""
        told = self._told
        pages = ("In the order of the pages.",) if len(self._fix) > 1 else ()
        yield Section("fix", "fix", "Must be put right", pages, told(self._fix))
        yield Section("decide", "decide", "A person must decide", _DECIDE, told(self._decide))
        yield self._not_read()
        broken = told(self._broken)
        yield Section("broken", "broken", "Broke while it was checked", _BROKEN, broken)
        yield Section("better", "advised", "Better put right", _ADVISED, told(self._better))
        look = "A person should look at this"
        yield Section("look", "advised", look, _ADVISED, told(self._look))
        settled = told(self._decided)
        yield Section("decided", "right", "Decided by a person", _DECIDED, settled)
        yield self._lapsed()
        yield self._fold("right", "right", "What is right", self._right)
        other = counting_as(self._report, Status.NOT_APPLICABLE)
        yield self._fold("other", "other", "What does not concern these files", other)

    def _told(self, results: Iterable[Result]) -> tuple[Finding, ...]:
        return tuple(
            self._teller.finding(result, together, (MOST_SHOWN, MOST_TOLD))
            for result in results
            for together in (self._together[result.rule.id],)
        )

    def _not_read(self) -> Section:
        submission = self._report.submission
        intro = []
        if pages := submission.unread():
            intro.append(f"Not read: {visible_prose(pages.words(submission))}.")
        intro += map(visible_prose, unread_notes(submission))
        if any(advice(r) == MAKE_READABLE for r in (*self._unread, *self._unread_folded)):
            intro.append(f"What to do: {MAKE_READABLE}")
        folded = count(len(self._unread_folded), "advised check")
        return Section(
            "unread",
            "unread",
            "Could not be checked, because it could not be read",
            tuple(intro),
            self._told(self._unread),
            self._families(self._unread_folded),
            f"{folded} that could not be made for the same reasons",
        )

    def _lapsed(self) -> Section:
        made = self._report.decisions
        lines = [lapsed_words(placed) for placed in made.lapsed] if made is not None else []
        title = "Decisions that no longer count"
        said = tuple(f"{rule}: {why}" for rule, why in lines)
        return Section("lapsed", "decide", title, lines=said)

    def _fold(self, anchor: str, tone: str, title: str, results: Sequence[Result]) -> Section:
        words = f"{count(len(results), 'check')}"
        return Section(
            anchor, tone, title, folded=self._families(results), fold_words=f"Show {words}"
        )

    def _families(self, results: Sequence[Result]) -> tuple[Family, ...]:
        by_family: dict[str, list[Brief]] = {}
        for result in results:
            by_family.setdefault(family(result.rule), []).append(self._teller.brief(result))
        return tuple(
            Family(title, tuple(by_family[name]))
            for name, title in (*FAMILIES.items(), (OWN_FAMILY, OWN_FAMILY_WORDS))
            if name in by_family
        )


def _gathered(result: Result, report: Report) -> tuple[Together, ...]:
    shown = result.outcome.on_screen or result.outcome.evidence
    return gathered(shown, report.submission)
