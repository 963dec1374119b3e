"""What a section lists: the rows of its tables and the items of its lists, each with what opens it.

A report may list its panel or its contributors as a table, as bullets, as bare lines or between
semicolons of one sentence; here they all become entries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.model import FlowLine, Submission, TableCell, TableRef
from dhrcheck.document.passage import Passage, Span, clip
from dhrcheck.outcome import Evidence
from dhrcheck.patterns import compiled

_MARK = compiled(r"^(?:[•·▪◦*o–-]\s+|\(?(?:\w{1,2}|[ivx]{1,4})[.)]\s+|\d+(?:\.\d+)+\.?\s+)")
_LONGEST = 260
"""Characters from which a paragraph is prose and no item."""
_SHORT = 0.85
"""Share of the widest line below which a line was ended on purpose."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row or item. ``cells`` are a table row's, left to right, or the one text of an item;
    ``header`` the words over the cells; ``lead`` the sentence or heading that opens the list."""

    cells: tuple[str, ...]
    header: tuple[str, ...]
    lead: str
    evidence: Evidence

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " | ".join(c for c in self.cells if c)


def entries_in(submission: Submission, passage: Passage, span: Span) -> Iterator[Entry]:
    """The entries of ``passage.text[span]``, in order; sentences are none."""
    first = bisect_left(passage.starts, span.start)
    last = bisect_left(passage.starts, span.end)
    lines = passage.lines[first:last]
    seen: set[int] = set()
    header: tuple[str, ...] = ()
    lead = ""
    if not lines:
        return
    # A list of short lines is no measure of how far prose runs; most of a page's width is.
    at = (lines[0].file, lines[0].page)
    page = next((p.width for p in submission.pages if (p.file, p.number) == at), 0.0)
    widest = max(0.75 * page, max(line.box.x1 for line in lines))
    for paragraph in _paragraphs(lines, _SHORT * widest):
        cell = paragraph[0].cell
        if cell is not None:
            if cell.table not in seen:
                seen.add(cell.table)
                rows = list(_rows(submission.tables[cell.table], header, lead))
                header = rows[0].header if rows else header
                yield from rows
            continue
        text = " ".join(line.text for line in paragraph)
        if text.rstrip().endswith(":") or len(text) > _LONGEST:
            lead = text
        yield from _items(text, lead, paragraph[0])


def table_entries(submission: Submission, passage: Passage) -> Iterator[Entry]:
    """The rows of all tables of a passage; a table that goes on over a page keeps its header."""
    if not passage.lines:
        return
    numbers = dict.fromkeys(ln.cell.table for ln in passage.lines if ln.cell is not None)
    header: tuple[str, ...] = ()
    for number in numbers:
        rows = list(_rows(submission.tables[number], header, ""))
        header = rows[0].header if rows else header
        yield from rows


def _paragraphs(lines: tuple[FlowLine, ...], short: float) -> Iterator[list[FlowLine]]:
    """Paragraphs; bare lines that stop before ``short`` are one each."""
    group: list[FlowLine] = []
    for line in lines:
        if group and (line.paragraph or (line.cell is None) != (group[0].cell is None)):
            yield from _single(group, short)
            group = []
        group.append(line)
    if group:
        yield from _single(group, short)


def _single(group: list[FlowLine], short: float) -> Iterator[list[FlowLine]]:
    marked = sum(1 for line in group if _MARK.match(line.text))
    # Lines of prose run to the edge, all but the last.
    bare = len(group) > 1 and all(line.box.x1 < short for line in group[:-1])
    if group[0].cell is None and (marked > 1 or bare):
        for line in group:
            yield [line]
    else:
        yield group


def _items(text: str, lead: str, line: FlowLine) -> Iterator[Entry]:
    pieces = [text]
    if text.count(";") >= 2:
        body = text.split(":", 1)[1] if ":" in text.split(";")[0] else text
        pieces = [piece.removeprefix("and ") for p in body.split(";") if (piece := p.strip())]
        # "The agencies were: A; B; C. They wrote ...": what follows is said of none of them alone.
        pieces[-1] = pieces[-1].split(". ")[0]
        lead = text.split(":")[0] if ":" in text.split(";")[0] else text
    elif len(text) > _LONGEST or text.rstrip().endswith(":"):
        return
    for piece in pieces:
        bare = _MARK.sub("", piece.strip())
        evidence = Evidence(line.file, line.page, clip(bare), line.box, line.read, 100.0)
        yield Entry((bare,), (), lead, evidence)


def _rows(table: TableRef, header: tuple[str, ...], lead: str) -> Iterator[Entry]:
    rows: dict[int, dict[int, TableCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    first = _texts(rows.get(0, {}), table.columns)
    if is_header(first):
        header = first
    elif len(header) != table.columns:
        header = ()
    for number in sorted(rows):
        texts = _texts(rows[number], table.columns)
        if texts == header or not any(texts):
            continue
        at = rows[number][min(rows[number])]
        evidence = Evidence(table.file, table.page, clip(" | ".join(texts)), at.box, None, 100.0)
        yield Entry(texts, header, lead, evidence)


def _texts(row: dict[int, TableCell], columns: int) -> tuple[str, ...]:
    return tuple(" ".join(row[c].text.split()) if c in row else "" for c in range(columns))


_HEADS = compiled(
    r"^(?:who|from|as)$"
    r"|^(?:(?:the |panel |name of |job |type of |organi[sz]ation )*(?:names?|members?|agenc(?:y|ies)"
    r"|agency name|organi[sz]ations?|roles?|titles?|positions?|designation|job title|post|representing"
    r"|representatives?|services?|employer|contributors?|contributions?|contact|chronolog\w+|provided|information|imr.*|method|submission|report"
    r"|document|body|department|nature of.*|what .*|involvement|attendee|capacity|expertise))"
    r"(?:\s*(?:/|and|&|,|or|of)\s*[\w ]{1,40}|\s*\(.*\)|\s+\w+){0,2}$",
    regex.IGNORECASE,
)


def is_header(texts: tuple[str, ...]) -> bool:
    """True where all filled cells of a first row are words for columns."""
    filled = [t for t in texts if t]
    return len(filled) >= 2 and all(len(t) < 60 and _HEADS.match(t) for t in filled)
