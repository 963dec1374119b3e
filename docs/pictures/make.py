"""Makes the pictures of the documentation again: ``python docs/pictures/make.py``.

They show the fictional sample ``sample_reports/faults-2023.pdf``, checked as on one fixed day. It needs
the extra ``test`` and Chromium. The pictures load nothing: type is that of the reader's computer.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from dhrcheck import check
from dhrcheck.engine import Report
from dhrcheck.output import BRIEF_FORMATS, REPORT_FORMATS, Look
from dhrcheck.reading.page_work import Pages

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent.parent / "sample_reports" / "faults-2023.pdf"
DAY = date(2026, 11, 1)
WIDTH = 80
LINES = 44
SIZE = (1280, 960)
_FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)


def main() -> int:
    """Writes the three pictures beside this file."""
    report = check(SAMPLE, as_of=DAY, ocr="never")
    (HERE / "terminal.svg").write_text(terminal(report), encoding="utf-8", newline="\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, html in (("html-report", html_report(report)), ("brief", brief(report))):
            page = Path(folder) / f"{name}.html"
            page.write_text(html, encoding="utf-8", newline="\n")
            (HERE / f"{name}.png").write_bytes(picture(page))
    return 0


def terminal(report: Report) -> str:
    """The first lines of the result as a terminal shows them, as SVG that loads no fonts."""
    shown = REPORT_FORMATS["terminal"].render(report, Look(width=WIDTH, colour=True))
    lines = shown.splitlines()[:LINES]
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join([*lines, "…"])))
    return console.export_svg(
        title="dhrcheck check faults-2023.pdf",
        code_format=_FONT_FACE.sub("", CONSOLE_SVG_FORMAT),
        unique_id="terminal",
    )


def html_report(report: Report) -> str:
    """The HTML report with its pictures of the pages."""
    digests = [file.sha256 for file in report.submission.files]
    with Pages([SAMPLE], digests, report.covered) as pages:
        html: str = REPORT_FORMATS["html"].render(report, Look(pages=pages))
    return html


def brief(report: Report) -> str:
    """The reviewer's brief as HTML."""
    html: str = BRIEF_FORMATS["html"].render(report, Look())
    return html


def picture(page: Path) -> bytes:
    """What Chromium shows of the page at first sight, in few colours so that the file is small."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise SystemExit("Chromium is needed to make the pictures.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"] if os.name == "posix" else []
        )
        tab = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        tab.goto(page.as_uri())
        shot = tab.screenshot()
        browser.close()
    image = Image.open(io.BytesIO(shot)).convert("RGB").quantize(64)
    small = io.BytesIO()
    image.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    sys.exit(main())
