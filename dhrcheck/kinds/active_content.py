"""``active-content-absent``: a file that is only pages, without scripts, attachments, forms, media."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dhrcheck.document.passage import clip
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.unread_files import not_all_read
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Box, Evidence, Outcome, Status
from dhrcheck.reading.model import FileReading

_SIGNATURE = "(signature)"
_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ActiveContentAbsent:
    """``annotations``: the kinds of annotation that play or hold something, by their names in PDF,
    each with its name in plain words."""

    annotations: dict[str, str]


class _Found(NamedTuple):
    """One thing found: its group ("scripts and actions"), and what is told of it."""

    group: str
    evidence: Evidence


def run(parameters: ActiveContentAbsent, question: Question) -> Outcome:
    """Fails where a file holds more than pages; a signature field alone is for a person."""
    files = question.submission.files
    found = [
        item
        for number, file in enumerate(files)
        if file.is_open
        for item in _in_file(number, file, parameters.annotations)
    ]
    evidence = tuple(item.evidence for item in found[:_MOST_SHOWN])
    groups: dict[str, int] = {}
    for item in found:
        groups[item.group] = groups.get(item.group, 0) + 1
    said = listed([_counted(count, group) for group, count in groups.items()])
    if any(group != "signature field" for group in groups):
        return Outcome(Status.FAIL, f"More than pages is in the file: {said}.", evidence)
    unread = not_all_read(question.submission, "No script, attachment or form was found.")
    if unread:
        return unread
    if found:
        return Outcome(
            Status.REVIEW,
            f"The file holds {said} and nothing else that acts. Please decide whether the signature"
            " is meant to be published.",
            evidence,
        )
    return Outcome(
        Status.PASS,
        "No script, attachment, form field, sound, film or 3D model was found.",
        tuple(Evidence(number, None) for number in range(len(files))),
    )


def _in_file(number: int, file: FileReading, media: dict[str, str]) -> Iterator[_Found]:
    own = file.properties
    for action in own.actions:
        yield _Found("script or action", Evidence(number, _page_in(action), clip(action)))
    if own.portfolio:
        yield _Found("portfolio of files", Evidence(number, None, "a portfolio of files"))
    for name in own.attachments:
        yield _Found("attached file", Evidence(number, None, clip(f"attached file “{name}”")))
    widgets: dict[str, tuple[int, Box | None]] = {}
    for page in file.pages:
        for note in page.annotations:
            if note.kind == "Widget":
                widgets.setdefault(note.text, (page.number, note.box))
            elif note.kind in media:
                words = media[note.kind]
                yield _Found(words, Evidence(number, page.number, words, note.box))
    for told in own.form_fields:
        # "panel.date (text)": its annotation knows the last part of the name.
        name = told.rpartition(" (")[0].rpartition(".")[2]
        place, box = widgets.get(name, (None, None))
        group = "signature field" if told.endswith(_SIGNATURE) else "form field"
        yield _Found(group, Evidence(number, place, clip(f"form field {told}"), box))
    if widgets and not own.form_fields:
        place, box = next(iter(widgets.values()))
        yield _Found("form field", Evidence(number, place, "a form field", box))


def _page_in(action: str) -> int | None:
    """The page that "JavaScript on page 2" names."""
    words = action.rpartition(" on page ")[2]
    return int(words) if words.isdecimal() else None


def _counted(count: int, group: str) -> str:
    if count == 1:
        return f"one {group}"
    first, _, rest = group.partition(" ")
    if group in ("portfolio of files", "script or action"):
        plural = {"script or action": "scripts or actions"}.get(group, f"{first}s {rest}")
        return f"{count} {plural}"
    return f"{count} {group}s"


KIND = Kind("active-content-absent", ActiveContentAbsent, run, needs_part=False, files_only=True)
