"""``plan-annexed``: the action plan stands in the report's own file, after its body."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.model import Part, Role, Submission
from dhrcheck.document.passage import Unread, page_ranges
from dhrcheck.kinds.answers import for_a_person, not_applicable
from dhrcheck.kinds.body import body_after
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import file_words, files_with, opening, pages_of, where
from dhrcheck.outcome import Outcome, Status


@dataclass(frozen=True, slots=True)
class PlanAnnexed:
    """Nothing to set."""


def run(parameters: PlanAnnexed, question: Question) -> Outcome:
    """Fails where the plan is only a separate file or only in the summary."""
    submission = question.submission
    homes = files_with(submission, Role.OVERVIEW_REPORT)
    if not homes:
        return without_report(submission, "the action plan")
    plans = submission.parts_of(Role.ACTION_PLAN)
    searched = pages_of(p for p in submission.parts if p.file in homes)
    at_home = [p for p in plans if p.file in homes]
    own = [p for p in at_home if not _in_summary(p, submission)]
    annexed = [p for p in own if not body_after(p, submission, Role.OVERVIEW_REPORT)]
    if annexed:
        return Outcome(
            Status.PASS,
            f"The action plan is annexed to the report, on {where(annexed, submission)}.",
            tuple(opening(p, submission) for p in annexed),
            searched,
        )
    if own:
        after = body_after(own[0], submission, Role.OVERVIEW_REPORT)
        return for_a_person(
            f"The action plan ({where(own, submission)}) stands inside the report, which goes on"
            f" after it ({where(after, submission)}). Please decide whether it should be an annex.",
            [opening(p, submission) for p in (*own, *after)],
            searched,
        )
    if at_home:
        message = (
            f"The action plan is only in the executive summary, on {where(at_home, submission)}."
        )
    else:
        message = (
            f"The action plan is only in {file_words(submission, (p.file for p in plans))}, not in"
            f" the file of the report ({file_words(submission, homes)})."
        )
    evidence = tuple(opening(p, submission) for p in plans)
    lost = unread_at_home(submission, Role.ACTION_PLAN, homes)
    if lost:
        return Outcome(
            Status.UNREAD,
            f"{message} It may stand on {lost.words(submission)} as well, which could not be read.",
            evidence,
            searched,
        )
    return Outcome(Status.FAIL, message, evidence, searched)


def without_report(submission: Submission, what: str) -> Outcome:
    """The answer where no overview report is there to annex something to."""
    could_be = submission.could_hold(Role.OVERVIEW_REPORT)
    if could_be:
        return Outcome(
            Status.UNREAD,
            f"The overview report may be on {could_be.words(submission)}, which could not be read."
            " See report-present.",
            searched=could_be.pages,
        )
    return not_applicable(f"There is no overview report to annex {what} to. See report-present.")


def unread_at_home(submission: Submission, role: Role, homes: frozenset[int]) -> Unread:
    """Unread pages of the report's own files that could be a part with this role."""
    return Unread(
        page_ranges(
            (r.file, page)
            for r in submission.could_hold(role).pages
            if r.file in homes
            for page in range(r.first_page, r.last_page + 1)
        )
    )


def _in_summary(plan: Part, submission: Submission) -> bool:
    """True where the plan belongs to the summary: summary before it, and more of the summary or
    the whole report after it."""
    before = [
        p
        for p in submission.parts_of(Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY)
        if p.file == plan.file and p.start < plan.start
    ]
    if not before:
        return False
    nearest = max(before, key=lambda p: p.start)
    if nearest.role is not Role.EXECUTIVE_SUMMARY:
        return False
    if nearest.end > plan.end or body_after(plan, submission, Role.EXECUTIVE_SUMMARY):
        return True
    reports_before = any(p.role is Role.OVERVIEW_REPORT for p in before)
    return not reports_before and bool(body_after(plan, submission, Role.OVERVIEW_REPORT))


KIND = Kind("plan-annexed", PlanAnnexed, run)
