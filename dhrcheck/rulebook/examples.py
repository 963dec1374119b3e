"""Puts a rule to its own examples, and says where it does not answer as they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dhrcheck.document.model import Submission
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.engine import Result, evaluate, put
from dhrcheck.kinds.question import Question
from dhrcheck.outcome import Evidence, Status
from dhrcheck.rulebook.example_form import ExampleForm
from dhrcheck.rulebook.misprints import Manner, misprints
from dhrcheck.rulebook.model import Example, ExpectedPlace, Leaf, Node, Not, Rule
from dhrcheck.rulebook.synthetic import make_submission

if TYPE_CHECKING:
    from dhrcheck.protected.finding import Search

AS_OF = date(2026, 1, 1)
"""What counts as today in an example that does not say."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One example as it went: ``problems`` are plain sentences, none where all is as expected."""

    example: Example
    result: Result | None
    problems: tuple[str, ...]
    manner: str = ""
    """The misprint that was tried; empty for the example as written."""


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """All that was tried of one rule. ``gaps`` say which examples are still wanted."""

    rule: Rule
    trials: tuple[Trial, ...]
    gaps: tuple[str, ...]

    @property
    def failed(self) -> tuple[Trial, ...]:
        """The trials that did not go as expected."""
        return tuple(t for t in self.trials if t.problems)

    @property
    def sound(self) -> bool:
        """True where every example went as expected and none is wanted."""
        return not self.gaps and not self.failed


def try_rule(rule: Rule, vocabulary: Vocabulary, *, mutate: bool = True) -> RuleTrial:
    """Puts ``rule`` to its examples, and with ``mutate`` to misprints of those that it must catch."""
    trials: list[Trial] = []
    decided: set[str] = set()
    worst = _worst(rule)
    for example in rule.examples:
        trial, deciders = _try(rule, example, vocabulary)
        trials.append(trial)
        decided |= deciders
        if mutate and example.status is worst and example.content.mutate and trial.result:
            trials += _try_misprints(rule, example, vocabulary, trial.result)
    return RuleTrial(rule, tuple(trials), tuple(_gaps(rule, decided)))


def _worst(rule: Rule) -> Status:
    held = {e.status for e in rule.examples}
    return Status.FAIL if Status.FAIL in held else Status.REVIEW


def _try(rule: Rule, example: Example, vocabulary: Vocabulary) -> tuple[Trial, set[str]]:
    form: ExampleForm = example.content
    try:
        submission = make_submission(form, rule.where, vocabulary, Manner())
    except ValueError as wrong:
        return Trial(example, None, (f"cannot be laid out: {wrong}",)), set()
    search = _search(form, submission)
    result = put(rule, submission, example.stage, form.as_of or AS_OF, search)
    problems = list(_differences(example, result))
    return Trial(example, result, tuple(problems)), _deciders(rule, example, submission, result)


def _search(form: ExampleForm, submission: Submission) -> Search | None:
    if not form.names:
        return None
    from dhrcheck.protected.finding import Search
    from dhrcheck.protected.listing import protected_names

    return Search(protected_names(form.names), submission)


def _differences(example: Example, result: Result) -> Iterable[str]:
    got = result.outcome.status
    if got is not example.status:
        broke = f" ({result.defect})" if result.defect else ""
        yield f"expected {example.status.value}, got {got.value}{broke}{_alarm(example, got)}"
    expect = example.expect or ExpectedPlace()
    outcome = result.outcome
    pages = [e.page for e in outcome.evidence]
    if expect.page is not None and expect.page not in pages:
        shown = ", ".join(str(p) for p in pages) or "none"
        yield f"expected evidence on page {expect.page}, got pages: {shown}"
    quotes = [e.quote for e in outcome.evidence if e.quote]
    quotes += [outcome.nearest.quote] if outcome.nearest else []
    if expect.quote is not None and not any(_holds(q, expect.quote) for q in quotes):
        shown = "; ".join(f"“{q}”" for q in quotes) or "no quotes"
        yield f"expected the quote “{expect.quote}”, got {shown}"
    said = f"{outcome.message} {outcome.fix or ''}"
    if expect.message is not None and not _holds(said, expect.message):
        yield f"expected the message to say “{expect.message}”, got “{outcome.message}”"


def _alarm(example: Example, got: Status) -> str:
    found = (Status.FAIL, Status.REVIEW)
    if example.status is Status.PASS and got in found:
        return ": a false alarm"
    if example.status in found and got is Status.PASS:
        return ": missed"
    return ""


