"""What a report goes through as it leaves the engine where a list of protected names was given."""

from __future__ import annotations

from dataclasses import replace

from dhrcheck.document.model import Submission
from dhrcheck.engine import Report, Result
from dhrcheck.protected.covering import covered
from dhrcheck.protected.finding import Search
from dhrcheck.protected.listing import ProtectedNames
from dhrcheck.protected.masking import Mask
from dhrcheck.rulebook.model import Rule


def without_names(report: Report, search: Search) -> Report:
    """``report`` with every text in it masked, however it is shown afterwards."""
    mask = Mask(search.names, search)
    rules = {rule.id: _rule(rule, mask) for rule in report.ruleset.rules}
    ruleset = replace(
        report.ruleset,
        rules=tuple(rules.values()),
        profile=mask.text(report.ruleset.profile),
    )
    results = tuple(
        Result(
            rules.get(r.rule.id, r.rule),
            mask.value(r.outcome),
            None if r.decision is None else mask.text(r.decision),
            r.defect,
        )
        for r in report.results
    )
    submission = mask.submission(report.submission)
    return replace(
        report,
        submission=submission,
        covered=covered(search, mask, submission),
        ruleset=ruleset,
        results=results,
        names_given=True,
    )


def _rule(rule: Rule, mask: Mask) -> Rule:
    """A rule of the house may name what it looks for in its own words."""
    return replace(
        rule,
        title=mask.text(rule.title),
        why=mask.text(rule.why),
        fix=mask.text(rule.fix),
        source=mask.value(rule.source),
    )


def submission_without_names(submission: Submission, names: ProtectedNames) -> Submission:
    """The picture of a submission with every text in it masked."""
    return Mask(names, Search(names, submission)).submission(submission)
