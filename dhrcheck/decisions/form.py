"""The decisions file's keys, and reading it: as strict as a rule file, and never more than it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import regex

from dhrcheck.decisions.fingerprint import DIGITS, SKETCH, SKETCH_DIGITS
from dhrcheck.decisions.model import Decision, Decisions, Review, Ruling
from dhrcheck.rulebook.folders import read_file
from dhrcheck.rulebook.form import RuleId
from dhrcheck.rulebook.model import RuleSet
from dhrcheck.rulebook.problems import Problems, did_you_mean, shown
from dhrcheck.rulebook.typed import BAD, Reading, construct
from dhrcheck.rulebook.yaml_source import Items, Mapping, Source, read_yaml

MOST_ENTRIES = 1_000
LONGEST_REASON = 600
LONGEST_NAME = 100
LAST_PAGE = 100_000

_REVIEW_NAME = regex.compile(r"[0-9a-z][0-9a-z-]{0,39}")
_PAGES = regex.compile(r"([0-9]{1,6})(?:(?: to |-)([0-9]{1,6}))?")


class Reason(str):
    """Why somebody decided so."""

    @classmethod
    def from_text(cls, text: str) -> Reason:
        """A reason in words, on one line."""
        said = " ".join(text.split())
        if not any(c.isalpha() for c in said):
            raise ValueError("a reason in words is wanted")
        if len(said) > LONGEST_REASON:
            raise ValueError(f"a reason has {LONGEST_REASON} characters at most")
        return cls(said)


class Person(str):
    """Who decided: a name or a role."""

    @classmethod
    def from_text(cls, text: str) -> Person:
        """A name or a role, on one line."""
        said = " ".join(text.split())
        if not any(c.isalpha() for c in said):
            raise ValueError("a name or a role is wanted (“Chair of the review”)")
        if len(said) > LONGEST_NAME:
            raise ValueError(f"a name or role has {LONGEST_NAME} characters at most")
        return cls(said)


class ReviewName(str):
    """The short name that a file gives a review."""

    @classmethod
    def from_text(cls, text: str) -> ReviewName:
        """Small letters, figures and hyphens."""
        if not _REVIEW_NAME.fullmatch(text):
            raise ValueError("small letters, figures and hyphens are wanted (at most 40)")
        return cls(text)


class _Digest(str):
    digits = 0

    @classmethod
    def from_text(cls, text: str) -> _Digest:
        """So many hexadecimal digits."""
        if len(text) != cls.digits or set(text) - set("0123456789abcdef"):
            raise ValueError(f"{cls.digits} digits 0 to 9 and a to f are wanted")
        return cls(text)


class EvidenceDigest(_Digest):
    """A digest of what was found."""

    digits = DIGITS


class FileDigest(_Digest):
    """The SHA-256 of a file."""

    digits = 64


class RunDigest(_Digest):
    """The digest of a run of words."""

    digits = SKETCH_DIGITS


class Likeness(tuple[str, ...]):
    """What a review is known by, written in one line."""

    __slots__ = ()

    @classmethod
    def from_text(cls, text: str) -> Likeness:
        """Digests with spaces between."""
        words = text.split()
        if not 0 < len(words) <= SKETCH:
            raise ValueError(f"between 1 and {SKETCH} digests are wanted")
        return cls(RunDigest.from_text(word) for word in words)


class PagesRead(tuple[tuple[int, int], ...]):
    """Pages of a file, as "4, 7 to 9"."""

    __slots__ = ()

    @classmethod
    def from_text(cls, text: str) -> PagesRead:
        """Pages and ranges of pages, with commas between."""
        found = []
        for word in text.split(","):
            match = _PAGES.fullmatch(" ".join(word.split()))
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
            if not 0 < first <= last <= LAST_PAGE:
                raise ValueError(f"pages are wanted as in “4, 7 to 9”, found {shown(text)}")
            found.append((first, last))
        return cls(found)


@dataclass(frozen=True)
class ReviewForm:
    """One review that decisions in the file are about."""

    name: ReviewName
    likeness: Likeness


@dataclass(frozen=True)
class DecisionForm:
    """One decision's keys."""

    decision: Ruling
    reason: Reason
    who: Person
    date_: date
    review: ReviewName
    rule: RuleId | None = None
    evidence: EvidenceDigest | None = None
    expires: date | None = None
    file: FileDigest | None = None
    pages: PagesRead | None = None
    rules: tuple[RuleId, ...] | None = None

    def __post_init__(self) -> None:
        by_eye = self.decision is Ruling.READ_BY_EYE
        of_rule, of_pages = ("rule", "evidence"), ("file", "pages", "rules")
        needed, others = (of_pages[:1], of_rule) if by_eye else (of_rule, of_pages)
        for key in needed:
            if getattr(self, key) is None:
                raise ValueError(f"the key {key} is missing, which “{self.decision.value}” needs")
        for key in others:
            if getattr(self, key) is not None:
                raise ValueError(f"the key {key} does not belong to “{self.decision.value}”")
        if self.expires is not None and self.expires < self.date_:
            raise ValueError("expires is before the date of the decision")


