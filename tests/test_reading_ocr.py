"""Scanned pages are read by text recognition: straightened, turned, safely, and always the same."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dhrcheck
from dhrcheck import engine as engine_room
from dhrcheck.outcome import Box, Evidence, ReadAs
from dhrcheck.reading import ocr, ocr_crew
from dhrcheck.reading.frame import Frame
from dhrcheck.reading.limits import Limits
from dhrcheck.reading.model import FileReading, PageReading
from dhrcheck.reading.ocr import Engine, NoEngineError, OcrMode, find_engine, how_to_install
from dhrcheck.reading.ocr_crew import OcrCrew
from dhrcheck.reading.ocr_lines import line_of
from dhrcheck.reading.ocr_words import Word
from dhrcheck.reading.ocr_worker import OcrWorker
from dhrcheck.reading.pdf import read_file
from dhrcheck.reading.reader import Reader
from dhrcheck.reading.wire import WireError, page_in, page_out
from tests.reading_samples import drawn, page, tabled, texts, words
from tests.reviews.expectations import statuses, written
from tests.scan_maker import PROSE, of_pictures, photograph, picture_of, reader, scanned, scribble


def engines() -> dict[str, Engine]:
    """The two ways to read a scan, as far as they are installed here."""
    found = find_engine()
    ways: dict[str, Engine] = {}
    if found and importlib.util.find_spec("tesserocr") and found.program is None:
        ways["tesserocr"] = found
    program = ocr._program()
    if found and program:
        ways["program"] = Engine(found.data, program)
    return ways


ENGINES = engines()
NEEDED = bool(os.environ.get("DHRCHECK_NEEDS_OCR"))
needs_ocr = pytest.mark.skipif(
    not ENGINES and not NEEDED, reason="no Tesseract is installed (extra “ocr”)"
)
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="stands in for the program")
SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports" / "scanned-letter.pdf"


@pytest.fixture(params=["tesserocr", "program"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Each way in turn, as the one that is found."""
    if request.param not in ENGINES:
        assert not NEEDED, f"{request.param} is not installed, and DHRCHECK_NEEDS_OCR is set"
        pytest.skip(f"{request.param} is not installed")
    way = ENGINES[request.param]
    monkeypatch.setattr(ocr_crew, "find_engine", lambda: way)
    return way


def recognised(path: Path, jobs: int | None = None, mode: OcrMode = OcrMode.AUTO) -> FileReading:
    """The file with its pictures of text recognised in ``jobs`` processes."""
    crew = OcrCrew(mode, 60.0, 1024, jobs)
    try:
        return crew.complete([path], [read_file(path)])[0]
    finally:
        crew.close()


def plain(read: PageReading) -> str:
    return " ".join(texts(read))


def letter(path: Path) -> Path:
    return drawn(path, words(*PROSE, size=11))


# --- what is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dpi", "skew"), [(150, 0.0), (150, 3.0), (200, -3.0), (200, 1.2), (300, -0.5), (300, 3.0)]
)
def test_a_scan_is_read_word_for_word_however_fine_and_askew(
    tmp_path: Path, engine: Engine, dpi: int, skew: float
) -> None:
    read = recognised(scanned(letter(tmp_path / "a.pdf"), dpi=dpi, skew=skew)).pages[0]

    assert texts(read) == list(PROSE)
    assert read.read is ReadAs.OCR
    assert read.tilt == pytest.approx(skew, abs=0.3)
    assert read.confidence is not None
    assert read.confidence > 90


