"""The library: ``check`` gives a report on one review's files, ``inspect`` the picture of them.

Both read the files in a child process with limits on time and memory, and send nothing anywhere.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dhrcheck.files import FileName, WrongUsage, short_names, submission_files
from dhrcheck.outcome import Stage
from dhrcheck.protected.errors import masked_errors, masker
from dhrcheck.reading.ocr import NoEngineError, OcrMode

if TYPE_CHECKING:
    from dhrcheck.decisions.model import Decisions
    from dhrcheck.document.model import Submission
    from dhrcheck.engine import Report
    from dhrcheck.protected.listing import ProtectedNames
    from dhrcheck.reading.model import FileReading
    from dhrcheck.reading.reader import Progress, Reader

__all__ = ["DEFAULT_MEMORY_MB", "DEFAULT_TIMEOUT", "OcrMode", "WrongUsage", "check", "inspect"]

DEFAULT_TIMEOUT = 60.0
"""Seconds that reading one file may take."""

DEFAULT_MEMORY_MB = 1024
"""Memory, in megabytes, that reading one file may take."""


def check(
    files: FileName | Iterable[FileName],
    stage: Stage | str = Stage.PUBLICATION,
    *,
    as_of: date | None = None,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    rules: Iterable[FileName] = (),
    profile: FileName | None = None,
    names: FileName | ProtectedNames | None = None,
    decisions: FileName | bool = True,
    ocr: OcrMode | str = OcrMode.AUTO,
    timeout: float = DEFAULT_TIMEOUT,
    memory_mb: int = DEFAULT_MEMORY_MB,
    progress: Progress | None = None,
) -> Report:
    """Checks the files of one review against the checklist.

    Args:
        files: the file or files of one review (report, summary, action plan, letter).
        stage: "submission" (before the Quality Assurance Panel) or "publication" (after its letter).
        as_of: the day that counts as today for target dates; today where None.
        only: ids of the only rules to check; skip: ids of rules to leave out. The report is then
            marked as partial.
        rules: folders of further rules.
        profile: a file of house rules: what it adds, switches off or weighs otherwise.
        names: the list of names to be protected: a text file with one name a line (variants with
            ``|`` between, comments behind ``#``; dates of birth, addresses and case numbers too).
            The report then holds none of them.
        decisions: the file of people's decisions that the verdict counts; True takes
            dhrcheck-decisions.yaml where it lies beside the files, False takes none.
        ocr: which pages are read by text recognition: "auto" (those that are pictures of text, where
            Tesseract is installed), "always" (all) or "never".
        timeout: seconds, and ``memory_mb`` megabytes, that reading one file may take; each page read
            by text recognition adds two seconds.
        progress: called after each page with the file's index (from 0), the page and its pages;
            where pages are then recognised it counts again from 1.

    Raises:
        WrongUsage: no such file, a folder, no rule left, an unknown stage, text recognition asked
            for and not installed.
        RulebookError: a rule, vocabulary, profile or decisions file cannot be used.
    """
    at = _stage(stage)
    protected = _names(names)
    with masked_errors(protected):
        paths = submission_files(files)
        only, skip = tuple(only), tuple(skip)
        made, made_in = _decisions(paths, decisions)
        with _reader(timeout, memory_mb, ocr) as reader:
            # The child reads while this process loads the rules.
            reader.start(paths)

            from dhrcheck.document.page_lines import PagesAtHand
            from dhrcheck.document.understand import understand
            from dhrcheck.engine import run_rules
            from dhrcheck.patterns import keep
            from dhrcheck.rulebook.folders import rule_words
            from dhrcheck.rulebook.loader import load_rules, load_vocabulary
            from dhrcheck.rulebook.word_index import forget_texts

            extra = tuple(Path(r) for r in rules)
            house = None if profile is None else Path(profile)
            ruleset = load_rules(extra, only=only, skip=skip, profile=house)
            if not ruleset.rules:
                raise WrongUsage("No rule is left to check: --only and --skip leave none.")
            if made is not None:
                from dhrcheck.decisions.form import hold_to_rules

                hold_to_rules(made, ruleset, made_in, narrowed=bool(only or skip))
            vocabulary = load_vocabulary(ruleset.folders)
            at_hand = PagesAtHand()
            readings = reader.results(progress, at_hand.add)
        with _collecting_later():
            submission = understand(_told_apart(readings, paths), vocabulary, at_hand=at_hand)
            try:
                report = run_rules(
                    ruleset,
                    submission,
                    at,
                    as_of or date.today(),
                    partial=bool(only or skip or ruleset.off),
                    names=protected,
                )
            finally:
                forget_texts()
                if protected is None:
                    keep(rule_words)
            if made is None:
                return report

            from dhrcheck.decisions.applying import with_decisions

            return with_decisions(report, made, masker(protected))


def inspect(
    files: FileName | Iterable[FileName],
    *,
    rules: Iterable[FileName] = (),
    profile: FileName | None = None,
    names: FileName | ProtectedNames | None = None,
    ocr: OcrMode | str = OcrMode.AUTO,
    timeout: float = DEFAULT_TIMEOUT,
    memory_mb: int = DEFAULT_MEMORY_MB,
    progress: Progress | None = None,
) -> Submission:
    """The picture of one review's files that the rules look at: parts, sections, plan, letter, facts.

    Arguments and errors are those of ``check``.
    """
    protected = _names(names)
    with masked_errors(protected):
        paths = submission_files(files)
        with _reader(timeout, memory_mb, ocr) as reader:
            reader.start(paths)

            from dhrcheck.document.page_lines import PagesAtHand
            from dhrcheck.document.understand import understand
            from dhrcheck.rulebook.loader import folders_of, load_vocabulary

            house = None if profile is None else Path(profile)
            vocabulary = load_vocabulary(folders_of([Path(r) for r in rules], house))
            at_hand = PagesAtHand()
            readings = reader.results(progress, at_hand.add)
    submission = understand(_told_apart(readings, paths), vocabulary, at_hand=at_hand)
    if protected is None:
        return submission

    from dhrcheck.protected.leaving import submission_without_names

    return submission_without_names(submission, protected)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """No search for cycles meanwhile: a check makes many objects and next to no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _names(names: FileName | ProtectedNames | None) -> ProtectedNames | None:
    if names is None:
        return None

    from dhrcheck.protected.listing import ProtectedNames, read_names

    return names if isinstance(names, ProtectedNames) else read_names(names)


def _decisions(paths: tuple[Path, ...], given: FileName | bool) -> tuple[Decisions | None, str]:
    """The decisions to count, and the file they stand in: read before anything that takes time."""
    from dhrcheck.decisions.finding import decisions_file

    path = decisions_file(paths, given)
    if path is None:
        return None, ""

    from dhrcheck.decisions.form import read_decisions

    return read_decisions(path), str(path)


def _reader(timeout: float, memory_mb: int, ocr: OcrMode | str) -> Reader:
    from dhrcheck.reading.reader import Reader

    try:
        mode = OcrMode(ocr)
    except ValueError:
        known = " or ".join(f"“{m.value}”" for m in OcrMode)
        raise WrongUsage(f"Text recognition is {known}, not “{ocr}”.") from None
    try:
        # More than two processes would wait for this one, which understands what they read.
        jobs = min(2, os.cpu_count() or 1)
        return Reader(timeout=timeout, memory_mb=memory_mb, ocr=mode, jobs=jobs)
    except NoEngineError as missing:
        raise WrongUsage(str(missing)) from None


def _stage(stage: Stage | str) -> Stage:
    try:
        return Stage(stage)
    except ValueError:
        known = " or ".join(f"“{s.value}”" for s in Stage)
        raise WrongUsage(f"The stage is {known}, not “{stage}”.") from None


def _told_apart(
    readings: tuple[FileReading, ...], paths: tuple[Path, ...]
) -> tuple[FileReading, ...]:
    """The readings, named so that a person can tell two files of the same name apart."""
    return tuple(
        replace(reading, name=name)
        for reading, name in zip(readings, short_names(paths), strict=True)
    )
