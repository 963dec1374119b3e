"""Rules load from the package and from folders, in the catalogue's order, or say all that is wrong."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dhrcheck.document.model import Role
from dhrcheck.kinds import KINDS, Kind
from dhrcheck.outcome import Outcome, Severity, Stage, Status
from dhrcheck.rulebook import loader
from dhrcheck.rulebook.folders import own_files
from dhrcheck.rulebook.loader import catalogue, load_rules, load_vocabulary, without_examples
from dhrcheck.rulebook.model import All, Leaf, Not, RulebookError
from dhrcheck.rulebook.problems import Problems
from dhrcheck.rulebook.yaml_source import read_yaml

RULE = """\
id: my-rule
title: The cover names the partnership
severity: advised
stages: [submission, publication]
decided-by: evidence
source:
  - {ref: Our own handbook, seen: true, date: 2024-02-01}
why: Readers look for it.
fix: Please name the partnership.
in: {part: overview-report, not: feedback-letter, section: [introduction]}
check:
  says: {words: [partnership]}
examples:
  pass: [The partnership.]
  fail: [Nothing.]
"""


@dataclass(frozen=True)
class Says:
    """A kind for tests."""

    words: tuple[str, ...]
    at_least: int = 1


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that always passes, and no standard rules, so that these tests stand alone."""
    kind = Kind("says", Says, lambda parameters, question: Outcome(Status.PASS, "It says so."))
    monkeypatch.setitem(KINDS, "says", kind)
    monkeypatch.setattr(loader, "packaged_files", lambda problems, vocabulary: [])


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def refused(*folders: Path) -> str:
    with pytest.raises(RulebookError) as refusal:
        load_rules(folders)
    return str(refusal.value)


def test_a_rule_file_becomes_a_rule(tmp_path: Path) -> None:
    rule = load_rules([folder(tmp_path, my_rule=RULE)], examples=True).rules[0]
    assert (rule.id, rule.severity, rule.decided_by) == ("my-rule", Severity.ADVISED, "evidence")
    assert rule.stages == (Stage.SUBMISSION, Stage.PUBLICATION)
    assert rule.where.part == (Role.OVERVIEW_REPORT,)
    assert rule.where.not_in == (Role.FEEDBACK_LETTER,)
    assert rule.where.section == ("introduction",)
    assert rule.check == Leaf("says", Says(("partnership",)))
    assert rule.source[0].date is not None
    assert rule.source[0].seen
    assert [(e.status, e.line) for e in rule.examples] == [(Status.PASS, 14), (Status.FAIL, 15)]


def test_a_check_of_a_report_does_not_read_the_examples_of_standard_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder(tmp_path, my_rule=RULE)
    standard = own_files(own, Problems(), vocabulary=False)
    monkeypatch.setattr(loader, "packaged_files", lambda problems, vocabulary: standard)
    rule = load_rules().rules[0]
    assert rule.examples == ()
    assert rule.check == Leaf("says", Says(("partnership",)))
    assert len(load_rules(examples=True).rules[0].examples) == 2


