"""Which decisions file belongs to a review's files: the one named, or the one that lies beside them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from dhrcheck.files import FileName, WrongUsage

DECISIONS_FILE = "dhrcheck-decisions.yaml"
"""What the file beside a report is called."""


def decisions_file(paths: Sequence[Path], given: FileName | bool) -> Path | None:
    """The decisions file to take for a review's files, or None.

    ``given`` names it; True looks beside the files, False takes none.

    Raises:
        WrongUsage: the one named is not there, or two lie beside files in different folders.
    """
    if given is False:
        return None
    if given is not True:
        path = Path(given)
        if not path.exists():
            raise WrongUsage(
                f"There is no decisions file “{path}”. “dhrcheck decide” makes one, and --no-decisions "
                "goes without."
            )
        return path
    beside = [path for path in places_beside(paths) if path.exists()]
    if len(beside) > 1:
        said = " and ".join(f"“{path}”" for path in beside)
        raise WrongUsage(f"Two decisions files lie beside the files: {said}. Name one: --decisions")
    return beside[0] if beside else None


def places_beside(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Where a decisions file could lie: in the folder of each file, each folder once."""
    folders = {os.path.realpath(path.parent): path.parent for path in reversed(paths)}
    return tuple(folder / DECISIONS_FILE for folder in reversed(folders.values()))
