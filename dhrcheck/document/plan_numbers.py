"""The numbers of recommendations and actions as printed: "1", "R1", "2.3", "Recommendation 4:"."""

from __future__ import annotations

import regex

from dhrcheck.patterns import compiled

_NUMBER = compiled(
    r"(?:(?:recommendation|recomm?endation|rec|action|learning\s+point|point|no|number|item|ref)\.?\s*"
    r"(?:no\.?\s*|number\s*)?)?(?P<n>(?:[A-Z]{1,4}[-\s]?)?\d{1,3}(?:[.-]\d{1,3}){0,3}[a-z]?|[A-Z]\d?)"
    r"[.):]?",
    regex.IGNORECASE,
)
_LED_BY_NUMBER = compiled(
    r"(?:(?:multi[- ]?agency\s+|single[- ]?agency\s+|overview\s+|dhr\s+|panel\s+|national\s+|local\s+)?"
    r"rec(?:ommendation|omendation|s)?\.?\s*(?:no\.?\s*|number\s*)?"
    r"(?P<n>(?:[A-Z]{1,4}[-\s]?)?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)(?!\w)"
    r"|\(?(?P<n>[A-Z]{0,4}\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)[.):](?=\s|$)\)?"
    r"|(?P<n>(?:[A-Z]{1,3}\d{1,3}|\d{1,2}(?:\.\d{1,3}){1,3}|\d{1,2}))\s*[-–:]?\s+(?=[A-Z\"'(]))",
    regex.IGNORECASE,
)
_MONTH_AFTER = compiled(
    r"\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|days?|weeks?|months?|years?)",
    regex.IGNORECASE,
)
CONTINUED = compiled(r"\(?\bcont(?:inued|['’]?d|\.)?\.?\)?(?:\s|$|\.)", regex.IGNORECASE)


def bare_number(text: str) -> str | None:
    """The number in a cell that holds only one ("1", "R1", "Rec 2.3."), or None."""
    found = _NUMBER.fullmatch(" ".join(CONTINUED.sub(" ", text).split()))
    return found["n"] if found else None


def leading_number(text: str) -> str | None:
    """The number that opens a recommendation ("3.1 The police ...", "Recommendation 4: ...")."""
    text = text.lstrip(" \n•-")
    found = _LED_BY_NUMBER.match(text)
    if found is None or _MONTH_AFTER.match(text, found.end("n")):
        return None
    number = str(found["n"])
    # Without a full stop after it, only a capital tells a number from a quantity ("12 officers").
    rest = text[found.end() :].lstrip(" .:)-–")
    if found.group()[:1].isdigit() and found.group()[-1:].isspace() and rest[:1].islower():
        return None
    return number
