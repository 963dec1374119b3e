"""The picture of a submission that rules look at.

Everything hangs on one *flow*: all lines of all files in reading order, normalised, each knowing its
page, box and whether it is a running header, a contents line, or a table cell. Parts and sections are
ranges of that flow (``start`` inclusive, ``end`` exclusive). Pages without readable lines have no flow
lines; they belong to parts by page number only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, TypeVar, cast

from dhrcheck.outcome import Box, PageRange, ReadAs

if TYPE_CHECKING:
    from collections.abc import Callable

    from dhrcheck.document.passage import Passage, Unread
    from dhrcheck.document.vocabulary import Vocabulary
    from dhrcheck.reading.model import FileReading

_T = TypeVar("_T")


class Role(str, Enum):
    """What a part of a submission is for. The names are the contract's."""

    OVERVIEW_REPORT = "overview-report"
    EXECUTIVE_SUMMARY = "executive-summary"
    ACTION_PLAN = "action-plan"
    FEEDBACK_LETTER = "feedback-letter"
    APPENDIX = "appendix"
    COVER = "cover"
    CONTENTS = "contents"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CellRef:
    """Which table cell a flow line stands in: ``table`` indexes ``Submission.tables``."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line of the flow; ``text`` is normalised (see ``document/text.py``) and never empty.

    ``paragraph`` is True where the line opens a paragraph. ``hyphen`` is True where the line ends in
    a hyphen that may only be a line break's (the hyphen itself is not in ``text``).
    """

    index: int
    file: int
    page: int
    text: str
    box: Box
    size: float
    bold: bool
    italic: bool
    read: ReadAs
    paragraph: bool = True
    hyphen: bool = False
    furniture: bool = False
    contents: bool = False
    footnote: bool = False
    indented: bool = False
    gaps: tuple[tuple[int, float], ...] = ()
    """Wide gaps as reading gave them; offsets are into the raw line, x positions in points."""
    cell: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one file; ``first_line`` to ``end_line`` is its range of the flow (may be empty)."""

    file: int
    number: int
    width: float
    height: float
    read: ReadAs
    first_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table: its normalised text (paragraphs split by newline), place and span."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box
    first_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class TableRef:
    """A table of one page as it stands in the flow."""

    index: int
    file: int
    page: int
    box: Box
    rows: int
    columns: int
    cells: tuple[TableCell, ...]
    first_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages with one role. ``start``/``end`` is its range of the flow (may be empty).

    ``title`` is the heading that opened it, ``why`` a short plain reason for the role given.
    ``file`` counts from 0, pages from 1.
    """

    role: Role
    file: int
    first_page: int
    last_page: int
    start: int
    end: int
    title: str | None = None
    why: str = ""

    @property
    def pages(self) -> PageRange:
        return PageRange(self.file, self.first_page, self.last_page)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, up to the next heading of the same or a higher level.

    ``slot`` is the vocabulary's name for what the section is for ("terms-of-reference"), or None.
    A heading may serve two slots ("Conclusions and recommendations"): ``slots`` holds all of them.
    ``start`` is the heading's first flow line, ``body`` the first line under it, ``end`` exclusive.
    ``role`` is the role of the part it lies in. ``found_by`` says how the heading was recognised
    (structure, outline, style, numbering).
    """

    title: str
    number: str | None
    level: int
    slots: tuple[str, ...]
    role: Role
    file: int
    page: int
    start: int
    body: int
    end: int
    found_by: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of a contents list: its title, the printed page number if any, and where it stands."""

    title: str
    number: str | None
    printed_page: str | None
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file from 0, page from 1, the words, and a box on the page."""

    file: int
    page: int
    quote: str
    box: Box | None = None
    read: ReadAs = ReadAs.TEXT
    line: int | None = None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is given. ``year`` None where only day and month stand.

    ``end`` marks a span's end ("by end of March 2024"); ``quarter`` is a calendar month triple start.
    ``earliest``/``latest`` give the first and last day that it can mean (None without a year).
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    """The last month of a span of months (a quarter, a season, a financial year)."""
    last_year: int | None = None

    def earliest(self) -> date | None:
        """The first day that this date can mean."""
        if self.year is None:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date | None:
        """The last day that this date can mean."""
        if self.year is None:
            return None
        if self.day is not None and self.month is not None:
            return date(self.year, self.month, self.day)
        year = self.last_year or self.year
        month = self.last_month or self.month or 12
        following = date(year + (month == 12), month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date with the words that gave it and, where known, their place."""

    when: PartialDate
    text: str
    place: Place | None = None


