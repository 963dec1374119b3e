"""Faults of the finished files: what they are, what they carry, and what is drawn on their pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.reviews.content import Contents, Para, Part, Review
from tests.reviews.defect_tools import ANY, REPORT, Defect, Finish, Place, Put, say_in, unchanged
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


def _word_file(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """One more file, a Word document that was only renamed."""
    import zipfile

    target = files[0].with_name("covering-note.pdf")
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document>Please see the report.</document>")
    files.append(target)
    return []


def _locked(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """One more file, which asks for a password."""
    from pypdf import PdfReader, PdfWriter

    target = files[0].with_name("appendix-of-policies.pdf")
    writer = PdfWriter()
    writer.add_page(PdfReader(files[0]).pages[0])
    writer.encrypt("invented", algorithm="AES-128")
    writer.write(target)
    files.append(target)
    return []


def _cut_short(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """One more file, of which only the beginning arrived."""
    target = files[0].with_name("supplement.pdf")
    target.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Cat")
    files.append(target)
    return []


def _weighing(total: int) -> Finish:
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


def _scanned_page(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    from tests.reviews.producers.scan import scan_pages

    file, number = middle_of_report(truth)
    scan_pages(files[file], [number])
    return [(file, number)]


# What they carry


def _script(writer: Any) -> None:
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('Thank you for reading');"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


def _attachment(writer: Any) -> None:
    writer.add_attachment("tracked-changes.docx", b"PK\x03\x04 an invented draft")


def _field(writer: Any, page: Any) -> None:
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


def _annotated(kind: str, words: str) -> Finish:
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


def _property(key: str, value: str) -> Finish:
    return in_report(lambda writer: writer.add_metadata({key: value}))


def _untagged(writer: Any) -> None:
    for key in ("/MarkInfo", "/StructTreeRoot", "/Lang"):
        writer.root_object.pop(key, None)


# What is drawn on them


def _watermark(words: str) -> Finish:
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


def _black_box(files: list[Path], truth: dict[str, Any]) -> list[Place]:
    """A black rectangle over words that are still there."""
    file, number = middle_of_report(truth)
    left, bottom, right, top = words_on(files[file], number)

    def draw(canvas: Any, width: float, height: float) -> None:
        canvas.setFillGray(0)
        canvas.rect(left - 1, bottom - 2, right - left + 2, top - bottom + 4, stroke=0, fill=1)

    drawn_over(files[file], number, draw)
    return [(file, number)]


def _white_words(canvas: Any, width: float, height: float) -> None:
    canvas.setFillGray(1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(90, 42, "Former address of the family: see the file of the panel")


def _unapplied(files: list[Path], truth: dict[str, Any]) -> list[Place]:
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


# What can be put in before the pages are set


def _on_covers(words: str) -> Put:
    def change(part: Part) -> Part:
        if part.role != "cover":
            return part
        return replace(part, blocks=(*part.blocks, Para(words, look="centre")))

    return lambda review: review.with_parts(change)


def _stems(ending: str) -> Put:
    def put(review: Review) -> Review:
        documents = tuple(replace(d, stem=d.stem + ending) for d in review.documents)
        return replace(review, documents=documents)

    return put


def _unnumbered(pages: bool, paragraphs: bool) -> Put:
    def put(review: Review) -> Review:
        def change(part: Part) -> Part:
            if not paragraphs:
                return part
            made = tuple(replace(b, number="") if isinstance(b, Para) else b for b in part.blocks)
            return replace(part, blocks=made)

        review = review.with_parts(change)
        if not pages:
            return review
        looks = [replace(d.look, page_number="") for d in review.documents]
        documents = zip(review.documents, looks, strict=True)
        return replace(review, documents=tuple(replace(d, look=k) for d, k in documents))

    return put


def _promised(line: str) -> Put:
    """One more line after the contents list."""

    def change(part: Part) -> Part:
        at = next((i for i, b in enumerate(part.blocks) if isinstance(b, Contents)), None)
        if at is None:
            return part
        return replace(part, blocks=(*part.blocks[: at + 1], Para(line), *part.blocks[at + 1 :]))

    return lambda review: review.with_parts(change)


PROMISED = "The wishes of the wider family " + "." * 40 + " 93"


def _told(name: str, rule: str, status: str, text: str) -> Defect:
    return Defect(name, say_in(REPORT, ("methodology",), text), {rule: status}, shows=text)


FILES = (
    Defect("word-file", unchanged, {"file-is-pdf": "fail"}, finish=_word_file, shuts=True),
    Defect("locked-file", unchanged, {"file-opens": "fail"}, finish=_locked, shuts=True),
    Defect("cut-file", unchanged, {"file-opens": "fail"}, finish=_cut_short, shuts=True),
    Defect("nearly-20-mb", unchanged, {"file-size": "review"}, finish=_weighing(20_300_000)),
    Defect("over-20-mb", unchanged, {"file-size": "fail"}, finish=_weighing(21_500_000)),
    Defect(
        "scanned-page",
        unchanged,
        {"file-text-readable": "fail", "file-accessible": ANY},
        finish=_scanned_page,
        shuts=True,
    ),
    Defect("script", unchanged, {"file-no-active-content": "fail"}, finish=in_report(_script)),
    Defect(
        "attachment", unchanged, {"file-no-active-content": "fail"}, finish=in_report(_attachment)
    ),
    Defect(
        "form-field",
        unchanged,
        {"file-no-active-content": "fail", "file-accessible": ANY},
        finish=on_page(_field),
    ),
    Defect(
        "sticky-note",
        unchanged,
        {"file-no-comments": "fail"},
        finish=_annotated("Text", "Is this right?"),
    ),
    Defect(
        "highlighted",
        unchanged,
        {"file-no-comments": "fail"},
        finish=_annotated("Highlight", "Check with the force."),
    ),
    _told(
        "word-balloon",
        "file-no-comments",
        "fail",
        "Commented [RT4]: Could we say more about how this was agreed?",
    ),
    Defect(
        "draft-watermark", unchanged, {"file-no-draft-marks": "fail"}, finish=_watermark("DRAFT")
    ),
    Defect("draft-cover", _on_covers("Final draft v2.3"), {"file-no-draft-marks": "fail"}),
    Defect("draft-file-name", _stems(" draft v5"), {"file-no-draft-marks": "fail"}),
    Defect(
        "confidential-watermark",
        unchanged,
        {"file-no-protective-marking": "fail"},
        finish=_watermark("CONFIDENTIAL"),
    ),
    Defect("restricted-cover", _on_covers("RESTRICTED"), {"file-no-protective-marking": "fail"}),
    Defect(
        "not-yet-public-cover",
        _on_covers("Not for publication or onward circulation"),
        {"file-no-protective-marking": "fail"},
    ),
    _told(
        "placeholder-name",
        "file-no-placeholders",
        "fail",
        "The report was approved by the chair of the board, [name], at its autumn meeting.",
    ),
    _told(
        "placeholder-tbc",
        "file-no-placeholders",
        "fail",
        "The date on which the family read the final version is TBC.",
    ),
    _told(
        "broken-bookmark",
        "file-no-broken-references",
        "fail",
        "The dates of the meetings are given on page Error! Bookmark not defined.",
    ),
    Defect("contents-promise", _promised(PROMISED), {"file-contents-match": "fail"}),
    Defect("unnumbered", _unnumbered(True, True), {"file-numbered": "fail|review"}),
    Defect("unnumbered-pages", _unnumbered(True, False), {"file-numbered": "review|fail"}),
    Defect("black-box", unchanged, {"file-redactions-hold": "fail"}, finish=_black_box),
    Defect("white-words", unchanged, {"file-redactions-hold": "fail"}, finish=drawn(_white_words)),
    Defect(
        "redaction-not-applied",
        unchanged,
        {"file-redactions-hold": "fail", "file-no-comments": "pass|fail"},
        finish=_unapplied,
    ),
    Defect(
        "folder-in-title",
        unchanged,
        {"file-metadata-clean": "fail"},
        finish=_property("/Subject", r"C:\Users\p.ashdown\Documents\DHR\report.docx"),
    ),
    Defect(
        "intranet-in-keywords",
        unchanged,
        {"file-metadata-clean": "fail"},
        finish=_property("/Keywords", "https://council.sharepoint.com/sites/dhr/Shared"),
    ),
    Defect(
        "person-in-author",
        unchanged,
        {"file-metadata-clean": "review"},
        finish=_property("/Author", "Winifred Castleton"),
    ),
    Defect("untagged", unchanged, {"file-accessible": "fail"}, finish=in_report(_untagged)),
    Defect(
        "annex-missing",
        say_in(REPORT, ("methodology",), "Letters to the family are copied in Annex 9."),
        {"file-appendices-complete": "fail"},
        shows="Letters to the family are copied in Annex 9.",
    ),
)
"""All of them."""
