"""``dhrcheck brief``: one review in a page or two, for somebody who has to judge it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from dhrcheck.cli.asked import file_options, given_files, given_names, look_for, reading
from dhrcheck.cli.exits import CHECKED, DEFECT, NOT_READ
from dhrcheck.cli.options import as_of_option, decisions_options, stage_option
from dhrcheck.cli.outputs import Wanted, destinations
from dhrcheck.files import WrongUsage
from dhrcheck.outcome import Stage, Status, Verdict
from dhrcheck.output import BRIEF_FORMATS
from dhrcheck.protected.errors import masked_errors

EPILOG = """\
Examples:

\b
  dhrcheck brief report.pdf
  dhrcheck brief --stage submission report.pdf summary.pdf plan.pdf
  dhrcheck brief -o brief.html report.pdf
  dhrcheck brief -o brief.docx --names names.txt report.pdf

Exit codes: 0 the brief was made, whatever the verdict in it; 2 wrong usage, or an invalid rule or
decisions file; 3 the brief was made, but pages or files could not be read; 4 a defect in dhrcheck itself; 130
interrupted. Where several apply, the first of 4, 2, 3 counts.
"""


@click.command(short_help="Write a reviewer's brief on one review.", epilog=EPILOG)
@stage_option
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(BRIEF_FORMATS)),
    help="How the brief is written; docx (Word) needs -o. [default: by the ending of OUT, else "
    "markdown]",
)
@click.option(
    "--quotes",
    type=click.Choice(["full", "none"]),
    default="full",
    show_default=True,
    help="Whether words of the review stand in the brief: full, or none (only pages).",
)
@as_of_option
@decisions_options
@file_options
def brief(
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
    stage: str | None,
    form: str | None,
    quotes: str,
    as_of: date | None,
    decisions: str | bool,
) -> int:
    """Write a brief on one review, for a reviewer: a page or two to read beside it.

    What it is, which pages to look at first, the facts with their pages, the action plan in numbers, what
    could not be read, and draft points for a feedback letter. A draft for a person, never a judgement.
    """
    from dhrcheck import api
    from dhrcheck.cli.writing import write_all
    from dhrcheck.decisions.finding import decisions_file

    protected = given_names(names)
    with masked_errors(protected):
        paths = given_files(files, protected)
        wanted = BRIEF_FORMATS[form or _by_ending(output)]
        if wanted.binary and output is None:
            raise WrongUsage(f"A Word file needs a name: -o brief.{wanted.name}.")
        made = decisions_file(paths, decisions)
        kept = [*paths, *(Path(f) for f in (names, profile, made) if f is not None)]
        place = destinations([Wanted(wanted)], output, kept, force=force)[0]
    with reading(paths, protected) as progress:
        report = api.check(
            paths,
            stage or Stage.PUBLICATION,
            as_of=as_of,
            rules=rules,
            profile=profile,
            names=protected,
            decisions=decisions,
            ocr=ocr,
            timeout=timeout,
            memory_mb=memory,
            progress=progress,
        )
    look = look_for(output, verbose=verbose, stage_assumed=stage is None)
    look = replace(look, quotes=quotes == "full")
    with masked_errors(protected):
        write_all([(place.file, wanted.content(report, look))])
    if report.with_status(Status.ERROR):
        return DEFECT
    unread = report.verdict is Verdict.UNREAD or report.submission.unread()
    return NOT_READ if unread else CHECKED


_ENDINGS = {".html": "html", ".htm": "html", ".docx": "docx"}


def _by_ending(output: str | None) -> str:
    """The form that a file's name asks for where no form was named."""
    return _ENDINGS.get(Path(output or "").suffix.lower(), "markdown")
