"""The words by which parts, sections, columns and letters are known: data, not code.

The files stand in ``rules/vocabulary/`` and are read by the rule book; a partnership may add to them.
Every list holds plain words as printed; case, numbering, punctuation and curly quotes do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SlotWords:
    """Headings by which one kind of section is known.

    ``headings`` match the whole heading; ``containing`` match where these words stand anywhere in it;
    ``never`` are headings that look alike and are something else.
    """

    headings: tuple[str, ...] = ()
    containing: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartWords:
    """Titles and marks by which a part is known."""

    titles: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Stock phrases of the Panel's letter."""

    senders: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    hinges: tuple[str, ...] = ()
    list_titles: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    """First words of the closing instructions, which are no points."""
    sign_offs: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    praise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyWords:
    """One kind of agency: its plain name for a table, and the words that name it in a text."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it. Keys: section slots, ``Role`` values for parts, ``PlanColumn`` values for columns."""

    sections: dict[str, SlotWords] = field(default_factory=dict)
    parts: dict[str, PartWords] = field(default_factory=dict)
    plan_columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    letter: LetterWords = field(default_factory=LetterWords)
    agencies: tuple[AgencyWords, ...] = ()
    reviews: tuple[str, ...] = ()
    """Names of the kinds of review that are checked (Domestic Homicide Review, ...)."""
    other_reviews: tuple[str, ...] = ()
    """Names of reviews of another kind that may be held jointly."""
