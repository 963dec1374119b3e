"""The HTML report in real Chromium: nothing loaded, nothing refused, usable by keyboard and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from dhrcheck import api
from dhrcheck.output import REPORT_FORMATS, Look
from dhrcheck.reading.page_work import Pages
from tests.browser_visits import NARROW, WIDE, Visit, real_chromium, visits
from tests.report_builder import sample
from tests.test_output_html import a_full_report, a_hostile_report

NASTY = (
    "</script><script>document.title = 'taken over'</script><img src=x onerror=alert(1)> "
    "javascript:alert(1) \u202eabc العربية 👩🏽‍🦳 " + "longword" * 1_250
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with real_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages that are looked at: a real one with pictures, a small one, and a hostile one."""
    folder = tmp_path_factory.mktemp("html")
    pdf = sample("faults-2023.pdf")
    real = api.check(pdf)
    with Pages([pdf], [real.submission.files[0].sha256], real.covered) as pages:
        made = {"real": _html(real, pages)}
    made["small"] = _html(a_full_report())
    made["hostile"] = _html(a_hostile_report(NASTY))
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, "utf-8", newline="")
    return {name: folder / f"{name}.html" for name in made}


def _html(report: Any, pages: Pages | None = None) -> str:
    text = REPORT_FORMATS["html"].render(report, Look(stage_assumed=True, pages=pages))
    assert isinstance(text, str)
    return text


@pytest.fixture
def visit(chromium: Browser, reports: dict[str, Path]) -> Iterator[Any]:
    with visits(chromium) as go:
        yield lambda name, *size, **more: go(reports[name], *size, **more)


def in_sight(seen: Visit) -> list[str]:
    """The checks that can be seen."""
    return seen.in_sight("[data-status]", "id")


@pytest.mark.parametrize("name", ["real", "hostile"])
def test_it_asks_for_nothing_but_itself_and_nothing_is_refused(
    visit: Any, reports: dict[str, Path], name: str
) -> None:
    seen = visit(name)
    assert [u for u in seen.asked_for if not u.startswith("data:")] == [reports[name].as_uri()]
    # A script, style or picture that the policy refuses is said on the console.
    assert seen.said == []
    assert seen.page.title() != "taken over"


def test_its_sheet_and_its_script_are_at_work_under_the_policy(visit: Any) -> None:
    page = visit("real").page
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.finding')).borderLeftWidth"
    ) == ("5px")
    assert page.get_by_role("search").is_visible()


def test_the_policy_refuses_what_somebody_puts_in(visit: Any) -> None:
    seen = visit("small")
    seen.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.body.append(s); }"
    )
    assert seen.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in line for line in seen.said)


def test_the_pictures_are_drawn(visit: Any) -> None:
    sizes = visit("real").page.evaluate(
        "[...document.images].map(i => [i.complete, i.naturalWidth])"
    )
    assert len(sizes) > 5
    assert all(complete and width > 100 for complete, width in sizes)


@pytest.mark.parametrize(
    ("name", "scheme", "size"),
    [
        ("real", "light", NARROW),
        ("small", "light", WIDE),
        ("small", "dark", WIDE),
        ("small", "dark", NARROW),
    ],
)
def test_axe_finds_no_fault(visit: Any, name: str, scheme: str, size: tuple[int, int]) -> None:
    assert visit(name, size, color_scheme=scheme).faults() == []


@pytest.mark.parametrize("name", ["real", "small", "hostile"])
def test_nothing_stands_out_to_the_side(visit: Any, name: str) -> None:
    assert visit(name).overhang(1600, 1000, 700, 320) == []


def test_without_a_script_everything_can_be_read_and_no_dead_filter_is_shown(visit: Any) -> None:
    seen = visit("real", java_script_enabled=False)
    assert not seen.page.locator("#filters").is_visible()
    fold = seen.page.locator("#right details")
    fold.locator("summary").click()
    assert fold.locator("li").first.is_visible()
    assert seen.said == []


