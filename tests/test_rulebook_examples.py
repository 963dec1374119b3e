"""A rule proves itself: its examples become small submissions, and it must answer as they say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import regex

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.kinds import KINDS, Kind, Question
from dhrcheck.outcome import Outcome, ReadAs, Stage, Status
from dhrcheck.rulebook.display import rule_page, trial_report, trial_summary
from dhrcheck.rulebook.example_form import ContentForm, ExampleForm, FileForm, PlanForm
from dhrcheck.rulebook.examples import RuleTrial, try_rule
from dhrcheck.rulebook.loader import load_files, load_vocabulary
from dhrcheck.rulebook.misprints import Manner, misprints
from dhrcheck.rulebook.model import Where
from dhrcheck.rulebook.synthetic import make_submission

VOCABULARY = load_vocabulary()
ANYWHERE = Where()


def submission(example: ExampleForm, where: Where = ANYWHERE) -> Submission:
    return make_submission(example, where, VOCABULARY, Manner())


def text_of(example: ExampleForm, *roles: Role) -> str:
    return submission(example).passage(roles).text


def test_a_plain_text_is_the_part_that_the_rule_looks_at() -> None:
    assert submission(ExampleForm(text="Dear all.")).parts[0].role is Role.OVERVIEW_REPORT
    letter = submission(ExampleForm(text="Dear all."), Where(part=(Role.FEEDBACK_LETTER,)))
    assert [p.role for p in letter.parts] == [Role.FEEDBACK_LETTER]


def test_paragraphs_wrap_and_come_back_as_one() -> None:
    long = " ".join(["The panel met and talked about what agencies had known."] * 5)
    assert (
        text_of(ExampleForm(text=f"{long}\n\nAnother paragraph.")) == f"{long}\nAnother paragraph."
    )


def test_a_hyphen_at_a_line_break_is_undone() -> None:
    assert "a tragic accident" in text_of(
        ExampleForm(text="It was a tragic acci-\ndent, they said.")
    )


def test_headings_quotations_and_footnotes_are_known_as_such() -> None:
    made = submission(
        ExampleForm(
            text="# 3 Terms of reference\n\nThe panel agreed these terms with the family and friends of"
            " the person who died, at length. Her brother said:\n\n> He said that he had"
            " wanted to talk about it, and that nobody had asked.\n\n[footnote] 1 See the appendix.\n"
        )
    )
    assert [(s.title, s.slots) for s in made.sections] == [
        ("Terms of reference", ("terms-of-reference",))
    ]
    passage = made.passage()
    start = passage.text.index("He said")
    assert passage.is_quoted(start, start + 30)
    assert passage.is_footnote(passage.text.index("See the appendix"))


def test_pages_follow_the_commands() -> None:
    made = submission(ExampleForm(text="One.\n[page]\nTwo.\n[unread page]\n[ocr page]\nFour."))
    assert [p.read for p in made.pages] == [
        ReadAs.TEXT,
        ReadAs.TEXT,
        ReadAs.IMAGE_ONLY,
        ReadAs.OCR,
    ]
    assert made.unread(Role.OVERVIEW_REPORT).pages[0].first_page == 3
    with pytest.raises(ValueError, match="is no command"):
        submission(ExampleForm(text="[unred page]"))


def test_each_part_begins_a_page_and_the_plan_stands_before_the_letter() -> None:
    made = submission(
        ExampleForm(
            parts={
                Role.OVERVIEW_REPORT: "Report.\n[page]\nMore.",
                Role.FEEDBACK_LETTER: "Dear all",
            },
            plan=PlanForm(note="A live document."),
        )
    )
    assert [(p.role, p.first_page, p.last_page) for p in made.parts] == [
        (Role.OVERVIEW_REPORT, 1, 2),
        (Role.ACTION_PLAN, 3, 3),
        (Role.FEEDBACK_LETTER, 4, 4),
    ]


def test_a_long_plan_goes_over_pages_row_by_row() -> None:
    rows = tuple((f"Recommendation {n}", "Train staff in " + "all " * 60) for n in range(12))
    made = submission(ExampleForm(plan=PlanForm(("Recommendation", "Action"), rows)))
    assert len(made.tables) > 1
    cells = [c.text for t in made.tables for c in t.cells if c.column == 0]
    assert cells == ["Recommendation", *(f"Recommendation {n}" for n in range(12))]


def test_rows_with_bars_are_a_ruled_table() -> None:
    made = submission(
        ExampleForm(text="The panel:\n| Name | Agency |\n| A Person | Police |\nEnd.")
    )
    assert [c.text for c in made.tables[0].cells] == ["Name", "Agency", "A Person", "Police"]
    assert made.passage().text.endswith("\nEnd.")


def test_files_may_be_of_any_kind() -> None:
    made = submission(
        ExampleForm(
            files=(
                FileForm(name="a.pdf", bytes=20_000_000, pages=(ReadAs.IMAGE_ONLY,)),
                FileForm(name="b.pdf", text="Words.", header="Draft"),
            )
        )
    )
    assert [(f.name, f.bytes, len(f.pages)) for f in made.files] == [
        ("a.pdf", 20_000_000, 1),
        ("b.pdf", 1_000_000, 1),
    ]
    assert made.files[1].pages[0].lines[0].text == "Draft"


def test_content_may_stand_one_level_deeper() -> None:
    assert text_of(ExampleForm(content="Words.")) == "Words."
    assert text_of(ExampleForm(content=ContentForm(text="Words."))) == "Words."


def test_misprints_change_the_lines_and_not_what_is_said() -> None:
    text = 'The officer\'s "final" word on this tragic accident was filed in the office afterwards.'
    example = ExampleForm(text=text)
    for manner in misprints(["tragic accident"]):
        made = make_submission(example, Where(), VOCABULARY, manner)
        said = made.passage().text.replace("tragicaccident", "tragic accident")
        assert said == text, manner.name


@dataclass(frozen=True)
class Forbids:
    """A kind for tests: fails where the words stand in the text."""

    words: str


def forbids(parameters: Forbids, question: Question) -> Outcome:
    passage = question.passage()
    found = regex.search(parameters.words, passage.text)
    if passage.unread:
        return Outcome(Status.UNREAD, "Not all could be read.")
    if found is None:
        return Outcome(Status.PASS, "The words do not stand there.")
    evidence = (passage.evidence(*found.span()),)
    return Outcome(Status.FAIL, "The words stand there.", evidence)


HEAD = """\
id: my-rule
title: No bad words
severity: required
stages: [publication]
decided-by: machine
source:
  - {ref: Practice seen in published reviews, seen: true}
  - {ref: Advice, seen: false}
