"""What people decide counts, as long as what they decided on stays the same, and never silently."""

from __future__ import annotations

import contextlib
import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrcheck.cli.exits import FailOn, exit_code
from dhrcheck.decisions.applying import with_decisions
from dhrcheck.decisions.finding import decisions_file
from dhrcheck.decisions.fingerprint import fingerprint, is_alike, likeness
from dhrcheck.decisions.form import hold_to_rules, read_decisions
from dhrcheck.decisions.model import Decision, Decisions, Review, Ruling, State
from dhrcheck.document.model import Submission
from dhrcheck.document.understand import understand
from dhrcheck.engine import Report, Result
from dhrcheck.files import WrongUsage
from dhrcheck.outcome import Evidence, PageRange, Severity, Status, Verdict
from dhrcheck.output import Look
from dhrcheck.output.json_report import as_data
from dhrcheck.output.terminal import render
from dhrcheck.rulebook.model import RulebookError, RuleSet
from tests import page_builder
from tests.build import words
from tests.report_builder import A_DAY, a_file, a_report, a_result, a_rule, a_submission
from tests.test_output_json import SCHEMA

WORDS = (
    "The panel met four times and thought about what was known to the agencies at the time of the "
    "death and in the three years before it. It heard from the family, from friends and from a "
    "neighbour, and it is grateful to each of them for the care with which they spoke of her. "
    "The police, the health trust and the housing provider each wrote a report of their own."
)
OTHER_WORDS = (
    "In this borough a different group looked into another life. Nobody from that household had "
    "been in touch with any service for a decade, so the records are thin. The chair travelled to "
    "speak with a cousin abroad, and a teacher sent a long letter about school days, which the "
    "group read aloud at its second meeting in the town hall one wet evening in spring."
)
ADVISED = a_rule("plan-scope", Severity.ADVISED)


def of_pages(*pages: str, name: str = "report.pdf") -> Submission:
    return understand((page_builder.a_file(*pages, name=name),), words())


def a_report_on(submission: Submission, *results: Result) -> Report:
    return replace(a_report(*results), submission=submission)


def found(quote: str | None = "an argument", page: int | None = 2) -> Evidence:
    return Evidence(0, page, quote)


def decided_on(
    report: Report, result: Result, ruling: Ruling = Ruling.CONFIRMED, **more: object
) -> Decisions:
    """A file in which the chair decides on one result."""
    one = Decision(
        ruling, "Read twice.", "Chair", date(2026, 3, 1), "this",
        rule=result.rule.id, evidence=fingerprint(result, report.submission),
    )  # fmt: skip
    return in_a_file(report, replace(one, **more))  # type: ignore[arg-type]


def in_a_file(report: Report, *entries: Decision) -> Decisions:
    review = Review("this", likeness(report.submission))
    return Decisions("dhrcheck-decisions.yaml", (review,), entries)


def states(report: Report) -> list[State]:
    assert report.decisions is not None
    return [placed.state for placed in report.decisions.entries]


# What a decision does to the verdict


def test_a_confirmed_review_counts_as_met_and_stays_as_found() -> None:
    result = a_result(Status.REVIEW, evidence=(found(),))
    report = a_report(result)
    after = with_decisions(report, decided_on(report, result))
    assert (report.verdict, after.verdict) == (Verdict.REVIEW, Verdict.PASS)
    assert after.results[0].outcome.status is Status.REVIEW
    assert after.results[0].decision == "Confirmed by Chair, 2026-03-01: Read twice."
    assert after.counts == report.counts
    assert states(after) == [State.USED]
    assert exit_code(after, FailOn.REVIEW) == 0


def test_a_waived_failure_counts_as_met() -> None:
    result = a_result(Status.FAIL, evidence=(found(),))
    report = a_report(result)
    after = with_decisions(report, decided_on(report, result, Ruling.WAIVED))
    assert after.verdict is Verdict.PASS
    assert exit_code(after) == 0


