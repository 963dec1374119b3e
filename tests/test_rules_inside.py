"""The rules on what lies inside a file, put to small real PDFs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight, Rectangle, Text
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from dhrcheck.document.understand import KnownPart, understand
from dhrcheck.engine import put
from dhrcheck.outcome import Box, Stage
from dhrcheck.protected.finding import Search
from dhrcheck.protected.listing import protected_names
from dhrcheck.reading.model import Cell, Cover, Hidden, Line, Link, Properties, Table
from tests.build import AS_OF, LETTER, REPORT, Answer, expect, letter, review, rule, words
from tests.reading_samples import altered, drawn, reading, tagged
from tests.reading_samples import words as page_of

CLEAN = ("The panel met four times.", "Alma Brightwater chaired the review.")


def asked(
    path: Path, rule_id: str, *, names: tuple[str, ...] = (), as_report: bool = False
) -> Answer:
    """The answer of a rule on a PDF."""
    file = reading(path)
    known = (KnownPart(REPORT, 0, 1, len(file.pages)),) if as_report else ()
    submission = understand((file,), words(), known_parts=known)
    search = Search(protected_names(names), submission) if names else None
    result = put(rule(rule_id), submission, Stage.PUBLICATION, AS_OF, search)
    return Answer(rule_id, result.outcome, result.defect)


def sample(tmp_path: Path, *alterations: object, name: str = "review.pdf") -> Path:
    path = drawn(tmp_path / name, page_of(*CLEAN), page_of("A second page."))
    for alter in alterations:
        altered(path, alter)  # type: ignore[arg-type]
    return path


# --- file-no-active-content


def test_an_attached_draft_is_named(tmp_path: Path) -> None:
    path = sample(tmp_path, lambda w: w.add_attachment("Draft 4 with names.docx", b"PK"))

    asked(path, "file-no-active-content").fails(quote="Draft 4 with names.docx")


def test_a_script_of_the_document_fails(tmp_path: Path) -> None:
    def act(writer: PdfWriter) -> None:
        script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(name): value for name, value in script.items()}
        )

    asked(sample(tmp_path, act), "file-no-active-content").fails(says="script or action")


def test_a_form_field_is_shown_on_its_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="panel date", x=72, y=600, width=100, height=20)

    path = drawn(tmp_path / "a.pdf", page_of(*CLEAN), draw)

    answer = asked(path, "file-no-active-content").fails(page=2, quote="panel date (text)")
    assert answer.outcome.evidence[0].box is not None


def test_links_bookmarks_and_a_first_view_are_fine(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("panel")
        canvas.addOutlineEntry("The panel", "panel")
        canvas.linkURL("https://www.gov.uk/", (72, 700, 200, 720))
        canvas.showOutline()

    path = drawn(tmp_path / "a.pdf", page_of(*CLEAN), draw)

    asked(path, "file-no-active-content").passes()
    asked(path, "file-metadata-clean").passes()


# --- file-no-comments


def test_annotations_are_told_by_kind_and_page_and_never_by_their_words(tmp_path: Path) -> None:
    corners = ArrayObject([FloatObject(v) for v in (72, 780, 200, 780, 72, 760, 200, 760)])

    def comment(writer: PdfWriter) -> None:
        writer.add_annotation(0, Text(rect=(10, 10, 30, 30), text="Ask Alma's sister"))
        writer.add_annotation(1, Highlight(rect=(72, 760, 200, 780), quad_points=corners))
        writer.add_annotation(1, FreeText(rect=(72, 60, 200, 80), text="DRAFT"))

    answer = asked(sample(tmp_path, comment), "file-no-comments")

    answer.fails(page=1, quote="sticky note").fails(page=2, quote="highlight")
    assert "sister" not in repr(answer.outcome)
    assert all(found.box for found in answer.outcome.evidence)


def test_a_printed_deletion_counts_in_the_margin_and_not_in_a_list(tmp_path: Path) -> None:
    def margin(x: float) -> Path:
        def draw(canvas: Canvas) -> None:
            page_of(*CLEAN)(canvas)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(x, 500, "Deleted: and her mother")

        return drawn(tmp_path / f"{x}.pdf", draw)

    asked(margin(450), "file-no-comments").fails(quote="printed comment or change")
    asked(margin(72), "file-no-comments").passes()


# --- file-redactions-hold


def test_a_black_box_fails_and_shows_no_word(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Rowan Exampleby lived at 12 Sample Street.")
        canvas.rect(70, 696, 260, 16, stroke=0, fill=1)

    answer = asked(drawn(tmp_path / "a.pdf", draw), "file-redactions-hold")

    answer.fails(page=1, says="under a box")
    assert "Exampleby" not in repr(answer.outcome)


def test_the_addressee_of_the_letter_is_looked_at_too() -> None:
    submission = review({REPORT: "A report.", LETTER: letter()})
    file = submission.files[0]
    covered = Hidden(Box(72, 100, 160, 112), Cover.BOX, 9, dark=True)
    pages = (*file.pages[:-1], replace(file.pages[-1], hidden=(covered,)))
    hidden = replace(submission, files=(replace(file, pages=pages),))

    expect(hidden, "file-redactions-hold").fails(page=len(pages))


def test_no_rule_quotes_words_that_were_covered(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        page_of("Domestic Homicide Review", "Overview Report", size=20)(canvas)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(
            72, 600, "The panel saw the tragic accident of Rowan Exampleby in this light."
        )
        canvas.rect(264, 596, 105, 16, stroke=0, fill=1)
        canvas.drawString(72, 400, "It was a tragic accident.")

    answer = asked(drawn(tmp_path / "a.pdf", draw), "wording-accident", as_report=True)
    answer.fails(page=1)
    assert "Exampleby" not in repr(answer.outcome)
    assert any("It was a tragic accident" in (e.quote or "") for e in answer.outcome.evidence)


def test_a_mark_of_redaction_over_a_picture_is_for_a_person(tmp_path: Path) -> None:
    def mark(writer: PdfWriter) -> None:
        note = Rectangle(rect=(300, 300, 400, 320))
        note[NameObject("/Subtype")] = NameObject("/Redact")
        writer.add_annotation(1, note)

    path = sample(tmp_path, mark)

    asked(path, "file-redactions-hold").is_for_a_person(page=2, says="never applied")


def test_a_box_that_was_drawn_first_is_shading(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colors.navy)
        canvas.rect(70, 690, 300, 24, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        canvas.drawString(72, 700, "Recommendation and lead agency")

    asked(drawn(tmp_path / "a.pdf", draw), "file-redactions-hold").passes()


# --- file-metadata-clean


def titled(**entries: str) -> object:
    def describe(writer: PdfWriter) -> None:
        writer.add_metadata({f"/{name}": text for name, text in entries.items()})

    return describe


def test_the_chair_as_author_is_fine_and_a_stranger_is_for_a_person(tmp_path: Path) -> None:
    for author in ("Alma Brightwater", "Brightwater, Alma", "ALMA BRIGHTWATER"):
        asked(sample(tmp_path, titled(Author=author)), "file-metadata-clean").passes()
    answer = asked(sample(tmp_path, titled(Author="Zoe Quillfeather")), "file-metadata-clean")
    answer.is_for_a_person(says="the author names a person")
    assert "Quillfeather" not in repr(answer.outcome)


@pytest.mark.parametrize(
    "author",
    [
        "",
        "anonymous",
        "Administrator",
        "Microsoft Office User",
        "Safer Exampleton Partnership",
        "Exampleton County Council",
        "Exampleton CSP",
        "Home Office",
        "West Exampleshire",
        "user1",
    ],
)
def test_programs_and_organisations_are_no_people(tmp_path: Path, author: str) -> None:
    asked(sample(tmp_path, titled(Author=author)), "file-metadata-clean").passes()


@pytest.mark.parametrize(
    "target",
    [
        "file:///C:/Users/zquill/Documents/report.docx",
        "\\\\exdata01\\safety\\DHR\\report.docx",
        "C:\\Users\\zquill\\report.docx",
        "https://exampleton.sharepoint.com/sites/dhr/report.docx",
        "https://exampleton-my.sharepoint.com/personal/z_quill/report",
        "http://intranet.exampleton.gov.uk/safety",
        "http://exserver01/safety",
        "http://10.1.2.3/safety",
        "https://eur02.safelinks.protection.outlook.com/?url=x&data=z.quill%40exampleton",
    ],
)
def test_folders_and_inner_addresses_in_links_fail_and_are_masked(
    tmp_path: Path, target: str
) -> None:
    def draw(canvas: Canvas) -> None:
        page_of(*CLEAN)(canvas)
        canvas.linkURL(target, (72, 700, 200, 720))

    answer = asked(drawn(tmp_path / "a.pdf", draw), "file-metadata-clean").fails(page=1)
    assert "quill" not in repr(answer.outcome)
    assert "exdata" not in repr(answer.outcome)


@pytest.mark.parametrize(
    "target",
    [
        "https://www.gov.uk/government/publications/a-report.pdf",
        "https://www.exampleton.gov.uk/home/users/advice",
        "mailto:DHREnquiries@homeoffice.gov.uk",
        "http://www.legislation.gov.uk/ukpga/2004/28",
        "tel:08082000247",
    ],
)
def test_public_addresses_are_fine(tmp_path: Path, target: str) -> None:
    def draw(canvas: Canvas) -> None:
        page_of(*CLEAN)(canvas)
        canvas.linkURL(target, (72, 700, 200, 720))

    asked(drawn(tmp_path / "a.pdf", draw), "file-metadata-clean").passes()


def test_a_listed_name_in_the_properties_fails_and_is_masked(tmp_path: Path) -> None:
    listed = ("Zoë Quillfeather",)
    for entries in ({"Title": "Zoe Quillfeather's review"}, {"Company": "Quillfeather, Zoe"}):
        answer = asked(sample(tmp_path, titled(**entries)), "file-metadata-clean", names=listed)
        answer.fails(says="a protected name")
        assert "Quillfeather" not in repr(answer.outcome)


def test_a_real_name_only_in_a_bookmark_is_for_a_person_and_fails_with_a_list(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        page_of(*CLEAN)(canvas)
        for title in ("The panel", "Statement of Zoe Quillfeather"):
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title)

    path = drawn(tmp_path / "a.pdf", draw)

    asked(path, "file-metadata-clean").is_for_a_person(page=1)
    asked(path, "file-metadata-clean", names=("Zoe Quillfeather",)).fails(says="a bookmark")


def test_a_title_that_is_a_word_files_name_is_for_a_person(tmp_path: Path) -> None:
    described = titled(Title="Microsoft Word - overview report v3.docx")

    asked(sample(tmp_path, described), "file-metadata-clean").is_for_a_person(says="a file's name")


def test_the_same_words_as_camel_case_or_with_dashes_in_the_files_name(tmp_path: Path) -> None:
    for name in (
        "DHR-Zoe-Quillfeather.pdf",
        "DHR_Zoe_Quillfeather_final.pdf",
        "ZoeQuillfeather.pdf",
    ):
        asked(sample(tmp_path, name=name), "file-metadata-clean").is_for_a_person(says="file name")
    for name in ("DHR Exampleton 2021 overview report.pdf", "Final-Report.pdf", "scan0001.pdf"):
        asked(sample(tmp_path, name=name), "file-metadata-clean").passes()


# --- file-accessible


def test_a_mark_over_an_empty_tree_is_not_tagged(tmp_path: Path) -> None:
    asked(sample(tmp_path), "file-accessible").fails(says="no structure tags")
    path = tagged(tmp_path / "t.pdf", [("H1", "Introduction")])
    asked(path, "file-accessible").fails(says="has no title")


def _accessible(**kept: object) -> Properties:
    own = {"tagged": True, "language": "en-GB", "title": "Overview Report", "shows_title": True}
    return Properties(**{**own, **kept})  # type: ignore[arg-type]


def test_colour_alone_in_a_status_column_is_noted() -> None:
    submission = review(text="The panel met four times.")
    file = submission.files[0]

    def cell(row: int, column: int, text: str, shaded: bool) -> Cell:
        box = Box(72 + 100 * column, 300 + 20 * row, 172 + 100 * column, 320 + 20 * row)
        return Cell(row, column, 1, 1, box, (Line(text, box, 10),) if text else (), shaded)

    def asked_with(state: str) -> Answer:
        cells = (
            cell(0, 0, "Action", False),
            cell(0, 1, "RAG", False),
            cell(1, 0, "Train staff", False),
            cell(1, 1, state, True),
        )
        table = Table(Box(72, 300, 272, 340), 2, 2, cells, 0)
        page = replace(file.pages[0], tables=(table,))
        with_table = replace(file, pages=(page,), properties=_accessible())
        return expect(replace(submission, files=(with_table,)), "file-accessible")

    asked_with("").passes(says="by colour alone")
    assert "by colour alone" not in asked_with("Green").passes().outcome.message


def test_welsh_under_an_english_setting_is_noted() -> None:
    welsh = "Mae hi wedi bod yn byw gyda ei mam ac oedd ei chwaer yn ei helpu hefyd. " * 20
    for text, noted in ((welsh, True), ("She was living with her mother. " * 60, False)):
        submission = review(text=text)
        file = replace(submission.files[0], properties=_accessible())
        answer = expect(replace(submission, files=(file,)), "file-accessible").passes()
        assert ("Welsh" in answer.outcome.message) is noted


def test_comments_on_a_page_of_the_letter_count() -> None:
    submission = review({REPORT: "A report.", LETTER: letter()})
    file = submission.files[0]
    note = Link("Text", Box(1, 1, 9, 9), "ask", "")
    pages = (*file.pages[:-1], replace(file.pages[-1], annotations=(note,)))

    noted = replace(submission, files=(replace(file, pages=pages),))

    expect(noted, "file-no-comments").fails(page=len(pages))
