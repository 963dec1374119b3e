"""A run over many reviews as JSON, as ``triage.schema.json`` describes it.

Keys may be added, never removed or changed in meaning. The same files, rules and day give the same
bytes, on whatever machines they were checked.
"""

from __future__ import annotations

from typing import Any

from dhrcheck.outcome import Status, Verdict
from dhrcheck.output import Look
from dhrcheck.output.json_report import serialise
from dhrcheck.output.triage_words import open_counts
from dhrcheck.triage.model import Changes, TriageRun
from dhrcheck.triage.result import Finding, worst
from dhrcheck.triage.store import Kept
from dhrcheck.version import __version__

SCHEMA_VERSION = "1"
WORST = 3


def render(run: TriageRun, look: Look) -> str:
    """The run as JSON text with a newline at its end."""
    return serialise(as_data(run))


def as_data(run: TriageRun) -> dict[str, Any]:
    """The run as the schema's object."""
    totals = run.totals
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "dhrcheck", "version": __version__},
        "stage": run.stage,
        "as_of": run.as_of,
        "partial": run.partial,
        "names_given": run.names_given,
        "complete": not (run.interrupted or run.lost),
        "ruleset": {"profile": run.profile, "rules": len(run.rules), "sha256": run.ruleset},
        "grouping": run.grouping,
        "notes": list(run.notes),
        "duplicates": [{"review": name, "copy_of": first} for name, first in run.duplicates],
        "totals": {
            "found": run.found,
            "reviews": totals.reviews,
            "verdicts": {verdict.value: totals.verdicts.get(verdict, 0) for verdict in Verdict},
            "not_checked": totals.not_checked,
            "pages": totals.pages,
            "unread_pages": totals.unread,
            "bytes": totals.bytes,
        },
        "rules": [
            {
                "rule": line.rule.id,
                "title": line.rule.title,
                "severity": line.rule.severity,
                "fail": line.failed,
                "review": line.review,
                "unread": line.unread,
            }
            for line in totals.rules
        ],
        "changes": None if run.changes is None else _changes(run.changes),
        "reviews": [_review(kept, run) for kept in run.reviews()],
    }


def _review(kept: Kept, run: TriageRun) -> dict[str, Any]:
    checked = kept.checked
    failed, person = open_counts(checked, run.rules)
    counts = checked.counts()
    return {
        "review": kept.name,
        "verdict": checked.verdict,
        "reason": checked.trouble,
        "defect": checked.defect,
        "required_failed": failed,
        "required_review": person,
        "required_unread": checked.open(run.rules, Status.UNREAD, required=True),
        "advised_failed": checked.open(run.rules, Status.FAIL, required=False),
        "counts": {status.value: counts[status] for status in Status},
        "pages": checked.pages,
        "unread_pages": checked.unread,
        "bytes": checked.bytes,
        "letter": checked.letter if checked.statuses else None,
        "letter_date": checked.letter_date,
        "asked_later": checked.older,
        "parts": list(checked.parts),
        "files": [
            {
                "name": file.name,
                "sha256": file.sha256,
                "bytes": file.bytes,
                "pages": file.pages,
                "unread_pages": file.unread,
                "outcome": file.outcome,
                "reason": file.reason,
            }
            for file in checked.files
        ],
        "worst": [rule.id for rule, _ in worst(checked, run.rules, WORST)],
        "findings": [_finding(finding, run) for finding in checked.findings],
    }


def _finding(finding: Finding, run: TriageRun) -> dict[str, Any]:
    rule = run.rules[finding.rule]
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "status": finding.status,
        "counts_as": finding.counts_as.value,
        "decision": finding.decision,
        "asked_later": finding.older,
        "pages": [
            {"file": place.file, "first_page": place.first, "last_page": place.last}
            for place in finding.pages
        ],
        "message": finding.message,
        "quotes": [
            {"file": quote.file, "page": quote.page, "quote": quote.words}
            for quote in finding.quotes
        ],
    }


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "since": changes.since,
        "other_rules": changes.other_rules,
        "unchanged": changes.unchanged,
        "added": list(changes.added),
        "gone": list(changes.gone),
        "reviews": [
            {
                "review": change.name,
                "before": change.before,
                "now": change.now,
                "fixed": list(change.fixed),
                "new": list(change.new),
                "still_open": list(change.still_open),
                "settled": list(change.settled),
            }
            for change in changes.reviews
        ],
    }
