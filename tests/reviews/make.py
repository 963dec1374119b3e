"""Makes a fictional review: ``python -m tests.reviews.make --style X --producer Y --defects a,b``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.reviews.content import Document, Review
from tests.reviews.producers import Pages, producer
from tests.reviews.truth import truth_of


def render(review: Review, folder: Path, made_by: str) -> dict:
    """Writes every file of ``review`` to ``folder`` and answers with its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    pages: list[Pages] = []
    for document in review.documents:
        target = folder / f"{document.stem}.pdf"
        pages.append(set_on_pages(document, target, made_by))
    return truth_of(review, pages)


def set_on_pages(document: Document, target: Path, made_by: str) -> Pages:
    """One file; parts that are scanned become pictures afterwards."""
    found = producer(made_by)(document, target)
    scanned = [i for i, part in enumerate(document.parts) if part.scanned]
    if scanned:
        from tests.reviews.producers.scan import scan_pages

        wanted = sorted({n for i in scanned for n in range(found[f"p{i}"], found[f"e{i}"] + 1)})
        scan_pages(target, wanted)
    return found


def renamed(review: Review, stems: tuple[str, ...]) -> Review:
    """The review with its files called ``stems``."""
    documents = tuple(
        replace(d, stem=stem) for d, stem in zip(review.documents, stems, strict=True)
    )
    return replace(review, documents=documents)
