"""A run over many reviews as CSV for a spreadsheet: one row a review.

Cells are made harmless as in the report's own CSV.
"""

from __future__ import annotations

import csv
from io import StringIO

from dhrcheck.outcome import Status
from dhrcheck.output import Look
from dhrcheck.output.csv_rows import harmless
from dhrcheck.output.triage_words import finding_words, letter_words, open_counts, trouble_words
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.triage.model import TriageRun
from dhrcheck.triage.result import worst
from dhrcheck.triage.store import Kept
from dhrcheck.version import __version__

COLUMNS = (
    "dhrcheck", "verdict", "partial", "stage", "as_of", "review", "required_failed",
    "required_review", "required_unread", "advised_failed", "unread_pages", "pages", "bytes",
    "letter", "letter_date", "worst", "remarks", "files", "counts", "profile", "rules_sha256",
)  # fmt: skip

WORST = 3


def render(run: TriageRun, look: Look) -> str:
    """The run as CSV with a mark at its beginning by which spreadsheets know that it is UTF-8."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for kept in run.reviews():
        row = _cells(kept, run)
        writer.writerow([harmless(row[column]) for column in COLUMNS])
    return "\ufeff" + text.getvalue()


def _cells(kept: Kept, run: TriageRun) -> dict[str, str]:
    checked = kept.checked
    failed, person = open_counts(checked, run.rules)
    found = worst(checked, run.rules, WORST)
    counts = checked.counts()
    return {
        "dhrcheck": __version__,
        "verdict": checked.verdict,
        "partial": "partial check" if run.partial else "",
        "stage": run.stage,
        "as_of": run.as_of,
        "review": visible(kept.name),
        "required_failed": str(failed),
        "required_review": str(person),
        "required_unread": str(checked.open(run.rules, Status.UNREAD, required=True)),
        "advised_failed": str(checked.open(run.rules, Status.FAIL, required=False)),
        "unread_pages": str(checked.unread),
        "pages": str(checked.pages),
        "bytes": str(checked.bytes),
        "letter": checked.letter if checked.statuses else "",
        "letter_date": checked.letter_date or "",
        "worst": "; ".join(finding_words(rule, f, checked.files) for rule, f in found),
        "remarks": " ".join(
            filter(None, (trouble_words(checked), letter_words(checked, run.stage)))
        ),
        "files": "; ".join(f"{visible(f.name)} ({f.sha256})" for f in checked.files),
        "counts": "; ".join(f"{status.value} {counts[status]}" for status in Status),
        "profile": visible_prose(run.profile),
        "rules_sha256": run.ruleset,
    }
