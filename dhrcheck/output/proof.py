"""What every result carries as proof of what was checked, and by which rules: lines and plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dhrcheck.document.passage import page_ranges
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Evidence, PageRange, Status
from dhrcheck.output import Look
from dhrcheck.output.visible import visible
from dhrcheck.output.wording import decided, evidence_place, listed, places, settings_words
from dhrcheck.version import __version__

FAMILIES = {
    "file": "The files themselves",
    "letter": "The Home Office letter",
    "report": "The overview report",
    "summary": "The executive summary",
    "plan": "The action plan",
    "identity": "What could name a person",
    "wording": "The wording",
    "analysis": "The analysis",
    "sending": "Sending and publishing",
}
"""The families of rules by the first word of their ids; own rules have families of their own."""


QUOTES_LEFT_OUT = "Words of the files are left out here (--quotes full shows them)."


def family(rule_id: str) -> str:
    """The family that a rule belongs to: the first word of its id."""
    return rule_id.partition("-")[0]


def base_name(name: str) -> str:
    """The last component of a file's name: folders are nobody else's business."""
    return visible(name.rsplit("/", 1)[-1])


def facts(report: Report, look: Look) -> dict[str, str]:
    """What was checked and how it ended, by short names; the same for the same report."""
    counts = report.counts
    found = {
        "version": __version__,
        "verdict": report.verdict.value,
        "partial": "true" if report.partial else "false",
        "stage": report.stage.value,
        "as_of": report.as_of.isoformat(),
        "profile": visible(report.ruleset.profile),
        "rules": str(len(report.ruleset.rules)),
        "rules_sha256": report.ruleset.sha256,
        "configuration": settings_words(look),
        "names_given": "true" if report.names_given else "false",
    }
    found |= {f"count_{status.value}": str(counts[status]) for status in Status}
    found["decided_by_a_person"] = str(len(decided(report)))
    for number, file in enumerate(report.submission.files, 1):
        found[f"file_{number}"] = base_name(file.name)
        found[f"file_{number}_sha256"] = file.sha256
    return found


def main_file(result: Result) -> int:
    """The index of the file that a result is mostly about; the first where none is."""
    outcome = result.outcome
    held: Iterator[Evidence | PageRange] = iter((*outcome.evidence, *outcome.searched))
    return next((one.file for one in held), 0)


def where(result: Result, report: Report) -> str:
    """Where the evidence stands, in words; empty where there is none on a page."""
    evidence = [e for e in result.outcome.evidence if e.page is not None]
    return evidence_places(evidence, report) if evidence else ""


def evidence_places(evidence: Sequence[Evidence], report: Report) -> str:
    """The pages of ``evidence`` in words, runs of pages joined; files' names where they are none."""
    pages = page_ranges((e.file, e.page) for e in evidence if e.page is not None)
    if pages:
        return places(pages, report.submission, most=12)
    named = dict.fromkeys(evidence_place(e, report.submission) for e in evidence)
    return listed(list(named))


def looked_at(result: Result, report: Report) -> str:
    """Where a missing thing was looked for, in words; empty where evidence says enough."""
    if result.outcome.evidence or not result.outcome.searched:
        return ""
    return places(result.outcome.searched, report.submission)
