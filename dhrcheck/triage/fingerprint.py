"""Which dhrcheck this is, to the letter: results are only taken over from the very same one."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import dhrcheck
from dhrcheck.version import __version__

_WORKED_WITH = ("pypdfium2", "pypdf", "regex", "rapidfuzz")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """The version, with a digest of the program's text and of the versions of what it works with."""
    digest = hashlib.sha256()
    root = Path(dhrcheck.__file__).parent
    for file in sorted(root.rglob("*.py")):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0")
        digest.update(file.read_bytes() + b"\0")
    for name in _WORKED_WITH:
        try:
            digest.update(f"{name} {metadata.version(name)}\0".encode())
        except metadata.PackageNotFoundError:
            continue
    return f"{__version__} {digest.hexdigest()[:16]}"
