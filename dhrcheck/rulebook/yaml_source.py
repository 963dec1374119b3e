"""Strict reading of YAML: a small, plain part of the language, every value with its line.

Refused, because they surprise or explode: duplicate keys, anchors and aliases, tags, several
documents, deep nesting, very large files. Nothing is guessed here: whether ``No`` is a word or a
truth value is decided by the type that is wanted (``typed.py``), so no text turns into a boolean
or a date behind its author's back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Union

from dhrcheck.rulebook.problems import Problems, is_control, shown

MAX_BYTES = 256_000
MAX_DEPTH = 16
MAX_NODES = 20_000


@dataclass(slots=True)
class Scalar:
    """One written value; ``plain`` where it stands without quotation marks."""

    value: str
    plain: bool
    line: int
    column: int


@dataclass(slots=True)
class Items:
    """A list."""

    values: list[Source]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in the file's order, each key once."""

    pairs: list[tuple[Scalar, Source]]
    line: int
    column: int

    def get(self, key: str) -> Source | None:
        """The value of ``key``, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)


Source = Union[Scalar, Items, Mapping]


class _Refused(Exception):
    """Reading cannot go on; the problem has been noted."""


def decode(data: bytes, name: str, problems: Problems) -> str | None:
    """The text of a file, or None after noting why there is none. Line ends become ``\\n``."""
    if len(data) > MAX_BYTES:
        problems.add(
            name, 0, 0, "", f"has {len(data):,} bytes; a file here may have {MAX_BYTES:,} at most"
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        column = wrong.start - (data.rfind(b"\n", 0, wrong.start) + 1) + 1
        byte = data[wrong.start]
        problems.add(
            name, line, column, "", f"is not UTF-8 text (byte {byte:#04x}); save the file as UTF-8"
        )
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(text: str, name: str, problems: Problems) -> Source | None:
    """The one document in ``text``, or None after noting in ``problems`` why it cannot be used."""
    import yaml

    try:
        return _Composer(name, problems).document(text)
    except _Refused:
        return None
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None) or getattr(wrong, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        problems.add(name, line, column, "", f"is not YAML: {_plain_reason(wrong)}")
        return None


def _plain_reason(wrong: Exception) -> str:
    """What the YAML reader says, with advice where the cause is a usual one."""
    said = str(getattr(wrong, "problem", None) or getattr(wrong, "reason", None) or "unreadable")
    context = getattr(wrong, "context", None)
    if context:
        said = f"{said} ({context})"
    if "mapping values are not allowed" in said:
        said += "; a text that holds “: ” must stand in quotation marks"
    elif "cannot start any token" in said:
        said += "; a text that begins with this sign, or a tab used for indenting, is not allowed"
    elif "could not find expected ':'" in said:
        said += "; a key needs a colon and a space after it"
    return said


class _Composer:
    """Builds the values from the parser's events; gives up at the first that is too deep or many.

    The inner loop runs for every word of every rule, so it is written to be quick: one method call
    and one new object for each value.
    """

    def __init__(self, name: str, problems: Problems) -> None:
        self.name = name
        self.problems = problems
        self.nodes = 0

    def refuse(self, mark: Any, message: str) -> _Refused:
        self.problems.add(self.name, mark.line + 1, mark.column + 1, "", message)
        return _Refused()

    def document(self, text: str) -> Source | None:
        import yaml

        self.scalar_event, self.list_event = yaml.ScalarEvent, yaml.SequenceStartEvent
        self.list_end, self.mapping_end = yaml.SequenceEndEvent, yaml.MappingEndEvent
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        self.next = loader.get_event
        try:
            self.next()  # the stream's start
            event = self.next()
            if isinstance(event, yaml.StreamEndEvent):
                raise self.refuse(event.start_mark, "is empty")
            value = self.value(self.next(), 0)
            self.next()  # the document's end
            event = self.next()
            if not isinstance(event, yaml.StreamEndEvent):
                raise self.refuse(
                    event.start_mark, "holds a second document (“---”); one is allowed"
                )
            return value
        finally:
            loader.dispose()

    def value(self, event: Any, depth: int) -> Source:
        kind, mark = type(event), event.start_mark
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.refuse(mark, f"holds more than {MAX_NODES:,} values")
        if depth > MAX_DEPTH:
            raise self.refuse(mark, f"is nested deeper than {MAX_DEPTH} levels")
        if event.anchor is not None:
            sign = "an anchor (“&”)" if hasattr(event, "tag") else "an alias (“*”)"
            raise self.refuse(mark, f"“{event.anchor}” is {sign}; write the text out instead")
        if event.tag is not None:
            raise self.refuse(mark, f"“{event.tag}” is a tag (“!”); no tags are allowed here")
        if kind is self.scalar_event:
            text: str = event.value
            if not (text.isascii() and text.isprintable()):
                self.check(text, mark)
            return Scalar(text, not event.style, mark.line + 1, mark.column + 1)
        if kind is self.list_event:
            values: list[Source] = []
            while type(event := self.next()) is not self.list_end:
                values.append(self.value(event, depth + 1))
            return Items(values, mark.line + 1, mark.column + 1)
        return self.mapping(mark, depth)

    def check(self, text: str, mark: Any) -> None:
        bad = next((c for c in text if is_control(c) and c not in "\n\t"), None)
        if bad is not None:
            self.problems.add(
                self.name,
                mark.line + 1,
                mark.column + 1,
                "",
                f"holds the control character U+{ord(bad):04X}; please take it out",
            )

    def mapping(self, mark: Any, depth: int) -> Mapping:
        pairs: list[tuple[Scalar, Source]] = []
        seen: dict[str, int] = {}
        while type(event := self.next()) is not self.mapping_end:
            key = self.value(event, depth + 1)
            value = self.value(self.next(), depth + 1)
            if not isinstance(key, Scalar):
                said = "a key must be one word, not a list or a mapping"
                self.problems.add(self.name, key.line, key.column, "", said)
            elif key.value in seen:
                said = (
                    f"the key {shown(key.value)} stands here twice (first in line"
                    f" {seen[key.value]}); put both together"
                )
                self.problems.add(self.name, key.line, key.column, key.value, said)
            else:
                seen[key.value] = key.line
                pairs.append((key, value))
        return Mapping(pairs, mark.line + 1, mark.column + 1)
