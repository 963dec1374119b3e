"""From readings to a submission: the one street through this room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dhrcheck.document.contents import find_contents, mark_contents
from dhrcheck.document.facts import gather_facts
from dhrcheck.document.flow import build_flow
from dhrcheck.document.furniture import mark_furniture
from dhrcheck.document.headings import find_headings
from dhrcheck.document.language import find_languages
from dhrcheck.document.letter import read_letters
from dhrcheck.document.model import (
    FlowLine,
    NotAReview,
    Page,
    Part,
    Role,
    Submission,
)
from dhrcheck.document.other_reviews import apart
from dhrcheck.document.page_breaks import join_pages
from dhrcheck.document.page_lines import PagesAtHand
from dhrcheck.document.parts import REPORT_SLOTS, find_parts
from dhrcheck.document.plan import read_plan
from dhrcheck.document.plan_scanned import with_doubts_of_scans
from dhrcheck.document.sections import find_sections
from dhrcheck.document.slots import build_slots
from dhrcheck.document.text import fold, named
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.reading.model import FileReading


@dataclass(frozen=True, slots=True)
class KnownPart:
    """A part that the caller names, so that it need not be found (rule examples do this)."""

    role: Role
    file: int
    first_page: int
    last_page: int


def understand(
    files: tuple[FileReading, ...],
    vocabulary: Vocabulary,
    *,
    known_parts: tuple[KnownPart, ...] = (),
    at_hand: PagesAtHand | None = None,
) -> Submission:
    """The picture of a submission that rules look at.

    ``at_hand`` are its pages as far as they were made ready while they were being read.
    """
    slots = build_slots(vocabulary)
    flow = build_flow(files, at_hand)
    lines = mark_furniture(flow.lines, flow.pages)
    contents = find_contents(lines, flow.pages)
    lines = mark_contents(lines, contents)
    lines = _mark_footnotes(lines, flow.pages)
    headings = find_headings(lines, flow.tables, files, slots)
    lines = join_pages(lines, flow.pages, headings)
    if known_parts:
        parts = _as_known(known_parts, flow.pages)
    else:
        parts = find_parts(
            files, lines, flow.pages, flow.tables, headings, contents, vocabulary, slots
        )
    parts, others = (parts, ()) if known_parts else apart(parts, lines, headings, slots)
    submission = Submission(
        files=files,
        vocabulary=vocabulary,
        flow=tuple(lines),
        pages=tuple(flow.pages),
        tables=tuple(flow.tables),
        parts=parts,
        sections=find_sections(lines, parts, headings, slots),
        contents=tuple(entry for found in contents for entry in found.entries),
        others=others,
    )
    submission = replace(
        submission,
        not_a_review=None if known_parts else _not_a_review(submission),
    )
    if submission.not_a_review is not None:
        return submission
    submission = replace(
        submission,
        plan=with_doubts_of_scans(
            read_plan(submission.flow, submission.tables, submission.pages, parts, vocabulary),
            files,
        ),
        letters=read_letters(submission.flow, submission.pages, parts, vocabulary),
        languages=find_languages(submission.flow, submission.pages),
    )
    known = replace(submission, facts=gather_facts(submission))
    known.take_over(submission)
    return known


def _as_known(known: Sequence[KnownPart], pages: Sequence[Page]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for k in known:
        own = [p for p in pages if p.file == k.file and k.first_page <= p.number <= k.last_page]
        if own:
            parts.append(
                Part(
                    k.role,
                    k.file,
                    k.first_page,
                    k.last_page,
                    own[0].first_line,
                    own[-1].end_line,
                    None,
                    "the caller named it",
                )
            )
    return tuple(parts)


def _mark_footnotes(lines: list[FlowLine], pages: Sequence[Page]) -> list[FlowLine]:
    """Lines at the foot of a page, in small type, from one that opens with a note's number on."""
    sizes: Counter[float] = Counter()
    for ln in lines:
        if ln.cell is None:
            sizes[round(ln.size * 2) / 2] += len(ln.text)
    body = sizes.most_common(1)[0][0] if sizes else 11.0
    marked = list(lines)
    for page in pages:
        foot = False
        for i in range(page.first_line, page.end_line):
            line = marked[i]
            if line.furniture or line.cell is not None or line.size > body - 1.2:
                foot = foot and line.furniture
                continue
            if not foot and line.box.y0 > page.height * 0.5 and line.text[:1].isdigit():
                foot = True
            if foot:
                marked[i] = replace(line, footnote=True)
    return marked


_PLAIN = {
    "safeguarding adult review": "a Safeguarding Adults Review",
    "safeguarding adults review": "a Safeguarding Adults Review",
    "serious case review": "a Serious Case Review",
    "child safeguarding practice review": "a Child Safeguarding Practice Review",
    "mental health homicide review": "a mental health homicide review",
}


def _not_a_review(submission: Submission) -> NotAReview | None:
    """Whether the readable text shows that the files are something else altogether.

    Where half of the pages or a whole file could not be read the answer stays open, and so it does
    where some could not and the others speak of such a review.
    """
    unread = submission.could_hold(Role.OVERVIEW_REPORT)
    if not submission.flow or unread.files:
        return None
    dark = sum(r.last_page - r.first_page + 1 for r in unread.pages)
    if dark * 2 >= len(submission.pages) or (dark and _mentions(submission)):
        return None
    annexed = submission.has(Role.FEEDBACK_LETTER) or submission.has(Role.ACTION_PLAN)
    if annexed and _mentions(submission) > 0:
        return None
    slots = {s for section in submission.sections for s in section.slots} & REPORT_SLOTS
    if submission.has(Role.OVERVIEW_REPORT) or submission.has(Role.EXECUTIVE_SUMMARY):
        if _named_early(submission) or _mentions(submission) >= 4 + len(submission.pages) // 10:
            return None
    elif _named_early(submission) and len(slots) >= 2:
        return None
    other = _other_kind(submission)
    said = f" They seem to be {other}." if other else ""
    one = len(submission.files) == 1
    return NotAReview(
        ("This file does" if one else "These files do")
        + " not look like a Domestic Homicide Review or Domestic Abuse Related Death Review: neither its"
        " titles nor its sections are those of one."
        + (said.replace("They seem", "It seems") if one else said)
    )


def _mentions(submission: Submission) -> int:
    text = " ".join(ln.text for ln in submission.flow)
    return sum(1 for _ in named(submission.vocabulary.reviews).finditer(text))


def _named_early(submission: Submission) -> bool:
    """Whether covers, running headers or the first pages name a review of this kind."""
    early = [
        ln.text for ln in submission.flow if (ln.page <= 3 and not ln.contents) or ln.furniture
    ]
    return named(submission.vocabulary.reviews).search(" ".join(early)) is not None


def _other_kind(submission: Submission) -> str | None:
    early = f" {fold(' '.join(ln.text for ln in submission.flow if ln.page <= 2))} "
    for words, plain in _PLAIN.items():
        if f" {words} " in early:
            return plain
    return None
