"""What the documentation says is so: the rules on their page, the commands that it shows, its links."""

from __future__ import annotations

import shutil
from glob import glob
from pathlib import Path

import click
import pytest

from dhrcheck.cli.group import COMMANDS
from dhrcheck.cli.group import commands as group
from dhrcheck.cli.main import main
from dhrcheck.rulebook.handbook import handbook
from dhrcheck.rulebook.loader import catalogue, load_files, load_rules
from dhrcheck.rulebook.skeleton import write_skeleton
from tests.documentation import PAGES, ROOT, Shown, commands, headings, links
from tests.report_builder import sample

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"


def test_the_page_on_the_rules_is_up_to_date() -> None:
    wanted = handbook(load_rules(examples=True).rules, catalogue())

    assert PAGE.read_text(encoding="utf-8") == wanted, "dhrcheck rules docs > docs/rules.md"


def test_every_rule_of_the_catalogue_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")

    for family in catalogue().values():
        for rule in family:
            assert f"\n### {rule}\n" in page, rule


def test_a_rules_own_words_cannot_act_as_markdown(tmp_path: Path) -> None:
    path = write_skeleton("our-rule", "phrase-absent", tmp_path)
    text = path.read_text().replace("WHAT IS ASKED FOR", "'<script> [x](http://example.invalid) |")
    path.write_text(text.replace("AS A SENTENCE", "AS A SENTENCE'"))

    page = handbook(load_files([path]), {})

    assert "<script>" not in page.replace("\\<script\\>", "")
    assert "[x](" not in page.replace("\\[x\\](", "")


SHOWN = {shown.words: shown for shown in commands()}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the documentation speaks of: samples under their plain names."""
    folder = tmp_path_factory.mktemp("docs")
    parts = "report executive-summary summary action-plan plan letter draft result".split()
    apart = {"executive-summary", "summary"}, {"action-plan", "plan"}, {"letter"}
    names = ("executive-summary", "action-plan", "feedback-letter")
    for part in parts:
        single = next((n for own, n in zip(apart, names, strict=True) if part in own), None)
        found = f"four-files/{single}.pdf" if single else "complete-review.pdf"
        shutil.copy(sample(found), folder / f"{part}.pdf")
    shutil.copy(sample("complete-review.pdf"), folder / "final report.pdf")
    shutil.copytree(sample("complete-review.pdf").parent, folder / "sample_reports")
    shutil.copytree(sample("four-files"), folder / "review")
    (folder / "names.txt").write_text("Jane Thackwray | Janey  # invented\n", encoding="utf-8")
    (folder / "house.yaml").write_text("extends: default\noff: [plan-ambition]\n", encoding="utf-8")
    for place in ("reviews/one", "reviews/two"):
        (folder / place).mkdir(parents=True)
        shutil.copy(sample("four-files/feedback-letter.pdf"), folder / place / "letter.pdf")
    for place in ("our-rules", "DIR", "FOLDER"):
        (folder / place).mkdir()
        write_skeleton("my-rule", "phrase-absent", folder / place)
    shutil.copy(folder / "our-rules" / "my-rule.yaml", folder / "my-rule.yaml")
    return folder


def runs_here(shown: Shown) -> bool:
    """False for what asks a person, or another computer: that is held to its options alone here."""
    asks = "decide" in shown.words and "--list" not in shown.words
    return not asks and "--scheduler" not in shown.words


@pytest.mark.parametrize("shown", SHOWN.values(), ids=str)
def test_each_command_in_the_documentation_works_as_it_stands(
    shown: Shown, sandbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = list(shown.words)
    if not runs_here(shown):
        command = group.get_command(click.Context(group), words[0])
        assert command is not None
        command.make_context(words[0], words[1:])
        return
    shutil.copytree(sandbox, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    # Results of many reviews are kept here, not in the folder of whoever runs the tests.
    kept = tmp_path / "triage.sqlite"
    monkeypatch.setattr("dhrcheck.triage.keeping.default_place", lambda: kept)
    # What a shell does before it calls us.
    words = [found for w in words for found in (sorted(glob(w)) if "*" in w else [w])]
    if "always" in words:
        # Text recognition of thirty pages takes longer than a test should.
        words = [w.replace("report.pdf", "letter.pdf") for w in words]

    code = main(words)

    assert code in (0, 1, 3), f"{shown} ended with {code}"
    for place in ("-o", "--output"):
        if place in words:
            assert Path(words[words.index(place) + 1]).stat().st_size > 0


def test_each_command_of_ours_is_told_of_somewhere() -> None:
    told = {shown.words[0] for shown in SHOWN.values() if shown.words}

    assert set(COMMANDS) <= told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_leads_somewhere(page: Path) -> None:
    lost = []
    for source, target in links():
        name, _, heading = target.partition("#")
        found = source if not name else (source.parent / name).resolve()
        if source == page and (not found.exists() or (heading and heading not in headings(found))):
            lost.append(target)

    assert not lost


def test_each_page_can_be_reached_from_the_readme() -> None:
    reached = {ROOT / "README.md"}
    while True:
        more = {(s.parent / t.partition("#")[0]).resolve() for s, t in links() if s in reached}
        if more <= reached:
            break
        reached |= more

    assert [p.name for p in PAGES if p.parent.name == "docs" and p not in reached] == []


def test_the_readme_has_the_two_commands_that_the_gate_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    for mark in ("<!-- first command -->\n```sh\n", "<!-- second command -->\n```sh\n"):
        assert text.count(mark) == 1


def test_pictures_are_small_and_load_nothing() -> None:
    pictures = [p for p in (ROOT / "docs" / "pictures").iterdir() if p.suffix in (".svg", ".png")]

    assert len(pictures) >= 3
    for picture in pictures:
        assert picture.stat().st_size < 200_000
        if picture.suffix == ".svg":
            drawn = picture.read_text(encoding="utf-8")
            assert "url(http" not in drawn
            assert "href" not in drawn
