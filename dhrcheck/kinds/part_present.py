"""``part-present``: a part of the review (report, summary, plan) is in the files."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.model import Role, Submission
from dhrcheck.kinds.answers import for_a_person, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import (
    body_lines,
    opening,
    pages_of,
    promised,
    readable_pages,
    sentence,
    where,
)
from dhrcheck.outcome import Outcome, Status

_TITLE_ONLY = 25
"""Words up to which the pages of a part hold no more than its heading."""
_PAGE_WORDS = 40
"""Words from which a page counts as a page of text and not as a cover."""


@dataclass(frozen=True, slots=True)
class PartPresent:
    """``name`` is the part in plain words ("executive summary"); ``in`` says which part it is.

    ``review_below_words``: a part of one page with fewer words is for a person to judge.
    ``wants_table``: a part without rows that could be read is for a person to judge.
    ``speaks_for_all``: this rule says it where the files are no review of this kind."""

    name: str
    review_below_words: int = 0
    wants_table: bool = False
    speaks_for_all: bool = False


def run(parameters: PartPresent, question: Question) -> Outcome:
    """Passes with the first and last page of the part."""
    submission = question.submission
    if parameters.speaks_for_all and submission.not_a_review is not None:
        return Outcome(
            Status.FAIL,
            submission.not_a_review.sentence,
            searched=readable_pages(submission),
            fix="Please check that these are the files you meant to hand in.",
        )
    role = question.where.part[0]
    runs = submission.parts_of(role)
    if not runs:
        return _absent(parameters, submission, role)
    words = _words_by_page(submission, role)
    lost = submission.unread(role)
    no_rows = parameters.wants_table and not (submission.plan and submission.plan.rows)
    pages = where(runs, submission)
    searched = pages_of(runs)
    if lost and (no_rows or sum(words.values()) <= _TITLE_ONLY):
        return unread(
            f"{sentence(pages)} should be the {parameters.name}.", lost, submission, searched
        )
    named = f"The {parameters.name} is on {pages}."
    evidence = [opening(part, submission) for part in runs]
    if no_rows:
        return for_a_person(
            f"{named} But no table could be made out there. Please look whether the actions"
            " themselves are there, or are only mentioned or linked to.",
            evidence,
            searched,
        )
    if parameters.speaks_for_all and submission.others:
        return for_a_person(f"{named} {_others(submission)}", evidence, searched)
    full = [page for page, count in words.items() if count >= _PAGE_WORDS]
    if len(full) <= 1 and sum(words.values()) < parameters.review_below_words and not lost:
        return for_a_person(
            f"{named} It is under one page. Please look whether this is the whole"
            f" {parameters.name}.",
            evidence,
            searched,
        )
    return Outcome(Status.PASS, named, tuple(evidence), searched)


def _others(submission: Submission) -> str:
    """In one sentence, the further reviews in the files."""
    several = len(submission.files) > 1
    told = [
        f"the one on “{other.name}” from page {other.page}"
        + (f" of “{submission.files[other.file].name}”" if several else "")
        for other in submission.others
    ]
    count = "Another review seems" if len(told) == 1 else f"{len(told)} other reviews seem"
    return (
        f"{count} to be in the same files ({', '.join(told)}), and was not checked with this one:"
        " please check each review by itself."
    )


def _absent(parameters: PartPresent, submission: Submission, role: Role) -> Outcome:
    searched = readable_pages(submission)
    evidence = promised(submission, parameters.name)
    listed = " The contents list names it, but it is not there." if evidence else ""
    lost = submission.could_hold(role)
    if lost:
        return Outcome(
            Status.UNREAD,
            f"No {parameters.name} was found on the pages that could be read. It may be on"
            f" {lost.words(submission)}, which could not be read.",
            evidence,
            searched,
        )
    files, pages = len(submission.files), len(submission.pages)
    looked = f"the {files} files" if files > 1 else "the file"
    count = "1 page" if pages == 1 else f"{pages} pages"
    return Outcome(
        Status.FAIL,
        f"No {parameters.name} was found in {looked} ({count}).{listed}",
        evidence,
        searched,
    )


def _words_by_page(submission: Submission, role: Role) -> dict[tuple[int, int], int]:
    counts: dict[tuple[int, int], int] = {}
    for part in submission.parts_of(role):
        for line in body_lines(part, submission):
            key = (line.file, line.page)
            counts[key] = counts.get(key, 0) + len(line.text.split())
    return counts


KIND = Kind("part-present", PartPresent, run, needs_part=False)
