"""``dhrcheck completion``: words completed by the Tab key in bash, zsh and fish."""

from __future__ import annotations

import os

import click

from dhrcheck.cli.exits import CHECKED, WRONG_USAGE

VARIABLE = "_DHRCHECK_COMPLETE"
"""Set by the script that a shell has loaded: the command then answers the shell, and does no more."""
SHELLS = ("bash", "zsh", "fish")

EPILOG = """\
To have it in every new shell:

\b
  bash (4.4 or newer), in ~/.bashrc:
    eval "$(dhrcheck completion bash)"
  zsh, in ~/.zshrc, after compinit:
    eval "$(dhrcheck completion zsh)"
  fish, once:
    dhrcheck completion fish > ~/.config/fish/completions/dhrcheck.fish

Exit codes: 0 printed; 2 wrong usage; 4 a defect in dhrcheck itself.
"""


@click.command(epilog=EPILOG, short_help="Print what makes a shell complete words.")
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Print the script with which the Tab key completes commands, options, rules and files.

    SHELL is bash, zsh or fish.
    """
    from click.shell_completion import get_completion_class

    from dhrcheck.cli.group import commands
    from dhrcheck.cli.writing import to_stdout

    found = get_completion_class(shell)
    assert found is not None
    made = found(commands, {}, "dhrcheck", VARIABLE)
    # Not ``made.source()``: for bash that runs bash, only to complain where there is none.
    script = made.source_template % made.source_vars()
    to_stdout(script.encode("utf-8"))
    return CHECKED


def answer_the_shell() -> int | None:
    """Answers a shell that asks for completions; None where none asks."""
    asked = os.environ.get(VARIABLE)
    if asked is None:
        return None
    shell, _, what = asked.partition("_")
    if shell not in SHELLS or what != "complete":
        return WRONG_USAGE

    from click.shell_completion import get_completion_class

    from dhrcheck.cli.group import commands
    from dhrcheck.cli.writing import to_stdout

    found = get_completion_class(shell)
    assert found is not None
    try:
        answer = found(commands, {}, "dhrcheck", VARIABLE).complete()
    except Exception:
        # Words that make no sense yet: there is nothing to offer, and nobody to tell.
        return CHECKED
    to_stdout((answer + "\n").encode("utf-8", "replace"))
    return CHECKED