def test_all_any_and_not_become_nodes(tmp_path: Path) -> None:
    text = RULE.replace(
        "  says: {words: [partnership]}\n",
        "  all:\n    - says: {words: [a]}\n    - not: {says: {words: [b]}}\n",
    )
    rule = load_rules([folder(tmp_path, my_rule=text)]).rules[0]
    assert rule.check == All((Leaf("says", Says(("a",))), Not(Leaf("says", Says(("b",))))))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("why:", "whyy:", "whyy: is not a key here. Did you mean “why”?"),
        ("why:", "whyy:", "the key why is missing"),
        ("id: my-rule", "id: My_Rule", "is no id: use small letters"),
        ("id: my-rule", "id: my-role", "the file is called “my-rule”; file and id must have"),
        ("severity: advised", "severity: must", "It may be required or advised."),
        ("stages: [submission, publication]", "stages: []", "stages: name submission"),
        ("stages: [submission, publication]", "stages: publication", "write [publication]"),
        (
            "  - {ref: Our own handbook, seen: true, date: 2024-02-01}",
            "  []",
            "at least one source",
        ),
        ("seen: true", "seen: yes", "write true or false"),
        ("Please name the partnership.", "''", "fix: a text is wanted here"),
        ("part: overview-report", "part: [whole, cover]", "“whole” already holds every part"),
        ("part: overview-report", "part: overveiw-report", "Did you mean “overview-report”?"),
        ("[introduction]", "[introduktion]", "Did you mean “introduction”?"),
        ("says: {words", "sais: {words", "no way of checking “sais”. Did you mean “says”?"),
        (
            "{words: [partnership]}",
            "{word: [x]}",
            "check.says.word: is not a key here. Did you mean",
        ),
        ("{words: [partnership]}", "[a]", "check.says: keys (words or at-least) are wanted"),
        ("check:\n", "check:\n  not: {says: {words: []}}\n", "one way of checking stands here"),
        ("says: {words: [partnership]}", "all: [{says: {words: []}}]", "at least two checks"),
        (
            "says: {words: [partnership]}",
            "not: {not: {not: {says: {words: []}}}}",
            "may stand 2 deep at most",
        ),
        ("check:\n  says: {words: [partnership]}", "check: 3", "a way of checking with its"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in RULE
    said = refused(folder(tmp_path, my_rule=RULE.replace(old, new)))
    assert says in said
    assert all(line.startswith(f"{tmp_path}{os.sep}my-rule.yaml:") for line in said.splitlines())


@pytest.mark.parametrize(
    ("example", "says"),
    [
        ("{fail: [{txt: a}]}", "examples.fail[1].txt: is not a key here. Did you mean “text”?"),
        ("{fails: [a]}", "“fails” is not known here. Did you mean “fail”?"),
        ("{fail: a}", "examples.fail: a list of examples is wanted"),
        ("{error: [a]}", "no example may break the rule"),
        ("{fail: [{plan: {columns: [a, b], rows: [[c, d, e]]}}]}", "row 1 has 3 cells"),
        ("{fail: [{files: [{name: a.pdf}], text: b}]}", "stand inside each file"),
    ],
)
def test_examples_of_own_rules_are_read_strictly(tmp_path: Path, example: str, says: str) -> None:
    text = without_examples(RULE).rstrip() + f"\nexamples: {example}\n"
    assert says in refused(folder(tmp_path, my_rule=text))


def test_every_problem_of_every_file_is_told(tmp_path: Path) -> None:
    bad = RULE.replace("why:", "whyy:")
    said = refused(folder(tmp_path, my_rule=bad, other=bad.replace("my-rule", "other")))
    assert said.count("Did you mean “why”?") == 2


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    said = refused(folder(one, my_rule=RULE), folder(two, my_rule=RULE))
    assert f"there is a rule “my-rule” in {one / 'my-rule.yaml'} already" in said


def test_both_yaml_endings_are_read_and_other_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "my-rule.yml").write_text(RULE)
    (tmp_path / "README.md").write_text("not: [a rule")
    (tmp_path / ".hidden.yaml").write_text("not: [a rule")
    assert [r.id for r in load_rules([tmp_path]).rules] == ["my-rule"]


def test_folders_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    assert "holds no rule file" in refused(tmp_path)
    assert "there is no such folder" in refused(tmp_path / "nowhere")
    (tmp_path / "file.yaml").write_text(RULE)
    assert "is a file, and a folder is wanted" in refused(tmp_path / "file.yaml")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    folder(outside, my_rule=RULE)
    (inside / "my-rule.yaml").symlink_to(outside / "my-rule.yaml")
    (inside / "folder").symlink_to(outside)
    said = refused(inside)
    assert "is a link that leads out of its folder" in said
    assert "is a link to a folder; links are not followed" in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "is not an ordinary file" in refused(tmp_path)


def test_only_and_skip_choose_and_refuse_unknown_ids(tmp_path: Path) -> None:
    own = folder(tmp_path, my_rule=RULE, your_rule=RULE.replace("my-rule", "your-rule"))
    assert [r.id for r in load_rules([own], only=["your-rule"]).rules] == ["your-rule"]
    assert [r.id for r in load_rules([own], skip=["your-rule"]).rules] == ["my-rule"]
    with pytest.raises(RulebookError, match=r"no rule “my-rul”\. Did you mean “my-rule”"):
        load_rules([own], only=["my-rul"])
    with pytest.raises(RulebookError, match="in the catalogue, but it has not been written"):
        load_rules([own], skip=["report-glossary"])


