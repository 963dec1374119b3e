"""``pseudonyms-listed``: the names that a report uses are listed and said to be pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.listing import Entry, entries_in, table_entries
from dhrcheck.document.marks import Marks
from dhrcheck.document.model import PersonRole
from dhrcheck.document.names import SUBJECT_NAME, is_subject_name
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.relations import tells_a_role
from dhrcheck.document.section_spans import heading_spans, section_spans
from dhrcheck.document.speech import is_reference
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 3
_SENTENCE = 6
"""Words from which a table's cell can say something; shorter ones are headers and names."""
_LONGEST_ROW = 200
_ON_NAMES = ("pseudonyms", "confidentiality")
_OPENING = compiled(rf"[\s\d.()•]*(?P<name>{SUBJECT_NAME})(?:,|\s+(?:was|is|were)\b)")
_AGE = compiled(r"\b(?:aged? (?:of )?|was |is |\()\d{2}\b")


@dataclass(frozen=True, slots=True)
class PseudonymsListed:
    """``note`` are phrases that say the names are pseudonyms, ``named`` phrases by which a sentence
    gives somebody a name ("will be known as"): two such sentences are a list too. ``age`` and
    ``ethnicity`` are words by which the report tells them where the list does not. ``real`` are
    phrases that say a real name is used, which is for a person; ``never`` longer phrases in which
    none of these count.
    """

    note: tuple[str, ...]
    named: tuple[str, ...]
    age: tuple[str, ...]
    ethnicity: tuple[str, ...]
    real: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def run(parameters: PseudonymsListed, question: Question) -> Outcome:
    """List and note pass; one without the other is for a person."""
    passage = question.passage()
    note = next(_said(parameters.note, parameters, question, passage), None)
    real = next(_said(parameters.real, parameters, question, passage), None)
    entries = _list(question, passage)
    given = list(_said(parameters.named, parameters, question, passage))
    told = _told_by_name(question, passage) if len(entries) < 2 and len(given) < 2 else []
    is_listed = max(len(entries), len(given), len(told)) >= 2
    shown = [e.evidence for e in entries[:_SHOWN]] or given[:_SHOWN] or told[:_SHOWN]
    if real is not None:
        message = (
            "A real name seems to be used. Please check that the family asked for it and that the"
            " report says so."
        )
        return Outcome(Status.REVIEW, message, (real,), passage.searched)
    if not is_listed and note is None:
        return not_found(
            "No list of the names used was found, and nothing says that they are pseudonyms.",
            passage,
            question.submission,
            nearest=nearest_miss(parameters.note, passage, at_least=85.0),
        )
    lacking = [] if note else ["a sentence that says they are pseudonyms"]
    lacking += [] if is_listed else ["a list of the names with who each person is"]
    if is_listed and note:
        lacking += _untold(parameters, question, passage, entries, told)
    evidence = tuple(dict.fromkeys([*shown, *([note] if note else [])]))
    if lacking:
        message = f"Something is said of the names used. Not found: {listed(lacking)}."
        return Outcome(Status.REVIEW, message, evidence, passage.searched)
    return found("The names used are listed and said to be pseudonyms.", evidence, passage)


def _said(
    phrases: tuple[str, ...], parameters: PseudonymsListed, question: Question, passage: Passage
) -> Iterator[Evidence]:
    """Sentences that say it; headings and the heads of columns say nothing."""
    text = passage.text
    # What denies a real name is itself a note: "no real names are used".
    never = Marks(tuple(p for p in parameters.never if p not in phrases), text)
    headings = Marks.of(heading_spans(question.submission, passage))
    for match in compile_phrases(phrases).finditer(text):
        line = passage.line_at(match.start)
        if line.cell is not None and len(line.text.split()) < _SENTENCE:
            continue
        if never.overlap(match.start, match.end) or headings.overlap(match.start, match.end):
            continue
        if not is_reference(passage, match.start):
            yield passage.evidence(match.start, match.end, around=80)