def _holds(text: str, wanted: str) -> bool:
    return " ".join(wanted.casefold().split()) in " ".join(text.casefold().split())


def _try_misprints(
    rule: Rule, example: Example, vocabulary: Vocabulary, plain: Result
) -> list[Trial]:
    form: ExampleForm = example.content
    written = make_submission(form, rule.where, vocabulary, Manner())
    quotes = [_matched(written, e) for e in plain.outcome.evidence]
    seen = {_text_of(written)}
    trials: list[Trial] = []
    for manner in misprints(quotes):
        submission = make_submission(form, rule.where, vocabulary, manner)
        text = _text_of(submission)
        if text in seen:
            # Normalising has undone this misprint altogether: the rule sees the same lines.
            continue
        seen.add(text)
        search = _search(form, submission)
        result = put(rule, submission, example.stage, form.as_of or AS_OF, search)
        got = result.outcome.status
        wrong = got in (Status.PASS, Status.NOT_APPLICABLE, Status.ERROR)
        said = (f"with a misprint ({manner.name}) it turns to {got.value}",) if wrong else ()
        trials.append(Trial(example, result, said, manner.name))
    return trials


def _matched(submission: Submission, evidence: Evidence) -> str:
    """The words in the evidence's box where it lies in one line; its quote says more than them."""
    box = evidence.box
    if box is None:
        return ""
    for line in submission.flow:
        same = line.page == evidence.page and line.file == evidence.file
        if same and line.box.y0 == box.y0 and line.box.y1 == box.y1 and line.box.x1 > box.x0:
            step = (line.box.x1 - line.box.x0) / max(1, len(line.text))
            first, last = ((x - line.box.x0) / step for x in (box.x0, box.x1))
            return line.text[max(0, round(first)) : round(last)]
    return ""


def _text_of(submission: Submission) -> tuple[tuple[str, int, bool], ...]:
    return tuple((line.text, line.page, line.paragraph) for line in submission.flow)


def _deciders(rule: Rule, example: Example, submission: Submission, result: Result) -> set[str]:
    """The branches of all and any that alone decided, and the condition where it decided."""
    status = result.outcome.status
    if status is Status.ERROR or example.stage not in rule.stages:
        return set()
    form: ExampleForm = example.content
    as_of = form.as_of or AS_OF
    search = _search(form, submission)
    question = Question(submission, example.stage, as_of, rule.where, rule.id, rule.title, search)
    if rule.applies_when is not None:
        condition = evaluate(rule.applies_when, question).status
        if condition not in (Status.PASS, Status.UNREAD):
            return {"applies-when"}
    return set() if status is Status.NOT_APPLICABLE else _branches(rule.check, question, "check")


def _branches(node: Node, question: Question, name: str) -> set[str]:
    if isinstance(node, Leaf):
        return set()
    if isinstance(node, Not):
        return _branches(node.branch, question, name + ".not")
    total = evaluate(node, question).status
    same = [
        (f"{name}[{n}]", branch)
        for n, branch in enumerate(node.branches, 1)
        if evaluate(branch, question).status is total
    ]
    if len(same) != 1:
        return set()
    label, branch = same[0]
    return {label} | _branches(branch, question, label)


def _all_branches(node: Node, name: str) -> list[str]:
    if isinstance(node, Leaf):
        return []
    if isinstance(node, Not):
        return _all_branches(node.branch, name + ".not")
    labels: list[str] = []
    for n, branch in enumerate(node.branches, 1):
        labels += [f"{name}[{n}]", *_all_branches(branch, f"{name}[{n}]")]
    return labels


def _gaps(rule: Rule, decided: set[str]) -> Iterable[str]:
    held = {e.status for e in rule.examples}
    if rule.decided_by == "person":
        if Status.REVIEW not in held:
            yield "no example with the status review"
    else:
        if Status.PASS not in held:
            yield "no example with the status pass"
        # A judgement may be too unsure ever to fail: then it must show what it puts up for review.
        catches = {Status.FAIL} if rule.decided_by == "machine" else {Status.FAIL, Status.REVIEW}
        if not catches & held:
            yield f"no example with the status {' or '.join(sorted(c.value for c in catches))}"
    for label in _all_branches(rule.check, "check"):
        if label not in decided:
            yield f"no example is decided by {label} alone"
    if rule.applies_when is not None and "applies-when" not in decided:
        yield "no example shows when the rule does not apply (applies-when)"
