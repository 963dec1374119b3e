"""Puts every rule to a submission and gives one report: all results, sorted, and one verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from dhrcheck.document.hidden_words import without_hidden_words
from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import page_ranges
from dhrcheck.era import in_its_own_time
from dhrcheck.helper_process import worked_through
from dhrcheck.kinds import KINDS
from dhrcheck.kinds.answers import unless_unread
from dhrcheck.kinds.question import Question
from dhrcheck.outcome import Evidence, Outcome, PageRange, Severity, Stage, Status, Verdict
from dhrcheck.patterns import all_fresh
from dhrcheck.protected.birth_dates import without_birth_dates
from dhrcheck.protected.never_shown import never_shown
from dhrcheck.rulebook.model import All, AnyOf, Leaf, Node, Not, Rule, RuleSet
from dhrcheck.worn_scans import as_legible

if TYPE_CHECKING:
    from dhrcheck.decisions.model import Decision, DecisionsUsed
    from dhrcheck.protected.finding import Search
    from dhrcheck.protected.listing import ProtectedNames

PRESENCE_RULE = {
    Role.OVERVIEW_REPORT: "report-present",
    Role.EXECUTIVE_SUMMARY: "summary-present",
    Role.ACTION_PLAN: "plan-present",
    Role.FEEDBACK_LETTER: "letter-annexed",
}
"""Which rule speaks where a whole part is missing."""

PLAIN_NAME = {
    Role.OVERVIEW_REPORT: "overview report",
    Role.EXECUTIVE_SUMMARY: "executive summary",
    Role.ACTION_PLAN: "action plan",
    Role.FEEDBACK_LETTER: "Home Office letter",
    Role.APPENDIX: "appendix",
    Role.COVER: "cover",
    Role.CONTENTS: "contents list",
    Role.OTHER: "other pages",
}

_DEFECT = "This rule broke while it was checked. That is a defect in dhrcheck, not in the report."
_BROKE = {
    "PatternTooSlow": "A pattern of this rule takes too long on this report, so the rule was stopped. "
    "Please write it more simply in the rule's file.",
}

SHORT_FLOW = 1_000
"""Lines under which sharing the rules between two processes costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Result:
    """One rule's outcome on one submission. ``defect`` holds what broke where the status is error.

    ``decision`` says who settled it, where a person did: it then counts as met. ``decided`` is the
    entry behind it; it is also there where a person said that the finding must be put right.
    """

    rule: Rule
    outcome: Outcome
    decision: str | None = None
    defect: str | None = None
    decided: Decision | None = None

    @property
    def must_be_fixed(self) -> bool:
        """True where a person looked at what was up for review and found it wrong."""
        return self.decided is not None and not self.decided.settles

    @property
    def counts_as(self) -> Status:
        """The status with a person's decision counted: what the verdict and a gate go by."""
        if self.must_be_fixed:
            return Status.FAIL
        return self.outcome.status if self.decision is None else Status.PASS


@dataclass(frozen=True, slots=True)
class Report:
    """All results in the catalogue's order and the one verdict, with what was checked."""

    submission: Submission
    stage: Stage
    as_of: date
    ruleset: RuleSet
    results: tuple[Result, ...]
    verdict: Verdict
    partial: bool = False
    """True where rules were left out by ``--only``, ``--skip`` or a profile."""
    names_given: bool = False
    """True where a list of protected names was looked for; everything here is then masked."""
    covered: tuple[Evidence, ...] = ()
    """Places that no picture of a page shows; one without a box stands for its whole page.

    Dates of birth and words marked to be redacted; with a list, its names and what may hold them.
    """
    decisions: DecisionsUsed | None = None
    """What became of people's recorded decisions; None where no file of them was taken."""

    def with_status(self, *statuses: Status) -> tuple[Result, ...]:
        """The results with one of ``statuses``, in order."""
        return tuple(r for r in self.results if r.outcome.status in statuses)

    @property
    def counts(self) -> dict[Status, int]:
        """How many results have each status; every status is a key."""
        return {s: len(self.with_status(s)) for s in Status}


