"""What a fictional review is made of, before any producer has set it on pages.

A ``Review`` is one or more ``Document``s (files); a document is a run of ``Part``s, each with a role
and its blocks. Blocks carry what the truth needs (slots on headings, columns on plan cells, fields on
letters), so that truth is read off the content and never off a PDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Heading:
    """A heading. ``slot`` names the kind of section it opens; ``listed`` puts it in the contents."""

    text: str
    level: int = 1
    number: str = ""
    slot: str | None = None
    listed: bool = True

    @property
    def words(self) -> str:
        """As printed: number and text."""
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True)
class Para:
    """A paragraph. ``look``: body, title, subtitle, centre, quote, note, bold, address or small."""

    text: str
    number: str = ""
    look: str = "body"
    footnote: str = ""


@dataclass(frozen=True)
class Items:
    """A list. ``mark``: bullet, hyphen, number, letter or roman. An item may hold nested items."""

    items: tuple[str | tuple[str, tuple[str, ...]], ...]
    mark: str = "bullet"


@dataclass(frozen=True)
class Table:
    """A ruled table; ``widths`` are shares of the page's width."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Column:
    """A column of an action plan: its kind (``PlanColumn`` value), printed header, and width share.

    ``above`` is the upper header that spans neighbours with the same words (two-level headers).
    """

    kind: str
    header: str
    width: int
    above: str = ""


@dataclass(frozen=True)
class Action:
    """One row of an action plan, by column kind; ``group`` is the theme row it stands under.

    ``merged`` names the columns whose cell is one with that of the row above.
    """

    number: str
    cells: dict[str, str]
    group: str = ""
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanTable:
    """An action plan. ``repeat`` repeats the header on every page; ``ruled`` draws its lines."""

    columns: tuple[Column, ...]
    actions: tuple[Action, ...]
    repeat: bool = True
    ruled: bool = True


@dataclass(frozen=True)
class Break:
    """A page break inside a part."""


@dataclass(frozen=True)
class Contents:
    """The contents list: all listed headings of the document that follow it."""

    depth: int = 2


Block = Heading | Para | Items | Table | PlanTable | Break | Contents


@dataclass(frozen=True)
class LetterFields:
    """The truth of one feedback letter; dates in ISO form as far as they are given."""

    letter_date: str | None
    meeting_date: str | None
    partnership: str | None
    points: tuple[str, ...]
    pseudonyms: tuple[str, ...] = ()
    addressee: str | None = None
    blanked: bool = False
    signatory: str | None = None
    signed: bool = True
    """False where the page with the sign-off is missing."""


@dataclass(frozen=True)
class Part:
    """A run of pages with one role (a ``Role`` value).

    ``new_page`` False lets it begin on the page where the part before it ends. ``divider`` marks a
    page that only announces what follows; the truth gives it to the next part (or takes it as its
    own). ``scanned`` pages become pictures. ``header``/``footer`` None keep the look's own.
    """

    role: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    new_page: bool = True
    divider: bool = False
    scanned: bool = False
    furniture: bool = True
    header: str | None = None
    footer: str | None = None
    letter: LetterFields | None = None


@dataclass(frozen=True)
class Look:
    """How pages are dressed. ``page_number``: a pattern with {page} and {pages}, or empty."""

    font: str = "Carlito"
    size: float = 11
    colour: str = "1F3864"
    heading_sizes: tuple[float, float, float] = (16, 13, 11.5)
    header: str = ""
    footer: str = ""
    page_number: str = "{page}"
    justify: bool = False
    spacing: float = 1.15
    table_head: str = "1F3864"
    """Fill of header rows; a dark one gets white type."""
    plain_headings: bool = False
    """Headings as bold body text, without heading styles or tags."""
    margin: float = 2.4
    """Centimetres."""
    outline: bool = False
    tagged: bool = True


@dataclass(frozen=True)
class Document:
    """One file: ``stem`` is its name without the ending."""

    stem: str
    title: str
    parts: tuple[Part, ...]
    look: Look = field(default_factory=Look)
    author: str = ""


@dataclass(frozen=True)
class Review:
    """All files of one fictional review, and the names of the defects put into it."""

    documents: tuple[Document, ...]
    facts: dict[str, str] = field(default_factory=dict)
    defects: tuple[str, ...] = ()

    def parts(self, *roles: str) -> tuple[Part, ...]:
        """All parts with one of ``roles``, in order of files and pages."""
        return tuple(p for d in self.documents for p in d.parts if p.role in roles)

    def with_parts(self, change) -> Review:
        """A copy in which ``change(part)`` gives each part's replacement, or None to drop it."""
        documents = []
        for document in self.documents:
            changed = [c for p in document.parts if (c := change(p)) is not None]
            if changed:
                documents.append(replace(document, parts=tuple(changed)))
        return replace(self, documents=tuple(documents))


def anchors(document: Document) -> list[tuple[str, int, int | None]]:
    """Names of all places whose page a producer tells: ("p3", part 3 begins), ("e3", it ends), and
    ("h3x7", block 7 of part 3, a heading)."""
    found: list[tuple[str, int, int | None]] = []
    for i, part in enumerate(document.parts):
        found.append((f"p{i}", i, None))
        for j, block in enumerate(part.blocks):
            if isinstance(block, Heading):
                found.append((f"h{i}x{j}", i, j))
        found.append((f"e{i}", i, None))
    return found
