"""Working with a second process gives what working alone gives, also where the helper is lost."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from dhrcheck import engine, helper_process
from dhrcheck.document.understand import understand
from dhrcheck.helper_process import worked_through
from dhrcheck.outcome import Stage
from dhrcheck.reading.pdf import read_file
from dhrcheck.rulebook.loader import load_rules, load_vocabulary

COMPLETE = Path(__file__).resolve().parent.parent / "sample_reports" / "complete-review.pdf"
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="helpers are made on Linux only")


@pytest.fixture(autouse=True)
def _may_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test runners may have threads and one processor; these tests want a helper all the same."""
    monkeypatch.setattr(helper_process, "_may_copy", lambda: sys.platform == "linux")


def test_answers_stand_in_the_order_of_the_items() -> None:
    assert worked_through(range(500), lambda n: n * n) == tuple(n * n for n in range(500))
    assert worked_through([], str) == ()
    assert worked_through([7], str) == ("7",)


@on_linux
def test_both_processes_work() -> None:
    def slowly(_: int) -> int:
        sum(range(20_000))
        return os.getpid()

    assert len(set(worked_through(range(300), slowly))) == 2


@on_linux
@pytest.mark.parametrize("how", ["killed", "cannot tell"])
def test_what_a_lost_helper_leaves_is_worked_out_here(how: str) -> None:
    parent = os.getpid()

    def work(n: int) -> object:
        if os.getpid() != parent:
            if how == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            return lambda: n  # No process can send a function to another.
        return n

    assert worked_through(range(50), work) == tuple(range(50))


@on_linux
def test_an_interrupt_here_ends_the_helper() -> None:
    parent = os.getpid()

    def work(n: int) -> int:
        if os.getpid() == parent:
            raise KeyboardInterrupt
        # The helper is slow, so that this process takes an item too.
        time.sleep(60)
        return n

    with pytest.raises(KeyboardInterrupt):
        worked_through(range(50), work)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_with_other_threads_nothing_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert set(worked_through(range(20), lambda _: os.getpid())) == {os.getpid()}
    finally:
        stop.set()
        thread.join()


def test_a_review_is_answered_the_same_with_and_without_help(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules, day = load_rules(), date(2026, 11, 22)
    submission = understand((read_file(COMPLETE),), load_vocabulary())
    monkeypatch.setattr(engine, "SHORT_FLOW", 10**9)
    alone = engine.run_rules(rules, submission, Stage.PUBLICATION, day)
    monkeypatch.setattr(engine, "SHORT_FLOW", 0)

    helped = engine.run_rules(rules, submission, Stage.PUBLICATION, day)

    assert helped.results == alone.results
