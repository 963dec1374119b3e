"""Writing decisions down: one entry added or replaced, everything else in the file left as it stands.

Comments, order and line ends are kept. What is about to be written is read back first: a file that
would not say the same is never put in the other's place.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import regex

from dhrcheck.decisions.form import parsed
from dhrcheck.decisions.model import Decision, Decisions, Review
from dhrcheck.files import WrongUsage
from dhrcheck.rulebook.folders import read_file
from dhrcheck.rulebook.model import RulebookError
from dhrcheck.rulebook.problems import Problems, is_control
from dhrcheck.rulebook.yaml_source import MAX_BYTES

HEADER = """\
# What people decided about the findings of dhrcheck (docs/decisions.md explains).
# Keep this file beside the report. It holds no words of the report; “evidence” is a digest of them,
# so that a decision no longer counts once they have changed. “dhrcheck decide” adds entries; reasons
# and comments may be changed by hand, and an entry may be deleted.
version: 1
"""

_PLAIN = regex.compile(r"[\p{L}][\p{L}\p{M}\p{N} ,.;()/&'’“”–+-]*")
_WORDS_WITH_A_MEANING = {"true", "false", "yes", "no", "on", "off", "null", "nan", "inf"}


class Store:
    """The decisions file at ``path``, which need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))

    def read(self) -> Decisions:
        """What stands in the file now; nothing where there is none.

        Raises:
            RulebookError: it cannot be used.
        """
        return self._parsed(self._text() or HEADER)

    def change(self, edit: Callable[[Decisions], Decisions]) -> Decisions:
        """Writes what ``edit`` makes of the decisions that stand in the file now.

        The file is read anew each time: what somebody else added meanwhile is kept.

        Raises:
            RulebookError: the file can no longer be used.
            WrongUsage: it cannot be written.
        """
        text = self._text()
        now = self._parsed(text or HEADER)
        wanted = edit(now)
        edited = edited_text(text or HEADER, now, wanted)
        if not _same(self._read_back(edited), wanted):
            # Written by hand in another style: laid out anew, with the comments at its head.
            edited = _head_of(text or HEADER) + laid_out(wanted)
            if not _same(self._read_back(edited), wanted):
                raise RuntimeError("decisions would not be read back as they were made")
        if edited != text:
            self._replace(edited)
        return wanted

    def try_writing(self) -> None:
        """Makes and removes a file beside it, so that a refusal comes before anybody is asked.

        Raises:
            WrongUsage: nothing can be written there.
        """
        try:
            number, name = tempfile.mkstemp(prefix=".dhrcheck-", dir=self.path.parent)
            os.close(number)
            os.unlink(name)
        except OSError as error:
            raise self._cannot_write(error) from None

    def _cannot_write(self, error: OSError) -> WrongUsage:
        return WrongUsage(
            f"The decisions file “{self.path}” cannot be written: {error.strerror}. Name another "
            "place with --decisions."
        )

    def _text(self) -> str | None:
        if not self.path.exists():
            return None
        problems = Problems()
        file = read_file(self.path, str(self.path), problems)
        problems.raise_if_any()
        return file.text

    def _parsed(self, text: str) -> Decisions:
        problems = Problems()
        found = parsed(text, str(self.path), problems)
        problems.raise_if_any()
        assert found is not None
        return found

    def _read_back(self, text: str) -> Decisions | None:
        if len(text.encode("utf-8")) > MAX_BYTES:
            raise WrongUsage(
                f"The decisions file would grow beyond {MAX_BYTES:,} bytes. Delete entries that no "
                "longer count (“dhrcheck decide --list” shows them)."
            )
        with contextlib.suppress(RulebookError):
            return self._parsed(text)
        return None

    def _replace(self, text: str) -> None:
        ends = b"\r\n" if self.path.exists() and b"\r\n" in self.path.read_bytes() else b"\n"
        content = text.encode("utf-8").replace(b"\n", ends)
        name = ""
        try:
            number, name = tempfile.mkstemp(prefix=".dhrcheck-", dir=self.path.parent)
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if self.path.exists():
                os.chmod(name, stat.S_IMODE(self.path.stat().st_mode))
            os.replace(name, self.path)
        except OSError as error:
            raise self._cannot_write(error) from None
        finally:
            with contextlib.suppress(OSError):
                os.unlink(name)


def _same(found: Decisions | None, wanted: Decisions) -> bool:
    def bare(entries: Sequence[Decision]) -> list[Decision]:
        return [replace(one, line=0) for one in entries]

    return (
        found is not None
        and found.reviews == wanted.reviews
        and bare(found.entries) == bare(wanted.entries)
    )


