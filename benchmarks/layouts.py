"""Compare headings, contents lists and ruled tables with what other readings of the same files say.

    python -m benchmarks.layouts FOLDER [--explain] [--write docs/layouts.md]

The files are any real documents; they need not be reviews. Headings and contents lists are compared
with the structure trees that the producers left (read by pdfplumber, not by our reader), tables with
those that pdfplumber finds by its own rules. Headings are compared twice: as found, and as found
where the tree is withheld, which is how an untagged document is read. Each difference is put under
a reason; what no reason explains is listed, for a person to look at.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from dhrcheck.document.model import Submission
from dhrcheck.document.slots import split_number
from dhrcheck.document.text import fold
from dhrcheck.document.understand import understand
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.reading.model import FileReading
from dhrcheck.reading.reader import Reader
from dhrcheck.rulebook.loader import load_vocabulary

_HEADINGS = ("H", "H1", "H2", "H3", "H4", "H5", "H6", "Title")
_ALIKE = 90.0
_LONG = 150


@dataclass(frozen=True)
class Stated:
    """What a structure tree says on one page: ``kind`` is the tag, ``inside`` the tags around it."""

    kind: str
    page: int
    text: str
    inside: frozenset[str]


@dataclass
class Tally:
    """Counts of one comparison; ``listed`` are the differences that no reason explains."""

    same: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in the counts of another file."""
        self.same += other.same
        self.missing += other.missing
        self.extra += other.extra
        self.listed += other.listed


UNEXPLAINED = "not explained"


