"""The generator of fictional reviews: what it says of its own pages is so."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.reviews.compose import compose, dated
from tests.reviews.content import Action, Column, PlanTable
from tests.reviews.defects import DEFECTS, packed, put_in
from tests.reviews.expectations import written
from tests.reviews.make import made, render
from tests.reviews.producers.layout import merged_runs
from tests.reviews.prose import case, cases
from tests.reviews.style import Style
from tests.reviews.styles import style, styles

STYLES = [s.name for s in styles(measuring=False)]
MAIN = ("overview-report", "executive-summary", "action-plan", "feedback-letter")
NEEDS = {"libreoffice": "soffice", "chromium": "chromium", "reportlab": None}


def pages_of(pdf: Path) -> list[str]:
    """The text of each page, without spaces, so that line breaks do not matter."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    texts = [squeezed(page.get_textpage().get_text_range()) for page in opened]
    opened.close()
    return texts


def squeezed(text: str) -> str:
    return re.sub(r"[\s\x02\ufffe\xad-]+", "", text)


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("key", cases())
def test_every_style_tells_every_case_in_all_four_parts(name: str, key: str) -> None:
    review = compose(case(key), style(name))
    for role in MAIN:
        assert review.parts(role), f"{name} tells {key} without {role}"


OF_CONTENT = sorted(n for n, d in DEFECTS.items() if not d.finish and not d.names)
SUICIDES = ("murder-of-suicide", "suicide-not-in-terms")


@pytest.mark.parametrize("name", OF_CONTENT)
def test_every_defect_changes_reviews_of_most_styles(name: str) -> None:
    key = "wexcombe" if name in SUICIDES else "northmere"
    changed = []
    for in_style in STYLES:
        clean = compose(case(key), style(in_style))
        faulty = put_in(clean, [name])
        assert faulty.defects == (name,)
        changed.append(faulty.documents != clean.documents)
    # A style that has no such section (condolences inside its introduction) cannot lose it.
    assert sum(changed) >= 3, f"{name} changes {sum(changed)} of {len(changed)} styles"


def test_every_rule_of_the_catalogue_has_a_defect_that_brings_it_out() -> None:
    brought_out = {
        rule
        for defect in DEFECTS.values()
        for rule, status in defect.results.items()
        if set(status.split("|")) & {"fail", "review"}
    }
    assert set(written()["right"]) - brought_out == set()


@pytest.mark.parametrize("family", ["wording-", "identity-"])
def test_rules_that_judge_words_have_several_defects(family: str) -> None:
    told = Counter(defect.rule for defect in DEFECTS.values())
    # Whether anything is left that could tell who the people are is a question for a person.
    rules = {r for r in written()["right"] if r.startswith(family)} - {"identity-unique-details"}
    assert {r for r in rules if told[r] < 2} == set()


def test_a_group_of_defects_touches_each_rule_once() -> None:
    for group in packed():
        touched = Counter(rule for name in group for rule in DEFECTS[name].results)
        assert max(touched.values()) == 1, group
    assert sorted(name for group in packed() for name in group) == sorted(DEFECTS)


