"""What stands on the outside of the files: covers, running lines, watermarks, stamps, titles, names.

Labels and markings ("DRAFT v3", "RESTRICTED") are put there, and a word there is no prose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dhrcheck.document.model import FlowLine, Page, Role, Submission
from dhrcheck.document.passage import roles_of
from dhrcheck.document.text import fold, normalise
from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading.model import PageReading

COVER, RUNNING, EDGE = "cover", "header or footer", "edge of a page"
WATERMARK, STAMP = "watermark", "stamp"
TITLE, FILE_NAME = "document title", "file name"
_LARGE_TEXT = "large text"

_VERSIONS = frozenset({"version", "version no", "version number", "draft", "draft no"})
_CHANGES = ("date", "author", "change", "amend", "comment")

_MARGIN = 0.12
"""The share of a page's height in which headers and footers stand."""
_LARGE = 28.0
"""Points from which repeated text on pages of the body is a watermark."""
_PROSE = 25
"""Words from which a paragraph of a cover is prose."""
_LABEL = 8
"""Words up to which a line at the edge of one page may be a label that was left there."""
_FRONT_LINES = 15
"""Lines of a first page that may be a title page's."""
_STAMPS = frozenset({"Stamp", "Watermark", "FreeText"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Words on the outside: where (``what``, one of this module's names), their file and page.

    ``prose`` is True where they are a long sentence of a cover rather than a label. ``pages`` are
    all pages on which the same words stand.
    """

    what: str
    text: str
    file: int
    page: int | None
    box: Box | None = None
    read: ReadAs | None = None
    prose: bool = False
    pages: tuple[int, ...] = ()


def outside_of(
    submission: Submission, without: tuple[Role, ...], histories: tuple[History, ...] = ()
) -> tuple[Spot, ...]:
    """All spots of the files, but those of pages that only have roles in ``without``.

    Words that are repeated on many pages are given once, with all their pages. The versions that a
    document history lists are no labels of this one.
    """
    historic = frozenset(i for history in histories for i in history.lines)
    spots: list[Spot] = []
    left_out = {
        (page.file, page.number)
        for page in submission.pages
        if (roles := roles_of(submission, page)) and all(role in without for role in roles)
    }
    letters = {p.file for p in submission.parts if p.role in without}
    only_letter = letters - {p.file for p in submission.parts if p.role not in without}
    for number, file in enumerate(submission.files):
        if number in only_letter:
            continue
        spots.append(Spot(FILE_NAME, _as_words(file.name), number, None))
        if file.properties.title:
            spots.append(Spot(TITLE, _as_words(file.properties.title), number, None))
    for page in submission.pages:
        if (page.file, page.number) not in left_out:
            spots += _on_page(submission, page, historic)
    return tuple(_together(spots))


@dataclass(frozen=True, slots=True)
class History:
    """A document history: its heading or table header, and the flow lines that it takes."""

    title: FlowLine
    lines: range


def find_histories(
    submission: Submission, titles: tuple[str, ...], without: tuple[Role, ...]
) -> tuple[History, ...]:
    """Lists of a document's versions: under one of ``titles``, or a table of versions and changes."""
    wanted = {fold(title) for title in titles}
    if not wanted:
        return ()
    openings = {title[:3] for title in wanted}
    left_out = (*without, Role.ACTION_PLAN)
    ranges = [(p.start, p.end) for p in submission.parts if p.role in left_out]
    found: list[History] = []
    for line in submission.flow:
        if line.furniture or line.contents or len(line.text) > 40:
            continue
        opening = line.text.lstrip("0123456789. ")
        if opening[:3].lower() not in openings or fold(opening) not in wanted:
            continue
        if not any(start <= line.index < end for start, end in ranges):
            found.append(History(line, range(line.index, _end_of_page(submission, line))))
    for table in submission.tables:
        heads = {fold(c.text) for c in table.cells if c.row == 0 and c.text}
        changes = any(word in head for head in heads for word in _CHANGES)
        in_other = any(start <= table.first_line < end for start, end in ranges)
        if heads & _VERSIONS and changes and not in_other and table.first_line < table.end_line:
            first = submission.flow[table.first_line]
            found.append(History(first, range(table.first_line, table.end_line)))
    return tuple(found)


def _end_of_page(submission: Submission, line: FlowLine) -> int:
    for index in range(line.index, len(submission.flow)):
        if (submission.flow[index].file, submission.flow[index].page) != (line.file, line.page):
            return index
    return len(submission.flow)


def _as_words(name: str) -> str:
    """A name or title in which underscores and joined words are spaces."""
    return normalise(name.replace("_", " ").replace("+", " ").replace("%20", " "))


def _on_page(submission: Submission, page: Page, historic: frozenset[int]) -> Iterator[Spot]:
    lines = [
        ln for ln in submission.flow[page.first_line : page.end_line] if ln.index not in historic
    ]
    reading = submission.files[page.file].pages[page.number - 1]
    running = [line for line in lines if line.furniture]
    # On a short page its last line may stand far from the edge of the paper.
    ends = [line.index for line in (lines[:1] + lines[-1:])]
    edge = [
        line
        for line, after in zip(lines, [*lines[1:], None])
        if not line.furniture
        and not line.contents
        and (_at_edge(line, page) or line.index in ends)
        # A line of prose at the top of a page is no marking.
        and line.paragraph
        and (after is None or after.paragraph or after.furniture)
        and len(line.text.split()) <= _LABEL
        and not line.text.endswith((".", ",", ";"))
        and not line.text[:1].islower()
    ]
    for what, chosen in ((RUNNING, running), (EDGE, edge)):
        middle = page.height / 2
        yield from _block(what, [line for line in chosen if line.box.y0 < middle])
        yield from _block(what, [line for line in chosen if line.box.y0 >= middle])
    yield from _cover(submission, page, lines)
    yield from _watermarks(page, reading)
    for note in reading.annotations:
        words = normalise(note.text)
        if note.kind in _STAMPS and words:
            yield Spot(STAMP, words, page.file, page.number, note.box, page.read)


def _block(what: str, lines: list[FlowLine]) -> Iterator[Spot]:
    """The lines of one header or footer as one text: a marking may run over two of them."""
    if lines:
        box = lines[0].box
        for line in lines[1:]:
            box = box.union(line.box)
        text = "\n".join(map(_in_pieces, lines))
        yield Spot(what, text, lines[0].file, lines[0].page, box, lines[0].read)


def _in_pieces(line: FlowLine) -> str:
    """The text of a line; pieces far apart on it are labels of their own, parted by a bar."""
    text = line.text
    for offset, _ in reversed(line.gaps):
        if 0 < offset < len(text) and text[offset - 1] == " ":
            text = f"{text[: offset - 1]} | {text[offset:]}"
    return text


def _at_edge(line: FlowLine, page: Page) -> bool:
    return line.box.y1 < page.height * _MARGIN or line.box.y0 > page.height * (1 - _MARGIN)


def _cover(submission: Submission, page: Page, lines: list[FlowLine]) -> Iterator[Spot]:
    """The paragraphs of a cover; on a first page without one, those that could be a title page's."""
    covers = [
        p
        for p in submission.parts
        if p.role is Role.COVER
        and p.file == page.file
        and p.first_page <= page.number <= p.last_page
    ]
    if covers:
        own = [ln for ln in lines if any(p.start <= ln.index < p.end for p in covers)]
    elif page.number == 1:
        own = [ln for ln in lines if not ln.contents and ln.cell is None][:_FRONT_LINES]
    else:
        return
    for paragraph in _paragraphs([ln for ln in own if not ln.furniture]):
        first = paragraph[0]
        text = " ".join(map(_in_pieces, paragraph))
        prose = len(text.split()) > _PROSE
        if not covers and (len(paragraph) > 1 or text.endswith(".")):
            continue
        yield Spot(COVER, text, first.file, first.page, first.box, first.read, prose)


def _paragraphs(lines: list[FlowLine]) -> list[list[FlowLine]]:
    found: list[list[FlowLine]] = []
    for line in lines:
        if line.paragraph or not found:
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _watermarks(page: Page, reading: PageReading) -> Iterator[Spot]:
    """Lines written aslant or up the page, and very large ones, which must be repeated."""
    cells = (ln for t in reading.tables for c in t.cells for ln in c.lines)
    # Headings of narrow columns run up the page: in a table only large letters are a watermark.
    found = [ln for ln in reading.lines if not ln.upright or ln.size >= _LARGE]
    for line in (*found, *(ln for ln in cells if ln.size >= _LARGE)):
        what = _LARGE_TEXT if line.upright else WATERMARK
        yield Spot(what, normalise(line.text), page.file, page.number, line.box, page.read)


def _together(spots: list[Spot]) -> Iterator[Spot]:
    """Each wording once for each file and kind of place, with all its pages, in order."""
    pages: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    first: dict[tuple[str, int, str], Spot] = {}
    for spot in spots:
        key = (spot.what, spot.file, _without_digits(spot))
        first.setdefault(key, spot)
        if spot.page is not None:
            pages[key].append(spot.page)
    for key, spot in first.items():
        on = tuple(dict.fromkeys(pages[key]))
        if spot.what == _LARGE_TEXT:
            if len(on) < 2:
                continue
            spot = replace(spot, what=WATERMARK)
        yield replace(spot, pages=on)


def _without_digits(spot: Spot) -> str:
    """Page numbers make no other wording of a running line."""
    if spot.what != RUNNING:
        return spot.text
    return "".join("#" if c.isdigit() else c for c in spot.text)