def main() -> int:
    """Compare every PDF of a folder and print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--explain", action="store_true", help="list what no reason explains")
    parser.add_argument("--write", type=Path, help="write the counts as Markdown to this file")
    options = parser.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    totals = {name: Tally() for name in ("headings", "untagged", "contents", "tables")}
    files = 0
    with Reader(timeout=60) as reader:
        for path in sorted(options.folder.rglob("*.pdf")):
            (reading,) = reader.read([path])
            if not reading.pages:
                continue
            files += 1
            for name, tally in compare(path, reading, load_vocabulary()).items():
                totals[name].add(tally)
    print(report(totals, files))
    if options.explain:
        for name, tally in totals.items():
            print(f"\n{name}")
            print("\n".join(f"  {ascii(line)[1:-1]}" for line in tally.listed))
    if options.write:
        options.write.write_text(PREFACE + report(totals, files) + "\n", encoding="utf-8")
    return 0


def compare(path: Path, reading: FileReading, vocabulary: Vocabulary) -> dict[str, Tally]:
    """All comparisons for one file."""
    import pdfplumber

    tagged = understand((reading,), vocabulary)
    bare = replace(reading, properties=replace(reading.properties, headings=(), bookmarks=()))
    untagged = understand((bare,), vocabulary)
    with pdfplumber.open(path) as pdf:
        stated = list(_stated(pdf))
        found = {"tables": _tables(reading, pdf, path.name)}
    headings = [s for s in stated if s.kind in _HEADINGS]
    if headings:
        found["headings"] = _headings(tagged, headings, path.name)
        found["untagged"] = _headings(untagged, headings, path.name)
    entries = [s for s in stated if s.kind == "TOCI"]
    if entries:
        found["contents"] = _contents(tagged, entries, path.name)
    return found


def _stated(pdf: Any) -> Iterator[Stated]:
    """The headings and contents entries of the tree with their text, by marked content."""
    try:
        tree = pdf.structure_tree
    except Exception:
        return
    words: dict[tuple[int, int], str] = {}
    for page in pdf.pages:
        for char in page.chars:
            if char.get("mcid") is not None:
                key = (page.page_number, char["mcid"])
                words[key] = words.get(key, "") + char["text"]
    waiting = [(element, frozenset[str]()) for element in reversed(tree)]
    while waiting:
        element, inside = waiting.pop()
        kind = element.get("type", "")
        if kind in (*_HEADINGS, "TOCI"):
            held = list(_marked(element))
            if held:
                text = " ".join(words.get(key, "") for key in held)
                yield Stated(kind, held[0][0], " ".join(text.split()), inside)
            elif kind != "TOCI":
                yield Stated(kind, element.get("page_number") or 0, "", inside)
        below = [(child, inside | {kind}) for child in element.get("children", ())]
        waiting += reversed(below)


def _marked(element: Any, page: int | None = None) -> Iterator[tuple[int, int]]:
    page = element.get("page_number") or page
    for mcid in element.get("mcids", ()):
        if page is not None:
            yield page, mcid
    for child in element.get("children", ()):
        if child.get("type") != "TOC":
            yield from _marked(child, page)


def _headings(submission: Submission, stated: Sequence[Stated], name: str) -> Tally:
    tally = Tally()
    ours = [(s.page, _plain(f"{s.number or ''} {s.title}"), s) for s in submission.sections]
    used: set[int] = set()
    for heading in stated:
        wanted = _plain(heading.text)
        at = _match(wanted, heading.page, [(p, t) for p, t, _ in ours], used)
        if at is not None:
            used.add(at)
            tally.same += 1
            continue
        why = _why_no_heading(heading, wanted, submission, ours)
        tally.missing[why] += 1
        if why == UNEXPLAINED:
            tally.listed.append(
                f"missing {heading.kind} {name} p{heading.page}: {heading.text[:90]}"
            )
    whole = [_plain(h.text) for h in stated]
    for at, (page, text, section) in enumerate(ours):
        if at in used:
            continue
        why = _why_extra(text, page, stated, whole, section.found_by)
        tally.extra[why] += 1
        if why == UNEXPLAINED:
            said = f"extra ({section.found_by}) {name} p{page}: {section.title[:90]}"
            tally.listed.append(said)
    return tally


def _plain(text: str) -> str:
    """For comparison: without the number, spaces and signs; letter-spacing is no matter."""
    return fold(split_number(text.strip())[1]).replace(" ", "")


def _match(wanted: str, page: int, ours: Sequence[tuple[int, str]], used: set[int]) -> int | None:
    best: tuple[float, int] | None = None
    for at, (on, text) in enumerate(ours):
        if at in used or abs(on - page) > 0 or not wanted or not text:
            continue
        score = fuzz.ratio(wanted, text)
        if score >= _ALIKE and (best is None or score > best[0]):
            best = (score, at)
    return best[1] if best else None


def _why_no_heading(
    heading: Stated, wanted: str, submission: Submission, ours: Sequence[tuple[int, str, Any]]
) -> str:
    if not wanted:
        return "the tag holds no words"
    here = [text for page, text, _ in ours if abs(page - heading.page) <= 1]
    if any(wanted in text or (len(text) > 3 and text in wanted) for text in here):
        return "joined or parted otherwise (two lines of one heading, or two headings on one tag)"
    lines = [ln for ln in submission.flow if ln.page == heading.page and _plain(ln.text)]
    own = [ln for ln in lines if _plain(ln.text) in wanted or wanted in _plain(ln.text)]
    if "TOCI" in heading.inside or any(ln.contents for ln in own):
        return "stands in a contents list"
    if own and all(ln.furniture for ln in own):
        return "is the running header or footer of its page"
    if len(heading.text) > _LONG or (len(heading.text.split()) > 7 and heading.text.endswith(".")):
        return "is a sentence or more, not a heading"
    if own and all(ln.cell is not None for ln in own):
        return "stands in a table cell among others"
    if not own:
        return "its words are not in the page's text as one line (drawn, or in a picture's frame)"
    if not any(c.isalpha() for c in wanted) or len(wanted) < 3:
        return "has no words of its own (a number or a sign)"
    body = Counter(round(ln.size) for ln in submission.flow if ln.cell is None).most_common(1)[0][0]
    if all(ln.size < body + 0.8 and not ln.bold and not ln.text.isupper() for ln in own):
        return "is set like the text around it: only the tag tells it from a short paragraph"
    if heading.text.rstrip().endswith("?") and len(heading.text.split()) > 12:
        return "is a question as long as a sentence"
    return UNEXPLAINED


def _why_extra(
    text: str, page: int, stated: Sequence[Stated], whole: Sequence[str], found_by: str
) -> str:
    near = [t for h, t in zip(stated, whole, strict=True) if abs(h.page - page) <= 1]
    if any(text in t or (len(t) > 3 and t in text) for t in near):
        return "joined or parted otherwise (two lines of one heading, or two headings on one tag)"
    if found_by == "style":
        return "a line set like a heading (bold, capitals or larger) that its author did not tag"
    if found_by in ("numbering", "vocabulary"):
        return "a short numbered line, or words that head a section in reviews, not tagged"
    if found_by == "outline":
        return "named in the outline, not in the tree"
    return UNEXPLAINED


def _contents(submission: Submission, stated: Sequence[Stated], name: str) -> Tally:
    tally = Tally()
    ours = [
        (submission.flow[e.line].page, _plain(f"{e.title}{e.printed_page or ''}"))
        for e in submission.contents
    ]
    used: set[int] = set()
    for entry in stated:
        wanted = _plain(entry.text.replace(".", " "))
        at = _match(wanted, entry.page, ours, used)
        if at is not None:
            used.add(at)
            tally.same += 1
        elif not wanted:
            tally.missing["the tag holds no words"] += 1
        elif any(wanted in t or t in wanted for p, t in ours if p == entry.page and len(t) > 3):
            tally.missing["joined or parted otherwise"] += 1
        else:
            tally.missing[UNEXPLAINED] += 1
            tally.listed.append(f"missing entry {name} p{entry.page}: {entry.text[:90]}")
    tagged_pages = {entry.page for entry in stated}
    for at, (page, text) in enumerate(ours):
        if at not in used:
            there = page in tagged_pages
            why = "on a page of tagged entries" if there else "a list that its author did not tag"
            tally.extra[why] += 1
            if there:
                tally.listed.append(f"extra entry {name} p{page}: {text[:90]}")
    return tally


def _tables(reading: FileReading, pdf: Any, name: str) -> Tally:
    tally = Tally()
    for page, other in zip(reading.pages, pdf.pages, strict=False):
        if other.rotation:
            continue
        theirs = [(*_cells_of(t), _why_no_table(t, other)) for t in _tried(other)]
        ours = [
            (
                (t.box.x0, t.box.y0, t.box.x1, t.box.y1),
                {fold(" ".join(ln.text for ln in c.lines)).replace(" ", "") for c in t.cells}
                - {""},
            )
            for t in page.tables
        ]
        used: set[int] = set()
        for box, cells, why_none in theirs:
            at = next((i for i, (b, _) in enumerate(ours) if i not in used and _same(b, box)), None)
            if len(cells) < 2:
                tally.missing["a frame with one cell or none that holds words"] += 1
            elif at is None:
                over = any(_touch(b, box) for b, _ in ours)
                why = _CUT if over else why_none
                tally.missing[why] += 1
                if why is UNEXPLAINED:
                    where = f"{name} p{page.number} {[round(v) for v in box]}"
                    tally.listed.append(f"missing table {where}: {len(cells)} cells with words")
            else:
                used.add(at)
                shared = len(cells & ours[at][1])
                if shared >= 0.95 * max(len(cells), len(ours[at][1])):
                    tally.same += 1
                elif _pieces_of(cells, ours[at][1]):
                    tally.missing["found; the shading of each line parts its cells there"] += 1
                else:
                    tally.missing["found, with other cells"] += 1
                    where = f"{name} p{page.number} {[round(v) for v in box]}"
                    counts = f"{shared} of {len(cells)} (theirs) and {len(ours[at][1])} (ours)"
                    tally.listed.append(f"other cells {where}: {counts} are the same")
        for at, (box, cells) in enumerate(ours):
            if at not in used:
                over = any(_touch(box, b) for b, _, _ in theirs)
                tally.extra[_CUT if over else "found only by us"] += 1
                if not over:
                    where = f"{name} p{page.number} {[round(v) for v in box]}"
                    tally.listed.append(f"extra table {where}: {len(cells)} cells with words")
    return tally


_CUT = "cut otherwise (one table taken for two, or two for one)"
_THIN = 2.5


def _why_no_table(table: Any, page: Any) -> str:
    """Why pdfplumber's table may be none; asked only of those that we do not have."""
    rows = table.extract() or []
    if max((sum(bool(cell) for cell in row) for row in rows), default=0) < 2:
        return "one column: a shaded or framed paragraph"
    x0, top, x1, bottom = table.bbox
    inside = [
        r
        for r in (*page.rects, *page.lines)
        if r["x0"] >= x0 - 2
        and r["x1"] <= x1 + 2
        and r["top"] >= top - 2
        and r["bottom"] <= bottom + 2
    ]
    ruled = [
        r
        for r in inside
        if min(r["width"], r["height"]) < _THIN or (r.get("stroke") and r.get("stroking_color"))
    ]
    if not any(r["height"] >= r["width"] for r in ruled):
        return "shading or lines across only: no line parts its columns"
    if page.curves or len(rows) * 3 < len(ruled):
        return "a chart or drawing of many strokes"
    return UNEXPLAINED


