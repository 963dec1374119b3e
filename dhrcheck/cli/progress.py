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
        self._tasks: dict[tuple[int, int], TaskID] = {}
        self._passes = [0] * len(names)

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
        # Counting from 1 again, the file's pictures of text are being recognised.
        self._passes[file] += page == 1
        if not self._wanted or time.monotonic() - self._started < PATIENCE:
            return
        shown = self._show()
        task = (file, self._passes[file])
        if task not in self._tasks:
            how = "Reading" if task[1] < 2 else "Recognising text of"
            self._tasks[task] = shown.add_task(f"{how} {self._names[file]}", total=pages)
        shown.update(self._tasks[task], completed=page, total=pages)

    def _show(self) -> Progress:
        if self._shown is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._shown = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=20),
                MofNCompleteColumn(),
                TextColumn("pages"),
                console=Console(stderr=True, markup=False),
                transient=True,
            )
            self._shown.start()
        return self._shown
