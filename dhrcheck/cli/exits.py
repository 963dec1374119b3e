"""The exit codes of the command, as the contract (version 1) gives them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dhrcheck.engine import Report

CHECKED = 0
FAILED = 1
WRONG_USAGE = 2
NOT_READ = 3
DEFECT = 4
INTERRUPTED = 130

EXIT_CODES = """\
Exit codes:

\b
  0    checked: the verdict is pass or review, and nothing that
       --fail-on names was found
  1    the verdict is fail (or --fail-on names what was found)
  2    wrong usage, or an invalid rule, decisions or configuration
       file: nothing was checked
  3    the verdict is unread: pages or files could not be read
  4    a defect in dhrcheck itself
  130  interrupted

Where several apply, the first of 4, 2, 1, 3 counts.
"""


class FailOn(str, Enum):
    """From which finding on the exit code is 1; each includes the ones before it."""

    FAIL = "fail"
    REVIEW = "review"
    ADVISED = "advised"


def exit_code(report: Report, fail_on: FailOn = FailOn.FAIL) -> int:
    """The exit code for a report; it follows from the verdict, the statuses and ``fail_on`` alone."""
    from dhrcheck.outcome import Severity, Status, Verdict

    if report.with_status(Status.ERROR):
        return DEFECT
    stops = {Verdict.FAIL}
    if fail_on in (FailOn.REVIEW, FailOn.ADVISED):
        stops.add(Verdict.REVIEW)
    advised_failed = any(
        r.rule.severity is Severity.ADVISED and r.counts_as is Status.FAIL for r in report.results
    )
    if report.verdict in stops or (fail_on is FailOn.ADVISED and advised_failed):
        return FAILED
    return NOT_READ if report.verdict is Verdict.UNREAD else CHECKED
