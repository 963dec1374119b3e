"""The view over many reviews in real Chromium: nothing loaded, sorted and filtered by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from dhrcheck.outcome import Verdict
from dhrcheck.triage.result import Checked
from tests.browser_visits import NARROW, WIDE, Visit, real_chromium, visits
from tests.test_output_html_browser import NASTY
from tests.test_output_html_triage import a_review, a_run, failed, shown, some_reviews


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with real_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages that are looked at: a few reviews, very many, and hostile names."""
    folder = tmp_path_factory.mktemp("triage")
    nasty = a_review(Verdict.FAIL, failed(0, message=NASTY), name=NASTY)
    made: dict[str, dict[str, Checked]] = {
        "few": some_reviews(),
        "many": {f"review {n}.pdf": a_review(Verdict.FAIL, failed(n % 3)) for n in range(150)},
        "hostile": {NASTY: nasty, "long" * 100: nasty},
    }
    for name, reviews in made.items():
        (folder / f"{name}.html").write_text(shown(a_run(reviews)), "utf-8", newline="")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def visit(chromium: Browser, runs: dict[str, Path]) -> Iterator[Any]:
    with visits(chromium) as go:
        yield lambda name, *size, **more: go(runs[name], *size, **more)


def names(seen: Visit) -> list[str]:
    """The reviews in sight, in their order."""
    return seen.in_sight("tbody .name", "data-value")


@pytest.mark.parametrize("name", ["few", "many", "hostile"])
def test_it_asks_for_nothing_but_itself_and_nothing_is_refused(
    visit: Any, runs: dict[str, Path], name: str
) -> None:
    seen = visit(name)
    assert [u for u in seen.asked_for if not u.startswith("data:")] == [runs[name].as_uri()]
    assert seen.said == []


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", WIDE), ("dark", WIDE), ("light", NARROW), ("dark", NARROW)]
)
def test_axe_finds_no_fault(visit: Any, scheme: str, size: tuple[int, int]) -> None:
    assert visit("few", size, color_scheme=scheme).faults() == []


@pytest.mark.parametrize("name", ["few", "hostile"])
def test_nothing_stands_out_to_the_side(visit: Any, name: str) -> None:
    assert visit(name).overhang(1600, 1000, 760, 700, 320) == []


def test_the_table_is_put_in_order_by_its_columns(visit: Any) -> None:
    seen = visit("few")
    table = seen.page.get_by_role("table")
    head = table.get_by_role("columnheader", name="Review")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert names(seen) == [
        "alder.pdf",
        "birch 9.pdf",
        "birch 10.pdf",
        "cedar.pdf",
        "dogwood.pdf",
    ]
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert names(seen)[0] == "dogwood.pdf"
    table.get_by_role("button", name="Pages").press("Space")
    assert head.get_attribute("aria-sort") is None
    assert names(seen)[0] == "alder.pdf"
    assert seen.page.evaluate("document.activeElement.textContent") == "Pages"


def test_on_a_narrow_screen_the_order_is_chosen_from_a_list(visit: Any) -> None:
    seen = visit("few", NARROW)
    assert not seen.page.locator("thead button").first.is_visible()
    seen.page.get_by_label("Order").select_option("Size")
    assert names(seen)[0] == "birch 10.pdf"
    seen.page.get_by_role("button", name="Show all").click()
    seen.page.wait_for_function(
        "document.querySelector('tbody .name').dataset.value == 'cedar.pdf'"
    )


def test_the_filters_leave_the_reviews_that_were_asked_for(visit: Any) -> None:
    seen = visit("few")
    seen.page.get_by_label("Fails in").select_option("The plan names its scope")
    assert names(seen) == ["alder.pdf"]
    assert seen.page.get_by_role("status").inner_text() == "1 of 5 reviews shown"
    seen.page.get_by_label("Fails in").select_option("All")
    seen.page.locator("select[name=verdict]").select_option("FAIL")
    assert names(seen) == ["cedar.pdf", "alder.pdf"]
    seen.page.locator("select[name=verdict]").select_option("All")
    seen.page.get_by_label("Words").fill("BIRCH")
    assert names(seen) == ["birch 9.pdf", "birch 10.pdf"]


def test_the_tab_key_leads_through_filters_headings_and_rows(visit: Any) -> None:
    reached = visit("few").reached_by_tab()
    assert all(visible for _, visible in reached)
    order = [tag for tag, _ in reached]
    assert order[0] == "A"
    assert order.index("INPUT") < order.index("SUMMARY")
    assert order.count("SUMMARY") > 5


def test_without_a_script_each_report_opens_and_no_dead_button_is_shown(visit: Any) -> None:
    seen = visit("few", java_script_enabled=False)
    assert not seen.page.locator("#filters").is_visible()
    assert seen.page.locator("thead button").count() == 0
    fold = seen.page.locator("tbody details").first
    fold.locator("summary").click()
    assert fold.locator("li").first.is_visible()


def test_on_paper_the_headings_of_the_table_stand_on_every_page(
    chromium: Browser, runs: Any
) -> None:
    page = chromium.new_page()
    page.goto(runs["many"].as_uri())
    printed = page.pdf(prefer_css_page_size=True, page_ranges="2-4")
    page.close()
    for sheet in PdfReader(BytesIO(printed)).pages:
        text = " ".join(sheet.extract_text().split())
        assert "dhrcheck: 150 reviews checked, 2026-03-31" in text
        assert "Review Verdict Failed Person" in text