@pytest.mark.parametrize("skew", [0.0, 0.8, -2.0])
def test_pale_ink_on_grey_paper_is_read_however_the_paper_lies(
    tmp_path: Path, engine: Engine, skew: float
) -> None:
    # Beside the white margin of a page that is laid straight, grey paper looks like ink.
    pale = bytes(90 + grey * 110 // 255 for grey in range(256))
    read = recognised(scanned(letter(tmp_path / "a.pdf"), skew=skew, greys=pale)).pages[0]

    assert texts(read) == list(PROSE)


@needs_ocr
def test_thin_rules_on_a_faded_copy_make_a_table(tmp_path: Path) -> None:
    pale = bytes(90 + grey * 110 // 255 for grey in range(256))
    rows = [["No", "Recommendation", "Lead"], ["1", "Train all staff", "Police"]]
    sample = scanned(tabled(tmp_path / "a.pdf", rows), skew=0.6, greys=pale)

    assert [table.columns for table in recognised(sample).pages[0].tables] == [3]


@pytest.mark.parametrize(("turned", "skew"), [(90, 0.0), (180, 0.0), (270, 0.0), (90, 2.5)])
def test_a_turned_page_is_read_and_its_boxes_lead_back_to_the_page_as_displayed(
    tmp_path: Path, engine: Engine, turned: int, skew: float
) -> None:
    whole = page(letter(tmp_path / "a.pdf"))
    true = Frame(whole.width, whole.height, turned).read_box(whole.lines[3].box)

    read = recognised(scanned(tmp_path / "a.pdf", turned=turned, skew=skew)).pages[0]

    assert texts(read) == list(PROSE)
    assert (read.width > read.height) == (whole.width > whole.height)
    shown = read.as_displayed(read.lines[3].box)
    # The skewed line runs out of the straight one's box by half its length times the skew.
    assert shown == pytest.approx(true, abs=4 + 4.5 * abs(skew))


@needs_ocr
def test_a_straight_page_has_its_boxes_and_sizes_where_its_text_had_them(tmp_path: Path) -> None:
    whole = page(letter(tmp_path / "a.pdf"))

    read = recognised(scanned(tmp_path / "a.pdf")).pages[0]

    for line, true in zip(read.lines, whole.lines, strict=True):
        assert line.box == pytest.approx(true.box, abs=2.5)
        assert line.size == pytest.approx(true.size, abs=1.0)


ROWS = [
    ["No", "Action to take", "Lead agency", "Target date"],
    ["1", "Train all staff who answer calls", "Exampleton Council", "March 2024"],
    ["2", "Write to each practice in the area", "Health Board", "June 2024"],
]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("skew", [0.0, -2.0])
def test_a_ruled_table_on_a_scan_is_a_table(
    tmp_path: Path, engine: Engine, skew: float, dark: bool
) -> None:
    from reportlab.lib import colors

    style = [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#1F3864"))] if dark else []
    rows = [[f"<font color='white'>{c}</font>" for c in ROWS[0]], *ROWS[1:]] if dark else ROWS
    path = tabled(tmp_path / "plan.pdf", rows, *style)

    read = recognised(scanned(path, skew=skew)).pages[0]

    assert [(t.rows, t.columns) for t in read.tables] == [(3, 4)]
    cells = {
        (c.row, c.column): " ".join(line.text for line in c.lines) for c in read.tables[0].cells
    }
    # Small and capital c differ in size only.
    found = [[cells[r, c].casefold() for c in range(4)] for r in range(3)]
    assert found == [[text.casefold() for text in row] for row in ROWS]
    assert texts(read) == ["Words before the table.", "Words after the table."]
    assert read.tables[0].before == 1
    assert read.note is None


@needs_ocr
def test_bullets_and_the_word_i_are_put_right(tmp_path: Path) -> None:
    def draw(canvas: object) -> None:
        words(
            "I am grateful that I could read this report of the review.",
            "\u2022   The plan should show who leads on each of its actions.",
            "\u2022   The report should name the chair and the author of it.",
        )(canvas)  # type: ignore[arg-type]

    read = recognised(scanned(drawn(tmp_path / "a.pdf", draw))).pages[0]

    assert texts(read) == [
        "I am grateful that I could read this report of the review.",
        "• The plan should show who leads on each of its actions.",
        "• The report should name the chair and the author of it.",
    ]


def contents(canvas: object) -> None:
    """A contents list with dot leaders, as a word processor sets them."""
    canvas.setFont("Helvetica", 11)  # type: ignore[attr-defined]
    canvas.drawString(72, 770, "Contents")  # type: ignore[attr-defined]
    for i, (title, number) in enumerate(LISTED):
        y = 740 - 20 * i
        canvas.drawString(72, y, title)  # type: ignore[attr-defined]
        width = canvas.stringWidth(title, "Helvetica", 11)  # type: ignore[attr-defined]
        dots = "." * int((510 - 72 - width) / 3.06)
        canvas.drawString(74 + width, y, dots)  # type: ignore[attr-defined]
        canvas.drawRightString(526, y, number)  # type: ignore[attr-defined]


LISTED = [
    ("1 Introduction", "3"),
    ("2 Terms of reference", "5"),
    ("3 Methodology", "8"),
    ("4 Involvement of family and friends", "9"),
    ("5 Chronology", "12"),
    ("6 Analysis", "16"),
    ("7 Conclusions", "22"),
    ("8 Recommendations", "24"),
    ("Appendix A: Action plan", "27"),
]


@pytest.mark.parametrize(("dpi", "skew"), [(200, 0.0), (150, -0.2), (200, 0.9), (300, 2.0)])
def test_a_contents_list_with_dot_leaders_is_read_line_by_line(
    tmp_path: Path, engine: Engine, dpi: int, skew: float
) -> None:
    path = scanned(drawn(tmp_path / "a.pdf", contents), dpi=dpi, skew=skew)

    read = recognised(path).pages[0]

    assert read.read is ReadAs.OCR, read.note
    assert (read.confidence or 0) > 85
    lines = [line.partition(" .... ") for line in texts(read)[1:]]
    assert [title for title, _, _ in lines] == [title for title, _ in LISTED]
    # A single figure by itself is what recognition reads worst.
    assert all(dots and number.isdigit() for _, dots, number in lines)
    assert sum(line[2] == number for line, (_, number) in zip(lines, LISTED, strict=True)) >= 8


@needs_ocr
def test_small_type_is_not_taken_for_a_dot_leader(tmp_path: Path) -> None:
    small = "the community minimum of illumination in running communication"
    path = drawn(tmp_path / "a.pdf", words(*[small] * 6, size=7))

    assert texts(recognised(scanned(path, dpi=300)).pages[0]) == [small] * 6


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Novembe r2024", "November 2024"),
        ("by Decemb er2024.", "by December 2024."),
        ("Septembe 2023", "September 2023"),
        ("Marc 2024", "March 2024"),
        ("r2024", "r 2024"),
        ("Novembe x2024", "Novembe x2024"),
        ("Jun 2024", "Jun 2024"),
    ],
)
def test_a_month_that_was_cut_at_the_wrong_letter_is_put_together(said: str, meant: str) -> None:
    cut = [
        Word(text, Box(10 + 60 * i, 10, 60 + 60 * i, 20), 95.0, (1, 1, 1))
        for i, text in enumerate(said.split())
    ]

    line = line_of(cut)

    assert line is not None
    assert line.text == meant


# --- what counts as read --------------------------------------------------------------------------


@needs_ocr
def test_a_photograph_counts_as_read_and_leaves_no_rule_unread(tmp_path: Path) -> None:
    path = of_pictures(tmp_path / "photo.pdf", [photograph()])

    read = recognised(path).pages[0]

    assert (read.read, read.lines, read.note) == (ReadAs.OCR, (), None)
    report = dhrcheck.check([path], only=["file-text-readable"])
    assert report.results[0].outcome.status.value == "pass"


@needs_ocr
def test_writing_that_cannot_be_made_out_stays_unread_and_says_so(tmp_path: Path) -> None:
    read = recognised(of_pictures(tmp_path / "hand.pdf", [scribble()])).pages[0]

    assert read.read is ReadAs.IMAGE_ONLY
    assert "could not make them out" in (read.note or "")


def with_header(
    path: Path, picture: object, text: str = "Domestic Homicide Review: Overview"
) -> Path:
    def draw(canvas: object) -> None:
        canvas.drawString(72, 815, text)  # type: ignore[attr-defined]
        canvas.drawImage(reader(picture), 40, 60, 515, 729)  # type: ignore[attr-defined,arg-type]

    return drawn(path, draw)


@needs_ocr
def test_a_header_over_a_scan_is_not_its_text(tmp_path: Path) -> None:
    picture = picture_of(letter(tmp_path / "letter.pdf"))
    path = with_header(tmp_path / "a.pdf", picture)

    assert page(path).read is ReadAs.IMAGE_ONLY
    assert PROSE[3] in plain(recognised(path).pages[0])


@needs_ocr
def test_a_header_over_a_photograph_is_its_text(tmp_path: Path) -> None:
    path = with_header(tmp_path / "a.pdf", photograph())

    read = recognised(path).pages[0]

    assert (read.read, texts(read)) == (ReadAs.TEXT, ["Domestic Homicide Review: Overview"])


def test_invisible_text_behind_a_scan_is_text(tmp_path: Path) -> None:
    picture = picture_of(letter(tmp_path / "letter.pdf"))

    def draw(canvas: object) -> None:
        canvas.drawImage(reader(picture), 0, 0, 595, 842)  # type: ignore[attr-defined]
        text = canvas.beginText(72, 770)  # type: ignore[attr-defined]
        text.setTextRenderMode(3)
        for line in PROSE:
            text.textLine(line)
        canvas.drawText(text)  # type: ignore[attr-defined]

    assert page(drawn(tmp_path / "a.pdf", draw)).read is ReadAs.TEXT


@needs_ocr
def test_always_reads_text_pages_too_and_keeps_what_it_cannot_see(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", words(*PROSE), lambda canvas: None)

    read = recognised(path, mode=OcrMode.ALWAYS)

    assert [p.read for p in read.pages] == [ReadAs.OCR, ReadAs.OCR]
    assert texts(read.pages[0]) == list(PROSE)
    assert recognised(path).pages == read_file(path).pages


# --- where there is nothing to read with ----------------------------------------------------------


def test_without_an_engine_the_page_says_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr_crew, "find_engine", lambda: None)
    path = scanned(letter(tmp_path / "a.pdf"))

    read = recognised(path).pages[0]
    report = dhrcheck.check([path], only=["file-text-readable"])

    assert read.read is ReadAs.IMAGE_ONLY
    assert how_to_install() in (read.note or "")
    assert how_to_install() in report.results[0].outcome.message


def test_always_without_an_engine_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr_crew, "find_engine", lambda: None)

    with pytest.raises(NoEngineError):
        OcrCrew(OcrMode.ALWAYS, 60, 1024)
    with pytest.raises(dhrcheck.WrongUsage, match="To install it"):
        dhrcheck.check([letter(tmp_path / "a.pdf")], ocr="always")
    with pytest.raises(dhrcheck.WrongUsage, match="sometimes"):
        dhrcheck.check([tmp_path / "a.pdf"], ocr="sometimes")


