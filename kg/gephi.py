"""GraphML and GEXF: every matter and its parties, for Gephi, yEd and networkx.

Values that a format cannot hold are written as text: dates as stated, several values joined with "; ", missing ones
left out. Every edge has an id of its own, its Participation, so that parallel links stay apart.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import networkx as nx

from kg.network import whole
from kg.store import Graph
from kg.vocabulary import curie

_ATTRIBUTES: Final = """SELECT ?thing ?name ?value {{
  ?thing a ?class . ?class rl:legend ?legend .
  VALUES (?property ?name) {{ {properties} }}
  ?thing ?property ?value .
}}"""
#: What a node tells beside its label: name in the file -> property.
_PROPERTIES: Final = {
    "concluded": "rl:concluded",
    "from": "rl:from",
    "until": "rl:until",
    "period_start": "rl:periodStart",
    "period_end": "rl:periodEnd",
    "issued": "dcterms:issued",
    "status": "rl:status",
    "sector": "dcterms:subject",
    "latitude": "wgs:lat",
    "longitude": "wgs:long",
}
_CLOCK: Final = re.compile(rb' lastmodifieddate="[^"]*"')
#: XML 1.0 holds no other control characters.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def described(graph: Graph, lang: str) -> nx.MultiDiGraph:
    """The graph of matters and parties with text attributes, nodes and edges sorted."""
    drawn = whole(graph.rows)
    known: dict[str, dict[str, list[str]]] = {}
    pairs = " ".join(f'({prop} "{name}")' for name, prop in _PROPERTIES.items())
    for thing, name, value in graph.rows(_ATTRIBUTES.format(properties=pairs)):
        if thing and name and value:
            text = value.value if hasattr(value, "datatype") else curie(value.value).partition(":")[2]
            known.setdefault(curie(thing.value), {}).setdefault(name.value, []).append(text)
    labels: dict[str, str] = {}
    query = "SELECT ?thing ?label { ?thing rdfs:label ?label . FILTER(LANG(?label) = '%s') }"
    for language in ("en" if lang == "vi" else "vi", lang):
        labels |= {curie(t.value): label.value for t, label in graph.rows(query % language) if t and label}
    made = nx.MultiDiGraph()
    for thing in sorted(drawn):
        texts = {name: "; ".join(sorted(set(values))) for name, values in sorted(known.get(thing, {}).items())}
        texts |= {"label": labels.get(thing, thing), "legend": drawn.nodes[thing]["legend"]}
        made.add_node(thing, **{name: _NOT_XML.sub("\ufffd", text) for name, text in texts.items()})
    edges = sorted(drawn.edges(keys=True, data=True), key=lambda e: e[:3])
    for source, target, key, data in edges:
        made.add_edge(source, target, key=key, id=key, property=data["property"])
    return made


def graphml(graph: Graph, path: Path, lang: str) -> None:
    """Writes GraphML; edge ids are unique in the file (networkx alone numbers them anew for every pair)."""
    nx.write_graphml_xml(described(graph, lang), path, edge_id_from_attribute="id", named_key_ids=True)


def gexf(graph: Graph, path: Path, lang: str) -> None:
    """Writes GEXF 1.2draft without the clock's time."""
    nx.write_gexf(described(graph, lang), path)
    path.write_bytes(_CLOCK.sub(b"", path.read_bytes()))
