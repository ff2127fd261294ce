"""What was promised under the matters of a page, what became of it, and what was said of them: the panel's ledger.

The whole country draws matters and units only; promises, reports and assessments hang on them here, each with its
place in the source, so that the panel of a matter is complete in every page. What a row of a remark states is its
own text, so its evidence says only where that stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from kg import vocabulary
from kg.model import Kind
from kg.pages import evidenced, lives
from kg.pages.document import Both, Life, Remark, Value
from kg.pages.reader import Reader, Triples

_PROMISED: Final = """{ ?o rl:under ?s } UNION { ?o rl:object ?s } ?o a rl:Commitment . BIND(rl:under AS ?p)"""
_REPORTED: Final = "?o rl:of ?s ; a rl:Report . BIND(rl:of AS ?p)"
_ASSESSED: Final = """{ ?o schema:about ?s } UNION { ?o rl:statedAt ?s }
  UNION { ?s rl:concludedAt ?event . ?o rl:statedAt ?event } ?o a rl:Assessment . BIND(schema:about AS ?p)"""
_LEGEND: Final = "{ ?s rl:kind/rl:legend ?o } UNION { ?s a/rl:legend ?o } BIND(rl:legend AS ?p)"
#: What a promise or a report speaks of.
_OBJECT: Final = "rl:object"


def remarks(reader: Reader, things: Iterable[str]) -> tuple[Remark, ...]:
    """All that was promised, reported and assessed of the things, and reports on the promises; by day."""
    model = vocabulary.load()
    kinds = {thing: kind for thing in things if (kind := model.by_prefix(thing.partition(":")[0])) and kind.is_link}
    promised = _pairs(reader, kinds, _PROMISED)
    objects = {o for found in reader.triples(promised).values() for o in found.get(_OBJECT, ())}
    reported = _pairs(reader, {*kinds, *promised, *objects}, _REPORTED)
    on = promised | reported | _pairs(reader, kinds, _ASSESSED)
    facts = reader.triples(on)
    told = evidenced.told(reader, on)
    promises = {thing: kind for thing in promised if (kind := model.by_prefix(thing.partition(":")[0]))}
    living, _ = lives.lives(reader, facts, promises)
    legends = reader.triples(on, _LEGEND)
    reader.know(_named(facts.values()))
    made = [
        _remark(reader, thing, sorted(on[thing]), facts.get(thing, {}), _group(legends, thing), living.get(thing), told)
        for thing in on
    ]
    return tuple(sorted(made, key=lambda one: (one.when, one.id)))


def _pairs(reader: Reader, things: Iterable[str] | Mapping[str, Kind], pattern: str) -> dict[str, set[str]]:
    """What the pattern finds on the things -> the things that it hangs on."""
    found: dict[str, set[str]] = defaultdict(set)
    for thing, properties in reader.triples(things, pattern).items():
        for others in properties.values():
            for other in others:
                found[other].add(thing)
    return dict(found)


def _named(facts: Iterable[Mapping[str, list[str]]]) -> set[str]:
    """Everything whose label a remark may show."""
    shown = ("rl:status", "rl:kind", "rl:saidBy", _OBJECT)
    return {value for known in facts for prop in shown for value in known.get(prop, ())} | {"concept:unknown"}


def _group(legends: Triples, thing: str) -> str:
    """The nearer group of its kind, else that of its class."""
    found = legends.get(thing, {}).get("rl:legend", [])
    return min(found, key=lambda group: (group in ("assessment", "report", "commitment"), group)) if found else "other"


def _remark(
    reader: Reader,
    thing: str,
    on: list[str],
    known: Mapping[str, list[str]],
    group: str,
    life: Life | None,
    told: Mapping[str, evidenced.Told],
) -> Remark:
    status, kind, by, about = (known.get(p, [""])[0] for p in ("rl:status", "rl:kind", "rl:saidBy", _OBJECT))
    return Remark(
        id=thing,
        on=tuple(on),
        group=group,
        text=reader.label(thing),
        when=known.get("dcterms:date", [""])[0],
        due=known.get("rl:due", [""])[0],
        kind=_label(reader, kind),
        status=_label(reader, status),
        by=_label(reader, by),
        life=life,
        about=Value(_label(reader, about), about) if about else None,
        evidence=tuple(replace(one, states=(), whole=True) for one in told[thing].evidence),
    )


def _label(reader: Reader, thing: str) -> Both:
    return reader.label(thing) if thing else Both("", "")
