"""House rules: what a partnership may change of the checklist, and what not; rules to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dhrcheck.api import check
from dhrcheck.cli.group import commands
from dhrcheck.files import WrongUsage
from dhrcheck.outcome import Severity
from dhrcheck.rulebook.beginnings import KINDS_TO_BEGIN_WITH
from dhrcheck.rulebook.loader import load_files, load_rules, load_vocabulary
from dhrcheck.rulebook.model import RulebookError
from dhrcheck.rulebook.skeleton import write_skeleton

COMPLETE = Path(__file__).resolve().parent.parent / "sample_reports" / "complete-review.pdf"


def a_profile(folder: Path, *lines: str) -> Path:
    path = folder / "house.yaml"
    path.write_text("\n".join(("extends: default", *lines)) + "\n", encoding="utf-8")
    return path


def refusal(folder: Path, *lines: str) -> str:
    with pytest.raises(RulebookError) as refused:
        load_rules(profile=a_profile(folder, *lines))
    return str(refused.value)


def test_a_profile_switches_rules_off_and_weighs_others_otherwise(tmp_path: Path) -> None:
    house = a_profile(
        tmp_path, "off: [wording-deceased]", "severity:", "  file-accessible: required"
    )

    rules = load_rules(profile=house)

    assert rules.profile == "house"
    assert rules.get("wording-deceased") is None
    heavier = rules.get("file-accessible")
    assert heavier is not None
    assert heavier.severity is Severity.REQUIRED
    assert "“house”" in (heavier.severity_from or "")
    assert len(rules.rules) == len(load_rules().rules) - 1


def test_a_profile_changes_the_digest_that_results_carry(tmp_path: Path) -> None:
    assert load_rules(profile=a_profile(tmp_path)).sha256 != load_rules().sha256


def test_a_profile_brings_its_own_rules_and_words(tmp_path: Path) -> None:
    words = tmp_path / "ours" / "vocabulary"
    words.mkdir(parents=True)
    write_skeleton("our-words", "phrase-absent", tmp_path / "ours")
    (words / "sections.yaml").write_text("panel:\n  headings: [Who sat round the table]\n")

    rules = load_rules(profile=a_profile(tmp_path, "rules: [ours]"))

    assert rules.get("our-words") is not None
    assert "Who sat round the table" in load_vocabulary(rules.folders).sections["panel"].headings


def test_an_unknown_rule_is_refused_with_line_and_likely_word(tmp_path: Path) -> None:
    said = refusal(tmp_path, "off:", "  - wording-deceasd")

    assert "house.yaml:3:5: off: there is no rule “wording-deceasd”" in said
    assert "Did you mean “wording-deceased”?" in said


def test_what_nobody_may_waive_is_neither_switched_off_nor_lowered(tmp_path: Path) -> None:
    assert "cannot be switched off" in refusal(tmp_path, "off: [file-opens]")
    assert "stays required" in refusal(tmp_path, "severity: {identity-protected-names: advised}")


@pytest.mark.parametrize("folder", ["../elsewhere", "/etc", "."])
def test_a_profile_reaches_no_folder_outside_its_own(tmp_path: Path, folder: str) -> None:
    assert "is no folder beside the profile" in refusal(tmp_path, f"rules: ['{folder}']")


def test_misspelt_keys_and_other_checklists_are_refused(tmp_path: Path) -> None:
    assert "Did you mean “off”?" in refusal(tmp_path, "of: [wording-deceased]")
    path = tmp_path / "other.yaml"
    path.write_text("extends: strict\n")
    with pytest.raises(RulebookError, match="“strict” is not known here"):
        load_rules(profile=path)


def test_a_missing_profile_is_said(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="cannot be read"):
        load_rules(profile=tmp_path / "none.yaml")


def test_rules_check_takes_a_profile(tmp_path: Path) -> None:
    assert load_files([a_profile(tmp_path, "off: [wording-deceased]")]) == ()
    with pytest.raises(RulebookError, match="there is no rule “nope”"):
        load_files([a_profile(tmp_path, "off: [nope]")])


def test_asking_for_a_rule_that_is_switched_off_says_so(tmp_path: Path) -> None:
    house = a_profile(tmp_path, "off: [wording-deceased]")
    with pytest.raises(RulebookError, match="switched off by the profile"):
        load_rules(profile=house, only=["wording-deceased"])


def test_a_check_with_rules_off_says_that_it_is_partial(tmp_path: Path) -> None:
    house = a_profile(tmp_path, "name: Our house", "off: [wording-deceased]")

    report = check(COMPLETE, profile=house)

    assert report.partial
    assert report.ruleset.profile == "Our house"
    assert all(r.rule.id != "wording-deceased" for r in report.results)


def test_a_check_with_a_profile_that_only_adds_is_whole(tmp_path: Path) -> None:
    assert not check(
        COMPLETE, profile=a_profile(tmp_path, "severity: {file-accessible: required}")
    ).partial


def test_show_says_who_gave_the_severity(tmp_path: Path) -> None:
    house = a_profile(tmp_path, "severity: {file-accessible: required}")

    said = CliRunner().invoke(
        commands, ["rules", "show", "file-accessible", "--profile", str(house)]
    )

    assert "required (by the profile “house”; the rule's own" in said.output


@pytest.mark.parametrize("kind", KINDS_TO_BEGIN_WITH)
def test_a_rule_to_begin_with_is_in_order_and_fails_its_examples(tmp_path: Path, kind: str) -> None:
    from dhrcheck.rulebook.examples import try_rule

    path = write_skeleton("our-rule", kind, tmp_path)

    (rule,) = load_files([path])
    assert not try_rule(rule, load_vocabulary(), mutate=False).sound


def test_a_rule_to_begin_with_overwrites_nothing(tmp_path: Path) -> None:
    write_skeleton("our-rule", "phrase-absent", tmp_path)
    with pytest.raises(WrongUsage, match="is there already"):
        write_skeleton("our-rule", "phrase-absent", tmp_path)
    with pytest.raises(WrongUsage, match="is no id"):
        write_skeleton("../our-rule", "phrase-absent", tmp_path)
    with pytest.raises(WrongUsage, match="standard rule"):
        write_skeleton("plan-columns", "phrase-absent", tmp_path)
    with pytest.raises(WrongUsage, match="no folder"):
        write_skeleton("our-rule", "phrase-absent", tmp_path / "none")
