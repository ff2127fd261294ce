"""What the ontology says of its terms in words: definitions, labels and examples."""

from __future__ import annotations

from functools import cache

from rdflib import SKOS, Graph, URIRef
from rdflib.term import Node

from kg import resources
from kg.vocabulary import Column


@cache
def graph() -> Graph:
    """The ontology and the concepts."""
    made = Graph()
    for name in ("regional-links.ttl", "concepts.ttl"):
        made.parse(resources.ontology() / name, format="turtle")
    return made


def said(node: Node, prop: URIRef = SKOS.definition) -> tuple[str, str]:
    """The Vietnamese and the English text of a property of a term, "" where there is none."""
    texts = {o.language: str(o) for o in graph().objects(node, prop)}  # type: ignore[attr-defined]
    return texts.get("vi", ""), texts.get("en", "")


def example(node: Node) -> str:
    """The example of a term."""
    return str(graph().value(node, SKOS.example) or "")


def meaning(column: Column) -> tuple[str, str]:
    """What a column means: the definition of the property that it fills."""
    if column.property is None:
        return "Mã của bản ghi; nhiều dòng có thể chung một mã.", "The record's id; several rows may share it."
    return said(URIRef(column.property))
