"""A brief tells what was found with its page, and says so where nothing was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest
import regex

from dhrcheck import check
from dhrcheck.brief.making import make_brief
from dhrcheck.brief.model import Brief, Chapter, Entry, Standing
from dhrcheck.brief.pages import plain
from dhrcheck.brief.plan_numbers import plan_entries
from dhrcheck.document.fact_words import period_words, sentence_words
from dhrcheck.document.model import NotAReview, Role
from dhrcheck.engine import Report
from dhrcheck.outcome import Severity, Status
from dhrcheck.protected.listing import protected_names
from dhrcheck.reading.model import FileOutcome
from tests.report_builder import a_file, a_report, a_result, a_rule, sample

DAY = date(2026, 11, 1)


@lru_cache
def report_on(name: str, stage: str = "publication") -> Report:
    return check(sample(name), stage, as_of=DAY, ocr="never")


def brief_of(name: str) -> Brief:
    return make_brief(report_on(name))


def chapter(brief: Brief, title: str) -> Chapter:
    return next(c for c in brief.chapters if c.title == title)


def entry(brief: Brief, title: str, label: str) -> Entry:
    return next(e for e in chapter(brief, title).entries if e.label == label)


def all_texts(brief: Brief) -> str:
    said = [brief.title, brief.verdict_words, brief.warning, *brief.foot]
    for c in (Chapter("", entries=brief.about), *brief.chapters):
        said += [c.title, c.lead]
        said += [f"{e.label} {e.text} {e.where}" for e in c.entries]
        said += [f"{i.text} {i.where} {i.note} {i.rule}" for i in c.items]
    return "\n".join(said)


def test_the_chapters_stand_in_the_order_of_a_panels_reading() -> None:
    titles = [c.title for c in brief_of("complete-review.pdf").chapters if c.level == 2]

    assert titles == [
        "What this is",
        "Pages to look at first",
        "Facts gathered",
        "The action plan in numbers",
        "What could not be read",
        "Draft points for a feedback letter",
    ]


def test_the_review_is_named_as_it_names_itself() -> None:
    brief = brief_of("complete-review.pdf")

    assert brief.title == "Reviewer's brief: Ellen, Safer Northmere Partnership"
    month = entry(brief, "What this is", "Month of death")
    assert (month.text, month.where) == ("October 2022", "pages 1 and 8")
    assert entry(brief, "What this is", "Outcome in law").text == (
        "murder; sentence: life, with a minimum of 19 years"
    )


@pytest.mark.parametrize(
    "label",
    [
        "Period reviewed",
        "Timescales",
        "Chair and author",
        "Panel",
        "Agencies that contributed",
        "Family, friends and others",
        "Equality and diversity",
    ],
)
def test_each_fact_that_a_panel_asks_for_has_its_page(label: str) -> None:
    found = entry(brief_of("complete-review.pdf"), "Facts gathered", label)

    assert found.standing is Standing.FOUND
    assert regex.search(r"\bpages? \d", found.where)


def test_the_plan_is_counted_as_it_stands() -> None:
    numbers = {
        e.label: e.text
        for e in chapter(brief_of("complete-review.pdf"), "The action plan in numbers").entries
    }

    assert numbers["Recommendations"] == "8"
    assert numbers["Actions (rows)"] == "8"
    assert numbers["With a target date"] == "8 of 8"
    assert numbers["Said to be complete"] == "7 of 8"
    assert numbers["Past the target date"].startswith("1 of 8 on 1 November 2026")
    assert numbers["Past the target date"].endswith("row 8")


def test_an_action_is_overdue_only_from_the_day_after_its_target() -> None:
    report = report_on("complete-review.pdf")

    def said(day: date) -> str:
        found = {e.label: e.text for e in plan_entries(replace(report, as_of=day))}
        return found["Past the target date"]

    assert said(date(2025, 3, 31)).startswith("None on 31 March 2025")
    assert said(date(2025, 4, 1)).startswith("1 of 8 on 1 April 2025")


def test_the_pages_to_look_at_first_are_those_of_the_required_failures() -> None:
    items = chapter(brief_of("faults-2023.pdf"), "Pages to look at first").items

    assert "chair's independence" in items[0].text
    assert "pages 22 to 25" in items[0].where
    assert items[1].where == "page 27"
    assert items[1].text.startswith("Not met: ")
    assert len(items) <= 9


def test_what_was_not_found_says_where_it_was_looked_for() -> None:
    report = report_on("complete-review.pdf")
    facts = replace(report.submission.facts, partnerships=(), months_of_death=(), periods=())
    bare = replace(report.submission, facts=facts, letters=())

    brief = make_brief(replace(report, submission=bare))

    for title, label in (("What this is", "Partnership"), ("Facts gathered", "Period reviewed")):
        missing = entry(brief, title, label)
        assert missing.standing is Standing.NOT_FOUND
        assert missing.text == "Not found."
        assert missing.where == "looked on pages 1 to 30"


def test_the_partnership_is_taken_from_the_letter_where_the_review_does_not_tell_it() -> None:
    report = report_on("complete-review.pdf")
    facts = replace(report.submission.facts, partnerships=())
    brief = make_brief(replace(report, submission=replace(report.submission, facts=facts)))

    found = entry(brief, "What this is", "Partnership")
    assert found.text == "Safer Northmere Partnership, as the Panel's letter has it"
    assert found.where == "page 29"


def test_what_may_stand_on_a_page_that_nobody_read_is_not_said_to_be_missing() -> None:
    report = report_on("scanned-letter.pdf")
    facts = replace(report.submission.facts, partnerships=())
    brief = make_brief(replace(report, submission=replace(report.submission, facts=facts)))

    missing = entry(brief, "What this is", "Partnership")
    assert missing.standing is Standing.UNREAD
    assert "pages 30 to 31 could not be read" in missing.text
    lost = all_texts(replace(brief, chapters=(chapter(brief, "What could not be read"),)))
    assert "Not read: pages 30 to 31." in lost
    assert "Could not be checked: The whole letter is there" in lost


def test_a_summary_alone_still_says_what_was_looked_for_and_not_found() -> None:
    brief = brief_of("four-files/executive-summary.pdf")

    said = {e.label: e for e in chapter(brief, "Facts gathered").entries}
    assert said["Chair and author"].standing is Standing.FOUND
    assert said["Timescales"].text == "Not found."
    assert said["Timescales"].where == "looked on pages 1 to 5"
    numbers = entry(brief, "The action plan in numbers", "Recommendations")
    assert "in the executive summary" in numbers.text


def test_a_plan_that_could_not_be_told_apart_is_not_counted() -> None:
    report = report_on("complete-review.pdf")
    plan = report.submission.plan
    assert plan is not None
    empty = replace(report, submission=replace(report.submission, plan=replace(plan, rows=())))

    found = {e.label: e for e in plan_entries(empty)}

    assert "nothing is counted" in found["Action plan"].text
    assert found["Action plan"].standing is Standing.OPEN
    assert "With a lead agency" not in found


def test_a_review_without_a_plan_says_so_with_its_pages() -> None:
    found = {e.label: e for e in plan_entries(a_report(a_result(Status.PASS)))}

    assert found["Action plan"].standing is Standing.NOT_FOUND


def test_files_that_are_no_review_get_no_facts() -> None:
    report = a_report(a_result(Status.FAIL, rule=a_rule("report-present")))
    strange = replace(report.submission, not_a_review=NotAReview("This is a council's budget."))

    brief = make_brief(replace(report, submission=strange))

    assert [c.title for c in brief.chapters[:2]] == ["What this is", "What could not be read"]
    assert "This is a council's budget." in brief.chapters[0].lead


def test_a_draft_on_files_that_are_no_review_asks_for_the_review_alone() -> None:
    advised = a_rule("file-accessible", Severity.ADVISED)
    report = a_report(
        a_result(Status.FAIL, rule=a_rule("report-present")), a_result(Status.FAIL, rule=advised)
    )
    strange = replace(report.submission, not_a_review=NotAReview("This is a council's budget."))

    brief = make_brief(replace(report, submission=strange))

    assert [item.rule for item in brief.chapters[-1].items] == ["report-present"]


def test_a_part_that_may_be_on_an_unread_page_is_not_said_to_be_missing() -> None:
    report = report_on("scanned-letter.pdf")
    kept = tuple(p for p in report.submission.parts if p.role is not Role.FEEDBACK_LETTER)
    brief = make_brief(replace(report, submission=replace(report.submission, parts=kept)))

    said = entry(brief, "What this is", "Parts").text
    assert "Home Office letter (may be on pages 30 to 31, which could not be read)" in said


def test_a_file_that_did_not_open_is_named() -> None:
    shut = a_file("locked.pdf", pages="", outcome=FileOutcome.PASSWORD, reason="It has a password.")
    brief = make_brief(a_report(a_result(Status.UNREAD), files=(shut,)))

    assert "locked.pdf: not read. It has a password." in brief.about[0].text
    assert "the file “locked.pdf”" in chapter(brief, "What could not be read").items[0].text


def test_the_stage_is_said_and_where_it_was_assumed() -> None:
    assumed = make_brief(report_on("complete-review.pdf"), stage_assumed=True)

    said = {e.label: e.text for e in assumed.about}["Stage"]
    assert said.startswith("publication")
    assert "assumed" in said
    assert "--stage submission" in said


def test_the_brief_carries_the_proof_of_what_was_checked() -> None:
    report = report_on("complete-review.pdf")

    foot = " ".join(make_brief(report).foot)

    assert report.submission.files[0].sha256 in foot
    assert report.ruleset.sha256 in foot


def test_the_proof_names_every_file_however_many_there_are() -> None:
    many = tuple(a_file(f"part-{i}.pdf") for i in range(20))

    brief = make_brief(a_report(a_result(Status.PASS), files=many))

    assert "14 more files" in brief.about[0].text
    assert sum("SHA-256" in line for line in brief.foot) == 21


def test_no_listed_name_is_in_a_brief() -> None:
    plain_text = all_texts(brief_of("complete-review.pdf"))
    assert "Ellen" in plain_text
    assert "Thornquist" in plain_text

    listed = protected_names(["Ellen", "Margery Thornquist", "Safer Northmere Partnership"])
    masked = all_texts(
        make_brief(check(sample("complete-review.pdf"), as_of=DAY, names=listed, ocr="never"))
    )

    assert "[protected name]" in masked
    assert "ellen" not in masked.casefold().replace("excellen", "")
    assert "thornquist" not in masked.casefold()


def test_without_quotes_a_brief_holds_pages_and_no_words_of_the_review() -> None:
    report = report_on("faults-2023.pdf")
    full, bare = (all_texts(make_brief(report, quotes=quotes)) for quotes in (True, False))

    told = [p.name for p in report.submission.facts.people]
    told += [f.value for f in report.submission.facts.agencies]
    told += ["Exampleton", "never been employed", "February 2021", "manslaughter;", "15 November"]
    assert sum(words in full for words in told) > len(told) // 2
    assert [words for words in told if words in bare] == []
    assert "pages 22 to 25" in bare
    assert "4 points to change" in bare


def test_values_become_words() -> None:
    assert period_words("2019-01/2022-10") == "January 2019 to October 2022"
    assert period_words("2019/2022-13") == "2019 to 2022-13"
    assert sentence_words("life/19") == "life, with a minimum of 19 years"
    assert sentence_words("14") == "14 years"
    assert sentence_words("hospital-order") == "hospital order"


def test_a_text_is_cut_at_a_word_and_acts_on_nothing() -> None:
    assert plain("one\n two\x1b[2J") == "one two\\x1b[2J"
    assert plain("word " * 100, 50) == "word word word word word word word word word…"
    assert len(plain("x" * 10_000)) <= 240
