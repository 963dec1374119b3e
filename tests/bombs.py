"""Small files that grow when they are opened: each is made on the spot, none is larger than 12 MB."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache

MEGABYTE = 1 << 20


@lru_cache(maxsize=8)
def zeros(megabytes: int, byte: bytes = b"\0") -> bytes:
    """A zlib stream of about a thousandth of ``megabytes`` that expands to all of them."""
    # After a full flush a block stands by itself, so that one can be repeated.
    block = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    piece = block.compress(byte * MEGABYTE) + block.flush(zlib.Z_FULL_FLUSH)
    number = megabytes * MEGABYTE
    low, high = 1 + byte[0] * number, number + byte[0] * number * (number + 1) // 2
    check = (high % 65_521) << 16 | low % 65_521
    return b"\x78\xda" + piece * megabytes + b"\x03\x00" + check.to_bytes(4, "big")


def stream(entries: str, data: bytes) -> bytes:
    """A stream object's text."""
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def pdf(objects: dict[int, bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of these objects, with a right table of them."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def page(
    content: bytes = b"BT /F1 12 Tf 72 700 Td (Words) Tj ET",
    *,
    catalog: str = "",
    entries: str = "",
    resources: str = "",
    more: dict[int, bytes] | None = None,
    content_entries: str = "",
    trailer: str = "",
) -> bytes:
    """A PDF of one page; objects 1 to 5 are taken."""
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            f"/Resources << /Font << /F1 5 0 R >> {resources} >> {entries} >>"
        ).encode(),
        4: stream(content_entries, content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **(more or {}),
    }
    return pdf(objects, f"/Root 1 0 R {trailer}")


def content_bomb() -> bytes:
    """A page's content of 10 MB that expands to 10 GB."""
    return page(zeros(10_000, b" "), content_entries="/Filter /FlateDecode")


def content_of_operators() -> bytes:
    """A page's content that expands to a gigabyte of things to draw."""
    return page(zeros(1_000, b"f"), content_entries="/Filter /FlateDecode")


def content_twice_packed() -> bytes:
    """A page's content packed twice: some kilobytes for 10 GB."""
    packed = zlib.compress(zeros(10_000, b" "), 9)
    return page(packed, content_entries="/Filter [/FlateDecode /FlateDecode]")


def objects_bomb() -> bytes:
    """An object stream that expands to 10 GB, with the page's font in it."""
    body = stream("/Type /ObjStm /N 1 /First 8 /Filter /FlateDecode", zeros(10_000, b" "))
    rows = [(0, 0, 65535)]
    out = bytearray(b"%PDF-1.7\n")
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream("", b"BT /F1 12 Tf 72 700 Td (Words) Tj ET"),
        6: body,
    }
    for number in range(1, 8):
        if number == 5:
            rows.append((2, 6, 0))
            continue
        rows.append((1, len(out), 0))
        if number in objects:
            out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    table = b"".join(
        k.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(2, "big") for k, a, b in rows
    )
    start = len(out)
    out += (
        b"7 0 obj\n" + stream("/Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R", table) + b"\nendobj\n"
    )
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def table_bomb() -> bytes:
    """A table of objects, itself a stream, that expands to 10 GB."""
    out = bytearray(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
    out += b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    start = len(out)
    entries = "/Type /XRef /Size 500000000 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode"
    out += b"7 0 obj\n" + stream(entries, zeros(10_000)) + b"\nendobj\n"
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _image(entries: str, data: bytes) -> bytes:
    return page(
        b"q 590 0 0 840 0 0 cm /I Do Q",
        resources="/XObject << /I 6 0 R >>",
        more={6: stream(f"/Type /XObject /Subtype /Image {entries}", data)},
    )


def image_bomb() -> bytes:
    """A picture of 60,000 by 60,000 points in colour: 10 GB of them."""
    entries = "/Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    return _image(f"{entries} /Filter /FlateDecode", zeros(10_300))


def image_over_words() -> bytes:
    """The same picture over words, so that somebody looks under it."""
    entries = "/Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    image = f"/Type /XObject /Subtype /Image {entries} /Filter /FlateDecode"
    return page(
        b"BT /F1 12 Tf 72 700 Td (Words) Tj ET q 500 0 0 700 40 100 cm /I Do Q",
        resources="/XObject << /I 6 0 R >>",
        more={6: stream(image, zeros(10_300))},
    )


def fax_bomb() -> bytes:
    """A fax picture that says it is 60,000 by 60,000 points and holds next to nothing."""
    entries = "/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    decode = "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>"
    return _image(f"{entries} {decode}", b"\x00" * 64)


def mask_bomb() -> bytes:
    """A mask of 60,000 by 60,000 points that lies over words."""
    entries = "/Width 60000 /Height 60000 /BitsPerComponent 1 /ImageMask true"
    return _image(f"{entries} /Filter /FlateDecode", zeros(430))


def description_bomb() -> bytes:
    """An XMP description that expands to 10 GB."""
    more = {6: stream("/Type /Metadata /Subtype /XML /Filter /FlateDecode", zeros(10_000, b" "))}
    return page(catalog="/Metadata 6 0 R", more=more)


def description_of_entities() -> bytes:
    """An XMP description whose entities stand for ten times the one before, ten times over."""
    tens = (f"&e{n};" * 10 for n in range(11))
    entities = "".join(f'<!ENTITY e{n} "{ten}">' for n, ten in enumerate(tens, 1))
    xml = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "words">{entities}]>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Keywords>&e11;</pdf:Keywords>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
    more = {6: stream("/Type /Metadata /Subtype /XML", xml.encode())}
    return page(catalog="/Metadata 6 0 R", more=more)