def test_the_first_key_leads_past_the_head(visit: Any) -> None:
    page = visit("real").page
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the findings")
    assert link.evaluate("e => e === document.activeElement")
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_place_that_the_tab_key_reaches_shows_that_it_is_there(visit: Any) -> None:
    reached = visit("small").reached_by_tab()
    assert all(visible for _, visible in reached)
    order = [tag for tag, _ in reached]
    assert order.index("A") < order.index("INPUT") < order.index("SELECT")
    assert order.index("SELECT") < order.index("BUTTON") < order.index("SUMMARY")


def test_the_filters_leave_what_was_asked_for_and_say_how_much(visit: Any) -> None:
    seen = visit("small")
    everything = seen.page.locator("[data-status]").count()
    seen.page.get_by_label("What was found").select_option("To put right")
    assert in_sight(seen) == ["rule-wording-accident", "rule-letter-annexed", "rule-plan-scope"]
    assert seen.page.get_by_role("status").inner_text() == f"3 of {everything} checks shown"
    seen.page.get_by_label("Required or advised").select_option("Advised")
    assert in_sight(seen) == ["rule-plan-scope"]
    assert not seen.page.locator("#fix").is_visible()
    seen.page.get_by_role("button", name="Show all").click()
    seen.page.wait_for_function("document.querySelector('#fix').checkVisibility()")
    assert seen.page.get_by_role("status").inner_text() == ""


def test_a_search_by_keyboard_opens_what_is_folded_and_closes_it_again(visit: Any) -> None:
    seen = visit("small")
    seen.page.get_by_label("Words").focus()
    seen.page.keyboard.type("FOUND it")
    assert in_sight(seen) == ["rule-report-present"]
    seen.page.keyboard.press("Enter")
    assert seen.page.url.endswith("small.html")
    for _ in "FOUND it":
        seen.page.keyboard.press("Backspace")
    assert "rule-report-present" not in in_sight(seen)
    assert "rule-wording-accident" in in_sight(seen)


def test_a_link_to_a_check_shows_it_whatever_is_filtered_or_folded(visit: Any) -> None:
    seen = visit("small")
    seen.page.get_by_label("Words").fill("No letter was found")
    assert in_sight(seen) == ["rule-letter-annexed"]
    seen.page.get_by_role("link", name="wording-accident").click()
    seen.page.wait_for_function(
        "document.querySelector('#rule-wording-accident').checkVisibility()"
    )
    seen.page.evaluate("location.hash = 'rule-report-present'")
    seen.page.wait_for_function("document.querySelector('#rule-report-present').checkVisibility()")


@pytest.fixture(scope="module")
def paper(chromium: Browser, reports: dict[str, Path]) -> list[str]:
    """The words of each sheet of the real report on paper."""
    page = chromium.new_page()
    page.goto(reports["real"].as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(printed)).pages]


def test_on_paper_it_is_a_list_to_work_through(paper: list[str]) -> None:
    sheets = [" ".join(sheet.split()) for sheet in paper]
    assert all("dhrcheck: FAIL: faults-2023.pdf" in sheet for sheet in sheets)
    assert f"Page 1 of {len(sheets)}" in sheets[0]
    whole = " ".join(sheets)
    assert "Show only" not in whole
    assert "Show 98 checks" not in whole
    assert "98 right" in whole


def test_paper_is_white_also_where_the_screen_is_dark(visit: Any) -> None:
    page = visit("small", color_scheme="dark").page
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(22, 27, 31)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_on_paper_a_short_finding_stands_on_one_page(paper: list[str]) -> None:
    for rule in ("wording-accident", "summary-chair-independence", "sending-commissioner"):
        (sheet,) = [s for s in paper if f"{rule}\n" in s and "What to do" in s]
        assert "Source" in sheet[sheet.index(f"{rule}\n") :]
