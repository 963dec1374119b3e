"""A look at a file's own objects with pypdf: XMP, actions, form fields.

pypdf raises far more than its own errors on damaged files, so each thing is asked for on its own:
where one fails, the others still count, and a plain note says what could not be read.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dhrcheck.reading.sound import damaged_pages

if TYPE_CHECKING:
    from pypdf import PdfReader

_MUCH_APPENDED = 65_536
_MAX_FIELDS = 2_000
_MAX_NODES = 5_000
_MAX_ENTRIES = 500
_MAX_ENTRY = 1_000
_HARMLESS = (
    *("/GoTo", "/URI", "/Named", "/GoToR", "/Thread", "/GoToE", "/GoTo3DView"),
    *("/SetOCGState", "/Trans"),
)
_ORDINARY = (
    *("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"),
    *("Trapped", "AAPL:Keywords"),
)
_FIELD_KINDS = {"/Tx": "text", "/Btn": "button", "/Ch": "choice", "/Sig": "signature"}
_NOT_READ = "The file's {what} could not be read."
_ALL = "further properties (such as scripts and form fields)"


@dataclass(slots=True)
class Inside:
    """What pypdf found. ``complete`` is False where something could not be read."""

    xmp: dict[str, str] = field(default_factory=dict)
    actions: tuple[str, ...] = ()
    form_fields: tuple[str, ...] = ()
    form_values: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    portfolio: bool = False
    shows_title: bool = False
    damaged: tuple[tuple[int, bool], ...] = ()
    notes: tuple[str, ...] = ()
    complete: bool = True


def look_inside(data: bytes, active_pages: Sequence[int]) -> Inside:
    """Look at the objects of a file. ``active_pages`` (from 1) hold annotations that act."""
    inside = Inside()
    reader = _tried(inside, _ALL, lambda: _open(data))
    root = _tried(inside, _ALL, lambda: reader.root_object) if reader else None
    if reader is None or root is None:
        return inside
    inside.xmp = _tried(inside, "XMP description", lambda: _xmp(reader)) or {}
    inside.shows_title = bool(_tried(inside, "display settings", lambda: _shows_title(root)))
    inside.entries = tuple(
        [
            *(_tried(inside, "further properties", lambda: list(_information(reader))) or []),
            *(_tried(inside, "XMP description", lambda: list(_xmp_entries(reader))) or []),
        ][:_MAX_ENTRIES]
    )
    fields = _tried(inside, "form fields", lambda: list(_form_fields(root))) or []
    inside.form_fields = tuple(name for name, _ in fields)
    inside.form_values = tuple(value for _, value in fields if value)
    inside.portfolio = bool(_tried(inside, "list of files", lambda: "/Collection" in root))
    named = _tried(inside, "scripts", lambda: list(_document_actions(root))) or []
    named += _tried(inside, "bookmarks", lambda: list(_outline_actions(root))) or []
    paged = _tried(inside, "page actions", lambda: list(_page_actions(reader, active_pages))) or []
    inside.actions = tuple(dict.fromkeys([*named, *paged]))
    inside.damaged = tuple(_tried(inside, "pages", lambda: list(damaged_pages(reader))) or ())
    return inside


def _tried(inside: Inside, what: str, look: Callable[[], Any]) -> Any:
    try:
        return look()
    except MemoryError:
        raise
    except Exception:
        note = _NOT_READ.format(what=what)
        if note not in inside.notes:
            inside.notes += (note,)
        inside.complete = False
        return None


def _open(data: bytes) -> PdfReader:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    # pypdf looks for the end of the file backwards, byte by byte: spare it what is appended there.
    end = data.rfind(b"%%EOF") + len(b"%%EOF")
    if len(b"%%EOF") < end < len(data) - _MUCH_APPENDED:
        data = data[:end]
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    return reader


def _xmp(reader: PdfReader) -> dict[str, str]:
    xmp = reader.xmp_metadata
    if xmp is None:
        return {}
    found = {
        "title": _first(xmp.dc_title),
        "author": "; ".join(str(name) for name in xmp.dc_creator or ()),
        "subject": _first(xmp.dc_description),
        "keywords": xmp.pdf_keywords or "",
        "creator": xmp.xmp_creator_tool or "",
        "producer": xmp.pdf_producer or "",
    }
    return {name: str(text).strip() for name, text in found.items() if text}


def _first(by_language: Any) -> str:
    if not by_language:
        return ""
    return str(by_language.get("x-default") or next(iter(by_language.values())))


def _information(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """The entries that a producer or an office program added to the usual ones (Company)."""
    for name, value in (reader.metadata or {}).items():
        text = _resolved(value)
        if isinstance(text, str) and text.strip() and name.lstrip("/") not in _ORDINARY:
            yield name.lstrip("/"), text.strip()[:_MAX_ENTRY]


def _xmp_entries(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Every text of the XMP description with the name of what holds it, its history too."""
    xmp = reader.xmp_metadata
    waiting: list[Any] = [xmp.rdf_root] if xmp is not None else []
    seen = 0
    while waiting and seen < _MAX_NODES:
        node = waiting.pop()
        seen += 1
        name = _name_in_xmp(node)
        for key, value in (node.attributes or {}).items() if node.nodeType == 1 else ():
            if not key.startswith(("xmlns", "rdf:", "xml:")) and len(value.strip()) > 2:
                yield key.rpartition(":")[2], value.strip()[:_MAX_ENTRY]
        text = "".join(c.data for c in node.childNodes if c.nodeType in (3, 4)).strip()
        if name and len(text) > 2:
            yield name, text[:_MAX_ENTRY]
        waiting.extend(c for c in reversed(node.childNodes) if c.nodeType == 1)


