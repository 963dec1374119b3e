"""Folders with small PDF files, and workers for tests of many reviews at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from dhrcheck.triage.model import TriageRun
from dhrcheck.triage.result import Checked
from dhrcheck.triage.run import triage
from dhrcheck.triage.work import Task


def small_pdf(path: Path, words: str = "A page about nothing in particular.") -> Path:
    """A PDF of one page; other words make other contents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), invariant=1)
    canvas.drawString(72, 700, words)
    canvas.save()
    return path


def folder_of(folder: Path, *names: str) -> Path:
    """A folder with a small PDF of its own words for each name."""
    for name in names:
        small_pdf(folder / name, f"These are the words of {name}.")
    return folder


class HereAndNow(Executor):
    """Does the work at once, in this process; ``before`` is called with every task."""

    def __init__(self, before: Callable[[Task], None] = lambda task: None) -> None:
        self.tasks: list[Task] = []
        self._before = before

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """The future of work that is done already."""
        future: Future[Any] = Future()
        self.tasks.append(arguments[0])
        try:
            self._before(arguments[0])
            future.set_result(work(*arguments, **named))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            future.set_exception(error)
        return future

    @property
    def names(self) -> list[str]:
        """The base names of the files that came, in order."""
        return [Path(path).name for task in self.tasks for path in task.paths]


def run_here(places: Path | list[Path], **options: Any) -> TriageRun:
    """A run whose work is done in this process."""
    options.setdefault("executor", HereAndNow())
    options.setdefault("ocr", "never")
    options.setdefault("only", ("report-present", "file-opens", "file-is-pdf"))
    return triage(places, **options)


def results(run: TriageRun) -> dict[str, Checked]:
    """The results of a run by the reviews' names; the run is closed."""
    with run:
        return {kept.name: kept.checked for kept in run.reviews()}


def die(*anything: object) -> None:
    """Work that ends its worker."""
    os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def double(number: int) -> int:
    """Work that goes well."""
    return 2 * number


def refuse(*anything: object) -> None:
    """Work that goes wrong."""
    raise ValueError("no")


def number_of_process(*anything: object) -> int:
    """Who does the work."""
    return os.getpid()
