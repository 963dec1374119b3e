"""``dhrcheck config``: what is set, and where each value comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dhrcheck.api import DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT, OcrMode
from dhrcheck.cli.asked import given_names, look_for, with_options
from dhrcheck.cli.configured import called, config_options, in_use
from dhrcheck.cli.exits import CHECKED
from dhrcheck.outcome import Stage
from dhrcheck.protected.errors import masked_errors, masker

if TYPE_CHECKING:
    from dhrcheck.configuration.reading import Configuration
    from dhrcheck.output import Look

EPILOG = """\
Examples:

\b
  dhrcheck config
  dhrcheck config --format json
  dhrcheck config --config house.toml

A configuration is a file dhrcheck.toml, or a section [dhrcheck] of setup.cfg, in this folder or one
above it, up to the root of the repository or your home folder. What is typed wins over it.

Exit codes:

\b
  0  shown
  2  wrong usage, or a configuration that cannot be used
  4  a defect in dhrcheck itself
"""

DEFAULTS: dict[str, Any] = {
    "stage": Stage.PUBLICATION.value,
    "fail-on": "fail",
    "profile": None,
    "rules": (),
    "names": None,
    "ocr": OcrMode.AUTO.value,
    "timeout": DEFAULT_TIMEOUT,
    "memory": DEFAULT_MEMORY_MB,
    "quotes": None,
    "decisions": None,
}
_WORDS = {
    "profile": "the standard rules as they are",
    "rules": "no rules of your own",
    "names": "no list of names to be protected",
    "quotes": "full; none in forms that are made for uploading",
    "decisions": "dhrcheck-decisions.yaml beside the report, where there is one",
}
_UNITS = {"timeout": "seconds", "memory": "MB"}


class Value(NamedTuple):
    """One setting: its value (None or empty: not set), and whether a file set it, in which line."""

    key: str
    value: Any
    line: int | None


def values(found: Configuration | None) -> list[Value]:
    """Every setting with its value."""
    made = []
    for key, default in DEFAULTS.items():
        own = found.settings.get(key) if found is not None else None
        made.append(Value(key, default, None) if own is None else Value(key, own.value, own.line))
    return made


@click.command(epilog=EPILOG, short_help="Show the configuration in use.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="How it is shown.",
)
@with_options(config_options)
@click.pass_context
def config(context: click.Context, form: str) -> int:
    """Show every setting, its value, and where it comes from."""
    from dhrcheck.cli.writing import to_stdout
    from dhrcheck.output.visible import for_encoding

    found = in_use(context)
    names = found.settings.get("names") if found is not None else None
    protected = given_names(str(names.value)) if names is not None else None
    masked = masker(protected)
    look = look_for(None, verbose=False)
    with masked_errors(protected):
        file = None if found is None else masked(called(found.path))
        shown = [v._replace(value=_masked(v.value, masked)) for v in values(found)]
        text = _as_json(file, shown) if form == "json" else _as_text(file, shown, look)
        encoding = "utf-8" if form == "json" else look.encoding
        to_stdout(for_encoding(text, encoding))
    return CHECKED


def _masked(value: Any, masked: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return masked(value)
    return tuple(map(masked, value)) if isinstance(value, tuple) else value


def _as_json(file: str | None, shown: list[Value]) -> str:
    from dhrcheck.output.json_report import serialise

    settings = {
        v.key: {
            "value": list(v.value) if isinstance(v.value, tuple) else v.value,
            "from": "default" if v.line is None else file,
            "line": v.line or None,
        }
        for v in shown
    }
    return serialise({"schema_version": "1", "configuration": file, "settings": settings})


def _as_text(file: str | None, shown: list[Value], look: Look) -> str:
    from dhrcheck.output.sheet import Sheet
    from dhrcheck.output.visible import visible

    sheet = Sheet(look)
    if file is None:
        sheet.line("No configuration file was found; every value is the default.")
    else:
        sheet.line(f"Configuration: {visible(file)}")
    sheet.gap()
    for v in shown:
        sheet.labelled(v.key, f"{visible(_in_words(v))}{_origin(v, file)}", indent=2)
    sheet.gap()
    sheet.line("What is typed at a command wins over these.", "dim")
    return sheet.text()


def _in_words(setting: Value) -> str:
    key, value, _ = setting
    if key == "decisions" and value is False:
        return "none are counted"
    if value is None or value == ():
        return _WORDS[key]
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    said = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{said} {_UNITS[key]}" if key in _UNITS else said


def _origin(setting: Value, file: str | None) -> str:
    from dhrcheck.output.visible import visible

    if setting.line is None:
        return " (default)"
    where = f", line {setting.line}" if setting.line else ""
    return f" ({visible(file or '')}{where})"
