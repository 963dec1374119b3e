"""What a page's structure tree (the tags made for screen readers) says: headings and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from dhrcheck.reading import pdfium
from dhrcheck.reading.characters import TextPage
from dhrcheck.reading.lines import SOFT_HYPHEN, Span
from dhrcheck.reading.model import TaggedHeading

_HEADINGS = {"H": 0, "Title": 1, **{f"H{level}": min(level, 6) for level in range(1, 11)}}
_MAX_DEPTH = 60
_MAX_ELEMENTS = 20_000
_MAX_CHILDREN = 200_000
_MAX_ALTERNATIVES = 2_000
_MAX_ALTERNATIVE = 2_000


@dataclass(slots=True)
class Tags:
    """The tags of a page or of a file: headings in order, figures, figures without a text for them."""

    headings: list[TaggedHeading] = field(default_factory=list)
    figures: int = 0
    figures_untold: int = 0
    alternatives: list[tuple[int, str]] = field(default_factory=list)
    elements: int = 0
    looked_at: int = 0
    """Places in the tree that were looked at, which is what reading tags costs."""

    def add(self, other: Tags) -> None:
        """Take in the tags of a further page."""
        self.headings.extend(other.headings)
        self.figures += other.figures
        self.figures_untold += other.figures_untold
        if len(self.alternatives) < _MAX_ALTERNATIVES:
            self.alternatives.extend(other.alternatives)
        self.elements += other.elements
        self.looked_at += other.looked_at


def tags_of(page: int, number: int, characters: TextPage, spans: Sequence[Span]) -> Tags:
    """The tags of page ``number``. A heading's text is that of the lines its marked content is in.

    Lines rather than marked content alone, since producers often leave a heading's number outside.
    """
    tags = Tags()
    tree = pdfium.open_structure(page)
    if not tree:
        return tags
    try:
        lines_by_content: dict[int, list[int]] | None = None
        for element, kind in _elements(tree, tags):
            if kind == "Figure":
                alternative = (
                    pdfium.text_from(pdfium.element_alternative, element).strip()
                    or pdfium.text_from(pdfium.element_actual_text, element).strip()
                )
                tags.figures += 1
                tags.figures_untold += not alternative
                if alternative and len(tags.alternatives) < _MAX_ALTERNATIVES:
                    tags.alternatives.append((number, alternative[:_MAX_ALTERNATIVE]))
            if kind not in _HEADINGS:
                continue
            if lines_by_content is None:
                lines_by_content = _lines_by_content(characters, spans)
            text = _text_of(element, lines_by_content, spans)
            if text:
                tags.headings.append(TaggedHeading(_HEADINGS[kind], number, text))
    finally:
        pdfium.close_structure(tree)
    return tags


def _elements(tree: int, tags: Tags) -> Iterator[tuple[int, str]]:
    """All elements of a page in reading order, each with its standard type."""
    roots = map(pdfium.structure_child, repeat(tree), range(pdfium.structure_count(tree)))
    waiting = [(root, 0) for root in roots if root]
    waiting.reverse()
    while waiting and tags.elements < _MAX_ELEMENTS:
        element, depth = waiting.pop()
        tags.elements += 1
        kind = pdfium.text_from(pdfium.element_kind, element)
        yield element, kind
        if depth < _MAX_DEPTH and kind not in _HEADINGS:
            count = min(pdfium.element_count(element), _MAX_CHILDREN)
            tags.looked_at += count
            # Most children of a long element stand on other pages, and are no element here.
            below = filter(None, map(pdfium.element_child, repeat(element), range(count)))
            waiting.extend(reversed([(child, depth + 1) for child in below]))


def _lines_by_content(characters: TextPage, spans: Sequence[Span]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, span in enumerate(spans):
        ends = {characters.content(span.start), characters.content(span.end - 1)}
        for content in ends - {-1}:
            found.setdefault(content, []).append(index)
    return found


def _text_of(element: int, by_content: dict[int, list[int]], spans: Sequence[Span]) -> str:
    indices = sorted({i for content in _contents(element) for i in by_content.get(content, ())})
    text = ""
    for i in indices:
        piece = spans[i].text
        text += piece if not text or text.endswith(SOFT_HYPHEN) else f" {piece}"
    return text or pdfium.text_from(pdfium.element_actual_text, element).strip()


def _contents(element: int) -> Iterator[int]:
    """The marked contents of an element and of all elements in it."""
    waiting, seen = [(element, 0)], 0
    while waiting and seen < _MAX_ELEMENTS:
        current, depth = waiting.pop()
        for i in range(min(pdfium.element_count(current), _MAX_ELEMENTS)):
            seen += 1
            content = pdfium.element_content(current, i)
            if content >= 0:
                yield content
                continue
            child = pdfium.element_child(current, i)
            if child and depth < _MAX_DEPTH:
                waiting.append((child, depth + 1))
