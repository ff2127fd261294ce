"""Where things of the Country view stand, and that SVG and canvas take the same strokes: the modules by themselves."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot
from typing import Any

import pytest

ENTRY = """import { chosenIn, geometry } from "./country-geometry.js";
import { bandsOf, openedBundles } from "./country-bands.js";
import { SvgContext } from "./svg-context.js";
import { LOOKS } from "./marks.js";
import { paintMark, readColours } from "./paint.js";
import { paintLines, paintMarks, paintPlates } from "./paint-many.js";
import { paintStand, paintNumber } from "./paint-units.js";
import { paintLabels } from "./paint-text.js";
window.kg = { chosenIn, geometry, bandsOf, openedBundles, SvgContext, LOOKS, paintMark, readColours };
Object.assign(window.kg, { paintLines, paintMarks, paintPlates, paintStand, paintNumber, paintLabels });
const nodes = (n) => Array.from({ length: n }, (_, index) => ({ id: "m" + index, group: "agr" }));
const plain = { matters: 10, size: 10, olds: [], host: "", side: 1, city: false };
/** Stands {id: [x, y, more]} and sets [x, y, ends, number of matters] as a scene, seen by a camera. */
window.seen = (stands, sets, camera = { k: 1, tx: 0, ty: 0 }) => kg.geometry({
  world: [766, 640], internal: new Map(), bands: [],
  stands: new Map(Object.entries(stands).map(([id, [x, y, more]]) => [id, Object.assign({ id, x, y }, plain, more)])),
  drawn: sets.reduce((sum, set) => sum + set[3], 0),
  pills: sets.map(([x, y, ends, n]) => ({ key: ends.join(" "), x, y, ends, nodes: nodes(n) })) }, camera);
