"""Writes what is generated from the ontology, or with --check compares it byte for byte."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from kg import resources, vocabulary
from kg.datapackage.context import context
from kg.datapackage.package import package
from kg.datapackage.page import page


def generated() -> dict[Path, str]:
    """Every generated file of a checkout and what it must hold."""
    model = vocabulary.load()
    root = resources.ontology().parent
    return {
        resources.data() / "datapackage.json": package(model),
        resources.ontology() / "context.jsonld": context(),
        root / "docs" / "vocabulary.md": page(model),
    }


def main(arguments: Sequence[str]) -> int:
    """Writes the files, or with --check names those that differ; returns the exit code."""
    differing = [p for p, text in generated().items() if not p.is_file() or p.read_bytes() != text.encode()]
    for path in differing:
        if "--check" in arguments:
            print(f"{path} is not what the ontology says; run `make generated`", file=sys.stderr)
        else:
            path.write_bytes(generated()[path].encode())
            print(f"wrote {path}", file=sys.stderr)
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
