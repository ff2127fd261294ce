"""The ontology, read once into frozen values: kinds, columns, concept schemes and prefixes.

Nothing about classes and properties is written down in Python: what a table holds, how a cell is read, which date
says when a thing happened and where an edge runs all stand as annotations in `ontology/regional-links.ttl`.
CURIE and IRI are joined and parted here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import resources
from kg.errors import Failed, UsageError

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

RL: Final = "https://w3id.org/regional-links/ns#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
#: The local part of an id: a Turtle local name (Turtle 1.1, PN_LOCAL) without ".", which parts composed ids.
LOCAL: Final = re.compile(r"[^\W](?:[\w-]*[\w])?\Z")
_PREFIX_LINE: Final = re.compile(r"^@prefix\s+([a-z]+):\s+<([^>]+)>\s*\.", re.MULTILINE)


class Value(Enum):
    """How a cell is read; decided by the range of the property its column fills."""

    TEXT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    STRING = XSD + "string"
    DATE = "http://id.loc.gov/datatypes/edtf/EDTF"
    DAY = XSD + "date"
    INTEGER = XSD + "integer"
    DECIMAL = XSD + "decimal"
    BOOLEAN = XSD + "boolean"
    ADDRESS = XSD + "anyURI"
    CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"
    PROPERTY = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property"
    REFERENCE = "reference"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `property` is None for the id, `targets` are the classes a reference may name."""

    name: str
    header: str
    label_vi: str
    label_en: str
    property: str | None
    value: Value
    targets: tuple[str, ...] = ()
    scheme: str | None = None
    language: str | None = None
    many: bool = False
    required: bool = False
    evidence: bool = False
    ours: bool = False
    #: True where the cell is a name by which the record is found, in any spelling.
    naming: bool = False
    #: Header of the concept column whose concept is the datatype of this column's literals.
    typed_by: str | None = None
    #: True where a record without a day of its own acted on the day of what this column names.
    acts_with: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One class and the table that feeds it."""

    iri: str
    name: str
    table: str
    prefix: str
    label_vi: str
    label_en: str
    columns: tuple[Column, ...]
    supers: frozenset[str]
    #: Headers whose values make the id of a row that has none of its own; "unit|body" takes the first that is given.
    composed: tuple[str, ...] = ()
    happens: tuple[str, ...] = ()
    happens_else: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    opens_else: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    closes_else: tuple[str, ...] = ()
    edge_source: str | None = None
    edge_target: str | None = None
    legend: str | None = None
    matter: bool = False
    reference: bool = False

    @property
    def is_link(self) -> bool:
        """True for a class below rl:Link."""
        return RL + "Link" in self.supers

    @property
    def has_evidence(self) -> bool:
        """Sources need no evidence; every other record does."""
        return any(column.evidence for column in self.columns)

    def column(self, header: str) -> Column | None:
        """The column with that header, if the table has one."""
        return next((c for c in self.columns if c.header == header), None)


@dataclass(frozen=True, slots=True)
class Concept:
    """One SKOS concept: what a cell may say by its slug or by a label."""

    iri: str
    slug: str
    label_vi: str
    label_en: str
    other: tuple[str, ...]
    broader: tuple[str, ...]
    matter: bool
    legend: str | None


@dataclass(frozen=True, slots=True)
class Model:
    """The ontology as generic code needs it."""

    kinds: tuple[Kind, ...]
    schemes: Mapping[str, tuple[Concept, ...]]
    complete_since: str
    #: Properties in the order in which their first stated date is the day on which a record acted.
    acting: tuple[str, ...]
    #: Properties whose texts are our own words: never compared between sources.
    ours: frozenset[str]

    def kind(self, table: str) -> Kind:
        """The kind that a table of this name feeds."""
        return next(k for k in self.kinds if k.table == table)

    def by_prefix(self, prefix: str) -> Kind | None:
        """The kind whose ids bear this prefix."""
        return next((k for k in self.kinds if k.prefix == prefix), None)

    def below(self, classes: Iterable[str]) -> tuple[Kind, ...]:
        """Every kind that is one of the classes or a subclass of one."""
        wanted = set(classes)
        return tuple(k for k in self.kinds if k.iri in wanted or wanted & k.supers)


@cache
def prefixes() -> Mapping[str, str]:
    """Prefix -> namespace, from `ontology/prefixes.ttl`."""
    text = (resources.ontology() / "prefixes.ttl").read_text(encoding="utf-8")
    return dict(_PREFIX_LINE.findall(text))


@cache
def _namespaces() -> Mapping[str, str]:
    return {namespace: prefix for prefix, namespace in prefixes().items()}


def iri(curie: str) -> str:
    """`unit:ha-noi` -> its IRI. Raises UsageError for a prefix that does not stand in the prefix table."""
    prefix, _, local = curie.partition(":")
    namespace = prefixes().get(prefix)
    if namespace is None:
        raise UsageError(f"{curie}: the prefix {prefix!r} is not known; known are {', '.join(prefixes())}")
    return namespace + local


def curie(full: str) -> str:
    """An IRI -> its CURIE where a prefix fits and the local part is a plain Turtle name, else the IRI unchanged."""
    cut = max(full.rfind("/"), full.rfind("#")) + 1
    prefix, local = _namespaces().get(full[:cut]), full[cut:]
    if prefix is None or not all(LOCAL.match(part) for part in local.split(".")):
        return full
    return f"{prefix}:{local}"


@cache
def load(folder: Path | None = None) -> Model:
    """Reads the ontology and the concepts; raises Failed when an annotation contradicts another."""
    from rdflib import Graph

    place = folder or resources.ontology()
    graph = Graph()
    for name in ("regional-links.ttl", "concepts.ttl"):
        if (place / name).exists():
            graph.parse(place / name, format="turtle")
    return _Reader(graph).model()


class _Reader:
    """Turns the ontology's graph into a Model; refuses nonsense."""

    def __init__(self, graph: Graph) -> None:
        from rdflib import RDF, RDFS, SKOS, Namespace

        self.graph, self.rl = graph, Namespace(RL)
        self.rdf, self.rdfs, self.skos = RDF, RDFS, SKOS

    def model(self) -> Model:
        evidence = [self.column(c) for c in self.graph.subjects(self.rl.evidenceColumn, None)]
        order = ("source", "place", "verification", "inferred", "preferred", "note")
        evidence.sort(key=lambda c: order.index(c.header))
        classes = sorted(self.graph.subjects(self.rl.table, None), key=str)
        kinds = tuple(self.kind(c, tuple(evidence)) for c in classes)
        for attribute in ("table", "prefix"):
            names = [getattr(k, attribute) for k in kinds]
            if len(names) != len(set(names)):
                raise Failed(f"ontology: two classes share one {attribute}")
        from rdflib import URIRef

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
            supers=frozenset(str(s) for s in self.graph.transitive_objects(node, self.rdfs.subClassOf)) - {str(node)},
            composed=tuple(str(v) for v in self.items(node, "composed")),
            **{field: self.several(node, name) for field, name in _DATES.items()},
            edge_source=self.text(node, "edgeSource"),
            edge_target=self.text(node, "edgeTarget"),
            legend=self.text(node, "legend"),
            matter=self.text(node, "matter") == "true",
            reference=self.text(node, "reference") == "true",
        )

    def column(self, node: Node) -> Column:
        fills = self.graph.value(node, self.rl.fills)
        header = self.text(node, "header")
        if header is None:
            raise Failed(f"ontology: {node} is used as a column and has no rl:header")
        ranges = [str(r) for r in self.graph.objects(node, self.rdfs.range)]
        ranges = ranges or [str(r) for r in self.graph.objects(fills, self.rdfs.range)] if fills else []
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
        for node, scheme in sorted(self.graph.subject_objects(self.skos.inScheme), key=str):
            found.setdefault(str(scheme), []).append(self.concept(node))
        return {scheme: tuple(concepts) for scheme, concepts in sorted(found.items())}

    def concept(self, node: Node) -> Concept:
        labels = {o.language: str(o) for o in self.graph.objects(node, self.skos.prefLabel)}  # type: ignore[attr-defined]
        return Concept(
            iri=str(node),
            slug=str(node).rsplit("/", 1)[-1],
            label_vi=labels.get("vi", ""),
            label_en=labels.get("en", ""),
            other=tuple(sorted(str(o) for o in self.graph.objects(node, self.skos.altLabel))),
            broader=tuple(sorted(str(o) for o in self.graph.transitive_objects(node, self.skos.broader) if o != node)),
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
        labels = self.graph.objects(node, self.rdfs.label)
        return next((str(o) for o in labels if o.language == language), "")  # type: ignore[attr-defined]


_DATES: Final = {
    "happens": "happens",
    "happens_else": "happensElse",
    "opens": "opens",
    "opens_else": "opensElse",
    "closes": "closes",
    "closes_else": "closesElse",
}
