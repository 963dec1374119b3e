"""The action plan in numbers, as of a day: how many actions say who, by when and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dhrcheck.brief.model import Entry, Standing
from dhrcheck.brief.pages import all_read, looked_on, on, plain
from dhrcheck.document.dates import Vague, is_vague
from dhrcheck.document.fact_words import MONTHS
from dhrcheck.document.model import ActionPlan, PlanColumn, Role, Submission
from dhrcheck.document.plan_status import (
    OutcomeKind,
    RowStatus,
    StatusWords,
    TimelineAnswer,
    row_status,
)
from dhrcheck.engine import PLAIN_NAME, Report
from dhrcheck.kinds.plan_reading import PlanReading, ReadRow, at_the_end
from dhrcheck.kinds.plan_targets import with_dates_from_above
from dhrcheck.outcome import Status
from dhrcheck.output.wording import listed

_MOST_ROWS = 12
_TELLING = (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY, Role.ACTION_PLAN)


def plan_entries(report: Report) -> tuple[Entry, ...]:
    """The entries of the chapter on the plan. Nothing is counted that could not be read as rows."""
    submission, plan, day = report.submission, report.submission.plan, report.as_of
    recommendations = _recommendations(submission)
    if plan is None or not plan.rows:
        return (recommendations, _no_rows(submission, plan))
    rows = rows_on(plan, day)
    led = _met("plan-lead-agency", report) or (r.position for r in rows if _is_led(r))
    dated = _met("plan-target-dates", report) or (
        r.position for r in rows if r.status.target is not None
    )
    telling = (r.position for r in rows if r.status.outcome is OutcomeKind.CHANGE)
    ends = ends_of(rows, plan, day)
    complete = sum(end.complete for end in ends)
    pages = on(((r.row.place.file, r.row.place.page) for r in rows), submission)
    return (
        recommendations,
        Entry("Actions (rows)", str(len(rows)), pages),
        _having("With a lead agency", led, rows),
        _having("With a target date", dated, rows),
        _having("Telling what has changed", telling, rows),
        Entry("Said to be complete", f"{complete} of {len(rows)}"),
        _overdue(rows, ends, day),
        *_doubts(plan, submission),
    )


def _doubts(plan: ActionPlan, submission: Submission) -> Iterable[Entry]:
    if plan.as_at is not None:
        yield Entry("The plan's own date", plain(plan.as_at.text, 60))
    if not plan.certain or plan.doubt:
        doubt = plain(plan.doubt or "The rows could not be told apart with certainty.")
        wordless = "The rows could not be told apart with certainty."
        yield Entry("Please count by eye", doubt, standing=Standing.OPEN, wordless=wordless)
    if plan.unread_pages:
        said = "Rows on pages that could not be read are not counted."
        runs = plan.unread_pages
        pages = ((r.file, p) for r in runs for p in range(r.first_page, r.last_page + 1))
        yield Entry("Not read", said, on(pages, submission), Standing.UNREAD)


def rows_on(plan: ActionPlan, day: date) -> list[ReadRow]:
    """The rows with what they say on ``day``; a further step takes over the date above it."""
    rows = tuple(ReadRow(row, row_status(row, day), i) for i, row in enumerate(plan.rows, 1))
    return with_dates_from_above(PlanReading(plan, rows, day, ""))


def ends_of(rows: list[ReadRow], plan: ActionPlan, day: date) -> list[RowStatus]:
    """What each row says of its end, with its target date: what was done on the way is no answer."""
    reading, words = PlanReading(plan, tuple(rows), day, ""), StatusWords()
    return [replace(at_the_end(r, reading, words), target=r.status.target) for r in rows]


def _met(rule_id: str, report: Report) -> list[int]:
    """All rows where the rule says that each has it (by a heading over a group, say)."""
    met = any(r.rule.id == rule_id and r.outcome.status is Status.PASS for r in report.results)
    plan = report.submission.plan
    return list(range(1, len(plan.rows) + 1)) if met and plan is not None else []


def _recommendations(submission: Submission) -> Entry:
    """How many there are in the report; in the summary or the plan where the report has none."""
    label, everything = "Recommendations", submission.facts.recommendations
    role = next((r for r in _TELLING if any(one.role is r for one in everything)), None)
    if role is None:
        where = looked_on(all_read(submission), submission)
        return Entry(label, "None could be told apart.", where, Standing.NOT_FOUND)
    found = [one for one in everything if one.role is role]
    said = str(len(found))
    if role is not Role.OVERVIEW_REPORT:
        said += f" in the {PLAIN_NAME[role]}; none could be told apart in the report"
    if not all(r.listed for r in found):
        said += " (some taken from running text; please count by eye)"
    stated = {f.value for f in submission.facts.counts if f.value.startswith("recommendations=")}
    other = sorted(stated - {f"recommendations={len(found)}"})
    if other:
        said += f"; the review itself says {listed([o.partition('=')[2] for o in other])}"
    return Entry(label, said, on(((r.place.file, r.place.page) for r in found), submission))


def _no_rows(submission: Submission, plan: ActionPlan | None) -> Entry:
    label = "Action plan"
    lost = submission.unread(Role.ACTION_PLAN) or submission.could_hold(Role.ACTION_PLAN)
    runs = [part.pages for part in submission.parts_of(Role.ACTION_PLAN)]
    if lost:
        said = f"It may be on {plain(lost.words(submission))}, which could not be read."
        return Entry(label, said, standing=Standing.UNREAD)
    if runs:
        said = "It could not be told apart into rows, so nothing is counted. Please count by eye."
        return Entry(label, said, looked_on(runs, submission), Standing.OPEN)
    return Entry(
        label, "Not found.", looked_on(all_read(submission), submission), Standing.NOT_FOUND
    )


def _is_led(read: ReadRow) -> bool:
    said = read.row.text(PlanColumn.LEAD)
    return any(c.isalpha() for c in said) and is_vague(said) not in (Vague.NOTHING, Vague.TBC)


def _having(label: str, positions: Iterable[int], rows: list[ReadRow]) -> Entry:
    """ "6 of 8; not rows 3 and 7": the few without are named."""
    having = set(positions)
    without = [r for r in rows if r.position not in having]
    said = f"{len(rows) - len(without)} of {len(rows)}"
    if having and 0 < len(without) <= _MOST_ROWS:
        said += f"; not {_names(without)}"
    return Entry(label, said)


def _overdue(rows: list[ReadRow], ends: list[RowStatus], day: date) -> Entry:
    label = "Past the target date"
    late = [row for row, end in zip(rows, ends, strict=True) if is_overdue(end, day)]
    if not late:
        return Entry(
            label, f"None on {_day(day)} that is not said to be complete or to have a later date."
        )
    said = (
        f"{len(late)} of {len(rows)} on {_day(day)}, not said to be complete, without a later date"
    )
    if len(late) <= _MOST_ROWS:
        said += f": {_names(late)}"
    return Entry(label, said)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def is_overdue(status: RowStatus, day: date) -> bool:
    """True where the target is past, and neither completion nor a date still to come is told."""
    last = None if status.target is None else status.target.latest()
    if last is None or last >= day or status.complete:
        return False
    if status.timeline is not TimelineAnswer.ANSWERED:
        return True
    later = None if status.new_date is None else status.new_date.latest()
    return later is not None and later < day and not status.completed_on


def _names(rows: list[ReadRow]) -> str:
    """ "rows 2, 5 and 1.3", by the printed number; by position from the top where there is none."""
    names = [
        plain(r.row.number, 12) if r.row.number else f"no. {r.position} from the top" for r in rows
    ]
    return f"{'row' if len(names) == 1 else 'rows'} {listed(names)}"
