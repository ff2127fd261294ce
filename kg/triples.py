"""Rows -> N-Triples text: the second reading of the tables.

One plan a table, compiled once; a record of one row is written straight away, the rows of a record with several are
gathered first. Whatever the ontology does not name is not written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from kg import evidence, terms, when
from kg.bounds import dates, ends_early
from kg.cells import Desk, local_id, no_id, reader
from kg.errors import Finding
from kg.gazetteer import Days
from kg.records import PARTIES, TYPE, Cell, Plan, Read, composed, single
from kg.register import REFERENCE, Group, Register, acting_headers
from kg.several import several
from kg.tables import Row, Table
from kg.vocabulary import RL


def plan(table: Table, register: Register, desk: Desk) -> Plan:
    """Compiles the readers of a table's columns."""
    kind = table.kind
    own: list[Cell] = []
    provenance: list[Cell] = []
    for column in kind.columns:
        if column.header not in table.headers or column.property is None:
            continue
        at = table.headers.index(column.header)
        cell = Cell(at, column.header, column, reader(column, kind, register.known, desk), f" <{column.property}> ")
        (provenance if column.evidence else own).append(cell)
    below = register.model.below
    with_ = tuple((c.at, tuple(k.prefix for k in below(c.column.targets))) for c in own if c.column.acts_with)
    position = {h: n for n, h in enumerate(table.headers)}
    return Plan(
        table,
        kind,
        desk,
        register.known,
        position.get("id"),
        tuple(own),
        tuple(provenance),
        acting_headers(table, register.model),
        with_,
        position.get("source"),
        tuple(f"{TYPE}<{c}> .\n" for c in (kind.iri, *([RL + "Link"] if kind.is_link else ()))),
        dates(kind),
        kind.has_evidence,
    )


def triples(register: Register, report: Callable[[Finding], None]) -> Iterator[str]:
    """Every record of every group as N-Triples text, a record or more a piece. Findings go to `report`."""
    desk = Desk(report)
    written: set[str] = set()
    for group in reversed(register.groups):
        fresh: set[str] = set()
        desk.report = _violations(report) if group.name == REFERENCE else report
        for kind in register.model.kinds:
            tables = group.of(kind)
            if tables:
                yield from _kind([plan(t, register, desk) for t in tables], group, register, written, fresh)
        written |= fresh


def _violations(report: Callable[[Finding], None]) -> Callable[[Finding], None]:
    """Tells violations alone: what our own reference tables are warned of is not the user's to mend."""
    return lambda finding: report(finding) if finding.blocks else None


def _kind(plans: Sequence[Plan], group: Group, register: Register, written: set[str], fresh: set[str]) -> Iterator[str]:
    waiting: dict[str, list[tuple[Plan, Read]]] = {}
    for one in plans:
        desk, is_composed = one.desk, bool(one.kind.composed)
        desk.file = one.table.name
        for row in one.table.rows(desk.report):
            desk.row = row.line
            curie = _id(one, row)
            if not curie and not is_composed:
                continue
            if curie in group.replaced:
                continue
            read = _read(one, row, curie)
            curie = curie or composed(one, read, row)
            if not curie or curie in written:
                continue
            if is_composed:
                fresh.add(curie)
            if is_composed or curie in register.several:
                waiting.setdefault(curie, []).append((one, read))
            else:
                yield single(one, curie, read)
    for curie, rows in waiting.items():
        yield single(rows[0][0], curie, rows[0][1]) if len(rows) == 1 else several(curie, rows, register.broader)


def _id(one: Plan, row: Row) -> str:
    if one.id_at is None:
        return ""
    cell = row.cells[one.id_at]
    curie = local_id(cell, one.kind) if cell else ""
    if not curie and not one.kind.composed:
        one.desk.fault("id", cell, "id", *no_id(cell))
    return curie


def _days(one: Plan, row: Row, curie: str) -> Days | None:
    cells, ids = row.cells, one.known.ids
    # A row that states only a lesser date (a period) acts on the day that another row of the record states better.
    best = cells[one.acting[0]] if one.acting else ""
    stated = best or ids.get(curie, "") or next((cells[n] for n in one.acting if cells[n]), "")
    if not stated:
        for n, prefixes in one.acts_with:
            stated = (ids.get(cells[n]) or _bare(cells[n], prefixes, ids)) if cells[n] else ""
            if stated:
                break
    source = cells[one.source_at].partition(";")[0].strip() if one.source_at is not None else ""
    reported = ids.get(source if source.startswith("src:") else f"src:{source}", "")
    return days_of(stated, reported) or days_of(reported, reported)


def _bare(cell: str, prefixes: Sequence[str], ids: Mapping[str, str]) -> str:
    """The acting day of what a cell names without its prefix."""
    return next((ids[i] for i in (f"{prefix}:{cell}" for prefix in prefixes) if i in ids), "")


def days_of(stated: str, reported: str) -> Days | None:
    """The possible acting days; None where no day is stated or the date is wrong (which is found elsewhere)."""
    day, source = _date(stated), _date(reported)
    if day is None or day.latest is None or day.earliest is None or (reported and source is None):
        return None
    return Days(day.earliest, day.latest, source.latest if source else None)


@lru_cache(maxsize=16_384)
def _date(text: str) -> when.When | None:
    try:
        return when.parse(text) if text else None
    except when.BadDate:
        return None


def _read(one: Plan, row: Row, curie: str) -> Read:
    days = _days(one, row, curie)
    cells = row.cells
    values: dict[str, tuple[str, ...]] = {}
    parties_text, is_open = "", False
    missing: list[str] = []
    for cell in one.cells:
        text, header = cells[cell.at], cell.header
        if not text:
            if cell.column.required:
                missing.append(header)
            continue
        if header == PARTIES:
            if text.rstrip(" ;").endswith(("...", "…")):
                is_open, text = True, text.rstrip(" ;.…").rstrip(" ;")
            parties_text = text
        if found := cell.read(text, days):
            values[header] = found
    provenance = {c.header: c.read(cells[c.at], days) for c in one.provenance if cells[c.at]}
    if one.has_evidence and (one.source_at is None or not cells[one.source_at]):
        one.desk.fault("source", "", "required", "the row names no source", "write the id of a row of sources")
    preferred = frozenset(terms.plain(t) for t in provenance.get("preferred", ()))
    for first, last in one.dates.spans:
        if first in values and last in values and ends_early(values[first], values[last]):
            message = f"{last} lies before {first}, {cells[one.at(first)]}"
            one.desk.fault(last, cells[one.at(last)], "end-before-start", message, "mend one of the two")
    return Read(row.line, evidence.Given(values, preferred, parties_text, is_open), provenance, days, tuple(missing))
