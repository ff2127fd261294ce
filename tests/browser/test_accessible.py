"""axe-core finds no serious or critical violation, whatever the view, the language, the theme and the size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from kg.pages.page import VIEWS
from tests.browser.conftest import Opened
from tests.pages import sample

Open = Callable[..., Opened]
SIZES = ((1360, 860), (390, 844))
GRAVE = ("serious", "critical")
#: Language, theme and what is selected (nothing, a matter, a unit): every two of them meet.
SHOWN = (
    ("vi", "light", ""),
    ("en", "dark", ""),
    ("vi", "dark", sample.A),
    ("en", "light", sample.A),
    ("vi", "light", sample.HD),
    ("en", "dark", sample.HD),
)


def grave(it: Opened) -> list[str]:
    """Serious and critical violations, each with the element it is about."""
    found = Axe().run(it.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_grave_violation_in_any_language_theme_and_panel(opened: Open, view: str, size: tuple[int, int]) -> None:
    it = opened(f"#view={view}&sel=", size, reduced_motion="reduce")
    for lang, theme, selected in SHOWN:
        fragment = f"#view={view}&lang={lang}&theme={theme}&sel={selected}"
        it.page.evaluate("fragment => { location.hash = fragment; }", fragment)
        it.page.wait_for_function("lang => document.documentElement.lang === lang", arg=lang)
        assert grave(it) == [], (lang, theme, selected)


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_grave_violation_while_something_is_open(opened: Open, view: str, size: tuple[int, int]) -> None:
    it = opened(f"#view={view}&sel=", size, reduced_motion="reduce")
    for opener in ("#kg-download", "[data-open=legend]", "[data-open=search]", "[data-lens-button=date]", "#kg-handle"):
        if it.page.locator(opener).is_visible():
            it.page.click(opener)
            assert grave(it) == [], opener
            it.page.keyboard.press("Escape")
    it.page.keyboard.press("/")
    it.page.keyboard.type("hai")
    it.page.wait_for_selector("#kg-hits li")
    assert grave(it) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_grave_violation_where_nothing_is_left(opened: Open, view: str, theme: str) -> None:
    it = opened(f"#view={view}&theme={theme}&sel=&from=1990&to=1991", reduced_motion="reduce")
    it.page.wait_for_selector("#kg-empty", state="visible")
    assert grave(it) == []
