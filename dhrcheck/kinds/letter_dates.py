"""``letter-dates``: the Panel's meeting, its letter and the publication come in that order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dhrcheck.document.model import DateMention, Letter, Submission
from dhrcheck.document.report_dates import publication_dates
from dhrcheck.kinds.answers import not_applicable
from dhrcheck.kinds.letters_read import only_pictures, seen_letters
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import opening
from dhrcheck.outcome import Evidence, Outcome, ReadAs, Status

_WEEKEND = {5: "Saturday", 6: "Sunday"}


@dataclass(frozen=True, slots=True)
class LetterDates:
    """``published`` are the words right before a date of publication. A gap of more than ``gap_days``
    between meeting and letter is noted, and is no fault."""

    published: tuple[str, ...] = ()
    gap_days: int = 120


def run(parameters: LetterDates, question: Question) -> Outcome:
    """Fails where the order is clearly the other way round."""
    submission = question.submission
    pictures = only_pictures(submission)
    if pictures is not None:
        return pictures
    letters = seen_letters(submission)
    if not letters:
        return not_applicable(
            "There is no letter whose text could be made out. See letter-annexed."
        )
    outcomes = [_judge(parameters, letter, submission) for letter in letters]
    latest = max(
        (le for le in letters if _latest(le.letter_date)),
        key=lambda le: _latest(le.letter_date) or date.min,
        default=None,
    )
    if latest is not None:
        outcomes += _publication(parameters, latest, submission)
    for status in (Status.FAIL, Status.REVIEW, Status.PASS):
        deciding = [o for o in outcomes if o.status is status]
        if deciding:
            return Outcome(
                status,
                " ".join(dict.fromkeys(o.message for o in deciding)),
                tuple(dict.fromkeys(e for o in deciding for e in o.evidence)),
            )
    return outcomes[0]


def _judge(parameters: LetterDates, letter: Letter, submission: Submission) -> Outcome:
    """Meeting and letter."""
    sent, met = letter.letter_date, letter.meeting_date
    evidence = _places(met, sent) or (opening(submission.parts[letter.part], submission),)
    first, last = _earliest(sent), _latest(sent)
    if sent is None or first is None or last is None:
        what = (
            "says no date of its own" if sent is None else f"is dated “{sent.text}”, without a year"
        )
        return Outcome(
            Status.REVIEW, f"The letter {what} that could be read. Please look.", evidence
        )
    if met is None:
        said = "the day of the Panel's meeting could not be read in it"
        return Outcome(
            Status.REVIEW, f"The letter is dated {sent.text}, and {said}. Please look.", evidence
        )
    begin, end = _earliest(met), _latest(met)
    if begin is None or end is None:
        return Outcome(
            Status.REVIEW,
            f"The letter is dated {sent.text}; its meeting date “{met.text}” has no year. Please check"
            " that the meeting came first.",
            evidence,
        )
    if begin > last:
        said = f"The letter is dated {sent.text}, before the Panel's meeting on {met.text}."
        if _is_recognised(met, sent):
            said += " The letter was read by text recognition: please look at the page."
            return Outcome(Status.REVIEW, said, evidence)
        return Outcome(Status.FAIL, said, evidence)
    said = f"The Panel met on {met.text} and wrote on {sent.text}."
    if met.when.day and sent.when.day:
        days = (first - begin).days
        if days > parameters.gap_days:
            said += f" {days} days lie between, which is unusual."
        if begin.weekday() in _WEEKEND:
            said += (
                f" The meeting's date was a {_WEEKEND[begin.weekday()]}; that is the letter's own."
            )
    return Outcome(Status.PASS, said, evidence)


def _publication(parameters: LetterDates, letter: Letter, submission: Submission) -> list[Outcome]:
    """The letter and each date on which the report is said to have been published."""
    sent = letter.letter_date
    first = _earliest(sent)
    before = [
        mention
        for mention in publication_dates(submission, parameters.published)
        if sent is not None
        and first is not None
        and (last := _latest(mention)) is not None
        and last < first
    ]
    if not before or sent is None:
        return []
    said = (
        f"The report is said to be published in {before[0].text}, before the letter of {sent.text}."
    )
    status = Status.REVIEW if _is_recognised(before[0], sent) else Status.FAIL
    return [Outcome(status, said, _places(before[0], sent))]


def _earliest(mention: DateMention | None) -> date | None:
    return mention.when.earliest() if mention else None


def _latest(mention: DateMention | None) -> date | None:
    return mention.when.latest() if mention else None


def _is_recognised(*mentions: DateMention | None) -> bool:
    return any(
        m is not None and m.place is not None and m.place.read is ReadAs.OCR for m in mentions
    )


def _places(*mentions: DateMention | None) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(m.place.file, m.place.page, m.place.quote, m.place.box, m.place.read, 100.0)
        for m in mentions
        if m is not None and m.place is not None
    )


KIND = Kind("letter-dates", LetterDates, run, wants=True)
