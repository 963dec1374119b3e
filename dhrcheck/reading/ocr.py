"""Text recognition of scanned pages: when it is wanted, what there is to do it with, how to get it.

Nothing here loads an engine: a reading process does that (``ocr_engine.py``), away from everything
else. Looking for one takes a few look-ups on the disk and starts nothing.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

LANGUAGE = "eng"
_DATA = f"{LANGUAGE}.traineddata"

_WRAPPER = "pip install 'dhrcheck[ocr]'"
_SYSTEM_LINES = (
    ("apt-get", "sudo apt install tesseract-ocr"),
    ("dnf", "sudo dnf install tesseract tesseract-langpack-eng"),
    ("zypper", "sudo zypper install tesseract-ocr tesseract-ocr-traineddata-english"),
    ("pacman", "sudo pacman -S tesseract tesseract-data-eng"),
    ("apk", "sudo apk add tesseract-ocr tesseract-ocr-data-eng"),
)


class OcrMode(str, Enum):
    """Which pages text recognition reads."""

    AUTO = "auto"
    """Those without text, where an engine is installed."""
    ALWAYS = "always"
    """All; an engine must be installed."""
    NEVER = "never"


class NoEngineError(Exception):
    """Text recognition was asked for and nothing that does it is installed; the text says how to."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads pictures of text: tesserocr, or the program at ``program``.

    ``data`` is the folder of language data; None lets the program look where it was built to.
    """

    data: str | None
    program: str | None = None


def find_engine() -> Engine | None:
    """The engine to use, None where none is complete: tesserocr, else the ``tesseract`` program."""
    program = _program()
    data = _data_folder(program)
    if data is not None and importlib.util.find_spec("tesserocr") is not None:
        return Engine(str(data))
    if program is not None and (data is not None or sys.platform == "win32"):
        return Engine(str(data) if data else None, program)
    return None


def how_to_install() -> str:
    """The one line that installs what is missing, for this system."""
    has_wrapper = importlib.util.find_spec("tesserocr") is not None
    if _data_folder(_program()) is not None:
        return _WRAPPER
    if sys.platform == "win32":
        # The program brings its data, and is used where the extra is missing.
        return "winget install UB-Mannheim.TesseractOCR"
    if sys.platform == "darwin":
        line = "brew install tesseract"
    else:
        known = (line for command, line in _SYSTEM_LINES if shutil.which(command))
        line = next(known, "install Tesseract and its English data with your system's package tool")
    return line if has_wrapper else f"{_WRAPPER} && {line}"


def _program() -> str | None:
    """The ``tesseract`` program on the path, or where installers put it; never one lying around."""
    name = "tesseract.exe" if sys.platform == "win32" else "tesseract"
    folders = [Path(f) for f in os.environ.get("PATH", "").split(os.pathsep) if f]
    # Not by ``shutil.which``: on Windows that looks into the current folder first.
    folders = [f for f in folders if f.is_absolute()]
    folders += [Path(f) for f in ("/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin")]
    folders += [f / "Tesseract-OCR" for f in _windows_folders()]
    for folder in folders:
        path = folder / name
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    return None


def _data_folder(program: str | None) -> Path | None:
    """The folder with the English language data, None where it is not found."""
    for folder in _data_folders(program):
        if (folder / _DATA).is_file():
            return folder
    return None


def _data_folders(program: str | None) -> Iterator[Path]:
    told = os.environ.get("TESSDATA_PREFIX")
    if told:
        yield Path(told)
        yield Path(told) / "tessdata"
    if program is not None:
        home = Path(os.path.realpath(program)).parent
        yield home / "tessdata"
        yield home.parent / "share" / "tessdata"
    for version in ("5", "5.00", "4.00"):
        yield Path("/usr/share/tesseract-ocr") / version / "tessdata"
    for prefix in ("/usr", "/usr/local", "/opt/homebrew", "/opt/local", sys.prefix):
        yield Path(prefix) / "share" / "tessdata"
        yield Path(prefix) / "share" / "tesseract" / "tessdata"
    for folder in _windows_folders():
        yield folder / "Tesseract-OCR" / "tessdata"


def _windows_folders() -> list[Path]:
    names = ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
    found = [Path(os.environ[name]) for name in names if os.environ.get(name)]
    return [place for folder in found for place in (folder, folder / "Programs")]
