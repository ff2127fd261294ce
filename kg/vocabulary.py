"""The ontology and its prefixes: one place to load the model, and to join and part CURIE and IRI.

Nothing about classes and properties is written down in Python: what a table holds, how a cell is read, which date
says when a thing happened and where an edge runs all stand as annotations in `ontology/regional-links.ttl`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg import resources
from kg.errors import UsageError
from kg.model import RL as RL
from kg.model import XSD as XSD
from kg.model import Column as Column
from kg.model import Concept as Concept
from kg.model import Kind as Kind
from kg.model import Model as Model
from kg.model import Value as Value

_LETTER: Final = (
    "0-9A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\uffef"
)
#: A local part of ours: a Turtle local name (Turtle 1.1, PN_LOCAL, within RFC 3987, ucschar) of letters, digits, _ and
#: - alone, so that a CURIE pasted into SPARQL is read. Oxigraph 0.5.13 reads no name with two "." in it, nor with a
#: letter beyond U+FFFF: neither is taken.
LOCAL: Final = re.compile(rf"[{_LETTER}](?:[{_LETTER}-]*[{_LETTER}])?\Z")
#: Parts a composed id; no id of a table holds it.
PARTED: Final = "__"
_PREFIX_LINE: Final = re.compile(r"^@prefix\s+([a-z]+):\s+<([^>]+)>\s*\.", re.MULTILINE)


@cache
def prefixes() -> Mapping[str, str]:
    """Prefix -> namespace, from `ontology/prefixes.ttl`."""
    text = (resources.ontology() / "prefixes.ttl").read_text(encoding="utf-8")
    return dict(_PREFIX_LINE.findall(text))


@cache
def _namespaces() -> Mapping[str, str]:
    return {namespace: prefix for prefix, namespace in prefixes().items()}


def iri(curie: str) -> str:
    """`unit:ha-noi` -> its IRI. Raises UsageError for a prefix that does not stand in the prefix table."""
    prefix, _, local = curie.partition(":")
    namespace = prefixes().get(prefix)
    if namespace is None:
        raise UsageError(f"{curie}: the prefix {prefix!r} is not known; known are {', '.join(prefixes())}")
    return namespace + local


def curie(full: str) -> str:
    """An IRI -> its CURIE where a prefix fits and the local part is a plain Turtle name, else the IRI unchanged."""
    cut = max(full.rfind("/"), full.rfind("#")) + 1
    prefix, local = _namespaces().get(full[:cut]), full[cut:]
    if prefix is None or not LOCAL.match(local):
        return full
    return f"{prefix}:{local}"


def composed_id(prefix: str, *parts: str) -> str:
    """The CURIE of a node that has no row of its own: `par:agr_a__unit_b__party`."""
    return f"{prefix}:{PARTED.join(parts)}"


@cache
def load(folder: Path | None = None) -> Model:
    """Reads the ontology and the concepts; raises Failed when an annotation contradicts another."""
    from kg.annotations import read

    return read(folder or resources.ontology())