why: They hurt.
fix: Please take them out.
"""


@pytest.fixture
def rule_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a test puts its rule; the kind ``forbids`` is known."""
    monkeypatch.setitem(KINDS, "forbids", Kind("forbids", Forbids, forbids))
    return tmp_path / "my-rule.yaml"


def tried(file: Path, rest: str, *, mutate: bool = False) -> RuleTrial:
    file.write_text(HEAD + rest, encoding="utf-8")
    return try_rule(load_files([file])[0], Vocabulary(), mutate=mutate)


GOOD = "check: {forbids: {words: bad}}\nexamples: {pass: [good], fail: [a bad word]}\n"


def test_a_rule_that_answers_as_its_examples_say_is_sound(rule_file: Path) -> None:
    result = tried(rule_file, GOOD)
    assert result.sound
    assert trial_report(result) == ""
    assert trial_summary([result]) == "1 rule, 2 examples: all as expected."


@pytest.mark.parametrize(
    ("examples", "says"),
    [
        ("{pass: [a bad word], fail: [bad]}", "expected pass, got fail: a false alarm"),
        ("{pass: [good], fail: [fine]}", "expected fail, got pass: missed"),
        ("{pass: [good], fail: ['[odd page]']}", "cannot be laid out: “[odd page]” is no command"),
        ("{pass: [good]}", "wanted: no example with the status fail"),
        ("{fail: [bad]}", "wanted: no example with the status pass"),
        (
            "{pass: [good], fail: [{text: bad, expect: {page: 2}}]}",
            "expected evidence on page 2, got pages: 1",
        ),
        (
            "{pass: [good], fail: [{text: bad, expect: {quote: worse}}]}",
            "expected the quote “worse”, got “bad”",
        ),
        (
            "{pass: [good], fail: [{text: bad, expect: {message: worse}}]}",
            "expected the message to say “worse”",
        ),
    ],
)
def test_what_is_not_as_expected_is_told(rule_file: Path, examples: str, says: str) -> None:
    result = tried(rule_file, f"check: {{forbids: {{words: bad}}}}\nexamples: {examples}\n")
    assert not result.sound
    assert says in trial_report(result)
    assert "1 rule not as expected." in trial_summary([result])


