"""Small windows: legend and search open over the picture and close in every usual way; download and link too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.pages import scenes
from tests.browser.conftest import Opened

Open = Callable[..., Opened]
PHONE = (390, 844)
DRAWERS = {"legend": "#kg-legend", "search": "#kg-search"}
EACH = [(size, name) for size in (PHONE, (1024, 700)) for name in DRAWERS if size == PHONE or name == "legend"]
#: What stands in for the clipboard of a page that a reader opened from a disk.
CLIPBOARD = """Object.defineProperty(navigator, "clipboard", { configurable: true, value: {
  writeText(text) { window.written = text; return Promise.resolve(); } } })"""


def opener(name: str) -> str:
    return f"[data-open={name}]"


def drawn(opened: Open, size: tuple[int, int], name: str) -> Opened:
    """The page with a drawer open."""
    it = opened("#sel=", size, has_touch=size == PHONE)
    it.page.click(opener(name))
    assert it.page.is_visible(DRAWERS[name])
    assert it.page.get_attribute(opener(name), "aria-expanded") == "true"
    return it


def gone(it: Opened, name: str) -> bool:
    """The drawer is closed and the keyboard stands on its opener."""
    held = it.page.evaluate("document.activeElement.dataset.open")
    said = it.page.get_attribute(opener(name), "aria-expanded")
    return (it.page.is_visible(DRAWERS[name]), held, said) == (False, name, "false")


@pytest.mark.parametrize(("size", "name"), EACH)
def test_a_drawer_is_closed_by_its_cross(opened: Open, size: tuple[int, int], name: str) -> None:
    it = drawn(opened, size, name)
    cross = it.page.locator(f"[data-shut={name}]")
    box = cross.bounding_box()
    assert cross.get_attribute("aria-label") == "Đóng"
    assert box is not None
    assert min(box["width"], box["height"]) >= (44 if size == PHONE else 24)
    cross.click()
    assert gone(it, name)


@pytest.mark.parametrize(("size", "name"), EACH)
def test_a_drawer_is_closed_by_escape_and_by_a_tap_beside_it(opened: Open, size: tuple[int, int], name: str) -> None:
    it = drawn(opened, size, name)
    it.page.keyboard.press("Escape")
    assert gone(it, name)
    it.page.click(opener(name))
    it.page.click("#kg-headline", position={"x": 4, "y": 4})
    assert gone(it, name)


def test_escape_closes_the_legend_and_leaves_the_selection(opened: Open) -> None:
    it = opened("", PHONE)
    it.page.click(opener("legend"))
    it.page.keyboard.press("Escape")
    assert not it.page.is_visible("#kg-legend")
    assert it.html("selected") == ""


def test_what_is_found_closes_the_search_and_a_row_of_the_legend_leaves_it_open(opened: Open) -> None:
    it = drawn(opened, PHONE, "search")
    it.page.keyboard.type("hai duong")
    it.page.keyboard.press("Enter")
    assert not it.page.is_visible("#kg-search")
    assert it.page.get_attribute(opener("search"), "aria-expanded") == "false"
    assert it.page.evaluate("document.activeElement.id") == "kg-panel"
    it.page.click(opener("legend"))
    it.page.click("#kg-legend [data-group=proj]")
    assert it.page.is_visible("#kg-legend")
    it.page.evaluate("location.hash = '#sel=unit:hai-phong'")
    it.page.locator("#kg-legend").wait_for(state="hidden")
    assert it.page.evaluate("document.activeElement.dataset.open") == "legend"


def test_a_wide_window_has_no_crosses(opened: Open) -> None:
    it = opened()
    assert it.page.locator("[data-shut]:visible").count() == 0


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_phone_offers_the_download(opened: Open, lang: str) -> None:
    it = opened(f"#sel=&lang={lang}", PHONE)
    it.page.get_by_role("button", name={"vi": "Tải về", "en": "Download"}[lang]).click()
    for one in it.page.locator("#kg-downloads button:visible").all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    with it.page.expect_download() as got:
        it.page.click("[data-save=csv]")
    assert got.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Đã chép. Người nhận cần có cùng tệp này."),
        ("en", "Copied. Whoever opens it needs this same file."),
    ],
)
def test_the_link_is_copied_with_its_fragment_and_that_is_said(opened: Open, lang: str, text: str) -> None:
    it = opened(f"#lens=today&lang={lang}")
    it.page.evaluate(CLIPBOARD)
    it.page.click("#kg-download")
    it.page.click("[data-save=link]")
    it.page.locator("#kg-toast", has_text=text).wait_for()
    it.page.locator("#kg-live", has_text=text).wait_for(state="attached")
    assert it.page.evaluate("window.written") == it.page.evaluate("location.href")
    assert "#lens=today" in it.page.evaluate("location.href")
    it.page.click("#kg-toast")
    assert not it.page.is_visible("#kg-toast")


def test_where_copying_is_refused_the_address_stands_there_marked(opened: Open) -> None:
    it = opened("#lens=today", PHONE)
    it.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    it.page.click("#kg-download")
    it.page.click("[data-save=link]")
    it.page.locator("#kg-address input").wait_for()
    assert it.page.evaluate("getSelection().toString() || document.activeElement.value") == it.page.evaluate(
        "location.href"
    )
    it.page.keyboard.press("Escape")
    assert not it.page.is_visible("#kg-address")
    assert it.page.evaluate("document.activeElement.id") == "kg-download"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_tools_stay_in_the_corner_that_the_country_leaves_free(opened: Open, lang: str) -> None:
    it = opened(f"#lang={lang}")
    tools = it.page.locator(".tools").bounding_box()
    assert tools is not None
    assert (tools["width"], tools["height"]) <= tuple(scenes._TOOLS)
