"""One record -> N-Triples text: its values, its participations, its bounds, and the evidence that supports them.

A record of one row has one evidence node, which supports all that the record says. A record of several has one a row,
and a statement for each value that a row gives, so that "who says this value" is exact (design: docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg import evidence, terms
from kg.bounds import Dates, bounds
from kg.cells import Desk, Known, Reader
from kg.errors import WARNING
from kg.gazetteer import Days
from kg.names import fold
from kg.tables import Table
from kg.vocabulary import PARTED, RL, Column, Kind, composed_id, iri
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


def _p(name: str) -> str:
    return f" <{RL}{name}> "


def key(curie: str) -> str:
    """`agr:qn-hd-bg-2022` -> `agr_qn-hd-bg-2022`, a part of a composed id."""
    return curie.replace(":", "_", 1)


def _told(term: str) -> str:
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
    acts_with: tuple[int, ...]
    source_at: int | None
    types: tuple[str, ...]
    dates: Dates
    has_evidence: bool


@dataclass(frozen=True, slots=True)
class Read:
    """One row, read: values and provenance by header."""

    line: int
    given: evidence.Given
    provenance: dict[str, tuple[str, ...]]
    days: Days | None


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


def composed(one: Plan, read: Read) -> str:
    """The CURIE of a row without an id of its own, "" where a part is missing."""
    found = []
    for choice in one.kind.composed:
        given = [read.given.values[h] for h in choice.split("|") if h in read.given.values]
        if not given and choice == "role":
            given = [(f'"{_PARTY_ROLE}"',)] if one.kind.table == "participations" else [()]
        if not given:
            return ""
        if given[0]:
            found.append(_part(given[0][0]))
    return composed_id(one.kind.prefix, *found)


def subject(curie: str) -> str:
    """The IRI term of a CURIE of ours."""
    return f"<{iri(curie)}>"


def single(one: Plan, curie: str, read: Read) -> str:
    """A record of one row: its values, its participations, its bounds, and the one evidence that supports them all."""
    values = read.given.values
    lines, participations = _record(one, curie, values, read.days)
    if one.has_evidence:
        lines += _evidence(curie, composed_id("ev", key(curie), _sources(read)), read, participations)
    return "".join(lines)


def _record(one: Plan, curie: str, values: Values, days: Days | None) -> tuple[list[str], list[str]]:
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


def _participation(curie: str, who: str) -> str:
    return f"{_stem(curie)}{_part(who)}{_PARTED_PARTY}"


def _stem(curie: str) -> str:
    """What the participations of a record begin with."""
    return subject(composed_id("par", key(curie), "")).removesuffix(">")


def _participations(
    one: Plan, curie: str, s: str, found: Sequence[str], days: Days | None, lines: list[str]
) -> list[str]:
    belongs, role = f"{_p('in')}{s} .\n", f"{_p('role')}<{iri(f'concept:{_PARTY_ROLE}')}> .\n"
    stem, made = _stem(curie), []
    for who in found:
        node = f"{stem}{_part(who)}{_PARTED_PARTY}"
        is_unit = "/unit/" in who
        lines.append(f"{node}{_PARTICIPATION}{node}{belongs}{node}{role}")
        lines.append(f"{node}{_p('unit' if is_unit else 'body')}{who} .\n")
        if is_unit:
            lines.append(f"{s}{_PARTY}{who} .\n")
            version = one.known.gazetteer.versions.get(f"unit:{_local(who)}")
            if version and version.first and days and version.first > days.latest:
                lines.append(f"{node}{_p('namedLater')}{terms.TRUE} .\n")
        made.append(node)
    return made


def _role(values: Values, s: str, lines: list[str]) -> None:
    """A row of participations: the role party is meant where none is written; it makes its unit a party of the link."""
    role = f"<{iri(f'concept:{_PARTY_ROLE}')}>"
    if not values.get("role"):
        lines.append(f"{s}{_p('role')}{role} .\n")
    if values.get("role", (role,))[0] == role and values.get("unit") and values.get("in"):
        lines.append(f"{values['in'][0]}{_p('party')}{values['unit'][0]} .\n")


def _sources(read: Read) -> str:
    return "_".join(map(_local, read.provenance.get("source", ()))) or "none"


def _evidence(curie: str, name: str, read: Read, participations: Sequence[str]) -> list[str]:
    node = subject(name)
    lines = [f"{node}{_EVIDENCE}{node}{_ABOUT}{subject(curie)} .\n"]
    lines += [f"{node}{_ABOUT}{p} .\n" for p in participations]
    for header, found in read.provenance.items():
        lines += [f"{node}{_PROVENANCE[header]}{term} .\n" for term in found]
    if read.given.list_open:
        lines.append(f"{node}{_p('listOpen')}{terms.TRUE} .\n")
    return lines


_PROVENANCE: Final = {
    "source": f" <{_PROV}wasDerivedFrom> ",
    "place": _p("place"),
    "verification": _p("verification"),
    "inferred": _p("infers"),
    "preferred": _p("preferred"),
    "note": " <http://www.w3.org/2004/02/skos/core#note> ",
}


def several(curie: str, rows: Sequence[tuple[Plan, Read]], broader: evidence.Broader) -> str:
    """A record of several rows: merged values, one evidence a row, a statement for each value that a row gives."""
    one = rows[0][0]
    _refuse_twins(rows)
    merged = evidence.merge(one.kind.columns, [r.given for _, r in rows], broader)
    days = next((r.days for _, r in rows if r.days), None)
    full = one if all(p is one for p, _ in rows) else _widest(rows)
    lines, _ = _record(full, curie, dict(merged.values), days)
    names: list[str] = []
    used: dict[str, int] = {}
    for _, read in rows:
        base = composed_id("ev", key(curie), _sources(read))
        used[base] = used.get(base, 0) + 1
        names.append(base if used[base] == 1 else f"{base}{PARTED}{used[base]}")
    for name, (_, read) in zip(names, rows, strict=True):
        nodes = [_participation(curie, who) for who in read.given.values.get(PARTIES, ())]
        lines += _evidence(curie, name, read, nodes)
    lines += _statements(curie, merged, names)
    _warn(curie, merged, rows)
    return "".join(lines)


def _widest(rows: Sequence[tuple[Plan, Read]]) -> Plan:
    """Rows of one record may stand in tables of different width: take every column that one of them has."""
    cells = {c.column.header: c for p, _ in reversed(rows) for c in p.cells}
    first = rows[0][0]
    order = {c.header: n for n, c in enumerate(first.kind.columns)}
    ranked = tuple(sorted(cells.values(), key=lambda c: order[c.column.header]))
    return replace(first, cells=ranked)


def _statements(curie: str, merged: evidence.Merged, names: Sequence[str]) -> list[str]:
    lines, nodes, counts = [], [], dict[str, int]()
    s = subject(curie)

    def state(header: str, prop: str, term: str, rows: Sequence[int]) -> str:
        counts[header] = counts.get(header, 0) + 1
        node = subject(composed_id("st", key(curie), header, str(counts[header])))
        lines.append(
            f"{node}{TYPE}<{_RDF}Statement> .\n{node} <{_RDF}subject> {s} .\n"
            f"{node} <{_RDF}predicate> <{prop}> .\n{node} <{_RDF}object> {term} .\n"
        )
        lines.extend(f"{subject(names[n])}{_p('states')}{node} .\n" for n in rows)
        return node

    for stated in merged.stated:
        nodes.append(state(stated.header, stated.property, stated.term, stated.rows))
    lists = [state("party_list", RL + "partyList", terms.literal(text), ns) for text, ns in merged.party_lists]
    pairs = [(nodes[a], nodes[b]) for a, b in merged.conflicts]
    pairs += [(a, b) for n, a in enumerate(lists) for b in lists[n + 1 :]]
    for a, b in pairs:
        lines.append(f"{a}{_p('conflictsWith')}{b} .\n{b}{_p('conflictsWith')}{a} .\n")
    return lines


def _refuse_twins(rows: Sequence[tuple[Plan, Read]]) -> None:
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for one, read in rows:
        at = (read.provenance.get("source", ()), read.provenance.get("place", ()))
        if at in seen:
            one.desk.file, one.desk.row = one.table.name, read.line
            message = "another row has the same id, source and place"
            one.desk.fault(
                "id",
                "; ".join(map(_told, at[0])),
                "duplicate",
                message,
                "join the rows, or tell their places apart",
            )
        seen.add(at)


def _warn(curie: str, merged: evidence.Merged, rows: Sequence[tuple[Plan, Read]]) -> None:
    for a, b in merged.conflicts:
        first, second = merged.stated[a], merged.stated[b]
        one, read = rows[second.rows[0]]
        one.desk.file, one.desk.row = one.table.name, read.line
        message = f"{curie}: sources differ, {_told(first.term)} and {_told(second.term)}; both are kept"
        mend = "nothing, if the sources do differ; `preferred` names the column whose value is to be shown first"
        one.desk.fault(first.header, _told(second.term), "conflict", message, mend, WARNING)
