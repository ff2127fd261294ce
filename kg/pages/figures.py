"""Figures of a thing: the current one a quantity as a fact, rival ones as a conflict, money in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from kg.pages.document import Both, Conflict, Evidence, Fact, Value
from kg.pages.reader import Reader


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one thing; `rivals` are (quantity, values) whose evidence is counted from 0."""

    money: Both = Both("", "")
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[tuple[str, tuple[Value, ...]], ...] = ()

    def conflicts(self, offset: int) -> tuple[Conflict, ...]:
        """The rivals as conflicts of a node whose own evidence has `offset` rows."""
        return tuple(
            Conflict(quantity, tuple(Value(v.text, v.ref, tuple(i + offset for i in v.evidence)) for v in values))
            for quantity, values in self.rivals
        )


NONE = Figures()
#: The measure of things counted one by one: what is counted is the quantity's own name.
_PLAIN: Final = "concept:item"


def figures(reader: Reader, things: Iterable[str]) -> dict[str, Figures]:
    """Thing -> its figures; a value leads to its figure only where that is one of the things itself."""
    held = frozenset(things)
    of = reader.triples(sorted(held), "?o rl:of ?s ; a rl:Figure . BIND(rl:of AS ?p)")
    ids = sorted({f for found in of.values() for f in found["rl:of"]})
    details = reader.triples(ids)
    rows = reader.triples(
        ids, "?e rl:about ?s . ?e ?p ?o . FILTER(?p IN (prov:wasDerivedFrom, rl:place, rl:verification))"
    )
    reader.know(
        v
        for d in details.values()
        for p in ("rl:quantity", "rl:measure", "rl:approx", "rl:basis")
        for v in d.get(p, ())
    )
    return {thing: _made(reader, found["rl:of"], details, rows, held) for thing, found in of.items()}


def _made(
    reader: Reader,
    ids: Iterable[str],
    details: Mapping[str, Mapping[str, list[str]]],
    rows: Mapping[str, Mapping[str, list[str]]],
    held: frozenset[str],
) -> Figures:
    by_quantity: dict[str, list[str]] = defaultdict(list)
    for figure in ids:
        by_quantity[_one(details[figure], "rl:quantity")].append(figure)
    facts, rivals, evidence, money = [], [], [], Both("", "")
    for quantity, listed in sorted(by_quantity.items()):
        ranked = sorted(listed, key=lambda f: (_one(details[f], "rl:current") != "true", f))
        values = []
        for figure in ranked:
            row = rows.get(figure, {})
            verification = _one(row, "rl:verification").partition(":")[2]
            sources = tuple(row.get("prov:wasDerivedFrom", ()))
            evidence.append(Evidence(sources, _one(row, "rl:place"), verification, (quantity,)))
            ref = figure if figure in held else ""
            values.append(Value(text(reader, details[figure]), ref, (len(evidence) - 1,)))
        current = [v for v, f in zip(values, ranked, strict=True) if _one(details[f], "rl:current") == "true"]
        facts.append(Fact(quantity, tuple(Value(v.text, v.ref) for v in current or values[:1])))
        if any(details[f].get("rl:conflictsWith") for f in ranked) and len(values) > 1:
            rivals.append((quantity, tuple(values)))
        if any("vnd" in _one(details[f], "rl:measure") for f in ranked) and not money.vi:
            money = (current or values)[0].text
    return Figures(money, tuple(facts), tuple(evidence), tuple(rivals))


def text(reader: Reader, detail: Mapping[str, list[str]]) -> Both:
    """`hơn 2.000 tỷ đồng` / `more than 2,000 billion VND`."""
    raw = _one(detail, "schema:value")
    measured = _one(detail, "rl:measure")
    measure = reader.label(measured) if measured and measured != _PLAIN else Both("", "")
    approx = reader.label(_one(detail, "rl:approx")) if detail.get("rl:approx") else Both("", "")
    vi = " ".join(part for part in (approx.vi, _number(raw, ".", ","), measure.vi) if part)
    en = " ".join(part for part in (approx.en, _number(raw, ",", "."), measure.en) if part)
    return Both(vi, en)


def _number(raw: str, thousands: str, point: str) -> str:
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    return f"{value:,f}".replace(",", "\0").replace(".", point).replace("\0", thousands)


def _one(known: Mapping[str, list[str]], prop: str) -> str:
    values = known.get(prop)
    return values[0] if values else ""
