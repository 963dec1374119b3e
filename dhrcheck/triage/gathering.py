"""What PDF files stand in the folders and files that a user names; nothing in them is read here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dhrcheck.files import FileName, WrongUsage, well_formed

_SUFFIX = ".pdf"
_MOST_TOLD = 5
_DEEPEST = 60
"""Folders within folders that are looked into: a file system may have no end."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with its PDF files and the folders in it that hold any, both in the order of names."""

    path: Path
    files: tuple[Path, ...] = ()
    folders: tuple[Folder, ...] = ()

    def all_files(self) -> tuple[Path, ...]:
        """The PDF files here and anywhere below."""
        return (*self.files, *(f for folder in self.folders for f in folder.all_files()))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the user named: single ``files`` and ``folders``.

    ``notes`` are sentences on what was left out; ``unreadable`` counts folders that could not be
    looked into. ``base`` is the folder that the names shown start from.
    """

    base: Path
    files: tuple[Path, ...]
    folders: tuple[Folder, ...]
    notes: tuple[str, ...] = ()
    unreadable: int = 0

    def shown(self, path: Path) -> str:
        """The name of a file or folder as shown: from ``base``, with ``/`` on every system."""
        try:
            relative = _whole(path).relative_to(self.base)
        except ValueError:
            relative = _whole(path)
        name = relative.as_posix()
        return well_formed(path.resolve().name if name in (".", "") else name)


@dataclass
class _Notes:
    seen: set[tuple[int, int] | str] = field(default_factory=set)
    circles: list[Path] = field(default_factory=list)
    unreadable: list[tuple[Path, str]] = field(default_factory=list)
    odd: list[Path] = field(default_factory=list)
    others: int = 0


def gather(places: Iterable[FileName]) -> Gathered:
    """Everything that ``places`` name, folders looked through to their ends.

    A folder that several links lead to is looked into once; hidden files and folders are left out.

    Raises:
        WrongUsage: nothing named, no such file or folder, or no PDF file in any of the folders.
    """
    named = [Path(place) for place in places]
    if not named:
        raise WrongUsage("No folder and no file was given to check.")
    notes = _Notes()
    files: dict[Path, None] = {}
    folders: list[Folder] = []
    for path in named:
        if _is_folder(path):
            found = _looked_into(path, notes, 0)
            folders += [found] if found else []
        else:
            files[path] = None
    if not files and not folders:
        raise WrongUsage(_nothing(named, notes))
    inside = {_whole(f) for folder in folders for f in folder.all_files()}
    alone = tuple(path for path in files if _whole(path) not in inside)
    said = tuple(_said(notes))
    return Gathered(_base(named), alone, tuple(folders), said, len(notes.unreadable))


def _is_folder(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise WrongUsage(f"There is no folder or file “{path}”.") from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "it is no name of a file"
        raise WrongUsage(f"“{path}” cannot be opened: {said}.") from None
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise WrongUsage(f"“{path}” is not an ordinary file. Save the report to a file first.")
    return stat.S_ISDIR(mode)


def _looked_into(folder: Path, notes: _Notes, depth: int) -> Folder | None:
    """The folder with what it holds; None where that is nothing."""
    try:
        found = folder.stat()
        # Some Windows file systems number no files: the full path stands in.
        here = (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(folder)
        if here in notes.seen or depth > _DEEPEST:
            notes.circles.append(folder)
            return None
        notes.seen.add(here)
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda e: (e.name.casefold(), e.name))
    except OSError as error:
        notes.unreadable.append((folder, error.strerror or "unknown reason"))
        return None
    files = tuple(_files(listed, folder, notes))
    below = (_looked_into(folder / e.name, notes, depth + 1) for e in listed if _leads_on(e))
    folders = tuple(f for f in below if f is not None)
    return Folder(folder, files, folders) if files or folders else None


def _leads_on(entry: os.DirEntry[str]) -> bool:
    try:
        return not entry.name.startswith(".") and entry.is_dir()
    except OSError:
        return False


def _files(listed: Sequence[os.DirEntry[str]], folder: Path, notes: _Notes) -> Iterator[Path]:
    for entry in listed:
        # Such as ._report.pdf, which another system leaves beside report.pdf.
        if entry.name.startswith(".") or _leads_on(entry):
            continue
        if not entry.name.lower().endswith(_SUFFIX):
            notes.others += 1
            continue
        path = folder / entry.name
        try:
            ordinary = stat.S_ISREG(path.stat().st_mode)
        except OSError:
            # A link that leads nowhere, or a file that just went: a word on it, and on with the rest.
            ordinary = False
        if ordinary:
            yield path
        else:
            notes.odd.append(path)


def _nothing(named: Sequence[Path], notes: _Notes) -> str:
    places = " and ".join(f"“{path}”" for path in named[:_MOST_TOLD])
    others = {0: "", 1: " (there is 1 file of another kind)"}.get(
        notes.others, f" (there are {notes.others:,} files of other kinds)"
    )
    said = " ".join(_said(notes, others=False))
    return f"There is no PDF file in {places}{others}.{' ' + said if said else ''}"


def _said(notes: _Notes, *, others: bool = True) -> Iterator[str]:
    for path, why in notes.unreadable[:_MOST_TOLD]:
        yield f"The folder “{path}” could not be looked into: {why}."
    if len(notes.unreadable) > _MOST_TOLD:
        yield f"And {len(notes.unreadable) - _MOST_TOLD:,} more folders could not be looked into."
    for path in notes.circles[:_MOST_TOLD]:
        yield f"“{path}” leads to a folder that was looked into already; it was not followed again."
    for path in notes.odd[:_MOST_TOLD]:
        yield f"“{path}” is a link that leads nowhere, or no ordinary file; it was left out."
    if notes.others and others:
        one = notes.others == 1
        yield (
            f"{notes.others:,} {'file that is' if one else 'files that are'} not called .pdf "
            f"{'was' if one else 'were'} left out."
        )


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _base(named: Sequence[Path]) -> Path:
    """The folder that all of ``named`` are in; one folder alone is its own."""
    if len(named) == 1 and named[0].is_dir():
        return _whole(named[0])
    try:
        return Path(os.path.commonpath([_whole(path).parent for path in named]))
    except ValueError:
        # Two drives.
        return Path()
