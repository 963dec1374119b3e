"""Headings: by the structure tree, the outline, the type, the numbering, and the vocabulary.

No one of them is enough. Real files tag blank lines and contents lines as headings, or tag nothing;
authors make headings by bold type, by capitals, by a number alone. A line is a heading where the file
says so and it reads like one, or where its looks say so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from dhrcheck.document.model import FlowLine, TableRef
from dhrcheck.document.slots import APPENDIX, Slots, split_number
from dhrcheck.document.text import fold
from dhrcheck.patterns import compiled
from dhrcheck.reading.model import FileReading

_LONGEST = 150
_SEVERAL_YEARS = 2
_BULLET = compiled(r"^(?:[•·]|[-o]\s|\(?[a-z]\)|\(?[ivx]{1,4}\))\s*")
_LETTERS = compiled(r"\p{L}")
_SENTENCE_END = compiled(r"[.;,]$")
_CAPTION = compiled(r"^(?:table|figure|fig\.?|chart|diagram)\s*\d|.*\d+(?:\.\d+)?%", regex.I)
_YEARS = compiled(r"(?:19|20)\d\d(?:\s?(?:[-/]|to|and)\s?(?:(?:19|20)?\d\d))?\s?:?")
_LABEL = compiled(r"^(?:[A-Z][\w ]{1,24}):")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its lines ``start`` to ``end`` (exclusive), words, number and rank.

    A lower ``rank`` is a higher heading; ranks compare within one file only.
    """

    start: int
    end: int
    title: str
    number: str | None
    rank: tuple[float, int]
    found_by: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """What the type of one file looks like."""

    body: float
    mostly_bold: bool
    tagged: dict[int, dict[str, int]]
    outline: dict[int, set[str]]


def find_headings(
    lines: Sequence[FlowLine],
    tables: Sequence[TableRef],
    files: Sequence[FileReading],
    slots: Slots,
) -> tuple[Heading, ...]:
    """All headings of the flow, in order."""
    by_file: dict[int, list[FlowLine]] = defaultdict(list)
    for line in lines:
        if not line.furniture and not line.contents:
            by_file[line.file].append(line)
    found: list[Heading] = []
    for number, own in sorted(by_file.items()):
        found += _of_file(own, tables, _look(own, files[number]), slots)
    return tuple(found)


def _look(lines: Sequence[FlowLine], file: FileReading) -> _Look:
    sizes: Counter[float] = Counter()
    bold = total = 0
    for line in lines:
        if line.cell is None:
            sizes[round(line.size * 2) / 2] += len(line.text)
            total += len(line.text)
            bold += len(line.text) * line.bold
    tagged: dict[int, dict[str, int]] = defaultdict(dict)
    for heading in file.properties.headings:
        if heading.page is not None and _LETTERS.search(heading.text):
            tagged[heading.page][fold(heading.text)] = heading.level or 1
    outline: dict[int, set[str]] = defaultdict(set)
    for mark in file.properties.bookmarks:
        if mark.page is not None:
            outline[mark.page].add(fold(mark.title))
    body = sizes.most_common(1)[0][0] if sizes else 11.0
    return _Look(body, total > 0 and bold > total * 0.6, dict(tagged), dict(outline))


def _of_file(
    lines: list[FlowLine], tables: Sequence[TableRef], look: _Look, slots: Slots
) -> list[Heading]:
    found: list[Heading] = []
    i = 0
    while i < len(lines):
        heading = _tagged(lines, i, tables, look)
        if heading is None and _may_be_heading(lines[i], look):
            run = _run_length(lines, i, look)
            heading = _by_looks(lines, i, run, tables, look, slots)
            if heading is None and run > 1 and _stands_tight(lines[i], lines[i + 1], slots):
                heading = _by_looks(lines, i, 1, tables, look, slots)
        if heading is not None:
            found.append(heading)
            i += heading.end - heading.start
            while i < len(lines) and lines[i].index < heading.end:
                i += 1
        else:
            i += 1
    if sum(h.found_by == "years" for h in found) < _SEVERAL_YEARS:
        found = [h for h in found if h.found_by != "years"]
    return _ranked(found, look)


def _may_be_heading(line: FlowLine, look: _Look) -> bool:
    """A cheap look that spares most lines the closer ones; it never turns a heading away."""
    return (
        line.size >= look.body + 0.8
        or (line.bold and not look.mostly_bold)
        or (line.paragraph and len(line.text) <= 100)
        or line.text.isupper()
    )


