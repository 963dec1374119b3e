"""The people of the review by the names it gives them: who died, who killed, children, relatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from dhrcheck.document.model import Person, PersonRole, Place
from dhrcheck.document.names import SUBJECT_NAME, is_subject_name
from dhrcheck.document.naming import Named, find_names
from dhrcheck.document.voices import Voice, is_of_others
from dhrcheck.patterns import compiled

_NAME_BEFORE = compiled(
    rf"(?<![\p{{L}}'-])(?P<name>{SUBJECT_NAME})[\"']?(?:,[^,.\n]{{1,60}},|[ ]\(\d{{1,3}}\)|,)?[ \n]+$"
)
_NAME_AFTER = compiled(
    rf"[ \n]+(?:the[ ]\w+[ ])?[\"']?(?P<name>{SUBJECT_NAME})(?![\p{{L}}])[\"']?"
    rf"(?:[ \n]+and[ \n]+[\"']?(?P<second>{SUBJECT_NAME})[\"']?)?(?=[\s,.;:()]|$)"
)
_BY_WHOM = compiled(
    r"[^.\n]{0,70}?\bby[ \n]+(?:(?:her|his|their)[ \n]+(?:[\w-]+,?[ \n]+){1,4}?)?"
    rf"(?P<name>{SUBJECT_NAME})(?=[\s,.;(]|$)"
)
_KILLED = compiled(
    r"\b(?:was|had been) (?:\w+ly )?(?:killed|murdered|fatally \w+|stabbed to death|strangled)\b",
    regex.IGNORECASE,
)
_DIED = compiled(
    r"\b(?:who )?(?:(?:sadly |tragically )?died|took (?:her|his|their) own life)\b",
    regex.IGNORECASE,
)
_GUILTY = compiled(
    r"\b(?:(?:was|has been|had been) (?:\w+ly )?"
    r"(?:convicted|found guilty|arrested (?:and )?(?:later )?charged)|pleaded guilty|admitted)"
    r"[ \n]+(?:(?:of|to|with|for)[ \n]+)?(?:(?:the|her|his|their)[ \n]+)?"
    r"(?:murder(?:ing)?|manslaughter|(?:unlawful(?:ly)? )?killing)\b",
    regex.IGNORECASE,
)
_DEATH_OF = compiled(
    r"\b(?:deaths?|murder|homicide|killing|manslaughter|suicide)[ \n]+of\b", regex.IGNORECASE
)
_ABUSED_BY = compiled(
    r"(?i:\b(?:abus(?:e|ed)|violence|coercive control|controlled|coercion|stalk(?:ing|ed)|harass(?:ment|ed))"
    r"[ \n]+(?:by|from|at the hands of)[ \n]+(?:her|his|their)[ \n]+"
    r"(?:(?!first\b|previous\b)[\w-]+[ \n]+){0,3}?"
    r"(?:(?:ex-?)?(?:husband|wife|partner|boyfriend|girlfriend|spouse)|fianc[eé]e?),?[ \n]+)"
    rf"(?P<name>{SUBJECT_NAME})(?=[\s,.;(]|$)"
)
"""A death by suicide has no conviction; who abused is said in words like these."""
_REACH = 110
"""Characters before a verb in which its subject must stand."""
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
    if not any(p.role is PersonRole.PERPETRATOR for p in found.values()):
        for voice in voices:
            for name, role, place in _abusers(voice):
                person = found.setdefault(name, _Found(name))
                person.said(role, _SURE)
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


def _sentences(voice: Voice) -> Iterator[tuple[str, PersonRole, Place]]:
    """Whom sentences of the front, the introduction, the facts and the process call what."""
    zones = voice.zones(
        "introduction", "process", "facts", "condolences", "purpose", "parallel-reviews"
    )
    for cue, role in (
        (_KILLED, PersonRole.VICTIM),
        (_DIED, PersonRole.VICTIM),
        (_GUILTY, PersonRole.PERPETRATOR),
    ):
        for match in voice.search(cue, zones):
            if is_of_others(voice.words(voice.sentence(match.start(), match.end()))):
                continue
            left = max(0, match.start() - _REACH)
            before = _NAME_BEFORE.search(voice.text[left : match.start()])
            yield from _named(voice, before, left, role)
            if cue is _KILLED and before is not None:
                by = _BY_WHOM.match(voice.text, match.end())
                yield from _named(voice, by, 0, PersonRole.PERPETRATOR)
    for match in voice.search(_DEATH_OF, zones):
        if not is_of_others(voice.words(voice.sentence(match.start(), match.end()))):
            yield from _named(
                voice, _NAME_AFTER.match(voice.text, match.end()), 0, PersonRole.VICTIM
            )


def _abusers(voice: Voice) -> Iterator[tuple[str, PersonRole, Place]]:
    """Whom a sentence of the front or the introduction names as the one who abused."""
    for match in voice.search(_ABUSED_BY, voice.zones("introduction", "process", "purpose")):
        if not is_of_others(voice.words(voice.sentence(match.start(), match.end()))):
            yield from _named(voice, match, 0, PersonRole.PERPETRATOR)


def _named(
    voice: Voice, match: regex.Match[str] | None, offset: int, role: PersonRole
) -> Iterator[tuple[str, PersonRole, Place]]:
    """The names in ``match``, which stand ``offset`` characters further on in the text."""
    if match is None:
        return
    for group in ("name", "second"):
        name = match.groupdict().get(group)
        if name and is_subject_name(name):
            start = offset + match.start(group)
            yield name, role, voice.place(start, start + len(name))


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


_TITLED = compiled(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? \p{Lu}$")
_INITIALS = compiled(r"^\p{Lu}{1,3}\d?$")


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
