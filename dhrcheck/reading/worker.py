"""One reading process, as its parent sees it: give it a file, get a reading or why there is none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from dhrcheck.reading.lifeline import throw_lifeline
from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileOutcome, FileReading, PageReading, Properties
from dhrcheck.reading.share import WHOLE, Share
from dhrcheck.reading.source import Source, TooLargeError
from dhrcheck.reading.wire import (
    MAX_CONVERSATION,
    MAX_MESSAGE,
    WireError,
    decode,
    encode,
    outcome_in,
    page_in,
    properties_in,
    text_in,
    whole_in,
)

PageDone = Callable[[PageReading, int], None]
"""Called with each page as it is read, and the number of pages in all."""

_LAST_BREATH = 1.0
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from dhrcheck.reading.child import main; main()"
)
_PROPERTIES_LOST = (
    "The file's properties (title, attachments, actions and so on) could not be read to their end."
)


class Worker:
    """A reading process that is reused from file to file, and replaced when it dies.

    ``timeout`` is seconds per file, ``memory_mb`` the memory of the process. One thread reads; any
    thread may ``close`` at any time.
    """

    def __init__(
        self, timeout: float, memory_mb: int, limits: Limits, *, starts_programs: bool = False
    ) -> None:
        self._timeout, self._memory_mb, self._limits = timeout, memory_mb, limits
        self._starts_programs = starts_programs
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def warm_up(self) -> subprocess.Popen[bytes]:
        """The process, started if none runs."""
        with self._lock:
            if self._closed:
                raise BrokenPipeError("this worker was closed")
            if self._process is None or self._process.poll() is not None:
                self._process = _start(self._memory_mb, self._starts_programs)
            return self._process

    def close(self) -> None:
        """End the process and everything it started, now."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                _kill(self._process)

    def give_back(self) -> None:
        """After ``close``, once no thread uses the process any more: what the system kept for it."""
        with self._lock:
            if self._process is not None:
                _let_go(self._process)
                self._process = None

    def read(self, path: Path, done: PageDone, share: Share = WHOLE) -> FileReading:
        """Read one file, or a share of it, and say how it went.

        Nothing that a file does makes this raise.
        """
        name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        try:
            source = Source(path, self._limits.bytes)
        except OSError as error:
            reason = f"The file could not be read from the disk ({_plain(error)})."
            return FileReading(name, 0, "", FileOutcome.CRASHED, "unknown", reason)
        with source:
            reading = FileReading(name, 0, "", FileOutcome.CRASHED)
            try:
                reading = self._converse(source, reading, done, share)
            except TooLargeError:
                reason = f"It is larger than {self._limits.bytes // 1_000_000:,} MB."
                reading = replace(reading, outcome=FileOutcome.TOO_LARGE, reason=reason)
            source.drain()
            return replace(reading, bytes=source.bytes, sha256=source.sha256)

    def _converse(
        self, source: Source, blank: FileReading, done: PageDone, share: Share
    ) -> FileReading:
        if source.expected > self._limits.bytes:
            raise TooLargeError
        pages: list[PageReading] = []
        count = 0
        process = self.warm_up()
        with self._time_limit(process, self._timeout) as overran:
            try:
                send(process, source, self._request(share))
                for message in messages(process):
                    if "end" in message:
                        return _ended(blank, message, pages, share)
                    page, count = page_in(message.get("page")), whole_in(message.get("of"))
                    if page.number - 1 not in share.pages(count)[len(pages) :][:1]:
                        raise WireError("pages out of order")
                    pages.append(page)
                    done(page, count)
            except (OSError, WireError):
                # The process died, or does not keep to the conversation: the end is the same.
                pass
            except TooLargeError:
                _kill(process)
                raise
        outcome = self._bury(process, overran.is_set())
        if pages and len(pages) == len(share.pages(count)):
            lost = Properties(notes=(_PROPERTIES_LOST,), complete=False)
            return replace(blank, outcome=FileOutcome.READ, pages=tuple(pages), properties=lost)
        return replace(blank, outcome=outcome, reason=self._why(outcome))

    def _request(self, share: Share) -> dict[str, Any]:
        limits = self._limits
        return {
            "bytes": limits.bytes,
            "pages": limits.pages,
            "expanded": limits.expanded,
            "seconds": self._timeout,
            "share": [share.number, share.of],
        }

    @contextmanager
    def _time_limit(
        self, process: subprocess.Popen[bytes], seconds: float
    ) -> Iterator[threading.Event]:
        overran, over = threading.Event(), threading.Event()

        def stop() -> None:
            with self._lock:
                if not over.is_set():
                    overran.set()
                    _kill(process)

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            yield overran
        finally:
            with self._lock:
                over.set()
            timer.cancel()

    def _bury(self, process: subprocess.Popen[bytes], overran: bool) -> FileOutcome:
        """End a process that failed on a file, and say what it died of."""
        try:
            code = process.wait(_LAST_BREATH)
        except subprocess.TimeoutExpired:
            code = 0
        # Also where it is dead already: it may have left a process of its own behind.
        _kill(process)
        _let_go(process)
        if overran:
            return FileOutcome.TIMED_OUT
        # Refused memory, pdfium aborts; the system's own memory keeper kills.
        out_of_memory = code in (-getattr(signal, "SIGABRT", 0), -getattr(signal, "SIGKILL", 0))
        return FileOutcome.OUT_OF_MEMORY if code and out_of_memory else FileOutcome.CRASHED

    def _why(self, outcome: FileOutcome) -> str:
        if outcome is FileOutcome.TIMED_OUT:
            return f"Reading it took longer than {self._timeout:g} seconds and was stopped."
        if outcome is FileOutcome.OUT_OF_MEMORY:
            return f"Reading it needs more memory than is allowed ({self._memory_mb:,} MB)."
        return "The reader came to an unexpected end on this file."


