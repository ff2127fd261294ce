"""Who says what: evidence, stated values, conflicts and sources of the things of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from kg import vocabulary
from kg.model import Value as Cell
from kg.pages.document import Both, Conflict, Evidence, Source, Value
from kg.pages.reader import Reader, Triples
from kg.pages.written import written

_ABOUT = "?e rl:about ?s . BIND(rl:about AS ?p) BIND(?e AS ?o)"
_STATED = "?s rl:states ?st . ?st rdf:predicate ?p . BIND(?st AS ?o)"
_RIVAL = (
    "?e rl:about ?s ; rl:states ?st . ?st rdf:subject ?s ; rl:conflictsWith ?rival . BIND(?st AS ?p) BIND(?rival AS ?o)"
)


@dataclass(slots=True)
class Told:
    """What the sources say of one thing; `where` maps a statement to the rows (by position) that state it."""

    evidence: list[Evidence] = field(default_factory=list)
    where: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    #: (property, value) -> positions of the rows that state it.
    values: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    conflicts: list[Conflict] = field(default_factory=list)
    inferred: set[str] = field(default_factory=set)


def told(reader: Reader, things: Iterable[str]) -> dict[str, Told]:
    """Evidence and conflicts of each thing."""
    things = sorted(set(things))
    rows = reader.triples(things, _ABOUT)
    ids = sorted({e for found in rows.values() for e in found.get("rl:about", ())})
    details = reader.triples(ids)
    statements = sorted({s for d in details.values() for s in d.get("rl:states", ())})
    said = reader.triples(statements)
    reader.know(o for s in said.values() for o in s.get("rdf:object", ()) if ":" in o)
    found: dict[str, Told] = {thing: Told() for thing in things}
    for thing, about in rows.items():
        _tell(found[thing], thing, [(e, details.get(e, {})) for e in about["rl:about"]], said)
    disputed = reader.triples(things, _RIVAL)
    stands = reader.triples(sorted(disputed))
    for thing, rivals in disputed.items():
        pairs = {(a, b) for a, others in rivals.items() for b in others}
        found[thing].conflicts = _conflicts(reader, found[thing], pairs, said, stands.get(thing, {}))
    return found


def _tell(here: Told, thing: str, rows: list[tuple[str, dict[str, list[str]]]], said: Triples) -> None:
    alone = len(rows) == 1
    for _, detail in rows:
        at = len(here.evidence)
        columns = []
        for statement in detail.get("rl:states", ()):
            subject, prop, value = (said.get(statement, {}).get(k, [""])[0] for k in _PARTS)
            if subject != thing:
                continue
            here.where[statement].append(at)
            here.values[prop, value].append(at)
            columns.append(prop)
        here.inferred |= set(detail.get("rl:infers", ()))
        here.evidence.append(
            Evidence(
                sources=tuple(detail.get("prov:wasDerivedFrom", ())),
                place=_first(detail, "rl:place"),
                verification=_first(detail, "rl:verification").partition(":")[2],
                states=tuple(dict.fromkeys(columns)),
                whole=alone and not columns,
                note=Both(_first(detail, "skos:note"), _first(detail, "skos:note")),
            )
        )


_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


def _first(detail: object, prop: str) -> str:
    values = detail.get(prop) if isinstance(detail, dict) else None
    return values[0] if values else ""


@cache
def _dated() -> frozenset[str]:
    """The properties whose values are days or dates."""
    columns = (column for kind in vocabulary.load().kinds for column in kind.columns)
    return frozenset(vocabulary.curie(c.property) for c in columns if c.property and c.value in (Cell.DATE, Cell.DAY))


def _shown(reader: Reader, prop: str, value: str) -> Both:
    if reader.has_label(value):
        return reader.label(value)
    return Both(written(value, "vi"), written(value, "en")) if prop in _dated() else Both(value, value)


def _conflicts(
    reader: Reader, here: Told, pairs: set[tuple[str, str]], said: Triples, stands: dict[str, list[str]]
) -> list[Conflict]:
    """Rival statements by property; the value that the graph answers with first, then the others."""
    rivals: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for statement in pair:
            if statement in said:
                rivals[_first(said[statement], "rdf:predicate")].add(statement)
    made = []
    for prop, statements in sorted(rivals.items()):
        objects = {statement: _first(said[statement], "rdf:object") for statement in statements}
        used = set(stands.get(prop, ()))
        ordered = sorted(statements, key=lambda s: (objects[s] not in used, s))
        values = []
        for statement in ordered:
            value = objects[statement]
            values.append(Value(_shown(reader, prop, value), "", tuple(here.where.get(statement, ()))))
        made.append(Conflict(prop, tuple(values), unsettled=objects[ordered[0]] not in used))
    return made


def sources(reader: Reader, ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources that the document's evidence names."""
    found = reader.triples(ids)
    return tuple(
        Source(
            id=source,
            title=_first(detail, "dcterms:title") or source,
            publisher=_first(detail, "dcterms:publisher"),
            address=_first(detail, "rl:address"),
            locator=_first(detail, "rl:locator"),
            date=_first(detail, "dcterms:date"),
        )
        for source, detail in found.items()
    )
