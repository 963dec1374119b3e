"""A run while it is under way: its number, its workers, what is kept of each review."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from dhrcheck.files import WrongUsage
from dhrcheck.protected.errors import masker
from dhrcheck.triage.changes import changes_between
from dhrcheck.triage.crew import Crew
from dhrcheck.triage.fingerprint import fingerprint
from dhrcheck.triage.gathering import Gathered
from dhrcheck.triage.grouping import ReviewFiles
from dhrcheck.triage.keys import how_digest, may_be_kept, scope_digest
from dhrcheck.triage.model import Changes, TriageRun, totals_of
from dhrcheck.triage.preparing import Preparing
from dhrcheck.triage.result import Checked, RuleLine
from dhrcheck.triage.store import RunRow, Store
from dhrcheck.triage.summing import rule_lines
from dhrcheck.triage.work import Options
from dhrcheck.triage.working import Job, WorkersGoneError, work_off

if TYPE_CHECKING:
    from dhrcheck.protected.listing import ProtectedNames
    from dhrcheck.rulebook.model import RuleSet

LAST = "last"
"""In place of a run's number: the newest one over the same places that came to its end."""

_FLUSH = 1.0
"""Seconds between two writings: what a power cut may cost."""
_SPARE = 600.0
"""Seconds that a review may take on top of reading its files, before its worker is ended."""


class Watch(Protocol):
    """Who is told how far a run has come; every call comes in the caller's thread."""

    def began(self, reviews: int) -> None:
        """There are so many reviews to check."""

    def finished(self, name: str, checked: Checked | None, again: bool) -> None:
        """One is done (None: a copy of another one); ``again``: it was not checked anew."""

    def running(self, names: Sequence[str]) -> None:
        """These are being checked now."""


