"""``comments-absent``: no comment, tracked change or sticky note is left in the file or printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dhrcheck.document.model import FlowLine
from dhrcheck.document.passage import page_ranges, unread_in
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.unread_files import not_all_read
from dhrcheck.kinds.whereabouts import in_words, listed
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.pattern import Pattern
from dhrcheck.rulebook.phrases import word_index

_MARGIN = 0.66
"""The share of a page's width from which what is printed stands in the margin for comments."""
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class CommentsAbsent:
    """``annotations``: the kinds of annotation that are comments, by their names in PDF, each in
    plain words. ``printed``: how a line begins that shows a comment or a change in print.
    ``beside``: the same, where it counts only in the margin or beside others. ``cues``: a line is
    looked at only where a word in it begins so."""

    annotations: dict[str, str]
    cues: tuple[str, ...]
    printed: tuple[Pattern, ...] = ()
    beside: tuple[Pattern, ...] = ()


def run(parameters: CommentsAbsent, question: Question) -> Outcome:
    """Fails where annotations or printed balloons are left; their words are never shown."""
    submission = question.submission
    found = [*_noted(parameters, question), *_printed(parameters, question)]
    ranges = page_ranges((e.file, e.page) for e in found if e.page)
    if found:
        counts: dict[str, int] = {}
        for evidence in found:
            counts[evidence.quote or ""] = counts.get(evidence.quote or "", 0) + 1
        said = listed(
            [f"{words} ({count})" if count > 1 else words for words, count in counts.items()]
        )
        return Outcome(
            Status.FAIL,
            f"Comments or marks of editing are left on {in_words(ranges, submission)}: {said}. Their"
            " words are not shown here.",
            tuple(found[:_MOST_SHOWN]),
            searched=page_ranges((p.file, p.number) for p in submission.pages),
        )
    nothing = "No comment, note or tracked change was found."
    lost = unread_in(submission, (), question.where.not_in)
    if lost.pages:
        return unread(nothing, lost, submission)
    return not_all_read(submission, nothing) or Outcome(
        Status.PASS,
        nothing + " Changes that were turned into plain coloured text can only be seen by eye.",
        searched=page_ranges((p.file, p.number) for p in submission.pages),
    )


def _noted(parameters: CommentsAbsent, question: Question) -> Iterator[Evidence]:
    for number, file in enumerate(question.submission.files):
        for page in file.pages:
            for note in page.annotations:
                words = parameters.annotations.get(note.kind)
                if words:
                    yield Evidence(number, page.number, words, note.box)


def _printed(parameters: CommentsAbsent, question: Question) -> list[Evidence]:
    """Balloons of comments and changes that were printed with the page."""
    submission = question.submission
    sure, doubtful = [], []
    passage = submission.passage()
    index = word_index(passage.text)
    places = {at for cue in parameters.cues for at in index.beginning(cue.lower())}
    lines = {passage.line_at(index.starts[at]).index for at in places}
    left_out = {
        (part.file, page)
        for part in submission.parts
        if part.role in question.where.not_in
        for page in range(part.first_page, part.last_page + 1)
    }
    for number in sorted(lines):
        line = submission.flow[number]
        if (line.file, line.page) in left_out:
            continue
        if any(pattern.search(line.text) for pattern in parameters.printed):
            sure.append(line)
        elif any(pattern.search(line.text) for pattern in parameters.beside):
            doubtful.append(line)
    counted = [line for line in doubtful if sure or _in_margin(line, question)]
    return [
        Evidence(line.file, line.page, "printed comment or change", line.box, line.read)
        for line in sorted([*sure, *counted], key=lambda line: line.index)
    ]


def _in_margin(line: FlowLine, question: Question) -> bool:
    page = question.submission.files[line.file].pages[line.page - 1]
    return line.cell is None and line.box.x0 > _MARGIN * page.width


KIND = Kind("comments-absent", CommentsAbsent, run, needs_part=False, files_only=True)
