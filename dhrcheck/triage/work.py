"""One review checked, wherever that is: a task that can be sent, and a small result to send back.

``check_review`` may run in any process on any machine that has the same dhrcheck. What it loads
(rules, vocabulary) and starts (the process that reads) stays for the next review.
"""

from __future__ import annotations

import gc
import threading
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dhrcheck.triage.carried import files_of
from dhrcheck.triage.fingerprint import fingerprint
from dhrcheck.triage.result import Checked, no_result, to_json

if TYPE_CHECKING:
    from dhrcheck.decisions.model import Decisions
    from dhrcheck.document.vocabulary import Vocabulary
    from dhrcheck.engine import Report
    from dhrcheck.protected.listing import ProtectedNames
    from dhrcheck.reading.reader import Reader
    from dhrcheck.rulebook.model import RuleSet


@dataclass(frozen=True, slots=True)
class Options:
    """How every review of a run is checked; ``quotes`` asks for words of the review in the result."""

    stage: str
    as_of: date
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    profile: str | None = None
    ocr: str = "auto"
    timeout: float = 60.0
    memory_mb: int = 1024
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One review to check, as it is sent to a worker.

    ``ruleset`` is the digest of the rules and ``program`` the fingerprint of the dhrcheck that sends
    it: another one refuses. ``contents`` are the files' bytes where they are sent along, ``decisions``
    what people recorded beside the files.
    """

    paths: tuple[str, ...]
    options: Options
    ruleset: str
    program: str
    names: ProtectedNames | None = None
    decisions: Decisions | None = None
    contents: tuple[bytes, ...] | None = None


class OtherProgramError(RuntimeError):
    """The worker's dhrcheck, or its rules, are not those of the one that sent the task."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What one worker keeps from review to review."""

    options: Options
    ruleset: RuleSet
    vocabulary: Vocabulary


_OWN = threading.local()
_ONE_AT_A_TIME = threading.Lock()
_desks: dict[str, _Desk] = {}


def check_review(task: Task) -> str:
    """The result (``to_json``) on one review. A defect of ours is told in it, not raised.

    Raises:
        OtherProgramError: this is not the dhrcheck that sent the task, or it has other rules.
    """
    if task.program != fingerprint():
        raise OtherProgramError(
            f"the worker runs dhrcheck {fingerprint()}, and the task is from {task.program}"
        )
    desk = _desk(task)
    try:
        with files_of(task) as (paths, shown):
            return to_json(_checked(task, desk, paths, shown))
    except MissingError as missing:
        return to_json(no_result(str(missing)))
    except Exception as defect:
        _forget_reader()
        # Only the kind of error is kept: its text may quote the report.
        said = f"A defect in dhrcheck ended the check of this review ({type(defect).__name__})."
        return to_json(no_result(said, defect=True))


class MissingError(Exception):
    """A file of the review cannot be read any more; the message says which and why."""


def _checked(task: Task, desk: _Desk, paths: tuple[Path, ...], shown: tuple[str, ...]) -> Checked:
    from dhrcheck.document.page_lines import PagesAtHand
    from dhrcheck.document.understand import understand
    from dhrcheck.engine import run_rules
    from dhrcheck.outcome import Stage
    from dhrcheck.rulebook.word_index import forget_texts
    from dhrcheck.triage.day import WatchedDay
    from dhrcheck.triage.summing import summed

    for path, name in zip(paths, shown, strict=True):
        _must_be_there(path, name, task)
    reader = _reader(task.options)
    reader.start(paths)
    at_hand = PagesAtHand()
    readings = reader.results(None, at_hand.add)
    named = tuple(replace(r, name=n) for r, n in zip(readings, shown, strict=True))
    day = WatchedDay.of(task.options.as_of)
    # Threads of one process would only wait for each other here.
    with _ONE_AT_A_TIME:
        # A check makes many objects and next to no cycles.
        gc.disable()
        submission = understand(named, desk.vocabulary, at_hand=at_hand)
        try:
            report: Report = run_rules(
                desk.ruleset,
                submission,
                Stage(task.options.stage),
                day,
                partial=bool(task.options.only or task.options.skip or desk.ruleset.off),
                names=task.names,
                alone=True,
            )
        finally:
            forget_texts()
            gc.enable()
        if task.decisions is not None:
            from dhrcheck.decisions.applying import with_decisions
            from dhrcheck.protected.errors import masker

            report = with_decisions(report, task.decisions, masker(task.names))
    return summed(report, day.same_between(), quotes=task.options.quotes)


def _must_be_there(path: Path, name: str, task: Task) -> None:
    from dhrcheck.files import WrongUsage, submission_files
    from dhrcheck.protected.errors import masker

    try:
        submission_files(path)
    except WrongUsage as wrong:
        # Its own words, with the name as shown in place of the whole path.
        said = masker(task.names)(str(wrong).replace(str(path), name))
        raise MissingError(f"It could not be checked: {said[0].lower()}{said[1:]}") from None


def _desk(task: Task) -> _Desk:
    """Rules and vocabulary as the task wants them, loaded once."""
    kept = _desks.get(task.ruleset)
    wanted = replace(task.options, as_of=date.min)
    if kept is not None and kept.options == wanted:
        return kept

    from dhrcheck.rulebook.loader import load_vocabulary
    from dhrcheck.rulebook.model import RulebookError

    try:
        ruleset = ruleset_of(task.options)
    except RulebookError:
        raise OtherProgramError("the worker cannot read the rules that were asked for") from None
    if ruleset.sha256 != task.ruleset:
        raise OtherProgramError("the worker has other rules than the computer that sent the task")
    desk = _Desk(wanted, ruleset, load_vocabulary(ruleset.folders))
    _desks.clear()
    _desks[task.ruleset] = desk
    return desk


def ruleset_of(options: Options) -> RuleSet:
    """The rules that ``options`` choose. Raises RulebookError."""
    from dhrcheck.rulebook.loader import load_rules

    return load_rules(
        tuple(Path(folder) for folder in options.rules),
        only=options.only,
        skip=options.skip,
        profile=None if options.profile is None else Path(options.profile),
    )


def _reader(options: Options) -> Reader:
    """This thread's reading process: one, since others are at work beside it."""
    from dhrcheck.reading.ocr import OcrMode
    from dhrcheck.reading.reader import Reader

    wanted = (options.timeout, options.memory_mb, options.ocr)
    if getattr(_OWN, "wanted", None) != wanted:
        _forget_reader()
        _OWN.reader = Reader(
            timeout=options.timeout,
            memory_mb=options.memory_mb,
            ocr=OcrMode(options.ocr),
            jobs=1,
            ocr_jobs=1,
        )
        _OWN.wanted = wanted
    reader: Reader = _OWN.reader
    return reader


def _forget_reader() -> None:
    reader = getattr(_OWN, "reader", None)
    _OWN.reader = _OWN.wanted = None
    if reader is not None:
        reader.close()
