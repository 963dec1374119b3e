"""Reading the user's list of protected names.

One name a line, variants with ``|`` between, comments behind ``#``; dates of birth, addresses, telephone
and case numbers stand there as they are. What is wrong with a list is said by line number: no message
holds anything of it, nor where it lies.
"""

from __future__ import annotations

import codecs
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dhrcheck.files import FileName, WrongUsage
from dhrcheck.protected.folding import folded

MAX_BYTES = 1_000_000
MAX_LINES = 5_000
"""Lines that hold a name."""
MAX_LENGTH = 200
"""Characters of one line."""
MAX_VARIANTS = 20

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_HOW = "Give a plain text file with one name a line, saved as UTF-8."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: the ways in which one name, date, address or number is written."""

    variants: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProtectedNames:
    """The list. It shows nothing of itself: not in a message, not in a trace."""

    entries: tuple[Entry, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.entries)


def protected_names(lines: Iterable[str]) -> ProtectedNames:
    """The list that these lines give.

    Raises:
        WrongUsage: no line holds a name, or one cannot be used.
    """
    entries: dict[tuple[str, ...], Entry] = {}
    for number, line in enumerate(lines, 1):
        given = _without_comment(line)
        if not given:
            continue
        variants = _variants(given, number)
        entries.setdefault(variants, Entry(variants))
        if len(entries) > MAX_LINES:
            raise WrongUsage(
                f"The list of protected names holds more than {MAX_LINES:,} names. Please keep to the"
                " people of this review."
            )
    if not entries:
        raise WrongUsage(f"The list of protected names is empty: no line holds a name. {_HOW}")
    return ProtectedNames(tuple(entries.values()))


def read_names(path: FileName) -> ProtectedNames:
    """The list in a text file.

    Raises:
        WrongUsage: it cannot be opened, is no plain text, is empty, or a line cannot be used.
    """
    return protected_names(_text(_bytes(Path(path))).splitlines())


def _bytes(path: Path) -> bytes:
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
        content = b"" if is_folder else _beginning(path)
    except FileNotFoundError:
        raise WrongUsage(
            "There is no file of protected names under the name after --names."
        ) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "it is no name of a file"
        raise WrongUsage(f"The list of protected names cannot be opened: {said}.") from None
    if is_folder:
        raise WrongUsage(f"The list of protected names is a folder. {_HOW}")
    if len(content) > MAX_BYTES:
        raise WrongUsage(f"The list of protected names is larger than {MAX_BYTES:,} bytes. {_HOW}")
    return content


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _text(content: bytes) -> str:
    if content.startswith(_OTHER_FILES):
        raise WrongUsage(
            f"The list of protected names is a document, not a plain text file. {_HOW}"
        )
    encoding = "utf-8"
    for mark, name in _BOMS:
        if content.startswith(mark):
            content, encoding = content[len(mark) :], name
            break
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise WrongUsage(
            f"The list of protected names is not saved as UTF-8 (line {number}). Please save it again:"
            " in Notepad, “Save as” with the encoding UTF-8."
        ) from None
    if "\x00" in text:
        raise WrongUsage(f"The list of protected names is not a plain text file. {_HOW}")
    return text


def _without_comment(line: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in line).split())
    if plain.startswith("#"):
        return ""
    return plain.partition(" #")[0].strip()


def _variants(given: str, number: int) -> tuple[str, ...]:
    if len(given) > MAX_LENGTH * (1 + given.count("|")):
        raise WrongUsage(
            f"The list of protected names: line {number} is too long (at most {MAX_LENGTH} characters a"
            " name). Please give one name a line."
        )
    variants = tuple(dict.fromkeys(filter(None, (v.strip(' ,;\t"“”') for v in given.split("|")))))
    if len(variants) > MAX_VARIANTS:
        raise WrongUsage(
            f"The list of protected names: line {number} gives more than {MAX_VARIANTS} variants."
        )
    for variant in variants:
        letters = [c for c in folded(variant) if c.isalnum()]
        if len(letters) < 2 or (len(letters) < 4 and any(c.isdigit() for c in letters)):
            raise WrongUsage(
                f"The list of protected names: line {number} holds a name that is too short to look for"
                " (two letters, or four letters and figures, at least)."
            )
    return variants
