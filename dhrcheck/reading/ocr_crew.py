"""Text recognition of the pages that need it, dealt out to several processes.

What is recognised does not depend on how the pages were dealt: each is read by itself.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dhrcheck.outcome import ReadAs
from dhrcheck.reading.frame import Frame
from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileReading, Link, PageReading, Picture
from dhrcheck.reading.ocr import (
    Engine,
    NoEngineError,
    OcrMode,
    find_engine,
    how_to_install,
)
from dhrcheck.reading.ocr_type import with_settled_type
from dhrcheck.reading.ocr_worker import OcrWorker

Progress = Callable[[int, int, int], None]
"""Called with a file's index, how many of its pages were recognised, and how many are to be."""

SECONDS_A_PAGE = 2.0
"""Seconds that each recognised page adds to the time that one file may take."""

_MOST_JOBS = 8
_FEW_MORE = 8
_MUCH_UNMAPPED = 0.2
_HEARTBEAT = 0.5
_TURNED_OFF = "Text recognition was turned off."
_NOT_INSTALLED = "Text recognition is not installed. To install it: {line}"

_Event = tuple[int, int, PageReading | None, str | None] | BaseException | None


@dataclass(frozen=True, slots=True)
class _Task:
    """Pages of one file for one process."""

    file: int
    path: Path
    sha256: str
    pages: tuple[int, ...]


