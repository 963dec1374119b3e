"""Work on the pages of files that were read: pictures of places, and an annotated copy.

The PDFs are opened in a child process with the limits of reading; this one only passes bytes on. What
is made comes back over the pipe and not as files: the child stays forbidden to write any, and nothing
is left behind, however either process ends.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from dhrcheck.outcome import Box, Evidence
from dhrcheck.reading.limits import Limits
from dhrcheck.reading.page_worker import NotMade, PageWorker

__all__ = ["Clip", "NotMade", "Note", "Pages", "clip_around"]

REACH = 42.0
"""Points of the page shown above and below a place: about three lines of text."""
WHOLE_WIDTH = 100_000.0
"""Wider than any page: an area is cut to its page."""

_TALLEST = 340.0


class Clip(NamedTuple):
    """A part of a page to be shown, with places in it marked.

    Points from the top-left of the page as displayed; pages count from 1, files from 0.
    """

    file: int
    page: int
    area: Box
    marks: tuple[Box, ...]


class Note(NamedTuple):
    """A comment for the annotated copy: where, what it is called, what it says, and its kind.

    ``page`` counts from 1; 0 is for what has no page, and stands on the first. Without ``boxes`` it is
    a note at the page's edge. ``kind`` (fail, advised, review, unread, ...) chooses the colour.
    """

    page: int
    boxes: tuple[Box, ...]
    title: str
    text: str
    kind: str


def clip_around(file: int, page: int, boxes: Sequence[Box]) -> Clip:
    """The full width of a page around the first of ``boxes``, those of them that it holds marked."""
    top, bottom = boxes[0].y0 - REACH, boxes[0].y1 + REACH
    for box in boxes[1:]:
        low, high = min(top, box.y0 - REACH), max(bottom, box.y1 + REACH)
        if high - low <= _TALLEST:
            top, bottom = low, high
    marks = tuple(box for box in boxes if box.y0 < bottom and box.y1 > top)
    return Clip(file, page, Box(0.0, max(0.0, top), WHOLE_WIDTH, bottom), marks)


class Pages:
    """The pages of the files that a report is about, at ``paths``, as long as they are as they were.

    ``sha256`` are the digests of the files as read. ``covered`` are the places that no picture shows
    (``Report.covered``); one without a box stands for its whole page. ``timeout`` is seconds for each
    file and kind of work, ``memory_mb`` the memory of the process.

    Use it as a context manager: leaving the block ends the process. It is started when first needed.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        sha256: Sequence[str],
        covered: Sequence[Evidence] = (),
        *,
        timeout: float = 60.0,
        memory_mb: int = 1024,
        limits: Limits | None = None,
    ) -> None:
        self._paths, self._sha256 = tuple(paths), tuple(sha256)
        self._timeout = timeout
        self._worker = PageWorker(memory_mb, limits or Limits())
        self._unseen = {(e.file, e.page) for e in covered if e.page and e.box is None}
        self._paint: dict[int, dict[int, list[Box]]] = {}
        for place in covered:
            if place.page and place.box is not None:
                pages = self._paint.setdefault(place.file, {})
                pages.setdefault(place.page, []).append(place.box)
        self._why: dict[int, str] = {}

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._worker.close()
        self._worker.give_back()

    def why(self, file: int) -> str | None:
        """Why a file's pictures could not be drawn, in one plain sentence; None where they could."""
        return self._why.get(file)

    def is_kept_back(self, file: int, page: int) -> bool:
        """True where a whole page is not shown, since it may hold a protected name unread."""
        return (file, page) in self._unseen

    def pictures(self, clips: Sequence[Clip]) -> tuple[bytes | None, ...]:
        """A PNG for each clip, in their order; None where it cannot, or must not, be drawn."""
        made: list[bytes | None] = [None] * len(clips)
        wanted = [n for n, clip in enumerate(clips) if (clip.file, clip.page) not in self._unseen]
        wanted.sort(key=lambda n: (clips[n].file, clips[n].page))
        for file in dict.fromkeys(clips[n].file for n in wanted):
            own = [n for n in wanted if clips[n].file == file]
            rows = [
                [clips[n].page, list(clips[n].area), [list(m) for m in clips[n].marks]] for n in own
            ]
            drawn, self_why = self._worker.pictures(
                self._paths[file],
                self._sha256[file],
                rows,
                self._painted(file, {clips[n].page for n in own}),
                time.monotonic() + self._timeout,
            )
            if self_why:
                self._why[file] = self_why
            for n, picture in zip(own, drawn):
                made[n] = picture
        return tuple(made)

    def _painted(self, file: int, pages: set[int]) -> list[list[object]]:
        own = self._paint.get(file, {})
        return [[page, [list(box) for box in own[page]]] for page in sorted(pages & own.keys())]

    def annotated(self, file: int, notes: Sequence[Note]) -> bytes:
        """A copy of one file with ``notes`` on it. Raises NotMade where it cannot be copied."""
        return self.annotated_together([(file, notes)])

    def annotated_together(
        self,
        files: Sequence[tuple[int, Sequence[Note]]],
        *,
        names: Sequence[str] = (),
        mark: str = "",
    ) -> bytes:
        """Copies of several files with their notes, one after another in one PDF.

        ``names`` are what the files are called in its bookmarks; ``mark`` is set into its properties.
        Raises NotMade.
        """
        rows = [
            [[n.page, [list(b) for b in n.boxes], n.title, n.text, n.kind] for n in notes]
            for _, notes in files
        ]
        return self._worker.annotated(
            [(self._paths[file], self._sha256[file]) for file, _ in files],
            {"annotate": rows, "names": list(names), "mark": mark},
            self._timeout * max(1, len(files)),
        )
