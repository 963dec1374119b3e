"""``file-is-pdf``: every file is a PDF by its bytes, whatever its name says."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.kinds.answers import not_applicable
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.reading.model import FileOutcome


@dataclass(frozen=True, slots=True)
class FileIsPdf:
    """Nothing to set: the first 1,024 bytes decide."""


def run(parameters: FileIsPdf, question: Question) -> Outcome:
    """Fails where the bytes of a file are something else, and names what they are."""
    files = question.submission.files
    if not files:
        return not_applicable("There is no file to look at.")
    others = [i for i, f in enumerate(files) if f.outcome is FileOutcome.NOT_A_PDF]
    if others:
        said = [f"“{files[i].name}” is {_what(files[i].kind)}" for i in others]
        return Outcome(
            Status.FAIL,
            "; ".join(said) + (", not a PDF." if len(said) == 1 else "; none of these is a PDF."),
            tuple(Evidence(i, None) for i in others),
        )
    message = "The file is a PDF." if len(files) == 1 else f"All {len(files)} files are PDFs."
    unusual = [f"“{f.name}”" for f in files if not f.name.casefold().endswith(".pdf")]
    if unusual:
        message += (
            f" The name of {', '.join(unusual)} does not end in .pdf, so some computers may not"
            " open it by itself."
        )
    return Outcome(Status.PASS, message, tuple(Evidence(i, None) for i in range(len(files))))


def _what(kind: str) -> str:
    return kind if kind and kind.casefold() != "pdf" else "something else"


KIND = Kind("file-is-pdf", FileIsPdf, run, needs_part=False, files_only=True)
