"""The CSV form opens in a spreadsheet as text: a row a rule, and no cell a formula."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest

from dhrcheck.outcome import Evidence, Status
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.output.csv_rows import COLUMNS, harmless
from tests.hostile_report import HOSTILE, a_hostile_report, every_status
from tests.report_builder import a_file, a_report, a_result

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def text_of(report: Any, **look: Any) -> str:
    return REPORT_FORMATS["csv"].content(report, Look(**look)).decode("utf-8-sig")


def rows_of(report: Any, **look: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text_of(report, **look), newline="")))


@pytest.mark.parametrize("quotes", [True, False])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_cell_is_a_formula_however_the_cells_are_parted(words: str, quotes: bool) -> None:
    report = a_hostile_report(words)
    text = text_of(report, quotes=quotes)
    rows = list(csv.reader(StringIO(text, newline="")))
    assert [len(row) for row in rows] == [len(COLUMNS)] * (len(report.results) + 1)
    for delimiter in ",;\t|":
        cells = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        wrong = [c for row in cells for c in row if c.lstrip(" ").startswith(FORMULA)]
        assert not wrong
    assert not any(ord(c) < 0x20 and c not in "\r\n" for c in text)
    assert not any(c in text for c in "\x7f\x9b\u202e\u2066")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("-", "'-"),
        ("@a", "'@a"),
        ("a; =1", "a;' =1"),
        ("page 3 - the end", "page 3 - the end"),
        ("2026-03-31", "2026-03-31"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_only_what_could_be_a_formula_is_changed(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


def test_words_come_back_as_they_were_written() -> None:
    words = 'He said "no", then ‘yes’; 漢字 👩‍👩‍👧'
    found = a_result(Status.FAIL, words, evidence=(Evidence(0, 1, words),))
    row = rows_of(a_report(found))[0]
    assert row["message"] == words
    assert row["quotes"] == f"“{words}”"


def test_a_row_says_all_of_one_rule() -> None:
    row = rows_of(every_status())[1]
    assert row["rule"] == "letter-fail-required"
    assert (row["severity"], row["status"], row["decision"]) == ("required", "fail", "")
    assert row["pages"] == "page 2 of “reports/review.pdf”"
    assert row["quotes"] == "“the fail words”"
    assert row["to_do"] == "Attach it."
    assert row["file"] == "review.pdf"
    assert row["as_of"] == "2026-03-31"


def test_a_decision_stands_beside_the_status_as_found() -> None:
    row = rows_of(every_status())[-1]
    assert (row["status"], row["decision"]) == ("fail", "Waived by the chair.")


def test_many_places_are_counted_not_listed_without_end() -> None:
    found = tuple(Evidence(0, 1 + n % 3, f"words {n}") for n in range(40))
    row = rows_of(a_report(a_result(Status.FAIL, evidence=found)))[0]
    assert row["pages"] == "pages 1 to 3"
    assert row["quotes"].count("“") == 5
    assert row["quotes"].endswith(" and 35 more")


def test_a_spreadsheet_knows_that_it_is_utf_8() -> None:
    content = REPORT_FORMATS["csv"].content(a_report(a_result(Status.PASS)), Look())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")


def test_a_partial_check_says_so_in_every_row() -> None:
    rows = rows_of(a_report(a_result(Status.PASS), files=(a_file(),), partial=True))
    assert {row["partial"] for row in rows} == {"partial check"}
