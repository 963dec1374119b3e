"""The program's own patterns, compiled once on this computer instead of at every start.

Compiling the patterns of all rooms and rules takes longer than reading a short report. What was
compiled is kept in the user's own cache folder, for this version of Python, of the ``regex`` package
and of the program. It holds patterns of the program and of its standard rules, never a word of a
report, of a list of names or of somebody's own rules. Where it is missing, old, damaged or not this
user's own, patterns are compiled as ever; ``DHRCHECK_CACHE=off`` keeps nothing.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import regex

_Key = tuple[str, int]
_DIGEST = 32
_LARGEST = 32_000_000


def compiled(source: str, flags: int = 0, phrase: str | None = None) -> regex.Pattern[str]:
    """As ``regex.compile(source, flags)``, for a source that stands in the program.

    Never for one that is made of a report's words or of names: what is compiled here may be kept. A
    ``phrase`` that it was made of may come from a rule or from a report, whose people are put into
    some rules' phrases: it is only kept where the standard rules hold it.
    """
    key = source, int(flags)
    kept = _KEPT.ready.get(key)
    if kept is not None:
        pattern: regex.Pattern[str] = _Unpickler(io.BytesIO(kept)).load()
        return pattern
    pattern = regex.compile(source, flags)
    _KEPT.fresh[key] = pattern
    if phrase is not None:
        _KEPT.phrases[key] = phrase
    return pattern


def all_fresh() -> bool:
    """True where nothing had been kept before this process: everything is being compiled now."""
    return not _KEPT.ready


def keep_nothing() -> None:
    """From now on this process keeps nothing: it has patterns of somebody's own rules."""
    _KEPT.closed = True


def keep(rule_words: Callable[[], str]) -> None:
    """Keeps what this process has compiled for the next one, if there is a place for it.

    ``rule_words`` gives the text of the standard rules.
    """
    path = None if _KEPT.closed or not _KEPT.fresh else _place()
    if path is None:
        return
    _leave_out_strangers(rule_words)
    if not _KEPT.fresh:
        return
    ready = dict(_KEPT.ready)
    ready.update((key, pickle.dumps(p, _PROTOCOL)) for key, p in _KEPT.fresh.items())
    data = pickle.dumps(ready, _PROTOCOL)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put(path, sha256(data).digest() + data)
    _KEPT.ready, _KEPT.fresh = ready, {}


def _leave_out_strangers(rule_words: Callable[[], str]) -> None:
    """Takes out phrases that no standard rule holds."""
    known = _plain(rule_words()) if _KEPT.phrases else ""
    for key, phrase in _KEPT.phrases.items():
        if _plain(phrase) not in known:
            _KEPT.fresh.pop(key, None)
    _KEPT.phrases.clear()


def _plain(text: str) -> str:
    """Words with single spaces: in a rule file a list goes on in the next line, and signs are quoted."""
    return " ".join(text.replace('"', " ").replace("'", " ").split())


_PROTOCOL = 5
_MAKES_PATTERNS = ("regex._regex", "compile")


class _Kept:
    """What earlier processes compiled (``ready``), and what this one did (``fresh``).

    ``phrases`` are those that fresh ones were made of. ``closed`` is True where nothing more is to be
    kept.
    """

    __slots__ = ("closed", "fresh", "phrases", "ready")

    def __init__(self) -> None:
        self.closed = False
        self.ready: dict[_Key, bytes] = _from(_place())
        self.fresh: dict[_Key, regex.Pattern[str]] = {}
        self.phrases: dict[_Key, str] = {}


def _place() -> Path | None:
    """The file for this Python, ``regex`` and program; None where nothing is to be kept."""
    if os.environ.get("DHRCHECK_CACHE", "").lower() == "off":
        return None
    from platformdirs import user_cache_path

    from dhrcheck.version import __version__

    version = f"{sys.implementation.cache_tag} {sys.version} {regex.__version__} {__version__}"
    name = f"patterns-{sha256(version.encode()).hexdigest()[:12]}.bin"
    return user_cache_path("dhrcheck", appauthor=False) / name


def _from(path: Path | None) -> dict[_Key, bytes]:
    """What the file holds; nothing where it is missing, too large or not as we wrote it."""
    try:
        with open(path or os.devnull, "rb") as file:
            about = os.fstat(file.fileno())
            data = file.read(_LARGEST) if _is_ours_alone(about) else b""
    except OSError:
        return {}
    content = data[_DIGEST:]
    if len(data) >= _LARGEST or sha256(content).digest() != data[:_DIGEST]:
        return {}
    try:
        ready: dict[_Key, bytes] = _Unpickler(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError):
        return {}
    return ready


def _is_ours_alone(about: os.stat_result) -> bool:
    """True where nobody but this user (or the administrator) could have written it."""
    if not hasattr(os, "getuid"):
        # On Windows the folder lies within the user's own profile, and the system guards it.
        return True
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


class _Unpickler(pickle.Unpickler):
    """Takes plain values and the patterns of ``regex``, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != _MAKES_PATTERNS:
            raise pickle.UnpicklingError("not a pattern")
        return super().find_class(module, name)


def _put(path: Path, data: bytes) -> None:
    number, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


_KEPT = _Kept()
