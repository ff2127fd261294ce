"""Case S18: markup in a title is text everywhere in the page that `kg view` writes, and asks for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import Opened
from tests.commands import Place, agreements

TITLE = "<b>Đậm</b><img src=x onerror=\"document.title='PWNED'\">"


def test_s18_markup_in_a_title_is_shown_and_never_read(open_html: Callable[..., Opened], tmp_path: Path) -> None:
    quoted = TITLE.replace('"', '""')
    place = Place(tmp_path, agreements(f'A1,"{quoted}",2022-01-22,2022,2025,Quảng Ninh; Hải Dương,S1'))
    assert place("view", "--show", "network", "-o", str(tmp_path / "page.html")).code == 0
    opened = open_html((tmp_path / "page.html").read_text("utf-8"))
    page, title = opened.page, opened.page.title()
    page.mouse.move(*opened.at("agr:A1"))
    page.mouse.click(*opened.at("agr:A1"))
    page.wait_for_timeout(100)
    page.fill("#kg-search", "Đậm")
    page.wait_for_timeout(100)
    page.evaluate("location.hash = '#view=table'")
    page.wait_for_timeout(100)
    assert "<b>Đậm</b><img src=x" in page.locator("body").inner_text()
    made = "[...document.querySelectorAll('b, i, img, script[src]')].filter(e => /Đậm|PWNED/.test(e.outerHTML)).length"
    assert page.evaluate(made) == 0
    assert page.title() == title
    assert "PWNED" not in title or "<b>" in title
    assert (opened.requests, opened.faults, page.evaluate("window.noted")) == ([], [], [])