@pytest.fixture(scope="module")
def clean_review(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """A clean review's folder and its truth."""
    folder = tmp_path_factory.mktemp("clean")
    return folder, made("thorn", "wexcombe", "reportlab", [], folder)


@pytest.mark.parametrize("name", sorted(n for n, d in DEFECTS.items() if d.finish))
def test_every_last_step_leaves_its_mark_on_the_files(
    name: str, clean_review: tuple[Path, dict], tmp_path: Path
) -> None:
    folder, truth = clean_review
    files = []
    for file in truth["files"]:
        files.append(tmp_path / file)
        shutil.copy(folder / file, tmp_path / file)
    places = DEFECTS[name].finish(files, truth)
    before = [(folder / file).read_bytes() for file in truth["files"]]
    assert [file.read_bytes() for file in files] != before
    for file, page in places:
        assert 1 <= page <= len(pages_of(files[file]))


def test_the_truth_knows_the_page_of_what_was_said(tmp_path: Path) -> None:
    truth = made("reed", "northmere", "reportlab", ["freak-accident"], tmp_path)
    [(file, page)] = truth["evidence"]["wording-accident"]
    assert "freakaccident" in pages_of(tmp_path / truth["files"][file])[page - 1]


def test_two_defects_that_touch_one_rule_are_refused() -> None:
    clean = compose(case("northmere"), style("thorn"))
    with pytest.raises(ValueError, match="both touch wording-accident"):
        put_in(clean, ["tragic-accident", "accident-quoted"])


@pytest.mark.parametrize("producer", sorted(NEEDS))
def test_headings_stand_on_the_pages_that_the_truth_names(producer: str, tmp_path: Path) -> None:
    program = NEEDS[producer]
    if program and not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    truth = made("cairn", "wexcombe", producer, [], tmp_path)
    texts = pages_of(tmp_path / truth["files"][0])
    for section in truth["sections"]:
        words = squeezed(section["title"])
        assert words in texts[section["page"] - 1], f"{section['title']} on page {section['page']}"


@pytest.mark.parametrize("producer", sorted(NEEDS))
def test_parts_begin_and_end_where_the_truth_says(producer: str, tmp_path: Path) -> None:
    program = NEEDS[producer]
    if program and not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    truth = made("reed", "exampleton", producer, [], tmp_path)
    texts = pages_of(tmp_path / truth["files"][0])
    parts = {p["part"]: p for p in truth["parts"]}
    letter = parts["feedback-letter"]
    assert "Annex3:LetterfromtheHomeOffice" in texts[letter["first_page"] - 1]
    assert texts[letter["last_page"] - 1].endswith("HomeOfficeDHRQualityAssurancePanel")
    assert letter["last_page"] == len(texts)
    assert parts["action-plan"]["last_page"] + 1 == letter["first_page"]
    assert "Annex2:DHRActionPlan" in texts[parts["action-plan"]["first_page"] - 1]


def test_contents_lists_give_the_right_pages(tmp_path: Path) -> None:
    truth = made("reed", "exampleton", "reportlab", [], tmp_path)
    contents = pages_of(tmp_path / truth["files"][0])[1]
    listed = [s for s in truth["sections"] if s["level"] == 1 and s["title"] != "Contents"]
    for section in listed:
        words = squeezed(f"{section['title']}")
        assert re.search(re.escape(words) + r"\.*" + str(section["page"]), contents), words


def test_plan_cells_of_the_truth_are_those_of_the_content(tmp_path: Path) -> None:
    review = compose(case("northmere"), style("quarto"))
    truth = render(review, tmp_path, "reportlab")
    [table] = [b for p in review.parts("action-plan") for b in p.blocks if isinstance(b, PlanTable)]
    assert len(truth["plan"]) == len(table.actions) == 8
    assert truth["plan"][0]["cells"]["lead"] == "Northmere Adult Social Care"
    assert truth["plan"][7]["cells"]["target-date"] == "March 2025"


def test_scanned_pages_hold_no_text(tmp_path: Path) -> None:
    review = compose(case("wexcombe"), style("ferry"))
    truth = render(review, tmp_path, "reportlab")
    texts = pages_of(tmp_path / "review.pdf")
    [scan] = [p for p in truth["parts"] if p["scanned"]]
    assert scan["part"] == "feedback-letter"
    for number, text in enumerate(texts, 1):
        is_scan = scan["first_page"] <= number <= scan["last_page"]
        assert bool(text) is not is_scan, f"page {number}"


def test_expected_results_name_what_the_defects_must_bring_out(tmp_path: Path) -> None:
    truth = made("thorn", "wexcombe", "reportlab", ["tragic-accident", "plan-not-live"], tmp_path)
    assert truth["results"]["plan-live-document"] == ["fail"]
    assert truth["results"]["wording-accident"] == ["review"], "a death by suicide"
    assert truth["results"]["letter-complete"] == ["pass"]


OBJECTED = (
    "tragic|accident|commit(ted)? suicide|failed to engage|disengag|hard to reach|chose to stay|"
    "returned to h|volatile|stormy|toxic|turbulent|altercation|isolated incident|the incident|"
    "red mist|snapped|lost control|alleged|manipulative|chaotic|family man|alcoholic|mentally ill|"
    "the elderly|suffers from|bame|inevitable|the deceased"
)


@pytest.mark.parametrize("key", cases())
def test_no_case_uses_words_that_the_checklist_objects_to(key: str) -> None:
    # A case may hold such words where they do no harm ("road accident"), and then says so.
    told = str({k: v for k, v in case(key).data.items() if k not in ("letter", "innocent")})
    for words in case(key).get("innocent") or []:
        told = told.replace(words, "")
    found = re.search(rf"\b({OBJECTED})\b", told, re.IGNORECASE)
    assert found is None, f"{key}: {found.group(0) if found else ''}"


def test_styles_for_measuring_are_told_apart() -> None:
    assert all(isinstance(s, Style) and not s.measuring for s in styles(measuring=False))
    assert len(STYLES) >= 4


def test_authors_for_measuring_tell_their_own_cases_in_all_four_parts() -> None:
    for chosen in styles(measuring=True):
        for key in chosen.cases:
            review = compose(case(key), chosen)
            assert all(review.parts(role) for role in MAIN), f"{chosen.name} tells {key}"


def test_a_cell_over_several_rows_is_one_run() -> None:
    columns = (Column("lead", "Lead", 1), Column("action", "Action", 1))
    rows = (
        Action("1", {"lead": "Police", "action": "a"}, "Theme 1"),
        Action("1", {"action": "b"}, "Theme 1", merged=("lead",)),
        Action("1", {"action": "c"}, "Theme 1", merged=("lead",)),
        Action("2", {"lead": "Council", "action": "d"}, "Theme 2"),
        Action("2", {"action": "e"}, "Theme 2", merged=("lead",)),
    )
    assert merged_runs(PlanTable(columns, rows)) == [(1, 0, 3), (5, 0, 2)]


def test_a_cell_that_belongs_to_the_row_above_is_not_asked_of_the_row_below(tmp_path: Path) -> None:
    review = compose(case("northmere"), style("quarto"))
    table = next(
        b for p in review.parts("action-plan") for b in p.blocks if isinstance(b, PlanTable)
    )
    first, second, *others = table.actions
    merged = replace(table, actions=(first, replace(second, merged=("lead",)), *others))
    joined = review.with_parts(
        lambda p: replace(p, blocks=tuple(merged if b is table else b for b in p.blocks))
    )
    rows = render(joined, tmp_path, "reportlab")["plan"]
    assert "lead" in rows[0]["cells"]
    assert "lead" not in rows[1]["cells"]


@pytest.mark.parametrize(
    ("month", "season", "quarter"),
    [
        ("January 2013", "Winter 2012/13", "Quarter 4 of 2012-13"),
        ("December 2013", "Winter 2013/14", "Quarter 3 of 2013-14"),
        ("May 2014", "Spring 2014", "Quarter 1 of 2014-15"),
    ],
)
def test_target_dates_can_be_seasons_and_quarters(month: str, season: str, quarter: str) -> None:
    assert (dated(month, "season"), dated(month, "long-quarter")) == (season, quarter)
