"""Comparing what two parts of a review say of the same thing.

A *clash* is plain: both parts say it, and nothing that one says is what the other says. What differs
by a letter or two, or may be said of something else, is *doubtful*. What only one part says is *alone*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import regex

from dhrcheck.document.model import Fact, Person, PersonRole, Place, Role, Submission
from dhrcheck.document.text import fold

Finding = Literal["clash", "doubtful", "same", "alone"]


Judge = Callable[[str, str], Finding]
"""Says how two values of the same thing relate."""


class Said(NamedTuple):
    """One value as a part gives it: as shown to readers, and where."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared between two parts."""

    what: str
    finding: Finding
    one: tuple[Said, ...]
    other: tuple[Said, ...]


def compare(submission: Submission, one: Role, other: Role) -> Iterator[Comparison]:
    """All facts that both parts may state, in a fixed order."""
    facts = submission.facts
    for what, values, judge in (
        ("month of death", facts.months_of_death, _judge_months),
        ("age at death", facts.ages_at_death, _judge_ages),
        ("age of the perpetrator", facts.perpetrator_ages, _judge_later_ages),
        ("verdict", facts.verdicts, _judge_exact),
        ("sentence", facts.sentences, _judge_sentences),
        ("period under review", facts.periods, _judge_periods),
        ("partnership", facts.partnerships, _judge_names),
    ):
        yield _facts(what, values, one, other, judge)
    for name in sorted({f.value.partition("=")[0] for f in facts.counts}):
        stated = tuple(f for f in facts.counts if f.value.startswith(f"{name}="))
        judge = _judge_exact if name.endswith("recommendations") else _judge_loosely
        yield _facts(f"number of {name}", stated, one, other, judge)
    for role, what in (
        (PersonRole.CHAIR, "name of the chair"),
        (PersonRole.AUTHOR, "name of the author"),
        (PersonRole.VICTIM, "name used for the victim"),
        (PersonRole.PERPETRATOR, "name used for the perpetrator"),
    ):
        people = facts.with_role(role)
        yield _people(submission, what, people, one, other)


def _facts(what: str, facts: tuple[Fact, ...], one: Role, other: Role, judge: Judge) -> Comparison:
    mine = tuple(Said(f.value, f.place) for f in facts if f.role is one)
    theirs = tuple(Said(f.value, f.place) for f in facts if f.role is other)
    return _compared(what, mine, theirs, judge)


def _compared(
    what: str, mine: tuple[Said, ...], theirs: tuple[Said, ...], judge: Judge
) -> Comparison:
    if not mine or not theirs:
        return Comparison(what, "alone", mine, theirs)
    findings = {judge(a.value, b.value) for a in mine for b in theirs}
    finding = next(f for f in _ORDER if f in findings)
    return Comparison(what, finding, mine, theirs)


_ORDER: tuple[Finding, ...] = ("same", "doubtful", "clash")


def _judge_exact(a: str, b: str) -> Finding:
    return "same" if a.casefold() == b.casefold() else "clash"


def _judge_loosely(a: str, b: str) -> Finding:
    # Meetings may be counted with or without the first and the last.
    return "same" if a == b else "doubtful"


def _judge_months(a: str, b: str) -> Finding:
    # "2021" and "2021-03" do not contradict each other.
    return "same" if a.startswith(b) or b.startswith(a) else "clash"


def _judge_ages(a: str, b: str) -> Finding:
    if a == b:
        return "same"
    numbers = regex.findall(r"\d+", a), regex.findall(r"\d+", b)
    if len(numbers[0]) != 1 or len(numbers[1]) != 1 or a.strip() != numbers[0][0]:
        return "doubtful"
    # A year's difference may be the age at another time.
    return "doubtful" if abs(int(numbers[0][0]) - int(numbers[1][0])) <= 1 else "clash"


def _judge_later_ages(a: str, b: str) -> Finding:
    """Of somebody who lives on: one part may give the age at the death, the other at the trial."""
    return "same" if _judge_ages(a, b) == "same" or abs(int(a) - int(b)) <= 1 else "doubtful"


