"""``letter-complete``: the letter is there from its meeting sentence to its sign-off."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from dhrcheck.document.model import Letter, Part, Place, Submission
from dhrcheck.document.passage import Passage, Unread, page_ranges, passage_of
from dhrcheck.kinds.answers import for_a_person, not_applicable
from dhrcheck.kinds.letters_read import only_pictures, seen_letters
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import body_lines, opening, sentence, where
from dhrcheck.outcome import Evidence, Outcome, PageRange, Status
from dhrcheck.patterns import compiled

_MEETING = compiled(
    r"\b(?:(?:re-?)?(?:considered|assessed|reviewed|discussed)|met)\b[^.]{0,80}"
    r"\b(?:Quality\s+Assurance|QA|Panel|Group)\b|\b(?:Panel|Group)\s+(?:considered|assessed|met)\b",
    regex.IGNORECASE,
)
_SIGN_OFF = compiled(
    r"\byou(?:rs?|r)\s+(?:sincere|faithful|tru)ly\b|\b(?:kind|best|warm)\s+(?:regards|wishes)\b"
    r"|\bChair\s+of\s+the\s+Home\s+Office\b",
    regex.IGNORECASE,
)
_FEEDBACK = compiled(
    r"\b(?:Panel|Group)\s+(?:also\s+)?(?:felt|found|concluded|commended|praised|welcomed|noted|"
    r"thought|considered|was|were|would\s+like|queried|agreed|recognised|acknowledged)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LetterComplete:
    """Nothing to set: the marks of a letter are in the vocabulary."""


def run(parameters: LetterComplete, question: Question) -> Outcome:
    """Fails where a letter stops before its sign-off or begins after its meeting sentence."""
    submission = question.submission
    pictures = only_pictures(submission)
    if pictures is not None:
        return pictures
    judged = [_judge(letter, submission) for letter in seen_letters(submission)]
    if not judged:
        return not_applicable(
            "There is no letter whose text could be made out. See letter-annexed."
        )
    for status in (Status.FAIL, Status.UNREAD, Status.REVIEW, Status.PASS):
        deciding = [o for o in judged if o.status is status]
        if deciding:
            return Outcome(
                status,
                " ".join(o.message for o in deciding),
                tuple(e for o in deciding for e in o.evidence),
                tuple(r for o in judged for r in o.searched),
            )
    return judged[0]


def _judge(letter: Letter, submission: Submission) -> Outcome:
    part = submission.parts[letter.part]
    text = passage_of(tuple(body_lines(part, submission)))
    lost = _unread_near(part, submission)
    meeting = _mark(letter.opening, text, _MEETING)
    feedback = _mark(
        letter.praise or (letter.points[0].place if letter.points else None), text, _FEEDBACK
    )
    sign_off = _mark(letter.sign_off, text, _SIGN_OFF)
    found = [e for e in (_dated(letter), meeting, feedback, sign_off) if e is not None]
    evidence = tuple(dict.fromkeys(found)) or (opening(part, submission),)
    pages = where([part], submission)
    missing = [
        words
        for words, mark in (
            ("the sentence on the Panel's meeting, with which it begins", meeting),
            ("the sign-off, with which it ends", sign_off),
        )
        if mark is None
    ]
    if missing and lost:
        return Outcome(
            Status.UNREAD,
            f"The letter ({pages}) lacks {' and '.join(missing)}; it may be on"
            f" {lost.words(submission)}, which could not be read.",
            evidence,
            (part.pages,),
        )
    if missing:
        return Outcome(
            Status.FAIL,
            f"The letter ({pages}) lacks {' and '.join(missing)}.",
            evidence,
            (part.pages,),
        )
    if feedback is None:
        if lost:
            return Outcome(
                Status.UNREAD,
                f"The letter ({pages}) begins and ends, but {lost.words(submission)} could not be"
                " read.",
                evidence,
                (part.pages,),
            )
        return for_a_person(
            f"The letter ({pages}) begins and ends, but no word of the Panel's feedback was made"
            " out between. Please look whether a page is missing.",
            evidence,
            (part.pages,),
        )
    return _whole(letter, part, submission, evidence)


def _whole(
    letter: Letter, part: Part, submission: Submission, evidence: tuple[Evidence, ...]
) -> Outcome:
    pages = where([part], submission)
    inside = _unread_inside(part, submission)
    if inside:
        return Outcome(
            Status.UNREAD,
            f"The letter ({pages}) begins and ends, but {inside.words(submission)} within it could"
            " not be read.",
            evidence,
            (part.pages,),
        )
    count = len(letter.points)
    listed = {0: "", 1: ", with one point"}.get(count, f", with {count} points")
    return Outcome(
        Status.PASS,
        f"{sentence(pages)}: the letter is whole, from its opening to its sign-off{listed}.",
        evidence,
        (part.pages,),
    )


def _mark(place: Place | None, text: Passage, pattern: regex.Pattern[str]) -> Evidence | None:
    """The field as understood, or else the pattern in the letter's own words."""
    if place is not None:
        return Evidence(place.file, place.page, place.quote, place.box, place.read, 100.0)
    match = pattern.search(text.text)
    return text.evidence(match.start(), match.end(), around=40) if match else None


def _dated(letter: Letter) -> Evidence | None:
    if letter.letter_date is None or letter.letter_date.place is None:
        return None
    place = letter.letter_date.place
    return Evidence(place.file, place.page, place.quote, place.box, place.read, 100.0)


def _unread_inside(part: Part, submission: Submission) -> Unread:
    return Unread(_unread_pages(submission, part.file, part.first_page, part.last_page))


def _unread_near(part: Part, submission: Submission) -> Unread:
    """Unread pages inside the letter and directly before and after it."""
    first, last = part.first_page, part.last_page
    unread = {p.number for p in submission.pages if p.file == part.file and p.read.is_unread}
    while first - 1 in unread:
        first -= 1
    while last + 1 in unread:
        last += 1
    return Unread(_unread_pages(submission, part.file, first, last))


def _unread_pages(
    submission: Submission, file: int, first: int, last: int
) -> tuple[PageRange, ...]:
    return page_ranges(
        (p.file, p.number)
        for p in submission.pages
        if p.file == file and first <= p.number <= last and p.read.is_unread
    )


KIND = Kind("letter-complete", LetterComplete, run, wants=True)
