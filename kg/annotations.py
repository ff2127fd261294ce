"""Reads the annotations of ontology/*.ttl into the frozen values of `vocabulary`; refuses nonsense.

Loaded only by `vocabulary.load`: commands that answer from a finished store never import rdflib.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rdflib import RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.errors import Failed
from kg.model import RL, Column, Concept, Kind, Model, Value

#: One of several classes; several rdfs:range would mean all of them at once.
SDO_RANGES: Final = URIRef("http://schema.org/rangeIncludes")
_EVIDENCE: Final = ("source", "place", "verification", "inferred", "preferred", "note")
_DATES: Final = {
    "happens": "happens",
    "happens_else": "happensElse",
    "opens": "opens",
    "opens_else": "opensElse",
    "closes": "closes",
    "closes_else": "closesElse",
}


def read(folder: Path) -> Model:
    """The model of an ontology folder; raises Failed when an annotation contradicts another."""
    graph = Graph()
    for name in ("regional-links.ttl", "concepts.ttl"):
        if not (folder / name).exists():
            continue
        graph.parse(folder / name, format="turtle")
    return _Reader(graph).model()


class _Reader:
    """Turns the ontology's graph into a Model; refuses nonsense."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.rl = graph, Namespace(RL)

    def model(self) -> Model:
        evidence = [self.column(c) for c in self.graph.subjects(self.rl.evidenceColumn, None)]
        evidence.sort(key=lambda c: _EVIDENCE.index(c.header))
        classes = sorted(self.graph.subjects(self.rl.table, None), key=str)
        kinds = tuple(self.kind(c, tuple(evidence)) for c in classes)
        for attribute in ("table", "prefix"):
            names = [getattr(k, attribute) for k in kinds]
            if len(names) != len(set(names)):
                raise Failed(f"ontology: two classes share one {attribute}")
        since = next(self.graph.objects(None, self.rl.completeSince))
        ours = frozenset(str(s) for s in self.graph.subjects(self.rl.ours, None))
        acting = tuple(str(p) for p in self.items(URIRef(RL[:-1]), "actingDay"))
        return Model(kinds, self.schemes(), str(since), acting, ours)

    def kind(self, node: Node, evidence: tuple[Column, ...]) -> Kind:
        own = tuple(self.column(c) for c in self.items(node, "columns"))
        name = str(node).removeprefix(RL)
        if name != "Source":
            own += evidence
        headers = [c.header for c in own]
        if len(headers) != len(set(headers)):
            raise Failed(f"ontology: {name} has two columns with one header")
        return Kind(
            iri=str(node),
            name=name,
            table=self.text(node, "table") or "",
            prefix=self.text(node, "prefix") or "",
            label_vi=self.label(node, "vi"),
            label_en=self.label(node, "en"),
            columns=own,
            supers=frozenset(str(s) for s in self.graph.transitive_objects(node, RDFS.subClassOf)) - {str(node)},
            composed=tuple(str(v) for v in self.items(node, "composed")),
            **{field: self.several(node, name) for field, name in _DATES.items()},
            edge_source=self.text(node, "edgeSource"),
            edge_target=self.text(node, "edgeTarget"),
            legend=self.text(node, "legend"),
            matter=self.text(node, "matter") == "true",
            lapses=self.text(node, "lapses") == "true",
            reference=self.text(node, "reference") == "true",
        )

    def column(self, node: Node) -> Column:
        fills = self.graph.value(node, self.rl.fills)
        header = self.text(node, "header")
        if header is None:
            raise Failed(f"ontology: {node} is used as a column and has no rl:header")
        ranges = [str(r) for r in self.graph.objects(node, RDFS.range)]
        either = (RDFS.range, SDO_RANGES)
        ranges = ranges or [str(r) for p in either for r in self.graph.objects(fills, p)] if fills else []
        value, targets = self.value(ranges, node, fills is None)
        scheme = self.text(node, "scheme")
        if (value is Value.CONCEPT) != (scheme is not None):
            raise Failed(f"ontology: {node} must name a concept scheme exactly when its cells are concepts")
        return Column(
            name=str(node).rsplit("/", 1)[-1],
            header=header,
            label_vi=self.label(node, "vi"),
            label_en=self.label(node, "en") or header.replace("_", " "),
            property=str(fills) if fills else None,
            value=value,
            targets=targets,
            scheme=scheme,
            language=self.text(node, "language"),
            many=self.text(node, "many") == "true",
            required=self.text(node, "required") == "true",
            evidence=self.text(node, "evidenceColumn") == "true",
            acts_with=self.text(node, "actsWith") == "true",
            typed_by=self.text(node, "typedBy"),
            naming=bool(fills) and (fills, self.rl.naming, None) in self.graph,
            ours=bool(fills) and (fills, self.rl.ours, None) in self.graph,
        )

    def value(self, ranges: list[str], node: Node, is_id: bool) -> tuple[Value, tuple[str, ...]]:
        if is_id:
            return Value.ID, ()
        plain = [v for v in Value if v.value in ranges]
        if len(plain) == 1 and len(ranges) == 1:
            return plain[0], ()
        if not ranges or plain:
            raise Failed(f"ontology: {node} fills a property whose range is not one of ours")
        return Value.REFERENCE, tuple(sorted(ranges))

    def schemes(self) -> dict[str, tuple[Concept, ...]]:
        found: dict[str, list[Concept]] = {}
        for node, scheme in sorted(self.graph.subject_objects(SKOS.inScheme), key=str):
            found.setdefault(str(scheme), []).append(self.concept(node))
        return {scheme: tuple(concepts) for scheme, concepts in sorted(found.items())}

    def concept(self, node: Node) -> Concept:
        labels = {o.language: str(o) for o in self.graph.objects(node, SKOS.prefLabel)}  # type: ignore[attr-defined]
        return Concept(
            iri=str(node),
            slug=str(node).rsplit("/", 1)[-1],
            label_vi=labels.get("vi", ""),
            label_en=labels.get("en", ""),
            other=tuple(sorted(str(o) for o in self.graph.objects(node, SKOS.altLabel))),
            broader=tuple(sorted(str(o) for o in self.graph.transitive_objects(node, SKOS.broader) if o != node)),
            matter=self.text(node, "matter") == "true",
            legend=self.text(node, "legend"),
        )

    def items(self, node: Node, name: str) -> list[Node]:
        head = self.graph.value(node, self.rl[name])
        return list(self.graph.items(head)) if head is not None else []

    def several(self, node: Node, name: str) -> tuple[str, ...]:
        return tuple(sorted(str(v) for v in self.graph.objects(node, self.rl[name])))

    def text(self, node: Node, name: str) -> str | None:
        value = self.graph.value(node, self.rl[name])
        return None if value is None else str(value)

    def label(self, node: Node, language: str) -> str:
        labels = self.graph.objects(node, RDFS.label)
        return next((str(o) for o in labels if o.language == language), "")  # type: ignore[attr-defined]
