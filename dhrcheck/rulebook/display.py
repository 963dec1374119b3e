"""Rules and their trials as plain text for people: nothing here decides anything."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dhrcheck.rulebook.model import Example, Rule, Source
from dhrcheck.rulebook.problems import printable

if TYPE_CHECKING:
    from dhrcheck.rulebook.examples import RuleTrial, Trial

WIDTH = 80
LABEL = 16
PRACTICE = "Practice seen in published reviews"
STAGES = {
    "submission": "submission (before the Quality Assurance Panel)",
    "publication": "publication (after the Panel's letter)",
}
DECIDED = {
    "machine": "by the program, with certainty",
    "evidence": "by the program, which shows the words it judged by",
    "person": "by a person; the program lays out what helps",
}


def rule_table(rules: Iterable[Rule]) -> str:
    """A line for each rule: id, severity, stages, title."""
    listed = list(rules)
    width = max([len(r.id) for r in listed] + [2])
    lines = [f"{'id':<{width}}  severity  stages      title"]
    for rule in listed:
        stages = "both" if len(rule.stages) == 2 else rule.stages[0].value
        head = f"{rule.id:<{width}}  {rule.severity.value:<8}  {stages:<11} "
        lines.append(f"{head}{printable(rule.title)}")
    required = sum(r.severity.value == "required" for r in listed)
    lines += ["", f"{_count(len(listed), 'rule')}, {required} of them required."]
    return "\n".join(lines)


def rule_page(rule: Rule) -> str:
    """All of a rule, as a reader wants it."""
    stages = " and ".join(STAGES[s.value] for s in rule.stages)
    lines = [
        f"{rule.id}: {printable(rule.title)}",
        "",
        *_entry("severity", _severity(rule)),
        *_entry("decided", DECIDED[rule.decided_by]),
        *_entry("asked at", stages),
        *_entry("looks at", where_words(rule)),
        *_entry("why", rule.why),
        *_entry("what to do", rule.fix),
    ]
    for source in rule.source:
        lines += _entry("source", source_words(source))
    if rule.asked_in_letter:
        quoted = ", ".join(f"“{p}”" for p in rule.asked_in_letter)
        lines += _entry("older", f"an older letter asks for this where it says {quoted}")
    if rule.file is not None:
        lines += _entry("file", _short(rule.file))
    if rule.examples:
        lines += ["", "Examples"]
    for example in rule.examples:
        lines += _entry(example.status.value, words_of(example) or f"({example.name})")
    return "\n".join(lines)


def _severity(rule: Rule) -> str:
    said = rule.severity.value
    if rule.severity_from:
        said += f" (by {rule.severity_from})"
    return said if rule.waivable else f"{said}; nobody may waive it or switch it off"


def source_words(source: Source) -> str:
    """A source with what is known about it, honestly."""
    said = source.ref
    if source.date is not None:
        day = f"{source.date.day} {source.date:%B %Y}"
        said += "" if day in said else f" ({day})"
    if source.ref.startswith(PRACTICE):
        return f"{said}: practice, not a requirement"
    return said if source.seen else f"{said}: commonly asked for, not confirmed at its source"


def words_of(example: Example) -> str:
    """The text of an example, each part under its name where it has several."""
    pieces: list[str] = []
    for form in example.content.submitted.handed_in:
        pieces += [form.text] if form.text else []
        pieces += [f"[{role.value}] {text}" for role, text in form.parts.items()]
        pieces += [f"[plan] {form.plan.note}"] if form.plan else []
    return " ".join(" ".join(pieces).split())


def _short(file: Path) -> str:
    """A path as seen from here, where it lies below."""
    try:
        return str(file.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(file)


def where_words(rule: Rule) -> str:
    """Which parts and sections a rule looks at, in plain words."""
    where = rule.where
    said = " or ".join(r.value for r in where.part) or "everything"
    if where.section:
        said += f", section {' or '.join(where.section)}"
    if where.not_in:
        said += f", but not {', '.join(r.value for r in where.not_in)}"
    return said


def _entry(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=f"{label:<{LABEL}}",
        subsequent_indent=" " * LABEL,
        break_long_words=False,
        break_on_hyphens=False,
    )


def trial_report(tried: RuleTrial) -> str:
    """What did not go as expected with one rule; empty where all did."""
    if tried.sound:
        return ""
    lines = [f"{tried.rule.id}"]
    for trial in tried.failed:
        lines += _trial(tried.rule, trial)
    lines += [f"  wanted: {gap}" for gap in tried.gaps]
    return "\n".join(lines)


def _trial(rule: Rule, trial: Trial) -> list[str]:
    example = trial.example
    place = f"{_short(rule.file) if rule.file else rule.id}:{example.line}"
    lines = [f"  {printable(place)}", f"    {printable(example.name)}"]
    lines += [f"    {printable(problem)}" for problem in trial.problems]
    text = words_of(example)
    if text:
        lines += _indented("text", text)
    if trial.result is not None:
        outcome = trial.result.outcome
        lines += _indented("message", outcome.message)
        for found in outcome.evidence[:4]:
            page = f"page {found.page}" if found.page else "the file"
            lines += _indented("evidence", f"{page}: {found.quote or '(no words)'}")
        if outcome.nearest is not None:
            near = outcome.nearest
            lines += _indented("nearest", f"page {near.page}: {near.quote} ({near.score:.0f})")
    return lines


def _indented(label: str, text: str) -> list[str]:
    wrapped = textwrap.wrap(printable(text), WIDTH - 16, max_lines=4, placeholder=" …")
    return [
        f"    {label + ':' if n == 0 else '':<11}{line}" for n, line in enumerate(wrapped or [""])
    ]


def trial_summary(tried: list[RuleTrial]) -> str:
    """One line on everything that was tried."""
    plain = sum(not t.manner for rule in tried for t in rule.trials)
    misprints = sum(bool(t.manner) for rule in tried for t in rule.trials)
    wrong = sum(not rule.sound for rule in tried)
    said = f"{_count(len(tried), 'rule')}, {_count(plain, 'example')}"
    if misprints:
        said += f", {_count(misprints, 'misprint')}"
    return f"{said}: " + (
        f"{_count(wrong, 'rule')} not as expected." if wrong else "all as expected."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
