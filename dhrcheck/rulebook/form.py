"""The form of a rule file: its keys, as the author writes them, and how they become a ``Rule``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal, Union

from dhrcheck.document.model import Role
from dhrcheck.outcome import Severity, Stage
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.model import All, AnyOf, Leaf, Node, Not, Source, Where
from dhrcheck.rulebook.problems import did_you_mean, one_of, shown
from dhrcheck.rulebook.typed import BAD, Reading, construct, is_nothing, key_path, what_is
from dhrcheck.rulebook.yaml_source import Items, Mapping
from dhrcheck.rulebook.yaml_source import Source as Written

MAX_COMBINATORS = 2
"""How deep ``all``, ``any`` and ``not`` may stand in each other."""

_ID = compiled(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Place(str, Enum):
    """A part of the review, or all of it."""

    WHOLE = "whole"
    OVERVIEW_REPORT = "overview-report"
    EXECUTIVE_SUMMARY = "executive-summary"
    ACTION_PLAN = "action-plan"
    FEEDBACK_LETTER = "feedback-letter"
    APPENDIX = "appendix"
    COVER = "cover"
    CONTENTS = "contents"
    OTHER = "other"


@dataclass(frozen=True)
class In:
    """Where a rule looks: which part, without which parts, and in which sections of it."""

    part: Union[Place, tuple[Place, ...]] = Place.WHOLE
    """The part that is looked at, or a list of parts; "whole" is everything."""
    not_: Union[Role, tuple[Role, ...]] = ()
    """Parts that are left out."""
    section: Union[str, tuple[str, ...]] = ()
    """Sections of the vocabulary where the words are expected."""
    needs: Union[Role, tuple[Role, ...]] = ()
    """Parts without which the rule does not apply (where not given: the part itself)."""

    def __post_init__(self) -> None:
        parts = _several(self.part)
        if Place.WHOLE in parts and len(parts) > 1:
            raise ValueError("part: “whole” already holds every part; name it alone")
        if not parts:
            raise ValueError("part: the list is empty; leave the key out to mean the whole")

    def where(self) -> Where:
        """The same for the engine."""
        parts = tuple(Role(p.value) for p in _several(self.part) if p is not Place.WHOLE)
        return Where(parts, _several(self.not_), _several(self.section), _several(self.needs))


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


class Check:
    """One kind with its parameters, or ``all``, ``any`` or ``not`` of such."""

    @classmethod
    def from_source(cls, source: Written, key: str, reading: Reading) -> Any:
        """The node that ``source`` describes."""
        return _node(source, key, reading, 0)


def _node(source: Written, key: str, reading: Reading, depth: int) -> Any:
    from dhrcheck.kinds import KINDS

    if not isinstance(source, Mapping) or not source.pairs:
        return reading.wrong(
            source, key, f"a way of checking with its parameters is wanted, found {what_is(source)}"
        )
    if len(source.pairs) > 1:
        keys = one_of([name.value for name, _ in source.pairs], 4)
        return reading.wrong(
            source.pairs[1][0],
            key,
            f"one way of checking stands here ({keys} are several);"
            " put several under all: or any:, as a list",
        )
    name, value = source.pairs[0]
    inner = key_path(key, name.value)
    if name.value in ("all", "any", "not"):
        if depth >= MAX_COMBINATORS:
            return reading.wrong(
                name, inner, f"all, any and not may stand {MAX_COMBINATORS} deep at most"
            )
        return _combined(name.value, value, inner, reading, depth)
    kind = KINDS.get(name.value)
    if kind is None:
        known = [*KINDS, "all", "any", "not"]
        hint = did_you_mean(name.value, known) or f" Known are {one_of(sorted(known))}."
        return reading.wrong(name, key, f"there is no way of checking {shown(name.value)}.{hint}")
    parameters = construct(kind.parameters, value, inner, reading)
    return BAD if parameters is BAD else Leaf(kind.name, parameters)


def _combined(word: str, value: Written, key: str, reading: Reading, depth: int) -> Any:
    if word == "not":
        branch = _node(value, key, reading, depth + 1)
        return BAD if branch is BAD else Not(branch)
    if not isinstance(value, Items) or len(value.values) < 2:
        return reading.wrong(
            value, key, f"a list of at least two checks is wanted, found {what_is(value)}"
        )
    branches = [
        _node(one, f"{key}[{n}]", reading, depth + 1) for n, one in enumerate(value.values, 1)
    ]
    if any(b is BAD for b in branches):
        return BAD
    return (All if word == "all" else AnyOf)(tuple(branches))


class RuleId:
    """The id of a rule: small letters, digits and single hyphens."""

    @classmethod
    def from_text(cls, text: str) -> Any:
        """The id itself. Raises ValueError where it is none."""
        if len(text) > 60 or not _ID.fullmatch(text):
            raise ValueError(
                f"{shown(text)} is no id: use small letters, digits and single hyphens"
                " (report-chair-named), at most 60 characters"
            )
        return text


class Sentence:
    """A text that must say something."""

    @classmethod
    def from_text(cls, text: str) -> Any:
        """The text itself, spaces collapsed. Raises ValueError where it says nothing."""
        plain = " ".join(text.split())
        if not plain:
            raise ValueError("a text is wanted here, and there is none")
        return plain


class Sources:
    """Where the requirement comes from: one source at least."""

    @classmethod
    def from_source(cls, source: Written, key: str, reading: Reading) -> Any:
        """The sources, or BAD where there is none."""
        if isinstance(source, Items) and not source.values:
            return reading.wrong(
                source, key, "at least one source is wanted ({ref: ..., seen: ...})"
            )
        if is_nothing(source):
            return reading.wrong(
                source, key, "at least one source is wanted ({ref: ..., seen: ...})"
            )
        return construct(tuple[Source, ...], source, key, reading)


class Examples:
    """Small submissions under the status that the rule must give each."""

    @classmethod
    def from_source(cls, source: Written, key: str, reading: Reading) -> Any:
        """All examples, in the file's order; a check of a report never comes here."""
        from dhrcheck.rulebook.example_form import read_examples

        return read_examples(source, key, reading)


