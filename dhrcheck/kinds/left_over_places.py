"""Where words that look left over are no gap: a plan, a column's header, an agency, whole sentences."""

from __future__ import annotations

import regex

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import Passage
from dhrcheck.document.text import fold
from dhrcheck.patterns import compiled

_BEFORE = compiled(r"[:;(\[|\n•]|\s-\s")
_AFTER = compiled(r"[:;)\]|\n,.]|\s-\s|$")
_VERB = frozenset(
    "is was were are be been am has have had having needs need needed ought must remain remains"
    " remained due who which that appear appears appeared seem seems seemed expected supposed able"
    " asked agreed wanted required likely continue continued and or if not".split()
)
_FEW_WORDS = 6
"""Words that may stand before "to be confirmed" where that is the whole statement."""
_TABLE_JUDGED = ("action", "target", "timescale", "by when", "recommendation", "lead", "milestone")


def is_all_said(text: str, start: int, end: int) -> bool:
    """ "Date of publication: to be confirmed", and not "the diagnosis was to be confirmed"."""
    opening = max((m.end() for m in _BEFORE.finditer(text, max(0, start - 80), start)), default=-1)
    if opening < 0 and start > 80:
        return False
    before = fold(text[max(0, opening) : start].rpartition(". ")[2]).split()
    closing = _AFTER.search(text, end)
    after = fold(text[end : closing.start()] if closing else "").split()
    short = len(before) <= _FEW_WORDS and not _VERB.intersection(before)
    return short and " ".join(after) in ("", "later", "shortly", "in due course", "at a later date")


def heads_a_column(passage: Passage, offset: int, submission: Submission) -> bool:
    """ "Date (DD/MM/YYYY)" over a column says how its dates are written."""
    cell = passage.line_at(offset).cell
    return cell is not None and cell.row == 0


def in_plan(passage: Passage, offset: int, submission: Submission) -> bool:
    """True in the action plan, and in a table of actions elsewhere."""
    line = passage.line_at(offset)
    if line.cell is not None:
        heads = " ".join(
            fold(c.text) for c in submission.tables[line.cell.table].cells if c.row == 0
        )
        if any(word in heads for word in _TABLE_JUDGED):
            return True
    return any(p.start <= line.index < p.end for p in submission.parts_of(Role.ACTION_PLAN))


def stands_for_something(short: str, passage: Passage, submission: Submission) -> bool:
    """ "Testbury Borough Council (TBC)" in the text, or the short form in a glossary."""
    if any(known.casefold() == short.casefold() for known, _ in submission.facts.abbreviations):
        return True
    initials = r"\W+(?:of\W+|and\W+|the\W+)?".join(
        rf"{letter}[\p{{L}}'-]+" for letter in short.upper()
    )
    spelt_out = rf"\b{initials}\W{{1,4}}{regex.escape(short.upper())}\b"
    return regex.search(spelt_out, passage.text) is not None


def is_name(words: str, submission: Submission) -> bool:
    return any(words in person.name.split() for person in submission.facts.people)
