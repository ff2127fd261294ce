"""The first reading of the tables: which ids exist, on which day each acted, and which version a name means.

Everything that a later row may refer to must be known before that row is mapped, so the tables are read twice: here
for ids, days, names and codes, then in `triples` for everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg import continuity, when
from kg.cells import Known, local_id, parts
from kg.errors import Finding
from kg.gazetteer import Gazetteer, Version
from kg.names import fold
from kg.tables import Row, Table
from kg.vocabulary import Kind, Model

Report = Callable[[Finding], None]
#: The group of our own reference tables, read before a user's.
REFERENCE: Final = "packaged reference"
_UNITS: Final = "units"
_CHANGES: Final = "changes"
_CODES: Final = "codes"
_REGIONS: Final = "regions"


@dataclass(frozen=True, slots=True)
class Group:
    """The tables of one data folder; a later group's records replace those of an earlier one, all their rows."""

    name: str
    tables: tuple[Table, ...]
    #: ids that a later group also has: skipped here
    replaced: frozenset[str] = frozenset()

    def of(self, kind: Kind) -> tuple[Table, ...]:
        """The tables that feed one kind."""
        return tuple(t for t in self.tables if t.kind is kind)


@dataclass(frozen=True, slots=True)
class Register:
    """What the first reading found."""

    model: Model
    known: Known
    groups: tuple[Group, ...]
    #: ids with more than one row
    several: frozenset[str]
    versions: tuple[continuity.Version, ...]
    changes: tuple[continuity.Change, ...]
    rows: int = 0
    #: version CURIE -> codes such as "gso-2025:24"
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _broader: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def broader(self, narrow: str, wide: str) -> bool:
        """True when the concept term `wide` is above `narrow` in the ontology."""
        return wide in self._broader.get(narrow, ())


def register(groups: Sequence[tuple[str, Sequence[Table]]], model: Model, report: Report) -> Register:
    """Reads every table once. Findings about ids are left to the second reading, which sees them all again."""
    days: dict[str, str] = {}
    several: set[str] = set()
    claimed: set[str] = set()
    made: list[Group] = []
    count = 0
    for name, tables in reversed(groups):
        own: dict[str, str] = {}
        for table in tables:
            count += _ids(table, model, own, several, report)
        made.append(Group(name, tuple(tables), frozenset(claimed & own.keys())))
        days.update((i, day) for i, day in own.items() if i not in claimed)
        claimed |= own.keys()
    made.reverse()
    units = _records(made, model.kind(_UNITS))
    changes = _changes(made, model, report)
    codes = _code_bearers(made, model, units)
    gazetteer = Gazetteer({curie: _version(curie, rows) for curie, rows in units.items()}, _went(changes, units), codes)
    known = Known(model, gazetteer, days, _regions(made, model))
    versions = tuple(continuity.Version(v.curie, v.first, v.last) for v in gazetteer.versions.values())
    changes = _sound(versions, changes, made, model, report)
    by_unit: dict[str, list[str]] = {}
    for code, bearers in codes.items():
        for unit in bearers:
            by_unit.setdefault(unit, []).append(code)
    bearing = {unit: tuple(found) for unit, found in by_unit.items()}
    above = {
        f"<{c.iri}>": frozenset(f"<{b}>" for b in c.broader) for s in model.schemes.values() for c in s if c.broader
    }
    return Register(model, known, tuple(made), frozenset(several), versions, changes, count, bearing, above)


def acting_headers(table: Table, model: Model) -> tuple[int, ...]:
    """Positions of the cells that may tell a row's acting day, in order of rank."""
    ranked: list[int] = []
    for wanted in model.acting:
        for column in table.kind.columns:
            if column.property == wanted and column.header in table.headers:
                ranked.append(table.headers.index(column.header))
    return tuple(ranked)


def _ids(table: Table, model: Model, own: dict[str, str], several: set[str], report: Report) -> int:
    acting = acting_headers(table, model)
    at = table.headers.index("id") if "id" in table.headers else None
    rank: dict[str, int] = {}
    count = 0
    for row in table.rows(report):
        count += 1
        if at is None or not row.cells[at]:
            continue
        curie = local_id(row.cells[at], table.kind)
        ranked = next((n for n, cell in enumerate(acting) if row.cells[cell]), len(acting))
        day = row.cells[acting[ranked]] if ranked < len(acting) else ""
        if curie in own:
            several.add(curie)
            if day and (not own[curie] or ranked < rank.get(curie, 0)):
                own[curie], rank[curie] = day, ranked
        elif curie:
            own[curie] = day
            if ranked:
                rank[curie] = ranked
    return count


Cells = dict[str, str]


def _rows(groups: Iterable[Group], kind: Kind) -> Iterator[tuple[Group, Cells]]:
    for group in groups:
        for table in group.of(kind):
            for row in table.rows(None):
                yield group, _named(table, row)


def _named(table: Table, row: Row) -> Cells:
    return dict(zip(table.headers, row.cells, strict=True))


def _records(groups: Iterable[Group], kind: Kind) -> dict[str, list[Cells]]:
    found: dict[str, list[Cells]] = {}
    for group, cells in _rows(groups, kind):
        curie = local_id(cells.get("id", ""), kind)
        if curie and curie not in group.replaced:
            found.setdefault(curie, []).append(cells)
    return found


def _first(rows: Sequence[Cells], header: str) -> str:
    return next((cells[header] for cells in rows if cells.get(header)), "")


