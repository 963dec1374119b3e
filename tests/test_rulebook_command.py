"""``dhrcheck rules``: list, show, test, schema and check, with their exit codes."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from dhrcheck.cli.main import main
from dhrcheck.rulebook.folders import packaged
from dhrcheck.rulebook.loader import catalogue, load_rules
from dhrcheck.rulebook.problems import Problems
from dhrcheck.rulebook.schema import rule_schema, schema_text
from dhrcheck.rulebook.yaml_source import Items, Scalar, Source, read_yaml

RULE = """\
id: my-rule
title: Every file is a PDF
severity: advised
stages: [publication]
decided-by: machine
source: [{ref: Our handbook, seen: true}]
why: Others cannot be opened.
fix: Please save as PDF.
check: {file-is-pdf: {}}
examples:
  pass: [{files: [{name: a.pdf}]}]
  fail: [{files: [{name: a.doc, kind: a Word document, outcome: not-a-pdf}]}]
"""


def run(capfdbinary: pytest.CaptureFixture[bytes], *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capfdbinary.readouterr()
    return code, out.decode("utf-8"), err.decode("utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "my-rule.yaml").write_text(RULE, encoding="utf-8")
    return tmp_path


def test_list_has_a_line_for_each_rule(
    own: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, _ = run(capfdbinary, "rules", "list", "--rules", str(own))
    assert code == 0
    for rule in load_rules().rules:
        assert rule.id in out
    assert "my-rule" in out
    assert "Every file is a PDF" in out


def test_show_prints_all_of_a_rule(own: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = run(capfdbinary, "rules", "show", "my-rule", "--rules", str(own))
    assert code == 0
    assert "Others cannot be opened." in out
    assert "Our handbook" in out


def test_show_of_an_unknown_rule_is_wrong_usage(
    own: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, err = run(capfdbinary, "rules", "show", "my-rul", "--rules", str(own))
    assert (code, out) == (2, "")
    assert "Did you mean “my-rule”?" in err.replace('"my-rule"', "“my-rule”")


def test_test_passes_a_sound_rule(own: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = run(capfdbinary, "rules", "test", "my-rule", "--rules", str(own))
    assert code == 0, out
    assert "1 rule, 2 examples: all as expected." in out


def test_test_fails_a_rule_that_misses(
    own: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (own / "my-rule.yaml").write_text(RULE.replace("not-a-pdf", "read"), encoding="utf-8")
    code, out, _ = run(capfdbinary, "rules", "test", "my-rule", "--rules", str(own))
    assert code == 1
    assert "expected fail, got pass: missed" in out


@pytest.mark.parametrize("words", [("test", "--rules"), ("list", "--rules"), ("check",)])
def test_a_broken_rule_file_is_exit_code_2(
    own: Path, words: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (own / "my-rule.yaml").write_text(RULE.replace("why:", "whyy:"), encoding="utf-8")
    target = own / "my-rule.yaml" if words == ("check",) else own
    code, out, err = run(capfdbinary, "rules", *words, str(target))
    assert (code, out) == (2, "")
    assert "my-rule.yaml:7:1: whyy" in err


def test_check_looks_at_files_without_reading_a_report(
    own: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, _ = run(capfdbinary, "rules", "check", str(own / "my-rule.yaml"))
    assert code == 0
    assert "In order: 1 rule." in out


def test_check_looks_at_whole_folders_and_their_words(
    own: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (own / "vocabulary").mkdir()
    (own / "vocabulary" / "plan.yaml").write_text("leed: [x]\n", encoding="utf-8")
    code, _, err = run(capfdbinary, "rules", "check", str(own))
    assert code == 2
    assert "plan.yaml:1:1: leed: is no column of a plan." in err
    code, _, err = run(capfdbinary, "rules", "check", str(own / "vocabulary" / "plan.yaml"))
    assert code == 2


def test_the_shipped_schema_is_the_one_that_is_printed(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    code, out, _ = run(capfdbinary, "rules", "schema")
    assert code == 0
    assert out == schema_text()
    shipped = (packaged() / "rule.schema.json").read_text(encoding="utf-8")
    assert shipped == out, "renew it: dhrcheck rules schema > rules/rule.schema.json"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(rule_schema())


def plain(source: Source) -> object:
    """A written value as an editor's YAML reader gives it to the schema."""
    if isinstance(source, Scalar):
        if source.plain and source.value in ("true", "false"):
            return source.value == "true"
        if source.plain and source.value.lstrip("-").isdigit():
            return int(source.value)
        if source.plain and source.value.replace(".", "", 1).isdigit():
            return float(source.value)
        return None if source.plain and source.value in ("", "~", "null") else source.value
    if isinstance(source, Items):
        return [plain(value) for value in source.values]
    return {name.value.replace("_", "-"): plain(value) for name, value in source.pairs}


def written_rules() -> list[Path]:
    return [rule.file for rule in load_rules().rules if rule.file is not None]


def test_the_schema_accepts_every_rule_that_the_loader_accepts() -> None:
    validator = jsonschema.Draft202012Validator(rule_schema())
    for file in written_rules():
        source = read_yaml(file.read_text(encoding="utf-8"), file.name, Problems())
        assert source is not None
        errors = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(plain(source))]
        assert not errors, f"{file.name}: {errors[:3]}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("why:", "whyy:"),
        ("severity: advised", "severity: must"),
        ("{file-is-pdf: {}}", "{file-is-pfd: {}}"),
        ("{file-is-pdf: {}}", "{file-is-pdf: {x: 1}}"),
        ("seen: true", "seen: 3"),
        ("name: a.pdf", "nam: a.pdf"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old: str, new: str) -> None:
    validator = jsonschema.Draft202012Validator(rule_schema())
    good = read_yaml(RULE, "a", Problems())
    bad = read_yaml(RULE.replace(old, new), "a", Problems())
    assert good is not None
    assert bad is not None
    assert validator.is_valid(plain(good))
    assert not validator.is_valid(plain(bad))


def test_every_standard_rule_is_in_the_catalogue_and_in_its_familys_folder() -> None:
    family = {rule: name for name, rules in catalogue().items() for rule in rules}
    for file in written_rules():
        assert file.parent.name == family.get(file.stem), (
            f"{file.stem} stands in {file.parent.name}"
        )


def test_the_quick_way_and_the_full_way_give_the_same_standard_rules() -> None:
    quick, full = load_rules(), load_rules(examples=True)
    assert quick.sha256 == full.sha256
    for one, other in zip(quick.rules, full.rules, strict=True):
        assert (one.id, one.check, one.where, one.why) == (
            other.id,
            other.check,
            other.where,
            other.why,
        )
