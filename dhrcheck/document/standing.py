"""Victim and perpetrator as first sentences introduce them, where lists and facts do not name them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

import regex

from dhrcheck.document.model import Person, PersonRole, Role, Submission
from dhrcheck.document.names import SUBJECT_NAME, is_subject_name
from dhrcheck.document.passage import Passage
from dhrcheck.rulebook.phrases import compile_phrases

_NOT_TEXT = (Role.FEEDBACK_LETTER, Role.CONTENTS)
_KIN = (
    r"(?:(?:former|estranged|ex|late|adult|then|second|elder|eldest|younger)[\s-]+){0,2}"
    r"(?P<kin>(?:ex-)?(?:husband|wife|partner|boyfriend|girlfriend|spouse)|son|daughter|brother|sister|nephew|"
    r"grandson|father|mother|stepson|son-in-law)"
)
_PARTNERS = frozenset(
    ("husband", "wife", "partner", "boyfriend", "girlfriend", "spouse", "ex-husband", "ex-wife")
) | {"ex-partner", "ex-boyfriend", "ex-girlfriend"}
_LOOK_IN = 40
"""Sentences that tell of the killing or the verdict, from the first page on, that are looked at."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[regex.Pattern[str], ...]:
    name = rf"(?P<name>{SUBJECT_NAME})(?![\p{{L}}])"
    return (
        regex.compile(rf"(?<!\p{{L}})(?i:her|his|their|\p{{L}}+'s?)\s+{_KIN},?\s+{name}"),
        regex.compile(rf"(?<![\p{{L}}]){name},?\s+(?:\(|aged \d+,? )?(?:her|his)\s+{_KIN}"),
    )


@lru_cache(maxsize=1)
def _death_of() -> regex.Pattern[str]:
    return regex.compile(
        rf"\b(?i:deaths?|murder|homicide|killing|manslaughter|suicide)\s+of\s+(?:Mr |Mrs |Ms )?"
        rf"[\"']?(?P<name>{SUBJECT_NAME})(?![\p{{L}}])"
        rf"|(?<![\p{{L}}'])(?P<name2>{SUBJECT_NAME})(?:,[^,.\n]{{1,60}},)?\s+"
        r"(?:(?:was|who was|had been)\s+(?:\w+ )?(?:killed|murdered|fatally|stabbed to death|strangled)"
        r"|(?:sadly |tragically )?(?:who )?(?:died by suicide|(?:took|ended) (?:her|his|their) own life))"
    )


_TELLS = (
    "convicted", "pleaded guilty", "found guilty", "murder*", "manslaughter", "killed by", "was killed",
    "own life", "by suicide", "suicide of", "charged with", "death of", "homicide of",
)  # fmt: skip


def introduced_people(submission: Submission) -> tuple[Person, ...]:
    """The facts' people, with victim and perpetrator added from sentences where the facts have none."""
    people = tuple(p for p in submission.facts.people if _is_usable(p))
    passage = submission.passage(without=_NOT_TEXT)
    if not any(p.role is PersonRole.VICTIM for p in people):
        people = _with(people, _most(_victims(passage), people), PersonRole.VICTIM, None)
    told = [p for p in people if p.role is PersonRole.PERPETRATOR]
    if told and all(p.detail for p in told):
        return people
    found = _perpetrators(passage, only_partners=submission.facts.suicide)
    if not told:
        victims = {p.name for p in people if p.role is PersonRole.VICTIM}
        named = Counter({n: c for (n, _), c in found.items() if n not in victims})
        name = named.most_common(1)[0][0] if named else None
        people = _with(people, name, PersonRole.PERPETRATOR, None)
    kin = {name: kin for (name, kin), _ in reversed(found.most_common())}
    return tuple(
        replace(p, detail=p.detail or kin.get(p.name)) if p.role is PersonRole.PERPETRATOR else p
        for p in people
    )


def _is_usable(person: Person) -> bool:
    return (
        person.role not in (PersonRole.CHAIR, PersonRole.AUTHOR, PersonRole.PANEL_MEMBER)
        and "*" not in person.name
        and "..." not in person.name
    )


def _with(
    people: tuple[Person, ...], name: str | None, role: PersonRole, detail: str | None
) -> tuple[Person, ...]:
    if name is None:
        return people
    known = [p for p in people if p.name == name]
    kept = tuple(p for p in people if p.name != name)
    if known and known[0].role not in (PersonRole.UNKNOWN, PersonRole.RELATIVE):
        return people
    added = replace(known[0], role=role) if known else Person(name, role, (), detail)
    return (*kept, added)


def _most(names: Counter[str], people: tuple[Person, ...]) -> str | None:
    taken = {p.name for p in people if p.role in (PersonRole.PERPETRATOR, PersonRole.CHILD)}
    return next((n for n, _ in names.most_common() if n not in taken), None)


def _victims(passage: Passage) -> Counter[str]:
    found: Counter[str] = Counter()
    for span in _telling(passage):
        for match in _death_of().finditer(passage.text, *span):
            name = match["name"] or match["name2"]
            if name and is_subject_name(name):
                found[name] += 1
    return found


def _perpetrators(passage: Passage, only_partners: bool) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for span in _telling(passage):
        for pattern in _patterns():
            for match in pattern.finditer(passage.text, *span):
                if is_subject_name(match["name"]) and (
                    not only_partners or match["kin"].lower() in _PARTNERS
                ):
                    found[match["name"], match["kin"].lower()] += 1
    return found


def _telling(passage: Passage) -> list[tuple[int, int]]:
    spans = dict.fromkeys(
        tuple(passage.sentence_at(m.start)) for m in compile_phrases(_TELLS).finditer(passage.text)
    )
    return [(a, b) for a, b in spans][:_LOOK_IN]


@lru_cache(maxsize=1)
def _pronoun() -> regex.Pattern[str]:
    """Pronouns that mean the one who was named: not "her" in "Martin followed her"."""
    kin = r"\s+(?:\w+\s+)?(?:husband|wife|partner|mother|father|parents|sister|brother|son|daughter|children)"
    return regex.compile(
        rf"(?<!\p{{L}})(?:(she|herself|her(?={kin}))|(he|himself|his(?={kin})))(?!\p{{L}})", regex.I
    )


def sex_by_pronouns(submission: Submission, name: str) -> str:
    """ "f" or "m" by the pronouns that follow ``name`` in sentences with no other name, else ""."""
    passage = submission.passage(without=_NOT_TEXT)
    others = [p.name for p in submission.facts.people if p.name != name]
    seen: Counter[str] = Counter()
    for match in compile_phrases((name,)).finditer(passage.text):
        sentence = passage.sentence_at(match.start)
        words = passage.text[match.end : sentence.end]
        words = words[: min((words.find(o) for o in others if o in words), default=None)]
        for said in _pronoun().finditer(words):
            seen["f" if said[1] else "m"] += 1
            break
        if sum(seen.values()) >= 15:
            break
    (sex, most), *rest = [*seen.most_common(), ("", 0)][:2]
    return sex if most >= 1 and most >= 3 * (rest[0][1] if rest else 0) else ""
