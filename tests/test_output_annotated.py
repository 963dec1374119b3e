"""The annotated copy: what viewers find in it, for files of every kind."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from dhrcheck.engine import Report, Result
from dhrcheck.files import WrongUsage
from dhrcheck.outcome import Box, Evidence, NearMiss, PageRange, Severity, Status
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.output.annotated_pdf import render
from dhrcheck.output.ours import is_ours
from dhrcheck.reading.model import FileOutcome
from dhrcheck.reading.page_work import Note, NotMade, Pages
from dhrcheck.reading.pdf import read_file
from tests.reading_samples import altered, drawn, tagged, words
from tests.report_builder import a_file, a_report, a_result, a_rule

NASTY = "</script> =HYPERLINK(1) ]]> (paren \\ slash) \x1b[31m \u202egnihsam \x00 Zoë 🙂 \ud800 “q”"
PLACE = Box(72, 60, 200, 75)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def noted(path: Path, *notes: Note) -> bytes:
    with Pages([path], [digest(path)]) as work:
        return work.annotated(0, notes or [Note(1, (PLACE,), "A finding", "What to do", "fail")])


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def comments(content: bytes, page: int = 1) -> list[DictionaryObject]:
    found = opened(content).pages[page - 1].get("/Annots") or []
    marks = [each.get_object() for each in found]
    return [mark for mark in marks if mark.get("/T") == "dhrcheck"]


def titles(entries: Sequence[Any]) -> list[Any]:
    return [titles(e) if isinstance(e, list) else e.title for e in entries]


def two_pages(folder: Path) -> Path:
    return drawn(folder / "report.pdf", words("Page one"), words("Page two"))


# --- what a viewer finds --------------------------------------------------------------------------


def test_each_finding_is_a_comment_at_its_place_and_a_bookmark(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    copy = noted(
        path,
        Note(1, (PLACE,), "First", "Do this.\nAnd that.", "fail"),
        Note(2, (PLACE, Box(72, 80, 90, 95)), "Second", "Look here.", "review"),
        Note(2, (), "Third", "Somewhere on this page.", "advised"),
        Note(0, (), "Fourth", "Nowhere.", "unread"),
    )

    first, fourth = comments(copy, 1)
    second, third = comments(copy, 2)
    assert [m["/Subtype"] for m in (first, second, third, fourth)] == [
        "/Highlight", "/Highlight", "/Text", "/Text",
    ]  # fmt: skip
    assert first["/Contents"] == "Do this.\nAnd that."
    assert len(second["/QuadPoints"]) == 16
    reader = opened(copy)
    assert titles(reader.outline) == [
        "dhrcheck findings (4)",
        ["First", "Third", "Second", "Fourth"],
    ]
    pages = [reader.get_destination_page_number(e) for e in reader.outline[1]]
    assert pages == [0, 1, 1, 0]


def test_a_finding_on_several_pages_has_one_bookmark_to_the_first(tmp_path: Path) -> None:
    notes = [Note(n, (PLACE,), "Same", f"Page {n}", "fail") for n in (2, 1)]
    reader = opened(noted(two_pages(tmp_path), *notes))

    assert titles(reader.outline) == ["dhrcheck findings (1)", ["Same"]]
    assert reader.get_destination_page_number(reader.outline[1][0]) == 1


def test_the_copy_keeps_what_the_file_holds(tmp_path: Path) -> None:
    def rich(writer: PdfWriter) -> None:
        chapter = writer.add_outline_item(title="Chapter", page_number=0)
        writer.add_outline_item(title="Section", page_number=1, parent=chapter)
        writer.add_outline_item(title="Last", page_number=1)
        writer.add_metadata({"/Title": "The report", "/Author": "The chair"})
        writer.add_attachment("notes.txt", b"attached")
        writer.page_labels  # noqa: B018

    path = altered(two_pages(tmp_path), rich)
    before = path.read_bytes()
    reader = opened(noted(path))

    assert titles(reader.outline) == [
        "dhrcheck findings (1)", ["A finding"], "Chapter", ["Section"], "Last",
    ]  # fmt: skip
    assert (reader.metadata or {})["/Title"] == "The report"
    assert (reader.metadata or {})["/Author"] == "The chair"
    assert list(reader.attachments) == ["notes.txt"]
    assert [page.extract_text().strip() for page in reader.pages] == ["Page one", "Page two"]
    assert path.read_bytes() == before


def test_tags_and_language_stay(tmp_path: Path) -> None:
    path = tagged(tmp_path / "a.pdf", [("H1", "Heading")])
    root = opened(noted(path)).trailer["/Root"]

    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"


def test_comments_that_were_there_stay(tmp_path: Path) -> None:
    def with_comment(writer: PdfWriter) -> None:
        own = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Text"),
                NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (1, 1, 20, 20)]),
                NameObject("/Contents"): TextStringObject("The chair's own"),
            }
        )
        # One list for both pages, as some programs write it.
        shared = writer._add_object(ArrayObject([writer._add_object(own)]))
        for page in writer.pages:
            page[NameObject("/Annots")] = shared

    reader = opened(noted(altered(two_pages(tmp_path), with_comment)))

    first, second = ([a.get_object() for a in page["/Annots"]] for page in reader.pages)
    assert [a["/Contents"] for a in first] == ["The chair's own", "What to do"]
    assert [a["/Contents"] for a in second] == ["The chair's own"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    path = two_pages(tmp_path)

    assert noted(path) == noted(path)


def test_any_text_stays_text(tmp_path: Path) -> None:
    copy = noted(two_pages(tmp_path), Note(1, (PLACE,), NASTY, NASTY + "x" * 10_000, "fail"))

    (mark,) = comments(copy)
    said = str(mark["/Contents"])
    assert said.startswith("</script> =HYPERLINK(1) ]]> (paren \\ slash)  [31m  gnihsam")
    assert "Zoë 🙂" in said
    assert len(said) == 4_000
    (entry,) = opened(copy).outline[1]
    assert not set("\x1b\u202e\x00") & set(entry.title)


@pytest.mark.parametrize("number", [1, 40, 400])
def test_notes_at_the_edge_stay_on_the_page(tmp_path: Path, number: int) -> None:
    copy = noted(two_pages(tmp_path), *(Note(0, (), f"N{n}", "t", "fail") for n in range(number)))

    rects = [tuple(map(float, mark["/Rect"])) for mark in comments(copy)]
    assert len(set(rects)) == number
    assert all(0 <= x0 < x1 <= 596 and 0 <= y0 < y1 <= 842 for x0, y0, x1, y1 in rects)


def test_places_beyond_the_page_do_no_harm(tmp_path: Path) -> None:
    copy = noted(
        two_pages(tmp_path),
        Note(1, (Box(-500, -500, 9_000, 9_000), Box(9_000, 9_000, 9_100, 9_100)), "A", "a", "fail"),
        Note(77, (PLACE,), "B", "b", "fail"),
    )

    highlight, note = comments(copy)
    assert max(map(float, highlight["/Rect"])) <= 842.1
    assert note["/Subtype"] == "/Text"


# --- files of every kind ----------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_file_that_only_restricts_is_copied(tmp_path: Path, algorithm: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(two_pages(tmp_path)))
    writer.add_outline_item(title="Chapter", page_number=1)
    writer.encrypt("", "the owner's", algorithm=algorithm)
    writer.write(tmp_path / "restricted.pdf")

    reader = opened(noted(tmp_path / "restricted.pdf"))

    assert not reader.is_encrypted
    assert titles(reader.outline) == ["dhrcheck findings (1)", ["A finding"], "Chapter"]
    assert [page.extract_text().strip() for page in reader.pages] == ["Page one", "Page two"]


def test_a_damaged_file_that_opens_is_copied(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(b"%PDF-1.4\n%moved\n" + whole[9 : whole.rindex(b"startxref")] + b"%%EOF\n")
    assert read_file(path).is_open

    assert len(opened(noted(path)).pages) == 2


def test_a_signed_file_is_copied_without_its_signature(tmp_path: Path) -> None:
    def signed(writer: PdfWriter) -> None:
        value = writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Sig"),
                    NameObject("/ByteRange"): ArrayObject([NumberObject(n) for n in (0, 9, 20, 9)]),
                }
            )
        )
        field = DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject("Signature1"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (9, 9, 99, 99)]),
                NameObject("/V"): value,
            }
        )
        entry = writer._add_object(field)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([entry])
        form = {
            NameObject("/Fields"): ArrayObject([entry]),
            NameObject("/SigFlags"): NumberObject(3),
        }
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)
        perms = DictionaryObject({NameObject("/DocMDP"): value})
        writer.root_object[NameObject("/Perms")] = perms

    copy = noted(altered(two_pages(tmp_path), signed))

    root = opened(copy).trailer["/Root"]
    assert "/Perms" not in root
    (field,) = (f.get_object() for f in root["/AcroForm"]["/Fields"])
    assert "/V" not in field
    assert field["/T"] == "Signature1"


def test_what_runs_in_a_file_does_not_run_in_its_copy(tmp_path: Path) -> None:
    def active(writer: PdfWriter) -> None:
        by_name = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject("app.alert('by name');"),
            }
        )
        scripts = ArrayObject([TextStringObject("start"), writer._add_object(by_name)])
        tree = DictionaryObject({NameObject("/Names"): scripts})
        names = DictionaryObject({NameObject("/JavaScript"): tree})
        writer.root_object[NameObject("/Names")] = names
        launch = DictionaryObject(
            {
                NameObject("/S"): NameObject("/Launch"),
                NameObject("/F"): TextStringObject("calc.exe"),
            }
        )
        writer.root_object[NameObject("/OpenAction")] = launch
        link = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (9, 9, 99, 99)]),
                NameObject("/A"): DictionaryObject(
                    {
                        NameObject("/S"): NameObject("/JavaScript"),
                        NameObject("/JS"): TextStringObject("app.alert('click');"),
                    }
                ),
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])

    path = altered(two_pages(tmp_path), active)
    assert read_file(path).properties.actions

    copy = noted(path)

    for words_of_it in (b"app.alert", b"calc.exe", b"/S /JavaScript", b"/Launch"):
        assert words_of_it not in copy
    (tmp_path / "copy.pdf").write_bytes(copy)
    assert read_file(tmp_path / "copy.pdf").is_open


@pytest.mark.parametrize("outlines", ["circle", "empty", "words", "no list"])
def test_a_broken_outline_does_no_harm(tmp_path: Path, outlines: str) -> None:
    def broken(writer: PdfWriter) -> None:
        entry = DictionaryObject({NameObject("/Title"): TextStringObject("Round and round")})
        at = writer._add_object(entry)
        entry[NameObject("/Next")] = at
        root = {
            "circle": DictionaryObject({NameObject("/First"): at, NameObject("/Last"): at}),
            "empty": DictionaryObject(),
            "words": TextStringObject("none"),
            "no list": DictionaryObject({NameObject("/First"): TextStringObject("none")}),
        }[outlines]
        writer.root_object[NameObject("/Outlines")] = writer._add_object(root)

    copy = noted(altered(two_pages(tmp_path), broken))

    first = pdfium.PdfDocument(copy).get_toc(max_depth=2)
    assert [next(first).get_title() for _ in range(2)] == ["dhrcheck findings (1)", "A finding"]


@pytest.mark.parametrize("annots", [NumberObject(5), TextStringObject("x"), DictionaryObject()])
def test_a_page_whose_comments_are_broken_gets_ours(tmp_path: Path, annots: Any) -> None:
    def broken(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Annots")] = annots

    assert len(comments(noted(altered(two_pages(tmp_path), broken)))) == 1


def test_what_is_no_pdf_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"PK\x03\x04 a Word document")

    with pytest.raises(NotMade, match=r"^[A-Z].*\.$"):
        noted(path)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf looks at the copy")
def test_another_program_finds_no_fault_with_a_copy(tmp_path: Path) -> None:
    copies = {
        "plain": noted(two_pages(tmp_path), Note(1, (PLACE,), NASTY, NASTY, "fail")),
        "tagged": noted(tagged(tmp_path / "t.pdf", [("H1", "Heading")])),
    }
    for name, copy in copies.items():
        path = tmp_path / f"{name}-copy.pdf"
        path.write_bytes(copy)
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr


# --- a report as an annotated copy ------------------------------------------------------------------


def checked(*paths: Path, results: Sequence[Result]) -> Report:
    report = a_report(*results, files=tuple(read_file(path) for path in paths))
    return replace(report, submission=replace(report.submission, flow=()))


def rendered(report: Report, *paths: Path) -> bytes:
    with Pages(paths, [f.sha256 for f in report.submission.files]) as work:
        return render(report, Look(pages=work))


def failing(rule_id: str, *evidence: Evidence, title: str = "", **more: Any) -> Result:
    rule = a_rule(rule_id, title=title or f"About {rule_id}")
    return a_result(Status.FAIL, f"Message of {rule_id}.", rule=rule, evidence=evidence, **more)


def test_findings_stand_in_the_order_of_their_weight(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    advised = a_rule("advised-one", Severity.ADVISED, "Advised")
    results = [
        a_result(Status.PASS, rule=a_rule("good", title="Good")),
        a_result(Status.REVIEW, rule=a_rule("to-see", title="To see")),
        a_result(Status.FAIL, rule=advised),
        failing("wrong", Evidence(0, 2, "words", PLACE), title="Wrong"),
        a_result(Status.UNREAD, rule=a_rule("unread", title="Unread")),
        a_result(Status.NOT_APPLICABLE, rule=a_rule("other", title="Other")),
        a_result(
            Status.FAIL, rule=a_rule("waived", title="Waived"), decision="Waived by a person."
        ),
    ]

    reader = opened(rendered(checked(path, results=results), path))

    assert titles(reader.outline) == [
        "dhrcheck findings (4)",
        [
            "Must be put right: Wrong",
            "Better put right: Advised",
            "A person must decide: To see",
            "Could not be checked: Unread",
        ],
    ]


def test_a_comment_says_what_is_wrong_what_to_do_and_why(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    copy = rendered(checked(path, results=[failing("wrong", Evidence(0, 2, "w", PLACE))]), path)

    (mark,) = comments(copy, 2)
    said = str(mark["/Contents"])
    for words_of_it in ("Must be put right", "Message of wrong.", "Attach it.", "It is asked for."):
        assert words_of_it in said
    assert "Home Office QA Panel letter" in said


def test_a_comment_on_what_is_missing_says_where_it_was_looked_for(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    near = NearMiss(0, 2, "the nearest words", 80.0)
    missing = failing("missing", searched=(PageRange(0, 1, 2),), nearest=near)
    copy = rendered(checked(path, results=[missing]), path)

    _, mark = comments(copy, 1)
    assert "Looked at pages 1 to 2." in mark["/Contents"]
    assert "Nearest, on page 2: “the nearest words”" in mark["/Contents"]


def test_the_first_page_says_what_the_copy_is_of(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    report = checked(path, results=[failing("wrong")])
    copy = rendered(report, path)

    summary, finding = comments(copy, 1)
    assert "FAIL" in summary["/Contents"]
    assert digest(path) in summary["/Contents"]
    assert report.ruleset.sha256 in summary["/Contents"]
    assert finding["/Subtype"] == "/Text"
    assert digest(path) in (opened(copy).metadata or {})["/dhrcheck"]


def test_a_report_without_findings_is_copied_with_the_summary_alone(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    copy = rendered(checked(path, results=[a_result(Status.PASS)]), path)

    (summary,) = comments(copy, 1)
    assert "PASS" in summary["/Contents"]
    assert opened(copy).outline == []


def test_several_files_stand_one_after_another(tmp_path: Path) -> None:
    one = drawn(tmp_path / "report.pdf", words("R1"), words("R2"))
    other = drawn(tmp_path / "letter.pdf", words("L1"))
    results = [
        failing("in-letter", Evidence(1, 1, "w", PLACE)),
        failing("looked", searched=(PageRange(1, 1, 1),)),
        failing("in-report", Evidence(0, 2, "w", PLACE)),
    ]

    copy = rendered(checked(one, other, results=results), one, other)

    reader = opened(copy)
    assert [page.extract_text().strip() for page in reader.pages] == ["R1", "R2", "L1"]
    assert titles(reader.outline)[2:] == ["report.pdf", "letter.pdf"]
    assert len(comments(copy, 2)) == 1
    assert len(comments(copy, 3)) == 2


def test_a_file_that_does_not_open_is_left_out_and_named(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    word = tmp_path / "plan.docx"
    word.write_bytes(b"PK\x03\x04")
    report = checked(word, path, results=[failing("wrong", Evidence(0, None))])

    copy = rendered(report, word, path)

    assert len(opened(copy).pages) == 2
    summary, finding = comments(copy, 1)
    assert "plan.docx” is not in this copy" in summary["/Contents"]
    assert finding["/Subtype"] == "/Text"


def test_a_file_that_changed_meanwhile_is_left_out_and_named(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    other = drawn(tmp_path / "letter.pdf", words("Letter"))
    report = checked(path, other, results=[failing("wrong", Evidence(1, 1, "w", PLACE))])
    drawn(other, words("Another letter"))

    copy = rendered(report, path, other)

    assert len(opened(copy).pages) == 2
    assert "letter.pdf” is not in this copy" in comments(copy, 1)[0]["/Contents"]


def test_where_no_file_opens_there_is_no_copy_and_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(WrongUsage, match="not a PDF"):
        rendered(checked(path, results=[]), path)
    with pytest.raises(WrongUsage, match="none of the files opens"):
        rendered(checked(path, path, results=[]), path, path)

    locked = a_report(files=(a_file(outcome=FileOutcome.PASSWORD, pages=""),))
    with pytest.raises(WrongUsage):
        rendered(locked, path)
    with pytest.raises(WrongUsage):
        render(locked, Look())


def test_the_copy_is_known_again(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    report = checked(path, results=[failing("wrong")])
    with Pages([path], [digest(path)]) as work:
        written = REPORT_FORMATS["pdf"].content(report, Look(pages=work))

    assert is_ours(written[:1024], written[-1024:])
    assert not is_ours(path.read_bytes()[:1024], path.read_bytes()[-1024:])
    assert len(opened(written).pages) == 2


def test_a_finding_at_very_many_places_stays_a_sensible_copy(tmp_path: Path) -> None:
    path = two_pages(tmp_path)
    places = [Evidence(0, 1 + n % 2, "w", Box(72, n, 200, n + 5)) for n in range(800)]
    copy = rendered(checked(path, results=[failing("wrong", *places)]), path)

    marks = comments(copy, 1)[1:] + comments(copy, 2)
    assert sum(len(m["/QuadPoints"]) for m in marks) == 8 * 300
    assert "500 more places" in marks[0]["/Contents"]
