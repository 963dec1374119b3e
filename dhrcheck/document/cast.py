"""The people of a review as a sentence may name them: by name, role, kinship or pronoun."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

import regex

from dhrcheck.document.lazy_pattern import LazyPattern
from dhrcheck.document.model import Person, PersonRole, Submission
from dhrcheck.document.passage import Span
from dhrcheck.document.standing import introduced_people, sex_by_pronouns


class Spoken(str, Enum):
    """Of whom words are said."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    OTHER = "other"


class Mention(NamedTuple):
    """Somebody named in ``text[start:end]``; ``who`` is None for a pronoun that is not resolved.

    ``sex`` is "f", "m" or "" where the words do not say; "-" for bodies and groups.
    """

    start: int
    end: int
    who: Spoken | None
    sex: str


_KIN_SEX = {
    "f": "mother|sister|daughter|aunt|niece|grandmother|wife|girlfriend|stepmother|step-mother|stepdaughter|"
    "mother-in-law|sister-in-law|granddaughter|ex-wife",
    "m": "father|brother|son|uncle|nephew|grandfather|husband|boyfriend|stepfather|step-father|stepson|"
    "father-in-law|brother-in-law|grandson|ex-husband",
    "": "partner|ex-partner|friend|neighbour|colleague|cousin|sibling|child|baby|parent|solicitor|employer|"
    "manager|carer|GP|doctor|midwife|nurse|therapist|counsellor|social worker|key worker|support worker|"
    "health visitor|advocate|landlord|spouse|relative",
}
_BODIES = (
    r"police|officers?|services?|agenc(?:y|ies)|organisations?|practitioners?|professionals?|staff|GPs?|doctors?|"
    r"nurses?|surgery|practice|hospital|ward|trust|council|landlord|housing|probation|school|college|courts?|"
    r"social care|team|teams|MARAC|IDVAs?|ISVAs?|advocates?|advis[eo]rs?|panel|review|author|chair|reports?|"
    r"judge|jury|coroner|neighbours?|friends?|colleagues?|family|families|children|couple|parents|relatives|"
    r"victims|survivors|perpetrators|women|men|people|clients|patients|midwives|workers?|clinicians?|"
    r"consultant|psychiatrist|psychologist|pharmacist|paramedics?|crew|ambulance|department|partnership|"
    r"government|charity|refuge|both|nobody|everyone|somebody|anyone|witness(?:es)?|sister|brother|mother|"
    r"father|daughters?|sons?"
)
_BETWEEN = (
    r"(?:(?:former|estranged|late|then|new|first|second|younger|older|elder|eldest|adult|teenage|"
    r"own|previous|current|ex)[\s-]+){0,2}"
)
_PRONOUNS = {
    "she": "f", "her": "f", "hers": "f", "he": "m", "him": "m", "his": "m",
}  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """The people of a review by role, with their sex where it is known."""

    victims: tuple[tuple[str, str], ...]
    perpetrators: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    relation: tuple[str, ...] = ()
    """What the perpetrator is to the victim ("husband")."""

    def names(self, who: Spoken) -> tuple[str, ...]:
        """The words that name the victim or the perpetrator."""
        if who is Spoken.VICTIM:
            return (*(name for name, _ in self.victims), "the victim", "the deceased")
        related = tuple(
            f"{whose} {between}{kin}"
            for kin in self.relation
            for whose in ("her", "his")
            for between in ("", "former ", "ex-", "estranged ")
        )
        return (*(n for n, _ in self.perpetrators), "the perpetrator", "the offender", *related)

    def object_words(self, who: Spoken) -> tuple[str, ...]:
        """``names``, and "him" or "her" where that can be told from the other one's."""
        own, other = self.sex_of(who), self.sex_of(other_one(who))
        # Where only the other one's is known, the other pronoun at least is not the other one.
        own = own or {"f": "m", "m": "f"}.get(other, "")
        pronoun = {"f": "her", "m": "him"}.get(own, "")
        return (*self.names(who), *((pronoun,) if pronoun and own != other else ()))

    def sex_of(self, who: Spoken) -> str:
        """ "f" or "m" where all of that role are known to be so, else ""."""
        people = self.victims if who is Spoken.VICTIM else self.perpetrators
        sexes = {sex for _, sex in people}
        return sexes.pop() if len(sexes) == 1 else ""

    def mentions(self, text: str, span: Span) -> list[Mention]:
        """Everybody named in ``text[span]``, in order; pronouns are not resolved."""
        found: list[Mention] = []
        for match in _pattern(self).finditer(text, span.start, span.end):
            kind = match.lastgroup or ""
            name = match.group().removesuffix("'s").removesuffix("'")
            found.append(Mention(match.start(), match.end(), *self._meant(kind, name)))
        return found

    def _meant(self, kind: str, name: str) -> tuple[Spoken | None, str]:
        if kind == "pronoun":
            return None, _PRONOUNS.get(name.lower(), "")
        if kind == "victim":
            return Spoken.VICTIM, dict(self.victims).get(name, self.sex_of(Spoken.VICTIM))
        if kind == "perpetrator":
            known = dict(self.perpetrators).get(name, self.sex_of(Spoken.PERPETRATOR))
            return Spoken.PERPETRATOR, known
        if kind == "kin":
            last = regex.split(r"\s+", name.lower())[-1]
            if last in self.relation:
                return Spoken.PERPETRATOR, self.sex_of(Spoken.PERPETRATOR)
            return Spoken.OTHER, next((s for s, w in _KIN_SEX.items() if last in w.split("|")), "")
        if kind == "other":
            return Spoken.OTHER, dict(self.others).get(name, "")
        return Spoken.OTHER, "-"


