"""``contributors-listed``: the agencies that gave to the review, each with what it gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from dhrcheck.document.agency_mentions import agency_spans
from dhrcheck.document.listing import Entry, entries_in, table_entries
from dhrcheck.document.marks import Marks
from dhrcheck.document.model import Role
from dhrcheck.document.panel_list import AGENCY
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import SectionSpan, section_spans
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import CompiledPhrases, compile_phrases

_AGENCIES = compile_phrases(("agenc*", "organisation*", "service*"))
_PEOPLE = compile_phrases(("name", "names", "member*", "job title", "pseudonym"))
_GIVEN = ("contribution*", "supplied", "provided", "submitted", "what they gave", "what was given")
"""Words over a column that tells what each agency gave."""
_SHOWN = 4
_LONGEST_CELL = 120
_LONGEST_GIFT, _TELLING_ROWS = 80, 2
_FARTHEST = 3_000
"""Characters after an opening sentence in which its list must stand."""


@dataclass(frozen=True, slots=True)
class ContributorsListed:
    """``gifts`` are words for what an agency gave, ``small_gifts`` more of them that only count in
    rows and items, since sentences have them in other senses. ``openers`` are phrases of a sentence
    that announces the list where no heading of ``in: section`` does, ``also_in`` sections where
    sentences that name agencies and what they gave count too. ``at_least`` lines with both are wanted.
    """

    gifts: tuple[str, ...]
    openers: tuple[str, ...]
    small_gifts: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    at_least: int = 3


class _Line(NamedTuple):
    """One agency, whether what it gave is told, and where."""

    agency: str
    gave: bool
    evidence: Evidence


def run(parameters: ContributorsListed, question: Question) -> Outcome:
    """Counts agencies in rows, items and sentences; those without a kind of gift are for a person."""
    passage = question.passage()
    lines = _lines(parameters, question, passage)
    if sum(1 for ln in lines if ln.gave) < parameters.at_least:
        asked = replace(question, where=replace(question.where, part=(Role.APPENDIX,)))
        lines = max(lines, _lines(parameters, asked, asked.passage()), key=_weight)
    full = [ln for ln in lines if ln.gave]
    shown = [ln.evidence for ln in (full or lines)[:_SHOWN]]
    if len(full) >= parameters.at_least:
        message = f"{len(full)} agencies are listed with what they gave to the review."
        return found(message, dict.fromkeys(shown), passage)
    if len(lines) >= 2:
        message = (
            f"{len(lines)} contributing agencies were found, {len(full) or 'none'} of them with what"
            " was given (such as an IMR, a chronology or a short report)."
        )
        return Outcome(Status.REVIEW, message, tuple(dict.fromkeys(shown)), passage.searched)
    return not_found(
        "No list of the agencies that contributed was found.",
        passage,
        question.submission,
        nearest=nearest_miss(parameters.openers, passage, at_least=80.0),
    )


def _weight(lines: list[_Line]) -> tuple[int, int]:
    return sum(1 for ln in lines if ln.gave), len(lines)


def _lines(parameters: ContributorsListed, question: Question, passage: Passage) -> list[_Line]:
    """Each agency once, with what it gave where some place tells it."""
    kept: dict[str, _Line] = {}
    for line in _all_lines(parameters, question, passage):
        key = line.agency.casefold()
        if key not in kept or (line.gave and not kept[key].gave):
            kept[key] = line
    return list(kept.values())


def _all_lines(
    parameters: ContributorsListed, question: Question, passage: Passage
) -> Iterator[_Line]:
    submission, roles = question.submission, question.where.part
    own = section_spans(submission, passage, question.where.section, roles)
    spans = [Span(s.start, s.end) for s in own]
    opened = compile_phrases(parameters.openers).search(passage.text)
    if opened is not None:
        start = passage.text.rfind("\n", 0, opened.start) + 1
        spans.append(Span(start, min(len(passage.text), start + _FARTHEST)))
    entries = [e for span in spans for e in entries_in(submission, passage, span)]
    entries += _contribution_tables(parameters, question, passage)
    yield from _in_entries(parameters, list(dict.fromkeys(entries)))
    beside = section_spans(submission, passage, parameters.also_in, roles)
    spans += [Span(s.start, s.end) for s in _smallest(beside)]
    yield from _in_sentences(parameters, question, passage, spans)


def _smallest(spans: tuple[SectionSpan, ...]) -> list[SectionSpan]:
    return [s for s in spans if s.end - s.start < 4 * _FARTHEST]


def _contribution_tables(
    parameters: ContributorsListed, question: Question, passage: Passage
) -> Iterator[Entry]:
    """Rows of tables anywhere that have a column for agencies and tell what was given."""
    gifts = compile_phrases(parameters.gifts)
    heads = compile_phrases((*parameters.gifts, *_GIVEN))
    tables: dict[tuple[str, ...], list[Entry]] = {}
    for entry in table_entries(question.submission, passage):
        tables.setdefault(entry.header, []).append(entry)
    for header, rows in tables.items():
        over = " | ".join(header)
        if not _AGENCIES.search(over):
            continue
        # "Agency | What we had from it" tells by its rows what its heads do not.
        telling = sum(any(_is_gift(cell, gifts) for cell in row.cells[1:]) for row in rows)
        if heads.search(over) or telling >= _TELLING_ROWS:
            yield from rows


def _is_gift(cell: str, gifts: CompiledPhrases) -> bool:
    return len(cell) <= _LONGEST_GIFT and gifts.search(cell) is not None


def _in_entries(parameters: ContributorsListed, entries: list[Entry]) -> Iterator[_Line]:
    """Rows by their first cell, items that name an agency; all texts are searched in one go."""
    gifts = (*parameters.gifts, *parameters.small_gifts)
    texts = [_may_tell(entry) for entry in entries]
    marks = Marks(gifts, "\n".join(texts))
    at = 0
    for entry, text in zip(entries, texts, strict=True):
        gave = marks.within(at, at + len(text))
        at += len(text) + 1
        name = _agency(entry)
        if name is None:
            continue
        label = compile_phrases(gifts).search(name) if gave and len(entry.cells) == 1 else None
        if label is not None and label.start > 3:
            name = name[: label.start].strip(" -:,(")
        yield _Line(name, gave, entry.evidence)


def _may_tell(entry: Entry) -> str:
    """The words of an entry that may say what was given."""
    if len(entry.cells) > 1:
        return " | ".join((*entry.cells[1:], *entry.header))
    return f"{entry.text} | {entry.lead}"


def _agency(entry: Entry) -> str | None:
    """The agency of a row (its first cell) or of an item (all of it), or None."""
    if len(entry.cells) > 1:
        first = next((c for c in entry.cells if c), "")
        return first if 0 < len(first) <= _LONGEST_CELL and not _is_person(entry) else None
    text = entry.text
    return text if len(text) <= 2 * _LONGEST_CELL and AGENCY.search(text) else None


def _is_person(entry: Entry) -> bool:
    return _PEOPLE.search(" | ".join(entry.header)) is not None


def _in_sentences(
    parameters: ContributorsListed, question: Question, passage: Passage, spans: list[Span]
) -> Iterator[_Line]:
    """Agencies in sentences that say what was given: "IMRs were received from the police, ..."."""
    gifts = compile_phrases(parameters.gifts).finditer(passage.text)
    inside = [m.start for m in gifts if any(s.start <= m.start < s.end for s in spans)]
    if not inside:
        return
    telling = {passage.sentence_at(at) for at in inside}
    for span in agency_spans(passage.text, question.submission.vocabulary.agencies):
        sentence = passage.sentence_at(span.start)
        if sentence in telling:
            evidence = passage.evidence(*sentence)
            yield _Line(passage.text[span.start : span.end], True, evidence)


KIND = Kind("contributors-listed", ContributorsListed, run, wants=True)
