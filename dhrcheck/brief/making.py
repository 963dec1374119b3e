"""Makes the brief of one report: the chapters in the order in which a panel reads."""

from __future__ import annotations

from dataclasses import replace

from dhrcheck.brief.first_pages import first_pages
from dhrcheck.brief.gathered import gathered_entries
from dhrcheck.brief.letter_draft import draft_chapters
from dhrcheck.brief.model import Brief, Chapter, Entry, Item
from dhrcheck.brief.pages import all_read, plain, said_pages
from dhrcheck.brief.plan_numbers import plan_entries
from dhrcheck.brief.subject import TITLE, subject_entries, title_of
from dhrcheck.engine import Report
from dhrcheck.outcome import Severity, Stage, Status
from dhrcheck.output.quotes import without_quotes
from dhrcheck.output.visible import visible
from dhrcheck.output.wording import (
    STAGE_WORDS,
    count,
    counting_as,
    decisions_words,
    file_line,
    names_words,
    unread_notes,
    verdict_words,
)
from dhrcheck.version import __version__

WARNING = (
    "Made by dhrcheck for a reviewer to read beside the review, never in place of it. It sees words and "
    "pages; whether a review is fair, kind and thorough is for people. Not the view of the Home Office "
    "or of its Quality Assurance Panel."
)
NOT_A_REVIEW = "Nothing was gathered, because these files do not look like a review of this kind."
NOTHING_READ = "Nothing was gathered, because no page of these files could be read."
_MOST_FILES = 6


def make_brief(
    report: Report,
    *,
    stage_assumed: bool = False,
    everything: bool = False,
    quotes: bool = True,
    settings: str = "",
) -> Brief:
    """The brief of ``report``. With a list of names the report is masked already, and so is this.

    ``everything`` lists also what is only counted otherwise. Without ``quotes`` no words of the review
    are in it: of facts only the pages are given. ``settings`` tells of a configuration file.
    """
    if not quotes:
        report = without_quotes(report)
    name, why = verdict_words(report)
    return Brief(
        title=title_of(report.submission) if quotes else TITLE,
        verdict=report.verdict,
        verdict_words=f"{name}: {plain(why)}",
        about=_about(report, stage_assumed, settings),
        warning=WARNING,
        chapters=(
            *_worded(_chapters(report), quotes=quotes),
            *draft_chapters(report, everything=everything),
        ),
        foot=_foot(report),
    )


def _worded(chapters: tuple[Chapter, ...], *, quotes: bool) -> tuple[Chapter, ...]:
    if quotes:
        return chapters
    return tuple(
        replace(c, entries=tuple(replace(e, text=e.wordless or e.text) for e in c.entries))
        for c in chapters
    )


def _about(report: Report, stage_assumed: bool, settings: str) -> tuple[Entry, ...]:
    files = report.submission.files
    said = [file_line(file) for file in files[:_MOST_FILES]]
    if len(files) > _MOST_FILES:
        said.append(f"and {len(files) - _MOST_FILES} more files")
    stage = STAGE_WORDS[report.stage]
    if stage_assumed:
        stage += "; assumed, because no --stage was given"
        if report.stage is Stage.PUBLICATION:
            stage += " (--stage submission is for a review that the Panel has not answered yet)"
    entries = [
        Entry("Files", "; ".join(said)),
        Entry("Stage", stage),
        Entry("Date", f"{report.as_of.isoformat()} counts as today"),
    ]
    if settings:
        entries.append(Entry("Settings", plain(settings)))
    if names := names_words(report):
        entries.append(Entry("Names", names[:1].upper() + names[1:]))
    if settled := decisions_words(report):
        entries.append(Entry("Decisions", plain(settled[:1].upper() + settled[1:])))
    return tuple(entries)


def _chapters(report: Report) -> tuple[Chapter, ...]:
    strange = report.submission.not_a_review
    if strange is not None:
        said = f"{plain(strange.sentence)} {NOT_A_REVIEW}"
        return (Chapter("What this is", said), _unread(report))
    if not all_read(report.submission):
        return (Chapter("What this is", NOTHING_READ), _unread(report))
    first = first_pages(report)
    return (
        Chapter("What this is", entries=subject_entries(report.submission)),
        Chapter(
            "Pages to look at first",
            "" if first else "No finding names a page of its own.",
            items=first,
        ),
        Chapter("Facts gathered", entries=gathered_entries(report)),
        Chapter("The action plan in numbers", entries=plan_entries(report)),
        _unread(report),
    )


def _unread(report: Report) -> Chapter:
    submission = report.submission
    lost = submission.unread()
    results = counting_as(report, Status.UNREAD)
    items = [Item(f"Not read: {plain(lost.words(submission))}.")] if lost else []
    items += [Item(plain(note)) for note in unread_notes(submission)[:3]]
    items += [
        Item(f"In {plain(language, 40)}, not checked", said_pages([pages], submission))
        for pages, language in submission.languages[:4]
    ]
    required = [r for r in results if r.rule.severity is Severity.REQUIRED]
    items += [
        Item(f"Could not be checked: {plain(r.rule.title, 120)}", rule=r.rule.id) for r in required
    ]
    if advised := len(results) - len(required):
        items.append(Item(f"And {count(advised, 'advised check')} could not be made."))
    if broken := len(report.with_status(Status.ERROR)):
        items.append(
            Item(f"{count(broken, 'check')} broke: a defect in dhrcheck, not in the report.")
        )
    lead = "" if items else "All pages and files could be read."
    return Chapter("What could not be read", lead, items=tuple(items))


def _foot(report: Report) -> tuple[str, ...]:
    """The proof of what was checked: digests of files and rules."""
    ruleset = report.ruleset
    digests = [
        f"{visible(f.name)}: SHA-256 {f.sha256 or 'not known'}" for f in report.submission.files
    ]
    rules = f"{count(len(ruleset.rules), 'rule')} ({visible(ruleset.profile)}), SHA-256 {ruleset.sha256}"
    return (f"dhrcheck {__version__}; {rules}", *digests)
