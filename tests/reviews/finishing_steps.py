"""What is done to the finished files of a review with a fault: other files, annotations, drawings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.reviews.defect_tools import Finish, Place
from tests.reviews.finishing import (
    drawn_over,
    middle_of_report,
    part_pages,
    report_file,
    rewritten,
    words_on,
)

Change = Callable[[Any], None]


def in_report(change: Change) -> Finish:
    """A last step on the file of the report that has no page."""

    def finish(files: list[Path], truth: dict[str, Any]) -> list[Place]:
        rewritten(files[report_file(truth)], change)
        return []

    return finish


def on_page(change: Callable[[Any, Any], None]) -> Finish:
    """A last step on a page in the middle of the report (the writer and the page)."""

    def finish(files: list[Path], truth: dict[str, Any]) -> list[Place]:
        file, number = middle_of_report(truth)
        rewritten(files[file], lambda writer: change(writer, writer.pages[number - 1]))
        return [(file, number)]

    return finish


def drawn(draw: Callable[[Any, float, float], None]) -> Finish:
    """Something drawn over a page in the middle of the report."""

    def finish(files: list[Path], truth: dict[str, Any]) -> list[Place]:
        file, number = middle_of_report(truth)
        drawn_over(files[file], number, draw)
        return [(file, number)]

    return finish


# What the files are


def word_file(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """One more file, a Word document that was only renamed."""
    import zipfile

    target = files[0].with_name("covering-note.pdf")
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document>Please see the report.</document>")
    files.append(target)
    return []


def locked_file(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """One more file, which asks for a password."""
    from pypdf import PdfReader, PdfWriter

    target = files[0].with_name("appendix-of-policies.pdf")
    writer = PdfWriter()
    writer.add_page(PdfReader(files[0]).pages[0])
    writer.encrypt("invented", algorithm="AES-128")
    writer.write(target)
    files.append(target)
    return []


def cut_short(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """One more file, of which only the beginning arrived."""
    target = files[0].with_name("supplement.pdf")
    target.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Cat")
    files.append(target)
    return []


def weighing(total: int) -> Finish:
    """The report's file filled up to so many bytes, as large pictures do."""

    def finish(files: list[Path], truth: dict[str, Any]) -> list[Place]:
        from pypdf.generic import NameObject, StreamObject

        file = files[report_file(truth)]
        missing = total - file.stat().st_size

        def change(writer: Any) -> None:
            ballast = StreamObject()
            ballast.set_data(os.urandom(missing))
            writer.root_object[NameObject("/PieceInfo")] = writer._add_object(ballast)

        rewritten(file, change)
        return []

    return finish


def scanned_page(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    from tests.reviews.producers.scan import scan_pages

    file, number = middle_of_report(truth)
    scan_pages(files[file], [number])
    return [(file, number)]


# What they carry


def with_script(writer: Any) -> None:
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('Thank you for reading');"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def with_attachment(writer: Any) -> None:
    writer.add_attachment("tracked-changes.docx", b"PK\x03\x04 an invented draft")


def form_field(writer: Any, page: Any) -> None:
    from pypdf.generic import (
        ArrayObject,
        BooleanObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        TextStringObject,
    )

    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("Signed off by"),
            NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (80, 60, 240, 78)]),
        }
    )
    made = writer._add_object(field)
    page.setdefault(NameObject("/Annots"), ArrayObject())
    page[NameObject("/Annots")].get_object().append(made)
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([made])})
    form[NameObject("/NeedAppearances")] = BooleanObject(True)
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


def annotated(kind: str, words: str) -> Finish:
    def change(writer: Any, page: Any) -> None:
        from pypdf.generic import (
            ArrayObject,
            DictionaryObject,
            FloatObject,
            NameObject,
            TextStringObject,
        )

        left, bottom, right, top = 90.0, 400.0, 260.0, 414.0
        note = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(f"/{kind}"),
                NameObject("/Contents"): TextStringObject(words),
                NameObject("/Rect"): ArrayObject(
                    [FloatObject(v) for v in (left, bottom, right, top)]
                ),
            }
        )
        if kind in ("Highlight", "StrikeOut"):
            quad = (left, top, right, top, left, bottom, right, bottom)
            note[NameObject("/QuadPoints")] = ArrayObject([FloatObject(v) for v in quad])
        page.setdefault(NameObject("/Annots"), ArrayObject())
        page[NameObject("/Annots")].get_object().append(writer._add_object(note))

    return on_page(change)


def with_property(key: str, value: str) -> Finish:
    return in_report(lambda writer: writer.add_metadata({key: value}))


def untagged(writer: Any) -> None:
    for key in ("/MarkInfo", "/StructTreeRoot", "/Lang"):
        writer.root_object.pop(key, None)


# What is drawn on them


def watermark(words: str) -> Finish:
    """Large pale words across every page of the report."""

    def draw(canvas: Any, width: float, height: float) -> None:
        canvas.setFillGray(0.82)
        canvas.setFont("Helvetica-Bold", 70)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(50)
        canvas.drawCentredString(0, 0, words)

    def finish(files: list[Path], truth: dict[str, Any]) -> list[Place]:
        places = part_pages(truth, "overview-report")[:6]
        for file, number in places:
            drawn_over(files[file], number, draw)
        return places

    return finish


def black_box(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """A black rectangle over words that are still there."""
    file, number = middle_of_report(truth)
    left, bottom, right, top = words_on(files[file], number)

    def draw(canvas: Any, width: float, height: float) -> None:
        canvas.setFillGray(0)
        canvas.rect(left - 1, bottom - 2, right - left + 2, top - bottom + 4, stroke=0, fill=1)

    drawn_over(files[file], number, draw)
    return [(file, number)]


def white_words(canvas: Any, width: float, height: float) -> None:
    canvas.setFillGray(1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(90, 42, "Former address of the family: see the file of the panel")


def unapplied_redaction(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """Words marked to be taken out, and still there."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

    file, number = middle_of_report(truth)
    box = words_on(files[file], number)

    def change(writer: Any) -> None:
        rect = ArrayObject([FloatObject(v) for v in box])
        mark = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Redact"),
                NameObject("/Rect"): rect,
            }
        )
        page = writer.pages[number - 1]
        page.setdefault(NameObject("/Annots"), ArrayObject())
        page[NameObject("/Annots")].get_object().append(writer._add_object(mark))

    rewritten(files[file], change)
    return [(file, number)]