def run_rules(
    ruleset: RuleSet,
    submission: Submission,
    stage: Stage,
    as_of: date,
    *,
    partial: bool = False,
    names: ProtectedNames | None = None,
    alone: bool = False,
) -> Report:
    """Puts every rule of ``ruleset`` to ``submission``. A rule that breaks gives ``error``.

    With a list of ``names`` the report holds none of them: all of it is masked. ``alone`` keeps the
    work in this process, where others are at work beside it.
    """
    if names is None:
        report = _report(ruleset, submission, stage, as_of, partial, alone=alone)
        return replace(report, covered=never_shown(submission))

    from dhrcheck.protected.finding import Search
    from dhrcheck.protected.leaving import without_names

    search = Search(names, submission)
    return without_names(_report(ruleset, submission, stage, as_of, partial, search), search)


def _report(
    ruleset: RuleSet,
    submission: Submission,
    stage: Stage,
    as_of: date,
    partial: bool,
    search: Search | None = None,
    *,
    alone: bool = False,
) -> Report:
    def answer(rule: Rule) -> tuple[Outcome, str | None]:
        result = put(rule, submission, stage, as_of, search)
        return result.outcome, result.defect

    # What all rules look at is found before the work is shared, so that it is found once.
    submission.prepare()
    alone = alone or len(submission.flow) < SHORT_FLOW or search is not None
    # A first start compiles every pattern: in this process, so that all of them are kept.
    answers = worked_through(ruleset.rules, answer, alone=alone or all_fresh())
    results = tuple(
        Result(rule, outcome, defect=defect)
        for rule, (outcome, defect) in zip(ruleset.rules, answers, strict=True)
    )
    return Report(submission, stage, as_of, ruleset, results, verdict_of(results), partial)


def verdict_of(results: tuple[Result, ...]) -> Verdict:
    """The contract's one verdict, from the required rules alone, with people's decisions counted."""
    required = {r.counts_as for r in results if r.rule.severity is Severity.REQUIRED}
    if Status.FAIL in required:
        return Verdict.FAIL
    if Status.UNREAD in required or Status.ERROR in required:
        return Verdict.UNREAD
    if Status.REVIEW in required:
        return Verdict.REVIEW
    return Verdict.PASS


def put(
    rule: Rule,
    submission: Submission,
    stage: Stage,
    as_of: date,
    protected: Search | None = None,
) -> Result:
    """One rule on one submission; never raises but for an interrupt."""
    try:
        outcome = _answer(rule, submission, stage, as_of, protected)
    except Exception as defect:
        # Only the kind of error is kept: its text may quote the report.
        said = type(defect).__name__
        return Result(rule, Outcome(Status.ERROR, _BROKE.get(said, _DEFECT)), defect=said)
    outcome = without_hidden_words(outcome, submission)
    return Result(rule, without_birth_dates(_as_displayed(outcome, submission)))


def _as_displayed(outcome: Outcome, submission: Submission) -> Outcome:
    """The outcome with its boxes on the pages as displayed, and how each page was read.

    Rules see scans laid straight.
    """
    evidence = tuple(_placed(found, submission) for found in outcome.evidence)
    shown = tuple(_placed(found, submission) for found in outcome.on_screen)
    if (evidence, shown) == (outcome.evidence, outcome.on_screen):
        return outcome
    return replace(outcome, evidence=evidence, on_screen=shown)


def _placed(found: Evidence, submission: Submission) -> Evidence:
    pages = submission.files[found.file].pages
    if found.page is None or not 0 < found.page <= len(pages):
        return found
    page = pages[found.page - 1]
    return replace(
        found,
        box=None if found.box is None else page.as_displayed(found.box),
        read=None if found.read is None else page.read,
    )


