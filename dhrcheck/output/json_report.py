"""A report as JSON, exactly as the contract (version 1) and ``report.schema.json`` describe it.

Keys may be added, never removed or changed in meaning. The same report gives the same bytes.
"""

from __future__ import annotations

import json
import math
from typing import Any

from dhrcheck.decisions.model import Decision, DecisionsUsed, State
from dhrcheck.document.passage import clip
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Box, Evidence, NearMiss, PageRange, Status
from dhrcheck.output import Look
from dhrcheck.output.visible import safe_json
from dhrcheck.output.wording import advice, read_counts, source_words
from dhrcheck.reading.model import FileReading
from dhrcheck.version import __version__

SCHEMA_VERSION = "1"


def render(report: Report, look: Look) -> str:
    """The report as JSON text with a newline at its end."""
    data = as_data(report)
    if look.configuration:
        name = look.configuration.replace("\\", "/").rsplit("/", 1)[-1]
        data["configuration"] = {"file": name, "settings": list(look.configured)}
    return serialise(data)


def serialise(data: dict[str, Any]) -> str:
    """``data`` as JSON text: UTF-8, keys in the order given, a newline at the end."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return safe_json(text) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as the contract's object."""
    submission = report.submission
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "dhrcheck", "version": __version__},
        "stage": report.stage.value,
        "as_of": report.as_of.isoformat(),
        "verdict": report.verdict.value,
        "partial": report.partial,
        "names_given": report.names_given,
        "ruleset": {
            "profile": report.ruleset.profile,
            "rules": len(report.ruleset.rules),
            "sha256": report.ruleset.sha256,
        },
        "files": [file_data(f) for f in submission.files],
        "parts": [{"part": p.role.value, **_range(p.pages)} for p in submission.parts],
        "counts": {status.value: report.counts[status] for status in Status},
        "configuration": None,
        "decisions": _decisions(report.decisions),
        "results": [_result(r) for r in report.results],
    }


def file_data(reading: FileReading) -> dict[str, Any]:
    """One file: its base name, digest, size, and how its pages were read."""
    return {
        # Two files of one name are told apart by their folders elsewhere; here their number does.
        "name": reading.name.rsplit("/", 1)[-1],
        "sha256": reading.sha256,
        "bytes": reading.bytes,
        "pages": len(reading.pages),
        "read": {way.value: number for way, number in read_counts(reading).items()},
        "outcome": reading.outcome.value,
        "reason": reading.reason,
    }


def _result(result: Result) -> dict[str, Any]:
    rule, outcome = result.rule, result.outcome
    return {
        "rule": rule.id,
        "title": rule.title,
        "severity": rule.severity.value,
        "status": outcome.status.value,
        "message": outcome.message,
        "fix": advice(result),
        "source": [source_words(s) for s in rule.source],
        "decision": result.decision or (result.decided.sentence if result.decided else None),
        "searched": [_range(r) for r in outcome.searched],
        "nearest": _nearest(outcome.nearest),
        "evidence": [_evidence(e) for e in outcome.evidence],
        "defect": result.defect,
        "decided": None if result.decided is None else decision_data(result.decided),
    }


def _decisions(made: DecisionsUsed | None) -> dict[str, Any] | None:
    """What became of the decisions file; None where none was taken."""
    if made is None:
        return None
    return {
        "file": made.file,
        "settled": made.settled,
        "states": {s.value: len(made.with_state(s)) for s in State},
        "entries": [
            {
                **decision_data(placed.decision),
                "state": placed.state.value,
                "line": placed.decision.line,
            }
            for placed in made.entries
            if placed.state is not State.OTHER_REVIEW
        ],
    }


def decision_data(one: Decision) -> dict[str, Any]:
    """One decision as it stands in the file, without its digests."""
    return {
        "rule": one.rule,
        "decision": one.ruling.value,
        "who": one.who,
        "date": one.day.isoformat(),
        "expires": one.expires.isoformat() if one.expires else None,
        "reason": one.reason,
    }


def _range(pages: PageRange) -> dict[str, int]:
    return {"file": pages.file, "first_page": pages.first_page, "last_page": pages.last_page}


def _nearest(nearest: NearMiss | None) -> dict[str, Any] | None:
    if nearest is None:
        return None
    return {
        "file": nearest.file,
        "page": nearest.page,
        "quote": clip(nearest.quote),
        "score": number(nearest.score, 1),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "file": evidence.file,
        "page": evidence.page,
        "quote": None if evidence.quote is None else clip(evidence.quote),
        "box": box_data(evidence.box),
        "read": None if evidence.read is None else evidence.read.value,
        "score": number(evidence.score, 1),
    }


def box_data(box: Box | None) -> list[float | None] | None:
    """A box in points from the top-left, to two decimals; None where a side is no number."""
    if box is None or not all(map(math.isfinite, box)):
        return None
    return [number(side, 2) for side in box]


def number(value: float | None, digits: int) -> float | None:
    """``value`` rounded, without a negative zero; None where it is no finite number."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), digits) + 0.0
