"""One record -> N-Triples text: its values, its participations, its bounds, and the evidence that supports them.

A record of one row has one evidence node, which supports all that the record says. A record of several has one a row,
and a statement for each value that a row gives, so that "who says this value" is exact (design: docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg import evidence, terms
from kg.bounds import Dates, bounds
from kg.cells import Desk, Known, Reader, no_id
from kg.errors import VIOLATION
from kg.gazetteer import Days
from kg.names import fold
from kg.tables import Row, Table
from kg.vocabulary import LOCAL, PARTED, RL, Column, Kind, composed_id, iri
from kg.vocabulary import curie as short_of

TYPE: Final = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
PARTIES: Final = evidence.PARTIES
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PROV: Final = "http://www.w3.org/ns/prov#"
_EVIDENCE: Final = f"{TYPE}<{RL}Evidence> .\n"
_PARTICIPATION: Final = f"{TYPE}<{RL}Participation> .\n"
_KEY: Final = f" <{RL}key> "
_PARTY: Final = f" <{RL}party> "
_ABOUT: Final = f" <{RL}about> "
_PARTY_ROLE: Final = "party"
_PARTED_PARTY: Final = f"{composed_id('', '', _PARTY_ROLE).removeprefix(':')}>"
Values = Mapping[str, tuple[str, ...]]


def prop(name: str) -> str:
    """A predicate of our own between blanks."""
    return f" <{RL}{name}> "


def key(curie: str) -> str:
    """`agr:qn-hd-bg-2022` -> `agr_qn-hd-bg-2022`, a part of a composed id."""
    return curie.replace(":", "_", 1)


def told(term: str) -> str:
    """A term as a finding tells it: an IRI as its CURIE."""
    return short_of(terms.plain(term)) if term.startswith("<") else terms.plain(term)


def _key_of(term: str) -> str:
    return fold(terms.plain(term))


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a table as it is read: position, reader, and the predicate between blanks."""

    at: int
    header: str
    column: Column
    read: Reader
    predicate: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How one table is read."""

    table: Table
    kind: Kind
    desk: Desk
    known: Known
    id_at: int | None
    cells: tuple[Cell, ...]
    provenance: tuple[Cell, ...]
    acting: tuple[int, ...]
    acts_with: tuple[tuple[int, tuple[str, ...]], ...]
    source_at: int | None
    types: tuple[str, ...]
    dates: Dates
    has_evidence: bool

    def at(self, header: str) -> int:
        """The position of a column in a row."""
        return self.table.headers.index(header)

    def fault(self, line: int, column: str, value: str, rule: str, message: str, mend: str, severity: str) -> None:
        """Notes a fault of a row that was read before."""
        self.desk.file, self.desk.row = self.table.name, line
        self.desk.fault(column, value, rule, message, mend, severity)


@dataclass(frozen=True, slots=True)
class Read:
    """One row, read: values and provenance by header."""

    line: int
    given: evidence.Given
    provenance: dict[str, tuple[str, ...]]
    days: Days | None
    #: required columns that are empty; another row of the record may fill them
    missing: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)
def _part(term: str) -> str:
    text = terms.plain(term)
    if not term.startswith("<"):
        return text
    short = short_of(text)
    return short.partition(":")[2] if short.startswith(("concept:", "sector:")) else key(short)


def _local(term: str) -> str:
    """The id in an IRI of ours: what stands between its last slash and the closing bracket."""
    return term[term.rindex("/") + 1 : -1]


def composed(one: Plan, read: Read, row: Row) -> str:
    """The CURIE of a row without an id of its own, "" and a finding where a part is missing or cannot be one."""
    found = []
    require(one, read.line, read.missing)
    for choice in one.kind.composed:
        headers = choice.split("|")
        given = [read.given.values[h] for h in headers if h in read.given.values]
        if not given and choice == "role":
            given = [(f'"{_PARTY_ROLE}"',)] if one.kind.table == "participations" else [()]
        if not given:
            if len(headers) > 1 and not any(row.cells[c.at] for c in one.cells if c.header in headers):
                one.desk.fault(headers[0], "", "required", f"one of {', '.join(headers)} must be given", "fill one in")
            return ""
        part = _part(given[0][0]) if given[0] else ""
        if part and (not LOCAL.match(part) or PARTED in part):
            one.desk.fault(headers[0], part, "id", *no_id(part))
            return ""
        found += [part] if part else []
    return composed_id(one.kind.prefix, *found)


def require(one: Plan, line: int, missing: Collection[str]) -> None:
    """Notes the required columns that no row of a record fills."""
    for header in missing:
        one.fault(line, header, "", "required", f"{header} is empty", "fill it in", VIOLATION)


def subject(curie: str) -> str:
    """The IRI term of a CURIE of ours."""
    return f"<{iri(curie)}>"


def single(one: Plan, curie: str, read: Read) -> str:
    """A record of one row: its values, its participations, its bounds, and the one evidence that supports them all."""
    values = read.given.values
    require(one, read.line, read.missing)
    lines, participations = record(one, curie, values, read.days)
    if one.has_evidence:
        lines += evidence_of(curie, composed_id("ev", key(curie), sources(read)), read, participations)
    return "".join(lines)


def record(one: Plan, curie: str, values: Values, days: Days | None) -> tuple[list[str], list[str]]:
    """What a record says, and the nodes of its participations."""
    s = subject(curie)
    lines = [f"{s}{type_}" for type_ in one.types]
    participations: list[str] = []
    for cell in one.cells:
        found = values.get(cell.header)
        if not found:
            continue
        if cell.header == PARTIES:
            participations = _participations(one, curie, s, found, days, lines)
            continue
        if cell.column.typed_by:
            typed = values.get(cell.column.typed_by, ("<>",))[0]
            found = tuple(terms.literal(terms.plain(t), terms.plain(typed)) for t in found)
        lines += [f"{s}{cell.predicate}{term} .\n" for term in found]
        if cell.column.naming:
            lines += [f"{s}{_KEY}{terms.literal(k)} .\n" for k in dict.fromkeys(map(_key_of, found)) if k]
    if one.kind.table == "participations":
        _role(values, s, lines)
    lines += bounds(one.dates, s, values)
    return lines, participations


def participation(curie: str, who: str) -> str:
    """The node of a party of a record."""
    return f"{_stem(curie)}{_part(who)}{_PARTED_PARTY}"


def _stem(curie: str) -> str:
    """What the participations of a record begin with."""
    return subject(composed_id("par", key(curie), "")).removesuffix(">")


def _participations(
    one: Plan, curie: str, s: str, found: Sequence[str], days: Days | None, lines: list[str]
) -> list[str]:
    belongs, role = f"{prop('in')}{s} .\n", f"{prop('role')}<{iri(f'concept:{_PARTY_ROLE}')}> .\n"
    stem, made = _stem(curie), []
    for who in found:
        node = f"{stem}{_part(who)}{_PARTED_PARTY}"
        is_unit = "/unit/" in who
        lines.append(f"{node}{_PARTICIPATION}{node}{belongs}{node}{role}")
        lines.append(f"{node}{prop('unit' if is_unit else 'body')}{who} .\n")
        if is_unit:
            lines.append(f"{s}{_PARTY}{who} .\n")
            version = one.known.gazetteer.versions.get(f"unit:{_local(who)}")
            if version and version.first and days and version.first > days.latest:
                lines.append(f"{node}{prop('namedLater')}{terms.TRUE} .\n")
        made.append(node)
    return made


def _role(values: Values, s: str, lines: list[str]) -> None:
    """A row of participations: the role party is meant where none is written; it makes its unit a party of the link."""
    role = f"<{iri(f'concept:{_PARTY_ROLE}')}>"
    if not values.get("role"):
        lines.append(f"{s}{prop('role')}{role} .\n")
    if values.get("role", (role,))[0] == role and values.get("unit") and values.get("in"):
        lines.append(f"{values['in'][0]}{prop('party')}{values['unit'][0]} .\n")


def sources(read: Read) -> str:
    """The ids of a row's sources, as a part of its evidence's id."""
    return "_".join(map(_local, read.provenance.get("source", ()))) or "none"


def evidence_of(curie: str, name: str, read: Read, participations: Sequence[str]) -> list[str]:
    """The evidence of one row: what it is about, where it stands, how far it was verified."""
    node = subject(name)
    lines = [f"{node}{_EVIDENCE}{node}{_ABOUT}{subject(curie)} .\n"]
    lines += [f"{node}{_ABOUT}{p} .\n" for p in participations]
    for header, found in read.provenance.items():
        lines += [f"{node}{_PROVENANCE[header]}{term} .\n" for term in found]
    if read.given.list_open:
        lines.append(f"{node}{prop('listOpen')}{terms.TRUE} .\n")
    return lines


_PROVENANCE: Final = {
    "source": f" <{_PROV}wasDerivedFrom> ",
    "place": prop("place"),
    "verification": prop("verification"),
    "inferred": prop("infers"),
    "preferred": prop("preferred"),
    "note": " <http://www.w3.org/2004/02/skos/core#note> ",
}
