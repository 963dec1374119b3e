"""Fonts for ReportLab: its own, or those of the system where their files are found."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
}
FILES = {
    "DejaVu Sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
    "DejaVu Serif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"),
    "Liberation Sans": (
        "LiberationSans-Regular.ttf",
        "LiberationSans-Bold.ttf",
        "LiberationSans-Italic.ttf",
    ),
    "Liberation Serif": (
        "LiberationSerif-Regular.ttf",
        "LiberationSerif-Bold.ttf",
        "LiberationSerif-Italic.ttf",
    ),
    "Carlito": ("Carlito-Regular.ttf", "Carlito-Bold.ttf", "Carlito-Italic.ttf"),
    "Caladea": ("Caladea-Regular.ttf", "Caladea-Bold.ttf", "Caladea-Italic.ttf"),
}


@lru_cache
def fonts(name: str) -> tuple[str, str, str]:
    """Regular, bold and italic of a font family, registered where they come from files."""
    if name in FONTS:
        return FONTS[name]
    folders = [p for p in Path("/usr/share/fonts/truetype").glob("*") if p.is_dir()]
    found = []
    for file in FILES.get(name, ()):
        paths = [f / file for f in folders if (f / file).exists()]
        if not paths:
            return FONTS["Helvetica"]
        pdfmetrics.registerFont(TTFont(file, str(paths[0])))
        found.append(file)
    return tuple(found) if found else FONTS["Helvetica"]
