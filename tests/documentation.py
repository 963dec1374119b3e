"""The documentation as a reader uses it: the commands it shows, and the places it links to."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
)
_SHELLS = ("sh", "console", "bash", "powershell")
_FENCE = re.compile(r"^ {0,3}```\s*(\w*)")
_INDENTED = re.compile(r"^ {4,}(?=\S)")
_PROGRAM = re.compile(r"^(?:\$ |PS> )?(?:\.venv[/\\](?:bin|Scripts)[/\\])?dhrcheck(?: |$)")
_LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(<?([^)\s>]+)>?\)")
_NOT_RUN = re.compile(r"  +\S.*$|\s+#.*$|\s*[|>].*$")
"""What stands behind a command: a remark, or where its output goes."""


class Shown(NamedTuple):
    """A command as a page shows it, without the program's name."""

    page: str
    line: int
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: dhrcheck {shlex.join(self.words)}"


def commands() -> tuple[Shown, ...]:
    """Every command of ours in the documentation, in order."""
    return tuple(shown for page in PAGES for shown in _commands_of(page))


def _commands_of(page: Path) -> Iterator[Shown]:
    for number, text, windows in _lines_to_type(page):
        for part in re.split(r"\s*(?:&&|;)\s*", text):
            if _PROGRAM.match(part) is None:
                continue
            rest = _NOT_RUN.sub("", _PROGRAM.sub("", part))
            words = shlex.split(rest.replace("\\", "/") if windows else rest)
            yield Shown(page.name, number, tuple(words))


def _lines_to_type(page: Path) -> Iterator[tuple[int, str, bool]]:
    """The lines of blocks for a shell, and indented lines that begin with the program's name."""
    fence: str | None = None
    lines = page.read_text(encoding="utf-8").splitlines()
    begun = ""
    for number, line in enumerate(lines, 1):
        opening = _FENCE.match(line.lstrip() if fence else line.strip())
        if opening is not None:
            fence = opening[1] if fence is None else None
            continue
        typed = line.strip()
        if fence in _SHELLS:
            begun += typed.removesuffix("\\")
            if not typed.endswith("\\"):
                yield number, begun.strip(), fence == "powershell"
                begun = ""
        elif fence is None and _INDENTED.match(line) and typed.startswith("dhrcheck "):
            yield number, typed, False


def links() -> Iterator[tuple[Path, str]]:
    """Every link of the documentation that leads to a file or a heading of the project."""
    for page in (*PAGES, ROOT / "sample_reports" / "README.md"):
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in _LINK.findall(text):
            if not re.match(r"[a-z]+:", target):
                yield page, target


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found = re.findall(r"^#{1,6} (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.strip().lower()).replace(" ", "-") for h in found}
