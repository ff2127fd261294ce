"""The country's switches: lines for marks, projects by their money, neighbours without a matter; the reader's stars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import hypot
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kg.verbs import view
from kg.verbs.parameters import Parameters

ENTRY = """import { geometry, spotOf } from "./country-geometry.js";
import { abreast, pointOf } from "./country-curves.js";
import { lineAt, targets } from "./country-pick.js";
window.kg = { abreast, pointOf, lineAt, targets, spotOf };
const nodes = (key, n, group) => Array.from({ length: n }, (_, index) => ({ id: key + index, group }));
/** Discs {id: [x, y]} and sets [x, y, ends, matters] with `more` of a scene, drawn at zoom 1. */
window.seen = (stands, sets, more = {}) => geometry(Object.assign({
  world: [766, 640], internal: new Map(), bands: [], drawn: 9, lined: true,
  stands: new Map(Object.entries(stands).map(([id, [x, y]]) => [id, { id, x, y, size: 10, olds: [], host: "" }])),
  pills: sets.map(([x, y, ends, n]) => ({ key: ends.join(" "), x, y, ends, nodes: nodes(ends.join(""), n, "proj") })),
}, more), { k: 1, tx: 0, ty: 0 });
window.along = (line) => Array.from({ length: 41 }, (_, index) => {
  const u = index / 40, v = 1 - u;
  const at = (axis) => v * v * line[axis + 0] + 2 * u * v * line["c" + axis] + u * u * line[axis + 1];
  return [at("x"), at("y")];
});
"""
#: What the page writes for paper: the whole country as SVG. Read in place of pixels: the same painter draws both.
PAINTED = """() => { window.dispatchEvent(new Event("beforeprint"));
  const all = [...document.querySelectorAll("#kg-print-picture path")].map((at) => Object.fromEntries(
    [...at.attributes].map(({ name, value }) => [name, value])));
  window.dispatchEvent(new Event("afterprint"));
  return all; }"""
#: Width of the short rays of a set of six parties and more.
RAY = 1.1
STORY = "agr:qn-hd-bg-2022"


# The modules by themselves


def test_each_two_parties_of_each_matter_have_a_curve_of_their_own(run: Any) -> None:
    stands = {"a": [100, 100], "b": [400, 100], "c": [250, 300], "d": [500, 400]}
    pills = run("s => seen(s, [[200, 80, ['a', 'b'], 2], [250, 200, ['a', 'b', 'c', 'd'], 1]]).pills", stands)
    assert [len(pill["stripes"]) for pill in pills] == [2, 6]
    assert [pill["plate"] for pill in pills] == [False, False]
    between = [one for pill in pills for one in pill["stripes"] if one["ends"] == ["a", "b"]]
    middles = sorted(run("lines => lines.map((line) => kg.pointOf(line).y)", between))
    assert all(below - above == pytest.approx(5) for above, below in pairwise(middles))


def test_six_parties_stay_a_mark_with_rays(run: Any) -> None:
    stands = {name: [100 + 60 * n, 100 + 40 * (n % 2)] for n, name in enumerate("abcdef")}
    (pill,) = run("s => seen(s, [[300, 300, Object.keys(s), 3]]).pills", stands)
    assert (pill["kind"], len(pill["rays"]), len(pill["marks"]), pill["plate"]) == ("hub", 6, 3, True)


@pytest.mark.parametrize(("height", "disc"), [(300, (300, 300)), (40, (300, 40)), (600, (300, 600))])
def test_a_curve_swings_round_a_foreign_disc_and_stays_in_the_world(run: Any, height: int, disc: Any) -> None:
    stands = {"a": [100, height], "b": [500, height], "z": list(disc)}
    pill, shape = run(
        "s => { const it = seen(s, [[300, 200, ['a', 'b'], 1]]); return [it.pills[0], it.stands.get('z')]; }", stands
    )
    points = run("line => along(line)", pill["stripes"][0])
    assert min(hypot(x - shape["x"], y - shape["y"]) for x, y in points) > shape["r"]
    assert all(0 < y < 640 for _, y in points)


def test_the_pointer_finds_the_nearest_line_and_the_keyboard_each_of_them(run: Any) -> None:
    ask = """() => {
      const stands = { a: [100, 100], b: [400, 100], c: [100, 300], d: [400, 300] };
      const it = seen(stands, [[250, 60, ["a", "b"], 3]], { gaps: [{ a: "c", b: "d" }] });
      const hit = (x, y) => (kg.lineAt(it, x, y) || {}).id || "";
      const spots = it.pills[0].marks.map((mark) => [hit(mark.x, mark.y), mark.node.id]);
      return [spots, hit(250, 200), kg.lineAt(it, 250, 302), kg.targets(it).map((target) => target.id)];
    }"""
    spots, nowhere, gap, reached = run(ask)
    assert [found for found, _ in spots] == [wanted for _, wanted in spots] == ["ab0", "ab1", "ab2"]
    assert nowhere == ""
    assert (gap["kind"], gap["a"], gap["b"]) == ("gap", "c", "d")
    assert {"ab0", "ab1", "ab2", "gap c d"} <= set(reached)


def test_broad_lines_lie_beside_each_other(run: Any) -> None:
    widths = [1.4, 7, 1.2, 5]
    offsets = run("widths => kg.abreast(widths, 2.5)", widths)
    assert sum(offsets[::3]) == pytest.approx(0)
    for (one, wide), (other, broad) in pairwise(zip(offsets, widths, strict=True)):
        assert other - one == pytest.approx((wide + broad) / 2 + 1.1)


def test_large_squares_do_not_touch_in_their_pill_and_cover_no_unit(run: Any) -> None:
    ask = """() => {
      const sizes = new Map([30, 8, 20, 12].map((side, n) => ["ab" + n, { side, width: 3, known: n !== 1 }]));
      const stands = { a: [100, 100], b: [300, 100], z: [215, 118] };
      const it = seen(stands, [[200, 100, ["a", "b"], 4]], { lined: false, sizes });
      return [it.pills[0], it.stands.get("z")];
    }"""
    pill, disc = run(ask)
    marks = pill["marks"]
    assert [mark["side"] for mark in marks] == [30, 8, 20, 12]
    for index, one in enumerate(marks):
        for other in marks[:index]:
            reach = (one["side"] + other["side"]) / 2
            assert abs(one["x"] - other["x"]) >= reach or abs(one["y"] - other["y"]) >= reach
        assert abs(one["x"] - pill["x"]) + one["side"] / 2 <= pill["w"]
        assert abs(one["y"] - pill["y"]) + one["side"] / 2 <= pill["h"]
    assert abs(pill["x"] - disc["x"]) >= pill["w"] + disc["w"] or abs(pill["y"] - disc["y"]) >= pill["h"] + disc["h"]
    assert {stripe["width"] for stripe in pill["stripes"]} == {3}


# The page of the packaged data


@pytest.fixture(scope="module")
def text(packaged: Parameters, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the packaged data that opens with the country."""
    path = tmp_path_factory.mktemp("switches") / "all.html"
    view.write(packaged.graph, packaged.setting, view.Shown(), path)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(browser: Browser, text: str) -> Iterator[Page]:
    """One page for all that only looks or switches."""
    made = browser.new_context(viewport={"width": 1360, "height": 860}, reduced_motion="reduce")
    shown = made.new_page()
    faults: list[str] = []
    shown.on("pageerror", lambda fault: faults.append(str(fault)))
    shown.route("**/*", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    shown.goto("http://page.test/")
    shown.wait_for_selector("html[data-ready]", timeout=20_000)
    yield shown
    made.close()
    assert faults == []


Go = Callable[[str], Page]


@pytest.fixture
def go(page: Page) -> Go:
    """Leads the page to a fragment; it is drawn when this returns."""

    def lead(fragment: str) -> Page:
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return page

    return lead


def told(page: Page) -> dict[str, str]:
    return dict(page.evaluate("({ ...document.documentElement.dataset })"))


def rows(page: Page) -> int:
    return int(
        page.evaluate("[...document.querySelectorAll('#kg-table tbody tr')].filter((row) => !row.hidden).length")
    )


def painted(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate(PAINTED)
    return found


def curves(paths: list[dict[str, str]]) -> int:
    """How many curved lines are drawn, gaps not counted."""
    return sum(
        one["d"].count("Q") for one in paths if one.get("fill") == "none" and one.get("stroke-dasharray") != "2 4"
    )


def marks(paths: list[dict[str, str]]) -> int:
    """How many signs of agreements, meetings and dossiers are filled."""
    kinds = ("var(--agr)", "var(--meet)", "var(--dos)")
    return sum(one["d"].count("Z") for one in paths if one.get("fill") in kinds)


def dotted(paths: list[dict[str, str]]) -> int:
    return sum(one["d"].count("M") for one in paths if one.get("stroke-dasharray") == "2 4")


@pytest.mark.parametrize("lens", ["signed", "today"])
def test_lines_replace_the_marks_of_small_sets_and_the_numbers_stay(go: Go, lens: str) -> None:
    before = go(f"lens={lens}&hide=")
    plain, was = painted(before), told(before)
    after = go(f"lens={lens}&hide=&lines=pairs")
    lined, now = painted(after), told(after)
    assert curves(lined) > 1.5 * curves(plain)
    assert 0 < marks(lined) < 0.5 * marks(plain)
    assert {name: now[name] for name in ("marks", "links", "units")} == {
        name: was[name] for name in ("marks", "links", "units")
    }
    assert int(now["marks"]) == rows(after)


def test_the_switch_serves_both_views_and_says_itself(go: Go) -> None:
    page = go("")
    page.click(".legend [data-lines=pairs]")
    assert "lines=pairs" in page.evaluate("location.href")
    assert page.evaluate("document.activeElement.dataset.lines") == "pairs"
    assert page.get_attribute(".legend [data-lines=pairs]", "aria-pressed") == "true"
    assert page.get_attribute("#kg-lines [data-lines=pairs]", "aria-pressed") == "true"
    assert "từ 6 bên trở lên vẫn là ký hiệu" in page.inner_text("#kg-legend")
    assert page.inner_text("#kg-sub").startswith("Mỗi đường màu")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert "lines" not in page.evaluate("location.href")


def test_a_line_under_the_pointer_selects_its_matter(go: Go) -> None:
    page = go("lines=pairs&only=conflict")
    box = page.locator("#kg-country").bounding_box()
    assert box
    for x in range(int(box["x"]) + 5, int(box["x"] + box["width"]) - 5, 2):
        page.mouse.move(x, box["y"] + 200)
        if page.get_attribute("#kg-country", "data-over") == "mark":
            break
    page.mouse.down()
    page.mouse.up()
    assert "sel=" in page.evaluate("location.href")
    assert page.locator("#kg-panel .star").count() == 1


def test_projects_are_as_large_as_their_money_and_the_legend_says_how_large(go: Go) -> None:
    page = go("")
    assert "Dự án hạ tầng" in page.inner_text("#kg-active")
    page.click(".legend [data-scale=money]")
    assert page.is_hidden("#kg-active")
    assert int(told(page)["marks"]) == rows(page) == 296
    labels = page.inner_text("#kg-legend")
    assert all(
        words in labels for words in ("1.000 tỷ đồng", "10.000 tỷ đồng", "100.000 tỷ đồng", "không rõ số tiền\n25")
    )
    squares = [
        one for one in painted(page) if one.get("stroke") == "var(--bg)" and "-4.97 -4.97" in one["d"].replace("M", "")
    ]
    sides = [9.936 * float(one["transform"].split("scale(")[-1].rstrip(")")) for one in squares]
    assert min(sides) == pytest.approx(8, abs=0.1)
    assert max(sides) == pytest.approx(30, abs=0.1)
    assert len(set(sides)) > 20
    lines = [one for one in painted(page) if one.get("stroke") == "var(--proj)" and one.get("opacity")]
    widths = {float(one["stroke-width"]) for one in lines} - {RAY}
    assert (min(widths), max(widths)) == (1.2, 7)


def test_gaps_are_dotted_on_request_today_and_as_signed(go: Go) -> None:
    page = go("")
    assert dotted(painted(page)) == 0
    row = page.locator(".legend [data-gaps]")
    assert row.get_attribute("aria-pressed") == "false"
    row.click()
    assert row.get_attribute("aria-pressed") == "true"
    assert "gaps=on" in page.evaluate("location.href")
    assert row.locator(".count").inner_text() == "17"
    assert dotted(painted(page)) == 17
    assert "giáp ranh, chưa tìm\n0" in page.inner_text("#kg-legend")
    assert dotted(painted(go("gaps=on&lens=today"))) == 2
    assert (told(page)["marks"], told(page)["links"]) == ("210", told(go("lens=today"))["links"])


def test_a_gap_says_what_was_searched_and_opens_both_units(go: Go) -> None:
    page = go("gaps=on&only=conflict")
    (path,) = (one["d"] for one in painted(page) if one.get("stroke-dasharray") == "2 4")
    x0, y0, cx, cy, x1, y1 = map(float, re.findall(r"-?[\d.]+", path)[:6])
    k, tx, ty = map(float, (page.get_attribute("#kg-country", "data-camera") or "").split())
    box = page.locator("#kg-country").bounding_box()
    assert box
    page.mouse.move(box["x"] + tx + k * (x0 + 2 * cx + x1) / 4, box["y"] + ty + k * (y0 + 2 * cy + y1) / 4)
    page.wait_for_selector("#kg-tip:not([hidden])")
    tip = page.inner_text("#kg-tip")
    assert "đã tìm, không thấy việc chung" in tip
    assert "25/11/2026" in tip
    page.mouse.down()
    page.mouse.up()
    assert page.evaluate("location.href").count("unit:") == 2
    assert "việc chung" in page.inner_text("#kg-panel").lower()


def test_a_star_stays_in_the_link_and_shows_its_things_alone(go: Go, browser: Browser, text: str) -> None:
    page = go(f"sel={STORY}")
    steps = page.evaluate("history.length")
    star = page.locator("#kg-panel .star")
    star.click()
    assert star.get_attribute("aria-pressed") == "true"
    assert page.evaluate("[document.activeElement.className, history.length]") == ["star", steps]
    assert f"star={STORY}" in page.evaluate("location.href")
    marked = [
        one
        for one in painted(page)
        if one.get("fill") == "var(--ink)" and one.get("transform", "").endswith("scale(0.63)")
    ]
    assert len(marked) == 1
    go(f"star={STORY}")
    assert "Quảng Ninh – Hải Dương – Bắc Giang" in page.inner_text("#kg-panel")
    page.click("[data-key='only:star']")
    assert (told(page)["marks"], rows(page)) == ("1", 1)
    assert "đánh dấu" in page.inner_text("#kg-active")
    go(f"star={STORY}&only=star&sel={STORY}")
    page.locator("#kg-panel .star").click()
    assert "star" not in page.evaluate("location.href")
    assert told(page)["marks"] == "210"


def test_a_starred_unit_stands_for_its_matters_also_as_it_reads_today(go: Go) -> None:
    signed = int(told(go("star=unit:hai-duong&only=star&hide="))["marks"])
    today = int(told(go("star=unit:hai-duong&only=star&hide=&lens=today"))["marks"])
    assert 0 < signed < today
    assert "unit:nowhere" not in go("star=unit:nowhere").url


def test_on_a_phone_in_english_the_switches_are_large_and_named(go: Go) -> None:
    page = go("lang=en")
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("[data-open=legend]")
    switches = page.locator(".legend .switches button")
    assert [switches.nth(n).inner_text() for n in range(4)] == ["marks", "links", "matters", "money"]
    assert all(box["height"] >= 44 for n in range(4) if (box := switches.nth(n).bounding_box()))
    assert page.locator(".legend .switches [role=group]").evaluate_all(
        "all => all.map((at) => at.getAttribute('aria-label'))"
    ) == [
        "Show joint matters as",
        "Size by",
    ]
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1360, "height": 860})
