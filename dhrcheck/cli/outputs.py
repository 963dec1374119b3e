"""The forms that a command line asks for, and where each goes: looked at before anything is read."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from dhrcheck.files import WrongUsage
from dhrcheck.output import REPORT_FORMATS, Format

if TYPE_CHECKING:
    from dhrcheck.cli.writing import OutputFile

STANDARD_OUTPUT = ("-", "/dev/stdout")


ENDINGS = {
    ".txt": ("terminal",),
    ".json": ("json", "sarif"),
    ".html": ("html",),
    ".htm": ("html",),
    ".pdf": ("pdf",),
    ".sarif": ("sarif",),
    ".xml": ("junit",),
    ".md": ("markdown",),
    ".csv": ("csv",),
}
"""Which forms a file's ending promises, the likeliest first."""


class Wanted(NamedTuple):
    """A form that was asked for; ``path`` is None where no place was given with it."""

    form: Format
    path: str | None = None


class Destination(NamedTuple):
    """A form and where it goes; ``file`` is None for standard output."""

    form: Format
    file: OutputFile | None = None


def wanted_forms(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> tuple[Wanted, ...]:
    """``NAME`` or ``NAME=PATH``, each time the option was given; the terminal's where it was not."""
    return tuple(map(_wanted, given)) or (Wanted(REPORT_FORMATS["terminal"]),)


def _wanted(given: str) -> Wanted:
    name, equals, path = given.partition("=")
    form = REPORT_FORMATS.get(name.strip().lower())
    if form is None:
        known = ", ".join(REPORT_FORMATS)
        raise click.BadParameter(f"“{name}” is none of the forms: {known}.{_meant(given)}")
    if equals and not path:
        raise click.BadParameter(f"“{given}” names no file after the sign =.")
    return Wanted(form, path or None)


def _meant(given: str) -> str:
    """A guess at what was meant, where there is a good one."""
    import difflib

    by_ending = ENDINGS.get(os.path.splitext(given)[1].lower())
    name, equals, path = given.partition("=")
    close = difflib.get_close_matches(name.strip().lower(), REPORT_FORMATS, n=1)
    if by_ending and not equals:
        return f" Did you mean {by_ending[0]}={given}?"
    return f" Did you mean {close[0]}{equals}{path}?" if close else ""


def destinations(
    wanted: Sequence[Wanted], output: str | None, inputs: Iterable[Path], *, force: bool
) -> tuple[Destination, ...]:
    """Where each of ``wanted`` goes, if all may be written there.

    ``output`` (``-o``) is the place of the one form that was given without one. ``inputs`` are files
    that no output may replace.

    Raises:
        WrongUsage: two results for one place, ``output`` without a form for it, a PDF for the screen,
            or what ``output_file`` says.
    """
    from dhrcheck.cli.writing import output_file

    inputs = tuple(inputs)
    without = sum(w.path is None for w in wanted)
    if output is not None and not without:
        raise WrongUsage(
            f"Every form has a place already, so that nothing is left for -o {output}."
        )
    found: list[Destination] = []
    for form, path in wanted:
        place = output if path is None else path
        if place is None or place in STANDARD_OUTPUT:
            found.append(Destination(form))
        else:
            found.append(Destination(form, output_file(place, inputs, force=force)))
    _refuse_same(found, by_option=without > 1 and output is not None)
    _refuse_binary(found)
    return tuple(found)


def misnamed(places: Sequence[Destination]) -> list[str]:
    """A sentence for each file whose name promises another form than the one that it gets."""
    said = []
    for form, file in places:
        promised = () if file is None else ENDINGS.get(file.path.suffix.lower(), ())
        if file is not None and promised and form.name not in promised:
            name = file.path.name
            said.append(
                f"“{name}” is written in the form {form.name}. For the form that its name promises, "
                f"use -f {promised[0]}={name}."
            )
    return said


def _refuse_same(found: Sequence[Destination], *, by_option: bool) -> None:
    example = "such as -f html=result.html -f json=result.json"
    if by_option:
        raise WrongUsage(f"-o names the place of one form only. Give each form its own, {example}.")
    if sum(d.file is None for d in found) > 1:
        raise WrongUsage(f"Only one form can go to the screen. Give each other a file, {example}.")
    seen: set[str] = set()
    for file in (d.file for d in found if d.file is not None):
        if not seen.isdisjoint(names := _identities(file.path)):
            raise WrongUsage(f"Two results cannot both be written to “{file.path}”.")
        seen |= names


def _identities(path: Path) -> set[str]:
    """What tells whether two names are one file: also by a link, or where case does not count."""
    names = {os.path.normcase(path)}
    with contextlib.suppress(OSError):
        found = path.stat()
        if found.st_ino:
            names.add(f"{found.st_dev}:{found.st_ino}")
    with contextlib.suppress(OSError):
        folder = path.parent.stat()
        # A file that is not there yet: names that differ in case alone may become one.
        if sys.platform in ("win32", "darwin"):
            names.add(f"{folder.st_dev}:{folder.st_ino}:{path.name.casefold()}")
    return names


def _refuse_binary(found: Sequence[Destination]) -> None:
    at_screen = sys.stdout is not None and sys.stdout.isatty()
    for form in (d.form for d in found if d.file is None and d.form.binary):
        if at_screen:
            raise WrongUsage(
                f"A {form.name.upper()} file cannot be shown on the screen. Name a file for it, "
                f"such as -f {form.name}=checked.{form.name}."
            )
