"""The W3C's SPARQL 1.1 query evaluation tests at the store's door, where their folder is beside the checkout.

SERVICE is left out: it needs hosts. Literals are compared by value, since the engine writes `1.0` as `1`; the order of
rows and columns does not count; blank nodes may bear any name.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import permutations
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from rdflib.term import Node

from kg import store
from tests.conftest import ROOT

FOLDER = Path(os.environ.get("KG_W3C", ROOT.parent / "shared" / "w3c")) / "sparql11"
BASE = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
XSD = "http://www.w3.org/2001/XMLSchema#"
LEFT_OUT = ("service",)
FAILURES = Path(__file__).parent / "w3c" / "known_failures.toml"
KNOWN: dict[str, str] = {
    name: entry["reason"] for entry in tomllib.loads(FAILURES.read_text("utf-8"))["failure"] for name in entry["tests"]
}
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the W3C's test suite is not beside the checkout (KG_W3C)")

Term = tuple[str, ...]
Row = tuple[tuple[str, Term], ...]


@dataclass(frozen=True)
class Case:
    name: str
    query: Path
    data: tuple[Path, ...]
    named: tuple[Path, ...]
    result: Path


def local(iri: Node | None) -> Path:
    return FOLDER / str(iri).removeprefix(BASE)


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case for manifest in sorted(FOLDER.glob("*/manifest.ttl")) for case in read(manifest))


def read(manifest: Path) -> Iterator[Case]:
    folder = manifest.parent.name
    if folder in LEFT_OUT:
        return
    graph = Graph().parse(manifest, format="turtle", publicID=f"{BASE}{folder}/manifest.ttl")
    for entry in graph.objects(None, MF.entries):
        for test in Collection(graph, entry):
            if (test, RDF.type, MF.QueryEvaluationTest) in graph:
                action = graph.value(test, MF.action)
                yield Case(
                    f"{folder}/{str(test).rsplit('#', 1)[-1]}",
                    local(graph.value(action, QT.query)),
                    tuple(map(local, graph.objects(action, QT.data))),
                    tuple(map(local, graph.objects(action, QT.graphData))),
                    local(graph.value(test, MF.result)),
                )


def url(path: Path) -> str:
    return BASE + path.relative_to(FOLDER).as_posix()


def run(case: Case) -> store.Result:
    documents = [(p.read_bytes(), p.suffix[1:], url(p), "") for p in case.data]
    documents += [(p.read_bytes(), p.suffix[1:], url(p), url(p)) for p in case.named]
    text = case.query.read_text("utf-8")
    return store.in_memory(*documents).result(f"BASE <{url(case.query)}> {text}")


# Values --------------------------------------------------------------------------------------------------------------

WHOLE = {
    f"{XSD}{name}" for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "negativeInteger")
}


def value(text: str, datatype: str) -> Term:
    """A literal by its value."""
    try:
        if datatype in WHOLE:
            return ("number", str(int(text)))
        if datatype == f"{XSD}decimal":
            return ("number", format(Decimal(text).normalize(), "f"))
        if datatype in (f"{XSD}double", f"{XSD}float"):
            return ("float", repr(float(text)))
        if datatype == f"{XSD}boolean":
            return ("boolean", {"1": "true", "0": "false"}.get(text, text))
    except (ValueError, ArithmeticError):
        pass
    return ("literal", text.replace("+00:00", "Z") if datatype == f"{XSD}dateTime" else text, datatype)


def term(found: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal) -> Term:
    if isinstance(found, pyoxigraph.Literal):
        if found.language:
            return ("text", found.value, found.language.lower())
        return value(found.value, found.datatype.value)
    return ("blank" if isinstance(found, pyoxigraph.BlankNode) else "iri", found.value)


def rows(raw: bytes, format: pyoxigraph.QueryResultsFormat) -> list[Row] | bool:
    found = pyoxigraph.parse_query_results(raw, format)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return [
        tuple(
            (n, term(t))
            for n, t in sorted(zip(names, solution, strict=True), key=lambda pair: pair[0])
            if t is not None
        )
        for solution in found
    ]


def renamed(found: Sequence[Row], names: dict[str, str]) -> list[Row]:
    return sorted(tuple((n, ("blank", names[t[1]]) if t[0] == "blank" else t) for n, t in row) for row in found)


def same(found: list[Row] | bool, wanted: list[Row] | bool) -> bool:
    """Equal as bags of rows under some naming of the blank nodes."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    mine, theirs = (sorted({t[1] for row in table for _, t in row if t[0] == "blank"}) for table in (found, wanted))
    if len(mine) != len(theirs) or len(found) != len(wanted):
        return False
    goal = renamed(wanted, dict(zip(theirs, theirs, strict=True)))
    return any(renamed(found, dict(zip(mine, order, strict=True))) == goal for order in permutations(theirs))


FORMATS = {
    ".srx": ("xml", pyoxigraph.QueryResultsFormat.XML),
    ".srj": ("json", pyoxigraph.QueryResultsFormat.JSON),
    ".tsv": ("tsv", pyoxigraph.QueryResultsFormat.TSV),
    ".csv": ("csv", pyoxigraph.QueryResultsFormat.CSV),
}
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")


def of_result_set(graph: Graph) -> list[Row]:
    """A result written in RDF, in the vocabulary of the older tests."""
    return [
        tuple(
            sorted(
                (str(graph.value(binding, RS.variable)), as_term(graph.value(binding, RS.value)))
                for binding in graph.objects(solution, RS.binding)
            )
        )
        for solution in graph.objects(None, RS.solution)
    ]


def as_term(node: Node | None) -> Term:
    from rdflib import BNode, Literal

    if isinstance(node, Literal):
        if node.language:
            return ("text", str(node), node.language.lower())
        return value(str(node), str(node.datatype or f"{XSD}string"))
    return ("blank" if isinstance(node, BNode) else "iri", str(node))


# The tests -----------------------------------------------------------------------------------------------------------


def marked() -> Iterator[object]:
    for case in cases() if FOLDER.is_dir() else ():
        marks = [pytest.mark.xfail(reason=KNOWN[case.name], strict=True)] if case.name in KNOWN else []
        yield pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", list(marked()))
def test_the_answer_is_that_of_the_w3c(case: Case) -> None:
    result = run(case)
    if case.result.suffix in FORMATS:
        name, format = FORMATS[case.result.suffix]
        wanted = rows(case.result.read_bytes(), format)
        found = rows(
            result.written(name if name in ("csv", "tsv") else "json"), format if name in ("csv", "tsv") else JSON
        )
        assert same(found, wanted)
        return
    graph = Graph().parse(case.result, publicID=url(case.result))
    if (None, RDF.type, RS.ResultSet) in graph:
        assert same(rows(result.written("json"), JSON), of_result_set(graph))
    else:
        assert isomorphic(Graph().parse(data=result.written("nt"), format="nt"), graph)


JSON = pyoxigraph.QueryResultsFormat.JSON


def test_222_of_232_tests_pass() -> None:
    assert len(cases()) == 232
    assert len(KNOWN) == 10
    assert set(KNOWN) <= {case.name for case in cases()}
