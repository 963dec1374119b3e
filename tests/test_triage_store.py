"""Results kept in a file: nothing is lost, nothing is overwritten, two runs get along."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from dhrcheck.files import WrongUsage
from dhrcheck.triage.keeping import open_store
from dhrcheck.triage.result import (
    Checked,
    FileFacts,
    Finding,
    Pages,
    Quote,
    RuleLine,
    from_json,
    to_json,
)
from dhrcheck.triage.store import Store

RULES = (
    RuleLine("file-is-pdf", "It is a PDF", "required", "Save it as a PDF.", ("A source",)),
    RuleLine("plan-scope", "The plan says its scope", "advised", "Say it."),
)
FAILED = Checked(
    "fail",
    "fp",
    (FileFacts("a.pdf", "00", 10, 3, 0, "read"),),
    (Finding(0, "fail", (Pages(0, 2, 3),), quotes=(Quote(0, None, "words"),)),),
)
PASSED = Checked("pass", "pp")


def test_a_result_comes_back_as_it_was_kept() -> None:
    assert from_json(to_json(FAILED)) == FAILED
    assert from_json(to_json(PASSED)) == PASSED
    whole = Checked("unread", trouble="gone", defect=True, letter="no", letter_date="2020-01-31")
    assert from_json(to_json(whole)) == whole


def test_reviews_come_by_their_need_of_attention(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "r.sqlite"))
    run = store.begin("scope", {}, RULES)
    for name, checked in (
        ("passed", PASSED),
        ("read in part", Checked("unread", "up")),
        ("failed", FAILED),
        ("broken", Checked("unread", "ep", defect=True)),
        ("for a person", Checked("review", "rp")),
    ):
        store.add(run, name, None, checked, again=False)
    assert [kept.name for kept in store.reviews(run)] == [
        "broken", "failed", "read in part", "for a person", "passed",
    ]  # fmt: skip
    store.close()


def test_a_review_has_one_result_in_a_run(tmp_path: Path) -> None:
    store = Store(":memory:")
    run = store.begin("scope", {}, RULES)
    store.add(run, "a", "key", FAILED, again=False)
    store.add(run, "a", "key", PASSED, again=False)
    assert [kept.checked.verdict for kept in store.reviews(run)] == ["fail"]


def test_a_newer_answer_leaves_what_older_runs_found() -> None:
    store = Store(":memory:")
    first = store.begin("scope", {}, RULES)
    store.add(first, "a", "key", FAILED, again=False)
    second = store.begin("scope", {}, RULES)
    store.add(second, "a", "key", PASSED, again=False)
    assert [kept.checked.verdict for kept in store.reviews(first)] == ["fail"]
    assert store.find("key") == PASSED


@pytest.mark.skipif(os.name == "nt", reason="Windows guards the user's folder by other means")
def test_the_file_is_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "r.sqlite"
    open_store(path)[0].close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0


def test_two_runs_on_one_file_both_keep_everything(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    gone_wrong: list[Exception] = []

    def one(name: str) -> None:
        try:
            store, _ = open_store(path)
            run = store.begin(name, {}, RULES)
            for number in range(60):
                store.add(run, f"{name} {number}", f"key {number}", FAILED, again=False)
                store.flush()
            store.finish(run)
            assert len(store.names(run)) == 60
            store.close()
        except Exception as error:
            gone_wrong.append(error)

    threads = [threading.Thread(target=one, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert gone_wrong == []


def kept_aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob(path.name + ".kept-*"))


def test_a_file_of_another_version_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    store, _ = open_store(path)
    store.close()
    with sqlite3.connect(path) as base:
        base.execute("pragma user_version = 99")
    base.close()
    before = path.read_bytes()
    store, notes = open_store(path)
    store.close()
    (aside,) = kept_aside(path)
    assert aside.read_bytes() == before
    assert "is from another version of dhrcheck" in notes[0]
    assert aside.name in notes[0]


@pytest.mark.parametrize("spoil", [0, 3000])
def test_a_damaged_file_is_kept_aside(tmp_path: Path, spoil: int) -> None:
    path = tmp_path / "r.sqlite"
    store, _ = open_store(path)
    run = store.begin("scope", {}, RULES)
    for number in range(200):
        store.add(run, f"review {number}", f"key {number}", FAILED, again=False)
    store.close()
    content = bytearray(path.read_bytes())
    content[spoil : spoil + 2000] = b"\xa5" * 2000
    path.write_bytes(content)
    store, notes = open_store(path)
    store.begin("scope", {}, RULES)
    store.close()
    (aside,) = kept_aside(path)
    assert aside.read_bytes() == bytes(content)
    assert "is damaged" in notes[0]


def test_a_damaged_result_is_not_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    store, _ = open_store(path)
    run = store.begin("scope", {}, RULES)
    store.add(run, "review", "key", FAILED, again=False)
    store.close()
    content = path.read_bytes()
    path.write_bytes(content.replace(b'{"verdict":"fail"', b'{"ver\xff\xfe\x00\x00":"fail"'))
    assert path.read_bytes() != content
    store, _ = open_store(path)
    assert store.find("key") is None
    (kept,) = store.reviews(run)
    assert kept.checked.trouble == "Its kept result is damaged."
    store.close()


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    for content in (b"one" * 99, b"two" * 99):
        path.write_bytes(content)
        open_store(path)[0].close()
    assert sorted(p.read_bytes()[:3] for p in kept_aside(path)) == [b"one", b"two"]


@pytest.mark.parametrize(
    ("name", "content"), [("report.pdf", b"%PDF-1.7 a report"), ("notes.txt", b"my own notes")]
)
def test_a_file_that_is_not_ours_is_never_touched(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WrongUsage, match="is not a results file of dhrcheck"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_data_base_of_another_program_is_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with sqlite3.connect(path) as base:
        base.execute("create table mine (a)")
    base.close()
    with pytest.raises(WrongUsage, match="is not a results file"):
        open_store(path)


def test_no_place_to_keep_results_is_said_and_is_no_reason_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("dhrcheck.triage.keeping.default_place", lambda: tmp_path / "file" / "r")
    store, notes = open_store(None)
    assert "They are shown this once." in notes[0]
    store.begin("scope", {}, RULES)
    store.close()
    with pytest.raises(WrongUsage, match="cannot be kept"):
        open_store(tmp_path / "file" / "r.sqlite")
