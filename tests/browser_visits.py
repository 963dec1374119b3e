"""Pages opened in real Chromium, for tests: what they ask for, and what the browser says of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

WIDE, NARROW = (1600, 1000), (320, 700)


@dataclass
class Visit:
    """A page that was opened, and what it did that it should not."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked_for: list[str] = field(default_factory=list)

    def in_sight(self, selector: str, name: str) -> list[str]:
        """The attribute ``name`` of all elements of ``selector`` that can be seen."""
        found: list[str] = self.page.evaluate(
            "([s, n]) => [...document.querySelectorAll(s)].filter(e => e.checkVisibility())"
            ".map(e => e.getAttribute(n))",
            [selector, name],
        )
        return found

    def open_all(self) -> None:
        """Opens everything that is folded."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    def faults(self) -> list[str]:
        """What axe finds wrong, with everything open."""
        self.open_all()
        return [
            f"{fault['id']}: {node['target']} {node.get('failureSummary')}"
            for fault in Axe().run(self.page).response["violations"]
            for node in fault["nodes"][:3]
        ]

    def overhang(self, *widths: int) -> list[int]:
        """Those of ``widths`` at which something stands out to the side, with everything open."""
        self.open_all()
        out = []
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 800})
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                out.append(width)
        return out

    def reached_by_tab(self, most: int = 60) -> list[tuple[str, bool]]:
        """What the Tab key reaches: the name of the element, and whether it shows that it is there."""
        reached = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(
                "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
                "return e === document.body ? null :"
                " [e.tagName, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2]; })()"
            )
            if at is None:
                break
            reached.append((at[0], at[1]))
        return reached


@contextmanager
def real_chromium() -> Iterator[Browser]:
    """Chromium as the system has it; nothing is downloaded."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is needed for this test: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"], timeout=120_000
        )
        yield browser
        browser.close()


@contextmanager
def visits(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens files, each in a window of its own that is closed at the end."""
    contexts = []

    def go(file: Path, size: tuple[int, int] = WIDE, **more: Any) -> Visit:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        context.set_default_timeout(60_000)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("console", lambda message: seen.said.append(message.text))
        seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
        seen.page.on("dialog", lambda dialog: seen.said.append(f"dialog: {dialog.message}"))
        seen.page.on("request", lambda request: seen.asked_for.append(request.url))
        seen.page.goto(file.as_uri())
        return seen

    yield go
    for context in contexts:
        context.close()
