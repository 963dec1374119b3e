"""The GitHub form is annotations and nothing else, whatever stands in the report."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest

from dhrcheck.outcome import PageRange, Status
from dhrcheck.output import REPORT_FORMATS, Look
from tests.hostile_report import HOSTILE, a_hostile_report, every_status
from tests.report_builder import a_file, a_report, a_result


class Annotation(NamedTuple):
    level: str
    properties: dict[str, str]
    message: str


def text_of(report: Any, **look: Any) -> str:
    return REPORT_FORMATS["github"].content(report, Look(**look)).decode("utf-8")


def annotations(text: str) -> list[Annotation]:
    """The commands as a runner takes them: a line each, with its escapes undone."""
    return [_annotation(line) for line in re.split("\r\n|\r|\n", text.removesuffix("\n"))]


def _annotation(line: str) -> Annotation:
    command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
    assert command, line
    given = dict(pair.split("=", 1) for pair in command[2].split(","))
    return Annotation(
        command[1], {name: _undone(v) for name, v in given.items()}, _undone(command[3])
    )


def _undone(text: str) -> str:
    for escape, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


@pytest.mark.parametrize("quotes", [True, False])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_of_a_report_make_a_command(words: str, quotes: bool) -> None:
    report = a_hostile_report(words)
    text = text_of(report, quotes=quotes)
    found = annotations(text)
    # The summary; fail, review, unread, error, own rule, advised unread. Waived, met and n/a are none.
    assert len(found) == 7
    assert all(set(a.properties) <= {"title", "file"} for a in found)
    assert "##[" not in text
    assert not any(ord(c) < 0x20 and c != "\n" for c in text)
    assert not any(c in text for c in "\x7f\x9b\u202e\u2066")


def test_words_come_back_as_they_were_written() -> None:
    words = "50%, 100%25 done: a, b :: c"
    found = annotations(text_of(a_report(a_result(Status.FAIL, words))))[1]
    assert found.message.startswith(words + "\n")


def test_the_worst_comes_first_and_what_is_met_or_waived_is_not_annotated() -> None:
    found = annotations(text_of(every_status()))[1:]
    assert [(a.level, a.properties["title"].partition(":")[0]) for a in found] == [
        ("error", "letter-fail-required"),
        ("error", "letter-error-required"),
        ("error", "letter-error-advised"),
        ("warning", "letter-unread-required"),
        ("warning", "letter-fail-advised"),
        ("warning", "letter-unread-advised"),
        ("notice", "letter-review-required"),
        ("notice", "letter-review-advised"),
    ]
    assert found[0].properties["file"] == "review.pdf"
    assert found[0].message == (
        "It is fail.\nSee page 2 of “reports/review.pdf”.\n“the fail words”\nTo do: Attach it."
    )


def test_the_first_line_says_the_verdict_and_what_was_checked() -> None:
    first = annotations(text_of(every_status(), stage_assumed=True))[0]
    assert first.level == "notice"
    assert "Verdict: FAIL. 1 required check failed." in first.message
    assert "assumed, because none was given" in first.message
    assert "1 finding decided by a person" in first.message
    assert first.message.count("0" * 64) == 3


def test_what_is_missing_says_where_it_was_looked_for() -> None:
    missing = a_result(Status.FAIL, searched=(PageRange(0, 1, 3),))
    found = annotations(text_of(a_report(missing, files=(a_file(),))))[1]
    assert "Looked at pages 1 to 3." in found.message


def test_a_good_report_gets_one_line() -> None:
    assert len(annotations(text_of(a_report(a_result(Status.PASS))))) == 1
