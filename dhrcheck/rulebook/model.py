"""A checked rule, as the loader gives it and the engine runs it.

The field names are the keys of a rule file (``_`` for ``-``), so that a reader of one can read the
other. See ``rulebook/loader.py`` for how files become these objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Union

from dhrcheck.document.model import Role
from dhrcheck.outcome import Severity, Stage, Status


@dataclass(frozen=True, slots=True)
class Source:
    """Where a requirement comes from.

    ``seen`` is False where nobody of the project has read the source: users are then told "commonly
    asked for". ``date`` is when it was issued: an older letter cannot be held to it.
    """

    ref: str
    seen: bool = False
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Which text a rule looks at. Empty ``part`` means the whole submission.

    ``needs`` are the parts without which the rule is not applicable (``part`` where empty).
    ``section`` are vocabulary slots: kinds look there first, or only there, as each declares.
    """

    part: tuple[Role, ...] = ()
    not_in: tuple[Role, ...] = ()
    section: tuple[str, ...] = ()
    needs: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One kind with its typed parameters."""

    kind: str
    parameters: Any


@dataclass(frozen=True, slots=True)
class All:
    """Passes where every branch passes."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Passes where one branch passes."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Swaps pass and fail; review, unread and not-applicable stay."""

    branch: Node


Node = Union[Leaf, All, AnyOf, Not]


@dataclass(frozen=True, slots=True)
class ExpectedPlace:
    """What an example's result must show besides its status."""

    page: int | None = None
    quote: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One small submission with the status that the rule must give it.

    ``content`` is as written in the file (text, or a mapping that ``rulebook/examples.py`` describes).
    """

    status: Status
    content: Any
    stage: Stage
    name: str
    line: int
    expect: ExpectedPlace | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement. ``order`` is its place in the catalogue (own rules come after)."""

    id: str
    title: str
    severity: Severity
    stages: tuple[Stage, ...]
    source: tuple[Source, ...]
    why: str
    fix: str
    where: Where
    check: Node
    decided_by: str
    applies_when: Node | None = None
    asked_in_letter: tuple[str, ...] = ()
    """Phrases by which an older letter asks for this already (convention 14 of the checklist)."""
    waivable: bool = True
    severity_from: str | None = None
    """Who gave the rule another severity than its file's, in plain words."""
    examples: tuple[Example, ...] = ()
    file: Path | None = None
    order: int = 10_000


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All loaded rules in catalogue order, with the digest that outputs carry as proof."""

    rules: tuple[Rule, ...]
    sha256: str
    profile: str = "default"
    off: tuple[str, ...] = ()
    """Rules that the profile switches off."""
    folders: tuple[Path, ...] = ()
    """Where further rules and words were taken from, the profile's own folders last."""

    def get(self, rule_id: str) -> Rule | None:
        """The rule of that id, or None."""
        return next((r for r in self.rules if r.id == rule_id), None)


class RulebookError(Exception):
    """A rule, vocabulary or profile file that cannot be used.

    The message names file, line and key and says what would be right; several problems are joined by
    newlines, in file and line order.
    """
