"""A report for a person at a terminal: the verdict first, then what to do about it.

Readable at 80 columns, without colour and through a pipe. All text of files and rules is escaped
(see ``visible.py``) and set as plain text: rich never reads it as markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.model import Submission
from dhrcheck.document.passage import clip
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import PageRange, Severity, Status, Verdict
from dhrcheck.output import Look
from dhrcheck.output.sheet import Sheet
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
    places,
    rest_of_evidence,
    settings_words,
    source_words,
    stage_chosen,
    unread_notes,
    verdict_words,
)
from dhrcheck.version import __version__

VERDICT_STYLE = {
    Verdict.PASS: "bold green",
    Verdict.FAIL: "bold red",
    Verdict.REVIEW: "bold yellow",
    Verdict.UNREAD: "bold magenta",
}

MOST_UNREAD = 8
"""More advised checks than this that could not be made are only counted."""
MOST_QUOTES = 5
"""How many findings of one rule are quoted; the pages of the others are listed."""


def render(report: Report, look: Look) -> str:
    """The report as text with a newline at its end."""
    sheet = Sheet(look)
    show_head(sheet, report, look)
    required, advised = failed(report, Severity.REQUIRED), failed(report, Severity.ADVISED)
    _results(sheet, "Must be put right", "red", required, report)
    _results(sheet, "Better put right (advised: no gate stops on it)", "yellow", advised, report)
    _results(
        sheet,
        "A person must decide (required)",
        "yellow",
        counting_as(report, Status.REVIEW, Severity.REQUIRED),
        report,
    )
    _results(
        sheet,
        "A person should look at this (advised)",
        "cyan",
        counting_as(report, Status.REVIEW, Severity.ADVISED),
        report,
    )
    _unread(sheet, report, look)
    _broken(sheet, report)
    _decided(sheet, report, look)
    _folded(sheet, report, look)
    return sheet.text()


def show_head(sheet: Sheet, report: Report, look: Look) -> None:
    """What was checked, for which stage and by which rules, and the verdict."""
    verdict, why = verdict_words(report)
    files = report.submission.files
    pages = sum(len(f.pages) for f in files)
    sheet.line(f"dhrcheck {__version__}: the check before you send", "bold")
    sheet.gap()
    if set_ := settings_words(look):
        sheet.entry("Settings", set_)
    for i, file in enumerate(files):
        sheet.entry("Checked" if i == 0 else "", file_line(file))
    if len(files) > 1:
        sheet.entry("", f"{len(files)} files, {count(pages, 'page')}, taken as one review")
    assumed = "" if not look.stage_assumed else "; assumed, because no --stage was given"
    assumed = assumed or stage_chosen(look)
    sheet.entry("Stage", STAGE_WORDS[report.stage] + assumed)
    sheet.entry("Date", f"{report.as_of.isoformat()} counts as today")
    narrowed = "; some rules were left out" if report.partial else ""
    rules = len(report.ruleset.rules)
    sheet.entry("Rules", f"{rules:,} ({visible(report.ruleset.profile)}{narrowed})")
    if names := names_words(report):
        sheet.entry("Names", names)
    if made := decisions_words(report):
        sheet.entry("Decided", made)
    sheet.entry("Verdict", verdict, VERDICT_STYLE[report.verdict])
    sheet.entry("", why)


def _results(
    sheet: Sheet, title: str, style: str, results: Sequence[Result], report: Report
) -> None:
    if not results:
        return
    sheet.heading(f"{title}: {len(results)}", style)
    for number, result in enumerate(results, 1):
        show_result(sheet, number, result, report)


def show_result(sheet: Sheet, number: int, result: Result, report: Report) -> None:
    """One result in full: what was found and where, what to do, who asks for it."""
    rule, outcome, submission = result.rule, result.outcome, report.submission
    sheet.gap()
    unread = outcome.status is Status.UNREAD
    # The other headings say the severity for all under them.
    mark = ", advised" if unread and rule.severity is Severity.ADVISED else ""
    sheet.item(number, visible_prose(rule.title), visible(rule.id) + mark)
    for paragraph in outcome.message.splitlines():
        sheet.under(visible_prose(paragraph))
    evidence = outcome.on_screen or outcome.evidence
    shown = evidence if len(evidence) <= MOST_QUOTES + 1 else evidence[:MOST_QUOTES]
    for found in shown:
        place = evidence_place(found, submission)
        quote = f": “{visible_prose(clip(found.quote))}”" if found.quote else ""
        sheet.under(f"{place[:1].upper()}{place[1:]}{quote}", "italic", bullet=True)
    if len(shown) < len(evidence):
        sheet.under(rest_of_evidence(evidence[len(shown) :], submission), bullet=True)
    if outcome.searched and not evidence:
        sheet.under(f"Looked at {places(outcome.searched, submission)}.")
    if outcome.nearest is not None:
        near = outcome.nearest
        sheet.under(
            f"Nearest, on {_page(near.file, near.page, submission)} ({near.score:.0f} of 100 alike): "
            f"“{visible_prose(clip(near.quote))}”"
        )
    if result.decided is not None or result.decision:
        said = result.decision or (result.decided.sentence if result.decided else "")
        sheet.labelled("Decided", visible_prose(said))
    fix = advice(result)
    if fix and fix != MAKE_READABLE:
        sheet.labelled("To do", visible_prose(fix))
    sheet.labelled("Source", "; ".join(source_words(s) for s in rule.source), "dim")


def _page(file: int, page: int, submission: Submission) -> str:
    return places([PageRange(file, page, page)], submission)


def _unread(sheet: Sheet, report: Report, look: Look) -> None:
    unread = counting_as(report, Status.UNREAD)
    if not unread:
        return
    pages = report.submission.unread()
    advised = [r for r in unread if r.rule.severity is Severity.ADVISED]
    # One file that nobody could read leaves nearly every rule open: the reason need not be said each time.
    folded = len(advised) > MOST_UNREAD and not look.verbose
    shown = tuple(r for r in unread if not folded or r.rule.severity is Severity.REQUIRED)
    title = f"Could not be checked, because it could not be read: {len(unread)}"
    sheet.heading(title, "magenta")
    for number, result in enumerate(shown, 1):
        show_result(sheet, number, result, report)
    sheet.gap()
    if folded:
        sheet.under(
            f"And {count(len(advised), 'advised check')}, for the same reasons (-v lists them)."
        )
    if pages:
        sheet.under(f"Not read: {visible_prose(pages.words(report.submission))}.")
    for note in unread_notes(report.submission):
        sheet.under(visible_prose(note))
    if any(advice(result) == MAKE_READABLE for result in unread):
        sheet.labelled("To do", MAKE_READABLE)


def _decided(sheet: Sheet, report: Report, look: Look) -> None:
    """What people settled, each as it was found, and the decisions that no longer count."""
    settled = decided(report)
    if settled:
        sheet.heading(f"Decided by a person: {len(settled)}", "green")
    for number, result in enumerate(settled, 1):
        if look.verbose or result.outcome.status is Status.FAIL:
            show_result(sheet, number, result, report)
            continue
        sheet.gap()
        sheet.item(number, visible_prose(result.rule.title), visible(result.rule.id))
        sheet.labelled("Decided", visible_prose(result.decision or ""))
    lapsed = report.decisions.lapsed if report.decisions is not None else ()
    if lapsed:
        sheet.heading(f"Decisions that no longer count: {len(lapsed)}", "yellow")
    for placed in lapsed:
        rule, why = lapsed_words(placed)
        sheet.under(f"{rule}: {why}", bullet=True)


def _broken(sheet: Sheet, report: Report) -> None:
    broken = report.with_status(Status.ERROR)
    if not broken:
        return
    sheet.heading(f"Broke while it was checked (a defect in dhrcheck): {len(broken)}", "red")
    for result in broken:
        sheet.under(
            f"{visible(result.rule.id)}: {visible(result.defect or 'unknown')}", bullet=True
        )
    sheet.under("Please tell its makers the rule, the version and the word after the colon.")


def _folded(sheet: Sheet, report: Report, look: Look) -> None:
    passed, other = report.with_status(Status.PASS), report.with_status(Status.NOT_APPLICABLE)
    if look.verbose:
        for title, results in (("Met", passed), ("Does not concern these files", other)):
            if results:
                sheet.heading(f"{title}: {len(results)}", "green" if results is passed else "dim")
            for result in results:
                _folded_result(sheet, result, report)
    sheet.gap()
    said = f"{count(len(passed), 'check')} met, {len(other):,} not concerned with these files."
    sheet.line(said + ("" if look.verbose or not (passed or other) else " (-v lists them.)"))
    verdict, _ = verdict_words(report)
    sheet.entry("Verdict", verdict, VERDICT_STYLE[report.verdict])
    sheet.line(NO_PROMISE, "dim")


def _folded_result(sheet: Sheet, result: Result, report: Report) -> None:
    sheet.under(f"{visible(result.rule.id)}: {visible_prose(result.outcome.message)}", bullet=True)
    for found in result.outcome.evidence[:1]:
        quote = f": “{visible_prose(clip(found.quote, 120))}”" if found.quote else ""
        sheet.under(f"    {evidence_place(found, report.submission)}{quote}", "dim")
