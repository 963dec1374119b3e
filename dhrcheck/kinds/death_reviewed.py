"""``falls-within`` and ``died-by-suicide``: conditions on what the review says of the death.

For ``applies-when``: a rule on a certain time, or on a certain kind of death, concerns no other
review.
"""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.model import Fact, Role, Submission
from dhrcheck.kinds.answers import found, not_applicable, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_MONTH = compiled(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class FallsWithin:
    """``first`` and ``last`` are months ("2020-03"), both inclusive.

    Where the period under review is not known and the death was at most ``years_after`` years later,
    ``mentioned`` are words by which the report itself speaks of that time.
    """

    first: str
    last: str
    mentioned: tuple[str, ...] = ()
    years_after: int = 3

    def __post_init__(self) -> None:
        for month in (self.first, self.last):
            if not _MONTH.fullmatch(month):
                raise ValueError(f"“{month}”: a month is written as 2020-03")


def run_within(parameters: FallsWithin, question: Question) -> Outcome:
    """``pass`` where the death or the period under review touches the months."""
    facts = question.submission.facts
    for fact in (*facts.months_of_death, *facts.periods):
        if _touches(fact.value, parameters.first, parameters.last):
            return found("The time falls within these months.", (_shown(fact),))
    span = f"{_said(parameters.first)} to {_said(parameters.last)}"
    if not facts.months_of_death and not facts.periods:
        unknown = question.submission.unread(Role.OVERVIEW_REPORT)
        message = "neither the month of death nor the period under review could be read"
        if unknown:
            return unread(f"{message}.", unknown, question.submission)
        return not_applicable(
            f"{message}, so this was not checked: please look yourself where the time of the review"
            f" touches {span}."
        )
    if _may_reach_back(parameters, question.submission):
        passage = question.passage()
        hit = compile_phrases(parameters.mentioned).search(passage.text)
        if hit is not None:
            return found("The report speaks of these months.", (passage.evidence(*hit[:2]),))
    return not_applicable(f"neither the death nor the period under review falls within {span}.")


def _may_reach_back(parameters: FallsWithin, submission: Submission) -> bool:
    """True where no period is given and the death came not long after the months."""
    facts = submission.facts
    last = int(parameters.last[:4])
    years = [int(f.value[:4]) for f in facts.months_of_death]
    return not facts.periods and any(last <= y <= last + parameters.years_after for y in years)


def _touches(value: str, first: str, last: str) -> bool:
    """Whether "2020-05", "2020" or "2019-01/2021" shares a month with ``first`` to ``last``."""
    begin, _, end = value.partition("/")
    end = end or begin
    begin = begin if len(begin) > 4 else f"{begin}-01"
    end = end if len(end) > 4 else f"{end}-12"
    return begin <= last and first <= end


def _said(month: str) -> str:
    names = (
        "January February March April May June July August September October November December"
    ).split()
    return f"{names[int(month[5:]) - 1]} {month[:4]}"


def _shown(fact: Fact) -> Evidence:
    place = fact.place
    return Evidence(place.file, place.page, place.quote, place.box, place.read, 100.0)


@dataclass(frozen=True, slots=True)
class DiedBySuicide:
    """No parameters: it asks whether the death reviewed was by suicide."""


def run_suicide(parameters: DiedBySuicide, question: Question) -> Outcome:
    """``pass`` where the death reviewed was by suicide."""
    submission = question.submission
    if submission.facts.suicide:
        return found("The death was by suicide.", ())
    message = "the death is not said to have been by suicide."
    unknown = submission.unread(Role.OVERVIEW_REPORT)
    if unknown and not submission.facts.verdicts:
        return unread(message, unknown, submission)
    return not_applicable(message)


KIND = Kind("falls-within", FallsWithin, run_within)
SUICIDE = Kind("died-by-suicide", DiedBySuicide, run_suicide)
