"""One review of a run as a row of the table, and what stands behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from dhrcheck.outcome import Status, Verdict
from dhrcheck.output.html_head import VERDICT_TONES, Entry
from dhrcheck.output.html_triage_rules import rule_anchor
from dhrcheck.output.triage_words import (
    STATUS_WORDS,
    letter_words,
    open_counts,
    places_words,
    size_words,
    trouble_words,
)
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import count
from dhrcheck.triage.result import Checked, FileFacts, Finding, RuleLine, worst
from dhrcheck.triage.store import Kept

WORST = 3

VERDICT_NAMES = {
    Verdict.FAIL: "FAIL",
    Verdict.UNREAD: "UNREAD",
    Verdict.REVIEW: "REVIEW",
    Verdict.PASS: "PASS",
}
_BROKEN = "ERROR"
_RANKS = {Verdict.FAIL: 1, Verdict.UNREAD: 2, Verdict.REVIEW: 3, Verdict.PASS: 4}

_GROUPS = (
    (Status.ERROR, True, "broken", "Broke: a defect in dhrcheck"),
    (Status.ERROR, False, "broken", "Broke: a defect in dhrcheck (advised)"),
    (Status.FAIL, True, "fix", "Must be put right"),
    (Status.REVIEW, True, "decide", "A person must decide"),
    (Status.UNREAD, True, "unread", "Could not be read"),
    (Status.FAIL, False, "advised", "Better put right"),
    (Status.REVIEW, False, "advised", "A person should look"),
    (Status.UNREAD, False, "unread", "Could not be read (advised)"),
    (Status.PASS, True, "right", "Decided by a person"),
    (Status.PASS, False, "right", "Decided by a person (advised)"),
)


class Number(NamedTuple):
    """A cell with a number: for sorting, as shown, and the name of its column."""

    value: int
    shown: str
    label: str


class Told(NamedTuple):
    """One finding: what is asked, where to look, and what there is to add."""

    anchor: str | None
    title: str
    where: str
    remark: str
    quotes: tuple[str, ...]


class Group(NamedTuple):
    """Findings of one kind."""

    tone: str
    words: str
    findings: tuple[Told, ...]


class Row(NamedTuple):
    """One review; ``rules`` are the numbers of those that failed, with spaces between."""

    name: str
    verdict: str
    word: str
    tone: str
    rank: int
    rules: str
    numbers: tuple[Number, ...]
    remarks: tuple[str, ...]
    worst: tuple[Told, ...]
    groups: tuple[Group, ...]
    counted: str
    files: tuple[Entry, ...]


def row(
    kept: Kept,
    rules: tuple[RuleLine, ...],
    linked: Collection[str],
    *,
    in_full: bool,
    stage: str,
) -> Row:
    """One review as a row. ``linked`` are the ids of rules that the page tells of elsewhere; without
    ``in_full`` only required checks stand behind the row."""
    checked = kept.checked
    verdict = Verdict(checked.verdict)
    remarks = filter(None, (trouble_words(checked), letter_words(checked, stage)))
    failing = [f.rule for f in checked.findings if f.counts_as is Status.FAIL]
    return Row(
        name=visible(kept.name),
        verdict=verdict.value,
        word=_BROKEN if checked.defect else VERDICT_NAMES[verdict],
        tone="broken" if checked.defect else VERDICT_TONES[verdict],
        rank=0 if checked.defect else _RANKS[verdict],
        rules=" ".join(map(str, failing)),
        numbers=_numbers(checked, rules),
        remarks=tuple(remarks),
        worst=tuple(
            _told(f, rule, checked, linked, short=True) for rule, f in worst(checked, rules, WORST)
        ),
        groups=tuple(_groups(checked, rules, linked, in_full=in_full)),
        counted=_counted(checked, in_full=in_full),
        files=tuple(map(_file, checked.files)),
    )


def _numbers(checked: Checked, rules: tuple[RuleLine, ...]) -> tuple[Number, ...]:
    failed, person = open_counts(checked, rules)
    return (
        Number(failed, f"{failed:,}", "Failed"),
        Number(person, f"{person:,}", "Person"),
        Number(checked.unread, f"{checked.unread:,}", "Unread"),
        Number(checked.pages, f"{checked.pages:,}", "Pages"),
        Number(checked.bytes, size_words(checked.bytes), "Size"),
    )


def _groups(
    checked: Checked, rules: Sequence[RuleLine], linked: Collection[str], *, in_full: bool
) -> Iterator[Group]:
    for status, required, tone, words in _GROUPS:
        told = tuple(
            _told(finding, rules[finding.rule], checked, linked)
            for finding in checked.findings
            if finding.counts_as is status and rules[finding.rule].required is required
        )
        if told and (required or in_full):
            yield Group(tone, words, told)


def _told(
    finding: Finding,
    rule: RuleLine,
    checked: Checked,
    linked: Collection[str],
    *,
    short: bool = False,
) -> Told:
    title = visible_prose(rule.title)
    if short:
        title = f"{STATUS_WORDS[finding.counts_as]}: {title}"
    remarks = [finding.decision, finding.message]
    if finding.older:
        remarks.append("Its letter is older than what is asked here.")
    return Told(
        anchor=rule_anchor(rule) if rule.id in linked else None,
        title=title,
        where=places_words(finding, checked.files),
        remark="" if short else " ".join(visible_prose(r) for r in remarks if r),
        quotes=() if short else tuple(visible_prose(q.words) for q in finding.quotes),
    )


def _counted(checked: Checked, *, in_full: bool) -> str:
    if not checked.statuses:
        return ""
    counts = checked.counts()
    said = f"{count(counts[Status.PASS], 'check')} met; "
    said += f"{counts[Status.NOT_APPLICABLE]:,} do not concern these files."
    return said if in_full else said + " Advised checks are left out of so long a list."


def _file(file: FileFacts) -> Entry:
    name = visible(file.name)
    if file.reason:
        return Entry("File", f"{name}: {visible_prose(file.reason)}", file.sha256 or None)
    unread = f", {file.unread:,} not read" if file.unread else ""
    return Entry("File", f"{name}: {count(file.pages, 'page')}{unread}", file.sha256 or None)