def _answer(
    rule: Rule, submission: Submission, stage: Stage, as_of: date, protected: Search | None
) -> Outcome:
    if stage not in rule.stages:
        return Outcome(
            Status.NOT_APPLICABLE,
            f"This is asked for at {rule.stages[0].value}, and this check was made for {stage.value}.",
        )
    question = Question(submission, stage, as_of, rule.where, rule.id, rule.title, protected)
    kinds = [KINDS[leaf.kind] for leaf in leaves(rule.check)]
    files_only = all(k.files_only for k in kinds)
    if submission.not_a_review and not files_only and rule.id != "report-present":
        return Outcome(
            Status.NOT_APPLICABLE,
            "These files are not a review of this kind (see report-present), so this was not checked.",
        )
    if not files_only and all(k.needs_part for k in kinds):
        missing = _missing_part(rule, submission)
        if missing is not None:
            return missing
    if rule.applies_when is not None:
        condition = evaluate(rule.applies_when, question)
        if condition.status not in (Status.PASS, Status.UNREAD):
            return Outcome(
                Status.NOT_APPLICABLE,
                "This does not concern this submission: " + condition.message,
                searched=condition.searched,
            )
    outcome = as_legible(rule, submission, evaluate(rule.check, question))
    return in_its_own_time(rule, submission, outcome)


def leaves(node: Node) -> tuple[Leaf, ...]:
    """All leaves of a check, in order."""
    if isinstance(node, Leaf):
        return (node,)
    if isinstance(node, Not):
        return leaves(node.branch)
    return tuple(leaf for branch in node.branches for leaf in leaves(branch))


def evaluate(node: Node, question: Question) -> Outcome:
    """The outcome of a check by the contract's logic of several values."""
    if isinstance(node, Leaf):
        kind = KINDS[node.kind]
        outcome = kind.run(node.parameters, question)
        if not kind.wants:
            return outcome
        return unless_unread(outcome, question.unread(), question.submission)
    if isinstance(node, Not):
        inner = evaluate(node.branch, question)
        swapped = {Status.PASS: Status.FAIL, Status.FAIL: Status.PASS}
        return replace(inner, status=swapped.get(inner.status, inner.status))
    outcomes = [evaluate(branch, question) for branch in node.branches]
    if isinstance(node, All):
        return combine(outcomes, (Status.FAIL, Status.UNREAD, Status.REVIEW, Status.PASS))
    if isinstance(node, AnyOf):
        return combine(outcomes, (Status.PASS, Status.UNREAD, Status.REVIEW, Status.FAIL))
    raise TypeError(f"unknown node {type(node).__name__}")


def combine(outcomes: list[Outcome], order: tuple[Status, ...]) -> Outcome:
    """The outcome of the first status in ``order`` that any branch has; ``error`` always wins.

    Branches of that status give their messages and evidence together; all say where they looked.
    """
    for status in (Status.ERROR, *order):
        deciding = [o for o in outcomes if o.status is status]
        if not deciding:
            continue
        nearest = [o.nearest for o in deciding if o.nearest is not None]
        fixes = [o.fix for o in deciding if o.fix]
        return Outcome(
            status,
            " ".join(dict.fromkeys(o.message for o in deciding)),
            evidence=tuple(dict.fromkeys(e for o in deciding for e in o.evidence)),
            searched=_joined(o.searched for o in outcomes),
            nearest=max(nearest, key=lambda n: n.score, default=None),
            fix=" ".join(dict.fromkeys(fixes)) or None,
        )
    return outcomes[0]


def _joined(groups: Iterable[tuple[PageRange, ...]]) -> tuple[PageRange, ...]:
    return page_ranges(
        (r.file, page)
        for group in groups
        for r in group
        for page in range(r.first_page, r.last_page + 1)
    )


def _missing_part(rule: Rule, submission: Submission) -> Outcome | None:
    needed = rule.where.needs or rule.where.part
    if not needed:
        return None
    missing = [role for role in needed if not submission.has(role)]
    # Alternatives in ``part`` serve each other; parts in ``needs`` are all wanted.
    if not rule.where.needs and len(missing) < len(needed):
        return None
    for role in missing:
        could_be = submission.could_hold(role)
        pointer = PRESENCE_RULE.get(role)
        seen = f" See {pointer}." if pointer and pointer != rule.id else ""
        if could_be:
            return Outcome(
                Status.UNREAD,
                f"The {PLAIN_NAME[role]} may be on {could_be.words(submission)}, which could not be "
                f"read.{seen}",
                searched=could_be.pages,
            )
        return Outcome(
            Status.NOT_APPLICABLE,
            f"There is no {PLAIN_NAME[role]} in the files to check.{seen}",
        )
    return None
