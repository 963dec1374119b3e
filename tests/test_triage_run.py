"""A run over many reviews: every review has one result, whatever happens on the way."""

from __future__ import annotations

import os
import sqlite3
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dhrcheck.files import WrongUsage
from dhrcheck.outcome import Verdict
from dhrcheck.triage.crew import WorkerLostError
from dhrcheck.triage.day import WatchedDay
from dhrcheck.triage.run import triage
from dhrcheck.triage.under_way import Workers
from dhrcheck.triage.work import Task
from tests.report_builder import sample
from tests.triage_desk import HereAndNow, folder_of, results, run_here, small_pdf


def test_every_review_is_checked_once(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.pdf", "b.pdf", "c.pdf")
    workers = HereAndNow()
    found = results(run_here(tmp_path, executor=workers))
    assert list(found) == ["a.pdf", "b.pdf", "c.pdf"]
    assert workers.names == ["a.pdf", "b.pdf", "c.pdf"]
    assert {c.verdict for c in found.values()} == {"fail"}


def test_the_result_is_that_of_a_check_of_the_same_files() -> None:
    from dhrcheck.api import check

    path = sample("faults-2016.pdf")
    one = check(path, as_of=date(2026, 1, 1), ocr="never")
    with run_here(path, as_of=date(2026, 1, 1), only=()) as run:
        (kept,) = run.reviews()
    assert kept.checked.verdict == one.verdict.value
    assert kept.checked.counts() == one.counts
    told = [run.rules[f.rule].id for f in kept.checked.findings]
    assert told == [
        r.rule.id for r in one.results if r.outcome.status.value in "fail review unread"
    ]


def test_copies_are_told_once(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.pdf")
    small_pdf(tmp_path / "copy.pdf", "These are the words of a.pdf.")
    with run_here(tmp_path) as run:
        assert run.duplicates == (("copy.pdf", "a.pdf"),)
        assert [kept.name for kept in run.reviews()] == ["a.pdf"]
        assert run.found == 1


def test_a_copy_within_a_submission_is_read_once(tmp_path: Path) -> None:
    folder_of(tmp_path / "north", "report.pdf", "action plan.pdf")
    small_pdf(tmp_path / "north" / "letter.pdf", "These are the words of report.pdf.")
    workers = HereAndNow()
    with run_here(tmp_path, executor=workers) as run:
        assert workers.names == ["report.pdf", "action plan.pdf"]
        assert any("“letter.pdf” is a copy of “report.pdf”" in note for note in run.notes)


def test_what_has_not_changed_is_not_checked_again(tmp_path: Path) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf", "b.pdf"), tmp_path / "r.sqlite"
    run_here(folder, results=kept).close()
    small_pdf(folder / "b.pdf", "Other words.")
    workers = HereAndNow()
    with run_here(folder, results=kept, executor=workers) as run:
        assert workers.names == ["b.pdf"]
        assert run.totals.again == 1
        assert run.totals.reviews == 2


@pytest.mark.parametrize(
    "other",
    [{"only": ("file-opens",)}, {"stage": "submission"}, {"quotes": True}, {"fresh": True}],
)
def test_another_way_of_checking_takes_over_nothing(
    tmp_path: Path, other: dict[str, object]
) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf"), tmp_path / "r.sqlite"
    run_here(folder, results=kept).close()
    workers = HereAndNow()
    run_here(folder, results=kept, executor=workers, **other).close()
    assert workers.names == ["a.pdf"]


def test_another_day_takes_over_what_does_not_depend_on_it(tmp_path: Path) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf"), tmp_path / "r.sqlite"
    run_here(folder, results=kept, as_of=date(2026, 1, 1)).close()
    workers = HereAndNow()
    run_here(folder, results=kept, executor=workers, as_of=date(2027, 1, 1)).close()
    assert workers.names == []


def test_a_day_knows_between_which_days_it_would_have_compared_alike() -> None:
    day = WatchedDay.of(date(2026, 5, 5))
    assert date(2026, 1, 1) <= day < date(2026, 9, 9)
    assert day.same_between() == (date(2026, 1, 2), date(2026, 9, 8))
    unused = WatchedDay.of(date(2026, 5, 5))
    assert unused.same_between() == (None, None)
    shown = WatchedDay.of(date(2026, 5, 5))
    assert f"{shown:%B}" == "May"
    assert shown.same_between() == (date(2026, 5, 5), date(2026, 5, 5))


def test_a_file_that_vanishes_costs_its_own_review_only(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.pdf", "b.pdf", "c.pdf")

    def vanish(task: Task) -> None:
        (folder / "b.pdf").unlink(missing_ok=True)

    found = results(run_here(folder, executor=HereAndNow(vanish)))
    assert found["b.pdf"].verdict == "unread"
    assert "“b.pdf”" in (found["b.pdf"].trouble or "")
    assert str(tmp_path) not in (found["b.pdf"].trouble or "")
    assert found["a.pdf"].trouble is found["c.pdf"].trouble is None


def test_a_file_that_grows_while_it_is_checked_is_looked_at_again(tmp_path: Path) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf"), tmp_path / "r.sqlite"

    def grow(task: Task) -> None:
        with (folder / "a.pdf").open("ab") as file:
            file.write(b"\n% more\n")

    run_here(folder, results=kept, executor=HereAndNow(grow)).close()
    workers = HereAndNow()
    run_here(folder, results=kept, executor=workers).close()
    assert workers.names == ["a.pdf"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
def test_a_file_whose_name_is_no_text_is_checked_and_may_vanish(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9 \x1b[31m.pdf")
    small_pdf(odd)
    (name,) = results(run_here(tmp_path))
    assert name.startswith("caf\N{REPLACEMENT CHARACTER}")
    gone = HereAndNow(lambda task: odd.unlink(missing_ok=True))
    (checked,) = results(run_here(tmp_path, executor=gone)).values()
    assert checked.verdict == "unread"


def test_a_full_disk_is_said_and_costs_nothing_that_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf", "b.pdf"), tmp_path / "r.sqlite"
    run_here(folder / "a.pdf", results=kept).close()
    with monkeypatch.context() as meanwhile:
        full = sqlite3.OperationalError("database or disk is full")
        meanwhile.setattr("dhrcheck.triage.store.Store.flush", lambda store: _raise(full))
        with pytest.raises(WrongUsage, match="disk is full"):
            run_here(folder, results=kept)
    workers = HereAndNow()
    run_here(folder, results=kept, executor=workers).close()
    assert workers.names == ["b.pdf"]


def _raise(error: Exception) -> None:
    raise error


def test_a_lost_worker_is_given_a_second_try(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.pdf", "b.pdf")
    lost: list[str] = []

    def lose(task: Task) -> None:
        if task.paths[0].endswith("a.pdf") and not lost:
            lost.append("a.pdf")
            raise WorkerLostError("the worker came to an unexpected end")

    workers = HereAndNow(lose)
    found = results(run_here(folder, executor=workers))
    assert workers.names.count("a.pdf") == 2
    assert {c.verdict for c in found.values()} == {"fail"}


def test_rules_that_a_worker_does_not_have_are_said_and_nothing_is_passed(tmp_path: Path) -> None:
    from dhrcheck.rulebook.skeleton import write_skeleton

    folder = folder_of(tmp_path / "in", "a.pdf")
    (tmp_path / "own").mkdir()
    rule = write_skeleton("my-rule", "phrase-absent", tmp_path / "own")

    def lose(task: Task) -> None:
        rule.unlink(missing_ok=True)

    workers = HereAndNow(lose)
    found = results(run_here(folder, rules=[tmp_path / "own"], only=(), executor=workers))
    assert found["a.pdf"].verdict == "unread"
    assert "cannot read the rules" in (found["a.pdf"].trouble or "")


def test_a_review_that_loses_two_workers_is_unread_and_says_why(tmp_path: Path) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf", "b.pdf"), tmp_path / "r.sqlite"

    def lose(task: Task) -> None:
        if task.paths[0].endswith("a.pdf"):
            raise WorkerLostError("the worker came to an unexpected end")

    found = results(run_here(folder, executor=HereAndNow(lose), results=kept))
    assert found["a.pdf"].verdict == "unread"
    assert found["a.pdf"].trouble == (
        "It could not be checked, and was tried twice: the worker came to an unexpected end."
    )
    assert found["b.pdf"].verdict == "fail"
    workers = HereAndNow()
    run_here(folder, executor=workers, results=kept).close()
    assert workers.names == ["a.pdf"]


def test_an_interrupt_ends_with_what_is_done_and_the_run_goes_on_later(tmp_path: Path) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf", "b.pdf", "c.pdf"), tmp_path / "r.sqlite"

    class Stop:
        def began(self, reviews: int) -> None: ...
        def running(self, names: object) -> None: ...
        def finished(self, name: str, checked: object, again: bool) -> None:
            if name == "b.pdf":
                raise KeyboardInterrupt

    one_by_one = Workers(HereAndNow(), at_once=1)
    with run_here(folder, results=kept, watch=Stop(), workers=one_by_one) as run:
        assert run.interrupted
        assert {k.name for k in run.reviews()} == {"a.pdf", "b.pdf"}
        number = run.number
    workers = HereAndNow()
    with run_here(folder, results=kept, resume=True, executor=workers) as run:
        assert run.number == number
        assert workers.names == ["c.pdf"]
        assert run.totals.reviews == 3
        assert not run.interrupted
    with run_here(folder, results=kept, resume=True) as run:
        assert run.number != number
        assert any("No interrupted run" in note for note in run.notes)


def test_an_interrupt_keeps_what_came_at_the_same_moment(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.pdf", "b.pdf", "c.pdf")

    class Stop:
        told = 0

        def began(self, reviews: int) -> None: ...
        def running(self, names: object) -> None: ...
        def finished(self, name: str, checked: object, again: bool) -> None:
            self.told += 1
            if self.told == 1:
                raise KeyboardInterrupt

    with run_here(tmp_path, watch=Stop()) as run:
        assert run.interrupted
        assert run.totals.reviews == 3


def test_any_executor_does_the_work_and_the_result_is_the_same(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, *(f"{n}.pdf" for n in range(6)))
    with ThreadPoolExecutor(3) as threads:
        by_threads = results(run_here(folder, executor=threads))
    assert by_threads == results(run_here(folder))


def test_an_executor_that_breaks_leaves_what_is_done_to_go_on_with(tmp_path: Path) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf", "b.pdf", "c.pdf"), tmp_path / "r.sqlite"

    class Breaks(HereAndNow):
        def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
            if len(self.tasks) == 2:
                raise ConnectionError("gone")
            return super().submit(work, *arguments, **named)

    one_by_one = Workers(Breaks(), at_once=1)
    with run_here(folder, results=kept, workers=one_by_one) as run:
        assert run.lost
        assert run.totals.reviews == 2
        assert any("workers were gone before the end" in note for note in run.notes)
    workers = HereAndNow()
    with run_here(folder, results=kept, resume=True, executor=workers) as run:
        assert workers.names == ["c.pdf"]
        assert run.totals.reviews == 3


def test_what_changed_between_two_runs_is_told(tmp_path: Path) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf", "b.pdf", "c.pdf"), tmp_path / "r.sqlite"
    (folder / "a.pdf").write_bytes(b"no PDF at all")
    with run_here(folder, results=kept, since="last") as run:
        assert run.changes is None
        assert any("no earlier run" in note for note in run.notes)
        first = run.number
    small_pdf(folder / "a.pdf", "Mended.")
    (folder / "b.pdf").write_bytes(b"no PDF any more")
    (folder / "c.pdf").unlink()
    small_pdf(folder / "d.pdf", "New.")
    with run_here(folder, results=kept, since="last") as run:
        changes = run.changes
    assert changes is not None
    assert changes.since == first
    assert changes.added == ("d.pdf",)
    assert changes.gone == ("c.pdf",)
    by_name = {change.name: change for change in changes.reviews}
    assert by_name["a.pdf"].fixed == ("file-is-pdf",)
    assert by_name["b.pdf"].new == ("file-is-pdf",)
    assert by_name["b.pdf"].fixed == ()
    with run_here(folder, results=kept, since=str(first)) as run:
        assert run.changes == changes


def test_a_review_that_has_become_a_copy_is_not_gone(tmp_path: Path) -> None:
    folder, kept = folder_of(tmp_path / "in", "a.pdf", "b.pdf"), tmp_path / "r.sqlite"
    run_here(folder, results=kept).close()
    (folder / "b.pdf").write_bytes((folder / "a.pdf").read_bytes())
    with run_here(folder, results=kept, since="last") as run:
        assert run.changes is not None
        assert run.changes.gone == ()
        assert run.duplicates == (("b.pdf", "a.pdf"),)


def test_what_could_not_be_checked_this_time_is_not_put_right(tmp_path: Path) -> None:
    folder, kept = tmp_path / "in", tmp_path / "r.sqlite"
    folder_of(folder, "b.pdf")
    (folder / "a.pdf").write_bytes(b"no PDF")
    run_here(folder, results=kept).close()

    def lose(task: Task) -> None:
        raise WorkerLostError("gone")

    with run_here(folder, results=kept, fresh=True, since="last", executor=HereAndNow(lose)) as run:
        assert run.changes is not None
        assert all(change.fixed == () for change in run.changes.reviews)
        assert {"file-is-pdf"} <= set(run.changes.reviews[0].still_open)


def test_a_run_that_is_not_there_cannot_be_compared_with(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.pdf")
    for since in ("7", "yesterday"):
        with pytest.raises(WrongUsage, match="has no earlier run"):
            run_here(folder, since=since)


def test_no_words_of_the_reviews_are_kept_unless_asked_for(tmp_path: Path) -> None:
    path, kept = sample("faults-2023.pdf"), tmp_path / "r.sqlite"
    run_here(path, results=kept, only=()).close()
    said = b" ".join(_texts(kept))
    assert b'"quotes":' not in said
    assert b'"message":' not in said
    run_here(path, results=kept, only=(), quotes=True).close()
    assert b'"quotes":' in b" ".join(_texts(kept))


def _texts(path: Path) -> list[bytes]:
    base = sqlite3.connect(path)
    found = [row[0].encode() for row in base.execute("select body from results")]
    base.close()
    return found


def test_listed_names_are_nowhere_in_a_run_or_its_file(tmp_path: Path) -> None:
    from dhrcheck.protected.listing import protected_names

    folder = folder_of(tmp_path / "in", "Zebediah Quillfeather.pdf", "Quillfeather plan.pdf")
    kept = tmp_path / "r.sqlite"
    names = protected_names(["Zebediah Quillfeather", "Quillfeather"])
    with run_here(folder, results=kept, names=names, only=(), quotes=True, group="file") as run:
        shown = repr(list(run.reviews())) + repr(run)
        assert run.names_given
        assert run.totals.reviews == 2
    assert "quillfeather" not in shown.casefold()
    assert b"quillfeather" not in kept.read_bytes().lower()


def test_a_decision_beside_the_files_counts_as_in_a_check(tmp_path: Path) -> None:
    (tmp_path / "dhrcheck-decisions.yaml").write_text("decisions: [nonsense", encoding="utf-8")
    folder_of(tmp_path, "a.pdf")
    found = results(run_here(tmp_path))
    assert "decisions file cannot be used" in (found["a.pdf"].trouble or "")
    assert results(run_here(tmp_path, decisions=False))["a.pdf"].trouble is None


def test_the_totals_count_what_the_reviews_say(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.pdf", "b.pdf")
    (tmp_path / "c.pdf").write_bytes(b"")
    with run_here(tmp_path) as run:
        assert run.totals.verdicts[Verdict.FAIL] == 3
        assert run.totals.pages == 2
        first = run.totals.rules[0]
        assert (first.rule.id, first.failed) == ("report-present", 2)


@pytest.mark.parametrize(
    "wrong", [{"stage": "draft"}, {"group": "pile"}, {"ocr": "perhaps"}, {"only": ("no-such",)}]
)
def test_a_wrong_option_is_said_before_anything_is_checked(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    from dhrcheck.rulebook.model import RulebookError

    folder_of(tmp_path, "a.pdf")
    workers = HereAndNow()
    with pytest.raises((WrongUsage, RulebookError)):
        run_here(tmp_path, executor=workers, **wrong)
    assert workers.tasks == []


def test_our_own_workers_do_the_same_work(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.pdf", "b.pdf", "c.pdf")
    only = ("report-present", "file-opens", "file-is-pdf")
    own = results(triage(tmp_path, ocr="never", only=only, jobs=2))
    assert own == results(run_here(tmp_path))
