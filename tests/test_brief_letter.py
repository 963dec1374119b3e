"""Draft points for a letter: one courteous sentence for every rule, and nobody's judgement."""

from __future__ import annotations

import regex

from dhrcheck.brief.letter_draft import DRAFT, draft_chapters, sentence_for, sentences
from dhrcheck.outcome import Evidence, Severity, Status
from dhrcheck.rulebook.loader import catalogue
from tests.report_builder import a_report, a_result, a_rule

ASKING = regex.compile(
    r"^(?:Please |It would (?:be helpful|help)|The (?:report|cover|introduction|review|partnership|"
    r"executive summary|action plan|final|protective|section on|published PDF|Panel's|title of|terms of|"
    r"person who|panel members|same pseudonyms|recommendations)|Before publication,|To protect|"
    r"Draft and|Dates of birth|Private addresses|Each recommendation|References to|A |Some )"
)
BLUNT = regex.compile(
    r"\b(?:fail\w*(?! of the victim)|wrong|must|error(?!\.)|inadequate|poor|bad|you)\b", regex.I
)


def test_every_rule_of_the_catalogue_has_its_sentence_and_no_other_has_one() -> None:
    known = [rule for family in catalogue().values() for rule in family]

    assert list(sentences()) == known


def test_each_sentence_asks_courteously() -> None:
    for rule, said in sentences().items():
        assert ASKING.search(said), (rule, said)
        assert said.find(".") == len(said) - 1, (rule, said)
        assert 40 <= len(said) <= 200, (rule, said)


def test_no_sentence_is_blunt() -> None:
    blunt = {
        rule: said
        for rule, said in sentences().items()
        if BLUNT.search(said.replace("rather than a failure of the victim to engage", ""))
        and rule not in ("file-no-broken-references",)
    }

    assert not blunt


def test_no_two_rules_ask_the_same() -> None:
    assert len(set(sentences().values())) == len(sentences())


def test_a_rule_of_the_house_is_worded_by_its_own_title_and_advice() -> None:
    rule = a_rule("our-own-rule", title="The ward is named.")

    assert sentence_for(rule) == "The ward is named: Attach it."


def test_each_point_has_its_page_or_where_it_was_looked_for() -> None:
    found = a_result(
        Status.FAIL, rule=a_rule("wording-accident"), evidence=(Evidence(0, 2, "tragic accident"),)
    )

    draft, points = draft_chapters(a_report(found))

    assert DRAFT in draft.lead
    assert [(p.where, p.rule) for p in points.items] == [("page 2", "wording-accident")]
    assert points.items[0].text == sentences()["wording-accident"]


def test_what_a_person_has_to_read_first_stands_apart_from_what_was_not_met() -> None:
    advised = Severity.ADVISED
    report = a_report(
        a_result(Status.FAIL, rule=a_rule("plan-outcomes")),
        a_result(Status.FAIL, rule=a_rule("plan-scope", advised)),
        a_result(Status.REVIEW, rule=a_rule("plan-ambition", advised)),
        a_result(Status.REVIEW, rule=a_rule("sending-home-office", advised)),
        a_result(Status.PASS, rule=a_rule("plan-columns", advised)),
        a_result(Status.UNREAD, rule=a_rule("plan-updates")),
    )

    groups = [[item.rule for item in c.items] for c in draft_chapters(report)]

    assert groups == [
        [],
        ["plan-outcomes"],
        ["plan-scope"],
        ["plan-ambition"],
        ["sending-home-office"],
    ]


def test_what_a_person_has_settled_is_told_and_is_no_point() -> None:
    settled = a_result(
        Status.FAIL, rule=a_rule("plan-outcomes"), decision="Waived by A. Chair: told elsewhere"
    )

    chapters = draft_chapters(a_report(settled))

    assert [c.title for c in chapters[1:]] == ["Settled by a person already"]
    assert "told elsewhere" in chapters[1].items[0].note


def test_many_advised_points_are_counted_not_hidden() -> None:
    many = [
        a_result(Status.FAIL, rule=a_rule(f"house-rule-{i}", Severity.ADVISED)) for i in range(20)
    ]

    short = draft_chapters(a_report(*many))[1].items
    full = draft_chapters(a_report(*many), everything=True)[1].items

    assert len(short) == 13
    assert "8 more" in short[-1].text
    assert len(full) == 20


def test_a_review_without_findings_gets_no_point() -> None:
    chapters = draft_chapters(a_report(a_result(Status.PASS)))

    assert len(chapters) == 1
    assert "No rule gave a point" in chapters[0].lead
