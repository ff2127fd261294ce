"""The only door to Oxigraph: open, load, swap, query.

On disk a store is a folder: `builds/ID/graph` holds one finished build, `builds/ID/complete.json` what went into it,
and the small file `current` names the build that answers. A build is written beside the others and becomes current by
`os.replace` of that file, so that a kill at any moment leaves the former build answering. Readers open read-only, as
many at once as like; builders hold a lock.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from kg.errors import Failed, UsageError
from kg.vocabulary import prefixes

CURRENT: Final = "current"
COMPLETE: Final = "complete.json"
#: Blocks of this size given to bulk_load took 1.1 times the raw load of a finished file, in a quarter of its memory.
BLOCK: Final = 16 * 1024 * 1024
#: Former builds kept for readers that opened them before the swap.
_KEPT: Final = 1
_RESULTS: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
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


class Graph:
    """A store opened for reading."""

    def __init__(self, store: Store, facts: Mapping[str, Any]) -> None:
        self._store = store
        #: What `complete.json` says of the build: counts, hashes, data folders.
        self.facts = facts

    def rows(self, query: str) -> Rows:
        """Runs a SELECT; raises UsageError where the query does not parse."""
        found = self._run(query)
        if not isinstance(found, QuerySolutions):
            raise UsageError("this is no SELECT query")
        names = tuple(v.value for v in found.variables)
        return Rows(names, (tuple(s) for s in found))

    def form(self, query: str) -> str:
        """`rows`, `boolean` or `graph`: what the parser says the query is."""
        found = self._run(query)
        return "boolean" if isinstance(found, QueryBoolean) else "graph" if isinstance(found, QueryTriples) else "rows"

    def answer(self, query: str, format: str) -> bytes:
        """Runs any query form and writes it in a W3C format (csv, tsv, json, xml; ttl, nt for graphs)."""
        found = self._run(query)
        table = _GRAPHS if isinstance(found, QueryTriples) else _RESULTS
        if format not in table:
            what = "a graph" if isinstance(found, QueryTriples) else "a table or a boolean"
            raise UsageError(f"the query gives {what}, which cannot be written as {format}; use {', '.join(table)}")
        try:
            if isinstance(found, QueryTriples):
                return serialize(found, format=_GRAPHS[format], prefixes=dict(prefixes())) or b""
            return found.serialize(format=_RESULTS[format]) or b""
        except OSError as fault:
            raise Failed(f"the query failed: {fault}") from fault

    def triples(self, query: str) -> Iterator[tuple[Term, Term, Term]]:
        """Runs a CONSTRUCT or DESCRIBE."""
        found = self._run(query)
        if not isinstance(found, QueryTriples):
            raise UsageError("this is no CONSTRUCT or DESCRIBE query")
        return ((t.subject, t.predicate, t.object) for t in found)

    def lines(self) -> Iterator[str]:
        """Every triple as a line of canonical N-Triples, in the store's order.

        Blank nodes (the ontology's lists) bear the names of RDFC-1.0, so that the same graph gives the same lines.
        """
        nameless = Dataset()
        for quad in self._store:
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                nameless.add(quad)
            else:
                yield f"{quad.triple} .\n"
        nameless.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        yield from (f"{quad.triple} .\n" for quad in nameless)

    def __len__(self) -> int:
        return len(self._store)

    def _run(self, query: str) -> Any:
        try:
            return self._store.query(query, prefixes=dict(prefixes()))
        except SyntaxError as fault:
            raise UsageError(str(fault)) from fault
        except OSError as fault:
            raise Failed(f"the query failed: {fault}") from fault


def current(folder: Path) -> Path | None:
    """The folder of the build that answers, or None where there is none."""
    try:
        build = folder / "builds" / (folder / CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return build if (build / COMPLETE).is_file() else None


def facts(folder: Path) -> Mapping[str, Any]:
    """What went into the build that answers; empty where there is none."""
    build = current(folder)
    if build is None:
        return {}
    return dict(json.loads((build / COMPLETE).read_text(encoding="utf-8")))


def open_current(folder: Path) -> Graph:
    """Opens the build that answers, for reading; raises Failed where there is none."""
    build = current(folder)
    if build is None:
        raise Failed(f"there is no store at {folder}; run `kg build` first")
    try:
        return Graph(Store.read_only(str(build / "graph")), facts(folder))
    except OSError as fault:
        raise Failed(f"the store at {folder} cannot be opened: {fault}; run `kg build` again") from fault


def in_memory(lines: str, format: str = "nt") -> Graph:
    """A store in memory, for a graph of another place (tests, small checks)."""
    store = Store()
    store.load(input=lines.encode(), format=RdfFormat.N_TRIPLES if format == "nt" else RdfFormat.TURTLE)
    return Graph(store, {})


def as_ntriples(path: Path) -> str:
    """A Turtle file as N-Triples; its blank nodes get names that no other file shares."""
    found = parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True)
    return "".join(f"{quad.triple} .\n" for quad in found)


@contextlib.contextmanager
def building(folder: Path, wait: float) -> Iterator[Build]:
    """A new build beside the current one, under the builders' lock; removed again if it is not finished.

    Raises Failed when another build holds the lock longer than `wait` seconds.
    """
    from filelock import FileLock, Timeout

    (folder / "builds").mkdir(parents=True, exist_ok=True)
    lock = FileLock(str(folder / "lock"))
    try:
        lock.acquire(timeout=wait)
    except Timeout as fault:
        raise Failed(f"another kg build is at work on {folder}; try again when it is done") from fault
    try:
        _remove_unfinished(folder)
        build = Build(folder, _next(folder))
        try:
            yield build
        finally:
            build.close()
    finally:
        lock.release()


class Build:
    """One build at work. Nothing that it writes is seen before `finish`."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.path = folder / "builds" / name
        self.path.mkdir()
        self._store: Store | None = None
        self._done = False

    def load(self, pieces: Iterable[bytes]) -> None:
        """Loads blocks of N-Triples; each must end with a line."""
        store = self._open()
        for block in pieces:
            store.bulk_load(input=block, format=RdfFormat.N_TRIPLES)

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
        self._store = None
        del store
        (self.path / COMPLETE).write_text(json.dumps(counted, indent=1, sort_keys=True), encoding="utf-8")
        pointer = self.folder / f"{CURRENT}.new"
        with pointer.open("w", encoding="utf-8") as file:
            file.write(self.name + "\n")
            file.flush()
            os.fsync(file.fileno())
        former = current(self.folder)
        os.replace(pointer, self.folder / CURRENT)
        self._done = True
        _remove_old(self.folder, {self.path, former})

    def close(self) -> None:
        """Removes what was not finished."""
        self._store = None
        if not self._done:
            shutil.rmtree(self.path, ignore_errors=True)

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


def _builds(folder: Path) -> list[Path]:
    return sorted((p for p in (folder / "builds").iterdir() if p.is_dir()), key=lambda p: int(p.name))


def _next(folder: Path) -> str:
    found = _builds(folder)
    return str(int(found[-1].name) + 1 if found else 1)


def _remove_unfinished(folder: Path) -> None:
    for build in _builds(folder):
        if not (build / COMPLETE).is_file():
            shutil.rmtree(build, ignore_errors=True)


def _remove_old(folder: Path, kept: set[Path | None]) -> None:
    for build in _builds(folder):
        if build not in kept:
            shutil.rmtree(build, ignore_errors=True)
