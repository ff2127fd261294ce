"""Where ontology/, data/ and queries/ are: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.errors import Failed

PACKAGE: Final = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for place in (PACKAGE / "_bundle" / name, PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise Failed(f"the folder {name}/ of the product is missing; install the package again")


def ontology() -> Path:
    """The folder with regional-links.ttl, concepts.ttl, shapes.ttl and prefixes.ttl."""
    return _folder("ontology")


def data() -> Path:
    """The packaged tables: reference/, links/, sources.csv, datapackage.json."""
    return _folder("data")


def queries() -> Path:
    """The question catalogue, one .rq file a question."""
    return PACKAGE / "queries"


def assets() -> Path:
    """Sources of the page: templates, *.js and *.css."""
    return PACKAGE / "pages" / "assets"
