"""The Country view in a reader's hands: mouse, wheel, touch and keyboard, in both languages, themes and lenses."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kg.pages import country
from kg.pages.document import Both, Document, Node
from kg.verbs import view
from kg.verbs.parameters import Parameters
from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]
ALONE, BRIDGE, RING = sample.B, "prj:cau-kenh-vang", "evt:cong-bo-2025"
SIZES = ((1360, 860), (1024, 700), (390, 844))
REGION = "region:dong-bac"


def whole(**meta: Any) -> Document:
    """The sample without a focus."""
    return sample.document(focus="", **meta)


def rich() -> Document:
    """The sample with 14 matters more between Bắc Ninh and Quảng Ninh, one of one party and one of a region."""
    made = whole()
    model = next(node for node in made.nodes if node.id == "evt:hd-hy-2019")

    def more(n: int, parties: tuple[str, ...], covers: tuple[str, ...] = ()) -> Node:
        label = Both(f"Cuộc gặp {n}", f"Meeting {n}")
        return replace(model, id=f"evt:more-{n}", label=label, parties=parties, covers=covers)

    added = [more(n, (sample.BN, sample.QN)) for n in range(14)]
    added += [more(20, (sample.QN,)), more(21, (), (REGION,))]
    members = tuple((unit, "", "") for unit in (sample.QN, sample.BG))
    return replace(made, nodes=(*made.nodes, *added), regions={REGION: (Both("Đông Bắc", "North-east"), members)})


@pytest.fixture(scope="module")
def pages(packaged: Parameters, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pages that open with the country: the sample, with an agreement selected, with more in it, the packaged data."""
    path = tmp_path_factory.mktemp("country") / "all.html"
    view.write(packaged.graph, packaged.setting, view.Shown(), path)
    made = {"sample": whole(), "selected": whole(sel=(sample.A,)), "rich": rich()}
    return {name: write(document, "country") for name, document in made.items()} | {"shipped": path.read_text("utf-8")}


@pytest.fixture
def opened(open_html: Open, pages: dict[str, str]) -> Iterator[Open]:
    """`opened("#lens=today", (390, 844), text="rich")`: without motion unless it is asked for; nothing may go wrong."""
    all_: list[Opened] = []

    def open_(fragment: str = "", *given: Any, text: str = "sample", motion: bool = False, **more: Any) -> Opened:
        how = "no-preference" if motion else "reduce"
        all_.append(open_html(pages[text], fragment, *given, reduced_motion=how, **more))
        return all_[-1]

    yield open_
    for one in all_:
        assert one.faults == []
        assert one.requests == []
        assert one.page.evaluate("window.noted") == []


