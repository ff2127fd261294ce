"""SHACL over the whole graph, before a store is swapped in. The only door to the SHACL engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from kg import resources
from kg.errors import VIOLATION, WARNING, Finding
from kg.vocabulary import Kind, curie

Place = Callable[[str], tuple[str, int, Kind] | None]
_FILE = "graph"


#: Findings told; the engine is asked for all of them, since a limit of its own drops violations behind warnings.
MOST: Final = 1_000


def shapes(graph: Path, place: Place) -> Iterator[Finding]:
    """Validates an N-Triples file (data, ontology and concepts together) against ontology/shapes.ttl.

    `place` gives file, line and kind of a node's record; a finding names them where it knows them, else the node and
    the path. Rows were checked while they were read, so what is found here lies between rows. Source: W3C SHACL,
    core constraints.
    """
    from shacl import Shapes

    report = Shapes.from_file(str(resources.ontology() / "shapes.ttl")).validate_file(str(graph))
    ranked = sorted(report.results, key=lambda result: result.severity != "Violation")
    for result in ranked[:MOST]:
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


def _message(messages: list[str]) -> str:
    return " / ".join(dict.fromkeys(messages))