def _run_length(lines: list[FlowLine], i: int, look: _Look) -> int:
    """How many lines from ``i`` on look like one heading over several lines."""
    first = lines[i]
    n = 1
    while i + n < len(lines) and n < 4:
        line, before = lines[i + n], lines[i + n - 1]
        same = (
            line.page == first.page
            and line.cell == first.cell
            and abs(line.size - first.size) < 0.6
            and line.bold == first.bold
            and line.box.y0 - before.box.y1 < 0.7 * max(first.size, 6)
            and line.box.y0 >= before.box.y0 - 1
        )
        if not same or (n > 0 and _starts_anew(line.text)):
            break
        n += 1
    return n


def _stands_tight(line: FlowLine, following: FlowLine, slots: Slots) -> bool:
    """A heading that the vocabulary knows, in the type of the text right under it without a space."""
    return line.paragraph and following.paragraph and slots.is_exact(line.text.rstrip(" :."))


def _starts_anew(text: str) -> bool:
    return (
        split_number(text)[0] is not None
        or APPENDIX.match(text) is not None
        or bool(_BULLET.match(text))
    )


def _tagged(
    lines: list[FlowLine], i: int, tables: Sequence[TableRef], look: _Look
) -> Heading | None:
    """A heading that the structure tree or the outline names, found as lines of the page."""
    line = lines[i]
    wanted = look.tagged.get(line.page, {})
    marks = look.outline.get(line.page, set())
    if not wanted and not marks:
        return None
    if line.cell is not None and not _is_banner(line, tables):
        # A cell may hold the very words of a heading on its page.
        return None
    opening = fold(line.text)
    bare_opening = fold(split_number(line.text)[1])
    starts = (opening, bare_opening) if bare_opening else (opening,)
    if not opening or not any(key.startswith(starts) for key in (*wanted, *marks)):
        return None
    joined = ""
    for n in range(1, 5):
        if i + n > len(lines) or lines[i + n - 1].page != line.page:
            break
        joined = f"{joined} {lines[i + n - 1].text}".strip()
        if len(joined) > _LONGEST + 50:
            break
        folded = fold(joined)
        bare = fold(split_number(joined)[1])
        for key in (folded, bare):
            level = wanted.get(key)
            if level is None and key in marks and (line.bold or line.size > look.body + 0.6):
                level = 0
            if level is not None and _reads_as_heading(joined):
                number, title = split_number(joined)
                found_by = "structure" if level else "outline"
                return Heading(
                    line.index,
                    lines[i + n - 1].index + 1,
                    title,
                    number,
                    (float(level), 0) if level else (0.0, -1),
                    found_by,
                    line.size,
                    line.bold,
                )
    return None


def _reads_as_heading(text: str) -> bool:
    words = text.split()
    if len(text) > _LONGEST or not _LETTERS.search(text):
        return False
    return not (len(words) > 12 and text.rstrip().endswith("."))


def _by_looks(
    lines: list[FlowLine],
    i: int,
    run: int,
    tables: Sequence[TableRef],
    look: _Look,
    slots: Slots,
) -> Heading | None:
    """A heading by type, capitals, number or vocabulary."""
    line = lines[i]
    if (
        not line.paragraph
        and i > 0
        and _same_type(lines[i - 1], line)
        and lines[i - 1].page == line.page
    ):
        return None
    if line.cell is not None and not _is_banner(line, tables):
        return None
    text = " ".join(ln.text for ln in lines[i : i + run])
    if len(text) > _LONGEST or _BULLET.match(text):
        return None
    number, title = split_number(text)
    following = lines[i + run] if i + run < len(lines) else None
    if _YEARS.fullmatch(text):
        return _year(line, following, look) if run == 1 else None
    if sum(map(str.isalpha, title)) < 3:
        return None
    found_by = _looks_like(text, title, number, line, run, following, look, slots)
    if found_by is None:
        return None
    return Heading(
        line.index,
        lines[i + run - 1].index + 1,
        title,
        number,
        (0.0, -1),
        found_by,
        line.size,
        line.bold,
    )


def _year(line: FlowLine, following: FlowLine | None, look: _Look) -> Heading | None:
    """A year or two alone above text, as narratives are told by."""
    stands_out = line.size > look.body + 0.5 or (line.bold and not look.mostly_bold)
    under = following is not None and following.cell is None
    if not (
        line.paragraph and line.cell is None and under and (stands_out or _is_prose(following))
    ):
        return None
    text = line.text.rstrip(" :")
    return Heading(line.index, line.index + 1, text, None, (0.0, -1), "years", line.size, line.bold)


def _is_prose(line: FlowLine | None) -> bool:
    return line is not None and len(line.text) > 40 and line.text[:1].isupper()


