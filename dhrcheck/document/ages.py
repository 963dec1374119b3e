"""How old the people of a review were, where a sentence on the death or a table of names says so."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from dhrcheck.document.deaths import DEATH, NOT_DEATH, name_form, victims_in
from dhrcheck.document.model import Fact, Person, PersonRole
from dhrcheck.document.naming import ages_in_tables
from dhrcheck.document.voices import Voice
from dhrcheck.patterns import compiled

_AFTER_NAME = (
    r"(?:,|\s+who|\s+\(|\s+was|\s+is|\s+aged?|\s+had\s+been|\s+died|\s+were)*[\s,(]+"
    r"(?:(?:was|were|aged?|an?|only|just|the|age of|at|(?:wo)?man of)[\s,]+){0,4}"
    r"(?P<age>\d{2,3})(?:\)|,|[\s-]*years?(?:[\s-]*(?:old|of age))?|[\s-]*year[\s-]old|\s+(?:when|who|at)\b"
    r"|(?=[.;]))"
)
_AFTER_DEATH = (
    r"\b(?:died|killed|murdered|death|suicide|life)\b[^.;]{0,60}?\b(?:when\s+(?:s?he|they)\s+(?:was|were)"
    r"|at\s+the\s+age\s+of)\s+(?:aged\s+|only\s+|just\s+)?(?P<age2>\d{2,3})\b(?!\s*(?:weeks|months))"
)
_AT_DEATH = (
    r"\baged?\s+(?:at\s+(?:the\s+time\s+of\s+)?(?:(?:her|his|their)\s+)?death)?[:\s]*"
    r"(?P<age3>\d{2,3})\b"
)
_ANOTHER_TIME = compiled(r"\bwhen (?:s?he|they) (?:met|moved|left|married|started|began)\b")


def find_ages(voice: Voice, people: tuple[Person, ...]) -> Iterator[Fact]:
    """The age at death of those who died, where a sentence that names them ties it to the death."""
    zones = voice.zones("introduction", "facts", "process", "purpose")
    seen: set[tuple[str, str]] = set()
    for name in victims_in(people):
        who = rf"(?<![\p{{L}}'-]){regex.escape(name)}"
        pattern = regex.compile(rf"{who}{_AFTER_NAME}|{_AFTER_DEATH}|{_AT_DEATH}")
        for match in voice.search(pattern, zones):
            text = voice.words(voice.sentence(match.start(), match.end()))
            age = match["age"] or match["age2"] or match["age3"]
            if not DEATH.search(NOT_DEATH.sub("", text)) or not 16 <= int(age) <= 110:
                continue
            if _ANOTHER_TIME.search(text) or not name_form(name).search(text):
                continue
            if match["age"] is None and _others_named(text, name, people):
                continue
            if (name, age) not in seen:
                seen.add((name, age))
                yield voice.fact(age, match.start(), match.end())
        if not any(named == name for named, _ in seen):
            tabled = (n for n in ages_in_tables(voice) if n.name == name and n.age)
            yield from (Fact(n.age or "", n.place, voice.role) for n in tabled)


def find_perpetrator_ages(voice: Voice, people: tuple[Person, ...]) -> Iterator[Fact]:
    """The age of the perpetrator, where a sentence on the death gives it or a table of names does."""
    zones = voice.zones("introduction", "facts", "process", "purpose")
    for person in (p for p in people if p.role is PersonRole.PERPETRATOR):
        who = rf"(?<![\p{{L}}'-]){regex.escape(person.name)}"
        found = False
        for match in voice.search(regex.compile(who + _AFTER_NAME), zones):
            text = voice.words(voice.sentence(match.start(), match.end()))
            if DEATH.search(NOT_DEATH.sub("", text)) and not _ANOTHER_TIME.search(text):
                found = True
                yield voice.fact(match["age"], match.start(), match.end())
        if not found:
            tabled = (n for n in ages_in_tables(voice) if n.name == person.name and n.age)
            yield from (Fact(n.age or "", n.place, voice.role) for n in tabled)


def _others_named(text: str, name: str, people: tuple[Person, ...]) -> bool:
    return any(p.name != name and name_form(p.name).search(text) for p in people)
