"""By keyboard alone: Tab reaches every control of every view, says in the page's language what it is, never holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.pages.page import VIEWS, words
from tests.browser.conftest import Opened
from tests.pages import sample

Open = Callable[..., Opened]
MOST = 200
#: Letters that only Vietnamese has; the button that turns the page Vietnamese says so in Vietnamese.
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
OWN_LANGUAGE = {"Tiếng Việt", "English"}
#: Numbers the elements, so that one can be told from another, and gives the number of the one in focus.
HERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  window.kgSeen = window.kgSeen || new Map();
  if (!window.kgSeen.has(at)) window.kgSeen.set(at, window.kgSeen.size);
  const style = getComputedStyle(at);
  const drawn = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return { n: window.kgSeen.get(at), html: at.outerHTML.slice(0, 90), drawn: drawn || at instanceof SVGElement };
}"""
#: Controls on the screen that Tab passes by; one of a row of tabs or of the table's rows stands for all.
MISSED = """() => [...document.querySelectorAll("button, input, select, a[href], [tabindex]")].filter((at) =>
  at.getClientRects().length && getComputedStyle(at).visibility !== "hidden" && !at.disabled && at.tabIndex >= 0
  && !window.kgSeen.has(at)).map((at) => at.outerHTML.slice(0, 90))"""
#: What the pointer may press and the keyboard cannot reach.
POINTER_ONLY = """() => [...document.querySelectorAll("body *")].filter((at) => at.getClientRects().length
  && getComputedStyle(at).cursor === "pointer"
  && !at.closest("button, a[href], input, label, [tabindex], [role=option]"))
  .map((at) => at.outerHTML.slice(0, 90))"""


@dataclass(frozen=True)
class Stop:
    """What has the focus: its number, its markup, its role and its name as a screen reader gets them."""

    n: int
    html: str
    drawn: bool
    role: str = ""
    name: str = ""


def here(it: Opened) -> Stop | None:
    found = it.page.evaluate(HERE)
    return Stop(**found) if found else None


def named(it: Opened, stop: Stop) -> Stop:
    """The stop with its role and name from the browser's own tree."""
    client = it.page.context.new_cdp_session(it.page)
    object_id = client.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    asked = {"objectId": object_id, "fetchRelatives": False}
    node = client.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
    client.detach()
    role, name = (str(node.get(key, {}).get("value", "")) for key in ("role", "name"))
    return Stop(stop.n, stop.html, stop.drawn, role, name)


def walk(it: Opened) -> list[Stop]:
    """Every stop from the top of the page to its end, by Tab alone."""
    stops: list[Stop] = []
    for _ in range(MOST):
        it.page.keyboard.press("Tab")
        stop = here(it)
        if stop is None or (stops and stop.n == stops[0].n):
            return stops
        assert not stops or stop.n != stops[-1].n, f"the focus stays on {stop.html}"
        stops.append(named(it, stop))
    raise AssertionError(f"more than {MOST} stops; the last: {stops[-3:]}")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_tab_reaches_every_control_and_each_has_a_name(opened: Open, view: str, lang: str) -> None:
    it = opened(f"#view={view}&lang={lang}&sel={sample.A}")
    stops = walk(it)
    assert len(stops) > 20
    assert it.page.evaluate(MISSED) == []
    assert it.page.evaluate(POINTER_ONLY) == []
    assert [stop.html for stop in stops if not stop.name.strip()] == []
    assert [stop.html for stop in stops if not stop.drawn] == []
    if lang == "en":
        wrong = [s for s in stops if VIETNAMESE.search(s.name) and s.name not in OWN_LANGUAGE and not _given(s.name)]
    else:
        english = {pair.en for pair in words().values() if pair.en != pair.vi} - {pair.vi for pair in words().values()}
        wrong = [s for s in stops if s.name in english and s.name not in OWN_LANGUAGE]
    assert [(stop.role, stop.name) for stop in wrong] == []


def _given(name: str) -> bool:
    """True for a name that the data gives so in English too: a title of a source, a thing or a promise."""
    made = sample.document()
    texts = [source.title for source in made.sources] + [
        t for node in made.nodes for t in (node.label.en, node.short.en)
    ]
    texts += [remark.about.text.en for remark in made.remarks if remark.about]
    return any(text and text in name for text in texts)


@pytest.mark.parametrize("view", VIEWS)
def test_the_way_back_passes_the_same_stops(opened: Open, view: str) -> None:
    it = opened(f"#view={view}&sel={sample.A}")
    there = [stop.n for stop in walk(it)]
    it.page.evaluate("document.activeElement.blur()")
    back = []
    for _ in there:
        it.page.keyboard.press("Shift+Tab")
        stop = here(it)
        if stop is None:
            it.page.keyboard.press("Shift+Tab")
            stop = here(it)
        assert stop is not None
        back.append(stop.n)
    assert sorted(back) == sorted(there)


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "table"])
def test_from_the_address_bar_to_a_matter_and_back_without_a_mouse(opened: Open, view: str) -> None:
    it = opened(f"#view={view}&sel=")
    for _ in range(MOST):
        it.page.keyboard.press("Tab")
        if it.page.evaluate("document.activeElement.getAttribute('role')") == "application":
            break
    it.page.keyboard.press("ArrowRight")
    it.page.keyboard.press("ArrowRight")
    it.page.keyboard.press("Enter")
    it.page.wait_for_selector("html[data-selected]")
    assert it.page.evaluate("document.activeElement.getAttribute('role')") == "application"
    it.page.keyboard.press("Tab")
    assert it.page.evaluate("document.activeElement.getAttribute('role')") != "application"
    it.page.keyboard.press("Escape")
    it.page.wait_for_selector("html:not([data-selected])")


MOVING = """() => {
  const still = (text) => text.split(", ").every((part) => parseFloat(part) === 0);
  return [...document.querySelectorAll("body *")].filter((at) => { const style = getComputedStyle(at);
    return !still(style.transitionDuration) || !still(style.animationDuration);
  }).map((at) => at.outerHTML.slice(0, 90));
}"""


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_moves_for_whoever_asked_for_less_motion(opened: Open, view: str) -> None:
    it = opened(f"#view={view}&sel=", reduced_motion="reduce")
    assert it.page.evaluate(MOVING) == []
    it.page.evaluate("location.hash = `#view=${document.documentElement.dataset.view}&lens=today`")
    it.page.wait_for_selector("html[data-lens=today]")
    assert it.page.evaluate("document.getAnimations().length") == 0
