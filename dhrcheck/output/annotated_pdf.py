"""The annotated copy of the files: each finding highlighted and commented at its place, as a PDF.

Several files stand in it one after another. What has no place is a note at the edge of the first page,
so that no page is added and page numbers stay true. The originals are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dhrcheck.engine import Report, Result
from dhrcheck.files import WrongUsage
from dhrcheck.outcome import Box, Evidence, PageRange, Severity, Status
from dhrcheck.output import Look
from dhrcheck.output.visible import visible, visible_prose
from dhrcheck.output.wording import (
    NO_PROMISE,
    STAGE_WORDS,
    advice,
    count,
    decisions_words,
    listed,
    places,
    settings_words,
    source_words,
    verdict_words,
)
from dhrcheck.version import __version__

if TYPE_CHECKING:
    from dhrcheck.reading.page_work import Note, Pages

MOST_PLACES = 300
"""Places of one finding that are highlighted; the comment says how many more there are."""

_LABELS = {
    "fail": "Must be put right",
    "advised": "Better put right",
    "review": "A person must decide",
    "look": "A person should look at this",
    "unread": "Could not be checked",
}
_ORDER = tuple(_LABELS)
_NO_PAGES = "An annotated copy can only be made where the files are at hand."
_NO_PDF = "No annotated copy can be made: none of the files opens as a PDF."
_KEEP = (
    "This is a copy to work from: please put things right in the original, and send or publish that. "
    "The comments hold no protected name, but the pages are as in the original."
)


def render(report: Report, look: Look) -> bytes:
    """The annotated copy as the bytes of a PDF.

    Raises:
        WrongUsage: none of the files can be copied; the message says why.
    """
    from dhrcheck.reading.page_work import NotMade

    pages: Pages | None = look.pages
    if pages is None:
        raise WrongUsage(_NO_PAGES)
    files, left_out = [], {}
    for number, file in enumerate(report.submission.files):
        if file.is_open and file.pages:
            files.append(number)
        else:
            left_out[number] = file.reason or "It has no pages."
    while files:
        try:
            return pages.annotated_together(
                [(file, notes) for file, notes in _notes(report, look, files, left_out)],
                names=[visible(report.submission.files[file].name) for file in files],
                mark=_mark(report),
            )
        except NotMade as error:
            if error.file is None or len(files) == 1:
                raise WrongUsage(f"No annotated copy was made. {error}") from None
            left_out[files.pop(error.file)] = str(error)
    if len(left_out) == 1:
        raise WrongUsage(f"No annotated copy was made. {visible_prose(*left_out.values())}")
    raise WrongUsage(_NO_PDF)


def _mark(report: Report) -> str:
    """What the properties of the copy say of it: what it is a copy of, and what it was checked by."""
    originals = " ".join(file.sha256 for file in report.submission.files)
    rules = report.ruleset
    return (
        f"Annotated copy by dhrcheck {__version__}; sha256 of what was checked: {originals}; "
        f"rules: {len(rules.rules)}, sha256 {rules.sha256}"
    )


def findings(report: Report) -> list[tuple[str, Result]]:
    """The results that ask for something, each with its kind: what must be put right first."""
    found = [(kind, result) for result in report.results if (kind := _kind(result))]
    return sorted(found, key=lambda each: _ORDER.index(each[0]))


def _kind(result: Result) -> str | None:
    """How a result is shown; None where it asks for nothing, or a person has settled it."""
    status, required = result.outcome.status, result.rule.severity is Severity.REQUIRED
    if result.decision is not None:
        return None
    if status is Status.FAIL or result.must_be_fixed:
        return "fail" if required else "advised"
    if status is Status.REVIEW:
        return "review" if required else "look"
    return "unread" if status is Status.UNREAD and required else None


def _notes(
    report: Report, look: Look, files: Sequence[int], left_out: dict[int, str]
) -> Iterator[tuple[int, list[Note]]]:
    """For each of ``files`` what is said on its pages."""
    from dhrcheck.reading.page_work import Note

    own: dict[int, list[Note]] = {file: [] for file in files}
    own[files[0]].append(Note(0, (), "dhrcheck", _summary(report, look, left_out), "summary"))
    titles = _titles(report)
    for kind, result in findings(report):
        title = f"{_LABELS[kind]}: {titles[result.rule.id]}"
        placed = _places(result.outcome.evidence, files)
        if not placed:
            file = next((r.file for r in result.outcome.searched if r.file in own), files[0])
            own[file].append(Note(0, (), title, _text(report, result, kind), kind))
        for number, (file, page, boxes) in enumerate(placed):
            text = _text(report, result, kind, number, len(placed))
            own[file].append(Note(page, boxes, title, text, kind))
    yield from own.items()


def _titles(report: Report) -> dict[str, str]:
    """Each rule's title, with its id where another rule has the same."""
    titles = {r.rule.id: visible_prose(r.rule.title) for r in report.results}
    twice = {t for t in titles.values() if list(titles.values()).count(t) > 1}
    return {i: f"{t} ({visible(i)})" if t in twice else t for i, t in titles.items()}


