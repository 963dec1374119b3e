"""The words every room shares: statuses, severities, stages, evidence, outcomes.

They are those of the contract (version 1): callers read them in the JSON output,
so a value here is never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

MAX_QUOTE = 200
"""Longest quote, in characters, that any output shows of a report."""


class Stage(str, Enum):
    """When the check is run: before the Panel reads the review, or after its letter."""

    SUBMISSION = "submission"
    PUBLICATION = "publication"


class Severity(str, Enum):
    """Whether a gate stops on a rule."""

    REQUIRED = "required"
    ADVISED = "advised"


class Status(str, Enum):
    """What a rule found about a submission."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    UNREAD = "unread"
    NOT_APPLICABLE = "not-applicable"
    ERROR = "error"


class Verdict(str, Enum):
    """The one answer about a whole submission."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    UNREAD = "unread"


class ReadAs(str, Enum):
    """How a page was read."""

    TEXT = "text"
    OCR = "ocr"
    IMAGE_ONLY = "image-only"
    EMPTY = "empty"
    BROKEN = "broken"

    @property
    def is_unread(self) -> bool:
        """True where the page may hold words that nobody has read."""
        return self in (ReadAs.IMAGE_ONLY, ReadAs.BROKEN)


class Box(NamedTuple):
    """A rectangle in PDF points from the top-left corner of the page as displayed."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def holds(self, x: float, y: float) -> bool:
        """True where the point lies inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages ``first_page`` to ``last_page`` (from 1, inclusive) of file number ``file`` (from 0)."""

    file: int
    first_page: int
    last_page: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words found: where, which, how they were read, and how alike (0 to 100) where matched fuzzily.

    ``quote`` is None where the evidence is a page or a file rather than words.
    """

    file: int
    page: int | None
    quote: str | None = None
    box: Box | None = None
    read: ReadAs | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The words closest to what was looked for and not found; ``score`` is 0 to 100."""

    file: int
    page: int
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule found.

    ``message`` says it in one or two plain sentences. ``fix`` replaces the rule's own advice where
    the finding calls for something more exact. ``searched`` says where the rule looked.
    """

    status: Status
    message: str
    evidence: tuple[Evidence, ...] = ()
    searched: tuple[PageRange, ...] = ()
    nearest: NearMiss | None = None
    fix: str | None = None
    on_screen: tuple[Evidence, ...] = ()
    """The evidence with words that only the person at this computer may see (words that may be real
    names): shown at a terminal in place of ``evidence``, never in a form that is made to be sent on."""
