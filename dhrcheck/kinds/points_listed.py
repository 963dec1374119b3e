"""``points-listed``: a heading or sentence that opens a list of points, such as terms of reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from dhrcheck.document.model import Role, Section
from dhrcheck.document.passage import Passage, Span, passage_of
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.points_in_prose import counted_off, is_theme
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import NearMiss, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_NUMBER = compiled(r"^\s*(?:\(?\d{1,3}[.)]?|\d{1,3}(?:\.\d{1,3}){1,3}\.?)(?=\s)\s*")
_ITEM = compiled(r"^\s*(?:[•·*]|[-o](?=\s)|\(?(?:[a-z]|[ivx]{1,5})[.)](?=\s))\s*", regex.IGNORECASE)
_COUNTED = compiled(r"\s*\(?(?P<n>\d{1,2})[.)]\s")
_TASK = (
    r"(?:examin|consider|identif|establish|explor|assess|analys|determin|understand|evaluat|look|address|"
    r"ascertain|scrutini|review|ask|find|describ|clarif|seek|learn|highlight|check|test)\w*"
)
_CLAUSE = compiled(
    rf"\bto\s+(?:\w+ly\s+)?{_TASK}"
    r"|(?:^|[;:,)]|\band|\bor)\s*(?:and\s+|\w+ly\s+)?\K(?:whether|how|what|why|if|the\s+extent|whose|which)\b"
    r"|(?-i:\b(?:Whether|How|What|Why|Was|Were|Did)\b)"
    r"|[;:]\s*(?:and\s+)?\K(?:was|were|did|had|could|is|are|does|do|has|have)\b(?=[^.\n]{12,}\?)"
    r"|[^.?!;\n]{12,}\?",
    regex.IGNORECASE,
)
_ASKING = compiled(
    r"\b(?:whether|how|what|why|(?:the\s+)?extent|examin\w+|consider\w*|identif\w+|establish\w*|explor\w+|"
    r"assess\w*|analys\w+|determin\w+|understand\w*|evaluat\w+|look(?:ed)?\s+at|address\w*|ascertain\w*|"
    r"scrutini[sz]\w+|review(?:ed|ing)|were\s+there|was\s+there|did|could)\b",
    regex.IGNORECASE,
)
_WORDS = compiled(r"[\p{L}']+")
_NAMES = {Role.APPENDIX: "an appendix", Role.EXECUTIVE_SUMMARY: "the executive summary"}
_FARTHEST = 40
"""Paragraphs after an opening sentence in which its list must stand."""


@dataclass(frozen=True, slots=True)
class PointsListed:
    """``openers`` are phrases of a sentence that opens the list where no heading does.

    ``passing`` are phrases of sentences that only mention it, ``pointers`` of those that point
    elsewhere: neither is a point. ``general`` mark points that stand in every review: a list of only
    those is for a person. ``at_least`` is how many points make a list. ``what`` completes messages.
    ``elsewhere`` names parts (an appendix) where a list that stands only there is for a person.
    """

    what: str
    openers: tuple[str, ...]
    passing: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    at_least: int = 2
    elsewhere: tuple[Role, ...] = ()


def run(parameters: PointsListed, question: Question) -> Outcome:
    """Reads the sections that ``in`` names, then the sentences that open a list."""
    passage = question.passage()
    best, general, holder = _best(parameters, question, passage)
    if len(best) >= parameters.at_least:
        shown = tuple(holder.evidence(*span) for span in best[:3])
        return found(f"The {parameters.what} are there ({len(best)} points).", shown, passage)
    if general:
        return _doubt(parameters, passage, holder, general, "only the general purposes of reviews")
    in_another_part = _elsewhere(parameters, question)
    if in_another_part is not None:
        return in_another_part
    if best:
        return _doubt(parameters, passage, holder, best, "only one point")
    return not_found(
        f"The {parameters.what} were not found.{_why(parameters, passage)}",
        passage,
        question.submission,
        nearest=_near(parameters, passage),
    )


def _best(
    parameters: PointsListed, question: Question, passage: Passage
) -> tuple[list[Span], list[Span], Passage]:
    """The longest list of points, a list of general ones, and the passage that the list lies in."""
    best: list[Span] = []
    general: list[Span] = []
    holder = passage
    for part, spans in _candidates(parameters, question, passage):
        points = [s for s in spans if not _is_general(parameters, part.text[s.start : s.end])]
        if len(points) > len(best):
            best, holder = points, part
        if len(points) < parameters.at_least <= len(spans) and not general:
            general, holder = spans, part if not best else holder
        if len(best) >= parameters.at_least:
            break
    return best, general, holder


def _elsewhere(parameters: PointsListed, question: Question) -> Outcome | None:
    """A review where the list stands in a part that the rule only glances at."""
    for role in parameters.elsewhere:
        other = replace(question, where=replace(question.where, part=(role,)))
        best, _, holder = _best(parameters, other, other.passage())
        if len(best) >= parameters.at_least:
            return Outcome(
                Status.REVIEW,
                f"The {parameters.what} stand only in {_NAMES.get(role, 'another part')}. Please"
                " check whether they should be brought forward.",
                tuple(holder.evidence(*span) for span in best[:3]),
                question.passage().searched,
            )
    return None


def _doubt(
    parameters: PointsListed, passage: Passage, holder: Passage, spans: list[Span], why: str
) -> Outcome:
    return Outcome(
        Status.REVIEW,
        f"Where the {parameters.what} should stand, {why} could be told.",
        tuple(holder.evidence(*span) for span in spans[:3]),
        passage.searched,
    )


def _candidates(
    parameters: PointsListed, question: Question, passage: Passage
) -> Iterator[tuple[Passage, list[Span]]]:
    for slot in question.where.section:
        for section in question.submission.sections_in(slot, *question.where.part):
            body = _body(question, section)
            whole = Span(0, len(body.text))
            points = list(_points(parameters, body.text, whole))
            yield body, points
            if len(points) < parameters.at_least:
                yield body, list(_told(parameters, body.text))
    for match in compile_phrases(parameters.openers).finditer(passage.text):
        sentence = passage.sentence_at(match.start)
        if _only_mentions(parameters, passage.text, sentence):
            continue
        yield passage, list(_opened(parameters, passage.text, match.end, sentence))


def _told(parameters: PointsListed, text: str) -> Iterator[Span]:
    """Under the heading itself: themes by name, each a line, and what a sentence counts off."""
    at = 0
    for paragraph in text.split("\n"):
        mark = _ITEM.match(paragraph) or _NUMBER.match(paragraph)
        begin = at + (mark.end() if mark else 0)
        end = at + len(paragraph)
        if is_theme(text[begin:end]) and not _is_mention(parameters, paragraph):
            yield Span(begin, end)
        else:
            yield from counted_off(text, begin, end)
        at = end + 1


def _only_mentions(parameters: PointsListed, text: str, sentence: Span) -> bool:
    """ "The terms of reference were agreed in May": unless a list follows, or stands in it."""
    if not _is_mention(parameters, text[sentence.start : sentence.end]):
        return False
    opens = text[sentence.start : sentence.end].endswith(":")
    return not opens and len(list(_clauses(text, sentence))) < 2


def _body(question: Question, section: Section) -> Passage:
    lines = [
        line
        for line in question.submission.flow[section.body : section.end]
        if not line.furniture and not line.contents
    ]
    return passage_of(tuple(lines))


def _opened(parameters: PointsListed, text: str, opener: int, sentence: Span) -> Iterator[Span]:
    """The points that a sentence opens: in itself and in the list after its paragraph."""
    end = text.find("\n", sentence.start)
    end = len(text) if end < 0 else end
    clauses = list(_clauses(text, Span(opener, sentence.end)))
    yield from clauses
    if len(clauses) < 2:
        yield from counted_off(text, sentence.start, sentence.end)
    # A colon, or nothing at all: "The key lines of enquiry were", and then the list.
    begun = not text[sentence.start : end].rstrip().endswith((".", "?", "!", ";", ","))
    stop, count = end, 0
    for _ in range(_FARTHEST):
        following = text.find("\n", stop + 1)
        following = len(text) if following < 0 else following
        if stop >= len(text):
            break
        counted = _COUNTED.match(text, stop + 1, following) if begun else None
        if counted is not None and int(counted["n"]) == count + 1:
            # "1. the period from ..." after a colon, whether or not it asks anything.
            count += 1
        elif not _goes_on(text[stop + 1 : following], begun):
            break
        stop = following
    if stop > end:
        yield from _points(parameters, text, Span(end + 1, stop), begun)


def _goes_on(paragraph: str, begun: bool) -> bool:
    """Whether a paragraph still belongs to the list."""
    if _ITEM.match(paragraph):
        return True
    if _NUMBER.match(paragraph) and paragraph.rstrip().endswith("?"):
        return True
    return begun and _ASKING.search(paragraph[:90]) is not None


def _points(
    parameters: PointsListed, text: str, where: Span, begun: bool = False
) -> Iterator[Span]:
    """Each item of a list, and each paragraph that asks something; of a long one each clause.

    After a colon every paragraph is an item: bullets may be lost in extraction.
    """
    at = where.start
    while at < where.end:
        stop = text.find("\n", at, where.end)
        stop = where.end if stop < 0 else stop
        paragraph = text[at:stop]
        clauses = list(_clauses(text, Span(at, stop)))
        if len(clauses) > 1 or not _is_mention(parameters, paragraph):
            yield from _point(text, Span(at, stop), clauses, begun)
        begun = paragraph.rstrip().endswith(":") or (begun and len(paragraph) < 400)
        at = stop + 1


def _point(text: str, where: Span, clauses: list[Span], begun: bool) -> Iterator[Span]:
    paragraph = text[where.start : where.end]
    mark = _ITEM.match(paragraph) or _NUMBER.match(paragraph)
    bare = paragraph[mark.end() :] if mark else paragraph
    if len(_WORDS.findall(bare)) < 3 or bare.rstrip().endswith(":"):
        return
    if _ITEM.match(paragraph) or (begun and len(clauses) < 2):
        yield where
    elif len(clauses) > 1:
        yield from clauses
    elif clauses or _ASKING.search(bare):
        yield where


def _clauses(text: str, where: Span) -> Iterator[Span]:
    """Questions and tasks strung together in one sentence: "to examine ..., whether ... and how"."""
    starts = [m.start() for m in _CLAUSE.finditer(text, where.start, where.end)]
    for start, end in zip(starts, [*starts[1:], where.end], strict=False):
        if len(_WORDS.findall(text, start, end)) >= 3:
            yield Span(start, end)


def _is_mention(parameters: PointsListed, paragraph: str) -> bool:
    phrases = (*parameters.passing, *parameters.pointers)
    return compile_phrases(phrases).search(paragraph) is not None


def _is_general(parameters: PointsListed, point: str) -> bool:
    return compile_phrases(parameters.general).search(point) is not None


def _why(parameters: PointsListed, passage: Passage) -> str:
    if compile_phrases(parameters.pointers).search(passage.text):
        return " There is only a pointer to another part of the review."
    if compile_phrases(parameters.passing).search(passage.text):
        return " They are only mentioned."
    return ""


def _near(parameters: PointsListed, passage: Passage) -> NearMiss | None:
    for phrases in (parameters.pointers, parameters.passing):
        match = compile_phrases(phrases).search(passage.text)
        if match is not None:
            place = passage.place(*passage.sentence_at(match.start))
            return NearMiss(place.file, place.page, place.quote, 70.0)
    return nearest_miss(parameters.openers, passage)


KIND = Kind("points-listed", PointsListed, run, wants=True)
