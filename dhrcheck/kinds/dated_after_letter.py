"""``dated-after-letter``: a report that the Panel asked to change bears a date after its letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dhrcheck.document.model import DateMention, Letter, Role, Submission
from dhrcheck.document.passage import passage_of
from dhrcheck.document.report_dates import publication_dates, report_dates
from dhrcheck.document.text import fold
from dhrcheck.kinds.answers import not_applicable, unless_unread, unread
from dhrcheck.kinds.letters_read import only_pictures, seen_letters
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import body_lines, opening, readable_pages
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled

_SAVED = compiled(r"(?:D:)?(\d{4})-?(\d{2})")


@dataclass(frozen=True, slots=True)
class DatedAfterLetter:
    """``published`` are the words right before a date of publication, ``histories`` the titles of
    document histories."""

    published: tuple[str, ...] = ()
    histories: tuple[str, ...] = ()


def run(parameters: DatedAfterLetter, question: Question) -> Outcome:
    """Passes where some date of the report is in or after the letter's month."""
    submission = question.submission
    pictures = only_pictures(submission)
    if pictures is not None:
        return pictures
    asking = [le for le in seen_letters(submission) if _asks_for_change(le, submission)]
    if not asking:
        return not_applicable("The letter asks for no change that could be made out.")
    dated = [
        (day, mention)
        for le in asking
        if (mention := le.letter_date) is not None and (day := mention.when.latest()) is not None
    ]
    searched = readable_pages(submission)
    if not dated:
        place = opening(submission.parts[asking[-1].part], submission)
        return Outcome(
            Status.REVIEW,
            "The letter's date could not be read, so nobody can say whether the report was revised"
            " after it. Please look.",
            (place,),
            searched,
        )
    day, sent = max(dated, key=lambda pair: pair[0])
    found = [
        *report_dates(submission, parameters.histories),
        *publication_dates(submission, parameters.published),
    ]
    bearing = [(latest, m) for m in found if (latest := m.when.latest()) is not None]
    # A cover that nobody read is not known to be one.
    lost = submission.unread(Role.COVER, Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY, Role.OTHER)
    if not bearing:
        said = "No date was found on the covers, or where the report says when it was completed."
        if lost:
            return unread(said, lost, submission, searched)
        said += f" Please check that the points of the letter of {sent.text} were dealt with."
        return Outcome(Status.REVIEW, said, _places(sent), searched)
    newest, mention = max(bearing, key=lambda pair: pair[0])
    evidence = _places(mention, sent)
    if newest >= day.replace(day=1):
        said = f"The report is dated {mention.text}, the letter {sent.text}."
        return Outcome(Status.PASS, said, evidence, searched)
    said = (
        f"The newest date on the report is {mention.text}; the letter that asks for changes is dated"
        f" {sent.text}.{_saved(submission, mention, day)}"
    )
    return unless_unread(Outcome(Status.REVIEW, said, evidence, searched), lost, submission)


def _asks_for_change(letter: Letter, submission: Submission) -> bool:
    """True where the letter lists points, or says that some aspects may be revised."""
    if letter.points:
        return True
    words = submission.vocabulary.letter
    text = fold(passage_of(tuple(body_lines(submission.parts[letter.part], submission))).text)
    several = sum(le.part == letter.part for le in submission.letters) > 1
    return not several and any(fold(w) in text for w in (*words.hinges, *words.list_titles))


def _saved(submission: Submission, mention: DateMention, day: date) -> str:
    """When the file itself was last saved, where that is after the letter: no proof, but a hint."""
    file = mention.place.file if mention.place else 0
    saved = _SAVED.match(submission.files[file].properties.modified or "")
    if not saved or not 1 <= int(saved[2]) <= 12:
        return ""
    month = date(max(1, int(saved[1])), int(saved[2]), 1)
    if month < day.replace(day=1):
        return ""
    return f" The file itself was saved in {month:%B %Y}, so it may have been changed since."


def _places(*mentions: DateMention | None) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(m.place.file, m.place.page, m.place.quote, m.place.box, m.place.read, 100.0)
        for m in mentions
        if m is not None and m.place is not None
    )


KIND = Kind("dated-after-letter", DatedAfterLetter, run)