class PlanColumn(str, Enum):
    """What a column of an action plan is for."""

    NUMBER = "number"
    RECOMMENDATION = "recommendation"
    LEARNING = "learning"
    SCOPE = "scope"
    ACTION = "action"
    LEAD = "lead"
    MILESTONES = "milestones"
    TARGET_DATE = "target-date"
    COMPLETION = "completion"
    COMPLETION_AND_OUTCOME = "completion-and-outcome"
    OUTCOME = "outcome"
    EVIDENCE = "evidence"
    PROGRESS = "progress"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A cell of a plan row, joined over page breaks; ``place`` is where it begins.

    ``inherited`` is True where a merged cell above serves this row too.
    """

    column: PlanColumn | None
    header: str
    text: str
    place: Place
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action of the plan: ``number`` as printed ("1", "R1", "2.3"), ``group`` its theme row."""

    cells: tuple[PlanCell, ...]
    place: Place
    number: str | None = None
    group: str | None = None

    def cell(self, *columns: PlanColumn) -> PlanCell | None:
        """The first cell under one of ``columns``, in the order given."""
        for wanted in columns:
            for cell in self.cells:
                if cell.column is wanted:
                    return cell
        return None

    def text(self, *columns: PlanColumn) -> str:
        """The text of all cells under ``columns``, joined; empty where there is none."""
        return " ".join(c.text for c in self.cells if c.column in columns and c.text)


@dataclass(frozen=True, slots=True)
class PlanHeader:
    """One column as printed; ``column`` is None where the vocabulary does not know it."""

    column: PlanColumn | None
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The action plan as rows.

    ``certain`` is False where rows were told apart by alignment only; ``doubt`` then says why.
    ``as_at`` is the plan's own date ("as at", "updated"). ``unread_pages`` are its pictures.
    """

    headers: tuple[PlanHeader, ...]
    rows: tuple[PlanRow, ...]
    certain: bool = True
    doubt: str | None = None
    as_at: DateMention | None = None
    unread_pages: tuple[PageRange, ...] = ()

    def has(self, *columns: PlanColumn) -> bool:
        """True where one of ``columns`` is among the headers."""
        return any(h.column in columns for h in self.headers)


@dataclass(frozen=True, slots=True)
class LetterPoint:
    """One point that the Panel asks for; ``topic`` is the bold line above it, where there is one."""

    text: str
    place: Place
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One feedback letter as fields. A field is None where it is not in the letter's text.

    ``part`` indexes ``Submission.parts``. ``opening`` is the meeting sentence, ``praise`` the first
    positive paragraph, ``sign_off`` the closing with its signatory. ``blanked`` is True where the
    salutation names nobody ("Dear _____").
    """

    part: int
    letter_date: DateMention | None = None
    meeting_date: DateMention | None = None
    salutation: Place | None = None
    addressee: str | None = None
    blanked: bool = False
    sender_unit: str | None = None
    partnership: str | None = None
    """The partnership, council or area named as the review's own."""
    partnership_place: Place | None = None
    pseudonyms: tuple[str, ...] = ()
    opening: Place | None = None
    praise: Place | None = None
    points: tuple[LetterPoint, ...] = ()
    sign_off: Place | None = None
    signatory: str | None = None
    emails: tuple[str, ...] = ()
    resubmission: bool = False


