"""A long file read by two processes at once, each its share of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dhrcheck.reading.model import FileOutcome, FileReading, Properties
from dhrcheck.reading.sound import with_damage

SHORT = 24
"""Pages under which one process reads all: sharing costs more than it saves."""
MAX_BYTES = 50_000_000
"""Size from which a file is not shared, since each process holds all of it."""
MOST_LOOKED_AT = 2_000_000
"""Tags are read until so many places in the structure tree were looked at.

Each page's tree holds an empty place for every element of all other pages, so that the work grows
with the square of the number of pages; a report of some 600 pages is read in full.
"""
_FIRST_PART = 0.58
"""The first process's part of the pages: the other one looks at the file's own objects too."""
_CHANGED = "The file was changed while it was being read."


@dataclass(frozen=True, slots=True)
class Share:
    """The pages of a file that one process reads. ``number`` counts from 0, to less than ``of``."""

    number: int = 0
    of: int = 1

    def pages(self, count: int) -> range:
        """The indices (from 0) of this share's pages where the file has ``count``."""
        if self.of == 1:
            return range(count)
        parted = count if count < SHORT else round(count * _FIRST_PART)
        return range(parted) if self.number == 0 else range(parted, count)

    def looks_inside(self, count: int) -> bool:
        """Whether this share is the one that reads what the file as a whole says of itself."""
        return self.of == 1 or self.number == (0 if count < SHORT else 1)


WHOLE = Share()


def shares_of(size: int) -> tuple[Share, ...]:
    """The two shares of a file of ``size`` bytes, or all of it where it is too large to share."""
    return (WHOLE,) if size > MAX_BYTES else (Share(0, 2), Share(1, 2))


def joined(readings: Sequence[FileReading]) -> FileReading:
    """One reading from those of its shares, in order: the first that did not succeed decides."""
    first = readings[0]
    if len(readings) == 1:
        return replace(first, pages=with_damage(first.pages, first.properties.damaged))
    if any(r.sha256 != first.sha256 for r in readings):
        return FileReading(
            first.name, first.bytes, first.sha256, FileOutcome.CRASHED, first.kind, _CHANGED
        )
    for reading in readings:
        if reading.outcome is not FileOutcome.READ:
            return reading
    pages = tuple(page for r in readings for page in r.pages)
    inside = next(r for r in readings if Share(1, 2).looks_inside(len(pages)) is (r is not first))
    return replace(
        first,
        pages=with_damage(pages, inside.properties.damaged),
        properties=_together(inside.properties, [r.properties for r in readings]),
    )


def _together(inside: Properties, parts: Sequence[Properties]) -> Properties:
    """What one share found inside the file, with what each one's pages say in their tags."""
    cost = min(MOST_LOOKED_AT, sum(p.tags_looked_at for p in parts))
    return without_half_of_the_tags(
        replace(
            inside,
            tagged=any(p.tagged for p in parts),
            headings=tuple(h for p in parts for h in p.headings),
            figures=sum(p.figures for p in parts),
            figures_untold=sum(p.figures_untold for p in parts),
            alternatives=tuple(a for p in parts for a in p.alternatives),
            complete=all(p.complete for p in parts),
            notes=tuple(dict.fromkeys(n for p in parts for n in p.notes)),
            tags_looked_at=cost,
        )
    )


def without_half_of_the_tags(properties: Properties) -> Properties:
    """The properties, less the tags where they were not read to their end.

    Half of the headings would mislead more than none: fonts and numbering still show them.
    """
    if properties.tags_looked_at < MOST_LOOKED_AT:
        return properties
    return replace(properties, headings=(), figures=0, figures_untold=0, alternatives=())
