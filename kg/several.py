"""A record that stands in several rows -> N-Triples text: merged values, and who states which.

Each row has an evidence node of its own, with a statement for each value that the row gives; equal values share the
statement, and a rival value stands in its statement only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg import evidence, terms
from kg.bounds import ends_early
from kg.errors import VIOLATION, WARNING
from kg.records import (
    PARTIES,
    TYPE,
    Plan,
    Read,
    evidence_of,
    key,
    participation,
    prop,
    record,
    require,
    sources,
    subject,
    told,
)
from kg.vocabulary import PARTED, RL, composed_id

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def several(curie: str, rows: Sequence[tuple[Plan, Read]], broader: evidence.Broader) -> str:
    """A record of several rows: merged values, one evidence a row, a statement for each value that a row gives."""
    one, first = rows[0]
    _refuse_twins(curie, rows)
    require(one, first.line, [h for h in first.missing if all(h in read.missing for _, read in rows)])
    merged = evidence.merge(one.kind.columns, [r.given for _, r in rows], broader)
    days = next((r.days for _, r in rows if r.days), None)
    full = one if all(p is one for p, _ in rows) else _widest(rows)
    lines, _ = record(full, curie, dict(merged.values), days)
    names: list[str] = []
    used: dict[str, int] = {}
    for _, read in rows:
        base = composed_id("ev", key(curie), sources(read))
        used[base] = used.get(base, 0) + 1
        names.append(base if used[base] == 1 else f"{base}{PARTED}{used[base]}")
    for name, (_, read) in zip(names, rows, strict=True):
        nodes = [participation(curie, who) for who in read.given.values.get(PARTIES, ())]
        lines += evidence_of(curie, name, read, nodes)
    lines += _statements(curie, merged, names)
    _warn(curie, merged, rows)
    _warn_of_ends(one, curie, merged, first)
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

    def state(header: str, predicate: str, term: str, rows: Sequence[int]) -> str:
        counts[header] = counts.get(header, 0) + 1
        node = subject(composed_id("st", key(curie), header, str(counts[header])))
        lines.append(
            f"{node}{TYPE}<{_RDF}Statement> .\n{node} <{_RDF}subject> {s} .\n"
            f"{node} <{_RDF}predicate> <{predicate}> .\n{node} <{_RDF}object> {term} .\n"
        )
        lines.extend(f"{subject(names[n])}{prop('states')}{node} .\n" for n in rows)
        return node

    for stated in merged.stated:
        nodes.append(state(stated.header, stated.property, stated.term, stated.rows))
    lists = [state("party_list", RL + "partyList", terms.literal(text), ns) for text, ns in merged.party_lists]
    pairs = [(nodes[a], nodes[b]) for a, b in merged.conflicts]
    pairs += [(a, b) for n, a in enumerate(lists) for b in lists[n + 1 :]]
    for a, b in pairs:
        lines.append(f"{a}{prop('conflictsWith')}{b} .\n{b}{prop('conflictsWith')}{a} .\n")
    return lines


def _refuse_twins(curie: str, rows: Sequence[tuple[Plan, Read]]) -> None:
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for one, read in rows:
        at = (read.provenance.get("source", ()), read.provenance.get("place", ()))
        if at in seen:
            message = f"another row has the same id, source {'; '.join(map(told, at[0]))} and place"
            one.fault(
                read.line, "id", curie, "duplicate", message, "join the rows, or tell their places apart", VIOLATION
            )
        seen.add(at)


def _warn(curie: str, merged: evidence.Merged, rows: Sequence[tuple[Plan, Read]]) -> None:
    for a, b in merged.conflicts:
        first, second = merged.stated[a], merged.stated[b]
        one, read = rows[second.rows[0]]
        message = f"{curie}: sources differ, {told(first.term)} and {told(second.term)}; both are kept"
        mend = "nothing, if the sources do differ; `preferred` names the column whose value is to be shown first"
        one.fault(read.line, first.header, told(second.term), "conflict", message, mend, WARNING)


def _warn_of_ends(one: Plan, curie: str, merged: evidence.Merged, read: Read) -> None:
    """An end before its start within one row is a fault of the row; between rows it is a matter of the sources."""
    for start, end in one.dates.spans:
        begins, ends = merged.values.get(start), merged.values.get(end)
        if begins and ends and ends_early(begins, ends):
            message = f"{curie}: its {end} {told(ends[0])} lies before its {start} {told(begins[0])}, by two sources"
            mend = "name the value to be shown first in `preferred`"
            one.fault(read.line, end, told(ends[0]), "end-before-start", message, mend, WARNING)
