"""Nothing is held against a report on a worn scan because of words that were not made out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dhrcheck.document.flow import build_flow
from dhrcheck.document.furniture import mark_furniture
from dhrcheck.document.model import Submission
from dhrcheck.document.paragraphs import Paragraphs
from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading.model import Line, PageReading
from tests.build import REPORT, expect, review
from tests.page_builder import a_file

RULE = "report-conclusions"
BODY = "# Chronology\nThe police were called twice in the spring.\n[ocr page]\nThe panel met."


def scanned(confidence: float) -> Submission:
    """A report without conclusions, all pages of it recognised with this confidence."""
    made = review({REPORT: BODY})
    file = made.files[0]
    pages = tuple(replace(p, read=ReadAs.OCR, confidence=confidence) for p in file.pages)
    return replace(made, files=(replace(file, pages=pages),))


@pytest.mark.parametrize("confidence", [93.5, 88.0])
def test_what_is_not_found_on_a_worn_scan_is_for_a_person(confidence: float) -> None:
    expect(scanned(confidence), RULE).is_for_a_person(says="worn scan")


def test_what_is_not_found_on_a_clean_scan_is_not_there() -> None:
    expect(scanned(96.0), RULE).fails()


def test_what_is_not_found_in_text_is_not_there() -> None:
    expect(review({REPORT: "# Chronology\nThe police were called twice."}), RULE).fails()


def test_a_footer_that_is_misread_from_page_to_page_is_a_footer() -> None:
    said = ("Adult A DHR 7", "AdultA DHR 8", "Adult ADHR 9", "Adult A. DHR 10")
    file = a_file(*(f"## Part {n}\nThe panel met.\n_{foot}" for n, foot in enumerate(said)))
    read = replace(file, pages=tuple(replace(p, read=ReadAs.OCR) for p in file.pages))
    flow = build_flow((read,))
    marked = mark_furniture(flow.lines, flow.pages)
    assert {ln.text for ln in marked if ln.furniture} >= set(said)


def test_a_sentence_goes_on_over_a_gap_that_was_measured_too_wide() -> None:
    lines = (
        "He has never been employed by any of the",
        "agencies concerned in this review, nor",
        "by their partners.",
    )
    boxes = (Box(72, 100, 500, 109), Box(72, 122, 480, 131), Box(72, 136, 160, 145))
    made = tuple(Line(text, box, 11.0) for text, box in zip(lines, boxes, strict=True))
    for read, whole in ((ReadAs.OCR, True), (ReadAs.TEXT, False)):
        paragraphs = Paragraphs(PageReading(1, 595.0, 842.0, read, made))
        assert paragraphs.opens(made[0], made[1]) is not whole
