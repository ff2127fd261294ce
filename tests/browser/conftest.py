"""One Chromium a run; pages opened with every request refused and every fault of theirs noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from kg import resources
from kg.pages import assemble
from kg.pages.document import Document
from kg.pages.page import write_page
from tests.pages import sample

ROOT = "http://page.test/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


@dataclass
class Opened:
    """A page and what it did that it should not: console errors, violations of its policy, requests."""

    page: Page
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def html(self, name: str) -> str | None:
        """What <html> tells about itself: data-`name`."""
        return self.page.locator("html").get_attribute(f"data-{name}")

    def rows(self) -> int:
        """Visible rows of the table, hidden view or not."""
        return int(
            self.page.evaluate("[...document.querySelectorAll('#kg-table tbody tr')].filter(r => !r.hidden).length")
        )

    def at(self, thing: str) -> tuple[float, float]:
        """Where a mark stands in the window."""
        found = self.page.evaluate("id => window.kgTest.at(id)", thing)
        return float(found["x"]), float(found["y"])


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def run(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Evaluates a text in a bare page that holds what the test module's `ENTRY` imports."""
    folder = tmp_path_factory.mktemp("modules")
    for path in (resources.assets() / "js").glob("*.js"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "tested.js").write_text(request.module.ENTRY, encoding="utf-8")
    page = browser.new_page()
    page.evaluate(f"() => {{ {assemble.bundle(folder, 'tested')} }}")
    yield page.evaluate
    page.close()


#: Written before the page's own script: notes violations, and catches the network so that tests can find a mark.
NOTES = """
window.noted = [];
document.addEventListener("securitypolicyviolation", (e) => window.noted.push(e.violatedDirective));
window.addEventListener("error", (e) => window.noted.push("error " + e.message));
let lib;
const caught = { get(target, name) {
  if (name !== "Network") return target[name];
  return function (...given) { window.kgNetwork = new target.Network(...given); return window.kgNetwork; };
} };
Object.defineProperty(window, "vis", { get: () => lib && new Proxy(lib, caught), set(value) { lib = value; } });
window.kgTest = { at(id) {
  const n = window.kgNetwork, p = n.canvasToDOM(n.getPosition(id));
  const box = document.getElementById("kg-network").getBoundingClientRect();
  return { x: box.left + p.x, y: box.top + p.y };
} };
"""


@pytest.fixture
def open_html(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """`open_html(text, "#view=table", (390, 844))`: the page, used only when it is ready; closed after the test."""
    contexts = []

    def open_(
        text: str, fragment: str = "", size: tuple[int, int] = (1360, 860), scripts: bool = True, **context: object
    ) -> Opened:
        made = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, **context
        )
        contexts.append(made)
        page = made.new_page()
        page.set_default_timeout(6_000)
        opened = Opened(page)
        page.on("console", lambda m: opened.faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: opened.faults.append(str(e)))

        def answer(route: Route) -> None:
            if route.request.url == ROOT and route.request.is_navigation_request():
                route.fulfill(body=text, content_type="text/html; charset=utf-8")
            else:
                opened.requests.append(route.request.url)
                route.abort()

        made.route("**/*", answer)
        page.add_init_script(NOTES)
        page.goto(ROOT + fragment)
        if scripts:
            page.wait_for_selector("html[data-ready]", timeout=20_000)
        return opened

    yield open_
    for made in contexts:
        made.close()


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The sample's page, written once: with its focus, and without one."""
    return {name: write(sample.document(focus=focus)) for name, focus in (("focus", sample.A), ("whole", ""))}


def write(document: Document, show: str = "network") -> str:
    """The page of a document."""
    return write_page(document, sample.graph(document), show)


@pytest.fixture
def opened(open_html: Callable[..., Opened], texts: dict[str, str]) -> Iterator[Callable[..., Opened]]:
    """Opens the sample; afterwards nothing may have been noted and nothing requested."""
    pages: list[Opened] = []

    def open_(fragment: str = "", *given: object, text: str = "focus", **more: object) -> Opened:
        pages.append(open_html(texts[text], fragment, *given, **more))
        return pages[-1]

    yield open_
    for one in pages:
        assert one.faults == []
        assert one.requests == []
        assert one.page.evaluate("window.noted") == []


@pytest.fixture(scope="session")
def shots() -> Path | None:
    """Where to leave pictures for a look, when KG_SHOTS names a folder."""
    import os

    folder = os.environ.get("KG_SHOTS")
    return Path(folder) if folder else None