def _places(
    evidence: Sequence[Evidence], files: Sequence[int]
) -> list[tuple[int, int, tuple[Box, ...]]]:
    """The pages where a finding stands, in the order of its evidence, and the boxes on each."""
    found: dict[tuple[int, int], list[Box]] = {}
    for each in [e for e in evidence if e.file in files and e.page is not None][:MOST_PLACES]:
        boxes = found.setdefault((each.file, each.page or 1), [])
        if each.box is not None and each.box not in boxes:
            boxes.append(each.box)
    return [(file, page, tuple(boxes)) for (file, page), boxes in found.items()]


def _text(report: Report, result: Result, kind: str, number: int = 0, of: int = 1) -> str:
    """The words of a comment: all of them at a finding's first place, a pointer at the others."""
    rule, outcome = result.rule, result.outcome
    said = [f"{_LABELS[kind]}: {visible_prose(rule.title)}"]
    said += map(visible_prose, outcome.message.splitlines())
    if number == 0 and outcome.searched and not outcome.evidence:
        said.append(f"Looked at {places(outcome.searched, report.submission)}.")
    if number == 0 and outcome.nearest is not None:
        near = outcome.nearest
        page = places([PageRange(near.file, near.page, near.page)], report.submission)
        said.append(f"Nearest, on {page}: “{visible_prose(near.quote)}”")
    if result.decided is not None:
        said.append(f"Decided: {visible_prose(result.decided.sentence)}")
    if todo := advice(result):
        said.append(f"What to do: {visible_prose(todo)}")
    if of > 1:
        said.append(f"Page {number + 1:,} of {of:,} that this finding is about.")
    if number == 0:
        if len(outcome.evidence) > MOST_PLACES:
            more = len(outcome.evidence) - MOST_PLACES
            said.append(f"And {count(more, 'more place')} that are not marked.")
        said += [f"Why: {visible_prose(rule.why)}"] if rule.why else []
        sources = [source_words(source) for source in rule.source]
        said += [f"Source: {'; '.join(sources)}"] if sources else []
    said.append(f"Check: {visible(rule.id)}")
    return "\n".join(said)


def _summary(report: Report, look: Look, left_out: dict[int, str]) -> str:
    """The note that says what this copy is: the verdict, what was checked, and by what."""
    verdict, why = verdict_words(report)
    submission = report.submission
    number = dict.fromkeys(_ORDER, 0)
    for kind, _ in findings(report):
        number[kind] += 1
    counted = [f"{n} × {_LABELS[kind].lower()}" for kind, n in number.items() if n]
    said = [f"dhrcheck {__version__}: {verdict}", why]
    said.append(
        f"Comments in this copy: {listed(counted)}." if counted else "Nothing to put right."
    )
    said.append(f"Stage: {STAGE_WORDS[report.stage]}; {report.as_of.isoformat()} counts as today.")
    said += [f"{visible(f.name)}: sha256 {f.sha256}" for f in submission.files]
    for file, reason in left_out.items():
        said.append(
            f"“{visible(submission.files[file].name)}” is not in this copy. {visible_prose(reason)}"
        )
    said += [f"Configuration: {settings}"] if (settings := settings_words(look)) else []
    said += [f"Decisions: {made}"] if (made := decisions_words(report)) else []
    rules = report.ruleset
    said.append(f"Rules: {len(rules.rules)} ({visible(rules.profile)}), sha256 {rules.sha256}")
    return "\n".join([*said, _KEEP, NO_PROMISE])
