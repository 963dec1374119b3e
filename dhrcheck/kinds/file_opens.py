"""``file-opens``: every file opens without a password and its pages can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dhrcheck.kinds.answers import not_applicable
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Stage, Status
from dhrcheck.reading.model import FileOutcome, FileReading

_BROKEN = {
    FileOutcome.PASSWORD: "asks for a password",
    FileOutcome.DAMAGED: "is damaged or cut short, and cannot be opened",
    FileOutcome.NO_PAGES: "has no pages",
}
_GAVE_UP = {
    FileOutcome.TIMED_OUT: "took longer to read than this check allows",
    FileOutcome.OUT_OF_MEMORY: "needed more memory than this check allows",
    FileOutcome.TOO_LARGE: "is larger than this check reads",
    FileOutcome.CRASHED: "stopped the program that reads it",
}


@dataclass(frozen=True, slots=True)
class FileOpens:
    """Nothing to set."""


def run(parameters: FileOpens, question: Question) -> Outcome:
    """Fails for a file at fault; unread where only this reader gave up, or a Word file is usual."""
    files = question.submission.files
    judged = [(i, f, *_judge(f, question.stage)) for i, f in enumerate(files)]
    for status in (Status.FAIL, Status.UNREAD):
        decided = [(i, said) for i, _, found, said in judged if found is status]
        if decided:
            return Outcome(
                status,
                " ".join(f"“{files[i].name}” {said}." for i, said in decided),
                tuple(Evidence(i, None) for i, _ in decided),
                fix=_fix(files[i] for i, _ in decided),
            )
    opened = [(i, f) for i, f, found, _ in judged if found is Status.PASS]
    if not opened:
        return not_applicable("No file here is a PDF, so there is none to open. See file-is-pdf.")
    pages = sum(len(f.pages) for _, f in opened)
    message = (
        f"“{opened[0][1].name}” opens; it has {_pages(pages)}."
        if len(opened) == 1
        else f"All {len(opened)} PDFs open; together they have {_pages(pages)}."
    )
    notes = [f"“{f.name}”: {note}" for _, f in opened for note in f.properties.notes]
    if notes:
        message += " Please note: " + " ".join(n if n.endswith(".") else n + "." for n in notes)
    return Outcome(Status.PASS, message, tuple(Evidence(i, None) for i, _ in opened))


def _judge(file: FileReading, stage: Stage) -> tuple[Status, str]:
    if file.outcome is FileOutcome.NOT_A_PDF:
        if stage is Stage.PUBLICATION:
            return Status.NOT_APPLICABLE, ""
        what = file.kind if file.kind and file.kind != "PDF" else "not a PDF"
        return Status.UNREAD, f"is {what}, which this check cannot read; please save it as a PDF"
    if file.outcome.is_our_limit:
        return Status.UNREAD, _GAVE_UP[file.outcome] + "; it may still be sound"
    if file.outcome in _BROKEN:
        return Status.FAIL, _BROKEN[file.outcome]
    if not file.pages:
        return Status.FAIL, _BROKEN[FileOutcome.NO_PAGES]
    return Status.PASS, ""


def _fix(files: Iterable[FileReading]) -> str | None:
    """More exact advice where every file named has the same trouble."""
    outcomes = {f.outcome for f in files}
    if outcomes == {FileOutcome.PASSWORD}:
        return "Please remove the password, or export the PDF again without one."
    if outcomes == {FileOutcome.NOT_A_PDF}:
        return "Please save the document as a PDF from Word (File, Save as, PDF) and check that."
    if outcomes <= set(_GAVE_UP):
        return (
            "Please try again with a longer time limit (--timeout), or export the PDF again from "
            "the original document."
        )
    return None


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"


KIND = Kind("file-opens", FileOpens, run, needs_part=False, files_only=True)
