"""A report as JUnit XML, as CI servers read it: a suite a family of rules, a case a rule.

What stops the gate is a failure or an error, so that a server that reads this and one that goes by
the exit code agree (see ``--fail-on``). What was not read is never a passed case.
"""

from __future__ import annotations

from itertools import chain
from xml.etree import ElementTree as ET

import regex

from dhrcheck.document.passage import clip
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Severity, Status
from dhrcheck.output import JUNIT_OPENING, Look, begin
from dhrcheck.output.proof import FAMILIES, base_name, facts, family, looked_at, main_file
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import advice, evidence_place, source_words, verdict_words

_NOT_IN_XML = regex.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

MOST_QUOTES = 50
"""Places of one finding that are written out."""


def render(report: Report, look: Look) -> str:
    """The report as XML text with a newline at its end."""
    suites: dict[str, list[ET.Element]] = {}
    for result in report.results:
        case = _case(result, report, look)
        suites.setdefault(family(result.rule.id), []).append(case)
    root = ET.Element("testsuites", {"name": "dhrcheck", **_counts(list(chain(*suites.values())))})
    for name, cases in suites.items():
        root.append(_suite(name, cases, report, look))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    # The element is written by its opening words, so that a file of ours is known again.
    opening = begin(JUNIT_OPENING)
    return opening + text.removeprefix('<testsuites name="dhrcheck"') + "\n"


def _suite(name: str, cases: list[ET.Element], report: Report, look: Look) -> ET.Element:
    title = _xml(FAMILIES.get(name, name))
    suite = ET.Element("testsuite", {"name": title, **_counts(cases), "time": "0"})
    properties = ET.SubElement(suite, "properties")
    said = {**facts(report, look), "verdict_in_words": ": ".join(verdict_words(report))}
    for key, value in said.items():
        ET.SubElement(properties, "property", {"name": f"dhrcheck.{key}", "value": _xml(value)})
    suite.extend(cases)
    return suite


def _counts(cases: list[ET.Element]) -> dict[str, str]:
    number = {
        name: sum(case.find(tag) is not None for case in cases)
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    return {"tests": str(len(cases)), **{name: str(n) for name, n in number.items()}}


def _case(result: Result, report: Report, look: Look) -> ET.Element:
    rule = result.rule
    case = ET.Element(
        "testcase",
        {
            "classname": _xml(f"dhrcheck.{family(rule.id)}"),
            "name": _xml(f"{rule.id}: {visible_prose(rule.title)}"),
            "time": "0",
        },
    )
    files = report.submission.files
    if result.outcome.evidence and files:
        case.set("file", _xml(base_name(files[main_file(result)].name)))
    text = _text(result, report)
    outcome = _outcome(result, look)
    if outcome is None:
        ET.SubElement(case, "system-out").text = text
        return case
    tag, kind, lead = outcome
    said = ET.SubElement(case, tag, {"message": _xml(lead + visible_prose(result.outcome.message))})
    if tag == "skipped":
        ET.SubElement(case, "system-out").text = text
    else:
        said.set("type", kind)
        said.text = text
    return case


def _outcome(result: Result, look: Look) -> tuple[str, str, str] | None:
    """The element that says how a case ended, its type, and the first words of its message; None
    for a passed case."""
    required = result.rule.severity is Severity.REQUIRED
    status = result.counts_as
    if result.outcome.status is Status.ERROR:
        return "error", "defect", f"A defect in dhrcheck ({result.defect or 'unknown'}): "
    if status is Status.FAIL:
        if required or look.fail_on == "advised":
            return "failure", result.rule.severity.value, ""
        return "skipped", "", "Advised, and not met: "
    if status is Status.UNREAD:
        if required:
            return "error", "unread", "Not read: "
        return "skipped", "", "Advised, and not read: "
    if status is Status.REVIEW:
        if required and look.fail_on in ("review", "advised"):
            return "failure", "review", "A person must decide: "
        return None
    if status is Status.NOT_APPLICABLE:
        return "skipped", "", "Not applicable: "
    return None


_LEAD = {
    Status.PASS: "Met.",
    Status.FAIL: "Not met.",
    Status.REVIEW: "A person must decide.",
    Status.UNREAD: "Could not be read.",
    Status.NOT_APPLICABLE: "Does not concern these files.",
    Status.ERROR: "Broke: a defect in dhrcheck.",
}


def _text(result: Result, report: Report) -> str:
    """Everything that is to be said of one rule, a line each."""
    rule, outcome = result.rule, result.outcome
    lines = [f"{_LEAD[outcome.status]} ({rule.severity.value})", outcome.message]
    for found in outcome.evidence[:MOST_QUOTES]:
        quote = f": “{visible_prose(clip(found.quote))}”" if found.quote else ""
        lines.append(f"- {evidence_place(found, report.submission)}{quote}")
    if (more := len(outcome.evidence) - MOST_QUOTES) > 0:
        lines.append(f"- and {more:,} more")
    if looked := looked_at(result, report):
        lines.append(f"Looked at {looked}.")
    if result.decision or result.decided:
        said = result.decision or (result.decided.sentence if result.decided else "")
        lines.append(f"Decided: {said}")
    if fix := advice(result):
        lines.append(f"To do: {fix}")
    lines += [f"Source: {source_words(source)}" for source in rule.source]
    return _xml("\n".join(visible_prose(line) for line in lines), newlines=True)


def _xml(text: str, *, newlines: bool = False) -> str:
    """``text`` in characters that XML 1.0 knows, harmless on a terminal."""
    lines = [visible(line) for line in text.split("\n")] if newlines else [visible(text)]
    return _NOT_IN_XML.sub("�", "\n".join(lines))
