"""From written values to typed ones: what a key means is said once, by a frozen dataclass.

A dataclass becomes a mapping whose keys are its fields' names, ``_`` written as ``-`` (either is
read; an underscore at the end, as in ``not_``, falls away). The type that is wanted decides how a
word is read, so ``No`` stays a word where text is wanted. Field types may be: str, int, float,
bool, date, an Enum, Literal of texts, tuple[X, ...], frozenset[X], dict[str, X], an optional of
these, a union that can be told apart by shape (one word, a list, a mapping), a dataclass, a type
with ``from_text`` (see ``Pattern``) or one with ``from_source``. A dataclass may check further in
``__post_init__`` and raise ValueError with a plain sentence.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dhrcheck.rulebook.plain_values import PLAIN, Reader, word_of
from dhrcheck.rulebook.problems import did_you_mean, one_of, shown
from dhrcheck.rulebook.reading import BAD, Reading, is_nothing, key_path, what_is
from dhrcheck.rulebook.yaml_source import Items, Mapping, Scalar, Source

__all__ = ["BAD", "Reading", "construct", "is_nothing", "key_path", "what_is"]


def construct(wanted: Any, source: Source, key: str, reading: Reading) -> Any:
    """The value of type ``wanted`` that ``source`` holds, or BAD after noting why there is none."""
    return reader_of(wanted)(source, key, reading)


@lru_cache(maxsize=512)
def reader_of(wanted: Any) -> Reader:
    """The function that reads values of a type. Raises TypeError for a type not known here."""
    if wanted in PLAIN:
        return PLAIN[wanted]
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is Literal:
        return _words({str(a): a for a in arguments})
    if origin in (tuple, frozenset):
        if origin is tuple and (len(arguments) != 2 or arguments[1] is not Ellipsis):
            raise TypeError(f"{wanted}: only tuple[X, ...] can be read")
        return _list(origin, reader_of(arguments[0]))
    if origin is dict:
        return _dictionary(arguments[0], reader_of(arguments[1]))
    if hasattr(wanted, "from_source"):
        return _asked(wanted.from_source)
    if hasattr(wanted, "from_text"):
        return _from_text(wanted)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _words({str(member.value): member for member in wanted})
    if dataclasses.is_dataclass(wanted):
        return _record(wanted)
    raise TypeError(f"{wanted} cannot be read from a rule file")


def key_of(name: str) -> str:
    """How a field's name is written in a file."""
    return name.rstrip("_").replace("_", "-")


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping: its field's name, type, and whether it must be there."""

    key: str
    name: str
    type: Any
    needed: bool


@lru_cache(maxsize=256)
def entries_of(record: Any) -> tuple[Entry, ...]:
    """The keys that a dataclass allows, in its order."""
    hints = get_type_hints(record)
    return tuple(
        Entry(
            key_of(f.name),
            f.name,
            hints[f.name],
            f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING,
        )
        for f in dataclasses.fields(record)
        if f.init
    )


def _words(known: dict[str, Any]) -> Reader:
    def read(source: Source, key: str, reading: Reading) -> Any:
        word = word_of(source, key, reading, one_of(known))
        if word is BAD:
            return BAD
        if word.value in known:
            return known[word.value]
        hint = did_you_mean(word.value, known) or f" It may be {one_of(known)}."
        return reading.wrong(word, key, f"{shown(word.value)} is not known here.{hint}")

    return read


def _list(build: Callable[[list[Any]], Any], read_one: Reader) -> Reader:
    def read(source: Source, key: str, reading: Reading) -> Any:
        if not isinstance(source, Items):
            advice = f"; write [{source.value}]" if isinstance(source, Scalar) else ""
            advice = "" if is_nothing(source) else advice
            return reading.wrong(source, key, f"a list is wanted, found {what_is(source)}{advice}")
        values = [read_one(one, f"{key}[{n}]", reading) for n, one in enumerate(source.values, 1)]
        return BAD if any(v is BAD for v in values) else build(values)

    return read


def _dictionary(key_type: Any, read_one: Reader) -> Reader:
    read_key = reader_of(key_type)

    def read(source: Source, key: str, reading: Reading) -> Any:
        if not isinstance(source, Mapping):
            return reading.wrong(source, key, f"a mapping is wanted, found {what_is(source)}")
        pairs = [
            (read_key(name, key, reading), read_one(value, key_path(key, name.value), reading))
            for name, value in source.pairs
        ]
        return BAD if any(BAD in pair for pair in pairs) else dict(pairs)

    return read


def _asked(from_source: Callable[[Source, str, Reading], Any]) -> Reader:
    return lambda source, key, reading: from_source(source, key, reading)


def _from_text(wanted: Any) -> Reader:
    def read(source: Source, key: str, reading: Reading) -> Any:
        word = word_of(source, key, reading, "a text")
        if word is BAD:
            return BAD
        try:
            return wanted.from_text(word.value.rstrip("\n"))
        except ValueError as wrong:
            return reading.wrong(word, key, str(wrong))

    return read


def _shape(wanted: Any) -> type:
    """Whether values of a type are written as one word, a list or a mapping."""
    origin = get_origin(wanted)
    if origin in (tuple, frozenset):
        return Items
    if origin is dict or (dataclasses.is_dataclass(wanted) and not hasattr(wanted, "from_text")):
        return Mapping
    return Scalar


def _union(options: tuple[Any, ...]) -> Reader:
    by_shape: dict[type, Reader] = {}
    nothing = type(None) in options
    for option in options:
        if option is not type(None):
            if _shape(option) in by_shape:
                raise TypeError(f"{options}: two of these are written alike")
            by_shape[_shape(option)] = reader_of(option)

    def read(source: Source, key: str, reading: Reading) -> Any:
        if nothing and is_nothing(source):
            return None
        reader = by_shape.get(type(source)) or next(iter(by_shape.values()))
        return reader(source, key, reading)

    return read


def _record(wanted: Any) -> Reader:
    entries = {entry.key: entry for entry in entries_of(wanted)}
    # The readers are found when first used: a type may hold itself.
    readers: dict[str, Reader] = {}

    def read(source: Source, key: str, reading: Reading) -> Any:
        if is_nothing(source) and not any(e.needed for e in entries.values()):
            return wanted()
        if not isinstance(source, Mapping):
            allowed = one_of(entries)
            found = what_is(source)
            return reading.wrong(source, key, f"keys ({allowed}) are wanted, found {found}")
        values: dict[str, Any] = {}
        for name, value in source.pairs:
            entry = entries.get(name.value) or entries.get(key_of(name.value))
            if entry is None:
                hint = did_you_mean(name.value, entries) or f" Known are {one_of(entries, 20)}."
                reading.wrong(name, key_path(key, name.value), f"is not a key here.{hint}")
                values[name.value] = BAD
                continue
            if entry.name in values:
                values[entry.name] = reading.wrong(name, key, f"“{entry.key}” stands here twice")
                continue
            if entry.name not in readers:
                readers[entry.name] = reader_of(entry.type)
            values[entry.name] = readers[entry.name](value, key_path(key, entry.key), reading)
        missing = [e.key for e in entries.values() if e.needed and e.name not in values]
        if missing:
            said = (
                f"the keys {', '.join(missing)} are" if missing[1:] else f"the key {missing[0]} is"
            )
            return reading.wrong(source, key, f"{said} missing")
        if any(v is BAD for v in values.values()):
            return BAD
        try:
            return wanted(**values)
        except ValueError as wrong:
            return reading.wrong(source, key, str(wrong))

    return read