def _told_by_name(question: Question, passage: Passage) -> list[Evidence]:
    """Sentences of the section on names that tell of one person each who that is, or how old."""
    spans = section_spans(question.submission, passage, _ON_NAMES, question.where.part)
    told: dict[str, Evidence] = {}
    for span in spans:
        at = span.start
        while at < span.end:
            sentence = passage.sentence_at(at)
            # "Ms F was 27; Mr G, her former partner, was 31."
            for words in passage.text[sentence.start : sentence.end].split(";"):
                opening = _OPENING.match(words)
                tells = _AGE.search(words) is not None or tells_a_role(words)
                if tells and opening is not None and is_subject_name(opening["name"]):
                    told.setdefault(opening["name"], passage.evidence(*sentence))
            at = max(sentence.end, at) + 1
    return list(told.values())


def _list(question: Question, passage: Passage) -> list[Entry]:
    """Rows and items that give a name and who it stands for, each name once."""
    submission = question.submission
    spans = section_spans(submission, passage, question.where.section, question.where.part)
    entries = [*table_entries(submission, passage)]
    for span in spans:
        entries += entries_in(submission, passage, Span(span.start, span.end))
    kept: dict[str, Entry] = {}
    for entry in entries:
        name = _name(entry)
        if name is not None:
            kept.setdefault(name, entry)
    return list(kept.values())


def _name(entry: Entry) -> str | None:
    if len(entry.cells) > 1:
        if len(entry.text) > _LONGEST_ROW:
            return None
        for number, cell in enumerate(entry.cells):
            bare = cell.split("(")[0].strip(" \"'‘’“”.,:;*•")
            others = " ".join(
                (*entry.cells[:number], *entry.cells[number + 1 :], cell[len(bare) :])
            )
            if bare and len(bare) < 40 and is_subject_name(bare) and tells_a_role(others):
                return bare
        return None
    words = entry.text.strip(" \"'‘’“”").replace("“", "").replace("”", "").split()
    for count in (2, 1):
        bare = " ".join(words[:count]).strip(" \"'‘’,:;-–(")
        rest = " ".join(words[count:])
        if is_subject_name(bare) and tells_a_role(rest[:80]) and len(rest) < _LONGEST_ROW:
            return bare if _is_item(entry.text, bare) else None
    return None


def _is_item(text: str, name: str) -> bool:
    """True for "Ellen - the victim", "Ellen: her sister", "Ellen, aged 34", not for a sentence."""
    rest = text.split(name, 1)[-1].lstrip("\"'’” ")
    return rest[:1] in tuple("-–—:=,(") or rest.startswith(("is ", "was ", "the "))


def _untold(
    parameters: PseudonymsListed,
    question: Question,
    passage: Passage,
    entries: list[Entry],
    told: list[Evidence],
) -> list[str]:
    """Of age and ethnicity, what neither the list nor the report tells of anybody."""
    wanted = (PersonRole.VICTIM, PersonRole.PERPETRATOR)
    people = question.submission.facts.with_role(*wanted)
    rows = " ".join((*(e.text for e in entries), *(e.quote or "" for e in told)))
    has_age = any(p.age for p in people) or any(c.isdigit() for c in rows)
    # "Iris - victim; 46; White British": an item that was parted at its semicolons.
    has_age = has_age or any(_aged(_name(e), passage.text) for e in entries)
    has_origin = any(p.ethnicity for p in people)
    wanting = [
        ("an age or age band", has_age, parameters.age),
        ("ethnicity", has_origin, parameters.ethnicity),
    ]
    return [
        name
        for name, known, phrases in wanting
        if not known and compile_phrases(phrases).search(passage.text) is None
    ]


def _aged(name: str | None, text: str) -> bool:
    at = text.find(f"{name} ") if name else -1
    line = text[at : text.find("\n", at)] if at >= 0 else ""
    return regex.search(r"[;,(]\s*\d\d\b", line) is not None


KIND = Kind("pseudonyms-listed", PseudonymsListed, run, wants=True)