def _pieces_of(theirs: set[str], ours: set[str]) -> bool:
    """Whether nearly all of their cells are pieces of ours: a cell of three lines taken for three."""
    return sum(any(piece in cell for cell in ours) for piece in theirs) >= 0.9 * len(theirs)


def _tried(page: Any) -> list[Any]:
    try:
        return list(page.find_tables())
    except Exception:
        return []


def _cells_of(table: Any) -> tuple[tuple[float, float, float, float], set[str]]:
    rows = table.extract() or []
    cells = {fold((cell or "").replace("\n", " ")).replace(" ", "") for row in rows for cell in row}
    return tuple(table.bbox), cells - {""}


def _same(a: Sequence[float], b: Sequence[float]) -> bool:
    shared = _shared(a, b)
    return shared > 0.85 * max(_area(a), _area(b))


def _touch(a: Sequence[float], b: Sequence[float]) -> bool:
    return _shared(a, b) > 0.2 * min(_area(a), _area(b))


def _shared(a: Sequence[float], b: Sequence[float]) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return max(0.0, width) * max(0.0, height)


def _area(box: Sequence[float]) -> float:
    return max(1.0, (box[2] - box[0]) * (box[3] - box[1]))


_TITLES = {
    "headings": "Headings, against the structure trees",
    "untagged": "Headings with the trees withheld, against the trees",
    "contents": "Contents entries, against the structure trees",
    "tables": "Ruled tables, against pdfplumber",
}
PREFACE = """# Layouts of real documents

Written by `python -m benchmarks.layouts`. The documents are real reports of another kind (a county's
needs assessments, most of them from Word); nothing of them is kept here. Neither side is the truth:
structure trees tag ordinary sentences as headings and leave real headings untagged, and pdfplumber
takes frames for tables. So every difference is put under a reason, and what has none is looked at.

"""


def report(totals: dict[str, Tally], files: int) -> str:
    """The counts as Markdown."""
    out = [f"{files} files."]
    for name, tally in totals.items():
        ours = tally.same + sum(tally.extra.values())
        theirs = tally.same + sum(tally.missing.values())
        out.append(f"\n## {_TITLES[name]}\n")
        out.append(f"{tally.same} the same, of {theirs} there and {ours} here.\n")
        out.append("| difference | there, not here | here, not there |\n| --- | ---: | ---: |")
        for why in sorted({*tally.missing, *tally.extra}):
            out.append(f"| {why} | {tally.missing[why] or ''} | {tally.extra[why] or ''} |")
    return "\n".join(out)


if __name__ == "__main__":
    raise SystemExit(main())
