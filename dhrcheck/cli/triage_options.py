"""The options of ``dhrcheck triage`` that no other command has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from dhrcheck.cli import suggestions
from dhrcheck.cli.exits import FailOn
from dhrcheck.output import RUN_FORMATS

Command = TypeVar("Command", bound=Callable[..., Any])

MOST_JOBS = 512


def _ids(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """Rule ids, one or several with commas between."""
    return tuple(i.strip() for ids in given for i in ids.split(",") if i.strip())


_WHAT = (
    click.option(
        "--group",
        type=click.Choice(["auto", "folder", "file"]),
        default="auto",
        show_default=True,
        help="What one review is: file, every PDF; folder, every sub-folder with PDF files; auto, as "
        "the file names tell.",
    ),
    click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(list(RUN_FORMATS)),
        default="terminal",
        show_default=True,
        help="How the result is written.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice([f.value for f in FailOn]),
        default=FailOn.FAIL.value,
        show_default=True,
        help="From which finding on the exit code is 1; each includes the ones before it.",
    ),
    click.option(
        "--only",
        multiple=True,
        callback=_ids,
        metavar="ID",
        shell_complete=suggestions.rule_ids,
        help="Check only these rules (several with commas, or repeat the option).",
    ),
    click.option(
        "--skip",
        multiple=True,
        callback=_ids,
        metavar="ID",
        shell_complete=suggestions.rule_ids,
        help="Leave these rules out.",
    ),
    click.option(
        "--no-decisions",
        is_flag=True,
        help="Count no person's decisions (dhrcheck-decisions.yaml beside a review's files).",
    ),
    click.option(
        "--results",
        metavar="FILE",
        shell_complete=suggestions.files,
        help="Keep results in this SQLite file, so that what has not changed is not checked again "
        "(default: one in your cache folder; “none” keeps nothing). No words of the reviews are in it.",
    ),
    click.option("--resume", is_flag=True, help="Go on with the run that was interrupted."),
    click.option("--fresh", is_flag=True, help="Check everything again."),
    click.option(
        "--since",
        metavar="LAST|RUN",
        help="Tell what changed since the last run over these files, or since the run of this number: "
        "fixed, new, still open.",
    ),
    click.option(
        "--keep-quotes",
        is_flag=True,
        help="Have messages and words of the reviews in the results, and in the results file.",
    ),
)

_SCALE = (
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1, MOST_JOBS),
        metavar="N",
        help="Reviews to check side by side (default: one for each processor).",
    ),
    click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Have the work done by the workers of this Dask scheduler (needs the extra “cluster”).",
    ),
    click.option(
        "--send-files",
        is_flag=True,
        help="With --scheduler: send the files to the workers, which otherwise read them at the same "
        "paths on shared storage.",
    ),
    click.option(
        "--tls-ca",
        metavar="FILE",
        shell_complete=suggestions.files,
        help="The authority's certificate, for tls:// addresses.",
    ),
    click.option(
        "--tls-cert",
        metavar="FILE",
        shell_complete=suggestions.files,
        help="This computer's certificate.",
    ),
    click.option(
        "--tls-key", metavar="FILE", shell_complete=suggestions.files, help="This computer's key."
    ),
)


def what_options(command: Command) -> Command:
    """What is checked, and what becomes of the results."""
    return _with(command, _WHAT)


def scale_options(command: Command) -> Command:
    """Who does the work."""
    return _with(command, _SCALE)


def _with(command: Command, options: tuple[Callable[[Any], Any], ...]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
