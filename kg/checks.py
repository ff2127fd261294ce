"""SHACL over the whole graph, before a store is swapped in. The only door to the SHACL engine.

The graph is checked block by block while the next block is mapped, so that a graph of any size takes the memory of a
block. That gives what the whole graph would give, because a record stands in one block with all its nodes
(participations, evidence, statements), and a shape looks no farther than at the classes of what a record names:

- every block is read together with the ontology and the concepts;
- a thing of another block is there with its class, but as one that is known and not as one that is to be checked: the
  shapes ask for `known(C)` where they say `sh:class C`, and every C is a subclass of its `known(C)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import Any, Final

from kg import resources
from kg.errors import VIOLATION, WARNING, Finding
from kg.vocabulary import RL, Kind, Model, curie, iri

Place = Callable[[str], tuple[str, int, Kind] | None]
_FILE = "graph"
_KNOWN: Final = "urn:known:"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_BELOW: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"

#: Findings told; the engine is asked for all of them, since a limit of its own drops violations behind warnings.
MOST: Final = 1_000


def known(name: str) -> str:
    """The class of things that are known to be of a class, wherever they stand."""
    return _KNOWN + name


class Shapes:
    """Collects what the shapes find in one block after another. Source: W3C SHACL, core constraints.

    `ids` are the CURIEs of all records, `terms` the ontology and the concepts as N-Triples; blocks are written to
    `work` one at a time, since the engine reads files in less memory than texts.
    """

    def __init__(self, model: Model, ids: Container[str], terms: str, work: Path) -> None:
        from shacl import Shapes as Engine

        kinds = [kind for kind in model.kinds if kind.table and not kind.composed]
        classes = {kind.iri for kind in kinds} | {RL + "Link"}
        self._engine = Engine.from_text(_asking_for_known(classes), format="ntriples")
        lines = [f"<{c}> <{_BELOW}> <{known(c)}> .\n" for c in sorted(classes)]
        lines += [f"<{known(k.iri)}> <{_BELOW}> <{known(c)}> .\n" for k in kinds for c in sorted(k.supers & classes)]
        self._base = (terms + "".join(lines)).encode()
        self._kinds = {iri(f"{kind.prefix}:").encode(): (kind.prefix, _typed(kind)) for kind in kinds}
        spaces = b"|".join(map(re.escape, self._kinds))
        self._named = re.compile(rb"> <(%s)([^>]+)> \.\n" % spaces)
        self._ids, self._file = ids, work / "block.nt"
        self._results: list[Any] = []

    def check(self, block: bytes) -> None:
        """Checks one block of N-Triples; no record may be cut."""
        with self._file.open("wb") as file:
            file.write(self._base)
            for space, local in set(self._named.findall(block)):
                prefix, typed = self._kinds[space]
                if f"{prefix}:{local.decode()}" in self._ids:
                    file.write(typed % {b"thing": space + local})
            file.write(block)
        # sh:Info is for whoever validates with another tool.
        self._results += [r for r in self._engine.validate_file(str(self._file)).results if r.severity != "Info"]
        self._file.unlink()
        if len(self._results) > 2 * MOST:
            self._results = self._ranked()

    def findings(self, place: Place) -> Iterator[Finding]:
        """What was found. `place` gives file, line and kind of a node's record; else the node and the path are told.

        Rows were checked while they were read, so what is found here lies between rows.
        """
        for result in self._ranked():
            node, path = curie(result.focus_node.strip("<>")), (result.path or "").strip("<>")
            found = place(node)
            file, row, kind = found or (_FILE, 0, None)
            headers = [c.header for c in kind.columns if c.property == path] if kind else []
            yield Finding(
                file=file,
                row=row,
                column=", ".join(headers) or curie(path),
                value=f"{node} {result.value_plain or ''}".strip(),
                rule=curie((result.root_shape or "").strip("<>")) or result.component,
                message=_message(list(result.messages)) or result.component,
                mend="mend the rows of this record",
                severity=VIOLATION if result.severity == "Violation" else WARNING,
            )

    def _ranked(self) -> list[Any]:
        return sorted(self._results, key=lambda result: result.severity != "Violation")[:MOST]


def _typed(kind: Kind) -> bytes:
    """What a block is told of a thing of another block."""
    classes = [kind.iri, *([RL + "Link"] if kind.is_link else ())]
    lines = [
        f"<%(thing)s> <{_TYPE}> <{known(kind.iri)}> .\n",
        *(f"<%(thing)s> <{known('a')}> <{c}> .\n" for c in classes),
    ]
    return "".join(lines).encode()


def _asking_for_known(classes: set[str]) -> str:
    """The shapes as N-Triples: `sh:class C` asks for known(C), `rdf:type` for it or what is known."""
    from rdflib import RDF, SH, BNode, Graph, URIRef
    from rdflib.collection import Collection

    graph = Graph().parse(resources.ontology() / "shapes.ttl")
    for shape, cls in list(graph.subject_objects(SH["class"])):
        if str(cls) in classes:
            graph.set((shape, SH["class"], URIRef(known(str(cls)))))
    for shape in list(graph.subjects(SH.path, RDF.type)):
        either, members = BNode(), BNode()
        Collection(graph, members, [RDF.type, URIRef(known("a"))])
        graph.add((either, SH.alternativePath, members))
        graph.set((shape, SH.path, either))
    return graph.serialize(format="nt")


def _message(messages: list[str]) -> str:
    return " / ".join(dict.fromkeys(messages))
