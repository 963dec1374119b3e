"""What is kept of one checked review: small, and without a word of it unless that is asked for."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from dhrcheck.files import well_formed
from dhrcheck.outcome import Severity, Status, Verdict

LETTER_OF = {
    Status.PASS: "p",
    Status.FAIL: "f",
    Status.REVIEW: "r",
    Status.UNREAD: "u",
    Status.NOT_APPLICABLE: "n",
    Status.ERROR: "e",
}
"""One letter a status, for the line of all rules."""
STATUS_OF = {letter: status for status, letter in LETTER_OF.items()}


class Pages(NamedTuple):
    """Pages ``first`` to ``last`` (from 1) of a review's file number ``file`` (from 0)."""

    file: int
    first: int
    last: int


class Quote(NamedTuple):
    """Words of the review; ``page`` is None where they stand in a file's properties."""

    file: int
    page: int | None
    words: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What the view says of a rule. ``severity`` is "required" or "advised"."""

    id: str
    title: str
    severity: str
    fix: str
    source: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """True where a gate stops on it."""
        return self.severity == Severity.REQUIRED.value


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file of a review; ``unread`` counts its pages that nobody could read."""

    name: str
    sha256: str
    bytes: int
    pages: int
    unread: int
    outcome: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is not met, or not decided: where to look. ``rule`` counts from 0 in the run's rules.

    ``message`` and ``quotes`` hold words of the review, and are there only where asked for.
    """

    rule: int
    status: str
    pages: tuple[Pages, ...] = ()
    decision: str | None = None
    must_fix: bool = False
    """True where a person looked at what was up for review, and found it wrong."""
    older: bool = False
    """True where the review's own letter is older than what is asked here."""
    message: str | None = None
    quotes: tuple[Quote, ...] = ()

    @property
    def counts_as(self) -> Status:
        """Its status, once what a person decided is counted."""
        if self.decision is not None:
            return Status.PASS
        return Status.FAIL if self.must_fix else Status(self.status)


@dataclass(frozen=True, slots=True)
class Checked:
    """The result on one review.

    ``statuses`` has a letter a rule, in the run's order; it is empty where nothing was checked, and
    ``trouble`` then says why. ``letter`` is "yes", "no" or "unknown" (it may be on unread pages);
    ``letter_date`` is the newest letter's. ``same_from`` and ``same_until`` are the first and last day
    on which the check answers the same.
    """

    verdict: str
    statuses: str = ""
    files: tuple[FileFacts, ...] = ()
    findings: tuple[Finding, ...] = ()
    parts: tuple[str, ...] = ()
    letter: str = "unknown"
    letter_date: str | None = None
    trouble: str | None = None
    defect: bool = False
    same_from: str | None = None
    same_until: str | None = None

    @property
    def pages(self) -> int:
        """Pages in all files."""
        return sum(f.pages for f in self.files)

    @property
    def unread(self) -> int:
        """Pages that nobody could read, in all files."""
        return sum(f.unread for f in self.files)

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(f.bytes for f in self.files)

    @property
    def older(self) -> int:
        """Findings that are left to a person because nobody asked for them in the review's time."""
        return sum(f.older for f in self.findings)

    def counts(self) -> dict[Status, int]:
        """How many rules have each status; every status is a key."""
        return {status: self.statuses.count(letter) for letter, status in STATUS_OF.items()}

    def open(self, rules: tuple[RuleLine, ...], status: Status, *, required: bool) -> int:
        """How many rules of this weight count as ``status``, people's decisions considered."""
        return sum(
            f.counts_as is status and rules[f.rule].required is required for f in self.findings
        )


def no_result(why: str, *, defect: bool = False, files: tuple[FileFacts, ...] = ()) -> Checked:
    """The result of a review that could not be checked at all: unread, never passed."""
    return Checked(Verdict.UNREAD.value, files=files, trouble=why, defect=defect)


def worst(
    checked: Checked, rules: tuple[RuleLine, ...], most: int = 3
) -> tuple[tuple[RuleLine, Finding], ...]:
    """The findings to look at first: required before advised, failed before unread before the rest."""
    order = [Status.ERROR, Status.FAIL, Status.UNREAD, Status.REVIEW]
    if checked.files and not checked.pages:
        # Nothing was read: that is the finding, and everything else is open for that reason alone.
        order = order[:2]
    wanted = [
        (not rules[f.rule].required, order.index(f.counts_as), f.rule, f)
        for f in checked.findings
        if f.counts_as in (order if rules[f.rule].required else order[:2])
    ]
    # What is asked of every review without a list of names says little of this one.
    wanted.sort(key=lambda w: (rules[w[2]].id == "identity-protected-names", *w[:3]))
    return tuple((rules[w[2]], w[3]) for w in wanted[:most])


def to_json(checked: Checked) -> str:
    """``checked`` as one line of JSON; what is empty is left out, and the keys stand in order."""
    data = _said(asdict(checked))
    data["files"] = [_said(file) for file in data.get("files", ())]
    data["findings"] = [_said(finding) for finding in data.get("findings", ())]
    # A file's name may be no text at all, and a sentence may hold it.
    return well_formed(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _said(data: dict[str, Any]) -> dict[str, Any]:
    """``data`` without what says nothing (the number 0 says something)."""
    return {
        key: value
        for key, value in data.items()
        if value is not None and value is not False and value != ()
    }


def from_json(text: str) -> Checked:
    """The result that ``to_json`` wrote. Raises ValueError, KeyError or TypeError where it is none."""
    data: dict[str, Any] = json.loads(text)
    data["files"] = tuple(FileFacts(**f) for f in data.get("files", ()))
    data["findings"] = tuple(_finding(f) for f in data.get("findings", ()))
    data["parts"] = tuple(data.get("parts", ()))
    return Checked(**data)


def _finding(data: dict[str, Any]) -> Finding:
    pages = tuple(Pages(*p) for p in data.pop("pages", ()))
    quotes = tuple(Quote(*q) for q in data.pop("quotes", ()))
    return Finding(**data, pages=pages, quotes=quotes)
