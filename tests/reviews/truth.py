"""The truth of a review that was set on pages: parts, sections, plan cells, letter fields.

Pages come from the producer's own anchors, the rest from the content. Nothing is read from the PDF.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tests.reviews.content import Document, Heading, Para, PlanTable, Review
from tests.reviews.producers import Pages

MOVABLE = ("cover", "contents")
"""Parts that may stand alone or belong to the part after them, as the contract says."""


def truth_of(review: Review, pages: list[Pages]) -> dict[str, Any]:
    """Plain data, ready for YAML or JSON. ``file`` counts from 0, pages from 1.

    Letters that are pictures are left out: without text recognition they have no fields.
    """
    files = list(zip(review.documents, pages, strict=True))
    return {
        "parts": [p for i, (d, g) in enumerate(files) for p in _parts(i, d, g)],
        "sections": [s for i, (d, g) in enumerate(files) for s in _sections(i, d, g)],
        "plan": _plan(review),
        "letters": [
            asdict(p.letter) for p in review.parts("feedback-letter") if p.letter and not p.scanned
        ],
    }


def _parts(file: int, document: Document, pages: Pages) -> list[dict[str, Any]]:
    """Each run of pages; ``first_page_from`` is the earliest page at which it may begin, since
    covers, contents lists and dividers before it may be taken for its own."""
    found: list[dict[str, Any]] = []
    movable_from: int | None = None
    for i, part in enumerate(document.parts):
        first, last = pages[f"p{i}"], pages[f"e{i}"]
        role = part.role
        entry = {
            "part": role,
            "file": file,
            "first_page": first,
            "last_page": last,
            "first_page_from": first if movable_from is None else movable_from,
            "scanned": part.scanned,
            "divider": part.divider,
        }
        goes_on = role in MOVABLE or part.divider
        movable_from = entry["first_page_from"] if goes_on else None
        if part.divider:
            entry["movable"] = True
        found.append(entry)
    return found


def _sections(file: int, document: Document, pages: Pages) -> list[dict[str, Any]]:
    found = []
    for i, part in enumerate(document.parts):
        for j, block in enumerate(part.blocks):
            if isinstance(block, Heading):
                found.append(
                    {
                        "title": block.text,
                        "number": block.number,
                        "level": block.level,
                        "slot": block.slot,
                        "part": part.role,
                        "file": file,
                        "page": pages[f"h{i}x{j}"],
                    }
                )
    return found


def _plan(review: Review) -> list[dict[str, Any]]:
    found = []
    for part in review.parts("action-plan", "executive-summary"):
        for block in part.blocks:
            if isinstance(block, PlanTable):
                headers = {c.kind: c.header for c in block.columns}
                for action in block.actions:
                    kept = [k for k in headers if k not in action.merged]
                    cells = {k: action.cells.get(k, "") for k in kept}
                    found.append({"number": action.number, "group": action.group, "cells": cells})
    return found


def words_of(review: Review, *roles: str) -> str:
    """All paragraphs of the parts with ``roles``, for checks of the content itself."""
    return "\n".join(
        b.text for p in review.parts(*roles) for b in p.blocks if isinstance(b, Para | Heading)
    )
