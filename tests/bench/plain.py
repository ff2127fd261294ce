"""The same mapping as kg's, by hand and without checks: what somebody writes who knows these three tables only.

Both peers start from it, so that they make the very triples that `kg build` makes of the tables. It borrows kg's dates,
keys of names and composed ids; tables, units, participations, bounds and evidence are plain loops.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from kg import vocabulary, when
from kg.names import fold
from kg.records import key
from kg.vocabulary import RL, XSD, composed_id, iri
from tests.bench.generate import names

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE = f"{RDF}type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DATE = f"{XSD}date"
#: An object: its text, and "" for an IRI, "@vi" for a language, else the IRI of a datatype.
Object = tuple[str, str]
Triple = tuple[str, str, Object]
Cells = dict[str, str]
Values = dict[str, list[Object]]


class Plain:
    """Reads the tables of a folder and yields their triples."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.units: dict[str, list[tuple[date, date, str]]] = {}
        for name in names():
            self.units.setdefault(name.vi, []).append((name.first, name.last, iri(name.unit)))
        self.model = vocabulary.load()
        self.reported: dict[str, str] = {}

    def triples(self) -> Iterator[Triple]:
        """Every triple of the three tables."""
        for table in ("sources", "agreements", "projects"):
            kind = self.model.kind(table)
            columns = {c.header: c for c in kind.columns if c.property}
            with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                for id, rows in groupby(csv.DictReader(file), lambda row: row["id"]):
                    yield from self._record(f"{kind.prefix}:{id}", kind, columns, list(rows))

    def _record(self, curie, kind, columns, rows: list[Cells]) -> Iterator[Triple]:  # type: ignore[no-untyped-def]
        s = iri(curie)
        first, last = self._days(rows[0], kind)
        given = [self._values(row, columns, first, last) for row in rows]
        merged = {h: list(dict.fromkeys(o for values in given for o in values.get(h, ()))) for h in columns}
        yield s, TYPE, (kind.iri, "")
        if kind.is_link:
            yield s, TYPE, (f"{RL}Link", "")
        for header, found in merged.items():
            column = columns[header]
            if column.evidence:
                continue
            for o in found:
                yield s, column.property, o
                if column.naming:
                    yield s, f"{RL}key", (fold(o[0]), f"{XSD}string")
        for unit, _ in merged.get("parties", ()):
            node = self._participation(curie, unit)
            yield node, TYPE, (f"{RL}Participation", "")
            yield node, f"{RL}in", (s, "")
            yield node, f"{RL}role", (iri("concept:party"), "")
            yield node, f"{RL}unit", (unit, "")
        yield from self._bounds(s, kind, columns, merged)
        if kind.has_evidence:
            yield from self._evidence(curie, columns, given)

    def _days(self, row: Cells, kind) -> tuple[date, date]:  # type: ignore[no-untyped-def]
        stated = row.get("signed") or row.get("approved")
        if not stated:
            return date.min, date.max
        day = when.parse(stated)
        return day.earliest or date.min, day.latest or date.max

    def _values(self, row: Cells, columns, first: date, last: date) -> Values:  # type: ignore[no-untyped-def]
        values: Values = {}
        for header, column in columns.items():
            if not (cell := row.get(header)):
                continue
            items = cell.split("; ") if column.many else [cell]
            values[header] = [self._object(item, column, first, last) for item in items]
        return values

    def _object(self, text: str, column, first: date, last: date) -> Object:  # type: ignore[no-untyped-def]
        match column.value.name:
            case "TEXT":
                return text, f"@{column.language}"
            case "DATE":
                stated = when.parse(text)
                return stated.text, stated.datatype
            case "DAY":
                return text, DATE
            case "CONCEPT":
                return iri(f"{'sector' if column.header == 'sectors' else 'concept'}:{text}"), ""
            case "PROPERTY":
                return f"{RL}concluded", ""
            case "REFERENCE" if column.header == "parties":
                return next(unit for a, b, unit in self.units[text] if a <= last and first <= b), ""
            case "REFERENCE":
                return iri(f"{'src' if column.header == 'source' else 'agr'}:{text}"), ""
            case "INTEGER":
                return text, f"{XSD}integer"
            case "ADDRESS":
                return text, f"{XSD}anyURI"
        return text, f"{XSD}string"

    @staticmethod
    def _participation(curie: str, unit: str) -> str:
        return iri(composed_id("par", key(curie), f"unit_{unit.rsplit('/', 1)[1]}", "party"))

    @staticmethod
    def _bounds(s: str, kind, columns, merged: Values) -> Iterator[Triple]:  # type: ignore[no-untyped-def]
        def stated(properties: tuple[str, ...]) -> list[when.When]:
            return [when.parse(o[0]) for h, c in columns.items() if c.property in properties for o in merged.get(h, ())]

        happened = stated(kind.happens) or stated(kind.happens_else)
        opened, closed = stated(kind.opens) or stated(kind.opens_else), stated(kind.closes)
        for name, days in (
            ("earliest", sorted(w.earliest for w in happened if w.earliest)),
            ("latest", sorted((w.latest for w in happened if w.latest), reverse=True)),
            ("firstDay", sorted(w.earliest for w in opened if w.earliest)),
            ("lastDay", sorted((w.latest for w in closed if w.latest), reverse=True)),
        ):
            if days:
                yield s, f"{RL}{name}", (days[0].isoformat(), DATE)

    def _evidence(self, curie: str, columns, given: list[Values]) -> Iterator[Triple]:  # type: ignore[no-untyped-def]
        nodes: list[str] = []
        for values in given:
            base = composed_id("ev", key(curie), *(o[0].rsplit("/", 1)[1] for o in values["source"]))
            count = sum(n == iri(base) or n.startswith(iri(base) + "__") for n in nodes)
            node = iri(base if not count else composed_id(*base.split(":"), str(count + 1)))
            nodes.append(node)
            yield node, TYPE, (f"{RL}Evidence", "")
            yield node, f"{RL}about", (iri(curie), "")
            for unit, _ in values.get("parties", ()):
                yield node, f"{RL}about", (self._participation(curie, unit), "")
            for header, column in columns.items():
                if column.evidence:
                    for o in values.get(header, ()):
                        yield node, column.property, o
        if len(given) > 1:
            yield from self._statements(curie, columns, given, nodes)

    @staticmethod
    def _statements(curie: str, columns, given: list[Values], nodes: list[str]) -> Iterator[Triple]:  # type: ignore[no-untyped-def]
        for header, column in columns.items():
            if column.ours or column.evidence:
                continue
            stated: dict[Object, list[str]] = {}
            for values, node in zip(given, nodes, strict=True):
                for o in values.get(header, ()):
                    stated.setdefault(o, []).append(node)
            for n, (o, by) in enumerate(stated.items(), 1):
                statement = iri(composed_id("st", key(curie), header, str(n)))
                yield statement, TYPE, (f"{RDF}Statement", "")
                yield statement, f"{RDF}subject", (iri(curie), "")
                yield statement, f"{RDF}predicate", (column.property, "")
                yield statement, f"{RDF}object", o
                for node in by:
                    yield node, f"{RL}states", (statement, "")
