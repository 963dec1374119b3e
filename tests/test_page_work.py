"""Pictures of places and the annotated copy, made by the child process that reads."""

from __future__ import annotations

import hashlib
import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    FloatObject,
    NameObject,
    RectangleObject,
)
from reportlab.pdfgen.canvas import Canvas

from dhrcheck.outcome import Box, Evidence
from dhrcheck.reading import worker
from dhrcheck.reading.page_work import Clip, Note, NotMade, Pages, clip_around
from dhrcheck.reading.png import PNG_SIZE, is_png, png
from tests.reading_samples import altered, drawn, page, words

WORD = "Evidence"
MARKED = (255, 224, 92)
"""The colour of highlighted paper."""
PAINT = (24, 24, 24)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pages(*paths: Path, covered: Sequence[Evidence] = (), **more: Any) -> Pages:
    return Pages(paths, [digest(p) for p in paths], covered, **more)


def pictures(path: Path, *clips: Clip, covered: Sequence[Evidence] = ()) -> list[Image.Image]:
    with pages(path, covered=covered) as work:
        made = work.pictures(clips)
    assert None not in made, work.why(0)
    return [Image.open(io.BytesIO(each)).convert("RGB") for each in made if each]


def seen(image: Image.Image, colour: Callable[[tuple[int, int, int]], bool]) -> Box | None:
    """The box of all pixels with such a colour."""
    wide, tall = image.size
    pixels = image.load()
    found = [(x, y) for y in range(tall) for x in range(wide) if colour(pixels[x, y])]
    if not found:
        return None
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1)


def dark(pixel: tuple[int, int, int]) -> bool:
    return max(pixel) < 110


def red(pixel: tuple[int, int, int]) -> bool:
    return pixel[0] > 200 and pixel[1] < 200 and pixel[2] < 200


def close(one: Box | None, other: Box, by: float = 2.0) -> bool:
    return one is not None and all(abs(a - b) <= by for a, b in zip(one, other))


# --- pages of every shape ------------------------------------------------------------------------


