"""Holds what the tool found against the truth: parts, headings, plan cells, letter fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MAIN = ("overview-report", "executive-summary", "action-plan", "feedback-letter", "appendix")
"""Roles whose pages must be exact. Covers, contents and dividers may go with what follows them."""

Run = tuple[int, int, int]
"""File from 0, first and last page from 1."""


@dataclass
class Judged:
    """How many answers were right, and each wrong one in words."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.right + len(self.wrong)

    def __iadd__(self, other: Judged) -> Judged:
        self.right += other.right
        self.wrong += other.wrong
        return self

    def put(self, is_right: bool, words: str) -> None:
        """Counts one answer."""
        if is_right:
            self.right += 1
        else:
            self.wrong.append(words)


def judged_parts(truth: list[dict[str, Any]], found: list[dict[str, Any]]) -> Judged:
    """Each true run of pages is found exactly, and nothing else is called one of the main roles."""
    judged = Judged()
    left = {role: _runs(found, role) for role in MAIN}
    for part in truth:
        role = part["part"]
        if role not in MAIN or part["divider"]:
            continue
        run = _matching(part, left[role])
        words = f"{role} {_pages(part)}: found {_told(left[role]) or 'none'}"
        judged.put(run is not None, words)
        if run is not None:
            left[role].remove(run)
    wanted = {(p["part"]) for p in truth}
    for role, runs in left.items():
        if role not in wanted:
            for run in runs:
                judged.put(False, f"{role} that is none: pages {run[1]} to {run[2]}")
    return judged


def _runs(found: list[dict[str, Any]], role: str) -> list[Run]:
    """The runs of a role, with those that touch made one (but for appendices, which are apart)."""
    runs = sorted((p["file"], p["first_page"], p["last_page"]) for p in found if p["part"] == role)
    if role == "appendix":
        return runs
    joined: list[Run] = []
    for file, first, last in runs:
        if joined and joined[-1][0] == file and first <= joined[-1][2] + 1:
            joined[-1] = (file, joined[-1][1], max(last, joined[-1][2]))
        else:
            joined.append((file, first, last))
    return joined


def _matching(part: dict[str, Any], runs: list[Run]) -> Run | None:
    """The run that is this part; it may begin with the cover, contents or divider before it."""
    for run in runs:
        file, first, last = run
        begins = part["first_page_from"] <= first <= part["first_page"]
        if file == part["file"] and begins and last == part["last_page"]:
            return run
    return None


def _pages(part: dict[str, Any]) -> str:
    return f"pages {part['first_page']} to {part['last_page']} of file {part['file']}"


def _told(runs: list[Run]) -> str:
    return ", ".join(f"{first} to {last}" for _, first, last in runs)
