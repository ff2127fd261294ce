"""What a reader does to the network: pins, hides, rearranges, lists what lies inside a unit, asks for the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.browser.conftest import Opened, write
from tests.pages import sample

Open = Callable[..., Opened]
UNDO = "[data-tool=undo]"
INSIDE = {"evt:hd-hy-2019", "prj:cau-dinh", "prj:cau-quang-thanh"}


def click(it: Opened, thing: str, up: float = 0, **how: Any) -> None:
    x, y = it.at(thing)
    it.page.mouse.click(x, y - up, **how)
    it.page.wait_for_timeout(350)  # vis-network takes two clicks within 300 ms for a double tap


def places(it: Opened) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = it.page.evaluate("kgNetwork.getPositions()")
    return found


def said(it: Opened, text: str) -> None:
    it.page.wait_for_function("text => document.getElementById('kg-live').textContent.includes(text)", arg=text)


def listed(it: Opened) -> list[str]:
    names: list[str] = it.page.eval_on_selector_all(
        "#kg-panel .actions .rows .name", "all => all.map((at) => at.textContent)"
    )
    return names


@pytest.mark.parametrize(
    ("lens", "lang", "badge"),
    [("today", "vi", "nội bộ 3"), ("today", "en", "internal 3"), ("2025-07-02", "vi", "nội bộ 3")],
)
def test_what_lies_inside_a_merged_unit_leaves_the_picture_and_its_badge_lists_it(
    opened: Open, lens: str, lang: str, badge: str
) -> None:
    signed = set(places(opened("#sel=")))
    it = opened(f"#sel=&lens={lens}&lang={lang}")
    assert set(places(it)) & INSIDE == set()
    assert "evt:hd-hy-2019" in signed
    click(it, sample.HP25, up=33)
    assert it.page.inner_text("#kg-panel h2") == ("Hai Phong" if lang == "en" else "Hải Phòng")
    assert len(listed(it)) == 3
    said(it, badge)


def test_the_badge_is_reached_and_opened_by_keyboard(opened: Open) -> None:
    it = opened(f"#sel={sample.HP25}&lens=today")
    it.page.focus("#kg-network")
    it.page.keyboard.press("ArrowUp")
    it.page.keyboard.press("ArrowUp")
    assert "nội bộ 3" in it.page.inner_text("#kg-tip")
    it.page.keyboard.press("Enter")
    assert len(listed(it)) == 3


def test_what_lies_inside_is_drawn_while_it_is_selected(opened: Open) -> None:
    it = opened("#sel=prj:cau-dinh&lens=today")
    assert "prj:cau-dinh" in places(it)


def test_a_pinned_thing_stays_while_the_rest_is_rearranged_and_undo_brings_all_back(opened: Open) -> None:
    it = opened(f"#sel={sample.HP}", reduced_motion="reduce")
    before = places(it)
    it.page.focus("#kg-network")
    it.page.keyboard.press("p")
    said(it, "Đã ghim")
    it.page.click("#kg-shake")
    said(it, "Đã xếp lại")
    after = places(it)
    assert after[sample.HP] == pytest.approx(before[sample.HP], abs=1)
    moved = [name for name in before if abs(before[name]["x"] - after[name]["x"]) > 5]
    assert len(moved) > len(before) / 2
    it.page.click(UNDO)
    assert places(it) == before
    it.page.click(UNDO)
    assert it.page.is_disabled(UNDO)
    assert it.page.inner_text(".actions button >> nth=0") == "Ghim"


def test_rearranging_moves_and_stops_by_itself(opened: Open) -> None:
    it = opened("#sel=")
    it.page.click("#kg-shake")
    assert it.page.evaluate("kgNetwork.physics.physicsEnabled")
    said(it, "Đã xếp lại")
    assert not it.page.evaluate("kgNetwork.physics.physicsEnabled")


def test_rearranging_is_the_same_twice(opened: Open) -> None:
    found = []
    for _ in range(2):
        it = opened("#sel=", reduced_motion="reduce")
        it.page.click("#kg-shake")
        said(it, "Đã xếp lại")
        found.append(places(it))
    assert found[0] == found[1]


def test_what_is_hidden_comes_back_by_the_notice_and_the_notice_goes_after_six_seconds(opened: Open) -> None:
    it = opened(f"#sel={sample.HP}")
    it.page.clock.install()
    it.page.focus("#kg-network")
    it.page.keyboard.press("Delete")
    assert sample.HP not in places(it)
    assert "1" in it.page.inner_text("#kg-toast")
    it.page.clock.run_for(5_000)
    assert it.page.is_visible("#kg-toast")
    it.page.clock.run_for(1_500)
    assert not it.page.is_visible("#kg-toast")
    it.page.keyboard.press("u")
    assert sample.HP in places(it)


def test_a_drag_can_be_undone(opened: Open) -> None:
    it = opened("#sel=")
    before = places(it)[sample.HP]
    x, y = it.at(sample.HP)
    it.page.mouse.move(x, y)
    it.page.mouse.down()
    it.page.mouse.move(x + 40, y + 30, steps=4)
    it.page.mouse.up()
    assert places(it)[sample.HP] != before
    it.page.click(UNDO)
    assert places(it)[sample.HP] == before


def test_matters_become_curves_between_their_parties_and_back(opened: Open) -> None:
    it = opened("#sel=", text="whole")
    before = set(places(it))
    it.page.click("[data-lines=pairs]")
    assert "lines=pairs" in it.page.evaluate("location.href")
    assert it.page.get_attribute("[data-lines=pairs]", "aria-pressed") == "true"
    assert it.page.is_visible("#kg-lines-note")
    gone = before - set(places(it))
    assert "prj:cao-toc-hl-hp" in gone
    edges = it.page.evaluate(
        "kgNetwork.body.data.edges.get().filter((e) => /^(?!e\\d).*[|]/.test(e.id)).map((e) => [e.from, e.to])"
    )
    assert all(a.startswith("unit:") and b.startswith("unit:") for a, b in edges)
    assert [sample.HP, sample.QN] in [sorted(pair) for pair in edges]
    it.page.click("[data-lines='']")
    assert set(places(it)) == before


CURVE = """() => {
  const edge = Object.values(kgNetwork.body.edges).find((one) => /^(?!e\\d).*[|]/.test(one.id));
  const at = kgNetwork.canvasToDOM(edge.edgeType.getPoint(0.5));
  const box = document.getElementById("kg-network").getBoundingClientRect();
  return { id: kgNetwork.getEdgeAt(at), x: box.left + at.x, y: box.top + at.y };
}"""


def test_a_curve_selects_its_matter(opened: Open) -> None:
    it = opened("#sel=&lines=pairs", text="whole")
    at = it.page.evaluate(CURVE)
    it.page.mouse.click(at["x"], at["y"])
    it.page.wait_for_function("id => location.hash.includes('sel=' + id)", arg=at["id"].split("|")[0])


def test_two_things_show_the_shortest_way_between_them(opened: Open) -> None:
    it = opened("#sel=")
    click(it, sample.BG)
    x, y = it.at(sample.HP)
    it.page.keyboard.down("Shift")
    it.page.mouse.click(x, y)
    it.page.keyboard.up("Shift")
    it.page.wait_for_function("() => location.hash.includes(',')")
    said(it, "Đường ngắn nhất từ Bắc Giang tới Hải Phòng")


def test_a_second_thing_is_chosen_by_keyboard_too(opened: Open) -> None:
    it = opened(f"#sel={sample.BG}&lang=en")
    it.page.focus("#kg-network")
    for key in ("ArrowDown", "ArrowDown", "Shift+Enter"):
        it.page.keyboard.press(key)
    assert it.page.evaluate("location.href").count(",") == 1
    said(it, "Shortest way from")


def test_hover_lifts_what_hangs_on_a_thing(opened: Open) -> None:
    it = opened("#sel=")
    count = "() => kgNetwork.body.data.edges.get().filter((e) => e.color.endsWith('ff')).length"
    before = it.page.evaluate(count)
    it.page.mouse.move(*it.at(sample.HD), steps=3)
    it.page.wait_for_function(f"n => ({count})() > n", arg=before)
    it.page.mouse.move(232, 122, steps=3)
    it.page.wait_for_function(f"n => ({count})() === n", arg=before)


@pytest.fixture(scope="session")
def steps() -> str:
    """The sample with its things as far from the agreement as they are."""
    document = sample.document(focus=sample.A)
    near = {
        end for edge in document.edges for end in (edge.source, edge.target) if sample.A in (edge.source, edge.target)
    }
    nodes = [replace(node, depth=0 if node.id == sample.A else 1 if node.id in near else 2) for node in document.nodes]
    return write(replace(document, nodes=tuple(nodes)))


def test_a_double_click_opens_the_neighbours_and_again_folds_them(open_html: Open, steps: str) -> None:
    it = open_html(steps, "#sel=&depth=1")
    before = set(places(it))
    for more in (True, False):
        x, y = it.at(sample.HD)
        it.page.mouse.dblclick(x, y)
        it.page.wait_for_timeout(350)
        assert (set(places(it)) > before) is more
    assert it.faults == []


def test_enter_selects_then_opens_the_neighbours_then_folds_them(open_html: Open, steps: str) -> None:
    it = open_html(steps, f"#sel={sample.HD}&depth=1")
    before = set(places(it))
    it.page.focus("#kg-network")
    it.page.keyboard.press("ArrowUp")
    for more in (True, False):
        it.page.keyboard.press("Enter")
        assert (set(places(it)) > before) is more
    it.page.keyboard.press("Escape")
    assert it.html("selected") is None
    it.page.keyboard.press("Escape")
    assert it.page.evaluate("document.activeElement.id") != "kg-network"


def test_the_network_is_built_when_it_is_first_shown(opened: Open) -> None:
    it = opened("#view=table")
    assert it.page.evaluate("window.kgNetwork === undefined")
    it.page.click("[data-view-tab=network]")
    assert len(places(it)) > 20
    click(it, sample.HP)
    assert it.page.inner_text("#kg-panel h2") == "Hải Phòng"
