"""``letter-annexed``: the Panel's letter (the later one of two) stands in the report's own file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dhrcheck.document.model import Letter, Part, Role, Submission
from dhrcheck.kinds.letters_read import is_seen, only_pictures
from dhrcheck.kinds.plan_annexed import unread_at_home, without_report
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import (
    file_words,
    files_with,
    opening,
    pages_of,
    promised,
    readable_pages,
    sentence,
    where,
)
from dhrcheck.outcome import Outcome, Status


@dataclass(frozen=True, slots=True)
class LetterAnnexed:
    """``titles``: words by which a contents list promises the letter."""

    titles: tuple[str, ...] = ("home office letter", "feedback letter")


def run(parameters: LetterAnnexed, question: Question) -> Outcome:
    """Fails where no letter is found on readable pages, or only in a file of its own."""
    submission = question.submission
    letters = submission.parts_of(Role.FEEDBACK_LETTER)
    if not letters:
        return _missing(parameters, submission)
    homes = files_with(submission, Role.OVERVIEW_REPORT)
    if not homes:
        return without_report(submission, "the letter")
    there = [p for p in letters if p.file in homes]
    seen = [p for p in there if is_seen(p, submission)]
    pictures = only_pictures(submission) if there and not seen else None
    if pictures is not None:
        return pictures
    if not seen:
        return _elsewhere(submission, letters, there, homes)
    return _later_one(submission, seen, homes) or Outcome(
        Status.PASS,
        f"The letter is annexed to the report, on {where(seen, submission)}.",
        tuple(opening(p, submission) for p in seen),
        pages_of(seen),
    )


def _missing(parameters: LetterAnnexed, submission: Submission) -> Outcome:
    evidence = promised(submission, *parameters.titles)
    searched = readable_pages(submission)
    lost = submission.could_hold(Role.FEEDBACK_LETTER)
    if lost:
        return Outcome(
            Status.UNREAD,
            f"No letter was found on the pages that could be read. It may be on"
            f" {lost.words(submission)}, which could not be read.",
            evidence,
            searched,
        )
    pages = len(submission.pages)
    message = f"No Home Office letter was found in {'1 page' if pages == 1 else f'{pages} pages'}."
    if evidence:
        message += " The contents list names it, but it is not there."
    return Outcome(Status.FAIL, message, evidence, searched)


def _elsewhere(
    submission: Submission, letters: tuple[Part, ...], there: list[Part], homes: frozenset[int]
) -> Outcome:
    """The letter is in no file that holds the report, or only its heading is."""
    apart = [p for p in letters if p.file not in homes]
    evidence = tuple(opening(p, submission) for p in letters)
    searched = pages_of(p for p in submission.parts if p.file in homes)
    if there:
        message = f"{sentence(where(there, submission))} is headed as the letter, but holds none."
    else:
        message = (
            f"The letter is only in {file_words(submission, (p.file for p in apart))}, not in the"
            f" file of the report ({file_words(submission, homes)})."
        )
    lost = unread_at_home(submission, Role.FEEDBACK_LETTER, homes)
    if lost:
        return Outcome(
            Status.UNREAD,
            f"{message} It may stand on {lost.words(submission)} as well, which could not be read.",
            evidence,
            searched,
        )
    return Outcome(Status.FAIL, message, evidence, searched)


def _later_one(submission: Submission, seen: list[Part], homes: frozenset[int]) -> Outcome | None:
    """The finding where a later letter stands only in a file of its own, else None."""
    dated = [
        (day, submission.parts[letter.part], letter)
        for letter in submission.letters
        if (day := _day(letter)) is not None
    ]
    if not dated or any(_day(le) is None for le in submission.letters):
        return None
    latest, part, letter = max(dated, key=lambda d: d[0])
    if any(d == latest and p.file in homes for d, p, _ in dated):
        return None
    text = letter.letter_date.text if letter.letter_date else f"{latest:%d %B %Y}"
    lost = unread_at_home(submission, Role.FEEDBACK_LETTER, homes)
    message = (
        f"A letter is annexed ({where(seen, submission)}), but the later one, of {text}, is only in"
        f" {file_words(submission, [part.file])}."
    )
    evidence = tuple(opening(p, submission) for p in (*seen, part))
    if lost:
        return Outcome(
            Status.UNREAD,
            f"{message} It may stand on {lost.words(submission)} as well, which could not be read.",
            evidence,
            pages_of(seen),
        )
    return Outcome(
        Status.FAIL,
        message,
        evidence,
        pages_of(seen),
        fix="Please attach the Panel's latest letter to the end of the report as well.",
    )


def _day(letter: Letter) -> date | None:
    return letter.letter_date.when.latest() if letter.letter_date else None


KIND = Kind("letter-annexed", LetterAnnexed, run, needs_part=False)