def test_a_failure_cannot_be_confirmed_away() -> None:
    result = a_result(Status.FAIL, evidence=(found(),))
    report = a_report(result)
    after = with_decisions(report, decided_on(report, result, Ruling.CONFIRMED))
    assert after.verdict is Verdict.FAIL
    assert states(after) == [State.CHANGED]


@pytest.mark.parametrize(("rule", "code"), [(None, 1), (ADVISED, 0)])
def test_what_a_person_found_wrong_counts_as_failed(rule: object, code: int) -> None:
    result = a_result(Status.REVIEW, evidence=(found(),), rule=rule)  # type: ignore[arg-type]
    report = a_report(result)
    after = with_decisions(report, decided_on(report, result, Ruling.MUST_BE_FIXED))
    assert after.results[0].decision is None
    assert exit_code(after) == code
    assert exit_code(after, FailOn.ADVISED) == 1
    assert "Must be put right, says Chair" in " ".join(render(after, Look()).split())


def test_an_error_is_never_decided() -> None:
    result = a_result(Status.ERROR)
    report = a_report(result)
    after = with_decisions(report, decided_on(report, result, Ruling.WAIVED))
    assert after.verdict is Verdict.UNREAD
    assert exit_code(after) == 4


def test_an_expired_decision_brings_the_finding_back() -> None:
    result = a_result(Status.REVIEW, evidence=(found(),))
    report = a_report(result)
    on_the_day = with_decisions(report, decided_on(report, result, expires=A_DAY))
    after = with_decisions(report, decided_on(report, result, expires=date(2026, 3, 30)))
    assert on_the_day.verdict is Verdict.PASS
    assert after.verdict is Verdict.REVIEW
    assert states(after) == [State.EXPIRED]
    assert "It has expired" in render(after, Look())


def test_a_decision_without_a_finding_is_told_as_unused() -> None:
    result = a_result(Status.FAIL, evidence=(found(),))
    made = decided_on(a_report(result), result, Ruling.WAIVED)
    after = with_decisions(a_report(a_result(Status.PASS)), made)
    assert states(after) == [State.UNUSED]
    assert "There is no such finding any more" in render(after, Look())


def test_a_rule_that_was_left_out_is_no_reason_to_complain() -> None:
    result = a_result(Status.FAIL, evidence=(found(),))
    made = decided_on(a_report(result), result, Ruling.WAIVED)
    after = with_decisions(a_report(a_result(Status.PASS, rule=ADVISED)), made)
    assert states(after) == [State.NOT_CHECKED]
    assert after.decisions is not None
    assert not after.decisions.lapsed


