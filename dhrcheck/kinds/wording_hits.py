"""How hits of a wording rule are shown: a few each by itself, many as one item with all their pages."""

from __future__ import annotations

from collections.abc import Sequence

from dhrcheck.document.passage import Passage, page_ranges
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence

MOST_ALONE = 5
"""Hits up to which each is shown by itself."""


def hits_in_words(passage: Passage, hits: Sequence[tuple[int, int]]) -> str:
    """ "3 places, pages 4, 7 and 9: “failed to engage”; “refused support”"."""
    lines = [passage.line_at(start) for start, _ in hits]
    pages = page_ranges((ln.file, ln.page) for ln in lines)
    spans = [
        str(r.first_page) if r.first_page == r.last_page else f"{r.first_page} to {r.last_page}"
        for r in pages
    ]
    one = len(pages) == 1 and pages[0].first_page == pages[0].last_page
    count = "One place" if len(hits) == 1 else f"{len(hits)} places"
    said = "; ".join(
        dict.fromkeys(f"“{' '.join(passage.text[a:b].split()).lower()}”" for a, b in hits)
    )
    words = said if len(said) <= 160 else said[: said.rfind(";", 0, 160)] + " and others"
    return f"{count}, {'page' if one else 'pages'} {listed(spans)}: {words}"


def one_each_page(passage: Passage, hits: Sequence[tuple[int, int]]) -> tuple[Evidence, ...]:
    """Evidence for every hit; where they are more than five, for the first on every page."""
    shown = list(hits)
    if len(shown) > MOST_ALONE:
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for hit in shown:
            line = passage.line_at(hit[0])
            first.setdefault((line.file, line.page), hit)
        shown = list(first.values())
    return tuple(passage.evidence(a, b, around=70) for a, b in shown)