def test_rules_come_in_the_catalogues_order_and_own_rules_after(tmp_path: Path) -> None:
    names = ["wording-blame", "a-rule", "file-size", "report-cover"]
    own = folder(tmp_path, **{n: RULE.replace("my-rule", n) for n in names})
    ids = [r.id for r in load_rules([own]).rules]
    assert ids == ["file-size", "report-cover", "wording-blame", "a-rule"]


def test_the_digest_knows_texts_and_names_but_no_order_or_line_ends(tmp_path: Path) -> None:
    def digest(name: str, data: bytes, file: str = "my-rule.yaml") -> str:
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_bytes(data)
        return load_rules([tmp_path / name]).sha256

    plain = digest("a", RULE.encode())
    assert plain == digest("b", RULE.replace("\n", "\r\n").encode())
    assert plain != digest("c", RULE.replace("Readers", "People").encode())
    assert plain != digest("d", RULE.encode(), "my-rule.yml")
    assert len(plain) == 64


def test_own_words_are_added_to_the_vocabulary(tmp_path: Path) -> None:
    words = tmp_path / "vocabulary"
    words.mkdir()
    (words / "sections.yaml").write_text("introduction: {headings: [Rhagarweiniad]}\nour-own: {}\n")
    (words / "agencies.yaml").write_text("- {name: Lighthouse, words: [Ty Golau]}\n")
    (words / "plan.yaml").write_text("lead: [Pwy]\n")
    more, standard = load_vocabulary([tmp_path]), load_vocabulary()
    assert more.sections["introduction"].headings == (
        *standard.sections["introduction"].headings,
        "Rhagarweiniad",
    )
    assert "our-own" in more.sections
    assert more.agencies[0].name == "Lighthouse"
    assert more.plan_columns["lead"][-1] == "Pwy"
    assert more.letter == standard.letter


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("sektions", "a: {}", "is no file of the vocabulary. Did you mean “sections”?"),
        ("sections", "a: {heading: [x]}", "Did you mean “headings”?"),
        ("parts", "letter: {titles: [x]}", "“letter” is not known here"),
        ("plan", "leed: [x]", "is no column of a plan. Did you mean “lead”?"),
        ("reviews", "reviews: x", "a list is wanted, found “x”"),
    ],
)
def test_own_words_are_read_strictly(tmp_path: Path, file: str, text: str, says: str) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / f"{file}.yaml").write_text(text)
    with pytest.raises(RulebookError) as refusal:
        load_vocabulary([tmp_path])
    assert says in str(refusal.value)


def test_blanking_the_examples_leaves_every_other_line_in_its_place() -> None:
    text = "id: a\nexamples:\n  fail:\n    - |\n      x\n\n  # note\n- odd\nwhy: b\n"
    assert without_examples(text) == "id: a\n\n\n\n\n\n\n\nwhy: b\n"
    assert without_examples("id: a\nexamples: {}") == "id: a\nexamples: {}"
    assert without_examples("why: |\n  examples: x\nid: a\n") == "why: |\n  examples: x\nid: a\n"


def test_the_catalogue_names_every_rule_of_the_contract_once() -> None:
    ids = [rule for family in catalogue().values() for rule in family]
    assert len(ids) == len(set(ids)) == 119
    assert (ids[0], ids[-1]) == ("file-is-pdf", "sending-commissioner")


WORDS = st.sampled_from(
    [
        *RULE.split("\n"),
        "id: my-rule",
        "check: {all: []}",
        "  - x",
        "in:",
        "examples:",
        "{",
        "a: &b c",
    ]
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(max_size=120), st.lists(WORDS, max_size=16).map("\n".join)))
def test_no_file_raises_anything_but_a_rulebook_error(tmp_path: Path, data: bytes | str) -> None:
    file = tmp_path / "my-rule.yaml"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    for examples in (True, False):
        with suppress(RulebookError):
            load_rules([tmp_path], examples=examples)


def test_the_quick_way_and_the_full_way_agree() -> None:
    problems = Problems()
    quick = read_yaml(without_examples(RULE), "a.yaml", problems)
    full = read_yaml(RULE, "a.yaml", problems)
    assert not problems
    assert quick is not None
    assert full is not None
    assert quick.pairs == full.pairs[:-1]  # type: ignore[union-attr]
