"""From the reviews found to jobs: what is known already, what is a copy, what must be checked."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dhrcheck.files import WrongUsage
from dhrcheck.protected.errors import masker
from dhrcheck.rulebook.model import RulebookError
from dhrcheck.triage.carried import MOST_SENT
from dhrcheck.triage.fingerprint import fingerprint
from dhrcheck.triage.grouping import ReviewFiles
from dhrcheck.triage.keys import content_digest, result_key, still_holds
from dhrcheck.triage.result import no_result
from dhrcheck.triage.work import Task
from dhrcheck.triage.working import Job

if TYPE_CHECKING:
    from dhrcheck.decisions.model import Decisions
    from dhrcheck.triage.under_way import UnderWay


class Preparing:
    """Looks at one review after the other, when a worker is about to be free for it.

    ``decisions`` takes what lies beside the files, ``fresh`` takes over nothing, ``sends`` puts the
    files' bytes into the tasks.
    """

    def __init__(self, run: UnderWay, *, decisions: bool, fresh: bool, sends: bool) -> None:
        self._run, self._fresh, self._sends = run, fresh, sends
        self._with_decisions = decisions
        self._masked = masker(run.names)
        # A few bytes a review: there may be very many.
        self._seen: dict[bytes, str] = {}
        self._names: dict[str, int] = {}
        self._decisions: dict[Path, Decisions] = {}

    def jobs(self) -> Iterator[Job]:
        """The reviews that must be checked; what is known or cannot be is kept on the way."""
        done = self._run.store.names(self._run.number)
        for review in self._run.reviews:
            name = self._shown(review.name)
            try:
                job = self._job(review, name, done)
            except OSError as error:
                said = self._masked(_why(error, review))
                self._run.keep(name, None, no_result(said), again=False)
                continue
            except (WrongUsage, RulebookError) as wrong:
                said = f"Its decisions file cannot be used: {wrong}"
                self._run.keep(name, None, no_result(self._masked(said)), again=False)
                continue
            if job is not None:
                yield job

    def _shown(self, name: str) -> str:
        """The name as shown, unlike all before it also where it is masked."""
        if self._run.names is None:
            return name
        shown = self._masked(name)
        self._names[shown] = times = self._names.get(shown, 0) + 1
        return shown if times == 1 else f"{shown} ({times})"

    def _job(self, review: ReviewFiles, name: str, done: frozenset[str]) -> Job | None:
        run = self._run
        paths, contents = self._each_once(review, name)
        first = self._seen.setdefault(_together(contents), name)
        if first != name:
            run.duplicates.append((name, first))
            run.watch.finished(name, None, True)
            return None
        if name in done:
            run.watch.finished(name, None, True)
            return None
        beside, made = self._decided(paths)
        key = result_key(run.how, paths, contents, beside)
        known = None if self._fresh else run.store.find(key)
        if known is not None and still_holds(known, run.options.as_of.isoformat()):
            run.keep(name, key, known, again=True)
            return None
        task = Task(
            tuple(str(path.absolute()) for path in paths),
            run.options,
            run.ruleset.sha256,
            fingerprint(),
            run.names,
            made,
            _bytes_of(paths) if self._sends else None,
        )
        return Job(name, key, tuple(contents), task)

    def _each_once(
        self, review: ReviewFiles, name: str
    ) -> tuple[tuple[Path, ...], tuple[str, ...]]:
        """The review's files and their digests; a copy among them is left out, and told."""
        kept: dict[str, Path] = {}
        for path in review.paths:
            digest = content_digest(path)
            if digest in kept:
                said = f"In “{name}”, “{path.name}” is a copy of “{kept[digest].name}”: it is read once."
                self._run.notes.append(said)
            kept.setdefault(digest, path)
        return tuple(kept.values()), tuple(kept)

    def _decided(self, paths: tuple[Path, ...]) -> tuple[Path | None, Decisions | None]:
        """The decisions file beside the files, and what it says."""
        from dhrcheck.decisions.finding import decisions_file

        path = decisions_file(paths, self._with_decisions)
        if path is None:
            return None, None
        if path not in self._decisions:
            from dhrcheck.decisions.form import hold_to_rules, read_decisions

            made = read_decisions(path)
            options = self._run.options
            narrowed = bool(options.only or options.skip)
            hold_to_rules(made, self._run.ruleset, str(path), narrowed=narrowed)
            self._decisions.clear()
            self._decisions[path] = made
        return path, self._decisions[path]


def _together(contents: tuple[str, ...]) -> bytes:
    """What is the same for two reviews of the same contents, in whatever order the files stand."""
    return sha256("".join(sorted(contents)).encode()).digest()


def _bytes_of(paths: tuple[Path, ...]) -> tuple[bytes, ...]:
    size = sum(path.stat().st_size for path in paths)
    if size > MOST_SENT:
        raise OSError(27, f"its files are larger than {MOST_SENT // 1_000_000} MB together, too large "
                          "to be sent; read them from shared storage instead")  # fmt: skip
    return tuple(path.read_bytes() for path in paths)


def _why(error: OSError, review: ReviewFiles) -> str:
    name = Path(error.filename).name if isinstance(error.filename, str) else review.paths[0].name
    if isinstance(error, FileNotFoundError):
        return f"It could not be checked: the file “{name}” was gone when its turn came."
    said = error.strerror or "unknown reason"
    return f"It could not be checked: “{name}” could not be read ({said[:1].lower()}{said[1:]})."
