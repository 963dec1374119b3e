"""``words-not-hidden``: no words are in the file that only look as if they had been taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dhrcheck.document.model import FlowLine, Submission
from dhrcheck.document.passage import page_ranges
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.unread_files import not_all_read
from dhrcheck.kinds.whereabouts import in_words
from dhrcheck.outcome import Box, Evidence, Outcome, PageRange, Status
from dhrcheck.patterns import compiled
from dhrcheck.reading.model import Cover, Hidden, PageReading

_DIGITS = compiled(r"\d+")
_NEAR, _BESIDE = 10.0, 15.0
_MOST_SHOWN = 60
_SAID = {
    Cover.BOX: "under a box",
    Cover.PICTURE: "under a picture",
    Cover.NOTE: "under an annotation",
    Cover.COLOUR: "in the colour of what is behind them",
    Cover.MARK: "where a redaction was marked and never applied",
}


@dataclass(frozen=True, slots=True)
class WordsNotHidden:
    """``fewest``: so many letters and digits at least are words. ``label``: words in the colour of
    the paper that stand alone on their line and have fewer letters are for a person."""

    fewest: int = 3
    label: int = 12


@dataclass(frozen=True)
class _Pages:
    """What stands on the pages of a submission, asked only where something is hidden."""

    submission: Submission

    @cached_property
    def lines(self) -> dict[tuple[int, int], list[FlowLine]]:
        """The lines of each (file, page)."""
        found: dict[tuple[int, int], list[FlowLine]] = defaultdict(list)
        for line in self.submission.flow:
            found[line.file, line.page].append(line)
        return found

    @cached_property
    def shown(self) -> frozenset[str]:
        """The whole lines, numbers aside, that are seen on some page."""
        return frozenset(
            _plain(line)
            for (file, page), lines in self.lines.items()
            for line in lines
            if not any(
                _within(line, hidden)
                for hidden in self.submission.files[file].pages[page - 1].hidden
            )
        )

    def is_shown(self, file: int, page: int, hidden: Hidden) -> bool:
        """True where the hidden words are whole lines that are seen elsewhere (a running footer)."""
        lines = [line for line in self.lines[file, page] if _within(line, hidden)]
        return bool(lines) and all(_plain(line) in self.shown for line in lines)

    def stands_alone(self, file: int, page: int, hidden: Hidden) -> bool:
        """True where no other words stand close by on the line of the hidden words."""
        box, middle = hidden.box, (hidden.box.y0 + hidden.box.y1) / 2
        beside = [
            line
            for line in self.lines[file, page]
            if line.box.y0 < middle < line.box.y1
            and line.box.x0 < box.x1 + _BESIDE
            and line.box.x1 > box.x0 - _BESIDE
        ]
        return all(_within(line, hidden) for line in beside)


def _plain(line: FlowLine) -> str:
    return _DIGITS.sub("0", line.text.lower())


def _within(line: FlowLine, hidden: Hidden) -> bool:
    """True where all of a line is hidden."""
    box, own = hidden.box, line.box
    middle = (own.y0 + own.y1) / 2
    return own.x0 >= box.x0 - _NEAR and own.x1 <= box.x1 + _NEAR and box.holds(box.x0, middle)


def run(parameters: WordsNotHidden, question: Question) -> Outcome:
    """Fails where words are surely hidden on purpose, review where a cover is pale or partial."""
    submission = question.submission
    pages = _Pages(submission)
    found: dict[Status, list[tuple[Hidden, Evidence]]] = {Status.FAIL: [], Status.REVIEW: []}
    for number, file in enumerate(submission.files):
        for page in file.pages:
            for hidden in page.hidden:
                status = _judge(hidden, parameters, pages, number, page.number)
                if status is not None:
                    place = Evidence(number, page.number, None, hidden.box)
                    found[status].append((hidden, place))
            for note in page.annotations:
                if note.kind == "Redact" and note.box and not _is_judged(note.box, page):
                    # Over a scan, or over nothing: a mark all the same, and never applied.
                    place = Evidence(number, page.number, None, note.box)
                    found[Status.REVIEW].append((Hidden(note.box, Cover.MARK, 0), place))
    searched = page_ranges((p.file, p.number) for p in submission.pages)
    if found[Status.FAIL]:
        certain = found[Status.FAIL]
        return Outcome(
            Status.FAIL,
            f"Words that cannot be seen can still be copied from the file: {_said(certain, submission)}."
            " The words are not shown here.",
            _shown([*certain, *found[Status.REVIEW]]),
            searched,
        )
    unread = not_all_read(submission, "No hidden words were found.", beside=False)
    if unread:
        return unread
    if found[Status.REVIEW]:
        doubtful = found[Status.REVIEW]
        return Outcome(
            Status.REVIEW,
            f"Please look at words that may be hidden rather than gone: {_said(doubtful, submission)}."
            " Whatever was meant to be taken out there can still be copied.",
            _shown(doubtful),
            searched,
        )
    return Outcome(
        Status.PASS,
        "No words were found under boxes, pictures or annotations, in the colour of the paper, or"
        " where a redaction was marked.",
        searched=searched,
    )


def _is_judged(mark: Box, page: PageReading) -> bool:
    """True where words were found under a mark of redaction."""
    return any(
        hidden.cover is Cover.MARK
        and hidden.box.x0 < mark.x1
        and mark.x0 < hidden.box.x1
        and hidden.box.y0 < mark.y1
        and mark.y0 < hidden.box.y1
        for hidden in page.hidden
    )


def _judge(
    hidden: Hidden, parameters: WordsNotHidden, pages: _Pages, file: int, page: int
) -> Status | None:
    if hidden.letters < parameters.fewest:
        return None
    if hidden.cover is Cover.MARK:
        return Status.FAIL
    on_purpose = hidden.sure and hidden.whole and hidden.fits
    if hidden.cover is Cover.COLOUR:
        if not hidden.dark and pages.is_shown(file, page, hidden):
            return None
        label = hidden.letters < parameters.label and pages.stands_alone(file, page, hidden)
        return Status.FAIL if on_purpose and not label else Status.REVIEW
    if not hidden.dark and pages.is_shown(file, page, hidden):
        return None
    return Status.FAIL if on_purpose and hidden.dark else Status.REVIEW


def _said(found: list[tuple[Hidden, Evidence]], submission: Submission) -> str:
    """ "under a box (pages 3 and 7); in the colour of what is behind them (page 9)"."""
    by_cover: dict[Cover, list[Evidence]] = {}
    for hidden, place in found:
        by_cover.setdefault(hidden.cover, []).append(place)
    return "; ".join(
        f"{_SAID[cover]} ({in_words(_ranges(places), submission)})"
        for cover, places in by_cover.items()
    )


def _ranges(places: Iterable[Evidence]) -> tuple[PageRange, ...]:
    return page_ranges((place.file, place.page or 1) for place in places)


def _shown(found: list[tuple[Hidden, Evidence]]) -> tuple[Evidence, ...]:
    return tuple(place for _, place in found[:_MOST_SHOWN])


KIND = Kind("words-not-hidden", WordsNotHidden, run, needs_part=False, files_only=True)
