"""The peers of the build, each run as a process of its own: `python -m tests.bench.peers WAY ...`.

    raw FILE STORE      pyoxigraph's bulk_load of a finished N-Triples file, then optimize: the floor of every way
    rdflib DIR STORE    tables -> an rdflib graph, triple by triple -> N-Triples -> the same store
    tables DIR WORK     what Morph-KGC needs: two-column tables and an R2RML mapping of them; it runs in an environment
                        of its own (it wants an Oxigraph of 2023), and its N-Triples go the way of `raw`

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


def tables(folder: Path, work: Path, steps: Steps) -> int:
    """What Morph-KGC needs: R2RML maps atomic cells, so lists, names and evidence become one table a property."""
    begun = time.perf_counter()
    work.mkdir(parents=True)
    mapping, count = _tables(folder, work)
    (work / "mapping.ttl").write_text(mapping, encoding="utf-8")
    config = f"""[CONFIGURATION]
logging_level=ERROR
number_of_processes=1
output_format=N-TRIPLES
output_file={work.with_suffix(".nt")}
[data]
mappings={work / "mapping.ttl"}
"""
    (work / "morph.ini").write_text(config, encoding="utf-8")
    steps["prepare"] = time.perf_counter() - begun
    return count


def _tables(folder: Path, work: Path) -> tuple[str, int]:
    """Writes one two-column table a predicate and sort of object, and the mapping that reads them."""
    writers: dict[tuple[str, str], Callable[[tuple[str, str]], object]] = {}
    lines = [
        "@prefix rr: <http://www.w3.org/ns/r2rml#> .",
        "@prefix rml: <http://semweb.mmlab.be/ns/rml#> .",
        "@prefix ql: <http://semweb.mmlab.be/ns/ql#> .",
    ]
    opened, count = [], 0
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
        count += 1
    for file in opened:
        file.close()
    return "\n".join(lines), count


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


WAYS: dict[str, Callable[[Path, Path, Steps], int]] = {"raw": raw, "rdflib": by_rdflib, "tables": tables}


def main() -> None:
    """One way, once."""
    way, given, store = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    steps: Steps = {}
    triples = WAYS[way](given, store, steps)
    sys.stdout.write(json.dumps({"triples": triples, "steps": steps}) + "\n")


if __name__ == "__main__":
    main()
