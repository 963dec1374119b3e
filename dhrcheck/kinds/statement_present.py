"""``statement-present``: words that a part should hold, such as a note that the plan is live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dhrcheck.document.model import FlowLine, Role, Submission
from dhrcheck.document.passage import Passage, passage_of, roles_of
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.nearest import nearest_miss, nearest_window
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases


@dataclass(frozen=True, slots=True)
class StatementPresent:
    """``phrases`` say it fully (pass), ``partly`` say some of it (review).

    ``about`` are words for what the statement speaks of: within table cells, outside the part, and
    for ``weak`` phrases it must stand in the same sentence, since cells hold many other sentences.
    ``never`` are longer phrases in which none of this counts. ``page_before`` looks at the page just
    before the part as well, ``elsewhere`` names parts where the statement is a ``review``.
    ``furniture`` includes running headers and footers. ``fuzzy`` is how alike (0 to 100, 0 for off)
    words must be that are not exactly a phrase. ``statement`` completes the messages.
    """

    phrases: tuple[str, ...]
    statement: str
    weak: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    page_before: bool = False
    elsewhere: tuple[Role, ...] = ()
    furniture: bool = False
    fuzzy: int = 92


class _Hit(NamedTuple):
    passage: Passage
    start: int
    end: int
    score: float = 100.0


def run(parameters: StatementPresent, question: Question) -> Outcome:
    """Full words in the part pass; partial ones, and words elsewhere, are for a person."""
    submission = question.submission
    asked = question.section_passage() if question.where.section else None
    asked = asked or question.passage()
    passage = _with_furniture(asked, question) if parameters.furniture else asked
    before = _page_before(question) if parameters.page_before else None
    full = next(_full(parameters, submission, passage, before), None)
    if full is not None:
        return _said(full, f"The {parameters.statement} was found.", passage)
    partial = next(_partial(parameters, submission, passage, before), None)
    if partial is not None:
        return _doubt(
            partial,
            f"Words near to the {parameters.statement} were found, but they do not say all of it.",
            passage,
        )
    other = next(_elsewhere(parameters, question), None)
    if other is not None:
        return _doubt(
            other, f"The {parameters.statement} stands in another part, not here.", other.passage
        )
    return not_found(
        f"The {parameters.statement} was not found.",
        asked,
        submission,
        nearest=nearest_miss(parameters.phrases, passage),
    )


def _said(hit: _Hit, message: str, passage: Passage) -> Outcome:
    evidence = hit.passage.evidence(hit.start, hit.end, score=hit.score, around=80)
    return found(message, (evidence,), passage)


def _doubt(hit: _Hit, message: str, passage: Passage) -> Outcome:
    evidence = hit.passage.evidence(hit.start, hit.end, score=hit.score, around=80)
    return Outcome(Status.REVIEW, message, (evidence,), passage.searched)


def _full(
    parameters: StatementPresent, submission: Submission, passage: Passage, before: Passage | None
) -> Iterator[_Hit]:
    yield from _hits(parameters, parameters.phrases, submission, passage)
    yield from _hits(parameters, parameters.weak, submission, passage, must_be_about=True)
    if before is not None:
        words = (*parameters.phrases, *parameters.weak)
        yield from _hits(parameters, words, submission, before, must_be_about=True)
    long = [p for p in parameters.phrases if len(p) >= 12 and "..." not in p and "*" not in p]
    window = nearest_window(long, passage.text, at_least=float(parameters.fuzzy or 101))
    if window is not None and _counts(
        parameters, submission, passage, window.start, window.end, False
    ):
        yield _Hit(passage, window.start, window.end, round(window.score, 1))


def _partial(
    parameters: StatementPresent, submission: Submission, passage: Passage, before: Passage | None
) -> Iterator[_Hit]:
    yield from _hits(parameters, parameters.partly, submission, passage)
    if before is not None:
        yield from _hits(parameters, parameters.partly, submission, before, must_be_about=True)


def _elsewhere(parameters: StatementPresent, question: Question) -> Iterator[_Hit]:
    if parameters.elsewhere:
        passage = question.submission.passage(parameters.elsewhere, without=question.where.part)
        words = (*parameters.phrases, *parameters.weak)
        yield from _hits(parameters, words, question.submission, passage, must_be_about=True)


def _hits(
    parameters: StatementPresent,
    phrases: tuple[str, ...],
    submission: Submission,
    passage: Passage,
    must_be_about: bool = False,
) -> Iterator[_Hit]:
    never = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(passage.text)]
    for match in compile_phrases(phrases).finditer(passage.text):
        if any(match.start < b and a < match.end for a, b in never):
            continue
        if _counts(parameters, submission, passage, match.start, match.end, must_be_about):
            yield _Hit(passage, match.start, match.end)


def _counts(
    parameters: StatementPresent,
    submission: Submission,
    passage: Passage,
    start: int,
    end: int,
    must_be_about: bool,
) -> bool:
    if not parameters.about:
        return True
    if not must_be_about and not _in_a_row(passage.line_at(start), submission):
        return True
    sentence = passage.sentence_at(start)
    return compile_phrases(parameters.about).search(passage.text, *sentence) is not None


def _in_a_row(line: FlowLine, submission: Submission) -> bool:
    """True for a line in a cell among others; a cell as wide as its table is a note or a heading."""
    if line.cell is None or line.cell.table >= len(submission.tables):
        return False
    table = submission.tables[line.cell.table]
    others = [c for c in table.cells if c.row == line.cell.row and c.text.strip()]
    return len(others) > 1


def _with_furniture(passage: Passage, question: Question) -> Passage:
    """The same part with its running headers and footers, each said once."""
    submission = question.submission
    lines = list(passage.lines)
    seen: set[str] = set()
    for part in submission.parts_of(*question.where.part):
        for line in submission.flow[part.start : part.end]:
            if line.furniture and line.text not in seen:
                seen.add(line.text)
                lines.append(line)
    return passage_of(tuple(lines), passage.unread)


def _page_before(question: Question) -> Passage | None:
    """The page just before each run of the part, where it belongs to no other part of the review."""
    submission = question.submission
    wanted = {
        (part.file, part.first_page - 1) for part in submission.parts_of(*question.where.part)
    }
    loose = (Role.APPENDIX, Role.COVER, Role.OTHER)
    lines = [
        line
        for page in submission.pages
        if (page.file, page.number) in wanted
        and all(role in loose for role in roles_of(submission, page))
        for line in submission.flow[page.first_line : page.end_line]
        if not line.furniture and not line.contents
    ]
    return passage_of(tuple(lines)) if lines else None


KIND = Kind("statement-present", StatementPresent, run, wants=True)
