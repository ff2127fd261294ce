"""Units, changes of the map, and what every version reads as: the part of the document that the lens needs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.pages import evidenced
from kg.pages.document import Change, Span, Unit
from kg.pages.reader import Reader

_UNITS = """SELECT ?s ?category ?from ?until ?lat ?lon {
  ?s a rl:Unit . OPTIONAL { ?s rl:category ?category } OPTIONAL { ?s rl:firstDay ?from }
  OPTIONAL { ?s rl:lastDay ?until } OPTIONAL { ?s wgs:lat ?lat } OPTIONAL { ?s wgs:long ?lon } }"""
_CHANGES = """SELECT ?s ?kind ?effective ?resolution ?number {
  ?s a rl:Change ; rl:effective ?effective . OPTIONAL { ?s rl:kind ?kind }
  OPTIONAL { ?s rl:resolution ?resolution . OPTIONAL { ?resolution rl:number ?number } } }"""
_LENSES = "SELECT ?s ?first { ?s a rl:Lens ; rl:firstDay ?first }"
_READS = "SELECT ?v ?lens ?unit { ?v rl:reading ?r . ?r rl:lens ?lens ; rl:readsAs ?unit }"
_PASSED = "SELECT ?v ?lens ?change { ?v rl:passage ?p . ?p rl:lens ?lens ; rl:via ?change }"
_BORDERS = "SELECT ?a ?b { ?s a rl:Border ; rl:oneSide ?a ; rl:otherSide ?b }"
#: Categories of units: not of Viet Nam; under central rule.
FOREIGN = "concept:foreign"
CITY = "concept:city"


def units(reader: Reader) -> tuple[Unit, ...]:
    """Every version of every unit in the store."""
    rows: dict[str, tuple[str, ...]] = {}
    for row in reader.pairs(_UNITS):
        rows.setdefault(row[0], row)
    keys: dict[str, list[str]] = defaultdict(list)
    for unit, key in reader.pairs("SELECT ?s ?key { ?s a rl:Unit ; rl:key ?key }"):
        keys[unit].append(key)
    reader.know([*rows, *(row[1] for row in rows.values() if row[1])])
    return tuple(
        Unit(
            id=unit,
            label=reader.label(unit),
            category=reader.label(row[1]) if row[1] else reader.label("rl:Unit"),
            foreign=row[1] == FOREIGN,
            city=row[1] == CITY,
            since=row[2],
            until=row[3],
            lat=float(row[4]) if row[4] else None,
            lon=float(row[5]) if row[5] else None,
            keys=tuple(k for k in keys[unit] if ":" not in k),
        )
        for unit, row in sorted(rows.items())
    )


def borders(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Units that touch, on the map of any day."""
    return tuple((row[0], row[1]) for row in reader.pairs(_BORDERS))


def changes(reader: Reader) -> tuple[Change, ...]:
    """Every change of the map, in order of its day."""
    ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for side in ("Before", "After"):
        for change, unit in reader.pairs(f"SELECT ?s ?u {{ ?s tsnchange:unitVersion{side} ?u }}"):
            ends[change][side].append(unit)
    rows: dict[str, tuple[str, ...]] = {}
    for row in reader.pairs(_CHANGES):
        rows.setdefault(row[0], row)
    told = evidenced.told(reader, {thing for change, row in rows.items() for thing in (change, row[3]) if thing})
    found = (
        Change(
            id=change,
            kind=row[1].partition(":")[2],
            inputs=tuple(ends[change]["Before"]),
            outputs=tuple(ends[change]["After"]),
            effective=row[2],
            resolution=row[3],
            number=row[4],
            evidence=tuple(
                replace(one, states=(), whole=True) for id_ in (change, row[3]) if id_ for one in told[id_].evidence
            ),
        )
        for change, row in rows.items()
    )
    return tuple(sorted(found, key=lambda c: (c.effective, c.id)))


def spans(reader: Reader, known: tuple[Change, ...]) -> tuple[Span, ...]:
    """The lenses with all readings in which a version does not read as itself; changes in the order of their day."""
    order = {change.id: n for n, change in enumerate(known)}
    reads: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    passed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for version, lens, unit in reader.pairs(_READS):
        reads[lens][version].add(unit)
    for version, lens, change in reader.pairs(_PASSED):
        passed[lens][version].add(change)
    found = []
    for lens, first in reader.pairs(_LENSES):
        readings = {
            version: (
                tuple(sorted(seen)),
                tuple(sorted(passed[lens][version], key=lambda c: (order.get(c, len(order)), c))),
            )
            for version, seen in sorted(reads[lens].items())
            if seen != {version}
        }
        found.append(Span(first, readings))
    return tuple(sorted(found, key=lambda span: span.first))
