"""Rules, words and profiles from somebody one does not know: bounded in size, time and reach."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrcheck import engine
from dhrcheck.cli.main import main
from dhrcheck.document.understand import understand
from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.outcome import Stage, Status
from dhrcheck.reading.pdf import read_file
from dhrcheck.rulebook import folders, pattern
from dhrcheck.rulebook.loader import load_files, load_rules, load_vocabulary
from dhrcheck.rulebook.model import RulebookError
from dhrcheck.rulebook.pattern import Pattern, PatternTooSlow
from dhrcheck.rulebook.problems import Problems
from dhrcheck.rulebook.words import read_words
from tests.properties import bounded
from tests.reading_samples import drawn, words

STANDARD = Path(__file__).resolve().parent.parent / "rules"
RULE = """\
id: {id}
title: Something is said
severity: advised
stages: [publication]
decided-by: machine
source:
  - {{ref: "Our own", seen: true}}
why: It matters.
fix: Please say it.
in: {{part: overview-report}}
check:
  {check}
"""


SAID = "phrase-absent: {calling: words, phrases: [a word]}"


def rule(folder: Path, check: str = SAID, name: str = "our-rule") -> Path:
    """A rule file of somebody's own."""
    path = folder / f"{name}.yaml"
    path.write_text(RULE.format(id=name, check=check), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("a{1000000000}", "counts"),
        ("(?:a{1,1000}){1,1000}b", "counts"),
        ("((((a{100}){100}){100}){100})b", "counts"),
        ("(?<=.{1000000})x", "counts"),
        (r"(?P<n>a)(?P=n){99999999}", "counts"),
        ("a{0,4294967295}b", "counts"),
        (r"(?:[^x]{150}\d{2}){150}b", "counts"),
        ("(?:review){e<=30}", "likeness"),
        ("(?:review){i<=2,d<=2}x", "likeness"),
        ("(?R)?x", "calls"),
        ("(a(?1)?b)x", "calls"),
        (r"\L<words>x", "calls"),
        ("(a+)+b", "repeats a repetition"),
        ("x" * 501, "500"),
        ("(" * 250 + "a" + ")" * 249, "no pattern"),
        ("", "empty"),
        ("a*", "matches nothing"),
    ],
)
def test_a_pattern_that_explodes_is_refused_before_it_is_made(source: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Pattern.from_text(source)


@pytest.mark.parametrize(
    "source",
    [
        r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d{2}\b",
        r"\[(?:insert|add)[^\]]{0,80}\]",
        r"\p{Lu}{2,10}-\d{3,6}",
        r"(?:\w+\s){1,12}review",
        r"[{]\w+[}]|\{\{[^{}]{1,40}\}\}",
        r"x[]{9999999}]y",
    ],
)
def test_an_ordinary_pattern_is_taken(source: str) -> None:
    assert Pattern.from_text(source).source == source


@pytest.mark.parametrize("source", ["(a|aa)+$", "(x+x+)+y", "(?:a?){200}a{200}"])
def test_a_pattern_that_takes_for_ever_is_stopped(
    monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.setattr(pattern, "SECONDS", 0.05)
    made = Pattern.from_text(source)
    with pytest.raises(PatternTooSlow):
        made.search(("a" * 100 + "x" * 3_000) * 20)
    with pytest.raises(PatternTooSlow):
        list(made.finditer(("a" * 100 + "x" * 3_000) * 20))


def test_a_pattern_that_is_slow_on_every_line_is_stopped_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pattern, "_SLOW", 0.0)
    monkeypatch.setattr(pattern, "SECONDS_IN_ALL", 0.01)
    made = Pattern.from_text("[a-c]+z")

    def look() -> None:
        for _ in range(100_000):
            made.search("abc" * 200)

    with pytest.raises(PatternTooSlow):
        look()


def test_a_rule_whose_pattern_takes_for_ever_breaks_alone_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pattern, "SECONDS", 0.05)
    rule(tmp_path, "left-over-text: {calling: words, patterns: ['(?:a|aa)+b(?:\\w|\\d)*c']}")
    ruleset = load_rules([tmp_path], only=["our-rule", "file-is-pdf"])
    lines = ["Domestic Homicide Review overview report", "a" * 85, *["Words of the review."] * 20]
    sample = drawn(tmp_path / "a.pdf", words(*lines))

    report = engine.run_rules(
        ruleset,
        understand((read_file(sample),), load_vocabulary()),
        Stage.PUBLICATION,
        date(2026, 11, 22),
    )

    by_id = {r.rule.id: r.outcome for r in report.results}
    assert by_id["file-is-pdf"].status is not Status.ERROR
    if by_id["our-rule"].status is Status.ERROR:
        assert "takes too long" in by_id["our-rule"].message