def _judge_sentences(a: str, b: str) -> Finding:
    years = regex.findall(r"\d+", a), regex.findall(r"\d+", b)
    if years[0] and years[1]:
        return "same" if set(years[0]) & set(years[1]) else "clash"
    # "life" against "life with a minimum of 18 years": one says less, not something else.
    return "same" if a[:4].casefold() == b[:4].casefold() else "doubtful"


def _judge_periods(a: str, b: str) -> Finding:
    if a == b:
        return "same"
    years = regex.findall(r"(?:19|20)\d\d", a), regex.findall(r"(?:19|20)\d\d", b)
    if not years[0] or not years[1] or len(years[0]) != len(years[1]):
        return "doubtful"
    if years[0] != years[1]:
        return "clash"
    dates = [regex.findall(r"\d{4}(?:-\d\d){0,2}", v) for v in (a, b)]
    agree = all(x.startswith(y) or y.startswith(x) for x, y in zip(*dates, strict=False))
    return "same" if agree else "doubtful"


def _judge_names(a: str, b: str) -> Finding:
    from rapidfuzz import fuzz

    left, right = _bare(a), _bare(b)
    if (
        left == right
        or set(left.split()) <= set(right.split())
        or set(right.split()) <= set(left.split())
    ):
        return "same"
    return "doubtful" if fuzz.token_sort_ratio(left, right) >= 60 else "clash"


def _judge_people(a: str, b: str) -> Finding:
    from rapidfuzz.distance import DamerauLevenshtein

    left, right = _name_words(a), _name_words(b)
    if not left or not right or left == right:
        return "same"
    if left[-1] == right[-1] and (len(left) == 1 or len(right) == 1 or left[0][0] == right[0][0]):
        return "same"
    apart = DamerauLevenshtein.distance(" ".join(left), " ".join(right))
    longest = max(len(left[-1]), len(right[-1]))
    return "doubtful" if longest >= 4 and apart <= 2 else "clash"


_TITLES = frozenset("mr mrs ms miss dr prof professor sir dame rev cllr".split())


def _name_words(name: str) -> list[str]:
    words = fold(name.split(",")[0]).split()
    # "Mrs J" is a name of its own: the title is part of it.
    bare = [w for w in words if w not in _TITLES]
    return words if all(len(w) == 1 for w in bare) else bare


def _bare(partnership: str) -> str:
    words = fold(partnership).replace("csp", "community safety partnership").split()
    return " ".join(w for w in words if w not in ("the", "of", "and", "council", "borough"))


def _people(
    submission: Submission, what: str, people: tuple[Person, ...], one: Role, other: Role
) -> Comparison:
    mine = tuple(_in_part(submission, people, one))
    theirs = tuple(_in_part(submission, people, other))
    compared = _compared(what, mine, theirs, _judge_people)
    if compared.finding == "same" and not any(
        _judge_people(m.value, t.value) == "clash" for m in mine for t in theirs
    ):
        return compared
    # Of several people each must find a like name; one spelt nearly like another is doubtful.
    near = [
        m
        for m in mine
        if theirs
        and not any(_judge_people(m.value, t.value) == "same" for t in theirs)
        and any(_judge_people(m.value, t.value) == "doubtful" for t in theirs)
    ]
    return Comparison(what, "doubtful", tuple(near), theirs) if near else compared


def _in_part(submission: Submission, people: tuple[Person, ...], role: Role) -> Iterator[Said]:
    for person in people:
        for place in person.places:
            if role in roles_at(submission, place):
                yield Said(person.name, place)
                break


def roles_at(submission: Submission, place: Place) -> tuple[Role, ...]:
    """The roles of the parts that a place lies in."""
    return tuple(
        p.role
        for p in submission.parts
        if p.file == place.file
        and p.first_page <= place.page <= p.last_page
        and (place.line is None or p.start <= place.line < p.end)
    )
