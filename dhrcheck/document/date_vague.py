"""Words that stand where a date is wanted and are none: "ongoing", "as soon as possible", "TBC"."""

from __future__ import annotations

from enum import Enum

import regex

from dhrcheck.patterns import compiled

LONGEST = 14
"""Words; a longer text is an explanation and not a vague date."""


class Vague(str, Enum):
    """What a cell says in place of a date."""

    ONGOING = "ongoing"
    ASAP = "asap"
    TBC = "tbc"
    IMMEDIATE = "immediate"
    WITHIN = "within"
    """A span with no day to count from: "within six months", "3 months"."""
    COMPLETE = "complete"
    RECURRING = "recurring"
    """"Quarterly", "each year": a rhythm and no end."""
    NOTHING = "nothing"
    """"N/A", "-", "None"."""


_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty)"
_FORMS = (
    (Vague.NOTHING, r"(?:n\s?[/.]?\s?a\.?|not\s+applicable|none|nil|blank|[-–—_.*/•]+)$"),
    (
        Vague.TBC,
        r"(?:t\.?\s?b\.?\s?[cdal]\.?\b|to\s+be\s+(?:confirmed|agreed|determined|decided|set|advised|"
        r"arranged)|not\s+(?:yet\s+)?(?:known|agreed|set|confirmed)|awaiting\s+(?:date|confirmation)"
        r"|pending|unknown|date\s+to\s+be|\?+$|x{2,}$)",
    ),
    (
        Vague.COMPLETE,
        r"(?:fully\s+|now\s+|already\s+|all\s+|action\s+|actions\s+)*(?:complet(?:e|ed)|done|closed|"
        r"achieved|implemented|in\s+place|actioned|discharged|delivered)\b",
    ),
    (
        Vague.IMMEDIATE,
        r"(?:with\s+)?immediate(?:ly)?\b(?:\s+effect)?|at\s+once\b|now\b|forthwith\b|straight\s?away\b",
    ),
    (
        Vague.ASAP,
        r"(?:a\.?s\.?a\.?p\b|as\s+soon\s+as|soon\b|urgent(?:ly)?\b|short\s+term|medium\s+term|"
        r"long(?:er)?\s+term|in\s+due\s+course|when\s+(?:possible|resources)|at\s+the\s+earliest)",
    ),
    (
        Vague.ONGOING,
        r"(?:on\s?-?\s?going|continuous(?:ly)?|continu(?:al|ing|es|e)|in\s+progress|in\s+hand|"
        r"underway|under\s+way|under\s+review|rolling|business\s+as\s+usual|bau\b|standing\s+item|"
        r"work\s+(?:is\s+)?(?:in\s+progress|under\s?way)|embedded|open\b|live\b)",
    ),
    (
        Vague.WITHIN,
        rf"(?:within|in|by|over|after|next|the\s+next|approx(?:imately)?|up\s+to)?\s*(?:the\s+)?"
        rf"(?:next\s+)?{_COUNT}(?:\s?(?:-|to|/)\s?{_COUNT})?[\s-]*(?:calendar\s+|working\s+)?"
        r"(?:days?|weeks?|months?|years?)\b",
    ),
    (
        Vague.RECURRING,
        r"(?:bi-?)?(?:annual(?:ly)?|yearly|monthly|quarterly|weekly|daily|six-?\s?monthly|"
        r"every\s+\w+|each\s+(?:year|month|quarter|term)|termly|regular(?:ly)?|periodic(?:ally)?)\b",
    ),
)
_VAGUE = tuple((kind, compiled(form, regex.IGNORECASE)) for kind, form in _FORMS)
_OPENING = compiled(
    r"^(?:date|timescale|status|target|action)?\s*[:(\[\"'•*-]*\s*", regex.IGNORECASE
)


def is_vague(text: str) -> Vague | None:
    """Which vague phrase ``text`` opens with; None for anything else, and for an empty text.

    It does not look for dates: "Ongoing, next review March 2025" is ONGOING all the same.
    """
    words = " ".join(text.split())
    if not words or len(words.split()) > LONGEST:
        return None
    nothing = _VAGUE[0][1]
    if nothing.match(words):
        return Vague.NOTHING
    opened = _OPENING.sub("", words, count=1)
    for kind, form in _VAGUE:
        if form.match(opened):
            return kind
    return None
