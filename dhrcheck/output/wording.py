"""The sentences that every form for people shares: what was checked, the verdict, places, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dhrcheck.decisions.model import Placed, State
from dhrcheck.document.model import Submission
from dhrcheck.document.passage import page_ranges, page_words
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Evidence, PageRange, ReadAs, Severity, Stage, Status, Verdict
from dhrcheck.output import Look
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.reading.model import FileOutcome, FileReading
from dhrcheck.rulebook.model import Source

NO_PROMISE = (
    "A pass does not mean that the Quality Assurance Panel will approve the review: dhrcheck sees "
    "words and pages, the Panel reads for sense, fairness and care."
)

HOW_READ = {
    ReadAs.TEXT: "read as text",
    ReadAs.OCR: "read by text recognition",
    ReadAs.IMAGE_ONLY: "pictures only, not read",
    ReadAs.EMPTY: "empty",
    ReadAs.BROKEN: "broken, not read",
}

STAGE_WORDS = {
    Stage.SUBMISSION: "submission (before it goes to the Quality Assurance Panel)",
    Stage.PUBLICATION: "publication (after the Panel's letter)",
}

MAKE_READABLE = (
    "Give a version in which the words of these pages can be selected with the mouse: save the PDF "
    "again from the program that wrote it, or have the scan read by text recognition."
)


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 page", "2 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1] if words else ""]))


def read_counts(reading: FileReading) -> dict[ReadAs, int]:
    """How many pages were read in each way; every way is a key."""
    counts = dict.fromkeys(ReadAs, 0)
    for page in reading.pages:
        counts[page.read] += 1
    return counts


def file_line(reading: FileReading) -> str:
    """One file: its name, its pages and how they were read, or why it was not opened."""
    name = visible(reading.name)
    if reading.outcome is not FileOutcome.READ:
        return f"{name}: not read. {visible_prose(reading.reason or reading.kind)}"
    ways = [(n, HOW_READ[way]) for way, n in read_counts(reading).items() if n]
    pages = count(len(reading.pages), "page")
    if len(ways) == 1:
        return f"{name}: {pages}, {ways[0][1]}"
    return f"{name}: {pages}: " + "; ".join(f"{n:,} {way}" for n, way in ways)


def unread_notes(submission: Submission) -> list[str]:
    """Why pages were not read, and what installs what would read them; each reason once."""
    pages = (page for file in submission.files for page in file.pages if page.read.is_unread)
    return list(dict.fromkeys(page.note for page in pages if page.note))


def failed(report: Report, severity: Severity) -> tuple[Result, ...]:
    """The results of this severity that failed and that nobody has waived, and those that a person
    looked at and found wrong."""
    return counting_as(report, Status.FAIL, severity)


def counting_as(
    report: Report, status: Status, severity: Severity | None = None
) -> tuple[Result, ...]:
    """The results that count as this once people's decisions are counted in."""
    return tuple(
        r for r in report.results if r.counts_as is status and severity in (None, r.rule.severity)
    )


def decided(report: Report) -> tuple[Result, ...]:
    """The results that a person settled."""
    return tuple(r for r in report.results if r.decision is not None)


def verdict_words(report: Report) -> tuple[str, str]:
    """The verdict in capitals, and what it rests on, in one or two sentences."""
    name = report.verdict.value.upper() + (" (partial check)" if report.partial else "")
    return name, " ".join(filter(None, (_why(report), _broken(report))))


def _why(report: Report) -> str:
    required = [r for r in report.results if r.rule.severity is Severity.REQUIRED]
    number = {s: sum(r.counts_as is s for r in required) for s in Status}
    settled = sum(r.decision is not None for r in required)
    if report.verdict is Verdict.FAIL:
        return f"{count(number[Status.FAIL], 'required check')} failed."
    if report.verdict is Verdict.UNREAD:
        unread = count(number[Status.UNREAD], "required check")
        if not number[Status.UNREAD]:
            return "Nothing required failed, but not everything required could be checked."
        return f"{unread} could not be decided, because pages or files could not be read."
    if report.verdict is Verdict.REVIEW:
        left = number[Status.REVIEW]
        needs = "needs" if left == 1 else "need"
        return f"Nothing required failed; {count(left, 'required check')} {needs} a person."
    if not number[Status.PASS]:
        return "No required check applies to these files."
    of_them = f", {settled:,} of them by a person's decision" if settled else ""
    return f"Every required check that applies was met ({number[Status.PASS]:,}{of_them})."


def _broken(report: Report) -> str:
    broken = len(report.with_status(Status.ERROR))
    if not broken:
        return ""
    return f"{count(broken, 'check')} broke: a defect in dhrcheck, not in the report."


