"""``agency-balance``: how often each agency is named in the analysis, for a person to weigh."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dhrcheck.document.agency_mentions import agencies_named, mentions
from dhrcheck.document.model import Fact
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status


@dataclass(frozen=True, slots=True)
class AgencyBalance:
    """``ask`` is what the person should decide. ``large_share`` (0 to 1) is the share of mentions
    from which one agency is pointed out."""

    ask: str
    large_share: float = 0.5


def run(parameters: AgencyBalance, question: Question) -> Outcome:
    """Always ``review`` with the counts, from the analysis or, without one, the whole report."""
    submission = question.submission
    passage = question.section_passage()
    where = "the analysis"
    if passage is None:
        passage, where = question.passage(), "the report (no section on analysis was found)"
    counted = mentions(passage, submission.vocabulary.agencies)
    contributors = agencies_named(submission)
    if not counted and passage.unread:
        return unread(f"No agency is named in {where}.", passage.unread, submission)
    total = sum(len(m.spans) for m in counted)
    words = sum(m.words for m in counted)
    table = "; ".join(
        f"{m.name} {len(m.spans)} ({_percent(len(m.spans), total)} of mentions,"
        f" {_percent(m.words, words)} of words near them)"
        for m in counted
    )
    notes = [
        f"{m.name} has over {_percent(parameters.large_share, 1)} of the mentions."
        for m in counted
        if total and len(m.spans) / total > parameters.large_share
    ]
    silent = _silent(contributors, {m.name for m in counted})
    if silent:
        notes.append(f"Contributed, but not named in {where}: {', '.join(silent)}.")
    message = " ".join(
        filter(
            None,
            (f"Mentions in {where}: {table or 'none'}.", *notes, parameters.ask,
             "Counts show how often an agency is named, not the weight it is given."),
        )
    )  # fmt: skip
    shown = [passage.evidence(*m.spans[0]) for m in counted[:8] if m.spans]
    shown += [_fact_evidence(f) for name, f in contributors if name in silent][:6]
    return Outcome(Status.REVIEW, message, tuple(shown), passage.searched)


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} in 100" if whole else "none"


def _silent(contributors: list[tuple[str, Fact]], counted: set[str]) -> list[str]:
    order = Counter(name for name, _ in contributors)
    return [name for name in order if name not in counted]


def _fact_evidence(fact: Fact) -> Evidence:
    place = fact.place
    return Evidence(place.file, place.page, place.quote, place.box, place.read)


KIND = Kind("agency-balance", AgencyBalance, run)
