"""Masking of dates of birth in what a report quotes, list or no list."""

from __future__ import annotations

from dataclasses import replace

import regex

from dhrcheck.outcome import Evidence, Outcome
from dhrcheck.patterns import compiled

BIRTH_MASK = "[date of birth]"

_BIRTH = compiled(r"\b(?:d\.?\s?o\.?\s?b|dates?\s+of\s+birth|birth|born)\b", regex.IGNORECASE)
_FULL_DATE = compiled(
    r"\b\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?(?:\d{1,2}|[A-Z][a-z]{2,8})[\s.,/-]+\d{2,4}\b"
    r"|\b[A-Z][a-z]{2,8}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b|\b\d{4}-\d{2}-\d{2}\b"
)
_REACH = 40
"""Characters behind a word of birth in which its date stands."""


def without_birth_dates(outcome: Outcome) -> Outcome:
    """``outcome`` with dates of birth masked in all that it quotes."""
    nearest = outcome.nearest
    masked = replace(
        outcome,
        message=_masked(outcome.message),
        evidence=tuple(_without(e) for e in outcome.evidence),
        on_screen=tuple(_without(e) for e in outcome.on_screen),
        nearest=None if nearest is None else replace(nearest, quote=_masked(nearest.quote)),
    )
    return outcome if masked == outcome else masked


def _without(evidence: Evidence) -> Evidence:
    if evidence.quote is None or not _BIRTH.search(evidence.quote):
        return evidence
    return replace(evidence, quote=_masked(evidence.quote))


def _masked(text: str) -> str:
    """``text`` without the full dates that follow a word of birth closely."""
    for start, end in reversed(birth_dates_in(text)):
        text = text[:start] + BIRTH_MASK + text[end:]
    return text


def birth_dates_in(text: str) -> list[tuple[int, int]]:
    """Where the full dates stand that follow a word of birth closely, in order, each once."""
    found: dict[tuple[int, int], None] = {}
    for birth in _BIRTH.finditer(text):
        date = _FULL_DATE.search(text, birth.end(), min(len(text), birth.end() + _REACH))
        if date is not None:
            found[date.span()] = None
    return list(found)
