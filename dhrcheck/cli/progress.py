"""How far reading has come, on standard error: only at a terminal, only when it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before anything is shown."""


class ReadingProgress:
    """Call it with a file's index, the page just read and the file's pages; leaves no trace behind."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._started = time.monotonic()
        self._wanted = sys.stderr is not None and sys.stderr.isatty()
        self._shown: Progress | None = None
        self._tasks: dict[int, TaskID] = {}

    def __enter__(self) -> ReadingProgress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown is not None:
            self._shown.stop()

    def __call__(self, file: int, page: int, pages: int) -> None:
        if not self._wanted or time.monotonic() - self._started < PATIENCE:
            return
        shown = self._show()
        if file not in self._tasks:
            self._tasks[file] = shown.add_task(self._names[file], total=pages)
        shown.update(self._tasks[file], completed=page, total=pages)

    def _show(self) -> Progress:
        if self._shown is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._shown = Progress(
                TextColumn("Reading {task.description}", markup=False),
                BarColumn(bar_width=20),
                MofNCompleteColumn(),
                TextColumn("pages"),
                console=Console(stderr=True, markup=False),
                transient=True,
            )
            self._shown.start()
        return self._shown
