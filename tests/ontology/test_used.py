"""Questions, code and the whole packaged graph use declared terms only, and examples are of things that exist."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import OWL, PROV, RDF, RDFS, SKOS, Graph

from kg.model import RL
from kg.verbs.parameters import Parameters
from kg.vocabulary import curie, prefixes

ROOT = Path(__file__).resolve().parents[2]
TERMS = Graph().parse(ROOT / "ontology" / "regional-links.ttl", format="turtle")
CONCEPTS = Graph().parse(ROOT / "ontology" / "concepts.ttl", format="turtle")
DECLARED = {curie(str(term)) for term in TERMS.subjects(RDF.type, None)}
THINGS = {
    prefix for prefix, namespace in prefixes().items() if namespace.startswith(RL[: -len("ns#")]) and prefix != "rl"
}
#: Vocabularies that say how data are described and derived: they are used as they stand.
AS_THEY_STAND = (*map(str, (RDF, RDFS, OWL, SKOS, PROV)), "http://schema.org/rangeIncludes")


def used(texts: list[str], pattern: str) -> set[str]:
    return {f"rl:{name}" for text in texts for name in re.findall(pattern, text)}


def test_questions_and_code_name_declared_terms_only() -> None:
    queries = [path.read_text("utf-8") for path in (ROOT / "kg").rglob("*.rq")]
    code = [path.read_text("utf-8") for path in (ROOT / "kg").rglob("*.py")]
    named = used([*queries, *code], r"(?<![\w:/])rl:([A-Za-z]\w*)") | used(code, r"_p\([\"'](\w+)[\"']\)")
    assert named - DECLARED == set()


def test_questions_name_concepts_that_exist() -> None:
    known = {curie(str(concept)) for concept in CONCEPTS.subjects(RDF.type, SKOS.Concept)}
    texts = [path.read_text("utf-8") for path in (ROOT / "kg").rglob("*") if path.suffix in {".rq", ".py"}]
    named = {name for text in texts for name in re.findall(r"(?<![\w:])(?:concept|sector):[a-z][\w-]*", text)}
    assert named - known == set()


def test_the_packaged_graph_holds_declared_terms_only(packaged: Parameters) -> None:
    query = "SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term } }"
    held = {row[0].value for row in packaged.graph.rows(query) if row[0]}
    foreign = {term for term in held if not term.startswith(AS_THEY_STAND)}
    assert {curie(term) for term in foreign} - DECLARED == set()


def test_every_class_and_property_of_a_column_is_met_in_the_packaged_graph_or_waits_for_its_first_row(
    packaged: Parameters,
) -> None:
    held = {row[0].value for row in packaged.graph.rows("SELECT DISTINCT ?c { ?s a ?c }") if row[0]}
    classes = {str(c) for c in TERMS.subjects(RDF.type, OWL.Class) if str(c).startswith(RL)}
    assert classes - held == {RL + "Column"} - held


def test_an_example_that_is_an_id_is_one_of_the_packaged_graph(packaged: Parameters) -> None:
    texts = [str(text) for text in TERMS.objects(None, SKOS.example)]
    ids = {i for text in texts for i in re.findall(r"(?<![\w/\"])([a-z]+:[\w-]*\w)", text) if i.split(":")[0] in THINGS}
    is_met = "FILTER(EXISTS { ?thing ?p ?o } || EXISTS { ?s ?q ?thing })"
    rows = packaged.graph.rows(f"SELECT ?thing {{ VALUES ?thing {{ {' '.join(sorted(ids))} }} {is_met} }}")
    assert ids
    assert ids - {curie(row[0].value) for row in rows if row[0]} == set()
