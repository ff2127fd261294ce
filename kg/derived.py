"""What the build adds to the tables: lenses, readings and passages of units, their keys, and rival figures.

Each is described once in the build's own PROV description. Pure, but for `FIGURES`, which are updates run on the
finished store: figures of one thing stand in rows far apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg import continuity, terms
from kg.names import fold_unit
from kg.register import Register
from kg.vocabulary import RL, composed_id, iri

_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_PROV: Final = "http://www.w3.org/ns/prov#"
_DERIVED: Final = (
    "reading readsAs passage via hop key party earliest latest firstDay lastDay current conflictsWith namedLater"
)

#: Each OPTIONAL names the class again: without it Oxigraph reads the dates of every record, once a figure.
_RANKED: Final = """?a a rl:Figure ; rl:of ?thing ; rl:quantity ?quantity .
    OPTIONAL { ?a a rl:Figure ; rl:measure ?m } OPTIONAL { ?a a rl:Figure ; rl:earliest ?day }
    OPTIONAL { ?evidence rl:preferred schema:value ; rl:about ?a }
    BIND(COALESCE(?m, "") AS ?measure)
    BIND(CONCAT(IF(BOUND(?evidence), "1", "0"), COALESCE(STR(?day), "")) AS ?rank)"""
#: Two figures of one thing, quantity and measure whose values differ, on days that can be the same unless the
#: quantity varies with time, cannot both be true; the preferred, else the latest, else the first, is current.
FIGURES: Final = (
    """INSERT { ?a rl:conflictsWith ?b . ?b rl:conflictsWith ?a } WHERE {
  ?a a rl:Figure ; rl:of ?thing ; rl:quantity ?quantity ; schema:value ?x .
  ?b rl:of ?thing ; rl:quantity ?quantity ; a rl:Figure ; schema:value ?y .
  FILTER(STR(?a) < STR(?b) && ?x != ?y)
  OPTIONAL { ?a a rl:Figure ; rl:measure ?m } OPTIONAL { ?b a rl:Figure ; rl:measure ?n }
  FILTER(COALESCE(?m, "") = COALESCE(?n, ""))
  OPTIONAL { ?a a rl:Figure ; rl:earliest ?a1 ; rl:latest ?a2 }
  OPTIONAL { ?b a rl:Figure ; rl:earliest ?b1 ; rl:latest ?b2 }
  FILTER(NOT EXISTS { ?quantity rl:varies true } || (COALESCE(?a1 <= ?b2, true) && COALESCE(?b1 <= ?a2, true)))
}""",
    f"""INSERT {{ ?first rl:current true }} WHERE {{
  {{ SELECT ?thing ?quantity ?measure (MAX(?rank) AS ?best) WHERE {{
    {_RANKED}
  }} GROUP BY ?thing ?quantity ?measure }}
  {{ SELECT ?thing ?quantity ?measure ?rank (MIN(?a) AS ?first) WHERE {{
    {_RANKED}
  }} GROUP BY ?thing ?quantity ?measure ?rank }}
  FILTER(?rank = ?best)
}}""",
)


def _s(curie: str) -> str:
    return f"<{iri(curie)}>"


def _p(name: str) -> str:
    return f"<{RL}{name}>"


def readings(register: Register) -> Iterator[str]:
    """Lenses with their span, readings (one a lens and unit), passages (one a lens and version that changed)."""
    yield f"{_s('lens:' + continuity.SIGNED)} {_TYPE} {_p('Lens')} .\n"
    for lens in continuity.lenses(register.changes):
        node = _s(f"lens:{lens.name}")
        yield f"{node} {_TYPE} {_p('Lens')} .\n{node} {_p('firstDay')} {terms.day(lens.first.isoformat())} .\n"
        if lens.last:
            yield f"{node} {_p('lastDay')} {terms.day(lens.last.isoformat())} .\n"
    seen: set[str] = set()
    for reading in continuity.readings(register.versions, register.changes):
        version, lens_node = _s(reading.version), _s(f"lens:{reading.lens}")
        for unit in reading.reads_as:
            node = _s(composed_id("rd", reading.lens, unit.partition(":")[2]))
            if node not in seen:
                seen.add(node)
                yield f"{node} {_TYPE} {_p('Reading')} .\n{node} {_p('lens')} {lens_node} .\n"
                yield f"{node} {_p('readsAs')} {_s(unit)} .\n"
            yield f"{version} {_p('reading')} {node} .\n"
        if reading.via:
            node = _s(composed_id("psg", reading.lens, reading.version.partition(":")[2]))
            yield f"{node} {_TYPE} {_p('Passage')} .\n{node} {_p('lens')} {lens_node} .\n"
            yield f"{version} {_p('passage')} {node} .\n"
            for change in reading.via:
                yield f"{node} {_p('via')} {_s(change)} .\n"


def keys(register: Register) -> Iterator[str]:
    """rl:key of every version: its CURIE, its codes, and the folded names of all versions of the same unit.

    Versions joined by one-to-one changes share their names, so that "Huế" also finds Thừa Thiên Huế.
    """
    versions = register.known.gazetteer.versions
    names = {curie: {fold_unit(n) for n in v.names} for curie, v in versions.items()}
    for group in continuity.one_to_one(register.versions, register.changes):
        shared = set().union(*(names[c] for c in group if c in names))
        for curie in group:
            names[curie] = shared
    for curie in versions:
        for key in sorted({curie, *names[curie], *register.codes.get(curie, ())}):
            yield f"{_s(curie)} {_p('key')} {terms.literal(key)} .\n"


def description() -> Iterator[str]:
    """The build in PROV, with the properties that it derived.

    What it was made from, by hash, stands beside the store (`complete.json`) and not in the graph: the same content
    gives the same graph, whatever its files are called and however their bytes write it.
    """
    build = _s("build:this")
    yield f"{build} {_TYPE} <{_PROV}Activity> .\n"
    for name in _DERIVED.split():
        yield f"{build} {_p('derives')} {_p(name)} .\n"
