"""No picture of a page shows a listed name, or what no quote shows: the places that are covered."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from dhrcheck import check
from dhrcheck.engine import Report
from dhrcheck.outcome import Box
from dhrcheck.reading.page_work import Clip, Pages
from tests.reading_samples import altered, drawn, words
from tests.scan_maker import photograph, reader

NAME = "Jolyon Thackwray"
SURNAME = "Thackwray"
PAINT = (24, 24, 24)
FILLER = "The panel met and read the chronologies of all agencies with care and at length today."


def checked(path: Path, *names: str) -> Report:
    listed = None
    if names:
        listed = path.with_suffix(".txt")
        listed.write_text("\n".join(names), encoding="utf-8")
    return check(path, names=listed, ocr="never", only=["identity-protected-names"])


def places(path: Path, text: str) -> list[tuple[int, Box]]:
    """Where pdfium itself finds each letter of a text: page and box, as displayed."""
    found = []
    document = pdfium.PdfDocument(path)
    for number, page in enumerate(document, 1):
        letters = page.get_textpage()
        left, _, _, top = page.get_bbox()
        search = letters.search(text, match_case=True)
        while hit := search.get_next():
            for at in range(hit[0], hit[0] + hit[1]):
                x0, y0, x1, y1 = letters.get_charbox(at)
                if x1 > x0:
                    found.append((number, Box(x0 - left, top - y1, x1 - left, top - y0)))
    return found


def is_covered(report: Report, page: int, box: Box) -> bool:
    slack = 0.1  # what boxes are rounded to; paint reaches further than that
    return any(
        e.page == page
        and (
            e.box is None
            or (
                e.box.holds(box.x0 + slack, box.y0 + slack)
                and e.box.holds(box.x1 - slack, box.y1 - slack)
            )
        )
        for e in report.covered
    )


def assert_covered(path: Path, report: Report, *texts: str) -> None:
    for text in texts:
        letters = places(path, text)
        assert letters, f"“{text}” is not in the file"
        bare = [spot for spot in letters if not is_covered(report, *spot)]
        assert not bare, f"“{text}” shows at {bare[:3]}"


LINES = {
    "in running text": f"{FILLER[:60]} {NAME} {FILLER[:20]}",
    "at the beginning": f"{NAME} {FILLER[:60]}",
    "at the end": f"{FILLER[:60]} {NAME}",
    "among narrow letters": f"ill illicit till fill ill, ill; {NAME} still until it is tilted, ill",
    "among wide letters": f"MMWW WWMM MAMMOTH WOMWOM {NAME} WWMM MWMW mammoth MWMWM",
    "in small letters": f"{FILLER[:30]} {NAME.lower()} {FILLER[:20]}",
    "possessive": f"{FILLER[:40]} {SURNAME}'s {FILLER[:20]}",
    "by initial": f"{FILLER[:40]} J. {SURNAME} {FILLER[:20]}",
    "misspelt": f"{FILLER[:40]} Jolyon Thackwrey {FILLER[:20]}",
}


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman", "Courier", "Helvetica-Bold"])
def test_a_name_is_covered_wherever_it_stands_in_a_line(tmp_path: Path, font: str) -> None:
    path = drawn(tmp_path / "report.pdf", words(*LINES.values(), font=font, size=10))

    report = checked(path, NAME)

    assert_covered(path, report, NAME, NAME.lower(), f"{SURNAME}'s", f"J. {SURNAME}", "Thackwrey")


def test_a_name_is_covered_in_headings_columns_and_justified_lines(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 22)
        canvas.drawString(72, 760, f"Review into the death of {NAME}")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, f"Name: {NAME}")
        canvas.drawString(380, 700, "Age: 34")
        canvas.drawString(72, 680, "Age: 34")
        canvas.drawString(380, 680, f"Name: {NAME}")
        canvas.drawString(72, 640, f"{FILLER[:20]} {NAME} {FILLER[:20]}", wordSpace=14)
        canvas.drawString(72, 620, f"{FILLER[:10]} {NAME} {FILLER[:10]}", charSpace=3)

    path = drawn(tmp_path / "report.pdf", draw)

    assert_covered(path, checked(path, NAME), NAME)


def test_a_name_over_two_lines_is_covered_in_both(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "report.pdf",
        words(f"{FILLER} Jolyon", f"{SURNAME} {FILLER}"),
    )

    assert_covered(path, checked(path, NAME), "Jolyon", SURNAME)


def test_a_name_in_a_turned_and_cropped_page_is_covered(tmp_path: Path) -> None:
    def alter(writer: PdfWriter) -> None:
        writer.pages[0].cropbox.lower_left = (50, 300)

    path = altered(drawn(tmp_path / "report.pdf", words(FILLER, f"Ask {NAME} today")), alter)

    assert_covered(path, checked(path, NAME), NAME)


def test_links_comments_and_filled_fields_with_a_name_are_covered(tmp_path: Path) -> None:
    def alter(writer: PdfWriter) -> None:
        writer.add_annotation(0, Link(rect=(50, 50, 90, 60), url="https://x.example/thackwray"))
        writer.add_annotation(0, Link(rect=(50, 80, 90, 90), url="https://x.example/thackwray"))
        writer.add_annotation(0, Link(rect=(50, 110, 90, 120), url="https://x.example/harmless"))
        writer.add_annotation(0, FreeText(text=f"Ask {NAME}", rect=(200, 50, 290, 60)))
        field = writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Subtype"): NameObject("/Widget"),
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/FT"): NameObject("/Tx"),
                    NameObject("/T"): TextStringObject("who"),
                    NameObject("/V"): TextStringObject(NAME),
                    NameObject("/Rect"): ArrayObject(map(NumberObject, (300, 50, 390, 60))),
                }
            )
        )
        writer.pages[0]["/Annots"].append(field)  # type: ignore[attr-defined]
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
        writer.root_object[NameObject("/AcroForm")] = form

    path = altered(drawn(tmp_path / "report.pdf", words(FILLER)), alter)

    report = checked(path, NAME)

    height = 841.9
    for x, y, hidden in (
        (50, 50, True),
        (50, 80, True),
        (50, 110, False),
        (200, 50, True),
        (300, 50, True),
    ):
        spot = Box(x + 2, height - y - 8, x + 30, height - y - 2)
        assert is_covered(report, 1, spot) is hidden, (x, y)


def test_what_nobody_could_look_through_is_not_shown_with_a_list(tmp_path: Path) -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(reader(photograph()), 0, 0, *canvas._pagesize)

    def with_figure(canvas: Canvas) -> None:
        words(FILLER, FILLER)(canvas)
        canvas.drawImage(reader(photograph(400, 300)), 100, 200, 200, 150)

    path = drawn(tmp_path / "report.pdf", words(FILLER), scan, with_figure)
    report = checked(path, NAME)

    assert not is_covered(report, 1, Box(0, 0, 10, 10))
    assert is_covered(report, 2, Box(300, 300, 310, 310))
    assert not is_covered(report, 3, Box(72, 60, 80, 70))
    assert is_covered(report, 3, Box(110, 500, 290, 630))
    assert checked(path).covered == ()


def test_dates_of_birth_are_covered_without_a_list(tmp_path: Path) -> None:
    path = drawn(
        tmp_path / "report.pdf",
        words(
            "Martin (date of birth: 14 March 1981) lived nearby.", "The panel met on 3 May 2020."
        ),
    )
    report = checked(path)

    assert_covered(path, report, "14 March 1981")
    assert not any(is_covered(report, *spot) for spot in places(path, "3 May 2020"))


def test_words_marked_to_be_redacted_are_covered_without_a_list(tmp_path: Path) -> None:
    def alter(writer: PdfWriter) -> None:
        mark = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Redact"),
                NameObject("/Rect"): ArrayObject(map(NumberObject, (70, 765, 300, 782))),
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(mark)])

    path = altered(
        drawn(tmp_path / "report.pdf", words("The neighbour at the shop", FILLER)), alter
    )

    assert_covered(path, checked(path), "neighbour")


def test_a_review_with_nothing_to_cover_covers_nothing(tmp_path: Path) -> None:
    path = drawn(tmp_path / "report.pdf", words(*[FILLER] * 20))

    assert checked(path).covered == ()
    assert checked(path, NAME).covered == ()


def test_the_picture_itself_is_black_where_the_name_stands(tmp_path: Path) -> None:
    path = drawn(tmp_path / "report.pdf", words(*LINES.values()))
    report = checked(path, NAME)
    whole = Box(0, 0, 595, 300)

    with Pages([path], [f.sha256 for f in report.submission.files], report.covered) as work:
        (made,) = work.pictures([Clip(0, 1, whole, (Box(72, 60, 400, 75),))])

    assert made is not None
    picture = Image.open(io.BytesIO(made)).convert("RGB")
    scale = picture.size[0] / 595
    for text in (NAME, "Thackwrey", f"{SURNAME}'s"):
        for _, box in places(path, text):
            middle = [round(scale * v) for v in ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)]
            assert picture.getpixel((middle[0], middle[1])) == PAINT
