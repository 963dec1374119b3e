"""What a file may ask of us, and how a reading process holds itself to it.

What the limit on memory counts, as measured on Linux with pdfium and Python 3.11: the address space
(``RLIMIT_AS``), which is all that is mapped, used or not. A reading process starts with about 62 MB of
it, of which 40 are resident; pdfium reserves nothing ahead, so that from there on both grow together
and stay within about 25 MB of each other. The file's own bytes count once. Resident memory alone
(``RLIMIT_RSS``) is not limited by any system of today. Refused memory, Python raises MemoryError and
pdfium ends the process; both are said as "needs more memory than is allowed".

- Linux: address space, core dumps, files and processes; the process ends with its parent.
- Windows: a job object limits memory and processes, and ends with the parent (``windows_job.py``).
- macOS: counts its shared libraries as address space, so that a limit there would end every process;
  resident memory is looked at twice a second instead, and so is the parent.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from dhrcheck.reading.lifeline import hold_on_to

_LOOK_EVERY = 0.5


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file: ``bytes`` on disk, number of ``pages``, and ``expanded`` size.

    The last is what its pages come to as they are told to the parent, in bytes; 100 pages of an
    ordinary report come to about half a million.
    """

    bytes: int = 500_000_000
    pages: int = 5_000
    expanded: int = 40_000_000


def unheld(platform: str = sys.platform) -> str:
    """What cannot be limited on this system, as a sentence for its user; empty where all can."""
    if platform == "darwin":
        return (
            "On macOS the memory of the reading process is looked at twice a second, and not limited "
            "by the system; the limit on time holds."
        )
    if platform == "win32" or platform.startswith("linux"):
        return ""
    return "On this system the memory of the reading process cannot be limited; the limit on time holds."


def hold_process_to(memory_mb: int, *, starts_programs: bool = False, lifeline: str = "") -> None:
    """Limit this process's memory, and forbid it to write files or to start processes.

    Only where text recognition is a program's (``starts_programs``) may it start that; the limits
    hold for the program too. With a ``lifeline`` (see ``lifeline.py``) this process dies with its
    parent, whatever it is doing.

    Each limit is set where the system has it and lets us.
    """
    if lifeline:
        hold_on_to(lifeline)
    if sys.platform == "win32":
        return
    if sys.platform == "darwin":
        watch_over(memory_mb)
    import resource

    wanted = [("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)]
    if not starts_programs:
        wanted.append(("RLIMIT_NPROC", 0))
    if sys.platform != "darwin":
        wanted.append(("RLIMIT_AS", memory_mb * 1024 * 1024))
    for name, value in wanted:
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        try:
            _, hard = resource.getrlimit(kind)
            if hard != resource.RLIM_INFINITY:
                value = min(value, hard)
            resource.setrlimit(kind, (value, value))
        except (OSError, ValueError):
            continue


def leave_no_core_dump() -> None:
    """Have the system write nothing of this process's memory to the disk should it crash."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def watch_over(memory_mb: int, end: Callable[[], object] | None = None) -> threading.Thread:
    """Look every half second at this process's memory and at its parent, where no limit can be set.

    ``end`` ends the process (by default at once, as the system's own keeper of memory would). The
    look comes between two calls of pdfium, not during one.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent and _resident_mb() <= memory_mb:
            time.sleep(_LOOK_EVERY)
        (end or _end_at_once)()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def _resident_mb() -> float:
    """The most memory that this process has had so far."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _end_at_once() -> None:
    import signal

    if sys.platform != "win32":
        os.kill(os.getpid(), signal.SIGKILL)


def hold_next_file_to(seconds: float) -> None:
    """Let this process use at most ``seconds`` more of processor time.

    The parent kills a reading process that takes too long; this ends one whose parent is gone.
    """
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + seconds) + 2
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if hard == resource.RLIM_INFINITY or allowed <= hard:
            resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))
    except (OSError, ValueError):
        return
