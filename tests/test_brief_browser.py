"""A brief as HTML in real Chromium: nothing loaded, nothing refused, read by keyboard and on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from dhrcheck import api
from dhrcheck.output import BRIEF_FORMATS, Look
from tests.report_builder import sample
from tests.test_brief_forms import a_hostile_report

NASTY = (
    "</script><script>document.title = 'taken over'</script><img src=x onerror=alert(1)> \u202eabc"
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is needed for this test: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("briefs")
    reports = {
        "real": api.check(sample("faults-2023.pdf"), ocr="never"),
        "hostile": a_hostile_report(NASTY),
    }
    for name, report in reports.items():
        html = BRIEF_FORMATS["html"].content(report, Look(stage_assumed=True))
        (folder / f"{name}.html").write_bytes(html)
    return {name: folder / f"{name}.html" for name in reports}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["real", "hostile"])
def test_it_asks_for_nothing_but_itself_and_nothing_is_refused(
    page: Page, briefs: dict[str, Path], name: str
) -> None:
    said: list[str] = []
    asked_for: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked_for.append(request.url))

    page.goto(briefs[name].as_uri())

    assert [u for u in asked_for if not u.startswith("data:")] == [briefs[name].as_uri()]
    assert said == []
    assert page.title().startswith("Reviewer's brief")


@pytest.mark.parametrize("name", ["real", "hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(
    page: Page, briefs: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(briefs[name].as_uri())

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_key_offers_to_skip_to_the_brief(page: Page, briefs: dict[str, Path]) -> None:
    page.goto(briefs["real"].as_uri())

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the brief"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_paper_it_is_short_and_says_on_each_page_that_it_is_a_draft(
    page: Page, briefs: dict[str, Path], tmp_path: Path
) -> None:
    page.goto(briefs["real"].as_uri())
    target = tmp_path / "brief.pdf"
    page.pdf(path=str(target), prefer_css_page_size=True)

    pages = [sheet.extract_text() for sheet in PdfReader(target).pages]
    assert len(pages) <= 3
    assert all("Draft for a reviewer" in " ".join(text.split()) for text in pages)
