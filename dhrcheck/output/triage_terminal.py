"""A run over many reviews as text: one row a review, those first that need attention."""

from __future__ import annotations

from dhrcheck.outcome import Stage, Verdict
from dhrcheck.output import Look
from dhrcheck.output.sheet import Sheet
from dhrcheck.output.terminal import VERDICT_STYLE
from dhrcheck.output.triage_words import (
    change_words,
    copies_words,
    ended_words,
    finding_words,
    letter_words,
    open_counts,
    result_words,
    size_words,
    trouble_words,
)
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import (
    NO_PROMISE,
    STAGE_WORDS,
    count,
    settings_words,
    stage_chosen,
)
from dhrcheck.triage.model import Change, TriageRun
from dhrcheck.triage.result import worst
from dhrcheck.triage.store import Kept
from dhrcheck.version import __version__

WORST = 3
MOST_RULES = 10
MOST_CHANGES = 40
_COLUMNS = ("Verdict", "Failed", "Person", "Unread", "Pages", "Size", "Review")
_WIDTHS = (7, 6, 6, 6, 6, 8)
_BEFORE_NAME = sum(_WIDTHS) + 2 * len(_WIDTHS)


def render(run: TriageRun, look: Look) -> str:
    """The run as text for a screen or a text file."""
    sheet = Sheet(look)
    _head(sheet, run, look)
    if run.totals.reviews:
        partial = " (partial check)" if run.partial else ""
        sheet.heading(f"Reviews{partial}, those first that need attention")
        sheet.row([(name, "bold") for name in _COLUMNS], _WIDTHS)
        for kept in run.reviews():
            _review(sheet, kept, run, look)
        sheet.gap()
        sheet.line(
            "Failed and Person: required checks that failed, and that a person must decide. "
            "Unread: pages that could not be read.",
            "dim",
        )
    _rules(sheet, run, look)
    _changes(sheet, run, look)
    sheet.gap()
    sheet.entry("Result", _result(run))
    sheet.line(NO_PROMISE, "dim")
    return sheet.text()


def _head(sheet: Sheet, run: TriageRun, look: Look) -> None:
    totals = run.totals
    sheet.line(f"dhrcheck {__version__}: many reviews at once", "bold")
    sheet.gap()
    sheet.entry(
        "Checked",
        f"{count(totals.reviews, 'review')}, {count(totals.pages, 'page')}, "
        f"{size_words(totals.bytes)}" + (" (partial check)" if run.partial else ""),
    )
    if set_ := settings_words(look):
        sheet.entry("Settings", set_)
    sheet.entry("Taken as", visible_prose(run.grouping))
    assumed = "; assumed, because no --stage was given" if run.stage_assumed else stage_chosen(look)
    sheet.entry("Stage", STAGE_WORDS[Stage(run.stage)] + assumed)
    sheet.entry("Date", f"{run.as_of} counts as today")
    left_out = "; some rules were left out" if run.partial else ""
    sheet.entry("Rules", f"{len(run.rules):,} ({visible(run.profile)}{left_out})")
    sheet.entry("Run", f"number {run.number}" + _again(run))
    for number, note in enumerate([*run.notes, *copies_words(run)]):
        sheet.entry("Note" if number == 0 else "", visible_prose(note))
    if ended := ended_words(run):
        sheet.entry("Ended", ended, "yellow")
    sheet.entry("Result", _result(run))


def _result(run: TriageRun) -> str:
    return result_words(run) + (" (Partial check.)" if run.partial else "")


def _again(run: TriageRun) -> str:
    if not run.totals.again:
        return ""
    return (
        f"; {run.totals.again:,} of {run.totals.reviews:,} had not changed since they were last "
        "checked, and were not checked again"
    )


def _review(sheet: Sheet, kept: Kept, run: TriageRun, look: Look) -> None:
    checked = kept.checked
    failed, person = open_counts(checked, run.rules)
    numbers = (failed, person, checked.unread, checked.pages)
    verdict = Verdict(checked.verdict)
    name = visible(kept.name)
    long = len(name) > look.width - _BEFORE_NAME
    word = "ERROR" if checked.defect else verdict.value.upper()
    sheet.row(
        (
            (word, VERDICT_STYLE[verdict]),
            *((f"{number:,}", "" if number else "dim") for number in numbers),
            (size_words(checked.bytes), ""),
            ("" if long else name, "bold"),
        ),
        _WIDTHS,
    )
    if long:
        sheet.under(name, "bold")
    for remark in filter(None, (trouble_words(checked), letter_words(checked, run.stage))):
        sheet.under(remark)
    most = len(run.rules) if look.verbose else WORST
    for rule, finding in worst(checked, run.rules, most):
        sheet.under(finding_words(rule, finding, checked.files), bullet=True)


def _rules(sheet: Sheet, run: TriageRun, look: Look) -> None:
    failing = [line for line in run.totals.rules if line.failed]
    if not failing or run.totals.reviews < 2:
        return
    sheet.heading("What fails most")
    shown = failing if look.verbose else failing[:MOST_RULES]
    for line in shown:
        mark = "" if line.rule.required else "advised, "
        title = f"{visible_prose(line.rule.title)} [{mark}{visible(line.rule.id)}]"
        sheet.under(f"{count(line.failed, 'review')}: {title}", bullet=True)
    if len(shown) < len(failing):
        sheet.under(f"And {count(len(failing) - len(shown), 'more check')} (-v lists them).")


def _changes(sheet: Sheet, run: TriageRun, look: Look) -> None:
    changes = run.changes
    if changes is None:
        return
    sheet.heading(f"Changed since run {changes.since}")
    if changes.other_rules:
        sheet.line("The rules have changed too, so that not every change is one of the reviews.")
    shown = changes.reviews if look.verbose else changes.reviews[:MOST_CHANGES]
    for change in shown:
        _change(sheet, change)
    if len(shown) < len(changes.reviews):
        sheet.under(f"And {len(changes.reviews) - len(shown):,} more (-v lists them).")
    for label, names in (("New here", changes.added), ("No longer here", changes.gone)):
        for name in names if look.verbose else names[:MOST_CHANGES]:
            sheet.under(f"{label}: {visible(name)}", bullet=True)
        if len(names) > MOST_CHANGES and not look.verbose:
            sheet.under(f"And {len(names) - MOST_CHANGES:,} more.")
    sheet.under(f"Unchanged: {count(changes.unchanged, 'review')}.")


def _change(sheet: Sheet, change: Change) -> None:
    same = change.before == change.now
    verdict = change.now.upper() if same else f"{change.before.upper()}, now {change.now.upper()}"
    sheet.under(f"{visible(change.name)}: {verdict}", bullet=True)
    for label, rules in change_words(change):
        sheet.labelled(label, rules, indent=6)
