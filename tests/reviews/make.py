"""Makes a fictional review: ``python -m tests.reviews.make --style X --producer Y --defects a,b``."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from tests.reviews.compose import compose
from tests.reviews.content import Document, Review
from tests.reviews.defect_tools import words_of
from tests.reviews.defects import DEFECTS, put_in
from tests.reviews.expectations import at_submission, of_review
from tests.reviews.finishing import places_of
from tests.reviews.producers import Pages, producer
from tests.reviews.prose import case
from tests.reviews.styles import style
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


def finished(
    review: Review, files: list[Path], truth: dict[str, Any]
) -> dict[str, list[tuple[int, int]]]:
    """Does the defects' last steps on the files (adding those that they add to ``files``), and tells
    where the evidence of each rule must stand, as far as it is known: (file from 0, page from 1)."""
    found: dict[str, list[tuple[int, int]]] = {}
    words = words_of(review)
    for name in review.defects:
        defect = DEFECTS[name]
        if defect.shows:
            found[defect.rule] = places_of(defect.shows.format_map(words), files)
        if defect.finish:
            found[defect.rule] = defect.finish(files, truth)
    return {rule: places for rule, places in found.items() if places}


def renamed(review: Review, stems: tuple[str, ...]) -> Review:
    """The review with its files called ``stems``."""
    documents = tuple(
        replace(d, stem=stem) for d, stem in zip(review.documents, stems, strict=True)
    )
    return replace(review, documents=documents)


def made(
    style_name: str, case_key: str, made_by: str, defects: list[str], folder: Path
) -> dict[str, Any]:
    """Makes one review with its truth and expected results; the answer is plain data."""
    chosen, told = style(style_name), case(case_key)
    review = put_in(compose(told, chosen), defects)
    truth = render(review, folder, made_by)
    results = of_review(review, told, chosen, made_by)
    files = [folder / f"{d.stem}.pdf" for d in review.documents]
    truth["evidence"] = finished(review, files, truth)
    truth["files"] = [file.name for file in files]
    truth["results"] = {rule: list(statuses) for rule, statuses in results.items()}
    asked = at_submission(review, told, chosen)
    truth["submission"] = {rule: list(statuses) for rule, statuses in asked.items()}
    truth["names"] = [name for key in defects for name in DEFECTS[key].names]
    truth["made"] = {
        "style": style_name,
        "case": case_key,
        "producer": made_by,
        "defects": list(defects),
    }
    return truth


def main(words: list[str] | None = None) -> None:
    """The command line."""
    parser = ArgumentParser(description="Makes a fictional review with its truth (truth.yaml).")
    parser.add_argument("--style", required=True, help="one of tests/reviews/styles")
    parser.add_argument("--case", default="northmere", help="one of tests/reviews/cases")
    parser.add_argument(
        "--producer", default="libreoffice", help="libreoffice, chromium, reportlab"
    )
    parser.add_argument(
        "--defects", default="", help="names of tests/reviews/defects.py, by commas"
    )
    parser.add_argument("--out", required=True, type=Path, help="folder for the files")
    asked = parser.parse_args(words)
    defects = [d for d in asked.defects.split(",") if d]
    truth = made(asked.style, asked.case, asked.producer, defects, asked.out)
    text = yaml.safe_dump(truth, sort_keys=False, allow_unicode=True, width=100)
    (asked.out / "truth.yaml").write_text(text, encoding="utf-8")
    print(", ".join(truth["files"]))


if __name__ == "__main__":
    main()
