"""The people of the review by the names it gives them: who died, who killed, children, relatives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from dhrcheck.document.model import Person, PersonRole, Place
from dhrcheck.document.names import SUBJECT_NAME, is_subject_name
from dhrcheck.document.naming import Named, find_names
from dhrcheck.document.voices import Voice, is_of_others

_KILLED = regex.compile(
    rf"\b(?P<victim>{SUBJECT_NAME})(?:,[^,.\n]{{1,60}},|\s+\(\d{{1,3}}\))?"
    r"\s+(?i:was|had been)\s+(?i:\w+ly\s+)?"
    r"(?i:killed|murdered|fatally\s+\w+|stabbed\s+to\s+death|strangled|unlawfully\s+killed)"
    r"(?:[^.\n]{0,70}?\b(?i:by)\s+(?:(?i:her|his|their)\s+(?i:[\w-]+,?\s+){1,4}?)?"
    rf"(?P<killer>{SUBJECT_NAME})(?=[\s,.;(]|$))?"
)
_DEATH_OF = regex.compile(
    r"\b(?i:(?:deaths?|murder|homicide|killing|manslaughter|suicide)\s+of\s+(?:the\s+\w+\s+)?)[\"']?"
    rf"(?P<victim>{SUBJECT_NAME})(?![\p{{L}}])[\"']?"
    rf"(?:\s+and\s+[\"']?(?P<second>{SUBJECT_NAME})[\"']?)?(?=[\s,.;:()]|$)"
)
_DIED = regex.compile(
    rf"\b[\"']?(?P<victim>{SUBJECT_NAME})[\"']?,?\s+(?i:(?:who\s+)?(?:died\b|sadly\s+died|tragically\s+died"
    r"|took\s+(?:her|his|their)\s+own\s+life))"
)
_GUILTY = regex.compile(
    rf"\b(?P<killer>{SUBJECT_NAME})(?:,[^,.\n]{{1,60}},)?\s+(?i:(?:was|has\s+been|had\s+been)\s+(?:\w+ly\s+)?"
    r"(?:convicted|found\s+guilty|arrested\s+(?:and\s+)?(?:later\s+)?charged)|pleaded\s+guilty|admitted)\s+"
    r"(?i:(?:of|to|with|for)\s+)?(?i:(?:the|her|his|their)\s+)?(?i:murder|manslaughter|killing)\b"
)
_SURE = 2
"""Times that sentences must name somebody as victim or perpetrator where no list does."""


@dataclass(slots=True)
class _Found:
    name: str
    roles: dict[PersonRole, int] = field(default_factory=dict)
    listed: PersonRole | None = None
    places: dict[str, Place] = field(default_factory=dict)
    detail: str | None = None
    age: str | None = None
    ethnicity: str | None = None

    def said(self, role: PersonRole, times: int = 1) -> None:
        self.roles[role] = self.roles.get(role, 0) + times

    @property
    def role(self) -> PersonRole:
        if self.listed not in (None, PersonRole.UNKNOWN, PersonRole.RELATIVE):
            return self.listed
        # A table that calls Martin "Ellen's husband" leaves open what sentences say.
        sure = [r for r, n in self.roles.items() if n >= _SURE or self.listed is not None]
        if sure:
            return max(sure, key=lambda r: self.roles[r])
        return self.listed or PersonRole.UNKNOWN


def find_people(voices: tuple[Voice, ...]) -> tuple[Person, ...]:
    """The people of the review, each once, with a place in each voice that names them.

    Somebody is taken for victim or perpetrator where a list or two sentences say so.
    """
    found: dict[str, _Found] = {}
    for voice in voices:
        for named in find_names(voice):
            _add(found, named, voice)
    for voice in voices:
        for name, role, place in _sentences(voice):
            person = found.setdefault(name, _Found(name))
            person.said(role)
            person.places.setdefault(voice.role.value, place)
    kept = [
        p
        for p in found.values()
        if p.listed is not None or max(p.roles.values(), default=0) >= _SURE
    ]
    kept = [p for p in kept if p.role is not PersonRole.UNKNOWN or p.listed is not None]
    for person in kept:
        _place_in_each(person, voices)
    return tuple(
        Person(
            p.name,
            p.role,
            tuple(p.places.values()),
            detail=p.detail,
            age=p.age,
            ethnicity=p.ethnicity,
        )
        for p in kept
    )


def _add(found: dict[str, _Found], named: Named, voice: Voice) -> None:
    person = found.setdefault(named.name, _Found(named.name))
    if named.listed:
        if person.listed in (None, PersonRole.UNKNOWN):
            person.listed = named.role
        person.detail = person.detail or named.detail
        person.age = person.age or named.age
        person.ethnicity = person.ethnicity or named.ethnicity
    elif named.role is not PersonRole.UNKNOWN:
        # "the victim will be called Ellen" is as good as a list.
        person.said(named.role, _SURE)
    person.places.setdefault(voice.role.value, named.place)


def _sentences(voice: Voice) -> Iterable[tuple[str, PersonRole, Place]]:
    """Whom sentences of the front, the introduction, the facts and the process call what."""
    zones = voice.zones(
        "introduction", "process", "facts", "condolences", "purpose", "parallel-reviews"
    )
    for pattern, groups in (
        (_KILLED, ("victim", "killer")),
        (_DEATH_OF, ("victim", "second")),
        (_DIED, ("victim",)),
        (_GUILTY, ("killer",)),
    ):
        for match in voice.search(pattern, zones):
            if is_of_others(voice.words(voice.sentence(match.start(), match.end()))):
                continue
            for group in groups:
                name = match[group]
                if not name or not is_subject_name(name):
                    continue
                role = PersonRole.PERPETRATOR if group == "killer" else PersonRole.VICTIM
                yield name, role, voice.place(match.start(group), match.end(group))


def _place_in_each(person: _Found, voices: tuple[Voice, ...]) -> None:
    """Give ``person`` a place in the running text of every voice that uses the name."""
    pattern = regex.compile(rf"(?<![\p{{L}}'-]){regex.escape(person.name)}(?![\p{{L}}-])")
    for voice in voices:
        for match in pattern.finditer(voice.text):
            line = voice.passage.line_at(match.start())
            place = voice.place(match.start(), match.end())
            if voice.role.value not in person.places:
                person.places[voice.role.value] = place
            if _on_cover(voice, line.file, line.page):
                continue
            # A cover is a part of its own: one place must stand in the part itself.
            known = person.places[voice.role.value]
            if _on_cover(voice, known.file, known.page):
                person.places[f"{voice.role.value} text"] = place
            break


def _on_cover(voice: Voice, file: int, page: int) -> bool:
    return any(
        p.file == file and p.role is not voice.role and p.first_page <= page <= p.last_page
        for p in voice.submission.parts
    )


_TITLED = regex.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? \p{Lu}$")
_INITIALS = regex.compile(r"^\p{Lu}{1,3}\d?$")


def naming_scheme(people: tuple[Person, ...], voices: tuple[Voice, ...]) -> str | None:
    """How the review names people: first-names, title-and-letter, adult-letter, subject-letter,
    initials, words, or None where it is mixed or there are no names."""
    names = [p.name for p in people if p.role in (PersonRole.VICTIM, PersonRole.PERPETRATOR)]
    names = names or [p.name for p in people if p.role is not PersonRole.UNKNOWN]
    kinds = {_scheme(name) for name in names}
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    if kind == "first-names" and voices and all(_is_word(n, voices[0].text) for n in names):
        return "words"
    return kind


def _scheme(name: str) -> str:
    if _TITLED.match(name):
        return "title-and-letter"
    if name.startswith("Subject "):
        return "subject-letter"
    if regex.match(r"\p{Lu}\p{Ll}+ (?:\p{Lu}{1,2}\d?|\d{1,2})$", name):
        return "adult-letter"
    if _INITIALS.match(name):
        return "initials"
    return "first-names"


def _is_word(name: str, text: str) -> bool:
    return regex.search(rf"\b{regex.escape(name.lower())}\b", text) is not None
