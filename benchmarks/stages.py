"""Where the time of a full check goes: processor seconds of each of its stages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

ROUNDS = 5
MOST_RULES = 8
"""So many of the costliest rules are named."""


def stage_lines(path: Path) -> Iterator[str]:
    """Processor seconds of the stages, all in one process and one after the other, warm."""
    from dhrcheck.document.understand import understand
    from dhrcheck.engine import put
    from dhrcheck.outcome import Stage
    from dhrcheck.reading.reader import Reader
    from dhrcheck.rulebook.loader import load_rules, load_vocabulary
    from dhrcheck.rulebook.word_index import forget_texts

    taken: dict[str, list[float]] = {}
    by_rule: dict[str, list[float]] = {}

    def note(name: str, seconds: float) -> None:
        taken.setdefault(name, []).append(seconds)

    for _ in range(ROUNDS):
        before, children = process_time(), _children()
        with Reader(jobs=1) as reader:
            files = reader.read([path])
        note("reading, child process with its start", _children() - children)
        note("reading, taking over what the child sends", process_time() - before)
        before = process_time()
        rules = load_rules()
        vocabulary = load_vocabulary()
        note("loading rules and words", process_time() - before)
        before = process_time()
        submission = understand(files, vocabulary)
        submission.prepare()
        note("understanding", process_time() - before)
        started = process_time()
        for rule in rules.rules:
            before = process_time()
            put(rule, submission, Stage.PUBLICATION, date(2026, 11, 22))
            by_rule.setdefault(rule.id, []).append(process_time() - before)
        note(f"{len(rules.rules)} rules", process_time() - started)
        forget_texts()
    yield f"  Where it goes, processor seconds, medians of {ROUNDS} rounds:"
    for name, seconds in taken.items():
        yield f"    {name:44}{median(seconds):7.3f} s"
    costly = sorted(by_rule.items(), key=lambda item: -median(item[1]))[:MOST_RULES]
    yield "    costliest rules: " + ", ".join(
        f"{rule} {1000 * median(seconds):.0f} ms" for rule, seconds in costly
    )


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system
