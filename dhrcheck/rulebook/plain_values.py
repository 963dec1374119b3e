"""Reads single words: text, truth, numbers, dates. The type that is wanted decides, not the look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dhrcheck.rulebook.problems import shown
from dhrcheck.rulebook.reading import BAD, Bad, Reading, is_nothing, what_is
from dhrcheck.rulebook.yaml_source import Mapping, Scalar, Source

Reader = Callable[[Source, str, Reading], Any]


def word_of(source: Source, key: str, reading: Reading, wanted: str) -> Scalar | Bad:
    if isinstance(source, Scalar) and not is_nothing(source):
        return source
    advice = ""
    if isinstance(source, Mapping) and len(source.pairs) == 1:
        advice = " A text that holds a colon must stand in quotation marks."
    return reading.wrong(source, key, f"{wanted} is wanted, found {what_is(source)}.{advice}")


def _text(source: Source, key: str, reading: Reading) -> Any:
    word = word_of(source, key, reading, "a text")
    return word if word is BAD else word.value.rstrip("\n")


def _truth(source: Source, key: str, reading: Reading) -> Any:
    word = word_of(source, key, reading, "true or false")
    if word is BAD:
        return BAD
    if word.plain and word.value in ("true", "false"):
        return word.value == "true"
    return reading.wrong(word, key, f"write true or false, not {shown(word.value)}")


def _whole_number(source: Source, key: str, reading: Reading) -> Any:
    word = word_of(source, key, reading, "a whole number")
    if word is BAD:
        return BAD
    digits = word.value.removeprefix("-").replace("_", "")
    if word.plain and digits.isascii() and digits.isdigit() and len(digits) <= 15:
        return -int(digits) if word.value.startswith("-") else int(digits)
    advice = " (without quotation marks)" if not word.plain else ""
    advice = " (without commas)" if "," in word.value else advice
    return reading.wrong(word, key, f"a whole number is wanted{advice}, found {shown(word.value)}")


def _number(source: Source, key: str, reading: Reading) -> Any:
    word = word_of(source, key, reading, "a number")
    if word is BAD:
        return BAD
    plain = word.value.removeprefix("-").replace(".", "", 1).replace("_", "")
    if word.plain and plain.isascii() and plain.isdigit() and len(plain) <= 15:
        return float(word.value.replace("_", ""))
    return reading.wrong(word, key, f"a number is wanted, found {shown(word.value)}")


def _day(source: Source, key: str, reading: Reading) -> Any:
    word = word_of(source, key, reading, "a date")
    if word is BAD:
        return BAD
    try:
        if len(word.value) == 10:
            return date.fromisoformat(word.value)
    except ValueError:
        pass
    return reading.wrong(
        word, key, f"a date is wanted as year-month-day (2023-11-23), found {shown(word.value)}"
    )


PLAIN: dict[Any, Reader] = {
    str: _text,
    bool: _truth,
    int: _whole_number,
    float: _number,
    date: _day,
}
