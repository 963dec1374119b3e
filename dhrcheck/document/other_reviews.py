"""Further reviews in the files of one: named, and kept apart from the first.

Files of two reviews are sometimes bound or handed in together. That is told by two covers over two
reports which differ in whose death it was and in the partnership or the month, never by one of these
alone: summary and report of one review have covers that differ in much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from dhrcheck.document.dates import find_dates
from dhrcheck.document.headings import Heading
from dhrcheck.document.model import FlowLine, OtherReview, Part, Role
from dhrcheck.document.slots import Slots
from dhrcheck.document.text import fold
from dhrcheck.patterns import compiled

_PERSON = r"(?:(?i:adult|subject|mr|mrs|ms|miss)\s+\p{Lu}\w{0,12}|\p{Lu}[\p{L}'-]{2,20}|\p{Lu}{2})"
_SUBJECT = compiled(
    r"\b(?i:deaths?|murders?|homicides?|killings?|suicide|case|respect|subject|regarding|concerning"
    r"|relating\s+to|about|known\s+as)\s+(?i:of\s+)?(?i:the\s+(?:deaths?|murder|homicide)\s+of\s+)?[\"']?"
    rf"(?P<name>{_PERSON})(?:[\"']?\s+(?i:and)\s+[\"']?(?P<second>{_PERSON}))?(?!\p{{L}})"
)
_DIED = compiled(
    rf"(?P<name>{_PERSON})(?:\s+(?i:and)\s+(?P<second>{_PERSON}))?[\"']?,?\s+(?i:who\s+(?:sadly\s+)?died)"
)
_CODED = compiled(
    r"\b(?P<name>(?i:adult|subject|mr|mrs|ms|miss)\s+\p{Lu}\d?)(?P<second>)(?![\p{L}\d'.])"
)
_BODY = compiled(
    r"(?P<area>\p{Lu}[\p{L}'-]+(?:\s+(?:and|of|the|&|upon|on|\p{Lu}[\p{L}'-]+)){0,5})\s+"
    r"(?:community\s+safety|CSP|(?:city|county|borough|district)\s+council|safer|safeguarding\s+board)"
    r"|safer\s+(?P<safer>\p{Lu}[\p{L}'-]+)",
    regex.IGNORECASE,
)
_NO_NAME = frozenset(
    "adult review domestic homicide overview report executive summary the death january february march"
    " april may june july august september october november december community safety".split()
)
_SECTIONS = 3
"""Known sections that a report must have to be one."""


@dataclass(frozen=True, slots=True)
class _Cover:
    """A cover and what it says: whose death, whose review, when they died."""

    part: int
    names: frozenset[str]
    shown: str
    areas: frozenset[str]
    months: frozenset[tuple[int | None, int | None]]

    def is_other_than(self, first: _Cover) -> bool:
        """Whether the two are covers of different reviews: the person, and one thing more."""
        if not self.names or not first.names or self.names & first.names:
            return False
        apart = bool(self.areas and first.areas and not self.areas & first.areas)
        later = bool(self.months and first.months and not self.months & first.months)
        return apart or later


def apart(
    parts: tuple[Part, ...],
    lines: Sequence[FlowLine],
    headings: Sequence[Heading],
    slots: Slots,
) -> tuple[tuple[Part, ...], tuple[OtherReview, ...]]:
    """The parts of the first review, those of others as ``other``; and the other reviews."""
    covers = [c for i, p in enumerate(parts) if p.role is Role.COVER and (c := _cover(i, p, lines))]
    leading = [c for c in covers if _leads_to_report(c, parts, covers, headings, slots)]
    strange = [c for c in leading[1:] if c.is_other_than(leading[0])]
    if not strange:
        return parts, ()
    first, names = leading[0], frozenset[str]().union(*(c.names for c in strange))
    found: list[Part] = []
    at_home, shown = True, ""
    for i, part in enumerate(parts):
        cover = next((c for c in covers if c.part == i), None)
        if cover is not None and cover.names:
            at_home = bool(cover.names & first.names) or not cover.names & names
            shown = cover.shown
        why = f"it belongs to another review, on {shown}"
        found.append(part if at_home else replace(part, role=Role.OTHER, why=why))
    others = {c.shown: parts[c.part] for c in reversed(strange)}
    told = [OtherReview(shown, p.file, p.first_page) for shown, p in others.items()]
    return tuple(found), tuple(sorted(told, key=lambda o: (o.file, o.page)))


def _cover(number: int, part: Part, lines: Sequence[FlowLine]) -> _Cover | None:
    text = " ".join(ln.text for ln in lines[part.start : part.end] if not ln.furniture)
    said = (m for pattern in (_SUBJECT, _DIED, _CODED) for m in pattern.finditer(text))
    found = list(dict.fromkeys(m[g] for m in said for g in ("name", "second") if m[g]))
    names = [n for n in found if not set(fold(n).split()[:1]) & (_NO_NAME - {"adult"})]
    areas = {fold(m["area"] or m["safer"]).split()[-1] for m in _BODY.finditer(text)}
    months = {(d.when.year, d.when.month) for d in find_dates(_death_words(text)) if d.when.month}
    shown = " and ".join(dict.fromkeys(names))
    return _Cover(number, frozenset(map(fold, names)), shown, frozenset(areas), frozenset(months))


def _death_words(text: str) -> str:
    """The words in which a cover says when somebody died; its other dates are the report's own."""
    at = regex.search(r"(?i)\b(?:who )?died|\bdeaths? |\bkilled|\bmurder", text)
    return text[at.start() : at.start() + 90] if at else ""


def _leads_to_report(
    cover: _Cover,
    parts: Sequence[Part],
    covers: Sequence[_Cover],
    headings: Sequence[Heading],
    slots: Slots,
) -> bool:
    """Whether a report with sections of its own follows the cover before the next one."""
    following = next((c.part for c in covers if c.part > cover.part), len(parts))
    own = [p for p in parts[cover.part : following] if p.file == parts[cover.part].file]
    reports = [p for p in own if p.role is Role.OVERVIEW_REPORT]
    served = {
        slot
        for p in reports
        for h in headings
        if p.start <= h.start < p.end
        for slot in slots.of_heading(h.title)
    }
    return len(served) >= _SECTIONS
