"""The configuration file, strictly read: what each key may say.

It may come from a stranger with the files: it can name files to read and limits, nothing that is
written, run or sent, and it cannot widen what results show.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dhrcheck.configuration.finding import CFG, SECTIONS
from dhrcheck.rulebook.folders import read_file
from dhrcheck.rulebook.problems import Problems, did_you_mean, is_control, one_of, shown

LONGEST_PATH = 1_000
MOST_FOLDERS = 50


@dataclass(frozen=True, slots=True)
class Setting:
    """One key as it was set: its value, and the line (0: not known)."""

    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class Configuration:
    """A configuration file that was read. Paths in ``settings`` are complete."""

    path: Path
    settings: dict[str, Setting]


def read_configuration(path: Path, name: str | None = None) -> Configuration:
    """The configuration in a file; ``name`` is what messages call it.

    Raises:
        RulebookError: it cannot be used, with every problem and its line.
    """
    unread, problems = Problems(), Problems()
    name = name or str(path)
    file = read_file(path, name, unread)
    for found_wrong in unread.found:
        # Its full name may tell whom a review is about.
        problems.add(name, *found_wrong[1:])
    problems.raise_if_any()
    text = file.text or ""
    found = _toml(text, name, problems) if path.name != CFG else _cfg(text, name, problems)
    settings: dict[str, Setting] = {}
    for key, (value, line) in found.items():
        try:
            settings[key] = Setting(_known(key)(value, path.parent), line)
        except ValueError as wrong:
            problems.add(name, line, 1 if line else 0, key, str(wrong))
    problems.raise_if_any()
    return Configuration(path, settings)


def _known(key: str) -> Callable[[Any, Path], Any]:
    if key not in KEYS:
        hint = did_you_mean(key, KEYS) or f" Known are {one_of(KEYS, 20)}."
        raise ValueError(f"is not a key here.{hint}")
    return KEYS[key]


def _toml(text: str, name: str, problems: Problems) -> dict[str, tuple[Any, int]]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        said = str(wrong) if isinstance(wrong, ValueError) else "it is nested too deeply"
        import regex

        at = regex.search(r"\(at line (\d+), column (\d+)\)", said)
        line, column = (int(at[1]), int(at[2])) if at else (0, 0)
        said = said.partition(" (at ")[0]
        problems.add(name, line, column, "", f"is not TOML: {said}")
        return {}
    return {key: (value, _line(text, key)) for key, value in found.items()}


def _cfg(text: str, name: str, problems: Problems) -> dict[str, tuple[Any, int]]:
    import configparser

    parser = configparser.RawConfigParser(default_section="\n")
    try:
        parser.read_string(text)
    except configparser.Error as wrong:
        line = getattr(wrong, "lineno", None) or 0
        problems.add(name, line, 1 if line else 0, "", "is no setup.cfg that can be read")
        return {}
    own = [section for section in SECTIONS if parser.has_section(section)]
    if len(own) != 1:
        both = " and ".join(f"[{s}]" for s in SECTIONS)
        said = f"holds {both}; keep one" if own else f"holds no section [{SECTIONS[0]}]"
        problems.add(name, 0, 0, "", said)
        return {}
    start = text[: text.index(f"[{own[0]}]")].count("\n")
    return {key: (_Text(value), _line(text, key, start)) for key, value in parser.items(own[0])}


class _Text(str):
    """A value of setup.cfg, where all is text."""


def _line(text: str, key: str, start: int = 0) -> int:
    """The line in which a key is set, as near as it can be told."""
    import regex

    opening = regex.compile(rf"""\s*\[*\s*["']?{regex.escape(key)}["']?\s*[=:\].]""", regex.I)
    for number, line in enumerate(text.split("\n"), 1):
        if number > start and opening.match(line):
            return number
    return 0


def _one_of(*known: str) -> Callable[[Any, Path], Any]:
    def read(value: Any, folder: Path) -> str:
        if not isinstance(value, str) or value not in known:
            hint = did_you_mean(value, known) if isinstance(value, str) else ""
            raise ValueError(f"{one_of(known)} is wanted.{hint}")
        return str(value)

    return read


def _quotes(value: Any, folder: Path) -> str:
    if value == "full":
        raise ValueError(
            "only none may be set here: what results show is widened on the command line alone "
            "(--quotes full)"
        )
    return str(_one_of("none")(value, folder))


def _number(low: float, high: float, *, whole: bool = False) -> Callable[[Any, Path], Any]:
    def read(value: Any, folder: Path) -> float:
        if isinstance(value, _Text):
            digits = value.replace(".", "", 0 if whole else 1)
            plain = digits.isascii() and digits.isdigit() and len(digits) < 16
            value = (int(value) if whole else float(value)) if plain else None
        kinds = (int,) if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not math.isfinite(value):
            raise ValueError("a whole number is wanted" if whole else "a number is wanted")
        if not low <= value <= high:
            raise ValueError(f"a number from {low:,} to {high:,} is wanted")
        return value if whole else float(value)

    return read


def _path(value: Any, folder: Path) -> str:
    """A file or folder, from the folder of the configuration. Nothing on a network."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("the name of a file or folder is wanted, in quotation marks")
    value = str(value).strip()
    if len(value) > LONGEST_PATH or any(map(is_control, value)):
        raise ValueError("this is no name of a file or folder")
    if value.startswith(("//", "\\\\", "\\/", "/\\")):
        # Asking a stranger's server for a file would tell it who asks.
        raise ValueError("a file on a network (“//…”) may be named on the command line alone")
    path = Path(value)
    if value.startswith("~"):
        try:
            path = path.expanduser()
        except RuntimeError:
            raise ValueError("whose home folder “~” is cannot be told here") from None
    return str(folder / path)


def _present(value: Any, folder: Path) -> str:
    path = _path(value, folder)
    if not Path(path).exists():
        raise ValueError("there is nothing under this name (paths count from this file's folder)")
    return path


def _folders(value: Any, folder: Path) -> tuple[str, ...]:
    if isinstance(value, _Text):
        value = [part for line in value.splitlines() for part in line.split(",") if part.strip()]
    elif isinstance(value, str):
        raise ValueError(f"a list is wanted: [{shown(value)}]")
    if not isinstance(value, list) or len(value) > MOST_FOLDERS:
        raise ValueError(f"a list of folders is wanted (at most {MOST_FOLDERS})")
    return tuple(_present(one, folder) for one in value)


def _decisions(value: Any, folder: Path) -> str | bool:
    if value is False or (isinstance(value, _Text) and value.lower() in ("false", "no", "none")):
        return False
    if value is True:
        raise ValueError("a file's name is wanted, or false for none")
    return _path(value, folder)


KEYS: dict[str, Callable[[Any, Path], Any]] = {
    "stage": _one_of("submission", "publication"),
    "fail-on": _one_of("fail", "review", "advised"),
    "profile": _present,
    "rules": _folders,
    "names": _present,
    "ocr": _one_of("auto", "always", "never"),
    "timeout": _number(0.001, 86_400),
    "memory": _number(64, 1_048_576, whole=True),
    "quotes": _quotes,
    "decisions": _decisions,
}
"""What may be set, and how each value is read."""
