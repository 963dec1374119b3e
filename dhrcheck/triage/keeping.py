"""Where results are kept: the file, found or made; one that cannot be used is put aside, never lost."""

from __future__ import annotations

import os
import sqlite3
import time
from datetime import date
from pathlib import Path

from dhrcheck.files import FileName, WrongUsage
from dhrcheck.triage.store import APPLICATION, FORM, IN_MEMORY, Store

NOWHERE = "none"
"""What a user writes in place of a file to have nothing kept."""

_HEADER = b"SQLite format 3\0"
_APPLICATION_AT = 68
_KNOWN_NAMES = (".sqlite", ".sqlite3", ".db")
_NEW = 10.0
"""Seconds for which a file counts as just begun."""
_BESIDE = ("-journal", "-wal", "-shm")


def default_place() -> Path | None:
    """The file in the user's own cache folder; None where DHRCHECK_CACHE=off asks for nothing there."""
    if os.environ.get("DHRCHECK_CACHE", "").lower() == "off":
        return None
    from platformdirs import user_cache_path

    return user_cache_path("dhrcheck", appauthor=False) / "triage.sqlite"


def open_store(results: FileName | None) -> tuple[Store, tuple[str, ...]]:
    """The store in the file ``results`` (None: the default place; "none": in memory), and what to say.

    Raises:
        WrongUsage: the file named is somebody else's, or cannot be made or opened.
    """
    if results is not None and str(results) == NOWHERE:
        return Store(IN_MEMORY), ()
    path = default_place() if results is None else Path(results)
    if path is None:
        return Store(IN_MEMORY), ()
    try:
        return _opened(path, named=results is not None)
    except (OSError, sqlite3.Error) as error:
        said = f"The results cannot be kept in “{path}”: {_plain(error)}."
        if results is not None:
            raise WrongUsage(said) from None
        return Store(IN_MEMORY), (f"{said} They are shown this once.",)


def _opened(path: Path, *, named: bool) -> tuple[Store, tuple[str, ...]]:
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    if named and not _may_be_ours(path) and not _becomes_ours(path):
        raise WrongUsage(
            f"The file “{path}” is not a results file of dhrcheck. Give another name after --results."
        )
    try:
        return Store(str(path)), ()
    except sqlite3.OperationalError:
        # Locked, no room, not allowed: nothing is wrong with what is in it.
        raise
    except sqlite3.DatabaseError:
        form = _form(path)
        aside = _put_aside(path)
    other = form is not None and form != FORM
    why = "is from another version of dhrcheck" if other else "is damaged"
    return Store(str(path)), (
        f"The results file “{path}” {why}. It was kept as “{aside.name}”, and a new one was begun.",
    )


def _becomes_ours(path: Path) -> bool:
    """True where another run is just making the file, and its mark comes within a second."""
    try:
        is_new = abs(time.time() - path.stat().st_mtime) < _NEW
    except OSError:
        return True
    for _ in range(20 if is_new else 0):
        time.sleep(0.05)
        if _may_be_ours(path):
            return True
    return False


def _may_be_ours(path: Path) -> bool:
    """True where the file is ours, is empty or not there, or was ours by its name."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_APPLICATION_AT + 4)
    except FileNotFoundError:
        return True
    if not beginning:
        return True
    if beginning.startswith(_HEADER) and len(beginning) == _APPLICATION_AT + 4:
        mark = int.from_bytes(beginning[_APPLICATION_AT:], "big")
        return mark == APPLICATION
    return path.suffix.lower() in _KNOWN_NAMES


def _form(path: Path) -> int | None:
    """The form that a file of ours says it has; None where it says nothing."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_APPLICATION_AT + 4)
    except OSError:
        return None
    if not beginning.startswith(_HEADER) or len(beginning) < _APPLICATION_AT + 4:
        return None
    return int.from_bytes(beginning[60:64], "big")


def _put_aside(path: Path) -> Path:
    """Gives the file, and what SQLite left beside it, a name that nothing has yet."""
    for number in range(1, 10_000):
        more = "" if number == 1 else f"-{number}"
        aside = path.with_name(f"{path.name}.kept-{date.today():%Y-%m-%d}{more}")
        if not aside.exists():
            break
    # The journal first: it must not be taken for the new file's.
    for end in _BESIDE:
        beside = path.with_name(path.name + end)
        if beside.exists():
            os.replace(beside, aside.with_name(aside.name + end))
    os.replace(path, aside)
    return aside


def _plain(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error)
    return said[:1].lower() + said[1:] if said else type(error).__name__
