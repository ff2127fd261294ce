"""Cells -> RDF terms: one reader a column, compiled once from the ontology's annotations.

A reader takes the text of a cell and returns its terms (canonical N-Triples); what is wrong goes to the `Desk`, which
knows the table and the row. A bad item gives no term and one finding; the others of the cell are still read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kg import names, nearby, terms, when
from kg.errors import VIOLATION, Finding
from kg.gazetteer import Days, Gazetteer
from kg.vocabulary import LOCAL, PARTED, XSD, Column, Concept, Kind, Model, Value, iri

Reader = Callable[[str, Days | None], tuple[str, ...]]
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?\Z", re.ASCII)
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+[^\s]*\Z", re.IGNORECASE)
_BOOLEANS: Final = {"yes": "true", "true": "true", "có": "true", "no": "false", "false": "false", "không": "false"}
#: Distinct cells remembered a column: names of units and concepts recur, titles do not.
_REMEMBERED: Final = 20_000


@dataclass(slots=True)
class Desk:
    """Collects findings; the caller says which table and row is read."""

    report: Callable[[Finding], None]
    file: str = ""
    row: int = 0

    def fault(self, column: str, value: str, rule: str, message: str, mend: str, severity: str = VIOLATION) -> None:
        """Notes one fault of the present row."""
        shown = value if len(value) <= 120 else value[:117] + "..."
        self.report(Finding(self.file, self.row, column, shown, rule, message, mend, severity))


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may refer to: every id with its acting day, units by name and code, regions by name."""

    model: Model
    gazetteer: Gazetteer
    #: CURIE -> acting day as stated ("" where none is)
    ids: Mapping[str, str]
    #: folded label -> CURIE, of regions
    regions: Mapping[str, str] = field(default_factory=dict)


def parts(cell: str) -> list[str]:
    """The items of a cell of several values; stray separators are no items (CSVW, section 6.4)."""
    return [item for item in (piece.strip() for piece in cell.split(";")) if item]


def local_id(cell: str, kind: Kind) -> str:
    """The CURIE that an id cell means: a cell without prefix gets its table's. "" when it is no Turtle local name."""
    prefix, _, local = cell.partition(":") if cell.startswith(kind.prefix + ":") else (kind.prefix, "", cell)
    return f"{prefix}:{local}" if LOCAL.match(local) and PARTED not in local else ""


def no_id(cell: str) -> tuple[str, str]:
    """What is wrong with a cell that is no id, and what would be one."""
    if not cell:
        return "the id is missing", "give every row an id; the rows of one record have the same"
    guess = re.sub(r"[^\w-]+|__+", "-", cell).strip("-_")[:60].rstrip("-_")
    guess = guess if LOCAL.match(guess) else "a-1"
    return f"{cell} cannot be an id", f"use letters, digits, - and single _ only, such as {guess}"


