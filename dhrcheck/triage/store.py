"""Results kept in one SQLite file as they come: what was checked is not checked again.

No words of the reviews and no protected names are in it, unless words were asked for. Several runs may
use one file at the same time: each writes in short transactions and waits for the other.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from dhrcheck.outcome import Status, Verdict
from dhrcheck.triage.result import Checked, RuleLine, from_json, no_result, to_json

APPLICATION = 0x44485243
"""Marks a SQLite file as ours ("DHRC")."""
FORM = 1
"""The form of the tables below; a file of another form is kept aside."""

IN_MEMORY = ":memory:"
_PATIENCE = 60.0
"""Seconds to wait for another run that is writing."""

_TABLES = f"""
pragma application_id = {APPLICATION};
pragma user_version = {FORM};
create table if not exists rules (digest text primary key, lines text not null);
create table if not exists results (
    id integer primary key, key text unique, body text not null
);
create table if not exists runs (
    id integer primary key autoincrement, scope text not null, head text not null,
    rules text not null references rules, finished integer not null default 0
);
create table if not exists reviews (
    run integer not null references runs, name text not null, result integer not null references results,
    rank integer not null, failed integer not null, open integer not null, again integer not null,
    primary key (run, name)
);
"""

_RANK = {Verdict.FAIL: 1, Verdict.UNREAD: 2, Verdict.REVIEW: 3, Verdict.PASS: 4}


class RunRow(NamedTuple):
    """A run as kept: ``head`` are its facts (see ``run.py``)."""

    number: int
    head: dict[str, Any]
    rules: tuple[RuleLine, ...]
    finished: bool


class Kept(NamedTuple):
    """A review of a run: its name, its result, and whether it was taken over from before."""

    name: str
    checked: Checked
    again: bool


class Store:
    """The results file at ``path`` (``:memory:`` keeps nothing), made where there is none.

    Raises sqlite3.DatabaseError where the file is no results file of this form, or is damaged.
    """

    def __init__(self, path: str) -> None:
        self.in_memory = path == IN_MEMORY
        if not self.in_memory:
            _make_private(Path(path))
        self._base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        # What is damaged is found out by us, and is no reason to stop.
        self._base.text_factory = lambda text: text.decode("utf-8", "replace")
        try:
            self._prepare()
        except BaseException:
            self._base.close()
            raise
        self._rules: tuple[RuleLine, ...] = ()
        self._waiting: list[tuple[str, tuple[Any, ...]]] = []

    def _prepare(self) -> None:
        base = self._base
        base.execute("begin immediate")
        empty = not base.execute("select count(*) from sqlite_master").fetchone()[0]
        base.execute("commit")
        if empty:
            # A file made at the same moment by another run: one of the two makes the tables.
            base.executescript("begin immediate;" + _tables_unless_there(base) + "commit;")
        form = base.execute("pragma user_version").fetchone()[0]
        ours = base.execute("pragma application_id").fetchone()[0]
        if (ours, form) != (APPLICATION, FORM):
            raise sqlite3.DatabaseError(f"a results file of form {form}, not {FORM}")
        if base.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the results file is damaged")

    def close(self) -> None:
        """Writes what is waiting, and lets go of the file."""
        try:
            self.flush()
        finally:
            self._base.close()

    def begin(self, scope: str, head: dict[str, Any], rules: Sequence[RuleLine]) -> int:
        """A new run's number. ``scope`` is a digest of what is checked and how."""
        digest = self._rules_digest(rules)
        row = self._base.execute(
            "insert into runs (scope, head, rules) values (?, ?, ?)",
            (scope, json.dumps(head, ensure_ascii=False), digest),
        )
        assert row.lastrowid is not None
        return row.lastrowid

    def _rules_digest(self, rules: Sequence[RuleLine]) -> str:
        import hashlib

        lines = json.dumps([asdict(rule) for rule in rules], ensure_ascii=False)
        digest = hashlib.sha256(lines.encode()).hexdigest()
        self._base.execute("insert or ignore into rules values (?, ?)", (digest, lines))
        self._rules = tuple(rules)
        return digest

    def interrupted(self, scope: str) -> RunRow | None:
        """The newest run over ``scope``, if it did not come to its end."""
        row = self._base.execute(
            "select id, head, rules, finished from runs where scope = ? order by id desc limit 1",
            (scope,),
        ).fetchone()
        return None if row is None or row[3] else self._run(row)

    def go_on_with(self, run: RunRow) -> None:
        """Results are from now on added to a run that was begun before."""
        self._rules = run.rules

    def run(self, number: int) -> RunRow | None:
        """The run of this number."""
        row = self._base.execute(
            "select id, head, rules, finished from runs where id = ?", (number,)
        ).fetchone()
        return None if row is None else self._run(row)

    def last_finished(self, scope: str, before: int) -> int | None:
        """The number of the newest finished run over ``scope`` older than run ``before``."""
        row = self._base.execute(
            "select max(id) from runs where scope = ? and finished and id < ?", (scope, before)
        ).fetchone()
        number: int | None = row[0]
        return number

    def _run(self, row: Sequence[Any]) -> RunRow:
        number, head, digest, finished = row
        lines = self._base.execute("select lines from rules where digest = ?", (digest,)).fetchone()
        rules = tuple(
            RuleLine(**{**line, "source": tuple(line["source"])}) for line in json.loads(lines[0])
        )
        return RunRow(number, json.loads(head), rules, bool(finished))

    def finish(self, number: int) -> None:
        """Marks a run as come to its end."""
        self.flush()
        self._base.execute("update runs set finished = 1 where id = ?", (number,))

    def find(self, key: str) -> Checked | None:
        """The result kept under ``key``; None where there is none that can be read."""
        row = self._base.execute("select body from results where key = ?", (key,)).fetchone()
        return None if row is None else _read(row[0])

    def add(self, run: int, name: str, key: str | None, checked: Checked, *, again: bool) -> None:
        """Keeps a review's result; ``key`` is None where it must be checked anew next time.

        It is written by the next ``flush``. A review that the run has already keeps what it has.
        """
        weight = (
            0 if checked.defect else _RANK[Verdict(checked.verdict)],
            checked.open(self._rules, Status.FAIL, required=True),
            checked.open(self._rules, Status.REVIEW, required=True),
        )
        body = to_json(checked)
        self._waiting.append(("result", (key, body)))
        self._waiting.append(("review", (run, name, *weight, int(again))))

    def flush(self) -> None:
        """Writes what is waiting, all of it or (where the disk is full) none."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        self._base.execute("begin immediate")
        try:
            result = 0
            for what, values in waiting:
                if what == "result":
                    result = self._write_result(*values)
                else:
                    run, name, rank, failed, still, again = values
                    self._base.execute(
                        "insert or ignore into reviews values (?, ?, ?, ?, ?, ?, ?)",
                        (run, name, result, rank, failed, still, again),
                    )
            self._base.execute("commit")
        except BaseException:
            self._base.execute("rollback")
            raise

    def _write_result(self, key: str | None, body: str) -> int:
        if key is not None:
            row = self._base.execute(
                "select id, body from results where key = ?", (key,)
            ).fetchone()
            if row is not None and row[1] == body:
                number: int = row[0]
                return number
            # What older runs found stays as it was; from now on the newer answer is taken over.
            self._base.execute("update results set key = null where key = ?", (key,))
        made = self._base.execute("insert into results (key, body) values (?, ?)", (key, body))
        assert made.lastrowid is not None
        return made.lastrowid

    def names(self, run: int) -> frozenset[str]:
        """The names of the reviews that a run has."""
        self.flush()
        rows = self._base.execute("select name from reviews where run = ?", (run,))
        return frozenset(row[0] for row in rows)

    def reviews(self, run: int) -> Iterator[Kept]:
        """The reviews of a run, those first that need attention most."""
        self.flush()
        # One row at a time: a library's results need not fit into memory.
        rows = self._base.execute(
            "select name, body, again from reviews join results on results.id = result "
            "where run = ? order by rank, failed desc, open desc, name",
            (run,),
        )
        for name, body, again in rows:
            yield Kept(name, _read(body) or no_result("Its kept result is damaged."), bool(again))


def _tables_unless_there(base: sqlite3.Connection) -> str:
    there = base.execute("select count(*) from sqlite_master").fetchone()[0]
    return "" if there else _TABLES


def _read(body: str) -> Checked | None:
    try:
        return from_json(body)
    except (ValueError, KeyError, TypeError):
        return None


def _make_private(path: Path) -> None:
    """The file and its folder, for this user alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
