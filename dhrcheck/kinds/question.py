"""What a kind is asked with, and what a kind is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dhrcheck.document.model import Submission
from dhrcheck.document.passage import Passage, Unread
from dhrcheck.outcome import Outcome, Stage
from dhrcheck.rulebook.model import Where

if TYPE_CHECKING:
    from dhrcheck.protected.finding import Search


@dataclass(frozen=True, slots=True)
class Question:
    """One rule put to one submission."""

    submission: Submission
    stage: Stage
    as_of: date
    where: Where
    rule: str
    title: str
    protected: Search | None = field(default=None, repr=False)
    """The user's list of protected names put to this submission; None where none was given."""

    def passage(self) -> Passage:
        """The text that the rule's ``in`` names."""
        return self.submission.passage(self.where.part, without=self.where.not_in)

    def unread(self) -> Unread:
        """What nobody could read of the parts that the rule looks at."""
        found = self.passage().unread
        return found or (self.submission.unread(*self.where.needs) if self.where.needs else found)

    def section_passage(self) -> Passage | None:
        """The text of the sections that ``in`` names, or None where there is no such section."""
        passage = self.submission.passage(
            self.where.part, without=self.where.not_in, slots=self.where.section
        )
        return passage if passage.lines else None


@dataclass(frozen=True, slots=True)
class Kind:
    """A way of checking: its parameter type and its one function.

    ``needs_part`` False: the engine does not turn it not-applicable where its part is missing (it
    asks for presence itself). ``files_only`` True: it looks at files, not at a review's content, and
    runs even where the files are no review. ``wants`` True: it asks for what should be there, so that
    anything but a pass may be owed to a page that nobody read, and is ``unread`` then.
    """

    name: str
    parameters: type[Any]
    run: Callable[[Any, Question], Outcome]
    needs_part: bool = True
    files_only: bool = False
    wants: bool = False
