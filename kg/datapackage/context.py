"""`ontology/context.jsonld`: the prefixes, and how the values of each property are written (JSON-LD 1.1).

The terms are CURIEs, since short names would be those of prefixes (`unit`, `place`).
"""

from __future__ import annotations

from typing import Any

from rdflib import OWL, RDF, RDFS
from rdflib.term import Node

from kg import vocabulary
from kg.annotations import SDO_RANGES
from kg.datapackage import words
from kg.datapackage.package import Json, written
from kg.vocabulary import XSD, curie


def context() -> str:
    """`ontology/context.jsonld`: the prefixes, and how the values of each property are written."""
    terms: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type"} | dict(vocabulary.prefixes())
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for node in sorted(words.graph().subjects(RDF.type, kind), key=str):
            terms[curie(str(node))] = {"@id": curie(str(node))} | _coercion(node, kind == OWL.ObjectProperty)
    for name in ("prefLabel", "definition"):
        terms[f"skos:{name}"] = {"@id": f"skos:{name}", "@container": "@language"}
    for name in ("inScheme", "broader"):
        terms[f"skos:{name}"] = {"@id": f"skos:{name}", "@type": "@id"}
    return written({"@context": terms})


def _coercion(node: Node, names_things: bool) -> Json:
    if names_things:
        return {"@type": "@id"}
    ranges = {str(r) for p in (RDFS.range, SDO_RANGES) for r in words.graph().objects(node, p)}
    if ranges == {str(RDF.langString)}:
        return {"@container": "@language"}
    exact = next((r for r in ranges if r in {XSD + "date", XSD + "boolean", XSD + "decimal", XSD + "anyURI"}), None)
    return {"@type": curie(exact)} if exact else {}
