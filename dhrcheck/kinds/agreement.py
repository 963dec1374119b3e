"""``agreement``: two parts of a review say the same of the same things."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.agreement import Comparison, Said, compare
from dhrcheck.document.fact_words import month_words, period_words, sentence_words
from dhrcheck.document.misspelt import Variant, variants
from dhrcheck.document.model import Role
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status

_PLAIN = {
    Role.EXECUTIVE_SUMMARY: "the summary",
    Role.OVERVIEW_REPORT: "the report",
    Role.ACTION_PLAN: "the action plan",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """``part`` is compared with ``with_part``."""

    part: Role
    with_part: Role


def run(parameters: Agreement, question: Question) -> Outcome:
    """``fail`` on a plain clash, ``review`` where it is doubtful; what one part leaves out is a note."""
    submission = question.submission
    one, other = parameters.part, parameters.with_part
    compared = list(compare(submission, one, other))
    clashes = [c for c in compared if c.finding == "clash"]
    doubtful = [c for c in compared if c.finding == "doubtful"]
    spelt = variants(submission, one, other)
    searched = submission.passage((one, other)).searched
    unread = submission.unread(one, other)
    if clashes:
        status, message = Status.FAIL, "They differ: " + _said(clashes, parameters)
    elif doubtful or spelt:
        status = Status.REVIEW
        message = "Please compare: " + "; ".join(
            filter(None, (_said(doubtful, parameters).rstrip("."), _spelt(spelt)))
        )
        message += "."
    elif unread:
        status = Status.UNREAD
        message = (
            f"Nothing differs in what could be read, but {unread.words(submission)} could not be."
        )
    else:
        status, message = Status.PASS, _agreed(compared, parameters)
    evidence = [_evidence(s) for c in clashes + doubtful for s in (*c.one[:2], *c.other[:2])]
    evidence += [Evidence(p.file, p.page, p.quote, p.box, p.read) for v in spelt for p in v.places]
    if status is Status.PASS:
        evidence = [
            _evidence(s) for c in compared if c.finding == "same" for s in (c.one[0], c.other[0])
        ]
    return Outcome(status, message, tuple(dict.fromkeys(evidence)), searched)


def _said(compared: list[Comparison], parameters: Agreement) -> str:
    here, there = _PLAIN[parameters.part], _PLAIN[parameters.with_part]
    said = [
        f"{c.what}: {_values(c.one, c.what)} in {here}, {_values(c.other, c.what)} in {there}"
        for c in compared
    ]
    return "; ".join(said) + "." if said else ""


_IN_WORDS = {
    "month of death": month_words,
    "period under review": period_words,
    "sentence": sentence_words,
}


def _values(said: tuple[Said, ...], what: str) -> str:
    in_words = _IN_WORDS.get(what, str)
    return " and ".join(
        f"“{in_words(value.partition('=')[2] or value)}” (page {place.page})"
        for value, place in {s.value: s for s in reversed(said)}.values()
    )


def _spelt(spelt: list[Variant]) -> str:
    return "; ".join(f"“{v.here}” and “{v.there}” may be one name spelt two ways" for v in spelt)


def _agreed(compared: list[Comparison], parameters: Agreement) -> str:
    same = [c.what for c in compared if c.finding == "same"]
    alone = [c.what for c in compared if c.finding == "alone" and (c.one or c.other)]
    message = (
        f"These agree: {', '.join(same)}."
        if same
        else f"No fact was found that {_PLAIN[parameters.part]} and {_PLAIN[parameters.with_part]}"
        " both state and that differs."
    )
    return message + (f" Stated in one of them only: {', '.join(alone)}." if alone else "")


def _evidence(said: Said) -> Evidence:
    place = said.place
    return Evidence(place.file, place.page, place.quote, place.box, place.read)


KIND = Kind("agreement", Agreement, run)
