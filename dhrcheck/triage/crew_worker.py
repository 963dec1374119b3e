"""The life of one worker process of a ``Crew``: tasks come in, answers go out, until nothing comes."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from typing import BinaryIO

_LENGTH = 8


def main() -> None:
    """Serves the process that started this one, over standard input and output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    coming = sys.stdin.buffer
    # What anything else may print must not stand among the answers.
    going = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    with contextlib.suppress(OSError, EOFError):
        while (message := _next(coming)) is not None:
            answer = _answer(message)
            going.write(len(answer).to_bytes(_LENGTH, "big"))
            going.write(answer)
            going.flush()
    # Without tidying up: the answers are out, and the reading process ends by itself.
    os._exit(0)


def _next(coming: BinaryIO) -> bytes | None:
    length = coming.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    size = int.from_bytes(length, "big")
    message = coming.read(size)
    return message if len(message) == size else None


def _answer(message: bytes) -> bytes:
    try:
        work, arguments = pickle.loads(message)
        return pickle.dumps((True, work(*arguments)), protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as raised:
        try:
            return pickle.dumps((False, raised), protocol=pickle.HIGHEST_PROTOCOL)
        except Exception:
            # Something that cannot be sent: its kind must do.
            said = RuntimeError(type(raised).__name__)
            return pickle.dumps((False, said), protocol=pickle.HIGHEST_PROTOCOL)
