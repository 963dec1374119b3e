"""The words of this room: a person's decision, what it settles, and what became of it in a check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dhrcheck.outcome import Status


class Ruling(str, Enum):
    """What a person said of a finding."""

    CONFIRMED = "confirmed"
    """Looked at, and right: a ``review`` counts as met."""
    WAIVED = "waived"
    """Not met, and accepted for a reason."""
    READ_BY_EYE = "read-by-eye"
    """Pages that could not be read here were read by a person, and nothing is wrong on them."""
    MUST_BE_FIXED = "must-be-fixed"
    """Looked at, and not right: a ``review`` counts as failed."""

    @property
    def applies_to(self) -> tuple[Status, ...]:
        """The statuses that this can decide."""
        return _APPLIES_TO[self]


_APPLIES_TO = {
    Ruling.CONFIRMED: (Status.REVIEW,),
    Ruling.WAIVED: (Status.FAIL, Status.REVIEW),
    Ruling.READ_BY_EYE: (Status.UNREAD,),
    Ruling.MUST_BE_FIXED: (Status.REVIEW,),
}

_SAID = {
    Ruling.CONFIRMED: "confirmed by",
    Ruling.WAIVED: "waived by",
    Ruling.READ_BY_EYE: "read by eye by",
    Ruling.MUST_BE_FIXED: "must be put right, says",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of a decisions file.

    ``evidence`` is the digest of what was found (see ``fingerprint.py``). For pages read by eye the
    file's digest, ``file``, and its ``pages`` (None: all of it) stand in its place, and ``rules`` are
    the only ones that it settles (None: every one that those pages left open). ``line`` is where the
    entry begins.
    """

    ruling: Ruling
    reason: str
    who: str
    day: date
    review: str
    rule: str | None = None
    evidence: str | None = None
    expires: date | None = None
    file: str | None = None
    pages: tuple[tuple[int, int], ...] | None = None
    rules: tuple[str, ...] | None = None
    line: int = 0

    @property
    def settles(self) -> bool:
        """True where the finding then counts as met."""
        return self.ruling is not Ruling.MUST_BE_FIXED

    def has_expired(self, today: date) -> bool:
        """True from the day after ``expires``."""
        return self.expires is not None and today > self.expires

    def covers(self, page: int) -> bool:
        """True where a page of its file was read by eye."""
        return self.pages is None or any(first <= page <= last for first, last in self.pages)

    @property
    def sentence(self) -> str:
        """Who decided what, when and why."""
        until = f", until {self.expires.isoformat()}" if self.expires else ""
        said = f"{_SAID[self.ruling]} {self.who}, {self.day.isoformat()}{until}: {self.reason}"
        return said[0].upper() + said[1:]


@dataclass(frozen=True, slots=True)
class Review:
    """One review that decisions were made on: its short ``name`` and what it is known by."""

    name: str
    likeness: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """A decisions file that was read; ``name`` is its last path component."""

    name: str
    reviews: tuple[Review, ...] = ()
    entries: tuple[Decision, ...] = ()


class State(str, Enum):
    """What became of a decision in one check."""

    USED = "used"
    EXPIRED = "expired"
    CHANGED = "changed"
    """The rule finds something else now than what was decided on."""
    UNUSED = "unused"
    """There is no such finding any more."""
    INCOMPLETE = "incomplete"
    """Other pages that could not be read are left, so nothing is settled yet."""
    NOT_CHECKED = "not-checked"
    """The rule was left out of this check, or the file was not given."""
    OTHER_REVIEW = "other-review"
    """It was made on another review."""

    @property
    def is_reported(self) -> bool:
        """True where a person should hear of it: the decision no longer counts."""
        return self not in (State.USED, State.NOT_CHECKED, State.OTHER_REVIEW)


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision, and what became of it."""

    decision: Decision
    state: State


@dataclass(frozen=True, slots=True)
class DecisionsUsed:
    """What a check made of a decisions file. ``settled`` counts the findings that it decided."""

    file: str
    entries: tuple[Placed, ...]
    settled: int = 0

    def with_state(self, *states: State) -> tuple[Decision, ...]:
        """The decisions of these states, in the file's order."""
        return tuple(p.decision for p in self.entries if p.state in states)

    @property
    def lapsed(self) -> tuple[Placed, ...]:
        """Those that no longer count, and why."""
        return tuple(p for p in self.entries if p.state.is_reported)
