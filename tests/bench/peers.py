"""The peers of the build, each run as a process of its own: `python -m tests.bench.peers WAY ...`.

    raw FILE STORE      pyoxigraph's bulk_load of a finished N-Triples file, then optimize: the floor of every way
    rdflib DIR STORE    tables -> an rdflib graph, triple by triple -> N-Triples -> the same store
    morph DIR STORE     tables -> two-column tables -> Morph-KGC (R2RML) -> N-Triples -> the same store

The last line of standard output is a JSON object: triples made and seconds by step.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.plain import Object, Plain

BASE = "urn:bench:"
Steps = dict[str, float]


def load(file: Path, store: Path, steps: Steps) -> int:
    """A finished file into a store on disk, optimised."""
    from pyoxigraph import RdfFormat, Store

    made = Store(str(store))
    begun = time.perf_counter()
    made.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    steps["load"] = time.perf_counter() - begun
    begun = time.perf_counter()
    made.optimize()
    made.flush()
    steps["optimise"] = time.perf_counter() - begun
    return len(made)


def raw(file: Path, store: Path, steps: Steps) -> int:
    """Nothing but the store's own loader."""
    return load(file, store, steps)


def by_rdflib(folder: Path, store: Path, steps: Steps) -> int:
    """The loop that most scripts are."""
    from rdflib import Graph, Literal, URIRef

    def term(o: Object) -> URIRef | Literal:
        text, sort = o
        if not sort:
            return URIRef(text)
        return Literal(text, lang=sort[1:]) if sort[0] == "@" else Literal(text, datatype=URIRef(sort))

    begun = time.perf_counter()
    graph = Graph()
    for s, p, o in Plain(folder).triples():
        graph.add((URIRef(s), URIRef(p), term(o)))
    steps["map"] = time.perf_counter() - begun
    begun = time.perf_counter()
    file = store.with_suffix(".nt")
    graph.serialize(str(file), format="nt", encoding="utf-8")
    steps["write"] = time.perf_counter() - begun
    return load(file, store, steps)


def by_morph(folder: Path, store: Path, steps: Steps) -> int:
    """R2RML maps atomic cells of tables, so lists, names and evidence are made plain first: a table a property."""
    import morph_kgc

    begun = time.perf_counter()
    work = store.with_suffix(".tables")
    work.mkdir(parents=True)
    mapping = _tables(folder, work)
    steps["prepare"] = time.perf_counter() - begun
    begun = time.perf_counter()
    file = store.with_suffix(".nt")
    (work / "mapping.ttl").write_text(mapping, encoding="utf-8")
    config = f"[CONFIGURATION]\nlogging_level=ERROR\nnumber_of_processes=1\n[data]\nmappings={work / 'mapping.ttl'}\n"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{triple} .\n" for triple in morph_kgc.materialize_set(config))
    steps["map"] = time.perf_counter() - begun
    return load(file, store, steps)


def _tables(folder: Path, work: Path) -> str:
    """Writes one two-column table a predicate and sort of object, and the mapping that reads them."""
    writers: dict[tuple[str, str], Callable[[tuple[str, str]], object]] = {}
    lines = [
        "@prefix rr: <http://www.w3.org/ns/r2rml#> .",
        "@prefix rml: <http://semweb.mmlab.be/ns/rml#> .",
        "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .",
    ]
    opened = []
    for s, p, (text, sort) in Plain(folder).triples():
        write = writers.get((p, sort))
        if write is None:
            path = work / f"t{len(writers)}.csv"
            file = path.open("w", encoding="utf-8", newline="")
            opened.append(file)
            write = writers[p, sort] = csv.writer(file).writerow
            write(("s", "o"))
            lines.append(_map(len(writers), path, p, sort))
        write((s, text))
    for file in opened:
        file.close()
    return "\n".join(lines)


def _map(number: int, path: Path, predicate: str, sort: str) -> str:
    """One triples map."""
    if not sort:
        typed = "rr:termType rr:IRI"
    elif sort[0] == "@":
        typed = f'rr:language "{sort[1:]}"'
    else:
        typed = "rr:termType rr:Literal" if sort.endswith("#string") else f"rr:datatype <{sort}>"
    return (
        f'<{BASE}{number}> rml:logicalSource [ rml:source "{path}" ; rml:referenceFormulation ql:CSV ] ;\n'
        f'  rr:subjectMap [ rml:reference "s" ; rr:termType rr:IRI ] ;\n'
        f"  rr:predicateObjectMap [ rr:predicate <{predicate}> ;\n"
        f'    rr:objectMap [ rml:reference "o" ; {typed} ] ] .'
    )


WAYS: dict[str, Callable[[Path, Path, Steps], int]] = {"raw": raw, "rdflib": by_rdflib, "morph": by_morph}


def main() -> None:
    """One way, once."""
    way, given, store = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    steps: Steps = {}
    triples = WAYS[way](given, store, steps)
    sys.stdout.write(json.dumps({"triples": triples, "steps": steps}) + "\n")


if __name__ == "__main__":
    main()
