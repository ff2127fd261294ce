"""Answers -> networkx.MultiDiGraph, by the ontology's edge annotations.

A node is a thing whose class (or whose concept scheme) has a legend group. An edge is a triple between two such
things, or a node of a class that only joins two (a participation, a tenure, the evidence between a record and its
source). Node keys are CURIEs; the key of an edge is its property, or the joining node, so that parallel links stay
apart. Which classes and properties these are is read from the graph itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import networkx as nx

from kg.errors import UsageError
from kg.store import Graph, Rows, Term
from kg.vocabulary import curie, iri

Query = Callable[[str], Rows]
#: What this module gives: things by their CURIE, edges by property or joining node.
Drawn = nx.MultiDiGraph
#: Most nodes that one picture is asked for; above it the busiest are kept.
MOST: Final = 3_000
BUSIEST: Final = 300
_BATCH: Final = 500

_IS_NODE: Final = """{{ {0} a ?class{1} . ?class rl:legend {2} . FILTER(?class != rl:Link) }}
  UNION {{ {0} skos:inScheme ?scheme{1} . ?scheme rl:legend {2} }}"""


def _values(name: str, things: Iterable[str]) -> str:
    return f"VALUES ?{name} {{ {' '.join(f'<{iri(t)}>' for t in things)} }}"


def _batches(things: Iterable[str]) -> Iterator[list[str]]:
    listed = sorted(things)
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]


def _joiners(rows: Query) -> list[tuple[str, str, str]]:
    """Classes that join two things and are none themselves: (class, source property, target property)."""
    query = """SELECT ?class ?source ?target { ?class rl:edgeSource ?source ; rl:edgeTarget ?target .
      FILTER NOT EXISTS { ?class rl:legend ?legend } } ORDER BY ?class"""
    return [(a.value, b.value, c.value) for a, b, c in rows(query) if a and b and c]


def legends(rows: Query, things: Iterable[str]) -> dict[str, str]:
    """Thing -> its legend group; things without one are no nodes. A concept of a kind may name a nearer group."""
    found: dict[str, str] = {}
    for batch in _batches(things):
        is_node = _IS_NODE.format("?thing", "", "?group")
        nearer = "OPTIONAL { ?thing rl:kind/rl:legend ?near }"
        query = f"SELECT ?thing ?group ?near {{ {_values('thing', batch)} {is_node} {nearer} }}"
        for thing, group, near in rows(query):
            if thing and group:
                found[curie(thing.value)] = (near or group).value
    return found


def _edges(
    rows: Query, things: Sequence[str], joiners: Sequence[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str, str]]:
    """Every edge that touches one of the things: (source, target, key, property)."""
    for here in ("s", "o"):
        plain = "?s ?p ?o . FILTER(isIRI(?o)) FILTER(?p NOT IN (rl:party, rdf:type))"
        query = f"SELECT ?s ?p ?o {{ {_values(here, things)} {plain} }}"
        for s, p, o in rows(query):
            if s and p and o:
                source, target, key = curie(s.value), curie(o.value), curie(p.value)
                if source not in things or here == "s":
                    yield source, target, key, key
    for kind, first, second in joiners:
        for here in ("a", "b"):
            query = f"SELECT ?a ?b ?x {{ {_values(here, things)} ?x <{first}> ?a ; <{second}> ?b ; a <{kind}> }}"
            for a, b, x in rows(query):
                if a and b and x:
                    yield curie(a.value), curie(b.value), curie(x.value), curie(kind)


def _parties(rows: Query, links: Iterable[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Who takes part in what: (unit, link, participation); of these links, or of all."""
    these = _values("link", links) if links else ""
    query = f"SELECT ?x ?unit ?link {{ {these} ?x a rl:Participation ; rl:in ?link ; rl:unit ?unit . ?link a rl:Link }}"
    for x, unit, link in rows(query):
        if x and unit and link:
            yield curie(unit.value), curie(link.value), curie(x.value)


def surroundings(rows: Query, focus: Sequence[str], depth: int) -> nx.MultiDiGraph:
    """What lies within `depth` steps of the focus (CURIEs).

    Steps pass through no source, sector or region: they touch everything and tell nothing. `graph.graph["cut"]` holds
    the number of nodes left out above the limit.
    """
    joiners = _joiners(rows)
    drawn = nx.MultiDiGraph(focus=tuple(focus), cut=0)
    groups = legends(rows, focus)
    frontier = list(groups)
    for thing, group in groups.items():
        drawn.add_node(thing, legend=group, step=0)
    for step in range(1, depth + 1):
        found: list[tuple[str, str, str, str]] = []
        for batch in _batches(frontier):
            found += _edges(rows, batch, joiners)
        fresh = {end for edge in found for end in edge[:2]} - drawn.nodes
        groups = legends(rows, fresh)
        for thing in sorted(groups):
            drawn.add_node(thing, legend=groups[thing], step=step)
        for source, target, key, prop in found:
            if source in drawn and target in drawn:
                drawn.add_edge(source, target, key=key, property=prop)
        frontier = [thing for thing, group in groups.items() if group not in _ENDS]
    # A party that is in the picture is seen to be one, also of what lies on the rim.
    for batch in _batches(frontier):
        for unit, link, key in _parties(rows, batch):
            if unit in drawn and link in drawn:
                drawn.add_edge(unit, link, key=key, property="rl:Participation")
    return _within(drawn)


