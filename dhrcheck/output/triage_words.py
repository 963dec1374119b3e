"""The sentences on a run over many reviews that every form for people shares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dhrcheck.document.model import Role
from dhrcheck.outcome import Stage, Status, Verdict
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import count, listed
from dhrcheck.triage.model import Change, TriageRun
from dhrcheck.triage.result import Checked, FileFacts, Finding, RuleLine

WHAT_EACH_SAYS = {
    Verdict.FAIL: "must be put right",
    Verdict.UNREAD: "could not be read in full",
    Verdict.REVIEW: "need a person",
    Verdict.PASS: "passed",
}
"""What a verdict means for several reviews."""

STATUS_WORDS = {
    Status.FAIL: "Failed",
    Status.REVIEW: "For a person",
    Status.UNREAD: "Not read",
    Status.ERROR: "Broke",
    Status.PASS: "Settled",
}
"""How a finding counts, before the words of what is asked."""

LETTER_WORDS = {
    "no": "No Home Office letter found.",
    "unknown": "Its Home Office letter may be on pages that could not be read.",
    "yes": "",
}


def result_words(run: TriageRun) -> str:
    """What came of all reviews, in one or two sentences."""
    totals = run.totals
    said = [
        f"{totals.verdicts[verdict]:,} {words}"
        for verdict, words in WHAT_EACH_SAYS.items()
        if totals.verdicts.get(verdict)
    ]
    if not said:
        return f"No review was checked; there were {run.found:,}."
    sentence = f"{count(totals.reviews, 'review')}: {listed(said)}."
    sentence = sentence.replace(" 1 need a person", " 1 needs a person")
    if totals.reviews < run.found:
        sentence += f" {run.found - totals.reviews:,} of {run.found:,} were not checked."
    if totals.defects:
        sentence += (
            f" In {totals.defects:,} a check broke: a defect in dhrcheck, not in the report."
        )
    return sentence


def ended_words(run: TriageRun) -> str:
    """That the run was interrupted, and how it goes on; empty where it was not."""
    if not run.interrupted:
        return ""
    more = "; --resume goes on with the rest" if run.kept else ""
    return f"interrupted before the end{more}"


def size_words(size: int) -> str:
    """ "2.1 MB"."""
    return f"{size / 1e6:,.1f} MB"


def letter_words(checked: Checked, stage: str) -> str:
    """What there is to say of the review's letter; empty where it is there and no old one, where there
    is none yet, and where there is no review that could have one."""
    if not checked.statuses or not checked.pages:
        return ""
    no_review = Role.OVERVIEW_REPORT.value not in checked.parts
    if checked.letter == "no" and (stage == Stage.SUBMISSION.value or no_review):
        return ""
    if checked.older and checked.letter_date:
        written = date.fromisoformat(checked.letter_date)
        asked = count(checked.older, "check")
        return (
            f"Its letter is from {written:%B %Y}: {asked} that nobody asked for then "
            f"{'is' if checked.older == 1 else 'are'} left to a person, not failed."
        )
    return LETTER_WORDS[checked.letter]


def places_words(finding: Finding, files: Sequence[FileFacts], most: int = 3) -> str:
    """ "pages 3 to 5 and 9", with the file's name where there are several; empty without any."""
    several = len(files) > 1
    said = []
    for place in finding.pages[:most]:
        one = place.first == place.last
        pages = f"{place.first}" if one else f"{place.first} to {place.last}"
        if several:
            word = "page" if one else "pages"
            pages = f"{word} {pages} of “{visible(files[place.file].name)}”"
        said.append(pages)
    if not said:
        return ""
    more = len(finding.pages) - len(said)
    single = len(said) == 1 and finding.pages[0].first == finding.pages[0].last
    word = "" if several else "page " if single else "pages "
    return f"{word}{listed(said)}" + (f" and {count(more, 'more place')}" if more > 0 else "")


def finding_words(rule: RuleLine, finding: Finding, files: Sequence[FileFacts]) -> str:
    """One finding in one line: how it counts, what is asked, and where to look."""
    where = places_words(finding, files)
    mark = "" if rule.required else "advised, "
    said = f"{STATUS_WORDS[finding.counts_as]}: {visible_prose(rule.title)}"
    return f"{said} [{mark}{visible(rule.id)}]" + (f", {where}" if where else "")


def trouble_words(checked: Checked) -> str:
    """Why a review was not checked, or a file of it not read; empty where all went well."""
    said = [checked.trouble] if checked.trouble else []
    said += [f"{file.name}: {file.reason}" for file in checked.files if file.reason]
    return " ".join(visible_prose(sentence) for sentence in said)


def rules_of(ids: Sequence[str], most: int = 6) -> str:
    """ "plan-columns, plan-updates and 3 more"."""
    shown = [visible(rule) for rule in ids[:most]]
    more = len(ids) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def change_words(change: Change) -> list[tuple[str, str]]:
    """What became of one review: a label and the rules, for each kind of change there is."""
    kinds = (
        ("Fixed", change.fixed),
        ("New", change.new),
        ("Still open", change.still_open),
        ("Settled", change.settled),
    )
    return [(label, rules_of(ids)) for label, ids in kinds if ids]


def open_counts(checked: Checked, rules: tuple[RuleLine, ...]) -> tuple[int, int]:
    """Required checks that failed, and required ones that need a person."""
    return (
        checked.open(rules, Status.FAIL, required=True),
        checked.open(rules, Status.REVIEW, required=True),
    )


def copies_words(run: TriageRun, most: int = 5) -> list[str]:
    """A sentence for each review that is a copy of another one, and how many more there are."""
    said = [
        f"“{visible(name)}” has the same contents as “{visible(first)}”: it is told once."
        for name, first in run.duplicates[:most]
    ]
    if len(run.duplicates) > most:
        said.append(f"And {len(run.duplicates) - most:,} more copies.")
    return said
