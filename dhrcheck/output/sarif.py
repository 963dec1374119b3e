"""A report as SARIF 2.1.0, for code scanning and other collectors of findings.

One SARIF result for each rule that did not end well; what was met or does not concern the files is
counted in the run's properties. A PDF has no lines: pages are logical locations. A person's decision
is a suppression. The same report gives the same bytes: there are no times and no paths in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from dhrcheck.document.passage import clip
from dhrcheck.engine import Report, Result
from dhrcheck.files import well_formed
from dhrcheck.outcome import Evidence, Severity, Status
from dhrcheck.output import Look
from dhrcheck.output.json_report import box_data, number, serialise
from dhrcheck.output.proof import FAMILIES, base_name, facts, family, looked_at, main_file, where
from dhrcheck.output.quotes import HIDDEN
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import advice, read_counts, source_words, verdict_words
from dhrcheck.reading.model import FileReading
from dhrcheck.rulebook.model import Rule
from dhrcheck.version import __version__

SHOWN = (Status.FAIL, Status.REVIEW, Status.UNREAD)
"""The statuses that become results; a rule that broke becomes a notification."""


def render(report: Report, look: Look) -> str:
    """The report as SARIF text with a newline at its end."""
    return serialise(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [_run(report, look)],
        }
    )


def _run(report: Report, look: Look) -> dict[str, Any]:
    rules = {result.rule.id: n for n, result in enumerate(report.results)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "dhrcheck",
                "version": __version__,
                "semanticVersion": __version__,
                "fullName": f"dhrcheck {__version__}: the check before you send",
                "rules": [_rule(result.rule) for result in report.results],
            }
        },
        "automationDetails": {"id": _category(report)},
        "language": "en-GB",
        "invocations": [_invocation(report, look, rules)],
        "artifacts": [_artifact(file) for file in report.submission.files],
        "results": [
            _result(r, report, rules[r.rule.id])
            for r in report.results
            if r.outcome.status in SHOWN
        ],
    }
    if not look.quotes:
        run["redactionTokens"] = [HIDDEN]
    run["properties"] = {**facts(report, look), "verdict_in_words": " ".join(verdict_words(report))}
    return run


def _category(report: Report) -> str:
    """What tells the runs of one review from those of another where a collector keeps both."""
    files = report.submission.files
    return "/".join(("dhrcheck", report.stage.value, *(_uri(f.name) for f in files[:1]), ""))


def _rule(rule: Rule) -> dict[str, Any]:
    sources = [source_words(source) for source in rule.source]
    required = rule.severity is Severity.REQUIRED
    why, fix = visible_prose(rule.why), visible_prose(rule.fix)
    help_text = "\n".join(filter(None, (why, fix, *(f"Source: {s}" for s in sources))))
    return {
        "id": visible(rule.id),
        "shortDescription": _text(rule.title),
        "fullDescription": _text(rule.why or rule.title),
        "help": {"text": _unlinked(help_text or rule.title)},
        "defaultConfiguration": {"level": "error" if required else "warning"},
        "properties": {
            "tags": [family(visible(rule.id)), rule.severity.value],
            "family": FAMILIES.get(family(rule.id), visible(family(rule.id))),
            "severity": rule.severity.value,
            "problem.severity": "error" if required else "warning",
            "decided_by": visible_prose(rule.decided_by),
            "sources": sources,
        },
    }


def _invocation(report: Report, look: Look, rules: dict[str, int]) -> dict[str, Any]:
    broken = report.with_status(Status.ERROR)
    invocation: dict[str, Any] = {
        # Findings are no failure of the run; a rule that broke is.
        "executionSuccessful": not broken,
        "toolExecutionNotifications": [
            *(_broke(result, rules[result.rule.id]) for result in broken),
            *_not_read(report),
        ],
    }
    if look.exit_code is not None:
        invocation["exitCode"] = look.exit_code
        invocation["exitCodeDescription"] = " ".join(verdict_words(report))
    return invocation


def _broke(result: Result, index: int) -> dict[str, Any]:
    return {
        "level": "error",
        "message": _text(f"The rule broke: a defect in dhrcheck ({result.defect or 'unknown'})."),
        "associatedRule": {"id": visible(result.rule.id), "index": index},
    }


def _not_read(report: Report) -> Iterator[dict[str, Any]]:
    pages = report.submission.unread()
    if pages:
        words = pages.words(report.submission)
        yield {"level": "warning", "message": _text(f"Not read: {words}.")}


def _artifact(file: FileReading) -> dict[str, Any]:
    artifact: dict[str, Any] = {
        "location": {"uri": _uri(file.name)},
        "length": file.bytes,
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": file.sha256},
        "properties": {
            "name": base_name(file.name),
            "pages": len(file.pages),
            "read": {way.value: n for way, n in read_counts(file).items()},
            "outcome": file.outcome.value,
        },
    }
    if file.kind == "PDF":
        artifact["mimeType"] = "application/pdf"
    return artifact


def _result(result: Result, report: Report, index: int) -> dict[str, Any]:
    rule, outcome = result.rule, result.outcome
    made: dict[str, Any] = {
        "ruleId": visible(rule.id),
        "ruleIndex": index,
        "level": _level(result),
        "message": _text(_said(result, report)),
        "locations": list(_locations(result, report)),
        "partialFingerprints": _fingerprints(result, report),
    }
    if outcome.nearest is not None:
        near = Evidence(outcome.nearest.file, outcome.nearest.page, outcome.nearest.quote)
        alike = number(outcome.nearest.score, 1)
        made["relatedLocations"] = [
            {**_location((near,), report, f"Nearest: {alike} of 100 alike."), "id": 1}
        ]
    if result.decision is not None:
        made["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": visible_prose(result.decision),
            }
        ]
    made["properties"] = {
        "status": outcome.status.value,
        "counts_as": result.counts_as.value,
        "severity": rule.severity.value,
        "decision": None if result.decision is None else visible_prose(result.decision),
        "pages": [{"file": e.file, "page": e.page} for e in _distinct(outcome.evidence) if e.page],
    }
    return made


def _level(result: Result) -> str:
    if result.counts_as is Status.FAIL or result.outcome.status is Status.FAIL:
        return "error" if result.rule.severity is Severity.REQUIRED else "warning"
    return "note" if result.outcome.status is Status.REVIEW else "warning"


def _said(result: Result, report: Report) -> str:
    parts = [visible_prose(result.outcome.message)]
    if on := where(result, report):
        parts.append(f"See {on}.")
    if looked := looked_at(result, report):
        parts.append(f"Looked at {looked}.")
    if fix := advice(result):
        parts.append(f"To do: {visible_prose(fix)}")
    if result.decided is not None:
        parts.append(f"Decided: {visible_prose(result.decided.sentence)}")
    return " ".join(parts)


def _distinct(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    return list({(e.file, e.page): e for e in reversed(evidence)}.values())[::-1]


def _locations(result: Result, report: Report) -> Iterator[dict[str, Any]]:
    pages: dict[tuple[int, int | None], list[Evidence]] = {}
    for found in result.outcome.evidence:
        pages.setdefault((found.file, found.page), []).append(found)
    if not pages and report.submission.files:
        pages = {(0, None): [Evidence(main_file(result), None)]}
    for held in pages.values():
        yield _location(tuple(held), report)


def _location(
    held: tuple[Evidence, ...], report: Report, message: str | None = None
) -> dict[str, Any]:
    """One page, with every place on it."""
    first = held[0]
    file = report.submission.files[first.file]
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(file.name), "index": first.file},
            # A PDF has no lines; collectors want a region all the same, and the whole file is one.
            "region": {"byteOffset": 0, "byteLength": file.bytes},
        }
    }
    quotes = [f"“{visible_prose(clip(e.quote))}”" for e in held if e.quote]
    words = " ".join(filter(None, (message, "; ".join(quotes))))
    if words:
        place["message"] = _text(words)
    if first.page is not None:
        place["logicalLocations"] = [
            {
                "name": f"page {first.page}",
                "fullyQualifiedName": f"{base_name(file.name)}/page {first.page}",
                "kind": "page",
            }
        ]
        boxes = [box for e in held if (box := box_data(e.box)) is not None]
        place["properties"] = {"page": first.page, "boxes": boxes}
    return place


def _fingerprints(result: Result, report: Report) -> dict[str, str]:
    """What makes a finding the same one in the next version of the file: its rule and the file's name."""
    files = report.submission.files
    name = base_name(files[main_file(result)].name) if files else ""
    digest = sha256(f"{result.rule.id}\0{name}".encode("utf-8", "replace")).hexdigest()
    return {"dhrcheck/v1": digest, "primaryLocationLineHash": f"{digest[:16]}:1"}


def _uri(name: str) -> str:
    return quote(well_formed(name.rsplit("/", 1)[-1]), safe="")


def _text(text: str) -> dict[str, str]:
    return {"text": _unlinked(visible_prose(text)) or "-"}


def _unlinked(text: str) -> str:
    """SARIF takes ``[words](target)`` in a message for a link; words of a report make none."""
    return text.replace("](", "] (")
