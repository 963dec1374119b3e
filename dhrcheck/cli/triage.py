"""``dhrcheck triage``: many reviews at once, one row each."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrcheck.cli import suggestions
from dhrcheck.cli.asked import (
    expanded,
    given_names,
    look_for,
    output_options,
    reading_settings,
    warn,
)
from dhrcheck.cli.exits import FailOn
from dhrcheck.cli.options import as_of_option, stage_option
from dhrcheck.cli.triage_exit import TRIAGE_EXIT_CODES, triage_exit_code
from dhrcheck.cli.triage_options import scale_options, what_options
from dhrcheck.files import WrongUsage
from dhrcheck.output import RUN_FORMATS
from dhrcheck.protected.errors import masked_errors

if TYPE_CHECKING:
    from dhrcheck.cli.writing import OutputFile
    from dhrcheck.triage.model import TriageRun
    from dhrcheck.triage.under_way import Workers

EXAMPLES = """\
Examples:

\b
  dhrcheck triage reviews/
  dhrcheck triage --group folder submissions/
  dhrcheck triage --format html -o reviews.html reviews/
  dhrcheck triage --since last reviews/
  dhrcheck triage --resume reviews/
"""


@click.command(epilog=f"{EXAMPLES}\n{TRIAGE_EXIT_CODES}", short_help="Check many reviews at once.")
@click.argument(
    "places", metavar="FOLDER|FILE...", nargs=-1, required=True, shell_complete=suggestions.files
)
@what_options
@stage_option
@as_of_option
@scale_options
@reading_settings
@output_options
def triage(
    places: tuple[str, ...],
    group: str,
    form: str,
    fail_on: str,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    no_decisions: bool,
    results: str | None,
    resume: bool,
    fresh: bool,
    since: str | None,
    keep_quotes: bool,
    stage: str | None,
    as_of: date | None,
    jobs: int | None,
    scheduler: str | None,
    tls_ca: str | None,
    tls_cert: str | None,
    tls_key: str | None,
    send_files: bool,
    rules: tuple[str, ...],
    profile: str | None,
    names: str | None,
    ocr: str,
    timeout: float,
    memory: int,
    output: str | None,
    force: bool,
    verbose: bool,
) -> int:
    """Check many reviews at once, and show in one view which are ready and which need a person.

    FOLDER is looked through to its end; every PDF file in it is a review of its own, or the files of
    one sub-folder together are, as their names tell (--group decides otherwise). No file is changed,
    and nothing leaves this computer unless --scheduler names another one.
    """
    from dhrcheck.cli.triage_progress import TriageProgress
    from dhrcheck.triage.run import triage as run_triage

    places = expanded(places)
    protected = given_names(names)
    if scheduler is not None and protected is not None:
        raise WrongUsage(
            "--names does not go with --scheduler: the list of names stays on this computer."
        )
    with masked_errors(protected):
        target = _target(output, places, [names, profile, results], force=force)
    tls = (tls_ca, tls_cert, tls_key)
    with (
        _workers(scheduler, tls, send_files=send_files) as workers,
        TriageProgress() as progress,
    ):
        run = run_triage(
            places,
            stage,
            group=group,
            as_of=as_of,
            only=only,
            skip=skip,
            rules=rules,
            profile=profile,
            names=protected,
            decisions=not no_decisions,
            ocr=ocr,
            timeout=timeout,
            memory_mb=memory,
            jobs=jobs,
            workers=workers,
            results=results,
            resume=resume,
            fresh=fresh,
            since=since,
            quotes=keep_quotes,
            watch=progress,
        )
    with run, masked_errors(protected):
        return _shown(run, form, target, fail_on=FailOn(fail_on), verbose=verbose)


def _target(
    output: str | None, places: tuple[str, ...], kept: list[str | None], *, force: bool
) -> OutputFile | None:
    """The place that ``-o`` names; none of the files that the run reads."""
    from dhrcheck.cli.writing import output_file
    from dhrcheck.triage.gathering import gather

    if output is None:
        return None
    gathered = gather(places)
    inputs = [
        *gathered.files,
        *(file for folder in gathered.folders for file in folder.all_files()),
    ]
    inputs += [Path(name) for name in kept if name is not None]
    return output_file(output, inputs, force=force)


@contextlib.contextmanager
def _workers(
    scheduler: str | None, tls: tuple[str | None, str | None, str | None], *, send_files: bool
) -> Iterator[Workers | None]:
    """Who does the work: None for this computer's own processors."""
    if scheduler is None:
        if any(tls) or send_files:
            raise WrongUsage("--send-files and the --tls- options go with --scheduler only.")
        yield None
        return

    from dhrcheck.triage.cluster import Tls, cluster_workers

    with cluster_workers(scheduler, Tls(*tls), sends_files=send_files) as workers:
        yield workers


def _shown(
    run: TriageRun, form: str, target: OutputFile | None, *, fail_on: FailOn, verbose: bool
) -> int:
    """Writes the run where it goes, and gives the exit code."""
    from dhrcheck.cli.writing import write_all
    from dhrcheck.output.triage_words import ended_words

    code = triage_exit_code(run, fail_on)
    look = look_for(None, verbose=verbose, stage_assumed=run.stage_assumed)
    if target is not None:
        look = replace(look, width=80, colour=False, encoding="utf-8")
    look = replace(look, fail_on=fail_on.value, exit_code=code)
    content = RUN_FORMATS[form].content(run, look)
    write_all([(target, content)])
    if form != "terminal" or target is not None:
        # What a person should know, wherever the result went.
        for note in run.notes:
            warn(note)
        if ended := ended_words(run):
            warn(f"{ended}.")
    return code
