"""Camera, flight and picking of the Country view, asked function by function: they need no page."""

from __future__ import annotations

from typing import Any

import pytest

ENTRY = """import { fitted, clamped, zoomRange, zoomed, panned, onBox, between } from "./country-camera.js";
import { eased } from "./country-flight.js";
import { Grid, bandAt, nextIn, targets } from "./country-pick.js";
import { movedFrom, chosenBefore, takeStep, canUndo } from "./country-steps.js";
window.kg = { fitted, clamped, zoomRange, zoomed, panned, onBox, between, eased, Grid, bandAt, nextIn, targets,
  movedFrom, chosenBefore, takeStep, canUndo };
"""
WORLD = [900, 750]


def test_the_whole_world_fits_in_the_middle(run: Any) -> None:
    assert run("world => kg.fitted(world, 766, 640)", WORLD) == pytest.approx(
        {"k": 766 / 900, "tx": 0, "ty": (640 - 750 * 766 / 900) / 2}
    )


def test_zooming_keeps_the_point_under_the_pointer(run: Any) -> None:
    found = run("() => kg.zoomed({ k: 1, tx: -30, ty: 20 }, 300, 200, 1.5, [0.5, 6])")
    assert found["k"] == 1.5
    assert ((300 - found["tx"]) / 1.5, (200 - found["ty"]) / 1.5) == (330, 180)


def test_zoom_ends_at_the_whole_and_at_six_times(run: Any) -> None:
    least, most = run("world => kg.zoomRange(world, 390, 330)", WORLD)
    assert (least, most) == (pytest.approx(390 / 900), 6)
    assert run("range => kg.zoomed({ k: 1, tx: 0, ty: 0 }, 0, 0, 0.01, range).k", [least, most]) == pytest.approx(least)
    assert run("range => kg.zoomed({ k: 1, tx: 0, ty: 0 }, 0, 0, 99, range).k", [least, most]) == 6


@pytest.mark.parametrize("dx", [-5000, -60, 0, 60, 5000])
def test_the_window_never_looks_more_than_40_px_beyond_the_world(run: Any, dx: int) -> None:
    found = run(
        "([world, dx]) => kg.clamped(kg.panned({ k: 1, tx: -200, ty: -100 }, dx, dx), world, 390, 330)", [WORLD, dx]
    )
    assert -found["tx"] >= -40
    assert 390 - found["tx"] <= 900 + 40
    assert -found["ty"] >= -40
    assert 330 - found["ty"] <= 750 + 40


def test_a_world_smaller_than_the_window_stays_inside_it(run: Any) -> None:
    found = run("() => kg.clamped({ k: 1, tx: -500, ty: 900 }, [300, 200], 766, 640)")
    assert 0 <= found["tx"] <= 466
    assert 0 <= found["ty"] <= 440


@pytest.mark.parametrize(
    ("box", "k"), [([400, 300, 420, 310], 2.1), ([400, 200, 600, 300], 1.915), ([300, 100, 900, 700], 0.927)]
)
def test_a_selection_fills_half_the_window_between_one_and_two_times_and_none_of_it_lies_outside(
    run: Any, box: list[int], k: float
) -> None:
    found = run("([box, world]) => kg.onBox(box, world, 766, 640)", [box, WORLD])
    assert found["k"] == pytest.approx(k, abs=0.03)
    left, right = (x * found["k"] + found["tx"] for x in box[::2])
    top, bottom = (y * found["k"] + found["ty"] for y in box[1::2])
    assert left >= 0
    assert right <= 766
    assert top >= 0
    assert bottom <= 640


def test_a_selection_that_fills_a_small_window_keeps_clear_of_edges_and_tools(run: Any) -> None:
    box = [200, 150, 600, 400]
    found = run("([box, world]) => kg.onBox(box, world, 390, 320)", [box, WORLD])
    left, right = (x * found["k"] + found["tx"] for x in box[::2])
    top, bottom = (y * found["k"] + found["ty"] for y in box[1::2])
    assert left >= 50
    assert right <= 390 - 50
    assert top >= 20
    assert bottom <= 320 - 58


def test_a_flight_begins_and_ends_where_it_should_and_moves_about_one_point(run: Any) -> None:
    ask = """t => kg.between({ k: 1, tx: 0, ty: 0 }, { k: 2, tx: -300, ty: -200 }, t)"""
    assert run(ask, 0) == pytest.approx({"k": 1, "tx": 0, "ty": 0})
    assert run(ask, 1) == pytest.approx({"k": 2, "tx": -300, "ty": -200})
    half = run(ask, 0.5)
    assert half["k"] == pytest.approx(2**0.5)
    assert 300 * half["k"] + half["tx"] == pytest.approx(300)
    level = run("() => kg.between({ k: 1, tx: 0, ty: 0 }, { k: 1, tx: 80, ty: 40 }, 0.25)")
    assert level == pytest.approx({"k": 1, "tx": 20, "ty": 10})


def test_a_flight_is_quick_at_first(run: Any) -> None:
    curve = run("() => [0, 0.2, 0.5, 0.8, 1].map(kg.eased)")
    assert curve[0] == 0
    assert curve[-1] == 1
    assert curve == sorted(curve)
    assert curve[1] > 0.4
    assert curve[2] > 0.8


