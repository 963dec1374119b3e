"""``plan-names``: the plan speaks of bodies and posts, not of private persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dhrcheck.document.model import PersonRole, PlanCell, PlanColumn, Role, Submission
from dhrcheck.document.passage import Span, clip
from dhrcheck.document.personal_names import NameWords, known_as_others, personal_names
from dhrcheck.kinds.answers import none_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 12
_WHO_WORKED = (PersonRole.CHAIR, PersonRole.AUTHOR, PersonRole.PANEL_MEMBER)


@dataclass(frozen=True, slots=True)
class PlanNames:
    """``columns`` are read. ``words`` tell names from others. A name of the user's own list fails, one
    that only looks like a name is for a person."""

    columns: tuple[PlanColumn, ...]
    words: NameWords


class _Named(NamedTuple):
    cell: PlanCell
    name: str


def run(parameters: PlanNames, question: Question) -> Outcome:
    """Looks for the listed names in the whole plan, then for what looks like a name in its cells."""
    submission = question.submission
    passage = question.passage()
    listed = tuple(_listed(question))
    if listed:
        message = "A name of your list of protected names stands in the action plan."
        return Outcome(Status.FAIL, message, listed[:_SHOWN], passage.searched)
    found = list(_named(parameters, submission))
    if found:
        pages = sorted({n.cell.place.page for n in found})
        where = ", ".join(str(p) for p in pages[:_SHOWN])
        count = "One name" if len(found) == 1 else f"{len(found)} names"
        message = (
            f"{count} in the plan may be of a person (page{'s' if len(pages) > 1 else ''} {where})."
            " Please check, and give the post instead."
        )
        shown = tuple(dict.fromkeys(_evidence(n) for n in found))[:_SHOWN]
        return Outcome(Status.REVIEW, message, shown, passage.searched)
    if submission.plan is None or not submission.plan.rows:
        if passage.unread:
            return none_found("No row of the plan could be read.", passage, submission)
        message = (
            "The plan could not be told apart into rows. Please check by eye that it gives posts"
            " and no names of persons."
        )
        return Outcome(Status.REVIEW, message, searched=passage.searched)
    message = "The plan names bodies and posts; no personal name was found in it."
    return none_found(message, passage, submission)


def _listed(question: Question) -> Iterator[Evidence]:
    """Where names of the user's list stand in the plan for certain; their quotes are masked later."""
    if question.protected is None:
        return
    parts = question.submission.parts_of(Role.ACTION_PLAN)
    for hit in question.protected.hits:
        if hit.why or hit.passage is None:
            continue
        line = hit.passage.line_at(hit.start)
        if any(p.file == line.file and p.start <= line.index < p.end for p in parts):
            yield hit.evidence


def _named(parameters: PlanNames, submission: Submission) -> Iterator[_Named]:
    plan = submission.plan
    never = compile_phrases(parameters.words.no_names)
    seen: set[str] = set()
    own = tuple(p.name for p in submission.facts.with_role(*_WHO_WORKED))
    for row in plan.rows if plan is not None else ():
        for cell in row.cells:
            if cell.column not in parameters.columns or cell.inherited:
                continue
            alone = cell.column is PlanColumn.LEAD
            spans = list(personal_names(cell.text, parameters.words, alone))
            spans += [s for s in _those_of(own, cell.text) if s not in spans]
            barred = [(m.start, m.end) for m in never.finditer(cell.text)] if spans else []
            for span in spans:
                name = " ".join(cell.text[span.start : span.end].split())
                if any(span.start < b and a < span.end for a, b in barred) or name in seen:
                    continue
                if not known_as_others(submission, name):
                    seen.add(name)
                    yield _Named(cell, name)


def _those_of(names: tuple[str, ...], text: str) -> Iterator[Span]:
    """Where a cell names somebody whom the review itself names as working on it."""
    for name in names:
        at = text.find(name) if " " in name else -1
        if at >= 0 and not text[at + len(name) :][:1].isalpha():
            yield Span(at, at + len(name))


def _evidence(named: _Named) -> Evidence:
    place = named.cell.place
    return Evidence(place.file, place.page, clip(named.name), place.box, place.read)


KIND = Kind("plan-names", PlanNames, run)
