"""``triage``: many reviews at once, from the places that a user names to a run that can be shown."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dhrcheck.api import DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT, OcrMode
from dhrcheck.files import FileName, WrongUsage
from dhrcheck.outcome import Stage
from dhrcheck.protected.errors import masked_errors
from dhrcheck.triage.gathering import gather
from dhrcheck.triage.grouping import Group, grouped
from dhrcheck.triage.keeping import open_store
from dhrcheck.triage.model import TriageRun
from dhrcheck.triage.under_way import Nobody, UnderWay, Watch, Workers, processors
from dhrcheck.triage.work import Options, ruleset_of

if TYPE_CHECKING:
    from dhrcheck.protected.listing import ProtectedNames


def triage(
    places: FileName | Iterable[FileName],
    stage: Stage | str | None = None,
    *,
    group: Group | str = Group.AUTO,
    as_of: date | None = None,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    rules: Iterable[FileName] = (),
    profile: FileName | None = None,
    names: ProtectedNames | None = None,
    decisions: bool = True,
    ocr: OcrMode | str = OcrMode.AUTO,
    timeout: float = DEFAULT_TIMEOUT,
    memory_mb: int = DEFAULT_MEMORY_MB,
    jobs: int | None = None,
    executor: Executor | None = None,
    workers: Workers | None = None,
    results: FileName | None = "none",
    resume: bool = False,
    fresh: bool = False,
    since: int | str | None = None,
    quotes: bool = False,
    watch: Watch | None = None,
) -> TriageRun:
    """Checks every review among ``places`` (folders and files) and gives one run over all of them.

    Args:
        places: folders, looked through to their ends, and files.
        stage, as_of, only, skip, rules, profile, names, ocr, timeout, memory_mb: as for ``check``.
        group: what one review is: "file", "folder", or "auto" (by the files' names).
        decisions: counts what people recorded in dhrcheck-decisions.yaml beside a review's files.
        jobs: worker processes (as many as there are processors where None).
        executor: does the work in place of our own worker processes; it is not shut down.
            ``workers`` says the same with how many reviews it gets at a time, and whether it is sent
            the files' bytes.
        results: the SQLite file that keeps results; None for the one in the user's cache folder,
            "none" to keep nothing.
        resume: goes on with an interrupted run. ``fresh`` takes over no result from before.
        since: a run's number or "last": tells what changed since then.
        quotes: has words of the reviews in the results, and in the results file.
        watch: told how far the run has come.

    Ctrl-C ends the run early: the result then says ``interrupted``, and holds what is done.

    Raises:
        WrongUsage: no such place, no PDF file in any, a results file that is somebody else's, no run
            to compare with, no more room for results, and what ``check`` says.
        RulebookError: a rule, vocabulary or profile file cannot be used.
    """
    if resume and fresh:
        raise WrongUsage(
            "Give either --resume or --fresh: one keeps what is done, the other does not."
        )
    with masked_errors(names):
        options = Options(
            _stage(stage).value,
            as_of or date.today(),
            tuple(only),
            tuple(skip),
            tuple(os.path.abspath(folder) for folder in rules),
            None if profile is None else os.path.abspath(profile),
            _ocr(ocr).value,
            timeout,
            memory_mb,
            quotes,
        )
        ruleset = ruleset_of(options)
        if not ruleset.rules:
            raise WrongUsage("No rule is left to check: --only and --skip leave none.")
        given = [places] if isinstance(places, (str, os.PathLike)) else list(places)
        gathered = gather(given)
        reviews, grouping = grouped(gathered, _group(group))
        store, notes = open_store(results)
    run = UnderWay(
        options,
        ruleset,
        names,
        tuple(Path(os.path.abspath(place)) for place in given),
        reviews,
        _group(group).value,
        store,
        watch or Nobody(),
        stage_assumed=stage is None,
        as_of_given=as_of is not None,
    )
    try:
        with masked_errors(names):
            run.begin(resume=resume, since=since)
        if workers is None and executor is not None:
            workers = Workers(executor, 2 * processors() + 2)
        lost = run.work(workers, jobs, decisions=decisions, fresh=fresh)
        return run.shown(gathered, grouping, (*notes, *lost))
    except sqlite3.Error as error:
        with contextlib.suppress(sqlite3.Error):
            store.close()
        raise WrongUsage(
            f"The results file cannot be written any more: {error}. What was written is kept; "
            "--resume goes on with the rest, --results names another file."
        ) from None
    except BaseException:
        store.close()
        raise


def _stage(stage: Stage | str | None) -> Stage:
    try:
        return Stage.PUBLICATION if stage is None else Stage(stage)
    except ValueError:
        known = " or ".join(f"“{s.value}”" for s in Stage)
        raise WrongUsage(f"The stage is {known}, not “{stage}”.") from None


def _group(group: Group | str) -> Group:
    try:
        return Group(group)
    except ValueError:
        known = " or ".join(f"“{g.value}”" for g in Group)
        raise WrongUsage(f"Reviews are grouped by {known}, not “{group}”.") from None


def _ocr(mode: OcrMode | str) -> OcrMode:
    from dhrcheck.reading.ocr import find_engine, how_to_install

    try:
        ocr = OcrMode(mode)
    except ValueError:
        known = " or ".join(f"“{m.value}”" for m in OcrMode)
        raise WrongUsage(f"Text recognition is {known}, not “{mode}”.") from None
    if ocr is OcrMode.ALWAYS and find_engine() is None:
        raise WrongUsage(
            "Text recognition was asked for, and it is not installed. To install it: "
            + how_to_install()
        )
    return ocr
