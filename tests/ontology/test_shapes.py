"""Every class has a shape; a shape lets a good example through and stops a bad one, on two engines alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, SKOS, XSD, Graph, Namespace, Node, URIRef

from kg import vocabulary
from kg.model import RL, Column, Kind, Value

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
EXAMPLES = Path(__file__).parent / "examples"
NS = Namespace(RL)
SHAPE = Namespace("https://w3id.org/regional-links/shape/")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
CLASSES = sorted({path.stem.rpartition("-")[0] for path in EXAMPLES.glob("*-*.ttl")})
DATATYPES = {
    Value.STRING: XSD.string,
    Value.DAY: XSD.date,
    Value.INTEGER: XSD.integer,
    Value.DECIMAL: XSD.decimal,
    Value.BOOLEAN: XSD.boolean,
    Value.ADDRESS: XSD.anyURI,
}
#: What one engine says of one node: (node, what was broken, Violation or Warning).
Verdict = set[tuple[str, str, str]]


def turtle(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@cache
def shapes() -> Graph:
    return turtle(ONTOLOGY / "shapes.ttl")


@cache
def surroundings() -> Graph:
    return turtle(ONTOLOGY / "regional-links.ttl", ONTOLOGY / "concepts.ttl", EXAMPLES / "around.ttl")


def with_example(name: str) -> Graph:
    graph = Graph()
    for triple in surroundings():
        graph.add(triple)
    return graph.parse(EXAMPLES / f"{name}.ttl", format="turtle") if name != "around" else graph


def by_shacl(graph: Graph, folder: Path) -> Verdict:
    """The engine that the build uses, on N-Triples as the build writes them."""
    from shacl import Shapes

    path = folder / "graph.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    report = Shapes.from_file(str(ONTOLOGY / "shapes.ttl")).validate_file(str(path))
    return {(r.focus_node.strip("<>"), r.component.rsplit("#", 1)[-1].strip("<>"), r.severity) for r in report.results}


def by_pyshacl(graph: Graph) -> Verdict:
    """The second opinion."""
    from pyshacl import validate

    _, report, _ = validate(graph, shacl_graph=shapes(), inference="none", advanced=False)
    assert isinstance(report, Graph)
    found = set()
    for result in report.objects(None, SH.result):  # and not the details below a result
        values = (report.value(result, p) for p in (SH.focusNode, SH.sourceConstraintComponent, SH.resultSeverity))
        node, component, severity = map(str, values)
        found.add((node, component.rsplit("#", 1)[-1], severity.rsplit("#", 1)[-1]))
    return found


# Examples ------------------------------------------------------------------------------------------------------------


def test_each_class_has_a_valid_and_an_invalid_example() -> None:
    targets = {str(t).rsplit("#", 1)[-1] for t in shapes().objects(None, SH.targetClass)}
    files = {path.stem for path in EXAMPLES.glob("*-*.ttl")}
    assert files == {f"{name}-{verdict}" for name in targets for verdict in ("valid", "invalid")}


@pytest.mark.parametrize("name", ["around", *(f"{name}-valid" for name in CLASSES)])
def test_a_valid_example_has_no_finding_on_either_engine(name: str, tmp_path: Path) -> None:
    graph = with_example(name)
    assert by_shacl(graph, tmp_path) == set()
    assert by_pyshacl(graph) == set()


@pytest.mark.parametrize("name", CLASSES)
def test_an_invalid_example_is_stopped_by_both_engines_for_the_same_reasons(name: str, tmp_path: Path) -> None:
    graph = with_example(f"{name}-invalid")
    found = by_shacl(graph, tmp_path)
    assert {severity for _, _, severity in found} >= {"Violation"}
    assert found == by_pyshacl(graph)


def test_an_example_is_an_instance_of_the_class_it_is_named_after() -> None:
    for name in CLASSES:
        for verdict in ("valid", "invalid"):
            types = turtle(EXAMPLES / f"{name}-{verdict}.ttl").objects(None, RDF.type)
            assert name in {str(t).rsplit("#", 1)[-1] for t in types}, f"{name}-{verdict}"


# Shapes and columns say the same -------------------------------------------------------------------------------------


def property_shapes(kind: Kind) -> Iterator[Node]:
    """The property shapes that reach an instance of a class: its own, and those of the classes above."""
    for cls in (kind.iri, *kind.supers):
        for node in shapes().subjects(SH.targetClass, URIRef(cls)):
            yield from shapes().objects(node, SH.property)


def constraints(kind: Kind, column: Column) -> set[tuple[Node, Node]]:
    """(constraint, value) of every property shape on the path of a column."""
    assert column.property
    return {
        (p, o)
        for shape in property_shapes(kind)
        if (shape, SH.path, URIRef(column.property)) in shapes()
        for p, o in shapes().predicate_objects(shape)
    }


def columns() -> list[tuple[Kind, Column]]:
    kinds = vocabulary.load().kinds
    return [(kind, column) for kind in kinds for column in kind.columns if column.property and not column.evidence]


def test_each_class_of_the_ontology_has_a_shape() -> None:
    ontology = turtle(ONTOLOGY / "regional-links.ttl")
    classes = {c for c in ontology.subjects(RDF.type, None) if str(c).startswith(RL) and str(c) != RL + "Column"}
    classes = {c for c in classes if (c, RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class")) in ontology}
    assert classes - set(shapes().objects(None, SH.targetClass)) == set()


def test_a_column_of_one_value_has_at_most_one_in_the_shape() -> None:
    free = [
        f"{kind.name}.{column.header}"
        for kind, column in columns()
        if not column.many
        if not {SH.maxCount, SH.uniqueLang} & {p for p, _ in constraints(kind, column)}
    ]
    assert free == []


def test_a_column_of_several_values_is_not_held_to_one() -> None:
    held = [
        f"{kind.name}.{column.header}"
        for kind, column in columns()
        if column.many and SH.maxCount in {p for p, _ in constraints(kind, column)}
    ]
    assert held == []


def test_a_column_of_dates_has_dates_in_the_shape() -> None:
    dates = [(kind, column) for kind, column in columns() if column.value is Value.DATE]
    assert [c.header for k, c in dates if (SH.node, SHAPE.StatedDate) not in constraints(k, c)] == []


def test_a_column_has_the_same_datatype_in_the_shape() -> None:
    typed = [(kind, column) for kind, column in columns() if column.value in DATATYPES and not column.typed_by]
    assert [c.header for k, c in typed if (SH.datatype, DATATYPES[c.value]) not in constraints(k, c)] == []


def test_a_column_of_concepts_is_held_to_its_scheme() -> None:
    wrong = []
    for kind, column in columns():
        if column.value is Value.CONCEPT:
            wanted = SHAPE["in-" + str(column.scheme).rsplit("/", 1)[-1]]
            found = {o for p, o in constraints(kind, column) if p == SH.node}
            for alternatives in (o for p, o in constraints(kind, column) if p == SH["or"]):
                found |= set(shapes().items(alternatives))
            if wanted not in found:
                wrong.append(f"{kind.name}.{column.header}")
    assert wrong == []


def test_a_column_of_references_names_a_class_in_the_shape() -> None:
    references = [(kind, column) for kind, column in columns() if column.value is Value.REFERENCE]
    says = {SH["class"], SH["or"]}
    assert [f"{k.name}.{c.header}" for k, c in references if not says & {p for p, _ in constraints(k, c)}] == []


def test_every_record_but_a_source_needs_evidence() -> None:
    bare = [k.name for k in vocabulary.load().kinds if k.has_evidence and SHAPE.evidence not in set(property_shapes(k))]
    assert bare == []


# Manners -------------------------------------------------------------------------------------------------------------


def test_every_property_shape_has_a_message_in_vietnamese_and_in_english() -> None:
    silent = []
    for shape in set(shapes().objects(None, SH.property)):
        if SH.hasValue in set(shapes().predicates(shape)):
            continue  # a test inside sh:node or sh:or, which speaks itself
        if {m.language for m in shapes().objects(shape, SH.message)} != {"vi", "en"}:  # type: ignore[attr-defined]
            silent.append(shapes().value(shape, SH.path))
    assert silent == []


def test_every_named_property_shape_is_used() -> None:
    assert set(shapes().subjects(RDF.type, SH.PropertyShape)) - set(shapes().objects(None, SH.property)) == set()


def test_shapes_are_core_and_none_is_closed() -> None:
    used = set(shapes().predicates())
    assert used & {SH.closed, SH.sparql, SH.select, SH.ask, SH.js} == set()


def test_shapes_use_declared_terms_only() -> None:
    ontology = turtle(ONTOLOGY / "regional-links.ttl", ONTOLOGY / "concepts.ttl")
    declared = set(ontology.subjects(RDF.type, None)) | {EDTF, SKOS.inScheme}
    told = (SH.path, SH.inversePath, SH["class"], SH.targetClass, SH.datatype, SH.hasValue, SH.disjoint)
    used = {o for p in told for o in shapes().objects(None, p) if isinstance(o, URIRef)}
    foreign = {str(RDF), str(RDFS), str(XSD)}
    assert {t for t in used - declared if not any(str(t).startswith(f) for f in foreign)} == set()