#: Groups that a walk does not pass through.
_ENDS: Final = frozenset({"source", "sector", "region", "place", "change"})


def whole(rows: Query) -> nx.MultiDiGraph:
    """Every matter with its parties, or what it covers where it has none, however many of them.

    Exports, measures and the page of the country start from it.
    """
    drawn = nx.MultiDiGraph(focus=(), cut=0)
    found = [(unit, link, key, "rl:Participation") for unit, link, key in _parties(rows)]
    covers = """SELECT ?link ?what { ?link rl:covers ?what . ?link a rl:Link
      FILTER NOT EXISTS { ?x a rl:Participation ; rl:in ?link ; rl:unit ?unit } }"""
    found += [(curie(m.value), curie(c.value), "rl:covers", "rl:covers") for m, c in rows(covers) if m and c]
    groups = legends(rows, {end for source, target, _, _ in found for end in (source, target)})
    for thing in sorted(groups):
        drawn.add_node(thing, legend=groups[thing], step=0)
    for source, target, key, prop in sorted(found):
        if source in groups and target in groups:
            drawn.add_edge(source, target, key=key, property=prop)
    return drawn


def of_query(graph: Graph, query: str) -> nx.MultiDiGraph:
    """A query's result as a graph: the triples of a CONSTRUCT, or the rows of a SELECT with two columns of things.

    Raises UsageError where the result joins no two things.
    """
    drawn = nx.MultiDiGraph(focus=(), cut=0)
    result = graph.result(query)
    if result.form == "boolean":
        raise UsageError("an ASK has no picture: use a SELECT with two columns of things, or a CONSTRUCT")
    if result.form == "graph":
        listed: list[tuple[Term | None, ...]] = list(result.triples())
        found = list(_of_triples(listed))
    else:
        rows = result.rows()
        listed = list(rows)
        found = list(_of_rows(rows.variables, listed))
    if not listed:
        raise UsageError("the query gives nothing: its result is empty")
    groups = legends(graph.rows, {end for s, o, _ in found for end in (s, o)})
    for thing in sorted(groups):
        drawn.add_node(thing, legend=groups[thing], step=0)
    for s, o, key in found:
        if s in groups and o in groups:
            drawn.add_edge(s, o, key=key, property=key)
    if not drawn.number_of_edges():
        raise UsageError("the query gives no two things that are linked; select two columns of things, or CONSTRUCT")
    return _within(drawn)


def _of_triples(triples: Iterable[tuple[Term | None, ...]]) -> Iterator[tuple[str, str, str]]:
    for triple in triples:
        s, p, o = triple
        if p and _thing(s) and _thing(o):
            yield _thing(s), _thing(o), curie(p.value)


def _of_rows(names: Sequence[str], rows: Iterable[tuple[Term | None, ...]]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        things = [(name, thing) for name, thing in zip(names, map(_thing, row), strict=True) if thing]
        for (_, first), (name, second) in pairwise(things):
            yield first, second, name


def _thing(term: Term | None) -> str:
    """The CURIE of an IRI; empty for a literal, which may hold a colon too, and for what no prefix of ours fits."""
    if term is None or hasattr(term, "datatype") or not hasattr(term, "value"):
        return ""
    name = curie(term.value)
    return name if ":" in name and "/" not in name else ""


def busiest(drawn: nx.MultiDiGraph) -> frozenset[str]:
    """What a picture of links shows of the graph: all, or the focus and what has most links of too many."""
    if len(drawn) <= MOST:
        return frozenset(drawn)
    focus = set(drawn.graph.get("focus", ()))
    ranked = sorted(drawn.degree(), key=lambda pair: (pair[0] not in focus, -pair[1], pair[0]))
    return frozenset(thing for thing, _ in ranked[:BUSIEST])


def _within(drawn: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph itself, or its busiest nodes where it has more than a picture can hold."""
    kept_things = busiest(drawn)
    if len(kept_things) == len(drawn):
        return drawn
    kept = drawn.subgraph(kept_things).copy()
    kept.graph["cut"] = len(drawn) - len(kept)
    return kept
