"""``dhrcheck inspect``: the picture of a submission that the rules look at."""

from __future__ import annotations

import click

from dhrcheck.cli.asked import (
    file_options,
    given_files,
    given_names,
    look_for,
    reading,
)
from dhrcheck.cli.exits import CHECKED, NOT_READ
from dhrcheck.output import PICTURE_FORMATS
from dhrcheck.protected.errors import masked_errors


@click.command(
    short_help="Show how the files of one review were understood.",
    epilog="""\
Examples:

\b
  dhrcheck inspect report.pdf
  dhrcheck inspect --format json -o picture.json report.pdf letter.pdf

Exit codes: 0 all was read; 2 wrong usage; 3 pages or files could not be read; 4 a defect in dhrcheck
itself; 130 interrupted.
""",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(PICTURE_FORMATS)),
    default="terminal",
    show_default=True,
    help="How the picture is written.",
)
@file_options
def inspect(
    files: tuple[str, ...],
    output: str | None,
    force: bool,
    rules: tuple[str, ...],
    profile: str | None,
    names: str | None,
    ocr: str,
    timeout: float,
    memory: int,
    verbose: bool,
    form: str,
) -> int:
    """Show how the files of one review were understood.

    Files and how each page was read, parts with their pages, sections, the action plan's columns and
    rows, the letter's fields and the facts of the review: what to look at when a verdict surprises.
    """
    from dhrcheck import api
    from dhrcheck.cli.writing import output_file, to_stdout

    protected = given_names(names)
    with masked_errors(protected):
        paths = given_files(files, protected)
        target = None if output is None else output_file(output, paths, force=force)
    with reading(paths, protected) as progress:
        submission = api.inspect(
            paths,
            rules=rules,
            profile=profile,
            names=protected,
            ocr=ocr,
            timeout=timeout,
            memory_mb=memory,
            progress=progress,
        )
    shown = PICTURE_FORMATS[form]
    look = look_for(output, verbose=verbose)
    content = shown.content(submission, look)
    if target is None:
        to_stdout(content)
    else:
        with masked_errors(protected):
            target.write(content)
    return NOT_READ if submission.unread() else CHECKED
