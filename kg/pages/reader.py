"""Reads what the pages need from a store through one query function; nothing here knows which store it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from kg.pages.document import Both
from kg.vocabulary import curie, iri, prefixes

#: A SELECT -> rows of terms: `.value` is the IRI or lexical form, literals have `.datatype` and `.language`.
Query = Callable[[str], Iterable[tuple[Any, ...]]]
#: Subject -> property -> values, all as CURIEs; literals as text. Languages are kept apart in `Reader.labels`.
Triples = Mapping[str, Mapping[str, list[str]]]
_BATCH: Final = 400
#: A CURIE, or an IRI of the characters that IRIREF allows (SPARQL 1.1, 19.8).
_NAMED: Final = re.compile(r"[a-z]+:[^\x00-\x20<>\"{}|^`\\]+")


class Reader:
    """Answers the same few questions for many things at once."""

    def __init__(self, rows: Query) -> None:
        self.rows = rows
        self._labels: dict[str, Both] = {}

    def triples(self, things: Iterable[str], pattern: str = "?s ?p ?o") -> dict[str, dict[str, list[str]]]:
        """Every triple of the things that the pattern finds; it binds ?s (from VALUES), ?p and ?o."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        named = cache(curie)  # the same subjects and properties come again in most rows
        for batch in batches(things):
            for s, p, o in self.rows(f"SELECT ?s ?p ?o {{ {values('s', batch)} {pattern} }}"):
                found[named(s.value)][named(p.value)].append(text(o))
        return {s: {p: sorted(set(o)) for p, o in sorted(ps.items())} for s, ps in sorted(found.items())}

    def pairs(self, query: str) -> Iterator[tuple[str, ...]]:
        """Rows of a query as text, sorted; unbound values are empty."""
        yield from sorted(tuple("" if t is None else text(t) for t in row) for row in self.rows(query))

    def know(self, things: Iterable[str]) -> None:
        """Reads the labels of the things; those of concepts too."""
        new = set(things) - self._labels.keys()
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for batch in batches(new):
            query = f"SELECT ?s ?l {{ {values('s', batch)} {{ ?s rdfs:label ?l }} UNION {{ ?s skos:prefLabel ?l }} }}"
            for s, label in self.rows(query):
                here = found[curie(s.value)]
                here[label.language or "vi"] = min(label.value, here.get(label.language or "vi", label.value))
        for thing in new:
            known = found.get(thing, {})
            vi = known.get("vi") or known.get("en") or ""
            self._labels[thing] = Both(vi, known.get("en") or vi)

    def label(self, thing: str) -> Both:
        """The label of a thing that `know` was told of; its local name where it has none."""
        if thing not in self._labels:
            self.know([thing])
        found = self._labels[thing]
        local = thing.partition(":")[2] or thing
        return found if found.vi else Both(local, local)

    def has_label(self, thing: str) -> bool:
        """True where the store gives the thing a label."""
        return bool(self._labels.get(thing, Both("", "")).vi)


def text(term: Any) -> str:
    """A literal's lexical form, or the CURIE of an IRI."""
    return str(term.value) if hasattr(term, "datatype") else curie(str(term.value))


def values(name: str, things: Iterable[str]) -> str:
    """`VALUES ?s { <...> }` for CURIEs, and for IRIs that have none."""
    terms = (thing if "://" in thing else iri(thing) for thing in things)
    return f"VALUES ?{name} {{ {' '.join(f'<{term}>' for term in terms)} }}"


def batches(things: Iterable[str]) -> Iterator[list[str]]:
    """The things in sorted batches of a size that a query can hold; texts that only look like a CURIE are none."""
    known = prefixes()
    listed = sorted({t for t in things if _NAMED.fullmatch(t) and ("://" in t or t.partition(":")[0] in known)})
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]
