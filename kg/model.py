"""The ontology as generic code needs it: frozen kinds, columns and concepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

RL: Final = "https://w3id.org/regional-links/ns#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"


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
    #: True where a matter is over when its period is; a project's end is its opening.
    lapses: bool = False
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
