"""Which files are one review: every file by itself, every sub-folder, or as their names tell.

Nothing is opened here: what a file is called and where it lies decides, and the sentence says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import regex

from dhrcheck.triage.gathering import Folder, Gathered

MOST_PARTS = 8
"""More PDF files than this in one folder are not taken for the parts of one review."""

_PARTS = {
    "letter": "letter feedback qap qa response",
    "summary": "executive exec summary es",
    "plan": "action plan actions",
    "appendix": "appendix appendices annex annexe annexes glossary chronology terms",
    "report": "overview report review full main dhr doarr dardr",
}
"""Words in file names that tell which part of a review a file is, the more telling parts first."""

_SAYS_LITTLE = frozenset(
    "the of and for a in to final draft redacted anonymised version copy published publication home "
    "office domestic homicide abuse related death pdf web accessible signed combined panel board "
    "quality assurance csp reference".split()
)
_WORDS = regex.compile(r"\p{L}+")


class Group(str, Enum):
    """What makes up one review."""

    AUTO = "auto"
    FOLDER = "folder"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class ReviewFiles:
    """The files of one review; ``name`` is shown, and is unlike that of any other review of the run."""

    name: str
    paths: tuple[Path, ...]


def grouped(gathered: Gathered, group: Group) -> tuple[tuple[ReviewFiles, ...], str]:
    """The reviews among the files, in the order found, and a sentence on how they were told apart."""
    found = [r for folder in gathered.folders for r in _split(folder, group, gathered, top=True)]
    found += _loose(gathered, group)
    reviews = tuple(_each_name_once(found))
    return reviews, _explained(reviews, group)


def _split(folder: Folder, group: Group, gathered: Gathered, *, top: bool) -> Iterator[ReviewFiles]:
    files = folder.all_files()
    if group is Group.FOLDER:
        # Files beside sub-folders, in the folder that was named, are no part of any of them.
        whole = bool(folder.files) and not (top and folder.folders)
    else:
        whole = group is Group.AUTO and is_one_review(files, flat=top)
    if whole:
        yield ReviewFiles(gathered.shown(folder.path), _report_first(files))
        return
    yield from (ReviewFiles(gathered.shown(path), (path,)) for path in folder.files)
    for below in folder.folders:
        yield from _split(below, group, gathered, top=False)


def _loose(gathered: Gathered, group: Group) -> Iterator[ReviewFiles]:
    files = gathered.files
    if group is Group.AUTO and is_one_review(files, flat=True):
        yield ReviewFiles(gathered.shown(files[0]), _report_first(files))
    elif group is Group.FOLDER:
        parents = dict.fromkeys(path.parent for path in files)
        for parent in parents:
            yield ReviewFiles(
                gathered.shown(parent), tuple(path for path in files if path.parent == parent)
            )
    else:
        yield from (ReviewFiles(gathered.shown(path), (path,)) for path in files)


def is_one_review(files: Sequence[Path], *, flat: bool) -> bool:
    """True where the names say that the files are parts of one review: report, plan, letter.

    ``flat`` asks more: in a folder that may hold many reviews, the names must also agree in what
    else they say.
    """
    if not 2 <= len(files) <= MOST_PARTS:
        return False
    words = [_WORDS.findall(path.stem.casefold()) for path in files]
    parts = [_part(each) for each in words]
    told = [part for part in parts if part not in ("appendix", "")]
    if parts.count("") > 1 or len(set(told)) < len(told) or set(parts) <= {"report", ""}:
        return False
    if "report" in parts and "" in parts:
        return False
    return not flat or _agree(words)


def _part(words: Sequence[str]) -> str:
    for part, telling in _PARTS.items():
        if not set(telling.split()).isdisjoint(words):
            return part
    return ""


def _report_first(files: Sequence[Path]) -> tuple[Path, ...]:
    """The files as a reader would lay them: report, summary, plan, letter, appendices."""
    order = ("report", "", "summary", "plan", "letter", "appendix")
    return tuple(sorted(files, key=lambda f: order.index(_part(_WORDS.findall(f.stem.casefold())))))


def _agree(names: Sequence[Sequence[str]]) -> bool:
    """True where no two names speak of different things ("Anna report", "Bella action plan")."""
    telling = {word for words in _PARTS.values() for word in words.split()} | _SAYS_LITTLE
    subjects = [own for words in names if (own := set(words) - telling)]
    return not subjects or bool(set.intersection(*subjects))


def _each_name_once(reviews: Sequence[ReviewFiles]) -> Iterator[ReviewFiles]:
    seen: dict[str, int] = {}
    for review in reviews:
        seen[review.name] = times = seen.get(review.name, 0) + 1
        yield review if times == 1 else ReviewFiles(f"{review.name} ({times})", review.paths)


def _explained(reviews: Sequence[ReviewFiles], group: Group) -> str:
    if group is Group.FILE:
        return "Every PDF file was taken as a review of its own (--group file)."
    if group is Group.FOLDER:
        return "Every folder with PDF files was taken as one review (--group folder)."
    several = sum(len(r.paths) > 1 for r in reviews)
    single = len(reviews) - several
    change = " --group folder or --group file decides otherwise."
    if not several:
        why = "names do not say that several are parts of one review"
        if single == 1:
            return "The one PDF file was taken as a review."
        return f"Each of the {single:,} PDF files was taken as a review of its own: their {why}.{change}"
    folders = "1 folder was" if several == 1 else f"{several:,} folders were each"
    said = (
        f"{folders} taken as one review, because the file names in it are those of a review's parts "
        "(report, summary, action plan, letter)"
    )
    if single:
        said += f"; {single:,} other PDF {'file was' if single == 1 else 'files were each'} "
        said += "taken as a review of its own"
    return said + "." + change
