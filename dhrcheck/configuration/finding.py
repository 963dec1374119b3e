"""Where a configuration is looked for: in this folder and those above, to the root of the repository or
the home folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

TOML = "dhrcheck.toml"
CFG = "setup.cfg"
SECTIONS = ("dhrcheck", "tool:dhrcheck")


def find_configuration(start: Path) -> Path | None:
    """The configuration for work in the folder ``start``, or None."""
    for folder in _searched(start):
        if (folder / TOML).is_file():
            return folder / TOML
        if _has_section(folder / CFG):
            return folder / CFG
    return None


def _searched(start: Path) -> Iterator[Path]:
    """``start`` and the folders above it that belong to the same repository or home."""
    try:
        home = Path.home().resolve()
    except (RuntimeError, OSError):
        home = None
    above = [start, *start.parents]
    ends = [i for i, folder in enumerate(above) if folder == home or (folder / ".git").exists()]
    # Elsewhere (a shared folder for temporary files) what lies above belongs to anybody.
    yield from above[: (ends[0] if ends else 0) + 1]


def _has_section(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            lines = file.read(256_000).splitlines()
    except OSError:
        return False
    heads = tuple(f"[{section}]".encode() for section in SECTIONS)
    return any(line.startswith(heads) for line in lines)
