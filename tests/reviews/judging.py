"""Holds what the tool found against the truth: parts, headings, plan cells, letter fields."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


SAME_SLOT = {
    "family-involvement": {"family"},
    "family-and-perpetrator": {"family"},
    "perpetrator-involvement": {"perpetrator-contact"},
    "opening": {"introduction"},
    "portrait": {"facts", "pen-portrait", "portrait"},
    "circumstances": {"facts"},
    "process": {"process", "methodology", "purpose"},
    "agency-involvement": {"chronology", "agency-involvement", "contributors"},
    "methodology": {"methodology", "process"},
    "key-issues": {"key-issues", "analysis"},
    "chronology": {"chronology", "facts"},
}
"""Where the generator and the vocabulary call a kind of section by other words."""


def judged_headings(truth: list[dict[str, Any]], found: Iterable[Any]) -> tuple[Judged, Judged]:
    """Headings of report, summary and appendices, and the slots of those found.

    A heading is right where a section of its words begins on its page; one more that is no heading
    is wrong. A slot is right where the section serves it.
    """
    headings, slots = Judged(), Judged()
    sections = [s for s in found if s.role.value in ("overview-report", "executive-summary")]
    left = list(sections)
    for true in truth:
        if true["part"] not in ("overview-report", "executive-summary"):
            continue
        match = next((s for s in left if _same_heading(true, s)), None)
        words = f"{true['part']} page {true['page']}: {true['title']}"
        headings.put(match is not None, f"not found: {words}")
        if match is None:
            continue
        left.remove(match)
        if true["slot"]:
            wanted = SAME_SLOT.get(true["slot"], {true["slot"]})
            slots.put(
                bool(wanted & set(match.slots)), f"{words}: taken for {match.slots or 'none'}"
            )
    titles = {words for t in truth for words in _said(t)}
    for section in left:
        if _plain(section.title) not in titles:
            headings.put(False, f"no heading: page {section.page}: {section.title[:60]}")
    return headings, slots


def _same_heading(true: dict[str, Any], section: Any) -> bool:
    return (
        section.file == true["file"]
        and section.page == true["page"]
        and _plain(section.title) in _said(true)
    )


def _said(true: dict[str, Any]) -> set[str]:
    """A true heading with and without its number, and without "Section 2 -" before it."""
    title = true["title"]
    bare = re.sub(r"^(?:section|part|chapter)\s+\w{1,4}\s*[-:.]\s*", "", title, flags=re.IGNORECASE)
    return {_plain(title), _plain(true["number"] + title), _plain(bare)}


def _plain(text: str) -> str:
    """Letters and figures only, in lower case, so that line breaks and dashes do not matter."""
    return "".join(c for c in text.casefold() if c.isalnum())


def judged_plan(truth: list[dict[str, Any]], plan: Any) -> Judged:
    """Each cell of each row under its own kind of column; a row too many counts once."""
    judged = Judged()
    rows = list(plan.rows) if plan is not None else []
    for i, true in enumerate(truth):
        row = rows[i] if i < len(rows) else None
        for kind, text in true["cells"].items():
            cell = None if row is None else _cell(row, kind)
            same = cell is not None and _plain(cell) == _plain(text)
            judged.put(same, f"row {i + 1} {kind}: {cell!r:.60} for {text!r:.60}")
    for extra in rows[len(truth) :]:
        judged.put(False, f"a row too many on page {extra.place.page}")
    return judged


def _cell(row: Any, kind: str) -> str | None:
    found = [c.text for c in row.cells if c.column is not None and c.column.value == kind]
    if not found and kind in ("milestones", "progress"):
        other = "progress" if kind == "milestones" else "milestones"
        found = [c.text for c in row.cells if c.column is not None and c.column.value == other]
    if not found and kind == "number":
        return row.number
    return " ".join(found) if found else None


def judged_letters(truth: list[dict[str, Any]], letters: Iterable[Any]) -> Judged:
    """The fields of each letter; one of which nothing was read (pictures) has none to judge."""
    judged = Judged()
    found = [letter for letter in letters if letter.opening or letter.letter_date or letter.points]
    for i, true in enumerate(truth):
        letter = found[i] if i < len(found) else None
        for name, right, said in _fields(true, letter):
            judged.put(right, f"{name}: {said!r:.80} for {true.get(name)!r:.80}")
    for _ in found[len(truth) :]:
        judged.put(False, "a letter too many")
    return judged


def _fields(true: dict[str, Any], letter: Any) -> list[tuple[str, bool, Any]]:
    if letter is None:
        names = "letter_date meeting_date partnership points addressee signatory".split()
        return [(name, False, None) for name in names]
    points = [p.text for p in letter.points]
    same_points = [_plain(p) for p in points] == [_plain(p) for p in true["points"]]
    named = true["signatory"]
    return [
        ("letter_date", _iso(letter.letter_date) == true["letter_date"], _iso(letter.letter_date)),
        (
            "meeting_date",
            _iso(letter.meeting_date) == true["meeting_date"],
            _iso(letter.meeting_date),
        ),
        (
            "partnership",
            true["partnership"] is None or _alike(letter.partnership, true["partnership"]),
            letter.partnership,
        ),
        ("pseudonyms", set(true["pseudonyms"]) <= set(letter.pseudonyms), letter.pseudonyms),
        ("points", same_points, points),
        ("blanked", letter.blanked == true["blanked"], letter.blanked),
        (
            "addressee",
            true["blanked"] or _alike(letter.addressee, true["addressee"]),
            letter.addressee,
        ),
        ("signatory", named is None or _alike(letter.signatory, named), letter.signatory),
        ("sign_off", (letter.sign_off is not None) is true["signed"], letter.sign_off),
    ]


def _alike(said: str | None, true: str | None) -> bool:
    """True where one holds the other ("the Safer X Partnership" and "Safer X Partnership")."""
    if not said or not true:
        return said == true
    return _plain(true) in _plain(said) or _plain(said) in _plain(true)


def _iso(mention: Any) -> str | None:
    if mention is None:
        return None
    when = mention.when
    day = f"{when.month:02d}-{when.day:02d}" if when.month and when.day else ""
    return f"{when.year}-{day}" if when.year else f"--{day}"
