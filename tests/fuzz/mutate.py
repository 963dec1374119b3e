"""Spoils PDFs: the same seed spoils the same file in the same way, on every system."""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable, Sequence

NUMBERS = (
    *(b"0", b"-1", b"1", b"65535", b"65536", b"2147483647", b"-2147483648", b"4294967295"),
    *(b"4294967296", b"99999999999999999999", b"1e38", b"-1e38", b"0.00000001", b"3.4028236e38"),
    *(b".", b"-", b"--5", b"1.2.3", b"nan"),
)
FILTERS = (
    *(b"/FlateDecode", b"/LZWDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/RunLengthDecode"),
    *(b"/CCITTFaxDecode", b"/JBIG2Decode", b"/DCTDecode", b"/JPXDecode", b"/Crypt", b"/None"),
    *(b"[/FlateDecode /FlateDecode]", b"[" + b"/ASCIIHexDecode " * 50 + b"]"),
)
_NUMBER = re.compile(rb"(?<![\w.])[-+]?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\b.*?\bendobj", re.DOTALL)
_LENGTH = re.compile(rb"/Length \d+")
_LOOPING = re.compile(
    rb"/(Kids|Parent|Prev|Next|First|Last|K|P|ParentTree|Contents|Resources|Annots|Names|Dest|"
    rb"XObject|Font|DescendantFonts|ToUnicode|Length|Outlines|AcroForm|Fields|Popup|Pages|Root)"
    rb"(\s*\[?\s*)(\d+) 0 R"
)

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def opened_up(data: bytes) -> bytes:
    """The PDF with its streams unpacked, so that what is spoilt is what they say."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, EncodedStreamObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for number, each in enumerate(writer._objects):
        if isinstance(each, EncodedStreamObject) and each.get("/Filter") == "/FlateDecode":
            plain = DecodedStreamObject()
            entries = {
                k: v for k, v in each.items() if k not in ("/Filter", "/DecodeParms", "/Length")
            }
            plain.update(entries)
            plain.set_data(zlib.decompress(each._data))
            writer._objects[number] = plain
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def mended(data: bytes) -> bytes:
    """The PDF with a table of objects that is right for where they now stand."""
    start = data.rfind(b"\nxref")
    trailer = re.search(rb"trailer\s*(<<.*?>>)\s*startxref", data[start:], re.DOTALL)
    if start < 0 or trailer is None:
        return data
    places = {int(m[1]): m.start(1) for m in re.finditer(rb"(?m)^(\d{1,6}) 0 obj\b", data[:start])}
    size = max(places, default=0) + 1
    rows = b"".join(
        b"%010d 00000 %s \n" % (places.get(n, 0), b"n" if n in places else b"f")
        for n in range(size)
    )
    head = data[: start + 1]
    tail = b"xref\n0 %d\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n"
    return head + tail % (size, rows, trailer[1], len(head))


def _replaced(chance: random.Random, data: bytes, pattern: re.Pattern[bytes], by: bytes) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + by + data[match.end() :]


def flip(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Some bits."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The end is missing, or a piece."""
    at = chance.randrange(len(data))
    if chance.random() < 0.5:
        return data[:at]
    return data[:at] + data[at + chance.choice((1, 10, 1_000, 50_000)) :]


def splice(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A piece of another file in the middle."""
    other = chance.choice(others)
    start = chance.randrange(len(other))
    piece = other[start : start + chance.choice((5, 100, 5_000))]
    at = chance.randrange(len(data))
    return data[:at] + piece + data[at + chance.choice((0, len(piece))) :]


def again(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """An object a second time, with its own number or that of another."""
    found = list(_OBJECT.finditer(data))
    if not found:
        return data
    one, other = chance.choice(found), chance.choice(found)
    body = one.group()[len(one[1]) :]
    return data[: other.start()] + other[1] + body + b"\n" + data[other.start() :]


def number(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Odd numbers where others stood."""
    for _ in range(chance.choice((1, 1, 3, 10))):
        data = _replaced(chance, data, _NUMBER, chance.choice(NUMBERS))
    return data


def reference(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """One object where another was meant."""
    found = _REFERENCE.findall(data)
    for _ in range(chance.choice((1, 2, 5))):
        if found:
            data = _replaced(chance, data, _REFERENCE, chance.choice(found) + b" 0 R")
    return data


def loop(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Something that holds, or follows, itself."""
    found = list(_LOOPING.finditer(data))
    if not found:
        return data
    match = chance.choice(found)
    above = re.findall(rb"(?m)^(\d+) 0 obj\b", data[: match.start()])
    own = above[-1] if above else match[3]
    times = chance.choice((1, 1, 2, 30))
    return data[: match.start(3)] + (own + b" 0 R ") * times + data[match.end() :]


def name(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """One name where another stood."""
    found = _NAME.findall(data)
    for _ in range(chance.choice((1, 3))):
        if found:
            data = _replaced(chance, data, _NAME, chance.choice(found))
    return data


def nest(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Lists in lists, dictionaries in dictionaries, or texts in texts."""
    deep = chance.choice((50, 2_000, 60_000))
    opening, closing = chance.choice(((b"[", b"]"), (b"<</A ", b">>"), (b"(", b")"), (b"q ", b"")))
    return _replaced(
        chance, data, _NUMBER, opening * deep + b"1" + closing * chance.choice((0, deep))
    )


def length(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A stream whose length is not the one it gives."""
    wrong = chance.choice((*NUMBERS, b"1 0 R", b"4 0 R", b"(5)", b"[5]", b""))
    return _replaced(chance, data, _LENGTH, b"/Length " + wrong)


def packing(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """A stream that says it is packed in a way it is not."""
    more = b"/Filter " + chance.choice(FILTERS)
    if chance.random() < 0.5:
        more += b" /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 99 /K -1 >>"
    match = chance.choice(list(_LENGTH.finditer(data)) or [None])
    return data if match is None else data[: match.end()] + b" " + more + b" " + data[match.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    *(flip, cut, splice, again, number, number, reference, loop, loop, name, nest, length, packing),
)


def spoilt(seed: int, samples: Sequence[bytes]) -> bytes:
    """The file that this seed stands for: one of ``samples``, spoilt once or several times."""
    chance = random.Random(seed)
    data = chance.choice(samples)
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(MUTATIONS)(chance, data, samples) or b"%PDF-"
    return mended(data) if chance.random() < 0.6 else data
