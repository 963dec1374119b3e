"""The exit code of a run over many reviews: that of its worst review."""

from __future__ import annotations

from dhrcheck.cli.exits import CHECKED, DEFECT, FAILED, INTERRUPTED, NOT_READ, FailOn
from dhrcheck.outcome import Verdict
from dhrcheck.triage.model import TriageRun

TRIAGE_EXIT_CODES = """\
Exit codes, those of the worst review:

\b
  0    all were checked: every verdict is pass or review, and
       nothing that --fail-on names was found
  1    a verdict is fail (or --fail-on names what was found)
  2    wrong usage, or an invalid rule file: nothing was checked
  3    a review, a page or a folder could not be read, or the
       workers were gone before the end
  4    a defect in dhrcheck itself
  130  interrupted; what was done is shown, --resume goes on

Where several apply, the first of 4, 2, 1, 3 counts.
"""


def triage_exit_code(run: TriageRun, fail_on: FailOn = FailOn.FAIL) -> int:
    """The exit code for a run; it follows from its counts and ``fail_on`` alone."""
    totals = run.totals
    if run.interrupted:
        return INTERRUPTED
    if totals.defects:
        return DEFECT
    stops = totals.verdicts.get(Verdict.FAIL, 0)
    if fail_on in (FailOn.REVIEW, FailOn.ADVISED):
        stops += totals.verdicts.get(Verdict.REVIEW, 0)
    if fail_on is FailOn.ADVISED:
        stops += totals.advised
    if stops:
        return FAILED
    unread = totals.verdicts.get(Verdict.UNREAD, 0) or run.unreadable or run.lost
    return NOT_READ if unread else CHECKED
