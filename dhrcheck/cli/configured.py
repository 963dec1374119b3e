"""How a configuration reaches a command: as the values of options that were not typed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dhrcheck.cli.suggestions import files

if TYPE_CHECKING:
    from dhrcheck.configuration.reading import Configuration

_CONFIGURATION = "dhrcheck.configuration"
_WITHOUT = "dhrcheck.no_configuration"
_TYPED = "dhrcheck.configuration_typed"
NO_DECISIONS = "dhrcheck.no_decisions_configured"


class Chosen(NamedTuple):
    """The configuration in use: how to call its file, and the keys that took effect."""

    file: str
    keys: tuple[str, ...]


def _without(context: click.Context, option: click.Parameter, given: bool) -> None:
    if given and context.meta.get(_TYPED):
        raise click.BadParameter("give either --config or --no-config, not both")
    context.meta[_WITHOUT] = given
    if given:
        context.meta.pop(_CONFIGURATION, None)
        context.default_map = None


def _with(context: click.Context, option: click.Parameter, given: str | None) -> None:
    if context.meta.get(_WITHOUT):
        if given is not None:
            raise click.BadParameter("give either --config or --no-config, not both")
        return
    context.meta[_TYPED] = given is not None
    found = configuration(given)
    if found is None:
        return
    context.meta[_CONFIGURATION] = found
    values = {_parameter(key, context): one.value for key, one in found.settings.items()}
    if values.get("decisions") is False:
        del values["decisions"]
        context.meta[NO_DECISIONS] = True
        if _takes_a_flag(context.command):
            values["no_decisions"] = True
    context.default_map = values


config_options: tuple[Any, ...] = (
    click.option(
        "--config",
        metavar="FILE",
        shell_complete=files,
        callback=_with,
        is_eager=True,
        expose_value=False,
        help="The configuration to use (default: dhrcheck.toml or setup.cfg, in this folder or above).",
    ),
    click.option(
        "--no-config",
        is_flag=True,
        callback=_without,
        is_eager=True,
        expose_value=False,
        help="Use no configuration file.",
    ),
)


def _parameter(key: str, context: click.Context) -> str:
    """What a command calls the value of a key."""
    option = f"--{key}"
    names = [p.name for p in context.command.params if option in p.opts and p.name]
    return names[0] if names else key.replace("-", "_")


def _takes_a_flag(command: click.Command) -> bool:
    """True for a command over many reviews: it counts the decisions beside each, or none."""
    return any(p.name == "no_decisions" and p.expose_value for p in command.params)


def configuration(given: str | None) -> Configuration | None:
    """The configuration that was named, or the one that is found from this folder up.

    Raises:
        RulebookError: it cannot be used.
    """
    from dhrcheck.configuration.finding import find_configuration

    if given is not None:
        return _read(Path(os.path.abspath(given)), given)
    try:
        found = find_configuration(Path.cwd())
    except OSError:
        return None
    return None if found is None else _read(found, called(found))


def _read(path: Path, name: str) -> Configuration:
    # Loaded only where there is one: nearly every check goes without.
    from dhrcheck.configuration.reading import read_configuration

    return read_configuration(path, name)


def in_use(context: click.Context) -> Configuration | None:
    """The configuration that this command was given or that was found."""
    found: Configuration | None = context.meta.get(_CONFIGURATION)
    return found


def called(path: Path) -> str:
    """A configuration as seen from this folder ("../dhrcheck.toml"); names of folders may tell whom a
    review is about, and are left out."""
    try:
        above = [part for part in Path(os.path.relpath(path)).parts[:-1] if part == os.pardir]
    except (ValueError, OSError):
        above = []
    return "/".join([*above, path.name])


def chosen(context: click.Context | None) -> Chosen | None:
    """The configuration that had a say in this command; None where none had."""
    found = context.meta.get(_CONFIGURATION) if context is not None else None
    if context is None or found is None:
        return None
    names = {parameter.name for parameter in context.command.params}
    source = click.core.ParameterSource.DEFAULT_MAP
    named = {key: _parameter(key, context) for key in found.settings}
    keys = [
        key
        for key, name in named.items()
        if name in names and context.get_parameter_source(name) is source
    ]
    if context.meta.get(NO_DECISIONS) and names & {"decisions", "no_decisions"}:
        keys.append("decisions")
    return Chosen(called(found.path), tuple(keys))