def test_a_slow_pattern_is_said_to_be_the_rules_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(*_: object) -> None:
        raise PatternTooSlow("(a|aa)+$")

    monkeypatch.setattr(engine, "_answer", too_slow)
    standard = load_rules(only=["file-is-pdf"]).rules[0]
    submission = understand((), load_vocabulary())
    result = engine.put(standard, submission, Stage.PUBLICATION, date(2026, 11, 22))
    assert result.outcome.status is Status.ERROR
    assert "rule's file" in result.outcome.message
    assert "defect" not in result.outcome.message


# --- sizes ---------------------------------------------------------------------------------------


def test_a_folder_with_too_much_in_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(6):
        rule(tmp_path, name=f"rule-{n}")
    for limit, value, says in (
        ("MAX_FILES", 5, "more than 5 rule files"),
        ("MAX_ENTRIES", 5, "more than 5 files"),
        ("MAX_TOTAL", 900, "more than 900 bytes"),
    ):
        with monkeypatch.context() as less:
            less.setattr(folders, limit, value)
            with pytest.raises(RulebookError, match=says):
                load_rules([tmp_path])


def test_folders_far_below_are_not_looked_into(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["deeper"] * (folders.MAX_LEVELS + 2))
    deep.mkdir(parents=True)
    rule(deep, name="far-away")
    rule(tmp_path)
    assert {"far-away", "our-rule"} & {r.id for r in load_rules([tmp_path]).rules} == {"our-rule"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "- " * 100_000,
        "? " * 100_000,
        "{" * 200_000,
        "a: " * 80_000,
        "!" * 200_000,
        "&a " * 80_000,
        "'" * 200_001,
        '"\\x' * 60_000,
        "#" * 250_000,
        "a:\n" + " " * 250_000 + "b",
        "| " + "\n " * 100_000,
        "%TAG ! tag:example,2000:\n---\n!x y",
        "--- " * 60_000,
        "\u2028" * 80_000,
        "a: " + "9" * 240_000,
        "\n".join(f"k{n}: v" for n in range(25_000)),
    ],
    ids=range(17),
)
def test_no_text_keeps_the_loader_busy_or_breaks_it(tmp_path: Path, text: str) -> None:
    for path in (tmp_path / "our-rule.yaml", tmp_path / "vocabulary" / "sections.yaml"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(RulebookError):
            load_files([path])
    profile = tmp_path / "house.yaml"
    profile.write_text("extends: default\n" + text, encoding="utf-8")
    with suppress(RulebookError):
        load_rules(profile=profile)


@pytest.mark.parametrize(
    ("check", "says"),
    [
        (
            "phrase-absent: {calling: words, phrases: ['" + "word " * 60 + "']}",
            "at most 200 characters",
        ),
        (
            "phrase-absent: {calling: words, phrases: ['a ... b ... c ... d ... e']}",
            "at most 3 times",
        ),
        ("phrase-absent: {calling: words, phrases: ['...']}", "no word"),
        ("phrase-absent: {calling: words, phrases: ['*']}", "no word"),
        ("phrase-absent: {calling: words, phrases: ['\u202eword']}", "control character"),
    ],
)
def test_a_phrase_that_is_none_is_refused(tmp_path: Path, check: str, says: str) -> None:
    path = rule(tmp_path, check)
    for load in (lambda: load_files([path]), lambda: load_rules([tmp_path])):
        with pytest.raises(RulebookError, match=says) as refused:
            load()
        assert "our-rule.yaml:12:" in str(refused.value)


def test_words_that_are_none_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary" / "sections.yaml"
    path.parent.mkdir()
    path.write_text("introduction:\n  headings: [Introduction, '...']\n", encoding="utf-8")
    with pytest.raises(RulebookError, match="no word to look for"):
        load_vocabulary([tmp_path])


def test_every_phrase_of_the_standard_files_can_be_looked_for() -> None:
    load_rules(examples=True)
    for file in folders.packaged_files(Problems(), vocabulary=True):
        problems = Problems()
        read_words(file, Vocabulary(), problems, own=True)
        problems.raise_if_any()


# --- reach ---------------------------------------------------------------------------------------

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


@needs_links
@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "../outside.yaml", "loop.yaml"])
def test_a_link_out_of_the_folder_or_to_a_device_is_refused(tmp_path: Path, target: str) -> None:
    rule(tmp_path, name="outside")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "loop.yaml").symlink_to(target)
    with pytest.raises(RulebookError) as refused:
        load_rules([inside])
    assert "root:" not in str(refused.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_place_of_any_file_of_rules_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "rules" / "pipe.yaml"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    for load in (
        lambda: load_rules([pipe.parent]),
        lambda: load_rules(profile=pipe),
        lambda: load_files([pipe]),
    ):
        with pytest.raises(RulebookError, match="not an ordinary file"):
            load()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_read_by_no_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = drawn(tmp_path / "a.pdf", words("a"))
    for words_ in (
        ["check", "--profile", "/dev/zero", str(sample)],
        ["check", "--rules", "/dev/zero", str(sample)],
        ["check", "--names", "/dev/zero", str(sample)],
        ["rules", "check", "/dev/zero"],
    ):
        assert main(words_) == 2
        assert capsys.readouterr().err


@pytest.mark.parametrize(
    "name",
    ["../elsewhere", "/etc", "..", ".", "a/../../elsewhere", "~", "C:\\rules", "\\\\host\\x"],
)
def test_a_profile_reaches_nothing_outside_its_folder(tmp_path: Path, name: str) -> None:
    house = tmp_path / "house"
    (tmp_path / "elsewhere").mkdir()
    rule(tmp_path / "elsewhere")
    house.mkdir()
    profile = house / "profile.yaml"
    profile.write_text(f"extends: default\nrules: ['{name}']\n", encoding="utf-8")
    with pytest.raises(RulebookError):
        load_rules(profile=profile)


@needs_links
def test_a_profile_reaches_nothing_by_a_link_either(tmp_path: Path) -> None:
    house = tmp_path / "house"
    (tmp_path / "elsewhere").mkdir()
    rule(tmp_path / "elsewhere")
    house.mkdir()
    (house / "ours").symlink_to(tmp_path / "elsewhere")
    profile = house / "profile.yaml"
    profile.write_text("extends: default\nrules: [ours]\n", encoding="utf-8")
    with pytest.raises(RulebookError, match="no folder beside the profile"):
        load_rules(profile=profile)


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['touch {mark}']",
        "!!python/name:os.system",
        "id: !!python/object/new:subprocess.Popen [['touch', '{mark}']]",
        "id: &a [x, x]\nwhy: *a",
        "<<: {{id: x}}",
        "id: !include {mark}",
        "%YAML 9.9\n---\nid: x",
    ],
)
def test_yaml_runs_nothing_and_takes_nothing_in(tmp_path: Path, text: str) -> None:
    mark = tmp_path / "mark"
    path = tmp_path / "our-rule.yaml"
    path.write_text(text.replace("{mark}", str(mark)), encoding="utf-8")
    with pytest.raises(RulebookError):
        load_files([path])
    assert not mark.exists()


