"""The group of commands; each is loaded only when it is the one asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, NoReturn

import click

from dhrcheck.cli.exits import EXIT_CODES, WRONG_USAGE
from dhrcheck.version import __version__


class _Entry(NamedTuple):
    module: str
    name: str
    help: str


COMMANDS = {
    "check": _Entry("dhrcheck.cli.check", "check", "Check the files of one review."),
    "inspect": _Entry(
        "dhrcheck.cli.inspect", "inspect", "Show how the files of one review were understood."
    ),
    "brief": _Entry(
        "dhrcheck.cli.brief", "brief", "Write a reviewer's brief on one review: a page or two."
    ),
    "decide": _Entry("dhrcheck.cli.decide", "decide", "Go through what a person must decide."),
    "triage": _Entry("dhrcheck.cli.triage", "triage", "Check many reviews at once."),
    "config": _Entry("dhrcheck.cli.config", "config", "Show the configuration in use."),
    "completion": _Entry(
        "dhrcheck.cli.completion", "completion", "Print what makes a shell complete words."
    ),
    "rules": _Entry("dhrcheck.cli.rules", "rules", "List, show and test the rules."),
}


class _Commands(click.Group):
    """Commands by name, without loading those that are not asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = getattr(import_module(entry.module), entry.name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            # Help that was not asked for is still help, but nothing was checked.
            click.echo(ctx.get_help(), err=True)
            ctx.exit(WRONG_USAGE)
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not ctx.resilient_parsing:
            _no_such_command(ctx, args[0])
        return super().resolve_command(ctx, args)


def _no_such_command(ctx: click.Context, word: str) -> NoReturn:
    import difflib

    if word.lower().endswith(".pdf") or os.path.exists(word):
        ctx.fail(f"No command was given. To check a file: dhrcheck check {word}")
    close = difflib.get_close_matches(word, COMMANDS, n=1)
    hint = f" Did you mean “{close[0]}”?" if close else ""
    ctx.fail(f"There is no command “{word}”.{hint}")


@click.group(
    cls=_Commands,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog=f"""\
Examples:

\b
  dhrcheck check report.pdf
  dhrcheck check report.pdf action-plan.pdf letter.pdf
  dhrcheck inspect report.pdf
  dhrcheck triage reviews/
  dhrcheck rules list

{EXIT_CODES}
Nothing leaves this computer, and no file is changed.
""",
)
@click.version_option(__version__, message="dhrcheck %(version)s")
def commands() -> None:
    """The check before you send: a Domestic Homicide Review's files against what the Home Office
    Quality Assurance Panel asks for, with page and words."""


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code; wrong usage is said on standard error."""
    from dhrcheck.files import WrongUsage

    if "_DHRCHECK_COMPLETE" in os.environ:
        from dhrcheck.cli.completion import answer_the_shell

        answered = answer_the_shell()
        if answered is not None:
            return answered
    try:
        # Not click's own ``main``: it takes a closed pipe anywhere for exit code 1.
        with commands.make_context("dhrcheck", list(arguments)) as context:
            code = commands.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as wrong:
        return _wrong(_said(wrong))
    except WrongUsage as wrong:
        return _wrong(str(wrong))
    except Exception as error:
        from dhrcheck.rulebook.model import RulebookError

        if not isinstance(error, RulebookError):
            raise
        return _wrong(str(error))
    return code if isinstance(code, int) else 0


def _wrong(message: str) -> int:
    from dhrcheck.cli.asked import warn

    warn(message)
    return WRONG_USAGE


def _said(wrong: click.ClickException) -> str:
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    command = context.command_path if context else "dhrcheck"
    said = wrong.format_message().replace("\n\t", " ").replace("\t", " ")
    return f"{said}\n(“{command} --help” explains.)"
