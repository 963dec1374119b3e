"""What a file may ask of us, and how a reading process holds itself to it."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file: ``bytes`` on disk and number of ``pages``."""

    bytes: int = 500_000_000
    pages: int = 5_000


def hold_process_to(memory_mb: int, *, starts_programs: bool = False) -> None:
    """Limit this process's memory, and forbid it to write files or to start processes.

    Only where text recognition is a program's (``starts_programs``) may it start that; the limits
    hold for the program too.

    Each limit is set where the system has it and lets us; Windows has none of them, and there the
    parent's time limit is what remains.
    """
    try:
        import resource
    except ImportError:
        return
    wanted = [("RLIMIT_CORE", 0), ("RLIMIT_FSIZE", 0)]
    if not starts_programs:
        wanted.append(("RLIMIT_NPROC", 0))
    # macOS counts its shared system libraries as address space: a limit there would kill at once.
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
