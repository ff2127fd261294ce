"""The network of the packaged data as it opens: no label over another or over a mark, all inside, all reachable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from kg.verbs import demo, view
from kg.verbs.parameters import Parameters
from tests.browser.conftest import Opened

AGREEMENT = "agr:qn-hd-bg-2022"
#: Boxes of every text of more than two letters that one redraw writes, and the middle of every mark, in window pixels.
DRAWN = """() => new Promise((done) => {
  const drawn = [], proto = CanvasRenderingContext2D.prototype, real = proto.fillText;
  proto.fillText = function (text, x, y) {
    if (text.length > 2) {
      const m = this.getTransform(), w = this.measureText(text).width;
      const left = this.textAlign === "center" ? x - w / 2 : x, low = this.textBaseline === "middle" ? 4 : 0;
      const top = m.f + m.d * (y + low - 8);
      drawn.push([text, m.e + m.a * left, top, m.e + m.a * (left + w), top + 10 * m.d]);
    }
    return real.apply(this, arguments);
  };
  kgNetwork.redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    proto.fillText = real;
    const marks = Object.entries(kgNetwork.body.nodes).filter(([id]) => !id.startsWith("edgeId")).map(([id, node]) => {
      const at = kgNetwork.canvasToDOM({ x: node.x, y: node.y }), k = kgNetwork.getScale();
      const w = Math.max(4, (node.shape.width * k) / 2 - 8), h = Math.max(4, (node.shape.height * k) / 2 - 6);
      return [id, at.x - w, at.y - h, at.x + w, at.y + h];
    });
    const box = document.getElementById("kg-network");
    done({ labels: drawn, marks, width: box.clientWidth, height: box.clientHeight });
  }));
})"""

Box = tuple[str, float, float, float, float]
Make = Callable[..., str]


@pytest.fixture(scope="session")
def made(packaged: Parameters, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """`made("seed")`: the text of a page of the packaged data, written once."""
    folder, texts = tmp_path_factory.mktemp("pages"), dict[str, str]()

    def text(name: str) -> str:
        if name not in texts:
            path = folder / f"{name}.html"
            thing, query = (AGREEMENT, None) if name == "seed" else (None, demo._QUERY)
            view.write(packaged.graph, packaged.setting, view.Shown(thing, query), path)
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


def over(a: Box, b: Box) -> bool:
    return a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]


@pytest.mark.parametrize(
    ("name", "fragment", "fewest"),
    [
        ("seed", "", 60),
        ("seed", "#lens=today", 60),
        ("seed", "#lang=en", 60),
        ("query", "", 60),
        ("query", "#lens=today", 30),
    ],
)
def test_no_label_covers_a_label_or_a_mark_and_none_is_outside(
    drawn: Callable[..., Opened], name: str, fragment: str, fewest: int
) -> None:
    found = drawn(name, fragment).page.evaluate(DRAWN)
    labels = sorted({(str(text), *map(float, box)) for text, *box in found["labels"]})
    marks = [(str(name), *map(float, box)) for name, *box in found["marks"]]
    assert len(labels) >= fewest
    assert [(a, b) for a, b in combinations(labels, 2) if over(a, b)] == []
    assert [(a, b) for a in labels for b in marks if over(a, b)] == []
    outside = [
        box for box in labels + marks if min(box[1:3]) < 0 or box[3] > found["width"] or box[4] > found["height"]
    ]
    assert outside == []


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
