"""What ties reading processes to the one that started them: they end with it, even where it is killed.

On Linux it is a pipe that nobody writes to: the parent holds one end for as long as it lives, and the
system sends a signal to those at the other end when it closes. On Windows it is a job object. A thread
would not do, since no other line of Python runs while pdfium is at work; where there is nothing better
(macOS), ``limits.watch_over`` is that thread.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache

from dhrcheck.reading.windows_job import join_job, make_job


def throw_lifeline(memory_mb: int, *, starts_programs: bool) -> tuple[str, tuple[int, ...]]:
    """A word for a new reading process, and the file descriptors that it must inherit."""
    if sys.platform == "win32":
        return make_job(memory_mb, starts_programs=starts_programs), ()
    if not sys.platform.startswith("linux"):
        return "", ()
    end, _ = _pipe(os.getpid())
    return str(end), (end,)


@lru_cache(maxsize=1)
def _pipe(process: int) -> tuple[int, int]:
    """The one pipe of this process; a copy of this process (``os.fork``) makes its own."""
    return os.pipe()


def hold_on_to(lifeline: str) -> None:
    """Have the system end this process, and what it started, when its parent ends."""
    if sys.platform == "win32":
        join_job(lifeline)
        return
    if not sys.platform.startswith("linux"):
        return
    import fcntl
    import signal

    end = int(lifeline)
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    try:
        fcntl.fcntl(end, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(end, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        if os.read(end, 1) == b"":
            # The parent went before we began to hold on.
            os._exit(1)
    except OSError:
        # Nothing to read, as it should be; or a system without such signals.
        return
