"""`kg show`: one entity as text: its facts, what it is linked to, who says so, and where sources differ."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from kg import answers, catalogue, terms
from kg.answers import Cell
from kg.store import Graph
from kg.verbs.asked import asked
from kg.verbs.build import Say, answering
from kg.verbs.entity import entity
from kg.verbs.parameters import Parameters
from kg.verbs.setting import Setting
from kg.vocabulary import curie

_FACTS = """SELECT ?label ?value ?name WHERE {{
  {{ SELECT ?property ?value {{ {thing} ?property ?value . FILTER(?property NOT IN ({hidden})) }} }}
  OPTIONAL {{ ?property rdfs:label ?label FILTER(LANG(?label) = {lang}) }}
  OPTIONAL {{ ?value rdfs:label|skos:prefLabel|dcterms:title ?name
             FILTER(LANG(?name) = {lang} || LANG(?name) = "") }}
}} ORDER BY ?property ?value"""
_LINKS = """SELECT ?label ?thing ?name WHERE {{
  {{ SELECT DISTINCT ?property ?thing {{
       {{ ?thing ?property {thing} }}
       UNION {{ {thing} a rl:Unit . ?thing rl:party {thing} . BIND(rl:party AS ?property) }}
       ?thing a ?class . ?class rl:legend ?legend . FILTER(?property NOT IN ({hidden}))
  }} }}
  OPTIONAL {{ ?property rdfs:label ?label FILTER(LANG(?label) = {lang}) }}
  OPTIONAL {{ ?thing rdfs:label ?mine FILTER(LANG(?mine) = {lang}) }}
  OPTIONAL {{ ?thing rdfs:label ?other FILTER(LANG(?other) != {lang}) }}
  BIND(COALESCE(?mine, ?other) AS ?name)
}} ORDER BY ?property ?thing"""
#: Derived for matching and filtering; they tell a reader nothing that the stated facts do not.
_HIDDEN = "rdf:type, rl:key, rl:reading, rl:passage, rl:earliest, rl:latest, rl:firstDay, rl:lastDay, rl:current"
_TITLES = {
    "facts": ("Dữ kiện", "Facts"),
    "links": ("Liên kết", "Links"),
    "sources": ("Nguồn", "Sources"),
    "conflicts": ("Nguồn nói khác nhau", "Sources disagree"),
}


def show(setting: Setting, name: str, say: Say) -> None:
    """Prints one entity. Raises UsageError with the nearest names where nothing or several things are called so."""
    graph = answering(setting, say)
    parameters = Parameters(lambda: graph, setting)
    told = ("\n".join(_lines(graph, parameters, thing)) + "\n" for thing in entity(parameters, name))
    sys.stdout.write("\n".join(told))


def _lines(graph: Graph, parameters: Parameters, thing: str) -> Iterator[str]:
    at = 0 if parameters.setting.lang == "vi" else 1
    yield curie(thing)
    sections = {
        "facts": _listed(_rows(graph, _FACTS, thing, parameters)),
        "links": _listed(_rows(graph, _LINKS, thing, parameters)),
        "sources": _told("sources-of", "thing", thing, parameters),
        "conflicts": _told("conflicts", "about", thing, parameters),
    }
    for key, lines in sections.items():
        found = list(lines)
        if found:
            yield f"\n{_TITLES[key][at]}"
            yield from found


def _rows(graph: Graph, query: str, thing: str, parameters: Parameters) -> list[tuple[Cell, ...]]:
    lang = terms.literal(parameters.setting.lang)
    text = query.format(thing=terms.iri(thing), lang=lang, hidden=_HIDDEN)
    return [tuple(answers.shown(term) for term in row) for row in graph.rows(text)]


def _listed(rows: list[tuple[Cell, ...]]) -> Iterator[str]:
    former: Cell = None
    for label, value, name in rows:
        told = "" if label == former else (label or "")
        former = label
        yield f"  {told:<28} {value}" + (f"  {name}" if name and name != value else "")


def _told(question: str, parameter: str, thing: str, parameters: Parameters) -> Iterator[str]:
    answer = asked(catalogue.question(question), {parameter: curie(thing)}, parameters)
    if answer.rows:
        yield from ("  " + line for line in answers.write(answer, "table").rstrip("\n").split("\n"))
