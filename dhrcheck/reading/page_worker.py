"""The process that draws pictures and writes annotated copies, as its parent sees it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileOutcome
from dhrcheck.reading.png import TALLEST, WIDEST, is_png
from dhrcheck.reading.source import Source, TooLargeError
from dhrcheck.reading.wire import PIECE, WireError, outcome_in, text_in, whole_in
from dhrcheck.reading.wire_values import a_file
from dhrcheck.reading.worker import Worker, messages, send

MOST_DEATHS = 3
"""Pictures of one file that may kill the process; the rest of its pictures are then left out."""

_LARGEST = 4_000_000
_CHANGED = "The file is no longer the one that was checked, so it was left alone."
_GONE = "The file can no longer be read from the disk."
_TOO_SLOW = "Drawing pictures of this file took too long and was stopped."
_CRASHED = "Pictures of this file could not be drawn."
_COPY_TOO_SLOW = "Making the annotated copy took longer than {:g} seconds and was stopped."
_COPY_NO_MEMORY = "Making the annotated copy needs more memory than is allowed ({:,} MB)."
_COPY_CRASHED = "The annotated copy could not be made: the file cannot be written anew."


class NotMade(Exception):
    """An annotated copy cannot be made; the message says why, in one plain sentence.

    ``file`` is which of the files it is due to, counted from 0 among those given; None for all.
    """

    def __init__(self, why: str, file: int | None = None) -> None:
        super().__init__(why)
        self.file = file


class PageWorker(Worker):
    """A process that works on pages, replaced when it dies."""

    def __init__(self, memory_mb: int, limits: Limits) -> None:
        super().__init__(0.0, memory_mb, limits)

    def pictures(
        self,
        path: Path,
        sha256: str,
        clips: Sequence[list[Any]],
        paint: Sequence[list[Any]],
        deadline: float,
    ) -> tuple[list[bytes | None], str | None]:
        """A PNG or None for each of ``clips`` (page, area, marks), and why some are missing.

        ``deadline`` is a time of ``time.monotonic``. Nothing that a file does makes this raise.
        """
        made: list[bytes | None] = []
        why, deaths = None, 0
        while len(made) < len(clips) and why is None:
            seconds = deadline - time.monotonic()
            if seconds <= 0:
                why = _TOO_SLOW
                break
            request = {"draw": clips[len(made) :], "paint": paint, "seconds": seconds}
            why, died = self._some(path, sha256, request, seconds, made, len(clips))
            if died and why is None:
                # What it came to is to blame; the pictures after it have their turn.
                made.append(None)
                deaths += 1
                why = _CRASHED if deaths >= MOST_DEATHS else None
        if why in (_CHANGED, _GONE):
            made = []
        return made + [None] * (len(clips) - len(made)), why

    def _some(
        self,
        path: Path,
        sha256: str,
        request: dict[str, Any],
        seconds: float,
        made: list[bytes | None],
        number: int,
    ) -> tuple[str | None, bool]:
        """Add pictures to ``made``; give why there will be no more, and whether the process died."""
        try:
            source = Source(path, self._limits.bytes)
        except OSError:
            return _GONE, False
        process = self.warm_up()
        with source, self._time_limit(process, seconds) as overran:
            try:
                send(process, source, request)
                if source.sha256 != sha256:
                    self._bury(process, False)
                    return _CHANGED, False
                for message in messages(process):
                    if "end" in message:
                        return text_in(message.get("reason")), False
                    if whole_in(message.get("picture")) != len(made) or len(made) >= number:
                        raise WireError("pictures out of order")
                    made.append(_picture(message.get("png")))
            except TooLargeError:
                self._bury(process, False)
                return _CHANGED, False
            except (OSError, WireError):
                pass
        died = self._bury(process, overran.is_set())
        return (_TOO_SLOW if died is FileOutcome.TIMED_OUT else None), True

    def annotated(
        self, files: Sequence[tuple[Path, str]], request: dict[str, Any], seconds: float
    ) -> bytes:
        """The annotated copy of files (path and digest). Raises NotMade."""
        request = {**request, "files": len(files), "seconds": seconds}
        with ExitStack() as held:
            try:
                sources = [
                    held.enter_context(Source(path, self._limits.bytes)) for path, _ in files
                ]
            except OSError:
                raise NotMade(_GONE) from None
            process = self.warm_up()
            with self._time_limit(process, seconds) as overran:
                try:
                    for at, source in enumerate(sources):
                        send(process, source, request if at == 0 else None)
                    for number, (source, (_, digest)) in enumerate(zip(sources, files)):
                        if source.sha256 != digest:
                            self._bury(process, False)
                            raise NotMade(_CHANGED, number)
                    return b"".join(self._pieces(process))
                except TooLargeError:
                    self._bury(process, False)
                    raise NotMade(_CHANGED) from None
                except (OSError, WireError):
                    pass
            died = self._bury(process, overran.is_set())
        raise NotMade(self._why_not(died, seconds))

    def _pieces(self, process: Any) -> Iterator[bytes]:
        first = True
        for message in messages(process):
            if "end" in message:
                ended, reason = outcome_in(message.get("end")), text_in(message.get("reason"))
                if ended is FileOutcome.OUT_OF_MEMORY:
                    raise NotMade(self._why_not(ended, 0))
                if ended is not FileOutcome.READ or first:
                    at = whole_in(message.get("of"))
                    raise NotMade(reason or _COPY_CRASHED, at - 1 if at else None)
                return
            piece = a_file(message.get("piece"), PIECE)
            if first and not piece.startswith(b"%PDF-"):
                raise WireError("no PDF")
            first = False
            yield piece

    def _why_not(self, died: FileOutcome, seconds: float) -> str:
        if died is FileOutcome.TIMED_OUT:
            return _COPY_TOO_SLOW.format(seconds)
        if died is FileOutcome.OUT_OF_MEMORY:
            return _COPY_NO_MEMORY.format(self._memory_mb)
        return _COPY_CRASHED


def _picture(value: Any) -> bytes | None:
    if value is None:
        return None
    picture = a_file(value, _LARGEST)
    if not is_png(picture, WIDEST * TALLEST):
        raise WireError("no picture")
    return picture
