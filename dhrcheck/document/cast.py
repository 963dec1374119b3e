"""Who is spoken of: the victim, the perpetrator or somebody else, from names and the same paragraph.

Where a sentence does not say plainly of whom it speaks the answer is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

import regex

from dhrcheck.document.lazy_pattern import LazyPattern
from dhrcheck.document.model import Person, PersonRole, Submission
from dhrcheck.document.passage import Passage, Span
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
        own, other = self.sex_of(who), self.sex_of(_other_one(who))
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


def _other_one(who: Spoken) -> Spoken:
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


_FILLER = LazyPattern(
    r"""(?:(?:(?<![\p{L}'])(?:had|has|have|having|was|were|is|are|did|does|do|be|been|being|would|could|can|may|
    might|will|also|then|again|often|never|always|still|later|soon|once|twice|either|herself|himself|simply|just|
    (?!family|only|reply|apply|supply)\w+ly|to|at|seemed|appeared|became|become|remained|as|very|quite|rather|
    somewhat|so|too|a|an|the|both|sometimes|continued|began|started|tended|by\ this\ time|first|
    (?:on|at)\ (?:\w+\ ){0,4}(?:occasions?|times?|points?|first)|in\ (?:\p{Lu}\w+\ )?(?:19|20)\d\d|
    throughout|thereafter|afterwards)\b|["'(])[\s,]*)+$""",
    regex.VERBOSE,
)
_COPULA = LazyPattern(
    r"""^["')]?\s*(?:,?\s*(?:who\s+)?(?:(?:had|has|have|could|would|can|may|also|then|often|always|sometimes)\s+)*
    (?:been|being|was|were|is|are|be|became|become|remained|seemed|appeared)\b|,\s+(?:an?|the)\b|,\s+(?:who|also)\b)
    (?:[\s,]+(?!(?:by|with|from|against|into|for)\b)[\p{Ll}'-]+){0,9}[\s,"'(]*$""",
    regex.VERBOSE,
)
_HAS = LazyPattern(
    r"""^\s+(?:\w+ly\s+)?(?:had|has|having|led|lived|showed|shown|displayed|demonstrated|made)
    (?:\s+(?:an?|the|several|many|repeated|further|other|similar|two|three|number\s+of|very|rather|somewhat|long|clear|known|previous|such|well-known|\w+ly))*
    (?:\s+(?:history|pattern|record|tendency|habit|reputation)\s+(?:of|to|for)(?:\s+being)?)?[\s"'(]*$""",
    regex.VERBOSE,
)
_PREPOSITION = LazyPattern(
    r"\b(?:with|of|to|for|from|by|about|between|against|on|towards|concerning|regarding)\s+$",
    regex.IGNORECASE,
)
_OPENS_CLAUSE = LazyPattern(
    r"""(?:^|[;:,(]|\b(?:and|but|that|because|when|while|whilst|although|though|if|as|so|where|since|after|before|
    until|then|however))\s*,?\s*["'(]*$""",
    regex.IGNORECASE | regex.VERBOSE,
)
_JOINS = LazyPattern(r"\b(?:and|but|or|then|yet)\s*$", regex.IGNORECASE)
_AFTER_THAT = LazyPattern(r"\bthat\s*$", regex.IGNORECASE)
_BY_WHOM = LazyPattern(r"[\s\"')]*(?:by|of|from|on the part of)\s+", regex.IGNORECASE)
_CAUSE = LazyPattern(
    r"\b(?:due to|because of|owing to|for|through|after|following|despite|given|citing)"
    r"(?:\s+(?:a|an|the|this|continued|repeated|ongoing|persistent|further|apparent|their))*\s*$",
    regex.IGNORECASE,
)


def spoken_of(passage: Passage, start: int, end: int, cast: Cast) -> Spoken | None:
    """Who acts, owns or is described in ``text[start:end]``, or None where that is not plain."""
    sentence = passage.sentence_at(start)
    found = cast.mentions(passage.text, sentence)
    before = [m for m in found if m.end <= start]
    subject = _subject(passage.text, sentence, start, before)
    if subject is None:
        subject = _named_after(passage.text, end, found)
    if subject is not None:
        return _resolved(passage, subject, found, cast)
    if _CAUSE.search(passage.text[sentence.start : start]):
        everybody = {_resolved(passage, m, found, cast) for m in found if m.sex != "-"}
        if len(everybody) == 1:
            return everybody.pop()
    return None


def _subject(text: str, sentence: Span, start: int, before: list[Mention]) -> Mention | None:
    """The mention that governs what begins at ``start``."""
    stripped = text[sentence.start : start].rstrip(" ,")
    bare = _FILLER.sub("", text[sentence.start : start]).rstrip()
    if regex.search(r"\bwho$", bare):
        bare = bare[:-3].rstrip(" ,")
    at = sentence.start + len(bare)
    for mention in before:
        if mention.end == at:
            return mention if _can_act(text, sentence, mention) else None
    if bare.endswith(","):
        # "Ellen, who had moved away, did not engage": the one before the first comma.
        open_ = [m for m in before if text[m.end : m.end + 1] == "," and m.end < at - 1]
        if open_ and len({(m.who, m.sex) for m in open_}) == 1:
            return open_[0]
        bare = bare.rstrip(" ,")
    if before and _is_told_of(text[before[-1].end : start]):
        return before[-1] if _can_act(text, sentence, before[-1]) else None
    if _JOINS.search(bare) or _JOINS.search(stripped):
        acting = [
            m
            for m in before
            if _OPENS_CLAUSE.search(text[sentence.start : m.start])
            and not text[m.start : m.end].endswith(("'s", "'"))
            and text[m.start : m.end].lower() not in ("her", "his", "him")
        ]
        if len({m.who for m in acting}) > 1 and _AFTER_THAT.search(text[: acting[-1].start]):
            # "Ellen said that Martin shouted and refused support": either of them.
            return None
        return acting[-1] if acting else None
    return None


def _is_told_of(between: str) -> bool:
    """True for what links somebody to a description: "was a very", "had a long history of"."""
    return _COPULA.match(between) is not None or _HAS.match(between) is not None


def _can_act(text: str, sentence: Span, mention: Mention) -> bool:
    """False for somebody after a preposition ("contact with Ellen was difficult"), but for an owner."""
    owns = text[mention.start : mention.end].lower().endswith(("'s", "'", "her", "his"))
    return owns or _PREPOSITION.search(text[sentence.start : mention.start]) is None


def _named_after(text: str, end: int, found: list[Mention]) -> Mention | None:
    by = _BY_WHOM.match(text, end)
    if by is None:
        return None
    at = by.end()
    return next((m for m in found if m.start == at and m.who is not None), None)


def _resolved(
    passage: Passage, mention: Mention, found: list[Mention], cast: Cast
) -> Spoken | None:
    """The role of a mention; a pronoun's by whom it can mean here."""
    if mention.who is not None:
        return mention.who
    if not mention.sex:
        return None
    earlier = [m for m in found if m.end <= mention.start and _can_be(m, mention.sex)]
    if earlier:
        return next((m for m in reversed(earlier) if m.sex), earlier[-1]).who
    sentence = passage.sentence_at(mention.start)
    for _ in range(3):
        previous = passage.sentence_at(max(0, sentence.start - 2))
        if previous.start >= sentence.start or "\n" in passage.text[previous.end : sentence.start]:
            break
        named = [m for m in cast.mentions(passage.text, previous) if _can_be(m, mention.sex)]
        if named:
            return named[0].who
        sentence = previous
    fits = [w for w in (Spoken.VICTIM, Spoken.PERPETRATOR) if cast.sex_of(w) == mention.sex]
    if len(fits) != 1:
        return None
    # The other one is of the other sex, or is named beside the pronoun.
    other = _other_one(fits[0])
    named_too = any(m.who is other for m in found)
    return fits[0] if cast.sex_of(other) or named_too else None


def _can_be(mention: Mention, sex: str) -> bool:
    """True for somebody named whom a pronoun of this sex can mean."""
    return mention.who is not None and mention.sex in ("", sex)
