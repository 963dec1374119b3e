"""What the commands that read files share: their options, the reading, the showing."""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dhrcheck.api import DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT, OcrMode
from dhrcheck.cli import suggestions
from dhrcheck.cli.configured import chosen, config_options
from dhrcheck.files import repeated, short_names, submission_files
from dhrcheck.protected.errors import masker

if TYPE_CHECKING:
    from dhrcheck.cli.progress import ReadingProgress
    from dhrcheck.output import Look
    from dhrcheck.protected.listing import ProtectedNames

Command = TypeVar("Command", bound=Callable[..., Any])

WIDEST = 100
"""Columns of text at most: longer lines are hard to read."""


def _timeout(context: click.Context, option: click.Parameter, seconds: float) -> float:
    if not math.isfinite(seconds) or not 0 < seconds <= 86_400:
        raise click.BadParameter("give a number of seconds above 0 and up to 86400 (a day)")
    return seconds


def _memory(context: click.Context, option: click.Parameter, megabytes: int) -> int:
    from dhrcheck.reading.limits import unheld

    asked = context.get_parameter_source(str(option.name)) is click.core.ParameterSource.COMMANDLINE
    if asked and (cannot := unheld()):
        warn(cannot)
    return megabytes


_OUTPUT_OPTIONS = (
    click.option(
        "-o",
        "--output",
        metavar="OUT",
        shell_complete=suggestions.files,
        help="Write the result to this file, not to the screen.",
    ),
    click.option("--force", is_flag=True, help="Replace OUT even if dhrcheck did not write it."),
    click.option("-v", "--verbose", is_flag=True, help="Show also what is folded to counts."),
)

_FILES = click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, shell_complete=suggestions.files
)

_READING_OPTIONS = (
    click.option(
        "--rules",
        multiple=True,
        metavar="DIR",
        shell_complete=suggestions.folders,
        help="Add the rules and words in this folder; may be given several times.",
    ),
    click.option(
        "--profile",
        metavar="FILE",
        shell_complete=suggestions.files,
        help="House rules: a file that says what is added to the standard rules, switched off or "
        "weighed otherwise.",
    ),
    click.option(
        "--names",
        metavar="FILE",
        shell_complete=suggestions.files,
        help="A text file of the real names to look for, one a line, variants with | between; also "
        "dates of birth, addresses and case numbers. It stays on this computer, and no result "
        "shows a name of it.",
    ),
    click.option(
        "--ocr",
        type=click.Choice([mode.value for mode in OcrMode]),
        default=OcrMode.AUTO.value,
        show_default=True,
        help="Read by text recognition: auto, pages that are pictures of text, where Tesseract is "
        "installed; always, every page; never.",
    ),
    click.option(
        "--timeout",
        type=float,
        default=DEFAULT_TIMEOUT,
        show_default=True,
        metavar="SECONDS",
        callback=_timeout,
        help="Longest time that reading one file may take; each page read by text recognition "
        "adds 2 seconds.",
    ),
    click.option(
        "--memory",
        type=click.IntRange(64, 1_048_576),
        default=DEFAULT_MEMORY_MB,
        show_default=True,
        metavar="MB",
        callback=_memory,
        help="Most memory that reading one file may take (on macOS it is looked at, not limited).",
    ),
    *config_options,
)


def with_options(options: tuple[Callable[[Any], Any], ...]) -> Callable[[Command], Command]:
    """What gives a command these options, in their order."""

    def give(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return give


def file_options(command: Command) -> Command:
    """``FILE...`` and the options on reading and on where the result goes."""
    return output_options(reading_options(command))


def reading_options(command: Command) -> Command:
    """``FILE...`` and the options on reading."""
    return with_options((_FILES, *_READING_OPTIONS))(command)


def reading_settings(command: Command) -> Command:
    """The options on reading alone, for a command that names its files in another way."""
    return with_options(_READING_OPTIONS)(command)


def output_options(command: Command) -> Command:
    """The options on where the result goes."""
    return with_options(_OUTPUT_OPTIONS)(command)


def given_names(file: str | None) -> ProtectedNames | None:
    """The list of protected names, read before anything that could be said."""
    if file is None:
        return None
    from dhrcheck.protected.listing import read_names

    return read_names(file)


def given_files(files: tuple[str, ...], names: ProtectedNames | None) -> tuple[Path, ...]:
    """The files to read; one given twice is read once, with a word on standard error."""
    files = expanded(files)
    paths = submission_files(files)
    for again in repeated(files):
        warn(masker(names)(f"“{again}” was given twice; it is read once."))
    return paths


def expanded(files: tuple[str, ...]) -> tuple[str, ...]:
    """``files`` with ``*.pdf`` written out where no shell does it (Windows)."""
    if sys.platform != "win32":
        return files
    import glob

    return tuple(
        name
        for given in files
        for name in ((not os.path.exists(given) and sorted(glob.glob(given))) or [given])
    )


@contextlib.contextmanager
def reading(paths: tuple[Path, ...], names: ProtectedNames | None) -> Iterator[ReadingProgress]:
    """The time while ``paths`` are read; gives what shows how far it has come."""
    from dhrcheck.cli.progress import ReadingProgress
    from dhrcheck.output.visible import visible
    from dhrcheck.reading.limits import leave_no_core_dump

    leave_no_core_dump()
    masked = masker(names)
    with ReadingProgress([visible(masked(name)) for name in short_names(paths)]) as progress:
        try:
            yield progress
        except BrokenPipeError as broken:
            # A pipe of our own, not the one that our result goes to: that is a defect.
            raise RuntimeError("the pipe to the reader broke") from broken


def warn(message: str) -> None:
    """One line on standard error, with nothing in it that acts on a terminal."""
    from dhrcheck.output.visible import visible

    if sys.stderr is not None:
        lines = "\n".join(visible(line) for line in message.splitlines())
        with contextlib.suppress(OSError):
            click.echo(f"dhrcheck: {lines}", err=True)


def say_settings() -> None:
    """One line on standard error where a configuration has a say in this command."""
    used = chosen(click.get_current_context(silent=True))
    if used is not None and used.keys:
        warn(f"“{used.file}” sets {' and '.join(used.keys)}.")


def look_for(output: str | None, *, verbose: bool, stage_assumed: bool = False) -> Look:
    """How a form for people is to look where it goes: a terminal, a pipe or a file."""
    from dhrcheck.output import Look

    used = chosen(click.get_current_context(silent=True))
    at_terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns) if at_terminal else 80
    return Look(
        width=width,
        colour=at_terminal and _knows_colour(),
        verbose=verbose,
        stage_assumed=stage_assumed,
        encoding="utf-8" if output is not None else _encoding(),
        configuration=used.file if used else "",
        configured=used.keys if used else (),
    )


def _knows_colour() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if sys.platform == "win32":
        from rich.console import detect_legacy_windows

        return not detect_legacy_windows()
    return True


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"
