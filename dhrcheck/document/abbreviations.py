"""Abbreviations that a review uses, and whether it explains them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.model import PersonRole, Submission
from dhrcheck.document.passage import Passage
from dhrcheck.patterns import compiled

_SHORT = compiled(
    r"(?<![\p{L}\d.'&/-])(?P<short>\p{Lu}{1,6}[a-z]?\p{Lu}{1,6}|\p{Lu}{2,8}|\p{Lu}&\p{Lu})"
    r"(?P<plural>'?s)?(?![\p{L}\d&]|-\p{Lu}|\.\p{Lu})"
)
_ROMAN = compiled(r"^[IVXLC]+$")
_CAPITALS = compiled(r"\p{Lu}{2,}")
_SMALL = compiled(r"\p{Ll}")
_LABEL_BEFORE = compiled(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Adult|Subject|Child|Person|Town|Address|Appendix|Annex|Family|Witness|Victim"
    r"|Perpetrator|Force|Hospital|Officer|Friend)\s$"
)
_EVERYWHERE = 15
"""Uses from which two letters are more likely somebody's initials than an abbreviation."""
_PERSONAL = (
    PersonRole.VICTIM,
    PersonRole.PERPETRATOR,
    PersonRole.CHILD,
    PersonRole.RELATIVE,
    PersonRole.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Used:
    """An abbreviation (without its plural "s"), how often it stands, and where it stands first."""

    short: str
    count: int
    start: int
    end: int


def used_abbreviations(passage: Passage, submission: Submission) -> tuple[Used, ...]:
    """The words in capitals of a text, by first use; without numerals, names and lines in capitals."""
    names = {
        word
        for person in submission.facts.people
        if person.role in _PERSONAL
        for word in person.name.split()
    }
    shouted = _lines_in_capitals(passage)
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _SHORT.finditer(passage.text):
        short = match["short"]
        if (
            short in names
            or _ROMAN.match(short)
            or _LABEL_BEFORE.search(passage.text[max(0, match.start() - 12) : match.start()])
        ):
            continue
        if passage.line_at(match.start()).index in shouted:
            continue
        found.setdefault(short, []).append(match.span("short"))
    return tuple(
        Used(short, len(places), *places[0])
        for short, places in found.items()
        # A word that also stands in small letters was put in capitals to stress it.
        if f" {short.lower()} " not in passage.text
        and f" {short.capitalize()} " not in passage.text
        and not _may_be_initials(short, len(places), submission)
    )


def _may_be_initials(short: str, count: int, submission: Submission) -> bool:
    """Two letters that stand for a person, where the names are initials or the two are everywhere."""
    return len(short) == 2 and (submission.facts.naming == "initials" or count > _EVERYWHERE)


def _lines_in_capitals(passage: Passage) -> frozenset[int]:
    """Headings and labels in capitals, whose words are no abbreviations."""
    return frozenset(
        line.index
        for line in passage.lines
        if _CAPITALS.search(line.text) and not _SMALL.search(line.text)
    )


def explained_abbreviations(submission: Submission, texts: tuple[str, ...]) -> frozenset[str]:
    """Those with a meaning: in a glossary, beside their words in brackets, or said in a sentence."""
    known = {_bare(short) for short, _ in submission.facts.abbreviations}
    for text in texts:
        known.update(_bare(short) for short in _beside(text))
    return frozenset(known)


_IN_BRACKETS = compiled(
    r"(?<=[\p{L}'’]{2,}\s)\((?:the\s+|or\s+|known as\s+|hereafter\s+|now\s+|an?\s+)?[\"'“‘]?"
    r"(?P<shorts>\p{Lu}[\p{L}&/-]{1,9}(?:\s*(?:,|or|and|/|;)\s*\p{Lu}[\p{L}&/-]{1,9})*)[\"'”’]?\)"
)
_WORDS_AFTER = compiled(
    r"\b(?P<shorts>\p{Lu}[\p{L}&/]{1,9})\s*(?:\((?:an?\s+|the\s+)?(?=\p{L}+[\s-]\p{L}{2,}[^()]{3,100}\))"
    r"|(?:,\s*(?:which\s+|that\s+)?(?:stands|standing)\s+for|\s+(?:stands for|is short for|means))\s"
    r"|\s*[:=–-]\s+(?=\p{Lu}\p{Ll}+\s+\p{L}))"
)
_KNOWN_AS = compiled(
    r"\b(?:known as|called|abbreviated (?:to|as)|referred to as|shortened to|or)\s+(?:the\s+|an?\s+)?"
    r"[\"'“‘]?(?P<shorts>\p{Lu}[\p{L}&/]{1,9})\b"
)


def _beside(text: str) -> Iterator[str]:
    for pattern in (_IN_BRACKETS, _WORDS_AFTER, _KNOWN_AS):
        for match in pattern.finditer(text):
            for short in regex.split(r"\s*(?:,|;|\bor\b|\band\b)\s*|/", match["shorts"]):
                if sum(c.isupper() for c in short) >= 2:
                    yield short


def _bare(short: str) -> str:
    """Without the plural or possessive ("IMRs", "CCG's")."""
    return short.removesuffix("s").removesuffix("'") if short.endswith("s") else short
