"""Options that several commands share and that say what is asked: stage, day, decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from dhrcheck.cli.configured import NO_DECISIONS
from dhrcheck.cli.suggestions import files
from dhrcheck.outcome import Stage

Command = TypeVar("Command", bound=Callable[..., Any])


def day(context: click.Context, option: click.Parameter, given: str | None) -> date | None:
    """A day as YYYY-MM-DD."""
    if given is None:
        return None
    try:
        found = date.fromisoformat(given)
    except ValueError:
        found = None
    # Newer Pythons take other forms too; one form is enough, and the same everywhere.
    if found is None or found.isoformat() != given:
        raise click.BadParameter(f"“{given}” is no day written as YYYY-MM-DD, such as 2026-03-31.")
    return found


stage_option = click.option(
    "--stage",
    type=click.Choice([s.value for s in Stage]),
    help="submission: before it goes to the Home Office Quality Assurance Panel. publication (the "
    "default): after the Panel's letter.",
)

as_of_option = click.option(
    "--as-of",
    callback=day,
    metavar="DATE",
    help="The day that counts as today for target dates, as YYYY-MM-DD (default: today).",
)


def decisions_options(command: Command) -> Command:
    """``--decisions`` and ``--no-decisions``, given to the command as ``decisions``: a file's name,
    True (the one that lies beside the files) or False (none)."""
    command = click.option(
        "--no-decisions",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_without,
        help="Count no person's decisions.",
    )(command)
    return click.option(
        "--decisions",
        metavar="FILE",
        shell_complete=files,
        callback=_with,
        help="The file of people's decisions to count (default: dhrcheck-decisions.yaml beside the "
        "report; “dhrcheck decide” writes it).",
    )(command)


_NONE = "dhrcheck.no_decisions"


def _without(context: click.Context, option: click.Parameter, given: bool) -> None:
    context.meta[_NONE] = given


def _with(context: click.Context, option: click.Parameter, given: str | bool | None) -> str | bool:
    typed = context.get_parameter_source("decisions") is click.core.ParameterSource.COMMANDLINE
    if not context.meta.get(_NONE):
        if context.meta.get(NO_DECISIONS) and not typed:
            return False
        return True if given is None else given
    if typed:
        raise click.BadParameter("give either --decisions or --no-decisions, not both")
    return False