def settle(page: Page) -> None:
    """Waits until what was asked for is drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def camera(it: Opened) -> tuple[float, float, float]:
    """Zoom, and where the origin of the world stands in the canvas."""
    settle(it.page)
    k, x, y = (it.page.get_attribute("#kg-country", "data-camera") or "").split()
    return float(k), float(x), float(y)


def canvas(it: Opened) -> dict[str, float]:
    """The canvas in the window."""
    box = it.page.locator("#kg-country").bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def placed(it: Opened, x: float, y: float) -> tuple[float, float]:
    """A place of the world in the window."""
    (k, tx, ty), box = camera(it), canvas(it)
    return box["x"] + x * k + tx, box["y"] + y * k + ty


def stand(it: Opened, unit: str, part: str = "signed") -> tuple[float, float]:
    """Where a unit of the sample stands in the window."""
    found = next(one for one in country.compact(whole())[part]["stands"] if one[0] == unit)
    return placed(it, found[1], found[2])


def mark(it: Opened, matter: str, part: str = "signed", of: Document | None = None) -> tuple[float, float]:
    """Where the pill of a matter stands in the window."""
    document = of or whole()
    made = country.compact(document)[part]
    parties = set(next(node.parties for node in document.nodes if node.id == matter))
    pills = [(x, y) for x, y, ends in made["pills"] if {made["stands"][end][0] for end in ends} == parties]
    return placed(it, *pills[0])


def free(it: Opened) -> tuple[float, float]:
    """A place of the canvas where nothing is drawn."""
    box = canvas(it)
    return box["x"] + box["width"] - 12, box["y"] + 12


def url(it: Opened) -> str:
    return str(it.page.evaluate("location.href")).partition("#")[2]


def pixels(it: Opened, nth: int = 0) -> str:
    """What the picture (0) or the canvas above it (1) shows, as text."""
    settle(it.page)
    return str(it.page.evaluate("n => document.querySelectorAll('#kg-country canvas')[n].toDataURL()", nth))


def painted(it: Opened) -> bool:
    """Whether the canvas above the picture shows anything."""
    settle(it.page)
    ask = """() => {
      const at = document.querySelectorAll('#kg-country canvas')[1], blank = document.createElement("canvas");
      Object.assign(blank, { width: at.width, height: at.height });
      return at.toDataURL() !== blank.toDataURL(); }"""
    return bool(it.page.evaluate(ask))


def said(it: Opened, text: str) -> None:
    """Waits until the live region says it."""
    it.page.wait_for_function("text => document.getElementById('kg-live').textContent.includes(text)", arg=text)


def agreed(it: Opened) -> None:
    """What the root tells is what the table shows."""
    assert it.html("marks") == str(it.rows())


# Opening


def test_a_roomy_window_opens_on_the_whole_country(opened: Open) -> None:
    it = opened(text="shipped")
    assert not it.page.is_visible("#kg-lines, #kg-shake")
    k, tx, ty = camera(it)
    box = canvas(it)
    world = it.page.evaluate("JSON.parse(document.getElementById('kg-data').textContent).country.world")
    assert k == pytest.approx(min(box["width"] / world[0], box["height"] / world[1]), rel=5e-3)
    assert (tx, ty) == pytest.approx(((box["width"] - k * world[0]) / 2, (box["height"] - k * world[1]) / 2), abs=0.1)
    assert not it.page.is_visible("[data-word=whole]")


@pytest.mark.parametrize("size", SIZES[1:])
def test_a_small_window_opens_on_a_part_and_offers_the_whole(opened: Open, size: tuple[int, int]) -> None:
    it = opened("", size, text="shipped")
    k, tx, ty = camera(it)
    box = canvas(it)
    world = it.page.evaluate("JSON.parse(document.getElementById('kg-data').textContent).country.world")
    assert k == 1
    assert -tx >= -40
    assert box["width"] - tx <= world[0] + 40
    assert -ty >= -40
    assert box["height"] - ty <= world[1] + 40
    button = it.page.get_by_role("button", name="Xem cả nước")
    button.click()
    assert camera(it)[0] == pytest.approx(min(box["width"] / world[0], box["height"] / world[1]), rel=5e-3)


def test_a_phone_has_four_buttons_that_a_finger_hits(opened: Open) -> None:
    it = opened("#lang=en", (390, 844), text="shipped", has_touch=True)
    shown = [one for one in it.page.locator(".controls button").all() if one.is_visible()]
    assert [one.get_attribute("aria-label") or one.inner_text().strip() for one in shown] == [
        "Legend", "Search", "Whole country", "Download",
    ]  # fmt: skip
    for one in shown:
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_a_page_with_a_selection_opens_flown_to_it_and_nothing_moves(opened: Open) -> None:
    it = opened(text="selected", motion=True)
    at_once = pixels(it), camera(it)
    assert it.page.inner_text("#kg-panel h2").startswith("Hợp tác Quảng Ninh")
    it.page.wait_for_timeout(500)
    assert (pixels(it), camera(it)) == at_once


@pytest.mark.parametrize("size", SIZES)
def test_the_parties_of_what_is_selected_are_in_sight(opened: Open, size: tuple[int, int]) -> None:
    it = opened(f"#sel={sample.A}", size, text="shipped")
    k, tx, ty = camera(it)
    box = canvas(it)
    stands = it.page.evaluate("JSON.parse(document.getElementById('kg-data').textContent).country.signed.stands")
    places = [(x * k + tx, y * k + ty) for id_, x, y, *_ in stands if id_ in (sample.QN, sample.HD, sample.BG)]
    assert len(places) == 3
    assert all(0 < x < box["width"] and 0 < y < box["height"] for x, y in places)


# Pointing and choosing


def test_a_click_selects_a_matter_and_a_click_beside_it_deselects(opened: Open) -> None:
    it = opened()
    before = camera(it)
    it.page.mouse.click(*mark(it, ALONE))
    assert url(it) == f"sel={ALONE}"
    assert it.page.inner_text("#kg-panel h2").startswith("Thoả thuận Hải Dương")
    said(it, "Đã chọn: Thoả thuận Hải Dương – Hải Phòng – Quảng Ninh, 3 bên")
    assert camera(it) != before
    it.page.mouse.click(*free(it))
    assert url(it) == ""
    said(it, "Đã bỏ chọn")
    assert camera(it) == before


def test_a_hand_that_moved_stays_where_it_is_when_the_selection_goes_and_the_cross_leads_home(opened: Open) -> None:
    it = opened()
    home = camera(it)
    it.page.mouse.click(*mark(it, ALONE))
    it.page.mouse.move(*free(it))
    it.page.mouse.wheel(0, -200)
    near = camera(it)
    it.page.keyboard.press("Escape")
    assert (url(it)[:3], camera(it)) == ("at=", near)
    it.page.mouse.click(*stand(it, sample.HD))
    it.page.click("#kg-panel [data-close]")
    assert (url(it), camera(it)) == ("", home)


def test_a_unit_is_selected_and_a_second_one_with_shift(opened: Open) -> None:
    it = opened("#lang=en")
    it.page.mouse.click(*stand(it, sample.QN))
    assert url(it) == f"sel={sample.QN}&lang=en"
    it.page.keyboard.down("Shift")
    it.page.mouse.click(*stand(it, sample.HP))
    assert url(it) == f"sel={sample.QN},{sample.HP}&lang=en"
    assert it.page.inner_text("#kg-panel h2") == "Quang Ninh and Hai Phong"


def test_the_card_comes_after_a_moment_and_goes_with_the_pointer(opened: Open) -> None:
    it = opened()
    it.page.evaluate("""() => {
      document.addEventListener("mousemove", () => { window.moved = performance.now(); }, true);
      const came = () => { window.waited = window.waited || performance.now() - window.moved; };
      new MutationObserver(came).observe(document.getElementById("kg-tip"), { attributeFilter: ["hidden"] });
    }""")
    it.page.mouse.move(*mark(it, ALONE))
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    assert it.page.evaluate("window.waited") > 50
    assert it.page.inner_text("#kg-tip").split("\n") == [
        "Thoả thuận · đã hết hạn",
        "Thoả thuận Hải Dương – Hải Phòng – Quảng Ninh",
        "13/03/2022 · Hải Dương, Hải Phòng, Quảng Ninh",
    ]
    assert painted(it)
    it.page.mouse.move(*free(it))
    assert not it.page.is_visible("#kg-tip")
    assert not painted(it)


def test_the_card_of_a_merged_unit_says_of_what_and_by_which_resolution(opened: Open) -> None:
    it = opened("#lens=today")
    x, y = stand(it, sample.HP25, "today")
    it.page.mouse.move(x, y + 13)
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    text = it.page.inner_text("#kg-tip")
    assert "Hải Phòng" in text
    assert "gồm Hải Dương + Hải Phòng, từ 01/07/2025 · Nghị quyết 202/2025/QH15" in text


def test_an_old_dot_of_a_merged_unit_names_the_old_unit_and_selects_the_new_one(opened: Open) -> None:
    it = opened("#lens=today")
    x, y = stand(it, sample.HP25, "today")
    it.page.mouse.move(x - 12, y)
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    text = it.page.inner_text("#kg-tip")
    assert "Hải Dương" in text
    assert "hết ngày 30/06/2025" in text
    assert "nay là Hải Phòng" in text
    it.page.mouse.click(x - 12, y)
    assert f"sel={sample.HP25}" in url(it)


def test_a_full_pill_lists_what_it_does_not_draw(opened: Open) -> None:
    it = opened(text="rich")
    x, y = mark(it, "evt:more-1", of=rich())
    # Fourteen marks: columns of 13 px, five a row, the eleventh place and "+4" in the last row.
    it.page.mouse.click(x + 6.5, y + 13)
    assert it.page.is_visible("#kg-country-list")
    assert it.page.inner_text("#kg-country-list h3") == "14 việc chung: Bắc Ninh – Quảng Ninh"
    assert it.page.locator("#kg-country-list li").count() == 14
    it.page.keyboard.press("Escape")
    assert not it.page.is_visible("#kg-country-list")
    assert it.page.evaluate("document.activeElement.id") == "kg-country"
    it.page.mouse.click(x + 6.5, y + 13)
    it.page.get_by_role("button", name="Cuộc gặp 13").click()
    assert url(it) == "sel=evt:more-13"
    assert not it.page.is_visible("#kg-country-list")


def test_what_covers_a_region_is_chosen_in_the_legend_and_tints_its_units(opened: Open) -> None:
    it = opened(text="rich")
    before = pixels(it)
    it.page.hover("[data-matter='evt:more-21']")
    assert painted(it)
    it.page.click("[data-matter='evt:more-21']")
    assert url(it) == "sel=evt:more-21"
    assert pixels(it) != before


def test_what_is_not_drawn_is_counted_and_stands_in_the_table(opened: Open) -> None:
    it = opened(text="rich")
    note = it.page.locator("#kg-undrawn")
    assert note.inner_text() == "1 việc không vẽ ở đây: xem Bảng"
    it.page.click("button[data-lang=en]")
    assert note.inner_text() == "1 matter not drawn here: see the Table"
    note.click()
    assert it.html("view") == "table"
    plain = opened()
    assert not plain.page.is_visible("#kg-undrawn")


def test_search_rings_what_it_finds_and_flies_to_the_first(opened: Open) -> None:
    it = opened("", (390, 844), text="shipped")
    it.page.click("[data-open=search]")
    before = camera(it), pixels(it)
    it.page.fill("#kg-search", "cà mau")
    settle(it.page)
    assert camera(it) != before[0]
    assert pixels(it) != before[1]


# Moving


def test_a_drag_moves_the_picture_and_does_not_select(opened: Open) -> None:
    it = opened(text="shipped")
    box = canvas(it)
    it.page.mouse.move(box["x"] + 380, box["y"] + 330)
    it.page.mouse.wheel(0, -500)
    k, tx, ty = camera(it)
    x, y = box["x"] + 300, box["y"] + 300
    it.page.mouse.move(x, y)
    it.page.mouse.down()
    it.page.mouse.move(x + 40, y + 20)
    it.page.mouse.move(x + 60, y + 30)
    it.page.mouse.up()
    assert camera(it) == pytest.approx((k, tx + 60, ty + 30), abs=0.01)
    assert url(it) == ""


def test_the_wheel_zooms_about_the_pointer(opened: Open) -> None:
    it = opened(text="shipped")
    k, tx, ty = camera(it)
    box = canvas(it)
    it.page.mouse.move(box["x"] + 400, box["y"] + 350)
    it.page.mouse.wheel(0, -300)
    near, nx, ny = camera(it)
    assert near == pytest.approx(k * math.exp(0.48), rel=5e-3)
    assert ((400 - nx) / near, (350 - ny) / near) == pytest.approx(((400 - tx) / k, (350 - ty) / k), abs=0.05)
    it.page.mouse.wheel(0, 5000)
    assert camera(it)[0] == pytest.approx(k, rel=5e-3)


def test_the_buttons_zoom_and_fit_and_undo_leads_back(opened: Open) -> None:
    it = opened(f"#sel={ALONE}", text="shipped")
    undo = it.page.locator("[data-tool=undo]")
    assert undo.is_disabled()
    start = camera(it)
    it.page.click("[data-tool=in]")
    assert camera(it)[0] == pytest.approx(start[0] * 1.25, rel=5e-3)
    it.page.click("[data-tool=out]")
    it.page.wait_for_timeout(950)
    it.page.locator(".tools [data-tool=fit]:visible").click()
    assert camera(it) != start
    it.page.click("[data-group=meet]")
    assert "meet" in url(it)
    undo.click()
    assert "meet" not in url(it)
    undo.click()
    undo.click()
    assert camera(it) == pytest.approx(start, abs=0.01)
    assert undo.is_disabled()
    said(it, "Đã hoàn tác")


def test_undo_brings_back_the_selection_and_the_camera(opened: Open) -> None:
    it = opened(text="shipped")
    start = camera(it)
    it.page.evaluate("location.hash = '#sel=unit:ca-mau,unit:quang-ninh'")
    settle(it.page)
    it.page.evaluate(f"location.hash = '#sel={sample.A}'")
    flown = camera(it)
    it.page.keyboard.press("Escape")
    assert url(it) == ""
    it.page.focus("#kg-country")
    it.page.keyboard.press("u")
    assert url(it) == f"sel={sample.A}"
    assert camera(it) == pytest.approx(flown, abs=0.01)
    it.page.keyboard.press("u")
    it.page.keyboard.press("u")
    assert url(it) == ""
    assert camera(it) == pytest.approx(start, abs=0.01)


def test_what_was_in_the_middle_stays_there_when_the_window_changes(opened: Open) -> None:
    it = opened(text="shipped")
    box = canvas(it)
    it.page.mouse.move(box["x"] + 380, box["y"] + 330)
    it.page.mouse.wheel(0, -600)

    def middle() -> tuple[float, float]:
        settle(it.page)
        (k, tx, ty), now = camera(it), canvas(it)
        return (now["width"] / 2 - tx) / k, (now["height"] / 2 - ty) / k

    before = middle()
    it.page.set_viewport_size({"width": 1240, "height": 760})
    assert middle() == pytest.approx(before, abs=0.1)


@pytest.mark.parametrize("other", [(390, 844), (1000, 700)])
def test_a_window_that_takes_its_size_again_shows_a_selected_unit_as_before(
    opened: Open, other: tuple[int, int]
) -> None:
    it = opened("#sel=unit:quang-ninh", text="shipped")
    before = camera(it)
    for wide, tall in (other, (1360, 860)):
        it.page.set_viewport_size({"width": wide, "height": tall})
        settle(it.page)
    assert camera(it) == pytest.approx(before, abs=0.01)


def test_another_view_keeps_the_selection_and_the_picture_follows(opened: Open) -> None:
    it = opened(text="shipped")
    it.page.click("[data-view-tab=table]")
    it.page.locator(f"#kg-table tr[data-id='{sample.A}']").click()
    it.page.click("[data-view-tab=country]")
    direct = opened(f"#sel={sample.A}", text="shipped")
    assert camera(it) == pytest.approx(camera(direct), abs=0.01)
    it.page.click("[data-view-tab=network]")
    assert it.page.inner_text("#kg-panel h2") == direct.page.inner_text("#kg-panel h2")


# Touch


def fingers(it: Opened) -> Callable[..., None]:
    """`touch("touchMove", (x, y), …)`: fingers on the glass."""
    session = it.page.context.new_cdp_session(it.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        down = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": down})

    return touch


def test_a_tap_selects_a_tap_beside_deselects_and_two_taps_zoom(opened: Open) -> None:
    it = opened("", (390, 844), has_touch=True)
    it.page.touchscreen.tap(*mark(it, ALONE))
    assert url(it) == f"sel={ALONE}"
    it.page.wait_for_timeout(350)
    it.page.touchscreen.tap(*free(it))
    assert url(it) == ""
    it.page.wait_for_timeout(350)
    k = camera(it)[0]
    it.page.touchscreen.tap(*free(it))
    it.page.touchscreen.tap(*free(it))
    assert camera(it)[0] == pytest.approx(1.6 * k, rel=5e-3)


def test_two_fingers_zoom_about_their_middle_and_one_finger_moves(opened: Open) -> None:
    it = opened("", (390, 844), text="shipped", has_touch=True)
    k, tx, ty = camera(it)
    box = canvas(it)
    x, y = box["x"] + 180, box["y"] + 150
    touch = fingers(it)
    touch("touchStart", (x - 40, y), (x + 40, y))
    touch("touchMove", (x - 60, y), (x + 60, y))
    touch("touchMove", (x - 80, y), (x + 80, y))
    touch("touchEnd")
    near, nx, ny = camera(it)
    assert near == pytest.approx(2 * k, rel=0.01)
    assert ((180 - nx) / near, (150 - ny) / near) == pytest.approx(((180 - tx) / k, (150 - ty) / k), abs=3)
    touch("touchStart", (x, y))
    touch("touchMove", (x + 15, y + 15))
    touch("touchMove", (x + 50, y + 30))
    touch("touchEnd")
    assert camera(it) == pytest.approx((near, nx + 50, ny + 30), abs=0.1)
    assert url(it) == ""


# Keyboard


def test_the_whole_view_by_keyboard(opened: Open) -> None:
    it = opened()
    it.page.focus("#kg-country")
    it.page.keyboard.press("ArrowRight")
    first = it.page.inner_text("#kg-tip .name")
    assert painted(it)
    it.page.keyboard.press("ArrowUp")
    second = it.page.inner_text("#kg-tip .name")
    assert second != first
    said(it, second)
    it.page.keyboard.press("Enter")
    chosen = url(it)
    assert chosen.startswith("sel=")
    said(it, "Đã chọn: " + second)
    it.page.keyboard.press("ArrowRight")
    it.page.keyboard.press("Shift+Enter")
    assert url(it).startswith(chosen + ",")
    it.page.keyboard.press("Escape")
    assert url(it) == ""
    it.page.keyboard.press("ArrowRight")
    it.page.wait_for_selector("#kg-tip:not([hidden])")
    it.page.keyboard.press("Escape")
    assert it.page.is_hidden("#kg-tip")
    it.page.keyboard.press("Escape")
    assert it.page.evaluate("document.activeElement.id") != "kg-country"


@pytest.mark.parametrize(("asked", "far"), [("hai duong", False), ("quang ninh", True)])
def test_a_unit_chosen_after_a_matter_is_shown_with_most_of_its_partners(opened: Open, asked: str, far: bool) -> None:
    it = opened("#sel=", text="shipped")
    home = camera(it)
    it = opened("#sel=agr:qn-hd-bg-2022", text="shipped")
    near = camera(it)
    assert near[0] > 1.2 * home[0]
    it.page.fill("#kg-search", asked)
    it.page.keyboard.press("Enter")
    assert url(it) == "sel=unit:" + asked.replace(" ", "-")
    assert camera(it) == pytest.approx(home if far else near, abs=0.5)


def test_letters_zoom_change_the_lens_and_the_view(opened: Open) -> None:
    it = opened("#lang=en", text="shipped")
    it.page.focus("#kg-country")
    k = camera(it)[0]
    it.page.keyboard.press("+")
    assert camera(it)[0] == pytest.approx(1.25 * k, rel=5e-3)
    said(it, "Zoom")
    it.page.keyboard.press("-")
    assert camera(it)[0] == pytest.approx(k, rel=5e-3)
    it.page.keyboard.press("+")
    it.page.keyboard.press("0")
    assert camera(it)[0] == pytest.approx(k, rel=5e-3)
    said(it, "Whole country")
    it.page.keyboard.press("l")
    assert (it.html("lens"), it.html("units")) == ("today", "34")
    said(it, "Boundaries: Today")
    it.page.keyboard.press("/")
    assert it.page.evaluate("document.activeElement.id") == "kg-search"
    it.page.keyboard.press("Escape")
    it.page.focus("#kg-country")
    it.page.keyboard.press("t")
    assert it.html("view") == "table"


def test_the_canvas_is_one_stop_with_a_name_and_a_description(opened: Open) -> None:
    it = opened("#lang=en")
    host = it.page.locator("#kg-country")
    assert (host.get_attribute("role"), host.get_attribute("tabindex")) == ("application", "0")
    assert host.get_attribute("aria-label") == "Country"
    help_ = it.page.locator("#" + str(host.get_attribute("aria-describedby"))).text_content() or ""
    assert "Arrow keys" in help_
    assert "Enter" in help_
    assert "Esc" in help_


def test_every_thing_that_is_drawn_can_be_reached_with_the_arrows(opened: Open) -> None:
    it = opened()
    it.page.focus("#kg-country")
    seen: set[str] = set()
    for key in ["ArrowRight", *["ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"] * 14]:
        it.page.keyboard.press(key)
        seen.add(it.page.inner_text("#kg-tip"))
    assert len(seen) > 5


# Motion


def test_a_selection_is_flown_to_and_who_wants_no_motion_is_there_at_once(opened: Open) -> None:
    it = opened(f"#sel={sample.HD}", motion=True)
    start = camera(it)
    it.page.evaluate(f"location.hash = '#sel={ALONE}'")
    first = "at => { const now = document.getElementById('kg-country').dataset.camera; return now !== at && now; }"
    on_the_way = it.page.wait_for_function(first, arg=" ".join(f"{n:.3f}" for n in start)).json_value()
    still = opened(f"#sel={ALONE}")
    end = " ".join(f"{n:.3f}" for n in camera(still))
    it.page.wait_for_function("at => document.getElementById('kg-country').dataset.camera === at", arg=end)
    assert on_the_way != end
    calm = opened(f"#sel={sample.HD}")
    calm.page.evaluate(f"location.hash = '#sel={ALONE}'")
    settle(calm.page)
    assert camera(calm) == camera(still)


def test_the_merge_is_seen_to_happen_unless_no_motion_is_wanted(opened: Open) -> None:
    it = opened(motion=True)
    it.page.click("[data-lens-button=today]")
    during = pixels(it)
    it.page.wait_for_timeout(1200)
    after = pixels(it)
    assert during != after
    calm = opened()
    calm.page.click("[data-lens-button=today]")
    assert pixels(calm) == after


# Contract, links, states


@pytest.mark.parametrize("text", ["sample", "shipped"])
def test_the_root_tells_what_is_drawn_whatever_is_chosen(opened: Open, text: str) -> None:
    it = opened(text=text)
    units = {"sample": ("7", "3"), "shipped": (None, "34")}[text]
    shown = [it.html("units")]
    assert units[0] in (None, shown[0])
    if text == "shipped":
        assert 63 <= int(shown[0] or 0) <= 86
    agreed(it)
    it.page.click("[data-lens-button=today]")
    assert (it.html("units"), it.html("lens")) == (units[1], "today")
    agreed(it)
    it.page.click("[data-group=agr]")
    agreed(it)
    it.page.click("[data-lens-button=signed]")
    it.page.keyboard.press("Escape")
    agreed(it)
    pairs = "JSON.parse(document.getElementById('kg-data').textContent) && document.documentElement.dataset.links"
    assert int(it.page.evaluate(pairs)) > 0


def test_a_ring_stands_only_while_one_of_its_matters_is_shown(opened: Open) -> None:
    it = opened()
    assert it.html("units") == "7"
    it.page.click("[data-group=meet]")
    assert it.html("units") == "5"


def test_a_link_reopens_the_same_picture(opened: Open) -> None:
    fragment = f"#view=country&lens=today&sel={sample.A}&lang=en&theme=dark&from=2019&to=2026"
    first, again = opened(fragment, text="shipped"), opened(fragment, text="shipped")
    assert pixels(first) == pixels(again)
    told = [it.page.evaluate("JSON.stringify(document.documentElement.dataset)") for it in (first, again)]
    assert told[0] == told[1]
    assert (first.html("lens"), first.html("theme"), first.html("view")) == ("today", "dark", "country")
    agreed(first)


def test_back_and_forward_bring_the_picture_back(opened: Open) -> None:
    it = opened(text="shipped")
    start = pixels(it)
    it.page.evaluate(f"location.hash = '#sel={sample.A}'")
    flown = pixels(it)
    it.page.click("[data-lens-button=today]")
    settle(it.page)
    it.page.go_back()
    assert pixels(it) == flown
    it.page.go_back()
    assert pixels(it) == start
    it.page.go_forward()
    assert pixels(it) == flown


@pytest.mark.parametrize(
    ("size", "fragment", "text"),
    [
        (SIZES[0], "#lang=en&theme=dark", "shipped"),
        (SIZES[0], "#lens=today&theme=light", "selected"),
        (SIZES[1], "#lens=today&lang=en&theme=light", "shipped"),
        (SIZES[1], "#theme=dark", "rich"),
        (SIZES[2], "#lens=2025-06-30&theme=dark", "shipped"),
        (SIZES[2], "#lens=today&lang=en", "rich"),
    ],
)
def test_it_opens_in_every_size_language_theme_and_lens(
    opened: Open, shots: Path | None, size: tuple[int, int], fragment: str, text: str
) -> None:
    it = opened(fragment, size, text=text)
    agreed(it)
    scroll = it.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert scroll == list(size)
    assert it.page.evaluate("document.querySelector('#kg-country canvas').width") > 0
    if shots:
        it.page.screenshot(path=shots / f"country-{text}-{size[0]}{fragment.replace('#', '-').replace('&', '-')}.png")


def test_the_picture_is_as_sharp_as_the_screen(opened: Open) -> None:
    it = opened(device_scale_factor=2)
    sizes = it.page.evaluate(
        "[...document.querySelectorAll('#kg-country canvas')]"
        ".map((at) => [at.width / at.clientWidth, at.height / at.clientHeight])"
    )
    assert sizes == [[2, 2], [2, 2]]


def test_the_colours_follow_the_system_until_the_reader_chooses(opened: Open) -> None:
    it = opened(color_scheme="light")
    light = pixels(it)
    it.page.emulate_media(color_scheme="dark")
    dark = pixels(it)
    assert dark != light
    it.page.click("#kg-theme")
    assert pixels(it) == light


def test_where_nothing_passes_the_reasons_can_be_taken_off(opened: Open) -> None:
    it = opened("#hide=agr,meet,dos,proj")
    assert it.page.is_visible("#kg-empty")
    assert (it.html("marks"), it.html("links"), it.html("units")) == ("0", "0", "5")
    it.page.click("#kg-empty [data-clear]")
    assert not it.page.is_visible("#kg-empty")
    assert it.html("units") == "7"


def test_what_was_searched_and_not_found_stands_in_the_panel_and_conflicts_are_marked(opened: Open) -> None:
    it = opened(f"#sel={sample.A}")
    panel = it.page.inner_text("#kg-panel")
    assert "Gia hạn thoả thuận sau 1/7/2025" in panel
    assert "kết luận hội nghị" in panel
    assert "thoả thuận ký kết" in panel
