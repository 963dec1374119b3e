"""``dhrcheck rules``: list, show, test and check the rules, and print their schema."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dhrcheck.cli import suggestions
from dhrcheck.cli.asked import say_settings, with_options
from dhrcheck.cli.configured import config_options
from dhrcheck.rulebook.beginnings import KINDS_TO_BEGIN_WITH

_EXTRA = click.option(
    "--rules",
    "folders",
    metavar="DIR",
    multiple=True,
    shell_complete=suggestions.folders,
    help="A folder of further rules; may be given several times.",
)
_PROFILE = click.option(
    "--profile", metavar="FILE", shell_complete=suggestions.files, help="A file of house rules."
)
_USED = (
    "Exit codes: 0 done; 2 wrong usage, or a rule file cannot be used; 4 a defect in dhrcheck.\n"
)
_CONFIG = with_options(config_options)


def _epilog(*examples: str, codes: str = _USED) -> str:
    lines = "\n".join(f"  dhrcheck rules {example}" for example in examples)
    return f"Examples:\n\n\b\n{lines}\n\n{codes}"


@click.group(
    short_help="List, show and test the rules.",
    epilog=_epilog(
        "list", "show letter-annexed", "check my-rules", "test --rules my-rules my-rule"
    ),
)
def rules() -> None:
    """The rules: what is asked, why, on whose word, and whether each finds what it should."""


rules_group = rules


@rules.command("list", epilog=_epilog("list", "list --profile house.yaml"))
@_EXTRA
@_PROFILE
@_CONFIG
def list_rules(folders: tuple[str, ...], profile: str | None) -> int:
    """One line for each rule: id, severity, stages, title."""
    say_settings()
    from dhrcheck.rulebook.display import rule_table
    from dhrcheck.rulebook.loader import load_rules

    _say(rule_table(load_rules(_paths(folders), profile=_house(profile)).rules))
    return 0


@rules.command("show", epilog=_epilog("show letter-annexed", "show plan-columns plan-updates"))
@click.argument(
    "ids", metavar="ID...", nargs=-1, required=True, shell_complete=suggestions.rule_ids
)
@_EXTRA
@_PROFILE
@_CONFIG
def show(ids: tuple[str, ...], folders: tuple[str, ...], profile: str | None) -> int:
    """All about a rule: where it looks, why, what to do, who asks for it, its examples."""
    say_settings()
    from dhrcheck.rulebook.display import rule_page
    from dhrcheck.rulebook.loader import load_rules

    chosen = load_rules(_paths(folders), only=ids, examples=True, profile=_house(profile))
    _say("\n\n".join(rule_page(rule) for rule in chosen.rules))
    return 0


@rules.command(
    "test",
    epilog=_epilog(
        "test",
        "test plan-columns",
        "test --rules my-rules my-rule",
        codes="Exit codes: 0 all as expected; 1 a rule answers differently, or lacks an example; 2 wrong "
        "usage, or a rule file cannot be used; 4 a defect in dhrcheck.\n",
    ),
)
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=suggestions.rule_ids)
@_EXTRA
@_CONFIG
@click.option(
    "--mutate/--no-mutate",
    default=True,
    show_default=True,
    help="Also try misprints of the examples that a rule must catch.",
)
def test(ids: tuple[str, ...], folders: tuple[str, ...], mutate: bool) -> int:
    """Puts each rule to its own examples."""
    say_settings()
    from dhrcheck.rulebook.display import trial_report, trial_summary
    from dhrcheck.rulebook.examples import try_rule
    from dhrcheck.rulebook.loader import load_rules, load_vocabulary

    paths = _paths(folders)
    chosen = load_rules(paths, only=ids, examples=True)
    vocabulary = load_vocabulary(paths)
    tried = []
    for rule in chosen.rules:
        tried.append(try_rule(rule, vocabulary, mutate=mutate))
        report = trial_report(tried[-1])
        if report:
            _say(report + "\n")
    _say(trial_summary(tried))
    return 0 if all(t.sound for t in tried) else 1


@rules.command("schema", epilog=_epilog("schema > rule.schema.json"))
def schema() -> int:
    """The JSON Schema of a rule file: with it an editor completes and checks a rule."""
    from dhrcheck.rulebook.schema import schema_text

    # The shipped file holds the same bytes on every system.
    _write(schema_text().encode("utf-8"))
    return 0


@rules.command("docs", epilog=_epilog("docs > rules.md", "docs --rules my-rules > rules.md"))
@_EXTRA
@_CONFIG
def docs(folders: tuple[str, ...]) -> int:
    """All rules as one page of Markdown (the standard ones are in docs/rules.md)."""
    say_settings()
    from dhrcheck.rulebook.handbook import handbook
    from dhrcheck.rulebook.loader import catalogue, load_rules

    chosen = load_rules(_paths(folders), examples=True)
    _write(handbook(chosen.rules, catalogue()).encode("utf-8"))
    return 0


@rules.command(
    "check",
    epilog=_epilog(
        "check my-rules",
        "check house.yaml my-rules/my-rule.yaml",
        codes="Exit codes: 0 in order; 2 a file cannot be used, with every problem, its line and what "
        "would be right; 4 a defect in dhrcheck.\n",
    ),
)
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, shell_complete=suggestions.files
)
def check(files: tuple[str, ...]) -> int:
    """Checks rule files (or all in a folder), vocabulary and profiles without reading any report."""
    from dhrcheck.rulebook.loader import load_files

    loaded = load_files(_paths(files))
    if not loaded:
        _say("In order.")
        return 0
    rules_ = "1 rule" if len(loaded) == 1 else f"{len(loaded)} rules"
    _say(f"In order: {rules_}. “dhrcheck rules test” puts the rules to their examples.")
    return 0


@rules.command(
    "new", epilog=_epilog("new my-rule", "new my-rule --kind statement-present --dir my-rules")
)
@click.argument("rule", metavar="ID")
@click.option(
    "--kind",
    type=click.Choice(list(KINDS_TO_BEGIN_WITH)),
    default=next(iter(KINDS_TO_BEGIN_WITH)),
    show_default=True,
    help="; ".join(f"{kind}: {what}" for kind, what in KINDS_TO_BEGIN_WITH.items()) + ".",
)
@click.option(
    "--dir",
    "folder",
    default=".",
    metavar="DIR",
    shell_complete=suggestions.folders,
    help="The folder to write to (default: this one).",
)
def new(rule: str, kind: str, folder: str) -> int:
    """Writes a rule to begin with: DIR/ID.yaml, with examples that fail until it is right."""
    from dhrcheck.rulebook.skeleton import write_skeleton

    path = write_skeleton(rule, kind, Path(folder))
    _say(
        f"Written: {path}\nFill it in, then: dhrcheck rules check {path}\n"
        f"and: dhrcheck rules test {rule} --rules {folder}"
    )
    return 0


def _house(profile: str | None) -> Path | None:
    return None if profile is None else Path(profile)


def _paths(names: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(Path(name) for name in names)


def _say(text: str) -> None:
    """Writes text as far as the screen's letters allow."""
    from dhrcheck.output.visible import for_encoding

    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    _write(for_encoding(text + "\n", encoding))


def _write(data: bytes) -> None:
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