class OcrCrew:
    """Recognises pages as ``mode`` says, in up to ``jobs`` processes of ``memory_mb`` megabytes.

    One file may take ``timeout`` seconds and two more for each page. Raises NoEngineError where
    ``mode`` is "always" and no engine is installed.
    """

    def __init__(
        self,
        mode: OcrMode,
        timeout: float,
        memory_mb: int,
        jobs: int | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._mode, self._timeout, self._memory_mb = mode, timeout, memory_mb
        self._jobs = jobs or min(_processors(), _MOST_JOBS)
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._closed = False
        self._workers: list[OcrWorker] = []
        self._deadlines: dict[int, float] = {}
        self._spent: tuple[float, ...] = ()
        self._engine: Engine | None = None
        if mode is OcrMode.ALWAYS:
            self._engine = find_engine()
            if self._engine is None:
                raise NoEngineError(
                    "Text recognition was asked for, and it is not installed. To install it: "
                    + how_to_install()
                )

    def close(self) -> None:
        """Kill the recognising processes and everything they started."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.close()

    def complete(
        self,
        paths: Sequence[Path],
        readings: Sequence[FileReading],
        progress: Progress | None = None,
        spent: Sequence[float] = (),
    ) -> tuple[FileReading, ...]:
        """``readings`` (of the files at ``paths``) with the pages that are wanted recognised.

        ``spent`` is the time, in seconds, that reading has taken of each file's own.
        """
        with self._lock:
            # Files read before had their own time.
            self._deadlines, self._spent = {}, tuple(spent)
        wanted = {
            i: pages for i, reading in enumerate(readings) if (pages := self._wanted(reading))
        }
        if not wanted:
            return tuple(readings)
        if self._mode is OcrMode.NEVER:
            return _noted(readings, wanted, _TURNED_OFF)
        self._engine = self._engine or find_engine()
        if self._engine is None:
            return _noted(readings, wanted, _NOT_INSTALLED.format(line=how_to_install()))
        found = self._recognise(self._engine, paths, readings, wanted, progress)
        return tuple(
            _with(reading, found.get(i, {})) if i in wanted else reading
            for i, reading in enumerate(readings)
        )

    def _wanted(self, reading: FileReading) -> tuple[int, ...]:
        every = self._mode is OcrMode.ALWAYS
        return tuple(
            page.number
            for page in reading.pages
            if page.read is ReadAs.IMAGE_ONLY or (every and page.read is not ReadAs.BROKEN)
        )

    def _recognise(
        self,
        engine: Engine,
        paths: Sequence[Path],
        readings: Sequence[FileReading],
        wanted: dict[int, tuple[int, ...]],
        progress: Progress | None,
    ) -> dict[int, dict[int, PageReading | str | None]]:
        tasks: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        number = 0
        for file, pages in wanted.items():
            for share in (pages[start :: self._jobs] for start in range(self._jobs)):
                if share:
                    tasks.put(_Task(file, paths[file], readings[file].sha256, share))
                    number += 1
        with self._lock:
            if not self._closed:
                self._workers = [
                    OcrWorker(engine, self._memory_mb, self._limits)
                    for _ in range(min(self._jobs, number))
                ]
        threads = [
            threading.Thread(target=self._work, args=(w, tasks, events, wanted), daemon=True)
            for w in self._workers
        ]
        for thread in threads:
            thread.start()
        try:
            return _gather(events, len(threads), wanted, progress)
        finally:
            for worker in self._workers:
                worker.close()
            for thread in threads:
                thread.join()
            for worker in self._workers:
                worker.give_back()

    def _work(
        self,
        worker: OcrWorker,
        tasks: queue.SimpleQueue[_Task],
        events: queue.SimpleQueue[_Event],
        wanted: dict[int, tuple[int, ...]],
    ) -> None:
        try:
            while True:
                try:
                    task = tasks.get_nowait()
                except queue.Empty:
                    break
                file = task.file

                def seen(
                    page: int, reading: PageReading | None, why: str | None, file: int = file
                ) -> None:
                    events.put((file, page, reading, why))

                deadline = self._deadline(file, len(wanted[file]))
                worker.recognise(task.path, task.sha256, task.pages, deadline, seen)
            events.put(None)
        except BaseException as error:
            # A defect of ours, or a worker closed by Ctrl-C: let it surface where it is waited for.
            events.put(error)

    def _deadline(self, file: int, pages: int) -> float:
        """When recognising a file must end; its time runs from its first page on."""
        with self._lock:
            spent = self._spent[file] if file < len(self._spent) else 0.0
            limit = max(0.0, self._timeout - spent) + SECONDS_A_PAGE * pages
            return self._deadlines.setdefault(file, time.monotonic() + limit)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _gather(
    events: queue.SimpleQueue[_Event],
    working: int,
    wanted: dict[int, tuple[int, ...]],
    progress: Progress | None,
) -> dict[int, dict[int, PageReading | str | None]]:
    """For each file its pages: as recognised, or why not."""
    found: dict[int, dict[int, PageReading | str | None]] = {file: {} for file in wanted}
    while working:
        try:
            # A short wait, since on Windows Ctrl-C does not end a long one.
            event = events.get(timeout=_HEARTBEAT)
        except queue.Empty:
            continue
        if event is None:
            working -= 1
        elif isinstance(event, BaseException):
            raise event
        else:
            file, page, reading, why = event
            recognised = reading is not None and reading.read is ReadAs.OCR
            found[file][page] = reading if recognised else why
            if progress:
                progress(file, len(found[file]), len(wanted[file]))
    return found


def _noted(
    readings: Sequence[FileReading], wanted: dict[int, tuple[int, ...]], note: str
) -> tuple[FileReading, ...]:
    """The readings, with a word on why the pages that needed it were not recognised."""
    return tuple(
        _with(reading, dict.fromkeys(wanted.get(i, ()), note)) if i in wanted else reading
        for i, reading in enumerate(readings)
    )


def _with(reading: FileReading, found: dict[int, PageReading | str | None]) -> FileReading:
    pages = [_merged(page, found.get(page.number)) for page in reading.pages]
    return replace(reading, pages=with_settled_type(pages))


def _merged(page: PageReading, recognised: PageReading | str | None) -> PageReading:
    """A page with what was recognised on it in place of its own text; else with the reason."""
    if recognised is None:
        return page
    if isinstance(recognised, str):
        return replace(page, note=recognised) if page.read is ReadAs.IMAGE_ONLY else page
    if page.letters and page.unmapped <= _MUCH_UNMAPPED:
        # A photograph under a running header: its text is all that there is to read.
        more = _FEW_MORE if page.read is ReadAs.IMAGE_ONLY else -page.letters
        if recognised.letters <= page.letters + more:
            return replace(page, read=ReadAs.TEXT)
    frame = Frame(page.width, page.height, recognised.turned)
    width, height = frame.size
    return replace(
        page,
        width=width,
        height=height,
        read=ReadAs.OCR,
        lines=recognised.lines,
        tables=recognised.tables,
        letters=recognised.letters,
        note=recognised.note,
        pictures=tuple(_turned_picture(each, frame) for each in page.pictures),
        annotations=tuple(_turned_link(each, frame) for each in page.annotations),
        confidence=recognised.confidence,
        turned=recognised.turned,
        tilt=recognised.tilt,
    )


def _turned_picture(picture: Picture, frame: Frame) -> Picture:
    return replace(picture, box=frame.read_box(picture.box)) if frame.turned else picture


def _turned_link(link: Link, frame: Frame) -> Link:
    if not frame.turned or link.box is None:
        return link
    return replace(link, box=frame.read_box(link.box))
