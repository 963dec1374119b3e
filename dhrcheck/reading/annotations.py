"""Links, comments, stamps and form fields on a page, as pdfium gives them."""

from __future__ import annotations

import ctypes
import re

from dhrcheck.outcome import Box
from dhrcheck.reading import pdfium
from dhrcheck.reading.model import Link
from dhrcheck.reading.turn import Turn

# In pdfium's order, from 0.
_KINDS = (
    "Unknown Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly "
    "StrikeOut Stamp Caret Ink Popup FileAttachment Sound Movie Widget Screen PrinterMark TrapNet "
    "Watermark 3D RichMedia XFAWidget Redact"
).split()
_ACTION_PAGE, _ACTION_OTHER_FILE, _ACTION_ADDRESS, _ACTION_LAUNCH = 1, 2, 3, 4
_HARMLESS = (_ACTION_PAGE, _ACTION_ADDRESS)
_MAX_ANNOTATIONS = 5_000


def annotations_of(document: int, page: int, turn: Turn) -> tuple[tuple[Link, ...], bool]:
    """A page's annotations, and whether any does more than lead to a page or a web address.

    A pop-up that belongs to another annotation is left out: it only shows that one's text.
    """
    found, active = [], False
    for index in range(min(pdfium.annotation_count(page), _MAX_ANNOTATIONS)):
        annotation = pdfium.open_annotation(page, index)
        if not annotation:
            continue
        try:
            link, acts = _annotation(document, annotation, turn)
        finally:
            pdfium.close_annotation(annotation)
        active = active or acts
        if link:
            found.append(link)
    return tuple(found), active


def _annotation(document: int, annotation: int, turn: Turn) -> tuple[Link | None, bool]:
    number = pdfium.annotation_kind(annotation)
    kind = _KINDS[number] if 0 <= number < len(_KINDS) else _KINDS[0]
    if kind == "Popup" and pdfium.annotation_has(annotation, b"Parent"):
        return None, False
    target, acts = "", False
    if kind == "Link":
        target, acts = _target(document, annotation)
    elif pdfium.annotation_has(annotation, b"A"):
        acts = True
    acts = acts or bool(pdfium.annotation_has(annotation, b"AA"))
    # A form field's name stands where another annotation has its words.
    key = b"T" if kind == "Widget" else b"Contents"
    text = pdfium.text_from(pdfium.annotation_text, annotation, key)
    if kind == "Stamp" and not text.strip():
        text = _stamp_words(pdfium.text_from(pdfium.annotation_text, annotation, b"Name"))
    return Link(kind, _box(annotation, turn), text, target), acts


def _stamp_words(name: str) -> str:
    """What a stamp of the usual kinds shows: "Not For Public Release" for /NotForPublicRelease."""
    bare = re.sub(r"^#?(?:SB|SH|DS)(?=[A-Z])", "", name)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare)


def _box(annotation: int, turn: Turn) -> Box | None:
    rect = pdfium.Rect()
    if not pdfium.annotation_rect(annotation, ctypes.byref(rect)):
        return None
    left, right = sorted((rect.left, rect.right))
    bottom, top = sorted((rect.bottom, rect.top))
    return turn.box(left, bottom, right, top)


def _target(document: int, annotation: int) -> tuple[str, bool]:
    """Where a link leads, in words or as its address, and whether it does anything more."""
    link = pdfium.annotation_link(annotation)
    action = pdfium.link_action(link) if link else 0
    if not action:
        target = pdfium.link_target(document, link) if link else 0
        return _page(document, target), False
    kind = pdfium.action_kind(action)
    if kind in (_ACTION_ADDRESS, _ACTION_OTHER_FILE, _ACTION_LAUNCH):
        return address_of(document, action), kind == _ACTION_LAUNCH
    return _page(document, pdfium.action_target(document, action)), kind not in _HARMLESS


def address_of(document: int, action: int) -> str:
    """The web address or file that an action leads to; empty where it leads to neither."""
    kind = pdfium.action_kind(action)
    if kind == _ACTION_ADDRESS:
        return _bytes_from(pdfium.action_address, document, action)
    if kind in (_ACTION_OTHER_FILE, _ACTION_LAUNCH):
        return _bytes_from(pdfium.action_file, action)
    return ""


def _page(document: int, target: int) -> str:
    if not target:
        return ""
    index = pdfium.page_of_target(document, target)
    return f"page {index + 1}" if index >= 0 else ""


def _bytes_from(call: pdfium.Call, *arguments: int) -> str:
    length = min(call(*arguments, None, 0), 65_536)
    if length <= 1:
        return ""
    buffer = ctypes.create_string_buffer(length)
    call(*arguments, buffer, length)
    return buffer.value.decode("utf-8", "replace")
