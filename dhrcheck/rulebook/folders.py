"""Where rule files are found: the installed package, and folders that a user names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dhrcheck.rulebook.problems import Problems
from dhrcheck.rulebook.yaml_source import MAX_BYTES, decode

if TYPE_CHECKING:
    from importlib.abc import Traversable

MAX_FILES = 2_000
"""Most rule files in one folder of a user."""
MAX_TOTAL = 20_000_000
"""Most bytes of all rule files of one folder together."""
MAX_ENTRIES = 20_000
"""Most files and folders of any kind that are looked at in search of rule files."""
MAX_LEVELS = 8
"""Levels of folders below a user's folder in which rule files are looked for."""
ENDINGS = (".yaml", ".yml")
VOCABULARY = "vocabulary"
CATALOGUE = "catalogue.yaml"


@dataclass(frozen=True, slots=True)
class RuleText:
    """One file: its name for messages, its place within its folder, and its text (None: unusable)."""

    name: str
    place: str
    text: str | None
    path: Path | None

    @property
    def stem(self) -> str:
        """The file's name without its ending: the id of the rule in it."""
        return self.place.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def is_vocabulary(self) -> bool:
        """True for a file of words, false for a rule."""
        return self.place.split("/")[0] == VOCABULARY


def packaged() -> Traversable:
    """The folder of the rules that are installed with the program."""
    from importlib.resources import files

    return files("dhrcheck.rules")


def packaged_files(problems: Problems, *, vocabulary: bool) -> list[RuleText]:
    """The installed rule files (or those of the vocabulary), by family and name."""
    found: list[RuleText] = []
    for folder in sorted(packaged().iterdir(), key=lambda f: f.name):
        if not _is_folder_name(folder.name) or (folder.name == VOCABULARY) != vocabulary:
            continue
        if not folder.is_dir():
            continue
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.name.endswith(ENDINGS) and not file.name.startswith("."):
                place = f"{folder.name}/{file.name}"
                path = file if isinstance(file, Path) else None
                name = f"rules/{place}"
                text = decode(file.read_bytes(), name, problems)
                found.append(RuleText(name, place, text, path))
    return found


def _is_folder_name(name: str) -> bool:
    return "." not in name and not name.startswith("_")


def own_files(folder: Path, problems: Problems, *, vocabulary: bool) -> list[RuleText]:
    """The rule files (or those of the vocabulary) of a user's folder and the folders in it.

    A link that leads out of the folder is refused, and so is what is no ordinary file.
    """
    if not folder.is_dir():
        said = "is a file, and a folder is wanted" if folder.exists() else "there is no such folder"
        problems.add(str(folder), 0, 0, "", said)
        return []
    found: list[RuleText] = []
    total = 0
    for path in _yaml_below(folder, problems):
        file = read_file(path, path.relative_to(folder).as_posix(), problems, within=folder)
        total += len(file.text or "")
        if total > MAX_TOTAL:
            problems.add(
                str(folder), 0, 0, "", f"holds rule files of more than {MAX_TOTAL:,} bytes"
            )
            return []
        found.append(file)
    return [f for f in found if f.is_vocabulary == vocabulary]


def _yaml_below(folder: Path, problems: Problems) -> Iterator[Path]:
    count = entries = 0
    top = len(folder.parts)
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        entries += len(folders) + len(names)
        if entries > MAX_ENTRIES:
            # Somebody's whole disk, say: looking on would take for ever.
            said = f"holds more than {MAX_ENTRIES:,} files; name the folder of the rules alone"
            problems.add(str(folder), 0, 0, "", said)
            return
        if len(Path(here).parts) - top >= MAX_LEVELS:
            folders.clear()
        for linked in [f for f in folders if (Path(here) / f).is_symlink()]:
            folders.remove(linked)
            problems.add(
                str(Path(here) / linked), 0, 0, "", "is a link to a folder; links are not followed"
            )
        for name in sorted(names):
            if name.endswith(ENDINGS) and not name.startswith("."):
                count += 1
                if count > MAX_FILES:
                    problems.add(str(folder), 0, 0, "", f"holds more than {MAX_FILES} rule files")
                    return
                yield Path(here) / name


def read_file(
    path: Path, place: str, problems: Problems, *, within: Path | None = None
) -> RuleText:
    """One file of a user. Anything but an ordinary file of fair size is a problem, not an error."""
    name = str(path)
    unusable = RuleText(name, place, None, path)
    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            problems.add(name, 0, 0, "", "is a link that leads out of its folder")
            return unusable
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            problems.add(name, 0, 0, "", "is not an ordinary file")
            return unusable
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as wrong:
        said = getattr(wrong, "strerror", None) or type(wrong).__name__
        problems.add(name, 0, 0, "", f"cannot be read ({said})")
        return unusable
    return RuleText(name, place, decode(data, name, problems), path)


def digest(files: Sequence[RuleText], own: Sequence[RuleText] = ()) -> str:
    """The SHA-256 over names within their folder and texts, whatever their order and line ends."""
    parts = sorted(
        [(f"rules/{f.place}", f.text or "") for f in files]
        + [(f"own/{f.place}", f.text or "") for f in own]
    )
    total = sha256()
    for place, text in parts:
        data = text.encode("utf-8")
        total.update(f"{place}\n{len(data)}\n".encode())
        total.update(data)
    return total.hexdigest()


def rule_words() -> str:
    """The text of all standard rules and words, as it is written."""
    problems = Problems()
    files = [
        *packaged_files(problems, vocabulary=False),
        *packaged_files(problems, vocabulary=True),
    ]
    return "\n".join(file.text for file in files if file.text)
