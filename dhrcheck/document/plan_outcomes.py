"""What a cell of the plan says of the effect of an action: a change, an output, or only a state."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

import regex

from dhrcheck.document.dates import Vague, find_dates, is_vague
from dhrcheck.document.model import PlanCell, PlanColumn, PlanRow
from dhrcheck.document.plan_words import StatusWords
from dhrcheck.patterns import compiled

OUTCOME_COLUMNS = (PlanColumn.COMPLETION_AND_OUTCOME, PlanColumn.OUTCOME)
FALLBACK_COLUMNS = (
    PlanColumn.COMPLETION,
    PlanColumn.MILESTONES,
    PlanColumn.PROGRESS,
    PlanColumn.EVIDENCE,
)
"""Columns in which outcomes are written where their own column has none."""


class OutcomeKind(str, Enum):
    """What stands where the outcome is wanted."""

    CHANGE = "change"
    """Words naming a change, a measure or a result."""
    OUTPUT = "output"
    """Something was done; nothing is said of its effect."""
    BARE = "bare"
    """Only "completed", "ongoing", a date."""
    EMPTY = "empty"
    """Nothing, "N/A" or "-"."""


def bare(text: str, words: StatusWords | None = None) -> bool:
    """True where a text says no more than a state and a date ("Completed March 2024", "Ongoing")."""
    words = words or StatusWords()
    left = without_dates(text)
    left = pattern(words.states).sub(" ", left)
    return not regex.search(r"\p{L}{2,}|\d", pattern(words.fillers).sub(" ", left))


def outcome_of(row: PlanRow, words: StatusWords) -> tuple[OutcomeKind, PlanCell | None]:
    """The best that the outcome columns say, else what the columns of progress say of it."""
    order = (OutcomeKind.CHANGE, OutcomeKind.OUTPUT, OutcomeKind.BARE, OutcomeKind.EMPTY)
    own = [(outcome_kind(c.text, words), c) for c in row.cells if c.column in OUTCOME_COLUMNS]
    own.sort(key=lambda pair: order.index(pair[0]))
    if own and own[0][0] is OutcomeKind.CHANGE:
        return own[0]
    others = [c for c in row.cells if c.column in FALLBACK_COLUMNS and _tells_effect(c.text, words)]
    if others:
        return OutcomeKind.CHANGE, others[0]
    return own[0] if own else (OutcomeKind.EMPTY, None)


def _tells_effect(text: str, words: StatusWords) -> bool:
    """True where a column of progress tells of an effect, not only of what was changed or counted."""
    plain = without_dates(text)
    if bare(text, words):
        return False
    return matches(words.effects, plain) is not None or _SHARES.search(plain) is not None


def outcome_kind(text: str, words: StatusWords | None = None) -> OutcomeKind:
    """What a text says of the effect of an action."""
    words = words or StatusWords()
    if not text.strip() or is_vague(text) in (Vague.NOTHING, Vague.TBC):
        return OutcomeKind.EMPTY
    if bare(text, words):
        return OutcomeKind.BARE
    if matches(words.changes, without_dates(text)) or _NUMBERS.search(without_dates(text)):
        return OutcomeKind.CHANGE
    return OutcomeKind.OUTPUT


# How many of whom or what, but for what was only held or handed out, and staff that were trained.
_COUNTED = (
    r"(?<![\w.§])(?!(?:19|20)\d\d\b)(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|(?:a|two) dozen)\s+(?!(?:of|and|to|in|or)\b)(?:[\p{L}-]+\s+){0,2}?"
    r"(?!(?:sessions|events|meetings|courses|modules|leaflets|posters|emails|letters|copies|documents|"
    r"policies|workshops|briefings|days|weeks|months|years|hours|months'|pages)\b)"
    r"(?:[\p{L}-]{3,}s|people|staff|women|men|children)\b"
    r"(?!\s+(?:(?:were|was|have|has|had|been|all|now)\s+)*(?:trained|briefed|attended|sent|given))"
)
_SHARE = (
    r"\d\s?%|\bper\s?cent\b|\b\d+\s+(?:of|out\s+of|in)\s+(?:the\s+|every\s+)?\d+\b"
    r"(?!\s+(?:[\p{L}-]+\s+){0,3}(?:trained|briefed|attended))"
    r"|\bfrom\s+[\d,]+\s+to\s+[\d,]+|\b(?:one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out\s+of)\s+"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|every)\b"
)
_SHARES = compiled(_SHARE, regex.IGNORECASE)
_NUMBERS = compiled(
    rf"{_SHARE}|\b(?:each|every|a|per)\s+(?:quarter|month|week|year)\b|\bin\s+the\s+(?:first|last|next|"
    r"following|same)?\s*(?:\w+\s+)?(?:quarter|months?|year)\s+(?:after|since|to|of|from|before)\b"
    r"|\bwithin\s+(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|the\s+same)\s+"
    rf"(?:working\s+)?(?:hours?|days?|weeks?|months?)\b|{_COUNTED}",
    regex.IGNORECASE,
)


def without_dates(text: str) -> str:
    pieces, last = [], 0
    for found in find_dates(text):
        if found.start >= last:
            pieces.append(text[last : found.start])
            last = found.end
    return " ".join([*pieces, text[last:]])


def matches(phrases: tuple[str, ...], text: str) -> regex.Match[str] | None:
    return pattern(phrases).search(text)


@lru_cache(maxsize=64)
def pattern(phrases: tuple[str, ...]) -> regex.Pattern[str]:
    """Whole words, any spaces between them; a star at the end takes any ending."""
    forms = []
    for phrase in sorted(phrases, key=len, reverse=True):
        stem = phrase.endswith("*")
        form = r"[\s-]+".join(regex.escape(w) for w in phrase.rstrip("*").split())
        forms.append(form + (r"\p{L}*" if stem else ""))
    return compiled(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", regex.IGNORECASE)