class PersonRole(str, Enum):
    """Who somebody is to the review."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    CHILD = "child"
    RELATIVE = "relative"
    CHAIR = "chair"
    AUTHOR = "author"
    PANEL_MEMBER = "panel-member"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """A person or label of the review ("Adult A", "Mrs J", a chair's name) with every kind of place."""

    name: str
    role: PersonRole
    places: tuple[Place, ...]
    detail: str | None = None
    """Job title and agency of a professional; relationship, age, ethnicity of a subject."""
    agency: str | None = None
    age: str | None = None
    ethnicity: str | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation with its printed number ("1", "R1", "4.2"), text, place and part.

    ``listed`` is False where it was taken from running text, which may cut it otherwise than meant.
    """

    number: str | None
    text: str
    place: Place
    role: Role
    group: str | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated fact: ``value`` normalised for comparison, the place, and the part it stands in."""

    value: str
    place: Place
    role: Role


@dataclass(frozen=True, slots=True)
class Facts:
    """What the review says of itself, gathered once; lists by role, in order of appearance.

    ``months_of_death`` values are "YYYY-MM" (or "YYYY"); ``counts`` values are "recommendations=7";
    ``sentences`` are a court's ("life, minimum 18 years" as "life/18"); ``verdicts`` one of murder,
    manslaughter, suicide, unlawful-killing, open, misadventure, accident...
    ``naming`` names the scheme: first-names, title-and-letter, adult-letter, subject-letter, initials,
    words, or None.
    """

    partnerships: tuple[Fact, ...] = ()
    people: tuple[Person, ...] = ()
    naming: str | None = None
    months_of_death: tuple[Fact, ...] = ()
    ages_at_death: tuple[Fact, ...] = ()
    perpetrator_ages: tuple[Fact, ...] = ()
    verdicts: tuple[Fact, ...] = ()
    sentences: tuple[Fact, ...] = ()
    periods: tuple[Fact, ...] = ()
    counts: tuple[Fact, ...] = ()
    cover_dates: tuple[DateMention, ...] = ()
    agencies: tuple[Fact, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    suicide: bool = False
    """True where the death reviewed was by suicide."""

    def with_role(self, *roles: PersonRole) -> tuple[Person, ...]:
        """The people of these roles, in order of appearance."""
        return tuple(p for p in self.people if p.role in roles)


@dataclass(frozen=True, slots=True)
class NotAReview:
    """Why the files are no review of this kind at all, in one sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class OtherReview:
    """A further review in the files: whom it is on, as its cover says, and where it begins."""

    name: str
    file: int
    page: int


@dataclass(frozen=True)
class Submission:
    """One review's files, understood. ``not_a_review`` is set where they are something else."""

    files: tuple[FileReading, ...]
    vocabulary: Vocabulary
    flow: tuple[FlowLine, ...]
    pages: tuple[Page, ...]
    tables: tuple[TableRef, ...]
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    contents: tuple[ContentsEntry, ...]
    plan: ActionPlan | None = None
    letters: tuple[Letter, ...] = ()
    facts: Facts = field(default_factory=Facts)
    not_a_review: NotAReview | None = None
    languages: tuple[tuple[PageRange, str], ...] = ()
    """Pages in a language that is not checked ("Welsh")."""
    others: tuple[OtherReview, ...] = ()
    """Further reviews in the same files; their parts are ``other``, so that nothing is blended."""
    _passages: dict[object, Passage] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Passages made so far: most rules ask for the same few, and their sentences are found once."""
    _known: dict[object, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What ``once`` found."""

    def take_over(self, other: Submission) -> None:
        """Keep the passages of a submission that differs from this one in its facts alone."""
        self._passages.update(other._passages)

    def prepare(self) -> None:
        """Find now what nearly every rule asks for: the whole text and where its words stand."""
        from dhrcheck.rulebook.word_index import word_index

        word_index(self.passage().text)

    def once(self, key: object, find: Callable[[], _T]) -> _T:
        """What ``find`` gives, found the first time that ``key`` is asked for and kept.

        For pictures that several rules look at and that not every submission needs. ``key`` names
        the finder and all that its answer depends on beside the submission.
        """
        if key not in self._known:
            self._known[key] = find()
        return cast("_T", self._known[key])

    def parts_of(self, *roles: Role) -> tuple[Part, ...]:
        """The parts with one of ``roles``, in order."""
        return tuple(p for p in self.parts if p.role in roles)

    def has(self, role: Role) -> bool:
        """True where at least one run of pages has ``role``."""
        return any(p.role is role for p in self.parts)

    def sections_in(self, slot: str, *roles: Role) -> tuple[Section, ...]:
        """The sections of ``slot``; only in parts with one of ``roles`` where any is given."""
        return tuple(s for s in self.sections if slot in s.slots and (not roles or s.role in roles))

    def unread(self, *roles: Role) -> Unread:
        """What nobody could read; only in parts with ``roles`` where any is given."""
        from dhrcheck.document.passage import unread_in

        return unread_in(self, roles)

    def shown_box(self, file: int, page: int, box: Box) -> Box:
        """A box that stands in the flow, on the page as displayed.

        They differ where text recognition laid a scanned page straight.
        """
        pages = self.files[file].pages
        return pages[page - 1].as_displayed(box) if 0 < page <= len(pages) else box

    def could_hold(self, role: Role) -> Unread:
        """Unread pages and files that could be a part of this role which was not found."""
        from dhrcheck.document.passage import could_hold

        return could_hold(self, role)

    def passage(
        self,
        roles: tuple[Role, ...] = (),
        *,
        without: tuple[Role, ...] = (),
        slots: tuple[str, ...] = (),
    ) -> Passage:
        """One searchable text of the flow: the parts with ``roles`` (all where empty), less ``without``.

        With ``slots`` only the sections that serve one of them. Running headers, page numbers and
        contents lists are never in it.
        """
        from dhrcheck.document.passage import build_passage

        asked = (roles, without, slots)
        if asked not in self._passages:
            self._passages[asked] = build_passage(self, roles, without, slots)
        return self._passages[asked]