SHAPES = """({ stands: new Map([
    ["u:a", { id: "u:a", kind: "disc", x: 100, y: 100, r: 13, w: 13, h: 13, dots: [] }],
    ["u:c", { id: "u:c", kind: "capsule", x: 300, y: 100, r: 14, w: 40, h: 14,
      dots: [{ id: "u:old", x: 280, y: 100, r: 8 }, { id: "u:older", x: 320, y: 100, r: 8 }] }]]),
  gaps: [], bands: [], pills: [{ key: "p", x: 126, y: 100, w: 10, h: 10, nodes: [{ id: "m1" }, { id: "m2" }],
      marks: [{ node: { id: "m1" }, x: 120, y: 100, r: 5.4 }, { node: { id: "m2" }, x: 133, y: 100, r: 5.4 }] },
    { key: "q", x: 200, y: 300, w: 14, h: 9, nodes: [{ id: "m3" }], number: 27, marks: [] },
    { key: "r", x: 200, y: 400, w: 9, h: 9, nodes: [{ id: "m4" }], off: true,
      marks: [{ node: { id: "m4" }, x: 900, y: 400, r: 5 }] }] })"""
AT = f"""([x, y, dots, selected]) => {{
  const hit = new kg.Grid(kg.targets({SHAPES}, selected)).at(x, y, dots);
  return hit && hit.kind + ' ' + hit.id; }}"""


@pytest.mark.parametrize(
    ("x", "y", "hit"),
    [
        (100, 100, "unit u:a"),
        (112, 100, "unit u:a"),
        (120, 101, "mark m1"),
        (128, 100, "mark m2"),
        (133, 113, "mark m2"),
        (133, 115, None),
        (100, 115, "unit u:a"),
        (100, 118, None),
        (335, 100, "unit u:c"),
        (344, 100, None),
        (205, 305, "more more q"),
        (900, 400, None),
    ],
)
def test_the_nearest_thing_within_14_px_is_meant(run: Any, x: int, y: int, hit: str | None) -> None:
    assert run(AT, [x, y, False, []]) == hit


def test_a_dot_of_a_capsule_is_named_only_where_it_is_asked_for(run: Any) -> None:
    assert run(AT, [281, 101, True, []]) == "dot u:old"
    assert run(AT, [281, 101, False, []]) == "unit u:c"
    assert run(AT, [300, 100, True, []]) == "unit u:c"


def test_what_is_selected_is_found_at_the_middle_of_its_pill(run: Any) -> None:
    assert run(AT, [127, 108, False, ["m1"]]) == "mark m1"


def test_every_target_can_be_hit_over_24_px_and_ten_thousand_are_found_at_once(run: Any) -> None:
    ask = """() => {
      const list = Array.from({ length: 10000 }, (_, n) =>
        ({ kind: "mark", id: String(n), x: (n % 100) * 30, y: Math.floor(n / 100) * 30, r: 5.4 }));
      const grid = new kg.Grid(list), round = [[0, 0], [12, 0], [-12, 0], [0, 12], [0, -12]];
      return list.every(({ id, x, y }) => round.every(([dx, dy]) => grid.at(x + dx, y + dy).id === id));
    }"""
    assert run(ask) is True


def test_arrows_go_to_the_nearest_in_their_direction(run: Any) -> None:
    ask = """([way]) => {
      const list = [[0, 0], [50, 10], [30, 60], [-40, 0], [0, -70]].map(([x, y], n) => ({ id: n, x, y }));
      const to = kg.nextIn(list, list[0], way); return to && to.id; }"""
    assert [run(ask, [way]) for way in ([1, 0], [0, 1], [-1, 0], [0, -1])] == [1, 2, 3, 4]
    assert run("() => kg.nextIn([{ x: 0, y: 0 }], { x: 0, y: 0 }, [1, 0])") is None


def test_the_strongest_band_at_a_point_is_meant(run: Any) -> None:
    ask = """([x, y]) => {
      const band = kg.bandAt([{ key: "ab", a: "a", b: "b", n: 90, width: 14, x0: 0, y0: 0, x1: 100, y1: 0 },
      { key: "ac", a: "a", b: "c", n: 3, width: 4, x0: 0, y0: 0, x1: 0, y1: 100 }], x, y); return band && band.id; }"""
    assert [run(ask, at) for at in ([50, 6], [3, 50], [1, 1], [50, 50])] == ["ab", "ac", "ab", None]


def test_steps_are_taken_back_one_by_one_and_one_movement_is_one_step(run: Any) -> None:
    ask = """() => {
      const seen = [], back = (view, patch) => seen.push([view, patch]);
      kg.movedFrom("start"); kg.movedFrom("on the way"); kg.movedFrom("further");
      kg.chosenBefore(new Set(["sel", "lang"]), { sel: ["a"], lang: "vi" }, "flown");
      kg.chosenBefore(new Set(["theme"]), { theme: "" }, "no step");
      while (kg.canUndo()) kg.takeStep(back);
      return [seen, kg.takeStep(back)];
    }"""
    assert run(ask) == [[["flown", {"sel": ["a"]}], ["start", None]], False]
