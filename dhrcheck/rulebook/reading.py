"""What is being read from a rule file, and how a value that is not what was wanted is told of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from dhrcheck.rulebook.problems import Problems, one_of, shown
from dhrcheck.rulebook.yaml_source import Items, Scalar, Source


class Bad(Enum):
    """The one value that means: could not be read, and the problem is noted."""

    BAD = "bad"


BAD: Final = Bad.BAD


@dataclass(slots=True)
class Reading:
    """What is being read: the file's name, and where problems go."""

    file: str
    problems: Problems

    def wrong(self, at: Source, key: str, message: str) -> Bad:
        """Notes a problem at a value; gives what a reader returns then."""
        self.problems.add(self.file, at.line, at.column, key, message)
        return BAD


def is_nothing(source: Source) -> bool:
    """True for a key without a value, ``~`` and ``null``."""
    return isinstance(source, Scalar) and source.plain and source.value in ("", "~", "null", "Null")


def what_is(source: Source) -> str:
    """What stands there, in plain words."""
    if is_nothing(source):
        return "nothing"
    if isinstance(source, Scalar):
        return shown(source.value)
    if isinstance(source, Items):
        return "a list"
    keys = one_of([name.value for name, _ in source.pairs], 3)
    return f"a mapping with the key {keys}" if keys else "an empty mapping"


def key_path(key: str, name: str) -> str:
    """The way to a key, for messages."""
    return f"{key}.{name}" if key else name
