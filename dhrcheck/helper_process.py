"""Working through a list with a second process at one's side.

The second process is a copy of this one (``os.fork``), so it knows all that this one knows and gives
back only what it found. Both take the next item from one queue; what a lost helper leaves undone is
done here. Only on Linux, and only where nothing else runs in this process: elsewhere a copy is not safe
to make, and the work is done here alone. The answer is the same in both ways.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_NUMBER = 2
"""Bytes of an item's number in the queue."""
_MOST = 30_000
"""Items that fit into the queue at once, with room to spare."""


def worked_through(
    items: Sequence[Item], work: Callable[[Item], Answer], *, alone: bool = False
) -> tuple[Answer, ...]:
    """``work`` on each of ``items``, in their order; answers must be picklable.

    ``work`` must not raise; what a helper cannot give back is worked out here. ``alone`` asks for no
    helper.
    """
    if alone or len(items) < 2 or not _may_copy() or len(items) > _MOST:
        return tuple(map(work, items))
    queue, tasks = os.pipe()
    os.write(tasks, b"".join(n.to_bytes(_NUMBER, "big") for n in range(len(items))))
    os.close(tasks)
    answers, given = os.pipe()
    helper = os.fork()
    if not helper:
        _help(queue, given, answers, items, work)
    os.close(given)
    try:
        done = _taken(queue, items, work)
        done.update(_received(answers))
    except BaseException:
        os.kill(helper, signal.SIGKILL)
        raise
    finally:
        os.close(queue)
        os.close(answers)
        os.waitpid(helper, 0)
    return tuple(done[n] if n in done else work(item) for n, item in enumerate(items))


def _may_copy() -> bool:
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _taken(queue: int, items: Sequence[Item], work: Callable[[Item], Answer]) -> dict[int, Answer]:
    done: dict[int, Answer] = {}
    # What is written before anybody reads is never cut: a number is taken whole.
    while number := os.read(queue, _NUMBER):
        at = int.from_bytes(number, "big")
        done[at] = work(items[at])
    return done


def _help(
    queue: int,
    given: int,
    answers: int,
    items: Sequence[Item],
    work: Callable[[Item], Answer],
) -> None:
    """The helper's life: it ends here, whatever happens, without a word and without tidying up."""
    code = 1
    try:
        os.close(answers)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        data = pickle.dumps(_taken(queue, items, work), protocol=pickle.HIGHEST_PROTOCOL)
        with os.fdopen(given, "wb") as pipe:
            pipe.write(data)
        code = 0
    finally:
        os._exit(code)


def _received(answers: int) -> dict[int, Answer]:
    """What the helper gives; nothing where it was lost. It is a copy of us, so it may be believed."""
    pieces = []
    while piece := os.read(answers, 1 << 16):
        pieces.append(piece)
    try:
        found: dict[int, Answer] = pickle.loads(b"".join(pieces))
    except (pickle.UnpicklingError, EOFError, AttributeError, ValueError):
        return {}
    return found
