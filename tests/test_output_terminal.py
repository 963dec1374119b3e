"""The terminal report says the verdict first, fits 80 columns, and is never taken over by a PDF."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from dhrcheck.outcome import Evidence, NearMiss, PageRange, ReadAs, Severity, Status
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.output.ours import is_ours
from dhrcheck.output.visible import for_encoding, visible
from dhrcheck.reading.model import FileOutcome
from tests.report_builder import a_file, a_report, a_result, a_rule

TERMINAL = REPORT_FORMATS["terminal"]
LONG = "Every recommendation needs an owner, a date and the outcome that was reached. " * 4


def shown(report: Any, **look: Any) -> str:
    return TERMINAL.render(report, Look(**look))


def flat(report: Any, **look: Any) -> str:
    """What is shown, with line breaks and indents taken for spaces."""
    return " ".join(shown(report, **look).split())


def a_full_report() -> Any:
    evidence = tuple(Evidence(0, n, f"tragic accident {LONG}", read=ReadAs.TEXT) for n in (1, 2))
    return a_report(
        a_result(Status.FAIL, LONG, rule=a_rule("wording-accident"), evidence=evidence),
        a_result(
            Status.FAIL,
            "No letter was found.",
            rule=a_rule("letter-annexed"),
            searched=(PageRange(0, 1, 3),),
            nearest=NearMiss(0, 2, "Letter from the Home Secretary", 71.0),
        ),
        a_result(Status.FAIL, rule=a_rule("plan-scope", Severity.ADVISED)),
        a_result(Status.REVIEW, "Look.", rule=a_rule("sending-web-address", Severity.ADVISED)),
        a_result(Status.REVIEW, "Decide.", rule=a_rule("letter-points-answered")),
        a_result(Status.UNREAD, "Page 4 was not read.", rule=a_rule("plan-columns")),
        a_result(Status.PASS, "Found it.", rule=a_rule("report-present")),
        a_result(Status.NOT_APPLICABLE, "No plan.", rule=a_rule("plan-updates")),
        files=(a_file(pages="tttieb"), a_file("second-" + "x" * 90 + ".pdf")),
    )


def test_it_opens_with_files_stage_date_and_verdict() -> None:
    head = " ".join(shown(a_full_report(), stage_assumed=True).split("Must be")[0].split())
    assert (
        "report.pdf: 6 pages: 3 read as text; 1 pictures only, not read; 1 empty; 1 broken" in head
    )
    assert "publication (after the Panel's letter); assumed" in head
    assert "2026-03-31" in head
    assert "FAIL 2 required checks failed." in head


def test_a_stage_that_was_given_is_not_called_assumed() -> None:
    assert "assumed" not in shown(a_full_report())


def test_required_failures_stand_before_advised_then_review_then_unread() -> None:
    text = shown(a_full_report())
    order = [
        "[wording-accident]",
        "[letter-annexed]",
        "[plan-scope]",
        "[letter-points-answered]",
        "[sending-web-address]",
        "[plan-columns]",
    ]
    places = [text.index(rule) for rule in order]
    assert places == sorted(places)


def test_a_failure_shows_pages_quote_nearest_and_what_to_do() -> None:
    text = flat(a_full_report())
    assert "Page 1 of “report.pdf”: “tragic accident" in text
    assert "Looked at pages 1 to 3 of “report.pdf”." in text
    assert (
        "Nearest, on page 2 of “report.pdf” (71 of 100 alike): “Letter from the Home Secretary”"
        in text
    )
    assert "To do: Attach it." in text
    assert "Source: Home Office QA Panel letter" in text


def test_passes_are_folded_to_a_count_unless_asked_for() -> None:
    assert "report-present" not in shown(a_full_report())
    assert "1 check met, 1 not concerned" in flat(a_full_report())
    assert "report-present: Found it." in flat(a_full_report(), verbose=True)
    assert "plan-updates: No plan." in flat(a_full_report(), verbose=True)


def test_it_says_that_a_pass_is_no_approval() -> None:
    text = flat(a_report(a_result(Status.PASS)))
    assert "PASS Every required check that applies was met (1)." in text
    assert "does not mean that the Quality Assurance Panel will approve" in text


def test_a_partial_check_says_so_wherever_the_verdict_stands() -> None:
    text = shown(a_report(a_result(Status.PASS), partial=True))
    assert text.count("PASS") == text.count("PASS (partial check)") == 2


def test_a_broken_rule_is_told_as_a_defect_without_content() -> None:
    text = flat(a_report(a_result(Status.ERROR)))
    assert "1 check broke: a defect in dhrcheck, not in the report." in text
    assert "letter-annexed: ValueError" in text


def test_a_missing_list_of_names_is_said_in_the_first_lines() -> None:
    text = flat(a_report(a_result(Status.REVIEW, rule=a_rule("identity-protected-names"))))
    assert "no list of protected names was given" in text.split("A person must decide")[0]


def test_what_to_do_about_unread_pages_is_said_once() -> None:
    unread = [
        a_result(Status.UNREAD, "Page 4 was not read.", rule=a_rule(name, severity))
        for name, severity in (("plan-columns", Severity.REQUIRED), ("x", Severity.ADVISED))
    ]
    text = flat(a_report(*unread))
    assert text.count("can be selected with the mouse") == 1
    assert "[plan-columns]" in text
    assert "[x, advised]" in text


def test_many_findings_of_one_rule_are_one_item_with_all_pages() -> None:
    found = tuple(Evidence(0, n, f"words {n}", read=ReadAs.TEXT) for n in range(1, 31))
    text = flat(a_report(a_result(Status.FAIL, evidence=found)))
    assert text.count("“words") == 5
    assert "And 25 more, on pages 6 to 30." in text


def test_a_file_that_did_not_open_says_why() -> None:
    shut = a_file(pages="", outcome=FileOutcome.PASSWORD, reason="It asks for a password.")
    text = flat(a_report(a_result(Status.FAIL), files=(shut,)))
    assert "report.pdf: not read. It asks for a password." in text


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for verbose in (False, True):
        for line in shown(a_full_report(), width=width, verbose=verbose).splitlines():
            assert len(line) <= width, line


def test_without_colour_there_is_no_escape_and_with_colour_there_is() -> None:
    assert "\x1b" not in shown(a_full_report())
    assert "\x1b[" in shown(a_full_report(), colour=True)


HOSTILE = "[bold red]x[/] \x1b]0;title\x07 \x1b[2J \x9b31m \u202etxt.exe\u2066 \r\n :smile: [link=http://x]"


@pytest.mark.parametrize("colour", [False, True])
def test_words_of_a_pdf_or_rule_never_act_on_the_terminal(colour: bool) -> None:
    rule = a_rule(title=HOSTILE)
    report = a_report(
        a_result(
            Status.FAIL,
            HOSTILE,
            rule=rule,
            evidence=(Evidence(0, 1, HOSTILE),),
            nearest=NearMiss(0, 1, HOSTILE, 50.0),
            fix=HOSTILE,
        ),
        files=(a_file(HOSTILE),),
    )
    text = shown(report, colour=colour, width=200)
    assert "[bold red]x[/]" in text
    assert ":smile:" in text
    assert "\\x1b]0;title\\x07" in text
    assert "\\u202e" in text
    harmless = text.replace("\x1b[", "") if colour else text
    assert not any(unicodedata.category(c) in ("Cc", "Cf") and c != "\n" for c in harmless)
    assert "\x1b[2J" not in text
    assert "\x1b]" not in text


def test_a_screen_without_unicode_gets_plain_characters() -> None:
    text = shown(a_full_report(), encoding="ascii")
    assert text.isascii()
    assert all(len(line) <= 80 for line in text.splitlines())
    assert 'Looked at pages 1 to 3 of "report.pdf".' in " ".join(text.split())
    assert for_encoding("Zoë – “x”", "cp437").decode("cp437") == 'Zoë - "x"'


def test_a_line_break_in_a_name_is_shown_not_made() -> None:
    assert visible("a\nb\tc") == "a\\x0ab\\x09c"


def test_a_file_of_ours_is_known_again() -> None:
    report = a_full_report()
    forms = [f for f in REPORT_FORMATS.values() if not f.wants_pages]
    assert all(is_ours(f.content(report, Look())[:1024]) for f in forms)
    assert is_ours(b"")
    assert not is_ours(b"%PDF-1.7")
    assert not is_ours(b"dhrcheck does not know these notes of mine")


def test_one_unread_file_does_not_fill_the_screen() -> None:
    advised = [
        a_result(Status.UNREAD, rule=a_rule(f"advised-{n}", Severity.ADVISED)) for n in range(9)
    ]
    report = a_report(a_result(Status.UNREAD, rule=a_rule("report-present")), *advised)

    assert "And 9 advised checks, for the same reasons (-v lists them)." in flat(report)
    assert "could not be read: 10" in flat(report)
    assert "[report-present]" in flat(report)
    assert "advised-8" not in flat(report)
    assert "advised-8" in flat(report, verbose=True)
