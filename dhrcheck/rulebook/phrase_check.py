"""Phrases of a stranger's file, looked at before any report is: one that is none would break the check.

The standard files are held to this by the tests, since looking at their six thousand phrases at every
start would cost more than reading them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from dhrcheck.rulebook.phrase_form import pieces_of
from dhrcheck.rulebook.reading import Reading
from dhrcheck.rulebook.yaml_source import Items, Mapping, Scalar, Source

NO_PHRASES = frozenset({"as_blank"})
"""Fields whose texts are compared as they are, and may be signs alone."""


def phrases_are_sound(value: Any, source: Source, reading: Reading) -> bool:
    """Whether all phrases in ``value`` (made of ``source``) can be looked for; notes those that cannot."""
    sound = True
    for key, phrase in _phrases(value, ""):
        try:
            pieces_of(phrase)
        except ValueError as wrong:
            reading.wrong(_written(source, phrase) or source, key.rstrip("_"), str(wrong))
            sound = False
    return sound


def _phrases(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Every text that stands in a list, with the name of its field."""
    if isinstance(value, (tuple, list, frozenset)):
        for one in value:
            if type(one) is str:
                if key not in NO_PHRASES:
                    yield key, one
            else:
                yield from _phrases(one, key)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _phrases(one, key)
    elif is_dataclass(value) and not isinstance(value, type) and not hasattr(value, "from_text"):
        for field in fields(value):
            yield from _phrases(getattr(value, field.name), field.name)


def _written(source: Source, text: str) -> Scalar | None:
    """Where a text stands in a file."""
    waiting: list[Source] = [source]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Scalar):
            if here.value == text:
                return here
        elif isinstance(here, Items):
            waiting.extend(reversed(here.values))
        elif isinstance(here, Mapping):
            waiting.extend(value for _, value in reversed(here.pairs))
    return None
