"""``points-taken-up``: every point of one section (terms of reference) is taken up in another."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from dhrcheck.document.model import Role
from dhrcheck.document.paragraph_spans import paragraph_at, paragraph_spans
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import SectionSpan, offset_of, section_spans
from dhrcheck.kinds.answers import found, not_found, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, NearMiss, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_MARK = compiled(
    r"^\s*(?:[•·*]|[-o](?=\s)|\(?(?:[a-z]|[ivx]{1,5}|\d{1,3})[.)](?=\s)"
    r"|(?:KLOE|ToR|Question|Term)\s?\d{1,2}[.:)]?(?=\s)|\d{1,2}(?=\s+\p{Lu}))\s*",
    regex.IGNORECASE,
)
_WORDS = compiled(r"\p{L}[\p{L}'’-]*")
_SHORT = 4
_STEM = 5
_SAME = 40
"""Characters by which a paragraph is known to repeat a point."""
_LONGEST_REPEAT = 400
"""Characters of a paragraph that may be nothing but a point said again."""
_MOST_POINTS = 40
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class PointsTakenUp:
    """The points stand in the sections ``points``, in the first of the parts ``points_in`` that has
    any; ``general`` mark those of every review, which are not asked for. ``common`` are words that say
    nothing of what a point is about. A point is taken up where one in ``share`` of its other words
    stands in the section or in the sections ``also``; points with fewer than ``telling`` such words
    are too short to compare. Less than ``least_words`` words are no section.

    ``weighs`` are words of sentences that weigh what happened: ``some`` of them outside such a section
    are a ``review``. ``what`` names the section in messages.
    """

    what: str
    points: tuple[str, ...]
    points_in: tuple[Role, ...]
    general: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    weighs: tuple[str, ...] = ()
    share: int = 4
    telling: int = 3
    least_words: int = 40
    some: int = 3


def run(parameters: PointsTakenUp, question: Question) -> Outcome:
    """Finds the section, then looks for the telling words of each point in it."""
    submission, passage = question.submission, question.passage()
    named = section_spans(submission, passage, question.where.section, question.where.part)
    full = [s for s in named if _words(question, passage, s) >= parameters.least_words]
    if not full:
        return _woven(parameters, question, passage, named)
    section = full[0].section
    heading = Evidence(section.file, section.page, section.title)
    holder, points = _points(parameters, question)
    missed = _missed(parameters, question, holder, points, full[0].start)
    if not missed:
        message = f"The {parameters.what} is there and takes up all {len(points)} points."
        if not points:
            message = f"The {parameters.what} is there. No points were found to compare it with."
        return found(message, (heading,), passage)
    count = "one point" if len(missed) == 1 else f"{len(missed)} of the {len(points)} points"
    message = (
        f"The {parameters.what} is there, but nothing that answers {count} was recognised in it."
        " Please check."
    )
    if passage.unread:
        return unread(message, passage.unread, submission, passage.searched)
    shown = tuple(holder.evidence(*p) for p in missed[:_SHOWN])
    return Outcome(Status.REVIEW, message, shown, passage.searched)


def _words(question: Question, passage: Passage, span: SectionSpan) -> int:
    """How much there is to read up to the next section of another name: themes may have headings as
    large as that of the analysis itself."""
    end = span.end
    for section in question.submission.sections:
        if section.start >= span.section.end and section.role is span.section.role:
            if section.slots:
                break
            end = max(end, offset_of(passage, section.end))
    return len(passage.text[span.start : end].split())


def _points(parameters: PointsTakenUp, question: Question) -> tuple[Passage, list[Span]]:
    """The points of the first part that has some: items, and questions."""
    general = compile_phrases(parameters.general)
    whole = question.passage()
    for role in parameters.points_in:
        holder = question.submission.passage((role,))
        found: dict[str, Span] = {}
        for section in section_spans(question.submission, holder, parameters.points, (role,)):
            for span in paragraph_spans(holder.text, section.start, section.end):
                text = holder.text[span.start : span.end]
                mark = _MARK.match(text)
                if not mark and not text.rstrip().endswith("?"):
                    continue
                begin = span.start + (mark.end() if mark else 0)
                point = Span(begin, span.end)
                bare = holder.text[begin : span.end]
                if len(bare.split()) >= _SHORT and not general.search(bare):
                    found.setdefault(bare.casefold()[:_SAME], point)
        if found:
            return holder, list(found.values())[:_MOST_POINTS]
    return whole, []


def _repeats(passage: Passage, points: list[str]) -> list[Span]:
    """The paragraphs that only repeat a point: a heading or a list of them answers nothing."""
    lowered = passage.text.lower()
    # Where small letters are longer than large ones (in few languages) places would not agree.
    lowered = lowered if len(lowered) == len(passage.text) else passage.text
    found: list[Span] = []
    for point in points:
        head = point[:_SAME].lower()
        at = lowered.find(head)
        while at >= 0:
            paragraph = paragraph_at(passage.text, at)
            if paragraph.end - paragraph.start < _LONGEST_REPEAT:
                found.append(paragraph)
            at = lowered.find(head, max(paragraph.end, at + 1))
    return found


def _missed(
    parameters: PointsTakenUp, question: Question, holder: Passage, points: list[Span], begin: int
) -> list[Span]:
    """The points of whose telling words too few stand from ``begin`` on or in the sections ``also``.

    What follows the first such section weighs on: themes have headings of their own.
    """
    passage = question.passage()
    also = section_spans(question.submission, passage, parameters.also, question.where.part)
    looked_in = [Span(begin, len(passage.text)), *(Span(s.start, s.end) for s in also)]
    repeats = _repeats(passage, [holder.text[p.start : p.end] for p in points])

    def stands(stem: str) -> bool:
        return any(
            any(region.start <= match.start < region.end for region in looked_in)
            and not any(r.start <= match.start < r.end for r in repeats)
            for match in compile_phrases((f"{stem}*",)).finditer(passage.text)
        )

    missed = []
    for point in points:
        stems = _telling(parameters, question, holder.text[point.start : point.end])
        if len(stems) >= parameters.telling:
            wanted = max(1, len(stems) // parameters.share)
            if sum(1 for stem in stems if stands(stem)) < wanted:
                missed.append(point)
    return missed


def _telling(parameters: PointsTakenUp, question: Question, point: str) -> list[str]:
    """The beginnings of the words that say what a point is about, each once."""
    common = {word[:_STEM] for word in parameters.common}
    names = {w.casefold() for p in question.submission.facts.people for w in p.name.split()}
    stems: list[str] = []
    for word in _WORDS.findall(point):
        word = regex.split(r"['’-]", word.casefold())[0]
        stem = word[:_STEM]
        if len(word) >= _SHORT and word not in names and stem not in common and stem not in stems:
            stems.append(stem)
    return stems


def _woven(
    parameters: PointsTakenUp,
    question: Question,
    passage: Passage,
    named: tuple[SectionSpan, ...],
) -> Outcome:
    sentences = dict.fromkeys(
        passage.sentence_at(m.start)
        for m in compile_phrases(parameters.weighs).finditer(passage.text)
    )
    if len(sentences) >= parameters.some:
        shown = tuple(passage.evidence(*s) for s in list(sentences)[:_SHOWN])
        message = f"No {parameters.what} was found by name, but the report weighs what happened."
        return Outcome(Status.REVIEW, message, shown, passage.searched)
    near, message = None, f"No {parameters.what} was found."
    if named:
        section = named[0].section
        near = NearMiss(section.file, section.page, section.title, 90.0)
        message = f"There is a heading for the {parameters.what}, with next to nothing under it."
    return not_found(message, passage, question.submission, nearest=near)


KIND = Kind("points-taken-up", PointsTakenUp, run, wants=True)