@dataclass(frozen=True)
class RuleForm:
    """One rule of the checklist."""

    id: RuleId
    """The rule's name for ever; the file has the same name."""
    title: Sentence
    """The requirement (not the defect), for a council officer."""
    severity: Severity
    """required: a gate stops on it. advised: it is only shown."""
    stages: tuple[Stage, ...]
    """submission: before the Quality Assurance Panel. publication: after its letter."""
    decided_by: Literal["machine", "evidence", "person"]
    """machine: certain. evidence: a judgement that shows its words. person: only a person can."""
    source: Sources
    """Who asks for it: ref (in plain words), seen (was the source read?), date (of a letter)."""
    why: Sentence
    """Why it is asked for, in a sentence or two."""
    fix: Sentence
    """What the author should do, in a sentence or two."""
    check: Check
    """What is checked."""
    in_: In = field(default_factory=In)
    """Where it is looked for."""
    applies_when: Check | None = None
    """The rule only concerns submissions that pass this check."""
    asked_in_letter: tuple[str, ...] = ()
    """Words by which a letter older than the source asks for this already."""
    waivable: bool = True
    """Whether a person may waive a finding."""
    examples: Examples | None = None
    """Small submissions, by the status that the rule must give them."""

    def __post_init__(self) -> None:
        if not self.stages:
            raise ValueError("stages: name submission, publication or both")
        if len(set(self.stages)) < len(self.stages):
            raise ValueError("stages: one of them stands there twice")
        if any(not phrase.strip() for phrase in self.asked_in_letter):
            raise ValueError("asked-in-letter: a phrase is empty")

    def node(self) -> Node:
        """The check, for the engine."""
        node: Any = self.check
        checked: Node = node
        return checked
