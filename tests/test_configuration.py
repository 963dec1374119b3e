"""A configuration saves typing; it is named, what is typed wins, and a stranger's does no harm."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrcheck.cli.main import main
from dhrcheck.configuration.finding import find_configuration
from dhrcheck.configuration.reading import KEYS, read_configuration
from dhrcheck.engine import Report
from dhrcheck.outcome import Status
from dhrcheck.rulebook.model import RulebookError
from tests.report_builder import a_report, a_result, a_rule
from tests.test_output_json import SCHEMA

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder, with nothing in it but an empty one to work in: ``home / "work" / "review"``."""
    home = tmp_path / "home"
    (home / "work" / "review").mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.chdir(home / "work" / "review")
    return home


@pytest.fixture
def asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands in for the check and keeps what it was asked; there is a report.pdf to check."""
    (home / "work" / "review" / "report.pdf").write_bytes(b"%PDF-1.7\n")
    seen: dict[str, Any] = {}

    def check(files: Any, stage: str, **options: Any) -> Report:
        seen.update(options, files=files, stage=str(getattr(stage, "value", stage)))
        return a_report(a_result(Status.PASS), a_result(Status.REVIEW, rule=a_rule("plan-scope")))

    monkeypatch.setattr("dhrcheck.api.check", check)
    return seen


def written(folder: Path, text: str, name: str = "dhrcheck.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str, name: str = "dhrcheck.toml") -> str:
    with pytest.raises(RulebookError) as refused:
        read_configuration(written(folder, text, name))
    return str(refused.value)


# Where it is found


def test_it_is_found_in_a_folder_above(home: Path) -> None:
    path = written(home / "work", 'stage = "submission"')
    assert find_configuration(Path.cwd()) == path


def test_the_nearest_counts_and_a_file_of_its_own_before_a_section(home: Path) -> None:
    written(home / "work", 'stage = "submission"')
    near = written(home / "work" / "review", "[dhrcheck]\nstage = publication\n", "setup.cfg")
    assert find_configuration(Path.cwd()) == near
    own = written(home / "work" / "review", 'stage = "submission"')
    assert find_configuration(Path.cwd()) == own


def test_a_setup_cfg_of_something_else_is_passed_by(home: Path) -> None:
    written(home / "work" / "review", "[metadata\nname = [other", "setup.cfg")
    above = written(home / "work", "[tool:dhrcheck]\nstage = submission\n", "setup.cfg")
    assert find_configuration(Path.cwd()) == above


def test_the_search_ends_at_the_root_of_the_repository(home: Path) -> None:
    written(home, 'stage = "submission"')
    assert find_configuration(Path.cwd()) == home / "dhrcheck.toml"
    (home / "work" / ".git").mkdir()
    assert find_configuration(Path.cwd()) is None


def test_the_search_ends_at_the_home_folder(home: Path) -> None:
    written(home.parent, 'stage = "submission"')
    assert find_configuration(Path.cwd()) is None


def test_in_a_folder_that_anybody_may_write_above_nothing_above_counts(
    home: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared" / "work"
    shared.mkdir(parents=True)
    written(shared.parent, 'stage = "submission"')
    assert find_configuration(shared) is None
    assert find_configuration(shared.parent) is not None


# What it may say


def test_every_key_is_read_and_paths_count_from_the_file(home: Path) -> None:
    folder = home / "work"
    for name in ("house.yaml", "names.txt"):
        (folder / name).write_text("x", "utf-8")
    (folder / "ours").mkdir()
    text = (
        'stage = "submission"\nfail-on = "advised"\nprofile = "house.yaml"\nrules = ["ours"]\n'
        'names = "~/work/names.txt"\nocr = "never"\ntimeout = 5\nmemory = 256\nquotes = "none"\n'
        'decisions = "said.yaml"\n'
    )
    found = read_configuration(written(folder, text)).settings
    assert set(found) == set(KEYS)
    assert found["profile"].value == str(folder / "house.yaml")
    assert found["names"].value == str(home / "work" / "names.txt")
    assert found["rules"].value == (str(folder / "ours"),)
    assert (found["timeout"].value, found["memory"].value) == (5.0, 256)
    assert [found[key].line for key in ("stage", "decisions")] == [1, 10]


def test_a_section_says_the_same(home: Path) -> None:
    folder = home / "work"
    for name in ("ours", "theirs"):
        (folder / name).mkdir()
    text = (
        "[metadata]\nname = x\n\n[dhrcheck]\nstage = submission\nrules =\n    ours\n    theirs\n"
        "timeout = 5.5\nmemory = 256\ndecisions = none\n"
    )
    found = read_configuration(written(folder, text, "setup.cfg")).settings
    assert found["rules"].value == (str(folder / "ours"), str(folder / "theirs"))
    assert (found["timeout"].value, found["memory"].value) == (5.5, 256)
    assert found["decisions"].value is False
    assert found["stage"].line == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'stgae = "submission"',
            "dhrcheck.toml:1:1: stgae: is not a key here. Did you mean “stage”",
        ),
        ('\nstage = "submision"', ":2:1: stage: submission or publication is wanted. Did you mean"),
        ("stage = 1", "submission or publication is wanted"),
        ("stage = submission", "is not TOML"),
        ('stage = "submission"\nstage = "publication"', "is not TOML"),
        ("x = " + "[" * 5_000, "is not TOML"),
        ("[stage]\nx = 1", "submission or publication is wanted"),
        ('[tool.dhrcheck]\nstage = "submission"', "is not a key here"),
        ('quotes = "full"', "widened on the command line alone"),
        ("timeout = 0", "a number from 0.001 to 86,400"),
        ("timeout = true", "a number is wanted"),
        ("timeout = nan", "a number is wanted"),
        ("memory = 1.5", "a whole number is wanted"),
        ("memory = 16", "from 64 to 1,048,576"),
        ('names = "nowhere.txt"', "there is nothing under this name"),
        ('names = ""', "the name of a file or folder is wanted"),
        ('names = "//server/share/names.txt"', "on a network"),
        ('names = "\\\\\\\\server\\\\share"', "on a network"),
        ('names = "a\\u0000b"', "no name of a file"),
        ('rules = "ours"', "a list is wanted"),
        ("rules = [1]", "the name of a file or folder is wanted"),
        ("decisions = true", "a file's name is wanted, or false for none"),
        ('output = "x.html"', "is not a key here"),
        ('format = "html"', "is not a key here"),
        ("force = true", "is not a key here"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_key(home: Path, text: str, said: str) -> None:
    assert said in refusal(home, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[dhrcheck]\nstgae = x\n", "setup.cfg:2:1: stgae: is not a key here"),
        ("[dhrcheck]\nstage = submission\nstage = submission\n", "no setup.cfg that can be read"),
        ("[dhrcheck]\nocr = never\n[tool:dhrcheck]\nocr = never\n", "keep one"),
        ("[dhrcheck]\ntimeout = soon\n", "a number is wanted"),
        ("[dhrcheck]\nquotes = full\n", "widened on the command line alone"),
    ],
)
def test_what_is_wrong_in_a_section_is_told_too(home: Path, text: str, said: str) -> None:
    assert said in refusal(home, text, "setup.cfg")


def test_other_sections_add_nothing(home: Path) -> None:
    text = "[DEFAULT]\nstage = submission\n[dhrcheck]\nocr = never\n"
    assert set(read_configuration(written(home, text, "setup.cfg")).settings) == {"ocr"}


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
    st.sampled_from(["dhrcheck.toml", "setup.cfg"]),
)
def test_whatever_stands_in_a_file_it_is_read_or_refused(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes((b"[dhrcheck]\n" if name == "setup.cfg" else b"") + content)
        with contextlib.suppress(RulebookError):
            read_configuration(path)


# What it does to a command


def test_it_gives_the_values_that_were_not_typed(
    asked: dict[str, Any], home: Path, capfd: Captured
) -> None:
    (home / "names.txt").write_text("Wilhelmina Testcase\n", "utf-8")
    written(
        home,
        'stage = "submission"\ntimeout = 5\nmemory = 256\nnames = "names.txt"\nocr = "never"\n'
        "decisions = false\n",
    )
    assert main(["check", "report.pdf"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert (asked["stage"], asked["timeout"], asked["memory_mb"]) == ("submission", 5.0, 256)
    assert (asked["ocr"], asked["decisions"], len(asked["names"])) == ("never", False, 1)
    first = out[: out.index("Verdict")]
    assert "../../dhrcheck.toml" in first
    assert "sets stage, timeout, memory, names, ocr and decisions" in " ".join(first.split())


def test_the_stage_that_it_chose_is_said_in_the_first_lines(
    asked: dict[str, Any], home: Path, capfd: Captured
) -> None:
    written(home, 'stage = "publication"')
    main(["check", "report.pdf"])
    out, _ = capfd.readouterr()
    first = " ".join(out[: out.index("Verdict")].split())
    assert "publication (after the Panel's letter); chosen by the configuration" in first
    assert "assumed" not in first


def test_what_is_typed_wins(asked: dict[str, Any], home: Path, capfd: Captured) -> None:
    written(home, 'stage = "submission"\nocr = "never"\ndecisions = false')
    said = written(home, "version: 1\n", "said.yaml")
    words = ["--stage", "publication", "--ocr", "auto", "--decisions", str(said)]
    assert main(["check", *words, "report.pdf"]) == 0
    assert (asked["stage"], asked["ocr"]) == ("publication", "auto")
    assert asked["decisions"] == str(said)
    assert "chosen by the configuration" not in capfd.readouterr().out


def test_it_decides_when_a_gate_stops(asked: dict[str, Any], home: Path) -> None:
    assert main(["check", "report.pdf"]) == 0
    written(home, 'fail-on = "review"')
    assert main(["check", "report.pdf"]) == 1
    assert main(["check", "--fail-on", "fail", "report.pdf"]) == 0


def test_no_config_leaves_it_out(asked: dict[str, Any], home: Path, capfd: Captured) -> None:
    written(home, "nonsense")
    assert main(["check", "--no-config", "report.pdf"]) == 0
    assert "Settings" not in capfd.readouterr().out


def test_one_may_be_named(asked: dict[str, Any], home: Path) -> None:
    written(home, 'stage = "publication"')
    (home / "elsewhere").mkdir()
    other = written(home / "elsewhere", 'stage = "submission"', "house.toml")
    assert main(["check", "--config", str(other), "report.pdf"]) == 0
    assert asked["stage"] == "submission"


@pytest.mark.parametrize(
    "words", [["--config", "x", "--no-config"], ["--no-config", "--config", "x"]]
)
def test_both_are_refused(
    asked: dict[str, Any], home: Path, capfd: Captured, words: list[str]
) -> None:
    written(Path.cwd(), "", "x")
    assert main(["check", *words, "report.pdf"]) == 2
    assert "not both" in capfd.readouterr().err


def test_a_wrong_one_stops_with_code_2_before_anything_is_read(
    asked: dict[str, Any], home: Path, capfd: Captured
) -> None:
    written(home, "timeuot = 3")
    assert main(["check", "report.pdf"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("dhrcheck: ../../dhrcheck.toml:1:1: timeuot: is not a key here.")
    assert "files" not in asked


def test_help_and_version_ask_for_no_configuration(home: Path, capfd: Captured) -> None:
    written(home, "nonsense")
    assert main(["--version"]) == 0
    assert main(["--help"]) == 0


def test_a_link_to_a_device_is_no_configuration(home: Path, capfd: Captured) -> None:
    if os.name != "posix":
        pytest.skip("there is no such device")
    assert main(["check", "--config", "/dev/zero", "report.pdf"]) == 2
    assert "ordinary file" in capfd.readouterr().err


def test_json_names_the_configuration_and_stays_valid(
    asked: dict[str, Any], home: Path, capfd: Captured
) -> None:
    written(home, 'stage = "submission"')
    main(["check", "--format", "json", "report.pdf"])
    data = json.loads(capfd.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data["configuration"] == {"file": "dhrcheck.toml", "settings": ["stage"]}


# dhrcheck config


def test_config_shows_each_value_and_where_it_came_from(home: Path, capfd: Captured) -> None:
    written(home, '# ours\nstage = "submission"\ndecisions = false\n')
    assert main(["config"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert "stage: submission (../../dhrcheck.toml, line 2)" in out
    assert "decisions: none are counted (../../dhrcheck.toml, line 3)" in out
    assert "ocr: auto (default)" in out
    assert all(f"  {key}: " in out for key in KEYS)


def test_config_is_given_to_programs_too(home: Path, capfd: Captured) -> None:
    written(home, 'timeout = 7\nstage = "submission"\n')
    assert main(["config", "--format", "json"]) == 0
    data = json.loads(capfd.readouterr().out)
    assert list(data["settings"]) == list(KEYS)
    assert data["settings"]["timeout"] == {"value": 7.0, "from": "../../dhrcheck.toml", "line": 1}
    assert data["settings"]["ocr"] == {"value": "auto", "from": "default", "line": None}


def test_config_without_a_file_shows_the_defaults(home: Path, capfd: Captured) -> None:
    assert main(["config"]) == 0
    assert "No configuration file was found" in capfd.readouterr().out


def test_config_shows_no_listed_name(home: Path, capfd: Captured) -> None:
    (home / "Wilhelmina Testcase.txt").write_text("Wilhelmina Testcase\n", "utf-8")
    written(home, 'names = "Wilhelmina Testcase.txt"')
    for words in (["config"], ["config", "--format", "json"]):
        assert main(words) == 0
        out, err = capfd.readouterr()
        assert "Wilhelmina" not in out + err


def test_the_defaults_shown_are_those_of_the_command() -> None:
    from dhrcheck.cli.check import check
    from dhrcheck.cli.config import DEFAULTS

    of_command = {p.name: p.default for p in check.params}
    for key in ("fail-on", "ocr", "timeout", "memory"):
        assert of_command[key.replace("-", "_")] == DEFAULTS[key]
    assert set(DEFAULTS) == set(KEYS)


def test_the_file_shown_in_the_documentation_is_a_right_one(home: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    (home / "secret").mkdir()
    (home / "secret" / "names.txt").write_text("x", "utf-8")
    (home / "work" / "house.yaml").write_text("x", "utf-8")
    (home / "work" / "our-rules").mkdir()
    found = read_configuration(written(home / "work", example))
    assert set(found.settings) == set(KEYS)


@pytest.mark.parametrize("form", ["html", "markdown", "github", "terminal"])
def test_every_form_for_people_names_the_configuration(
    asked: dict[str, Any], home: Path, capfd: Captured, form: str
) -> None:
    written(home, 'stage = "publication"')
    main(["check", "-f", form, "report.pdf"])
    out, err = capfd.readouterr()
    assert err == ""
    assert "dhrcheck.toml” sets stage" in out.replace("\\", "")
    assert "chosen by the configuration" in " ".join(out.split())


def test_a_run_over_many_reviews_counts_no_decisions_where_so_configured(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    seen: dict[str, Any] = {}

    def triage(places: object, stage: object, **options: Any) -> None:
        seen.update(options, stage=stage)
        raise KeyboardInterrupt

    monkeypatch.setattr("dhrcheck.triage.run.triage", triage)
    (home / "work" / "reviews").mkdir()
    written(home, "decisions = false\nstage = 'submission'\n")
    assert main(["triage", str(home / "work" / "reviews")]) == 130
    assert (seen["decisions"], seen["stage"]) == (False, "submission")


def test_the_rules_of_the_house_are_listed_too(home: Path, capfd: Captured) -> None:
    assert main(["rules", "new", "our-thing", "--dir", str(home / "work")]) == 0
    written(home, 'rules = ["work"]\nstage = "submission"\n')
    capfd.readouterr()
    assert main(["rules", "show", "our-thing"]) == 0
    out, err = capfd.readouterr()
    assert "our-thing" in out
    assert err == "dhrcheck: “../../dhrcheck.toml” sets rules.\n"
    assert main(["rules", "show", "--no-config", "our-thing"]) == 2
