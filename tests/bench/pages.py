"""Marks of the pages: what they weigh, when they are ready in Chromium, how they move; the network against pyvis.

The network draws a query's result: projects and their units. pyvis' own page has the same things, links and labels,
once with the places that we computed and its physics off, once as pyvis makes it by default. A country of n marks is
gathered from the generated store: n matters of two to five parties (those whose ids hash lowest), and the packaged
units. The pages of whole stores are written by `kg view`, in a process of its own.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from kg import network, store
from kg.pages.document import Document
from kg.pages.gather import Ask, gather
from kg.pages.network import Drawing, caption
from kg.pages.page import write_page
from kg.verbs.setting import PACKAGED
from tests.bench.builds import KG
from tests.bench.chromium import Opened, Panned, opened, started
from tests.bench.generate import generate
from tests.bench.measure import Cost, run

#: Projects whose graph has about 300 and about 1,000 nodes.
NETWORKS: Final[Mapping[int, int]] = {300: 230, 1_000: 925}
COUNTRIES: Final = (1_000, 3_000, 10_000)
#: Links of a whole store -> projects that have about as many with their agreements.
WHOLE: Final[Mapping[int, int]] = {10_000: 3_700, 100_000: 37_000}
#: Draws every mark where the page would open on bands.
EACH: Final = "#marks=all"
#: A page of pyvis' defaults with more things than this takes a minute and more: it is opened in one round only.
SLOW: Final = 500
SHIPPED: Final = "shipped"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: things and links that it shows, its bytes, its readings in each round."""

    name: str
    path: Path
    things: int
    links: int
    fragment: str = ""
    pan: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Medians of the rounds; `gap` is the worst."""

    page: Page
    seconds: float
    longest: float
    panned: Panned | None

    @property
    def bytes(self) -> int:
        """What the file weighs."""
        return self.page.path.stat().st_size


@dataclass(frozen=True, slots=True)
class Found:
    """All that was measured: readings by the name of their page, what `kg view` cost by links, load of the machine."""

    readings: Mapping[str, Reading]
    views: Mapping[str, Cost]
    load: tuple[float, float]
    rounds: int


class Pages:
    """Writes the pages, then opens each once a round."""

    def __init__(self, work: Path, today: str, times: int, seed: int) -> None:
        self.work, self.today, self.times, self.seed = work, today, times, seed
        self.views: dict[str, Cost] = {}

    def all(self) -> Found:
        """Every page in every round."""
        loads = [os.getloadavg()[0]]
        pages = [self._shipped(), *(self._whole(links, projects) for links, projects in WHOLE.items())]
        graph = store.open_current(self._store(max(WHOLE)))
        whole = network.whole(graph.rows)
        pages += [self._country(graph.rows, whole, marks) for marks in COUNTRIES]
        pages += [page for nodes, matters in NETWORKS.items() for page in self._networks(graph, nodes, matters)]
        rounds: dict[str, list[tuple[Opened, Panned | None]]] = {page.name: [] for page in pages}
        with started() as browser:
            for n in range(self.times):
                for page in pages:
                    if n == 0 or not page.once:
                        rounds[page.name].append(opened(browser, page.path, page.fragment, page.pan))
                        sys.stderr.write(f"{page.name}: {rounds[page.name][-1][0].seconds:.2f} s\n")
                loads.append(os.getloadavg()[0])
        readings = {page.name: _median(page, rounds[page.name]) for page in pages}
        return Found(readings, self.views, (min(loads), max(loads)), self.times)

    def _store(self, links: int) -> Path:
        return self.work / f"store-{links}"

    def _view(self, name: str, data: list[str], folder: Path) -> Path:
        out = self.work / f"{name}.html"
        given = [part for one in data for part in ("--data", one)]
        setting = [*given, "--store", str(folder), "--today", self.today]
        run([*KG, "build", *setting], self.work)
        self.views[name] = run([*KG, "view", "--out", str(out), *setting], self.work)
        return out

    def _shipped(self) -> Page:
        path = self._view(SHIPPED, [PACKAGED], self.work / "store-shipped")
        return self._counted(SHIPPED, path, self.work / "store-shipped")

    def _whole(self, links: int, projects: int) -> Page:
        tables = self.work / f"tables-{links}"
        generate(tables, projects, self.seed)
        name = f"whole {links}"
        return self._counted(name, self._view(name, [PACKAGED, str(tables)], self._store(links)), self._store(links))

    def _counted(self, name: str, path: Path, folder: Path) -> Page:
        drawn = network.whole(store.open_current(folder).rows)
        return Page(name, path, len(drawn), drawn.number_of_edges())

    def _country(self, rows: Callable[[str], Any], whole: network.Drawn, marks: int) -> Page:
        joint = [thing for thing, n in whole.degree() if not _unit(thing) and 2 <= n <= 5]
        chosen = sorted(joint, key=lambda thing: hashlib.sha256(thing.encode()).digest())[:marks]
        drawn = whole.subgraph([*chosen, *filter(_unit, whole)]).copy()
        name = f"country {marks}"
        path = self.work / f"{name}.html"
        path.write_text(write_page(gather(rows, drawn, self._ask()), drawn, "country"), encoding="utf-8")
        large = marks == max(COUNTRIES)
        return Page(name, path, len(chosen), drawn.number_of_edges(), EACH if large else "", pan=large)

    def _ask(self, question: str = "") -> Ask:
        return Ask("vi", self.today, question=question)

    def _networks(self, graph: store.Graph, nodes: int, matters: int) -> list[Page]:
        query = (
            f"CONSTRUCT {{ ?m rl:party ?u }} WHERE {{ {{ SELECT ?m {{ ?m a rl:Project }} ORDER BY ?m LIMIT {matters} }}"
            " ?m rl:party ?u }"
        )
        drawn = network.of_query(graph, query)
        document = gather(graph.rows, drawn, self._ask(query))
        ours, fixed, free = (self.work / f"{kind}-{nodes}.html" for kind in ("network", "fixed", "pyvis"))
        ours.write_text(write_page(document, drawn, "network"), encoding="utf-8")
        by_pyvis(document, places(document, drawn), fixed)
        by_pyvis(document, {}, free)
        size = (len(drawn), drawn.number_of_edges())
        return [
            Page(f"network {nodes}", ours, *size),
            Page(f"fixed {nodes}", fixed, *size),
            Page(f"pyvis {nodes}", free, *size, once=nodes > SLOW),
        ]


def _unit(thing: str) -> bool:
    return thing.startswith("unit:")


def _median(page: Page, rounds: list[tuple[Opened, Panned | None]]) -> Reading:
    pans = [pan for _, pan in rounds if pan]
    panned = None
    if pans:
        panned = Panned(median(p.frames for p in pans), max(p.gap for p in pans), max(p.longest for p in pans))
    return Reading(page, median(o.seconds for o, _ in rounds), max(o.longest for o, _ in rounds), panned)


def places(document: Document, drawn: network.Drawn) -> dict[str, tuple[float, float]]:
    """Where our page draws each thing; what stands together in a pill, round the middle of it."""
    data = Drawing(document, drawn).compact()
    found = {row[0]: (row[1], row[2]) for row in data["nodes"] if row[1] is not None}
    for _, x, y, *_, members in data["pills"]:
        for n, member in enumerate(members):
            found.setdefault(member, (x, y + 16 * (n - (len(members) - 1) / 2)))
    return found


def by_pyvis(document: Document, where: Mapping[str, tuple[float, float]], path: Path) -> None:
    """What pyvis writes of the graph by itself; with places, its physics is off."""
    from pyvis.network import Network

    page = Network(height="800px", width="100%", cdn_resources="in_line", directed=True)
    if where:
        page.toggle_physics(False)
    for node in document.nodes:
        spot = dict(zip("xy", where[node.id], strict=True)) if where else {}
        page.add_node(node.id, label=caption(node, "vi"), **spot)
    for edge in document.edges:
        page.add_edge(edge.source, edge.target)
    page.write_html(str(path), notebook=False)
