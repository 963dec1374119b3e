"""Small builders for tests: from plain text to flow lines, passages, parts and submissions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex
import yaml

from dhrcheck.document.model import (
    CellRef,
    FlowLine,
    Page,
    Part,
    Role,
    Section,
    Submission,
    TableCell,
    TableRef,
)
from dhrcheck.document.passage import Passage, passage_of
from dhrcheck.document.text import normalise
from dhrcheck.document.vocabulary import AgencyWords, LetterWords, Vocabulary
from dhrcheck.outcome import Box, ReadAs

_ITEM = regex.compile(
    r"(?:[•·o-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,3}){1,3}\.?)\s"
)
RULES = Path(__file__).parent.parent / "rules" / "vocabulary"


def shipped_vocabulary() -> Vocabulary:
    """The letter, agency and review words that the package ships."""
    letter = _read("letter.yaml")
    reviews = _read("reviews.yaml")
    return Vocabulary(
        letter=LetterWords(**{key: tuple(value) for key, value in letter.items()}),
        agencies=tuple(AgencyWords(a["name"], tuple(a["words"])) for a in _read("agencies.yaml")),
        reviews=tuple(reviews["reviews"]),
        other_reviews=tuple(reviews["other_reviews"]),
    )


def _read(name: str):  # type: ignore[no-untyped-def]
    return yaml.safe_load((RULES / name).read_text(encoding="utf-8"))


def flow_lines(
    text: str, *, page: int = 1, file: int = 0, first: int = 0, top: float = 72.0
) -> list[FlowLine]:
    """Lines of one page. A blank line parts paragraphs; ``**bold**`` lines are bold, lines that
    begin with a tab are indented, lines in underscores italic."""
    lines: list[FlowLine] = []
    paragraph = True
    y = top
    for raw in text.split("\n"):
        y += 14
        if not raw.strip():
            paragraph = True
            continue
        indented = raw.startswith("\t")
        words = raw.strip()
        bold = words.startswith("**") and words.endswith("**")
        italic = words.startswith("_") and words.endswith("_") and len(words) > 2
        words = normalise(words.strip("*") if bold else words.strip("_") if italic else words)
        item = _ITEM.match(words) is not None
        x0 = 108.0 if indented else 72.0
        lines.append(
            FlowLine(
                index=first + len(lines),
                file=file,
                page=page,
                text=words,
                box=Box(x0, y - 11, x0 + 5.2 * len(words), y),
                size=11.0,
                bold=bold,
                italic=italic,
                read=ReadAs.TEXT,
                paragraph=paragraph or item,
                indented=indented,
            )
        )
        paragraph = False
    return lines


def passage(text: str) -> Passage:
    """A passage over one page of ``text`` (see ``flow_lines``)."""
    return passage_of(tuple(flow_lines(text)))


@dataclass(frozen=True)
class Written:
    """One part of a test's review: its role, pages of text, and sections by heading and slots."""

    role: Role
    pages: Sequence[str]
    title: str | None = None


def submission(
    *parts: Written,
    slots: dict[str, tuple[str, ...]] | None = None,
    vocabulary: Vocabulary | None = None,
) -> Submission:
    """A submission of these parts in one file. ``slots`` maps the text of a bold line to its slots.

    Lines such as ``| Ellen | victim |`` are the rows of a ruled table.
    """
    flow: list[FlowLine] = []
    pages: list[Page] = []
    found: list[Part] = []
    tables: list[TableRef] = []
    number = 0
    for part in parts:
        start, first_page = len(flow), number + 1
        for text in part.pages:
            number += 1
            first = len(flow)
            for block in _blocks(text):
                if block.startswith("|"):
                    tables.append(_table(block, number, len(tables), flow))
                else:
                    flow.extend(flow_lines(block, page=number, first=len(flow)))
            pages.append(Page(0, number, 595.0, 842.0, ReadAs.TEXT, first, len(flow)))
        found.append(Part(part.role, 0, first_page, number, start, len(flow), part.title))
    return Submission(
        files=(),
        vocabulary=vocabulary or shipped_vocabulary(),
        flow=tuple(flow),
        pages=tuple(pages),
        tables=tuple(tables),
        parts=tuple(found),
        sections=tuple(_sections(flow, found, slots or {})),
        contents=(),
    )


def _blocks(text: str) -> list[str]:
    """The text in stretches that are each running text or one table."""
    blocks: list[list[str]] = []
    for line in text.split("\n"):
        if blocks and blocks[-1][-1].startswith("|") == line.startswith("|"):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return ["\n".join(block) for block in blocks]


def _table(block: str, page: int, number: int, flow: list[FlowLine]) -> TableRef:
    """A table of rows ``| a | b |``; its lines go into ``flow``."""
    first = len(flow)
    rows = [[c.strip() for c in row.strip("| ").split("|")] for row in block.split("\n")]
    cells: list[TableCell] = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            start = len(flow)
            if text:
                (line,) = flow_lines(text, page=page, first=start)
                flow.append(replace(line, cell=CellRef(number, r, c), paragraph=True))
            box = Box(72 + 90 * c, 100 + 20 * r, 160 + 90 * c, 118 + 20 * r)
            cells.append(TableCell(r, c, 1, 1, normalise(text), box, start, len(flow)))
    box = Box(72, 100, 500, 100 + 20 * len(rows))
    columns = max(len(row) for row in rows)
    return TableRef(number, 0, page, box, len(rows), columns, tuple(cells), first, len(flow))


def _sections(
    flow: list[FlowLine], parts: list[Part], slots: dict[str, tuple[str, ...]]
) -> Iterable[Section]:
    """A section for each bold line; one that ``slots`` does not know lies inside the one before."""
    for part in parts:
        heads = [ln for ln in flow[part.start : part.end] if ln.bold and ln.cell is None]
        for i, line in enumerate(heads):
            level = 1 if line.text in slots else 2
            ends = [h.index for h in heads[i + 1 :] if level == 2 or h.text in slots]
            yield Section(
                title=line.text,
                number=None,
                level=level,
                slots=slots.get(line.text, ()),
                role=part.role,
                file=0,
                page=line.page,
                start=line.index,
                body=line.index + 1,
                end=min(ends, default=part.end),
                found_by="style",
            )
