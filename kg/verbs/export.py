"""`kg export`: the graph for other programs. A file is written beside its place, then moved there, or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from kg import gephi, store
from kg.errors import Failed, UsageError
from kg.store import Graph
from kg.verbs import sheets
from kg.verbs.build import Say, answering
from kg.verbs.setting import Setting
from kg.vocabulary import curie, prefixes


def export(setting: Setting, out: str, say: Say) -> None:
    """Writes the graph in the format that the ending names; `-` is not possible, since the ending says the format."""
    path = Path(out)
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise UsageError(f"{out}: the ending says the format; use one of {', '.join(_WRITERS)}")
    graph = answering(setting, say)
    with whole(path) as beside:
        write(graph, beside, setting)
    say(f"wrote {path}")


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path beside the target; what is written there takes the target's place only when all went well."""
    if not path.parent.is_dir():
        raise UsageError(f"{path}: the folder {path.parent} does not exist")
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name the file to write in it")
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".kg-", suffix=path.suffix)
    os.close(number)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o644)
        os.replace(beside, path)
    except OSError as fault:
        raise Failed(f"{path} could not be written: {fault}") from fault
    finally:
        beside.unlink(missing_ok=True)


def ntriples(setting: Setting, out: str) -> None:
    """The store that stands as canonical N-Triples, sorted; `-` is standard output."""
    graph = store.open_current(setting.folder)
    if out == "-":
        sys.stdout.writelines(sorted(graph.lines()))
        return
    with whole(Path(out)) as beside:
        _nt(graph, beside, setting)


def _nt(graph: Graph, path: Path, setting: Setting) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(sorted(graph.lines()))


def _turtle(graph: Graph, path: Path, setting: Setting) -> None:
    path.write_bytes(graph.document("ttl"))


def _json_ld(graph: Graph, path: Path, setting: Setting) -> None:
    """Node objects under our prefixes, one a line."""
    nodes = [json.dumps(_compact(node), ensure_ascii=False) for node in json.loads(graph.document("jsonld"))]
    context = json.dumps(dict(prefixes()), ensure_ascii=False)
    text = f'{{"@context": {context},\n"@graph": [\n' + ",\n".join(nodes) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _compact(value: Any) -> Any:
    """Expanded JSON-LD with properties and addresses as CURIEs; the literals stay as they are."""
    if isinstance(value, list):
        return [_compact(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        curie(key): curie(one) if key in ("@id", "@type") and isinstance(one, str) else _compact(one)
        for key, one in value.items()
    }


_WRITERS: Final[dict[str, Callable[[Graph, Path, Setting], None]]] = {
    ".nt": _nt,
    ".ttl": _turtle,
    ".jsonld": _json_ld,
    ".graphml": lambda graph, path, setting: gephi.graphml(graph, path, setting.lang),
    ".gexf": lambda graph, path, setting: gephi.gexf(graph, path, setting.lang),
    ".csv": sheets.csv_file,
    ".xlsx": sheets.xlsx_file,
}