def _version(curie: str, rows: Sequence[Cells]) -> Version:
    names = [_first(rows, "name"), _first(rows, "name_en"), *(n for r in rows for n in parts(r.get("other_names", "")))]
    first, last = _bound(_first(rows, "from")), _bound(_first(rows, "until"))
    return Version(
        curie,
        names[0] or curie,
        tuple(dict.fromkeys(n for n in names if n)),
        _first(rows, "category"),
        first.earliest if first else None,
        last.latest if last else None,
    )


def _bound(text: str) -> when.When | None:
    """A stated date, or None where the cell is empty or wrong (the second reading says so)."""
    try:
        return when.parse(text) if text else None
    except when.BadDate:
        return None


def _changes(groups: Sequence[Group], model: Model, report: Report) -> tuple[continuity.Change, ...]:
    units, documents, kind = model.kind(_UNITS), model.kind("documents"), model.kind(_CHANGES)
    numbers = {c: _first(rows, "number") for c, rows in _records(groups, documents).items()}
    found = []
    for curie, rows in _records(groups, kind).items():
        stated = _first(rows, "effective")
        day = _bound(stated)
        if not stated:
            at = _place(groups, kind, curie)
            report(Finding(*at, "effective", "", "required", f"{curie} has no day of effect", "write its first day"))
        if day is None or day.earliest is None:
            continue
        inputs, outputs = (
            tuple(local_id(i, units) or i for i in parts(_first(rows, h))) for h in ("inputs", "outputs")
        )
        number = numbers.get(local_id(_first(rows, "resolution"), documents))
        found.append(continuity.Change(curie, _first(rows, "kind"), inputs, outputs, day.earliest, number))
    return tuple(sorted(found, key=lambda c: (c.effective, c.id)))


def _sound(
    versions: Sequence[continuity.Version],
    changes: Sequence[continuity.Change],
    groups: Sequence[Group],
    model: Model,
    report: Report,
) -> tuple[continuity.Change, ...]:
    """The changes that make sense; of the others a finding each is told."""
    bad = set()
    for fault in continuity.faults(versions, changes):
        bad.add(fault.change.id)
        at = _place(groups, model.kind(_CHANGES), fault.change.id)
        mend = "write the ids of the units before and after; a part that moves is a change of kind territory"
        report(Finding(*at, fault.header, fault.unit, "change", fault.message, mend))
    return tuple(c for c in changes if c.id not in bad)


def places(register: Register) -> Callable[[str], tuple[str, int, Kind] | None]:
    """A function from a CURIE to file, line and kind of its record's first row; the tables are read when it is asked.

    A participation, evidence or statement stands where its record stands. None for what no row has an id for.
    """
    found: dict[str, tuple[str, int, Kind]] = {}

    def place(curie: str) -> tuple[str, int, Kind] | None:
        if not found:
            found[""] = ("", 0, register.model.kinds[0])
            for group in register.groups:
                for table in group.tables:
                    for row in table.rows(None):
                        own = local_id(_named(table, row).get("id", ""), table.kind)
                        if own and own not in group.replaced:
                            found.setdefault(own, (table.name, row.line, table.kind))
        whole = curie.partition(":")[2].partition("__")[0].replace("_", ":", 1)
        return found.get(curie) or found.get(whole)

    return place


def _place(groups: Sequence[Group], kind: Kind, curie: str) -> tuple[str, int]:
    """File and line of the first row of a record."""
    for group in groups:
        for table in group.of(kind):
            for row in table.rows(None):
                if curie not in group.replaced and local_id(_named(table, row).get("id", ""), kind) == curie:
                    return table.name, row.line
    return kind.table, 0


def _went(changes: Iterable[continuity.Change], units: Mapping[str, Sequence[Cells]]) -> dict[str, str]:
    went: dict[str, str] = {}
    for change in changes:
        outputs = ", ".join(f"{_first(units.get(o, ()), 'name')} ({o})" for o in change.outputs)
        for unit in change.inputs:
            went[unit] = f"{outputs} since {change.effective}" + (f", {change.resolution}" if change.resolution else "")
    return went


def _code_bearers(
    groups: Sequence[Group], model: Model, units: Mapping[str, Sequence[Cells]]
) -> dict[str, tuple[str, ...]]:
    codes: dict[str, list[str]] = {}
    kind = model.kind(_UNITS)
    by_name = {fold(_first(rows, "name")): curie for curie, rows in units.items()}
    for _, cells in _rows(groups, model.kind(_CODES)):
        unit = local_id(cells.get("unit", ""), kind)
        unit = unit if unit in units else by_name.get(fold(cells.get("unit", "")), "")
        if unit and cells.get("scheme") and cells.get("code"):
            codes.setdefault(f"{cells['scheme']}:{cells['code']}", []).append(unit)
    return {code: tuple(dict.fromkeys(found)) for code, found in codes.items()}


def _regions(groups: Sequence[Group], model: Model) -> dict[str, str]:
    """Names of regions; a name that two schemes share is none: the cell must say which by its CURIE."""
    by_name: dict[str, set[str]] = {}
    for curie, rows in _records(groups, model.kind(_REGIONS)).items():
        for header in ("name", "name_en"):
            if name := _first(rows, header):
                by_name.setdefault(fold(name), set()).add(curie)
    return {name: found.pop() for name, found in by_name.items() if len(found) == 1}
