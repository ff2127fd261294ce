"""The only door to Oxigraph: open, load, query. How builds are swapped in is told in `builds`.

Readers open read-only, as many at once as like. No query calls another host unless that host was allowed by name.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from kg import builds
from kg.errors import Failed, UsageError
from kg.guard import refuse_services
from kg.vocabulary import prefixes

if TYPE_CHECKING:
    from rdflib import Graph as RdflibGraph

#: Blocks of this size given to bulk_load took 1.1 times the raw load of a finished file, in a quarter of its memory.
BLOCK: Final = 16 * 1024 * 1024
_RESULTS: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_READ: Final = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE, "rdf": RdfFormat.RDF_XML}
_GRAPHS: Final = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}


class Term(Protocol):
    """An RDF term of an answer: an IRI or a literal."""

    @property
    def value(self) -> str:
        """The IRI, or the lexical form."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """Solutions of a SELECT: names of the variables and the rows, read as they are asked for."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return self.rows


class Result:
    """What a query gave: `form` is `rows`, `boolean` or `graph`, as the parser says. It can be read once."""

    def __init__(self, found: QuerySolutions | QueryBoolean | QueryTriples) -> None:
        self._found = found
        self.form = _FORMS[type(found)]

    def rows(self) -> Rows:
        """The solutions of a SELECT; raises UsageError for another form."""
        if not isinstance(self._found, QuerySolutions):
            raise UsageError("this is no SELECT query")
        return Rows(tuple(v.value for v in self._found.variables), (tuple(s) for s in self._found))

    def triples(self) -> Iterator[tuple[Term, Term, Term]]:
        """The triples of a CONSTRUCT or DESCRIBE; raises UsageError for another form."""
        if not isinstance(self._found, QueryTriples):
            raise UsageError("this is no CONSTRUCT or DESCRIBE query")
        return ((t.subject, t.predicate, t.object) for t in self._found)

    def boolean(self) -> bool:
        """The answer to an ASK; raises UsageError for another form."""
        if not isinstance(self._found, QueryBoolean):
            raise UsageError("this is no ASK query")
        return bool(self._found)

    def written(self, format: str) -> bytes:
        """In a W3C format (csv, tsv, json, xml; ttl, nt for graphs). Raises UsageError where the form has no such."""
        table = _GRAPHS if isinstance(self._found, QueryTriples) else _RESULTS
        if format not in table:
            what = "a graph" if table is _GRAPHS else "a table or a boolean"
            raise UsageError(f"the query gives {what}, which cannot be written as {format}; use {', '.join(table)}")
        if isinstance(self._found, QueryTriples):
            return serialize(self._found, format=_GRAPHS[format], prefixes=dict(prefixes())) or b""
        return self._found.serialize(format=_RESULTS[format]) or b""


_FORMS: Final = {QuerySolutions: "rows", QueryBoolean: "boolean", QueryTriples: "graph"}


class Graph:
    """A store opened for reading."""

    def __init__(self, store: Store, facts: Mapping[str, Any]) -> None:
        self._store = store
        #: What `complete.json` says of the build: counts, hashes, data folders.
        self.facts = facts

    def result(self, query: str, allowed: Collection[str] = ()) -> Result:
        """Runs any query form. Raises UsageError where it does not parse or calls a host that is not allowed."""
        if "service" in query.lower():
            refuse_services(query, allowed)
        try:
            return Result(self._store.query(query, prefixes=dict(prefixes())))
        except (SyntaxError, UnicodeEncodeError) as fault:
            raise UsageError(str(fault)) from fault

    def rows(self, query: str) -> Rows:
        """Runs a SELECT."""
        return self.result(query).rows()

    def lines(self) -> Iterator[str]:
        """Every triple as a line of canonical N-Triples, in the store's order.

        Blank nodes (the ontology's lists) bear the names of RDFC-1.0, so that the same graph gives the same lines.
        """
        return (f"{triple} .\n" for triple in self._named())

    def document(self, format: str) -> bytes:
        """The whole graph as ttl or jsonld, the same bytes for the same graph; every literal keeps its form."""
        kind = RdfFormat.TURTLE if format == "ttl" else RdfFormat.JSON_LD
        return serialize(sorted(self._named(), key=str), format=kind, prefixes=dict(prefixes())) or b""

    def _named(self) -> Iterator[Triple]:
        nameless = Dataset()
        for quad in self._store:
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                nameless.add(quad)
            else:
                yield quad.triple
        nameless.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        yield from (quad.triple for quad in nameless)

    def as_rdflib(self) -> RdflibGraph:
        """The same store as an rdflib graph, for users' code; nothing is copied."""
        from oxrdflib import OxigraphStore
        from rdflib import Graph as Plain
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        return Plain(store=OxigraphStore(store=self._store), identifier=DATASET_DEFAULT_GRAPH_ID)

    def __len__(self) -> int:
        return len(self._store)


