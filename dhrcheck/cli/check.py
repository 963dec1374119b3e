"""``dhrcheck check``: one review's files in, the verdict out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from dhrcheck.cli import suggestions
from dhrcheck.cli.asked import (
    file_options,
    given_files,
    given_names,
    look_for,
    reading,
    warn,
)
from dhrcheck.cli.exits import DEFECT, EXIT_CODES, WRONG_USAGE, FailOn, exit_code
from dhrcheck.cli.options import as_of_option, decisions_options, stage_option
from dhrcheck.cli.outputs import Wanted, destinations, misnamed, wanted_forms
from dhrcheck.cli.results import page_work, results, say_where
from dhrcheck.outcome import Stage
from dhrcheck.output import REPORT_FORMATS
from dhrcheck.protected.errors import masked_errors, masker

EXAMPLES = """\
Examples:

\b
  dhrcheck check report.pdf
  dhrcheck check report.pdf summary.pdf action-plan.pdf letter.pdf
  dhrcheck check --stage submission draft.pdf
  dhrcheck check --names names.txt report.pdf
  dhrcheck check -f html=result.html report.pdf
  dhrcheck check -f terminal -f html=result.html -f pdf=marked.pdf report.pdf
  dhrcheck check --format json -o result.json report.pdf
  dhrcheck check --only plan-columns,plan-updates report.pdf
  dhrcheck check -- -name-with-a-dash.pdf
"""


def _ids(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """Rule ids, one or several with commas between."""
    return tuple(i.strip() for ids in given for i in ids.split(",") if i.strip())


@click.command(epilog=f"{EXAMPLES}\n{EXIT_CODES}", short_help="Check the files of one review.")
@stage_option
@click.option(
    "-f",
    "--format",
    "forms",
    multiple=True,
    callback=wanted_forms,
    shell_complete=suggestions.forms,
    metavar="NAME[=PATH]",
    help=f"How the result is written, and to which file: {', '.join(REPORT_FORMATS)}. May be given "
    "several times; one of them may go without a file, to the screen. [default: terminal]",
)
@click.option(
    "--quotes",
    type=click.Choice(["full", "none"]),
    help="Whether words of the report are quoted: full, or none (only pages). The default is full; "
    "none in the forms that are made for uploading.",
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
    shell_complete=suggestions.rule_ids,
    help="Check only these rules (several with commas, or repeat the option).",
)
@click.option(
    "--skip",
    multiple=True,
    callback=_ids,
    metavar="ID",
    shell_complete=suggestions.rule_ids,
    help="Leave these rules out.",
)
@as_of_option
@decisions_options
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
    forms: tuple[Wanted, ...],
    quotes: str | None,
    fail_on: str,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    as_of: date | None,
    decisions: str | bool,
) -> int:
    """Check the files of one Domestic Homicide Review before they are sent.

    FILE... are the PDF files of one review: the overview report, and the executive summary, action
    plan and Home Office letter where they are files of their own. Nothing leaves this computer and no
    file is changed.
    """
    from dhrcheck import api
    from dhrcheck.cli.writing import write_all
    from dhrcheck.decisions.finding import decisions_file

    protected = given_names(names)
    with masked_errors(protected):
        paths = given_files(files, protected)
        made = decisions_file(paths, decisions)
        kept = [*paths, *(Path(f) for f in (names, profile, made) if f is not None)]
        places = destinations(forms, output, kept, force=force)
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
            decisions=decisions,
            ocr=ocr,
            timeout=timeout,
            memory_mb=memory,
            progress=progress,
        )
    code = exit_code(report, FailOn(fail_on))
    screen = look_for(None, verbose=verbose, stage_assumed=stage is None)
    own = masker(protected)(screen.configuration)
    screen = replace(screen, fail_on=fail_on, exit_code=code, configuration=own)
    with page_work(report, paths, places, timeout=timeout, memory_mb=memory) as pages:
        contents, refused = results(report, places, screen, quotes, pages)
    with masked_errors(protected):
        write_all(contents)
    for said in (*refused, *misnamed(places)):
        warn(masker(protected)(said))
    if not refused and all(place.file for place in places):
        say_where(report, places, protected)
    return WRONG_USAGE if refused and code != DEFECT else code
