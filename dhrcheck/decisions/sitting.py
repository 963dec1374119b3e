"""One person going through what a check left to people: what is asked, and what is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from dhrcheck.decisions.applying import own_reviews, with_decisions
from dhrcheck.decisions.fingerprint import fingerprint, likeness, shared
from dhrcheck.decisions.model import Decision, Decisions, Review, Ruling
from dhrcheck.decisions.store import Store
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import PageRange, Severity, Status

_MUCH_THE_SAME = 0.7
"""What two versions of a review have in common where there is no need to know the new one better."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A result that a person can decide on."""

    result: Result

    @property
    def answers(self) -> tuple[Ruling, ...]:
        """What may be said of it."""
        if self.result.outcome.status is Status.FAIL:
            return (Ruling.WAIVED,) if self.result.rule.waivable else ()
        waived = (Ruling.WAIVED,) if self.result.rule.waivable else ()
        return (Ruling.CONFIRMED, Ruling.MUST_BE_FIXED, *waived)


@dataclass(frozen=True, slots=True)
class UnreadPages:
    """Pages of one file (None: the file as a whole) that nobody could read, and what they left open."""

    file: int
    pages: tuple[PageRange, ...] | None
    left_open: tuple[Result, ...]

    @property
    def answers(self) -> tuple[Ruling, ...]:
        """What may be said of them."""
        return (Ruling.READ_BY_EYE,)


Item = Finding | UnreadPages


class Sitting:
    """The open questions of ``report`` (without any decisions in it), and the file for the answers."""

    def __init__(self, report: Report, store: Store, masked: Callable[[str], str] = str) -> None:
        self._report = report
        self._store = store
        self._masked = masked
        self._likeness: tuple[str, ...] | None = None
        self.written = 0

    def try_writing(self) -> None:
        """Raises WrongUsage where no answer could be written down."""
        self._store.try_writing()

    @property
    def report(self) -> Report:
        """The report with all decisions of the file counted in."""
        return with_decisions(self._report, self._store.read(), self._masked)

    def items(self, *, failed: bool = False, again: bool = False) -> tuple[Item, ...]:
        """What is to be asked: required before advised; with ``failed`` also what failed.

        What is decided already is left out unless it is to be asked ``again``.
        """
        report = self.report
        open_ = [r for r in report.results if again or r.decided is None]
        found: list[Item] = []
        for severity in (Severity.REQUIRED, Severity.ADVISED):
            those = [r for r in open_ if r.rule.severity is severity]
            for status in (Status.FAIL, Status.REVIEW) if failed else (Status.REVIEW,):
                items = [Finding(r) for r in those if r.outcome.status is status]
                found += [item for item in items if item.answers]
            if severity is Severity.REQUIRED:
                found += self._unread(tuple(r for r in open_ if r.outcome.status is Status.UNREAD))
        return tuple(found)

    def _unread(self, left_open: tuple[Result, ...]) -> list[UnreadPages]:
        submission = self._report.submission
        lost = submission.unread()
        if not left_open:
            return []
        found: list[UnreadPages] = []
        for number, file in enumerate(submission.files):
            pages = tuple(r for r in lost.pages if r.file == number)
            if file.sha256 and (pages or number in lost.files):
                found.append(UnreadPages(number, pages or None, left_open))
        return found

    def record(
        self,
        item: Item,
        ruling: Ruling,
        *,
        who: str,
        reason: str,
        day: date,
        expires: date | None = None,
        not_met: tuple[Result, ...] = (),
    ) -> None:
        """Writes an answer down at once, in place of an earlier one on the same finding.

        ``not_met`` are those of the checks left open by unread pages that reading them did not settle.

        Raises:
            WrongUsage: the file cannot be written. RulebookError: it can no longer be read.
        """

        def edit(now: Decisions) -> Decisions:
            now, review = self._with_review(now)
            made = self._decision(item, ruling, review, who, reason, day, expires, not_met)
            kept = [d for d in now.entries if not _replaces(made, d)]
            return replace(now, entries=(*kept, made))

        self._store.change(edit)
        self.written += 1

    def _with_review(self, now: Decisions) -> tuple[Decisions, str]:
        if self._likeness is None:
            self._likeness = likeness(self._report.submission)
        known = own_reviews(self._report.submission, now)
        for review in now.reviews:
            if review.name in known:
                return self._renewed(now, review, self._likeness), review.name
        name = sha256(" ".join(self._likeness).encode()).hexdigest()[:8]
        return replace(now, reviews=(*now.reviews, Review(name, self._likeness))), name

    @staticmethod
    def _renewed(now: Decisions, known: Review, likeness_now: tuple[str, ...]) -> Decisions:
        """A review that has changed much is known by what it is now, to be known after more."""
        if shared(known.likeness, likeness_now) >= _MUCH_THE_SAME:
            return now
        renewed = replace(known, likeness=likeness_now)
        return replace(now, reviews=tuple(renewed if r is known else r for r in now.reviews))

    def _decision(
        self,
        item: Item,
        ruling: Ruling,
        review: str,
        who: str,
        reason: str,
        day: date,
        expires: date | None,
        not_met: tuple[Result, ...],
    ) -> Decision:
        made = Decision(ruling, reason, who, day, review, expires=expires)
        submission = self._report.submission
        if isinstance(item, Finding):
            bound_to = fingerprint(item.result, submission)
            return replace(made, rule=item.result.rule.id, evidence=bound_to)
        pages = None
        if item.pages is not None:
            pages = tuple((p.first_page, p.last_page) for p in item.pages)
        but = {r.rule.id for r in not_met}
        unread = [r.rule.id for r in self._report.with_status(Status.UNREAD)]
        rules = tuple(rule for rule in unread if rule not in but) if but else None
        return replace(made, file=submission.files[item.file].sha256, pages=pages, rules=rules)


def _replaces(new: Decision, old: Decision) -> bool:
    """True where an answer takes the place of an earlier one on the same rule or the same pages."""
    if new.review != old.review:
        return False
    if new.rule is not None:
        return new.rule == old.rule
    return old.rule is None and new.file == old.file and new.pages == old.pages