def syntax(query: str) -> str:
    """The parser's complaint about a query, "" where there is none. Nothing is run over any data."""
    try:
        Store().query(query, prefixes=dict(prefixes()))
    except SyntaxError as fault:
        return str(fault)
    return ""


def open_current(folder: Path) -> Graph:
    """Opens the build that answers, for reading; raises Failed where there is none."""
    while build := builds.current(folder):
        try:
            return Graph(Store.read_only(str(build / "graph")), builds.facts(folder))
        except OSError as fault:
            if builds.current(folder) == build:  # else it was swapped away in between
                raise Failed(f"the store {folder} cannot be opened: {fault}; run `kg build` again") from fault
    raise Failed(f"there is no store at {folder}; run `kg build` first")


def in_memory(*documents: tuple[bytes, str, str, str]) -> Graph:
    """A store in memory, for graphs of another place (tests, small checks).

    Each document is its bytes, its format (nt, ttl, rdf), its base IRI and the IRI of its graph ("" for the default
    graph).
    """
    store = Store()
    for raw, format, base, name in documents:
        store.load(raw, format=_READ[format], base_iri=base or None, to_graph=NamedNode(name) if name else None)
    return Graph(store, {})


def as_ntriples(path: Path) -> str:
    """A Turtle file as N-Triples; its blank nodes get names that no other file shares."""
    found = parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    return "".join(f"{quad.triple} .\n" for quad in found)


@contextlib.contextmanager
def building(folder: Path, wait: float, waiting: Callable[[], None]) -> Iterator[Build]:
    """A new build beside the current one, under the builders' lock; removed again if it is not finished.

    Raises Failed when another build holds the lock longer than `wait` seconds, or nothing can be written.
    """
    with builds.locked(folder, wait, waiting) as path:
        build = Build(path)
        try:
            yield build
        except OSError as fault:
            raise Failed(f"the store {folder} could not be written: {fault}; what stood before stands") from fault
        finally:
            build.close()


class Build:
    """One build at work. Nothing that it writes is seen before `finish`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store: Store | None = None

    def load(self, block: bytes) -> None:
        """Loads a block of N-Triples, which must end with a line."""
        self._open().bulk_load(input=block, format=RdfFormat.N_TRIPLES)

    def update(self, text: str) -> None:
        """Runs one SPARQL update of ours on the new build (never a user's)."""
        self._open().update(text, prefixes=dict(prefixes()))

    def rows(self, query: str) -> Rows:
        """Runs a SELECT on the new build."""
        return Graph(self._open(), {}).rows(query)

    def finish(self, told: Mapping[str, Any]) -> None:
        """Optimises, flushes, and makes this build the current one."""
        store = self._open()
        store.optimize()
        store.flush()
        counted = {**told, "triples": len(store)}
        del store
        self.close()
        builds.publish(self.path, counted)

    def close(self) -> None:
        """Lets go of the files."""
        self._store = None

    def _open(self) -> Store:
        if self._store is None:
            self._store = Store(str(self.path / "graph"))
        return self._store


def blocks(pieces: Iterable[str], size: int = BLOCK) -> Iterator[bytes]:
    """Joins pieces of N-Triples text into blocks of about `size` bytes, cut at line ends."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        data = piece.encode("utf-8")
        held.append(data)
        length += len(data)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if held:
        yield b"".join(held)
