"""Our own worker processes: one that dies loses its one task, and is replaced."""

from __future__ import annotations

import time
from concurrent.futures import Future

import pytest

from dhrcheck.triage.crew import Crew, WorkerLostError
from tests.triage_desk import die, double, number_of_process, refuse


def test_work_is_done_in_other_processes_which_are_kept() -> None:
    with Crew(1) as crew:
        first = crew.submit(number_of_process).result()
        assert crew.submit(number_of_process).result() == first
        assert crew.processes == (first,)
        assert [crew.submit(double, n).result() for n in range(4)] == [0, 2, 4, 6]
    assert crew.processes == ()


def test_a_killed_worker_loses_one_task_only() -> None:
    with Crew(2) as crew:
        futures = [crew.submit(double, n) for n in range(5)]
        lost = crew.submit(die)
        futures += [crew.submit(double, n) for n in range(5, 10)]
        with pytest.raises(WorkerLostError, match="unexpected end"):
            lost.result()
        assert [f.result() for f in futures] == [2 * n for n in range(10)]


def test_what_the_work_raises_is_the_answer() -> None:
    with Crew(1) as crew:
        with pytest.raises(ValueError, match="no"):
            crew.submit(refuse).result()
        assert crew.submit(double, 4).result() == 8


def test_work_without_an_end_is_ended() -> None:
    with Crew(1, limit=8) as crew:
        with pytest.raises(WorkerLostError, match="took longer than"):
            crew.submit(time.sleep, 60).result()
        assert crew.submit(double, 1).result() == 2


def test_a_worker_is_replaced_after_many_tasks() -> None:
    with Crew(1, replace_after=2) as crew:
        seen = [crew.submit(number_of_process).result() for _ in range(4)]
    assert seen[0] == seen[1]
    assert seen[2] == seen[3]
    assert seen[1] != seen[2]


def test_sending_everybody_home_leaves_nobody_and_answers_all() -> None:
    crew = Crew(2)
    futures: list[Future[None]] = [crew.submit(time.sleep, 60) for _ in range(6)]
    while not crew.processes:
        time.sleep(0.01)
    crew.shutdown(cancel_futures=True)
    assert crew.processes == ()
    assert all(f.done() for f in futures)
    with pytest.raises(RuntimeError):
        crew.submit(double, 1)
