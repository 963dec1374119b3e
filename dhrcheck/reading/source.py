"""A file's bytes on their way to a reading process: read once, counted and digested in passing."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_CHUNK = 1 << 20


class TooLargeError(Exception):
    """The file is, or while it was read became, larger than the limit."""


class Source:
    """The bytes of the file at ``path``; raises OSError where it is no readable plain file.

    What is digested is what was sent, also where the file is replaced or grows meanwhile.
    """

    def __init__(self, path: Path, limit: int) -> None:
        # A named pipe would keep us waiting for ever: look before opening.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileNotFoundError(path)
        self._file = path.open("rb", buffering=0)
        self._limit = limit
        self._digest = hashlib.sha256()
        self.bytes = 0
        self.expected = os.fstat(self._file.fileno()).st_size

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def sha256(self) -> str:
        """The digest of the bytes read so far, in hexadecimal."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self._next():
            if self.bytes > self._limit:
                raise TooLargeError
            yield chunk

    def drain(self) -> None:
        """Count and digest what nobody asked for."""
        while self._next():
            pass

    def _next(self) -> bytes:
        chunk = self._file.read(_CHUNK) or b""
        self.bytes += len(chunk)
        self._digest.update(chunk)
        return chunk