def test_evidence_may_be_asked_for_by_page_and_words(rule_file: Path) -> None:
    example = '{text: "good\\n[page]\\na bad word", expect: {page: 2, quote: Bad}}'
    result = tried(rule_file, GOOD.replace("[a bad word]", f"[{example}]"))
    assert result.sound


def test_an_example_with_unread_pages_is_unread(rule_file: Path) -> None:
    rest = GOOD.replace("pass: [good]", 'pass: [good], unread: ["good\\n[unread page]"]')
    assert tried(rule_file, rest).sound


def test_a_stage_at_which_the_rule_is_not_asked_is_not_applicable(rule_file: Path) -> None:
    rest = GOOD.replace(
        "pass: [good]", "pass: [good], not-applicable: [{stage: submission, text: a}]"
    )
    result = tried(rule_file, rest)
    assert result.sound
    assert [t.example.stage for t in result.trials].count(Stage.SUBMISSION) == 1


def test_every_branch_must_decide_an_example_alone(rule_file: Path) -> None:
    check = "check: {all: [{forbids: {words: bad}}, {forbids: {words: worse}}]}\n"
    result = tried(rule_file, check + "examples: {pass: [good], fail: [bad]}\n")
    assert result.gaps == ("no example is decided by check[2] alone",)
    assert tried(rule_file, check + "examples: {pass: [good], fail: [bad, worse]}\n").sound
    both = tried(rule_file, check + "examples: {pass: [good], fail: [bad and worse]}\n")
    assert len(both.gaps) == 2


def test_a_condition_must_be_shown_not_to_hold(rule_file: Path) -> None:
    when = "applies-when: {forbids: {words: abroad}}\n"
    assert "applies-when" in tried(rule_file, when + GOOD).gaps[0]
    shown = GOOD.replace("pass: [good]", "pass: [good], not-applicable: [bad abroad]")
    assert tried(rule_file, when + shown).sound


def test_a_misprint_must_not_hide_a_fault(rule_file: Path) -> None:
    rest = GOOD.replace("words: bad", "words: tragic accident").replace(
        "bad word", "tragic accident"
    )
    result = tried(rule_file, rest, mutate=True)
    said = "with a misprint (the space lost in “tragic accident”) it turns to pass"
    assert [p for t in result.failed for p in t.problems] == [said]
    spared = rest.replace(
        "fail: [a tragic accident]", "fail: [{text: a tragic accident, mutate: false}]"
    )
    assert tried(rule_file, spared, mutate=True).sound


def test_a_kind_that_breaks_is_told_and_not_raised(
    rule_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(parameters: Forbids, question: Question) -> Outcome:
        raise KeyError("x")

    monkeypatch.setitem(KINDS, "forbids", replace(KINDS["forbids"], run=breaks))
    assert "expected fail, got error (KeyError)" in trial_report(tried(rule_file, GOOD))


def test_the_page_of_a_rule_is_honest_about_its_sources(rule_file: Path) -> None:
    rule_file.write_text(HEAD + GOOD, encoding="utf-8")
    shown = rule_page(load_files([rule_file])[0])
    assert "Practice seen in published reviews: practice, not a requirement" in shown
    assert "Advice: commonly asked for, not confirmed at its source" in shown
    assert "fail            a bad word" in shown
    assert "publication (after the Panel's letter)" in shown
