"""The picture of a submission as JSON: what the rules look at.

Keys are the names of the types in ``dhrcheck/document/model.py``; offsets into the text, which mean
nothing outside one run, are left out. Keys may be added, never removed or changed in meaning.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from dhrcheck.document.model import DateMention, Page, PartialDate, Section, Submission, TableRef
from dhrcheck.document.passage import clip
from dhrcheck.outcome import Box
from dhrcheck.output import Look
from dhrcheck.output.json_report import SCHEMA_VERSION, box_data, file_data, number, serialise
from dhrcheck.version import __version__

_OFFSETS = frozenset({"start", "end", "body", "line", "end_line", "first_line"})


def render(submission: Submission, look: Look) -> str:
    """The picture as JSON text with a newline at its end."""
    return serialise(as_data(submission))


def as_data(submission: Submission) -> dict[str, Any]:
    """The picture as one object; pages count from 1, files from 0, boxes in points from top-left."""
    wrong_kind = submission.not_a_review
    picture = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "dhrcheck", "version": __version__},
        "not_a_review": None if wrong_kind is None else wrong_kind.sentence,
        "files": [file_data(f) for f in submission.files],
        "pages": [_page(p, submission) for p in submission.pages],
        "languages": [
            {**_plain(pages), "language": language} for pages, language in submission.languages
        ],
        "parts": [{"part": p.role.value, **_fields(p, {"role"})} for p in submission.parts],
        "contents": [_plain(c) for c in submission.contents],
        "sections": [_section(s, submission) for s in submission.sections],
        "tables": [_table(t) for t in submission.tables],
        "plan": _plain(submission.plan),
        "letters": [_plain(letter) for letter in submission.letters],
        "facts": _plain(submission.facts),
    }
    _show_boxes(picture, submission)
    return picture


def _show_boxes(value: Any, submission: Submission) -> None:
    """Puts the box of everything that stands on a page there as the page is displayed.

    Pages read by text recognition are laid straight for the rules.
    """
    if isinstance(value, list):
        for item in value:
            _show_boxes(item, submission)
    elif isinstance(value, dict):
        box, file, page = value.get("box"), value.get("file"), value.get("page")
        if isinstance(box, list) and isinstance(file, int) and isinstance(page, int):
            pages = submission.files[file].pages
            if "read" in value and 0 < page <= len(pages):
                value["read"] = pages[page - 1].read.value
            value["box"] = box_data(submission.shown_box(file, page, Box(*box)))
        for item in value.values():
            _show_boxes(item, submission)


def _page(page: Page, submission: Submission) -> dict[str, Any]:
    return {
        "file": page.file,
        "page": page.number,
        "width": number(page.width, 2),
        "height": number(page.height, 2),
        "read": page.read.value,
        "parts": [
            p.role.value
            for p in submission.parts
            if p.file == page.file and p.first_page <= page.number <= p.last_page
        ],
    }


def _section(section: Section, submission: Submission) -> dict[str, Any]:
    last = submission.flow[section.end - 1].page if section.end > section.start else section.page
    return {**_fields(section), "last_page": last}


def _table(table: TableRef) -> dict[str, Any]:
    return {
        "file": table.file,
        "page": table.page,
        "rows": table.rows,
        "columns": table.columns,
        "box": box_data(table.box),
    }


def _fields(value: Any, without: set[str] | None = None) -> dict[str, Any]:
    hidden = _OFFSETS | (without or set())
    return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name not in hidden}


def _plain(value: Any) -> Any:
    """``value`` as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Box):
        return box_data(value)
    if isinstance(value, DateMention):
        return {"text": value.text, **_plain(value.when), "place": _plain(value.place)}
    if isinstance(value, PartialDate):
        return {"earliest": _plain(value.earliest()), "latest": _plain(value.latest())}
    if is_dataclass(value):
        plain = _fields(value)
        if isinstance(plain.get("quote"), str):
            plain["quote"] = clip(plain["quote"])
        return plain
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(_plain(k)): _plain(v) for k, v in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return number(value, 2)
    return value if isinstance(value, (str, int, bool)) or value is None else str(value)