def description_of_outside() -> bytes:
    """An XMP description that asks for a file and for an address."""
    xml = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">
<!ENTITY f SYSTEM "http://127.0.0.1:9/x">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Keywords>&e;&f;</pdf:Keywords>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
    more = {6: stream("/Type /Metadata /Subtype /XML", xml.encode())}
    return page(catalog="/Metadata 6 0 R", more=more)


def attachment_bomb() -> bytes:
    """An attached file that expands to 10 GB."""
    return page(
        catalog="/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >>",
        more={
            6: b"<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>",
            7: stream("/Type /EmbeddedFile /Filter /FlateDecode", zeros(10_000)),
        },
    )


def font_bomb() -> bytes:
    """A font whose file expands to 10 GB."""
    return page(
        more={
            5: b"<< /Type /Font /Subtype /TrueType /BaseFont /Odd /FontDescriptor 6 0 R "
            b"/FirstChar 0 /LastChar 255 >>",
            6: b"<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontFile2 7 0 R >>",
            7: stream("/Length1 10 /Filter /FlateDecode", zeros(10_000)),
        }
    )


def map_bomb() -> bytes:
    """A font whose table of letters expands to 10 GB."""
    return page(
        more={
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            6: stream("/Filter /FlateDecode", zeros(10_000, b" ")),
        }
    )


def map_of_ranges() -> bytes:
    """A font whose table of letters gives a range of four thousand million."""
    lines = b"begincmap\n" + b"1 beginbfrange\n<00000000> <FFFFFFFF> <0041>\nendbfrange\n" * 200
    return page(
        more={
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            6: stream("", lines + b"endcmap"),
        }
    )


def forms_in_forms() -> bytes:
    """A drawing that draws another ten times, which draws another ten times, twelve deep."""
    more = {}
    for number in range(6, 18):
        below = f"/Resources << /XObject << /X {number + 1} 0 R >> >>"
        box = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {below}"
        more[number] = stream(box, b"/X Do " * 10)
    more[18] = stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", b"0 0 9 9 re f")
    return page(b"/X Do", resources="/XObject << /X 6 0 R >>", more=more)


def pages_in_pages() -> bytes:
    """A list of pages that names one list ten times, which names another ten times, nine deep."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for depth in range(9):
        kids = f"{depth + 3} 0 R " * 10
        objects[depth + 2] = (
            f"<< /Type /Pages /Kids [{kids}] /Count {10 ** (9 - depth)} >>".encode()
        )
    objects[11] = b"<< /Type /Page /Parent 10 0 R /MediaBox [0 0 595 842] >>"
    return pdf(objects)


def pages_without_end() -> bytes:
    """A list of pages that names itself, and says that it has two thousand million."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R 2 0 R 2 0 R] /Count 2147483647 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        }
    )


def lists_in_lists() -> bytes:
    """Half a million lists, each in the one before."""
    return page(entries=f"/Odd {'[' * 500_000}{']' * 500_000}")


def dictionaries_in_dictionaries() -> bytes:
    """A hundred thousand dictionaries, each in the one before, in the catalogue."""
    return page(catalog=f"/Odd {'<</A ' * 100_000}1{'>>' * 100_000}")


def saves_without_end() -> bytes:
    """A page that saves how it draws five million times."""
    return page(zlib.compress(b"q " * 5_000_000, 9), content_entries="/Filter /FlateDecode")


