"""The ontology and the concepts are complete, in two languages, and mean one thing by one word."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection

from kg import vocabulary
from kg.cells import concept_names
from kg.model import RL, Value
from kg.names import fold

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
NS = Namespace(RL)
TERMS = Graph().parse(ONTOLOGY / "regional-links.ttl", format="turtle")
CONCEPTS = Graph().parse(ONTOLOGY / "concepts.ttl", format="turtle")
BOTH = TERMS + CONCEPTS
KINDS_OF_TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
LANGUAGES = {"vi", "en"}
#: Vocabularies whose own terms describe ours: they need no declaration here.
DESCRIBING = (*map(str, (RDF, RDFS, OWL, SKOS)), "http://schema.org/rangeIncludes")


def terms() -> list[Node]:
    return sorted({t for kind in KINDS_OF_TERMS for t in TERMS.subjects(RDF.type, kind)}, key=str)


def languages(graph: Graph, node: Node, prop: URIRef) -> Counter[str | None]:
    return Counter(o.language for o in graph.objects(node, prop) if isinstance(o, Literal))


def lacking(graph: Graph, nodes: list[Node], prop: URIRef) -> list[str]:
    """Nodes that do not have the property exactly once in each language."""
    return [vocabulary.curie(str(n)) for n in nodes if languages(graph, n, prop) != {"vi": 1, "en": 1}]


# Terms ---------------------------------------------------------------------------------------------------------------


def test_every_term_has_a_name_in_vietnamese_and_in_english() -> None:
    assert lacking(TERMS, terms(), RDFS.label) == []


def test_every_term_has_a_definition_in_vietnamese_and_in_english() -> None:
    assert lacking(TERMS, terms(), SKOS.definition) == []


def test_every_term_has_an_example() -> None:
    assert [vocabulary.curie(str(t)) for t in terms() if not list(TERMS.objects(t, SKOS.example))] == []


def test_an_example_that_is_a_curie_has_a_prefix_of_ours() -> None:
    known = vocabulary.prefixes()
    for text in map(str, TERMS.objects(None, SKOS.example)):
        for prefix in re.findall(r"(?<![\w/])([a-z]+):(?=[\w])", text):
            assert prefix in known, text


def test_a_definition_is_one_sentence() -> None:
    for text in map(str, (*TERMS.objects(None, SKOS.definition), *CONCEPTS.objects(None, SKOS.definition))):
        assert text.endswith("."), text
        assert text[:-1].count(". ") == 0, text
        assert len(text) <= 160, text


def test_every_term_that_describes_another_is_declared() -> None:
    declared = set(terms())
    used = set(BOTH.predicates()) | set(BOTH.objects(None, RDFS.subClassOf)) | set(BOTH.objects(None, RDFS.range))
    ours = {t for t in used if str(t).startswith(RL)}
    assert {vocabulary.curie(str(t)) for t in ours - declared} == set()
    foreign = {t for t in BOTH.predicates() if not str(t).startswith((RL, *DESCRIBING))}
    assert foreign == set()


def test_every_column_is_used_and_has_a_name_in_both_languages() -> None:
    columns = set(TERMS.subjects(RDF.type, NS.Column))
    used = {c for head in TERMS.objects(None, NS.columns) for c in Collection(TERMS, head)}
    assert columns == used | set(TERMS.subjects(NS.evidenceColumn, None))
    assert lacking(TERMS, sorted(columns, key=str), RDFS.label) == []


@pytest.mark.parametrize("kind", vocabulary.load().kinds, ids=lambda kind: kind.table)
def test_a_header_means_one_column_in_every_language(kind: vocabulary.Kind) -> None:
    spellings = [{fold(t) for t in (c.header, c.label_vi, c.label_en)} for c in kind.columns]
    assert [text for text, n in Counter(t for s in spellings for t in s).items() if n > 1] == []


def test_the_names_that_others_rely_on_are_there() -> None:
    classes = "Unit Change Agreement Event Project Document Council Commitment Report Figure Assessment Strength Tenure"
    properties = "about place concluded party covers reading lens readsAs via"
    assert {NS[n] for n in (*classes.split(), "Source", "Evidence")} <= set(TERMS.subjects(RDF.type, OWL.Class))
    assert {NS[n] for n in properties.split()} <= set(terms())
    assert vocabulary.load().kind("sources").column("id")


def test_annotations_of_dates_and_edges_name_properties_that_the_table_fills() -> None:
    for kind in vocabulary.load().kinds:
        filled = {c.property for c in kind.columns}
        dates = (kind.happens, kind.happens_else, kind.opens, kind.opens_else, kind.closes, kind.closes_else)
        for named in (p for group in dates for p in group):
            values = {c.value for c in kind.columns if c.property == named}
            assert values & {Value.DATE, Value.DAY}, (kind.name, named)
        assert {kind.edge_source, kind.edge_target} - {None} <= filled, kind.name


# Concepts ------------------------------------------------------------------------------------------------------------


def concepts() -> list[Node]:
    return sorted(CONCEPTS.subjects(RDF.type, SKOS.Concept), key=str)


def schemes() -> list[Node]:
    return sorted(CONCEPTS.subjects(RDF.type, SKOS.ConceptScheme), key=str)


def test_every_concept_and_scheme_has_name_and_definition_in_both_languages() -> None:
    assert lacking(CONCEPTS, [*concepts(), *schemes()], SKOS.prefLabel) == []
    assert lacking(CONCEPTS, [*concepts(), *schemes()], SKOS.definition) == []


def test_every_scheme_that_a_column_names_exists_and_is_not_empty() -> None:
    named = {c.scheme for kind in vocabulary.load().kinds for c in kind.columns if c.scheme}
    assert named | {"https://w3id.org/regional-links/scheme/legend"} == set(map(str, schemes()))
    assert set(vocabulary.load().schemes) == set(map(str, schemes()))


def test_a_concept_stands_in_a_scheme_and_has_the_prefix_of_its_scheme() -> None:
    for concept in concepts():
        found = list(CONCEPTS.objects(concept, SKOS.inScheme))
        assert found, concept
        assert set(found) <= set(schemes()), concept
        prefixes = {str(CONCEPTS.value(s, NS.prefix) or "concept") for s in found}
        assert {vocabulary.curie(str(concept)).partition(":")[0]} == prefixes, concept


@pytest.mark.parametrize("scheme", vocabulary.load().schemes, ids=lambda scheme: scheme.rpartition("/")[2])
def test_a_slug_or_label_means_one_concept_in_its_scheme(scheme: str) -> None:
    found = vocabulary.load().schemes[scheme]
    spellings = [{fold(t) for t in (c.slug, c.label_vi, c.label_en, *c.other)} for c in found]
    assert [text for text, n in Counter(t for s in spellings for t in s).items() if n > 1] == []


def test_a_slug_is_lower_case_and_can_be_pasted_as_a_curie() -> None:
    assert [c for c in map(str, concepts()) if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", c.rpartition("/")[2])] == []


def test_broader_concepts_are_of_the_same_scheme_and_no_circle() -> None:
    for narrow, broad in CONCEPTS.subject_objects(SKOS.broader):
        assert (broad, RDF.type, SKOS.Concept) in CONCEPTS
        assert set(CONCEPTS.objects(narrow, SKOS.inScheme)) & set(CONCEPTS.objects(broad, SKOS.inScheme)), narrow
        assert narrow not in set(CONCEPTS.transitive_objects(broad, SKOS.broader)), narrow


def test_the_states_of_matters_know_every_status() -> None:
    slugs = {c.slug for c in vocabulary.load().schemes["https://w3id.org/regional-links/scheme/status"]}
    table = json.loads((ROOT / "kg" / "states.json").read_text("utf-8"))
    named = {s for row in table["rows"] for test, *rest in row["when"] if test == "status" for s in rest}
    assert named <= slugs


def test_matters_are_the_kinds_dossier_plan_and_resolution_of_documents() -> None:
    assert {c.slug for c in _concepts("document-kind") if c.matter} == {"dossier", "plan", "resolution"}
    assert {c.slug for s in vocabulary.load().schemes for c in vocabulary.load().schemes[s] if c.matter} == {
        "dossier",
        "plan",
        "resolution",
    }


def _concepts(scheme: str) -> tuple[vocabulary.Concept, ...]:
    return vocabulary.load().schemes[f"https://w3id.org/regional-links/scheme/{scheme}"]


def test_a_kind_with_a_legend_group_of_its_own_is_a_kind_of_one_class_only() -> None:
    kinds = {c.scheme for k in vocabulary.load().kinds for c in k.columns if c.property == RL + "kind"}
    for concept in CONCEPTS.subjects(NS.legend, None):
        of_kinds = set(map(str, CONCEPTS.objects(concept, SKOS.inScheme))) & kinds
        assert len(of_kinds) <= 1, concept


# Legend, prefixes, data ----------------------------------------------------------------------------------------------


def test_every_legend_group_that_is_named_has_its_words() -> None:
    groups = {str(CONCEPTS.value(URIRef(c.iri), SKOS.notation)) for c in _concepts("legend")}
    assert set(map(str, BOTH.objects(None, NS.legend))) <= groups


def test_the_page_shows_the_legend_in_the_words_and_order_of_the_concepts() -> None:
    page = json.loads((ROOT / "kg" / "pages" / "assets" / "groups.json").read_text("utf-8"))
    ordered = sorted(_concepts("legend"), key=lambda c: int(str(CONCEPTS.value(URIRef(c.iri), NS.order))))
    ours = [(str(CONCEPTS.value(URIRef(c.iri), SKOS.notation)), [c.label_vi, c.label_en]) for c in ordered]
    assert [(group["id"], group["label"]) for group in page] == ours


def prefix_lines(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^@prefix\s+([a-z]+):\s+<([^>]+)>", path.read_text("utf-8"), re.MULTILINE))


def test_every_turtle_file_uses_the_prefixes_of_the_one_table() -> None:
    table = dict(vocabulary.prefixes())
    for path in (*ONTOLOGY.glob("*.ttl"), *ROOT.glob("tests/**/*.ttl")):
        used = prefix_lines(path)
        assert used.items() <= table.items(), path
        if path.parent == ONTOLOGY:
            assert used == table, path


def test_the_prefixes_of_tables_are_those_of_the_prefix_table_and_no_namespace_is_given_twice() -> None:
    table = vocabulary.prefixes()
    assert {kind.prefix for kind in vocabulary.load().kinds} <= set(table)
    assert [n for n, count in Counter(table.values()).items() if count > 1] == []


def rows() -> Iterator[tuple[Path, vocabulary.Kind, dict[str, str]]]:
    for kind in vocabulary.load().kinds:
        for path in (ROOT / "data").glob(f"**/{kind.table}.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    yield path, kind, row


def test_every_concept_of_the_packaged_tables_is_one_of_its_scheme() -> None:
    schemes = vocabulary.load().schemes
    unknown = set()
    for path, kind, row in rows():
        for column in kind.columns:
            if column.scheme and row.get(column.header):
                known = concept_names(schemes[column.scheme])
                items = filter(None, (item.strip() for item in row[column.header].split(";")))
                unknown |= {(path.name, column.header, item) for item in items if fold(item) not in known}
    assert unknown == set()