def names_words(report: Report) -> str:
    """What the first lines say of the list of protected names; empty where no rule asks for it."""
    if report.ruleset.get("identity-protected-names") is None:
        return ""
    if report.names_given:
        return "your list of protected names was looked for; its names are masked everywhere here"
    return (
        "no list of protected names was given (--names FILE), so real names could not be looked for"
    )


def settings_words(look: Look) -> str:
    """What the first lines say of a configuration file; empty where there is none."""
    if not look.configuration:
        return ""
    keys = f"sets {listed(look.configured)}" if look.configured else "sets nothing here"
    return f"“{visible(look.configuration)}” {keys}"


def stage_chosen(look: Look) -> str:
    """What is added to the stage where a configuration file chose it."""
    return "; chosen by the configuration" if "stage" in look.configured else ""


def decisions_words(report: Report) -> str:
    """What the first lines say of people's decisions; empty where there is no file of them."""
    made = report.decisions
    if made is None:
        return ""
    file = f"“{visible(made.file)}”"
    said = f"{count(made.settled, 'finding')} decided by a person ({file})"
    to_fix = sum(r.must_be_fixed for r in report.results)
    if to_fix:
        said += f"; {to_fix:,} found wrong by a person"
    if made.lapsed:
        no_longer = "no longer counts" if len(made.lapsed) == 1 else "no longer count"
        said += f"; {count(len(made.lapsed), 'decision')} {no_longer}"
    others = len(made.with_state(State.OTHER_REVIEW))
    if others:
        said += f"; {count(others, 'decision')} on another review left aside"
    return said


LAPSED = {
    State.EXPIRED: "It has expired, so the finding is back.",
    State.CHANGED: "What it was made on has changed, so the finding is back.",
    State.UNUSED: "There is no such finding any more; the entry may be deleted.",
    State.INCOMPLETE: "Other pages are left that nobody has read, so it settles nothing yet.",
}
"""What is said of decisions that no longer count."""


def file_changed(placed: Placed) -> str:
    """What is said where pages were read by eye in a file that is not this one; else empty."""
    if placed.state is not State.CHANGED or placed.decision.rule is not None:
        return ""
    return "The file that was read is not among these, or has been saved anew since."


def lapsed_words(placed: Placed) -> tuple[str, str]:
    """A decision that no longer counts: the rule (or what was read), and why, with who made it."""
    one = placed.decision
    why = file_changed(placed) or LAPSED[placed.state]
    return visible(one.rule or "read by eye"), f"{why} {visible_prose(one.sentence)}"


def places(ranges: Iterable[PageRange], submission: Submission, most: int = 6) -> str:
    """ "pages 1 to 60 and page 62", naming files where there are several; at most ``most`` runs."""
    several = submission if len(submission.files) > 1 else None
    said = [_page_words(r, several) for r in ranges]
    if len(said) > most + 1:
        said = [*said[:most], f"{len(said) - most} more places"]
    return listed(said)


def _page_words(pages: PageRange, submission: Submission | None) -> str:
    return visible(page_words(pages, submission))


def evidence_place(evidence: Evidence, submission: Submission) -> str:
    """ "page 14", "page 61 of “letter.pdf”, read by text recognition", or the file's name."""
    if evidence.page is None:
        return f"“{visible(submission.files[evidence.file].name)}”"
    place = places([PageRange(evidence.file, evidence.page, evidence.page)], submission)
    if evidence.read is ReadAs.OCR:
        place += ", read by text recognition"
    return place


def rest_of_evidence(evidence: Sequence[Evidence], submission: Submission) -> str:
    """Where the evidence stands that is not quoted: "And 7 more, on pages 3 to 5 and page 9."."""
    pages = page_ranges((e.file, e.page) for e in evidence if e.page is not None)
    on = f", on {places(pages, submission, most=12)}" if pages else ""
    return f"And {len(evidence)} more{on}."


def source_words(source: Source) -> str:
    """Where a requirement comes from; one that nobody here has read is said to be unconfirmed."""
    ref = visible_prose(source.ref)
    low = ref.lower()
    if low.startswith("practice seen in published reviews"):
        return f"{ref} (practice, not a requirement)"
    if source.seen or low.startswith("working need of this checker"):
        return ref
    if low.startswith("commonly asked for"):
        return f"{ref} (unconfirmed)"
    return f"Commonly asked for, unconfirmed: {ref}"


def advice(result: Result) -> str | None:
    """What to do about a result, or None where there is nothing to do."""
    if result.outcome.status not in (Status.FAIL, Status.REVIEW, Status.UNREAD):
        return None
    if result.outcome.fix:
        return result.outcome.fix
    return MAKE_READABLE if result.outcome.status is Status.UNREAD else result.rule.fix