def _name_in_xmp(node: Any) -> str:
    """The name of an element; a list's items have that of the list."""
    for _ in range(3):
        name = str(node.localName or "")
        if name not in ("li", "Alt", "Seq", "Bag") or node.parentNode is None:
            return name
        node = node.parentNode
    return str(node.localName or "")


def _shows_title(root: Any) -> bool:
    preferences: Any = _resolved(root.get("/ViewerPreferences"))
    return _is_dictionary(preferences) and bool(_resolved(preferences.get("/DisplayDocTitle")))


def _form_fields(root: Any) -> Iterator[tuple[str, str]]:
    """The fields of a form, each with its kind, and what is filled in."""
    form = _resolved(root.get("/AcroForm"))
    if not _is_dictionary(form):
        return
    if "/XFA" in form:
        yield "XFA form", ""
    seen: set[int] = set()
    waiting = [(each, "", "") for each in reversed(_items(form.get("/Fields")))]
    while waiting and len(seen) < _MAX_FIELDS:
        reference, above, kind = waiting.pop()
        each = _resolved(reference)
        if not _is_dictionary(each) or id(each) in seen:
            continue
        seen.add(id(each))
        kind = str(each.get("/FT") or kind)
        own = str(each.get("/T") or "")
        name = ".".join(part for part in (above, own) if part)
        below = [kid for kid in _items(each.get("/Kids")) if "/T" in (_resolved(kid) or {})]
        if below:
            waiting.extend((kid, name, kind) for kid in reversed(below))
        else:
            value = _resolved(each.get("/V"))
            filled = (
                value.strip()[:_MAX_ENTRY] if type(value).__name__ == "TextStringObject" else ""
            )
            yield f"{name or '(without a name)'} ({_FIELD_KINDS.get(kind, 'field')})", filled


def _document_actions(root: Any) -> Iterator[str]:
    yield from _named(root.get("/OpenAction"), "when the document opens")
    for action in _values(root.get("/AA")):
        yield from _named(action, "when the document is closed, saved or printed")
    names = _resolved(root.get("/Names"))
    scripts: Any = _resolved(names.get("/JavaScript")) if _is_dictionary(names) else None
    if _is_dictionary(scripts) and (_items(scripts.get("/Names")) or _items(scripts.get("/Kids"))):
        yield "JavaScript when the document opens"


def _outline_actions(root: Any) -> Iterator[str]:
    outline = _resolved(root.get("/Outlines"))
    waiting = [outline.get("/First")] if _is_dictionary(outline) else []
    seen: set[int] = set()
    while waiting and len(seen) < _MAX_NODES:
        entry = _resolved(waiting.pop())
        if not _is_dictionary(entry) or id(entry) in seen:
            continue
        seen.add(id(entry))
        yield from _named(entry.get("/A"), "in a bookmark")
        waiting += [entry.get("/Next"), entry.get("/First")]


def _page_actions(reader: PdfReader, active_pages: Sequence[int]) -> Iterator[str]:
    active = set(active_pages)
    for number, page in enumerate(reader.pages, 1):
        for action in _values(page.get("/AA")):
            yield from _named(action, f"on page {number}")
        for annotation in _items(page.get("/Annots")) if number in active else ():
            entry = _resolved(annotation)
            if not _is_dictionary(entry):
                continue
            for action in (entry.get("/A"), *_values(entry.get("/AA"))):
                yield from _named(action, f"on page {number}")


def _named(action: Any, where: str) -> Iterator[str]:
    """The kinds of an action and of those that follow it, but for those that only lead somewhere."""
    waiting, seen = [action], 0
    while waiting and seen < 50:
        seen += 1
        entry = _resolved(waiting.pop())
        if not _is_dictionary(entry):
            continue
        kind = str(_resolved(entry.get("/S")) or "")
        if kind and kind not in _HARMLESS:
            yield f"{kind.lstrip('/')} {where}"
        following = _resolved(entry.get("/Next"))
        waiting.extend(following if isinstance(following, list) else [following])


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _is_dictionary(value: Any) -> bool:
    return isinstance(value, dict)


def _items(value: Any) -> list[Any]:
    items = _resolved(value)
    return list(items)[:_MAX_NODES] if isinstance(items, list) else []


def _values(value: Any) -> list[Any]:
    entries = _resolved(value)
    return list(entries.values())[:_MAX_NODES] if isinstance(entries, dict) else []
