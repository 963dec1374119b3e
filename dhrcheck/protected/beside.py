"""What a file holds beside the text of its pages: where names stay behind unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from dhrcheck.document.text import normalise
from dhrcheck.outcome import Box
from dhrcheck.patterns import compiled
from dhrcheck.reading.model import FileReading

_CAMEL = compiled(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})")


class Beside(NamedTuple):
    """A text that a page does not show; ``where`` says what it is ("the bookmarks")."""

    where: str
    page: int | None
    box: Box | None
    text: str


def beside(reading: FileReading) -> Iterator[Beside]:
    """All such texts of a file: its name, properties, bookmarks, tags, attachments, fields, notes."""
    own = reading.properties
    yield Beside("the file's name", None, None, reading.name.rsplit("/", 1)[-1])
    for name in ("title", "author", "subject", "keywords", "creator", "producer"):
        yield Beside(f"the document property “{name}”", None, None, getattr(own, name) or "")
    for _, value in own.entries:
        yield Beside("the document properties", None, None, value)
    for mark in own.bookmarks:
        yield Beside("a bookmark", mark.page, None, mark.title)
        yield Beside("a bookmark", mark.page, None, mark.target)
    for heading in own.headings:
        yield Beside("a heading's tag", heading.page, None, heading.text)
    for number, words in own.alternatives:
        yield Beside("a picture's alternative text", number, None, words)
    for what, texts in (
        ("an attachment's name", own.attachments),
        ("a form field's name", own.form_fields),
        ("what is filled in in a form", own.form_values),
        ("an action", own.actions),
    ):
        for text in texts:
            yield Beside(what, None, None, text)
    for page in reading.pages:
        for note in page.annotations:
            what = "a link" if note.kind == "Link" else "a comment or form field"
            yield Beside(what, page.number, note.box, note.text)
            yield Beside(what, page.number, note.box, note.target)
        yield Beside("a page's label", page.number, None, page.label or "")


def written_ways(text: str) -> tuple[str, ...]:
    """``text`` as it stands, with %20 undone, and with camel case taken apart; each once."""
    plain = normalise(unquote(text)) if text else ""
    if not plain:
        return ()
    return tuple(dict.fromkeys((plain, _CAMEL.sub(" ", plain))))