@pytest.mark.parametrize("wrapper", [True, False])
def test_the_line_that_installs_names_only_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, wrapper: bool
) -> None:
    monkeypatch.setattr(ocr, "_data_folder", lambda program: None)
    monkeypatch.setattr(ocr.importlib.util, "find_spec", lambda name: object() if wrapper else None)

    line = how_to_install()

    assert "\n" not in line
    if sys.platform != "win32":
        assert ("dhrcheck[ocr]" in line) is not wrapper
    monkeypatch.setattr(ocr, "_data_folder", lambda program: Path("/data"))
    assert how_to_install() == "pip install 'dhrcheck[ocr]'"


def test_the_language_data_is_looked_for_where_the_user_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tessdata").mkdir()
    (tmp_path / "tessdata" / "eng.traineddata").write_bytes(b"data")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))

    assert ocr._data_folder(None) == tmp_path / "tessdata"


def test_a_program_in_the_folder_where_the_user_stands_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / ("tesseract.exe" if sys.platform == "win32" else "tesseract")
    planted.write_text("#!/bin/sh\n")
    planted.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))

    assert ocr._program() != str(planted)
    assert ocr._program() is None or Path(ocr._program() or "").is_absolute()


def test_never_reads_no_picture(tmp_path: Path) -> None:
    read = recognised(scanned(letter(tmp_path / "a.pdf")), mode=OcrMode.NEVER).pages[0]

    assert (read.read, read.note) == (ReadAs.IMAGE_ONLY, "Text recognition was turned off.")


