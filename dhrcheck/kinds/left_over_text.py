"""``left-over-text``: words of a template, or of the program that made the file, that were left in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dhrcheck.document.model import FlowLine, Submission
from dhrcheck.document.passage import Passage, Unread, passage_of, roles_of
from dhrcheck.kinds.answers import none_found
from dhrcheck.kinds.left_over_places import (
    heads_a_column,
    in_plan,
    is_all_said,
    is_name,
    stands_for_something,
)
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import in_words
from dhrcheck.outcome import Evidence, Outcome, PageRange, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.pattern import Pattern
from dhrcheck.rulebook.phrases import compile_phrases

_BRACKETS = tuple(compiled(rf"\{a}[^\{a}\{b}\n]{{1,90}}\{b}") for a, b in ("[]", "<>", "{}"))


@dataclass(frozen=True, slots=True)
class LeftOverText:
    """``phrases`` and ``patterns`` fail wherever they stand, ``in_brackets`` and ``fills`` where they
    are all that stands in square, angle or curly brackets. ``statements`` fail where they are all that
    is said; ``short_forms`` fail unless the report says what they stand for. Neither of these two
    counts in an action plan, where other rules judge them. ``doubtful`` and ``doubtful_in_brackets``
    are for a person, unless they stand so often (``chosen_from`` times) that they are this review's
    way of writing; ``fills`` that stand ``fills_from`` times are for a person. In ``never`` none of
    this counts, nor in quotation marks where ``quoted_is_fine``. ``highlights``: highlighting left in
    the file is for a person. ``calling`` completes "No ... was found".
    """

    calling: str
    phrases: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    in_brackets: tuple[Pattern, ...] = ()
    fills: tuple[Pattern, ...] = ()
    fills_from: int = 4
    statements: tuple[str, ...] = ()
    short_forms: tuple[str, ...] = ()
    doubtful: tuple[Pattern, ...] = ()
    doubtful_in_brackets: tuple[Pattern, ...] = ()
    chosen_from: int = 8
    never: tuple[str, ...] = ()
    quoted_is_fine: bool = True
    highlights: bool = False


class _Hit(NamedTuple):
    passage: Passage
    start: int
    end: int
    fails: bool


@dataclass(slots=True)
class _Search:
    """The hits in one text, without overlaps."""

    passage: Passage
    taken: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, end: int, fails: bool, quoted_is_fine: bool) -> Iterator[_Hit]:
        if any(start < b and a < end for a, b in self.taken):
            return
        self.taken.append((start, end))
        if not (quoted_is_fine and self.passage.is_quoted(start, end)):
            yield _Hit(self.passage, start, end, fails)


def run(parameters: LeftOverText, question: Question) -> Outcome:
    """Fails with every place, in the text, the contents lists and the running lines."""
    submission = question.submission
    text = question.passage()
    hits = [h for p in _texts(text, question) for h in _hits(parameters, p, submission)]
    failing = [h for h in hits if h.fails]
    marked = _highlights(question) if parameters.highlights else ()
    shown = failing or hits
    said = _say(shown, submission)
    if failing:
        return Outcome(Status.FAIL, said, tuple(map(_evidence, failing)), text.searched)
    if hits or marked:
        if marked:
            pages = in_words(
                [PageRange(e.file, e.page or 1, e.page or 1) for e in marked], submission
            )
            said = f"{said} Highlighting is left on {pages}.".strip()
        said += " Please check whether something is still to be filled in."
        return Outcome(Status.REVIEW, said, (*map(_evidence, hits), *marked), text.searched)
    return none_found(f"No {parameters.calling} was found.", text, submission)


def _texts(text: Passage, question: Question) -> Iterator[Passage]:
    """The text, then what it leaves out: contents lists, and each running line once."""
    yield text
    submission, without = question.submission, question.where.not_in
    left_out = {
        (page.file, page.number)
        for page in submission.pages
        if (roles := roles_of(submission, page)) and all(role in without for role in roles)
    }
    lists: list[FlowLine] = []
    running: dict[tuple[int, str], FlowLine] = {}
    for line in submission.flow:
        if (line.file, line.page) in left_out:
            continue
        if line.furniture:
            running.setdefault((line.file, line.text), line)
        elif line.contents:
            lists.append(line)
    for lines in (lists, [*running.values()]):
        if lines:
            yield passage_of(tuple(lines), Unread())


def _hits(parameters: LeftOverText, passage: Passage, submission: Submission) -> Iterator[_Hit]:
    text, fine = passage.text, parameters.quoted_is_fine
    search = _Search(passage)
    search.taken += [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(text)]
    for found in compile_phrases(parameters.phrases).finditer(text):
        yield from search.add(found.start, found.end, True, fine)
    for pattern in parameters.patterns:
        for match in pattern.finditer(text):
            if not heads_a_column(passage, match.start(), submission):
                yield from search.add(match.start(), match.end(), True, fine)
    brackets = [m.span() for kind in _BRACKETS for m in kind.finditer(text)]
    for start, end in _all_of(parameters.in_brackets, brackets, text):
        yield from search.add(start, end, True, fine)
    fills = _all_of(parameters.fills, brackets, text)
    for start, end in fills:
        yield from search.add(start, end, len(fills) < parameters.fills_from, fine)
    for found in compile_phrases(parameters.statements).finditer(text):
        if is_all_said(text, found.start, found.end) and not in_plan(
            passage, found.start, submission
        ):
            yield from search.add(found.start, found.end, True, fine)
    for found in compile_phrases(parameters.short_forms).finditer(text):
        if not in_plan(passage, found.start, submission) and not stands_for_something(
            text[found.start : found.end], passage, submission
        ):
            yield from search.add(found.start, found.end, True, fine)
    doubtful = [[m.span() for m in pattern.finditer(text)] for pattern in parameters.doubtful]
    doubtful.append(_all_of(parameters.doubtful_in_brackets, brackets, text))
    for places in doubtful:
        for start, end in places if len(places) < parameters.chosen_from else ():
            if not is_name(text[start:end], submission):
                yield from search.add(start, end, False, fine)


def _all_of(
    patterns: tuple[Pattern, ...], brackets: list[tuple[int, int]], text: str
) -> list[tuple[int, int]]:
    """The brackets that hold nothing but one of the patterns."""
    found = []
    for start, end in brackets:
        inside = text[start + 1 : end - 1].strip(" []<>{}")
        if any((m := p.search(inside)) and m.span() == (0, len(inside)) for p in patterns):
            found.append((start, end))
    return found


def _highlights(question: Question) -> tuple[Evidence, ...]:
    """The first highlighting of each page of the parts that the rule looks at."""
    submission, without = question.submission, question.where.not_in
    found = []
    for page in submission.pages:
        roles = roles_of(submission, page)
        if roles and all(role in without for role in roles):
            continue
        notes = submission.files[page.file].pages[page.number - 1].annotations
        mark = next((n for n in notes if n.kind == "Highlight"), None)
        if mark is not None:
            found.append(Evidence(page.file, page.number, None, mark.box, page.read))
    return tuple(found)


def _say(hits: list[_Hit], submission: Submission) -> str:
    if not hits:
        return ""
    lines = [h.passage.line_at(h.start) for h in hits]
    pages = in_words(
        [PageRange(*p) for p in sorted({(n.file, n.page, n.page) for n in lines})], submission
    )
    words = dict.fromkeys(" ".join(h.passage.text[h.start : h.end].split()) for h in hits)
    said = "; ".join(f"“{w}”" for w in list(words)[:4])
    more = f" and {len(words) - 4} more" if len(words) > 4 else ""
    return f"{'One place' if len(hits) == 1 else f'{len(hits)} places'}, {pages}: {said}{more}."


def _evidence(hit: _Hit) -> Evidence:
    return hit.passage.evidence(hit.start, hit.end, around=60)


KIND = Kind("left-over-text", LeftOverText, run, needs_part=False, files_only=True)