window.pair = (n, camera) => seen({ a: [20, 100], b: [320, 90] }, [[150, 60, ["a", "b"], n]], camera);
"""


@pytest.mark.parametrize("n", [1, 2, 3, 6, 7, 15, 40])
def test_stripes_of_a_pair_stay_side_by_side(run: Any, n: int) -> None:
    stripes = run("n => pair(n, { k: 1.7, tx: 11, ty: 5 }).pills[0].stripes", n)
    assert len(stripes) == min(n, 15)
    for one, other in pairwise(stripes):
        apart = [(other[x] - one[x], other[y] - one[y]) for x, y in (("x0", "y0"), ("cx", "cy"), ("x1", "y1"))]
        assert apart[1] == pytest.approx(apart[0])
        assert apart[2] == pytest.approx(apart[0])
        assert hypot(*apart[0]) == pytest.approx(min(2.5, 15 / min(n, 15)))


def test_the_bend_of_a_pair_goes_through_its_pill(run: Any) -> None:
    pill = run("() => pair(1, { k: 2, tx: -30, ty: 40 }).pills[0]")
    stripe = pill["stripes"][0]
    middle = [stripe[f"{at}0"] / 4 + stripe[f"c{at}"] / 2 + stripe[f"{at}1"] / 4 for at in "xy"]
    assert [pill["x"], pill["y"]] == [270, 160]
    assert middle == pytest.approx([270, 160])


@pytest.mark.parametrize("side", [-1, 1])
def test_the_line_of_a_unit_born_by_a_merger_ends_at_its_ring(run: Any, side: int) -> None:
    ask = """side => {
      const stands = { a: [20, 100], c: [9, 9], b: [320, 90], r: [0, 0, { host: "b", side }] };
      const shapes = seen(stands, [[150, 60, ["a", "c", "r"], 1]]);
      return [shapes.stands.get("b"), shapes.stands.get("r"), shapes.pills[0].stripes];
    }"""
    disc, ring, stripes = run(ask, side)
    assert ring["x"] == pytest.approx(disc["x"] + side * (disc["r"] + 7))
    assert [(s["x1"], s["y1"]) for s in stripes if s["ends"] == ["r"]] == [(ring["x"], ring["y"])]


def test_sets_of_six_and_more_draw_rays_from_the_edge_of_their_pill(run: Any) -> None:
    ask = """() => {
      const stands = {};
      for (let i = 0; i < 6; i++) stands["s" + i] = [300 + 200 * Math.cos(i), 300 + 200 * Math.sin(i)];
      const shapes = seen(stands, [[300, 300, Object.keys(stands), 3]]);
      return [shapes.pills[0], [...shapes.stands.values()]];
    }"""
    pill, stands = run(ask)
    assert pill["stripes"] == []
    for (x0, y0, x1, y1), stand in zip(pill["rays"], stands, strict=True):
        edge = max(abs(x0 - pill["x"]) / pill["w"], abs(y0 - pill["y"]) / pill["h"])
        assert edge == pytest.approx(1)
        assert hypot(x1 - x0, y1 - y0) == pytest.approx(12)
        assert (x1 - x0) * (stand["y"] - y0) == pytest.approx((y1 - y0) * (stand["x"] - x0))


@pytest.mark.parametrize(("n", "columns", "rows"), [(2, 2, 1), (3, 3, 1), (4, 3, 2), (7, 4, 2), (12, 5, 3), (30, 5, 3)])
def test_a_pill_has_room_for_its_marks_and_tells_how_many_more(run: Any, n: int, columns: int, rows: int) -> None:
    pill = run("n => pair(n).pills[0]", n)
    assert (pill["w"], pill["h"]) == (columns * 6.5 + 3, rows * 6.5 + 3)
    assert len(pill["marks"]) == (n if n <= 12 else 11)
    assert (pill["more"] or {}).get("count", 0) == (n - 11 if n > 12 else 0)
    spots = [(mark["x"] - pill["x"], mark["y"] - pill["y"]) for mark in pill["marks"]]
    assert all(abs(x) + 6.5 <= pill["w"] and abs(y) + 6.5 <= pill["h"] for x, y in spots)
    assert all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= 13 for a, b in combinations(spots, 2))


@pytest.mark.parametrize("n", range(2, 13))
def test_no_sign_of_a_pill_lies_under_the_chosen_one(run: Any, n: int) -> None:
    for chosen in range(n):
        ask = "([n, chosen]) => kg.chosenIn(pair(n), 'm' + chosen).pills[0]"
        pill, plain = run(ask, [n, chosen]), run("n => pair(n).pills[0]", n)
        others = [mark for mark in pill["marks"] if mark["node"]["id"] != f"m{chosen}"]
        assert len(others) == len(plain["marks"]) - any(m["node"]["id"] == f"m{chosen}" for m in plain["marks"])
        for mark in others:
            assert hypot(mark["x"] - pill["x"], mark["y"] - pill["y"]) >= 10.5 + mark["r"]
            assert abs(mark["x"] - pill["x"]) + mark["r"] <= pill["w"]
        for one, other in combinations(others, 2):
            assert hypot(one["x"] - other["x"], one["y"] - other["y"]) >= one["r"] + other["r"] - 0.1


def test_above_four_hundred_matters_pills_tell_their_number_until_one_comes_near(run: Any) -> None:
    ask = "k => { const { number, marks } = pair(401, { k, tx: 0, ty: 0 }).pills[0]; return [number, marks.length]; }"
    assert run(ask, 1) == [401, 0]
    assert run(ask, 1.3) == [0, 11]


def test_what_cannot_be_seen_is_left_out(run: Any) -> None:
    ask = """tx => {
      const { off, stripes } = pair(2, { k: 1, tx, ty: 0, w: 400, h: 300 }).pills[0];
      return [off, stripes.length];
    }"""
    assert [run(ask, tx) for tx in (0, 350, 900, -900)] == [[False, 2], [False, 2], [True, 0], [True, 0]]


def test_bands_stand_for_all_that_two_units_share(run: Any) -> None:
    bundles = [
        {"key": "a b", "ends": ["a", "b"], "nodes": [{"id": "1", "group": "agr"}, {"id": "2", "group": "proj"}] * 2},
        {"key": "a b c", "ends": ["a", "b", "c"], "nodes": [{"id": "3", "group": "proj"}]},
    ]
    bands = run("bundles => kg.bandsOf(bundles)", bundles)
    assert [band["width"] for band in bands] == pytest.approx([1.5 + 1.6 * 5**0.5, 3.1, 3.1])
    found = [(band["a"], band["b"], band["n"], band["group"]) for band in bands]
    assert found == [("a", "b", 5, "proj"), ("a", "c", 1, "proj"), ("b", "c", 1, "proj")]
    opened = "([bundles, ids, ends]) => kg.openedBundles(bundles, ids, ends).map((bundle) => bundle.key)"
    assert run(opened, [bundles, [], ["c"]]) == ["a b c"]
    assert run(opened, [bundles, ["2"], []]) == ["a b"]
    assert run(opened, [bundles, [], ["a", "b"]]) == ["a b", "a b c"]
    assert run(opened, [bundles, [], []]) == []


#: Paints samples of everything on a context.
PAINTED = """ctx => {
  const tokens = { agr: "#A42914", bg: "#FBFAF6", unit: "#26323F", land: "#EFECE4", line: "#E2DED4", meet: "#1E83DB" };
  Object.assign(tokens, { warn: "#B3261E", ink: "#17212B", ink2: "#4D5966", ink3: "#7C8792" });
  for (const [name, value] of Object.entries(tokens)) document.documentElement.style.setProperty("--" + name, value);
  kg.readColours();
  const style = (shape, look) => ({ shape, token: "agr", look: kg.LOOKS[look], conflict: look === "lapsed" });
  const shapes = ["diamond", "triangle", "square", "star", "hexagon", "page"];
  const looks = Object.keys(kg.LOOKS).filter((name) => name !== "unknown");
  const line = { x0: 5, y0: 5, cx: 60, cy: 90, x1: 190, y1: 40, bent: true, token: "meet" };
  Object.assign(line, { dash: [4, 3], width: 1.4, alpha: 0.6 });
  kg.paintLines(ctx, [line, Object.assign({}, line, { bent: false, y0: 190, y1: 150, dash: [], width: 3, alpha: 1 })]);
  kg.paintStand(ctx, { kind: "disc", dots: [{ x: 30, y: 60, r: 9, city: true }] }, 1, true);
  kg.paintStand(ctx, { kind: "ring", x: 60, y: 60, r: 5, dots: [] }, 0.5, true);
  kg.paintStand(ctx, { kind: "capsule", x: 120, y: 60, w: 30, h: 14, dots: [{ x: 110, y: 60, r: 7 }] }, 1, true);
  kg.paintPlates(ctx, [{ pill: { x: 60, y: 100, w: 22, h: 9, kind: "pair" }, alpha: 1 }]);
  kg.paintMarks(ctx, shapes.flatMap((shape, i) => looks.map((look, j) => (
    { x: 12 + i * 28, y: 112 + j * 12, style: style(shape, look), alpha: 1 }))));
  ctx.save();
  ctx.translate(150, 95);
  kg.paintMark(ctx, Object.assign({ r: 10.5 }, style("diamond", "planned")));
  ctx.restore();
  return ctx;
}"""
COMPARED = f"""async () => {{
  const paint = {PAINTED}, size = 200;
  const made = () => {{
    const at = document.createElement("canvas");
    at.width = at.height = size;
    return at.getContext("2d", {{ willReadFrequently: true }});
  }};
  const canvas = paint(made()), vector = paint(new kg.SvgContext(size, size, made()));
  const drawn = made(), image = new Image();
  image.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(vector.element));
  await image.decode();
  drawn.drawImage(image, 0, 0);
  const [one, other] = [canvas, drawn].map((ctx) => ctx.getImageData(0, 0, size, size).data);
  let inked = 0, apart = 0;
  for (let i = 0; i < one.length; i += 4) {{
    if (one[i + 3] < 40) continue;
    inked += 1;
    if ([0, 1, 2, 3].some((channel) => Math.abs(one[i + channel] - other[i + channel]) > 60)) apart += 1;
  }}
  return [inked, apart];
}}"""


def test_svg_looks_as_the_canvas_does(run: Any) -> None:
    inked, apart = run(COMPARED)
    assert inked > 8_000
    assert apart < inked * 0.01


def test_svg_keeps_text_as_text_with_its_halo(run: Any) -> None:
    ask = """() => {
      const ctx = new kg.SvgContext(100, 100, document.createElement("canvas").getContext("2d"));
      const label = { text: "Hải Phòng <b>", font: "650 13px X", x: 4, y: 10, h: 16, token: "ink", faded: false };
      kg.paintLabels(ctx, [label]);
      const say = (at) => [at.textContent, ...["paint-order", "font-weight"].map((name) => at.getAttribute(name))];
      return [...ctx.element.querySelectorAll("text")].map(say);
    }"""
    assert run(ask) == [["Hải Phòng <b>", "stroke", "650"]]