@dataclass(frozen=True)
class DecisionsForm:
    """The file's keys."""

    version: int
    reviews: tuple[ReviewForm, ...] = ()
    decisions: tuple[DecisionForm, ...] = ()

    def __post_init__(self) -> None:
        if self.version != 1:
            raise ValueError(f"version {self.version} is not known here; this dhrcheck reads 1")
        if len(self.decisions) > MOST_ENTRIES:
            raise ValueError(f"more than {MOST_ENTRIES:,} decisions stand in one file")


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file.

    Raises:
        RulebookError: it cannot be used, with every problem, its line and what would be right.
    """
    problems = Problems()
    file = read_file(path, path.name, problems)
    found = None if file.text is None else parsed(file.text, file.name, problems)
    problems.raise_if_any()
    assert found is not None
    return found


def parsed(text: str, name: str, problems: Problems) -> Decisions | None:
    """The decisions in a file's text, or None after noting why it cannot be used."""
    source = read_yaml(text, name, problems)
    if source is None:
        return None
    reading = Reading(name, problems)
    form: Any = construct(DecisionsForm, source, "", reading)
    if form is BAD:
        return None
    assert isinstance(source, Mapping)
    lines = _entries(source)
    made = [_decision(one, at.line) for one, at in zip(form.decisions, lines)]
    names = [review.name for review in form.reviews]
    for at, one in zip(lines, made):
        if one.review not in names:
            hint = did_you_mean(one.review, names)
            said = f"no review {shown(one.review)} stands under “reviews”.{hint}"
            reading.wrong(at, "review", said)
    for review in {n for n in names if names.count(n) > 1}:
        reading.wrong(source, "reviews", f"the review {shown(review)} stands there twice")
    _twice(made, lines, reading)
    reviews = tuple(Review(str(r.name), tuple(r.likeness)) for r in form.reviews)
    return None if problems else Decisions(Path(name).name, reviews, tuple(made))


def _entries(source: Mapping) -> list[Source]:
    entries = source.get("decisions")
    return entries.values if isinstance(entries, Items) else []


def _decision(form: DecisionForm, line: int) -> Decision:
    return Decision(
        ruling=form.decision,
        reason=str(form.reason),
        who=str(form.who),
        day=form.date_,
        review=str(form.review),
        rule=None if form.rule is None else str(form.rule),
        evidence=None if form.evidence is None else str(form.evidence),
        expires=form.expires,
        file=None if form.file is None else str(form.file),
        pages=None if form.pages is None else tuple(form.pages),
        rules=None if form.rules is None else tuple(str(r) for r in form.rules),
        line=line,
    )


def _twice(made: Iterable[Decision], lines: Iterable[Source], reading: Reading) -> None:
    """Two decisions on one finding contradict each other: a person must say which holds."""
    seen: dict[tuple[str, ...], int] = {}
    for one, at in zip(made, lines):
        if one.rule is None or one.evidence is None:
            continue
        key = (one.review, one.rule, one.evidence)
        if key in seen:
            said = f"this finding is decided in line {seen[key]} already; keep one of the two"
            reading.wrong(at, "rule", said)
        seen.setdefault(key, at.line)


def hold_to_rules(decisions: Decisions, ruleset: RuleSet, name: str, *, narrowed: bool) -> None:
    """Refuses decisions on what is no rule, and waivers of rules that nobody may waive.

    ``narrowed`` says that rules were left out by name, so that not all that there are can be told.

    Raises:
        RulebookError: with every such entry and its line.
    """
    from dhrcheck.rulebook.loader import catalogue

    problems = Problems()
    fixed = {rule.id for rule in ruleset.rules if not rule.waivable}
    known = {rule for family in catalogue().values() for rule in family}
    known |= {rule.id for rule in ruleset.rules} | set(ruleset.off)
    for one in decisions.entries:
        for rule in (*([one.rule] if one.rule else []), *(one.rules or ())):
            if not narrowed and rule not in known:
                hint = did_you_mean(rule, known) or (
                    " Is it one of your own? Then give its folder with --rules."
                )
                problems.add(name, one.line, 1, "rule", f"there is no rule {shown(rule)}.{hint}")
        if one.ruling is Ruling.WAIVED and one.rule in fixed:
            said = (
                f"the rule {shown(one.rule or '')} cannot be waived: what it guards must be right"
            )
            problems.add(name, one.line, 1, "decision", said)
    problems.raise_if_any()
