"""``accessible-basics``: the file carries the basics that a screen reader needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dhrcheck.document.model import Submission
from dhrcheck.document.text import fold
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.unread_files import not_all_read
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.reading.model import FileReading, Table
from dhrcheck.rulebook.phrases import word_index

_WELSH_SHARE = 0.08
_FEW_WORDS = 200
_NOT_ALL = "This is not a full check of accessibility."


@dataclass(frozen=True, slots=True)
class AccessibleBasics:
    """``colour_columns``: headers of columns that may tell a state by colour alone. ``welsh``: common
    words that no English text has; a file that is full of them should not say that it is English."""

    colour_columns: tuple[str, ...] = ()
    welsh: tuple[str, ...] = ()


def run(parameters: AccessibleBasics, question: Question) -> Outcome:
    """Fails where tags, language, a shown title or texts for pictures are missing."""
    submission = question.submission
    lacking = {
        number: list(_lacking(file)) for number, file in enumerate(submission.files) if file.is_open
    }
    notes = " ".join(["", *_notes(parameters, submission), _NOT_ALL])
    faulty = [number for number, missing in lacking.items() if missing]
    if faulty:
        several = len(submission.files) > 1
        said = "; ".join(
            (f"“{submission.files[number].name}” " if several else "The file ")
            + listed(lacking[number])
            for number in faulty
        )
        return Outcome(
            Status.FAIL, f"{said}.{notes}", tuple(Evidence(number, None) for number in faulty)
        )
    nothing = "Nothing is missing from the basics."
    return not_all_read(submission, nothing) or Outcome(
        Status.PASS,
        "The file is tagged, names its language, shows its title, and its pictures have a text."
        + notes,
        tuple(Evidence(number, None) for number in lacking),
    )


def _lacking(file: FileReading) -> Iterator[str]:
    """What a file lacks, each as a verb with its object."""
    own = file.properties
    if not own.tagged:
        yield "has no structure tags"
    if not own.language:
        yield "names no language"
    if not (own.title or "").strip("\x00 "):
        yield "has no title"
    elif not own.shows_title:
        yield "does not show its title in the window bar"
    if own.figures_untold:
        count, of = own.figures_untold, own.figures
        yield (
            "has a picture without an alternative text"
            if count == of == 1
            else f"has {count} of {of} pictures without an alternative text"
        )


def _notes(parameters: AccessibleBasics, submission: Submission) -> Iterator[str]:
    if any(page.read.is_unread or page.read.value == "ocr" for page in submission.pages):
        yield "Scanned pages cannot be read aloud: see file-text-readable."
    columns = {fold(name) for name in parameters.colour_columns}
    pages = {
        page.number
        for file in submission.files
        for page in file.pages
        for table in page.tables
        if _tells_by_colour(table, columns)
    }
    if pages:
        yield (
            f"The table on page {min(pages)} seems to tell a state by colour alone; please add a word"
            " to each cell."
        )
    if _is_welsh(parameters, submission):
        yield "Much of the text is Welsh, and the file says that it is English."


def _tells_by_colour(table: Table, columns: set[str]) -> bool:
    """True where a column has such a header and cells that are shaded and hold no word."""
    heads = {
        cell.column
        for cell in table.cells
        if cell.row == 0 and fold(" ".join(line.text for line in cell.lines)) in columns
    }
    return any(
        cell.row > 0 and cell.column in heads and cell.shaded and not cell.lines
        for cell in table.cells
    )


def _is_welsh(parameters: AccessibleBasics, submission: Submission) -> bool:
    languages = [file.properties.language or "" for file in submission.files]
    if not any(language.lower().startswith("en") for language in languages):
        return False
    index = word_index(submission.passage().text)
    welsh = sum(len(index.numbers_of(word.lower())) for word in parameters.welsh)
    return len(index.words) >= _FEW_WORDS and welsh >= _WELSH_SHARE * len(index.words)


KIND = Kind("accessible-basics", AccessibleBasics, run, needs_part=False, files_only=True)
