"""A long file read by two processes at once, each its share of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dhrcheck.reading.model import FileOutcome, FileReading, Properties

SHORT = 24
"""Pages under which one process reads all: sharing costs more than it saves."""
MAX_BYTES = 50_000_000
"""Size from which a file is not shared, since each process holds all of it."""
_FIRST_PART = 0.6
"""The first process's part of the pages: the other one reads the file's properties too."""
_CHANGED = "The file was changed while it was being read."


@dataclass(frozen=True, slots=True)
class Share:
    """The pages of a file that one process reads, and whether it reads the properties.

    ``number`` counts from 0, to less than ``of`` (1 or 2).
    """

    number: int = 0
    of: int = 1

    def pages(self, count: int) -> range:
        """The indices (from 0) of this share's pages where the file has ``count``."""
        if self.of == 1:
            return range(count)
        parted = count if count < SHORT else round(count * _FIRST_PART)
        return range(parted) if self.number == 0 else range(parted, count)

    def has_properties(self, count: int) -> bool:
        """Whether this share reads what the file as a whole says of itself."""
        return self.number == (0 if count < SHORT else self.of - 1)


WHOLE = Share()


def shares_of(size: int) -> tuple[Share, ...]:
    """The two shares of a file of ``size`` bytes, or the one where it is too large to share."""
    return (WHOLE,) if size > MAX_BYTES else (Share(0, 2), Share(1, 2))


def joined(readings: Sequence[FileReading]) -> FileReading:
    """One reading from those of its shares, in order: the first that did not succeed decides."""
    first = readings[0]
    if any(r.sha256 != first.sha256 for r in readings):
        return replace(first, outcome=FileOutcome.CRASHED, reason=_CHANGED, pages=())
    for reading in readings:
        if reading.outcome is not FileOutcome.READ:
            return reading
    pages = tuple(page for r in readings for page in r.pages)
    properties = [r.properties for r in readings]
    return replace(first, pages=pages, properties=_together(properties))


def _together(parts: Sequence[Properties]) -> Properties:
    """The properties: what was gathered page by page from each share, the rest from whichever has it."""
    whole = next((p for p in reversed(parts) if p.whole), parts[-1])
    pagewise = {
        "headings": tuple(h for p in parts for h in p.headings),
        "alternatives": tuple(a for p in parts for a in p.alternatives),
        "actions": tuple(dict.fromkeys(a for p in parts for a in p.actions)),
        "form_fields": tuple(dict.fromkeys(f for p in parts for f in p.form_fields)),
        "notes": tuple(dict.fromkeys(n for p in parts for n in p.notes)),
    }
    return replace(whole)
