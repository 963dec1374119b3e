"""Reading files that may be hostile: each in a child process with a limit on time and memory."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileReading, PageReading
from dhrcheck.reading.ocr import OcrMode
from dhrcheck.reading.ocr_crew import OcrCrew
from dhrcheck.reading.share import WHOLE, Share, joined, shares_of
from dhrcheck.reading.worker import Worker

Progress = Callable[[int, int, int], None]
"""Called with a file's index (from 0), how many pages of it are read, and the number of its pages.

Where pages are then recognised, it counts again from 1, to the number of pages to recognise.
"""

Seen = Callable[[int, PageReading], None]
"""Called with a file's index (from 0) and a page of it as it was read, text recognition apart."""

_Event = tuple[int, PageReading, int] | BaseException | None
_HEARTBEAT = 0.5


class Reader:
    """Reads files in ``jobs`` child processes, each at most ``timeout`` seconds and ``memory_mb`` MB.

    One file alone is shared between two of them.

    Use it as a context manager: leaving the block, also by Ctrl-C, kills what still runs. ``start``
    begins and returns at once, so that the caller can get on with something else; ``results``
    waits. ``read`` does both. With ``ocr``, pages that are pictures of text are then recognised, in
    as many processes as there are processors (see ``ocr_crew.py``). Whatever a file does, it ends
    as a ``FileReading`` with an outcome.
    """

    def __init__(
        self,
        timeout: float = 60.0,
        memory_mb: int = 1024,
        jobs: int = 1,
        limits: Limits | None = None,
        ocr: OcrMode | None = None,
        ocr_jobs: int | None = None,
    ) -> None:
        limits = limits or Limits()
        self._crew = OcrCrew(ocr, timeout, memory_mb, ocr_jobs, limits) if ocr else None
        self._paths: tuple[Path, ...] = ()
        self._workers = [Worker(timeout, memory_mb, limits) for _ in range(max(1, jobs))]
        self._threads: list[threading.Thread] = []
        self._waiting: queue.SimpleQueue[tuple[int, Path, Share]] = queue.SimpleQueue()
        self._events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        self._readings: list[dict[int, FileReading]] = []
        self._spent: list[float] = []
        self._progress: Progress | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill the child processes and everything they started."""
        if self._crew:
            self._crew.close()
        for worker in self._workers:
            worker.close()
        for thread in self._threads:
            thread.join()
        self._threads = []
        for worker in self._workers:
            worker.give_back()

    def read(
        self, paths: Sequence[Path], progress: Progress | None = None
    ) -> tuple[FileReading, ...]:
        """Read all of ``paths``; the readings stand in their order."""
        self.start(paths)
        return self.results(progress)

    def start(self, paths: Sequence[Path], progress: Progress | None = None) -> None:
        """Begin to read ``paths``. ``progress`` is called in the thread that waits in ``results``."""
        if self._threads:
            raise RuntimeError("the reader is busy with the files it was given before")
        self._progress, self._paths = progress, tuple(paths)
        self._readings, self._spent = [{} for _ in paths], [0.0 for _ in paths]
        tasks = [(i, path, share) for i, path in enumerate(paths) for share in self._shares(paths)]
        for task in tasks:
            self._waiting.put(task)
        for worker in self._workers[: len(tasks)]:
            thread = threading.Thread(target=self._work, args=(worker,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def results(
        self, progress: Progress | None = None, seen: Seen | None = None
    ) -> tuple[FileReading, ...]:
        """Wait for the files given to ``start``; ``progress`` and ``seen`` are called in this thread.

        ``seen`` lets the caller work on the first pages while the next ones are read.
        """
        progress = progress or self._progress
        working, read = len(self._threads), [0] * len(self._readings)
        while working:
            try:
                # A short wait, since on Windows Ctrl-C does not end a long one.
                event = self._events.get(timeout=_HEARTBEAT)
            except queue.Empty:
                continue
            if event is None:
                working -= 1
            elif isinstance(event, BaseException):
                raise event
            else:
                index, page, pages = event
                read[index] += 1
                if progress:
                    progress(index, read[index], pages)
                if seen:
                    seen(index, page)
        for thread in self._threads:
            thread.join()
        self._threads = []
        readings = tuple(joined([by[n] for n in sorted(by)]) for by in self._readings if by)
        if self._crew is None:
            return readings
        return self._crew.complete(self._paths, readings, progress, self._spent)

    def _shares(self, paths: Sequence[Path]) -> tuple[Share, ...]:
        """Both halves where one file waits for two workers, else the whole."""
        if len(paths) != 1 or len(self._workers) < 2:
            return (WHOLE,)
        try:
            return shares_of(paths[0].stat().st_size)
        except OSError:
            return (WHOLE,)

    def _work(self, worker: Worker) -> None:
        try:
            while True:
                try:
                    index, path, share = self._waiting.get_nowait()
                except queue.Empty:
                    break
                began = time.monotonic()
                reading = worker.read(path, self._follow(index), share)
                self._spent[index] = max(self._spent[index], time.monotonic() - began)
                self._readings[index][share.number] = reading
            self._events.put(None)
        except BaseException as error:
            # A defect of ours: let it surface where the results are waited for.
            self._events.put(error)

    def _follow(self, index: int) -> Callable[[PageReading, int], None]:
        return lambda page, pages: self._events.put((index, page, pages))
