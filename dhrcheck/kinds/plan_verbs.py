"""``plan-verbs``: lays out how each action of the plan begins, for a person to weigh its ambition."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from dhrcheck.document.model import PlanCell, PlanColumn, PlanRow
from dhrcheck.document.passage import clip
from dhrcheck.document.plan_verbs import first_verb
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_LISTED = 40
"""Rows said in the message; all have evidence."""


@dataclass(frozen=True, slots=True)
class PlanVerbs:
    """``weak`` and ``strong`` are verbs that an action may begin with; ``ask`` what to decide."""

    ask: str
    weak: tuple[str, ...]
    strong: tuple[str, ...]


def run(parameters: PlanVerbs, question: Question) -> Outcome:
    """Always ``review``, with one line for each action: its verb, lead and date."""
    submission = question.submission
    passage = question.passage()
    plan = submission.plan
    if plan is None or not plan.rows:
        if passage.unread:
            return unread("No row of the plan could be read.", passage.unread, submission)
        return Outcome(
            Status.REVIEW,
            f"The plan could not be told apart into rows, so please read it as a whole. {parameters.ask}",
            searched=passage.searched,
        )
    lines = [_line(parameters, row) for row in plan.rows]
    weak = sum(" (weak)" in line for line in lines)
    strong = sum(" (strong)" in line for line in lines)
    table = "; ".join(lines[:_LISTED])
    more = f"; and {len(lines) - _LISTED} more" if len(lines) > _LISTED else ""
    message = (
        f"{len(lines)} actions: {strong} begin with a strong verb, {weak} with a weak one."
        f" {table}{more}. {parameters.ask} A weak verb may hide a strong action."
    )
    evidence = tuple(_evidence(row) for row in plan.rows)
    return Outcome(Status.REVIEW, message, evidence, passage.searched)


def _action(row: PlanRow) -> PlanCell | None:
    return row.cell(PlanColumn.ACTION) or row.cell(PlanColumn.RECOMMENDATION)


def _line(parameters: PlanVerbs, row: PlanRow) -> str:
    action = _action(row)
    words = " ".join(action.text.split()) if action else ""
    verb, kind = _verb(parameters, row, words)
    lead = clip(row.text(PlanColumn.LEAD), 40) or "no lead"
    when = clip(row.text(PlanColumn.TARGET_DATE), 30) or "no date"
    said = f"“{verb}”{kind}" if verb else "no verb known"
    return f"row {row.number or '?'}: {said}, {lead}, {when}"


def _verb(parameters: PlanVerbs, row: PlanRow, words: str) -> tuple[str, str]:
    """The verb that an action begins with, and whether it is weak or strong."""
    verb = first_verb(row)
    at = words.casefold().find(verb) if verb else -1
    if at < 0:
        return verb, ""
    for verbs, kind in ((parameters.weak, " (weak)"), (parameters.strong, " (strong)")):
        match = compile_phrases(verbs).search(words, at)
        if match is not None and match.start == at and not _is_noun(words, match.end):
            return match.phrase, kind
    return verb, ""


def _is_noun(words: str, end: int) -> bool:
    """ "Review of training": here the word names a thing."""
    return regex.match(r"\s+(?:of|by|into|meeting|panel|group|findings)\b", words[end:]) is not None


def _evidence(row: PlanRow) -> Evidence:
    cell = _action(row)
    place = cell.place if cell else row.place
    quote = clip(cell.text if cell else place.quote)
    return Evidence(place.file, place.page, quote, place.box, place.read)


KIND = Kind("plan-verbs", PlanVerbs, run)
