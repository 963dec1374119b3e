"""A report as GitHub's workflow commands: annotations on a run, one a finding.

Each line is one command. Nothing that comes from a file can end a command or begin another.
"""

from __future__ import annotations

from collections.abc import Iterator

from dhrcheck.document.passage import clip
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Severity, Status
from dhrcheck.output import GITHUB_OPENING, Look, begin
from dhrcheck.output.proof import QUOTES_LEFT_OUT, base_name, looked_at, main_file, where
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import (
    STAGE_WORDS,
    advice,
    count,
    decided,
    decisions_words,
    file_line,
    names_words,
    settings_words,
    stage_chosen,
    verdict_words,
)

LEVELS = ("error", "warning", "notice")


def render(report: Report, look: Look) -> str:
    """The report as lines of commands with a newline at its end."""
    lines = [begin(GITHUB_OPENING) + _data(_summary(report, look))]
    found = [(level, result) for result in report.results if (level := _level(result))]
    found.sort(key=lambda pair: LEVELS.index(pair[0]))
    lines += [_command(level, result, report) for level, result in found]
    return "\n".join(lines) + "\n"


def _summary(report: Report, look: Look) -> str:
    return "\n".join(filter(None, _summary_lines(report, look)))


def _summary_lines(report: Report, look: Look) -> Iterator[str]:
    yield "Verdict: {}. {}".format(*verdict_words(report))
    for file in report.submission.files:
        yield f"{file_line(file)} (SHA-256 {file.sha256})"
    assumed = "; assumed, because none was given" if look.stage_assumed else stage_chosen(look)
    yield f"Stage: {STAGE_WORDS[report.stage]}{assumed}. {report.as_of.isoformat()} counts as today."
    rules = report.ruleset
    yield f"Rules: {len(rules.rules)} ({visible(rules.profile)}, SHA-256 {rules.sha256})"
    yield ", ".join(f"{status.value} {number}" for status, number in report.counts.items())
    if settled := len(decided(report)):
        yield f"{count(settled, 'finding')} decided by a person"
    yield decisions_words(report)
    if set_ := settings_words(look):
        yield f"Settings: {set_}"
    if names := names_words(report):
        yield names[0].upper() + names[1:]
    if not look.quotes:
        yield QUOTES_LEFT_OUT


def _level(result: Result) -> str | None:
    required = result.rule.severity is Severity.REQUIRED
    if result.outcome.status is Status.ERROR:
        return "error"
    if result.counts_as is Status.FAIL:
        return "error" if required else "warning"
    if result.counts_as is Status.UNREAD:
        return "warning"
    return "notice" if result.counts_as is Status.REVIEW else None


def _command(level: str, result: Result, report: Report) -> str:
    files = report.submission.files
    properties = {"title": f"{visible(result.rule.id)}: {visible_prose(result.rule.title)}"}
    if files:
        properties["file"] = base_name(files[main_file(result)].name)
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {given}::{_data(_said(result, report))}"


def _said(result: Result, report: Report) -> str:
    outcome = result.outcome
    lines = [visible_prose(outcome.message)]
    if result.defect:
        lines.append(f"A defect in dhrcheck: {visible(result.defect)}.")
    if on := where(result, report):
        lines.append(f"See {on}.")
    lines += [f"“{visible_prose(clip(e.quote))}”" for e in outcome.evidence[:3] if e.quote]
    if looked := looked_at(result, report):
        lines.append(f"Looked at {looked}.")
    if result.decided is not None:
        lines.append(visible_prose(result.decided.sentence))
    if fix := advice(result):
        lines.append(f"To do: {visible_prose(fix)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    """``text`` as the message of a command."""
    # An older form of commands is looked for anywhere on a line.
    text = text.replace("##[", "## [")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """``text`` as the value of one of a command's properties."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
