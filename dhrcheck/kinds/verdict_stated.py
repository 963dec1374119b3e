"""``verdict-stated``: the review gives one of certain verdicts; a condition for other rules."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome


@dataclass(frozen=True, slots=True)
class VerdictStated:
    """``verdicts`` are murder, manslaughter, suicide, unlawful-killing, open, misadventure ..."""

    verdicts: tuple[str, ...]


def run(parameters: VerdictStated, question: Question) -> Outcome:
    """``pass`` with the place, ``fail`` where the review gives no such verdict."""
    submission, passage = question.submission, question.passage()
    for fact in submission.facts.verdicts:
        if fact.value in parameters.verdicts:
            place = fact.place
            shown = Evidence(place.file, place.page, place.quote, place.box, place.read)
            return found(f"The review gives a verdict of {fact.value}.", (shown,), passage)
    wanted = " or ".join(parameters.verdicts)
    return not_found(f"The review gives no verdict of {wanted}.", passage, submission)


KIND = Kind("verdict-stated", VerdictStated, run)
