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

from kg.network import busiest
from kg.pages import boxes, layout, twins
from kg.pages.document import Both, Document, Node, Unit

#: Radius of a mark in px; a unit's disc grows with the number of its matters.
_RADIUS: Final = {"diamond": 6.6, "star": 7.0, "dot": 3.0}
_CUT: Final = 34


class Drawing:
    """What the page opens with: pyvis' network, the pills, and whether all things are drawn."""

    def __init__(self, document: Document, graph: nx.MultiDiGraph) -> None:
        self.document, self.lang = document, document.meta.lang
        self.groups = {group.id: group for group in document.groups}
        self.units = {unit.id: unit for unit in document.units}
        self.degree: Mapping[str, int] = dict(graph.degree())
        self.matters = Counter(unit for node in document.nodes if node.matter for unit in set(node.parties))
        self.focus = next((node for node in document.nodes if node.id == document.meta.focus), None)
        self.near = self._parties()
        self.nodes = self._drawn(graph)
        opened = tuple(n for n in self.nodes if n.depth <= document.meta.depth or self.focus is None)
        self.pills = twins.pills(document, opened)
        self.places = self._places(opened)
        self.network = self._build()

    def compact(self) -> dict[str, Any]:
        """Nodes and edges of pyvis as arrays, a third of the size, and the pills.

        `nodes`: [id, x, y, size, side of the label]; `edges`: [number of the document's edge, 1 with an arrow, curve],
        but for straight ones without an arrow; `pills`: [id, x, y, half width, half height, group, members].
        """
        order = {edge.id: n for n, edge in enumerate(self.document.edges)}
        nodes = [[n["id"], n.get("x"), n.get("y"), n["size"], n.get("side", "")] for n in self.network.nodes]
        drawn = ([order[e["id"]], 1 if e["arrows"] else 0, e["smooth"]] for e in self.network.edges)
        edges = [edge for edge in drawn if any(edge[1:])]
        pills = [
            [p.id, self.places[p.id].x, self.places[p.id].y, p.rx, p.ry, p.group, list(p.members)] for p in self.pills
        ]
        return {"world": [boxes.WIDTH, boxes.HEIGHT], "nodes": nodes, "edges": edges, "pills": pills}

    def _build(self) -> Network:
        network = Network(directed=True, cdn_resources="in_line")
        network.toggle_physics(False)
        for node in self.nodes:
            spot = self.places.get(node.id)
            where: dict[str, Any] = {} if spot is None else {"x": spot.x, "y": spot.y, "side": spot.side}
            network.add_node(node.id, label=" ", shape="custom", size=round(self._radius(node), 1), **where)
        shown = {node.id for node in self.nodes}
        curves = _curves(self.document)
        for edge in self.document.edges:
            if edge.source in shown and edge.target in shown:
                arrows = "" if edge.party else {"to": {"enabled": True, "scaleFactor": 0.38}}
                network.add_edge(edge.source, edge.target, id=edge.id, arrows=arrows, smooth=curves[edge.id])
        return network

    def _parties(self) -> frozenset[str]:
        """Units that take part in the focus: they stand round it."""
        focus = self.document.meta.focus
        if self.focus is None or not self.focus.matter:
            return frozenset()
        ends = (e for e in self.document.edges if e.party and focus in (e.source, e.target))
        return frozenset(end for e in ends for end in (e.source, e.target)) - {focus}

    def _drawn(self, graph: nx.MultiDiGraph) -> tuple[Node, ...]:
        """All nodes, or the busiest of too many, in the order of the document."""
        kept = busiest(graph)
        return tuple(node for node in self.document.nodes if node.id in kept)

    def _places(self, opened: tuple[Node, ...]) -> Mapping[str, layout.Place]:
        stands = twins.trunks(self.pills)
        alone = [node for node in opened if node.id not in stands]
        items = [self._item(node) for node in alone] + [self._pill(pill) for pill in self.pills]
        index = {item.id: i for i, item in enumerate(items)}
        links = []
        for edge in self.document.edges:
            a, b = stands.get(edge.source, edge.source), stands.get(edge.target, edge.target)
            if a in index and b in index:
                links.append((index[a], index[b]))
        return layout.place(items, links)

    def _item(self, node: Node) -> boxes.Item:
        unit = self.units.get(node.id)
        rank = self._rank(node)
        radius = self._radius(node)
        where = self._located(unit)
        return boxes.Item(
            id=node.id,
            rx=radius + (4.5 if rank < 2 else 0),
            ry=radius + (4.5 if rank < 2 else 0),
            caption=_reserved(node, self.lang),
            size=13.0 if rank < 2 else 11.5 if node.matter or unit else 11.0,
            below=unit is not None or rank == 0,
            rank=rank,
            lat=where.lat if where else None,
            lon=where.lon if where else None,
        )

    def _located(self, unit: Unit | None) -> Unit | None:
        """The unit itself, or, where its place is not known, what it became."""
        for _ in range(len(self.document.changes) + 1):
            if unit is None or unit.lat is not None:
                return unit
            then = next((c.outputs[0] for c in self.document.changes if unit.id in c.inputs and c.outputs), "")
            unit = self.units.get(then)
        return None

    def _pill(self, pill: twins.Pill) -> boxes.Item:
        group = self.groups[pill.group]
        text = f"{len(pill.members)} {_said(group.noun, self.lang)}, 2020–2025"
        return boxes.Item(pill.id, pill.rx, pill.ry, text, 10.5, below=True, rank=3)

    def _rank(self, node: Node) -> int:
        if node.id == self.document.meta.focus:
            return 0
        if node.id in self.near:
            return 1
        if node.id in self.units:
            return 2
        group = self.groups.get(node.group)
        if group is None or group.quiet:
            return 5 if self.degree.get(node.id, 0) <= 1 else 4
        return 3

    def _radius(self, node: Node) -> float:
        group = self.groups.get(node.group)
        shape = group.shape if group else "ring"
        if node.id == self.document.meta.focus and node.matter:
            return 10.5
        if shape == "disc":
            return float(min(13.0, 3.2 + 1.9 * max(1, self.matters.get(node.id, 0)) ** 0.5))
        return _RADIUS.get(shape, 5.4)


def caption(node: Node, lang: str) -> str:
    """The label of a node in the picture: its short caption or its label, cut at a word."""
    text = _said(node.short, lang) or _said(node.label, lang)
    if len(text) <= _CUT:
        return text
    at = text.rfind(" ", 13, _CUT + 1)
    return text[: at if at > 0 else _CUT] + "…"


def _reserved(node: Node, lang: str) -> str:
    """The caption that the layout keeps room for: of the parties named, though the picture tells how many are stated.

    One digit more fits the margin of the box; reserved, it would rearrange the whole picture.
    """
    return caption(node, lang).replace(f"· {node.stated} ", f"· {len(node.parties)} ")


def _said(text: Both, lang: str) -> str:
    return text.en if lang == "en" else text.vi


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