RESULTS = st.lists(
    st.tuples(
        st.sampled_from(Status),
        st.sampled_from(Severity),
        st.sampled_from([None, Ruling.CONFIRMED, Ruling.WAIVED, Ruling.MUST_BE_FIXED]),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(RESULTS)
def test_nothing_required_passes_but_what_was_met_or_what_somebody_settled(
    drawn: list[tuple[Status, Severity, Ruling | None, bool, bool]],
) -> None:
    results, entries = [], []
    for number, (status, severity, ruling, expired, other) in enumerate(drawn):
        result = a_result(status, rule=a_rule(f"rule-{number}", severity), evidence=(found(),))
        results.append(result)
        if ruling is not None:
            one = decided_on(a_report(result), result, ruling).entries[0]
            if expired:
                one = replace(one, expires=date(2026, 3, 2))
            entries.append(replace(one, evidence="0" * 32) if other else one)
    report = a_report(*results)
    after = with_decisions(report, in_a_file(report, *entries))
    for (status, _, ruling, expired, other), result in zip(drawn, after.results, strict=True):
        may = ruling is not None and status in ruling.applies_to and not expired and not other
        assert result.outcome.status is status
        assert (result.decided is not None) == may
        assert (result.decision is not None) == (may and ruling is not Ruling.MUST_BE_FIXED)
    required = [r for r in after.results if r.rule.severity is Severity.REQUIRED]
    harmless = (Status.PASS, Status.NOT_APPLICABLE)
    assert (after.verdict is Verdict.PASS) == all(
        r.outcome.status in harmless or r.decision is not None for r in required
    )


# What a decision is bound to


def test_pages_case_and_file_names_do_not_matter_but_words_do() -> None:
    def print_of(*quotes: str, message: str = "Found on page 2.", name: str = "a.pdf") -> str:
        evidence = tuple(found(q, n) for n, q in enumerate(quotes, 2))
        result = a_result(Status.FAIL, message, evidence=evidence)
        return fingerprint(result, a_submission(a_file(name, "ttttttt")))

    first = print_of("They had an argument.", "A tragic accident")
    assert first == print_of("A tragic ACCIDENT", "They had an  argument", name="b.pdf")
    assert first == print_of(
        "They had an argument.", "A tragic accident", message="Found on pages 4 to 5, 7 and 9."
    )
    assert first != print_of("They had an argument.")
    assert first != print_of("They had an argument.", "A tragic accident", "A tragic accident")
    assert first != print_of("They had arguments.", "A tragic accident")
    assert first != print_of(
        "They had an argument.", "A tragic accident", message="Found twice, and nothing else."
    )


def test_the_files_name_in_the_message_does_not_matter() -> None:
    def print_of(name: str) -> str:
        result = a_result(Status.FAIL, f"“{name}” names no language.")
        return fingerprint(result, a_submission(a_file(name)))

    assert print_of("draft.pdf") == print_of("final version.pdf")


def test_a_question_that_quotes_nothing_is_about_all_the_words_looked_at() -> None:
    result = a_result(Status.REVIEW, searched=(PageRange(0, 1, 9),))
    one = fingerprint(result, of_pages(WORDS, "The end."))
    apart = fingerprint(result, of_pages(WORDS[:200], WORDS[200:] + "\n\nThe end."))
    changed = fingerprint(result, of_pages(WORDS.replace("cousin", "x"), "The end, Anna."))
    assert one == apart
    assert one != changed


def test_something_wanted_that_is_still_missing_is_the_same_finding_after_an_edit() -> None:
    result = a_result(Status.FAIL, "There is no glossary.", searched=(PageRange(0, 1, 9),))
    assert fingerprint(result, of_pages(WORDS)) == fingerprint(result, of_pages(WORDS + " More."))


def test_a_question_about_a_file_is_about_that_very_file() -> None:
    result = a_result(Status.REVIEW, evidence=(found(None, None),))
    one = a_submission(a_file())
    other = a_submission(replace(a_file(), sha256="1" * 64))
    assert fingerprint(result, one) != fingerprint(result, other)


def test_a_question_that_names_pages_without_words_of_them_is_about_all_the_words_too() -> None:
    def print_of(*pages: str, on: int) -> str:
        evidence = (found(None, on),)
        result = a_result(Status.REVIEW, evidence=evidence, searched=(PageRange(0, 1, 9),))
        return fingerprint(result, of_pages(*pages))

    one = print_of(WORDS, "The end.", on=1)
    assert one == print_of(WORDS[:200], WORDS[200:] + "\n\nThe end.", on=2)
    assert one != print_of(WORDS, "The end, Anna.", on=1)


def test_a_failure_on_a_page_that_quotes_nothing_is_about_that_pages_words() -> None:
    result = a_result(Status.FAIL, evidence=(found(None, 2),), searched=(PageRange(0, 1, 9),))
    one = fingerprint(result, of_pages(WORDS, "A page.", "The end."))
    assert one == fingerprint(result, of_pages(WORDS + " More.", "A page.", "The end."))
    assert one != fingerprint(result, of_pages(WORDS, "Another page.", "The end."))


def test_a_review_is_known_again_after_an_edit_and_another_is_not() -> None:
    known = likeness(of_pages(WORDS, "More."))
    assert is_alike(known, likeness(of_pages(WORDS + " One sentence was added here.", "More.")))
    assert not is_alike(known, likeness(of_pages(OTHER_WORDS, "More.")))


def test_a_review_without_words_is_known_by_its_files() -> None:
    scanned = a_submission(a_file(pages="iii"))
    assert is_alike(likeness(scanned), likeness(a_submission(a_file("other.pdf", "iii"))))
    saved_anew = replace(a_file(pages="iii"), sha256="1" * 64)
    assert not is_alike(likeness(scanned), likeness(a_submission(saved_anew)))


def test_the_report_of_another_review_takes_no_decision() -> None:
    absent = a_result(Status.FAIL, "There is no glossary.", searched=(PageRange(0, 1, 1),))
    one, other = a_report_on(of_pages(WORDS), absent), a_report_on(of_pages(OTHER_WORDS), absent)
    made = decided_on(one, absent, Ruling.WAIVED)
    assert with_decisions(one, made).verdict is Verdict.PASS
    after = with_decisions(other, made)
    assert after.verdict is Verdict.FAIL
    assert states(after) == [State.OTHER_REVIEW]
    assert "1 decision on another review left aside" in " ".join(render(after, Look()).split())


# Pages read by eye


def by_eye(report: Report, **more: object) -> Decision:
    one = Decision(
        Ruling.READ_BY_EYE, "All in order.", "Chair", date(2026, 3, 1), "this",
        file=report.submission.files[0].sha256,
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


def scan() -> Report:
    pages = page_builder.a_file(WORDS, "[picture]", "[picture]", WORDS)
    unread = a_result(Status.UNREAD, rule=a_rule("letter-annexed"))
    return a_report_on(understand((pages,), words()), unread)


@pytest.mark.parametrize(
    ("pages", "verdict", "state"),
    [
        (None, Verdict.PASS, State.USED),
        (((2, 3),), Verdict.PASS, State.USED),
        (((1, 4),), Verdict.PASS, State.USED),
        (((2, 2),), Verdict.UNREAD, State.INCOMPLETE),
        (((3, 4),), Verdict.UNREAD, State.INCOMPLETE),
    ],
)
def test_all_unread_pages_must_have_been_read_by_eye(
    pages: object, verdict: Verdict, state: State
) -> None:
    report = scan()
    after = with_decisions(report, in_a_file(report, by_eye(report, pages=pages)))
    assert after.verdict is verdict
    assert states(after) == [state]
    assert after.results[0].outcome.status is Status.UNREAD
    if verdict is Verdict.PASS:
        assert "Read by eye by Chair" in str(after.results[0].decision)


def test_two_people_may_share_the_pages() -> None:
    report = scan()
    two = [by_eye(report, pages=((2, 2),)), by_eye(report, pages=((3, 3),), who="Co-ordinator")]
    after = with_decisions(report, in_a_file(report, *two))
    assert after.verdict is Verdict.PASS
    assert "Chair" in str(after.results[0].decision)
    assert "Co-ordinator" in str(after.results[0].decision)


def test_reading_by_eye_settles_only_the_checks_that_it_names() -> None:
    report = scan()
    made = in_a_file(report, by_eye(report, rules=("report-present",)))
    assert with_decisions(report, made).verdict is Verdict.UNREAD


def test_a_file_saved_anew_must_be_read_anew() -> None:
    report = scan()
    after = with_decisions(report, in_a_file(report, by_eye(report, file="1" * 64)))
    assert after.verdict is Verdict.UNREAD
    assert states(after) == [State.CHANGED]


def test_a_file_that_did_not_open_wants_reading_as_a_whole() -> None:
    lost = replace(a_file(pages=""), outcome=a_file_that_timed_out())
    report = a_report(a_result(Status.UNREAD), files=(lost,))
    some = with_decisions(report, in_a_file(report, by_eye(report, pages=((1, 9),))))
    whole = with_decisions(report, in_a_file(report, by_eye(report)))
    assert (some.verdict, whole.verdict) == (Verdict.UNREAD, Verdict.PASS)


def a_file_that_timed_out() -> object:
    from dhrcheck.reading.model import FileOutcome

    return FileOutcome.TIMED_OUT


# The file


GOOD = """\
version: 1
reviews:
  - name: ours
    likeness: 0123abcd 4567ef01
decisions:
  - rule: letter-annexed
    decision: waived
    reason: The letter is still to come.
    who: Chair
    date: 2026-03-01
    review: ours
    evidence: 0123456789abcdef0123456789abcdef
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "dhrcheck-decisions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_with_the_line_of_each_entry(tmp_path: Path) -> None:
    made = read_decisions(written(tmp_path, GOOD))
    (one,) = made.entries
    assert (one.ruling, one.rule, one.line) == (Ruling.WAIVED, "letter-annexed", 6)
    assert made.reviews == (Review("ours", ("0123abcd", "4567ef01")),)


@pytest.mark.parametrize(
    ("was", "instead", "said"),
    [
        ("reason:", "raeson:", "Did you mean “reason”?"),
        ("    who: Chair\n", "", "the key who is missing"),
        ("who: Chair", "who: 77", "a name or a role is wanted"),
        ("reason: The letter is still to come.", "reason: '...'", "a reason in words is wanted"),
        ("    who: Chair\n", "    who: Chair\n    who: Chair\n", "stands here twice"),
        ("decision: waived", "decision: waved", "Did you mean “waived”?"),
        ("date: 2026-03-01", "date: 01/03/2026", "a date is wanted as year-month-day"),
        ("    who: Chair\n", "    who: Chair\n    expires: 2026-01-01\n", "expires is before"),
        ("evidence: 01", "evidence: 0x", "32 digits"),
        ("review: ours", "review: hours", "Did you mean “ours”?"),
        ("decision: waived", "decision: read-by-eye", "the key file is missing"),
        ("    who: Chair\n", "    who: Chair\n    pages: 1\n", "does not belong to “waived”"),
        ("version: 1", "version: 2", "this dhrcheck reads 1"),
        ("rule: letter-annexed", "rule: &a letter-annexed", "anchor"),
        ("who: Chair", "who: " + "x" * 101, "100 characters at most"),
        ("0123abcd 4567ef01", " ".join(["0123abcd"] * 49), "between 1 and 48"),
    ],
)
def test_a_wrong_file_is_refused_with_file_line_and_key(
    tmp_path: Path, was: str, instead: str, said: str
) -> None:
    assert was in GOOD
    with pytest.raises(RulebookError) as refused:
        read_decisions(written(tmp_path, GOOD.replace(was, instead)))
    assert said in str(refused.value)
    assert "dhrcheck-decisions.yaml:" in str(refused.value)


def test_two_decisions_on_one_finding_are_refused(tmp_path: Path) -> None:
    entry = GOOD[GOOD.index("  - rule:") :]
    with pytest.raises(RulebookError, match="is decided in line 6 already"):
        read_decisions(written(tmp_path, GOOD + entry))


@pytest.mark.parametrize("pages", ["4, 7 to 9", "4,7-9"])
def test_pages_are_written_as_people_write_them(tmp_path: Path, pages: str) -> None:
    entry = (
        f"  - decision: read-by-eye\n    file: {'a' * 64}\n    pages: {pages}\n    review: ours\n"
        "    reason: Seen.\n    who: Chair\n    date: 2026-03-01\n"
    )
    made = read_decisions(written(tmp_path, GOOD + entry))
    assert made.entries[1].pages == ((4, 4), (7, 9))


def test_a_file_that_is_too_large_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="at most"):
        read_decisions(written(tmp_path, GOOD + "#" * 300_000))
    path = tmp_path / "other.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulebookError, match="UTF-8"):
        read_decisions(path)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_whatever_stands_in_a_file_it_is_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dhrcheck-decisions.yaml"
        path.write_bytes(content)
        with contextlib.suppress(RulebookError):
            read_decisions(path)


def test_a_rule_that_nobody_may_waive_is_not_waived(tmp_path: Path) -> None:
    made = read_decisions(written(tmp_path, GOOD))
    fixed = replace(a_rule("letter-annexed"), waivable=False)
    with pytest.raises(RulebookError, match=r"yaml:6:1: decision: .*cannot be waived"):
        hold_to_rules(made, RuleSet((fixed,), "0" * 64), "decisions.yaml", narrowed=False)


def test_a_rule_that_does_not_exist_is_told(tmp_path: Path) -> None:
    made = read_decisions(written(tmp_path, GOOD.replace("letter-annexed", "leter-annexed")))
    with pytest.raises(RulebookError, match="Did you mean “letter-annexed”"):
        hold_to_rules(made, RuleSet((), "0" * 64), "decisions.yaml", narrowed=False)
    hold_to_rules(made, RuleSet((), "0" * 64), "decisions.yaml", narrowed=True)


def test_the_file_beside_the_report_is_found_by_itself(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    assert decisions_file([report], True) is None
    beside = written(tmp_path, GOOD)
    assert decisions_file([report], True) == beside
    assert decisions_file([report], False) is None


def test_two_files_beside_the_files_are_not_chosen_from(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, GOOD)
    with pytest.raises(WrongUsage, match="Two decisions files"):
        decisions_file([tmp_path / "one" / "a.pdf", tmp_path / "two" / "b.pdf"], True)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="There is no decisions file"):
        decisions_file([tmp_path / "report.pdf"], tmp_path / "nowhere.yaml")


# What is shown


def test_the_outputs_count_decisions_apart_and_stay_valid() -> None:
    review = a_result(Status.REVIEW, evidence=(found(),))
    other = a_result(Status.REVIEW, rule=ADVISED, evidence=(found("x y"),))
    report = a_report(review, other, a_result(Status.PASS, rule=a_rule("report-panel")))
    gone = Decision(
        Ruling.WAIVED, "No more.", "Chair", date(2026, 3, 1), "this", rule="report-panel",
        evidence="0" * 32, line=7,
    )  # fmt: skip
    made = decided_on(report, review, line=3)
    after = with_decisions(report, replace(made, entries=(*made.entries, gone)))
    data = as_data(after)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(data)))
    assert data["counts"]["review"] == 2
    assert data["decisions"]["settled"] == 1
    assert data["decisions"]["states"]["unused"] == 1
    assert data["results"][0]["status"] == "review"
    assert data["results"][0]["decision"].startswith("Confirmed by Chair")
    shown = " ".join(render(after, Look()).split())
    assert "1 finding decided by a person" in shown
    assert "1 of them by a person's decision" in shown
    assert "Decided by a person: 1" in shown
    assert "Decisions that no longer count: 1" in shown


def test_without_a_file_nothing_is_said_of_decisions() -> None:
    report = a_report(a_result(Status.PASS))
    assert as_data(report)["decisions"] is None
    assert "ecided" not in render(report, Look())


def test_words_of_a_decision_do_nothing_to_a_terminal() -> None:
    result = a_result(Status.REVIEW, evidence=(found(),))
    report = a_report(result)
    made = decided_on(report, result, reason="Fine\x1b[31m \u202eenif", who="A\x07")
    assert not {"\x1b", "\u202e", "\x07"} & set(render(with_decisions(report, made), Look()))


def test_a_listed_name_in_a_decision_is_masked() -> None:
    result = a_result(Status.REVIEW, evidence=(found(),))
    report = a_report(result)
    made = decided_on(report, result, reason="Anna said so.", who="Anna")
    after = with_decisions(report, made, lambda text: text.replace("Anna", "[name]"))
    assert "Anna" not in json.dumps(as_data(after)) + render(after, Look())


def test_the_file_shown_in_the_documentation_is_a_right_one(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "decisions.md").read_text("utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    made = read_decisions(written(tmp_path, example))
    assert [one.ruling for one in made.entries] == [Ruling.CONFIRMED, Ruling.READ_BY_EYE]
