"""``birth-dates-absent``: nobody's date of birth is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from dhrcheck.document.full_dates import FullDate, full_dates
from dhrcheck.document.passage import Passage
from dhrcheck.document.speech import is_reference
from dhrcheck.kinds.private_answers import nothing_private, on_pages
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

MASK = "[date of birth]"
_LABEL = r"d\.?\s?o\.?\s?b\b\.?|dates?\s+of\s+birth|birth\s?date|date\s+born"
_BEFORE = compiled(
    rf"(?<![\w-])(?:(?:{_LABEL})\W{{0,8}}(?:(?:was|is|of|given|as|recorded|on|the|\((?:dd|\w+)[^)]*\))\W{{1,3}}){{0,4}}"
    r"|(?:born|birth|delivered)\b(?!\s+and\b)(?:(?!\b(?:she|he|they|who|met|saw|seen|moved|had|died|visit\w+"
    r"|attend\w+|referr\w+|called|made|spoke|when|until)\b)[^.;\n]){0,40}?[\s(,]|\(?\bb\.\s?)$",
    regex.IGNORECASE,
)
_AFTER = compiled(rf"[\s,(]*(?:{_LABEL})\b", regex.IGNORECASE)
_EMPTY = compiled(rf"\b(?:{_LABEL})\s*:[ _.…]*(?=\n|$)", regex.IGNORECASE)
_HEAD = compiled(rf"^(?:{_LABEL})\W*$|^(?:{_LABEL})\b", regex.IGNORECASE)
_CHILD = compiled(
    r"\b(?:son|daughter|child|children|baby|babies|twins?|boy|girl|infant|grandchild|grandson"
    r"|granddaughter|Child\s?\w{1,2})\b",
    regex.IGNORECASE,
)
_MONTH_OF_BIRTH = compiled(
    r"\bborn\s+(?:prematurely\s+|by\s+[\w -]{1,30}?\s+)?(?:in|during|late\s+in|early\s+in)\s+"
    r"(?:early\s+|late\s+|mid-?\s?)?(?P<month>(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December),?\s*(?:of\s+)?(?:19|20)\d\d)\b"
)
_REACH = 90


@dataclass(frozen=True, slots=True)
class BirthDatesAbsent:
    """``never`` are words of what is born without being a person (a service, a law)."""

    never: tuple[str, ...] = ()


def run(parameters: BirthDatesAbsent, question: Question) -> Outcome:
    """``fail`` on a date of birth, ``review`` on a place left for one or a birthday without a year."""
    passage = question.passage()
    certain, doubtful = _dates(passage, parameters)
    certain += list(_columns(passage, question))
    certain += list(_months(passage))
    certain = list(dict.fromkeys(certain))
    if certain:
        count = (
            "A date of birth stands"
            if len(certain) == 1
            else f"{len(certain)} dates of birth stand"
        )
        return Outcome(
            Status.FAIL,
            f"{count} on {on_pages(certain)}. The dates themselves are masked here.",
            tuple(certain),
            passage.searched,
        )
    empty = [passage.evidence(*m.span()) for m in _EMPTY.finditer(passage.text)]
    if doubtful or empty:
        what = (
            "a birthday without a year" if doubtful else "a place for a date of birth, left empty"
        )
        return Outcome(
            Status.REVIEW,
            f"There is {what} on {on_pages((*doubtful, *empty))}. Please see that no date of birth is"
            " given or was meant to be.",
            (*doubtful, *empty),
            passage.searched,
        )
    return nothing_private("No date of birth was found.", passage, question)


def _dates(passage: Passage, parameters: BirthDatesAbsent) -> tuple[list[Evidence], list[Evidence]]:
    certain: list[Evidence] = []
    doubtful: list[Evidence] = []
    never = compile_phrases(parameters.never)
    for when in full_dates(passage.text):
        left = max(0, when.start - _REACH)
        before = _BEFORE.search(passage.text[left : when.start])
        if before is None and not _AFTER.match(passage.text, when.end):
            continue
        sentence = passage.sentence_at(when.start)
        if is_reference(passage, when.start) or never.search(passage.text, *sentence):
            continue
        start = left + before.start() if before is not None else when.start
        (certain if when.has_year else doubtful).append(_masked(passage, start, when))
    return certain, doubtful


def birth_dates_in(passage: Passage) -> Iterator[tuple[Evidence, int]]:
    """The dates of birth that sentences give, masked, each with its place in the text."""
    for when in full_dates(passage.text):
        left = max(0, when.start - _REACH)
        before = _BEFORE.search(passage.text[left : when.start])
        if before is not None and when.has_year and not is_reference(passage, when.start):
            yield _masked(passage, left + before.start(), when), when.start
    for match in _MONTH_OF_BIRTH.finditer(passage.text):
        found = passage.evidence(*match.span("month"))
        yield replace(found, quote=f"born in {MASK}"), match.start()


def _masked(passage: Passage, start: int, when: FullDate) -> Evidence:
    """The words round a date, without the date."""
    found = passage.evidence(when.start, when.end)
    words = " ".join(passage.text[start : when.start].split())[-120:]
    return replace(found, quote=f"{words} {MASK}".strip())


def _months(passage: Passage) -> Iterator[Evidence]:
    """Month and year of a child's birth."""
    for match in _MONTH_OF_BIRTH.finditer(passage.text):
        sentence = passage.sentence_at(match.start())
        if _CHILD.search(passage.text[sentence.start : match.start()][-80:]):
            found = passage.evidence(*match.span("month"))
            yield replace(found, quote=f"born in {MASK}")


def _columns(passage: Passage, question: Question) -> Iterator[Evidence]:
    """The dates under a header such as "DOB"."""
    tables = question.submission.tables
    for number in sorted({ln.cell.table for ln in passage.lines if ln.cell is not None}):
        table = tables[number]
        columns = {c.column for c in table.cells if c.row == 0 and _HEAD.match(c.text.strip())}
        for cell in table.cells if columns else ():
            if cell.row and cell.column in columns:
                days = [d for d in full_dates(cell.text) if d.has_year]
                if days:
                    yield Evidence(table.file, table.page, MASK, cell.box)


KIND = Kind("birth-dates-absent", BirthDatesAbsent, run)