def endless_words() -> bytes:
    """A page of twenty million letters."""
    line = b"(" + b"words and words " * 1_000 + b") Tj 0 -14 Td "
    content = b"BT /F1 12 Tf 72 700 Td " + line * 1_250 + b"ET"
    return page(zlib.compress(content, 9), content_entries="/Filter /FlateDecode")


def endless_lines() -> bytes:
    """A page with two million rulings."""
    return page(zlib.compress(b"0 9 m 500 9 l S 9 0 m 9 500 l S " * 1_000_000, 9),
                content_entries="/Filter /FlateDecode")  # fmt: skip


def endless_grid() -> bytes:
    """A table of two thousand columns and two thousand rows."""
    across = b"".join(b"0 %d m 2000 %d l S " % (y, y) for y in range(2_000))
    down = b"".join(b"%d 0 m %d 2000 l S " % (x, x) for x in range(2_000))
    return page(across + down)


def huge_page() -> bytes:
    """A page of two thousand million points each way, with words and a picture over them."""
    return page(
        b"BT /F1 12 Tf 72 700 Td (Words) Tj ET 0 0 900 900 re f",
        entries="/MediaBox [0 0 2000000000 2000000000] /UserUnit 75000",
    )


def many_annotations() -> bytes:
    """A page with three hundred thousand notes."""
    note = "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Words) >> "
    return page(entries=f"/Annots [{note * 100_000}]")


def outline_in_circles() -> bytes:
    """Bookmarks that lead to each other."""
    return page(
        catalog="/Outlines 6 0 R",
        more={
            6: b"<< /Type /Outlines /First 7 0 R /Last 8 0 R /Count 2000000000 >>",
            7: b"<< /Title (One) /Parent 8 0 R /Next 8 0 R /First 7 0 R /Count 9 >>",
            8: b"<< /Title (Two) /Parent 7 0 R /Next 7 0 R /First 6 0 R /Count 9 >>",
        },
    )


def tags_in_circles() -> bytes:
    """Tags that hold each other."""
    return page(
        b"/P <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td (Words) Tj ET EMC",
        catalog="/StructTreeRoot 6 0 R /MarkInfo << /Marked true >>",
        entries="/StructParents 0",
        more={
            6: b"<< /Type /StructTreeRoot /K [7 0 R 8 0 R] /ParentTree 9 0 R >>",
            7: b"<< /Type /StructElem /S /H1 /P 8 0 R /K [8 0 R 7 0 R 0] /Pg 3 0 R >>",
            8: b"<< /Type /StructElem /S /Sect /P 7 0 R /K [7 0 R 7 0 R 8 0 R] /Pg 3 0 R >>",
            9: b"<< /Nums [0 [7 0 R]] /Kids [9 0 R] >>",
        },
    )


def fields_in_circles() -> bytes:
    """Form fields that hold each other."""
    return page(
        catalog="/AcroForm << /Fields [6 0 R 7 0 R] >>",
        more={
            6: b"<< /T (a) /FT /Tx /Parent 7 0 R /Kids [7 0 R 6 0 R] >>",
            7: b"<< /T (b) /FT /Tx /Parent 6 0 R /Kids [6 0 R 7 0 R] >>",
        },
    )


def tables_in_circles() -> bytes:
    """Tables of objects that each name the other as the one before."""
    whole = page()
    start = whole.rindex(b"xref\n0", 0, whole.rindex(b"startxref"))
    return whole.replace(b"/Root 1 0 R", b"/Prev %d /Root 1 0 R" % start)


def length_in_circles() -> bytes:
    """Streams that name each other as the place where their length stands."""
    return page(
        more={
            4: b"<< /Length 6 0 R >>\nstream\nBT (Words) Tj ET\nendstream",
            6: b"<< /Length 4 0 R >>\nstream\n12\nendstream",
        }
    )


BOMBS: tuple[Callable[[], bytes], ...] = (
    content_bomb,
    content_of_operators,
    content_twice_packed,
    objects_bomb,
    table_bomb,
    image_bomb,
    image_over_words,
    fax_bomb,
    mask_bomb,
    description_bomb,
    description_of_entities,
    description_of_outside,
    attachment_bomb,
    font_bomb,
    map_bomb,
    map_of_ranges,
    forms_in_forms,
    pages_in_pages,
    pages_without_end,
    lists_in_lists,
    dictionaries_in_dictionaries,
    saves_without_end,
    endless_words,
    endless_lines,
    endless_grid,
    huge_page,
    many_annotations,
    outline_in_circles,
    tags_in_circles,
    fields_in_circles,
    tables_in_circles,
    length_in_circles,
)