def edited_text(text: str, now: Decisions, wanted: Decisions) -> str:
    """``text`` with what changed from ``now`` to ``wanted``, line by line."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    for old in now.reviews:
        renewed = next((r for r in wanted.reviews if r.name == old.name), old)
        was, now_is = " ".join(old.likeness), " ".join(renewed.likeness)
        lines = [text.replace(was, now_is) for text in lines]
    kept = {one.line for one in wanted.entries if one.line}
    added = [one for one in wanted.entries if not one.line]
    for gone in sorted((e for e in now.entries if e.line not in kept), key=lambda e: -e.line):
        start, end = _block(lines, gone.line)
        del lines[start:end]
    if not wanted.entries and now.entries:
        at = next(i for i, t in enumerate(lines) if regex.match(r"decisions\s*:", t))
        lines[at] = "decisions: []"
    names = {r.name for r in now.reviews}
    new_reviews = [r for r in wanted.reviews if r.name not in names]
    if new_reviews:
        _append(lines, "reviews", [review_lines(r) for r in new_reviews])
    if added:
        _append(lines, "decisions", [entry_lines(one) for one in added])
    return "\n".join(lines) + "\n"


def _block(lines: list[str], line: int) -> tuple[int, int]:
    """Where the entry that begins in ``line`` (from 1) stands: without comments of the next one."""
    start = line - 1
    dash = len(lines[start]) - len(lines[start].lstrip(" "))
    end = start + 1
    last = end
    while end < len(lines):
        text = lines[end].strip()
        if text and not text.startswith("#"):
            if len(lines[end]) - len(lines[end].lstrip(" ")) <= dash:
                break
            last = end + 1
        end += 1
    return start, last


def _append(lines: list[str], key: str, blocks: list[list[str]]) -> None:
    """Adds items to the list under a key at the top level, which is made where it is missing."""
    at = next((i for i, text in enumerate(lines) if regex.match(rf"{key}\s*:", text)), None)
    if at is None:
        before = next((i for i, t in enumerate(lines) if regex.match(r"decisions\s*:", t)), None)
        at = len(lines) if before is None else before
        lines[at:at] = ["", f"{key}:"]
        at += 1
    elif lines[at].split(":", 1)[1].split("#")[0].strip() in ("[]", "~", "null"):
        lines[at] = f"{key}:"
    end = last = at + 1
    indent = "  "
    while end < len(lines):
        text = lines[end]
        if text.strip() and not text.lstrip().startswith("#"):
            if not text.startswith((" ", "-")):
                break
            if text.lstrip().startswith("- ") and last == at + 1:
                indent = text[: len(text) - len(text.lstrip())]
            last = end + 1
        end += 1
    lines[last:last] = [(indent + text).rstrip() for block in blocks for text in block]


def laid_out(decisions: Decisions) -> str:
    """All of it, as this program writes it."""
    lines = ["version: 1"]
    if decisions.reviews:
        lines += ["", "reviews:"]
        lines += ["  " + text for r in decisions.reviews for text in review_lines(r)]
    if decisions.entries:
        lines += ["", "decisions:"]
        lines += ["  " + text for e in decisions.entries for text in entry_lines(e)]
    return "\n".join(lines) + "\n"


def _head_of(text: str) -> str:
    kept = []
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            break
        kept.append(line)
    return "\n".join([*kept, ""]) if kept else ""


def review_lines(review: Review) -> list[str]:
    """One review, as lines of a list."""
    return [f"- name: {scalar(review.name)}", f"  likeness: {scalar(' '.join(review.likeness))}"]


def entry_lines(one: Decision) -> list[str]:
    """One decision, as lines of a list: what people read first, the digests last."""
    pages = None
    if one.pages is not None:
        pages = ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in one.pages)
    pairs = (
        ("rule", one.rule),
        ("decision", one.ruling.value),
        ("pages", pages),
        ("reason", one.reason),
        ("who", one.who),
        ("date", one.day.isoformat()),
        ("expires", one.expires.isoformat() if one.expires else None),
        ("review", one.review),
        ("evidence", one.evidence),
        ("file", one.file),
    )
    lines = [f"{key}: {scalar(value, key)}" for key, value in pairs if value is not None]
    if one.rules is not None:
        lines += ["rules:"] + [f"  - {rule}" for rule in one.rules] if one.rules else ["rules: []"]
    return [("- " if i == 0 else "  ") + text for i, text in enumerate(lines)]


def scalar(value: str, key: str = "") -> str:
    """A text as YAML on one line, in quotation marks where it could be read otherwise."""
    said = on_one_line(value)
    if key in ("rule", "decision", "date", "expires"):
        return said
    plain = _PLAIN.fullmatch(said) is not None and said.casefold() not in _WORDS_WITH_A_MEANING
    return said if plain else json.dumps(said, ensure_ascii=False)


def on_one_line(text: str) -> str:
    """``text`` as it can stand in the file: no line breaks, no control characters."""
    known = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(" " if _is_kept_out(c) else c for c in known).split())


def _is_kept_out(char: str) -> bool:
    # The last two code points of the first plane are no characters, and YAML refuses them.
    return is_control(char) or char in "\ufeff\ufffe\uffff"
