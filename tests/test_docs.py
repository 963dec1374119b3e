"""The page on the rules says what the rules say, and nothing in it acts as Markdown by accident."""

from __future__ import annotations

from pathlib import Path

from dhrcheck.rulebook.handbook import handbook
from dhrcheck.rulebook.loader import catalogue, load_files, load_rules
from dhrcheck.rulebook.skeleton import write_skeleton

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
