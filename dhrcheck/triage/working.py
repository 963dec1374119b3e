"""Gets reviews done by an executor: so many at a time, each once more where its worker was lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, replace

from dhrcheck.triage.crew import WorkerLostError
from dhrcheck.triage.result import Checked, from_json, no_result
from dhrcheck.triage.work import OtherProgramError, Task, check_review

TRIES = 2
MOST_BYTES_SENT = 512_000_000
"""Bytes of files on their way to workers at one time."""

_HEARTBEAT = 0.25


@dataclass(frozen=True, slots=True)
class Job:
    """A review to be checked: its name, the key its result is kept under, what is sent."""

    name: str
    key: str
    contents: tuple[str, ...]
    task: Task
    tries: int = 1

    @property
    def bytes_sent(self) -> int:
        """Bytes of files that are sent with it."""
        return sum(map(len, self.task.contents or ()))


class WorkersGoneError(RuntimeError):
    """Nobody is left who could work; the reviews that are done stay done."""


Done = Callable[[Job, Checked], None]
Running = Callable[[list[str]], None]


def work_off(
    jobs: Iterator[Job],
    executor: Executor,
    at_once: int,
    done: Done,
    running: Running,
) -> None:
    """Has every job done, ``at_once`` of them given out at a time; each is told to ``done`` once.

    ``running`` is told, again and again, the names of those that are being worked on.

    Raises:
        WorkersGoneError: the executor takes no more work.
    """
    pending: dict[Future[str], Job] = {}
    again: list[Job] = []
    left = True
    try:
        while left or again or pending:
            while (left or again) and _has_room(pending, at_once):
                job = again.pop() if again else next(jobs, None)
                if job is None:
                    left = False
                    break
                pending[_given_out(executor, job)] = job
            ended, _ = wait(pending, timeout=_HEARTBEAT, return_when=FIRST_COMPLETED)
            for future in ended:
                job = pending.pop(future)
                checked = _answer(future, job)
                if checked is None:
                    again.append(replace(job, tries=job.tries + 1))
                else:
                    done(job, checked)
            running([job.name for future, job in pending.items() if future.running()])
            if pending and not ended:
                _breathe()
    except KeyboardInterrupt:
        for future, job in pending.items():
            # What is done is done, whether we have looked at it or not.
            if future.done() and not future.cancelled() and future.exception() is None:
                done(job, from_json(future.result()))
        raise
    finally:
        for future in pending:
            future.cancel()


def _breathe() -> None:
    # Some executors answer a wait at once where nothing is running yet.
    time.sleep(0.005)


def _has_room(pending: dict[Future[str], Job], at_once: int) -> bool:
    if len(pending) >= at_once:
        return False
    return not pending or sum(job.bytes_sent for job in pending.values()) < MOST_BYTES_SENT


def _given_out(executor: Executor, job: Job) -> Future[str]:
    try:
        return executor.submit(check_review, job.task)
    except Exception as broken:
        # Each kind of executor has its own way of saying that it is no more.
        raise WorkersGoneError(type(broken).__name__) from broken


def _answer(future: Future[str], job: Job) -> Checked | None:
    """The result; None where the review should be tried once more."""
    error: BaseException | None
    try:
        error = future.exception()
    except BaseException as cancelled:
        if isinstance(cancelled, KeyboardInterrupt):
            raise
        error = cancelled
    if error is None:
        return from_json(future.result())
    # Nobody but us cancels, and we do so at the end only: the executor let go of it.
    if isinstance(error, BrokenExecutor) or type(error).__name__.endswith("CancelledError"):
        raise WorkersGoneError(type(error).__name__) from error
    if job.tries < TRIES:
        return None
    if isinstance(error, OtherProgramError):
        return no_result(f"It was not checked: {error}.")
    said = str(error) if isinstance(error, WorkerLostError) else type(error).__name__
    return no_result(f"It could not be checked, and was tried twice: {said}.")
