"""The light form in which a page of some thousand matters carries each of them.

It holds what the picture, the filters, the table and the head of the panel show: title, kind, days, state, parties,
sectors, sources. Left out are the other columns, other names, and which place of a source states which value; but where
sources disagree, all they say stands as in a small page. `kg show` tells the rest of one matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg import vocabulary
from kg.pages import evidenced
from kg.pages.document import Evidence
from kg.pages.evidenced import Told
from kg.pages.reader import Reader, Triples

_NEEDED: Final = (
    "rl:party", "rl:partyCount", "rl:covers", "dcterms:subject", "rl:kind", "rl:form", "rl:category", "rl:status",
    "rl:earliest", "rl:latest", "rl:firstDay", "rl:lastDay", "rl:due", "rl:until", "rl:periodStart", "rl:periodEnd",
    "dcterms:date",
)  # fmt: skip
_SOURCES: Final = "?e rl:about ?s ; prov:wasDerivedFrom ?o . BIND(?e AS ?p)"
_INFERRED: Final = "?e rl:about ?s ; rl:infers ?o . BIND(rl:infers AS ?p)"
_RIVALS: Final = "?e rl:about ?s ; rl:states ?st . ?st rl:conflictsWith ?o . BIND(rl:conflictsWith AS ?p)"


def facts(reader: Reader, things: Iterable[str]) -> Triples:
    """What is known of the things in a page of many."""
    days = {
        vocabulary.curie(prop)
        for kind in vocabulary.load().kinds
        for prop in (*kind.happens, *kind.happens_else, *kind.opens, *kind.opens_else)
    }
    wanted = ", ".join(sorted({*_NEEDED, *days}))
    # A second VALUES would be joined after all triples were read.
    return reader.triples(things, f"?s ?p ?o . FILTER(?p IN ({wanted}))")


def told(reader: Reader, things: Iterable[str]) -> dict[str, Told]:
    """The sources of each thing; all that they say where they disagree."""
    sources, inferred = reader.triples(things, _SOURCES), reader.triples(things, _INFERRED)
    rivals = evidenced.told(reader, reader.triples(things, _RIVALS))
    found = {}
    for thing in things:
        rows = [Evidence(tuple(listed), whole=True) for listed in sources.get(thing, {}).values()]
        plain = Told(evidence=rows, inferred=set(inferred.get(thing, {}).get("rl:infers", ())))
        found[thing] = rivals.get(thing, plain)
    return found
