"""Running headers, footers and page numbers: words of the page, not of the review.

A line at the top or bottom of a page is furniture where the same line (digits aside) stands at the same
height on several pages, or where it is nothing but a page number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

import regex

from dhrcheck.document.model import FlowLine, Page
from dhrcheck.outcome import ReadAs
from dhrcheck.patterns import compiled

_TOP, _BOTTOM = 0.12, 0.88
_MOST_LINES = 4
_PAGE_NUMBER = compiled(
    r"(?:page|pg\.?|p\.?)?\s*[-|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:[-|]|(?:of|/)\s*\d{1,4})?\s*(?:page)?",
    regex.IGNORECASE,
)
_DIGITS = compiled(r"\d+|\b[ivxl]+\b")


def mark_furniture(lines: list[FlowLine], pages: list[Page]) -> list[FlowLine]:
    """The same lines with ``furniture`` set where a line belongs to the page."""
    seen: dict[tuple[int, str, int, int], set[int]] = defaultdict(set)
    candidates: dict[int, tuple[int, str, int, int]] = {}
    numbers: set[int] = set()
    totals: dict[int, int] = defaultdict(int)
    for page in pages:
        totals[page.file] += page.end_line > page.first_line
        for line in _edge_lines(lines, page):
            if _PAGE_NUMBER.fullmatch(line.text):
                numbers.add(line.index)
                continue
            key = (
                page.file,
                _said(line),
                round(line.size),
                # From the top for headers, from the bottom for footers: pages differ in height.
                round(line.box.y0 / 8)
                if line.box.y0 < page.height / 2
                else -round((page.height - line.box.y1) / 8) - 1,
            )
            candidates[line.index] = key
            seen[key].add(page.number)
    bodies = _body_sizes(lines)
    running = {
        key
        for key, on in _near(seen).items()
        if _is_running(on, totals[key[0]], small=key[2] < bodies[key[0]] - 1)
    }
    return [
        replace(line, furniture=True)
        if line.index in numbers or candidates.get(line.index) in running
        else line
        for line in lines
    ]


def _said(line: FlowLine) -> str:
    """The words of a line less its digits; where they were recognised, less spaces and marks, which
    come and go from page to page."""
    text = _DIGITS.sub("#", line.text.casefold())
    return "".join(filter(str.isalpha, text)) if line.read is ReadAs.OCR else text


def _near(
    seen: dict[tuple[int, str, int, int], set[int]],
) -> dict[tuple[int, str, int, int], set[int]]:
    """Each key with the pages of the same words up to one step higher, lower, larger or smaller.

    On scanned pages the size of type is measured, not told.
    """
    return {
        (f, text, size, y): on.union(
            *(
                seen.get((f, text, size + larger, y + lower), ())
                for larger in (-1, 0, 1)
                for lower in (-1, 0, 1)
            )
        )
        for (f, text, size, y), on in seen.items()
    }


def _body_sizes(lines: Iterable[FlowLine]) -> dict[int, float]:
    """The size in points of most of each file's text."""
    sizes: dict[int, Counter[float]] = defaultdict(Counter)
    for line in lines:
        sizes[line.file][line.size] += len(line.text) if line.cell is None else 0
    return {file: counted.most_common(1)[0][0] for file, counted in sizes.items()}


def _is_running(on: Iterable[int], total: int, *, small: bool) -> bool:
    """Three pages of a long file, or two of a short one, with two of them near each other.

    In ``small`` type two pages in succession will do: the header of an annex of two pages.
    """
    pages = sorted(on)
    if len(pages) >= 3:
        return any(c - a <= 6 for a, c in zip(pages, pages[2:]))
    if len(pages) != 2:
        return False
    return (total <= 4 and pages[1] - pages[0] <= 2) or (small and pages[1] - pages[0] == 1)


def _edge_lines(lines: list[FlowLine], page: Page) -> list[FlowLine]:
    """The few topmost and lowest lines of a page, outside tables, that lie in its margins."""
    own = [ln for ln in lines[page.first_line : page.end_line] if ln.cell is None]
    own.sort(key=lambda ln: ln.box.y0)
    top = [ln for ln in own[:_MOST_LINES] if ln.box.y1 < page.height * _TOP + 12]
    bottom = [ln for ln in own[-_MOST_LINES:] if ln.box.y0 > page.height * _BOTTOM - 12]
    return [*top, *(ln for ln in bottom if ln not in top)]
