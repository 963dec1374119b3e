"""``letter-at-end``: only annexes follow the letter in the file that holds the report."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.model import Part, Role, Submission
from dhrcheck.document.passage import Unread, page_ranges, roles_of
from dhrcheck.kinds.answers import not_applicable
from dhrcheck.kinds.body import body_after
from dhrcheck.kinds.letters_read import only_pictures
from dhrcheck.kinds.plan_annexed import unread_at_home
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import file_words, files_with, opening, pages_of, sentence, where
from dhrcheck.outcome import Outcome, Status

_NAMES = {Role.OVERVIEW_REPORT: "the report stands", Role.EXECUTIVE_SUMMARY: "the summary stands"}


@dataclass(frozen=True, slots=True)
class LetterAtEnd:
    """Nothing to set."""


def run(parameters: LetterAtEnd, question: Question) -> Outcome:
    """Fails where the report's body or the summary follows the letter."""
    submission = question.submission
    homes = files_with(submission, Role.OVERVIEW_REPORT)
    letters = [p for p in submission.parts_of(Role.FEEDBACK_LETTER) if p.file in homes]
    pictures = only_pictures(submission) if homes else None
    if pictures is not None:
        return pictures
    if not letters:
        return _apart(submission, homes)
    # Where there are two letters, the last one decides: an older one may stand before it.
    last = max(letters, key=lambda p: (p.last_page, p.end))
    searched = pages_of(p for p in submission.parts if p.file == last.file)
    after = body_after(last, submission, Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY)
    letter = opening(last, submission)
    if after:
        said = " and ".join(
            f"{_NAMES[role]} on {where(runs, submission)}"
            for role in _NAMES
            if (runs := [p for p in after if p.role is role])
        )
        return Outcome(
            Status.FAIL,
            f"The letter is on {where([last], submission)}, and after it {said}.",
            (letter, *(opening(p, submission) for p in after)),
            searched,
        )
    lost = _unknown_after(last, submission)
    if lost:
        return Outcome(
            Status.UNREAD,
            f"After the letter ({where([last], submission)}) come {lost.words(submission)}, which"
            " could not be read, so it is not certain that only annexes follow it.",
            (letter,),
            searched,
        )
    follow = [
        p
        for p in submission.parts_of(Role.APPENDIX, Role.ACTION_PLAN, Role.OTHER)
        if p.file == last.file and p.first_page >= last.last_page and p.end > last.end
    ]
    message = f"{sentence(where([last], submission))}: the letter is the last part of the report."
    if follow:
        message = (
            f"The letter is on {where([last], submission)}; only annexes follow it"
            f" ({where(follow, submission)})."
        )
    return Outcome(Status.PASS, message, (letter,), searched)


def _apart(submission: Submission, homes: frozenset[int]) -> Outcome:
    """No letter in the report's file: that is for letter-annexed to say."""
    if not homes:
        lost = submission.could_hold(Role.OVERVIEW_REPORT)
        missing, rule = "overview report", "report-present"
    else:
        lost = unread_at_home(submission, Role.FEEDBACK_LETTER, homes)
        missing, rule = "letter", "letter-annexed"
    if lost:
        return Outcome(
            Status.UNREAD,
            f"The {missing} may be on {lost.words(submission)}, which could not be read. See {rule}.",
            searched=lost.pages,
        )
    if not homes:
        return not_applicable("There is no overview report in the files. See report-present.")
    return not_applicable(
        f"No letter stands in the file of the report ({file_words(submission, homes)}). See {rule}."
    )


def _unknown_after(last: Part, submission: Submission) -> Unread:
    """Unread pages after the letter that no heading explains."""
    return Unread(
        page_ranges(
            (page.file, page.number)
            for page in submission.pages
            if page.file == last.file
            and page.number > last.last_page
            and page.read.is_unread
            and all(role is Role.OTHER for role in roles_of(submission, page))
        )
    )


KIND = Kind("letter-at-end", LetterAtEnd, run)