def reader(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    """The reader of one column; raises KeyError never: the model was checked when it was loaded."""
    one = _ONE[column.value](column, kind, known, desk)
    if column.value in _BY_DAY and _wants_unit(column, known):
        return _each(one) if column.many else one
    return _remembering(_each(one) if column.many else one)


def _each(one: Reader) -> Reader:
    def many(cell: str, days: Days | None) -> tuple[str, ...]:
        found = [term for item in parts(cell) for term in one(item, days)]
        return tuple(dict.fromkeys(found))

    return many


def _remembering(read: Reader) -> Reader:
    memory: dict[str, tuple[str, ...]] = {}

    def remembered(cell: str, days: Days | None) -> tuple[str, ...]:
        found = memory.get(cell)
        if found is None:
            found = read(cell, days)
            if found and len(memory) < _REMEMBERED:
                memory[cell] = found
        return found

    return remembered


def _text(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    language = column.language or ""

    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        return (terms.tagged(_clean(cell), language),)

    return read


def _clean(cell: str) -> str:
    """A name or a text of ours; its line ends stay."""
    return "\n".join(names.clean(line)[0] for line in cell.split("\n"))


def _string(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    if column.naming:
        return lambda cell, days: (terms.literal(_clean(cell)),)
    return lambda cell, days: (terms.literal(cell),)


def _date(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        try:
            stated = when.parse(cell)
        except when.BadDate as fault:
            desk.fault(column.header, cell, "date", fault.message, fault.mend)
            return ()
        return (terms.literal(stated.text, stated.datatype),)

    return read


def _day(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        try:
            return (terms.day(when.day(cell).isoformat()),)
        except when.BadDate as fault:
            desk.fault(column.header, cell, "date", fault.message, fault.mend)
            return ()

    return read


def _number(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    whole = column.value is Value.INTEGER

    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        if not _NUMBER.match(cell) or (whole and "." in cell):
            what = "a whole number" if whole else "a number with a point before the decimals and no other sign"
            guess = cell.replace(" ", "").replace(",", "")
            mend = f"write {guess}, if that is meant" if _NUMBER.match(guess) else "write digits only, such as 12.5"
            desk.fault(column.header, cell, "number", f"{cell} is not {what}", mend)
            return ()
        digits = cell.lstrip("-").lstrip("0") or "0"
        if "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        digits = "0" + digits if digits.startswith(".") or not digits else digits
        sign = "-" if cell.startswith("-") and digits != "0" else ""
        return (terms.literal(sign + digits, XSD + ("integer" if whole else "decimal")),)

    return read


def _boolean(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        value = _BOOLEANS.get(cell.casefold())
        if value is None:
            desk.fault(column.header, cell, "yes-no", f"{cell} is neither yes nor no", "write yes or no")
            return ()
        return (terms.literal(value, XSD + "boolean"),)

    return read


def _address(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        if _ADDRESS.match(cell) and not terms.NOT_IN_IRI.search(cell) and not _BAD_PERCENT.search(cell):
            return (terms.literal(cell, XSD + "anyURI"),)
        bad = terms.NOT_IN_IRI.search(cell)
        message = f"{cell} is no web address" + (f": it holds {bad[0]!r}, which no address may hold" if bad else "")
        mend = "write the address as the browser copies it (http:// or https://, %20 for a space), or use locator"
        desk.fault(column.header, cell, "address", message, mend)
        return ()

    return read


_BAD_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def _concept(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    concepts = known.model.schemes.get(column.scheme or "", ())
    by_name = concept_names(concepts)

    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        found = by_name.get(names.fold(cell))
        if found is None:
            near = names.nearest(cell, tuple(c.slug for c in concepts) + tuple(c.label_vi for c in concepts))
            mend = (
                f"did you mean {' or '.join(near)}?" if near else f"write one of {', '.join(c.slug for c in concepts)}"
            )
            desk.fault(column.header, cell, "concept", f"{cell} is no value of {column.header}", mend)
            return ()
        return (terms.iri(found),)

    return read


def concept_names(concepts: tuple[Concept, ...]) -> dict[str, str]:
    """Folded slug or label -> IRI; a slug wins over another concept's label."""
    by_name = {names.fold(text): c.iri for c in concepts for text in (*c.other, c.label_en, c.label_vi) if text}
    return by_name | {names.fold(c.slug): c.iri for c in concepts}


def _property(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    own = {c.header: c.property for c in kind.columns if c.property and not c.evidence}

    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        found = own.get(cell)
        if found is None:
            near = names.nearest(cell, tuple(own))
            mend = f"write a column of this table: {' or '.join(near) or ', '.join(own)}"
            desk.fault(column.header, cell, "column-name", f"{cell} is no column of {kind.table}", mend)
            return ()
        return (terms.iri(found),)

    return read


def _wants_unit(column: Column, known: Known) -> bool:
    return any(k.table == "units" for k in known.model.below(column.targets))


def _reference(column: Column, kind: Kind, known: Known, desk: Desk) -> Reader:
    kinds = known.model.below(column.targets)
    prefixes = tuple(k.prefix for k in kinds)
    units, regions = _wants_unit(column, known), "region" in prefixes
    suggest = nearby.suggesting(known.ids, prefixes)
    strict = column.header == "parties" or kind.table == "participations"
    ended_is_fine = kind.reference or not strict

    @lru_cache(maxsize=_REMEMBERED)
    def by_id(cell: str) -> str | None:
        if cell.partition(":")[0] in prefixes and cell in known.ids:
            return cell
        found = [f"{p}:{cell}" for p in prefixes if f"{p}:{cell}" in known.ids and p != "unit"]
        return found[0] if len(found) == 1 else None

    def read(cell: str, days: Days | None) -> tuple[str, ...]:
        found = by_id(cell)
        if found and (not found.startswith("unit:") or ended_is_fine):
            return (terms.iri(iri(found)),)
        if regions and (region := known.regions.get(names.fold(cell))):
            return (terms.iri(iri(region)),)
        foreign = cell.partition(":")[0]
        if units and (foreign == "unit" or foreign not in prefixes):
            return _unit(cell, days, column, known, desk)
        tables = " or ".join(k.table for k in kinds)
        near = suggest(cell)
        mend = f"did you mean {' or '.join(near)}?" if near else f"add a row with this id to {tables}"
        desk.fault(column.header, cell, "reference", f"{cell} is no id of {tables}", mend)
        return ()

    return read


def _unit(cell: str, days: Days | None, column: Column, known: Known, desk: Desk) -> tuple[str, ...]:
    found = known.gazetteer.resolve(cell, days)
    if found.rule:
        desk.fault(column.header, cell, found.rule, found.message, found.mend, found.severity)
    return (terms.iri(iri(found.curie)),) if found.curie else ()


_BY_DAY: Final = {Value.REFERENCE}
_ONE: Final[Mapping[Value, Callable[[Column, Kind, Known, Desk], Reader]]] = {
    Value.TEXT: _text,
    Value.STRING: _string,
    Value.DATE: _date,
    Value.DAY: _day,
    Value.INTEGER: _number,
    Value.DECIMAL: _number,
    Value.BOOLEAN: _boolean,
    Value.ADDRESS: _address,
    Value.CONCEPT: _concept,
    Value.PROPERTY: _property,
    Value.REFERENCE: _reference,
}
