"""Which letters were read, and which are only announced by a heading or are pictures."""

from __future__ import annotations

from dhrcheck.document.model import Letter, Part, Role, Submission
from dhrcheck.kinds.whereabouts import is_unread, pages_of, sentence, where, word_count
from dhrcheck.outcome import Outcome, Status

_DIVIDER_WORDS = 40
"""Words up to which pages headed as a letter, with no mark of one, are only a divider."""


def fields_of(part: Part, submission: Submission) -> tuple[Letter, ...]:
    """The letters that begin in this part."""
    return tuple(le for le in submission.letters if submission.parts[le.part] is part)


def is_seen(part: Part, submission: Submission) -> bool:
    """True where words of a letter were read on the part's pages, and not only a heading."""
    if any(
        letter.opening or letter.sign_off or letter.points or letter.meeting_date
        for letter in fields_of(part, submission)
    ):
        return True
    return word_count(part, submission) > _DIVIDER_WORDS


def seen_letters(submission: Submission) -> tuple[Letter, ...]:
    """The letters of which more than a heading was read."""
    return tuple(le for le in submission.letters if is_seen(submission.parts[le.part], submission))


def only_pictures(submission: Submission) -> Outcome | None:
    """The answer of rules on the letter where its pages are there and none could be read."""
    parts = submission.parts_of(Role.FEEDBACK_LETTER)
    if any(is_seen(p, submission) for p in parts):
        return None
    scanned = [p for p in parts if is_unread(p, submission)]
    if not scanned:
        return None
    lost = submission.unread(Role.FEEDBACK_LETTER)
    return Outcome(
        Status.UNREAD,
        f"{sentence(where(scanned, submission))} should be the letter, but {lost.words(submission)}"
        " could not be read.",
        searched=pages_of(scanned),
    )
