"""The contract's logic of several values, held against its own words on any rule at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrcheck import engine
from dhrcheck.engine import Result, combine, evaluate, verdict_of
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, PageRange, Severity, Stage, Status, Verdict
from dhrcheck.rulebook.model import All, AnyOf, Leaf, Node, Not, Where
from tests.properties import bounded

ALL = (Status.FAIL, Status.UNREAD, Status.REVIEW, Status.PASS)
ANY = (Status.PASS, Status.UNREAD, Status.REVIEW, Status.FAIL)
statuses = st.sampled_from(list(Status))


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    pages = st.integers(1, 9)
    evidence = st.builds(Evidence, st.integers(0, 1), pages, st.sampled_from(("a", "b")))
    searched = st.builds(PageRange, st.integers(0, 1), pages, st.integers(9, 12))
    return Outcome(
        draw(statuses),
        draw(st.sampled_from(("One.", "Two.", "Three."))),
        tuple(draw(st.lists(evidence, max_size=3))),
        tuple(draw(st.lists(searched, max_size=2))),
    )


nodes: st.SearchStrategy[Node] = st.recursive(
    st.builds(Leaf, st.just("given"), statuses),
    lambda below: st.one_of(
        st.builds(Not, below),
        st.builds(All, st.lists(below, min_size=1, max_size=4).map(tuple)),
        st.builds(AnyOf, st.lists(below, min_size=1, max_size=4).map(tuple)),
    ),
    max_leaves=12,
)


@pytest.fixture(autouse=True)
def _given(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind whose answer is its parameter."""

    def run(status: Any, question: Question) -> Outcome:
        return Outcome(status, status.value)

    monkeypatch.setitem(engine.KINDS, "given", Kind("given", Status, run))  # type: ignore[call-overload,arg-type,index]


def answer(node: Node) -> Status:
    """The engine's status of a check."""
    nothing: Any = None
    return evaluate(
        node, Question(nothing, Stage.PUBLICATION, date(2026, 1, 1), Where(), "", "")
    ).status


def by_the_contract(node: Node) -> Status:
    """The contract's sentence on combining, read word by word."""
    if isinstance(node, Leaf):
        return Status(node.parameters)
    if isinstance(node, Not):
        below = by_the_contract(node.branch)
        return {Status.PASS: Status.FAIL, Status.FAIL: Status.PASS}.get(below, below)
    found = [by_the_contract(branch) for branch in node.branches]
    order = ALL if isinstance(node, All) else ANY
    concerned = [status for status in found if status is not Status.NOT_APPLICABLE]
    if Status.ERROR in found:
        return Status.ERROR
    return next((s for s in order if s in concerned), Status.NOT_APPLICABLE)


@given(nodes)
@bounded(400)
def test_every_check_is_answered_as_the_contract_says(node: Node) -> None:
    assert answer(node) is by_the_contract(node)


@given(nodes)
@bounded(100)
def test_not_twice_is_nothing(node: Node) -> None:
    assert answer(Not(Not(node))) is answer(node)


@given(st.lists(nodes, min_size=1, max_size=4))
@bounded(150)
def test_not_all_and_any_not_differ_only_where_something_is_open(branches: list[Node]) -> None:
    one = answer(Not(All(tuple(branches))))
    other = answer(AnyOf(tuple(Not(branch) for branch in branches)))
    assert one is other


@given(st.lists(outcomes(), min_size=1, max_size=6), st.sampled_from((ALL, ANY)), st.randoms())
@bounded(200)
def test_the_order_of_branches_does_not_matter(
    found: list[Outcome], order: tuple[Status, ...], chance: Any
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    one, other = combine(found, order), combine(shuffled, order)
    assert one.status is other.status
    assert set(one.evidence) == set(other.evidence)
    assert one.searched == other.searched


@given(st.lists(outcomes(), min_size=1, max_size=6), st.sampled_from((ALL, ANY)))
@bounded(200)
def test_a_pass_is_never_made_of_pages_that_nobody_read(
    found: list[Outcome], order: tuple[Status, ...]
) -> None:
    status = combine(found, order).status
    if order is ALL and status is Status.PASS:
        assert {o.status for o in found} <= {Status.PASS, Status.NOT_APPLICABLE}
    if Status.ERROR in {o.status for o in found}:
        assert status is Status.ERROR


@given(outcomes(), st.integers(1, 5), st.sampled_from((ALL, ANY)))
@bounded(100)
def test_the_same_answer_several_times_is_that_answer(
    one: Outcome, times: int, order: tuple[Status, ...]
) -> None:
    combined = combine([one] * times, order)
    assert (combined.status, combined.message) == (one.status, one.message)


@given(st.lists(st.tuples(statuses, st.sampled_from(list(Severity)), st.booleans()), max_size=8))
@bounded(300)
def test_the_verdict_is_the_gravest_of_the_required_rules(
    found: list[tuple[Status, Severity, bool]],
) -> None:
    rule: Any = _Rule
    results = tuple(
        Result(rule(severity), Outcome(status, ""), decision="settled" if settled else None)
        for status, severity, settled in found
    )
    open_ = {s for s, severity, settled in found if severity is Severity.REQUIRED and not settled}
    wanted = Verdict.PASS
    if Status.REVIEW in open_:
        wanted = Verdict.REVIEW
    if open_ & {Status.UNREAD, Status.ERROR}:
        wanted = Verdict.UNREAD
    if Status.FAIL in open_:
        wanted = Verdict.FAIL
    assert verdict_of(results) is wanted
    assert verdict_of(tuple(reversed(results))) is wanted


class _Rule:
    """As much of a rule as a verdict looks at."""

    def __init__(self, severity: Severity) -> None:
        self.severity = severity


def test_searching_the_same_pages_twice_is_said_once() -> None:
    one = Outcome(Status.PASS, "a", searched=(PageRange(0, 1, 4),))
    both = combine([one, replace(one, searched=(PageRange(0, 3, 9),))], ALL)
    assert both.searched == (PageRange(0, 1, 9),)