def _sheet(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(200, 500, WORD)


def _turned(degrees: int) -> Callable[[PdfWriter], None]:
    def alter(writer: PdfWriter) -> None:
        writer.pages[0].rotate(degrees)

    return alter


def _boxed(*entries: tuple[str, tuple[float, float, float, float]]) -> Callable[[PdfWriter], None]:
    def alter(writer: PdfWriter) -> None:
        for key, box in entries:
            writer.pages[0][NameObject(key)] = RectangleObject(box)

    return alter


def _all(*steps: Callable[[PdfWriter], None]) -> Callable[[PdfWriter], None]:
    def alter(writer: PdfWriter) -> None:
        for step in steps:
            step(writer)

    return alter


def _unit(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/UserUnit")] = FloatObject(2)


CROPPED = _boxed(("/CropBox", (150, 300, 500, 700)))
SHAPES = {
    "plain": _turned(0),
    "turned by 90": _turned(90),
    "turned by 180": _turned(180),
    "turned by 270": _turned(270),
    "cropped": CROPPED,
    "cropped and turned by 90": _all(CROPPED, _turned(90)),
    "cropped and turned by 270": _all(CROPPED, _turned(270)),
    "with its corner elsewhere": _boxed(("/MediaBox", (-100, -50, 495, 792))),
    "cropped beyond the page": _boxed(("/CropBox", (-500, -500, 450, 900))),
    "with a unit of its own": _unit,
    "turned, with a unit of its own": _all(_unit, _turned(90)),
}


@pytest.fixture(params=SHAPES, ids=lambda name: name.replace(" ", "-"))
def shaped(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Box]:
    """A page of one of the shapes, and where its one word stands as displayed."""
    path = altered(drawn(tmp_path / "page.pdf", _sheet), SHAPES[request.param])
    (line,) = page(path).lines
    assert line.text == WORD
    return path, line.box


def test_a_picture_shows_the_place_whatever_the_shape_of_the_page(
    shaped: tuple[Path, Box],
) -> None:
    path, box = shaped
    around = Box(box.x0 - 20, box.y0 - 20, box.x1 + 20, box.y1 + 20)

    (plain,) = pictures(path, Clip(0, 1, around, ()))
    (marked,) = pictures(path, Clip(0, 1, around, (box,)))

    scale = plain.size[0] / (around.x1 - around.x0)
    ink = seen(plain, dark)
    assert ink is not None
    assert 20 * scale - 3 <= ink.x0
    assert ink.x1 <= plain.size[0] - 20 * scale + 3
    assert 20 * scale - 3 <= ink.y0
    assert ink.y1 <= plain.size[1] - 20 * scale + 3
    light = seen(marked, lambda p: p == MARKED)
    assert light is not None
    assert light.x0 <= ink.x0
    assert light.y0 <= ink.y0
    assert light.x1 >= ink.x1
    assert light.y1 >= ink.y1


def test_a_name_is_painted_over_whatever_the_shape_of_the_page(shaped: tuple[Path, Box]) -> None:
    path, box = shaped
    around = Box(box.x0 - 20, box.y0 - 20, box.x1 + 20, box.y1 + 20)

    (shown,) = pictures(path, Clip(0, 1, around, ()))
    (hidden,) = pictures(path, Clip(0, 1, around, (box,)), covered=[Evidence(0, 1, box=box)])

    ink, paint = seen(shown, dark), seen(hidden, lambda p: p == PAINT)
    assert ink is not None
    assert paint is not None
    assert paint.x0 < ink.x0
    assert paint.y0 < ink.y0
    assert paint.x1 > ink.x1
    assert paint.y1 > ink.y1
    inside = hidden.crop([round(v) for v in paint])
    assert inside.getcolors() == [(inside.size[0] * inside.size[1], PAINT)]


def test_a_comment_stands_on_the_words_whatever_the_shape_of_the_page(
    shaped: tuple[Path, Box],
) -> None:
    path, box = shaped
    with pages(path) as work:
        copy = work.annotated(0, [Note(1, (box,), "A finding", "What to do", "fail")])

    # Drawn at one pixel for each point, as any viewer draws it.
    image = pdfium.PdfDocument(copy)[0].render(scale=1).to_pil().convert("RGB")
    assert close(seen(image, red), box)


# --- pictures ------------------------------------------------------------------------------------


def test_pictures_come_in_the_order_asked_for(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words("x"), words("y" * 30), words("z" * 60))
    whole = Box(0, 50, 600, 120)

    third, first, second = pictures(path, *(Clip(0, n, whole, ()) for n in (3, 1, 2)))

    widths = [seen(image, dark) for image in (first, second, third)]
    assert widths == sorted(widths, key=lambda box: box.x1 if box else 0)


def test_pictures_of_several_files_come_from_the_right_one(tmp_path: Path) -> None:
    one = drawn(tmp_path / "one.pdf", words("x" * 60))
    other = drawn(tmp_path / "other.pdf", words("x"))
    clips = [Clip(n, 1, Box(0, 50, 600, 120), ()) for n in (1, 0, 1)]

    with pages(one, other) as work:
        made = work.pictures(clips)

    assert made[0] == made[2] != made[1]


def test_the_same_place_gives_the_same_bytes(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words("The same words"))
    clip = clip_around(0, 1, [Box(72, 60, 200, 75)])

    with pages(path) as one, pages(path) as other:
        assert one.pictures([clip]) == other.pictures([clip])


@pytest.mark.parametrize(
    "clip",
    [
        Clip(0, 2, Box(0, 0, 100, 100), ()),
        Clip(0, 99_999, Box(0, 0, 100, 100), ()),
        Clip(0, 0, Box(0, 0, 100, 100), ()),
        Clip(0, 1, Box(5_000, 5_000, 5_100, 5_100), ()),
        Clip(0, 1, Box(100, 100, 50, 50), ()),
        Clip(0, 1, Box(100, 100, 100, 100), ()),
    ],
)
def test_what_cannot_be_drawn_gives_nothing_and_spoils_nothing(tmp_path: Path, clip: Clip) -> None:
    path = drawn(tmp_path / "a.pdf", words("A page"))
    good = Clip(0, 1, Box(0, 0, 300, 200), ())

    with pages(path) as work:
        before, none, after = work.pictures([good, clip, good])

    assert none is None
    assert before == after
    assert before is not None


def test_marks_that_reach_over_the_edge_are_cut(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words("A page"))
    mark = Box(-500, -500, 5_000, 5_000)

    (picture,) = pictures(path, Clip(0, 1, Box(0, 0, 300, 200), (mark,)))

    assert seen(picture, lambda p: p == (255, 255, 255)) is None


def test_a_page_of_enormous_size_is_shown_around_its_marks(tmp_path: Path) -> None:
    path = altered(drawn(tmp_path / "a.pdf", _sheet), _boxed(("/MediaBox", (0, 0, 14_400, 14_400))))
    (line,) = page(path).lines

    (picture,) = pictures(path, clip_around(0, 1, [line.box]))

    assert max(picture.size) <= max(PNG_SIZE)
    light = seen(picture, lambda p: p == MARKED)
    assert light is not None
    assert light.x1 - light.x0 > 40


def test_a_page_without_a_place_to_cover_is_not_shown_at_all(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words("A"), words("B"))
    whole = Box(0, 0, 300, 200)

    with pages(path, covered=[Evidence(0, 2)]) as work:
        made = work.pictures([Clip(0, 1, whole, ()), Clip(0, 2, whole, ())])

        assert made[0] is not None
        assert made[1] is None
        assert work.is_kept_back(0, 2)
        assert not work.is_kept_back(0, 1)


def test_a_file_that_was_changed_is_not_shown(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words("As it was checked"))
    work = pages(path)
    drawn(path, words("As it is now"))

    with work:
        assert work.pictures([Clip(0, 1, Box(0, 0, 300, 200), ())]) == (None,)
        assert "no longer the one that was checked" in (work.why(0) or "")
        with pytest.raises(NotMade, match="no longer the one"):
            work.annotated(0, [])


def test_a_file_that_is_gone_is_not_shown(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words("Here today"))
    work = pages(path)
    path.unlink()

    with work:
        assert work.pictures([Clip(0, 1, Box(0, 0, 300, 200), ())]) == (None,)
        assert work.why(0)
        with pytest.raises(NotMade):
            work.annotated(0, [])


def test_a_locked_file_gives_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path / "b.pdf", words("Locked"))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)

    with pages(path) as work:
        assert work.pictures([Clip(0, 1, Box(0, 0, 300, 200), ())]) == (None,)
        assert "password" in (work.why(0) or "")
        with pytest.raises(NotMade, match="password"):
            work.annotated(0, [])


