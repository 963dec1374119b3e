"""``labels-absent``: words that must not be left on covers, running lines, stamps, titles and names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, NamedTuple

from dhrcheck.document.model import FlowLine, Role, Submission
from dhrcheck.document.outside import (
    EDGE,
    FILE_NAME,
    TITLE,
    Spot,
    find_histories,
    outside_of,
)
from dhrcheck.document.passage import clip, page_ranges, unread_in
from dhrcheck.document.text import fold
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import in_words, listed, readable_pages, sentence
from dhrcheck.outcome import Evidence, Outcome, PageRange, Status
from dhrcheck.rulebook.pattern import Pattern
from dhrcheck.rulebook.phrases import compile_phrases

_BREAK = "\n.\n"
_PARTING = "|/:;[](){}•-.*"
"""Signs that part one label from the next."""
Place = Literal[
    "cover",
    "header or footer",
    "edge of a page",
    "watermark",
    "stamp",
    "document title",
    "file name",
]


@dataclass(frozen=True, slots=True)
class LabelsAbsent:
    """``places`` are looked at. ``phrases`` count anywhere there, ``labels`` and ``patterns`` only
    where they are no sentence of a cover, and ``alone`` only where they stand alone, between bars,
    dashes or brackets, or in capitals at an end of a line. What the rule writes in capitals counts in
    capitals only. ``doubtful_alone`` are like ``alone``, for a person. In ``never`` none of this counts.
    ``histories`` are headings or table headers of a document history, for a person. ``calling``
    completes "No ... was found"; ``note`` is added where nothing is found.
    """

    places: tuple[Place, ...]
    calling: str
    phrases: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    alone: tuple[str, ...] = ()
    doubtful_alone: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    histories: tuple[str, ...] = ()
    note: str = ""


class _Hit(NamedTuple):
    words: str
    spot: Spot
    fails: bool
    line: str


def run(parameters: LabelsAbsent, question: Question) -> Outcome:
    """Fails with every wording found and all its pages."""
    submission, without = question.submission, question.where.not_in
    histories = find_histories(submission, parameters.histories, without)
    outside = outside_of(submission, without, histories)
    spots = [s for s in outside if s.what in parameters.places]
    hits = _merged(_hits(parameters, spots, submission))
    searched = readable_pages(submission)
    failing = [h for h in hits if h.fails]
    if failing:
        said = "; ".join(_say(h, submission) for h in failing[:5])
        return Outcome(Status.FAIL, f"{said}.", tuple(map(_evidence, failing)), searched)
    if hits or histories:
        doubts = [_say(h, submission) for h in hits[:5]]
        doubts += [f"a document history on {_page(h.title, submission)}" for h in histories]
        return Outcome(
            Status.REVIEW,
            f"{sentence(listed(doubts))}. Please decide whether this should stay in the file.",
            (*map(_evidence, hits), *(_line_evidence(h.title) for h in histories)),
            searched,
        )
    said = f"No {parameters.calling} was found. {parameters.note}".strip()
    lost = unread_in(submission, (), without)
    if lost:
        return unread(said, lost, submission, searched)
    return Outcome(Status.PASS, said, searched=searched)


def _hits(
    parameters: LabelsAbsent, spots: Sequence[Spot], submission: Submission
) -> Iterator[_Hit]:
    """All hits. The spots are searched as one text: phrases are many, and spots too."""
    text = _BREAK.join(spot.text for spot in spots)
    starts = list(accumulate((len(s.text) + len(_BREAK) for s in spots), initial=0))
    taken = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(text)]
    kept: list[tuple[int, int, bool]] = []
    for start, end, fails, counts in _found(parameters, text, submission):
        number = bisect_right(starts, start) - 1
        at = starts[number]
        clear = not any(start < b and a < end for a, b in taken)
        if clear and counts(spots[number], start - at, end - at):
            taken.append((start, end))
            kept.append((start, end, fails))
    for start, end, fails in _side_by_side(sorted(kept), text):
        spot = spots[bisect_right(starts, start) - 1]
        line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
        yield _Hit(" ".join(text[start:end].split()), spot, fails, line)


def _found(
    parameters: LabelsAbsent, text: str, submission: Submission
) -> Iterator[tuple[int, int, bool, Callable[[Spot, int, int], bool]]]:
    """What stands in the text, whether it fails, and where it counts."""
    for match in compile_phrases(parameters.phrases).finditer(text):
        yield match.start, match.end, True, _anywhere
    for words, fails, counts in (
        (parameters.labels, True, _in_label),
        (parameters.alone, True, _alone),
        (parameters.doubtful_alone, False, _alone),
    ):
        for match in compile_phrases(words).finditer(text):
            if not match.phrase.isupper() or text[match.start : match.end].isupper():
                yield match.start, match.end, fails, counts
    for pattern in parameters.patterns:
        for found in pattern.finditer(text):
            if not _names_somebody(found.group(), submission):
                yield found.start(), found.end(), True, _in_label


def _anywhere(spot: Spot, start: int, end: int) -> bool:
    return True


def _in_label(spot: Spot, start: int, end: int) -> bool:
    return not spot.prose and spot.what != EDGE


def _alone(spot: Spot, start: int, end: int) -> bool:
    if spot.prose:
        return False
    before = spot.text[:start].rpartition("\n")[2].strip()
    after = spot.text[end:].partition("\n")[0].strip()
    in_capitals = spot.text[start:end].isupper() and any(c.islower() for c in before + after)
    at_end = not _without_number(before) or not _without_number(after)
    return (_is_clear(before, -1) and _is_clear(after, 0)) or (in_capitals and at_end)


def _side_by_side(found: list[tuple[int, int, bool]], text: str) -> Iterator[tuple[int, int, bool]]:
    """ "DRAFT" and "v0.4" beside each other are one label."""
    current: tuple[int, int, bool] | None = None
    for start, end, fails in found:
        if current and current[2] == fails and not text[current[1] : start].strip(" -,("):
            current = (current[0], end, fails)
            continue
        if current:
            yield current
        current = (start, end, fails)
    if current:
        yield current


def _names_somebody(words: str, submission: Submission) -> bool:
    """ "V1" is a version, or Victim 1: then it is all over the report."""
    if not (words[:1] == "V" and words[1:].isdigit()):
        return False
    text = submission.passage((Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY)).text
    return sum(1 for _ in compile_phrases((words,)).finditer(text)) >= 3


def _is_clear(text: str, end: int) -> bool:
    """True where nothing, a page number or what parts two labels stands at this end of ``text``."""
    return not _without_number(text) or text[end] in _PARTING


def _without_number(text: str) -> str:
    """``text`` unless it is nothing but a page number and signs."""
    words = [w for w in fold(text).split() if not w.isdigit() and w not in ("page", "of", "p")]
    return " ".join(words)


def _merged(hits: Iterator[_Hit]) -> list[_Hit]:
    """One hit for each wording and kind of place of a file, with all its pages."""
    found: dict[tuple[str, str, int], _Hit] = {}
    for hit in hits:
        key = (fold(hit.words), hit.spot.what, hit.spot.file)
        first = found.get(key)
        if first is None:
            found[key] = hit
        else:
            pages = tuple(sorted({*first.spot.pages, *hit.spot.pages}))
            found[key] = first._replace(spot=replace(first.spot, pages=pages))
    return list(found.values())


def _say(hit: _Hit, submission: Submission) -> str:
    what = hit.spot.what
    if what in (FILE_NAME, TITLE):
        name = submission.files[hit.spot.file].name
        return f"“{hit.words}” in the {what}" + (f" of “{name}”" if what == TITLE else f" “{name}”")
    pages = in_words(page_ranges((hit.spot.file, n) for n in hit.spot.pages), submission, 8)
    kind = {"cover": "on the cover", "stamp": "in a stamp", "watermark": "in a watermark"}
    kind[EDGE] = f"at the {EDGE}"
    return f"“{hit.words}” {kind.get(what, f'in the {what}')} ({pages})"


def _evidence(hit: _Hit) -> Evidence:
    spot = hit.spot
    return Evidence(spot.file, spot.page, clip(hit.line), spot.box, spot.read, 100.0)


def _page(line: FlowLine, submission: Submission) -> str:
    return in_words([PageRange(line.file, line.page, line.page)], submission)


def _line_evidence(line: FlowLine) -> Evidence:
    return Evidence(line.file, line.page, clip(line.text), line.box, line.read, 100.0)


KIND = Kind("labels-absent", LabelsAbsent, run, needs_part=False, files_only=True)
