"""``children-details``: nothing by which a child can be picked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from dhrcheck.document.model import Person, PersonRole
from dhrcheck.document.passage import Passage
from dhrcheck.document.speech import is_reference
from dhrcheck.document.voices import is_of_others
from dhrcheck.kinds.birth_dates import birth_dates_in
from dhrcheck.kinds.private_answers import nothing_private, on_pages
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases, word_index

_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen)"
)
_WORDS = {
    w: n
    for n, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen".split(),
        1,
    )
}
_YOUNG = (
    r"(?:sons?|daughters?|child(?:ren)?|boys?|girls?|bab(?:y|ies)|toddlers?|infants?|twins?|grandsons?"
    r"|granddaughters?|grandchild(?:ren)?|step-?sons?|step-?daughters?|nephews?|nieces?|siblings?)"
)
_LABEL = r"(?:Child|Sibling|Son|Daughter)\s?(?:[A-Z]{1,2}\d?|\d{1,2})"
_AGED = (
    r"(?:aged?\s+(?:just\s+|only\s+|about\s+|around\s+)?"
    rf"(?P<n>{_NUMBER})(?:\s+(?P<unit>months?|weeks?|days?))?)"
)
_YEAR_OLD = rf"(?P<n>{_NUMBER})[\s-]*(?P<unit>years?|months?|weeks?)[\s-]*olds?"
_WHO_WAS = (
    r"(?:who\s+(?:was|is)\s+(?:then\s+|only\s+|just\s+)?"
    r"(?P<n>\d{1,2})(?=[\s,.;)])(?!\s+(?:of|times|on)\b))"
)
_TELLING = (
    compiled(
        rf"\b(?:{_YOUNG}|{_LABEL})\b[^.;:\n]{{0,45}}?[\s,(]+(?:{_AGED}|{_YEAR_OLD}|{_WHO_WAS})(?!\d)",
        regex.I,
    ),
    compiled(rf"\b(?:{_YEAR_OLD})\s+(?:\w+\s+){{0,2}}?{_YOUNG}\b", regex.IGNORECASE),
    # "a daughter of six"; not "a baby of six weeks' standing" nor "the son of two teachers".
    compiled(
        rf"\b(?:sons?|daughters?|boys?|girls?|child|bab(?:y|ies)|toddlers?|infants?)\s+of\s+(?P<n>{_NUMBER})"
        r"(?:\s+(?P<unit>years?|months?|weeks?))?(?=\s*(?:[,.;:)]|$)|\s+(?:and|who|at|in|was|were|is|old)\b)",
        regex.I,
    ),
    compiled(
        rf"\b(?:{_YOUNG}|{_LABEL})\s*\(\s*(?:aged?\s+)?(?P<n>{_NUMBER})(?!\d)(?:\s*(?P<unit>years?|months?|weeks?))?[^()]{{0,20}}\)",
        regex.I,
    ),
)
_SEX = compiled(
    rf"\b{_LABEL}\s*(?:\(|,\s*(?:a|the)?\s*|\s+(?:is|was)\s+(?:a|the)\s+|\s*[-:]\s*)\s*(?:\w+\s+)?"
    r"(?:female|male|girl|boy|daughter|son)\b",
)
_SCHOOL_YEAR = compiled(
    r"\b(?:in|of|into|started|entering)\s+(?:school\s+)?(?:Year\s+(?:\d{1,2}|R|one|two|three|four|five|six|seven|eight|nine|ten|eleven)|Reception)\b(?!\s+(?:of|\d{4}))"
)
_ORDER = compiled(
    r"\b(?:(?:his|her|their|Ellen's|\p{Lu}\p{Ll}+'s)\s+)(?:eldest|oldest|youngest|middle|elder|younger|second|third|first|fourth)"
    r"(?:-?\s?born)?\s+(?:child|son|daughter|boy|girl|baby)\b"
)
_MANY = compiled(
    r"\b(?P<n>four|five|six|seven|eight|nine|ten|[4-9]|1\d)\s+(?:\w+\s+){0,2}?(?:children|sons|daughters|boys|girls)\b"
    r"(?!'|\s+(?:and\s+(?:family|families|young)|social|services|in\s+need|centres?)\b)",
    regex.IGNORECASE,
)
_FAMILY = compiled(
    r"\b(?:his|her|their|hers|they|she|he|have|couple|family|household|mother|father|parents?|had|has|with"
    r"|between them|nephews?|nieces?|grandsons?|granddaughters?|step-?(?:sons?|daughters?))\b|'s\b",
    regex.IGNORECASE,
)
_GENERAL = compiled(
    r"\b(?:any|all|every|many|most|other|some)\s+(?:\w+\s+)?(?:child|children|young people|boys|girls)\b"
    r"|\b(?:and|or)\s+(?:over|above|under|older|younger|upwards?|below)\b|\baged?\s+(?:under|over|between)\b"
    r"|\baged?\s+\d{1,2}\s*(?:-|to|–)\s*\d|\bage[ds]?\s+\d{1,2}\+|\b(?:under|over)[\s-]\d|\d\s*%|\bper cent\b"
    r"|\bservices?\s+for\b|\bchildren and young people aged\b",
    regex.IGNORECASE,
)
_GROWN = compiled(
    r"\badult\s+(?:son|daughter|child|children|sons|daughters|step\w*)\b|\bgrown[\s-]up\b|\bas\s+an?\s+(?:young\s+)?child\b"
    r"|\bchildhood\b|\bgr(?:ew|own|owing)\s+up\b|\bas\s+a\s+(?:boy|girl|teenager|baby|toddler)\b"
    r"|\bwhen\s+(?:s?he|they|\p{Lu}\p{Ll}+)\s+(?:was|were)\b|\b(?:youngest|oldest|eldest|middle|one|second|first|third)\s+of\b"
    r"|\bonly child\b|\bborn\s+(?:the|in|into)\b|\bher own (?:mother|father|parents)\b|\bsiblings\b",
    regex.IGNORECASE,
)
_REACH = 150


class _Find(NamedTuple):
    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class ChildrenDetails:
    """``health`` are conditions that tell which child is meant, where they stand near a child."""

    health: tuple[str, ...] = ()


def run(parameters: ChildrenDetails, question: Question) -> Outcome:
    """``review`` with each detail; ``fail`` on a child's listed real name or date of birth."""
    passage = question.passage()
    real = [*_real_names(question), *_birth_dates(passage)]
    finds = sorted(set(_finds(parameters, passage)))
    evidence = [passage.evidence(f.start, f.end, around=40) for f in finds]
    said = list(dict.fromkeys(f.what for f in finds))
    listed_people = [p for p in question.submission.facts.with_role(PersonRole.CHILD) if _tells(p)]
    if listed_people:
        said.append("an age or sex in the list of people")
        evidence += [_place(p) for p in listed_people]
    if real:
        return Outcome(
            Status.FAIL,
            f"A child's real name or date of birth stands on {on_pages(real)} (masked here).",
            tuple(dict.fromkeys((*real, *evidence))),
            passage.searched,
        )
    if not evidence:
        return nothing_private("Nothing was found that picks out a child.", passage, question)
    return Outcome(
        Status.REVIEW,
        f"On {on_pages(evidence)}: {', '.join(said)}. Please look whether the learning needs it.",
        tuple(dict.fromkeys(evidence)),
        passage.searched,
    )