def test_nothing_is_started_where_nothing_is_asked_for(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words("A"))

    with pages(path) as work:
        assert work.pictures([]) == ()
        assert work._worker._process is None


def test_a_picture_is_a_whole_png_of_the_size_asked_for() -> None:
    made = png(b"\0\1\1\0", 2, 2, [(0, 0, 0), (255, 255, 255)])

    assert Image.open(io.BytesIO(made)).convert("L").tobytes() == b"\x00\xff\xff\x00"
    assert is_png(made, 4)
    for wrong in (made[:-1], made + b"x", made[:40] + b"?" + made[41:], b"<svg/>", b"", made * 2):
        assert not is_png(wrong, 4)
    assert not is_png(made, 3)


# --- the child comes to grief ---------------------------------------------------------------------

needs_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="stands in for the child by a script"
)


def _pretend(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(worker, "_LAST_BREATH", 0.05)
    monkeypatch.setattr(worker, "_BOOT", f"import sys, os, time, json\n{script}")


TAKE_ALL = """
line = sys.stdin.buffer.readline()
while size := int.from_bytes(sys.stdin.buffer.read(4), "big"): sys.stdin.buffer.read(size)
"""


@needs_posix
@pytest.mark.parametrize(
    "script",
    [
        "os.abort()",
        "print('nonsense', flush=True); time.sleep(60)",
        "print('[]', flush=True); time.sleep(60)",
        TAKE_ALL + 'print(\'{"picture": 7, "png": null}\', flush=True); time.sleep(60)',
        TAKE_ALL + 'print(\'{"picture": 0, "png": "PHN2Zz4="}\', flush=True); time.sleep(60)',
        TAKE_ALL + 'print(\'{"picture": 0, "png": 5}\', flush=True); time.sleep(60)',
        TAKE_ALL + 'print(\'{"piece": "PHN2Zz4="}\', flush=True); time.sleep(60)',
        TAKE_ALL + 'print(\'{"end": "read"}\', flush=True)',
    ],
)
def test_a_child_that_dies_or_lies_costs_its_pictures_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    path = drawn(tmp_path / "a.pdf", words("A"))
    _pretend(monkeypatch, script)

    with pages(path) as work:
        made = work.pictures([Clip(0, 1, Box(0, 0, 300, 200), ())] * 5)
        assert made == (None,) * 5
        with pytest.raises(NotMade):
            work.annotated(0, [])


@needs_posix
def test_a_child_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drawn(tmp_path / "a.pdf", words("A"))
    _pretend(monkeypatch, "time.sleep(600)")

    with pages(path, timeout=0.3) as work:
        assert work.pictures([Clip(0, 1, Box(0, 0, 300, 200), ())]) == (None,)
        assert "too long" in (work.why(0) or "")
        with pytest.raises(NotMade, match="longer than"):
            work.annotated(0, [])
        process = work._worker._process
    assert process is not None
    assert process.wait(5) is not None


def test_leaving_the_block_ends_the_child_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words("A"))

    with pages(path) as work:
        work.annotated(0, [Note(1, (), "T", "t", "fail")])
        work.pictures([Clip(0, 1, Box(0, 0, 300, 200), ())])
        process = work._worker._process

    assert process is not None
    deadline = time.monotonic() + 5
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert process.poll() is not None
    assert list(tmp_path.iterdir()) == [path]
