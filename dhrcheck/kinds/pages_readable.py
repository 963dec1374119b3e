"""``pages-readable``: every page has real text, not a picture of text."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.model import Page, Submission
from dhrcheck.document.passage import Unread, page_ranges, unopened
from dhrcheck.kinds.answers import not_applicable
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, PageRange, ReadAs, Status
from dhrcheck.reading.model import PageReading

_FEW_LETTERS = 12
"""Fewer on a picture are a sign or a name in a photograph, not a page of text."""

_TITLE_LETTERS = 8
"""Letters from which a picture on a first page is taken for a cover's, not for a scan."""


@dataclass(frozen=True, slots=True)
class PagesReadable:
    """``unmapped_share``: the share (0 to 1) of characters without a known letter from which a page
    does not count as text."""

    unmapped_share: float = 0.2


def run(parameters: PagesReadable, question: Question) -> Outcome:
    """Fails where pages are pictures of text, and says for each whether it could be read."""
    submission = question.submission
    if not submission.pages:
        files = unopened(submission)
        if files:
            return _unread(submission, Unread(files=files))
        return not_applicable("There are no pages to look at.")
    recognised, pictures, garbled, broken = [], [], [], []
    for page in submission.pages:
        if page.read is ReadAs.OCR and _letters(submission, page) >= _FEW_LETTERS:
            recognised.append(page)
        elif page.read is ReadAs.BROKEN:
            broken.append(page)
        elif _reading(submission, page).unmapped > parameters.unmapped_share:
            garbled.append(page)
        elif page.read is ReadAs.IMAGE_ONLY and not _is_titled_cover(submission, page):
            pictures.append(page)
    if not (recognised or pictures or garbled):
        lost = Unread(_ranges(broken), unopened(submission))
        if lost:
            return _unread(submission, lost)
        count = len(submission.pages)
        return Outcome(
            Status.PASS,
            "The page has real text." if count == 1 else f"All {count} pages have real text.",
            searched=_ranges(submission.pages),
        )
    said = [
        _say(submission, recognised, "{} scanned; {} read by text recognition, which may err"),
        _say(submission, pictures, "{} a picture without text and could not be read"),
        *dict.fromkeys(_reading(submission, page).note for page in pictures),
        _say(
            submission,
            garbled,
            "{} in a font whose letters cannot be told, so nobody can search or check the words",
        ),
        _say(submission, broken, "{} damaged and could not be read"),
    ]
    flagged = sorted((*recognised, *pictures, *garbled, *broken), key=lambda p: (p.file, p.number))
    return Outcome(
        Status.FAIL,
        " ".join(filter(None, said)),
        tuple(Evidence(p.file, p.number, read=p.read) for p in flagged),
        searched=_ranges(submission.pages),
    )


def _reading(submission: Submission, page: Page) -> PageReading:
    return submission.files[page.file].pages[page.number - 1]


def _letters(submission: Submission, page: Page) -> int:
    """How many letters were read on the page."""
    lines = submission.flow[page.first_line : page.end_line]
    return sum(c.isalpha() for line in lines for c in line.text)


def _is_titled_cover(submission: Submission, page: Page) -> bool:
    """True for a first page with a photograph and a short title: its words are text."""
    return page.number == 1 and _reading(submission, page).letters >= _TITLE_LETTERS


def _ranges(pages: list[Page] | tuple[Page, ...]) -> tuple[PageRange, ...]:
    return page_ranges((p.file, p.number) for p in pages)


def _say(submission: Submission, pages: list[Page], what: str) -> str:
    """One sentence: "Pages 61 to 63 are scanned; they were read by text recognition.\""""
    if not pages:
        return ""
    where = Unread(_ranges(pages)).words(submission)
    several = len(pages) > 1
    verb, pronoun = ("are", "they were") if several else ("is", "it was")
    if several:
        what = what.replace("a picture without text", "pictures without text")
    sentence = what.replace("{}", f"{where} {verb}", 1).replace("{}", pronoun, 1)
    return sentence[0].upper() + sentence[1:] + "."


def _unread(submission: Submission, lost: Unread) -> Outcome:
    return Outcome(
        Status.UNREAD,
        f"{lost.words(submission)} could not be read, so nobody can say whether every page has "
        "real text.",
        tuple(Evidence(i, None) for i in lost.files),
        searched=lost.pages,
    )


KIND = Kind("pages-readable", PagesReadable, run, needs_part=False, files_only=True)
