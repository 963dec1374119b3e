"""``dhrcheck decide``: a person goes through what only a person can decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dhrcheck.cli.asked import given_files, given_names, reading, reading_options
from dhrcheck.cli.exits import CHECKED, INTERRUPTED
from dhrcheck.cli.options import as_of_option, stage_option
from dhrcheck.cli.suggestions import files
from dhrcheck.files import WrongUsage
from dhrcheck.outcome import Stage
from dhrcheck.protected.errors import masked_errors, masker

if TYPE_CHECKING:
    from dhrcheck.cli.conversation import Conversation
    from dhrcheck.decisions.sitting import Item, Sitting

EPILOG = """\
Examples:

\b
  dhrcheck decide report.pdf
  dhrcheck decide --all --names names.txt report.pdf letter.pdf
  dhrcheck decide --list report.pdf

The answers are written to dhrcheck-decisions.yaml beside the report, each at once: stop when you
like, and go on another day. “dhrcheck check” then counts them. Real names are never written.

Exit codes:

\b
  0    went through, or stopped by you
  2    wrong usage, an invalid file, or nobody to ask
  4    a defect in dhrcheck itself
  130  interrupted; what you decided is kept
"""


@click.command(epilog=EPILOG, short_help="Go through what a person must decide.")
@stage_option
@click.option("--all", "failed", is_flag=True, help="Go also through what failed, to waive it.")
@click.option("--again", is_flag=True, help="Ask also what is decided already.")
@click.option(
    "--list", "only_list", is_flag=True, help="Show the decisions and what became of them."
)
@click.option(
    "--who", metavar="NAME", help="Who decides (a name or a role); asked for where not given."
)
@click.option(
    "--decisions",
    metavar="FILE",
    shell_complete=files,
    help="The file to write to (default: dhrcheck-decisions.yaml beside the report).",
)
@as_of_option
@reading_options
def decide(
    files: tuple[str, ...],
    rules: tuple[str, ...],
    profile: str | None,
    names: str | None,
    ocr: str,
    timeout: float,
    memory: int,
    stage: str | None,
    failed: bool,
    again: bool,
    only_list: bool,
    who: str | None,
    decisions: str | None,
    as_of: date | None,
) -> int:
    """Go through what only a person can decide, and write the answers down.

    Each finding is shown with its page and words. Say whether it is right, must be put right, or is
    accepted for a reason; or that pages which could not be read here were read by eye. A decision
    counts as long as the words it was made on stay the same.
    """
    from dhrcheck import api
    from dhrcheck.decisions.sitting import Sitting
    from dhrcheck.decisions.store import Store

    protected = given_names(names)
    with masked_errors(protected):
        paths = given_files(files, protected)
        place = _place(paths, decisions)
        store = Store(place)
        made = store.read()
    with reading(paths, protected) as progress:
        report = api.check(
            paths,
            stage or Stage.PUBLICATION,
            as_of=as_of,
            rules=rules,
            profile=profile,
            names=protected,
            decisions=False,
            ocr=ocr,
            timeout=timeout,
            memory_mb=memory,
            progress=progress,
        )
    from dhrcheck.cli.conversation import Conversation
    from dhrcheck.decisions.form import hold_to_rules

    with masked_errors(protected):
        hold_to_rules(made, report.ruleset, str(place), narrowed=False)
        sitting = Sitting(report, store, masker(protected))
        if only_list:
            return _list(sitting, stage_assumed=stage is None)
        sitting.try_writing()
        talk = Conversation(sitting, place, masker(protected), who, stage_assumed=stage is None)
        return _walk(talk, sitting.items(failed=failed, again=again))


def _place(paths: tuple[Path, ...], given: str | None) -> Path:
    """Where decisions are written: the file named, the one that is there, or one beside the report."""
    from dhrcheck.decisions.finding import decisions_file, places_beside

    if given is None:
        return decisions_file(paths, True) or places_beside(paths)[0]
    path = Path(given)
    if path.is_dir():
        raise WrongUsage(f"“{given}” is a folder. Give a file name after --decisions.")
    if not path.parent.is_dir():
        raise WrongUsage(f"There is no folder “{path.parent}” for the decisions file.")
    return path


def _list(sitting: Sitting, *, stage_assumed: bool) -> int:
    from dhrcheck.cli.asked import look_for
    from dhrcheck.cli.writing import to_stdout
    from dhrcheck.output.decisions_terminal import listed_decisions
    from dhrcheck.output.visible import for_encoding

    look = look_for(None, verbose=False, stage_assumed=stage_assumed)
    to_stdout(for_encoding(listed_decisions(sitting.report, look), look.encoding))
    return CHECKED


def _walk(talk: Conversation, items: Sequence[Item]) -> int:
    from dhrcheck.cli.asking import EndOfAnswersError

    try:
        talk.go_through(items)
    except EndOfAnswersError:
        pass
    except KeyboardInterrupt:
        talk.stopped()
        return INTERRUPTED
    talk.ended()
    return CHECKED
