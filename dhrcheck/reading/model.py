"""What reading a file gives: pages of positioned text, images, tables and the file's properties.

Nothing here knows what a review is. All boxes are in PDF points from the top-left of the page as
displayed (after rotation and crop box), but for pages that text recognition laid straight (see
``PageReading.tilt``); pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading.frame import Frame

DOUBTFUL = 80.0
"""Mean confidence of text recognition below which a page may hold words that nobody has read."""


class FileOutcome(str, Enum):
    """How reading a whole file ended."""

    READ = "read"
    NOT_A_PDF = "not-a-pdf"
    PASSWORD = "password"
    DAMAGED = "damaged"
    NO_PAGES = "no-pages"
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    TOO_LARGE = "too-large"
    CRASHED = "crashed"

    @property
    def is_our_limit(self) -> bool:
        """True where the file may be sound and only this reader gave up."""
        return self in (
            FileOutcome.TIMED_OUT,
            FileOutcome.OUT_OF_MEMORY,
            FileOutcome.TOO_LARGE,
            FileOutcome.CRASHED,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as the page shows it.

    ``text`` is as extracted, but for line-end hyphens, which stand as U+00AD (soft hyphen) at the
    end. ``size`` is the displayed font size in points. ``gaps`` are the
    x positions (points) where a wide space splits the line into columns, empty where none.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False
    upright: bool = True
    gaps: tuple[tuple[int, float], ...] = ()
    """(offset in ``text`` where the right-hand piece starts, its x position) for each wide gap."""
    stroke: float = 0.0
    """The mean width of its strokes in points, as measured by text recognition; 0 where it is not."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a ruled table; ``row`` and ``column`` count from 0; spans are at least 1."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[Line, ...]
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table found by its ruling lines on one page. Its lines do not stand in ``PageReading.lines``.

    ``before`` is the index in ``PageReading.lines`` before which the table stands.
    """

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    before: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a page: its box and its size in pixels."""

    box: Box
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or other annotation on a page, as the file gives it (untrusted text)."""

    kind: str
    box: Box | None
    text: str
    target: str


class Cover(str, Enum):
    """What keeps words from being seen that are still in the file."""

    BOX = "box"
    PICTURE = "picture"
    NOTE = "annotation"
    COLOUR = "colour"
    MARK = "redaction-mark"
    """A place marked for redaction and never redacted: its words may well be seen."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that are in the file and cannot be seen on the page. Which words is not told here.

    ``letters`` counts letters and digits. ``dark``: what is seen in their place is dark. ``whole``:
    one whole word at least is hidden. ``fits``: the cover is not much larger than the words, as one
    laid over them on purpose. ``sure`` is False where the page was too much to be drawn for a look.
    """

    box: Box
    cover: Cover
    letters: int
    dark: bool = False
    whole: bool = True
    fits: bool = True
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page: its displayed size in points, how it was read, and what stands on it.

    ``unmapped`` is the share (0 to 1) of characters that no font maps to text. ``note`` says in
    plain words why a page is broken, or what text recognition did not read on it.
    """

    number: int
    width: float
    height: float
    read: ReadAs
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    annotations: tuple[Link, ...] = ()
    letters: int = 0
    unmapped: float = 0.0
    label: str | None = None
    note: str | None = None
    confidence: float | None = None
    """How sure text recognition was of the letters on the page (0 to 100); None where it read none."""
    turned: int = 0
    tilt: float = 0.0
    """How a page was laid straight, for text recognition or because its text lies on its side: turned
    clockwise by 0, 90, 180 or 270 degrees, then back by ``tilt`` degrees. All sizes and boxes here are
    those of the page as it reads; ``as_displayed`` leads back."""
    hidden: tuple[Hidden, ...] = ()
    """Words under boxes and pictures, and in the colour of the paper; none on recognised pages."""

    @property
    def is_doubtful(self) -> bool:
        """True where text recognition may have missed words, or got them wrong."""
        if self.read is not ReadAs.OCR:
            return False
        return self.note is not None or (self.confidence is not None and self.confidence < DOUBTFUL)

    def as_displayed(self, box: Box) -> Box:
        """A box of the page as it reads, on the page as displayed."""
        if not self.turned and not self.tilt:
            return box
        sideways = self.turned % 180
        width, height = (self.height, self.width) if sideways else (self.width, self.height)
        return Frame(width, height, self.turned, self.tilt).shown_box(box)


@dataclass(frozen=True, slots=True)
class TaggedHeading:
    """A heading that the structure tree names: ``level`` 1 to 6 (0 for a bare H), its page and text."""

    level: int
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of the outline: ``level`` from 1, its page where the target can be resolved."""

    level: int
    page: int | None
    title: str
    target: str = ""
    """The address or file that it leads to, where it leads out of this one."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself. All text is untrusted."""

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
    bookmarks: tuple[Bookmark, ...] = ()
    headings: tuple[TaggedHeading, ...] = ()
    attachments: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    form_fields: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Plain sentences about repairs and oddities (a rebuilt table of objects, printing restricted)."""
    shows_title: bool = False
    """True where a viewer is told to show the title in its window bar."""
    figures: int = 0
    """Figures that the structure tree names, and (``figures_untold``) those without a text for them."""
    figures_untold: int = 0
    alternatives: tuple[tuple[int, str], ...] = ()
    """The texts that stand for figures, each with its page."""
    entries: tuple[tuple[str, str], ...] = ()
    """Further entries (Company, what the XMP description holds, with its history): name and text."""
    form_values: tuple[str, ...] = ()
    """What is filled in in form fields."""
    portfolio: bool = False
    """True where the file is a folder of other files."""
    tags_looked_at: int = 0
    """Places of the structure tree that were looked at, which is what reading tags costs."""
    complete: bool = True
    """False where some of this could not be read: what is missing here may be in the file."""
    damaged: tuple[tuple[int, bool], ...] = ()
    """Pages whose content breaks off (True), or could not be looked at (False)."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file: its name (last path component only), size, digest, how it ended, and its pages.

    ``kind`` names what the bytes are where they are no PDF ("a Word document"). ``reason`` is one
    plain sentence where ``outcome`` is not ``READ``.
    """

    name: str
    bytes: int
    sha256: str
    outcome: FileOutcome
    kind: str = "PDF"
    reason: str | None = None
    pages: tuple[PageReading, ...] = ()
    properties: Properties = field(default_factory=Properties)

    @property
    def is_open(self) -> bool:
        """True where the pages were reached."""
        return self.outcome is FileOutcome.READ
