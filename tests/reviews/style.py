"""What makes one author's reviews look and read unlike another's: a ``Style`` is data, see README.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.reviews.content import Column, Look


@dataclass(frozen=True)
class PlanForm:
    """How the action plan is laid out. ``heading`` empty leaves the table without one.

    ``note`` False leaves out the note that the plan is live (the summary's own copy of a plan, say).
    ``grouped`` puts a theme row (the lead agency) above each run of rows.
    """

    columns: tuple[Column, ...]
    heading: str = "Action Plan"
    landscape: bool = True
    repeat: bool = True
    ruled: bool = True
    grouped: bool = False
    note: bool = True
    dates: str = "month"
    """Target dates as "April 2024" (month), 30/04/2024 (numeric), "by end of April 2024" (end),
    Apr-24 (short), "Q1 2024/25" (quarter), "Quarter 1 of 2024-25" (long-quarter) or "Spring 2024"
    (season)."""


FULL_TEMPLATE = (
    Column("recommendation", "Recommendation", 22),
    Column("scope", "Scope of recommendation", 14),
    Column("action", "Action to take", 20),
    Column("lead", "Lead Agency", 12),
    Column("milestones", "Key milestones achieved in enacting recommendation", 20),
    Column("target-date", "Target Date", 9),
    Column("completion-and-outcome", "Date of completion and outcome", 21),
)
"""The template's columns."""


@dataclass(frozen=True)
class Style:
    """One author's way.

    ``files`` gives each file's stem, title and parts in order. A part is "cover", "contents",
    "summary", "report", "plan", "letter", or "appendix:" before "terms", "glossary", "plan" or
    "letter"; "divider:letter" is a page that only announces the letter. ``report`` and ``summary``
    are (slot, heading) pairs, slots as in ``sections.REPORT`` and ``sections.SUMMARY``.

    ``numbering``: decimal (1 and 1.1), paragraphs (1.1 only under plain headings), headings (1 only),
    letters (A), none. ``appendix`` is a pattern with {label} and {title}; ``labels`` names the kind
    of label: letters, numbers, words or roman.
    """

    name: str
    files: tuple[tuple[str, str, tuple[str, ...]], ...]
    cover: tuple[tuple[str, str], ...]
    report: tuple[tuple[str, str], ...]
    summary: tuple[tuple[str, str], ...]
    plan: PlanForm
    look: Look = field(default_factory=Look)
    voice: int = 0
    numbering: str = "decimal"
    summary_numbering: str = "none"
    report_title: str = "Overview Report"
    summary_title: str = "Executive Summary"
    summary_cover: tuple[tuple[str, str], ...] = ()
    appendix: str = "Appendix {label}: {title}"
    labels: str = "letters"
    letter_title: str = "Home Office Quality Assurance Panel feedback letter"
    glossary_title: str = "Glossary"
    terms_title: str = "Terms of Reference"
    terms_mark: str = "number"
    recommendation_mark: str = "Recommendation {no}: "
    review_name: str = "Domestic Homicide Review"
    contents_depth: int = 2
    older: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    """Running header by part, where it is not the look's own."""
    footers: dict[str, str] = field(default_factory=dict)
    scanned: tuple[str, ...] = ()
    """Parts whose pages are pictures."""
    flows: tuple[str, ...] = ()
    """Parts that begin on the page on which the part before them ends."""
    summary_number: str = ""
    """The summary's own number where it is a section of the report ("1")."""
    letter: dict = field(default_factory=dict)
    """What this author's letters have otherwise than the case's ("mark", "title", "salutation")."""
    said: dict[str, str] = field(default_factory=dict)
    """This author's own sentences, by slot of the shared prose, in place of it."""
    own: dict[str, Callable] = field(default_factory=dict)
    """This author's own way with a section ("report:panel", "summary:chair"), by a ``Telling``."""
    write_letter: Callable | None = None
    """Writes the letter (case, words) in place of ``letters.letter``."""
    arrange: Callable | None = None
    """A last change to the composed review (review, case)."""
    results: dict[str, str] = field(default_factory=dict)
    """Results that are right for this author's reviews and not for others, by rule."""
    cases: tuple[str, ...] = ()
    """The cases that this author's reviews are measured with, where not all of them."""
    measuring: bool = False
    """True where nobody may look at the style's reviews while developing."""
