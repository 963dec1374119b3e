"""The files that a caller names: looked at before anything is read.

A path that cannot be a submission's file is wrong usage, said in one sentence. What stands *in* a
file is for the reader: a Word document or an empty file is a finding, not wrong usage.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Union

FileName = Union[str, "os.PathLike[str]"]


class WrongUsage(ValueError):
    """The call cannot be carried out as it was made; the message says why, in one sentence."""


def submission_files(files: FileName | Iterable[FileName]) -> tuple[Path, ...]:
    """The files of one submission, in the order given, each once.

    A file that is given twice, under whatever name, is read once.

    Raises:
        WrongUsage: none given, no such file, a folder, no ordinary file, or not allowed to open it.
    """
    given = [files] if isinstance(files, (str, os.PathLike)) else list(files)
    if not given:
        raise WrongUsage("No file was given to check.")
    kept: dict[tuple[int, int] | str, Path] = {}
    for name in given:
        path = Path(name)
        kept.setdefault(_identity(path), path)
    return tuple(kept.values())


def repeated(files: Sequence[FileName]) -> tuple[Path, ...]:
    """Those of ``files`` that are another one given before, under this or another name."""
    seen: set[tuple[int, int] | str] = set()
    again = []
    for path in map(Path, files):
        identity = _identity(path)
        if identity in seen:
            again.append(path)
        seen.add(identity)
    return tuple(again)


def short_names(paths: Sequence[Path]) -> tuple[str, ...]:
    """The last component of each path, with as many folders before it as tell them apart."""
    parts = [_components(p) for p in paths]
    names = [p[-1] for p in parts]
    for depth in range(2, max((len(p) for p in parts), default=1) + 1):
        twice = {n for n in names if names.count(n) > 1}
        if not twice:
            break
        names = [
            "/".join(own[-depth:]) if name in twice else name
            for own, name in zip(parts, names, strict=True)
        ]
    return tuple(names)


def _components(path: Path) -> tuple[str, ...]:
    absolute = Path(os.path.abspath(path))
    return tuple(well_formed(part.strip("/\\")) for part in absolute.parts)


def well_formed(text: str) -> str:
    """``text`` without lone surrogates (a file name that is not UTF-8 has them)."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _identity(path: Path) -> tuple[int, int] | str:
    shown = f"“{path}”"
    try:
        found = path.stat()
    except FileNotFoundError:
        raise WrongUsage(f"There is no file {shown}.") from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "it is no name of a file"
        raise WrongUsage(f"The file {shown} cannot be opened: {said}.") from None
    if stat.S_ISDIR(found.st_mode):
        raise WrongUsage(f"{shown} is a folder. Give the PDF files in it instead.")
    if not stat.S_ISREG(found.st_mode):
        raise WrongUsage(f"{shown} is not an ordinary file. Save the report to a file first.")
    if not os.access(path, os.R_OK):
        raise WrongUsage(f"The file {shown} cannot be opened: you are not allowed to read it.")
    # Some Windows file systems number no files: the full path stands in.
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(path)