def _start(memory_mb: int, starts_programs: bool) -> subprocess.Popen[bytes]:
    # The child gets our module path rather than looking for its own: faster, and the folder that a
    # user stands in, where anything may lie, is not on it.
    here = str(Path(__file__).resolve().parents[2])
    paths = [here, *(entry for entry in sys.path if entry and Path(entry).is_absolute())]
    lifeline, inherited = throw_lifeline(memory_mb, starts_programs=starts_programs)
    command = [sys.executable, "-I", "-S", "-c", _BOOT, json.dumps(paths), str(memory_mb), lifeline]
    if starts_programs:
        command.append("starts-programs")
    # Several processes share the processors: threads of one would only slow the others down.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        pass_fds=inherited,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a reading process with all that it started; harmless where it is dead."""
    try:
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.kill()


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a process that was killed, and close its pipes."""
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()


def send(process: subprocess.Popen[bytes], source: Source, request: dict[str, Any] | None) -> None:
    """Send a request (None where it was sent before) and a file's bytes; OSError where it is gone."""
    pipe = process.stdin
    assert pipe is not None
    if request is not None:
        pipe.write(encode(request))
    for chunk in source:
        pipe.write(len(chunk).to_bytes(4, "big"))
        pipe.write(chunk)
    pipe.write(bytes(4))
    pipe.flush()


def messages(process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """What the process says, message by message; WireError or OSError where it goes wrong."""
    pipe = process.stdout
    assert pipe is not None
    total = 0
    while raw := pipe.readline(MAX_MESSAGE):
        total += len(raw)
        if total > MAX_CONVERSATION or not raw.endswith(b"\n"):
            raise WireError("more than a reading can hold")
        yield decode(raw)
    raise BrokenPipeError("the reading process ended")


def _ended(
    blank: FileReading, message: dict[str, Any], pages: list[PageReading], share: Share
) -> FileReading:
    outcome = outcome_in(message.get("end"))
    ended = replace(
        blank,
        outcome=outcome,
        kind=text_in(message.get("kind")) or "unknown",
        reason=text_in(message.get("reason")),
    )
    if outcome is not FileOutcome.READ:
        return ended
    count = whole_in(message.get("of"))
    if not count or len(pages) != len(share.pages(count)):
        raise WireError("pages are missing")
    properties = properties_in(message.get("properties"))
    return replace(ended, pages=tuple(pages), properties=properties)


def _plain(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "permission denied"
    return "no such file" if isinstance(error, FileNotFoundError) else "an error of the disk"
