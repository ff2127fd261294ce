"""`kg view`: the whole graph, the surroundings of one entity, or a query's result, as one HTML page."""

from __future__ import annotations

import sys
from pathlib import Path

import networkx as nx

from kg import network
from kg.errors import UsageError
from kg.store import Graph
from kg.verbs.build import Say, answering
from kg.verbs.export import whole
from kg.verbs.parameters import Parameters
from kg.verbs.query import source
from kg.verbs.setting import Setting
from kg.vocabulary import curie


def view(setting: Setting, name: str | None, query: Path | None, show: str, depth: int, out: Path, say: Say) -> None:
    """Writes the page. Raises UsageError for a name that nothing bears, and where both a name and a query are given."""
    if name and query:
        raise UsageError("name an entity or a query, not both")
    graph = answering(setting, say)
    write(graph, setting, name, source(str(query)) if query else None, show, depth, out)
    say(f"wrote {out}")


def write(
    graph: Graph, setting: Setting, name: str | None, query: str | None, show: str, depth: int, out: Path
) -> None:
    """Draws one page from an open graph."""
    from kg.pages.fill import Wanted, fill
    from kg.pages.page import write_page

    parameters = Parameters(lambda: graph, setting)
    focus = curie(parameters.thing("name", name, None)) if name else ""
    drawn = _drawn(graph, focus, query, depth)
    if drawn.graph["cut"]:
        left = drawn.graph["cut"]
        sys.stderr.write(f"{left:,} more things are left out of the picture: it shows the {len(drawn):,} busiest\n")
    wanted = Wanted(
        lang=setting.lang,
        lens=setting.lens,
        today=setting.today,
        focus=focus,
        depth=depth,
        question=query or "",
    )
    page = write_page(fill(graph, drawn, wanted), drawn, show)
    with whole(out) as beside:
        beside.write_text(page, encoding="utf-8", newline="\n")


def _drawn(graph: Graph, focus: str, query: str | None, depth: int) -> nx.MultiDiGraph:
    if query:
        return network.of_query(graph, query)
    if focus:
        return network.surroundings(graph.rows, [focus], depth)
    return network.whole(graph.rows)