class Nobody:
    """Nobody is told."""

    def began(self, reviews: int) -> None: ...
    def finished(self, name: str, checked: Checked | None, again: bool) -> None: ...
    def running(self, names: Sequence[str]) -> None: ...


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: an ``executor``, and how many reviews to give it at a time.

    ``sends_files`` gives it the files' bytes, for machines that do not share this one's disk.
    """

    executor: Executor
    at_once: int
    sends_files: bool = False


@dataclass
class UnderWay:
    """One run while it is under way."""

    options: Options
    ruleset: RuleSet
    names: ProtectedNames | None
    places: tuple[Path, ...]
    reviews: tuple[ReviewFiles, ...]
    group: str
    store: Store
    watch: Watch
    stage_assumed: bool
    as_of_given: bool
    number: int = 0
    rules: tuple[RuleLine, ...] = ()
    how: str = ""
    notes: list[str] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    interrupted: bool = False
    gone: bool = False
    compared: RunRow | None = None
    written: float = 0.0

    def begin(self, *, resume: bool, since: int | str | None) -> None:
        """Takes a number, or that of the interrupted run to go on with."""
        self.rules = rule_lines(self.ruleset)
        self.how = how_digest(self.options, self.ruleset.sha256, self.names)
        scope = scope_digest(self.places, self.options.stage, self.group)
        before = self.store.interrupted(scope) if resume else None
        if before is not None and self._is_like(before):
            self.number = before.number
            self.store.go_on_with(before)
            self.options = replace(self.options, as_of=date.fromisoformat(before.head["as_of"]))
            self.notes.append(f"Run {before.number}, which was interrupted, goes on.")
        else:
            if resume:
                self.notes.append("No interrupted run over these files, checked in this way, was found; "
                                  "this is a new one.")  # fmt: skip
            self.number = self.store.begin(scope, self._head(), self.rules)
        self.compared = self._earlier(scope, since)

    def _is_like(self, before: RunRow) -> bool:
        as_of = before.head.get("as_of") == self.options.as_of.isoformat()
        return before.head.get("how") == self.how and (as_of or not self.as_of_given)

    def _head(self) -> dict[str, Any]:
        return {
            "how": self.how,
            "as_of": self.options.as_of.isoformat(),
            "stage": self.options.stage,
            "ruleset": self.ruleset.sha256,
            "program": fingerprint(),
        }

    def _earlier(self, scope: str, since: int | str | None) -> RunRow | None:
        if since is None:
            return None
        if str(since).lower() == LAST:
            found = self.store.last_finished(scope, self.number)
            if found is None:
                self.notes.append(
                    "There is no earlier run over these files to compare with; the next one can be "
                    "compared with this."
                )
                return None
            return self.store.run(found)
        row = self.store.run(int(since)) if str(since).isdecimal() else None
        if row is None or row.number == self.number:
            raise WrongUsage(
                f"The results file has no earlier run {since}. --since last takes the newest."
            )
        return row

    def work(
        self, workers: Workers | None, jobs: int | None, *, decisions: bool, fresh: bool
    ) -> tuple[str, ...]:
        """Checks what is to be checked; gives a sentence where the workers were lost."""
        own: Crew | None = None
        if workers is None:
            own, at_once = self._crew(jobs)
            workers = Workers(own, at_once)
        preparing = Preparing(self, decisions=decisions, fresh=fresh, sends=workers.sends_files)
        self.watch.began(len(self.reviews))
        try:
            work_off(preparing.jobs(), workers.executor, workers.at_once, self._done, self._running)
        except KeyboardInterrupt:
            self.interrupted = True
        except WorkersGoneError as gone:
            self.gone = True
            more = "" if self.store.in_memory else " --resume goes on with the rest."
            return (f"The workers were gone before the end ({gone}).{more}",)
        finally:
            if own is not None:
                own.shutdown(cancel_futures=True)
        if not self.interrupted:
            self.store.finish(self.number)
        return ()

    def _crew(self, jobs: int | None) -> tuple[Crew, int]:
        number = min(jobs or processors(), max(1, len(self.reviews)))
        files = max(len(review.paths) for review in self.reviews)
        # A few more than can be worked on, so that no worker waits for us.
        return Crew(number, limit=_SPARE + 4 * files * self.options.timeout), 2 * number + 2

    def keep(self, name: str, key: str | None, checked: Checked, *, again: bool) -> None:
        """Keeps the result on one review."""
        self.store.add(self.number, name, key, checked, again=again)
        self.watch.finished(name, checked, again)
        if time.monotonic() - self.written > _FLUSH:
            self.store.flush()
            self.written = time.monotonic()

    def _done(self, job: Job, checked: Checked) -> None:
        keeps = may_be_kept(checked, job.contents)
        self.keep(job.name, job.key if keeps else None, checked, again=False)

    def _running(self, names: Sequence[str]) -> None:
        self.watch.running(names)

    def shown(self, gathered: Gathered, grouping: str, notes: Sequence[str]) -> TriageRun:
        """The run as the outputs show it."""
        masked = masker(self.names)
        said = (*gathered.notes, *self.notes, *notes)
        return TriageRun(
            number=self.number,
            stage=self.options.stage,
            as_of=self.options.as_of.isoformat(),
            stage_assumed=self.stage_assumed,
            profile=self.ruleset.profile,
            ruleset=self.ruleset.sha256,
            rules=self.rules,
            grouping=grouping,
            found=len(self.reviews) - len(self.duplicates),
            totals=totals_of(self.store.reviews(self.number), self.rules),
            store=self.store,
            notes=tuple(map(masked, said)),
            duplicates=tuple(self.duplicates),
            unreadable=gathered.unreadable,
            partial=bool(self.options.only or self.options.skip or self.ruleset.off),
            names_given=self.names is not None,
            quotes=self.options.quotes,
            interrupted=self.interrupted,
            lost=self.gone,
            kept=not self.store.in_memory,
            changes=self._changes(),
        )

    def _changes(self) -> Changes | None:
        now = None if self.compared is None else self.store.run(self.number)
        if self.compared is None or now is None:
            return None
        copies = {name for name, _ in self.duplicates}
        return changes_between(self.store, self.compared, now, copies)


def processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
