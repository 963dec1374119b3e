"""A task's files on the machine that checks them: where they lie, or sent along in memory."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dhrcheck.files import short_names

if TYPE_CHECKING:
    from dhrcheck.triage.work import Task

MOST_SENT = 256_000_000
"""Bytes of one review's files that are sent to a worker; larger ones are read from shared storage."""


@contextlib.contextmanager
def files_of(task: Task) -> Iterator[tuple[tuple[Path, ...], tuple[str, ...]]]:
    """The paths to read, and the files' names as shown, which are the same wherever that is."""
    paths = tuple(map(Path, task.paths))
    shown = short_names(paths)
    if task.contents is None:
        yield paths, shown
        return
    with contextlib.ExitStack() as until:
        if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
            yield tuple(until.enter_context(_in_memory(c)) for c in task.contents), shown
        else:
            folder = until.enter_context(tempfile.TemporaryDirectory(prefix="dhrcheck-"))
            yield _in_folder(Path(folder), task.contents), shown


@contextlib.contextmanager
def _in_memory(content: bytes) -> Iterator[Path]:
    # No file on the disk: a worker that is killed leaves nothing of the review behind.
    number = os.memfd_create("dhrcheck", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(number), "wb") as file:
            file.write(content)
        yield Path(f"/proc/self/fd/{number}")
    finally:
        os.close(number)


def _in_folder(folder: Path, contents: Sequence[bytes]) -> tuple[Path, ...]:
    paths = tuple(folder / f"{number}.pdf" for number in range(len(contents)))
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return paths
