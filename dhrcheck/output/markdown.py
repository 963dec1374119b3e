"""A report as Markdown: for the summary of a workflow's step, or an e-mail.

Nothing in the words of a report acts as markup: no link, picture, element, mention or heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from dhrcheck.document.passage import clip
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Evidence, Severity, Status
from dhrcheck.output import MARKDOWN_OPENING, Look, begin
from dhrcheck.output.proof import QUOTES_LEFT_OUT, evidence_places, looked_at
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import (
    MAKE_READABLE,
    NO_PROMISE,
    STAGE_WORDS,
    advice,
    count,
    counting_as,
    decided,
    decisions_words,
    evidence_place,
    failed,
    file_line,
    lapsed_words,
    names_words,
    rest_of_evidence,
    settings_words,
    source_words,
    stage_chosen,
    unread_notes,
    verdict_words,
)

MOST_QUOTES = 5

_ACTS = regex.compile(
    r"""
    [\\`*_\[\]<>|~&$]
    | :(?=\S)                       # an address or a short name for a picture
    | (?<=/)/                       # an address without a scheme
    | (?<=\w)\.(?=\w) | (?<=www)\.  # an address without anything
    | ^[-+=](?=\s|[-+=]|$) | (?<=^\d{1,9})[.)]
    """,
    regex.VERBOSE,
)
# Backslashes do not keep these from being taken for a person or a number; being code does.
_CALLS = regex.compile(r"@|\#(?=\w)|(?<=\bGH)-(?=\d)", regex.IGNORECASE)
_EITHER = regex.compile(f"(?P<call>(?:{_CALLS.pattern})+)|(?P<act>{_ACTS.pattern})|(?P<sign>\\#)",
                        regex.VERBOSE | regex.IGNORECASE)  # fmt: skip


def escaped(text: str) -> str:
    """``text`` on one line, so that it is shown as it is wherever on a line it stands."""

    def one(found: regex.Match[str]) -> str:
        return f"`{found[0]}`" if found["call"] else f"\\{found[0]}"

    return _EITHER.sub(one, visible_prose(text))


def code(text: str) -> str:
    """``text`` as code, whatever is in it."""
    shown = visible(text).replace("`", "'")
    return f"`{shown}`" if shown.strip() else ""


def render(report: Report, look: Look) -> str:
    """The report as Markdown with a newline at its end."""
    lines = [*_head(report, look), *_chapters(report), *_foot(report)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(report: Report, look: Look) -> Iterator[str]:
    verdict, why = verdict_words(report)
    yield f"{begin(MARKDOWN_OPENING)}{escaped(verdict)}"
    yield ""
    yield f"**{escaped(why)}**"
    yield ""
    for file in report.submission.files:
        yield f"- Checked: {escaped(file_line(file))}. SHA-256 {code(file.sha256)}"
    assumed = "; assumed, because none was given" if look.stage_assumed else stage_chosen(look)
    yield f"- Stage: {escaped(STAGE_WORDS[report.stage] + assumed)}"
    yield f"- Date: {report.as_of.isoformat()} counts as today"
    rules = report.ruleset
    narrowed = "; some rules were left out" if report.partial else ""
    yield (
        f"- Rules: {len(rules.rules):,} ({escaped(rules.profile)}{narrowed}). "
        f"SHA-256 {code(rules.sha256)}"
    )
    if set_ := settings_words(look):
        yield f"- Settings: {escaped(set_)}"
    for said in filter(None, (names_words(report), decisions_words(report))):
        yield f"- {_capital(said)}"
    if not look.quotes:
        yield f"- {escaped(QUOTES_LEFT_OUT)}"
    yield ""
    yield "| " + " | ".join(status.value for status in Status) + " | decided by a person |"
    yield "| " + " | ".join("---:" for _ in range(len(Status) + 1)) + " |"
    numbers = [*report.counts.values(), len(decided(report))]
    yield "| " + " | ".join(map(str, numbers)) + " |"


def _chapters(report: Report) -> Iterator[str]:
    review = {s: counting_as(report, Status.REVIEW, s) for s in Severity}
    unread = {s: counting_as(report, Status.UNREAD, s) for s in Severity}
    chapters = (
        ("Must be put right", failed(report, Severity.REQUIRED)),
        ("Could not be checked, because it could not be read", unread[Severity.REQUIRED]),
        ("Broke while it was checked (a defect in dhrcheck)", report.with_status(Status.ERROR)),
        ("Better put right (advised: no gate stops on it)", failed(report, Severity.ADVISED)),
        ("A person must decide (required)", review[Severity.REQUIRED]),
        ("A person should look at this (advised)", review[Severity.ADVISED]),
        ("Could not be read (advised)", unread[Severity.ADVISED]),
        ("Decided by a person", decided(report)),
    )
    for title, results in chapters:
        if results:
            yield from _chapter(title, results, report)
    yield from _lapsed(report)


def _chapter(title: str, results: Iterable[Result], report: Report) -> Iterator[str]:
    results = tuple(results)
    yield ""
    yield f"## {title}: {len(results)}"
    for result in results:
        yield from _result(result, report)


def _result(result: Result, report: Report) -> Iterator[str]:
    rule, outcome = result.rule, result.outcome
    yield ""
    yield f"### {escaped(rule.title)} ({code(rule.id)})"
    yield ""
    for paragraph in outcome.message.splitlines():
        if paragraph.strip():
            yield escaped(paragraph)
            yield ""
    yield from _evidence(outcome.evidence, report)
    if looked := looked_at(result, report):
        yield f"- Looked at {escaped(looked)}."
    if result.defect:
        yield f"- What broke: {code(result.defect)}"
    sentence = result.decision or (result.decided.sentence if result.decided else "")
    if sentence:
        yield f"- Decided: {escaped(sentence)}"
    fix = advice(result)
    if fix and fix != MAKE_READABLE:
        yield f"- **To do:** {escaped(fix)}"
    yield f"- Source: {'; '.join(escaped(source_words(s)) for s in rule.source)}"


def _evidence(evidence: Sequence[Evidence], report: Report) -> Iterator[str]:
    if evidence and not any(found.quote for found in evidence):
        yield f"- {_capital(evidence_places(evidence, report))}"
        return
    shown = evidence if len(evidence) <= MOST_QUOTES + 1 else evidence[:MOST_QUOTES]
    for found in shown:
        quote = f": “{escaped(clip(found.quote))}”" if found.quote else ""
        yield f"- {_capital(evidence_place(found, report.submission))}{quote}"
    if len(shown) < len(evidence):
        yield f"- {escaped(rest_of_evidence(evidence[len(shown) :], report.submission))}"


def _capital(words: str) -> str:
    return escaped(words[:1].upper() + words[1:])


def _lapsed(report: Report) -> Iterator[str]:
    lapsed = report.decisions.lapsed if report.decisions else ()
    if not lapsed:
        return
    yield ""
    yield f"## Decisions that no longer count: {len(lapsed)}"
    yield ""
    for placed in lapsed:
        rule, why = lapsed_words(placed)
        yield f"- {code(rule)}: {escaped(why)}"


def _foot(report: Report) -> Iterator[str]:
    pages = report.submission.unread()
    if pages:
        yield ""
        yield f"Not read: {escaped(pages.words(report.submission))}."
        for note in unread_notes(report.submission):
            yield ""
            yield escaped(note)
        yield ""
        yield f"**To do:** {escaped(MAKE_READABLE)}"
    met, other = report.with_status(Status.PASS), report.with_status(Status.NOT_APPLICABLE)
    yield ""
    yield f"{count(len(met), 'check')} met, {len(other):,} not concerned with these files."
    yield ""
    yield f"*{escaped(NO_PROMISE)}*"