@pytest.mark.parametrize(
    "id_",
    [
        "report-c\u043ever",  # A Cyrillic letter that looks like an o.
        "report\u200b-cover",
        "re\u0301port",
        "REPORT-COVER",
        "report--cover",
        "-report",
        "report/../cover",
        "\u202erevoc-troper",
        "report-cover\n",
        "ｒeport-cover",
        "con" + "x" * 60,
        "№",
        "١٢٣",
    ],
)
def test_an_id_that_looks_like_another_is_none(tmp_path: Path, id_: str) -> None:
    path = tmp_path / "our-rule.yaml"
    text = RULE.format(id="x", check=SAID)
    path.write_text(text.replace("id: x", f"id: {ascii(id_)[1:-1]!r}", 1), encoding="utf-8")
    quoted = '"' + "".join(f"\\U{ord(c):08x}" for c in id_) + '"'
    path.write_text(text.replace("id: x", f"id: {quoted}", 1), encoding="utf-8")
    with pytest.raises(RulebookError):
        load_files([path])


# --- anything at all -----------------------------------------------------------------------------

FILES = sorted(STANDARD.glob("*/*.yaml"))
PIECES = sorted(
    {line.strip() for file in FILES[::6] for line in file.read_text("utf-8").splitlines()} - {""}
)[:1500]
ODD = [
    "~",
    "[]",
    "{}",
    "null",
    "''",
    "1e999",
    "0x41",
    "-1",
    "*",
    "&a",
    "!!x",
    "\t",
    "\u2028",
    "\x00",
]


