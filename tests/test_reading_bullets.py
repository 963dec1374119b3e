"""Bullets that are drawn are put back as written ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from dhrcheck.reading.pdf import read_file


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    path = tmp_path / "list.pdf"
    canvas = Canvas(str(path))
    for i, words in enumerate(
        ["The equality section", "needs more depth", "Please check the names"]
    ):
        canvas.drawString(100, 700 - 14 * i, words)
    for i in (0, 2):
        canvas.circle(90, 704 - 14 * i, 2, fill=1, stroke=0)
    canvas.rect(60, 500, 400, 3, fill=1)
    canvas.drawString(100, 498, "A line beside a rule")
    canvas.save()
    return path


def test_a_dot_left_of_a_line_is_its_bullet_and_a_rule_is_none(a_list: Path) -> None:
    assert [line.text for line in read_file(a_list).pages[0].lines] == [
        "• The equality section",
        "needs more depth",
        "• Please check the names",
        "A line beside a rule",
    ]
