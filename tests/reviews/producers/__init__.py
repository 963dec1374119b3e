"""Sets a document on pages. Each producer answers with the page of every anchor (see ``content``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.reviews.content import Document

Pages = dict[str, int]
"""Anchor name to page, from 1."""


def producer(name: str) -> Callable[[Document, Path], Pages]:
    """The producer called ``name``: libreoffice, chromium, reportlab, or ``scan-`` before one."""
    if name.startswith("scan-"):
        from tests.reviews.producers.scan import scanned

        return scanned(producer(name.removeprefix("scan-")))
    if name == "libreoffice":
        from tests.reviews.producers.libreoffice import produce
    elif name == "chromium":
        from tests.reviews.producers.chromium import produce
    elif name == "reportlab":
        from tests.reviews.producers.paper import produce
    else:
        raise ValueError(f"no producer called {name!r}")
    return produce
