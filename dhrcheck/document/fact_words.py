"""How the values of facts are said to people: "2022-10" is October 2022."""

from __future__ import annotations

from dhrcheck.patterns import compiled

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = compiled(r"(\d{4})(?:-(\d\d))?")


def month_words(value: str) -> str:
    """ "2022-10" as "October 2022"; "2022" as it is."""
    match = _MONTH.fullmatch(value)
    if match is None or not match[2] or not 1 <= int(match[2]) <= 12:
        return value
    return f"{MONTHS[int(match[2]) - 1]} {match[1]}"


def period_words(value: str) -> str:
    """ "2019-01/2022-10" as "January 2019 to October 2022"."""
    return " to ".join(month_words(end) for end in value.split("/"))


def sentence_words(value: str) -> str:
    """ "life/19" as "life, with a minimum of 19 years"."""
    kind, _, years = value.partition("/")
    if years:
        return f"{kind}, with a minimum of {years} years"
    return f"{kind} years" if kind.isdigit() else kind.replace("-", " ")
