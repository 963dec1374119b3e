"""A report as CSV for a spreadsheet: one row a rule, with what proves which file it is about.

Every cell is quoted, and none begins with what a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
from io import StringIO

import regex

from dhrcheck.document.passage import clip
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Status
from dhrcheck.output import Look
from dhrcheck.output.proof import base_name, main_file, where
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import advice, decided, source_words
from dhrcheck.version import __version__

COLUMNS = (
    "dhrcheck", "verdict", "partial", "stage", "as_of", "rule", "title", "severity", "status",
    "decision", "message", "pages", "quotes", "to_do", "source", "file", "file_sha256",
    "all_files", "profile", "rules_sha256", "counts", "decided_by_a_person",
)  # fmt: skip

MOST_QUOTES = 5

# A file with commas may be opened where semicolons part the cells: what stands behind one counts too.
_FORMULA = regex.compile(r"(^|[;|\t])(\s*)(?=[=+\-@＝＋－＠])")


def render(report: Report, look: Look) -> str:
    """The report as CSV with a mark at its beginning by which spreadsheets know that it is UTF-8."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    same = _same(report)
    for result in report.results:
        row = {**same, **_own(result, report)}
        writer.writerow([harmless(row[column]) for column in COLUMNS])
    return "\ufeff" + text.getvalue()


def _same(report: Report) -> dict[str, str]:
    """What every row says of the check."""
    files = report.submission.files
    counts = "; ".join(f"{status.value} {report.counts[status]}" for status in Status)
    return {
        "dhrcheck": __version__,
        "verdict": report.verdict.value,
        "partial": "partial check" if report.partial else "",
        "stage": report.stage.value,
        "as_of": report.as_of.isoformat(),
        "all_files": "; ".join(f"{base_name(f.name)} ({f.sha256})" for f in files),
        "profile": visible_prose(report.ruleset.profile),
        "rules_sha256": report.ruleset.sha256,
        "counts": counts,
        "decided_by_a_person": str(len(decided(report))),
    }


def _own(result: Result, report: Report) -> dict[str, str]:
    rule, outcome = result.rule, result.outcome
    files = report.submission.files
    file = files[main_file(result)] if files else None
    sentence = result.decision or (result.decided.sentence if result.decided else "")
    message = outcome.message + (f" ({result.defect})" if result.defect else "")
    return {
        "rule": visible(rule.id),
        "title": visible_prose(rule.title),
        "severity": rule.severity.value,
        "status": outcome.status.value,
        "decision": visible_prose(sentence),
        "message": visible_prose(message),
        "pages": where(result, report),
        "quotes": _quotes(result),
        "to_do": visible_prose(advice(result) or ""),
        "source": "; ".join(source_words(source) for source in rule.source),
        "file": base_name(file.name) if file else "",
        "file_sha256": file.sha256 if file else "",
    }


def _quotes(result: Result) -> str:
    quotes = [visible_prose(clip(e.quote)) for e in result.outcome.evidence if e.quote]
    more = f" and {len(quotes) - MOST_QUOTES} more" if len(quotes) > MOST_QUOTES else ""
    return "; ".join(f"“{quote}”" for quote in quotes[:MOST_QUOTES]) + more


def harmless(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it, or a part of it, for a formula."""
    return _FORMULA.sub(r"\1'\2", cell)
