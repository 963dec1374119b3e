"""How a file counts its pages, as its headers, footers and contents list tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dhrcheck.document.contents_headings import Wanted, offset_of, printed_numbers
from dhrcheck.document.model import Submission

_STRAIGHT, _FEW = 0.4, 3
"""The share and number of lines on the right page of the file that show how the list counts."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How a file counts its pages: the numbers printed on each, and the list's constant ``offset``.

    ``agreed`` is False where the lines of the list do not agree on any offset.
    """

    file: int
    numbers: dict[int, frozenset[int]]
    offset: int
    agreed: bool
    last: int

    def fits(self, page: int, wanted: int) -> bool:
        """True where a reader would find number ``wanted`` on ``page``."""
        return wanted in self.numbers.get(page, ()) or page - wanted in (0, self.offset)

    def shown(self, page: int) -> int:
        """The number that a reader sees on a page, where it is known."""
        number = page - self.offset
        return number if number in self.numbers.get(page, ()) else page

    def is_past_end(self, wanted: int) -> bool:
        """True where no page of the file can have this number."""
        printed = max((n for found in self.numbers.values() for n in found if n < 999), default=0)
        return wanted > max(self.last, self.last - self.offset) and wanted > printed


def counting_of(
    submission: Submission, file: int, wanted: Sequence[Wanted], sure_from: float
) -> Counting:
    """How ``file`` counts its pages; ``sure_from`` is the share of lines that must agree on it."""
    offset, agreeing = offset_of(wanted)
    asked = sum(1 for w in wanted if w.page is not None and w.pages)
    agreed = agreeing >= sure_from * asked
    # Lines that give the page of the file itself, as a list does that was right once.
    straight = sum(1 for w in wanted if w.page in w.pages)
    last = max((p.number for p in submission.pages if p.file == file), default=0)
    numbers = printed_numbers(submission, file)
    plain = straight >= _STRAIGHT * asked and straight >= _FEW
    return Counting(file, numbers, offset if agreed else 0, agreed or plain, last)