def _finds(parameters: ChildrenDetails, passage: Passage) -> Iterator[_Find]:
    text = passage.text
    for start, end in _stretches(text):
        for pattern in _TELLING:
            for match in pattern.finditer(text, start, end):
                if _is_young(match) and _is_of_the_family(passage, match):
                    yield _Find(match.start(), match.end(), "a child's exact age")
        for pattern, what in (
            (_SEX, "a child's sex"),
            (_ORDER, "the order of birth"),
            (_MANY, "the number of children"),
        ):
            for match in pattern.finditer(text, start, end):
                if what == "a child's sex" or _is_of_the_family(passage, match):
                    yield _Find(match.start(), match.end(), what)
        for found in compile_phrases(parameters.health).finditer(text, start, end):
            sentence = passage.sentence_at(found.start)
            near = text[max(sentence.start, found.start - 60) : min(sentence.end, found.end + 40)]
            if _MINOR.search(near) and not _GROWN.search(near) and not _GENERAL.search(near):
                yield _Find(found.start, found.end, "a child's health")
    for number in word_index(text).numbers_of("year"):
        at = word_index(text).starts[number]
        for match in _SCHOOL_YEAR.finditer(text, max(0, at - 18), min(len(text), at + 16)):
            if _is_of_the_family(passage, match) and _PUPIL.search(_around(passage, match)):
                yield _Find(match.start(), match.end(), "a school year")


