"""How reading a whole file ends, for files of every kind and in every state."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject

from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileOutcome
from dhrcheck.reading.pdf import read_file
from tests.reading_samples import altered, drawn, reading, words


def _sample(path: Path, pages: int = 3) -> Path:
    return drawn(path, *(words(f"Page {number} of the review") for number in range(1, pages + 1)))


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return data.getvalue()


def _open_document() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "an empty file"),
        (_zip("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (OLE + "WordDocument".encode("utf-16-le"), "a Word document"),
        (_open_document(), "an OpenDocument file"),
        (_zip("a.txt"), "a zip file"),
        (b"<!DOCTYPE html><html><body>Review</body></html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "an image"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "an image"),
        (b"{\\rtf1\\ansi Review}", "a rich text file"),
        (b"Domestic Homicide Review\n", "a plain text file"),
        (b"\x01\x02\x03\x00\x04", "a file of an unknown kind"),
    ],
)
def test_what_is_no_pdf_is_named_by_its_bytes(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "report.pdf").write_bytes(data)

    read = reading(tmp_path / "report.pdf")

    assert (read.outcome, read.kind) == (FileOutcome.NOT_A_PDF, kind)
    assert kind in (read.reason or "")


def test_stray_bytes_before_the_header_do_no_harm(tmp_path: Path) -> None:
    sample = _sample(tmp_path / "a.pdf")
    sample.write_bytes(b"\r\n\r\n" + sample.read_bytes())

    assert reading(sample).outcome is FileOutcome.READ


def test_a_file_that_asks_for_a_password_does_not_open(tmp_path: Path) -> None:
    sample = altered(_sample(tmp_path / "a.pdf"), lambda w: w.encrypt("secret"))

    read = reading(sample)

    assert read.outcome is FileOutcome.PASSWORD
    assert "password" in (read.reason or "")
    assert read.pages == ()


def test_a_file_that_only_restricts_printing_opens_with_a_note(tmp_path: Path) -> None:
    sample = altered(
        _sample(tmp_path / "a.pdf"),
        lambda w: w.encrypt(
            "", "owner", permissions_flag=0b1111_1111_1111_1111_1111_0000_0000_0000 - (1 << 32)
        ),
    )

    read = reading(sample)

    assert read.outcome is FileOutcome.READ
    assert read.properties.encrypted
    assert any("printing" in note for note in read.properties.notes)


def test_a_file_cut_short_beyond_repair_is_damaged(tmp_path: Path) -> None:
    sample = _sample(tmp_path / "a.pdf")
    sample.write_bytes(sample.read_bytes()[:400])

    read = reading(sample)

    assert read.outcome is FileOutcome.DAMAGED
    assert read.reason == "The file is cut short: its end is missing."


def test_a_file_with_a_wrong_table_of_objects_is_repaired_and_read(tmp_path: Path) -> None:
    sample = _sample(tmp_path / "a.pdf")
    data = sample.read_bytes()
    at = data.rindex(b"startxref")
    sample.write_bytes(data[:at] + b"startxref\n7\n%%EOF\n")

    read = reading(sample)

    assert read.outcome is FileOutcome.READ
    assert len(read.pages) == 3


def test_a_file_without_pages_is_told_so(tmp_path: Path) -> None:
    def empty(writer: PdfWriter) -> None:
        tree = writer.root_object["/Pages"].get_object()
        tree[NameObject("/Kids")] = ArrayObject()
        tree[NameObject("/Count")] = NumberObject(0)

    read = reading(altered(_sample(tmp_path / "a.pdf"), empty))

    assert read.outcome is FileOutcome.NO_PAGES


def test_a_page_tree_that_loops_comes_to_an_end(tmp_path: Path) -> None:
    def loop(writer: PdfWriter) -> None:
        tree = writer.root_object["/Pages"].get_object()
        tree["/Kids"].append(writer.root_object.raw_get("/Pages"))
        tree[NameObject("/Count")] = NumberObject(6)

    read = reading(altered(_sample(tmp_path / "a.pdf"), loop))

    assert read.outcome is FileOutcome.READ
    assert [page.read.value for page in read.pages[:3]] == ["text"] * 3
    assert all(page.read.value == "broken" for page in read.pages[3:])


def test_a_broken_page_says_so_and_the_others_are_read(tmp_path: Path) -> None:
    def spoil(writer: PdfWriter) -> None:
        tree = writer.root_object["/Pages"].get_object()
        tree["/Kids"][1] = NumberObject(7)

    read = reading(altered(_sample(tmp_path / "a.pdf"), spoil))

    assert read.outcome is FileOutcome.READ
    assert [page.read.value for page in read.pages] == ["text", "broken", "text"]
    assert read.pages[1].note


def test_more_pages_than_the_limit_are_our_limit(tmp_path: Path) -> None:
    read = read_file(_sample(tmp_path / "a.pdf"), limits=Limits(pages=2))

    assert read.outcome is FileOutcome.TOO_LARGE
    assert read.outcome.is_our_limit


def test_size_and_digest_are_there_whatever_happens(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"abc")

    read = reading(tmp_path / "a.pdf")

    assert read.bytes == 3
    assert read.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