def other_one(who: Spoken) -> Spoken:
    """The perpetrator for the victim, and the other way round."""
    return Spoken.PERPETRATOR if who is Spoken.VICTIM else Spoken.VICTIM


@lru_cache(maxsize=8)
def _pattern(cast: Cast) -> regex.Pattern[str]:
    """One pattern for everybody who may be named; made once for a review."""

    def names(people: tuple[tuple[str, str], ...]) -> str:
        longest = sorted((name for name, _ in people), key=lambda n: (-len(n), n))
        return "|".join(regex.escape(n) for n in longest) or r"(?!)"

    everybody = names((*cast.victims, *cast.perpetrators, *cast.others))
    kin = "|".join(k for words in _KIN_SEX.values() for k in words.split("|"))
    owner = rf"(?:(?i:her|his|their|the victim's|the perpetrator's)|(?:{everybody})'s?)"
    return regex.compile(
        rf"(?<![\p{{L}}-])(?:(?P<kin>{owner}\s+{_BETWEEN}(?:{kin}))(?![\p{{L}}-])"
        rf"|(?P<victim>(?:{names(cast.victims)})(?![\p{{L}}\d-])|(?i:(?:the|this)\s+(?:victim|deceased))(?!\p{{L}}))"
        rf"|(?P<perpetrator>(?:{names(cast.perpetrators)})(?![\p{{L}}\d-])|(?i:the\s+(?:perpetrator|offender|killer)"
        r"|(?:her|his)\s+(?:killer|abuser|murderer))(?!\p{L}))"
        rf"|(?P<other>(?:{names(cast.others)})(?![\p{{L}}\d-]))"
        r"|(?P<body>(?i:(?:the|a|an|other|some|all|her|his|their|these|those|most|many)\s+)?"
        rf"(?:{_BODIES})(?![\p{{L}}]))"
        r"|(?P<pronoun>(?i:she|he|her|him|his|hers)(?!\p{L})))(?:'s|(?<=s)')?"
    )


def cast_of(submission: Submission) -> Cast:
    """Victims, perpetrators and others as the review's facts and first sentences name them."""
    return submission.once("cast", lambda: _cast_of(submission))


def _cast_of(submission: Submission) -> Cast:
    people = introduced_people(submission)

    def group(*roles: PersonRole) -> tuple[tuple[str, str], ...]:
        return tuple((p.name, _sex(p, submission)) for p in people if p.role in roles)

    perpetrators = [p for p in people if p.role is PersonRole.PERPETRATOR]
    relation = {
        kin
        for p in perpetrators
        for kin in regex.findall(r"[\w-]+", (p.detail or "").lower())
        if any(kin in words.split("|") for words in _KIN_SEX.values())
    }
    return Cast(
        group(PersonRole.VICTIM),
        group(PersonRole.PERPETRATOR),
        group(PersonRole.RELATIVE, PersonRole.CHILD, PersonRole.UNKNOWN),
        tuple(sorted(relation)),
    )


_FEMALE = LazyPattern(
    r"^(?:Mrs|Ms|Miss)\b|\b(?:woman|female|wife|mother|daughter|sister|girlfriend|ex-wife|aunt|niece)\b",
    regex.IGNORECASE,
)
_MALE = LazyPattern(
    r"^(?:Mr)\b|\b(?:man|male|husband|father|son|brother|boyfriend|ex-husband|uncle|nephew)\b",
    regex.IGNORECASE,
)
_OF_SOMEBODY = LazyPattern(r"\b(?:of|to|with)\b.*$|\b\p{L}+'s?\s+(?=\w)", regex.IGNORECASE)


def _sex(person: Person, submission: Submission) -> str:
    for words in (person.name, _OF_SOMEBODY.sub("", person.detail or "")):
        female, male = _FEMALE.search(words), _MALE.search(words)
        if (female is None) != (male is None):
            return "f" if female else "m"
    return sex_by_pronouns(submission, person.name)
