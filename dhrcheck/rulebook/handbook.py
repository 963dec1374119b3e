"""All rules as one page of Markdown: what, why, how to put it right, on whose word, with examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dhrcheck.outcome import Severity, Status
from dhrcheck.rulebook.display import DECIDED, STAGES, source_words, where_words, words_of
from dhrcheck.rulebook.model import Rule

_FAMILIES = {
    "file": "The file",
    "bundle": "What belongs together",
    "report": "The overview report",
    "summary": "The executive summary",
    "plan": "The action plan",
    "identity": "Identity",
    "wording": "Wording",
    "analysis": "Analysis",
    "sending": "Sending",
}
_SHOWN = (Status.PASS, Status.FAIL, Status.REVIEW)
_LONGEST = 300

_PREFACE = """\
# The rules

Written by `dhrcheck rules docs` from the files in `rules/`; do not change it by hand.

A rule ends in one of these: **pass**, it is met; **fail**, it is not, and the result shows the words or
where they were looked for; **review**, a person must decide, with the evidence laid out; **unread**,
pages that could change the answer could not be read; **not-applicable**, it does not concern this
review. A *required* rule that fails stops a gate; an *advised* one is only shown. A pass never means that
the Quality Assurance Panel will approve.
"""


def handbook(rules: Sequence[Rule], families: Mapping[str, Sequence[str]]) -> str:
    """The page on ``rules``; ``families`` are the ids of the standard rules by family, in order."""
    by_id = {rule.id: rule for rule in rules}
    pieces = [_PREFACE, _overview(rules)]
    for family, ids in families.items():
        chosen = [by_id.pop(rule) for rule in ids if rule in by_id]
        if chosen:
            pieces.append(f"## {_FAMILIES.get(family, family.capitalize())}\n")
            pieces += [_entry(rule) for rule in chosen]
    if by_id:
        pieces.append("## Further rules\n")
        pieces += [_entry(rule) for rule in by_id.values()]
    return "\n".join(pieces)


def _overview(rules: Sequence[Rule]) -> str:
    required = sum(rule.severity is Severity.REQUIRED for rule in rules)
    lines = [
        f"There are {len(rules)} rules, {required} of them required.\n",
        "| rule | severity | asked at | can end in |",
        "| --- | --- | --- | --- |",
    ]
    for rule in rules:
        stages = " and ".join(stage.value for stage in rule.stages)
        lines.append(
            f"| [{rule.id}](#{rule.id}) | {rule.severity.value} | {stages} | "
            f"{', '.join(s.value for s in reached(rule))} |"
        )
    return "\n".join(lines) + "\n"


def reached(rule: Rule) -> tuple[Status, ...]:
    """The statuses that the rule's examples show, in the order of ``Status``."""
    shown = {example.status for example in rule.examples}
    return tuple(status for status in Status if status in shown)


def _entry(rule: Rule) -> str:
    lines = [
        f"### {rule.id}\n",
        f"**{_text(rule.title)}**\n",
        f"- Severity: {rule.severity.value}; decided {DECIDED[rule.decided_by]}",
        f"- Asked at: {' and '.join(STAGES[s.value] for s in rule.stages)}",
        f"- Looks at: {where_words(rule)}",
        f"- Can end in: {', '.join(s.value for s in reached(rule))}",
    ]
    if not rule.waivable:
        lines.append("- Nobody may waive it or switch it off.")
    lines += [f"- Source: {_text(source_words(source))}" for source in rule.source]
    lines += ["", f"*Why.* {_text(rule.why)}", "", f"*What to do.* {_text(rule.fix)}", ""]
    for status in _SHOWN:
        said = _example(rule, status)
        if said:
            lines.append(f"- {status.value}: {said}")
    return "\n".join(lines).rstrip("\n") + "\n"


def _example(rule: Rule, status: Status) -> str:
    """The shortest example with words; what the example is called where it is a made file."""
    alike = [example for example in rule.examples if example.status is status]
    worded = [text for text in map(words_of, alike) if text and len(text) <= _LONGEST]
    if worded:
        return f"“{_text(min(worded, key=len))}”"
    named = [e.name for e in alike if not e.name.startswith(f"{status.value} example")]
    return _text(named[0]) if named else ""


def _text(text: str) -> str:
    """``text`` on one line, with nothing in it that Markdown or HTML would act on."""
    plain = " ".join(text.split())
    return "".join(f"\\{c}" if c in _ACTING else c for c in plain)


_ACTING = frozenset("\\`*_[]<>|#~")
