"""Who somebody is to the review, by the words that stand beside the name."""

from __future__ import annotations

import regex

from dhrcheck.document.model import PersonRole
from dhrcheck.patterns import compiled

_KIN = (
    r"(?:mother|father|parents?|sister|brother|siblings?|aunt|uncle|cousin|niece|nephew|grand\w+|husband"
    r"|wife|spouse|partner|ex-?partner|ex-?husband|ex-?wife|fianc[eé]e?|boyfriend|girlfriend|step-?\w+"
    r"|\w+-in-law|family|relative|half-?\w+)"
)
_CHILDREN = (
    r"(?:child(?:ren)?|son|daughter|baby|infant|toddler|twins?|step-?son|step-?daughter|grandchild)"
)
_VICTIM = (
    r"(?:victim|deceased|person who (?:was killed|died)|(?:wo)?man who (?:was killed|died)|died by)"
)
_PERPETRATOR = (
    r"(?:perpetrator|offender|convicted|killer|defendant|accused|suspect|abuser|(?:who )?killed \w+"
    r"|responsible for (?:the|her|his|their) (?:death|killing|murder|homicide)|person who killed)"
)
_OF = r"(?:of|to|for|with)\s+(?:the\s+|both\s+|each\s+|a\s+|alleged\s+|our\s+)*"
_IS_VICTIM = compiled(
    rf"(?<!{_OF})(?<!-)\b{_VICTIM}\b(?!'s|s'|s\b)|\bsubject of (?:the|this) (?:review|report)\b",
    regex.IGNORECASE,
)
_IS_PERPETRATOR = compiled(
    rf"(?<!{_OF})(?<!\bby the )\b{_PERPETRATOR}\b(?!'s|s')", regex.IGNORECASE
)
_IS_CHILD = compiled(rf"\b{_CHILDREN}\b", regex.IGNORECASE)
_IS_ADULT = compiled(r"\b(?:adult|grown|eldest adult)\b", regex.IGNORECASE)
_IS_KIN = compiled(rf"\b{_KIN}\b", regex.IGNORECASE)
_AGE = compiled(r"\b(\d{1,3})\b")


def role_of(words: str, age: str | None = None) -> PersonRole:
    """The role that a relationship gives ("Ellen's husband and the perpetrator").

    "Mother of the victim" is a relative, "victim and mother of two" the victim. A son or daughter is a
    child only where nothing says adult.
    """
    if _IS_PERPETRATOR.search(words):
        return PersonRole.PERPETRATOR
    if _IS_VICTIM.search(words):
        return PersonRole.VICTIM
    if _IS_CHILD.search(words):
        grown = _IS_ADULT.search(words) or _IS_ADULT.search(age or "") or _years(age) >= 18
        return PersonRole.RELATIVE if grown else PersonRole.CHILD
    if _IS_KIN.search(words):
        return PersonRole.RELATIVE
    return PersonRole.UNKNOWN


def tells_a_role(words: str) -> bool:
    """True where ``words`` say who somebody is."""
    return role_of(words) is not PersonRole.UNKNOWN or _OTHER.search(words) is not None


_OTHER = compiled(
    r"\b(?:friend|neighbour|colleague|employer|lodger|tenant|witness|landlord|acquaintance|carer)\b",
    regex.IGNORECASE,
)


def _years(age: str | None) -> int:
    found = _AGE.search(age or "")
    return int(found.group(1)) if found else 0
