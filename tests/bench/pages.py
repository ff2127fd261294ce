"""Marks of the page: from navigation to ready in Chromium, ours against pyvis' own page of the same graph."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from kg import network, store
from kg.verbs import view
from kg.verbs.setting import Setting

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: pyvis counts as ready when its physics has come to rest, for before that the nodes cannot be read.
PYVIS_READY = "typeof network !== 'undefined' && network.physics && network.physics.ready === true"
OURS_READY = "html[data-ready]"
PATIENCE = 180.0


@dataclass(frozen=True, slots=True)
class Page:
    """One graph: nodes, seconds until ready of both pages (None where it never was), bytes of both."""

    nodes: int
    edges: int
    ours: float | None
    pyvis: float | None
    bytes_ours: int
    bytes_pyvis: int


class Pages:
    """Writes and opens the pages of parts of the store."""

    def __init__(self, setting: Setting, folder: Path, work: Path, times: int) -> None:
        self.setting, self.work, self.times = setting, work, times
        self.graph = store.open_current(folder)

    def of(self, matters: int) -> Page:
        """A graph of so many projects and their units."""
        query = (
            f"CONSTRUCT {{ ?m rl:party ?u }} WHERE {{ {{ SELECT ?m {{ ?m a rl:Project }} ORDER BY ?m LIMIT {matters} }}"
            " ?m rl:party ?u }"
        )
        ours, theirs = self.work / f"ours-{matters}.html", self.work / f"pyvis-{matters}.html"
        view.write(self.graph, self.setting, None, query, "network", None, ours)
        drawn = network.of_query(self.graph, query)
        _by_pyvis(drawn, theirs)
        return Page(
            len(drawn),
            drawn.number_of_edges(),
            self._ready(ours, OURS_READY, self.times),
            self._ready(theirs, PYVIS_READY, 1 if matters > 500 else self.times),
            ours.stat().st_size,
            theirs.stat().st_size,
        )

    def _ready(self, path: Path, when: str, times: int) -> float | None:
        from playwright.sync_api import Error, sync_playwright

        found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, NAMES)), None)
        seconds = []
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=found, args=ARGUMENTS)
            for _ in range(times):
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                page.route("http*://**", lambda route: route.abort())
                begun = time.perf_counter()
                try:
                    page.goto(path.resolve().as_uri(), wait_until="commit")
                    if when == OURS_READY:  # our policy lets nothing be evaluated in the page
                        page.wait_for_selector(when, state="attached", timeout=PATIENCE * 1000)
                    else:
                        page.wait_for_function(when, timeout=PATIENCE * 1000)
                except Error:
                    return None
                seconds.append(time.perf_counter() - begun)
                page.close()
            browser.close()
        return median(seconds)


def _by_pyvis(drawn: network.Drawn, path: Path) -> None:
    """What pyvis makes of the graph by itself; its scripts put into the page, since nothing may be fetched."""
    from pyvis.network import Network

    page = Network(height="800px", width="100%", cdn_resources="in_line", directed=True)
    for node in drawn:
        page.add_node(node, label=node)
    for source, target in drawn.edges():
        page.add_edge(source, target)
    path.write_text(page.generate_html(notebook=False), encoding="utf-8")
