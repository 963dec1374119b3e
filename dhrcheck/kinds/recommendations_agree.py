"""``recommendations-agree``: a part gives the recommendations of the report: all, no others, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from dhrcheck.document.model import Place, Recommendation, Role, Submission
from dhrcheck.document.passage import Unread, clip, page_ranges, roles_of
from dhrcheck.document.plan_recommendations import numbers_named, plan_recommendations
from dhrcheck.document.recommendation_pairs import Pairing, bare_number, likeness, pair
from dhrcheck.document.unread_pages import may_hold
from dhrcheck.kinds.answers import not_found, unless_unread, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.recommendations_said import PLAIN, Findings, differences
from dhrcheck.outcome import Evidence, NearMiss, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_STANDS = 72.0
"""How alike (0 to 100) words outside the list must be to count as the recommendation."""


@dataclass(frozen=True, slots=True)
class RecommendationsAgree:
    """``part`` (the summary or the plan) is held against ``with_part``.

    ``in_order`` False: another order is no matter (a plan grouped by agency). ``extra`` is the answer
    to those that only ``part`` has. ``may_be_left_out`` are words of the heading over recommendations
    that may be missing for a ``review`` ("single agency").
    """

    part: Role
    with_part: Role = Role.OVERVIEW_REPORT
    in_order: bool = True
    extra: Status = Status.REVIEW
    may_be_left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lists:
    """The two lists; ``certain`` is False where one may have been cut otherwise than meant."""

    ones: tuple[Recommendation, ...]
    others: tuple[Recommendation, ...]
    certain: bool
    doubt: str = ""


def run(parameters: RecommendationsAgree, question: Question) -> Outcome:
    """Pairs the two lists, then tells apart what is missing, extra, moved and reworded."""
    submission = question.submission
    lists = _lists(parameters, submission)
    passage = question.passage()
    here = PLAIN[parameters.part]
    if not lists.others:
        return _none_here(parameters, question, lists)
    if not lists.ones:
        lost = submission.unread(parameters.with_part)
        message = (
            f"The recommendations of {PLAIN[parameters.with_part]} could not be told one by one."
            f" Please compare them with the {len(lists.others)} in {here}."
        )
        shown = _places(lists.others[:6])
        return unless_unread(
            Outcome(Status.REVIEW, message, shown, passage.searched), lost, submission
        )
    pairing = pair(lists.ones, lists.others)
    gone, left_out, found = _missing(parameters, question, lists, pairing)
    extra = [r for r in pairing.extra if not _is_part_of(r, lists.ones)]
    return _answer(
        parameters,
        question,
        lists,
        Findings(pairing, gone, left_out, found, extra, len(lists.ones), len(lists.others)),
    )


def _lists(parameters: RecommendationsAgree, submission: Submission) -> _Lists:
    ones, others = _of(submission, parameters.with_part), _of(submission, parameters.part)
    plan = submission.plan if parameters.part is Role.ACTION_PLAN else None
    certain = _is_whole(ones, submission) and (plan is not None or _is_whole(others, submission))
    doubt = ""
    if plan is not None and not plan.certain:
        certain, doubt = False, plan.doubt or ""
    return _Lists(ones, others, certain, doubt)


def _of(submission: Submission, role: Role) -> tuple[Recommendation, ...]:
    if role is Role.ACTION_PLAN:
        return plan_recommendations(submission.plan) if submission.plan is not None else ()
    return tuple(r for r in submission.facts.recommendations if r.role is role)


def _is_whole(recommendations: Sequence[Recommendation], submission: Submission) -> bool:
    """False where they were told in sentences, or one was not recognised: their numbers have a gap,
    and a line between them begins with a number that is left out."""
    if any(not r.listed for r in recommendations):
        return False
    last = [(bare_number(r.number) or "").rpartition(".")[2] for r in recommendations]
    numbers = [int(n) for n in last if n.isdigit()]
    if len(numbers) < len(recommendations):
        return True
    return not any(
        _begins(submission, one, other, range(a + 1, b))
        for (a, b), (one, other) in zip(pairwise(numbers), pairwise(recommendations), strict=True)
        if b not in (a + 1, 1)
    )


def _begins(
    submission: Submission, one: Recommendation, other: Recommendation, between: range
) -> bool:
    """True where a line from ``one`` to ``other`` may begin with a number ``between`` theirs."""
    first, last = one.place.line, other.place.line
    if first is None or last is None or not between:
        return True
    numbers = "|".join(map(str, between))
    form = regex.compile(
        rf"^\W*(?:recommendation|rec|\p{{L}})?[\s.]*(?:\d+\.)*(?:{numbers})(?!\d)", regex.I
    )
    return any(form.match(ln.text) for ln in submission.flow[first:last])


def _none_here(parameters: RecommendationsAgree, question: Question, lists: _Lists) -> Outcome:
    """Nothing was found in the part: is it a plan that is no table, or are there none?"""
    passage = question.passage()
    here = PLAIN[parameters.part]
    if parameters.part is Role.ACTION_PLAN and not passage.unread:
        message = (
            f"The rows of the plan could not be told apart. Please check that each of the"
            f" {len(lists.ones)} recommendations of the report has one."
        )
        return Outcome(Status.REVIEW, message, _places(lists.ones[:3]), passage.searched)
    sections = question.submission.sections_in("recommendations", parameters.part)
    said = ""
    if sections:
        said = f" There is a section “{clip(sections[0].title, 60)}”, but it does not list any."
    report = f" The report gives {len(lists.ones)}." if lists.ones else ""
    return not_found(
        f"No recommendations were found in {here}.{said}{report}",
        passage,
        question.submission,
        evidence=_places(lists.ones[:3]),
    )


def _missing(
    parameters: RecommendationsAgree, question: Question, lists: _Lists, pairing: Pairing
) -> tuple[list[Recommendation], list[Recommendation], list[Recommendation]]:
    """Those gone, those that may be left out, and those that stand outside the list."""
    gone, left_out, elsewhere = [], [], []
    optional = compile_phrases(parameters.may_be_left_out)
    plan = question.submission.plan if parameters.part is Role.ACTION_PLAN else None
    named = numbers_named(plan) if plan is not None else frozenset()
    for one in pairing.missing:
        if (bare_number(one.number) or "") in named:
            continue
        if one.group and parameters.may_be_left_out and optional.search(one.group):
            left_out.append(one)
        elif _stands(one, question, lists):
            elsewhere.append(one)
        else:
            gone.append(one)
    return gone, left_out, elsewhere


def _stands(one: Recommendation, question: Question, lists: _Lists) -> bool:
    """Whether a sentence outside the list, or an entry that holds two, says it."""
    if any(likeness(one.text, other.text) >= _STANDS + 10 for other in lists.others):
        return True
    passage = question.passage()
    own = {o.place.line for o in lists.others}
    return any(
        span.end - span.start > 30
        and likeness(one.text, passage.text[span.start : span.end]) >= _STANDS
        for span in passage.sentences
        if passage.line_at(span.start).index not in own
    )


def _is_part_of(extra: Recommendation, ones: Sequence[Recommendation]) -> bool:
    """A step of one that is paired already, or a row without words."""
    return not extra.text or any(likeness(extra.text, one.text) >= _STANDS for one in ones)


def _answer(
    parameters: RecommendationsAgree, question: Question, lists: _Lists, found: Findings
) -> Outcome:
    here, there = PLAIN[parameters.part], PLAIN[parameters.with_part]
    searched = question.submission.passage((parameters.part, parameters.with_part)).searched
    failing = bool(found.gone) or (bool(found.extra) and parameters.extra is Status.FAIL)
    moved = found.pairing.moved if parameters.in_order else ()
    said = differences(parameters.part, parameters.with_part, parameters.in_order, found)
    evidence = [*_places(found.gone), *_places(found.left_out), *_places(found.elsewhere)]
    evidence += _places(found.extra)
    evidence += [e for p in (*moved, *found.pairing.reworded) for e in _places((p.one, p.other))]
    shown = tuple(dict.fromkeys(evidence))
    nearest = _nearest(found.gone, lists)
    missed = _unread_near(parameters, question, lists)
    if failing and not missed:
        doubt = "" if lists.certain else f" {_doubt(lists)}"
        status = Status.FAIL if lists.certain else Status.REVIEW
        return Outcome(status, " ".join(said) + doubt, shown, searched, nearest)
    if missed:
        message = " ".join(said) or "What could be read agrees."
        return unread(message, missed, question.submission, searched)
    if said:
        return Outcome(Status.REVIEW, "Please compare. " + " ".join(said), shown, searched, nearest)
    least = min((p.score for p in found.pairing.pairs), default=0.0)
    order = ", in the same order" if parameters.in_order else ""
    count = len(lists.ones)
    message = (
        f"{'The one recommendation' if count == 1 else f'All {count} recommendations'} of {there}"
        f" {'stands' if count == 1 else 'stand'} in {here}{order} (likeness {least:.0f} of 100 or more)."
    )
    pairs = [e for p in found.pairing.pairs[:4] for e in _places((p.one, p.other))]
    return Outcome(Status.PASS, message, tuple(pairs), searched)


def _doubt(lists: _Lists) -> str:
    return lists.doubt or "The lists could not be told apart with certainty; please compare them."


def _nearest(gone: Sequence[Recommendation], lists: _Lists) -> NearMiss | None:
    if not gone or not lists.others:
        return None
    score, best = max(
        ((likeness(gone[0].text, o.text), o) for o in lists.others), key=lambda pair: pair[0]
    )
    return NearMiss(best.place.file, best.place.page, clip(best.text), round(score, 1))


def _unread_near(
    parameters: RecommendationsAgree, question: Question, lists: _Lists
) -> Unread | None:
    """Unread pages among those of the two lists, right after, or at an edge of their parts: they
    could hold more of them, or show that some belong to another part."""
    submission = question.submission
    pages = set()
    for role, found in ((parameters.with_part, lists.ones), (parameters.part, lists.others)):
        held = [(r.place.file, r.place.page) for r in found]
        for page in submission.pages:
            here = (page.file, page.number)
            near = any(f == page.file and n - 1 <= page.number <= n + 1 for f, n in held)
            near = near or role is Role.ACTION_PLAN or role not in roles_of(submission, page)
            if page.read.is_unread and near and role in may_hold(submission, page):
                pages.add(here)
    return Unread(page_ranges(pages)) if pages else None


def _places(recommendations: Iterable[Recommendation]) -> tuple[Evidence, ...]:
    return tuple(_evidence(r.place, r.text) for r in recommendations)


def _evidence(place: Place, text: str) -> Evidence:
    return Evidence(place.file, place.page, clip(text), place.box, place.read)


KIND = Kind("recommendations-agree", RecommendationsAgree, run)
