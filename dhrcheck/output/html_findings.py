"""What the HTML report says of each check, in plain values that its template only has to set out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import clip as clipped
from dhrcheck.document.passage import page_ranges
from dhrcheck.engine import PLAIN_NAME, Report, Result
from dhrcheck.outcome import MAX_QUOTE, Evidence, PageRange, Status
from dhrcheck.output.html_labels import badge, family, state
from dhrcheck.output.html_page import png_address, png_size
from dhrcheck.output.html_pictures import Together
from dhrcheck.output.html_text import Linker, Paragraph, Text, anchor, opened
from dhrcheck.output.visible import visible_prose
from dhrcheck.output.wording import (
    MAKE_READABLE,
    advice,
    count,
    evidence_place,
    places,
    rest_of_evidence,
    source_words,
)

if TYPE_CHECKING:
    from dhrcheck.reading.page_work import Clip

_WHOLE_PARTS = (
    Role.OVERVIEW_REPORT,
    Role.EXECUTIVE_SUMMARY,
    Role.ACTION_PLAN,
    Role.FEEDBACK_LETTER,
)


class Picture(NamedTuple):
    """A picture within the page; its size is in pixels as shown."""

    address: Markup
    width: int
    height: int
    alt: str


class Said(NamedTuple):
    """Words of the review, and how alike they are to what was looked for where not the same."""

    quote: str
    score: str | None


class Shown(NamedTuple):
    """One place: its name, a picture of it, and the words there."""

    name: str
    picture: Picture | None
    said: tuple[Said, ...]


class Ground(NamedTuple):
    """One line of what a finding rests on."""

    label: str
    words: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One check as the page shows it. ``more`` are the places that are folded away; ``left`` says where
    those stand that are too many to be told."""

    anchor: str
    rule: str
    title: str
    badge: str
    severity: str
    status: str
    family: str
    where: str
    message: tuple[Paragraph, ...]
    decision: str | None
    fix: Text
    places: tuple[Shown, ...]
    more: tuple[Shown, ...]
    more_words: str
    left: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One check in a folded list."""

    anchor: str
    rule: str
    title: str
    severity: str
    status: str
    family: str
    message: Text
    place: str | None
    quote: str | None


class Teller:
    """Says each result of one report; ``pictures`` are those that could be drawn."""

    def __init__(self, report: Report, pictures: Mapping[Clip, bytes]) -> None:
        self._report = report
        self._pictures = pictures
        self._linker = Linker(r.rule.id for r in report.results)

    def finding(
        self, result: Result, together: Sequence[Together], most: tuple[int, int]
    ) -> Finding:
        """The result in full, with its places: so many are shown, and so many told in all."""
        shown, told = most
        more, left = together[shown:told], _evidence(together[told:])
        rule, outcome = result.rule, result.outcome
        fix = advice(result) if result.decision is None else None
        return Finding(
            anchor=anchor(rule.id),
            rule=rule.id,
            title=visible_prose(rule.title),
            badge=badge(result),
            severity=rule.severity.value,
            status=state(result),
            family=family(rule),
            where=self._where(result),
            message=self._linker.paragraphs(outcome.message, rule.id),
            decision=_decision(result),
            fix=self._linker.pieces(fix, rule.id) if fix and fix != MAKE_READABLE else (),
            places=tuple(map(self._shown, together[:shown])),
            more=tuple(map(self._shown, more)),
            more_words=self._more_words(_evidence(together[shown:])),
            left=rest_of_evidence(left, self._report.submission) if left else "",
            grounds=tuple(self._grounds(result)),
        )

    def brief(self, result: Result) -> Brief:
        """The result in a few lines."""
        rule, outcome = result.rule, result.outcome
        found = outcome.evidence[0] if outcome.evidence else None
        return Brief(
            anchor=anchor(rule.id),
            rule=rule.id,
            title=visible_prose(rule.title),
            severity=rule.severity.value,
            status=state(result),
            family=family(rule),
            message=self._linker.pieces(outcome.message, rule.id),
            place=self._brief_place(result, found),
            quote=_quote(found.quote, 120) if found else None,
        )

    def _brief_place(self, result: Result, found: Evidence | None) -> str | None:
        if found is not None:
            return None if found.page is None else self._place_name(found)
        searched = result.outcome.searched
        return f"Looked at {places(searched, self._report.submission)}" if searched else None

    def _more_words(self, found: Sequence[Evidence]) -> str:
        pages = page_ranges((e.file, e.page) for e in found if e.page is not None)
        on = f", on {places(pages, self._report.submission)}" if pages else ""
        return f"{count(len(found), 'more place')}{on}"

    def _where(self, result: Result) -> str:
        ranges = sorted({(e.file, e.page) for e in result.outcome.evidence if e.page is not None})
        if not ranges:
            return ""
        return opened(places(page_ranges(ranges), self._report.submission, most=3))

    def _shown(self, group: Together) -> Shown:
        said = [Said(quote, _score(e.score)) for e in group.evidence if (quote := _quote(e.quote))]
        return Shown(
            self._place_name(group.evidence[0]), self._picture(group), tuple(dict.fromkeys(said))
        )

    def _picture(self, group: Together) -> Picture | None:
        png = self._pictures.get(group.clip) if group.clip is not None else None
        if png is None or group.clip is None:
            return None
        width, height = png_size(png)
        area = group.clip.area
        # Shown a third larger than on paper: clear on a screen, and no wider than the column.
        shown = round((area.x1 - area.x0) * 4 / 3)
        where = self._place_name(group.evidence[0])
        return Picture(
            png_address(png),
            shown,
            round(shown * height / max(1, width)),
            f"{where}, with the words marked",
        )

    def _place_name(self, found: Evidence) -> str:
        submission = self._report.submission
        place = evidence_place(found, submission)
        if found.page is not None and (part := _part_words(submission, found.file, found.page)):
            place += f", {part}"
        return opened(place)

    def _grounds(self, result: Result) -> Iterable[Ground]:
        rule, outcome, submission = result.rule, result.outcome, self._report.submission
        yield Ground("Why", visible_prose(rule.why))
        yield Ground("Source", "; ".join(source_words(s) for s in rule.source))
        if outcome.searched:
            yield Ground("Looked at", opened(f"{places(outcome.searched, submission)}."))
        if outcome.nearest is not None:
            near = outcome.nearest
            page = places([PageRange(near.file, near.page, near.page)], submission)
            words = f"On {page} ({near.score:.0f} of 100 alike)"
            quote = _quote(near.quote)
            yield Ground("Nearest", words + (":" if quote else "."), quote)
        if outcome.status is Status.ERROR:
            yield Ground("Defect", result.defect or "unknown")


def _evidence(together: Sequence[Together]) -> list[Evidence]:
    return [found for group in together for found in group.evidence]


def _decision(result: Result) -> str | None:
    said = result.decision or (result.decided.sentence if result.decided else None)
    return visible_prose(said) if said else None


def _quote(quote: str | None, most: int = MAX_QUOTE) -> str | None:
    return visible_prose(clipped(quote, most)) or None if quote else None


def _score(score: float | None) -> str | None:
    if score is None or score >= 99.5:
        return None
    return f"{score:.0f} of 100 alike"


def _part_words(submission: Submission, file: int, page: int) -> str:
    """ "in the action plan", where the page belongs to one of the four documents."""
    roles = [
        part.role
        for part in submission.parts
        if part.file == file and part.first_page <= page <= part.last_page
    ]
    named = [PLAIN_NAME[r] for r in _WHOLE_PARTS if r in roles]
    return f"in the {' and the '.join(named)}" if named else ""
