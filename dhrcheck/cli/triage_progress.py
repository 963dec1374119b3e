"""How far a run over many reviews has come: a small live table on standard error, at a terminal only."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from dhrcheck.output.visible import visible
from dhrcheck.triage.result import Checked

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before anything is shown."""
_NEWEST = 5
_NAMED = 2
_STYLE = {"fail": "red", "unread": "magenta", "review": "yellow", "pass": "green"}


class TriageProgress:
    """Is told of reviews as they are done; shows counts, time left and names, and leaves no trace."""

    def __init__(self) -> None:
        self._wanted = sys.stderr is not None and sys.stderr.isatty()
        self._started = time.monotonic()
        self._live: Live | None = None
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._reviews = self._done = self._anew = 0
        self._verdicts: dict[str, int] = dict.fromkeys(_STYLE, 0)
        self._newest: deque[tuple[str, str]] = deque(maxlen=_NEWEST)
        self._names: tuple[str, ...] = ()

    def __enter__(self) -> TriageProgress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def began(self, reviews: int) -> None:
        """There are so many reviews to check."""
        self._reviews = reviews

    def finished(self, name: str, checked: Checked | None, again: bool) -> None:
        """One is done."""
        self._done += 1
        if checked is not None:
            self._verdicts[checked.verdict] += 1
            self._newest.append((checked.verdict, name))
        self._show()

    def running(self, names: Sequence[str]) -> None:
        """These are being checked now."""
        self._names = tuple(names)
        self._show()

    def _show(self) -> None:
        if not self._wanted or time.monotonic() - self._started < PATIENCE:
            return
        if self._live is None:
            self._begin()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done)
        if self._live is not None:
            self._live.update(self._view())

    def _begin(self) -> None:
        from rich.console import Console
        from rich.live import Live
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeRemainingColumn as TimeLeft

        console = Console(stderr=True, markup=False)
        # What was known at once says nothing of how long the others take: the clock starts here.
        self._bar = Progress(
            TextColumn("Reviews"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeLeft(),
            TextColumn("left"),
            console=console,
        )
        self._task = self._bar.add_task("", total=self._reviews, completed=self._done)
        self._live = Live(self._view(), console=console, transient=True, refresh_per_second=4)
        self._live.start()

    def _view(self) -> RenderableType:
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        counts = Text()
        for verdict, number in self._verdicts.items():
            counts.append(f"{verdict} {number:,}   ", style=_STYLE[verdict])
        table = Table.grid(padding=(0, 2, 0, 0))
        for verdict, name in self._newest:
            table.add_row(Text(verdict, style=_STYLE[verdict]), _one_line(name))
        more = len(self._names) - _NAMED
        now = ", ".join(visible(name) for name in self._names[:_NAMED])
        now += f" and {more} more" if more > 0 else ""
        assert self._bar is not None
        return Group(self._bar, counts, table, _one_line(f"Checking {now}" if now else ""))


def _one_line(text: str) -> RenderableType:
    from rich.text import Text

    return Text(visible(text), no_wrap=True, overflow="ellipsis")
