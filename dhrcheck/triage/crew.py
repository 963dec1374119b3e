"""Our own worker processes: an ``Executor`` in which a worker that dies loses its one task only.

The pool of the standard library is broken as a whole when one of its processes is killed; here each
worker is served by a thread of its own, which starts another process in its place. Workers are
reused from task to task, and replaced after many, so that nothing can pile up in them.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, TypeVar

Answer = TypeVar("Answer")

TASKS_A_WORKER = 250
"""Tasks after which a worker is replaced by a new one."""

_BOOT = (
    "import json, site, sys; sys.path[:] = paths = json.loads(sys.argv.pop(1)); "
    # What installed packages ask for at every start (an editable install is found by it).
    "[site.addsitedir(path) for path in list(paths) if path.endswith('-packages')]; "
    "from dhrcheck.triage.crew_worker import main; main()"
)
_LENGTH = 8
_LAST_BREATH = 2.0


class WorkerLostError(RuntimeError):
    """The worker ended, or was ended, before it gave its answer."""


class _Item:
    __slots__ = ("arguments", "future", "work")

    def __init__(self, future: Future[Any], work: Callable[..., Any], arguments: tuple[Any, ...]):
        self.future, self.work, self.arguments = future, work, arguments


class Crew(Executor):
    """``jobs`` worker processes; each task may take ``limit`` seconds (None: as long as it likes).

    Work and answers must be picklable. ``submit`` takes no keyword arguments.
    """

    def __init__(self, jobs: int, limit: float | None = None, replace_after: int = TASKS_A_WORKER):
        self._limit, self._replace_after = limit, replace_after
        self._waiting: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._ended = False
        self._hands = [_Hand() for _ in range(max(1, jobs))]
        self._threads = [
            threading.Thread(target=self._serve, args=(hand,), daemon=True) for hand in self._hands
        ]
        for thread in self._threads:
            thread.start()

    def submit(  # type: ignore[override]
        self, work: Callable[..., Answer], /, *arguments: Any
    ) -> Future[Answer]:
        """Has ``work(*arguments)`` done by the next worker that is free."""
        future: Future[Answer] = Future()
        with self._lock:
            if self._ended:
                raise RuntimeError("the crew was sent home")
            self._waiting.put(_Item(future, work, arguments))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Sends the workers home; with ``cancel_futures`` at once, whatever they are at."""
        with self._lock:
            first, self._ended = not self._ended, True
        if cancel_futures:
            with contextlib.suppress(queue.Empty):
                while True:
                    item = self._waiting.get_nowait()
                    if item is not None:
                        item.future.cancel()
            for hand in self._hands:
                hand.close()
        if first or cancel_futures:
            for _ in self._threads:
                self._waiting.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    @property
    def processes(self) -> tuple[int, ...]:
        """The process numbers of the workers that run now."""
        return tuple(pid for hand in self._hands if (pid := hand.pid) is not None)

    def _serve(self, hand: _Hand) -> None:
        done = 0
        while (item := self._waiting.get()) is not None:
            if not item.future.set_running_or_notify_cancel():
                continue
            try:
                good, answer = hand.ask(item.work, item.arguments, self._limit)
            except BaseException as lost:
                good, answer = False, lost
            if good:
                item.future.set_result(answer)
            else:
                item.future.set_exception(answer)
            done += 1
            if done % self._replace_after == 0:
                hand.dismiss()
        hand.dismiss()


class _Hand:
    """One worker process at a time, started when it is needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    def ask(
        self, work: Callable[..., Any], arguments: tuple[Any, ...], limit: float | None
    ) -> tuple[bool, Any]:
        """Whether it went well, and the answer or what was raised. WorkerLostError where it died."""
        message = pickle.dumps((work, arguments), protocol=pickle.HIGHEST_PROTOCOL)
        process = self._started()
        overran = threading.Event()

        def stop() -> None:
            overran.set()
            _kill(process)

        timer = threading.Timer(limit, stop) if limit is not None else None
        if timer is not None:
            timer.daemon = True
            timer.start()
        try:
            assert process.stdin is not None
            process.stdin.write(len(message).to_bytes(_LENGTH, "big"))
            process.stdin.write(message)
            process.stdin.flush()
            answer: tuple[bool, Any] = pickle.loads(_received(process))
            return answer
        except (OSError, EOFError, ValueError):
            self._bury()
            if overran.is_set():
                raise WorkerLostError(f"it took longer than {limit:,.0f} seconds") from None
            raise WorkerLostError("the worker came to an unexpected end") from None
        finally:
            if timer is not None:
                timer.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise WorkerLostError("the workers were sent home")
            if self._process is None or self._process.poll() is not None:
                self._process = _start()
            return self._process

    def dismiss(self) -> None:
        """Lets the worker go home: it ends when nothing more can come."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(_LAST_BREATH)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()

    def close(self) -> None:
        """Ends the worker now, and takes no other."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                _kill(self._process)

    def _bury(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()


def _start() -> subprocess.Popen[bytes]:
    # As the reading processes: our own module path, and no folder that the user stands in.
    here = str(Path(__file__).resolve().parents[2])
    paths = [here, *(entry for entry in sys.path if entry and Path(entry).is_absolute())]
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _BOOT, json.dumps(paths)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ),
        # Ctrl-C at the terminal is for us: we end the workers.
        start_new_session=True,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    # The worker's own reading process ends by itself when the worker is gone: its input closes.
    with contextlib.suppress(OSError):
        process.kill()


def _received(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    length = process.stdout.read(_LENGTH)
    if len(length) < _LENGTH:
        raise EOFError
    size = int.from_bytes(length, "big")
    message = process.stdout.read(size)
    if len(message) < size:
        raise EOFError
    return message
