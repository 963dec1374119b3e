"""A process that recognises text, as its parent sees it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileOutcome, PageReading
from dhrcheck.reading.ocr import Engine
from dhrcheck.reading.source import Source, TooLargeError
from dhrcheck.reading.wire import WireError, outcome_in, page_in
from dhrcheck.reading.worker import Worker, messages, send

Recognised = Callable[[int, PageReading | None, str | None], None]
"""Called with a page's number and its reading, or None and why there is none."""

_TOO_SLOW = "Text recognition of this file took too long and was stopped."
_NO_MEMORY = "Text recognition of this page needs more memory than is allowed."
_CRASHED = "Text recognition came to an unexpected end on this page."
_CHANGED = "The file changed while it was read."


class OcrWorker(Worker):
    """A recognising process, replaced when it dies; a page that it dies of is left out."""

    def __init__(self, engine: Engine, memory_mb: int, limits: Limits) -> None:
        super().__init__(0.0, memory_mb, limits, starts_programs=engine.program is not None)
        self._engine = engine

    def recognise(
        self, path: Path, sha256: str, pages: Sequence[int], deadline: float, seen: Recognised
    ) -> None:
        """Have ``pages`` (from 1) of the file with this digest read, before ``deadline``.

        ``deadline`` is a time of ``time.monotonic``. Each page is told to ``seen`` once; nothing
        that a file does makes this raise.
        """
        waiting = list(pages)
        while waiting:
            seconds = deadline - time.monotonic()
            died = FileOutcome.TIMED_OUT
            if seconds > 0:
                died = self._some(path, sha256, waiting, seconds, seen)
            if died is FileOutcome.TIMED_OUT:
                _leave(waiting, seen, _TOO_SLOW)
            elif waiting:
                # The page that it came to is to blame; those after it have their turn.
                out_of_memory = died is FileOutcome.OUT_OF_MEMORY
                seen(waiting.pop(0), None, _NO_MEMORY if out_of_memory else _CRASHED)

    def _some(
        self, path: Path, sha256: str, waiting: list[int], seconds: float, seen: Recognised
    ) -> FileOutcome:
        """Read pages off ``waiting`` until it is empty; else say what the process died of."""
        try:
            source = Source(path, self._limits.bytes)
        except OSError:
            source = None
        if source is None:
            _leave(waiting, seen, _CHANGED)
            return FileOutcome.READ
        process, ended = self.warm_up(), FileOutcome.CRASHED
        with source, self._time_limit(process, seconds) as overran:
            try:
                send(process, source, self._asking(waiting, seconds))
                if source.sha256 != sha256:
                    _leave(waiting, seen, _CHANGED)
                    return self._bury(process, False)
                for message in messages(process):
                    if "end" in message:
                        ended = outcome_in(message.get("end"))
                        break
                    page = page_in(message.get("page"))
                    if not waiting or page.number != waiting[0]:
                        raise WireError("pages out of order")
                    seen(waiting.pop(0), page, page.note)
                if not waiting:
                    return FileOutcome.READ
            except TooLargeError:
                _leave(waiting, seen, _CHANGED)
            except (OSError, WireError):
                pass
        died = self._bury(process, overran.is_set())
        return ended if ended is FileOutcome.OUT_OF_MEMORY else died

    def _asking(self, pages: Sequence[int], seconds: float) -> dict[str, Any]:
        return {
            "bytes": self._limits.bytes,
            "pages": self._limits.pages,
            "seconds": seconds,
            "recognise": list(pages),
            "engine": [self._engine.data, self._engine.program],
        }


def _leave(waiting: list[int], seen: Recognised, why: str) -> None:
    while waiting:
        seen(waiting.pop(0), None, why)
