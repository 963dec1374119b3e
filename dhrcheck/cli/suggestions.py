"""What a shell may offer where a file, a folder, a rule or a form is wanted (see ``completion.py``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def files(context: click.Context, option: click.Parameter, begun: str) -> list[CompletionItem]:
    """The shell's own file names."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type="file")]


def folders(context: click.Context, option: click.Parameter, begun: str) -> list[CompletionItem]:
    """The shell's own folder names."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(begun, type="dir")]


def rule_ids(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """The standard rules, also behind a comma."""
    from dhrcheck.rulebook.loader import catalogue

    done, comma, last = begun.rpartition(",")
    known = (rule for family in catalogue().values() for rule in family)
    return [done + comma + rule for rule in known if rule.startswith(last)]


def forms(context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """The forms of a report."""
    from dhrcheck.output import REPORT_FORMATS

    return [name for name in REPORT_FORMATS if name.startswith(begun)]
