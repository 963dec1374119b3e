"""The form of a rule's examples: small submissions, as a rule's author writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Union

from dhrcheck.document.model import Role
from dhrcheck.outcome import ReadAs, Stage, Status
from dhrcheck.reading.model import Cover, FileOutcome
from dhrcheck.rulebook.model import ExpectedPlace
from dhrcheck.rulebook.typed import BAD, Reading, construct, key_path
from dhrcheck.rulebook.yaml_source import Items, Mapping
from dhrcheck.rulebook.yaml_source import Source as Written

ORDINARY_COLUMNS = (
    "Recommendation",
    "Action to take",
    "Lead agency",
    "Target date",
    "Date of completion and outcome",
)
ORDINARY_ROWS = (
    (
        "1. Improve training",
        "Train all front-line staff and test what they have learned",
        "Housing",
        "March 2024",
        "Completed 12 March 2024; 94 of 96 staff trained",
    ),
    (
        "2. Share information",
        "Write and adopt a shared form for referrals",
        "Children's Services",
        "June 2024",
        "Completed 3 June 2024; the form is used in all teams",
    ),
)


@dataclass(frozen=True, slots=True)
class PlanForm:
    """An action plan: a ruled table on a landscape page, with a line of text above it.

    Without columns and rows it is an ordinary plan of two rows.
    """

    columns: tuple[str, ...] = ORDINARY_COLUMNS
    """The headers, as printed."""
    rows: tuple[tuple[str, ...], ...] | None = None
    """The cells of each row, as many as there are columns (or one, for a theme's row); [] is none."""
    note: str = ""
    """Text above the table ("This is a live document.")."""
    heading: str = "Action Plan"
    """The heading of the page."""

    def __post_init__(self) -> None:
        if len(self.columns) < 2:
            raise ValueError("columns: a plan has two columns at least")
        for number, row in enumerate(self.rows or (), 1):
            if len(row) not in (1, len(self.columns)):
                raise ValueError(
                    f"rows: row {number} has {len(row)} cells, and there are"
                    f" {len(self.columns)} columns"
                )

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The rows; where none are given two ordinary ones under these columns."""
        if self.rows is not None:
            return self.rows
        known = [dict(zip(ORDINARY_COLUMNS, row, strict=True)) for row in ORDINARY_ROWS]
        return tuple(tuple(row.get(c, "As agreed") for c in self.columns) for row in known)


@dataclass(frozen=True, slots=True)
class NoteForm:
    """An annotation of a file: a comment, a link, a stamp."""

    kind: str
    """The kind as PDF calls it: Text, FreeText, Highlight, Link, Stamp ..."""
    page: int = 1
    text: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class HiddenForm:
    """Words that are in a file and not seen on the page, so many letters of them."""

    cover: Cover
    """What hides them: box, picture, annotation, colour; or redaction-mark."""
    page: int = 1
    letters: int = 12
    dark: bool = True
    whole: bool = True
    fits: bool = True
    sure: bool = True
    line: int = 0
    """The line of the page (from 1) that is hidden; 0 is none of them."""


@dataclass(frozen=True, slots=True)
class PropertiesForm:
    """What a file says about itself."""

    title: str | None = None
    author: str | None = None
    subject: str | None = None
    keywords: str | None = None
    creator: str | None = None
    producer: str | None = None
    created: str | None = None
    modified: str | None = None
    language: str | None = None
    tagged: bool = False
    encrypted: bool = False
    bookmarks: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    form_fields: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    shows_title: bool = False
    figures: int = 0
    figures_untold: int = 0
    alternatives: tuple[str, ...] = ()
    """Texts that stand for pictures."""
    entries: dict[str, str] = field(default_factory=dict)
    """Further entries: {Company: Exampleton Council}."""
    portfolio: bool = False
    complete: bool = True
    """False: not all of this could be read."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """One file of an example."""

    name: str = "review.pdf"
    bytes: int = 1_000_000
    kind: str = "PDF"
    """What the bytes are ("a Word document")."""
    outcome: FileOutcome = FileOutcome.READ
    reason: str | None = None
    text: str = ""
    """The overview report, or the part that the rule looks at."""
    parts: dict[Role, str] = field(default_factory=dict)
    """The text of several parts, in the file's order."""
    plan: PlanForm | None = None
    header: str = ""
    """A running header on every page."""
    footer: str = ""
    """A running footer on every page."""
    pages: tuple[ReadAs, ...] = ()
    """Further pages without words, by how they were read."""
    properties: PropertiesForm = field(default_factory=PropertiesForm)
    annotations: tuple[NoteForm, ...] = ()
    hidden: tuple[HiddenForm, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentForm:
    """What is handed in: one file with these parts, or several files."""

    text: str = ""
    """The overview report, or the part that the rule looks at."""
    parts: dict[Role, str] = field(default_factory=dict)
    """The text of several parts of one file, in its order."""
    plan: PlanForm | None = None
    """The action plan as a table; it stands before the letter."""
    header: str = ""
    """A running header on every page."""
    footer: str = ""
    """A running footer on every page."""
    files: tuple[FileForm, ...] = ()
    """Several files, or a file with certain properties."""

    def __post_init__(self) -> None:
        if self.files and (self.text or self.parts or self.plan or self.header or self.footer):
            raise ValueError("files: with files, text, parts and plan stand inside each file")
        if self.text and self.parts:
            raise ValueError("text: with parts, name the part of this text too")

    @property
    def handed_in(self) -> tuple[FileForm, ...]:
        """The files."""
        one = FileForm(
            text=self.text,
            parts=self.parts,
            plan=self.plan,
            header=self.header,
            footer=self.footer,
        )
        return self.files or (one,)


@dataclass(frozen=True, slots=True)
class ExampleForm(ContentForm):
    """One example. A plain text in its place is the text of the part that the rule looks at."""

    content: str | ContentForm | None = None
    """The same keys, or a text, one level deeper, for those who like it so."""
    name: str = ""
    """What the example shows."""
    stage: Stage | None = None
    """The stage of the check; publication where the rule is asked then."""
    as_of: date | None = None
    """What counts as today."""
    names: tuple[str, ...] = ()
    """The lines of the user's list of protected names; without any no list is given."""
    find_parts: bool = False
    """True: the parts are found as in a real file, from headings and words."""
    mutate: bool = True
    """False: do not try misprints of this example."""
    expect: ExpectedPlace | None = None
    """What the result must show besides its status."""

    def __post_init__(self) -> None:
        ContentForm.__post_init__(self)
        own = self.files or self.text or self.parts or self.plan or self.header or self.footer
        if self.content is not None and own:
            raise ValueError("content: what is handed in stands either in it or beside it")

    @property
    def submitted(self) -> ContentForm:
        """What is handed in."""
        if isinstance(self.content, str):
            return ContentForm(text=self.content)
        return self.content or self


@dataclass(frozen=True, slots=True)
class WrittenExample:
    """An example with the status it stands under and its line in the file."""

    status: Status
    form: ExampleForm
    line: int


def read_examples(source: Written, key: str, reading: Reading) -> Any:
    """All examples of a rule in the file's order, or BAD where one cannot be used."""
    if not isinstance(source, Mapping):
        return reading.wrong(source, key, "lists under pass, fail, review ... are wanted")
    found: list[WrittenExample] = []
    sound = True
    for name, value in source.pairs:
        status = construct(Status, name, key, reading)
        at = key_path(key, name.value)
        if status is Status.ERROR:
            status = reading.wrong(name, at, "no example may break the rule")
        if not isinstance(value, Items):
            reading.wrong(value, at, "a list of examples is wanted")
            sound = False
            continue
        for number, one in enumerate(value.values, 1):
            form = construct(Union[str, ExampleForm], one, f"{at}[{number}]", reading)
            sound = sound and form is not BAD and status is not BAD
            if sound:
                form = ExampleForm(text=form) if isinstance(form, str) else form
                found.append(WrittenExample(status, form, one.line))
    return tuple(found) if sound else BAD
