"""Room in the network of the packaged data: no mark or label on another, units named, all inside, all reachable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kg.verbs import demo, view
from kg.verbs.parameters import Parameters
from tests.browser.conftest import Opened

AGREEMENT = "agr:qn-hd-bg-2022"
#: What each page shows: a thing's surroundings, a query's result, or everything.
SHOWN = {
    "seed": view.Shown(AGREEMENT),
    "unit": view.Shown("unit:quang-ninh"),
    "query": view.Shown(query=demo._QUERY),
    "large": view.Shown(query="SELECT ?matter ?unit WHERE { ?matter rl:party ?unit }"),
    "whole": view.Shown(view="network"),
}
#: What one redraw writes and where the marks stand, in pixels of the window; pairs that lie on each other by half a
#: pixel or more; units without a name. A text belongs to the thing at whose place the painter stood when it wrote it.
MEASURED = """() => new Promise((done) => {
  const labels = new Map(), proto = CanvasRenderingContext2D.prototype, real = proto.fillText, d = devicePixelRatio;
  proto.fillText = function (text, x, y) {
    const m = this.getTransform(), t = this.measureText(text), size = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
    if (size >= 10) {
      const left = m.e + m.a * (x - t.actualBoundingBoxLeft), right = m.e + m.a * (x + t.actualBoundingBoxRight);
      const top = m.f + m.d * (y - t.actualBoundingBoxAscent), low = m.f + m.d * (y + t.actualBoundingBoxDescent);
      const box = [left, top, right, low];
      labels.set(text + box, { id: text, at: [m.e / d, m.f / d], box: box.map((n) => n / d) });
    }
    return real.apply(this, arguments);
  };
  kgNetwork.redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    proto.fillText = real;
    const raw = JSON.parse(document.getElementById("kg-data").textContent), k = kgNetwork.getScale();
    const text = (value) => (typeof value === "number" ? raw.shared[value] : value);
    const sizes = new Map(raw.network.nodes.map(([n, , , size]) => [text(raw.nodes[n][0]), size]));
    const pills = new Map(raw.network.pills.map(([id, , , w, h]) => [id, [w, h]]));
    const units = new Set(raw.units.map((row) => text(row[0])));
    const marks = Object.entries(kgNetwork.body.nodes).filter(([id]) => !id.startsWith("edgeId")).map(([id, node]) => {
      const { x, y } = kgNetwork.canvasToDOM(node), w = (node.shape.width * k) / 2, h = (node.shape.height * k) / 2;
      const pill = pills.get(id), r = sizes.get(id) || 5.4;
      const [wide, tall] = pill ? [Math.min(w, pill[0]), Math.min(h, pill[1])] : w > 12.1 ? [w - 1, h - 1] : [r, r];
      return { id, x, y, box: [x - wide, y - tall, x + wide, y + tall] };
    });
    const written = [...labels.values()], named = new Set();
    const near = (mark, label) => Math.hypot(mark.x - label.at[0], mark.y - label.at[1]) < 1.5;
    for (const label of written) for (const mark of marks) if (near(mark, label)) named.add(mark.id);
    const over = (a, b) => a[0] + 0.5 < b[2] && b[0] + 0.5 < a[2] && a[1] + 0.5 < b[3] && b[1] + 0.5 < a[3];
    const pairs = (first, second) => first.flatMap((a, i) => second
      .filter((b, j) => (first !== second || i < j) && over(a.box, b.box)).map((b) => [a.id, b.id]));
    const box = document.getElementById("kg-network"), w = box.clientWidth, h = box.clientHeight;
    const out = ({ box: [left, top, right, low] }) => left < 0 || top < 0 || right > w || low > h;
    done({
      marks: marks.map((mark) => mark.id), labels: written.length, outside: marks.filter(out).map((mark) => mark.id),
      covered: [...pairs(marks, marks), ...pairs(written, written), ...pairs(written, marks)],
      nameless: marks.filter(({ id }) => units.has(id) && !named.has(id)).map(({ id }) => id),
    });
  }));
})"""

Make = Callable[..., str]


@pytest.fixture(scope="session")
def made(packaged: Parameters, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """`made("seed")`: the text of a page of the packaged data, written once."""
    folder, texts = tmp_path_factory.mktemp("pages"), dict[str, str]()

    def text(name: str) -> str:
        if name not in texts:
            path = folder / f"{name}.html"
            view.write(packaged.graph, packaged.setting, SHOWN[name], path)
            texts[name] = path.read_text(encoding="utf-8")
        return texts[name]

    return text


@pytest.fixture
def drawn(open_html: Callable[..., Opened], made: Make) -> Iterator[Callable[..., Opened]]:
    pages: list[Opened] = []

    def open_(name: str, *given: object, **more: object) -> Opened:
        pages.append(open_html(made(name), *given, **more))
        return pages[-1]

    yield open_
    for one in pages:
        assert one.faults == []


def measured(it: Opened) -> dict[str, Any]:
    found: dict[str, Any] = it.page.evaluate(MEASURED)
    return found


FITTED = """() => { const box = document.getElementById("kg-network"), canvas = box.querySelector("canvas");
  return canvas.width === Math.round(box.clientWidth * devicePixelRatio); }"""


@pytest.mark.parametrize(
    ("name", "fewest", "nameless"),
    [("seed", 50, 0), ("unit", 35, 0), ("query", 50, 0), ("large", 55, 0), ("whole", 50, 6)],
)
def test_nothing_covers_anything_and_units_have_their_names(
    drawn: Callable[..., Opened], name: str, fewest: int, nameless: int
) -> None:
    """`nameless`: units that the whole country may leave without a name in the small window, where room ends."""
    it = drawn(name)
    for width, height, most in ((1360, 860, 0), (1024, 768, nameless)):
        it.page.set_viewport_size({"width": width, "height": height})
        it.page.wait_for_function(FITTED)
        for lens in ("signed", "today"):
            it.page.click(f"[data-lens-button={lens}]")
            it.page.wait_for_selector(f"html[data-lens={lens}]")
            found = measured(it)
            assert found["covered"] == []
            assert found["outside"] == []
            assert len(found["nameless"]) <= most, found["nameless"]
            assert found["labels"] >= fewest


def test_the_english_agreement_covers_nothing(drawn: Callable[..., Opened]) -> None:
    found = measured(drawn("seed", "#lang=en"))
    assert (found["covered"], found["outside"], found["nameless"]) == ([], [], [])


@pytest.mark.parametrize("lens", ["signed", "today"])
def test_what_is_arranged_anew_or_opened_covers_nothing(drawn: Callable[..., Opened], lens: str) -> None:
    it = drawn("seed", f"#lens={lens}", reduced_motion="reduce")
    before = measured(it)["marks"]
    pill = max((id for id in before if id.startswith("pill:")), key=lambda id: it.page.evaluate(MEMBERS, id))
    it.page.mouse.click(*it.at(pill))
    it.page.wait_for_function("n => kgNetwork.body.data.nodes.length > n", arg=len(before))
    opened = measured(it)
    assert opened["covered"] == []
    places = it.page.evaluate("kgNetwork.getPositions()")
    it.page.click("#kg-shake")
    it.page.wait_for_function("() => document.getElementById('kg-live').textContent.startsWith('Đã xếp lại')")
    assert it.page.evaluate("kgNetwork.getPositions()") != places
    shaken = measured(it)
    assert (shaken["covered"], shaken["outside"]) == ([], [])
    assert set(shaken["marks"]) == set(opened["marks"])


MEMBERS = """(id) => JSON.parse(document.getElementById("kg-data").textContent)
  .network.pills.find((pill) => pill[0] === id).pop().length"""
#: Matters and meetings of two to five units that are still joined to them by lines of their own.
HUBS = """() => { const ends = new Map();
  for (const { from, to } of kgNetwork.body.data.edges.get()) for (const [a, b] of [[from, to], [to, from]])
    if (b.startsWith("unit:")) ends.set(a, (ends.get(a) || new Set()).add(b));
  const hub = ([id, units]) => /^(agr|evt|prj):/.test(id) && units.size > 1 && units.size < 6;
  return [...ends].filter(hub).map(([id]) => id);
}"""


def test_as_links_only_what_has_six_parties_or_more_is_a_mark_between_them(drawn: Callable[..., Opened]) -> None:
    it = drawn("whole")
    assert len(it.page.evaluate(HUBS)) > 50
    it.page.click("[data-lines=pairs]")
    it.page.wait_for_selector("[data-lines=pairs][aria-pressed=true]")
    assert it.page.evaluate(HUBS) == []
    assert measured(it)["covered"] == []


REACHED = """async () => {
  const missed = [], ids = kgNodes;
  for (const id of ids) {
    const told = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = "#sel=" + id;
    await told;
    if (!kgNetwork.body.nodes[id] || !document.querySelector("html[data-selected]")) missed.push(id);
  }
  return missed;
}"""


@pytest.mark.parametrize("name", ["seed", "query"])
def test_every_thing_is_reached_by_its_link(drawn: Callable[..., Opened], name: str) -> None:
    it = drawn(name, "#sel=")
    ids = it.page.evaluate(
        """() => { const at = JSON.parse(document.getElementById("kg-data").textContent);
        const text = (value) => (typeof value === "number" ? at.shared[value] : value);
        window.kgNodes = at.nodes.map((row) => text(text(row)[0])); return window.kgNodes; }"""
    )
    assert len(ids) > 100
    assert it.page.evaluate(REACHED) == []
