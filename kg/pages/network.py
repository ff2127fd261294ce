"""The network as pyvis builds it: nodes with their places, edges with their curves; the page makes vis.Network of it.

pyvis is used for what it knows: a directed network of a networkx graph. Its page, its options and `from_nx` are not
used: `generate_html` loads from outside, `set_options` deletes blanks, `from_nx` changes the caller's graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import networkx as nx
from pyvis.network import Network

from kg.pages import layout
from kg.pages.document import Both, Document, Group, Node

#: Radius of a mark in px; a unit's disc grows with the number of its matters.
_RADIUS: Final = {"disc": 5.0, "diamond": 6.6, "star": 7.0, "dot": 4.0}
#: More things than this are not drawn; the busiest stand for them.
LIMIT: Final = 3000
BUSIEST: Final = 300
_CUT: Final = 34


def caption(node: Node, lang: str) -> str:
    """The label of a node in the picture: its short caption or its label, cut at a word."""
    text = _said(node.short, lang) or _said(node.label, lang)
    return text if len(text) <= _CUT else text[: text.rfind(" ", 12, _CUT) if " " in text[12:_CUT] else _CUT] + "…"


def _said(text: Both, lang: str) -> str:
    return text.en if lang == "en" else text.vi


def build(document: Document, graph: nx.MultiDiGraph) -> Network:
    """The pyvis network of what the page opens with: the things within `meta.depth` steps, each with its place."""
    nodes = _drawn(document)
    degree = dict(graph.degree())
    places = _places(document, nodes, degree)
    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    for node in nodes:
        spot = places.get(node.id)
        size = round(_radius(node, document, degree), 1)
        if spot is None:
            network.add_node(node.id, label=" ", shape="custom", size=size)
        else:
            network.add_node(node.id, label=" ", shape="custom", x=spot.x, y=spot.y, size=size, side=spot.side)
    shown = {node.id for node in nodes}
    curves = _curves(document)
    for edge in document.edges:
        if edge.source in shown and edge.target in shown:
            arrows = "" if edge.party else {"to": {"enabled": True, "scaleFactor": 0.38}}
            network.add_edge(edge.source, edge.target, id=edge.id, arrows=arrows, smooth=curves[edge.id])
    return network


def compact(network: Network) -> dict[str, Any]:
    """pyvis' nodes and edges as arrays, a third of the size: [id, x, y, size, side] and [id, from, to, arrow, curve]."""
    nodes = [[n["id"], n.get("x"), n.get("y"), n["size"], n.get("side", "")] for n in network.nodes]
    edges = [[e["id"], e["from"], e["to"], 1 if e["arrows"] else 0, e["smooth"]] for e in network.edges]
    return {"world": [layout.WIDTH, layout.HEIGHT], "nodes": nodes, "edges": edges, "limit": LIMIT}


def _drawn(document: Document) -> tuple[Node, ...]:
    """All nodes, or the busiest of too many: those with the most links, in the order of the document."""
    if len(document.nodes) <= LIMIT:
        return document.nodes
    count = Counter(end for edge in document.edges for end in (edge.source, edge.target))
    ranked = sorted(document.nodes, key=lambda n: (-count[n.id], n.id))[:BUSIEST]
    kept = {node.id for node in ranked} | {document.meta.focus}
    return tuple(node for node in document.nodes if node.id in kept)


def _places(document: Document, nodes: tuple[Node, ...], degree: Mapping[str, int]) -> Mapping[str, layout.Place]:
    opened = [node for node in nodes if node.depth <= document.meta.depth or not document.meta.focus]
    index = {node.id: i for i, node in enumerate(opened)}
    units = {unit.id: unit for unit in document.units}
    groups = {group.id: group for group in document.groups}
    near = _parties(document)
    items = []
    for node in opened:
        unit = units.get(node.id)
        rank = _rank(node, document, near, groups, degree)
        items.append(
            layout.Item(
                id=node.id,
                radius=_radius(node, document, degree),
                caption=caption(node, document.meta.lang),
                size=13.0 if rank < 2 else 11.5 if node.matter else 11.0,
                below=unit is not None or rank == 0,
                rank=rank,
                lat=unit.lat if unit else None,
                lon=unit.lon if unit else None,
            )
        )
    links = [(index[e.source], index[e.target]) for e in document.edges if e.source in index and e.target in index]
    return layout.place(items, links)


def _parties(document: Document) -> frozenset[str]:
    """Units that take part in the focus: they stand round it."""
    focus = document.meta.focus
    return frozenset(
        end for e in document.edges if e.party and focus in (e.source, e.target) for end in (e.source, e.target)
    ) - {focus}


def _rank(
    node: Node, document: Document, near: frozenset[str], groups: Mapping[str, Group], degree: Mapping[str, int]
) -> int:
    if node.id == document.meta.focus:
        return 0
    focus = next((n for n in document.nodes if n.id == document.meta.focus), None)
    if node.id in near and focus is not None and focus.matter:
        return 1
    group = groups.get(node.group)
    if group is None or group.quiet:
        return 4 if degree.get(node.id, 0) <= 1 else 3
    return 2


def _radius(node: Node, document: Document, degree: Mapping[str, int]) -> float:
    shape = next((group.shape for group in document.groups if group.id == node.group), "ring")
    if node.id == document.meta.focus and node.matter:
        return 10.5
    if shape == "disc":
        return float(min(13.0, 3.2 + 1.9 * max(1, _matters(document).get(node.id, 0)) ** 0.5))
    return _RADIUS.get(shape, 5.4)


def _matters(document: Document) -> Counter[str]:
    return Counter(unit for node in document.nodes if node.matter for unit in set(node.parties))


def _curves(document: Document) -> dict[str, float]:
    """Roundness of each edge: 0 for a single one, parallel ones fan out; the sign is the side, seen from its source."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for edge in document.edges:
        pairs.setdefault((min(edge.source, edge.target), max(edge.source, edge.target)), []).append(edge.id)
    ends = {edge.id: edge for edge in document.edges}
    found: dict[str, float] = {}
    for ids in pairs.values():
        for i, name in enumerate(ids):
            bend = (i - (len(ids) - 1) / 2) * 0.16
            found[name] = round(bend if ends[name].source <= ends[name].target else -bend, 3)
    return found
