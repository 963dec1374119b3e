"""The two ways to have a bitmap read by Tesseract: in this process, or by its program.

Both answer with Tesseract's own table of words (tab-separated), so that all else is one and the
same. Only a reading process does this.
"""

from __future__ import annotations

import struct
import subprocess
from typing import Any, Protocol

from dhrcheck.reading.ocr import LANGUAGE, Engine
from dhrcheck.reading.ocr_bitmap import Bitmap

_GREYS = b"".join(bytes((grey, grey, grey, 0)) for grey in range(256))
_PAGE, _BLOCK = 3, 6
"""Tesseract's ways to look at a bitmap ("page segmentation modes")."""

_MOST_OUTPUT = 16 * 1024 * 1024


class EngineError(Exception):
    """The engine could not be started, or failed on a page."""


class Recogniser(Protocol):
    """Reads one bitmap; raises EngineError where it cannot."""

    def words(self, bitmap: Bitmap, *, one_block: bool = False) -> str:
        """Tesseract's table of what stands on ``bitmap``: a page, or one block of text."""
        ...


def start_engine(engine: Engine) -> Recogniser:
    """The engine, ready to read. Raises EngineError where it does not start."""
    return Program(engine) if engine.program else Library(engine)


class Library:
    """Tesseract in this process, by tesserocr."""

    def __init__(self, engine: Engine) -> None:
        # tesserocr raises RuntimeError, the loader of its library OSError or ImportError.
        try:
            import tesserocr  # type: ignore

            self._api: Any = tesserocr.PyTessBaseAPI(
                path=f"{engine.data}/",
                lang=LANGUAGE,
                oem=tesserocr.OEM.LSTM_ONLY,
            )
        except (ImportError, OSError, RuntimeError) as error:
            raise EngineError("tesserocr does not start") from error

    def words(self, bitmap: Bitmap, *, one_block: bool = False) -> str:
        """Tesseract's table of what stands on ``bitmap``: a page, or one block of text."""
        api = self._api
        try:
            api.SetPageSegMode(_BLOCK if one_block else _PAGE)
            api.SetImageBytes(bitmap.pixels, bitmap.width, bitmap.height, 1, bitmap.width)
            api.SetSourceResolution(bitmap.dpi)
            table: str = api.GetTSVText(0)
            # Nothing of one page may colour the next: pages come in any order.
            api.ClearAdaptiveClassifier()
            api.Clear()
        except RuntimeError as error:
            raise EngineError("tesserocr failed") from error
        return table


class Program:
    """Tesseract's program, fed through its standard input: nothing touches the disk."""

    def __init__(self, engine: Engine) -> None:
        assert engine.program is not None
        data = ["--tessdata-dir", engine.data] if engine.data else []
        self._command = [engine.program, "stdin", "stdout", *data, "-l", LANGUAGE]
        self._command += ["--oem", "1"]

    def words(self, bitmap: Bitmap, *, one_block: bool = False) -> str:
        """Tesseract's table of what stands on ``bitmap``: a page, or one block of text."""
        layout = str(_BLOCK if one_block else _PAGE)
        command = [*self._command, "--psm", layout, "--dpi", str(bitmap.dpi)]
        command += ["-c", "tessedit_create_tsv=1"]
        try:
            done = subprocess.run(
                command,
                input=as_bmp(bitmap),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        except OSError as error:
            raise EngineError("the tesseract program does not start") from error
        if done.returncode or len(done.stdout) > _MOST_OUTPUT:
            raise EngineError("the tesseract program failed")
        return done.stdout.decode("utf-8", "replace")


def as_bmp(bitmap: Bitmap) -> bytes:
    """The bitmap as a BMP file: of the formats that Tesseract takes, the one it reads in memory
    on every system."""
    stride = (bitmap.width + 3) & ~3
    fill = bytes(stride - bitmap.width)
    width, height = bitmap.width, bitmap.height
    rows = b"".join(
        bitmap.pixels[y * width : (y + 1) * width] + fill for y in range(height - 1, -1, -1)
    )
    start = 14 + 40 + len(_GREYS)
    per_metre = round(bitmap.dpi / 0.0254)
    head = struct.pack("<2sIHHI", b"BM", start + len(rows), 0, 0, start)
    info = struct.pack(
        "<IiiHHIIiiII", 40, width, height, 1, 8, 0, len(rows), per_metre, per_metre, 256, 256
    )
    return head + info + _GREYS + rows