def _looks_like(
    text: str,
    title: str,
    number: str | None,
    line: FlowLine,
    run: int,
    following: FlowLine | None,
    look: _Look,
    slots: Slots,
) -> str | None:
    """How the lines show that they are a heading, or None."""
    words = len(text.split())
    if words > 22 or title[:1].islower() or _CAPTION.match(text):
        return None
    if sum(map(str.isdigit, title)) * 2 > len(title):
        return None
    exact = slots.is_exact(text.rstrip(" :.")) or slots.of_title(text.rstrip(" :.")) is not None
    if _SENTENCE_END.search(text.rstrip()) is not None and not exact:
        return None
    appendix = APPENDIX.match(text)
    if line.size >= max(look.body + 1.2, look.body * 1.1) and run < 4:
        return "style"
    if _is_a_little_larger(text, words, line, following, look):
        return "style"
    bold = line.bold and not look.mostly_bold
    alone = following is None or not _goes_on(lines_end=line, run=run, following=following)
    if not alone:
        return None
    if bold and words <= 16 and (exact or number is not None or not _LABEL.match(text)):
        return "style"
    capitals = title.isupper() and words <= 14 and line.cell is None
    if capitals and (exact or len(title) > 5):
        return "style"
    if line.cell is not None:
        return None
    if appendix is not None and appendix["mark"] and words <= 14 and line.paragraph:
        return "style" if _opens_appendix(appendix) else None
    if exact and line.paragraph:
        return "numbering" if number is not None else "vocabulary"
    return None


def _is_a_little_larger(
    text: str, words: int, line: FlowLine, following: FlowLine | None, look: _Look
) -> bool:
    """A few words by themselves, one point above the text under them: a heading of Word's third level."""
    return (
        words <= 8
        and line.paragraph
        and line.cell is None
        and line.size >= look.body + 0.8
        and text[:1].isupper()
        and text[-1:].isalnum()
        and following is not None
        and following.page == line.page
        and abs(following.size - look.body) < 0.3
    )


def _opens_appendix(match: regex.Match[str]) -> bool:
    """ "Appendix A: Terms of reference", not "Appendix A sets out the terms"."""
    title = match["title"]
    return not title or title[:1].isupper() or not title[:1].isalpha()


def _goes_on(lines_end: FlowLine, run: int, following: FlowLine) -> bool:
    """Whether the following line is the same paragraph, so that this is only its first line."""
    return (
        following.page == lines_end.page
        and not following.paragraph
        and following.text[:1].islower()
        and _same_type(lines_end, following)
    )


def _same_type(a: FlowLine, b: FlowLine) -> bool:
    return abs(a.size - b.size) < 0.6 and a.bold == b.bold and a.cell == b.cell


def _is_banner(line: FlowLine, tables: Sequence[TableRef]) -> bool:
    """A table row that is one cell from side to side, alone in its row."""
    assert line.cell is not None
    table = tables[line.cell.table]
    row = [c for c in table.cells if c.row == line.cell.row and c.text]
    if len(row) != 1:
        return False
    return (
        row[0].column_span >= table.columns
        or table.columns == 1
        or (line.cell.row == 0 and row[0].column_span > 1)
    )


def _ranked(found: list[Heading], look: _Look) -> list[Heading]:
    """Ranks for the headings that no tag ranks: by size, then bold, then depth of number."""
    tag_of: dict[tuple[float, bool], Counter[float]] = defaultdict(Counter)
    for h in found:
        if h.rank[1] == 0:
            tag_of[_type(h)][h.rank[0]] += 1
    tagged_types = {t: c.most_common(1)[0][0] for t, c in tag_of.items()}
    types = sorted({_type(h) for h in found}, key=lambda t: (-t[0], not t[1]))
    ranked: list[Heading] = []
    for h in found:
        if h.rank[1] == 0:
            rank = (h.rank[0], 0)
        elif _type(h) in tagged_types:
            rank = (tagged_types[_type(h)], _depth(h.number))
        elif tagged_types:
            larger = [lvl for t, lvl in tagged_types.items() if t[0] >= h.size]
            rank = ((max(larger) if larger else 0.5) + 0.5, _depth(h.number))
        else:
            rank = (float(types.index(_type(h))), _depth(h.number))
        if h.found_by == "years":
            # In the type of its section's own heading it is still a part of that section.
            above = next((o.rank for o in reversed(ranked) if o.found_by != "years"), rank)
            rank = (above[0] + 0.25, above[1])
        ranked.append(Heading(h.start, h.end, h.title, h.number, rank, h.found_by, h.size, h.bold))
    return ranked


def _type(h: Heading) -> tuple[float, bool]:
    return (round(h.size), h.bold)


def _depth(number: str | None) -> int:
    """Depth of a heading's number; a heading without one stands with the first level."""
    return number.count(".") + 1 if number else 1