_MINOR = compiled(rf"\b(?:{_YOUNG}|{_LABEL})\b", regex.IGNORECASE)
_PUPIL = compiled(r"\b(?:child|son|daughter|pupil|school|teacher|class|boy|girl)", regex.IGNORECASE)


def _around(passage: Passage, match: regex.Match[str]) -> str:
    sentence = passage.sentence_at(match.start())
    return passage.text[sentence.start : sentence.end]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The text round each word for a child, so that the patterns look at little."""
    index = word_index(text)
    stems = (
        "son",
        "daughter",
        "child",
        "boy",
        "girl",
        "baby",
        "toddler",
        "infant",
        "twin",
        "grand",
        "step",
        "neph",
        "niece",
        "sibling",
    )
    places = sorted(index.starts[n] for stem in stems for n in index.beginning(stem))
    first = last = -1
    for place in places:
        if last >= 0 and place <= last:
            last = place + _REACH
            continue
        if last >= 0:
            yield first, min(len(text), last)
        first, last = max(0, place - 60), place + _REACH
    if last >= 0:
        yield first, min(len(text), last)


def _is_young(match: regex.Match[str]) -> bool:
    groups = match.groupdict()
    number = groups.get("n")
    if number is None:
        return False
    age = int(number) if number.isdigit() else _WORDS.get(number.lower(), 99)
    return age < 18 or bool(
        groups.get("unit", "") and not groups["unit"].lower().startswith("year")
    )


def _is_of_the_family(passage: Passage, match: regex.Match[str]) -> bool:
    """True where a sentence tells of this family's children, now, and not of children at large."""
    said = _around(passage, match)
    if is_of_others(said) or is_reference(passage, match.start()):
        return False
    if _GENERAL.search(said) or _GROWN.search(said):
        return False
    return _FAMILY.search(said) is not None or regex.search(_LABEL, said) is not None


def _tells(person: Person) -> bool:
    """True where a list of people gives a child's exact age (under 18), or its sex beside a label."""
    age = regex.match(r"\d{1,2}\b", person.age or "")
    if age is not None and int(age.group()) < 18:
        return True
    said = f"{person.name}, {person.detail or ''}"
    return (
        regex.match(rf"{_LABEL}, [^,]*\b(?:son|daughter|girl|boy|female|male)\b", said) is not None
    )


def _place(person: Person) -> Evidence:
    place = person.places[0]
    return Evidence(place.file, place.page, place.quote, place.box, place.read)


def _real_names(question: Question) -> Iterator[Evidence]:
    """Where a listed name stands beside a word for a child."""
    for hit in question.protected.hits if question.protected is not None else ():
        if hit.why or hit.passage is None:
            continue
        text = hit.passage.text
        before, after = text[max(0, hit.start - 30) : hit.start], text[hit.end : hit.end + 14]
        if _BEFORE_NAME.search(before) or _AFTER_NAME.match(after):
            yield hit.evidence


_BEFORE_NAME = compiled(rf"\b{_YOUNG}(?:\s+(?:called|named)|,|\s*\()?\s+$", regex.IGNORECASE)
_AFTER_NAME = compiled(r"\s*(?:\(|,\s*(?:aged\s+)?)(?:1[0-7]|\d)\b")


def _birth_dates(passage: Passage) -> Iterator[Evidence]:
    for found, offset in birth_dates_in(passage):
        sentence = passage.sentence_at(offset)
        said = passage.text[sentence.start : offset][-80:]
        if _MINOR.search(said) and not _GROWN.search(said):
            yield found


KIND = Kind("children-details", ChildrenDetails, run)
