"""Labels and markings that must not be left on covers, running lines, watermarks and stamps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dhrcheck.document.model import Submission
from dhrcheck.document.understand import understand
from dhrcheck.outcome import Box
from dhrcheck.reading.model import FileReading, Line
from dhrcheck.reading.reader import Reader
from tests.build import COVER, REPORT, bundle, expect, pdf, review, words
from tests.page_builder import a_file

THREE = "One.\n[page]\nTwo.\n[page]\nThree."
BODY = "# Introduction\nThe panel met four times, and thought about what was known at the time."


def _with_line(file: FileReading, line: Line, *pages: int) -> Submission:
    """The file with a line more on these pages (all where none is named)."""
    changed = tuple(
        replace(p, lines=(*p.lines, line)) if not pages or p.number in pages else p
        for p in file.pages
    )
    return understand((replace(file, pages=changed),), words())


def _aslant(text: str) -> Line:
    return Line(text, Box(100, 200, 460, 600), 80.0, upright=False)


# --- watermarks


def test_a_watermark_written_aslant_is_found() -> None:
    file = a_file(BODY, BODY, BODY)
    expect(_with_line(file, _aslant("DRAFT")), "file-no-draft-marks").fails(says="in a watermark")
    expect(_with_line(file, _aslant("CONFIDENTIAL")), "file-no-protective-marking").fails(page=1)


def test_one_page_with_an_aslant_marking_is_enough() -> None:
    marked = _with_line(a_file(BODY, BODY, BODY), _aslant("NOT FOR PUBLICATION"), 2)
    expect(marked, "file-no-protective-marking").fails(page=2)


def test_large_letters_across_several_pages_are_a_watermark() -> None:
    large = Line("RESTRICTED", Box(74, 377, 519, 437), 60.0)
    marked = _with_line(a_file(BODY, BODY, BODY), large, 2, 3)
    expect(marked, "file-no-protective-marking").fails(page=2, says="pages 2 to 3")


def test_text_on_its_side_that_is_no_marking_is_fine() -> None:
    file = a_file(BODY, BODY, BODY)
    aside = Line("Confidential helpline numbers", Box(20, 200, 32, 400), 9.0, upright=False)
    expect(_with_line(file, aside), "file-no-protective-marking").passes()
    expect(_with_line(file, aside), "file-no-draft-marks").passes()


# --- markings on one page, or over two lines


def test_a_marking_on_one_odd_page_is_found() -> None:
    odd = Line("OFFICIAL-SENSITIVE", Box(240, 30, 350, 42), 10.0)
    marked = _with_line(a_file(BODY, BODY, BODY), odd, 3)
    expect(marked, "file-no-protective-marking").fails(page=3)


def test_prose_that_begins_a_page_is_no_marking() -> None:
    prose = "Confidential until the inquest was over, the letters were then shown to the panel by"
    going_on = Line(prose, Box(72, 60, 520, 72), 11.0)
    expect(_with_line(a_file(BODY, BODY, BODY), going_on, 2), "file-no-protective-marking").passes()


def test_a_marking_over_two_lines_of_a_footer_is_one() -> None:
    file = a_file(*[f"{BODY}\n_ OFFICIAL -"] * 3)
    below = Line("SENSITIVE", Box(72, 811, 130, 820), 9.0)
    marked = _with_line(file, below)
    expect(marked, "file-no-protective-marking").fails(says="OFFICIAL - SENSITIVE")


@pytest.mark.parametrize(
    "header",
    [
        "Exampleton CSP | Confidential",
        "Confidential - Exampleton CSP - Page 4",
        "Page 4 of 9 Confidential",
        "DHR Rowan (Restricted)",
        "Domestic Homicide Review RESTRICTED",
        "PROTECT – PERSONAL",
        "Official–Sensitive",
        "OFFICIAL: SENSITIVE",
        "Strictly private and confidential",
        "Not for circulation",
        "Confidential until published",
        "This document is confidential and not for wider circulation",
    ],
)
def test_markings_in_headers_are_found(header: str) -> None:
    expect(review(text=THREE, header=header), "file-no-protective-marking").fails(page=1)


@pytest.mark.parametrize(
    "header",
    [
        "Confidentiality",
        "Learning to protect children",
        "The Official Review",
        "Secret harm: Domestic Homicide Review",
        "NOT PROTECTIVELY MARKED",
        "Review by the National Confidential Inquiry",
        "Exampleton Council – Public Protection",
        "Overview report: restricted lives",
    ],
)
def test_other_words_in_headers_are_no_marking(header: str) -> None:
    expect(review(text=THREE, header=header), "file-no-protective-marking").passes()


# --- drafts and versions


@pytest.mark.parametrize(
    "footer",
    [
        "Draft",
        "DRAFT 3 – March 2024",
        "v0.4",
        "V3",
        "Ver 2",
        "Version 2.1",
        "Version No. 7",
        "Version: 3",
        "FINAL Version",
        "Final v5",
        "DHR Rowan V1.2 03.03.24",
        "Overview report – final draft – March 2024",
        "Subject to Home Office approval",
        "For comment",
    ],
)
def test_draft_and_version_labels_are_found(footer: str) -> None:
    expect(review(text=THREE, footer=footer), "file-no-draft-marks").fails(page=1)


@pytest.mark.parametrize(
    "footer",
    [
        "Final",
        "Final Report",
        "Published version",
        "Final overview report, March 2024",
        "Version for publication",
        "Revised March 2024",
        "Mrs V, Domestic Homicide Review 2014",
        "Fersiwn Cymraeg / Welsh version",
        "DHR V 2019",
        "Redacted version",
        "Exampleton DHR 3",
        "Page 3 of 10",
    ],
)
def test_other_footers_are_no_draft_label(footer: str) -> None:
    expect(review(text=THREE, footer=footer), "file-no-draft-marks").passes()


@pytest.mark.parametrize(
    ("name", "fails"),
    [
        ("DHR-report-v2.pdf", True),
        ("dhr_report_draft.pdf", True),
        ("Overview Report FINAL.pdf", False),
        ("Overview%20Report%20final%20version.pdf", True),
        ("dhr-2019-rowan.pdf", False),
        ("V-DHR-Exampleton.pdf", False),
        ("DHR3.pdf", False),
    ],
)
def test_file_names_are_looked_at(name: str, fails: bool) -> None:
    named = expect(bundle(pdf(name, {REPORT: "The panel met."})), "file-no-draft-marks")
    if fails:
        named.fails(says="file name")
    else:
        named.passes()


def test_versions_of_a_history_on_the_cover_are_for_a_person() -> None:
    cover = "# Domestic Homicide Review\n\nVersion control\n\nVersion 0.1 Draft, May 2023"
    history = review({COVER: cover, REPORT: "The panel met four times."})
    expect(history, "file-no-draft-marks").is_for_a_person(page=1)


# --- stamps, as a file has them


def test_a_stamp_without_words_is_known_by_its_name(tmp_path: Path) -> None:
    from pypdf import PdfWriter
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
    )

    path = tmp_path / "stamped.pdf"
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    stamp = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Stamp"),
        "/Name": NameObject("/NotForPublicRelease"),
        "/Rect": ArrayObject([FloatObject(x) for x in (100, 100, 300, 160)]),
    }
    writer.add_annotation(0, DictionaryObject({NameObject(k): v for k, v in stamp.items()}))
    writer.write(path)
    with Reader(timeout=30, memory_mb=512) as reader:
        files = reader.read([path])
    stamped = understand(tuple(files), words())
    expect(stamped, "file-no-protective-marking").fails(page=1, says="in a stamp")


def test_a_watermark_breaks_no_sentence() -> None:
    file = a_file("The panel reflected on this\ntragic accident and on its causes.")
    marked = _with_line(file, Line("DRAFT", Box(100, 60, 460, 500), 80.0, upright=False))
    assert "this tragic accident" in marked.passage().text
    assert "DRAFT" not in marked.passage().text
