"""``dhrcheck check``: one review's files in, the verdict out."""

from __future__ import annotations

from datetime import date

import click

from dhrcheck.cli.asked import (
    encoded,
    file_options,
    given_files,
    given_names,
    look_for,
    reading,
)
from dhrcheck.cli.exits import EXIT_CODES, FailOn, exit_code
from dhrcheck.outcome import Stage
from dhrcheck.output import REPORT_FORMATS
from dhrcheck.protected.errors import masked_errors

EXAMPLES = """\
Examples:

\b
  dhrcheck check report.pdf
  dhrcheck check report.pdf summary.pdf action-plan.pdf letter.pdf
  dhrcheck check --stage submission draft.pdf
  dhrcheck check --names names.txt report.pdf
  dhrcheck check --format json -o result.json report.pdf
  dhrcheck check --only plan-columns,plan-updates report.pdf
  dhrcheck check -- -name-with-a-dash.pdf
"""


def _ids(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """Rule ids, one or several with commas between."""
    return tuple(i.strip() for ids in given for i in ids.split(",") if i.strip())


def _day(context: click.Context, option: click.Parameter, given: str | None) -> date | None:
    """A day as YYYY-MM-DD."""
    if given is None:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        day = None
    # Newer Pythons take other forms too; one form is enough, and the same everywhere.
    if day is None or day.isoformat() != given:
        raise click.BadParameter(f"“{given}” is no day written as YYYY-MM-DD, such as 2026-03-31.")
    return day


@click.command(epilog=f"{EXAMPLES}\n{EXIT_CODES}", short_help="Check the files of one review.")
@click.option(
    "--stage",
    type=click.Choice([s.value for s in Stage]),
    help="submission: before it goes to the Home Office Quality Assurance Panel. publication (the "
    "default): after the Panel's letter.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REPORT_FORMATS)),
    default="terminal",
    show_default=True,
    help="How the result is written.",
)
@click.option(
    "--fail-on",
    type=click.Choice([f.value for f in FailOn]),
    default=FailOn.FAIL.value,
    show_default=True,
    help="From which finding on the exit code is 1; each includes the ones before it.",
)
@click.option(
    "--only",
    multiple=True,
    callback=_ids,
    metavar="ID",
    help="Check only these rules (several with commas, or repeat the option).",
)
@click.option("--skip", multiple=True, callback=_ids, metavar="ID", help="Leave these rules out.")
@click.option(
    "--as-of",
    callback=_day,
    metavar="DATE",
    help="The day that counts as today for target dates, as YYYY-MM-DD (default: today).",
)
@file_options
def check(
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
    form: str,
    fail_on: str,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    as_of: date | None,
) -> int:
    """Check the files of one Domestic Homicide Review before they are sent.

    FILE... are the PDF files of one review: the overview report, and the executive summary, action
    plan and Home Office letter where they are files of their own. Nothing leaves this computer and no
    file is changed.
    """
    from dhrcheck import api
    from dhrcheck.cli.writing import output_file, to_stdout

    protected = given_names(names)
    with masked_errors(protected):
        paths = given_files(files, protected)
        target = None if output is None else output_file(output, paths, force=force)
    with reading(paths, protected) as progress:
        report = api.check(
            paths,
            stage or Stage.PUBLICATION,
            as_of=as_of,
            only=only,
            skip=skip,
            rules=rules,
            profile=profile,
            names=protected,
            ocr=ocr,
            timeout=timeout,
            memory_mb=memory,
            progress=progress,
        )
    shown = REPORT_FORMATS[form]
    look = look_for(output, verbose=verbose, stage_assumed=stage is None)
    content = encoded(shown, shown.render(report, look), look)
    if target is None:
        to_stdout(content)
    else:
        with masked_errors(protected):
            target.write(content)
    return exit_code(report, FailOn(fail_on))