def spoilt(seed: int) -> tuple[str, str]:
    """One of the standard files with some of its lines and words changed; its place among them."""
    chance = random.Random(seed)
    file = chance.choice(FILES)
    lines = file.read_text(encoding="utf-8").split("\n")
    changes: list[Callable[[int], None]] = [
        lambda at: lines.pop(at) and None,
        lambda at: lines.insert(at, lines[chance.randrange(len(lines))]),
        lambda at: lines.insert(at, " " * chance.choice((0, 2, 4, 9)) + chance.choice(PIECES)),
        lambda at: lines.__setitem__(at, "  " + lines[at]),
        lambda at: lines.__setitem__(at, lines[at].lstrip()),
        lambda at: lines.__setitem__(at, lines[at].partition(":")[0] + ": " + chance.choice(ODD)),
        lambda at: lines.__setitem__(
            at, lines[at].replace(":", chance.choice(("", " ", ": [")), 1)
        ),
        lambda at: lines.__setitem__(at, lines[at] + chance.choice(ODD)),
        lambda at: lines.__setitem__(at, lines[at][: chance.randrange(len(lines[at]) + 1)]),
    ]
    for _ in range(chance.choice((1, 1, 2, 5))):
        if lines:
            chance.choice(changes)(chance.randrange(len(lines)))
    return file.relative_to(STANDARD).as_posix(), "\n".join(lines)


@given(st.integers(0, 1 << 40))
@bounded(300)
def test_a_spoilt_file_of_ours_is_a_rule_or_a_rulebook_error(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    place, text = spoilt(seed)
    path = tmp_path_factory.mktemp("spoilt") / place
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        load_files([path])
    except RulebookError as error:
        said = str(error)
    else:
        return
    assert said.strip()
    assert "Traceback" not in said


@given(st.sampled_from(["sections", "parts", "plan", "letter", "agencies", "reviews"]), st.text())
@bounded(200)
def test_any_text_is_words_or_a_rulebook_error(stem: str, text: str) -> None:
    problems = Problems()
    file = folders.RuleText(f"{stem}.yaml", f"vocabulary/{stem}.yaml", text, None)
    assert isinstance(read_words(file, Vocabulary(), problems), Vocabulary)
