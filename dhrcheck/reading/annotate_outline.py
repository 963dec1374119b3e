"""The bookmarks of an annotated copy: one a finding, before those that the file has."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

from dhrcheck.reading.annotate_text import shown


class Bookmarks:
    """Bookmarks to be put into one writer."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._entries: dict[str, tuple[Any, float | None, float | None]] = {}
        self._ranks: dict[str, int] = {}

    def add(self, title: str, page: Any, top: tuple[float, float] | None, rank: int) -> None:
        """A bookmark to a page, or to a point of it; the first place of each title counts.

        They stand by ``rank``, and within one as they were added.
        """
        self._entries.setdefault(title, (page, *(top or (None, None))))
        self._ranks.setdefault(title, rank)

    def put_first(self, title: str) -> None:
        """Put them under one entry before all others; nothing where there are none."""
        if not self._entries:
            return
        root = self._root()
        head, head_at = self._made(f"{title} ({len(self._entries)})", root)
        names = sorted(self._entries, key=self._ranks.__getitem__)
        items = [self._item(name, self._entries[name], head_at) for name in names]
        _chain(head, items)
        head[NameObject("/Count")] = NumberObject(len(items))
        head[NameObject("/Dest")] = _target(self._entries[names[0]])
        self._before_others(root, head, head_at, len(items) + 1)

    def _root(self) -> IndirectObject:
        catalogue = self._writer.root_object
        there = catalogue.get("/Outlines")
        resolved = there.get_object() if there is not None else None
        if isinstance(resolved, DictionaryObject) and resolved.indirect_reference is not None:
            return resolved.indirect_reference
        empty = DictionaryObject({NameObject("/Type"): NameObject("/Outlines")})
        made = self._writer._add_object(empty)
        catalogue[NameObject("/Outlines")] = made
        return made

    def _made(self, title: str, parent: IndirectObject) -> tuple[DictionaryObject, IndirectObject]:
        entry = DictionaryObject(
            {NameObject("/Title"): TextStringObject(shown(title)), NameObject("/Parent"): parent}
        )
        return entry, self._writer._add_object(entry)

    def _item(
        self, title: str, place: tuple[Any, float | None, float | None], parent: IndirectObject
    ) -> tuple[DictionaryObject, IndirectObject]:
        entry, at = self._made(title, parent)
        entry[NameObject("/Dest")] = _target(place)
        return entry, at

    def _before_others(
        self, root: IndirectObject, head: DictionaryObject, head_at: IndirectObject, lines: int
    ) -> None:
        outline = root.get_object()
        assert isinstance(outline, DictionaryObject)
        old = outline.raw_get("/First") if "/First" in outline else None
        following = old.get_object() if isinstance(old, IndirectObject) else None
        if isinstance(following, DictionaryObject):
            head[NameObject("/Next")] = old
            following[NameObject("/Prev")] = head_at
        else:
            outline[NameObject("/Last")] = head_at
        outline[NameObject("/First")] = head_at
        count = outline.get("/Count")
        before = int(count) if isinstance(count, (int, float)) and count > 0 else 0
        outline[NameObject("/Count")] = NumberObject(before + lines)


def _target(place: tuple[Any, float | None, float | None]) -> ArrayObject:
    page, x, y = place
    at = [NullObject() if v is None else FloatObject(round(v, 2)) for v in (x, y)]
    return ArrayObject([page, NameObject("/XYZ"), *at, NullObject()])


def _chain(parent: DictionaryObject, items: list[tuple[DictionaryObject, IndirectObject]]) -> None:
    parent[NameObject("/First")], parent[NameObject("/Last")] = items[0][1], items[-1][1]
    for (one, one_at), (other, other_at) in pairwise(items):
        one[NameObject("/Next")], other[NameObject("/Prev")] = other_at, one_at
