"""Under which key a result is kept: everything that it follows from, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dhrcheck.files import short_names
from dhrcheck.reading.model import FileOutcome
from dhrcheck.reading.ocr import OcrMode, find_engine
from dhrcheck.triage.fingerprint import fingerprint
from dhrcheck.triage.result import Checked
from dhrcheck.triage.work import Options

if TYPE_CHECKING:
    from dhrcheck.protected.listing import ProtectedNames

_CHUNK = 1 << 20


def content_digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def how_digest(options: Options, ruleset: str, names: ProtectedNames | None) -> str:
    """A digest of how reviews are checked: this dhrcheck, its rules and all that was asked for."""
    mode = OcrMode(options.ocr)
    engine = None if mode is OcrMode.NEVER else find_engine()
    return _digest(
        [
            fingerprint(),
            ruleset,
            options.stage,
            sorted(options.only),
            sorted(options.skip),
            mode.value,
            repr(engine),
            # More time or memory may read what less could not.
            options.timeout,
            options.memory_mb,
            options.quotes,
            None if names is None else _slowly(names),
        ]
    )


def _slowly(names: ProtectedNames) -> str:
    """A digest of the list of names that takes long to make: who has the results cannot try names."""
    text = json.dumps([list(entry.variants) for entry in names.entries])
    return hashlib.scrypt(text.encode(), salt=b"dhrcheck names", n=1 << 14, r=8, p=1).hex()


def result_key(
    how: str, paths: Sequence[Path], contents: Sequence[str], decisions: Path | None
) -> str:
    """The key of one review's result. Raises OSError where its decisions file cannot be read."""
    decided = None if decisions is None else content_digest(decisions)
    return _digest([how, list(short_names(paths)), list(contents), decided])


def scope_digest(places: Sequence[Path], stage: str, group: str) -> str:
    """A digest of what a run is about: runs of one scope are compared with each other."""
    return _digest([sorted(str(place) for place in places), stage, group])


def may_be_kept(checked: Checked, contents: Sequence[str]) -> bool:
    """True where the next run may take the result over: all was read, as it was when looked at."""
    return (
        checked.trouble is None
        and not checked.defect
        and not any(FileOutcome(f.outcome).is_our_limit for f in checked.files)
        and [f.sha256 for f in checked.files] == list(contents)
    )


def still_holds(checked: Checked, as_of: str) -> bool:
    """True where the check would answer the same on that day (YYYY-MM-DD)."""
    return (checked.same_from or "") <= as_of <= (checked.same_until or "9999-12-31")


def _digest(of: object) -> str:
    text = json.dumps(of, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
