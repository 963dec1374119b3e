"""The most memory that a command takes, over all its processes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from time import sleep
from typing import NamedTuple


class Memory(NamedTuple):
    """Megabytes, summed over all processes at the highest moment of each.

    ``proportional`` counts a page of memory that several processes share once, ``resident`` in each.
    """

    proportional: float
    resident: float


def peak_memory(*words: str) -> Memory | None:
    """The highest sums while a command runs; None where the system does not tell (/proc)."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    highest = [0, 0]
    while process.poll() is None:
        for i, total in enumerate(_memory_of(process.pid)):
            highest[i] = max(highest[i], total)
        sleep(0.005)
    return Memory(highest[0] * 1024 / 1e6, highest[1] * 1024 / 1e6)


def _memory_of(root: int) -> tuple[int, int]:
    """Kilobytes, proportional and resident, of a process and all its descendants."""
    proportional = resident = 0
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        sizes = {ln.split(":")[0]: int(ln.split()[1]) for ln in lines if ln.endswith(" kB")}
        proportional += sizes.get("Pss", 0)
        resident += sizes.get("Rss", 0)
    return proportional, resident
