"""Where parts stand in the files, in plain words and as evidence; for the kinds that ask for parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dhrcheck.document.model import FlowLine, Part, Role, Submission
from dhrcheck.document.passage import clip, page_ranges
from dhrcheck.document.text import fold
from dhrcheck.outcome import Evidence, PageRange


def pages_of(parts: Iterable[Part]) -> tuple[PageRange, ...]:
    """The pages of all ``parts``, sorted, adjacent ones joined."""
    return page_ranges(
        (part.file, page) for part in parts for page in range(part.first_page, part.last_page + 1)
    )


def readable_pages(submission: Submission) -> tuple[PageRange, ...]:
    """Every page that was read: where a rule on the whole submission has looked."""
    return page_ranges((p.file, p.number) for p in submission.pages if not p.read.is_unread)


def where(parts: Iterable[Part], submission: Submission) -> str:
    """ "pages 61 to 63", with file names where there are several files."""
    return in_words(pages_of(parts), submission)


def in_words(ranges: Iterable[PageRange], submission: Submission, most: int = 12) -> str:
    """ "page 3" or "pages 4 to 5, 9 and 20", each file by its name where there are several."""
    by_file: dict[int, list[PageRange]] = {}
    for r in ranges:
        by_file.setdefault(r.file, []).append(r)
    said = []
    for file, found in by_file.items():
        spans = [
            str(r.first_page) if r.first_page == r.last_page else f"{r.first_page} to {r.last_page}"
            for r in found
        ]
        if len(spans) > most:
            spans = [*spans[:most], "others"]
        one = len(found) == 1 and found[0].first_page == found[0].last_page
        words = f"{'page' if one else 'pages'} {listed(spans)}"
        if len(submission.files) > 1:
            words += f" of “{submission.files[file].name}”"
        said.append(words)
    return listed(said)


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1] if words else ""]))


def sentence(text: str) -> str:
    """``text`` with its first letter made a capital; the rest (file names) untouched."""
    return text[:1].upper() + text[1:]


def body_lines(part: Part, submission: Submission) -> list[FlowLine]:
    """The lines of a part, without running headers and contents lines."""
    return [
        line
        for line in submission.flow[part.start : part.end]
        if not line.furniture and not line.contents
    ]


def word_count(part: Part, submission: Submission) -> int:
    """How many words of a part were read."""
    return sum(len(line.text.split()) for line in body_lines(part, submission))


def opening(part: Part, submission: Submission) -> Evidence:
    """The first words of a part, or its first page where nothing on it was read."""
    for line in body_lines(part, submission):
        words = clip(part.title or line.text)
        return Evidence(line.file, line.page, words, line.box, line.read, 100.0)
    return Evidence(part.file, part.first_page, part.title)


def is_unread(part: Part, submission: Submission) -> bool:
    """True where some page of the part could not be read."""
    return any(
        page.read.is_unread
        for page in submission.pages
        if page.file == part.file and part.first_page <= page.number <= part.last_page
    )


def file_words(submission: Submission, files: Iterable[int]) -> str:
    """ "“plan.pdf” and “letter.pdf”"."""
    return listed([f"“{submission.files[i].name}”" for i in sorted(set(files))])


def files_with(submission: Submission, role: Role) -> frozenset[int]:
    """The numbers of the files that hold a part of this role."""
    return frozenset(part.file for part in submission.parts_of(role))


def promised(submission: Submission, *names: str) -> tuple[Evidence, ...]:
    """The entries of contents lists that hold one of ``names`` ("executive summary")."""
    wanted = [f" {fold(name)} " for name in names]
    found = []
    for entry in submission.contents:
        if any(name in f" {fold(entry.title)} " for name in wanted):
            line = submission.flow[entry.line]
            found.append(
                Evidence(line.file, line.page, clip(entry.title), line.box, line.read, 100.0)
            )
    return tuple(found)
