"""Fills the document of a page from a graph of things and a store's query function.

Which classes there are, what their properties are called, in which order they stand and what counts as a matter is
read from the ontology in the store and from `kg.vocabulary`; no class is named here but the joining ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx

from kg import network, vocabulary
from kg.model import Column, Kind
from kg.model import Value as Cell
from kg.names import fold
from kg.pages import evidenced, figures, geography, ledger, light, lives, naming, regions
from kg.pages.document import Both, Document, Edge, Fact, Meta, Node, Search, Value
from kg.pages.page import groups, words
from kg.pages.reader import Query, Reader, Triples
from kg.pages.written import written

#: A matter (design, section 3): of a class or kind that counts, not counted in another, not about a change of units.
_MATTERS: Final = """{ { ?s a ?class . ?class rl:matter true } UNION
  { ?s rl:kind/rl:matter true . FILTER EXISTS { ?s rl:party|rl:covers ?any } } }
  FILTER NOT EXISTS { ?agreement rl:concludedAt ?s }
  FILTER NOT EXISTS { ?s dcterms:isPartOf ?whole . ?whole a rl:Link }
  FILTER NOT EXISTS { ?change rl:resolution ?s }
  BIND(rl:matter AS ?p) BIND(true AS ?o)"""
#: Properties that the panel shows in a place of their own, or that other parts carry.
_ELSEWHERE: Final = frozenset(
    [
        "rdfs:label",
        "rl:party",
        "rl:covers",
        "dcterms:subject",
        "rl:periodStart",
        "rl:periodEnd",
        "rl:status",
        "rl:key",
        "wgs:lat",
        "wgs:long",
    ]
)
#: The concept that the head of the panel names, the first that a thing has.
_DESCRIBED: Final = ("rl:kind", "rl:form", "rl:category")
_PRODUCT: Final = "product"


@dataclass(frozen=True, slots=True)
class Ask:
    """How the page opens: language, today, lens, its title, what is selected, its query, the name of the data."""

    lang: str
    today: str
    lens: str = "signed"
    title: Both | None = None
    question: str = ""
    version: str = ""
    licence: Both = Both("", "")
    report: str = ""
    selected: tuple[str, ...] = ()


def gather(rows: Query, graph: nx.MultiDiGraph, ask: Ask) -> Document:
    """The document of the things in `graph` (kg.network: nodes have `legend` and `step`, edges a `property`)."""
    return _Gatherer(Reader(rows), graph, ask).document()


class _Gatherer:
    """One page at work; every method reads a part of it for all things at once."""

    def __init__(self, reader: Reader, graph: nx.MultiDiGraph, ask: Ask) -> None:
        self.reader, self.graph, self.ask = reader, graph, ask
        self.model = vocabulary.load()
        self.things = sorted(graph)
        self.linked = network.busiest(graph)
        self.light = len(self.linked) < len(graph)
        self.facts: Triples = light.facts(reader, self.things) if self.light else reader.triples(self.things)
        self.kinds: dict[str, Kind] = {}
        for thing in self.things:
            kind = self.model.by_prefix(thing.partition(":")[0])
            if kind is not None:
                self.kinds[thing] = kind
        self.labels = self._property_labels()
        self.matters = set(reader.triples(self.things, _MATTERS))
        self.units = geography.units(reader)
        self.home = {unit.id for unit in self.units if not unit.foreign}
        self.known_units = {unit.id for unit in self.units}
        self.told = (light if self.light else evidenced).told(reader, self.things)
        living = {t: k for t, k in self.kinds.items() if k.is_link and self._lives(t)}
        self.lives, self.renewed = lives.lives(reader, self.facts, living)
        self.figures = figures.figures(reader, self.things)
        mentioned = {v for f in self.facts.values() for p, vs in f.items() if p != "rl:key" for v in vs}
        reader.know([*self.things, *(v for v in mentioned if ":" in v and " " not in v)])

    def _lives(self, thing: str) -> bool:
        known = self.facts.get(thing, {})
        return any(known.get(p) for p in ("rl:status", "rl:earliest", "rl:firstDay", "rl:lastDay", "rl:due"))

    def _property_labels(self) -> dict[str, Both]:
        columns = (c for kind in self.model.kinds for c in kind.columns if c.property)
        named = {vocabulary.curie(c.property or ""): Both(c.label_vi, c.label_en) for c in columns}
        used = {data["property"] for _, _, data in self.graph.edges(data=True)}
        self.reader.know([*named, *(p for p in used if ":" in p)])
        plain = {p: self.reader.label(p) for p in {*named, *used} if self.reader.has_label(p)}
        return named | plain

    def document(self) -> Document:
        """The whole document."""
        changes = geography.changes(self.reader)
        nodes = self.nodes()
        edges = self.edges(nodes)
        used = {node.group for node in nodes}
        remarks = ledger.remarks(self.reader, self.things)
        evidence = [node.evidence for node in nodes] + [remark.evidence for remark in remarks]
        evidence += [change.evidence for change in changes]
        sources = {s for rows in evidence for e in rows for s in e.sources}
        return Document(
            meta=self.meta(nodes),
            groups=tuple(group for group in groups() if group.id in used),
            units=self.units,
            changes=changes,
            spans=geography.spans(self.reader, changes),
            nodes=nodes,
            edges=edges,
            properties=self.properties(nodes, edges),
            sources=evidenced.sources(self.reader, sources),
            searches=self.searches(),
            remarks=remarks,
            borders=geography.borders(self.reader),
            regions=regions.regions(self.reader, {c for node in nodes if node.matter for c in node.covers}),
        )

    def properties(self, nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> Mapping[str, Both]:
        """What the reader sees for every property that an edge, a fact, an evidence or a conflict names."""
        used = {edge.property for edge in edges}
        for node in nodes:
            used |= {fact.property for fact in node.facts} | {conflict.property for conflict in node.conflicts}
            used |= {prop for evidence in node.evidence for prop in evidence.states}
            used |= {f"concept:{node.life.status}"} if node.life and node.life.status else set()
        return {prop: self.labels.get(prop) or self.reader.label(prop) for prop in sorted(used)}

    def meta(self, nodes: tuple[Node, ...]) -> Meta:
        """What the page as a whole is; the title is the focus, where none was given."""
        focus = next((f for f in self.graph.graph.get("focus", ()) if f in self.graph), "")
        named = "overview.question" if self.ask.question else _PRODUCT
        title = self.ask.title or (next(n.label for n in nodes if n.id == focus) if focus else words()[named])
        return Meta(
            product=words()[_PRODUCT],
            title=title,
            lang=self.ask.lang,
            today=self.ask.today,
            lens=self.ask.lens,
            version=self.ask.version,
            since=self.model.complete_since,
            focus=focus,
            depth=max((data.get("step", 0) for _, data in self.graph.nodes(data=True)), default=0) if focus else 0,
            sel=tuple(thing for thing in self.ask.selected if thing in self.graph),
            question=self.ask.question,
            report=self.ask.report,
            licence=self.ask.licence,
        )

    def nodes(self) -> tuple[Node, ...]:
        """All things, in the order of the legend, then by id."""
        order = {group.id: n for n, group in enumerate(groups())}
        made = [self.node(thing) for thing in self.things]
        return tuple(sorted(made, key=lambda n: (order.get(n.group, len(order)), n.id)))

    def node(self, thing: str) -> Node:
        """One thing with all that its panel shows."""
        known = self.facts.get(thing, {})
        kind, life, told = self.kinds.get(thing), self.lives.get(thing), self.told[thing]
        parties = tuple(sorted(known.get("rl:party", ())))
        stated = int(_one(known, "rl:partyCount") or 0)
        figure = self.figures.get(thing, figures.NONE)
        matter = thing in self.matters
        legend = str(self.graph.nodes[thing].get("legend", "other"))
        when = self._when(known, kind)
        described = next((known[p] for p in _DESCRIBED if known.get(p)), [])
        return Node(
            id=thing,
            group=legend if any(g.id == legend for g in groups()) else "other",
            label=naming.label(self.reader, thing, known),
            type=Both(kind.label_vi, kind.label_en) if kind else naming.of_group(legend),
            matter=matter,
            short=naming.short(thing, legend, known, matter, when, max(stated, len(parties))),
            kind=self.reader.label(described[0]) if described else Both("", ""),
            when=when,
            period=(_one(known, "rl:periodStart"), _one(known, "rl:periodEnd")) if kind and kind.is_link else ("", ""),
            inferred=bool(told.inferred & {vocabulary.curie(p) for p in (kind.happens if kind else ())}),
            life=life,
            renewed_by=self.renewed.get(thing, ""),
            parties=tuple(p for p in parties if p in self.known_units),
            partners=tuple(self.reader.label(p) for p in parties if p not in self.home),
            stated=stated,
            covers=tuple(known.get("rl:covers", ())),
            sectors=tuple(self.reader.label(s) for s in known.get("dcterms:subject", ())),
            money=figure.money,
            facts=(() if self.light else tuple(self._facts(thing, known, kind))) + figure.facts,
            evidence=(*told.evidence, *figure.evidence),
            conflicts=(*told.conflicts, *figure.conflicts(len(told.evidence))),
            keys=self._keys(thing, known),
            depth=int(self.graph.nodes[thing].get("step", 0)),
        )

    def _keys(self, thing: str, known: Mapping[str, list[str]]) -> tuple[str, ...]:
        """Keys of its other names: the page folds its labels itself."""
        label = self.reader.label(thing)
        return tuple(k for k in known.get("rl:key", ()) if ":" not in k and k not in (fold(label.vi), fold(label.en)))

    def _when(self, known: Mapping[str, list[str]], kind: Kind | None) -> str:
        """The day it happened, as stated."""
        if kind is None:
            return _one(known, "dcterms:date")
        props = (*kind.happens, *kind.happens_else, *kind.opens, *kind.opens_else)
        acting = [p for p in self.model.acting if p in props]
        return next((v for p in (*acting, *props) if (v := _one(known, vocabulary.curie(p)))), "")

    def _facts(self, thing: str, known: Mapping[str, list[str]], kind: Kind | None) -> Iterable[Fact]:
        """The properties of its table, in the order of the columns."""
        seen = set(_ELSEWHERE) | {next((p for p in _DESCRIBED if known.get(p)), "")}
        told = self.told[thing]
        for column in kind.columns if kind else ():
            prop = vocabulary.curie(column.property) if column.property else ""
            if not prop or prop in seen or column.evidence or prop not in known:
                continue
            seen.add(prop)
            values = tuple(
                Value(self._shown(value, column), value if value in self.graph else "", tuple(told.values[prop, value]))
                for value in known[prop]
            )
            yield Fact(prop, values)

    def _shown(self, value: str, column: Column) -> Both:
        if column.value in (Cell.CONCEPT, Cell.REFERENCE):
            return self.reader.label(value)
        if column.value in (Cell.DATE, Cell.DAY):
            return Both(written(value, "vi"), written(value, "en"))
        if column.value is Cell.BOOLEAN:
            return words()["yes" if value == "true" else "no"]
        return Both(value, value)

    def edges(self, nodes: tuple[Node, ...]) -> tuple[Edge, ...]:
        """Every edge between what a picture shows; it is a party's where its unit is a party of the other end."""
        parties = {node.id: set(node.parties) for node in nodes}
        drawn = self.graph.subgraph(self.linked)
        found = sorted((a, b, k, d["property"]) for a, b, k, d in drawn.edges(keys=True, data=True) if a != b)
        return tuple(
            Edge(f"e{n}", a, b, prop, _joins(prop) and (a in parties[b] or b in parties[a]))
            for n, (a, b, _, prop) in enumerate(found)
        )

    def searches(self) -> tuple[Search, ...]:
        """What was searched about the things of the page."""
        about = self.reader.triples(self.things, "?o schema:about ?s ; a rl:SearchRecord . BIND(schema:about AS ?p)")
        ids = sorted({s for found in about.values() for s in found["schema:about"]})
        details = self.reader.triples(ids)
        where = _both(self.reader, ids, "rl:where")
        self.reader.know(ids)
        return tuple(
            Search(
                id=search,
                sought=self.reader.label(search),
                about=tuple(details[search].get("schema:about", ())),
                where=where.get(search, Both("", "")),
                date=_one(details[search], "dcterms:date"),
                found=_one(details[search], "rl:found").partition(":")[2],
            )
            for search in ids
        )


def _joins(prop: str) -> bool:
    """True for the properties that make a party: a participation, rl:party, or a column of the reader's own query."""
    return prop in ("rl:Participation", "rl:party") or ":" not in prop


def _both(reader: Reader, things: Iterable[str], prop: str) -> dict[str, Both]:
    found = {
        lang: reader.triples(things, f"?s {prop} ?o . FILTER(LANG(?o) = '{lang}') BIND({prop} AS ?p)")
        for lang in ("vi", "en")
    }
    made = {}
    for thing in {*found["vi"], *found["en"]}:
        vi = _one(found["vi"].get(thing, {}), prop)
        en = _one(found["en"].get(thing, {}), prop)
        made[thing] = Both(vi or en, en or vi)
    return made


def _one(known: Mapping[str, list[str]], prop: str) -> str:
    values = known.get(prop)
    return values[0] if values else ""
