"""What a file says about itself: properties, outline, tags, attachments, actions, fields."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from dhrcheck.reading.model import Properties
from tests.reading_samples import altered, drawn, reading, tagged, words


def _properties(path: Path, *alterations: object) -> Properties:
    sample = drawn(path, words("One"), words("Two"))
    for alter in alterations:
        altered(sample, alter)  # type: ignore[arg-type]
    return reading(sample).properties


def _action(kind: str, **more: object) -> DictionaryObject:
    entries = {NameObject("/S"): NameObject(f"/{kind}")}
    return DictionaryObject({**entries, **{NameObject(f"/{k}"): v for k, v in more.items()}})


def test_title_author_and_producer_are_read(tmp_path: Path) -> None:
    def describe(writer: PdfWriter) -> None:
        writer.add_metadata({"/Title": "Overview Report – Adult “A”", "/Author": "An Author"})

    found = _properties(tmp_path / "a.pdf", describe)

    assert (found.title, found.author) == ("Overview Report – Adult “A”", "An Author")
    assert found.producer
    assert found.complete


def test_xmp_speaks_where_the_older_entries_are_silent(tmp_path: Path) -> None:
    def describe(writer: PdfWriter) -> None:
        xmp = DecodedStreamObject()
        xmp.set_data(
            b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
            b'rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li '
            b'xml:lang="x-default">Overview Report</rdf:li></rdf:Alt></dc:title></rdf:Description>'
            b'</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
        )
        writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
        writer.metadata = {}

    assert _properties(tmp_path / "a.pdf", describe).title == "Overview Report"


def test_the_outline_leads_to_pages(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for level, title in enumerate(["Analysis", "Equality and diversity"]):
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, level)

    found = reading(drawn(tmp_path / "a.pdf", words("One"), draw)).properties.bookmarks

    assert [(b.level, b.page, b.title) for b in found] == [
        (1, 2, "Analysis"),
        (2, 2, "Equality and diversity"),
    ]


def test_tagged_headings_have_their_levels_and_words(tmp_path: Path) -> None:
    headings = [("Chapter", "1 Introduction"), ("H2", "1.1 Timescales"), ("H", "Panel")]
    found = reading(tagged(tmp_path / "a.pdf", headings)).properties

    assert found.tagged
    assert found.language == "en-GB"
    assert [(h.level, h.page, h.text) for h in found.headings] == [
        (1, 1, "1 Introduction"),
        (2, 1, "1.1 Timescales"),
        (0, 1, "Panel"),
    ]


def test_a_heading_tag_around_nothing_is_left_out(tmp_path: Path) -> None:
    headings = [("H1", "1 Introduction"), ("H2", " "), ("H1", "2 Terms of reference")]

    found = reading(tagged(tmp_path / "a.pdf", headings)).properties.headings

    assert [h.text for h in found] == ["1 Introduction", "2 Terms of reference"]


def test_a_mark_that_says_tagged_over_nothing_is_not_believed(tmp_path: Path) -> None:
    def mark(writer: PdfWriter) -> None:
        marked = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        writer.root_object[NameObject("/MarkInfo")] = marked

    assert not _properties(tmp_path / "a.pdf", mark).tagged


def test_a_title_shown_in_the_window_bar_is_known(tmp_path: Path) -> None:
    def show(writer: PdfWriter) -> None:
        preferences = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
        writer.root_object[NameObject("/ViewerPreferences")] = preferences

    assert _properties(tmp_path / "a.pdf", show).shows_title
    assert not _properties(tmp_path / "b.pdf").shows_title


def test_attachments_are_listed_by_name(tmp_path: Path) -> None:
    found = _properties(tmp_path / "a.pdf", lambda w: w.add_attachment("Draft v2.docx", b"PK"))

    assert found.attachments == ("Draft v2.docx",)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("JavaScript", ("JavaScript when the document opens",)),
        ("Launch", ("Launch when the document opens",)),
        ("SubmitForm", ("SubmitForm when the document opens",)),
        ("GoTo", ()),
    ],
)
def test_what_happens_when_the_document_opens_is_listed(
    tmp_path: Path, kind: str, said: tuple[str, ...]
) -> None:
    def act(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = _action(kind)

    assert _properties(tmp_path / "a.pdf", act).actions == said


def test_a_script_in_the_documents_names_is_listed(tmp_path: Path) -> None:
    def name(writer: PdfWriter) -> None:
        script = _action("JavaScript", JS=TextStringObject("app.alert(1)"))
        pairs = ArrayObject([TextStringObject("start"), writer._add_object(script)])
        scripts = DictionaryObject({NameObject("/Names"): pairs})
        names = DictionaryObject({NameObject("/JavaScript"): scripts})
        writer.root_object[NameObject("/Names")] = names

    found = _properties(tmp_path / "a.pdf", name)

    assert found.actions == ("JavaScript when the document opens",)


def test_an_action_behind_a_link_is_listed_with_its_page(tmp_path: Path) -> None:
    def act(writer: PdfWriter) -> None:
        rectangle = ArrayObject([NumberObject(n) for n in (10, 10, 50, 50)])
        link = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/Rect"): rectangle,
                NameObject("/A"): _action("JavaScript", JS=TextStringObject("app.alert(1)")),
            }
        )
        writer.pages[1][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])

    assert _properties(tmp_path / "a.pdf", act).actions == ("JavaScript on page 2",)


def test_ordinary_links_are_no_actions(tmp_path: Path) -> None:
    sample = drawn(tmp_path / "a.pdf", lambda c: c.linkURL("https://example.org", (9, 9, 99, 99)))

    assert reading(sample).properties.actions == ()


def test_form_fields_are_listed_with_their_kind(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="panel date", x=72, y=600, width=100, height=20)
        canvas.acroForm.checkbox(name="agreed", x=72, y=500)

    found = reading(drawn(tmp_path / "a.pdf", draw)).properties.form_fields

    assert set(found) == {"panel date (text)", "agreed (button)"}


def test_an_empty_form_dictionary_holds_no_fields(tmp_path: Path) -> None:
    def form(writer: PdfWriter) -> None:
        fields = DictionaryObject({NameObject("/Fields"): ArrayObject()})
        writer.root_object[NameObject("/AcroForm")] = fields

    assert _properties(tmp_path / "a.pdf", form).form_fields == ()
