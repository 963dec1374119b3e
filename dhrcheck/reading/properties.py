"""What a file says about itself: by pdfium where it can tell, by pypdf for the rest.

pdfium tells the information entries, language, outline, attachments and restrictions at no cost;
pypdf is loaded for what pdfium has no function for (XMP, actions, form fields).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dhrcheck.reading import pdfium
from dhrcheck.reading.inside import Inside, look_inside
from dhrcheck.reading.model import Properties
from dhrcheck.reading.outline import outline_of
from dhrcheck.reading.share import MOST_LOOKED_AT, without_half_of_the_tags
from dhrcheck.reading.structure import Tags

_INFORMATION = {
    "title": b"Title",
    "author": b"Author",
    "subject": b"Subject",
    "keywords": b"Keywords",
    "creator": b"Creator",
    "producer": b"Producer",
    "created": b"CreationDate",
    "modified": b"ModDate",
}
_MAX_ATTACHMENTS = 1_000
_MAY_PRINT, _MAY_COPY = 1 << 2, 1 << 4
_RESTRICTED = "The file opens without a password, but {what} is restricted."


def properties_of(
    document: int, data: bytes, tags: Tags, active_pages: Sequence[int]
) -> Properties:
    """All properties. ``active_pages`` (from 1) hold annotations that act; pypdf looks at those."""
    inside = look_inside(data, active_pages)
    found = _by_pdfium(document)
    found = replace(
        _with_tags(found, tags),
        entries=inside.entries,
        form_values=inside.form_values,
        portfolio=inside.portfolio,
        actions=inside.actions,
        form_fields=inside.form_fields,
        shows_title=inside.shows_title,
        notes=found.notes + inside.notes,
        complete=inside.complete,
        damaged=inside.damaged,
    )
    return _with_xmp(found, inside)


def properties_by_tags(tags: Tags) -> Properties:
    """What the tags of some pages say, and nothing else."""
    return _with_tags(Properties(), tags)


def _with_tags(found: Properties, tags: Tags) -> Properties:
    told = replace(
        found,
        # A mark that says "tagged" over an empty tree is not enough.
        tagged=tags.elements > 0,
        headings=tuple(tags.headings),
        figures=tags.figures,
        figures_untold=tags.figures_untold,
        alternatives=tuple(tags.alternatives),
        tags_looked_at=min(tags.looked_at, MOST_LOOKED_AT),
    )
    return without_half_of_the_tags(told)


def _by_pdfium(document: int) -> Properties:
    texts: dict[str, Any] = {
        name: pdfium.text_from(pdfium.information, document, key).strip() or None
        for name, key in _INFORMATION.items()
    }
    names = []
    for index in range(min(pdfium.attachment_count(document), _MAX_ATTACHMENTS)):
        attachment = pdfium.attachment(document, index)
        name = pdfium.text_from(pdfium.attachment_name, attachment) if attachment else ""
        names.append(name or "(without a name)")
    encrypted = pdfium.security_revision(document) >= 0
    return Properties(
        **texts,
        language=pdfium.text_from(pdfium.language, document) or None,
        encrypted=encrypted,
        bookmarks=outline_of(document),
        attachments=tuple(names),
        notes=_restrictions(document) if encrypted else (),
    )


def _restrictions(document: int) -> tuple[str, ...]:
    allowed = pdfium.permissions(document)
    forbidden = [
        what
        for what, bit in (("printing", _MAY_PRINT), ("copying", _MAY_COPY))
        if not allowed & bit
    ]
    return (_RESTRICTED.format(what=" and ".join(forbidden)),) if forbidden else ()


def _with_xmp(found: Properties, inside: Inside) -> Properties:
    """The properties with XMP's word where the older information entries say nothing."""
    missing: dict[str, Any] = {}
    for name in ("title", "author", "subject", "keywords", "creator", "producer"):
        if getattr(found, name) is None and inside.xmp.get(name):
            missing[name] = inside.xmp[name]
    return replace(found, **missing)