# --- the same every time, and safe ----------------------------------------------------------------


@needs_ocr
def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    pages = [words(*PROSE[i:], *PROSE[:i]) for i in range(5)]
    path = scanned(drawn(tmp_path / "a.pdf", *pages), skew=1.0)

    assert recognised(path, jobs=1) == recognised(path, jobs=3) == recognised(path, jobs=8)


@needs_ocr
def test_progress_counts_again_for_the_pages_that_are_recognised(tmp_path: Path) -> None:
    path = scanned(drawn(tmp_path / "a.pdf", words(*PROSE), words(*PROSE)))
    seen: list[tuple[int, int, int]] = []

    with Reader(ocr=OcrMode.AUTO) as reading:
        reading.read([path], lambda *step: seen.append(step))

    assert seen == [(0, 1, 2), (0, 2, 2), (0, 1, 2), (0, 2, 2)]


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A shell script in place of the tesseract program."""
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(ocr_crew, "find_engine", lambda: Engine(None, str(program)))


@needs_posix
def test_a_program_that_hangs_is_killed_when_the_time_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "running"
    pretend(monkeypatch, tmp_path, f"mkfifo {mark}.$$; exec sleep 60")
    path = scanned(drawn(tmp_path / "a.pdf", words("a"), words("b")))
    monkeypatch.setattr(ocr_crew, "SECONDS_A_PAGE", 0.5)
    crew = OcrCrew(OcrMode.AUTO, 1.0, 1024, jobs=1)

    (read,) = crew.complete([path], [read_file(path)])

    assert [p.read for p in read.pages] == [ReadAs.IMAGE_ONLY] * 2
    assert all("took too long" in (p.note or "") for p in read.pages)
    started = [int(f.suffix[1:]) for f in tmp_path.glob("running.*")]
    assert started
    assert all(_is_gone(pid) for pid in started)


def _is_gone(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


@needs_posix
@pytest.mark.parametrize("script", ["exit 1", "head -c 20000000 /dev/zero", "kill -9 $$", "echo 5"])
def test_a_program_that_fails_leaves_the_page_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    pretend(monkeypatch, tmp_path, f"cat >/dev/null; {script}")

    read = recognised(scanned(letter(tmp_path / "a.pdf"))).pages[0]

    if script == "echo 5":
        # Something was said, and no word in it: as with a picture without words.
        assert (read.read, read.lines) == (ReadAs.OCR, ())
    else:
        assert (read.read, read.note) == (
            ReadAs.IMAGE_ONLY,
            "Text recognition failed on this page.",
        )


@needs_posix
def test_a_page_that_kills_its_process_does_not_take_the_others_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dhrcheck.reading import worker

    script = (
        "import sys, json, os\n"
        "from dhrcheck.outcome import ReadAs\n"
        "from dhrcheck.reading.model import PageReading\n"
        "from dhrcheck.reading.wire import page_out\n"
        "ask = json.loads(sys.stdin.buffer.readline())\n"
        "while size := int.from_bytes(sys.stdin.buffer.read(4), 'big'):\n"
        "    sys.stdin.buffer.read(size)\n"
        "for n in ask['recognise']:\n"
        "    if n == 2: os._exit(9)\n"
        "    page = PageReading(n, 595, 842, ReadAs.OCR, letters=40, confidence=90.0)\n"
        "    print(json.dumps({'page': page_out(page), 'of': 0}), flush=True)\n"
        "print(json.dumps({'end': 'read'}), flush=True)"
    )
    root = str(Path(dhrcheck.__file__).resolve().parents[1])
    monkeypatch.setattr(worker, "_BOOT", f"import sys; sys.path.insert(0, {root!r})\n{script}")
    path = scanned(drawn(tmp_path / "a.pdf", *[words("a")] * 4))
    told: dict[int, str | None] = {}

    hands = OcrWorker(Engine("/none"), 1024, Limits())
    try:
        hands.recognise(
            path,
            read_file(path).sha256,
            [1, 2, 3, 4],
            time.monotonic() + 60,
            lambda number, reading, why: told.update({number: why}),
        )
    finally:
        hands.close()

    assert told == {
        1: None,
        2: "Text recognition came to an unexpected end on this page.",
        3: None,
        4: None,
    }


def test_a_file_that_changed_since_it_was_read_is_not_recognised(tmp_path: Path) -> None:
    path = scanned(letter(tmp_path / "a.pdf"))
    told: list[tuple[int, str | None]] = []

    hands = OcrWorker(Engine("/none"), 1024, Limits())
    try:
        hands.recognise(
            path,
            "0" * 64,
            [1],
            time.monotonic() + 60,
            lambda number, reading, why: told.append((number, why)),
        )
    finally:
        hands.close()

    assert told == [(1, "The file changed while it was read.")]


def test_what_recognition_says_of_a_page_travels_and_is_checked() -> None:
    sent = PageReading(3, 842.0, 595.0, ReadAs.OCR, confidence=91.5, turned=270, tilt=-1.25)
    row = page_out(sent)

    assert page_in(json.loads(json.dumps(row))) == sent
    for odd in ([91.5, 45, 0.0], [91.5, 0, 90.0], ["sure", 0, 0.0], [91.5, 0], None):
        with pytest.raises(WireError):
            page_in([*row[:-1], odd])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("tilt", [0.0, 3.0, -2.0])
def test_the_way_back_to_the_displayed_page_undoes_the_way_there(turned: int, tilt: float) -> None:
    frame = Frame(595.0, 842.0, turned, tilt)
    x, y = frame.read_point(200.0, 300.0)

    shown = frame.shown_box(Box(x, y, x, y))

    assert shown == pytest.approx((200.0, 300.0, 200.0, 300.0), abs=0.1)


# --- all the way ----------------------------------------------------------------------------------


@needs_ocr
def test_the_sample_with_a_scanned_letter_is_decided_as_if_the_letter_were_text() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dhrcheck", "check", str(SAMPLE), "--format", "json"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    report = json.loads(done.stdout)
    expected = statuses({**written()["right"], **written()["recognised"]["scanned-letter"]})
    wrong = [
        f"{r['rule']} is {r['status']}: {r['message']}"
        for r in report["results"]
        if r["status"] not in expected[r["rule"]]
    ]

    assert not wrong, "\n".join(wrong)
    assert report["files"][0]["read"] == {
        "text": 29,
        "ocr": 2,
        "image-only": 0,
        "empty": 0,
        "broken": 0,
    }
    letter = next(r for r in report["results"] if r["rule"] == "letter-complete")
    assert {e["read"] for e in letter["evidence"]} == {"ocr"}


@needs_ocr
def test_the_terminal_says_in_words_what_was_recognised() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "dhrcheck",
            "check",
            str(SAMPLE),
            "--only",
            "letter-points-answered",
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

    said = " ".join(done.stdout.split())
    assert "2 read by text recognition" in said
    assert "Page 31, read by text recognition:" in said


@needs_ocr
def test_a_scanned_plan_whose_head_cannot_be_told_apart_fails_nothing(tmp_path: Path) -> None:
    from reportlab.lib import colors

    head = [f"<font color='white'>{text}</font>" for text in ROWS[0]]
    # Two headers in one dark cell, with the rule between them lost on the dark ground.
    head[3] = "<font color='white'>Result<br/><br/><br/>Target date</font>"
    dark = ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#1F3864"))

    read = recognised(scanned(tabled(tmp_path / "plan.pdf", [head, *ROWS[1:]], dark))).pages[0]

    assert read.is_doubtful


@needs_ocr
def test_evidence_is_said_to_be_recognised_and_lies_on_the_page_as_displayed(
    tmp_path: Path,
) -> None:
    whole = page(letter(tmp_path / "a.pdf"))
    submission = dhrcheck.inspect([scanned(tmp_path / "a.pdf", turned=180)])
    line = submission.flow[3]

    found = engine_room._placed(
        Evidence(line.file, line.page, line.text, line.box, ReadAs.TEXT), submission
    )

    true = Frame(whole.width, whole.height, 180).read_box(whole.lines[3].box)
    assert found.read is ReadAs.OCR
    assert found.box == pytest.approx(true, abs=4)
